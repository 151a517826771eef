"""The forms a law goes out and comes in by: the prints of `drafting` and the formats of `statute`, by suffix."""

from __future__ import annotations

from typing import Any

from api import negotiate
from api.schemas import LawIn
from drafting import prints
from drafting.prints.manuscript import Card, clean
from statute import formats
from statute.catalogue import Catalogue
from statute.formats import html
from statute.node import Node

#: For the description of the API: the media types besides JSON that a law, or a redline, is answered in.
OFFERED: dict[str, Any] = {
    negotiate.FORMS[name]: {"schema": {"type": "string"} | ({"format": "binary"} if name in ("docx", "pdf") else {})}
    for name in negotiate.CLEAN
    if name != "json"
}
PRINTED: dict[str, Any] = {**OFFERED, negotiate.FORMS["csv"]: {"schema": {"type": "string"}}}


def tree_of(law: LawIn, shelf: Catalogue) -> Node:
    """The tree of a law or provision that a client names by path, or of a law that it sends."""
    return shelf.provision(law.path)[1] if law.path is not None else read(sent(law))


def sent(law: LawIn) -> str:
    """The text or XML of a law that a client sends; "" where it names one by its path."""
    return law.text or law.xml or ""


def printed(node: Node, name: str, title: str, card: Card | None = None) -> bytes:
    """A law, provision or bill that nothing changes, as a print of this suffix."""
    return prints.write(clean(node, title, card), name)


def written(node: Node, name: str, view: str = html.INLINE) -> str:
    """A law, provision, bill or redline in the form of this suffix; `view` is how HTML shows changes."""
    if name == "html":
        return html.write(node, view=view)
    write = formats.named(name).write
    assert write is not None, f"{name} is read, not written"
    return write(node)


def read(data: str, *, bill: bool = False) -> Node:
    """A law or bill that a client sent, as XML, the JSON of a tree, or text.

    Raises `Refusal` F02 to F09 where it cannot be read.
    """
    return formats.read_any(data, bill=bill)
