"""The clauses of a predicate: "in subsection (a), by striking … and inserting …; and in subsection (b), …".

Each clause is a locator and an act in turn, or lists of them run into the text.  What is neither keeps
what stands beside it from being carried out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from drafting.instruction import Act, Insert, Redesignate, Restate, Revert, Strike, Substitute, Target, Unread
from drafting.parse.holes import Reading, remarked
from drafting.parse.record import Context, Record
from drafting.parse.subject import resolved
from drafting.thing import Each, Locator, Place, Several, Unit, Units, Whole
from statute import citation, levels
from statute.citation import Citation

VERB = (
    r"(?:striking|strikes?|inserting|inserts?|adding|adds?|redesignating|redesignates?|amending|amends?|repealing|repeals?|designating|substituting|"
    r"transferring|moving|deleting|replacing|indenting|adjusting|revising|redesignated|transferred|amended|realigning|conforming|"
    r"reordering|rearranging|arranging|lowercasing|capitalizing)"
)
_SEPARATOR = re.compile(
    r"[\s,;:.—–()]*(?:\b(?:and|then|or|also|further|by|amended\s+by|amended(?=\s*—)|(?:amending|striking|adding)(?=\s+by\b)|is|are|be|as|follows|hereby|so|the|following|:|to(?!\s+read))\b[\s,;:.—–()]*)*",
    re.I,
)
_IN = re.compile(r"\s*(?:\b(?:in|within|of|under|at|for|with\s+respect\s+to)\s+)", re.I)
_RUN_IN_ITEM = re.compile(
    rf"\s*\((?P<name>[0-9]{{1,2}}|[A-Z]|[a-z]|[ivxIVX]{{2,5}})\)\s+(?=(?:by|in|at|under|{VERB})\b)", re.ASCII
)
_RESYNC = re.compile(
    rf"(?:[;,—:]|\band\b|\bby\b)\s*(?:and\s+)?(?:then\s+)?(?:by\s+)?(?={VERB}\b|in\s+(?:the\s+|each\s+)?(?:sub|para|clause|item|section|matter|first|second|third|last|heading)|\([0-9A-Za-z]{{1,3}}\)\s+(?:by|in|at|{VERB})\b)",
    re.I,
)
#: A word that amends.
AMENDATORY = re.compile(rf"\b{VERB}\b|\bto\s+read\b", re.I)
#: What begins like an act, whatever its verb: "making it nicer", but not "relating to".
_GERUND = re.compile(
    r"(?!relating|including|beginning|ending|pertaining|following|according|concerning|regarding|notwithstanding"
    r"|preceding|existing|during|pending|excluding)[a-z]{3,}ing\b",
    re.I,
)
#: A frame in the midst of clauses, whose subject was not understood.
_FRAMED = re.compile(r"\b(?:is|are)\s+(?:\w+\s+){0,2}amended\b", re.I)
#: What takes something back from the act before it.
_PROVISO = re.compile(r"\s*,?\s*(?:except|other\s+than|but|unless|if|where|not)\b", re.I)
#: Where one clause ends and another begins.
_BOUND = re.compile(r";|\bby\b")
#: “(42 U.S.C. 300n–4(b))”: where that stands which was named before it.
_CITED = re.compile(r"\s*\((?=[^()]*?\b(?:U\.S\.C\.|Stat\.|Public\s+Law))((?:[^()]|\([^()]*\))*+)\)")
#: Words that say nothing of what is done: remarks, "of such section", a parallel cite.
_HARMLESS = re.compile(
    r"(?:(?:\((?:relating|as|designated|both|commonly|and\s+(?:by\s+)?(?:adjusting|conforming|indenting|redesignating|realigning)|(?=[^()]*?\b(?:U\.S\.C\.|Stat\.|Public\s+Law))|the\s+(?:first|second))"
    r"(?:[^()]|\([^()]*\))*+\)|thereof|therein|thereto|each|further|also|respectively|accordingly|appropriately"
    r"|(?:of|in|to)\s+(?:such|that|this|the)\s+(?:Act|section|subsection|paragraph|subparagraph|clause|Code|title|chapter|law|Public\s+Law|bill|resolution)"
    r"|of\s+title\s+\d+[A-Z]?(?:\s*,?\s*United\s+States\s+Code)?|,?\s*as\s+(?:so\s+)?(?:\w+ly\s+)?\w+ed(?:\s+by\s+[^;—]*)?)[\s,]*)*",
    re.I,
)
QUOTED = re.compile("[\ue000-\uf7ff]")


@dataclass(slots=True)
class _Course:
    """How far the clauses of a predicate have been read.

    base: what each clause begins from; context, local: the targets and the place now; acted: an act was
    read since the last locator; lists: the run-in lists that are open; skipped: where words begin that were
    not understood; first: the index of the first instruction of this clause; hanging: a place named behind an act,
    of which no act has been read yet, from where to where, and the first instruction of the clause before it.
    """

    base: Context
    context: Context
    at: int
    first: int
    local: list[Locator] = field(default_factory=list)
    acted: bool = False
    skipped: int | None = None
    lists: list[tuple[str, Context]] = field(default_factory=list)
    hanging: tuple[int, int, int] | None = None

    def here(self) -> Context:
        """The context with the place now."""
        return replace(self.context, where=tuple(self.local))

    def begin(self, base: Context, first: int) -> None:
        """Begins a clause from this context."""
        self.base = self.context = base
        self.local, self.acted, self.skipped, self.first = list(base.where), False, None, first


class Clauses:
    """The clauses of one utterance: locators ("in subsection (a),") and acts ("by striking …") in turn."""

    def __init__(self, record: Record) -> None:
        self.record, self.known, self.found = record, record.known, record.found
        self.utterance, self.text = record.utterance, record.utterance.text
        self.reading = Reading(record.utterance)

    def read(self, start: int, stop: int, base: Context) -> Context:
        """Notes the acts from start to stop; gives what the provisions below inherit.

        Words that are neither locator nor act keep the act beside them from being carried out: "except in
        subsection (a)".
        """
        course = _Course(base, base, start, len(self.found), list(base.where))
        while course.at < stop:
            if cited := _CITED.match(self.text, course.at, stop):
                course.at = cited.end()
                continue
            separator = _SEPARATOR.match(self.text, course.at)
            after = separator.end() if separator else course.at
            if after >= stop:
                break
            self._bound(course, self.text[course.at : after])
            if item := _RUN_IN_ITEM.match(self.text, after - self.text.startswith("(", after - 1)):
                course.begin(self._item(item["name"], course.lists, course.here()), len(self.found))
                course.at = item.end()
            elif located := self._locator(course.at, after, stop):
                self._turn(course, after, *located)
            elif act := self._act(after, stop):
                self._carry(course, after, stop, *act)
            else:
                self._skip(course, after, stop)
        self._hang(course, stop)
        return course.base if course.acted else course.here()

    def _bound(self, course: _Course, between: str) -> None:
        """Ends a clause at a semicolon, and after an act at "by"."""
        if ";" in between:
            self._hang(course, course.at)
        if ";" in between or (course.acted and _BOUND.search(between)):
            course.skipped, course.first = None, len(self.found)
            if not course.acted:
                course.context = replace(course.context, lost=course.base.lost)

    def _turn(self, course: _Course, after: int, locators: list[Locator], end: int) -> None:
        """Goes to the place that locators name."""
        course.hanging = (after, end, course.first) if course.acted else None
        if course.acted:
            course.local, course.context, course.acted = list(course.base.where), course.base, False
        said = "redesignated" in self.text[after:end].lower()
        context = course.context
        for locator in locators:
            context = self._at(context, course.local, locator, end)
        if context.targets is not course.base.targets:
            course.base = context
        course.context = replace(context, as_redesignated=said or context.as_redesignated)
        course.at = end

    def _carry(self, course: _Course, after: int, stop: int, act: Act, end: int, form: str) -> None:
        """Notes an act, unread where words beside it were not understood."""
        where, over = course.here(), self._left_over(end, stop)
        if course.skipped is not None or over > end or self.record.is_spoiled(course.first):
            begin = after if course.skipped is None else course.skipped
            unread = Unread(self.utterance.words(begin, over).strip())
            self.record.emit(unread, where, begin, over, "M03", where.where)
        else:
            act, where = _aimed(act, where)
            self.record.emit(act, where, after, end, form, where.where)
        course.at, course.acted, course.skipped, course.hanging = over, True, None, None

    def _hang(self, course: _Course, stop: int) -> None:
        """Keeps the clause of an act unread behind which a place is named that nothing more is done at.

        “Striking “A” in subsection (a) and in any table”; a place that a dash follows is of the list below it.
        """
        if course.hanging is not None and "—" not in self.text[course.hanging[1] : stop]:
            start, end, first = course.hanging
            self.record.spoil(first)
            words = self.utterance.words(start, end).strip()
            self.record.emit(Unread(words, "place"), course.here(), start, end, "M03", ())
        course.hanging = None

    def _skip(self, course: _Course, after: int, stop: int) -> None:
        """Passes over words that are neither locator nor act, and remembers that they stand there."""
        count = len(self.found)
        course.at = self._unread(after, stop, course.here())
        kept = len(self.found) > count
        if _FRAMED.search(self.text, after, course.at):
            course.base = replace(course.base, lost=True)  # what follows is said of something else
            course.context = replace(course.context, lost=True)
        if kept:
            self.record.spoil(course.first)
        elif _HARMLESS.fullmatch(self.text[after : course.at].strip(" ,;.—:")):
            return
        if not course.acted:
            course.context = replace(course.context, lost=True)
        elif not kept and course.skipped is None:
            course.skipped = after

    def _left_over(self, end: int, stop: int) -> int:
        """Where the words end that stand right behind an act and belong to it unread; `end` where there are none."""
        rest = self.text[end:stop].lstrip()
        harmless = _HARMLESS.match(rest)
        rest = rest[harmless.end() :] if harmless else rest
        if re.match(r"\s*(?:$|[,;.:—)]|(?:and|or|by|then)\b)", rest) and not _PROVISO.match(rest):
            return end
        resync = _RESYNC.search(self.text, end + 1, stop)
        return resync.start() if resync else stop

    def _item(self, name: str, lists: list[tuple[str, Context]], context: Context) -> Context:
        """What an item of a list run into the text inherits: what stood before the list of its level began."""
        kinds = levels.kinds(name)
        depth = next((n for n, (kind, _) in reversed(list(enumerate(lists))) if kind in kinds), None)
        if depth is None or levels.order(name, lists[depth][0])[0] == 1:
            lists.append((kinds[0], context))
        else:
            del lists[depth + 1 :]
        above = lists[-1][1]
        return replace(above, pins=(*above.pins, name))

    def _locator(self, at: int, after: int, stop: int) -> tuple[list[Locator], int] | None:
        lead = _IN.match(self.text, after)
        if lead is None and re.search(r"\b(?:in|of|under)\s*$", self.text[at:after], re.I) is None:
            return None
        best = self.reading.longest("LOCATORS", lead.end() if lead else after)
        if lead is not None and lead[0].strip().lower() == "under":
            # “under the heading “X”” is a locator with its own preposition.
            own = self.reading.longest("LOCATORS", after)
            best = own if own is not None and (best is None or own[1] > best[1]) else best
        if best is None or best[1] > stop:
            return None
        found, end = [_place(best[0])], remarked(self.text, best[1])
        while (of := re.compile(r"\s+(?:of|in)\s+").match(self.text, end, stop)) is not None:
            # “the third sentence of subsection (a)”: the provision first, then the place in it.
            outer = self.reading.longest("LOCATORS", of.end())
            if outer is None or outer[1] > stop or isinstance(found[0], Unit | Each):
                break
            found.insert(0, _place(outer[0]))
            end = remarked(self.text, outer[1])
        return found, end

    def _at(self, context: Context, local: list[Locator], locator: Locator, at: int) -> Context:
        """The context at a locator; one that names a section turns to another target."""
        members = locator.members if isinstance(locator, Each) else (locator,) if isinstance(locator, Unit) else ()
        if members and all(m.kind == "section" and m.path for m in members):
            targets = tuple(self._section(m, context, at) for m in members)
            local.clear()
            return replace(context, targets=targets, where=())
        local.append(locator)
        return context

    def _section(self, unit: Unit, context: Context, at: int) -> Target:
        cite = resolved(Citation(section=unit.path[0], pin=unit.path[1:]), self.known, context.targets)
        start = max(0, self.text.rfind("section", 0, at))
        cited = _CITED.search(self.text, start, at) or _CITED.match(self.text, at)
        if cited is not None and "U.S.C." in cited[1]:
            cite = citation.paralleled(cite, citation.codes(cited[1]))
        self.known.remember(cite)
        return self.record.hinted(Target(cite, self.utterance.words(start, at)), start, at)

    def _act(self, at: int, stop: int) -> tuple[Act, int, str] | None:
        best = self.reading.longest("ACTS", at)
        if best is None or best[1] > stop:
            return None
        act, end, line = best
        while True:
            qualified = self._qualified(act, end, stop)
            if qualified is None:
                return act, end, line.form  # type: ignore[return-value]
            act, end = qualified

    def _qualified(self, act: object, at: int, stop: int) -> tuple[object, int] | None:
        """ "… and inserting “B” each place it appears", "… in paragraph (2)": said of what is struck or the anchor."""
        match act:
            case Strike(Several(members)):
                best = self.reading.longest("QUALIFIERS", at, members[0])
                if best is None or best[1] > stop:
                    return None
                alike = [b[0] for m in members if (b := self.reading.longest("QUALIFIERS", at, m))]
                return Strike(Several(tuple(alike))), best[1]  # type: ignore[arg-type]
            case Substitute(what, matter):
                best = self.reading.longest("QUALIFIERS", at, what)
                return (Substitute(best[0], matter), best[1]) if best and best[1] <= stop else None  # type: ignore[arg-type]
            case Strike(what):
                best = self.reading.longest("QUALIFIERS", at, what)
                return (Strike(best[0]), best[1]) if best and best[1] <= stop else None  # type: ignore[arg-type]
            case Insert(Place(rel, thing), matter, noun) if thing is not None:
                best = self.reading.longest("QUALIFIERS", at, thing)
                return (Insert(Place(rel, best[0]), matter, noun), best[1]) if best and best[1] <= stop else None  # type: ignore[arg-type]
        return None

    def _unread(self, at: int, stop: int, context: Context) -> int:
        """Passes over what is no clause, and keeps it where it reads as one or holds a quotation."""
        resync = _RESYNC.search(self.text, at + 1, stop)
        end = resync.start() if resync else stop
        words = self.text[at:end].strip(" ,;.—")
        if _HARMLESS.fullmatch(self.text[at:stop].strip(" ,;.—")):
            return stop
        if QUOTED.search(words) or AMENDATORY.search(words) or _GERUND.match(words):
            understood = ", ".join(type(w).__name__.lower() for w in context.where)
            self.record.emit(Unread(self.utterance.words_of(words), understood), context, at, end, "M03", context.where)
        return max(end, at + 1)


def _aimed(act: Act, where: Context) -> tuple[Act, Context]:
    """An act on the place in hand, "in paragraph (2), to read as follows": of that place as a thing."""
    if isinstance(act, Restate | Revert) and isinstance(act.what, Whole) and where.where:
        place: Any = where.where[-1]
        return replace(act, what=place), replace(where, where=where.where[:-1])
    if isinstance(act, Redesignate) and any(isinstance(new, Unit) and not new.kind for new in act.new):
        nouns = [old.kind for old in act.old if isinstance(old, Unit)]
        new = tuple(replace(unit, kind=nouns[0]) for unit in act.new if isinstance(unit, Unit))
        return (replace(act, new=new) if len(set(nouns)) == 1 else act), where
    return act, where


def _place(locator: object) -> Locator:
    """A locator as it was read, lists and ranges of provisions as each of them."""
    if isinstance(locator, Units):
        return Each(locator.members)
    if isinstance(locator, Unit) and locator.through:
        return Each((locator,))
    return locator  # type: ignore[return-value]
