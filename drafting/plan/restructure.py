"""Changes of words that change the levels: a level closes round text, opens, or a range goes across provisions.

When an inserted string starts with a designation at the very start of a text, the text moves into the new
level; in the middle of a sentence, what follows becomes the tail of the last new level.
"""

from __future__ import annotations

import itertools

from drafting.plan import spacing
from drafting.plan.execution import Execution, index_of
from drafting.plan.fitting import ended, has_levels, kind_for, wrong_level
from drafting.plan.scope import Scope
from drafting.step import Splice
from statute import levels
from statute.errors import Refusal
from statute.levels import RANK, is_level
from statute.node import HEADING, NUM, TEXT, Node, leaves, line_to, walk


def exchange(ex: Execution, scope: Scope, span: tuple[int, int], parts: tuple[Node, ...]) -> None:
    """Puts parts (one leaf of words, or levels) in the place of a span of a scope's stream.

    Raises `Refusal` M24, M29 where the levels would not nest.
    """
    places = scope.stream.places(*span)
    if not places:
        places = _at_point(scope, span[0])
    words = parts[0].words if len(parts) == 1 and parts[0].is_leaf else ""
    if not has_levels(parts):
        _words(ex, places, words)
        return
    first, start, _ = places[0]
    if first.kind == NUM and start == 0:
        _headed(ex, places, parts)
    else:
        _inside(ex, places, parts)


def _at_point(scope: Scope, at: int) -> list[tuple[Node, int, int]]:
    """The place of an insertion: the leaf that ends or begins there."""
    for piece in scope.stream.pieces:
        if piece.at <= at <= piece.at + piece.stop - piece.start:
            offset = piece.start + at - piece.at
            return [(piece.leaf, offset, offset)]
    raise Refusal.of("M12", "There is no text at that place.")


# ---- words -----------------------------------------------------------------------------------------


def _words(ex: Execution, places: list[tuple[Node, int, int]], new: str) -> None:
    """Words in the place of words, across leaves where they go on."""
    first, start, stop = places[0]
    if len(places) == 1:
        _one_leaf(ex, first, start, stop, new)
        return
    if first.kind == NUM and start == 0:
        _opened(ex, places, new)
        return
    last = places[-1][0]
    if first.kind == HEADING and last.kind != HEADING and not new.strip():
        raise Refusal.of("M29", "The words struck begin in a heading and end in the text.")
    tail = _clear_between(ex, places)
    joined = _joined(new, tail)
    ex.words(first, start, len(first.words), joined)


def _one_leaf(ex: Execution, leaf: Node, start: int, stop: int, new: str) -> None:
    if leaf.kind == HEADING and leaf.words.isupper():
        new = new.upper()
    ex.words(leaf, start, stop, new)
    if not ex.now(leaf).words.strip() and leaf.kind in (TEXT, HEADING):
        ex.strike(leaf)


def _joined(new: str, tail: str) -> str:
    if not new:
        return tail.strip() if tail[:1] not in ",;:." else tail
    return new + tail if not spacing.joins(new, tail) or not tail.strip() else f"{new} {tail.lstrip()}"


def _clear_between(ex: Execution, places: list[tuple[Node, int, int]]) -> str:
    """Strikes everything after the first leaf up to the end of a range; gives the words left of the last leaf."""
    first = places[0][0]
    last, _, end = places[-1]
    tail = last.words[end:]
    covered = {leaf.id for leaf, _, _ in places[1:]}
    home = ex.level_of(first)
    struck_nums = {leaf.id for leaf, _, _ in places if leaf.kind == NUM}
    keeps_tail = _num_id(ex.level_of(last)) not in struck_nums and ex.level_of(last).id != home.id
    gone = _maximal(ex, home, covered, struck_nums, last if keeps_tail else None)
    struck = [f"({levels.designation(n)})" for n in gone if is_level(n)]
    if struck and not ex.to_the_end:
        named = " and ".join([", ".join(struck[:-1]), struck[-1]] if len(struck) > 2 else struck)
        ex.warn("W09", f"{named} {'is' if len(struck) == 1 else 'are'} struck.")
    for node in gone:
        rest = _left_over(node, covered)
        if rest:
            _adopt(ex, first, rest)
        ex.strike(node)
    if keeps_tail:
        ex.words(last, 0, end, "")
        return ""
    return tail


