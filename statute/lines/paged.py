"""A print of a bill: pages of numbered lines, as an amendment on the floor cites them.

Each line is a leaf that keeps the page and the line it is printed at, whatever is done to the lines before.
The long title, printed above the first numbered line, is line 0.
Source: GPO's prints of bills, with up to 25 numbered lines a page.
"""

from __future__ import annotations

import re

from statute.errors import Refusal
from statute.node import TEXT, Node, numbered

_NUMBERED = re.compile(r"\s{0,12}(?P<number>\d{1,2})(?:\s(?P<words>.*))?$")
_PAGE = re.compile(r"\s*(?P<number>\d{1,4})\s*$")
#: The foot of a page: "•HR 1000 IH", "S 20 RS".
_FOOT = re.compile(r"\s*•?\s*(?:H|S)\.?\s?(?:R|J|CON|RES)?[\w .]{0,20}\d+\s+[A-Z]{2,4}\s*$")
#: Above the long title.
_STYLED = re.compile(r"\s*(?:A|AN|JOINT|CONCURRENT)?\s*(?:BILL|ACT|RESOLUTION)\s*$")
#: The most lines on a page.
MOST = 60


def read(print_text: str) -> Node:
    """The print as a tree: a leaf a line, with the attributes "page" and "line".

    A page ends where the lines begin again at 1; the number that stands alone there is the page's.
    Raises `Refusal` F08 where no line of the text is numbered.
    """
    page, last, leaves, titled = 1, 0, list[Node](), False
    lines = [line.rstrip() for part in print_text.split("\f") for line in part.splitlines()]
    for n, line in enumerate(lines):
        found = _NUMBERED.match(line)
        if _FOOT.fullmatch(line):
            continue
        if (alone := _PAGE.fullmatch(line)) and _begins_a_page(lines[n + 1 :]):
            page, last = int(alone["number"]), 0
        elif found and int(found["number"]) == last + 1 <= MOST:
            last += 1
            leaves.append(_line(page, last, found["words"] or ""))
        elif found and int(found["number"]) == 1 and last:
            page, last = page + 1, 1
            leaves.append(_line(page, 1, found["words"] or ""))
        elif not last and (titled := titled or bool(_STYLED.match(line))) and not _STYLED.match(line) and line.strip():
            leaves.append(_line(page, 0, line))
    if not any(place(leaf)[1] for leaf in leaves):
        raise Refusal.of("F08", "No line of the print is numbered.")
    return numbered(Node("law", tuple(leaves)))


def _begins_a_page(after: list[str]) -> bool:
    """Whether the next line that says anything is numbered 1."""
    first = next((line for line in after if line.strip()), "")
    return bool((found := _NUMBERED.match(first)) and found["number"] == "1" and (found["words"] or "").strip())


def _line(page: int, number: int, words: str) -> Node:
    return Node(TEXT, " ".join(words.split()), attrs=(("page", str(page)), ("line", str(number))))


def is_title(line: Node) -> bool:
    """Whether a leaf is a line of the long title."""
    return line.attr("line") == "0"


def place(line: Node) -> tuple[int, int]:
    """The page and the line that a leaf is printed at; (0, 0) for one that came by an amendment."""
    return int(line.attr("page", "0")), int(line.attr("line", "0"))
