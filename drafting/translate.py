"""As the Code would print it: the words of an Act in the style of a title that is not positive law.

Only what is certain is translated: the Code names its titles without "United States Code".  (The Internal
Revenue Code is named as title 26 in some titles and not in others, so it stays.)  The Act's own words stay
in the instruction that brought them.
Source: Office of the Law Revision Counsel, on the editorial reclassification and translation of Acts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.instruction import Act, Insert, Matter, Restate, Substitute
from statute.citation import POSITIVE, Citation
from statute.node import Node

_TITLE = re.compile(r"(\btitle \d+[A-Z]?), United States Code(,(?= (?!or\b|and\b)))?")


def is_of_acts(cite: Citation) -> bool:
    """Whether a Code section stands in a title that is not positive law, and so is an Act's in the editors' words."""
    title = cite.law.removeprefix("/us/usc/t")
    return cite.is_code and title not in POSITIVE and title != "26"


def as_code(act: Act) -> Act:
    """The act with its new matter in the words of the Code."""
    match act:
        case Substitute(_, matter) if isinstance(matter, Matter):
            return replace(act, matter=_matter(matter))
        case Insert(_, matter, _) | Restate(_, matter):
            return replace(act, matter=_matter(matter))
    return act


def _matter(matter: Matter) -> Matter:
    return Matter(printed(matter.words), tuple(_node(p) for p in matter.parts))


def _node(node: Node) -> Node:
    if node.is_leaf:
        words = printed(node.words)
        return node if words == node.words else replace(node, content=words, beside=())
    return replace(node, content=tuple(_node(p) for p in node.parts))


def printed(words: str) -> str:
    """Words as the Code prints them.

    >>> printed("under section 1105 of title 31, United States Code, the Secretary")
    'under section 1105 of title 31, the Secretary'
    """
    return _TITLE.sub(r"\1\2", words)