def _num_id(node: Node) -> str:
    num = node.part(NUM)
    return num.id if num is not None else ""


def _maximal(ex: Execution, home: Node, covered: set[str], nums: set[str], spare: Node | None) -> list[Node]:
    """The largest nodes that a range takes away: levels whose designation is struck, and single leaves."""
    found: list[Node] = []
    taken: set[str] = set()
    for id in (leaf.id for leaf in leaves(ex.law) if leaf.id in covered):
        line = line_to(ex.law, id)
        level = next((n for n in line if is_level(n) and _num_id(n) in nums), None)
        node = level if level is not None else line[-1]
        if node.id not in taken and (spare is None or node.id != spare.id):
            taken.add(node.id)
            found.append(node)
    return found


def _left_over(node: Node, covered: set[str]) -> list[Node]:
    """Whole parts of a level taken away that the range did not reach: they stay in the law."""
    if node.is_leaf:
        return []
    return [p for p in node.parts if not any(leaf.id in covered for leaf in leaves(p)) and any(leaves(p))] + [
        q
        for p in node.parts
        if is_level(p) and any(leaf.id in covered for leaf in leaves(p))
        for q in _left_over(p, covered)
    ]


def _adopt(ex: Execution, first: Node, rest: list[Node]) -> None:
    """Moves parts that lose their level behind the leaf that the range began in."""
    home = ex.parent(first)
    at = index_of(home, ex.now(first)) + 1
    for offset, part in enumerate(rest):
        ex.move(part, ex.now(home), at + offset)


def _opened(ex: Execution, places: list[tuple[Node, int, int]], new: str) -> None:
    """A designation struck with no new one: the level opens and its text moves up."""
    level = ex.level_of(places[0][0])
    last, _, end = places[-1]
    if {leaf.id for leaf, _, _ in places} == {leaf.id for leaf in leaves(level)} and end == len(last.words):
        _exchange_whole(ex, level, new)
        return
    inside = {p.id for p in level.parts if p.is_leaf}
    if any(leaf.id not in inside for leaf, _, _ in places):
        raise Refusal.of("M29", "The words struck begin with a designation and end in another provision.")
    for leaf, start, stop in reversed(places):
        if leaf.kind not in (NUM, HEADING):
            ex.words(leaf, start, stop, new)
    ex.unwrap(level)


def _exchange_whole(ex: Execution, level: Node, new: str) -> None:
    """A provision struck to its last word, and words, if any, put in its place."""
    if new:
        ex.replace(level, (Node(TEXT, new),))
    else:
        ex.strike(level)


# ---- levels ----------------------------------------------------------------------------------------


def _headed(ex: Execution, places: list[tuple[Node, int, int]], parts: tuple[Node, ...]) -> None:
    """A designation and what follows it struck, and levels put there: the provision is headed anew."""
    level = ex.level_of(places[0][0])
    own = {p.id for p in level.parts if p.is_leaf}
    if len(parts) == 1 and _is_chain(parts[0]) and all(leaf.id in own for leaf, _, _ in places):
        _headed_in_place(ex, level, places, parts[0])
        return
    parent = ex.parent(level)
    fits = tuple(p.having(kind=level.kind) if is_level(p) else p for p in parts)
    tail, rest = _remains(level, places)
    if _last_words(fits).endswith("—"):
        tail = tail.lstrip()
    new = ended(fits, tail, rest)
    kept = {n.id for part in rest for n in walk(part)}
    at = index_of(parent, level)
    ex.do(Splice(parent.id, at, (level,), _identified(ex, new, kept), ex.by))


