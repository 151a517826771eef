"""Two vintages of a title: the sections whose words did not change are read to equal trees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from statute.formats import uslm
from statute.node import APPARATUS, HEADING, Node, walk, words

#: The release points of the corpus at which whole titles are held, the oldest first.
VINTAGES = ("113-31", "119-36", "119-88")


@dataclass(frozen=True, slots=True)
class Shared:
    """Titles at two release points: how many sections both have, how many of them in the same words, and those of
    these that are read otherwise."""

    titles: str
    both: int
    unchanged: int
    unequal: tuple[str, ...]


def shared(folder: Path, titles: tuple[str, ...] = ()) -> Iterator[Shared]:
    """The titles below a folder, or those of the file names given, at each two release points that follow another."""
    for old, new in pairwise(VINTAGES):
        for file in sorted((folder / old).glob("*.xml")):
            later = folder / new / file.name
            if later.is_file() and (not titles or file.name in titles):
                yield _shared(file, later)


def _shared(file: Path, later: Path) -> Shared:
    before, after = _sections(file), _sections(later)
    both = before.keys() & after.keys()
    unchanged = [key for key in both if words(before[key]) == words(after[key])]
    unequal = sorted(key for key in unchanged if _law(before[key]) != _law(after[key]))
    title = file.stem.removeprefix("usc").lstrip("0")
    return Shared(
        f"title {title}, {file.parent.name} to {later.parent.name}", len(both), len(unchanged), tuple(unequal)
    )


def _sections(path: Path) -> dict[str, Node]:
    """The sections of a title by their path, those in notes and quotations left out."""
    whole = uslm.read(path.read_bytes())
    return {n.attr("identifier"): n for n in walk(whole) if n.kind == "section" and n.attr("identifier")}


def _law(node: Node) -> Node:
    """A provision without ids and without what stands beside the law."""
    content = node.content if node.is_leaf else tuple(_law(p) for p in node.parts if p.kind not in APPARATUS)
    return Node(node.kind, content, attrs=node.attrs if node.kind == HEADING else ())
