"""The front of a bill: congress and session, number, titles, chamber and what was done with it, for its first page."""

from __future__ import annotations

import re
from typing import Any

from statute.node import Node

#: What each line of the front is called, in the files of USLM and of the bill DTD.
_ROLES = {
    "congress": ("congress",),
    "session": ("session",),
    "title": ("official-title", "title"),
    "chamber": ("current-chamber", "currentChamber"),
    "slug": ("slugLine",),
    "kind": ("legis-type",),
}
#: How the enacting clause begins, wherever it stands.
ENACTS = "Be it enacted"
#: The enacting clause (1 U.S.C. 101), which files of the bill DTD leave to the print.
ENACTING = (
    "Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,"
)
_KIND = re.compile(r"(?P<kind>A BILL|AN ACT|(?:JOINT |CONCURRENT )?RESOLUTION)\s*(?P<purpose>.*)", re.S)


def front(bill: Node) -> tuple[dict[str, Any], Node]:
    """The lines of a bill's front by their names, "" for those it does not have; and the bill without them.

    Names: congress, session, number, title, chamber, actions (pairs: whether a date, and the words), slug, kind
    ("A BILL"), purpose (its long title), enacting (the clause, where the file leaves it to the print).
    """
    metas = [p for p in bill.parts if p.kind == "meta"]
    leaves = metas[-1].parts if len(metas) > 1 else ()
    told: dict[str, Any] = {name: _first(leaves, roles) for name, roles in _ROLES.items()}
    number = _first(leaves, ("legis-num",)) or f"{_first(leaves, ('type',))} {_first(leaves, ('docNumber',))}".strip()
    told["number"] = number
    acts = (p for p in leaves if p.attr("role") in ("action", "action-desc", "action-date"))
    told["actions"] = [[p.attr("role") == "action-date", p.words] for p in acts]
    told["purpose"] = told["title"] if told["kind"] else ""
    enacts = any(leaf.words.startswith(ENACTS) for leaf in bill.parts)
    told["enacting"] = ENACTING if told["kind"].upper() == "A BILL" and not enacts else ""
    for n, part in enumerate(bill.parts):
        if part.is_leaf and part.mark is None and (found := _KIND.fullmatch(part.words)):
            told.update(kind=found["kind"], purpose=found["purpose"].strip())
            return told, bill.having(content=(*bill.parts[:n], *bill.parts[n + 1 :]))
        if part.kind not in ("meta", "text"):
            break
    return told, bill


def _first(leaves: tuple[Node, ...], roles: tuple[str, ...]) -> str:
    return next((p.words for role in roles for p in leaves if p.attr("role") == role and p.words), "")
