"""Provisions told by what they say, not by a designation: by a term, first words, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statute import search
from statute.errors import Refusal
from statute.node import HEADING, TEXT, Node, leaves


def definition(unit: Node, term: str) -> Node:
    """The provision in a unit that defines a term: its text begins with the quoted term.  Raises `Refusal` M04, M05."""
    opening = re.compile(
        r"[\s\W]*(?:\(\w+\)\s*)?(?:[^“”]{0,60}?)“" + re.escape(term).replace("’", "[’']") + "[,”]", re.I
    )
    found = [n for n in _levels(unit) if (own := search.own_leaves(n)) and opening.match(own[0].words)]
    found = found or _headed(unit, term)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal.of("M05", f"“{term}” is defined in {len(found)} provisions.", words=term)
    loose = [leaf for leaf in leaves(unit) if opening.match(leaf.words)]
    if len(loose) == 1:
        return loose[0]
    raise Refusal.of("M04", f"No provision defines “{term}”.", words=term)


def listed(unit: Node, words: str) -> Node:
    """The item of a list without designations that begins with these words.  Raises `Refusal` M15, M05."""
    begins = re.compile(rf"(?:the\s+)?{search.pattern(words, case=False).pattern}", re.I)
    found = [leaf for leaf in leaves(unit) if leaf.kind == TEXT and begins.match(leaf.words)]
    if len(found) > 1:
        raise Refusal.of("M05", f"{len(found)} items begin with “{words}”.", words=words)
    if not found:
        raise Refusal.of("M15", f"No item there begins with “{words}”.", words=words)
    return found[0]


def under(law: Node, unit: Node, heading: str) -> Node:
    """The matter under a centred heading, in the unit or else in the law.  Raises `Refusal` M04, M05."""
    found = _headed(unit, heading) or _headed(law, heading)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal.of("M05", f"Several headings read “{heading}”.", words=heading)
    raise Refusal.of("M04", f"No heading reads “{heading}”.", words=heading)


def _headed(node: Node, heading: str) -> list[Node]:
    """The levels below a node with this heading; case and marks do not count."""
    wanted = _plain(heading)
    return [n for n in _levels(node) if (h := n.part(HEADING)) is not None and _plain(h.words) == wanted]


def _plain(heading: str) -> str:
    return re.sub(r"\W+", " ", heading).strip().lower()


def _levels(node: Node) -> Iterator[Node]:
    for part in search.provisions(node):
        yield part
        yield from _levels(part)
