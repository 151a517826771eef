"""References: "section 907(a)(1) of the FREEDOM Support Act" and /us/pl/102/511/s907/a/1, each from the other.

Source: USLM user guide, on identifiers (/us/pl/102/511/s907/a/1, /us/usc/t22/s5812).  A heading of an
appropriations law, which USLM gives no identifier, is written "~" and its words joined by hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from statute.errors import Refusal

SMALL_NOUNS = "subsection|paragraph|subparagraph|clause|subclause|item|subitem"
BIG_NOUNS = "division|subdivision|title|subtitle|chapter|subchapter|part|subpart"
_LETTER = {"division": "d", "title": "t", "subtitle": "st", "chapter": "ch", "subchapter": "sch", "part": "p", "subpart": "sp",
           "subdivision": "sd"}  # fmt: skip
_NOUN = {v: k for k, v in _LETTER.items()}
DASH = "[-‐‑–]"
NUMBER = rf"\d+[A-Za-z]{{0,3}}(?:{DASH}\d+[A-Za-z]*)*(?:\.\d+)?"
PINPOINT = r"(?:\s?\([0-9A-Za-z]{1,5}(?:[-–]\d+)?\))*"

USC = re.compile(
    rf"\b(?P<title>\d{{1,3}}[A-Z]?)\s+U\.\s?S\.\s?C\.?(?P<app>\s+App\.?)?\s+(?:§+\s*)?(?:\d{{1,2}}\s+(?=\d{{3}}))?(?P<section>{NUMBER})(?P<pin>{PINPOINT})(?P<note>\s+(?:note|nt)\b)?(?P<onward>\s+et\s+seq\b\.?)?"
)
PUBLIC_LAW = re.compile(rf"(?:Public\s+Law|Pub\.\s?L\.|P\.L\.)\s*(?P<congress>\d+)\s?{DASH}\s?(?P<number>\d+)", re.I)
#: No subject of an amendment is longer, in characters; what is longer is not read as one.
LONGEST = 4_000
#: The titles of the Code that are positive law (1 U.S.C. 204 note).
POSITIVE = frozenset((
    "1", "3", "4", "5", "9", "10", "11", "13", "14", "17", "18", "23", "28", "31", "32", "34", "35",
    "36", "37", "38", "39", "40", "41", "44", "46", "49", "51", "54",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the law: which law, and where in it.

    law: "/us/pl/102/511" or "/us/usc/t22", empty where only the name is known.  name: the Act's name
    as written.  big: levels above the section, ("title", "II").  headings: centred headings of an
    appropriations law.  section: its number, "" for none.  pin: bare designations below the section.
    parallel: the same place in the Code, as paths.  note: the Code cite is to a note.  onward: it says where the
    Act begins ("15 U.S.C. 41 et seq."), and so tells nothing of the place.
    """

    law: str = ""
    name: str = ""
    big: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    section: str = ""
    pin: tuple[str, ...] = ()
    parallel: tuple[str, ...] = ()
    note: bool = False
    onward: bool = False

    @property
    def path(self) -> str:
        """The path, "/us/pl/102/511/s907/b/1"; Code sections carry no big levels.  "" where the law is not known."""
        if not self.law:
            return ""
        code = self.law.startswith("/us/usc/")
        big = "" if code else "".join(f"/{_LETTER[k]}{v}" for k, v in self.big)
        heads = "".join(f"/{slug(h)}" for h in self.headings)
        section = f"/s{self.section}" if self.section else ""
        return self.law + big + heads + section + "".join(f"/{p}" for p in self.pin)

    @property
    def is_code(self) -> bool:
        """Whether the place is cited as the US Code's own."""
        return self.law.startswith("/us/usc/")

    def spoken(self, names: dict[str, str] | None = None) -> str:
        """The lawyer's form: "section 907(b)(1) of the FREEDOM Support Act"; `names` gives laws their names by path."""
        law = self._law_spoken(names or {})
        pin = "".join(f"({p})" for p in self.pin)
        if self.section:
            return f"section {self.section}{pin} of {law}" if law else f"section {self.section}{pin}"
        pieces = [f"subsection {pin}"] if pin else []
        pieces += [f"the matter under the heading “{h}”" for h in reversed(self.headings)]
        pieces += [f"{k} {v}" for k, v in reversed(self.big)]
        return " of ".join([*pieces, law] if law else pieces)

    def _law_spoken(self, names: dict[str, str]) -> str:
        if name := self.name or names.get(self.law, ""):
            return name if re.match(r"(?:the|Public Law|such|this|title)\b", name) else f"the {name}"
        if match := re.fullmatch(r"/us/pl/(\d+)/(\d+)", self.law):
            return f"Public Law {match[1]}–{match[2]}"
        if match := re.fullmatch(r"/us/usc/t(\w+)", self.law):
            return f"title {match[1]}, United States Code"
        return self.law.removeprefix("/us/")

    def formal(self) -> str:
        """The form of notes and credits: "Pub. L. 102–511, § 907(b)(1)" or "22 U.S.C. 5812(a)"."""
        pin = "".join(f"({p})" for p in self.pin)
        if match := re.fullmatch(r"/us/pl/(\d+)/(\d+)", self.law):
            heads = "".join(f", under the heading “{h}”" for h in self.headings)
            big = "".join(f", {k} {v}" for k, v in self.big)
            return f"Pub. L. {match[1]}–{match[2]}{big}{heads}" + (
                f", § {self.section}{pin}" if self.section else f", {pin}" if pin else ""
            )
        if match := re.fullmatch(r"/us/usc/t(\w+)", self.law):
            return f"{match[1]} U.S.C. {self.section}{pin}{' note' if self.note else ''}{' et seq.' if self.onward else ''}"
        return self.spoken()


