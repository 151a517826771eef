"""What one provision of a bill says by itself: its sentences, and the frame of each.

A frame is a subject and "is amended"; the clauses after it say what is done.  An amendment whose subject is
not understood is kept as `Unread`; prose about amendments is passed over.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from drafting.instruction import Repeal, Restate, Rule, Target, Unread
from drafting.parse import unmaking
from drafting.parse.clauses import QUOTED, VERB, Clauses
from drafting.parse.record import Context, Record
from drafting.parse.rules import rules
from drafting.parse.subject import Antecedents, read_subject
from drafting.thing import Locator, Whole
from statute import citation
from statute.citation import Citation
from statute.search import sentences

_FRAME = re.compile(
    r"\b(?:is|are)\s+(?:(?:hereby|each|further|also|respectively)\s+)*(?P<verb>amended|repealed|redesignated|transferred|designated|inserted|added|struck)\b(?!\s+(?:and\s+)?(?:by\s+(?:section|paragraph|subsection|this|that|such)|under|in\s+accordance))",
    re.I,
)
#: "Section 12 is—", and a list of participles below it.
_SERIES = re.compile(r"\b(?:is|are)\s*—\s*$")
#: "In section 5(b) of the Widget Act, strike": directed without a frame.
_DIRECTED = re.compile(
    r"\W*In\s+(?P<subject>[^;]{0,120}?\bsections?\s+\d.{0,400}?),?\s+"
    r"(?=(?:strike|insert|add|redesignate|amend|repeal|designate|substitute)\b)"
)
_BLANKET = re.compile(
    r"(?:whenever|wherever|except\s+as\s+otherwise).{0,80}?(?:amendment|repeal).{0,220}?(?:shall\s+be\s+considered\s+to\s+be\s+made\s+to|reference\s+is\s+(?:made\s+)?to|shall\s+be\s+(?:deemed|considered)\s+(?:as\s+)?(?:a\s+)?(?:reference\s+)?(?:made\s+)?to)\s+(?:a|that)?\s*(?:section\s+or\s+other\s+provision|provision)?s?\s*(?:of\s+)?(?P<law>.*)$",
    re.I | re.S,
)
_RULE = re.compile(
    r"\bshall\s+be\s+(?:applied|treated)\s+(?:[^.;]{0,80}\s)?(?:by\s+)?substituting\b"
    r"|\bshall\s+be\s+(?:deemed|considered|construed|treated)\s+(?:to\s+be|as|as\s+being)\s+(?:a\s+)?(?P<deemed>references?)\b"
    r"|\b(?:shall\s+be|is|are)\s+deemed\s+to\s+(?P<refers>refer)\s+to\b",
    re.I,
)
_TO_READ = re.compile(
    r"[\s,]*(?:in\s+its\s+entirety\s+)?to\s+read\s+(?:in\s+its\s+entirety\s+)?as\s+follows\s*[:—]?\s*", re.I
)


#: The target of a sentence that names no law.
LAW_IN_HAND = (Target(Citation()),)
#: How a clause begins that stands without a frame: “in subsection (a)”, “(1) by striking”.
BARE = re.compile(
    rf"\W*(?:\(\w{{1,5}}\)\s*)*(?:by\s+)?(?:{VERB}\b|(?:in|at|on|under|of)\s+(?:the\s+|each\s+(?:of\s+)?)?"
    r"(?:(?:sub)?(?:section|paragraph|clause|title|chapter|part|division)s?\b|items?\b|matter\b|heading|definition|flush"
    r"|table\b|introductory|\w+\s+(?:sentence|proviso|heading|(?:sub)?(?:section|paragraph))))",
    re.I,
)


class Speech:
    """One utterance read sentence by sentence, frame by frame, clause by clause."""

    def __init__(self, record: Record, context: Context) -> None:
        self.record, self.known, self.context = record, record.known, context
        self.utterance, self.text = record.utterance, record.utterance.text
        self.clauses = Clauses(record)

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
            is_reference = bool(rule["deemed"] or rule["refers"])
            self._emit_rule(
                start, start + rule.start(), stop, *(("reference", "I2") if is_reference else ("application", "C23"))
            )
            return self.context
        if self._unmakes(start, stop):
            return self.context
        frames = list(_FRAME.finditer(self.text, start, stop))
        inner, at, framed = self.context, start, False
        for n, frame in enumerate(frames):
            subject = self._subject(at, frame.start())
            until = self._next_subject(frames, n, stop)
            if subject is None:
                at = self._not_a_subject(at, frame, until)
                framed = framed or at > frame.end()
                continue
            inner = self._predicate(frame, subject, until)
            framed, at = True, until
        if not framed and not self.context.targets and (told := _DIRECTED.match(self.text, start, stop)):
            subject = self._subject(told.start("subject"), told.end("subject"))
            if subject is not None:
                context = replace(self.context, targets=subject[0], where=subject[1])
                return self.clauses.read(told.end(), stop, context)
        if not framed and (series := _SERIES.search(self.text, start, stop)):
            subject = self._subject(start, series.start())
            if subject is not None:
                return replace(self.context, targets=subject[0], where=subject[1])
        if not framed:
            inner = self.context if self._rules(start, stop) else self._bare(start, stop)
        return inner

    def _unmakes(self, start: int, stop: int) -> bool:
        """Whether a sentence repeals amendments; where it is not understood it is kept as unread."""
        said = self.text[start:stop]
        found = unmaking.read(said, self.utterance, self.context, self.record.found)
        if found is not None and found.targets:
            self.record.emit(found.act, replace(self.context, targets=found.targets), start, stop, "D22", ())
            return True
        if unmaking.MENTIONED.search(said):
            words = self.utterance.words(start, stop).strip()
            unknown = replace(self.context, targets=(Target(Citation(), words),))
            self.record.emit(Unread(words, "amendments"), unknown, start, stop, "M03", ())
            return True
        return False

    def _rules(self, start: int, stop: int) -> bool:
        """Keeps what a sentence says of a law without amending it; whether it is such a sentence."""
        if self.context.targets and re.search(rf"\b{VERB}\b", self.text[start:stop]):
            return False  # a clause of the frame above
        count = len(self.record.found)
        for said in rules(self.text, start, stop):
            act = Rule(self.utterance.words(said.start, said.stop).strip(" :"), said.kind)
            context = replace(self.context, targets=said.targets, lost=False)
            self.record.emit(act, context, said.start, said.stop, said.form, ())
        return len(self.record.found) > count

    def _not_a_subject(self, at: int, frame: re.Match[str], until: int) -> int:
        """Keeps an amendment whose subject is not understood as unread; prose about amendments is passed over."""
        rest = self.text[frame.end() : until]
        directed = _TO_READ.match(rest) or re.match(rf"[\s,—]*(?:by\s+)?{VERB}\b", rest, re.I)
        if not (directed and (QUOTED.search(rest) or re.search(rf"\b{VERB}\b", rest, re.I))):
            return at
        context = replace(self.context, targets=(Target(Citation(), self.utterance.words(at, frame.start()).strip()),))
        self.record.emit(Unread(self.utterance.words(at, until).strip(), "subject"), context, at, until, "M03", ())
        return until

    def _next_subject(self, frames: list[re.Match[str]], n: int, stop: int) -> int:
        """Where the predicate of a frame ends: at the subject of the next frame, or with the sentence."""
        for later in frames[n + 1 :]:
            stretch = self.text[frames[n].end() : later.start()]
            joints = list(
                re.finditer(
                    r"(?:[,;]\s*(?:and\s+)?|\band\s+|\.\s+\(\w{1,3}\)\s+(?:[A-Z][^.—;]{0,80}\.—)?)(?=(?:such\s+|the\s+)?(?:sections?|(?:sub)?(?:section|paragraph|clause|chapter|title)s?|table|item|public)\b)",
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
        targets = tuple(self.record.hinted(t, start, stop) for t in found.targets)
        return targets, found.where

    def _predicate(
        self, frame: re.Match[str], subject: tuple[tuple[Target, ...], tuple[Locator, ...]], stop: int
    ) -> Context:
        targets, where = subject
        verb = frame["verb"].lower()
        further = "further" in frame[0].lower()
        targets = tuple(replace(t, further=further) for t in targets)
        base = replace(self.context, targets=targets, where=where)
        place: Any = where[-1] if where else Whole()
        if verb == "repealed":
            self.record.emit(Repeal(place), base, frame.start(), frame.end(), "D21", where[:-1])
            return base
        at = frame.end()
        if verb != "amended":
            at = frame.start("verb")
        if (to_read := _TO_READ.match(self.text, at)) and (
            matter := self.utterance.quote_at(to_read.end())
        ) is not None:
            self.record.emit(Restate(place, matter[0]), base, frame.start(), matter[1], "A4", where[:-1])
            at = matter[1]
        return self.clauses.read(at, stop, base)

    def _bare(self, start: int, stop: int) -> Context:
        """A sentence without a frame of its own: clauses of the frame above, or no amendment at all.

        Where no law is named anywhere, only what begins as a clause does is one: prose that mentions is not.
        """
        if self.context.targets and (self.context.targets != LAW_IN_HAND or BARE.match(self.text, start, stop)):
            return self.clauses.read(start, stop, self.context)
        return self.context

    def _blanket(self, words: str) -> None:
        cites = citation.subject(self.utterance.words_of(words).strip(" .;"))
        if cites:
            self.known.blanket = Citation(cites[0].law, cites[0].name)
            self.known.act = self.known.blanket

    def _emit_rule(self, start: int, rule: int, stop: int, kind: str, form: str) -> None:
        """A rule of application, or of what references mean, kept as a note on what its sentence is about."""
        subject = self._subject(start, rule)
        context = replace(self.context, targets=subject[0]) if subject else self.context
        self.record.emit(Rule(self.utterance.words(start, stop), kind), context, start, stop, form, ())
