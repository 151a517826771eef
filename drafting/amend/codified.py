"""A section of an Act where the Code prints it: as the bill cites it, and the source credit on the shelf bears out.

Bills amend Acts; what is at hand is mostly the Code.  Source: Office of the Law Revision Counsel, on source
credits: a credit begins with the law and the section that the Code section was made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from typing import Protocol

from drafting.amend.aim import Aims, provision_at, provision_in
from drafting.instruction import Instruction, Target
from drafting.plan.translate import is_of_acts, renumbers_sections
from drafting.thing import Matter, Unit
from statute import credits, search
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.node import Node


class Held(Protocol):
    """A law that is held: its path, its tree, and where the Code classifies it ("22 U.S.C. 5812 note")."""

    @property
    def path(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def node(self) -> Node: ...


@dataclass(frozen=True, slots=True)
class Print:
    """One section of the Code by itself: its path, how it is cited, and its tree from the root."""

    path: str
    code: str
    node: Node


def alone(held: Held, code: Citation) -> Print | None:
    """The section of the Code that `code` cites, cut out of a law that holds it; None where it does not.

    Beside its neighbours an Act's own “section 5” would be taken for the section 5 of the title.
    """
    every = list(search.sections(held.node))
    found = search.numbered(every, code.section)
    if len(found) != 1:
        return None
    only = held.node if len(every) == 1 else Node(held.node.kind, (found[0],), held.node.id)
    return Print(f"{code.law}/s{code.section}", Citation(code.law, section=code.section).formal(), only)


def printed(find: Callable[[Citation], Held], target: Target, aims: Aims) -> Print | None:
    """The Code section made from the section of an Act that a target names; None where the bill does not tell.

    Raises `Refusal` M02 where the source credit of the section names another section of the Act.
    """
    cite = target.citation
    code = aims.code_section(target)
    if code is None or not cite.section or not is_of_acts(code):
        return None
    try:
        found = alone(find(code), code)
    except Refusal:
        return None
    if found is None:
        return None
    made_from = _numbers(found.node)
    if not _bears_out(made_from, cite):
        detail = f"By its source credit {found.code} is section {' or '.join(sorted(made_from))} of the Act."
        raise Refusal.of("M02", detail, words=target.written)
    return found


@dataclass(frozen=True, slots=True)
class Title:
    """Several sections of the Code in hand at once, among which those of an Act are not found by their own numbers."""

    law: Node
    code: Citation
    aims: Aims

    @classmethod
    def of(cls, law: Node, code: Citation, aims: Aims) -> Title | None:
        """The law in hand as a title of the Code; None where it is another law, or one section."""
        several = code.is_code and len(list(islice(search.sections(law), 2))) > 1
        return cls(law, code, aims) if several else None

    def unfit(self, one: Instruction) -> Problem | None:
        """Why an instruction for an Act is not carried out here (M02); None for one that is.

        It must be told which section of the Code was made from the Act's, and no other section may be named.
        """
        target = one.target or Target(Citation())
        if not _is_of_an_act(target.citation) or renumbers_sections(one.act):
            return None
        if self._section(self.law, target) is None:
            detail = f"Nothing tells which section of the title in hand was made from {target.citation.spoken()}."
            return Problem("M02", detail, words=target.written)
        if _names_a_section((one.where, one.act)):
            return Problem(
                "M02", "The sections of the title in hand do not bear the Act's numbers.", words=target.written
            )
        return None

    def provision(self, law: Node, target: Target) -> Node:
        """The provision that a target names in the title as it now stands.  Raises `Refusal` M04, M05."""
        section = self._section(law, target) if _is_of_an_act(target.citation) else None
        return provision_at(law, target) if section is None else provision_in(section, target)

    def _section(self, law: Node, target: Target) -> Node | None:
        code = self.aims.code_section(target) if is_of_acts(self.code) else None
        if code is None or code.law != self.code.law:
            return None
        found = search.numbered(search.sections(law), code.section)
        return found[0] if len(found) == 1 and _bears_out(_numbers(found[0]), target.citation) else None


def _bears_out(made_from: set[str], cite: Citation) -> bool:
    """Whether the source credit of a Code section says nothing against its being made from this section of an Act."""
    return not made_from or cite.section in made_from


def _numbers(section: Node) -> set[str]:
    return credits.numbers(credits.credit_of(section))


def _is_of_an_act(cite: Citation) -> bool:
    return bool(cite.law or cite.name) and not cite.is_code


def _names_a_section(thing: object) -> bool:
    """Whether an instruction names a section by its number, in its places or in its act; new matter does not count."""
    match thing:
        case Unit("section", path):
            return bool(path)
        case tuple():
            return any(map(_names_a_section, thing))
        case Matter():
            return False
    return is_dataclass(thing) and any(_names_a_section(getattr(thing, field.name)) for field in fields(thing))