def step_down(path: str, kind: str, value: str) -> str:
    """The path one level further down: "/us/pl/102/511" and a section "907" give "/us/pl/102/511/s907".

    value: the bare designation.  Code sections carry no big levels; a level without a designation adds nothing.
    """
    if not value or kind in ("law", "appropriations") or (kind in _LETTER and path.startswith("/us/usc/")):
        return path
    return f"{path}/{_LETTER.get(kind, 's' if kind == 'section' else '')}{value}"


def slug(heading: str) -> str:
    """A heading as a step of a path: "~assistance-for-the-independent-states"."""
    return "~" + re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def pins(text: str) -> tuple[str, ...]:
    """Bare designations of a pinpoint: "(b)(1)" gives ("b", "1")."""
    return tuple(re.sub("[‐‑–]", "-", p) for p in re.findall(r"\(([0-9A-Za-z]{1,5}(?:[-–]\d+)?)\)", text))


def number(text: str) -> str:
    """A section number with plain hyphens, as paths have it."""
    return re.sub(DASH, "-", text)


_LAW_PATH = re.compile(
    r"/us/(?:bill/\d+/[a-z]+/\w+|(?:pl|pvtl|bill)/[\w-]+/[\w-]+|usc/t\w+|stat/\d+/[\w-]+"
    r"|act/\d{4}-\d\d-\d\d(?:/ch\d+[A-Z]?)?|act/[\w.-]+|draft/[\w.-]+)(?=/|$)"
)
_BILL_DTD = {"usc": "/us/usc/t{}/s{}", "usc-chapter": "/us/usc/t{}/ch{}", "pl": "/us/pl/{}/{}"}


@lru_cache(maxsize=8192)
def settled(path: str) -> str:
    """A path as it is kept: plain hyphens, a compilation by its law, the form of the bill DTD in that of USLM.

    >>> settled("/us/usc/t42/s1395w–4"), settled("/us/sComp/89/304/s2"), settled("usc/42/1395m")
    ('/us/usc/t42/s1395w-4', '/us/pl/89/304/s2', '/us/usc/t42/s1395m')
    """
    path = re.sub("[‐‑–]", "-", path.strip())
    kind, *rest = path.split("/")
    if kind in _BILL_DTD and len(rest) >= 2:
        return _BILL_DTD[kind].format(*rest[:2])
    return re.sub(r"^/us/sComp/", "/us/pl/", path)


