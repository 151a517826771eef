"""Addresses inside a law: from a citation to the provision, and from a provision back to its path.

The large levels may be left out: section 907 is found in title IX whether or not the title is named,
and its own path does not name it.  Source: USLM user guide, on identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from statute import levels
from statute.card import law_path
from statute.citation import Citation, slug
from statute.errors import Refusal, Suggestion
from statute.node import HEADING, Node, numbered, same, walk
from statute.search import provisions, trail

#: The letters that a path puts before the designation of a large level.
PREFIX = {
    "division": "d",
    "subdivision": "sd",
    "title": "t",
    "subtitle": "st",
    "chapter": "ch",
    "subchapter": "sch",
    "part": "p",
    "subpart": "sp",
    "section": "s",
}
#: How many siblings are suggested where a provision is missing.
MOST = 12


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a path: as a path writes it ("tIX", "a"), as a lawyer says it, and whether it is large."""

    written: str
    said: str = ""
    large: bool = False


def resolve(root: Node, citation: Citation, path: str = "") -> Node:
    """The provision of a law (its tree, its path) that a citation names; the law where it names none.

    Raises `Refusal` M04 with the provisions that are there, or M05 where several answer.
    """
    node = root
    for rung in rungs(citation):
        found = _under(node, rung)
        if not found:
            raise _absent(root, node, rung, path)
        if len(found) > 1:
            choices = tuple(Suggestion(said(root, n), "answers to it", path_of(path, root, n.id)) for n in found[:MOST])
            raise Refusal.of(
                "M05", f"{len(found)} provisions answer to {rung.said}.", words=rung.said, suggestions=choices
            )
        node = found[0]
    return node


def holds(root: Node, citation: Citation) -> bool:
    """Whether a law has the provision that a citation names."""
    try:
        return resolve(root, citation) is not None
    except Refusal as refusal:
        return refusal.problem.code == "M05"


def rungs(citation: Citation) -> tuple[Rung, ...]:
    """The steps of the path from a law down to the provision that a citation names."""
    found = [Rung(PREFIX[kind] + value, f"{kind} {value}", True) for kind, value in citation.big]
    found += [Rung(slug(heading), f"the matter under “{heading}”", True) for heading in citation.headings]
    if citation.section:
        found.append(Rung(f"s{citation.section}", f"section {citation.section}"))
    return (*found, *(Rung(pin, f"({pin})") for pin in citation.pin))


def below(root: Node, id: str) -> str:
    """The path below the law of the node with this id: "/s907/a", "/tII/~assistance-…/g/2"; "" for the law.

    Titles and the like are left out above a section, which is numbered through the law.
    """
    line = [n for n in trail(root, id) if n.kind != "law"]
    section = next((n for n, level in enumerate(line) if level.kind == "section"), None)
    if section is not None and len(_under(root, Rung(written(line[section])))) == 1:
        line = line[section:]
    return "".join(f"/{written(level)}" for level in line)


def path_of(law: str, root: Node, id: str) -> str:
    """The path of the node with this id in the law at a path: "/us/pl/102/511/s907/a"."""
    return _of_law(law, below(root, id))


def beneath(above: str, level: Node) -> str:
    """The path of a provision right below the one at `above`: a section is numbered through its law."""
    held = law_path(above) if level.kind == "section" else above
    return _of_law(held, f"/{written(level)}")


def _of_law(law: str, below: str) -> str:
    """The path of what is below a law.  A title of the Code is the law itself, and no step of "/us/usc/t17/ch1"."""
    own = f"/{law.rpartition('/')[2]}"
    is_itself = law.startswith("/us/usc/t") and law.count("/") == 3 and f"{below}/".startswith(f"{own}/")
    return law + (below.removeprefix(own) if is_itself else below)


def written(level: Node) -> str:
    """A level as a step of a path: "tIX", "s907", "a", "~assistance-for-the-independent-states"."""
    if level.kind == "appropriations":
        heading = level.part(HEADING)
        return slug(heading.words) if heading is not None else "~"
    return PREFIX.get(level.kind, "") + levels.designation(level)


def said(root: Node, level: Node) -> str:
    """A provision as a lawyer says it, from its section down: "section 907(a)", "title IX"."""
    small = [n for n in trail(root, level.id) if n.kind not in levels.BIG]
    if level.kind in levels.BIG or not small:
        heading = level.part(HEADING)
        own = levels.designation(level)
        return f"{level.kind} {own}" if own else f"the matter under “{heading.words if heading else ''}”"
    first = f"section {levels.designation(small[0])}" if small[0].kind == "section" else ""
    pins = "".join(f"({levels.designation(n)})" for n in small if n.kind != "section")
    return first + pins if first else f"{level.kind} {pins}"


def joined(held: Node, more: Node) -> Node:
    """A law held in part with the sections of another part of it; what is held stays as it is.

    New provisions get ids of their own; held ones keep theirs.
    """
    taken = {n.id.partition(".")[0] for n in walk(held)}
    turn = next(n for n in range(1, len(taken) + 2) if f"m{n}" not in taken)
    return _joined(held, held, numbered(more, f"m{turn}."))


def _joined(root: Node, held: Node, more: Node) -> Node:
    parts = list(held.parts)
    for new in provisions(more):
        rung = Rung(written(new))
        if new.kind == "section" and _under(root, rung):
            continue
        n = next((n for n, p in enumerate(parts) if p.kind == new.kind and written(p) == rung.written), None)
        if n is None:
            parts.append(new)
        elif new.kind in levels.BIG:
            parts[n] = _joined(root, parts[n], new)
    grown = held.having(content=tuple(parts))
    return held if same(held, grown) else grown


def _under(node: Node, rung: Rung) -> list[Node]:
    """The nearest provisions below that answer to a step, large levels looked through."""
    found: list[Node] = []
    for level in provisions(node):
        if written(level) == rung.written:
            found.append(level)
        elif level.kind in levels.BIG:
            found += _under(level, rung)
    return found


def _absent(root: Node, node: Node, rung: Rung, path: str) -> Refusal:
    """The refusal that says what there is instead: the siblings in order, of many the likest."""
    there = list(_siblings(node, rung))
    if len(there) > MOST:
        there.sort(key=lambda level: -fuzz.ratio(written(level), rung.written))
    choices = tuple(Suggestion(said(root, n), "is there", path_of(path, root, n.id)) for n in there[:MOST])
    where = said(root, node) if node is not root else ""
    told = f"There is no {rung.said} in {where or 'this law as it is held'}"
    undivided = "" if there else ", which is not divided"
    return Refusal.of("M04", f"{told}{undivided}.", place=where, words=rung.said, suggestions=choices)


def _siblings(node: Node, rung: Rung) -> Iterator[Node]:
    """The provisions where one was sought; large levels are looked through unless one of them was."""
    for level in provisions(node):
        if level.kind in levels.BIG and not rung.large:
            yield from _siblings(level, rung)
        else:
            yield level