def _headed_in_place(ex: Execution, level: Node, places: list[tuple[Node, int, int]], new: Node) -> None:
    """The designation, the heading and the words each amended where they stand; inner levels close round the text."""
    struck = {leaf.id: stop for leaf, _, stop in places}
    for kind in (NUM, HEADING):
        old, fresh = level.part(kind), new.part(kind)
        if old is not None and fresh is not None:
            ex.words(old, 0, len(old.words), fresh.words, exact=True)
        elif old is not None and old.id in struck:
            ex.strike(old)
        elif old is None and fresh is not None:
            ex.insert(ex.now(level), 1, (fresh,))
    text = next((p for p in level.parts if p.kind == TEXT), None)
    inner = next((p for p in new.parts if is_level(p)), None)
    words = next((p.words for p in new.parts if p.kind == TEXT), "")
    if text is None:
        ex.insert(ex.now(level), len(ex.now(level).parts), tuple(p for p in new.parts if p.kind not in (NUM, HEADING)))
    elif inner is not None:
        _close_round(ex, ex.now(level), ex.now(text), struck.get(text.id, 0), inner)
    elif text.id in struck:
        ex.words(text, 0, struck[text.id], words)
    elif words:
        ex.words(text, 0, 0, words)


def _remains(level: Node, places: list[tuple[Node, int, int]]) -> tuple[str, tuple[Node, ...]]:
    """What of a level a range leaves: words of its last leaf, and the parts after it."""
    last, _, end = places[-1]
    tail = last.words[end:] if last.kind not in (NUM, HEADING) else ""
    line = line_to(level, last.id)
    rest: list[Node] = []
    for parent, child in reversed(list(itertools.pairwise(line))):
        rest += parent.parts[index_of(parent, child) + 1 :]
    return tail, tuple(rest)


def _identified(ex: Execution, parts: tuple[Node, ...], kept: set[str]) -> tuple[Node, ...]:
    """The parts with ids for what is new in them; what was in the law keeps its own."""
    count = 0

    def named(part: Node) -> Node:
        nonlocal count
        count += 1
        id = part.id if part.id in kept else f"i{ex.by}.{len(ex.steps)}.{count}"
        return part.having(id=id, content=part.content if part.is_leaf else tuple(named(p) for p in part.parts))

    return tuple(named(p) for p in parts)


def _inside(ex: Execution, places: list[tuple[Node, int, int]], parts: tuple[Node, ...]) -> None:
    """Levels put into a text: round it where they begin it, else as what the sentence goes on with."""
    first, start, stop = places[0]
    home = ex.level_of(first)
    lead = "".join(p.words for p in parts[:1] if p.is_leaf)
    new = tuple(p for p in parts if is_level(p))
    own = [p for p in home.parts if p.is_leaf and p.kind not in (NUM, HEADING)]
    begins = start == 0 and not lead and own and own[0].id == first.id
    if begins and len(places) == 1 and len(new) == 1 and _is_chain(new[0]) and _deeper(home, new[0]) is not None:
        _close_round(ex, home, first, stop, new[0])
        return
    _go_on(ex, home, places, lead, new)


def _is_chain(level: Node) -> bool:
    """Whether a level holds but one text, however many designations deep: "(2)(A) The Board"."""
    inner = [p for p in level.parts if is_level(p)]
    texts = [p for p in level.parts if not is_level(p) and p.kind not in (NUM, HEADING)]
    return len(inner) + len(texts) <= 1 and all(map(_is_chain, inner))


def _deeper(home: Node, new: Node) -> str | None:
    """The level of new matter that goes inside `home`, or None where it is no deeper."""
    there = [p for p in home.parts if is_level(p)]
    kinds = [k for k in (levels.kinds(levels.designation(new)) or (new.kind,)) if RANK[k] > RANK.get(home.kind, 0)]
    if there:
        kinds = [k for k in kinds if all(RANK[k] < RANK[p.kind] or p.kind == k for p in there)]
    kinds.sort(key=lambda k: RANK[k])
    return kinds[0] if kinds else None


