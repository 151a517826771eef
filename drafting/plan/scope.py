"""Where in a law an instruction works: each locator narrows what the one before it left.

A scope is a provision and the stretches of its leaves that may be searched.  Nothing is guessed: a
provision that is not there, or is there twice, is an error that names what is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafting.plan import grids, named, tables
from drafting.plan.saying import absent, ambiguous, numbered, said
from drafting.thing import (
    Chapeau,
    Column,
    Definition,
    Designation,
    Each,
    Flush,
    Grid,
    Heading,
    Item,
    Locator,
    Paragraph,
    Proviso,
    Row,
    Sentence,
    Several,
    Thing,
    Toc,
    Under,
    Unit,
    Units,
    Whole,
    Within,
    Word,
)
from statute import levels, search
from statute.errors import Refusal, Suggestion
from statute.levels import is_level
from statute.node import APPARATUS, HEADING, NUM, Node, leaves, line_to
from statute.search import Stream

#: An item of a table of contents relates to a section or a level above it.
_IN_CONTENTS = re.compile(r"(?:section|chapter|subchapter|title|subtitle|part|subpart|division) \S+$")
_WORD = re.compile(r"\w(?:[\w’'-]*\w)?")
Stretch = tuple[Node, int, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """A provision in the law in hand, and what of it is searched.

    kind: "unit" for all of the provision, else what narrowed it ("heading", "chapeau", "sentence").
    """

    law: Node
    unit: Node
    stretches: tuple[Stretch, ...]
    kind: str = "unit"

    @property
    def stream(self) -> Stream:
        """The words of the scope as one text."""
        return search.stream(self.stretches)


def whole(law: Node, unit: Node) -> Scope:
    """The scope of a provision with all that is in it."""
    return Scope(law, unit, tuple((leaf, 0, len(leaf.words)) for leaf in leaves(unit)))


def narrow(scope: Scope, locator: Locator) -> Scope:
    """The scope that a locator leaves.  Raises `Refusal` M04, M05, M06, M12-M15."""
    match locator:
        case Unit():
            return whole(scope.law, provision(scope, locator))
        case Chapeau():
            return _chapeau(scope, locator)
        case Flush():
            return _flush(scope, locator)
        case Heading(unit):
            return _of_heading(scope, unit)
        case Designation(unit, heading):
            return _of_designation(scope, unit, heading)
        case Sentence():
            return _sentence(scope, locator)
        case Paragraph() | Proviso() | Word():
            return _numbered(scope, locator)
        case Definition(term):
            return whole(scope.law, named.definition(scope.unit, term))
        case Under(heading):
            return whole(scope.law, named.under(scope.law, scope.unit, heading))
        case Item(words) if not is_of_contents(locator):
            return whole(scope.law, named.listed(scope.unit, words))
        case Toc() | Item():
            return _in_contents(scope, locator)
        case Grid() | Row() | Column():
            return _in_table(scope, locator)
    raise Refusal.of("M11", "This cannot be named as a place inside a provision.")


def _in_contents(scope: Scope, locator: Toc | Item) -> Scope:
    """The scope of a table of contents, or of one item of it."""
    if isinstance(locator, Item):
        entry = entry_of(scope, locator)
        return Scope(scope.law, entry, tuple((leaf, 0, len(leaf.words)) for leaf in leaves(entry)), "item")
    toc, start, stop = contents_of(scope)
    rows = [leaf for entry in toc.parts[start:stop] for leaf in leaves(entry)]
    return Scope(scope.law, toc, tuple((leaf, 0, len(leaf.words)) for leaf in rows), "toc")


def _in_table(scope: Scope, locator: Grid | Row | Column) -> Scope:
    """The scope of a table, or of a row or column of it: of the cells that are in both where both are named."""
    if isinstance(locator, Row) and locator.label and scope.kind == "unit" and not grids.has_table(scope.unit):
        return whole(scope.law, named.listed(scope.unit, locator.label))
    there = {leaf.id for leaf, _, _ in scope.stretches} if scope.kind in ("row", "column") else None
    unit, kind, found = grids.within(scope.law, scope.unit, locator, there)
    return Scope(scope.law, unit, tuple((leaf, 0, len(leaf.words)) for leaf in found), kind)


def contents_of(scope: Scope) -> tables.Table:
    """The table of contents in hand, or that of the provision in hand.  Raises `Refusal` M15, M05."""
    if scope.unit.kind != "toc":
        return tables.of(scope.law, scope.unit)
    there = {leaf.id for leaf, _, _ in scope.stretches}
    rows = [n for n, entry in enumerate(scope.unit.parts) if any(leaf.id in there for leaf in leaves(entry))]
    return tables.Table(scope.unit, min(rows, default=0), max(rows, default=-1) + 1)


def entry_of(scope: Scope, item: Item) -> Node:
    """The item of the table of contents in hand that relates to what is named.  Raises `Refusal` M15, M05."""
    return tables.item(contents_of(scope), item.section)


def is_of_contents(item: Item) -> bool:
    """Whether an item is one of a table of contents, known by what it relates to, or of a list, by its words."""
    return bool(_IN_CONTENTS.match(item.section))


def scopes(scope: Scope, where: tuple[Locator, ...]) -> list[Scope]:
    """The scopes that the locators leave: several where one says "each of", or names several provisions."""
    places = [scope]
    for locator in where:
        found: list[Scope] = []
        for one in places:
            match locator:
                case Each(members) | Units(members):
                    found += [whole(one.law, n) for m in members for n in siblings(one, m)]
                case Unit(through=through) if through:
                    found += [whole(one.law, n) for n in siblings(one, locator)]
                case Several(members):
                    found += [inner for member in members for inner in scopes(one, (member,))]  # type: ignore[arg-type]
                case _:
                    found.append(narrow(one, locator))
        places = found
    return places


# ---- provisions ------------------------------------------------------------------------------------


def provision(scope: Scope, unit: Unit) -> Node:
    """The provision that a unit names, looked for below the one in hand and then outward."""
    if not unit.path:
        return _in_hand(scope, unit.kind)
    if unit.kind == "section" and (section := _sections(scope.law, unit)):
        return section
    line = [n for n in line_to(scope.law, scope.unit.id) if is_level(n)] or [scope.unit]
    for base in reversed(line):
        found = search.at(base, unit.path)
        if base is not scope.unit and levels.designation(base) == unit.path[0] and base.kind == unit.kind:
            found = search.at(base, unit.path[1:])
        found = _counted(_of_kind(found, unit), unit)
        if len(found) == 1:
            _check_noun(unit, found[0], base)
            return found[0]
        if len(found) > 1:
            raise ambiguous(unit, found)
        if base.kind == "section":
            break
    if (shapes := levels.kinds(unit.path[0])) and unit.kind in levels.SMALL and unit.kind not in shapes:
        _check_noun(unit, scope.unit, scope.unit)
    deeper = _of_kind(search.everywhere(scope.unit, unit.path), unit)
    if len(deeper) == 1 and deeper[0].kind == _last_kind(unit):
        return deeper[0]
    if len(deeper) > 1:
        raise ambiguous(unit, deeper)
    raise absent(scope.law, scope.unit, unit)


def _sections(law: Node, unit: Unit) -> Node | None:
    """The section of the law that bears a number, or what is pinned in it; None where none or several do."""
    found = search.numbered(search.sections(law), unit.path[0])
    pinned = search.at(found[0], unit.path[1:]) if len(found) == 1 else []
    return pinned[0] if len(pinned) == 1 else None


def _of_kind(found: list[Node], unit: Unit) -> list[Node]:
    """Of several provisions with one path, those whose level is the one named, if any is."""
    if len(found) < 2 or len(unit.path) > 1:
        return found
    return [n for n in found if n.kind == unit.kind] or found


def _counted(found: list[Node], unit: Unit) -> list[Node]:
    """Of several provisions of one designation the one whose number is said.  Raises `Refusal` M05."""
    if not unit.which or not found:
        return found
    number = len(found) if unit.which == "last" else int(unit.which)
    if number > len(found):
        raise ambiguous(unit, found)
    return [found[number - 1]]


def _last_kind(unit: Unit) -> str:
    return unit.kind if len(unit.path) == 1 else (levels.kinds(unit.path[-1]) or ("",))[0]


def _in_hand(scope: Scope, kind: str) -> Node:
    """ "such paragraph", "the subsection heading": the nearest level of this kind around the one in hand."""
    for node in reversed(line_to(scope.law, scope.unit.id)):
        if node.kind == kind:
            return node
    if len(inner := [n for n in search.provisions(scope.unit) if n.kind == kind]) == 1:
        return inner[0]
    raise Refusal.of("M08", f"No {kind} is in hand here.", words=kind)


def _check_noun(unit: Unit, found: Node, base: Node) -> None:
    """Refuses (M06) a noun that fits neither the shape of the designation nor its depth below the section."""
    shapes = levels.kinds(unit.path[0])
    by_depth = "subsection" if base.kind == "section" else ""
    fits = unit.kind in shapes and (len(unit.path) > 1 or found is base or found.kind == unit.kind)
    if unit.kind in levels.SMALL and shapes and not fits and unit.kind != by_depth:
        likely = found.kind if len(unit.path) == 1 else shapes[0]
        raise Refusal.of(
            "M06",
            f"“{said(unit)}”: ({unit.path[0]}) designates a {likely}.",
            words=said(unit),
            suggestions=(Suggestion(said(replace(unit, kind=likely)), "the level that the designation has"),),
        )


def siblings(scope: Scope, unit: Unit) -> list[Node]:
    """The provisions of a range, in order: paragraphs (2) through (5), "(3A)" included."""
    first = provision(scope, replace(unit, through=""))
    if not unit.through:
        return [first]
    last = provision(scope, replace(unit, path=(*unit.path[:-1], unit.through), through=""))
    line = line_to(scope.law, first.id)
    row = [p for p in (line[-2].parts if len(line) > 1 else ()) if is_level(p)]
    ids = [p.id for p in row]
    if last.id not in ids or ids.index(last.id) < ids.index(first.id):
        raise Refusal.of("M17", f"{said(unit)}: the end of the range does not follow its beginning.", words=said(unit))
    return row[ids.index(first.id) : ids.index(last.id) + 1]


# ---- parts of a provision --------------------------------------------------------------------------


def _chapeau(scope: Scope, locator: Chapeau) -> Scope:
    if locator.before is None:
        parent, before = scope.unit, next(iter(search.provisions(scope.unit)), None)
    else:
        before = provision(scope, locator.before)
        line = line_to(scope.law, before.id)
        parent = line[-2] if len(line) > 1 else scope.unit
    found: list[Node] = []
    for part in parent.parts:
        if before is not None and part.id == before.id:
            break
        if part.is_leaf and part.kind not in (NUM, HEADING) and part.kind not in APPARATUS:
            found.append(part)
        elif is_level(part):
            found = []
    if before is None or not found:
        raise Refusal.of("M12", f"No matter precedes {said(locator.before) if locator.before else 'a list'} there.")
    return Scope(scope.law, parent, tuple((leaf, 0, len(leaf.words)) for leaf in found), "chapeau")


def _flush(scope: Scope, locator: Flush) -> Scope:
    if locator.after is not None:
        after: Node | None = provision(scope, locator.after)
        line = line_to(scope.law, after.id if after else "")
        parent = line[-2] if len(line) > 1 else scope.unit
        if after is not None and after.id == scope.unit.id:
            parent, after = scope.unit, None
    else:
        parent, after = scope.unit, None
    found: list[Node] = []
    seen = False
    for part in parent.parts:
        if is_level(part):
            if after is not None and seen and found:
                break
            seen = seen or after is None or part.id == after.id
            found = [] if after is None else found
        elif seen and part.is_leaf and part.kind not in APPARATUS:
            found.append(part)
    if not found:
        raise Refusal.of("M12", f"No flush text follows {said(locator.after) if locator.after else 'the list'} there.")
    return Scope(scope.law, parent, tuple((leaf, 0, len(leaf.words)) for leaf in found), "flush")


def heading_of(scope: Scope, unit: Unit | None) -> tuple[Node, Node | None]:
    """The level whose heading is meant, and the heading leaf, if there is one."""
    node = scope.unit if unit is None else provision(scope, unit)
    return node, node.part(HEADING)


def _of_heading(scope: Scope, unit: Unit | None) -> Scope:
    node, heading = heading_of(scope, unit)
    if heading is None:
        raise Refusal.of("M13", f"{search.spoken(scope.law, node.id) or 'The provision'} has no heading.")
    return Scope(scope.law, node, ((heading, 0, len(heading.words)),), "heading")


def _of_designation(scope: Scope, unit: Unit | None, heading: bool) -> Scope:
    node = scope.unit if unit is None else provision(scope, unit)
    found = [p for p in node.parts if p.kind == NUM or (heading and p.kind == HEADING)]
    if not found:
        raise Refusal.of("M12", "The provision bears no designation.")
    return Scope(scope.law, node, tuple((leaf, 0, len(leaf.words)) for leaf in found), "designation")


# ---- sentences -------------------------------------------------------------------------------------


def text_stretches(scope: Scope) -> tuple[Stretch, ...]:
    """The stretches of a scope without the provision's own designation and heading."""
    own = {p.id for p in scope.unit.parts if p.kind in (NUM, HEADING)} if scope.kind == "unit" else set()
    return tuple(s for s in scope.stretches if s[0].id not in own)


