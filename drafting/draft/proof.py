"""The proof of what is drafted: written, read back and carried out, it must give the law that is wanted.

Both laws are compared as a bill can print them; what print does not show, no bill can change.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from drafting.amend.errand import execute
from drafting.amend.outcome import EXECUTED
from drafting.instruction import Instruction
from drafting.parse.measure import parse
from drafting.thing import Matter
from drafting.write.language import write
from statute import levels
from statute.errors import Refusal
from statute.formats import text
from statute.lines import printed
from statute.node import APPARATUS, HEADING, NUM, TEXT, Node, find, numbered, same

_BLANKS = re.compile(r"[ \t]{2,}")


def shortfall(before: Node, goal: Node, drafted: list[tuple[Instruction, str]]) -> tuple[str, set[str]]:
    """What the instructions read, and the ids of the provisions for which they do not do what they should."""
    try:
        written = write(one for one, _ in drafted)
        read = parse(text.read(written, bill=True))
        if wrong := _misread(read, drafted):
            return written, wrong
        amended = execute(before, read)
    except Refusal:
        return "", {owner for _, owner in drafted} or {before.id}
    owners = [owner for _, owner in drafted]
    refused = {owners[n] for n, o in enumerate(amended.outcomes) if o.status != EXECUTED}
    if not refused and not alike(after := as_printed(amended.after), goal):
        refused = {_astray(after, goal, before) or goal.id}
    return written, refused


def as_printed(node: Node) -> Node:
    """The law as a bill can print it: curly marks, one blank for several, no text without words."""
    if node.is_leaf:
        said = _BLANKS.sub(" ", text.curled(node.words))
        return node if said == node.words else node.having(content=said, beside=())
    if (both := levels.apart(node)) is not node:
        below = both.parts[-1]
        node = both.having(content=(*both.parts[:-1], numbered(below, f"{node.id}.")))
    parts = (p for p in node.parts if (p.kind != TEXT or p.words.strip()))
    return node.having(content=tuple(as_printed(p) for p in parts))


def _misread(read: Sequence[Instruction], drafted: list[tuple[Instruction, str]]) -> set[str]:
    """The provision of the first instruction that is not read back as it was written."""
    for n, (one, owner) in enumerate(drafted):
        if n >= len(read) or not _says_same(one, read[n]):
            return {owner}
    return {drafted[-1][1]} if len(read) > len(drafted) else set()


def _says_same(one: Instruction, other: Instruction) -> bool:
    return one.where == other.where and _plain(one.act) == _plain(other.act)


def _plain(value: object) -> object:
    """A value to compare what is said: matter as its print; which level "(i)" is, its place alone decides."""
    if isinstance(value, Matter) and value.parts:
        return tuple(line for _, line in _print(Node("quoted", value.parts)))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(_plain(getattr(value, f.name)) for f in dataclasses.fields(value))
    return value


def alike(a: Node, b: Node) -> bool:
    """Whether two laws are the same to the letter, or print alike: a bill amends no more than print shows."""
    return same(a, b, ids=False) or _print(a) == _print(b)


def _print(node: Node) -> list[tuple[int, str]]:
    """The lines of print; a heading and a designation are run in with what follows; editors' brackets are left out."""
    found: list[tuple[int, str]] = []
    goes_on = False
    for line in printed.lines(node):
        kinds = {bit.kind for bit in line.bits} - {printed.PRINT}
        said = "".join(bit.words for bit in line.bits if bit.kind != "editorial")
        if goes_on and found:
            depth, head = found.pop()
            found.append((depth, head + said.removeprefix("“")))
        else:
            found.append((line.depth, said))
        goes_on = kinds == {NUM} or (HEADING in kinds and said.endswith("—"))
    return found


def _astray(result: Node, goal: Node, before: Node) -> str:
    """The id of the lowest provision that was to be otherwise, as `before` knows it."""
    ours, theirs = ([p for p in n.parts if p.kind not in APPARATUS] for n in (result, goal))
    shapes = [(p.kind, p.words) if p.is_leaf else (p.kind, "") for p in ours]
    if shapes == [(p.kind, p.words) if p.is_leaf else (p.kind, "") for p in theirs]:
        for a, b in zip(ours, theirs, strict=True):
            if not same(a, b, ids=False) and (found := _astray(a, b, before)):
                return found
    return goal.id if find(before, goal.id) is not None else ""
