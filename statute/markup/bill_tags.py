"""The names that the bill DTD gives to the parts of a bill, one table each for the reader and the writer to share.

Source: bill.dtd, res.dtd and amend.dtd of the two Houses.
"""

from __future__ import annotations

APPROPRIATIONS = ("appropriations-major", "appropriations-intermediate", "appropriations-small")

#: Markup over a stretch of words: element to kind of aside.
SPANS = {
    "external-xref": "ref", "internal-xref": "ref", "term": "term", "short-title": "short-title",
    "italic": "italic", "bold": "bold", "superscript": "superscript", "subscript": "subscript",
}  # fmt: skip
#: The same, from kinds to elements.
SPAN_TAGS = {kind: tag for tag, kind in reversed(SPANS.items())}

#: How print designates the levels above a section; the files hold the bare designation.
BIG = {
    "division": "DIVISION", "subdivision": "SUBDIVISION", "title": "TITLE", "subtitle": "Subtitle",
    "chapter": "CHAPTER", "subchapter": "SUBCHAPTER", "part": "PART", "subpart": "Subpart",
}  # fmt: skip

#: The quotation marks that print sets round quoted words: outside quoted matter, and inside it.
MARKS = (("“", "”"), ("‘", "’"))

#: What happened to a part of a bill, as its attribute `changed` says it, by the change of a mark.
CHANGED = {"ins": "added", "del": "deleted"}
#: The stage of a bill that does not say it.
UNSAID = "Pre-Introduction"
