"""What one provision of a bill says by itself: sentences, the frame of each, and its clauses in turn.

A frame is a subject and "is amended"; clauses are locators ("in subsection (a),") and acts ("by striking
…").  What reads as an amendment and is no clause is kept as `Unread`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafting.instruction import (
    Act,
    Each,
    Insert,
    Instruction,
    Locator,
    Margins,
    Place,
    Repeal,
    Restate,
    Rule,
    Several,
    Span,
    Strike,
    Substitute,
    Target,
    Unit,
    Units,
    Unread,
    Whole,
)  # fmt: skip
from drafting.quotation import Utterance
from drafting.reading import Reading, remarked
from drafting.subject import Antecedents, read_subject, resolved
from statute import citation, levels
from statute.citation import Citation
from statute.search import sentences

_FRAME = re.compile(
    r"\b(?:is|are)\s+(?:(?:hereby|each|further|also|respectively)\s+)*(?P<verb>amended|repealed|redesignated|transferred|designated|inserted|added|struck)\b(?!\s+(?:and\s+)?(?:by\s+(?:section|paragraph|subsection|this|that|such)|under|in\s+accordance))",
    re.I,
)
#: "Section 12 is—", and a list of participles below it.
_SERIES = re.compile(r"\b(?:is|are)\s*—\s*$")
_VERB = (
    r"(?:striking|strikes?|inserting|inserts?|adding|adds?|redesignating|redesignates?|amending|amends?|repealing|repeals?|designating|substituting|"
    r"transferring|moving|deleting|replacing|indenting|adjusting|revising|redesignated|transferred|amended|realigning|conforming)"
)
_SEPARATOR = re.compile(
    r"[\s,;:.—–()]*(?:\b(?:and|then|or|also|further|by|amended\s+by|amended(?=\s*—)|is|are|be|as|follows|hereby|so|the|following|:|to)\b[\s,;:.—–()]*)*",
    re.I,
)
_IN = re.compile(r"\s*(?:\b(?:in|within|of|under|at|for|with\s+respect\s+to)\s+)", re.I)
_RUN_IN_ITEM = re.compile(
    rf"\s*\((?P<name>[0-9]{{1,2}}|[A-Z]|[a-z]|[ivxIVX]{{2,5}})\)\s+(?=(?:by|in|at|under|{_VERB})\b)", re.ASCII
)
_RESYNC = re.compile(
    rf"(?:[;,—:]|\band\b|\bby\b)\s*(?:and\s+)?(?:then\s+)?(?:by\s+)?(?={_VERB}\b|in\s+(?:the\s+|each\s+)?(?:sub|para|clause|item|section|matter|first|second|third|last|heading)|\([0-9A-Za-z]{{1,3}}\)\s+(?:by|in|at|{_VERB})\b)",
    re.I,
)
_BLANKET = re.compile(
    r"(?:whenever|wherever|except\s+as\s+otherwise).{0,80}?(?:amendment|repeal).{0,220}?(?:shall\s+be\s+considered\s+to\s+be\s+made\s+to|reference\s+is\s+(?:made\s+)?to|shall\s+be\s+(?:deemed|considered)\s+(?:as\s+)?(?:a\s+)?(?:reference\s+)?(?:made\s+)?to)\s+(?:a|that)?\s*(?:section\s+or\s+other\s+provision|provision)?s?\s*(?:of\s+)?(?P<law>.*)$",
    re.I | re.S,
)
_RULE = re.compile(
    r"\bshall\s+be\s+(?:applied|treated)\s+(?:[^.;]{0,80}\s)?(?:by\s+)?substituting\b|\bshall\s+be\s+deemed\s+to\s+be\s+a\s+reference\b",
    re.I,
)
_TO_READ = re.compile(
    r"[\s,]*(?:in\s+its\s+entirety\s+)?to\s+read\s+(?:in\s+its\s+entirety\s+)?as\s+follows\s*[:—]?\s*", re.I
)
_AMENDATORY = re.compile(rf"\b{_VERB}\b|\bto\s+read\b", re.I)


_QUOTED = re.compile("[\ue000-\uf7ff]")
#: What begins like an act, whatever its verb: "making it nicer", but not "relating to".
_GERUND = re.compile(
    r"(?!relating|including|beginning|ending|pertaining|following|according|concerning|regarding|notwithstanding"
    r"|preceding|existing|during|pending|excluding)[a-z]{3,}ing\b",
    re.I,
)


#: What takes something back from the act before it.
_PROVISO = re.compile(r"\s*,?\s*(?:except|other\s+than|but|unless|if|where|not)\b", re.I)
#: Where one clause ends and another begins.
_BOUND = re.compile(r";|\bby\b")
#: Words that say nothing of what is done: remarks, "of such section", a parallel cite.
_HARMLESS = re.compile(
    r"(?:(?:\((?:relating|as|designated|both|commonly|and\s+(?:adjusting|conforming|indenting|redesignating|realigning)|[^()]*\b(?:U\.S\.C\.|Stat\.|Public\s+Law)|the\s+(?:first|second))"
    r"(?:[^()]|\([^()]*\))*\)|thereof|therein|thereto|each|further|also|respectively|accordingly|appropriately"
    r"|(?:of|in|to)\s+(?:such|that|this|the)\s+(?:Act|section|subsection|paragraph|subparagraph|clause|Code|title|chapter|law|Public\s+Law)"
    r"|of\s+title\s+\d+[A-Z]?(?:\s*,?\s*United\s+States\s+Code)?|,?\s*as\s+(?:so\s+)?(?:\w+ly\s+)?\w+ed(?:\s+by\s+[^;—]*)?)[\s,]*)*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a provision inherits from those above it: targets, place in them, and its own place in the bill."""

    targets: tuple[Target, ...] = ()
    where: tuple[Locator, ...] = ()
    pins: tuple[str, ...] = ()
    section: str = ""
    as_redesignated: bool = False
    lost: bool = False


