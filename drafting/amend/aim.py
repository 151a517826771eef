"""Which law an instruction aims at, and which provision of the law in hand: by name, by Code cite, by side note.

An Act's section and the Code section that holds it are told to be the same by the parenthetical cite, by
the printer's side note, or by an earlier instruction of the same bill that gave both; never by guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from drafting.amend.nouns import check_nouns
from drafting.instruction import Instruction, Rule, Target
from statute import levels, search
from statute.citation import Citation, from_path
from statute.errors import Refusal, Suggestion
from statute.levels import is_level
from statute.node import Node, walk


@dataclass(slots=True)
class Aims:
    """What a bill itself tells about Acts and the Code: (Act, section) to the Code sections' paths.

    noted: those that stand in the notes of these Code sections, not in their text.
    """

    known: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    noted: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, instructions: Iterable[Instruction]) -> Aims:
        """Collected from all instructions of a bill."""
        aims = cls()
        for instruction in instructions:
            target = None if isinstance(instruction.act, Rule) else instruction.target
            if target is not None and target.citation.section:
                act = (target.citation.name or target.citation.law, target.citation.section)
                aims.known.setdefault(act, set()).update(code_sections(target))
                if target.citation.note or target.noted:
                    aims.noted.add(act)
        return aims

    def is_untold(self, target: Target) -> bool:
        """Whether nothing in the bill says where the Code has the section of an Act that a target names."""
        cite = target.citation
        act = (cite.name or cite.law, cite.section)
        if cite.is_code or not cite.section or not act[0] or act in self.noted:
            return False
        return not (cite.parallel or code_sections(target) or self.known.get(act))

    def code_section(self, target: Target) -> Citation | None:
        """The Code section that is told to hold the Act's section a target names; None where none or several are."""
        cite = target.citation
        act = (cite.name or cite.law, cite.section)
        if cite.is_code or act in self.noted:
            return None
        told = code_sections(target) or self.known.get(act, set())
        return from_path(next(iter(told))) if len(told) == 1 else None

    def at(self, target: Target, law: Citation) -> bool | None:
        """Whether a target is in the law that `law` cites; None where nothing tells.

        law: a Code section ("2 U.S.C. 632"), a whole title of the Code, or a section of an Act.
        """
        cite = target.citation
        if not (cite.law or cite.name or cite.section or cite.parallel):
            return True
        if law.law and cite.law == law.law:
            return not law.section or not cite.section or cite.section == law.section
        if law.is_code:
            codes = code_sections(target) or self.known.get((cite.name or cite.law, cite.section), set())
            if not cite.section and (cite.name or cite.law):
                codes = {c for (act, _), held in self.known.items() if act == (cite.name or cite.law) for c in held}
            own = f"{law.law}/s{law.section}"  # where the whole title is meant, the beginning of its sections' paths
            here = any(path == own if law.section else path.startswith(own) for path in codes)
            if codes and (cite.section or here):
                return here
            if cite.is_code:
                return False
            if not cite.law and not cite.name:
                return not law.section or cite.section == law.section or (None if not cite.section else False)
            return None
        if cite.name and law.name:
            return _plain(cite.name) == _plain(law.name) and (not law.section or cite.section == law.section)
        return None if not (cite.law and law.law) else False


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower().removeprefix("the ")).strip()


def code_sections(target: Target) -> set[str]:
    """The Code sections that a target's own words or side note give, as paths."""
    cite = target.citation
    if not cite.section:
        return set()
    given = (*(() if cite.onward else cite.parallel), *((target.hint,) if target.hint else ()))
    return {f"{c.law}/s{c.section}" for c in map(from_path, given) if c.section}


def provision_in(section: Node, target: Target) -> Node:
    """The provision that a target names in a section known to be the one.  Raises `Refusal` M04, M05."""
    return _at(next((n for n in walk(section) if n.kind == "section"), section), target)


def provision_at(law: Node, target: Target) -> Node:
    """The provision of the law in hand that a target names.  Raises `Refusal` M04, M05."""
    return _at(_base(law, target.citation, code_sections(target)), target)


def provision_of_act(law: Node, target: Target) -> Node:
    """The provision that a target names in the Act itself, where the Code's numbers are of no account."""
    return provision_at(law, replace(target, citation=replace(target.citation, parallel=()), hint=""))


