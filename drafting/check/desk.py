"""The last look before a bill or law leaves the desk: every rule of `rules.py`, and what a bill leaves behind.

A bill is carried out first; then the law as amended is looked at for what the bill brought, and the other laws
on the shelf for references that it leaves behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from drafting.amend.errand import amend, amend_law
from drafting.amend.outcome import Amended, Report
from drafting.check.rules import Text, found
from drafting.draft.conforming import elsewhere, told
from drafting.draft.edit import citation_of
from drafting.parse.measure import parse
from statute import levels
from statute.catalogue import Catalogue, Law
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.library import Shelf
from statute.node import Node, line_to, walk

#: How much of a bill is looked at for its Congress; the year from which one begins on January 3.
HEAD, MODERN = 60, 1934
_CONGRESS = re.compile(r"\b(\d{2,3})(?:st|nd|d|rd|th) congress\b", re.I)
#: How many references from other laws are looked at, for each section that a bill changes.
REFERRING = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at a law or bill found.

    problems: in order, each with its place and, where there is one, the amendment that mends it.
    conforming: those amendments, each once.  report: what the bill does; None for a law.
    """

    problems: tuple[Problem, ...]
    conforming: tuple[str, ...] = ()
    report: Report | None = None


def check_law(law: Node, citation: Citation | None = None) -> Checked:
    """What the rules find in a law by itself."""
    return _checked(found(Text(law, citation)))


def check_bill(bill: Node, shelf: Catalogue, law: Node | None = None, citation: Citation | None = None) -> Checked:
    """What is to be looked at in a bill: in its own text, in carrying it out, and in what it leaves of the laws.

    law: the one law that it amends, where that is not on the shelf.  A bill that amends nothing is looked at
    as a text.  Raises `Refusal` F04, A01 as carrying out does.
    """
    day = _first_day(bill)
    own = found(Text(_without_amendments(bill), day=day))
    try:
        report = amend_law(bill, law) if law is not None else amend(bill, shelf)
    except Refusal as refusal:
        if refusal.problem.code != "M03":
            raise
        return _checked(own)
    said = [p for p in report.problems if p.code != "W14"]  # the rules tell these with what mends them
    known = {(p.code, p.words) for p in said}
    rest = [*own, *(p for one in report.laws for p in _brought(one, shelf, citation, day))]
    fresh = (p for p in rest if (p.code, p.words) not in known)
    return _checked(tuple(dict.fromkeys((*said, *fresh))), report)


def _without_amendments(bill: Node) -> Node:
    """A bill without its sections that amend: what they refer to is in the law."""
    amending = {n.id for one in parse(bill) for n in line_to(bill, one.span.leaf) if n.kind == "section"}

    def kept(node: Node) -> Node:
        if node.is_leaf:
            return node
        return node.having(content=tuple(kept(p) for p in node.parts if p.id not in amending))

    return kept(bill)


def _first_day(bill: Node) -> date | None:
    """The day on which the Congress of a bill began, before which the bill says nothing; None where none is named.

    Source: the Twentieth Amendment; the 119th Congress began on January 3, 2025.
    """
    heads = (leaf.words for leaf in islice(walk(bill), HEAD) if leaf.is_leaf)
    named = next((m for words in heads if (m := _CONGRESS.search(words))), None)
    year = 1787 + 2 * int(named[1]) if named is not None else 0
    return date(year, 1, 3) if year > MODERN else None


# ---- what a bill brings ----------------------------------------------------------------------------


def _brought(one: Amended, shelf: Catalogue, citation: Citation | None, day: date | None) -> Iterator[Problem]:
    """What the rules find in an amended law and not in the law as it was, and what other laws say of it still."""
    held = _held(one, shelf)
    cite = citation_of(held, one.before) if held is not None else citation
    yield from found(Text(one.after, cite, one.before, day))
    if held is not None:
        for law, left in elsewhere(one.before, one.after, held, _referring(held, one, shelf)):
            cite = citation_of(law, law.node)
            problem = told(left, cite)
            where = replace(cite, section="").spoken() if cite.is_code else f"the {law.name}"
            yield replace(problem, place=f"{problem.place} of {where}")


def _held(one: Amended, shelf: Catalogue) -> Law | None:
    known = shelf.at(one.path) if one.path else None
    return shelf.text_of(known) if known is not None else None


def _referring(law: Law, one: Amended, shelf: Catalogue) -> Iterator[Law]:
    """The other laws that may refer to what a bill changes: all in memory, those that link to it in a library."""
    if isinstance(shelf, Shelf):
        yield from (other for other in shelf.laws if other.path != law.path)
        return
    from statute.shelf.around import references_to  # slow to bring in
    from statute.shelf.stored import Stored

    if not isinstance(shelf, Stored):
        return
    seen: set[str] = set()
    for section in (n for n in walk(one.before) if n.kind == "section" and levels.designation(n)):
        for link in references_to(shelf, law.address(section.id), most=REFERRING):
            if link.role == "text" and link.place not in seen:
                seen.add(link.place)
                other, node = shelf.provision(link.place)
                yield replace(other, node=node)


def _checked(problems: tuple[Problem, ...], report: Report | None = None) -> Checked:
    offered = (s.words for p in problems for s in p.suggestions if p.code == "W14" and s.words)
    return Checked(problems, tuple(dict.fromkeys(offered)), report)
