"""The names that USLM gives to the parts of a law, one table each for the reader and the writer to share.

Source: USLM user guide (hierarchical levels, inline elements, notes), USLM schema 2.1.0.
"""

from __future__ import annotations

import re

from statute import levels
from statute.node import Mark

NAMESPACE = "http://schemas.gpo.gov/xml/uslm"
XHTML = "http://www.w3.org/1999/xhtml"
DEEPEST = 120
#: What print puts before a designation in quoted matter, and no designation begins with.
OPENERS = "“\"`‘' \u202f\u00a0\u2009"

LEVELS = frozenset(levels.RANK) - {"law"}
#: Levels off the ladder: kept as they are named, and looked through where a path is followed.
OTHER_LEVELS = frozenset({
    "level", "preliminary", "article", "subarticle", "compiledAct", "courtRules", "courtRule",
    "reorganizationPlans", "reorganizationPlan", "subsubitem",
})  # fmt: skip

#: Elements that end a run of words.
BLOCKS = LEVELS | OTHER_LEVELS | {
    "p", "quotedContent", "table", "layout", "toc", "note", "notes", "sourceCredit", "content", "chapeau",
    "continuation", "heading", "num", "block", "list", "listItem", "listContent", "ol", "ul", "li",
    "crossHeading", "collection", "component", "main",
}  # fmt: skip

#: Elements that stand beside the law, and the kind of node each makes.
APPARATUS = {
    "note": "note", "notes": "notes", "sourceCredit": "source-credit", "meta": "meta", "preface": "meta",
    "page": "page", "sidenote": "sidenote", "footnote": "footnote", "ear": "footnote", "signatures": "note",
    "action": "note", "attestation": "note", "endMarker": "note", "authority": "note",
    "statutoryNote": "note", "uscNote": "note", "editorialNote": "note", "changeNote": "note",
    "legislativeHistory": "notes",
}  # fmt: skip

#: Apparatus at a point in the words, and markup over a stretch of them: element to kind of aside.
POINTS = {"page": "page", "sidenote": "sidenote", "footnote": "footnote", "ear": "footnote",
          "note": "footnote", "editorialContent": "editorial"}  # fmt: skip
#: The same for which USLM has no element: the editors' brackets, the number of a line of print.
SAID_POINTS = ("editorial", "line")
SPANS = {"ref": "ref", "term": "term", "i": "italic", "b": "bold", "inline": "inline", "date": "date",
         "quotedText": "quoted-text", "amendingAction": "action", "shortTitle": "short-title", "def": "term",
         "sub": "subscript", "sup": "superscript"}  # fmt: skip

#: The same, from kinds to elements.
SPAN_TAGS = {kind: tag for tag, kind in reversed(SPANS.items())} | {"term": "term"}
APPARATUS_TAGS = {
    "note": "note", "notes": "notes", "source-credit": "sourceCredit", "page": "page", "sidenote": "sidenote",
    "footnote": "footnote", "meta": "note", "editorial": "note",
}  # fmt: skip

# ---- marks of a redline ----------------------------------------------------------------------------

_BY = re.compile(r"by-(\d{1,9})")
_CHANGES = ("ins", "del", "wrap", "unwrap")


def class_of(mark: Mark, *, on: str = "") -> str:
    """A mark as a class: "ins by-3"; on an `ins` or `del` element, whose name says the change, "by-3".

    USLM has elements for words that came and went, none for a level whose boundary alone did; a class
    may stand on every element.
    """
    return f"by-{mark.by}" if on == mark.change else f"{mark.change} by-{mark.by}"


def mark_in(classes: str, *, on: str = "") -> Mark | None:
    """The mark that a class says; None where it is of print only ("indent1 bold")."""
    if "by-" not in classes:
        return None
    tokens = classes.split()
    by = next((m for t in tokens if (m := _BY.fullmatch(t))), None)
    change = next((t for t in (on, *tokens) if t in _CHANGES), "")
    return Mark(change, int(by[1])) if by and change else None
