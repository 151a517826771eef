"""References as they are printed, in the law or by the Code's editors, read to the paths that they lead to.

"section 7103 of this title", "Pub. L. 94–553, title I, § 101(a)", "June 18, 1929, ch. 28, § 3", "92 Stat. 2549",
"part 68 of title 36, Code of Federal Regulations".  What the words leave to the place where they stand, "this
title", or to the words after them, "chapter 7" of title 5, is taken from there, and only from there.
Source: USLM user guide, on identifiers and references; the paths of `href` in the published files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from statute.address import PREFIX
from statute.citation import DASH, LONGEST, NUMBER, PINPOINT, Citation, from_path, number, pins, read
from statute.errors import Refusal

_LEVELS = {
    "div.": "d", "division": "d", "title": "t", "tit.": "t", "subtitle": "st", "subtit.": "st", "chapter": "ch",
    "chap.": "ch", "ch.": "ch", "subchapter": "sch", "subch.": "sch", "subchap.": "sch", "part": "p", "pt.": "p",
    "subpart": "sp", "subpt.": "sp",
}  # fmt: skip
_LEVEL = rf"(?i:{'|'.join(re.escape(name) for name in sorted(_LEVELS, key=len, reverse=True))})"
_DESIGNATION = r"(?:[A-Z]{1,2}(?![A-Z])|[IVXLC]+|\d+[A-Z]{0,2})(?:[–-]\d*[A-Z]*)?"
_SECTION = rf"(?:§+|(?i:sections?)|[Ss]ecs?\.)\s?{NUMBER}{PINPOINT}"
#: Read once and in one way only, so that a long row of them is read in a time that grows with its length.
_STEP = rf"(?>{_LEVEL}\s{_DESIGNATION}|{_SECTION})"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_LAW = (
    rf"(?:(?:Public\s(?:Law|L\.)|Pub\.\s?L\.|P\.\s?L\.)\s?(?P<congress>\d+)\s?[-‐‑–—]\s?(?P<number>\d+)"
    rf"|(?:[Aa]cts?\s(?:of\s)?)?(?P<date>{_MONTH}\s\d{{1,2}},\s\d{{4}}),\sch(?:ap)?\.\s?(?P<chapter>\d+[A-Z]?)"
    rf"|[Aa]ct\sof\s(?P<day>{_MONTH}\s\d{{1,2}},\s\d{{4}}))"
)
#: How the editors cite: the law, its levels, its section; in brackets, the law that it enacts by reference.
_EDITORS = re.compile(rf"{_LAW}(?P<steps>(?:,\s{_STEP})*)(?:\s\[(?P<inner>{_STEP}[^\]]{{0,200}})\])?")
#: How the law cites: the smallest first.
_OF = re.compile(rf"(?P<steps>(?:{_STEP}\sof\s)+)(?:the\s)?{_LAW}")
_STEPS = re.compile(_STEP)
_ONE = re.compile(rf"(?:§+|(?i:sections?)|[Ss]ecs?\.)\s?({NUMBER})({PINPOINT})")

_TITLE = r"(?P<title>\d+[A-Z]?)(?P<app>,?\s(?:App\.|Appendix))?"
_CODE = re.compile(
    rf"(?:(?P<note>[Nn]ote\s(?:to|under)\s))?(?P<steps>(?:{_STEP}(?:\sof\s|,\s))*)"
    rf"(?:the\s)?(?:[Tt]itle\s{_TITLE}|(?P<this>(?:this|such|that)\s(?:title|Code)))"
    r"(?:,?\s(?:of\s)?(?:the\s)?United\sStates\sCode|,?\sU\.S\.C\.|,\s[A-Z][\w,\s]*)?"
)
_USC = re.compile(
    rf"(?P<title>\d+[A-Z]?)\sU\.?\s?S\.?\s?C\.?(?P<app>\s(?:App\.|appendix))?\s?(?P<many>§*\s?)(?P<section>{NUMBER})"
    rf"(?P<pin>{PINPOINT})(?:,?\s(?:note|nt|et\sseq\.?))*"
)
#: "42 U.S.C. 12744–12753": from one section to another, not a section with a dash in its number.
_RANGE = re.compile(rf"(\d{{3,}}){DASH}(\d{{3,}})")
_USC_APPENDIX = re.compile(r"(?P<title>\d+)\sU\.\s?S\.\s?C\.\s?App")
_USC_CHAPTER = re.compile(r"(?P<title>\d+[A-Z]?)\sU\.\s?S\.\s?C\.,?\s(?:ch\.|chapter)\s?(?P<chapter>\d+[A-Z]?)")

#: Documents that are no laws: the words, and the path made of their groups.
_OTHERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), path)
    for pattern, path in (
        (rf"(\d+A?)\sStat\.,?\s(?:at\s)?([\dA-Z]+(?:{DASH}\d+[A-Z]*)*)", lambda m: f"/us/stat/{m[1]}/{number(m[2])}"),
        (r"(\d+)\s(?:Fed\.\s?Reg\.|F\.?R\.?)\s(\d+)(?:\set\sseq\.?)?", lambda m: f"/us/fr/{m[1]}/{m[2]}"),
        (
            rf"(?:[Ss]ections?|§+)\s([\d.–-]+\w*)({PINPOINT})(?:,|\sof)\s[Tt]itle\s(\d+),?\s(?:of\s)?(?:the\s)?Code\sof\sFederal\sRegulations",
            lambda m: "/".join((f"/us/cfr/t{m[3]}/s{number(m[1])}", *pins(m[2]))),
        ),
        (
            r"([Ss]ub)?[Pp]arts?\s([\w.]+)(?:,|\sof)\s[Tt]itle\s(\d+),?\s(?:of\s)?(?:the\s)?Code\sof\sFederal\sRegulations",
            lambda m: f"/us/cfr/t{m[3]}/{'sp' if m[1] else 'p'}{m[2]}",
        ),
        (r"[Tt]itle\s(\d+),?\s(?:of\s)?(?:the\s)?Code\sof\sFederal\sRegulations", lambda m: f"/us/cfr/t{m[1]}"),
        (
            rf"(\d+)\sC\.?\s?F\.?\s?R\.?\s(?:§+\s?)?(\d+\.[\w–-]+)({PINPOINT})",
            lambda m: "/".join((f"/us/cfr/t{m[1]}/s{number(m[2])}", *pins(m[3]))),
        ),
        (r"(\d+)\sC\.?\s?F\.?\s?R\.?\s(?:[Pp]art\s)?(\d+)", lambda m: f"/us/cfr/t{m[1]}/p{m[2]}"),
    )
)
#: What completes a reference that its own words leave open.
_COMPLETES = re.compile(
    r"\s?,?\s?(?:of|to)\s(?:such\s)?(?P<law>(?:the\s)?(?:[Tt]itle\s\d+[A-Z]?,?\s(?:of\sthe\s)?United\sStates\sCode"
    r"|Internal\sRevenue\sCode\sof\s\d{4}|this\stitle|Public\sLaw\s\d+[–-]\d+|(?:such|the)\sCode))"
)


def cited(words: str, *, at: str = "", after: str = "") -> Citation | None:
    """The place in a law that a reference names; None where its words are no reference to a law.

    at: the path of the law in which it stands, for "this title".  after: the words that follow it.

    >>> cited("Pub. L. 94–553, title I, § 101(a)").path
    '/us/pl/94/553/tI/s101/a'
    """
    path = leads_to(words, at=at, after=after)
    try:
        return from_path(path) if path and not path.startswith("/us/stat/") else None
    except Refusal:
        return None


def leads_to(words: str, *, at: str = "", after: str = "") -> str:
    """The path that a reference leads to, laws and other documents alike; "" where its words are none.

    >>> leads_to("section 7103(b) of this title", at="/us/usc/t41/s1"), leads_to("92 Stat. 2549")
    ('/us/usc/t41/s7103/b', '/us/stat/92/2549')
    """
    said = " ".join(words.split()).strip(" .,;")
    if not said or len(said) > LONGEST:
        return ""
    for read_so in (_editors, _in_law, _in_code, _others):
        if path := read_so(said, at):
            return path
    if completed := _COMPLETES.match(f" {after.lstrip()}"):
        whole = f"{said} of {completed['law']}"
        if (path := _in_code(whole, at)) or (path := _in_law(whole, at)):
            return path
        return _plainly(whole)
    return _plainly(said)


def _editors(said: str, at: str) -> str:
    if (usc := _USC.fullmatch(said)) is not None:
        law = f"/us/usc/t{usc['title']}{'a' if usc['app'] else ''}"
        first = _RANGE.fullmatch(usc["section"])
        section = first[1] if first and int(first[1]) < int(first[2]) else number(usc["section"])
        return "/".join((law, f"s{section}", *pins(usc["pin"])))
    if (usc := _USC_APPENDIX.fullmatch(said)) is not None:
        return f"/us/usc/t{usc['title']}a"
    if (usc := _USC_CHAPTER.fullmatch(said)) is not None:
        return f"/us/usc/t{usc['title']}/ch{usc['chapter']}"
    match = _EDITORS.fullmatch(said)
    if match is None or not (law := _law(match)):
        return ""
    inner = _steps(match["inner"]) if match["inner"] else ()
    return "/".join((law, *_steps(match["steps"]), *inner))


def _in_law(said: str, at: str) -> str:
    match = _OF.fullmatch(said)
    law = _law(match) if match is not None else ""
    return "/".join((law, *_steps_up(match["steps"]))) if match is not None and law else ""


def _in_code(said: str, at: str) -> str:
    match = _CODE.fullmatch(said)
    if match is None or "Federal Regulations" in said:
        return ""
    stands = re.match(r"/us/usc/t\w+", at)
    named = f"/us/usc/t{match['title']}{'a' if match['app'] else ''}"
    law = named if not match["this"] else stands[0] if stands else ""
    steps = _steps_up(match["steps"])
    section = next((n for n, step in enumerate(steps) if re.match(r"s\d", step)), 0)
    return "/".join((law, *steps[section:])) if law else ""


def _others(said: str, at: str) -> str:
    return next((path(match) for pattern, path in _OTHERS if (match := pattern.fullmatch(said))), "")


def _plainly(said: str) -> str:
    """As a subject of an amendment is read: by the name of the law and what stands before it."""
    try:
        found = read(said)
    except Refusal:
        return ""
    if found.is_code and not found.section:
        return found.law + "".join(f"/{PREFIX[kind]}{own}" for kind, own in found.big)
    return found.path


def _law(match: re.Match[str]) -> str:
    if match["congress"]:
        return f"/us/pl/{match['congress']}/{match['number']}"
    day = re.sub(r"^([A-Z][a-z]{2})[a-z]*\.?", r"\1", match["date"] or match["day"])
    try:
        when = datetime.strptime(day, "%b %d, %Y")
    except ValueError:
        return ""
    return f"/us/act/{when:%Y-%m-%d}" + (f"/ch{match['chapter']}" if match["chapter"] else "")


def _steps(text: str) -> tuple[str, ...]:
    """The steps that an editors' cite names, from the law down: ("tI", "s101", "a")."""
    found: list[str] = []
    for step in _STEPS.findall(text):
        if section := _ONE.fullmatch(step):
            return (*found, f"s{number(section[1])}", *pins(section[2]))  # of a list, the first
        noun, _, own = step.partition(" ")
        found.append(_LEVELS[noun.lower()] + number(own))
    return tuple(found)


def _steps_up(text: str) -> list[str]:
    """The steps of "section 2 of title I of ", from the law down."""
    return [step for part in reversed(re.split(r"\sof\s|,\s", text)) for step in _steps(part)]