def _at(base: Node, target: Target) -> Node:
    cite = target.citation
    found = _pinned(base, cite)
    if len(found) == 1:
        check_nouns(target, found[0])
        return found[0]
    said = cite.spoken() or "the provision"
    if found:
        firsts = tuple(Suggestion(search.words_of(n)[:80], f"number {k}") for k, n in enumerate(found, 1))
        raise Refusal.of("M05", f"{len(found)} provisions answer to {said}.", words=said, suggestions=firsts)
    have = ", ".join(f"({levels.designation(p)})" for p in search.provisions(base))
    raise Refusal.of("M04", f"There is no {said} in the text in hand; it has {have or 'no divisions'}.", words=said)


def _base(law: Node, cite: Citation, told: Iterable[str]) -> Node:
    """The section, or the matter under a heading, that pins are counted from; told: where the Code has it."""
    alone = list(search.sections(law))
    if len(alone) == 1 and cite.parallel and levels.designation(alone[0]) in _numbers(cite):
        return alone[0]  # the Code section that a chapter of an Act, or a section of it, was made
    base = _large(law, cite)
    for heading in cite.headings:
        base = _under(base, heading)
    if cite.headings:
        return base
    sections = list(search.sections(base))
    if not sections or (cite.big and not cite.section):
        return base
    numbers = _numbers(cite) | {from_path(path).section for path in told}
    if len(sections) == 1 and (not cite.section or levels.designation(sections[0]) in numbers):
        return sections[0]
    if len(sections) == 1:
        there = levels.designation(sections[0])
        detail = f"There is no section {cite.section} in the text in hand; it is section {there}."
        raise Refusal.of("M04", detail, words=cite.section)
    same = search.numbered(sections, cite.section)
    if cite.section and len(same) == 1:
        return same[0]
    if cite.section and len(same) > 1:
        raise Refusal.of("M05", f"{len(same)} sections bear the number {cite.section}.", words=cite.section)
    if cite.section:
        raise Refusal.of("M04", f"There is no section {cite.section} in the text in hand.", words=cite.section)
    return base if cite.big else law


def _large(law: Node, cite: Citation) -> Node:
    """The title, chapter or part that a citation names; where it names a section too, that may stand without it."""
    base = law
    for kind, num in cite.big:
        named = [n for n in walk(base) if n.kind == kind and levels.designation(n) == num]
        if len(named) == 1:
            base = named[0]
        elif not (cite.section or cite.headings):
            code, count = ("M05", f"{len(named)} provisions answer to") if named else ("M04", "There is no")
            raise Refusal.of(code, f"{count} {kind} {num} in the text in hand.", words=f"{kind} {num}")
    return base


def _numbers(cite: Citation) -> set[str]:
    """The numbers that a section may bear in the text in hand: the Act's, and that of its Code cite."""
    return {cite.section, *(from_path(path).section for path in cite.parallel if not cite.onward)}


def _under(law: Node, heading: str) -> Node:
    wanted = _plain(heading)
    found = [n for n in walk(law) if is_level(n) and (h := n.part("heading")) is not None and _plain(h.words) == wanted]
    if len(found) != 1:
        code, count = ("M04", "No heading reads") if not found else ("M05", "Several headings read")
        raise Refusal.of(code, f"{count} “{heading}”.", words=heading)
    return found[0]


def _pinned(base: Node, cite: Citation) -> list[Node]:
    """By the Act's pinpoint; where the Code's print has none such, by that of the parenthetical Code cite.

    "Section 2036(b) of the WRDA (33 U.S.C. 2283a)": the Code section as a whole is subsection (b).
    """
    if found := search.at(base, cite.pin):
        return found
    for code in map(from_path, () if cite.onward else cite.parallel):
        printed = code.section == levels.designation(base) and _is_printed_at(base, cite.pin, code.pin)
        if printed and (found := search.at(base, code.pin)):
            return found
    return []


def _is_printed_at(section: Node, pin: tuple[str, ...], code: tuple[str, ...]) -> bool:
    """Whether the Code may print what an Act has at `pin` at another place, deeper in its section or less deep.

    A section that is divided as the Act is lacks the provision; one that is undivided tells nothing.
    """
    if len(code) > len(pin):
        return code[len(code) - len(pin) :] == pin
    above, below = pin[: len(pin) - len(code)], pin[len(pin) - len(code) :]
    kinds = {p.kind for p in search.provisions(section)}
    return bool(above) and below == code and bool(kinds) and kinds.isdisjoint(levels.kinds(above[0]))
