"""Text as GPO prints it on pages: the numbers of its lines and what stands at the edge of a page taken off.

A bill is printed with 25 numbered lines a page; a page of the Statutes at Large begins "[[Page 128 STAT. 1193]]".
Neither is a word of the law.  Source: GPO Style Manual, on bills; text files of public laws.
"""

from __future__ import annotations

import re
from itertools import pairwise

_NUMBERED = re.compile(r"\s{0,4}(?P<number>[1-9]|1\d|2[0-6])(?:(?P<gap>\s+)(?P<words>\S.*))?$")
#: "•HR 1 IH", "[[Page 128 STAT. 1193]]", and the line that the press sets below a page.
_EDGE = re.compile(
    r"\s*(?:\[\[Page [^\]]{1,60}\]\]|[•†]\s?[A-Z]{1,7}(?: [A-Z]{1,5})? \d{1,5} [A-Z]{2,4}|VerDate .{1,200})\s*"
)
#: The number of a page, in the middle above it.
_PAGE = re.compile(r"\s{5,}\d{1,4}")
#: A word broken at the end of a line, and what goes on with it in the next.
_BROKEN, _GOES_ON = re.compile(r"([^\W\d_]+)-$"), re.compile(r"\s*([a-z]+)")
#: Fewer lines than these are not taken for a numbered page.
_FEWEST = 4


def unpaged(lines: list[str]) -> list[str]:
    """The lines without those at the edge of a page."""
    return [line for line in lines if not _EDGE.fullmatch(line)]


def unnumbered(lines: list[str]) -> list[str]:
    """The lines of a bill without the numbers of its print, where all its lines bear one and these run on.

    >>> unnumbered(["1  SEC. 2. TERM.", "2     The term is", "3  amended by", "4  law."])
    ['SEC. 2. TERM.', '   The term is', 'amended by', 'law.']
    """
    said = [line for line in lines if line.strip() and not _PAGE.fullmatch(line)]
    found = [_NUMBERED.match(line) for line in said]
    numbers = [int(m["number"]) for m in found if m]
    if len(numbers) < max(_FEWEST, len(said)) or not all(b in (a + 1, 1) for a, b in pairwise(numbers)):
        return lines
    gaps = [len(m["gap"]) for m in found if m and m["gap"]]
    least = min(gaps, default=0)
    return _whole([" " * (len(m["gap"]) - least) + m["words"] if m["words"] else "" for m in found if m])


def _whole(lines: list[str]) -> list[str]:
    """The lines with a word broken between two made whole, where the text has it whole at another place.

    Else the hyphen may be its own ("cost-sharing"), and it is left.
    """
    known = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?!-$)\b", line)}
    made = list(lines)
    for n in range(len(made) - 1):
        first, then = _BROKEN.search(made[n]), _GOES_ON.match(made[n + 1])
        if first and then and (first[1] + then[1]).lower() in known:
            made[n], made[n + 1] = made[n][:-1] + then[1], made[n + 1][then.end() :]
    return made
