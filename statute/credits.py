"""Which section of the Code was made from which section of an Act, by the source credits and the notes of the Code.

A credit, "(Pub. L. 93–344, title III, § 302, July 12, 1974, 88 Stat. 308; …)", begins with the law and the section
that the Code section prints; a note says "Section 205 of the Social Security Act, referred to in text, is
classified to section 405 of this title".  What is told in part, or of several sections at once, is not certain.
Source: Office of the Law Revision Counsel, on source credits and on "References in Text".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from statute import levels, names, references
from statute.citation import NUMBER, PINPOINT, POSITIVE, Citation, from_path, number, pins
from statute.node import Node, walk

#: The notes of the Code that tell where an Act's sections are printed.
TOPICS = frozenset(("referencesInText", "codification"))

_SECTION = re.compile(rf"§+\s?(?P<section>{NUMBER})")
#: Where the credit's words on the section itself end, and those on what amended it begin.
_LATER = re.compile(r";|,\s+as\s+added\b|,?\s+\bformerly\b")
#: What amended it may have been renumbered too, but that stands behind a comma, in the words on that law.
_RENUMBERED = re.compile(rf";\s+(?:amended\s+and\s+)?renumbered\s+(?:title\s+\w+,\s+)?§\s?(?P<section>{NUMBER})")
#: Where a law's citation ends and its day and page begin; the day of an Act without a number is part of its citation.
_DAY_OR_PAGE = re.compile(r",\s(?:[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}(?!,\sch\.)|\d+\sStat\.).*", re.S)

_MEMBER = rf"{NUMBER}{PINPOINT}(?:\sto\s{NUMBER})?"
_LIST = rf"{_MEMBER}(?:(?:,\sand\s|\sand\s|,\s)(?:{_MEMBER}|(?:\(\w+\))+))*"
_CLASSIFIED = re.compile(
    rf"\bSections?\s(?P<acts>{_LIST})\sof\s(?:the\s(?P<name>[A-Z][^,;()“”]{{3,200}}?(?:,\s\d{{4}})?|Act))"
    rf"(?:,\sreferred\sto\sin\s[^“”]{{1,300}}?)?,?\s(?:is|are)\s(?:now\s)?classified\sto\ssections?\s(?P<codes>{_LIST})"
    r"(?:,\srespectively)?,?\sof\s(?P<title>this\stitle|Title\s\d+[A-Z]?\b)"
)
_OF_THE_ACT = re.compile(r"^(?:The\s)?(?P<name>[A-Z][^,;()“”]{3,200}?(?:,\s\d{4})?),\sreferred\sto\sin\s")
_KNOWN_AS = re.compile(
    r"\bmeaning\s(?:the\s)?(?P<law>(?:act|Pub\.)[^“”]{5,120}?),\sknown\sas\sthe\s(?P<name>[A-Z][^,.;“”]+)"
)
_REFERRED_ACT = re.compile(
    r"^(?:The\s)?(?P<name>[A-Z][^,;()“”]{3,200}?(?:,\s\d{4})?),\sreferred\sto\sin\s.{1,200}?,\sis\s(?P<law>act\s[^“”]{5,60})",
    re.S,
)
_PART_OF = re.compile(r"\bSection\swas\senacted\sas\spart\sof\sthe\s(?P<name>[A-Z][^,;()“”]+?)(?:,\sand\snot\b|\.$)")
_ORIGINAL = re.compile(
    r"\b[Tt]his\s(?P<code>chapter|subchapter|part|subpart|title),\sreferred\sto\sin\s[^“”]{1,400}?,\swas\sin\sthe\soriginal,?\s"
    r"“this\s(?P<act>Act|title|subtitle|chapter|part)[,.]?”"
)


@dataclass(frozen=True, slots=True)
class Classified:
    """A section of an Act, and the section of the Code that prints it.

    act: the law's path, "/us/pl/93/344", or its name as `names.folded` has it; levels: those that the credit names,
    "/tIII"; section: its number in the Act; code: the path "/us/usc/t2/s633".
    """

    act: str
    levels: str
    section: str
    code: str


# ---- what one section of the Code tells ------------------------------------------------------------


def told(code: str, credit: str, notes: Iterable[str]) -> Iterator[Classified]:
    """What a Code section tells: of itself by its source credit, of others by its notes.

    code: its path, "/us/usc/t2/s633".  credit: the words of its source credit; notes: the paragraphs of its notes
    on `TOPICS`.
    """
    own = made_from(credit) if prints_acts(code.split("/")[3].removeprefix("t")) else None
    if own is not None:
        above = replace(own, section="").path.removeprefix(own.law)
        yield Classified(own.law, above, own.section, code)
    for note in notes:
        yield from _in_note(note, code)
        part = _PART_OF.search(note)
        if own is not None and part is not None:
            yield Classified(names.folded(part["name"]), "", own.section, code)


def prints_acts(title: str) -> bool:
    """Whether a title of the Code, "2", is made of Acts: elsewhere a credit names what enacted the title itself."""
    return title not in POSITIVE and title != "26"


def made_from(credit: str) -> Citation | None:
    """The one section of a law that a Code section was made from, by its source credit; None where that is not certain.

    >>> made_from("(Pub. L. 93–344, title III, § 302, July 12, 1974, 88 Stat. 308; Pub. L. 99–177, § 201)").path
    '/us/pl/93/344/tIII/s302'
    """
    first = _DAY_OR_PAGE.sub("", _LATER.split(credit.strip().removeprefix("("), maxsplit=1)[0])
    found = references.cited(first) if first and not first.startswith("Added") else None
    if found is None or found.is_code or not found.section or found.pin:
        return None
    again = {number(m["section"]) for m in _RENUMBERED.finditer(credit)}
    return found if again <= {found.section} else None


def numbers(credit: str) -> set[str]:
    """The numbers that a Code section may bear in its Act by its source credit; none where it does not tell."""
    first = _LATER.split(credit, maxsplit=1)[0]
    return {number(m["section"]) for m in (*_SECTION.finditer(first), *_RENUMBERED.finditer(credit))}


def _in_note(note: str, code: str) -> Iterator[Classified]:
    """The sections of Acts that a paragraph of a note says are classified to sections of the Code."""
    opening = _OF_THE_ACT.match(note)
    for match in _CLASSIFIED.finditer(note):
        by_name = match["name"] not in (None, "Act")
        name = match["name"] if by_name else opening["name"] if opening else ""
        title = match["title"].removeprefix("Title ")
        law = code.rpartition("/")[0] if title == "this title" else f"/us/usc/t{title}"
        for section, printed in _paired(match["acts"], match["codes"]) if name else ():
            yield Classified(names.folded(name), "", section, f"{law}/s{printed}")


def _paired(acts: str, codes: str) -> list[tuple[str, str]]:
    """The sections of two lists, each beside its own: "201 to 203 and 302(a)" beside "12131 to 12133 and 12182(a)".

    Empty where the lists do not run alike.
    """
    some, others = (re.split(r",\sand\s|\sand\s|,\s", listed) for listed in (acts, codes))
    if len(some) != len(others):
        return []
    found: list[tuple[str, str]] = []
    for one, other in zip(some, others, strict=True):
        if one.startswith("(") or other.startswith("("):  # more of the section before: "407(d)(4), (7)"
            continue
        rows = [_spread(part) for part in (one, other)]
        if len(rows[0]) != len(rows[1]):
            return []
        found += [(a, b) for (a, p), (b, q) in zip(*rows, strict=True) if p == q]
    return found


def _spread(member: str) -> list[tuple[str, tuple[str, ...]]]:
    """The sections of a member of a list, each with its designations: "201 to 203" has three."""
    first, _, last = member.partition(" to ")
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < 500:
        return [(str(n), ()) for n in range(int(first), int(last) + 1)]
    match = re.match(rf"({NUMBER})({PINPOINT})", first)
    return [(number(match[1]), pins(match[2]))] if match is not None and not last else []


def acts(note: str) -> Iterator[tuple[str, str]]:
    """The names that a paragraph of a note gives to Acts without a public law's number, each with the Act's path."""
    for pattern in (_KNOWN_AS, _REFERRED_ACT):
        match = pattern.search(note)
        cited = references.cited(_DAY_OR_PAGE.sub("", match["law"])) if match else None
        if match is not None and cited is not None and not cited.section:
            yield match["name"], cited.path


def originals(notes: Iterable[str]) -> dict[str, str]:
    """What the Act has for "this chapter", as notes on a Code section tell: {"this Act": "this chapter"}.

    One that stands for two, or is had for two, is left out: which of them a place has, the words there do not show.
    """
    told = {(f"this {m['act']}", f"this {m['code']}") for note in notes for m in _ORIGINAL.finditer(note)}
    ours, theirs = [a for a, _ in told], [c for _, c in told]
    return {a: c for a, c in told if ours.count(a) == theirs.count(c) == 1}


# ---- a tree ----------------------------------------------------------------------------------------


def credit_of(section: Node) -> str:
    """The words of a section's source credit; "" where it has none."""
    credit = next((n for n in walk(section) if n.kind == "source-credit"), None)
    return " ".join(n.words for n in walk(credit) if n.is_leaf) if credit is not None else ""


