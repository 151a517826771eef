"""Laws that the Code keeps in its notes, each set back in its own law: section 907 in title IX of its Act.

A note prints the bare text and says above it where that stands: "Pub. L. 102–511, title IX, § 907, …,
provided that:".  The levels it leaves out are built again from that address.
Source: Office of the Law Revision Counsel, on statutory notes; USLM user guide, on `origin`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from statute import address, levels
from statute.citation import PINPOINT, Citation, from_path, number, of_code, pins
from statute.formats import uslm
from statute.node import HEADING, NUM, Node

_BIG = {prefix: kind for kind, prefix in address.PREFIX.items()}
_BIG_STEP = re.compile(r"(st|sch|ch|sp|sd|d|t|p)([IVXLC]+|[A-Z]|\d+[A-Z]?)$")
_FROM = re.compile(rf"\[(?P<first>{PINPOINT})\s?[-–]\s?\([0-9A-Za-z]+\)\]")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a law, in a tree from the root.  path: the law's; code: "22 U.S.C. 5812 note"."""

    path: str
    code: str
    node: Node


def excerpts(section: Node) -> list[Excerpt]:
    """The laws in the notes of a Code section, in the order of the notes; ids are left to the caller."""
    found = []
    for origin, intro, matter in uslm.laws_in_notes(section):
        cited = from_path(origin)
        node = Node("law", (_set_back(cited, intro, matter.parts),), attrs=(("identifier", cited.law),))
        found.append(Excerpt(cited.law, f"{code_of(section)} note".strip(), node))
    return found


def code_of(section: Node) -> str:
    """How a Code section is cited, from its identifier: "22 U.S.C. 5812"; "" for what is none."""
    match = re.fullmatch(r"/us/usc/t(\w+?)/s([\w.–-]+)", section.attr("identifier"))
    cited = f"{match[1]} U.S.C. {number(match[2])}" if match else ""
    return cited if of_code(cited) else ""


def _set_back(cited: Citation, intro: str, matter: tuple[Node, ...]) -> Node:
    """The matter inside the levels that its address names, the outermost returned."""
    heads = [Node(kind, (Node(NUM, f"{kind.upper()} {value}"),)) for kind, value in cited.big]
    heads += [Node("appropriations", (Node(HEADING, heading),)) for heading in cited.headings]
    if cited.section:
        heads.append(Node("section", (Node(NUM, f"SEC. {cited.section}."),)))
    for step in (*cited.pin, *_above(intro)):
        heads.append(_head(step, heads[-1].kind if heads else "law"))
    own = matter[0] if len(matter) == 1 else None
    if (
        heads
        and own is not None
        and own.kind == heads[-1].kind
        and levels.designation(own) == levels.designation(heads[-1])
    ):
        heads = heads[:-1]
    for head in reversed(heads):
        matter = (Node(head.kind, head.parts + matter),)
    return matter[0] if len(matter) == 1 else Node("law", matter)


def _above(intro: str) -> tuple[str, ...]:
    """The designations above the matter: ("g",) where the note says "title II [(g)(2)–(6)]"."""
    match = _FROM.search(intro)
    return pins(match["first"])[:-1] if match else ()


def _head(step: str, above: str) -> Node:
    """A level with its designation alone: subsection (g), or division A inside a law enacted by reference."""
    if big := _BIG_STEP.match(step):
        kind = _BIG[big[1]]
        return Node(kind, (Node(NUM, f"{kind.upper()} {big[2]}"),))
    kinds = sorted(levels.kinds(step), key=lambda k: levels.RANK[k])
    kind = next((k for k in kinds if levels.RANK[k] > levels.RANK[above]), "paragraph")
    return Node(kind, (Node(NUM, f"({step})"),))
