"""A table of contents, or of sections: what each of its items relates to, and where its parts begin and end.

An item says it by its words ("Sec. 7A.", "TITLE II—"), or the head of its column does ("Chap.").
Source: House Legislative Counsel's Manual on Drafting Style, on tables of contents; the Code's analyses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statute import levels
from statute.levels import BIG, RANK, is_level
from statute.node import APPARATUS, HEADING, NUM, TEXT, Node

_NOUNS = "division|subdivision|title|subtitle|chapter|subchapter|part|subpart"
_LARGE = rf"(?P<noun>{_NOUNS})\s+(?P<number>[IVXLC]+|[A-Z]{{1,2}}|\d+[A-Z]{{0,2}})\b"
_SECTION = r"(?:(?P<of>sec(?:tion|s)?\b\.?|§+)\s*)?(?P<section>\d[\w–‑-]*(?:\.\d+)*)\.?"
_BARE = r"(?P<roman>[IVXLC]+|[A-Z])\."
_LABEL = re.compile(rf"\W*(?:{_LARGE}|{_SECTION}|(?-i:{_BARE}))(?=\W|$)", re.I)
#: Where the designation of an item ends: "Sec. 7A.", "TITLE II—", "101.".
_DESIGNATOR = re.compile(
    rf"\s*(?:(?:{_NOUNS})\s+\w+(?:\s*(?:—|--)|[.:]?(?=\s))|(?:sec(?:tion)?\b\.?|§+)\s*\d[\w.–‑-]*(?=\s)|\d[\w–‑-]*\.(?=\s))",
    re.I,
)
#: The heads of columns, as far as they tell of what the items below are.
_HEADS = (("subch", "subchapter"), ("chap", "chapter"), ("subt", "subtitle"), ("sec", "section"), ("title", "title"),
          ("part", "part"), ("div", "division"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """What an item relates to: a level ("section", "title"; "" where it does not say) and its designation."""

    kind: str
    number: str

    @property
    def rank(self) -> int:
        """Its place on the ladder; what does not say its level is a section's."""
        return RANK.get(self.kind, RANK["section"])


def words(entry: Node) -> str:
    """The words of an item on one line."""
    return " ".join(filter(None, (p.words for p in entry.parts if p.is_leaf))) or entry.words


def labels(table: Node) -> Iterator[tuple[Node, Label | None]]:
    """The items of a table in order, each with what it relates to; None for a head, or what relates to nothing."""
    under = ""
    for entry in table.parts:
        if entry.kind in APPARATUS:
            continue
        said = words(entry).strip()
        label = _label(said, under)
        if label is None:
            under = next((kind for word, kind in _HEADS if re.match(rf"{word}\w*\.?(?:\s|$)", said, re.I)), under)
        yield entry, label


def _label(said: str, under: str) -> Label | None:
    match = _LABEL.match(said)
    if match is None:
        return None
    if match["noun"]:
        return Label(match["noun"].lower(), match["number"])
    if match["section"]:
        return Label("section" if match["of"] else under, levels.bare(match["section"]))
    return Label(under, match["roman"])


def item(said: str) -> Label:
    """What "section 7A" or "title II" names."""
    kind, _, number = said.partition(" ")
    return Label(kind, levels.bare(number))


def answers(label: Label | None, sought: Label) -> bool:
    """Whether an item relates to what is sought; one that does not say its level is known by its number."""
    return label is not None and label.kind in (sought.kind, "") and levels.bare(label.number) == sought.number


def group(table: Node, at: int, stop: int) -> int:
    """Where the items end, before `stop`, that stand below the one at this index."""
    every = [label for _, label in labels(table)]
    own = every[at]
    if own is None:
        return at + 1
    return next((n for n in range(at + 1, stop) if (it := every[n]) is not None and it.rank <= own.rank), stop)


# ---- items -----------------------------------------------------------------------------------------


def entry(said: str) -> Node:
    """An item from its words: its designation and its heading in a cell each.

    >>> [cell.words for cell in entry("Sec. 7A. Certification.").parts]
    ['Sec. 7A.', 'Certification.']
    """
    said = " ".join(said.split())
    match = _DESIGNATOR.match(said)
    rest = said[match.end() :].strip() if match else ""
    cells = (said[: match.end()].strip(), rest) if match and rest else (said,)
    return Node("entry", tuple(Node("cell", cell) for cell in cells))


def entries(parts: tuple[Node, ...]) -> Iterator[Node]:
    """New matter as items: those of a table, or the lines of print that were taken for sections and titles."""
    for part in parts:
        if part.kind == "toc":
            yield from (_plain(e) for e in part.parts if e.kind not in APPARATUS)
        elif is_level(part):
            head = [p.words for p in part.parts if p.kind in (NUM, HEADING)]
            dash = "—" if part.kind in BIG and len(head) > 1 and not head[0].endswith("—") else " "
            yield entry(dash.join(head) if part.kind in BIG else " ".join(head + _text(part)))
            yield from entries(tuple(p for p in part.parts if is_level(p)))
        elif part.kind == TEXT:
            yield entry(part.words)


def _text(level: Node) -> list[str]:
    return [p.words for p in level.parts if p.kind == TEXT]


def _plain(item: Node) -> Node:
    """An item with single blanks, and nothing beside its words."""
    if item.is_leaf:
        return entry(item.words)
    return item.having(content=tuple(c.having(content=" ".join(c.words.split()), beside=()) for c in item.parts))
