"""The formats a law is read from and written to, one line each: to add one, add its module and its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from statute.errors import Refusal
from statute.formats import akn, billdtd, billdtd_out, html, json, text, uslm, uslm_out
from statute.markup import xml
from statute.node import Node


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its suffix with the dot, its media type, and its two directions where it has them.

    read: text (and for plain text `bill=`) to a tree.  write: a tree to text.
    """

    name: str
    suffix: str
    media_type: str
    read: Callable[..., Node] | None
    write: Callable[..., str] | None


def _terminal(node: Node, **how: bool) -> str:
    from statute.formats import terminal  # it brings rich, which takes its time

    return terminal.write(node, **how)


FORMATS: dict[str, Format] = {
    "text": Format("text", ".txt", "text/plain; charset=utf-8", text.read, text.write),
    "galley": Format("galley", ".galley", "text/plain; charset=utf-8", text.read, text.write_galley),
    "uslm": Format("uslm", ".xml", "application/xml", uslm.read, uslm_out.write),
    "billdtd": Format("billdtd", ".xml", "application/xml", billdtd.read, billdtd_out.write),
    "akn": Format("akn", ".akn", "application/akn+xml", None, akn.write),
    "json": Format("json", ".json", "application/json", json.read, json.write),
    "html": Format("html", ".html", "text/html; charset=utf-8", None, html.write),
    "terminal": Format("terminal", ".ansi", "text/plain; charset=utf-8", None, _terminal),
}

_BOM = "\ufeff"


def read_any(data: bytes | str, *, bill: bool = False) -> Node:
    """A law or bill from XML, JSON of a tree, or text, told apart by the first characters; XML by its root.

    Raises `Refusal` F02 to F09 where it cannot be read: F06 where bytes are not UTF-8.
    """
    first = _beginning(data)
    if first.startswith("<"):
        return _xml(data)
    if first.startswith("{") and '"kind"' in first:
        return json.read(decoded(data))
    return text.read(decoded(data), bill=bill)


def _xml(data: bytes | str) -> Node:
    """A law or bill from XML: the root element says in which vocabulary."""
    root = xml.parse(data)
    return billdtd.read_root(root) if billdtd.is_read(root) else uslm.read_root(root)


def _beginning(data: bytes | str) -> str:
    """The first characters, whatever the encoding, without mark and blanks."""
    if isinstance(data, bytes):
        code = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        data = data[:400].decode(code, errors="replace")
    return data[:400].removeprefix(_BOM).lstrip()


def read(data: bytes | str, name: str, *, bill: bool = False) -> Node:
    """A law or bill in the format of this name or suffix ("text", "txt").

    Raises `Refusal` F10 where that is not read here, and what `read_any` raises.
    """
    form = named(name)
    if form.read is None:
        raise Refusal.of("F10", f"{form.name} is written, not read.", words=name)
    if form.read is text.read:
        return form.read(decoded(data), bill=bill)
    return _xml(data) if form.suffix == ".xml" else form.read(decoded(data))


def named(name: str) -> Format:
    """The format of a name or suffix.  Raises `Refusal` F10 where there is none."""
    found = FORMATS.get(name) or next((f for f in FORMATS.values() if f.suffix == f".{name.lstrip('.')}"), None)
    if found is None:
        raise Refusal.of("F10", f"There is no format “{name[:50]}”.", words=name[:50])
    return found


def decoded(data: bytes | str) -> str:
    """Text from UTF-8, with or without a byte-order mark.  Raises `Refusal` F04; F06 where it is no UTF-8."""
    if len(data) > xml.LARGEST:
        raise Refusal.of("F04", f"The input has {len(data):,} bytes; at most {xml.LARGEST:,} are read.")
    if isinstance(data, str):
        return data.removeprefix(_BOM)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal.of("F06", f"Byte {error.start + 1} is not UTF-8.", place=f"line {line}") from error