class Speech:
    """One utterance read sentence by sentence, frame by frame, clause by clause."""

    def __init__(
        self,
        known: Antecedents,
        found: list[Instruction],
        utterance: Utterance,
        context: Context,
        hints: list[tuple[str, int, str]],
    ) -> None:
        self.known, self.found = known, found
        self.utterance, self.context, self.hints = utterance, context, hints
        self.text = utterance.text
        self.reading = Reading(utterance)

    def read(self) -> Context:
        """Adds the instructions found; gives what the provisions below inherit."""
        inner = self.context
        spans = sentences(self.text) or [(0, len(self.text))]
        for start, stop in spans:
            inner = self._sentence(start, stop)
        return inner

    def _sentence(self, start: int, stop: int) -> Context:
        text = self.text[start:stop]
        if blanket := _BLANKET.search(text):
            self._blanket(blanket["law"])
            return self.context
        if rule := _RULE.search(text):
            self._emit_rule(start, start + rule.start(), stop)
            return self.context
        frames = [f for f in _FRAME.finditer(self.text, start, stop)]
        inner, at, framed = self.context, start, False
        for n, frame in enumerate(frames):
            subject = self._subject(at, frame.start())
            if subject is None:
                at = self._not_a_subject(at, frame, self._next_subject(frames, n, stop))
                framed = framed or at > frame.end()
                continue
            if framed:
                inner = replace(inner)
            until = self._next_subject(frames, n, stop)
            inner = self._predicate(frame, subject, until)
            framed, at = True, until
        if not framed and (series := _SERIES.search(self.text, start, stop)):
            subject = self._subject(start, series.start())
            if subject is not None:
                return replace(self.context, targets=subject[0], where=subject[1])
        if not framed:
            inner = self._bare(start, stop)
        return inner

    def _not_a_subject(self, at: int, frame: re.Match[str], until: int) -> int:
        """Keeps an amendment whose subject is not understood as unread; prose about amendments is passed over."""
        rest = self.text[frame.end() : until]
        directed = _TO_READ.match(rest) or re.match(rf"[\s,—]*(?:by\s+)?{_VERB}\b", rest, re.I)
        if not (directed and (_QUOTED.search(rest) or re.search(rf"\b{_VERB}\b", rest, re.I))):
            return at
        context = replace(self.context, targets=(Target(Citation(), self.utterance.words(at, frame.start()).strip()),))
        self._emit(Unread(self.utterance.words(at, until).strip(), "subject"), context, at, until, "M03", ())
        return until

    def _next_subject(self, frames: list[re.Match[str]], n: int, stop: int) -> int:
        """Where the predicate of a frame ends: at the subject of the next frame, or with the sentence."""
        for later in frames[n + 1 :]:
            stretch = self.text[frames[n].end() : later.start()]
            joints = list(
                re.finditer(
                    r"(?:[,;]\s*(?:and\s+)?|\band\s+)(?=(?:such\s+|the\s+)?(?:sections?|(?:sub)?(?:section|paragraph|clause|chapter|title)s?|table|item|public)\b)",
                    stretch,
                    re.I,
                )
            )
            for joint in reversed(joints):
                at = frames[n].end() + joint.end()
                if read_subject(
                    self.text[at : later.start()],
                    self.utterance,
                    Antecedents(self.known.section, self.known.act, self.known.blanket),
                    self.context.targets,
                ):
                    return at
        return stop

    def _subject(self, start: int, stop: int) -> tuple[tuple[Target, ...], tuple[Locator, ...]] | None:
        found = read_subject(self.text[start:stop], self.utterance, self.known, self.context.targets)
        if found is None:
            return None
        targets = tuple(self._hinted(t, start, stop) for t in found.targets)
        return targets, found.where

    def _hinted(self, target: Target, start: int, stop: int) -> Target:
        """The target with the Code cite that the law's side note gives it, where the words give none."""
        cite = target.citation
        if cite.parallel or cite.is_code or not self.hints:
            return target
        leaf, offset = self.utterance.origin(stop)
        near = [h for h in self.hints if h[0] == leaf] or self.hints
        best = min(near, key=lambda h: abs(h[1] - offset))
        return replace(target, hint=best[2])

    def _predicate(
        self, frame: re.Match[str], subject: tuple[tuple[Target, ...], tuple[Locator, ...]], stop: int
    ) -> Context:
        targets, where = subject
        verb = frame["verb"].lower()
        further = "further" in frame[0].lower()
        targets = tuple(replace(t, further=further) for t in targets)
        base = replace(self.context, targets=targets, where=where)
        if verb == "repealed":
            self._emit(Repeal(where[-1] if where else Whole()), base, frame.start(), frame.end(), "D21", where[:-1])  # type: ignore[arg-type]
            return base
        at = frame.end()
        if verb != "amended":
            at = frame.start("verb")
        if (to_read := _TO_READ.match(self.text, at)) and (
            matter := self.utterance.quote_at(to_read.end())
        ) is not None:
            what = where[-1] if where else Whole()
            self._emit(Restate(what, matter[0]), base, frame.start(), matter[1], "A4", where[:-1])  # type: ignore[arg-type]
            at = matter[1]
        return self._clauses(at, stop, base)

    def _bare(self, start: int, stop: int) -> Context:
        """A sentence without a frame of its own: clauses of the frame above, or no amendment at all."""
        if self.context.targets:
            return self._clauses(start, stop, self.context)
        return self.context

    def _blanket(self, words: str) -> None:
        cites = citation.subject(self.utterance.words_of(words).strip(" .;"))
        if cites:
            self.known.blanket = Citation(cites[0].law, cites[0].name)
            self.known.act = self.known.blanket

    # ---- clauses -----------------------------------------------------------------------------------

    def _clauses(self, start: int, stop: int, base: Context) -> Context:
        """Locators and acts in turn; gives what the provisions below inherit.

        Words that are neither keep the act beside them from being carried out: "except in subsection (a)".
        """
        at, local, acted, context = start, list(base.where), False, base
        lists: list[tuple[str, Context]] = []
        skipped: int | None = None
        first = len(self.found)
        while at < stop:
            separator = _SEPARATOR.match(self.text, at)
            after = separator.end() if separator else at
            if after >= stop:
                break
            if ";" in self.text[at:after] or (acted and _BOUND.search(self.text[at:after])):
                skipped, first = None, len(self.found)
                context = context if acted else replace(context, lost=base.lost)
            if item := _RUN_IN_ITEM.match(self.text, after):
                base = context = self._item(item["name"], lists, replace(context, where=tuple(local)))
                at, local, acted, skipped = item.end(), list(base.where), False, None
                first = len(self.found)
                continue
            if located := self._locator(at, after, stop):
                locators, at = located
                if acted:
                    local, context, acted = list(base.where), base, False
                said = "redesignated" in self.text[after:at].lower()
                for locator in locators:
                    context = self._at(context, local, locator, at)
                context = replace(context, as_redesignated=said or context.as_redesignated)
                base = context if context.targets is not base.targets else base
                continue
            if act := self._act(after, stop):
                meaning, end, form = act
                where = replace(context, where=tuple(local))
                over = self._left_over(end, stop)
                if skipped is not None or over > end or self._is_spoiled(first):
                    begin = after if skipped is None else skipped
                    self._emit(
                        Unread(self.utterance.words(begin, over).strip()), where, begin, over, "M03", where.where
                    )
                else:
                    self._emit(meaning, where, after, end, form, tuple(local))
                at, acted, skipped = over, True, None
                continue
            begin, count = after, len(self.found)
            at = self._unread(after, stop, replace(context, where=tuple(local)))
            if len(self.found) > count:
                self._spoil(first)
                context = context if acted else replace(context, lost=True)
            elif not acted and not _HARMLESS.fullmatch(self.text[begin:at].strip(" ,;.—:")):
                context = replace(context, lost=True)
            elif not _HARMLESS.fullmatch(self.text[begin:at].strip(" ,;.—:")):
                skipped = begin if skipped is None else skipped
        return base if acted else replace(context, where=tuple(local))

    def _is_spoiled(self, first: int) -> bool:
        """Whether part of the clause whose instructions begin at this index was not understood."""
        return any(isinstance(i.act, Unread) for i in self.found[first:])

    def _spoil(self, first: int) -> None:
        """Of a clause that was understood in part nothing is carried out: it lands whole or not at all."""
        for n in range(first, len(self.found)):
            one = self.found[n]
            if not isinstance(one.act, Unread):
                self.found[n] = replace(one, act=Unread(one.span.words, one.form), form="M03")

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
        tail = re.match(r"\s*\(([^()]*U\.S\.C\.(?:[^()]|\([^()]*\))*)\)", self.text[at:])
        if tail:
            cite = replace(cite, parallel=tuple(c.path for c in citation.codes(tail[1])))
        self.known.remember(cite)
        return self._hinted(Target(cite, self.utterance.words(start, at)), start, at)

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
        if _QUOTED.search(words) or _AMENDATORY.search(words) or _GERUND.match(words):
            understood = ", ".join(type(w).__name__.lower() for w in context.where)
            self._emit(Unread(self.utterance.words_of(words), understood), context, at, end, "M03", context.where)
        return max(end, at + 1)

    # ---- instructions ------------------------------------------------------------------------------

    def _emit_rule(self, start: int, rule: int, stop: int) -> None:
        """A rule of application, kept as a note on what its sentence is about."""
        subject = self._subject(start, rule)
        context = replace(self.context, targets=subject[0]) if subject else self.context
        self._emit(Rule(self.utterance.words(start, stop)), context, start, stop, "C23", ())

    def _emit(self, act: Act, context: Context, start: int, stop: int, form: str, where: tuple[Locator, ...]) -> None:
        if context.lost and not isinstance(act, Unread):
            # A place that was not understood takes with it all that is done there.
            act, form = Unread(self.utterance.words(start, stop).strip(" ,;"), "place"), "M03"
        if isinstance(act, Margins) and act.what is None and self.found:
            last = self.found[-1]
            self.found[-1] = replace(last, notes=(*last.notes, self.utterance.words(start, stop)))
            return
        leaf, offset = self.utterance.origin(start)
        words = self.utterance.words(start, stop).strip(" ,;")
        for target in context.targets or (None,):
            for one in _singled(act):
                span = Span(leaf, offset, offset + stop - start, words)
                self.found.append(
                    Instruction(
                        len(self.found) + 1,
                        target,
                        where,
                        one,
                        span,
                        _spoken(context),
                        form,
                        section=context.section,
                        at=context.pins,
                        as_redesignated=context.as_redesignated or "redesignated" in words,
                    )
                )


def _place(locator: object) -> Locator:
    """A locator as it was read, lists and ranges of provisions as each of them."""
    if isinstance(locator, Units):
        return Each(locator.members)
    if isinstance(locator, Unit) and locator.through:
        return Each((locator,))
    return locator  # type: ignore[return-value]


def _spoken(context: Context) -> str:
    """Where in the bill: "section 3(1) of the bill"."""
    pins = "".join(f"({p})" for p in context.pins)
    if context.section:
        return f"section {context.section}{pins} of the bill"
    return f"{pins} of the amendment" if pins else "the amendment"


def _singled(act: Act) -> tuple[Act, ...]:
    """Acts on several quoted strings, one act a string."""
    match act:
        case Strike(Several(members)):
            return tuple(Strike(m) for m in members)
        case Substitute(Several(members), matter):
            matters = matter if isinstance(matter, tuple) else (matter,) * len(members)
            if len(matters) == len(members):
                return tuple(Substitute(m, n) for m, n in zip(members, matters, strict=True))
            return (Unread("the strings struck and inserted do not match in number"),)
    return (act,)