def from_path(path: str) -> Citation:
    """The citation that a path stands for.  Raises `Refusal` M02 where it is not a path of a law.

    >>> from_path("/us/pl/102/511/s907/b/1").spoken()
    'section 907(b)(1) of Public Law 102–511'
    """
    path = settled(path)
    match = _LAW_PATH.match(path)
    if not match:
        raise Refusal.of("M02", f"“{path}” is not the path of a law.", words=path)
    big: list[tuple[str, str]] = []
    headings: list[str] = []
    section = ""
    pin: list[str] = []
    for step in filter(None, path[match.end() :].split("/")):
        if section or pin:
            pin.append(step)
        elif step.startswith("~"):
            headings.append(step[1:].replace("-", " "))
        elif (m := re.fullmatch(r"s(\d[\w.-]*)", step)) is not None:
            section = m[1]
        elif (
            not headings and (m := re.fullmatch(r"(st|sch|ch|sp|sd|d|t|p)([IVXLC]+|[A-Z]|\d+[A-Z]?)", step)) is not None
        ):
            big.append((_NOUN[m[1]], m[2]))
        else:
            pin.append(step)
    return Citation(match[0], "", tuple(big), tuple(headings), section, tuple(pin))


_ALSO = re.compile(rf"(?:,\s*(?:and\s+)?|\s+and\s+)(?P<section>{NUMBER})(?P<pin>{PINPOINT})(?!\s+(?:U\.|Stat))")


def of_code(text: str) -> Citation | None:
    """The first US Code cite in a text: "22 U.S.C. 5812 note"."""
    match = USC.search(text)
    return _usc(match) if match else None


def codes(text: str) -> list[Citation]:
    """All US Code cites in a text, in order."""
    found: list[Citation] = []
    for match in USC.finditer(text):
        found.append(_usc(match))
        more = _ALSO.match(text, match.end())
        while more:
            found.append(
                replace(found[-1], section=number(more["section"]), pin=pins(more["pin"]), note=False, onward=False)
            )
            more = _ALSO.match(text, more.end())
    return found


def _usc(match: re.Match[str]) -> Citation:
    app = "a" if match["app"] else ""
    return Citation(
        f"/us/usc/t{match['title']}{app}",
        section=number(match["section"]),
        pin=pins(match["pin"]),
        note=bool(match["note"]),
        onward=bool(match["onward"]),
    )


def paralleled(cite: Citation, told: list[Citation]) -> Citation:
    """A citation with the Code cites that are told beside it; what tells the place goes before where its Act begins."""
    told = [c for c in told if not c.onward] or told
    return replace(
        cite,
        parallel=tuple(c.path for c in told),
        note=any(c.note for c in told),
        onward=any(c.onward for c in told),
    )


_LAW = re.compile(
    r"(?:"
    r"(?P<code>title\s+(?P<title>\d+[A-Z]?)\s*,?\s*(?:of\s+the\s+)?(?:United\s+States\s+Code|U\.S\.C\.))"
    r"|(?P<irc>(?:the\s+)?Internal\s+Revenue\s+Code(?:\s+of\s+19\d\d)?)"
    r"|(?P<such>(?:such|that|the|this|said)\s+(?:Act|Code|title|law|chapter|subchapter|subtitle|part|section|Public\s+Law)\b(?!\s+(?:of|entitled)))"
    r"|(?P<dated>(?:the\s+)?(?:first\s+section\s+of\s+the\s+)?(?:Joint\s+Resolution|Act)\s+(?:of|approved)\s+[A-Z][a-z]+\s+\d{1,2},\s+\d{4})"
    r"|(?P<entitled>(?:the\s+)?(?:Joint\s+Resolution|Act)\s+entitled\s+[“‘\"].*?[”’\"](?:,?\s*approved\s+[A-Z][a-z]+\s+\d{1,2},\s+\d{4})?)"
    r"|(?P<pl>Public\s+Law\s+\d+\s?[-‐‑–]\s?\d+|Pub\.\s?L\.\s?\d+[-–]\d+)"
    r"|(?P<revised>(?:the\s+)?Revised\s+Statutes(?:\s+of\s+the\s+United\s+States)?)"
    r"|(?P<short>the\s+[A-Z]{2,8}s?)"
    r"|(?P<act>(?:the\s+)?[“‘\"]?[A-Z0-9][^;:]*?\b(?:Act|Acts|Code|Amendments|Law|Resolution|Treaty|Constitution|Rules|Reform|Compact|Program|Improvements|Technicalities|Rico)\b(?:\s+for\s+(?:F|f)iscal\s+(?:Y|y)ear\s+\d{4})?(?:\s+(?:of|for)\s+\d{4}|,\s+(?:19|20)\d\d)?(?:\s+Amendments(?:\s+of\s+\d{4})?)?[”’\"]?)"
    r")",
    re.S,
)
_UNITS = re.compile(
    rf"(?P<noun>sections?|{'|'.join(n + 's?' for n in SMALL_NOUNS.split('|'))})\s+"
    rf"(?P<list>(?:{NUMBER}|\([0-9A-Za-z]{{1,5}}\)){PINPOINT}(?:(?:,?\s+(?:and|or|through)\s+|,\s+)(?:{NUMBER}|\([0-9A-Za-z]{{1,5}}\)){PINPOINT})*)",
    re.I,
)
_BIG = re.compile(
    r"(?P<noun>division|subdivision|title|subtitle|chapter|subchapter|part|subpart)\s+(?P<num>[IVXLC]+\b|[A-Z]{1,2}\b|\d+[A-Z]{0,2}\b)",
    re.I,
)
_HEADING = re.compile(
    r"(?:the\s+)?(?:matter|paragraph|undesignated\s+paragraph|item)?\s*under\s+the\s+(?:sub)?heading\s+[“\"‘](?P<h>.+?)[”\"’](?=\s|$|,|\))",
    re.S | re.I,
)
_PARENTHESIS = re.compile(r"\s*\((?![0-9A-Za-z]{1,5}\))((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_AS = re.compile(
    r",?\s*\bas\s+(?:so\s+)?(?:previously\s+|further\s+|most\s+recently\s+)?"
    r"(?:amended|added|redesignated|designated|inserted|transferred|in\s+effect|enacted|proposed)\b.*?(?:,\s*(?=of\s+the\b)|$)",
    re.S,
)


