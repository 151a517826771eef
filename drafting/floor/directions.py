"""What a floor amendment directs: by page and line, by section, or for the whole of a print.

A sentence that begins as a direction and is not understood is `Unread`; all else is passed over.
"""

from __future__ import annotations

import re

from drafting.instruction import Act, Insert, Instruction, Redesignate, Restate, Span, Strike, Substitute, Unread
from drafting.parse.quotation import Utterance, utter
from drafting.thing import Lines, Locator, Matter, Phrase, Place, Unit, Whole
from statute import search
from statute.node import APPARATUS, Node

_Q = "[\ue000-\uf7ff]"
_OF = r"(?:\s*,?\s*of\s+the\s+(?:bill|amendment|resolution|substitute))?\s*,?\s*"
_AT = r"(?:on\s+|in\s+|at\s+)?page\s+(?P<page>\d+)\s*,?\s*"
_THROUGH = (
    r"(?:\s*,?\s+and\s+all\s+that\s+follows)?\s+(?:through|to|and)\s+"
    r"(?:page\s+(?P<page2>\d+)\s*,\s*)?(?:line\s+)?(?P<line2>\d+)"
)
_LINES = rf"lines?\s+(?P<line>\d+)(?:{_THROUGH})?{_OF}"
_NEW = (
    r"(?:in\s+lieu\s+thereof\s+)?"
    rf"(?:the\s+following(?:\s+new)?(?:\s+(?:sections?|titles?|text|matter))?\s*)?[:,—]?\s*(?P<new>{_Q})"
)
_STRIKE = r"strik(?:e|ing)\s+(?:out\s+)?"
_INSERT = r"insert(?:ing)?\s+"
_ADD = r"(?:add|insert)(?:ing)?\s+"
_UNIT = r"(?:section\s+(?P<section>\d+\w*)(?!\()|title\s+(?P<title>[IVXLC]+)\b)"
_PART = rf"(?:(?:the|this)\s+(?:bill|amendment|resolution|substitute)|{_UNIT}{_OF})"
_WORDS = rf"(?P<old>{_Q})(?:\s*,?\s+and\s+{_INSERT}{_NEW})?"
_PROPOSED = (
    r"the\s+(?:matter|language|text)\s+proposed\s+to\s+be\s+(?:inserted|added)(?:\s+by\s+the\s+amendment)?\s*,?\s*"
)

#: (form, sentence): the first that fits is meant.
_FORMS = tuple(
    (form, re.compile(sentence, re.I))
    for form, sentence in (
        ("J2", rf"{_AT}{_STRIKE}(?:beginning\s+(?:on|with|at)\s+)?{_LINES}(?:,?\s*and\s+{_INSERT}{_NEW})?"),
        ("J2", rf"{_AT}(?P<side>after|before)\s+{_LINES}{_INSERT}{_NEW}"),
        ("J2", rf"{_AT}(?P<side>between)\s+{_LINES}{_INSERT}{_NEW}"),
        ("J1", rf"{_AT}{_LINES}{_STRIKE}{_WORDS}"),
        ("J1", rf"{_AT}{_LINES}(?P<near>after|before)\s+(?P<old>{_Q})\s*,?\s*{_INSERT}{_NEW}"),
        ("J1", rf"{_AT}{_LINES}{_INSERT}(?P<new>{_Q})\s+(?P<near>after|before)\s+(?P<old>{_Q})"),
        ("J3", rf"{_STRIKE}{_UNIT}{_OF}(?:and\s+{_INSERT}{_NEW})?"),
        ("J3", rf"(?P<side>after|before)\s+{_UNIT}{_OF}{_INSERT}{_NEW}"),
        ("J3", rf"{_INSERT}(?P<side>after|before)\s+{_UNIT}{_OF}{_NEW}"),
        ("J3", rf"(?:at|to)\s+the\s+(?P<end>end)\s+of\s+{_PART}\s*,?\s*{_ADD}{_NEW}"),
        ("J3", rf"{_ADD}at\s+the\s+(?P<end>end)(?:\s+of\s+{_PART})?\s*,?\s*{_NEW}"),
        ("J3", rf"in\s+section\s+(?P<section>\d+\w*)(?!\(){_OF}{_STRIKE}{_WORDS}"),
        ("J4", rf"{_STRIKE}all\s+after\s+the\s+(?:enacting|resolving)\s+clause\s+and\s+{_INSERT}{_NEW}"),
        ("J5", rf"(?:at|in)\s+(?:the|an)\s+(?P<open>appropriate)\s+place(?:\s+in\s+{_PART})?\s*,?\s*{_ADD}{_NEW}"),
        ("J5", rf"{_ADD}(?:at|in)\s+(?:the|an)\s+(?P<open>appropriate)\s+place(?:\s+in\s+{_PART})?\s*,?\s*{_NEW}"),
        ("J7", rf"amend\s+the\s+title\s+(?:so\s+as\s+)?to\s+read\s*(?:as\s+follows)?\s*[:,—]?\s*(?P<new>{_Q})"),
        ("J8", rf"(?:{_STRIKE}|in\s+lieu\s+of\s+){_PROPOSED}(?:(?:and\s+)?{_INSERT}{_NEW})?"),
        ("J8", rf"in\s+{_PROPOSED}{_STRIKE}{_WORDS}"),
    )
)  # fmt: skip
#: "and redesignate succeeding sections accordingly", after another direction or by itself.
_AGAIN = re.compile(
    r"[\s,;.]*(?:and\s+)?\(?(?:and\s+)?(?:by\s+)?(?:redesignat|renumber)\w*\s+(?:the\s+)?"
    r"(?:succeeding|subsequent|following|remaining)\s+sections\s+accordingly\)?",
    re.I,
)
_BEGINS = re.compile(
    r"(?:on\s+page|in\s+page|at\s+page|page\s+\d|strike|striking|insert|add\b|amend\s+the\s+title|redesignate|in\s+lieu\s+of"
    r"|(?:after|before|in)\s+(?:section|title)\s|in\s+the\s+matter\s+proposed|at\s+the\s+(?:end|appropriate\s+place)|to\s+the\s+end)",
    re.I,
)
_END = re.compile(r"[.;]?\s*(?:and\s*)?$", re.I)


