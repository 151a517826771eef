"""A law set as GPO prints a bill: pages of 25 numbered lines, words broken at their ends, a foot on each.

Made from files of known words, so that what is read from a print can be held against them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from textwrap import wrap

from statute.formats import text
from statute.lines.printed import TABLE
from statute.node import Node

LINES, WIDTH = 25, 52
FOOT = "•HR 1 IH"
_PRESS = r"VerDate Nov 24 2008 12:00 Jan 07, 2025 Jkt 059200 PO 00000 Frm {:05} Fmt 6652 Sfmt 6201 E:\BILLS\H1.IH H1"
#: An item of a table of contents, which bears no number.
_ITEM = re.compile(r"\s*“?(?:Sec\. \d|TITLE )")


def press(law: Node, chance: random.Random, *, pasted: bool = False) -> str:
    """A print of a law.  pasted: as it comes out of a viewer, without the blanks at the beginning of its lines."""
    out: list[str] = []
    page, number = 1, 0
    for line in _lines(law, chance):
        if number == LINES or (number > LINES - 7 and chance.random() < 0.05):
            page, number = page + 1, 0
            out += ["", f"     {FOOT}", _PRESS.format(page), f"{'' if pasted else ' ' * 33}{page}"]
        if _ITEM.match(line):
            out.append(line if pasted else f"     {line}")
        else:
            number += 1
            out.append(f"{number} {line.strip()}" if pasted else f"{number:>2} {line}")
    return "\n".join(out) + "\n"


def _lines(law: Node, chance: random.Random) -> Iterator[str]:
    """The lines of a law, some of them ending in a broken word."""
    for paragraph in text.write(law).split("\n"):
        body = paragraph.strip()
        if body in ("", *TABLE):
            continue
        indent = len(paragraph) - len(body)
        first, rest = " " * min(indent + 4, 16), " " * min(indent, 12)
        carried = ""
        lines = wrap(body, WIDTH, initial_indent=first, subsequent_indent=rest)
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            begun, carried = line if not carried else f"{rest}{carried}{line[len(rest) :].partition(' ')[2]}", ""
            word = after.lstrip().partition(" ")[0]
            if word.isalpha() and len(word) > 5 and " " in after.lstrip() and chance.random() < 0.15:
                half = len(word) // 2
                begun, carried = f"{begun} {word[:half]}-", f"{word[half:]} "
            yield begun
