"""Two texts of a law to amendatory language: each change in the fewest words that can mean only it.

What is drafted is written, read back and carried out before it is given; it must make of the law as it was
the law as it is to be, letter for letter as print has it.  Where a form does not, the provision is restated,
then the one around it, up to the section.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.amend import execute
from drafting.assemble import assembled, homes_of
from drafting.diff import diff
from drafting.instruction import Instruction, Restate, Unit, Whole
from drafting.outcome import EXECUTED
from drafting.parse import parse
from drafting.step import run
from drafting.write import write
from statute import levels
from statute.citation import Citation
from statute.errors import Refusal
from statute.formats import text
from statute.node import APPARATUS, TEXT, Node, find, line_to, same, words

_BLANKS = re.compile(r"[ \t]{2,}")
SURGICAL, RESTATED = "surgical", "restated"
#: Rounds of proof in which single provisions are restated; after them, whole sections.
ROUNDS = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """Amendatory language that has passed its proof.

    text: as a bill says it.  quoted: how many words stand between quotation marks.  form: "restated"
    where every section that changes is restated whole, else "surgical".
    """

    instructions: tuple[Instruction, ...]
    text: str
    quoted: int
    form: str


def draft(before: Node, after: Node, citation: Citation) -> Draft:
    """The amendments that make `after` of `before`, the law or section that `citation` names.

    Two texts that are the same give no instruction.  Raises `Refusal` A01 where no form passes its proof,
    M11 where the two are not of one kind.
    """
    return _proved(before, after, citation, frozenset())


def restate(before: Node, after: Node, citation: Citation) -> Draft:
    """The same amendments with every section that changes restated whole.  Raises as `draft`."""
    return _proved(before, after, citation, frozenset(h.id for h in homes_of(before)))


# ---- the proof -------------------------------------------------------------------------------------


def _proved(before: Node, after: Node, citation: Citation, forced: frozenset[str]) -> Draft:
    old, new = _as_printed(before), _as_printed(after)
    if same(old, new, ids=False):
        return Draft((), "", 0, SURGICAL)
    goal = run(old, diff(old, new))
    homes = frozenset(h.id for h in homes_of(before))
    for turn in range(ROUNDS + len(homes) + 3):
        forced |= homes if turn >= ROUNDS else frozenset()
        drafted = assembled(old, goal, citation, forced)
        written, failed = _tried(before, goal, drafted)
        if not failed:
            instructions = tuple(one for one, _ in drafted)
            every = all(map(_is_section, instructions))
            return Draft(instructions, written, sum(map(_quoted, instructions)), RESTATED if every else SURGICAL)
        wider = frozenset(_wider(before, id, forced, homes) for id in failed)
        if wider <= forced:
            wider = homes if not homes <= forced else frozenset((before.id,))
        if wider <= forced:
            break
        forced |= wider
    raise Refusal.of("A01", "No usual form of amendment makes this change and reads back as itself.")


def _as_printed(node: Node) -> Node:
    """The law as a bill can print it: curly marks, one blank for several, no text without words."""
    if node.is_leaf:
        words = _BLANKS.sub(" ", text.curled(node.words))
        return node if words == node.words else replace(node, content=words, beside=())
    said = (p for p in node.parts if p.kind != TEXT or p.words.strip())
    return replace(node, content=tuple(_as_printed(p) for p in said))


def _is_section(one: Instruction) -> bool:
    """Whether an instruction restates a whole section."""
    return (
        isinstance(one.act, Restate)
        and one.act.what == Whole()
        and one.target is not None
        and not one.target.citation.pin
    )


def _tried(before: Node, goal: Node, drafted: list[tuple[Instruction, str]]) -> tuple[str, set[str]]:
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
    if not refused and not same(after := _as_printed(amended.after), goal, ids=False):
        refused = {_astray(after, goal, before) or goal.id}
    return written, refused


def _misread(read: Sequence[Instruction], drafted: list[tuple[Instruction, str]]) -> set[str]:
    """The provision of the first instruction that is not read back as it was written."""
    for n, (one, owner) in enumerate(drafted):
        if n >= len(read) or not _says_same(one, read[n]):
            return {owner}
    return {drafted[-1][1]} if len(read) > len(drafted) else set()


def _says_same(one: Instruction, other: Instruction) -> bool:
    return one.where == other.where and _plain(one.act) == _plain(other.act)


def _plain(value: object) -> object:
    """A value without ids and markup, to compare what is said; which level "(i)" is, its place alone decides."""
    if isinstance(value, Node):
        return value.content if value.is_leaf else tuple(map(_plain, value.parts))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(_plain(getattr(value, f.name)) for f in dataclasses.fields(value))
    return value


def _astray(result: Node, goal: Node, before: Node) -> str:
    """The id of the lowest provision that was to be otherwise, as `before` knows it."""
    ours, theirs = ([p for p in n.parts if p.kind not in APPARATUS] for n in (result, goal))
    shapes = [(p.kind, p.words) if p.is_leaf else (p.kind, "") for p in ours]
    if shapes == [(p.kind, p.words) if p.is_leaf else (p.kind, "") for p in theirs]:
        for a, b in zip(ours, theirs, strict=True):
            if not same(a, b, ids=False) and (found := _astray(a, b, before)):
                return found
    return goal.id if find(before, goal.id) is not None else ""


def _wider(before: Node, id: str, forced: frozenset[str], homes: frozenset[str]) -> str:
    """This provision, or the nearest one around it that is not restated yet."""
    for node in reversed(line_to(before, id)):
        if node.id not in forced and (node.kind in levels.SMALL or node.id in homes):
            return node.id
    return before.id


def _quoted(one: Instruction) -> int:
    """The words that an instruction quotes."""

    def count(value: object) -> int:
        if isinstance(value, str):
            return len(value.split())
        if isinstance(value, Node):
            return len(words(value).split())
        if isinstance(value, tuple):
            return sum(map(count, value))
        if isinstance(value, Unit) or not dataclasses.is_dataclass(value) or isinstance(value, type):
            return 0
        spoken = (
            "words",
            "term",
            "parts",
            "what",
            "matter",
            "place",
            "thing",
            "start",
            "stop",
            "near",
            "members",
        )
        return sum(count(getattr(value, f.name)) for f in dataclasses.fields(value) if f.name in spoken)

    return count(one.act)
