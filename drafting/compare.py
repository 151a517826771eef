"""Two texts compared: versions of a bill, a bill and an Act, a law at two dates, whatever format each is in.

Where no bill says what changed, this is told from the texts themselves: what moved or was redesignated is paired
with what it was, and only words that differ are marked.
"""

from __future__ import annotations

import re

from drafting.diff.steps import diff
from drafting.prints.manuscript import Manuscript, Sheet
from drafting.redline import proved, redline
from drafting.step import run
from statute.catalogue import Law
from statute.formats import text
from statute.node import HEADING, Node, numbered, walk

#: What a text says that is a bill, with quoted matter in it.
_BILL = re.compile(r"\bBe it enacted\b|\bis amended\b|\bare amended\b|^\s*A BILL\b", re.M)


def compared(before: Node, after: Node) -> Node:
    """The redline from one text to the other, proved both ways.

    Where one is from XML and the other from plain text, both are compared as they print.  Raises `Refusal` A01.
    """
    old, new = _whole(before), _whole(after)
    if _has_markup(old) != _has_markup(new):
        old, new = _as_printed(old), _as_printed(new)
    steps = diff(old, new)
    return proved(old, run(old, steps), redline(old, steps))


def comparison(before: Node, after: Node, names: tuple[str, str] = ("", "")) -> Manuscript:
    """The redline from one text to the other, to be printed.  names: what the two are called."""
    earlier, later = names[0] or "the earlier text", names[1] or "the later text"
    opening = f"The differences between {earlier} and {later} are shown as follows ("
    return Manuscript(f"Comparison of {earlier} with {later}", (Sheet(compared(before, after)),), opening=opening)


def called(law: Law, node: Node) -> str:
    """What a comparison calls a provision of a law on the shelf: its title, and the moment of its text."""
    title = law.title(node)
    return f"{title} as of {law.as_of}" if law.as_of else title


def is_bill(words: str) -> bool:
    """Whether a plain text is that of a bill, whose quoted matter stands apart."""
    return bool(_BILL.search(words))


def _whole(node: Node) -> Node:
    """A text as a whole law, every node of it with an id of its own."""
    law = node if node.kind == "law" else Node("law", (node,))
    ids = [n.id for n in walk(law)]
    return law if all(ids) and len(set(ids)) == len(ids) else numbered(law)


def _has_markup(law: Node) -> bool:
    """Whether a law was read from XML, which keeps the dash after a heading, and the front of a bill, apart."""
    return any(n.kind == "meta" or n.attr("identifier") or (n.kind == HEADING and n.attr("mark")) for n in walk(law))


def _as_printed(law: Node) -> Node:
    """A law as it is read from its own print."""
    told = text.write(law.having(attrs=()))
    return text.read(told, bill=is_bill(told))