def _sentence(scope: Scope, locator: Sentence) -> Scope:
    text = replace(scope, stretches=text_stretches(scope))
    said = text.stream.text
    spans = search.sentences(said)
    if locator.opening:
        spans = [span for span in spans if search.pattern(locator.opening).match(said, span[0])]
    return _nth(text, spans, locator.which, locator.through, "sentence")


def _numbered(scope: Scope, locator: Paragraph | Proviso | Word) -> Scope:
    """The paragraph without a designation, the proviso or the word that bears a number."""
    match locator:
        case Paragraph(which):
            scope = replace(scope, stretches=tuple((n, 0, len(n.words)) for n in search.own_leaves(scope.unit)))
            spans = [(p.at, p.at + p.stop - p.start) for p in scope.stream.pieces]
        case Proviso(which):
            spans = search.provisos(scope.stream.text)
        case Word(which):
            scope = replace(scope, stretches=text_stretches(scope))
            spans = [m.span() for m in _WORD.finditer(scope.stream.text)]
    return _nth(scope, spans, which, "", type(locator).__name__.lower())


def _nth(scope: Scope, spans: list[tuple[int, int]], which: str, through: str, noun: str) -> Scope:
    first = _ordinal(which, len(spans))
    last = _ordinal(through, len(spans)) if through else first
    stream = scope.stream
    if first is None or last is None or not spans:
        listed = tuple(Suggestion(stream.text[a:b][:90], f"{noun} {n}") for n, (a, b) in enumerate(spans, 1))
        named = numbered(which)
        raise Refusal.of("M14", f"There are {len(spans)} {noun}s here; there is no {named}.", suggestions=listed[:6])
    start, stop = spans[first][0], spans[last][1]
    return Scope(scope.law, scope.unit, tuple(stream.places(start, stop)), noun)


def _ordinal(which: str, count: int) -> int | None:
    number = {"last": count, "penultimate": count - 1, "only": 1 if count == 1 else 0}.get(which)
    number = int(which) if number is None else number
    return number - 1 if 1 <= number <= count else None


# ---- several provisions ---------------------------------------------------------------------------------


def units_of(scope: Scope, thing: Thing) -> list[Node] | None:
    """The provisions that a thing names, or None where it names words."""
    match thing:
        case Unit():
            return siblings(scope, thing)
        case Units(members):
            return [n for m in members for n in siblings(scope, m)]
        case Whole():
            return [scope.unit]
        case Item(words) if not is_of_contents(thing):
            return [named.listed(scope.unit, words)]
        case Within(inner, where):
            if isinstance(inner, Unit | Units):
                for locator in where:
                    scope = narrow(scope, locator)
                return units_of(scope, inner)
    return None
