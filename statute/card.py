"""The card of a law: what its file says of it, its address, its names, its dates and its place in the Code.

Source: USLM user guide, on `meta` (dc:title, citableAs, currentThroughPublicLaw); Office of the Law
Revision Counsel, on release points ("Online@119-36": the law through Public Law 119–36).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from statute import identity, names, stage
from statute.citation import from_path, of_code
from statute.markup import xml

_STAT = re.compile(r"\d+ Stat\. \d+(?:[–-]\d+)*")
_RELEASE = re.compile(r"(\d+)\s?[–-]\s?(\d+)")


@dataclass(frozen=True, slots=True)
class Card:
    """What a file says of a law.

    path: "/us/pl/102/511", "" where the file does not say.  name: the title it goes by.  names: its
    other names.  code: "22 U.S.C. 5812 note".  stat: "106 Stat. 3320".  as_of: the law or date the text
    is current through.  release: the public law that it is current through, "119-36".  date: the day of
    the text, "1992-10-24".  positive: whether a title of the Code is itself enacted; None where not said.
    stage: that of a bill, "Introduced in House".
    """

    path: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    code: str = ""
    stat: str = ""
    as_of: str = ""
    release: str = ""
    date: str = ""
    positive: bool | None = None
    stage: str = ""


def read(data: bytes | str) -> Card:
    """The card in the `meta` of a USLM file.  Raises `Refusal` F02 to F08 as `xml.parse` does."""
    root = xml.parse(data)
    found = of_root(root)
    known = list(dict.fromkeys([*filter(None, (found.name, *found.names)), *names.short_titles(_text(root))]))
    return replace(found, name=known[0] if known else "", names=tuple(known[1:]))


def of_root(root: etree._Element) -> Card:
    """The card in the `meta` of a document, from its root element."""
    meta = next((child for child in root if xml.local(child) == "meta"), None)
    own = law_path(root.get("identifier") or "")
    if meta is None:
        return Card(path=own or law_path(identity.path_of(root, None, ())))
    edition = next(root.iter("{*}editionNote"), None)
    cited = _all(meta, "citableAs")
    titles = [identity.HEADED.sub("", title) for title in _all(meta, "title")]
    titles += [*_all(meta, "citableAsShortTitle"), *_all(meta, "containsShortTitle")]
    titles += [f"Act of {day}" for day in map(_spoken_date, _all(meta, "approvedDate")) if day]
    titles += [c for c in cited if not re.search(r"\d+ Stat\.|U\.S\.C\.|\bStatutes at Large\b", c)]
    known = _spelt(list(dict.fromkeys(titles)))
    return Card(
        path=own or identity.path_of(root, meta, cited),
        name=known[0] if known else "",
        names=tuple(known[1:]),
        code="; ".join(c for c in cited if of_code(c)),
        stat=next((m[0] for c in cited if (m := _STAT.search(c))), ""),
        as_of=_current(meta),
        release=_release(meta, edition),
        date=_date(root, meta, edition),
        positive=_positive(meta),
        stage=stage.spoken(stage.of_meta(meta)),
    )


def of_bill(root: etree._Element) -> Card:
    """The card of a bill of the bill DTD, from its root element: its Congress, its number, its short titles."""
    titles = dict.fromkeys(_text(e).strip(" .,") for e in root.iter("short-title"))
    title = identity.HEADED.sub("", identity.first(root, identity.TITLE))
    every = [*titles, identity.first(root, "official-title"), title]
    days = [d for e in root.iter("action-date", "attestation-date") if re.fullmatch(r"\d{8}", d := e.get("date") or "")]
    day = max(days, default="")
    return Card(
        path=identity.of_bill(root),
        name=next(filter(None, every), ""),
        names=tuple(titles)[1:],
        date=f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else identity.first(root, "{*}date")[:10],
        stage=stage.spoken(stage.of_bill(root)),
    )


def _spelt(known: list[str]) -> list[str]:
    """Names with the first, where it is all capitals, as another of them spells it."""
    first = known[0] if known else ""
    if first.isupper() and (better := next((n for n in known[1:] if names.folded(n) == names.folded(first)), "")):
        return [better, *(n for n in known if n != better)]
    return known


def law_path(identifier: str) -> str:
    """The law in the path of a provision: "/us/pl/102/511" for "/us/pl/102/511/s907"; "" for none."""
    return from_path(identifier).law if re.match(r"/us/\w+/", identifier) else ""


def public_law(path: str) -> str:
    """The name every public law has: "Public Law 102–511" for "/us/pl/102/511"; else ""."""
    match = re.fullmatch(r"/us/pl/(\d+)/(\d+)", path)
    return f"Public Law {match[1]}–{match[2]}" if match else ""


def by_number(path: str) -> str:
    """What a law goes by for want of a name: "Public Law 102–511", "Title 10" of the Code; else its path."""
    title = re.fullmatch(r"/us/usc/t(\d+[A-Z]?)", path)
    return f"Title {title[1]}" if title else public_law(path) or path


def _all(meta: etree._Element, name: str) -> list[str]:
    found = (_text(child) for child in meta if xml.local(child) == name)
    return [text for text in found if text]


def _text(element: etree._Element) -> str:
    return re.sub(r"\s+", " ", "".join(str(t) for t in element.itertext())).strip()


def _release(meta: etree._Element, edition: etree._Element | None) -> str:
    """The public law that the text is current through: the preface of a compilation knows better than its `meta`."""
    told = [*(_all(edition, "currentThroughPublicLaw") if edition is not None else ())]
    told += [*_all(meta, "currentThroughPublicLaw"), *_all(meta, "docPublicationName")]
    found = next((m for text in told if (m := _RELEASE.search(text))), None)
    return f"{found[1]}-{found[2]}" if found else ""


def _date(root: etree._Element, meta: etree._Element, edition: etree._Element | None) -> str:
    """The day of a text: when it was last amended, approved, or made; of a bill, of the last action on it."""
    told = [date.get("date") or "" for date in edition.iter("{*}date")] if edition is not None else []
    told += [*_all(meta, "approvedDate"), *_all(meta, "date"), *_all(meta, "created")]
    preface = root.find("{*}preface")
    acted = preface.iterfind("{*}action//{*}date") if preface is not None else ()
    told += sorted((day.get("date") or "" for day in acted), reverse=True)
    return next((text[:10] for text in told if re.match(r"\d{4}-\d\d-\d\d", text)), "")


def _positive(meta: etree._Element) -> bool | None:
    said = next((_text(p) for p in meta if xml.local(p) == "property" and p.get("role") == "is-positive-law"), "")
    return {"yes": True, "no": False}.get(said)


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
