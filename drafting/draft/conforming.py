"""The references that a change leaves behind, and the conforming amendments that would bring them along.

After a redesignation, a repeal or a move, every reference to what was redesignated, struck or moved is looked
for in the same law and in the other laws at hand.
Source: House Legislative Counsel's Manual on Drafting Style, on conforming amendments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafting.draft.language import draft
from drafting.draft.references import Places, Reference, references
from statute import levels, search
from statute.catalogue import Law
from statute.citation import Citation
from statute.errors import Problem, Refusal, Suggestion
from statute.node import Node, changed, line_to

_TITLE = re.compile(r"/us/usc/t(\w+)")


@dataclass(frozen=True, slots=True)
class Stale:
    """A reference that no longer leads where it led.

    law: the law that it stands in, and place where, as a lawyer says it.  now: what it should say instead of
    the words from start to stop of its leaf; "" where the provision is gone, or stands where no such words lead.
    """

    law: Node
    reference: Reference
    place: str
    now: str = ""

    def conformed(self) -> Node:
        """The law with the reference brought along."""
        one, now = self.reference, self.now

        def change(leaf: Node) -> Node:
            return leaf.having(content=leaf.words[: one.start] + now + leaf.words[one.stop :], beside=())

        return changed(self.law, one.leaf, change) or self.law


def stale(before: Node, after: Node) -> Iterator[Stale]:
    """The references in a law as amended whose provision a change renamed, moved or struck."""
    old, new = Places.of(before), Places.of(after)
    renamed = _renamed(before, after)
    if not renamed:
        return
    for leaf in new.texts():
        was = old.leaves.get(leaf.id)
        if was is None:
            continue
        earlier = {(one.said, one.law): one for one in references(was)}
        for one in references(leaf):
            then = earlier.get((one.said, one.law))
            line = old.target(then) if then is not None else ()
            if line and not renamed.isdisjoint(n.id for n in line) and (found := _left(after, new, one, line)):
                yield found


def elsewhere(before: Node, after: Node, held: Law, others: Iterable[Law]) -> Iterator[tuple[Law, Stale]]:
    """The references in other laws, or sections of its title of the Code, that a change to a law leaves behind."""
    old, new = Places.of(before), Places.of(after)
    renamed = _renamed(before, after)
    for other in others if renamed else ():
        names = _names(held, other)
        for leaf in Places.of(other.node).texts():
            for one in references(leaf):
                if one.law.removeprefix("the ").lower() not in names or one.outermost.noun != "section":
                    continue
                line = old.target(_own(one))
                if line and not renamed.isdisjoint(n.id for n in line):
                    found = _left(other.node, new, one, line)
                    if found is not None:
                        yield other, found


def told(one: Stale, citation: Citation | None = None) -> Problem:
    """The warning W14 of a stale reference; with a citation of its law, the amendment that conforms it."""
    said = one.reference.said
    suggestions: tuple[Suggestion, ...] = ()
    if one.now and citation is not None and (language := amendment(one, citation)):
        suggestions = (Suggestion(language, "the conforming amendment", one.place),)
    now = f", now {one.now}," if one.now else " is gone, or stands elsewhere, and"
    return Problem("W14", f"“{said}”{now} is referred to in {one.place}.", one.place, said, suggestions)


def amendment(one: Stale, citation: Citation) -> str:
    """The amendment that brings one reference along; "" where none of the usual forms does."""
    section = next((n for n in reversed(line_to(one.law, one.reference.leaf)) if n.kind == "section"), None)
    whole, cite = one.conformed(), citation
    old, new = one.law, whole
    if section is not None:
        number = levels.designation(section)
        old, new = section, next(n for n in line_to(whole, one.reference.leaf) if n.kind == "section")
        cite = citation
        if cite.section != number:
            cite = replace(cite, section=number, parallel=(), note=False, onward=False)
    try:
        return draft(old, new, replace(cite, pin=())).text.strip()
    except Refusal:
        return ""


# ---- small things ----------------------------------------------------------------------------------


def _renamed(before: Node, after: Node) -> frozenset[str]:
    """The ids of the provisions whose designations, or those around them, are other than before, or that are gone."""
    old, new = dict(_lines(before, ())), dict(_lines(after, ()))
    return frozenset(id for id, line in old.items() if new.get(id) != line)


def _lines(node: Node, line: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The provisions of a law, each with the designations that lead to it from its section."""
    for level in search.provisions(node):
        own = () if level.kind in levels.BIG else (*line, f"{level.kind} {levels.designation(level)}")
        if own:
            yield level.id, own
        yield from _lines(level, own)


def _names(held: Law, other: Law) -> set[str]:
    """What a law is called where another law speaks of it; "" where that is a section of the same title of the Code."""
    title, theirs = (match[1] if (match := _TITLE.match(law.path)) else "" for law in (held, other))
    names = {name.removeprefix("the ").lower() for name in held.called}
    return names | ({f"title {title}"} if title else set()) | ({""} if title and title == theirs else set())


def _own(one: Reference) -> Reference:
    """A reference to another law as that law itself would say it."""
    return replace(one, law="", of=_own(one.of) if one.of is not None else None)


def _left(law: Node, places: Places, one: Reference, line: tuple[Node, ...]) -> Stale | None:
    """A reference whose words lead elsewhere now, and the words that lead where it led."""
    there = line[-1]
    now = places.target(_own(one) if one.law else one)
    if now and now[-1].id == there.id:
        return None
    place = search.spoken(law, one.leaf)
    words = _words(places, one, line)
    return Stale(law, one, place, words)


def _words(places: Places, one: Reference, line: tuple[Node, ...]) -> str:
    """The designations that lead from where a reference begins to what it means now; "" where none do."""
    trail = places.line(line[-1].id)
    if one.noun == "section":
        inside = next((n for n, level in enumerate(trail) if level.kind == "section"), None)
        if inside is None or len(trail) - inside != 1 + len(one.pin):
            return ""
        return levels.designation(trail[inside]) + "".join(f"({levels.designation(n)})" for n in trail[inside + 1 :])
    own = trail[len(trail) - len(one.pin) :]
    begins = trail[len(trail) - len(one.pin) - 1].id if len(trail) > len(one.pin) else ""
    if not own or own[0].kind != one.noun or begins != line[0].id:
        return ""
    shown = len(one.pin)
    return "".join(f"({levels.designation(n)})" for n in own[len(own) - shown :])
