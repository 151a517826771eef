"""References to sections in running words: "sections 101(a) and 103 of the Widget Act (15 U.S.C. 9901(a), 9903)".

The noun, the sections with their pinpoints, the Act that they are of, and the Code cites in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statute.citation import DASH, NUMBER, PINPOINT, Citation, codes, number, pins

_WORD = r"[A-Z][\w’'-]*|of|the|and|for|in|to|on|[,&]"
_NAME = (
    rf"(?:(?:{_WORD})(?: (?:{_WORD}|\d{{4}}))*? Act(?: of [A-Z][a-z]+ \d{{1,2}}, \d{{4}}| of \d{{4}})?"
    r"|Act of [A-Z][a-z]+ \d{1,2}, \d{4}|Internal Revenue Code of 19\d\d)"
)
_MEMBER = rf"{NUMBER}{PINPOINT}"
_REFERENCE = re.compile(
    r"(?P<noun>\b[Ss](?:ubs)?ections? |\bclause |)"
    rf"(?<![\w–$.-])(?P<list>{_MEMBER}(?:(?:, and |, or | and | or | through |, ){_MEMBER})*)"
    rf"(?: of (?:the )?(?P<act>{_NAME}))?"
    r"(?P<cites> \([^()]*?\bU\.S\.C\. (?:[^()]|\([^()]*\))*\))?(?P<own> of this Act)?"
)
_EACH = re.compile(rf"(?P<number>{NUMBER})(?P<pin>{PINPOINT})")
#: “15 U.S.C. 80–b–2(a)”: no section of the Code is numbered so; the first dash is a slip for 80b–2.
_SPLIT_NUMBER = re.compile(rf"(?<=\d){DASH}(?=[a-z]{{1,2}}{DASH}\d)")
#: Cites that say where an Act begins, or that another book holds it: “15 U.S.C. 80b–1 et seq.”, “50 U.S.C. App. 2405”.
_LOOSE = re.compile(r"\bet seq|\bfollowing\b|\bApp\b")
#: What says that a section is of another law than the Act in hand: "of title 5", "of such Act".
_ELSEWHERE = re.compile(r"(?:,? as (?:amended|added|in effect)[^,;]*,?)? (?:of|to) (?!this Act\b)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in some words, from start to stop in characters.

    noun: "section " as written, "" for a bare "302(b)".  listed: the sections as written.  members: each section's
    number and designations.  act: the Act named, "" for the one in hand.  cites: the Code cites in brackets.
    """

    start: int
    stop: int
    noun: str
    listed: str
    members: tuple[tuple[str, tuple[str, ...]], ...]
    act: str = ""
    cites: tuple[Citation, ...] = ()

    @property
    def is_range(self) -> bool:
        """Whether it names sections by the first and the last of them, which the Code may hold in another order."""
        return " through " in self.listed

    @property
    def cited(self) -> list[tuple[str, str]] | None:
        """The Code title and section of each member, where the cites in brackets say so pinpoint for pinpoint."""
        if (
            self.is_range
            or len(self.cites) != len(self.members)
            or any(cite.note or cite.pin != pin for cite, (_, pin) in zip(self.cites, self.members, strict=True))
        ):
            return None
        return [(cite.law.removeprefix("/us/usc/t"), cite.section) for cite in self.cites]


def references(words: str) -> Iterator[Reference]:
    """The references in some words, in order; those to a law that is not named as an Act are left out."""
    for match in _REFERENCE.finditer(words):
        if not match["act"] and not match["own"] and _ELSEWHERE.match(words, match.end("list")):
            continue
        numbers = [number(m["number"]) for m in _EACH.finditer(match["list"])]
        members = tuple(zip(numbers, pinpoints(match["list"]), strict=True))
        if not match["noun"] and not (match["act"] or any(pin for _, pin in members)):
            continue
        told = match["cites"] if match["cites"] and not _LOOSE.search(match["cites"]) else ""
        cites = tuple(codes(_SPLIT_NUMBER.sub("", told)))
        yield Reference(match.start(), match.end(), match["noun"], match["list"], members, match["act"] or "", cites)


def pinpoints(listed: str) -> list[tuple[str, ...]]:
    """The designations below each section of a list: "101(a) and 103" has ("a",) and ()."""
    return [pins(m["pin"]) for m in _EACH.finditer(listed)]


_LEVEL = "(?:Act|title|subtitle|chapter|subchapter|part|subpart|division)"
#: What the Code's editors may put another form for, and how they may print it.
_EDITED = (
    (rf"\bthis {_LEVEL}\b", rf"this {_LEVEL}"),
    (rf"\bthe date of (?:the )?enactment of this (?:{_LEVEL}|\w+)", r"[A-Z][a-z]+ \d{1,2}, \d{4}"),
    (rf"\b[Ss]ection {NUMBER}{PINPOINT}", rf"[Ss]ection {NUMBER}(?:\(\w+\))*(?: of this title| of title \d+)?"),
)
_ANY_EDITED = re.compile("|".join(f"({said})" for said, _ in _EDITED))


def as_edited(words: str) -> re.Pattern[str] | None:
    """A pattern of some words as the Code's editors may print them; None where they hold nothing that these edit.

    >>> as_edited("under this Act").search("due under this chapter")[0]
    'under this chapter'
    """
    found = list(_ANY_EDITED.finditer(words))
    if not found:
        return None
    out, at = "", 0
    for match in found:
        edited = _EDITED[(match.lastindex or 1) - 1][1]
        pins = "".join(map(re.escape, re.findall(r"\(\w+\)", match[0])))
        out += re.escape(words[at : match.start()]) + edited.replace(r"(?:\(\w+\))*", pins)
        at = match.end()
    return re.compile(out + re.escape(words[at:]))


def in_code(reference: Reference, found: list[tuple[str, str]], title: str, *, kept: bool = False) -> str | None:
    """A reference as the Code prints it: "section 633(b) of this title"; None where its titles differ.

    found: the Code title and section of each member.  title: that of the text in hand.  kept: the noun stays,
    as in "subsection 902(b)".
    """
    held_in = {where for where, _ in found}
    if len(held_in) != 1:
        return None
    sections = iter(section.replace("-", "–") for _, section in found)
    listed = _EACH.sub(lambda m: next(sections) + m["pin"], reference.listed)
    if not reference.noun:
        return listed
    noun = ("Section" if reference.noun[0] == "S" else "section") + ("s " if len(found) > 1 else " ")
    where = "this title" if held_in == {title} else f"title {next(iter(held_in))}"
    return f"{reference.noun if kept else noun}{listed} of {where}"
