"""Names of Acts: the same name however it is capitalised, punctuated or dated, and the nearest ones.

"the Freedom Support Act", "FREEDOM Support Act" and "FREEDOM SUPPORT ACT" name one law; so do
"Appropriations Act, 2002" and "Appropriations Act of 2002".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_DASHES = re.compile("[-‐‑–—]")
_YEAR = re.compile(r",?\s+(?:of\s+)?(?P<year>(?:17|18|19|20)\d\d)$")
_QUOTED = r"(?:the\s+)?[“‘\"](?P<{}>(?:[^”’\"]|’(?=\w)){{3,300}}?)[,.]?[”’\"](?!\w)"
_CITED = re.compile(rf"\bmay\s+(?:also\s+)?be\s+(?:cited|referred\s+to)\s+as\s+{_QUOTED.format('name')}")
_OR = re.compile(rf",?\s+or\s+(?:as\s+)?{_QUOTED.format('name')}")
#: How like a name must be to be worth suggesting, of 100.
NEAR = 75
_COMMON = re.compile(r"\b(?:acts?|amendments?|code|law|and|for|of|the)\b")


def folded(name: str) -> str:
    """A name without what does not tell laws apart: case, "the", quotation marks, commas, the kind of dash.

    >>> folded("The Kenneth M. Ludden Appropriations Act, 2002")
    'kenneth m ludden appropriations act 2002'
    """
    text = _DASHES.sub("-", name.casefold())
    if year := _YEAR.search(text):
        text = f"{text[: year.start()]} {year['year']}"
    text = re.sub(r"[^\w\s&-]", "", text)
    return re.sub(r"\s+", " ", text).strip().removeprefix("the ")


def undated(name: str) -> str:
    """A folded name without its year: "appropriations act" for "Appropriations Act, 2002"."""
    return re.sub(r" (?:17|18|19|20)\d\d$", "", folded(name))


def telling(name: str) -> str:
    """The words of a name that tell it from others: every Act is an “Act”, and many are “of 1994”.

    >>> telling("The Leahy-Smith America Invents Act of 2011")
    'leahy-smith america invents'
    """
    return re.sub(r"\s+", " ", _COMMON.sub(" ", undated(name))).strip() or folded(name)


def short_titles(text: str) -> tuple[str, ...]:
    """The names that a law gives itself, "This Act may be cited as the “FREEDOM Support Act”", in order."""
    found: list[str] = []
    for cited in _CITED.finditer(text):
        name: re.Match[str] | None = cited
        while name:
            found.append(name["name"])
            name = _OR.match(text, name.end())
    return tuple(dict.fromkeys(found))


def nearest(name: str, names: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """The names most like this one, the likest first; none where nothing is near."""
    choices = {n: telling(n) for n in names}
    found = process.extract(telling(name), choices, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=count)
    return tuple(key for _, _, key in found)
