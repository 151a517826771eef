"""New matter as the Code prints it: "section 5311 of title 12" for "section 102 of the Financial Stability Act".

In a title that is not positive law the editors set an Act's references in the Code's numbers.  Only what is
certain is set so, each reference is reported, and the Act's own words are what counts.
Source: Office of the Law Revision Counsel, on editorial translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from drafting.instruction import Act, Insert, Restate, Substitute
from drafting.thing import Matter
from statute.node import Node

_TITLE = re.compile(r"(\btitle \d+[A-Z]?),? United States Code(,(?= (?!or\b|and\b)))?")


def as_code(act: Act, words: Callable[[str], str]) -> Act:
    """The act with its new matter as the Code prints it; `words` gives some words so."""
    match act:
        case Substitute(_, matter) if isinstance(matter, Matter):
            return replace(act, matter=_matter(matter, words))
        case Insert(_, matter, _) | Restate(_, matter):
            return replace(act, matter=_matter(matter, words))
    return act


def _matter(matter: Matter, words: Callable[[str], str]) -> Matter:
    return Matter(words(matter.words), tuple(_node(p, words) for p in matter.parts))


def _node(node: Node, words: Callable[[str], str]) -> Node:
    if node.is_leaf:
        said = words(node.words)
        return node if said == node.words else node.having(content=said, beside=())
    return node.having(content=tuple(_node(p, words) for p in node.parts))


def styled(words: str) -> str:
    """Words as the Code styles them.

    >>> styled("under section 1105 of title 31, United States Code, the Secretary")
    'under section 1105 of title 31, the Secretary'
    """
    return _TITLE.sub(r"\1\2", words)


def restyled(words: str) -> list[tuple[int, int, str]]:
    """What the Code styles otherwise in some words: where each stretch starts and stops, and how it is styled."""
    return [(*match.span(), match.expand(r"\1\2")) for match in _TITLE.finditer(words)]
