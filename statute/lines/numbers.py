"""The numbers that print sets before the lines of a bill, told from figures that a line of the law begins with.

They rise by one from line to line and begin again at 1 on each page.  Some lines bear none: what is centred, a table,
a table of contents, or what was pasted from elsewhere.
Source: GPO Style Manual, on bills, which have up to 25 numbered lines a page; committee prints have more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import NamedTuple

_NUMBER = re.compile(r" {0,12}(?P<number>[1-9]|[1-5]\d)(?:(?P<gap> +)(?P<words>\S.*))?$")
_ALONE = re.compile(r"(?P<indent> *)\d{1,4}$")
#: What stands alone so far to the right is the number of a page, in the middle above it.
_CENTRED = 5
#: Items of a table of contents, which print sets without numbers.
_ITEM = re.compile(r"\s*[“`]*(?:Sec\.(?:\s*\d|$)|(?:DIVISION|(?:SUB)?(?:TITLE|CHAPTER|PART)|(?:Sub)?title)\s)")
_OPEN = re.compile(r"[^.;:,—”]$")
#: Fewer lines than these are not taken for numbered ones, and a page with as many may be full.
_FEWEST, _FULL = 4, 20
#: A row so long is no accident.
_LONG = 12


class Numbered(NamedTuple):
    """The lines of a print that bear a number, each by its index, and the lines that are the number of a page."""

    lines: dict[int, re.Match[str]]
    pages: frozenset[int]


class _Link(NamedTuple):
    """The best row of numbers that ends in a line: how many they are, and the index of the line."""

    length: int
    at: int


def numbered(lines: Sequence[str], turned: Set[int] = frozenset()) -> Numbered:
    """The numbers of some lines; none where they make no row long enough, dense enough and in running text.

    turned: the indexes of lines above which a page ends for certain.

    >>> [*numbered(["1 SEC. 2. TERM.", "2 The term is", "3 amended by", "4 law."]).lines]
    [0, 1, 2, 3]
    """
    said = {n: line for n, line in enumerate(lines) if line.strip()}
    pages = frozenset(_pages(said, turned))
    found = {n: match for n, line in said.items() if n not in pages and (match := _NUMBER.match(line))}
    row = _row(found, pages | turned)
    is_print = len(row) >= _FEWEST and _is_dense(row, said, pages) and _runs_on(row, found, said, pages)
    return Numbered({n: found[n] for n in row}, pages) if is_print else Numbered({}, frozenset())


def _pages(said: dict[int, str], turned: Set[int]) -> list[int]:
    """The lines that hold nothing but the number of a page."""
    found = []
    for n, after in pairwise([*said, -1]):
        alone = _ALONE.match(said[n])
        first = _NUMBER.match(said[after]) if alone and after >= 0 else None
        begins = first is not None and first["number"] == "1" and first["words"]
        if alone and (begins or n in turned or after in turned or len(alone["indent"]) >= _CENTRED):
            found.append(n)
    return found


def _row(found: dict[int, re.Match[str]], turns: Set[int]) -> list[int]:
    """The longest row of numbers that rise by one and begin again at a page."""
    here: dict[int, _Link] = {}  # on this page, by the number that they end with
    earlier: _Link | None = None  # on those before it
    before: dict[int, int | None] = {}
    ends = sorted(turns, reverse=True)
    for n, match in found.items():
        number = int(match["number"])
        while ends and ends[-1] <= n:
            ends.pop()
            earlier = max(filter(None, [earlier, *here.values()]), default=None)
            here = {}
        link = here.get(number - 1)
        if number == 1:
            full = (link for last, link in here.items() if last >= _FULL)
            link = max(filter(None, [earlier, *full]), default=None)
        before[n] = link.at if link else None
        own = _Link(link.length + 1 if link else 1, n)
        here[number] = max(own, here.get(number, own))
    best = max(filter(None, [earlier, *here.values()]), default=None)
    at = best.at if best else None
    row: list[int] = []
    while at is not None:
        row.append(at)
        at = before[at]
    return row[::-1]


def _is_dense(row: list[int], said: dict[int, str], pages: Set[int]) -> bool:
    """Whether most lines from the first number to the last bear one, items of contents left out.

    Half of them will do where the row is a long one: a table may stand in it.
    """
    between = {n for n in said if row[0] < n < row[-1] and n not in pages and not _ITEM.match(said[n])}
    others = len(between.difference(row))
    return others <= len(row) if len(row) >= _LONG else others * 3 <= len(row)


def _runs_on(row: list[int], found: dict[int, re.Match[str]], said: dict[int, str], pages: Set[int]) -> bool:
    """Whether a sentence goes on from some numbered line to the next, as it does in no table."""
    order = [n for n in said if n not in pages]
    after = dict(pairwise(order))
    pairs = ((found[n]["words"] or "", found[after[n]]["words"] or "") for n in row if after.get(n) in set(row))
    return any(_OPEN.search(one) and other[:1].islower() for one, other in pairs)
