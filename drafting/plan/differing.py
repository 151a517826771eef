"""How two wordings differ, in the fewest words: in spacing, in punctuation, in a figure; “such” for “that”."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from rapidfuzz import fuzz

#: A word, a designation or a mark.
TOKEN = re.compile(r"\(\w{1,5}\)|\w+(?:[.,]\d+|[’']\w+)*|[^\w\s]")


def difference(here: str, wanted: str) -> str:
    """How two wordings differ: in a word where there is one for it, else how like they are, and what is changed."""
    for kind, alike in _KINDS:
        if alike(here) == alike(wanted):
            return f"differs in {kind}"
    one, other = TOKEN.findall(wanted), TOKEN.findall(here)
    told = [
        (" ".join(one[a:b]), " ".join(other[c:d]))
        for op, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        if op != "equal"
    ]
    if len(told) > 2 or any(len(old) + len(new) > 80 for old, new in told):
        return f"{fuzz.ratio(here, wanted):.0f} % alike"
    return ", ".join(_change(old, new) for old, new in told)


def _change(old: str, new: str) -> str:
    if not new:
        return f"without “{old}”"
    return f"“{new}” for “{old}”" if old else f"with “{new}”"


def in_figures(words: str) -> str:
    """Words with their numbers in figures: "12" for "twelve"."""
    return re.sub(r"\w+", lambda m: str(_FIGURES.get(m[0].lower(), m[0])), words)


_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_FIGURES = {word: n for n, word in enumerate(_WORDS)} | _TENS

#: What may make the difference, the smallest first: each folds it away.
_KINDS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("spacing", lambda said: re.sub(r"\s+", "", said)),
    ("punctuation", lambda said: re.sub(r"\W+", "", said)),
    ("capitals", lambda said: re.sub(r"\W+", "", said).lower()),
    ("the plural", lambda said: [word.rstrip("s") for word in re.findall(r"\w+", said)]),
    ("figures", lambda said: in_figures(said).lower()),
    ("a number", lambda said: re.sub(r"[\d()]+", "", said)),
)
