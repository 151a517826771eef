"""The forms a law goes out and comes in by: what the formats of `statute` offer, by suffix."""

from __future__ import annotations

from typing import Any

from statute import formats
from statute.formats import html
from statute.node import Node

#: For the description of the API: the media types besides JSON that a law is answered in.
OFFERED: dict[str, Any] = {
    formats.named(name).media_type.split(";")[0]: {"schema": {"type": "string"}} for name in ("html", "txt", "xml")
}


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
