"""A section of an Act where the Code prints it: as the bill cites it, and the source credit on the shelf bears out.

Bills amend Acts; what is at hand is mostly the Code.  Source: Office of the Law Revision Counsel, on source
credits: a credit begins with the law and the section that the Code section was made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from drafting.amend.aim import Aims
from drafting.instruction import Target
from drafting.plan.translate import is_of_acts
from statute import search
from statute.citation import NUMBER, Citation, number
from statute.errors import Refusal
from statute.node import Node, walk

_SECTION = re.compile(rf"§+\s?(?P<section>{NUMBER})")
#: Where the credit's words on the section itself end, and those on what amended it begin.
_LATER = re.compile(r";|,\s+as\s+added\b|\bformerly\b")
_RENUMBERED = re.compile(rf"\brenumbered\s+(?:title\s+\w+,\s+)?§\s?(?P<section>{NUMBER})")


class Held(Protocol):
    """A law that is held: its path and its tree."""

    @property
    def path(self) -> str: ...
    @property
    def node(self) -> Node: ...


@dataclass(frozen=True, slots=True)
class Print:
    """One section of the Code by itself: its path, how it is cited, and its tree from the root."""

    path: str
    code: str
    node: Node


def alone(held: Held, code: Citation) -> Print | None:
    """The section of the Code that `code` cites, cut out of a law that holds it; None where it does not.

    Beside its neighbours an Act's own “section 5” would be taken for the section 5 of the title.
    """
    found = search.numbered(search.sections(held.node), code.section)
    if len(found) != 1:
        return None
    only = held.node if found[0] is held.node else Node(held.node.kind, (found[0],), held.node.id)
    return Print(f"{code.law}/s{code.section}", Citation(code.law, section=code.section).formal(), only)


def printed(find: Callable[[Citation], Held], target: Target, aims: Aims) -> Print | None:
    """The Code section made from the section of an Act that a target names; None where the bill does not tell.

    Raises `Refusal` M02 where the source credit of the section names another section of the Act.
    """
    cite = target.citation
    code = aims.code_section(target)
    if code is None or not cite.section or not is_of_acts(code):
        return None
    try:
        found = alone(find(code), code)
    except Refusal:
        return None
    if found is None:
        return None
    made_from = origins(found.node)
    if made_from and cite.section not in made_from:
        detail = f"By its source credit {found.code} is section {' or '.join(sorted(made_from))} of the Act."
        raise Refusal.of("M02", detail, words=target.written)
    return found


def origins(section: Node) -> set[str]:
    """The numbers that a Code section bears in its Act by its source credit; none where it has no credit that tells."""
    credit = next((n for n in walk(section) if n.kind == "source-credit"), None)
    if credit is None:
        return set()
    said = " ".join(n.words for n in walk(credit) if n.is_leaf)
    first = _LATER.split(said, 1)[0]
    return {number(m["section"]) for m in (*_SECTION.finditer(first), *_RENUMBERED.finditer(said))}
