"""Laws as JSON: their cards, provisions with what stands around them, references, and answers to a search."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from api.forms import written
from statute import address
from statute.catalogue import Law, Listed
from statute.node import Node, words
from statute.search import provisions

if TYPE_CHECKING:
    from statute.shelf.around import Hit, Line, Reference
    from statute.shelf.dating import Text
    from statute.shelf.gleaning import Known


def card(law: Law | Listed) -> dict[str, Any]:
    """A law's card."""
    return {
        "path": law.path,
        "href": f"/laws{law.path}",
        "name": law.name,
        "names": list(law.names),
        "code": law.code,
        "source": law.source,
        "as_of": law.as_of,
    }


def provision(law: Law, node: Node) -> dict[str, Any]:
    """A provision of a law: its card, its text, its tree, its notes and credits, and what is right below it."""
    path = law.address(node.id)
    return {
        "law": card(law),
        "path": path,
        "said": said(law, node),
        "text": written(node, "txt"),
        "tree": json.loads(written(node, "json")),
        "below": [_below(law, path, level) for level in provisions(node)],
        "credits": [_words(part) for part in node.parts if part.kind == "source-credit"],
        "notes": [note for part in node.parts if part.kind in ("note", "notes") for note in _notes(part)],
    }


def said(law: Law, node: Node) -> str:
    """A provision as a lawyer says it; the law itself by its name."""
    return law.name if node is law.node else address.said(law.node, node)


def _below(law: Law, above: str, level: Node) -> dict[str, str]:
    path = address.beneath(above, level)
    return {"path": path, "href": f"/laws{path}", "said": address.said(law.node, level)}


def _notes(node: Node) -> list[dict[str, str]]:
    """The notes in a node, each with its topic, its heading and its words."""
    if node.kind == "notes":
        return [note for part in node.parts for note in _notes(part)]
    if node.kind != "note":
        return []
    heading = node.part("heading")
    body = " ".join(_words(part) for part in node.parts if part is not heading)
    return [{"topic": node.attr("topic"), "heading": heading.words if heading else "", "words": body.strip()}]


def _words(node: Node) -> str:
    """The words of what stands beside the law, which `words` leaves out."""
    if node.is_leaf:
        return node.words
    return words(node) or " ".join(filter(None, map(_words, node.parts)))


# ---- what stands around ----------------------------------------------------------------------------


def line(found: Line) -> dict[str, Any]:
    """A line of a table of contents."""
    return {**asdict(found), "href": f"/laws{found.path}"}


def text(found: Text) -> dict[str, Any]:
    """One text of a law: how current it is, and the file it is from."""
    return {
        "as_of": found.told,
        "date": found.date,
        "release": found.release,
        "whole": found.whole,
        "positive": found.positive,
        "file": found.file,
        "sha256": found.sha256,
        "added": found.added,
    }


def reference(found: Reference) -> dict[str, str]:
    """A reference from one provision to another."""
    return {**asdict(found), "href": f"/laws{found.place}"}


def hit(found: Hit) -> dict[str, Any]:
    """An answer to a search: the provision, and the words in their context, in runs that were sought or not."""
    from statute.shelf import words as marks

    runs, sought = [], False
    for run in found.context.replace(marks.OPEN, "\0").replace(marks.CLOSE, "\0").split("\0"):
        if run:
            runs.append({"words": run, "sought": sought})
        sought = not sought
    return {**line(found.line), "law": found.law, "as_of": found.as_of, "context": runs}


def known(found: Known) -> dict[str, str]:
    """What a law goes by, with its number, its page and its place in the Code."""
    return {**asdict(found), "href": f"/laws{found.law}"}
