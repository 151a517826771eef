"""The terminal: struck matter red and struck through, new matter green and underlined.

Where there is no colour, signs stand round both, as in plain text: 【struck】 and «new».
"""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text

from statute.lines.printed import Bit, lines, signed, together
from statute.node import Node

INDENT = 4
_STYLES = {"del": "red strike", "ins": "green underline"}
_KINDS = {"num": "bold", "heading": "bold", "editorial": "dim", "print": "dim"}


def write(node: Node, *, colour: bool = True, width: int = 100) -> str:
    """A law, bill or redline for a terminal of this width (columns); without colour, with signs."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False,
        color_system="standard" if colour else None, highlight=False, emoji=False,
    )  # fmt: skip
    show(node, console)
    return out.getvalue()


def show(node: Node, console: Console) -> None:
    """Prints a law, bill or redline on a console, with signs where it has no colour."""
    signs = console.color_system is None or console.no_color
    for line in lines(node):
        text = Text()
        for bit in together(line.bits) if signs else line.bits:
            text.append_text(_styled(bit, signs))
        for row in text.wrap(console, max(console.width - INDENT * line.depth, 20)):
            console.print(Text(" " * (INDENT * line.depth)) + row, soft_wrap=True)


def _styled(bit: Bit, signs: bool) -> Text:
    words = plain(bit.words)
    if signs:
        return Text(signed(bit._replace(words=words)))
    change = bit.mark.change if bit.mark else ""
    return Text(words, _STYLES.get(change) or _KINDS.get(bit.kind, ""))


def plain(words: str) -> str:
    """Words without control characters, which a terminal would obey.

    A blank that is not a plain one, such as the Code prints after “§”, is a space; an end of line stays.
    """
    return "".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else "�" for c in words)