def read(text: str) -> Citation:
    """The citation that a text is.  Raises `Refusal` M02 where it is none.

    >>> read("section 907(a) of the FREEDOM Support Act (22 U.S.C. 5812 note)").pin
    ('a',)
    """
    text = text.strip()
    if text.startswith("/") and len(text) <= LONGEST:
        return from_path(text)
    found = subject(text)
    if not found:
        raise Refusal.of("M02", f"“{text[:200]}” is not a citation that can be read.", words=text[:200])
    return found[0]


def without_parentheses(text: str) -> tuple[str, list[Citation]]:
    """A text without its parenthetical remarks, and the Code cites that stand in them."""
    remarks = " ".join(_PARENTHESIS.findall(text))
    return _PARENTHESIS.sub("", text).strip(" ,"), codes(remarks)


def subject(text: str) -> list[Citation]:
    """The citations that the subject of an amendment names, in order; empty where it is none.

    "Sections 4(a), 6(b)(2), and 9 of the WSA" gives three; lists of provisions are kept as written.  A range,
    "subsections (a) through (c)", gives none: (b) and (b-1) are found in the law, not in the words.
    """
    if len(text) > LONGEST:
        return []
    text = " ".join(text.split())
    parenthesised = " ".join(_PARENTHESIS.findall(text))
    plain = _PARENTHESIS.sub("", text)
    plain = _AS.sub("", plain).strip(" ,")
    formal = re.match(
        rf"^(?P<law>(?:Pub\.\s?L\.|Public Law)\s*\d+{DASH}\d+)\s*,\s*(?:§|section|sec\.)\s*(?P<section>{NUMBER})(?P<pin>{PINPOINT})$",
        plain,
    )
    if formal:
        return [replace(_law_of(formal["law"]), section=number(formal["section"]), pin=pins(formal["pin"]))]
    if usc := USC.fullmatch(plain):
        return [_usc(usc)]
    headings = tuple(h["h"].strip(" .,") for h in _HEADING.finditer(plain))
    law, rest = _law_at_end(_HEADING.sub(" ", plain).strip())
    cite = replace(law, headings=tuple(reversed(headings)))
    cites = codes(parenthesised) or ([] if law.is_code else codes(text))
    if not cite.law and (pl := PUBLIC_LAW.search(parenthesised)):
        cite = replace(cite, law=f"/us/pl/{pl['congress']}/{pl['number']}")
    cite = paralleled(cite, cites)
    if any(re.search(r"\sthrough\s", unit["list"]) for unit in _UNITS.finditer(rest)):
        return []  # what stands between its ends only the law can tell
    sections, pin, big = _units(rest)
    cite = replace(cite, big=(*big, *cite.big))
    if not sections:
        if pin != ((),):
            return [replace(cite, pin=p) for p in pin]
        return [cite] if (cite.law or cite.name or cite.headings or cite.big) else []
    found = [replace(cite, section=section, pin=own + p) for section, own in sections for p in pin]
    if len(cite.parallel) == len(found) > 1:
        found = [replace(c, parallel=(p,)) for c, p in zip(found, cite.parallel, strict=True)]
    return found