def _close_round(ex: Execution, home: Node, leaf: Node, stop: int, new: Node) -> None:
    """Closes a level, and those inside it, round a text from its start: D13."""
    level: Node | None = new
    holder = home
    text = ""
    while level is not None:
        kind = _deeper(holder, level) if holder is home else level.kind
        if kind is None:
            raise wrong_level(level, holder)
        shell_parts = tuple(p for p in level.parts if p.kind in (NUM, HEADING))
        inner = next((p for p in level.parts if is_level(p)), None)
        text = next((p.words for p in level.parts if p.kind == TEXT), text)
        if any(p.kind == kind for p in holder.parts if is_level(p)):
            _close_to_sibling(ex, holder, leaf, kind, shell_parts)
            level = None
            break
        begin = index_of(holder, ex.now(leaf))
        end = _reach(holder, begin, kind)
        holder = ex.wrap(holder, begin, end, Node(kind, shell_parts))
        level = inner
    ex.words(ex.now(leaf), 0, stop, text)


def _reach(holder: Node, begin: int, kind: str) -> int:
    """How far a level closing round a text reaches: over all that is deeper than it."""
    end = begin + 1
    while end < len(holder.parts):
        part = holder.parts[end]
        if is_level(part) and RANK[part.kind] <= RANK[kind]:
            break
        end += 1
    return end


def _close_to_sibling(ex: Execution, holder: Node, leaf: Node, kind: str, shell_parts: tuple[Node, ...]) -> None:
    """Existing text becomes the first of provisions that stand there already: "(1)" before a text with (2), (3)."""
    begin = index_of(holder, ex.now(leaf))
    ex.wrap(holder, begin, begin + 1, Node(kind, shell_parts))


def _go_on(ex: Execution, home: Node, places: list[tuple[Node, int, int]], lead: str, new: tuple[Node, ...]) -> None:
    """Levels in the middle of a text: what follows the place becomes the tail of the last of them."""
    first, start, stop = places[0]
    tail = _clear_between(ex, places) if len(places) > 1 else first.words[stop:]
    anchor, kind = _anchor(ex, home, new[0])
    home = ex.now(home)
    rest = home.parts[index_of(home, ex.now(first)) + 1 :]
    inner = tuple(p for p in rest if is_level(p) and RANK[p.kind] > RANK[kind]) if anchor is None else rest
    if anchor is not None and anchor.id != home.id and rest:
        raise Refusal.of("M24", "Text follows the new provision that would belong to neither.")
    for part in inner:
        ex.strike(part)
    before = first.words[:start]
    if not lead or not spacing.joins(before.rstrip(), lead):
        before = before.rstrip()
    elif not before.endswith(" "):
        lead = f" {lead}"
    ex.words(first, len(before), len(first.words), lead, exact=True)
    named = tuple(p.having(kind=kind) for p in new)
    tail = f" {tail.lstrip()}" if tail[:1].isspace() or spacing.joins(_last_words(named), tail) else tail
    grown = ended(named, tail, inner)
    if anchor is None:
        parent, at = ex.now(home), index_of(ex.now(home), ex.now(first)) + 1
    else:
        parent = ex.parent(ex.now(anchor))
        at = index_of(parent, ex.now(anchor)) + 1
    kept = {n.id for part in inner for n in walk(part)}
    ex.do(Splice(parent.id, at, (), _identified(ex, grown, kept), ex.by))
    if not (before + lead).strip():
        ex.strike(first)


def _last_words(parts: tuple[Node, ...]) -> str:
    node = parts[-1]
    while node.parts:
        node = node.parts[-1]
    return node.words


def _anchor(ex: Execution, home: Node, new: Node) -> tuple[Node | None, str]:
    """After which level the new ones go, and their kind; None: inside `home`."""
    if (kind := _deeper(home, new)) is not None and kind != home.kind:
        there = [p for p in home.parts if is_level(p)]
        if not there or kind_for(levels.designation(new), kind, home) is not None:
            return None, kind
    possible = levels.kinds(levels.designation(new)) or (new.kind,)
    for level in reversed([n for n in line_to(ex.law, home.id) if is_level(n)]):
        if level.kind in possible:
            return level, level.kind
    raise wrong_level(new, home)
