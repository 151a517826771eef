"""The table of contents of a print: its lines, which name sections and titles, told from those that begin them.

A table stands below words that announce it ("The table of contents for this Act is as follows:"), or below the
head of its column ("Sec."), and ends where the first provision that it lists begins.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statute import contents
from statute.lines.outline import Line
from statute.node import Node

_ANNOUNCED = re.compile(
    r"\btables?\s+of\s+(?:contents|sections|chapters|subchapters|parts|titles)\b.{0,120}(?:[:—]|\bfollows\.?)$"
    r"|^(?:table\s+of\s+(?:contents|sections|chapters|subchapters|parts|titles)|analysis)\.?$",
    re.I | re.S,
)
_HEAD = re.compile(r"(?:Sec|Chap|Subchap)\.$")
_SECTION = re.compile(r"Sec\.\s*(?P<number>\d[\w–‑-]*)\.\s+(?P<heading>\S.{0,300})$", re.S)
_NUMBERED = re.compile(r"(?P<number>\d[\w–‑-]*)\.\s+(?P<heading>\S.{0,300})$", re.S)
_LARGE = re.compile(
    r"(?P<number>(?:division|title|subtitle|chapter|subchapter|part|subpart)\s+(?:[IVXLC]+|[A-Z]{1,2}|\d+[A-Z]{0,2}))"
    r"\s*(?:—|--|\.\s)\s*(?P<heading>\S.{0,300})$",
    re.I | re.S,
)


def contained(lines: list[Line]) -> list[Line]:
    """Lines in which each table of contents hangs, as a node with its items, under the line that stands over it."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        head = bool(_HEAD.match(line.text))
        if line.quoted or not (head or _ANNOUNCED.search(line.text[-300:])):
            found.append(line)
            continue
        items, at = _items(lines, at, head)
        if not (head and items):
            found.append(line)
        if items:
            rows = (_headed(line.text), *items) if head else items
            over = found.pop() if found else Line(line.indent, "")
            found.append(replace(over, quoted=(*over.quoted, Node("toc", rows))))
    return found


def _headed(words: str) -> Node:
    return Node("entry", (Node("cell", words),), attrs=(("role", "header"),))


def _items(lines: list[Line], at: int, head: bool) -> tuple[tuple[Node, ...], int]:
    """The items that begin at an index, and where they end: at what is no item, or at the first that comes again."""
    items: list[Node] = []
    seen: set[str] = set()
    first_large = ""
    while at < len(lines) and not lines[at].quoted:
        said = lines[at].text
        large = _LARGE.match(said)
        section = _SECTION.match(said) or (_NUMBERED.match(said) if head else None)
        if large is not None:
            if _letters(said) == first_large or _begins_body(lines, at):
                break
            first_large = first_large or _letters(said)
        elif section is None or section["number"] in seen:
            break
        else:
            seen.add(section["number"])
        items.append(contents.entry(said))
        at += 1
    return tuple(items), at


def _begins_body(lines: list[Line], at: int) -> bool:
    """Whether a provision begins right below the line: "SEC. 101." is no item, "Sec. 101." is."""
    after = next((line.text for line in lines[at + 1 :] if line.text), "")
    return bool(re.match(r"SEC|§", after))


def _letters(said: str) -> str:
    return re.sub(r"\W+", "", said).casefold()