def residue(text: str) -> str:
    """The words of a subject that its citations leave unread; "" where all of it is citation.

    >>> residue("The third sentence of section 5(b) of the Widget Safety Act (15 U.S.C. 9901)")
    'third sentence'
    """
    plain = _AS.sub("", _PARENTHESIS.sub("", text)).strip(" ,")
    _, rest = _law_at_end(_HEADING.sub(" ", plain).strip())
    for pattern in (_UNITS, _BIG, USC, PUBLIC_LAW):
        rest = pattern.sub(" ", rest)
    rest = re.sub(
        r"\b(?:the|of|in|to|and|or|each|both|such|that|said|first\s+section|§+|sec)\b|[^\w\s]", " ", rest, flags=re.I
    )
    return " ".join(rest.split())


def _law_at_end(text: str) -> tuple[Citation, str]:
    """The law named, and the text that stands before its name."""
    whole = text.strip()
    begins_below = re.match(
        rf"(?:the\s+)?(?:first\s+)?(?:{SMALL_NOUNS}|{BIG_NOUNS}|section|matter|table)s?\b(?!\s+\d+\w*,)", whole, re.I
    )
    if _LAW.fullmatch(whole) and not begins_below and not _UNITS.search(whole):
        return _law_of(text.strip()), ""
    for of in re.finditer(r"\b(?:of|in|to)\s+(?=\S)", text):
        tail = text[of.end() :].strip(" ,.")
        if _LAW.fullmatch(tail) and not re.match(r"(?:the\s+)?(?:matter|paragraph)\s+under", tail):
            return _law_of(tail), text[: of.start()]
    return Citation(), text


def _law_of(text: str) -> Citation:
    match = _LAW.fullmatch(text)
    if match is None:
        return Citation(name=text)
    if match["code"]:
        return Citation(f"/us/usc/t{match['title']}")
    if match["irc"]:
        return Citation("/us/usc/t26", name="Internal Revenue Code of 1986")
    if match["pl"] and (pl := PUBLIC_LAW.search(text)):
        return Citation(f"/us/pl/{pl['congress']}/{pl['number']}")
    if big := re.match(r"(?:(?P<noun>division|title)\s+(?P<num>[IVXLC]+|[A-Z]))\s+of\s+(?P<rest>.*)$", text, re.S):
        return replace(_law_of(big["rest"]), big=((big["noun"], big["num"]),))
    return Citation(name=re.sub(r"^[Tt]he\s+", "", text.strip("“”\"' ")))


def _units(
    text: str,
) -> tuple[list[tuple[str, tuple[str, ...]]], tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]:
    """Sections with their pinpoints, the pinpoints of units named "of" them, and levels above."""
    big = tuple((m["noun"].lower(), m["num"]) for m in reversed(list(_BIG.finditer(text))))
    sections: list[tuple[str, tuple[str, ...]]] = []
    pin: tuple[tuple[str, ...], ...] = ((),)
    for unit in reversed(list(_UNITS.finditer(text))):
        listed = re.sub(r"\s+(?:and|or)\s+|,\s*", " , ", unit["list"])
        members = re.findall(rf"({NUMBER}|(?=\())({PINPOINT})", listed)
        if unit["noun"].lower().startswith("section"):
            sections = [(number(n), pins(p)) for n, p in members if n]
        elif members := [m for m in members if m[1]]:
            pin = tuple(outer + pins(m[1]) for outer in pin for m in members)
    if re.search(r"\bfirst\s+section\b", text, re.I) and not sections:
        sections = [("1", ())]
    return sections, pin, big
