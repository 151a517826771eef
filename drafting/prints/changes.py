"""The changes of a redline one by one, each with its place before and after: a list, its counts, and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafting.cells import inert
from drafting.prints.manuscript import Look, Manuscript
from statute import levels
from statute.markup.woven import is_leaf
from statute.node import APPARATUS, NUM, RUN, Mark, Node
from statute.search import words_of

INSERTED, STRUCK, REPLACED, MOVED = "inserted", "struck", "replaced", "moved"
REDESIGNATED, CLOSED, DISSOLVED = "redesignated", "level closed round text", "level taken away"
_HEADS = ("law", "change", "before", "after", "struck", "inserted", "instruction", "place in the bill", "language")
#: A level and its designation, on the way down to a place.
_Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind, where it stood and stands ("section 907(b)"; "" where it did not or does not),
    the words struck and inserted, and the number of the instruction (0 where none made it)."""

    kind: str
    before: str = ""
    after: str = ""
    struck: str = ""
    inserted: str = ""
    by: int = 0


def changes(marked: Node) -> tuple[Change, ...]:
    """The changes of a redline in document order; a provision that moved is one change, where it came to stand."""
    finder = _Finder()
    finder.node(marked, (), ())
    return tuple(_joined(_moved(finder.found)))


def counted(found: Sequence[Change]) -> dict[str, int]:
    """How many changes there are of each kind."""
    return dict(Counter(change.kind for change in found))


def summary(found: Sequence[Change]) -> str:
    """The counts in a line: "5 changes: 2 inserted, 3 replaced."."""
    if not found:
        return "No change."
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(counted(found).items()))
    return f"{len(found)} change{'' if len(found) == 1 else 's'}: {kinds}."


def write(manuscript: Manuscript, look: Look) -> bytes:
    """The changes of all sheets as CSV (RFC 4180), one a line, after a line of headings."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_HEADS)
    said = manuscript.said()
    for sheet in manuscript.sheets:
        for c in changes(sheet.marked):
            one = said.get(c.by)
            bill = (one.place, one.words) if one is not None else ("", "")
            row = (sheet.name or sheet.path, c.kind, c.before, c.after, c.struck, c.inserted, f"{c.by or ''}", *bill)
            table.writerow(map(inert, row))
    return out.getvalue().encode()


# ---- finding ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Finder:
    """Changes as they are found, each with the id of the provision that went or came whole, or ""."""

    found: list[tuple[Change, str]] = field(default_factory=list)

    def node(self, node: Node, old: tuple[_Step, ...], new: tuple[_Step, ...]) -> None:
        """Notes what changed in a node that stands below these levels."""
        mark = node.mark.change if node.mark is not None else ""
        by = node.mark.by if node.mark is not None else 0
        if node.kind in APPARATUS:
            return
        if node.kind in levels.RANK and node.kind != "law":
            was, now = _designations(node)
            old = old if mark in ("ins", "wrap") else (*old, (node.kind, was))
            new = new if mark in ("del", "unwrap") else (*new, (node.kind, now))
        if mark == "del":
            self.found.append((Change(STRUCK, _said(old), "", words_of(_plain(node)), "", by), node.id))
        elif mark == "ins":
            self.found.append((Change(INSERTED, "", _said(new), "", words_of(_plain(node)), by), node.id))
        elif is_leaf(node):
            self._leaf(node, old, new)
        else:
            for part in self._below(node, mark, by, old, new):
                self.node(part, old, new)

    def _below(
        self, node: Node, mark: str, by: int, old: tuple[_Step, ...], new: tuple[_Step, ...]
    ) -> tuple[Node, ...]:
        """What is to be looked at inside a node: of a level that closed or came undone, all but its own head."""
        if mark not in ("wrap", "unwrap"):
            return node.parts
        change = "ins" if mark == "wrap" else "del"
        head = [p for p in node.parts if p.mark == Mark(change, by) and is_leaf(p)]
        words = " ".join(p.words for p in head)
        places = (_said(old), _said(new))
        made = Change(CLOSED, *places, "", words, by) if mark == "wrap" else Change(DISSOLVED, *places, words, "", by)
        self.found.append((made, ""))
        return tuple(p for p in node.parts if p not in head)

    def _leaf(self, leaf: Node, old: tuple[_Step, ...], new: tuple[_Step, ...]) -> None:
        if leaf.kind == NUM and (by := next((r.mark.by for r in leaf.parts if r.mark), -1)) >= 0:
            was, now = (_without(leaf, gone) for gone in ("ins", "del"))
            self.found.append((Change(REDESIGNATED, _said(old), _said(new), was, now, by), ""))
            return
        for changed, group in groupby(leaf.parts, key=lambda run: run.mark is not None):
            runs = list(group)
            if not changed:
                continue
            struck, inserted = ("".join(r.words for r in runs if r.mark and r.mark.change == c) for c in ("del", "ins"))
            by = next((r.mark.by for r in runs if r.mark), 0)
            kind = REPLACED if struck and inserted else STRUCK if struck else INSERTED
            self.found.append((Change(kind, _said(old), _said(new), struck, inserted, by), ""))


def _moved(found: list[tuple[Change, str]]) -> Iterator[Change]:
    """The changes, a provision struck at one place and inserted at another told once, as moved."""
    struck = {id: c for c, id in found if c.kind == STRUCK and id}
    inserted = {id for c, id in found if c.kind == INSERTED and id}
    for change, id in found:
        if change.kind == STRUCK and id in inserted:
            continue
        if change.kind == INSERTED and id in struck:
            yield replace(change, kind=MOVED, before=struck[id].before, struck=struck[id].struck)
        else:
            yield change


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """The changes, a provision struck and the one put in its place by the same instruction told as one."""
    last: Change | None = None
    for change in found:
        if last is not None and _takes_its_place(change, last):
            yield replace(change, kind=REPLACED, before=last.before, struck=last.struck)
            last = None
            continue
        if last is not None:
            yield last
        last = change
    if last is not None:
        yield last


def _takes_its_place(new: Change, old: Change) -> bool:
    return (old.kind, new.kind) == (STRUCK, INSERTED) and (old.by, old.before) == (new.by, new.after)


def _plain(node: Node) -> Node:
    """The node with its runs joined."""
    if node.parts and all(p.kind == RUN for p in node.parts):
        return node.having(content="".join(r.words for r in node.parts))
    return node if node.is_leaf else node.having(content=tuple(map(_plain, node.parts)))


def _designations(level: Node) -> tuple[str, str]:
    """The bare designation of a level as it stood and as it is."""
    found = []
    for gone in ("ins", "del"):
        nums = [p for p in level.parts if p.kind == NUM and not (p.mark and p.mark.change == gone)]
        found.append(levels.bare(_without(nums[0], gone)) if nums else "")
    return found[0], found[1]


def _without(leaf: Node, gone: str) -> str:
    """The words of a leaf without those of its runs that came ("ins") or went ("del")."""
    return leaf.words or "".join(r.words for r in leaf.parts if not (r.mark and r.mark.change == gone))


def _said(line: Sequence[_Step]) -> str:
    """A place as a lawyer says it: "section 907(b)(1)", "subsection (b)(1)", "title II"."""
    small = [(kind, designation) for kind, designation in line if kind not in levels.BIG]
    if not small:
        return next((f"{kind} {designation}" for kind, designation in reversed(line) if designation), "")
    pin = "".join(f"({designation})" for kind, designation in small if kind != "section")
    kind, designation = small[0]
    return f"section {designation}{pin}" if kind == "section" else f"{kind} {pin}"
