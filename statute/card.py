"""The card of a law: what its file says of it, its address, its names and where the Code classifies it.

Source: USLM user guide, on `meta` (dc:title, citableAs, currentThroughPublicLaw).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from statute import names, xml
from statute.citation import PUBLIC_LAW, from_path, of_code


@dataclass(frozen=True, slots=True)
class Card:
    """What a file says of a law.

    path: "/us/pl/102/511", "" where the file does not say.  name: the title it goes by.  names: its
    other names.  code: "22 U.S.C. 5812 note".  as_of: the law or date the text is current through.
    """

    path: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    code: str = ""
    as_of: str = ""


def read(data: bytes | str) -> Card:
    """The card in the `meta` of a USLM file.  Raises `Refusal` F02 to F08 as `xml.parse` does."""
    root = xml.parse(data)
    meta = next((child for child in root if xml.local(child) == "meta"), None)
    if meta is None:
        return Card(path=law_path(root.get("identifier") or ""))
    cited = _all(meta, "citableAs")
    titles = [*_all(meta, "title"), *_all(meta, "citableAsShortTitle"), *_all(meta, "containsShortTitle")]
    titles += [f"Act of {day}" for day in map(_spoken_date, _all(meta, "approvedDate")) if day]
    titles += [c for c in cited if not re.search(r"\d+ Stat\.|U\.S\.C\.|\bStatutes at Large\b", c)]
    known = list(dict.fromkeys([*titles, *names.short_titles(_text(root))]))
    return Card(
        path=law_path(root.get("identifier") or "") or _numbered(cited),
        name=known[0] if known else "",
        names=tuple(known[1:]),
        code="; ".join(c for c in cited if of_code(c)),
        as_of=_current(meta),
    )


def law_path(identifier: str) -> str:
    """The law in the path of a provision: "/us/pl/102/511" for "/us/pl/102/511/s907"; "" for none."""
    return from_path(identifier).law if re.match(r"/us/\w+/", identifier) else ""


def public_law(path: str) -> str:
    """The name every public law has: "Public Law 102–511" for "/us/pl/102/511"; else ""."""
    match = re.fullmatch(r"/us/pl/(\d+)/(\d+)", path)
    return f"Public Law {match[1]}–{match[2]}" if match else ""


def _all(meta: etree._Element, name: str) -> list[str]:
    found = (_text(child) for child in meta if xml.local(child) == name)
    return [text for text in found if text]


def _text(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(str(t) for t in element.itertext())).strip()


def _numbered(cited: list[str]) -> str:
    match = next((m for c in cited if (m := PUBLIC_LAW.search(c))), None)
    return f"/us/pl/{match['congress']}/{match['number']}" if match else ""


def _current(meta: etree._Element) -> str:
    if through := _all(meta, "currentThroughPublicLaw"):
        return f"Public Law {through[0]}"
    return next(iter(_all(meta, "date")), "")


def _spoken_date(day: str) -> str:
    """ "October 24, 1992" for "1992-10-24"; "" for what is no date."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{when:%B} {when.day}, {when.year}"
