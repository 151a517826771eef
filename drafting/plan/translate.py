"""The Code editors' words for an Act's: "section 633(b) of this title" for the Act's "section 302(b)".

In titles that are not positive law the editors print references in the Code's numbers.  What a law itself
tells for certain (a section with its parenthetical Code cite, a side note) may be matched in their words,
and is reported; nothing else is.  Source: Office of the Law Revision Counsel, on editorial translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, pairwise

from drafting.instruction import Act, Instruction, Redesignate
from drafting.plan.codify import restyled, styled
from drafting.plan.printed import Printed
from drafting.plan.reference import Reference, in_code, pinpoints, references
from drafting.thing import Phrase, Unit
from statute import credits, search
from statute.citation import NUMBER, Citation, from_path, number, settled
from statute.node import Node, leaves

#: A section of an Act, (Act, number), beside the Code's, (title, number).
Sections = dict[tuple[str, str], tuple[str, str]]
#: What is told of one: the Act, the section, the Code's title and section.
Told = tuple[str, str, tuple[str, str]]
#: The Code section that prints the section of an Act that is cited, where that is certain.
InCode = Callable[[Citation], Citation | None]

_PROVISO = re.compile(r"(?:and )?provided\b", re.I)
_BEFORE = re.compile(r"(?:\S+ ){4}$")
_AFTER = re.compile(r"\S*(?: \S+){3}")
_OF_TITLE = re.compile(r"( of this title| of title \d+)(?![^,;.]* of )$")
_STATUTES = re.compile(r" \(\d+ Stat\. \d+(?:, \d+)*\)")
_LEVEL = re.compile(r"\b([Tt])his (Act|title|subtitle|chapter|part)\b")
_REVENUE = re.compile(r"internal revenue code of 19\d\d")


def is_of_acts(cite: Citation) -> bool:
    """Whether a Code section stands in a title that is not positive law, and so is an Act's in the editors' words."""
    return cite.is_code and credits.prints_acts(cite.law.removeprefix("/us/usc/t"))


def renumbers_sections(act: Act) -> bool:
    """Whether an act gives sections of an Act other numbers, which the Code does not print."""
    return isinstance(act, Redesignate) and all(
        isinstance(u, Unit) and u.kind == "section" and len(u.path) < 2 for u in (*act.old, *act.new)
    )


def arranged(one: Instruction) -> str:
    """What the editors may have arranged otherwise than the Act that an instruction amends, in a sentence; or ""."""
    cite = one.target.citation if one.target else Citation()
    if (cite.big or cite.headings) and not cite.section:
        return f"The bill amends {cite.spoken()}; the text in hand is a section of the Code made from it."
    what = getattr(one.act, "what", None)
    if isinstance(what, Phrase) and _PROVISO.match(what.words):
        return "The words that join provisos are often the Code editors' own."
    return ""


@dataclass(frozen=True, slots=True)
class Style:
    """How the editors print a reference: kept, with its noun ("subsection 902(b)"); untitled, without "of this
    title" at its end, where the words quoted end before "of this Act"; short, without "(78 Stat. 897)"; levelled,
    with "this chapter" for "this Act"."""

    kept: bool = False
    untitled: bool = False
    short: bool = False
    levelled: bool = False


STYLES = tuple(
    Style(kept, untitled, short, levelled)
    for levelled in (False, True)
    for short in (False, True)
    for kept in (False, True)
    for untitled in (False, True)
)


@dataclass(frozen=True, slots=True)
class Editors:
    """How the editors of one title print the sections of Acts, as far as a law itself tells.

    title, text: the Code title of the text in hand, and its words.  sections: what the bill tells; between: what
    lies between two told; credited: what the source credits and notes at hand tell.  acts: the paths of Acts by
    name, where the text in hand tells.  levels: what an Act has for "this chapter" here.  codify: new matter is
    printed as the Code prints it, not as the Act says it.
    """

    title: str
    sections: Sections = field(default_factory=dict)
    between: Sections = field(default_factory=dict)
    text: str = ""
    codify: bool = False
    credited: InCode = lambda _: None
    acts: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        code: Citation,
        law: Node,
        words: Callable[[], Iterable[Told]],
        instructions: Iterable[Instruction],
        *,
        codify: bool = False,
        credited: InCode = lambda _: None,
    ) -> Editors | None:
        """What the words, cites and side notes of a bill tell, and the source credits and notes at hand.

        One that is told two ways is not certain.  code: where in the Code the law in hand is printed; None where it
        is not the print of an Act.  words: what `in_words` finds.  credited: what the credits and notes tell.
        """
        if not is_of_acts(code):
            return None
        instructions = list(instructions)
        told: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for act, section, held in (*words(), *_in_targets(instructions)):
            told.setdefault((_plain(act), section), set()).add(held)
        sections = {key: next(iter(found)) for key, found in told.items() if len(found) == 1}
        title = code.law.removeprefix("/us/usc/t")
        text = search.words_of(law) if codify else ""
        alone = len(list(islice(search.sections(law), 2))) == 1
        levels = credits.originals(credits.notes_of(law)) if alone else {}
        acts, credited = _acts_of(law, instructions), cache(credited)
        return cls(title, sections, _between(sections), text, codify, credited, acts, levels)

    def printed(self, words: str, act: str, style: Style) -> Printed | None:
        """The words with each reference in the Code's numbers; None where one of them is not certain.

        act: the Act whose sections are meant where none is named.  For words that the text in hand bears out.
        """
        if style.short:
            words = _STATUTES.sub("", words)
        changes = restyled(words)
        for reference in references(words):
            found = self.located(reference, act, near=True)
            said = in_code(reference, found, self.title, kept=style.kept) if found else None
            if said is None and (reference.noun or reference.act):
                return None
            if said is not None:
                changes.append((reference.start, reference.stop, said))
        if style.levelled:
            changes += self._levelled(words, changes)
        changes.sort()
        if style.untitled and changes and changes[-1][1] == len(words):
            start, stop, last = changes[-1]
            changes[-1] = (start, stop, _OF_TITLE.sub("", last))
        return Printed.of(words, changes)

    def _levelled(self, words: str, changes: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The Code's "this chapter" for the Act's "this Act", where no reference is changed that holds it."""
        found = ((m.span(), m[1] + self.levels.get(f"this {m[2]}", m[0])[1:]) for m in _LEVEL.finditer(words))
        return [
            (start, stop, said)
            for (start, stop), said in found
            if not any(begin < stop and start < end for begin, end, _ in changes)
        ]

    def set(self, words: str) -> Printed:
        """New matter as the Code prints it; a reference that is not certain stays as the Act says it."""
        changes = restyled(words)
        for reference in references(words):
            if reference.noun and (said := self._set(reference, words)):
                changes.append((reference.start, reference.stop, said + _closing(words, reference)))
        return Printed.of(words, sorted(changes))

    def _set(self, reference: Reference, words: str) -> str | None:
        found = self.located(reference, "") if reference.cited or reference.act else None
        if found and found[0][0] == "26" and not reference.cited and "of title 26" not in self.text:
            return None  # some titles keep the name of the Internal Revenue Code
        return in_code(reference, found, self.title) if found else self._alike(reference, words)

    def _alike(self, reference: Reference, words: str) -> str | None:
        """The reference as the text in hand has it in the same clause: the words around it are the same."""
        before = _BEFORE.search(styled(words[: reference.start]))
        after = _AFTER.match(styled(words[reference.stop :]))
        if before is None or after is None:
            return None
        one, other = re.escape(before[0]), re.escape(after[0])
        clause = re.compile(rf"{one}(?P<said>[Ss]ections? [^.;:]{{1,80}}? of (?:this title|title \d+)){other}")
        found = {m["said"] for m in clause.finditer(self.text)}
        said = next(iter(found)) if len(found) == 1 else ""
        return said if pinpoints(said.rpartition(" of ")[0]) == pinpoints(reference.listed) else None

    def located(self, reference: Reference, act: str, *, near: bool = False) -> list[tuple[str, str]] | None:
        """The Code title and section of each section referred to; None where one of them is not certain.

        near: what lies between two told sections will do; for words that the text in hand bears out.
        """
        if reference.cited or reference.is_range:
            return reference.cited
        found = [self._section(reference.act or act, section, near) for section, _ in reference.members]
        return [f for f in found if f is not None] if None not in found else None

    def _section(self, act: str, section: str, near: bool) -> tuple[str, str] | None:
        name = _plain(act)
        if _REVENUE.fullmatch(name):
            return "26", section
        told, credited = self.sections.get((name, section)), self._credited(act, section)
        if told and credited and told != credited:
            return None
        return told or credited or (self.between.get((name, section)) if near else None)

    def _credited(self, act: str, section: str) -> tuple[str, str] | None:
        """What the source credits and notes at hand tell: of a title of the Act first, where the text is of one."""
        law = self.acts.get(_plain(act), act)
        cite = (
            replace(from_path(law), section=section) if law.startswith("/us/") else Citation(name=law, section=section)
        )
        found = self.credited(cite) or (self.credited(replace(cite, big=())) if cite.big else None)
        return (found.law.removeprefix("/us/usc/t"), found.section) if found else None

    def forms(self, words: str, act: str, *, bare: bool = False) -> Iterator[tuple[str, Style]]:
        """The editors' ways to print some words: in full first, then with what they may keep or leave out.

        bare: a number alone is a section's, as "3342" at the end of a list of sections.
        """
        if bare and re.fullmatch(NUMBER, words) and (told := self._section(act, number(words), True)):
            yield told[1].replace("-", "–"), Style()
        given = {words}
        for style in STYLES:
            said = self.printed(words, act, style)
            if said is not None and said.words not in given:
                given.add(said.words)
                yield said.words, style


