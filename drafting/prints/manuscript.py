"""What is handed to a print: the redlines under their laws' names, the instructions, and how it is to look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from drafting.amend.outcome import Note, Report
from statute.errors import Refusal
from statute.markup.woven import is_leaf
from statute.node import Node, walk
from statute.search import spoken

#: What no print can show: it is refused with its place.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Card(Protocol):
    """What is known of a law: its name, where its text is from, and of what date it is."""

    @property
    def name(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def as_of(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """One law or bill: its redline (without marks where nothing changed), its name, and what its text is from.

    path: "/us/pl/102/511", "" for a text that is not on the shelf.  base: the source of the base text and its
    date, in a sentence; "" where they are not known.  notes: what the bill says of it and changes no word of.
    """

    marked: Node
    name: str = ""
    path: str = ""
    base: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An instruction as a print names it: its number, its place in the bill, and its words there."""

    number: int
    place: str
    words: str

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place else ""
        return f"Instruction {self.number}{where}: {self.words}"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Sheets to be printed.

    maker: what makes the changes ("the bill"); "" where the sheets are clean.  opening: how the sentence above a
    comparative print begins, up to its parenthesis; "" for that of the rules of the House or Senate.
    """

    title: str
    sheets: tuple[Sheet, ...]
    instructions: tuple[Said, ...] = ()
    maker: str = "the bill"
    opening: str = ""

    def said(self) -> dict[int, Said]:
        """The instructions by their numbers."""
        return {one.number: one for one in self.instructions}


@dataclass(frozen=True, slots=True)
class Look:
    """How a print is to look: one of its views ("" for the first), and for Word who made the changes and when.

    lines: number the lines.  comments: say at its first change what each instruction was.
    """

    view: str = ""
    author: str = "Ramseyer"
    date: datetime | None = None
    lines: bool = False
    comments: bool = False


def of_report(report: Report, cards: Mapping[str, Card], title: str = "Changes in Existing Law") -> Manuscript:
    """The redlines of a report.  cards: what is known of its laws, by their paths."""
    sheets = tuple(sheet(law.redline, cards.get(law.path), law.path, law.notes) for law in report.laws)
    said = (o.instruction for o in report.outcomes)
    return Manuscript(title, sheets, tuple(Said(i.number, i.place, i.span.words) for i in said))


def sheet(marked: Node, card: Card | None = None, path: str = "", notes: tuple[Note, ...] = ()) -> Sheet:
    """A sheet of a redline, or of a law, with the notes to it, and of what is known of it."""
    if card is None:
        return Sheet(marked, path=path, notes=notes)
    known = "; ".join(one.rstrip(".") for one in (card.source, f"as of {card.as_of}" if card.as_of else "") if one)
    return Sheet(marked, card.name, path, f"Base text: {known}." if known else "", notes)


def clean(node: Node, title: str, card: Card | None = None) -> Manuscript:
    """A law or bill that nothing changes, to be printed as it is."""
    return Manuscript(title, (sheet(node, card),), maker="")


def checked(sheets: Iterable[Sheet], author: str = "") -> None:
    """Refuses words that hold a control character, with their place.  Raises `Refusal` F06."""
    if _CONTROL.search(author):
        raise Refusal.of("F06", "The author's name holds a control character.", place="author", words=author)
    for sign, place, near in standing(sheets, _CONTROL):
        raise Refusal.of("F06", f"Character U+{ord(sign):04X} cannot be printed.", place=place, words=near)


def standing(sheets: Iterable[Sheet], sought: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Where a pattern stands in the words of sheets: what it found, the place, and the words before it there."""
    for one in sheets:
        for leaf in filter(is_leaf, walk(one.marked)):
            words = leaf.words or "".join(run.words for run in leaf.parts)
            for stretch in (words, *(aside.words for aside in leaf.beside)):
                for found in sought.finditer(stretch):
                    near = stretch[max(found.start() - 30, 0) : found.start()]
                    yield found[0], spoken(one.marked, leaf.id) or one.name, near
        for note in one.notes:
            yield from ((found[0], note.place, note.words[:30]) for found in sought.finditer(note.words))
