"""Amendments on the floor and in committee, by page and line, carried out on the print of a bill.

A page and a line are those of the print as it was, whatever an earlier amendment did.  What is directed
"in section 3 of the bill" without a line is an ordinary amendment, with the bill as the law in hand.
Source: House Legislative Counsel's Manual on Drafting Style, on amendments to bills.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from drafting.amend.outcome import EXECUTED, NOTED, REFUSED, UNREAD, Amended, Outcome, Report
from drafting.instruction import (
    Act,
    Insert,
    Instruction,
    Lines,
    Matter,
    Phrase,
    Place,
    Rule,
    Span,
    Strike,
    Substitute,
    Unread,
    Whole,
)
from drafting.parse.quotation import Utterance, utter
from drafting.plan.spacing import replaced
from drafting.redline import proved, redline
from drafting.step import Splice, Step, run, splice
from statute import search
from statute.errors import Problem, Refusal
from statute.formats import text
from statute.lines import paged
from statute.node import APPARATUS, TEXT, Node

_Q = "[\ue000-\uf7ff]"
_AT = r"(?:on\s+|in\s+|at\s+)?page\s+(?P<page>\d+)\s*,?\s*"
_THROUGH = (
    r"(?:\s*,?\s+and\s+all\s+that\s+follows)?\s+(?:through|to|and)\s+"
    r"(?:page\s+(?P<page2>\d+)\s*,\s*)?(?:line\s+)?(?P<line2>\d+)"
)
_LINES = rf"lines?\s+(?P<line>\d+)(?:{_THROUGH})?\s*,?\s*"
_NEW = rf"(?:in\s+lieu\s+thereof\s+)?(?:the\s+following\s*)?[:,—]?\s*(?P<new>{_Q})"
_STRIKE = r"strik(?:e|ing)\s+(?:out\s+)?"
_INSERT = r"insert(?:ing)?\s+"

#: (form, sentence): the first that fits is meant.
_FORMS = tuple(
    (form, re.compile(sentence, re.I))
    for form, sentence in (
        ("J2", rf"{_AT}{_STRIKE}(?:beginning\s+(?:on|with|at)\s+)?{_LINES}(?:,?\s*and\s+{_INSERT}{_NEW})?"),
        ("J2", rf"{_AT}(?P<side>after|before)\s+{_LINES}{_INSERT}{_NEW}"),
        ("J2", rf"{_AT}(?P<side>between)\s+{_LINES}{_INSERT}{_NEW}"),
        ("J1", rf"{_AT}{_LINES}{_STRIKE}(?P<old>{_Q})(?:\s*,?\s+and\s+{_INSERT}{_NEW})?"),
        ("J1", rf"{_AT}{_LINES}(?P<near>after|before)\s+(?P<old>{_Q})\s*,?\s*{_INSERT}{_NEW}"),
        ("J1", rf"{_AT}{_LINES}{_INSERT}(?P<new>{_Q})\s+(?P<near>after|before)\s+(?P<old>{_Q})"),
        ("J4", rf"{_STRIKE}all\s+after\s+the\s+(?:enacting|resolving)\s+clause\s+and\s+{_INSERT}{_NEW}"),
        ("J7", rf"amend\s+the\s+title\s+(?:so\s+as\s+)?to\s+read\s*(?:as\s+follows)?\s*[:,—]?\s*(?P<new>{_Q})"),
    )
)  # fmt: skip
_CLAUSE = re.compile(r"\b(?:assembled|concurring\s+therein|That)\s*[,:—]\s*$", re.I)
_END = re.compile(r"[.;]?\s*(?:and\s*)?$", re.I)


@dataclass(frozen=True, slots=True)
class _Char:
    """A character of some lines run together: the leaf it stands in, and where."""

    leaf: Node
    at: int


def amend_print(amendment: Node, print_: Node) -> Report:
    """Carries out amendments by page and line on a print, each whole or not at all.

    print_: as `paged.read` gives it.  Raises `Refusal` M03 where the text holds no amendment, A01.
    """
    instructions = read(amendment)
    if not instructions:
        words = search.words_of(amendment)[:200]
        raise Refusal.of("M03", "There is no amendment by page and line in the text.", words=words)
    now, steps, outcomes = print_, list[Step](), list[Outcome]()
    for one in instructions:
        outcome = _carried_out(now, one)
        now = run(now, outcome.steps)
        steps += outcome.steps
        outcomes.append(outcome)
    marked = proved(print_, now, redline(print_, steps))
    return Report(amendment, (Amended("", print_, now, marked, tuple(outcomes)),), tuple(outcomes))


# ---- reading ---------------------------------------------------------------------------------------


def read(amendment: Node) -> tuple[Instruction, ...]:
    """The amendments of a text in order; one that begins as such and is not understood is `Unread`."""
    found: list[Instruction] = []

    def visit(node: Node) -> None:
        own: list[Node] = []
        for part in node.parts:
            if part.is_leaf or part.kind in ("quoted", "table", "toc"):
                own += [part] if part.kind not in APPARATUS and part.kind != "num" else []
            else:
                visit(part)
        if own:
            _read_run(own, found)

    visit(amendment)
    return tuple(found)


def _read_run(own: list[Node], found: list[Instruction]) -> None:
    utterance = utter(own)
    for start, stop in search.sentences(utterance.text) or [(0, len(utterance.text))]:
        said = utterance.text[start:stop]
        if not re.search(r"\bpage\s+\d|\b(?:enacting|resolving)\s+clause|amend\s+the\s+title", said, re.I):
            continue
        leaf, at = utterance.origin(start)
        span = Span(leaf, at, at + stop - start, utterance.words(start, stop).strip())
        form, where, act = _understood(utterance, said) or ("M03", None, Unread(span.words))
        places = (where,) if where is not None else ()
        found.append(Instruction(len(found) + 1, None, places, act, span, f"amendment {len(found) + 1}", form))


def _understood(utterance: Utterance, said: str) -> tuple[str, Lines | None, Act] | None:
    said = re.sub(r"^\W*(?:\(?\w{1,3}[.)]\s+)?", "", said)
    for form, sentence in _FORMS:
        match = sentence.match(said)
        if match and _END.fullmatch(said[match.end() :]):
            return form, _lines(match), _act(utterance, form, {k: v for k, v in match.groupdict().items() if v})
    return None


def _lines(match: re.Match[str]) -> Lines | None:
    if "line" not in match.re.groupindex:
        return None
    first = (int(match["page"]), int(match["line"]))
    if match.groupdict().get("side") == "between":  # “between lines 5 and 6” is before line 6
        first = (int(match["page2"] or match["page"]), int(match["line2"] or match["line"]))
    return Lines(first, (int(match["page2"] or match["page"]), int(match["line2"] or match["line"])))


def _act(utterance: Utterance, form: str, given: dict[str, str]) -> Act:
    new = _quoted(utterance, given.get("new", ""))
    old = Phrase(_quoted(utterance, given.get("old", "")).words)
    if form == "J7":
        return Rule(new.words)
    if side := given.get("side"):
        return Insert(Place("after" if side == "after" else "before", Whole()), new)
    if near := given.get("near"):
        return Insert(Place(near.lower(), old), new)
    what = old if form == "J1" else Whole()
    return Substitute(what, new) if "new" in given else Strike(what)


def _quoted(utterance: Utterance, character: str) -> Matter:
    found = utterance.quote_at(utterance.text.index(character)) if character else None
    return found[0] if found else Matter()


# ---- carrying out ----------------------------------------------------------------------------------


def _carried_out(print_: Node, one: Instruction) -> Outcome:
    if isinstance(one.act, Unread):
        return Outcome(one, UNREAD, (_problem("M03", "This could not be read as an amendment.", one),))
    if isinstance(one.act, Rule):
        return Outcome(one, NOTED, (_problem("M30", "The title is not among the numbered lines.", one),))
    try:
        steps, where = _STEPS[one.form](print_, one)
    except Refusal as refusal:
        problem = refusal.problem
        return Outcome(one, REFUSED, (replace(problem, place=problem.place or one.place, instruction=one.number),))
    return Outcome(one, EXECUTED, (), tuple(replace(step, by=one.number) for step in steps), where)


def _problem(code: str, detail: str, one: Instruction) -> Problem:
    return Problem(code, detail, one.place, one.span.words[:300], instruction=one.number)


def _named(print_: Node, lines: Lines) -> list[Node]:
    """The lines named, all there and in order.  Raises `Refusal` M04, M17."""
    if lines.last < lines.first:
        raise Refusal.of("M17", f"{_said(lines)}: the end does not follow the beginning.", words=_said(lines))
    for page, line in (lines.first, lines.last):
        if not any(paged.place(leaf) == (page, line) for leaf in print_.parts):
            raise Refusal.of("M04", f"There is no page {page}, line {line}, in the print, or it was struck.")
    return [leaf for leaf in print_.parts if lines.first <= paged.place(leaf) <= lines.last]


def _said(lines: Lines) -> str:
    first = f"page {lines.first[0]}, line {lines.first[1]}"
    return first if lines.first == lines.last else f"{first}, through page {lines.last[0]}, line {lines.last[1]}"


def _of_lines(print_: Node, one: Instruction) -> tuple[list[Splice], str]:
    """Whole lines struck, put in place of others, or inserted beside one."""
    place = one.where[0]
    assert isinstance(place, Lines)
    named = _named(print_, place)
    first = print_.parts.index(named[0])
    last = print_.parts.index(named[-1]) + 1
    match one.act:
        case Insert(Place("before"), matter):
            return [_put(print_, first, first, matter, one)], _said(place)
        case Insert(_, matter):
            return [_put(print_, last, last, matter, one)], _said(place)
        case Substitute(_, Matter() as matter):
            return [_put(print_, first, last, matter, one)], _said(place)
    return [_put(print_, first, last, Matter(), one)], _said(place)


def _put(print_: Node, start: int, stop: int, matter: Matter, one: Instruction) -> Splice:
    """The step that puts matter, set in lines without numbers, for the lines from start to stop."""
    said = matter.words or text.write(Node("law", matter.parts))
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    new = tuple(Node(TEXT, line, f"f{one.number}.{n}") for n, line in enumerate(lines, 1))
    return Splice(print_.id, start, print_.parts[start:stop], new)


def _of_body(print_: Node, one: Instruction) -> tuple[list[Splice], str]:
    """All after the enacting clause put anew.  Raises `Refusal` M12 where the clause is not in the print."""
    at = next((n for n, leaf in enumerate(print_.parts, 1) if _CLAUSE.search(leaf.words)), None)
    if at is None:
        raise Refusal.of("M12", "The print has no line that ends the enacting clause.")
    matter = one.act.matter if isinstance(one.act, Substitute) else Matter()
    assert isinstance(matter, Matter)
    return [_put(print_, at, len(print_.parts), matter, one)], "all after the enacting clause"


def _of_words(print_: Node, one: Instruction) -> tuple[list[Splice], str]:
    """Words struck, put for others or inserted beside others in some lines.  Raises `Refusal` M18, M19."""
    place = one.where[0]
    assert isinstance(place, Lines)
    named = _named(print_, place)
    act = one.act
    old = act.place.thing if isinstance(act, Insert) else getattr(act, "what", None)
    assert isinstance(old, Phrase)
    chars, start, stop = _found(named, old.words, _said(place))
    matter = getattr(act, "matter", Matter())
    if isinstance(act, Insert):
        after = act.place.rel == "after"
        leaf, at = (chars[stop - 1].leaf, chars[stop - 1].at + 1) if after else (chars[start].leaf, chars[start].at)
        begin, end, new = replaced(leaf.words, at, at, matter.words)
        return [splice(leaf, begin, end, new)], _said(place)
    steps: list[Splice] = []
    for n, (leaf, begin, end) in enumerate(_stretches(chars[start:stop])):
        begin, end, new = replaced(leaf.words, begin, end, matter.words if n == 0 else "")
        steps.append(splice(leaf, begin, end, new))
    return steps, _said(place)


def _found(lines: list[Node], words: str, said: str) -> tuple[list[_Char], int, int]:
    """Where words stand once in lines: run on, or with the hyphens at the ends of lines taken out."""
    for joined in (False, True):
        chars = _run_on(lines, joined)
        hits = search.hits("".join(c.leaf.words[c.at] if c.at < len(c.leaf.words) else " " for c in chars), words)
        if len(hits) > 1:
            raise Refusal.of("M19", f"“{words}” stands {len(hits)} times in {said}.", words=words)
        if hits:
            return chars, *hits[0]
    raise Refusal.of("M18", f"“{words}” does not stand in {said}.", words=words)


def _run_on(lines: list[Node], joined: bool) -> list[_Char]:
    """The characters of lines in order, a blank past the end of each; `joined`: a last hyphen and that left out."""
    found: list[_Char] = []
    for line in lines:
        size = len(line.words)
        broken = joined and line.words.endswith("-")
        found += [_Char(line, at) for at in range(size - 1 if broken else size + 1)]
    return found


def _stretches(chars: list[_Char]) -> list[tuple[Node, int, int]]:
    """The stretches of leaves under some characters; a hyphen at the end of a line goes with its word."""
    found: dict[str, tuple[Node, int, int]] = {}
    for char in chars:
        leaf, start, _ = found.get(char.leaf.id, (char.leaf, char.at, 0))
        found[leaf.id] = (leaf, start, min(char.at + 1, len(leaf.words)))
    *whole, last = found.values()
    return [*((leaf, start, len(leaf.words)) for leaf, start, _ in whole), last]


_STEPS: dict[str, Callable[[Node, Instruction], tuple[list[Splice], str]]] = {
    "J1": _of_words,
    "J2": _of_lines,
    "J4": _of_body,
}