def _closing(words: str, reference: Reference) -> str:
    """The bracket that a reference leaves to the one around it, where the words have one bracket too few."""
    before, after = words[: reference.start], words[reference.stop :]
    lacking = before.count("(") - before.count(")") - after.count(")") + after.count("(")
    return ")" if lacking > 0 and reference.cites else ""


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower().removeprefix("the ")).strip()


def in_words(bills: Iterable[Node]) -> Callable[[], tuple[Told, ...]]:
    """The sections of Acts that stand in some bills with their Code cites: read once, when first asked for."""
    return cache(lambda: tuple(_in_words(bills)))


def _in_words(bills: Iterable[Node]) -> Iterator[Told]:
    for reference in (r for bill in bills for leaf in leaves(bill) for r in references(leaf.words)):
        if reference.act and (cited := reference.cited):
            for (section, _), code in zip(reference.members, cited, strict=True):
                yield reference.act, section, code


def _in_targets(instructions: Iterable[Instruction]) -> Iterator[Told]:
    """Each target with its parenthetical Code cite, or that of the side note."""
    for target in (one.target for one in instructions if one.target is not None):
        if (cite := target.citation).section and cite.name and not cite.note:
            given = () if cite.onward else cite.parallel
            for path in given or ((target.hint,) if target.hint else ()):
                code = from_path(path)
                if code.section and (not given or code.pin == cite.pin):
                    yield cite.name, cite.section, (code.law.removeprefix("/us/usc/t"), code.section)