def notes_of(section: Node) -> list[str]:
    """The paragraphs of a section's notes on `TOPICS`."""
    some = (n for n in walk(section) if n.kind == "note" and n.attr("topic") in TOPICS)
    return [leaf.words for note in some for leaf in walk(note) if leaf.is_leaf]


@dataclass(frozen=True, slots=True)
class Classification:
    """What some texts of the Code tell, all together.

    sections: by Act and section number; called: the paths of Acts by folded name.
    """

    sections: dict[tuple[str, str], set[Classified]] = field(default_factory=dict)
    called: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, trees: Iterable[Node]) -> Classification:
        """What the sections of the Code in some trees tell."""
        whole = cls()
        for section in (n for tree in trees for n in walk(tree) if n.kind == "section"):
            code = section.attr("identifier")
            if of_code_section(code):
                notes = notes_of(section)
                for row in told(from_path(code).path, credit_of(section), notes):
                    whole.sections.setdefault((row.act, row.section), set()).add(row)
                for name, act in (pair for note in notes for pair in acts(note)):
                    whole.called.setdefault(names.folded(name), set()).add(act)
        return whole

    def find(self, cite: Citation) -> Citation | None:
        """The Code section made from the section of an Act that is cited; see `certain`."""
        return certain(cite, self.called.get(names.folded(cite.name), ()), self.rows)

    def rows(self, act: str, section: str) -> Iterable[Classified]:
        """What is told of a section of an Act, by the path or the folded name of the Act."""
        return self.sections.get((act, section), ())


