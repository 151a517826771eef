"""A last look at an amended law: lists, joins, lone subdivisions and references, where this bill touched them.

Each warning names the instruction after which it holds; what was so before the bill is not reported.
Source: House Legislative Counsel's Manual on Drafting Style, on tabulation and conforming amendments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafting.amend.outcome import EXECUTED, Outcome
from drafting.instruction import Redesignate, Strike
from drafting.step import Splice, Step
from statute import levels, search
from statute.errors import Problem
from statute.levels import is_level
from statute.node import Node, find, leaves, line_to, walk

_CONJUNCTION = re.compile(r"[;,—]\s*(?:(?:and|or|plus)(?:/or)?\s*)+$")
DOUBLED = re.compile(r"\b(\w+) \1\b|[,;:]{2,}|(?<!\.)\.\.(?!\.)|\s[,;:.](?!\d)")
_CLOSERS = re.compile(r"[”’)\]]+$")
ALLOWED = {"that that", "had had"}


def lint(before: Node, after: Node, outcomes: Sequence[Outcome]) -> dict[int, list[Problem]]:
    """The warnings W02, W10, W14 and W15 of a law as amended, by the number of the instruction."""
    done = [o for o in outcomes if o.status == EXECUTED and o.steps]
    if not done:
        return {}
    old = {n.id: n for n in _unshared(before, after)}
    changed = list(_unshared(after, before))
    goes_on = going_on(changed)
    signed = {id: o.instruction.number for o in done for id in _touched(o.steps)}
    found: dict[int, list[Problem]] = {}
    for level in changed:
        if level.is_leaf:
            if level.id in signed and (problem := _doubled(old.get(level.id), level)):
                found.setdefault(signed[level.id], []).append(problem)
            continue
        was = old.get(level.id)
        if was is level or not any(part.kind in levels.SMALL for part in level.parts):
            continue
        number = next((signed[n.id] for n in _near(level) if n.id in signed), 0)
        if number:
            found.setdefault(number, []).extend(_list(after, was, level, level.id in goes_on))
            found[number] += _lone(after, was, level)
    for outcome in done:
        if isinstance(outcome.instruction.act, Redesignate):
            found.setdefault(outcome.instruction.number, []).extend(_references(before, after, outcome))
        elif isinstance(outcome.instruction.act, Strike):
            found.setdefault(outcome.instruction.number, []).extend(_to_struck(after, outcome))
    return {n: problems for n, problems in found.items() if problems}


def _unshared(law: Node, other: Node | None) -> Iterator[Node]:
    """The nodes of a law in document order, less those that another state of it holds at the same place."""
    yield law
    there = {part.id: part for part in other.parts} if other is not None else {}
    for part in law.parts:
        if part is not (twin := there.get(part.id)):
            yield from _unshared(part, twin)


def _touched(steps: Iterable[Step]) -> Iterable[str]:
    for step in steps:
        yield step.at
        if isinstance(step, Splice) and isinstance(step.new, tuple):
            yield from (n.id for p in step.new for n in walk(p))
        elif not isinstance(step, Splice):
            yield step.shell.id


def _near(level: Node) -> Iterable[Node]:
    """The level, its items and their last leaves: what decides how its list reads."""
    yield level
    for part in reversed(level.parts):
        yield part
        yield from (p for p in walk(part) if p.is_leaf)


def _doubled(was: Node | None, leaf: Node) -> Problem | None:
    """W10: a word or mark doubled that was not so before."""
    earlier = {m[0] for m in DOUBLED.finditer(was.words)} if was is not None else set()
    for match in DOUBLED.finditer(leaf.words):
        if match[0] not in earlier and match[0].lower() not in ALLOWED and was is not None:
            around = leaf.words[max(0, match.start() - 20) : match.end() + 20]
            return Problem("W10", f"It now reads “…{around}…”.", words=match[0])
    return None


def list_ends(level: Node) -> list[str]:
    """How each item of a level ends: its last words, without the marks that close a quotation or bracket."""
    return [_CLOSERS.sub("", _last_words(p)) for p in level.parts if is_level(p)]


def _last_words(item: Node) -> str:
    said = [leaf for leaf in leaves(item) if leaf.words]
    return search.stream_of(said[-2:]).text.rstrip()


def going_on(nodes: Iterable[Node]) -> set[str]:
    """The levels after which a list or a sentence around them goes on: their own lists may end so.

    nodes: those of a law, each after the one that holds it.
    """
    found: set[str] = set()
    for node in nodes:
        levels_in = [p for p in node.parts if is_level(p)]
        found |= {p.id for p in levels_in[:-1]}
        if levels_in and (node.id in found or node.parts[-1] is not levels_in[-1]):
            found.add(levels_in[-1].id)
    return found


def list_is_right(ends: list[str], flush: bool) -> bool:
    """One conjunction, on the last item but one, and a final mark; lists of sentences have neither."""
    if len(ends) < 2 or all(e.endswith((".", "—")) or not e for e in ends):
        return True
    if ends[-1].endswith((";", ",")) or _CONJUNCTION.search(ends[-1]):
        return flush
    if ends[-1].endswith(".") and not ends[-2].endswith("."):
        return bool(_CONJUNCTION.search(ends[-2]))
    return not (ends[-2].endswith(".") and not ends[0].endswith("."))


def _list(law: Node, was: Node | None, level: Node, goes_on: bool) -> list[Problem]:
    """W02: a list whose conjunction or final mark is wrong now."""
    if sum(map(is_level, level.parts)) < 2:
        return []
    flush = goes_on or (bool(level.parts) and not is_level(level.parts[-1]))
    ends = list_ends(level)
    if list_is_right(ends, flush):
        return []
    if was is not None and not list_is_right(list_ends(was), flush):
        return []
    tails = "; ".join(f"“…{e[-18:]}”" for e in ends[-3:])
    where = search.spoken(law, level.id)
    return [Problem("W02", f"The list of {where} now ends {tails}.", words=ends[-1][-40:])]


def _lone(law: Node, was: Node | None, level: Node) -> list[Problem]:
    """W15: one subdivision without a second, where there was none before."""
    inside = [p for p in level.parts if is_level(p) and p.kind in levels.SMALL]
    before = [p for p in was.parts if is_level(p)] if was is not None else []
    if len(inside) != 1 or len(before) == 1:
        return []
    name = levels.designation(inside[0])
    return [Problem("W15", f"{search.spoken(law, level.id)} has ({name}) and no other.", words=f"({name})")]


def _references(before: Node, after: Node, outcome: Outcome) -> list[Problem]:
    """W14: references in the same section to provisions by the designation that they had."""
    found: list[Problem] = []
    for id in dict.fromkeys(step.at for step in outcome.steps):
        line = line_to(after, id)
        was = find(before, line[-2].id) if len(line) > 1 and line[-2].parts[0] is line[-1] else None
        if was is None or was.kind not in levels.SMALL:
            continue
        said, now = f"{was.kind} ({levels.designation(was)})", levels.designation(line[-2])
        if levels.designation(was) == now:
            continue
        section = next((node for node in line if node.kind == "section"), after)
        places = [n for n in walk(section) if n.is_leaf and search.hits(n.words, said)]
        if places:
            where = ", ".join(dict.fromkeys(search.spoken(after, n.id) for n in places[:5]))
            found.append(Problem("W14", f"“{said}”, now ({now}), is referred to in {where}.", words=said))
    return found


def _to_struck(after: Node, outcome: Outcome) -> list[Problem]:
    """W14: references to a provision that was struck, where none bears its designation now."""
    gone = [n for s in outcome.steps if isinstance(s, Splice) and isinstance(s.old, tuple) for n in s.old]
    found: list[Problem] = []
    for node in (n for n in gone if is_level(n) and n.kind in levels.SMALL):
        said = f"{node.kind} ({levels.designation(node)})"
        parent = find(after, outcome.steps[0].at)
        if parent is None or any(levels.designation(p) == levels.designation(node) for p in search.provisions(parent)):
            continue
        places = [n for n in walk(parent) if n.is_leaf and search.hits(n.words, said)]
        if places:
            where = ", ".join(dict.fromkeys(search.spoken(after, n.id) for n in places[:5]))
            found.append(Problem("W14", f"“{said}”, struck, is referred to in {where}.", words=said))
    return found