def _acts_of(law: Node, instructions: Iterable[Instruction]) -> dict[str, str]:
    """The Acts of the targets in hand by their names: what the target's section and the source credit agree on."""
    sections = {settled(s.attr("identifier")): s for s in search.sections(law) if s.attr("identifier")}
    found: dict[str, set[str]] = {}
    for act, section, (title, code) in _in_targets(instructions) if sections else ():
        here = sections.get(f"/us/usc/t{title}/s{code}")
        own = credits.made_from(credits.credit_of(here)) if here is not None else None
        if own is not None and own.section == section:
            found.setdefault(_plain(act), set()).add(replace(own, section="").path)
    return {act: paths.pop() for act, paths in found.items() if len(paths) == 1}


def by_its_own(law: Node) -> InCode:
    """What the sections of a law in hand tell themselves, found when first asked for."""
    told = cache(lambda: credits.Classification.of([law]))
    return lambda cite: told().find(cite)


def either(one: InCode, other: InCode) -> InCode:
    """What either of two tells; nothing where they disagree."""

    def asked(cite: Citation) -> Citation | None:
        found = {said for said in (one(cite), other(cite)) if said is not None}
        return found.pop() if len(found) == 1 else None

    return asked


# ---- between two told ------------------------------------------------------------------------------


def _between(sections: Sections) -> Sections:
    """Sections between two told ones that lie as far apart in the Act as in the Code.

    Where section 301 is 632 and section 305 is 636, there is no other place for 302, 303 and 304.
    """
    found: Sections = {}
    for act in {act for act, _ in sections}:
        row = sorted((int(n), *code) for (a, n), code in sections.items() if a == act and n.isdigit())
        for (one, title, first), (other, again, last) in pairwise(row):
            begin, end = _in_series(first, last), _in_series(last, first)
            if title == again and begin and end and begin[0] == end[0] and 1 < other - one == end[1] - begin[1]:
                for step in range(1, other - one):
                    found[act, str(one + step)] = (title, _numbered(begin[0], begin[1] + step))
    return found


def _in_series(section: str, other: str) -> tuple[str, int] | None:
    """A Code section's series and its place there: "633" is 633 of "", "467b" 2 of "467", "300mm-4" 4 of "300mm-".

    "300mm" itself is the beginning of the series that the other section is of.
    """
    if other.startswith(f"{section}-"):
        return f"{section}-", 0
    if match := re.fullmatch(r"(\d+[a-z]*-)(\d+)", section):
        return match[1], int(match[2])
    if match := re.fullmatch(r"(\d+)([a-z])", section):
        return match[1], ord(match[2]) - ord("a") + 1
    return ("", int(section)) if section.isdigit() else None


def _numbered(series: str, place: int) -> str:
    return series + (chr(ord("a") + place - 1) if series and not series.endswith("-") else str(place))