def of_code_section(path: str) -> bool:
    """Whether a path is that of a section of the Code."""
    return re.fullmatch(r"/us/usc/t\w+/s[^/]+", path) is not None


# ---- what is certain -------------------------------------------------------------------------------


def certain(cite: Citation, paths: Iterable[str], rows: Callable[[str, str], Iterable[Classified]]) -> Citation | None:
    """The Code section that prints the section of an Act that is cited; None where that is not certain.

    paths: the laws that go by the name cited.  rows: what is told of a section, by the law's path or folded name.
    It is certain where all that is told tells of one Code section, and the number can mean no other of the law: a
    division, or a title whose number does not lead the section's ("title III, § 302"), must be named.
    """
    if cite.is_code or not cite.section or not (cite.law or cite.name):
        return None
    laws = [from_path(path) for path in ([cite.law] if cite.law else paths)]
    if len({law.law for law in laws}) > 1:
        return None
    named = _steps(replace(cite, law="/us/pl/0/0").path, cite.section).union(*(_steps(law.path, "") for law in laws))
    found = [row for law in {law.law for law in laws} for row in rows(law, cite.section)]
    found += rows(names.folded(cite.name), cite.section) if cite.name else ()
    mine = [row for row in found if not _contradicts(row, named)]
    if not all(_tells(row, named) for row in mine):
        return None
    codes = {row.code for row in mine}
    return from_path(codes.pop()) if len(codes) == 1 else None


def _steps(path: str, section: str) -> set[str]:
    """The large levels in a path: {"dA", "tIII"}."""
    above = path.partition(f"/s{section}")[0] if section else path
    return {step for step in above.split("/") if re.fullmatch(r"(?:d|t)(?:[IVXLC]+|[A-Z]|\d+[A-Z]?)", step)}


def _contradicts(row: Classified, named: set[str]) -> bool:
    """Whether a section stands in another title, or another division, than the one named."""
    own = _steps(row.levels, "")
    return any(step[0] == other[0] and other not in own for other in named for step in own)


def _tells(row: Classified, named: set[str]) -> bool:
    """Whether the number of a section can mean no other section of the law than this one."""
    unnamed = _steps(row.levels, "") - named
    return all(step[0] == "t" and _leads(step[1:], row.section) for step in unnamed)


def _leads(title: str, section: str) -> bool:
    """Whether a title's number begins those of its sections: III those of 301, XVIII those of 1848."""
    digits = re.match(r"\d+", section)
    own = int(title) if title.isdigit() else levels.roman(title)
    return digits is not None and len(digits[0]) > 2 and own in (int(digits[0]) // 100, int(digits[0]) // 1000)
