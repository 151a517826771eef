"""What is found in a bill: its instructions as they are noted, each with its words and its place.

A clause is noted whole or not at all: what was understood of it in part becomes `Unread`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from drafting.instruction import Act, Instruction, Margins, Span, Strike, Substitute, Target, Unread
from drafting.parse.quotation import Utterance
from drafting.parse.subject import Antecedents
from drafting.thing import Item, Locator, Several


@dataclass(frozen=True, slots=True)
class Context:
    """What a provision inherits from those above it: targets, place in them, and its own place in the bill."""

    targets: tuple[Target, ...] = ()
    where: tuple[Locator, ...] = ()
    pins: tuple[str, ...] = ()
    section: str = ""
    as_redesignated: bool = False
    lost: bool = False


class SideNote(NamedTuple):
    """The Code cite in a side note of a law: the leaf and offset it stands at, the path, whether to a note there."""

    leaf: str
    at: int
    path: str
    is_note: bool


class Record:
    """The instructions found so far, and the utterance that is being read.

    hints: the Code cites of side notes.
    """

    def __init__(
        self, known: Antecedents, found: list[Instruction], utterance: Utterance, hints: list[SideNote]
    ) -> None:
        self.known, self.found, self.utterance, self.hints = known, found, utterance, hints

    def hinted(self, target: Target, start: int, stop: int) -> Target:
        """The target with the Code cite that the law's side note gives it, where the words give none."""
        cite = target.citation
        if (cite.parallel and not cite.onward) or cite.is_code or not self.hints:
            return target
        leaf, offset = self.utterance.origin(stop)
        near = [hint for hint in self.hints if hint.leaf == leaf] or self.hints
        best = min(near, key=lambda hint: abs(hint.at - offset))
        return replace(target, hint=best.path, noted=best.is_note)

    def emit(self, act: Act, context: Context, start: int, stop: int, form: str, where: tuple[Locator, ...]) -> None:
        """Notes an act for each target of its context; start and stop are places in the utterance."""
        if context.lost and not isinstance(act, Unread):
            # A place that was not understood takes with it all that is done there.
            act, form = Unread(self.utterance.words(start, stop).strip(" ,;"), "place"), "M03"
        if isinstance(act, Margins) and act.what is None and self.found:
            last = self.found[-1]
            self.found[-1] = replace(last, notes=(*last.notes, self.utterance.words(start, stop)))
            return
        leaf, offset = self.utterance.origin(start)
        words = self.utterance.words(start, stop).strip(" ,;")
        as_redesignated = context.as_redesignated or "redesignated" in words
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
                        as_redesignated=as_redesignated,
                    )
                )

    def is_spoiled(self, first: int) -> bool:
        """Whether part of the clause whose instructions begin at this index was not understood."""
        return any(isinstance(i.act, Unread) for i in self.found[first:])

    def spoil(self, first: int) -> None:
        """Of a clause that was understood in part nothing is carried out: it lands whole or not at all."""
        for n in range(first, len(self.found)):
            one = self.found[n]
            if not isinstance(one.act, Unread):
                self.found[n] = replace(one, act=Unread(one.span.words, one.form), form="M03")


def _spoken(context: Context) -> str:
    """Where in the bill: "section 3(1) of the bill"."""
    pins = "".join(f"({p})" for p in context.pins)
    if context.section:
        return f"section {context.section}{pins} of the bill"
    return f"{pins} of the amendment" if pins else "the amendment"


def _singled(act: Act) -> tuple[Act, ...]:
    """Acts on several quoted strings, one act a string."""
    match act:
        case Strike(Several(members)) if not isinstance(members[0], Item):
            return tuple(Strike(m) for m in members)
        case Substitute(Several(members), matter) if not isinstance(members[0], Item):
            matters = matter if isinstance(matter, tuple) else (matter,) * len(members)
            if len(matters) == len(members):
                return tuple(Substitute(m, n) for m, n in zip(members, matters, strict=True))
            return (Unread("the strings struck and inserted do not match in number"),)
    return (act,)