def read(amendment: Node) -> tuple[Instruction, ...]:
    """The directions of a text in order."""
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
        lead = re.match(r"\W*(?:\(?\w{1,3}[.)]\s+)?", utterance.text[start:stop])
        said = utterance.text[start + (lead.end() if lead else 0) : stop]
        if not _BEGINS.match(said) or not re.search(
            rf"\bpage\s+\d|\b(?:strik|insert|add\b|amend|redesig)|{_Q}", said, re.I
        ):
            continue
        leaf, at = utterance.origin(start)
        span = Span(leaf, at, at + stop - start, utterance.words(start, stop).strip())
        for form, where, act in _understood(utterance, said) or [("M03", (), Unread(span.words))]:
            number = len(found) + 1
            found.append(Instruction(number, None, where, act, span, f"amendment {number}", form))


def _understood(utterance: Utterance, said: str) -> list[tuple[str, tuple[Locator, ...], Act]] | None:
    """A direction as form, place and act, and the redesignation that goes with it."""
    again = ("J6", (), Redesignate((), ()))
    if (alone := _AGAIN.match(said)) and _END.fullmatch(said[alone.end() :]):
        return [again]
    for form, sentence in _FORMS:
        if (match := sentence.match(said)) is None:
            continue
        given = {name: value for name, value in match.groupdict().items() if value}
        first = (form, _place(match, given), _act(utterance, form, given))
        rest = said[match.end() :]
        if _END.fullmatch(rest):
            return [first]
        if (also := _AGAIN.match(rest)) and _END.fullmatch(rest[also.end() :]):
            return [first, again]
    return None


def _place(match: re.Match[str], given: dict[str, str]) -> tuple[Locator, ...]:
    """The lines, the section or the title that a direction names; nothing where it is all of the print."""
    if "page" in given:
        return (_lines(match),)
    return tuple(Unit(kind, (given[kind],)) for kind in ("section", "title") if kind in given)


def _lines(match: re.Match[str]) -> Lines:
    first = (int(match["page"]), int(match["line"]))
    if match.groupdict().get("side") == "between":  # “between lines 5 and 6” is before line 6
        first = (int(match["page2"] or match["page"]), int(match["line2"] or match["line"]))
    return Lines(first, (int(match["page2"] or match["page"]), int(match["line2"] or match["line"])))


def _act(utterance: Utterance, form: str, given: dict[str, str]) -> Act:
    new = _quoted(utterance, given.get("new", ""))
    if form == "J7":
        return Restate(Whole(), new)
    if "open" in given or "end" in given:
        return Insert(Place("unstated" if "open" in given else "end"), new)
    if side := given.get("side"):
        return Insert(Place("after" if side.lower() == "after" else "before", Whole()), new)
    what = Phrase(_quoted(utterance, given["old"]).words) if "old" in given else Whole()
    if near := given.get("near"):
        return Insert(Place(near.lower(), what), new)
    return Substitute(what, new) if "new" in given else Strike(what)


def _quoted(utterance: Utterance, character: str) -> Matter:
    found = utterance.quote_at(utterance.text.index(character)) if character else None
    return found[0] if found else Matter()
