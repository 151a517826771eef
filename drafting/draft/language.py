"""Two texts of a law to amendatory language: each change in the fewest words that can mean only it.

What is drafted is written, read back and carried out before it is given; it must make of the law as it was
the law as it is to be, letter for letter as print has it.  Where a form does not, the provision is restated,
then the one around it, up to the section.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from drafting.diff.steps import diff
from drafting.draft.assemble import assembled, homes_of
from drafting.draft.proof import as_printed, shortfall
from drafting.draft.provisions import Demands
from drafting.instruction import Instruction, Restate
from drafting.step import run
from drafting.thing import Unit, Whole
from statute import levels
from statute.citation import Citation
from statute.errors import Refusal
from statute.node import TEXT, Node, leaves, line_to, same, words

_STUB = re.compile(r"\[\W*[\w.–-]+\W{1,3}\s*(?:Repealed|Omitted|Transferred|Reserved)\b[^\n]*\]")
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

    Two texts that are the same give no instruction.  Raises `Refusal` M39 where no form passes its proof,
    M11 where the two are not of one kind.
    """
    try:
        return _proved(before, after, citation, frozenset())
    except Refusal:
        law = _without_stubs(before), _without_stubs(after)
        if law == (before, after):
            raise
        return _proved(*law, citation, frozenset())


def restate(before: Node, after: Node, citation: Citation) -> Draft:
    """The same amendments with every section that changes restated whole.  Raises as `draft`."""
    return _proved(before, after, citation, frozenset(h.id for h in homes_of(before)))


# ---- the proof -------------------------------------------------------------------------------------


def _proved(before: Node, after: Node, citation: Citation, forced: frozenset[str]) -> Draft:
    before, after = in_law(before), in_law(after)
    old, new = as_printed(before), as_printed(after)
    if same(old, new, ids=False):
        return Draft((), "", 0, SURGICAL)
    goal = run(old, diff(old, new))
    homes = frozenset(h.id for h in homes_of(before))
    fine: frozenset[str] = frozenset()
    for turn in range(ROUNDS + len(homes) + 3):
        forced |= homes if turn >= ROUNDS else frozenset()
        drafted = assembled(old, goal, citation, Demands(forced - fine, fine))
        written, failed = shortfall(before, goal, drafted)
        if not failed:
            instructions = tuple(one for one, _ in drafted)
            every = all(map(_is_section, instructions))
            return Draft(instructions, written, sum(map(quoted, instructions)), RESTATED if every else SURGICAL)
        if finer := frozenset(id for id in failed if id in forced and id not in fine and turn < ROUNDS):
            fine |= finer  # it cannot be restated: perhaps the marks of its own quotations have lost their pairs
            continue
        fine -= failed
        wider = frozenset(_wider(before, id, forced, homes) for id in failed)
        if wider <= forced:
            wider = homes if not homes <= forced else frozenset((before.id,))
        if wider <= forced:
            break
        forced |= wider
    raise Refusal.of("M39", "No usual form of amendment makes this change and reads back as itself.")


def in_law(node: Node) -> Node:
    """A section inside a law of its own: it can be restated only where something stands around it."""
    return Node("law", (node,), f"law of {node.id}") if node.kind == "section" else node


def _without_stubs(node: Node) -> Node:
    """The law without what its editors say of provisions that are gone, which no bill enacts."""
    if node.is_leaf:
        return node
    return node.having(content=tuple(_without_stubs(p) for p in node.parts if not _is_stub(p)))


def _is_stub(node: Node) -> bool:
    """Whether a part is what the Code's editors put for law that is gone: "[§ 14. Repealed. Pub. L. …]"."""
    if node.kind != TEXT and not levels.is_level(node):
        return False
    first = next(leaves(node), None)
    return first is not None and first.words.startswith("[") and bool(_STUB.fullmatch(words(node).strip()))


def _is_section(one: Instruction) -> bool:
    """Whether an instruction restates a whole section."""
    return (
        isinstance(one.act, Restate)
        and one.act.what == Whole()
        and one.target is not None
        and not one.target.citation.pin
    )


def _wider(before: Node, id: str, forced: frozenset[str], homes: frozenset[str]) -> str:
    """This provision, or the nearest one around it that is not restated yet."""
    for node in reversed(line_to(before, id)):
        if node.id not in forced and (node.kind in levels.SMALL or node.id in homes):
            return node.id
    return before.id


def quoted(one: Instruction) -> int:
    """How many words an instruction quotes."""

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
