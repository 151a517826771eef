"""The notes that a bill leaves with provisions: what it says of them and changes no word of.

A rule of application, a day of effect, a savings provision: each stands with the section it is said of, as the Code
sets it out in a statutory note.  A note is no law: the redline is proved without it, and no words are sought in it.
Notes are kept beside the law that is amended, and laid into its tree where that is shown.
Source: Office of the Law Revision Counsel, on statutory notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from drafting.amend.aim import provision_at
from drafting.amend.earlier import Locate
from drafting.amend.outcome import EXECUTED, NOTED, Note, Outcome
from drafting.effect import APPLIES, CONSTRUED, ENACTMENT
from drafting.instruction import Instruction, Rule
from drafting.step import Splice, Step
from statute import levels, search
from statute.citation import Citation
from statute.errors import Problem, Refusal
from statute.markup.woven import is_leaf
from statute.node import APPARATUS, HEADING, TEXT, Mark, Node, find
from statute.search import trail

#: What a note is headed, and its topic in USLM, by the kind of rule or effect; any other kind tells of a time.
HEADINGS = {
    "application": ("Rule of Application", "miscellaneous"),
    "reference": ("References", "miscellaneous"),
    "deemed": ("Rule of Application", "miscellaneous"),
    "applicability": ("Applicability", "miscellaneous"),
    "override": ("Related Provision", "miscellaneous"),
    "savings": ("Savings Provision", "savings"),
    "construction": ("Construction", "miscellaneous"),
    APPLIES: ("Applicability of Amendment", "effectiveDateOfAmendment"),
    CONSTRUED: ("Construction of Amendment", "miscellaneous"),
}
_OF_TIME = ("Effective Date of Amendment", "effectiveDateOfAmendment")


def is_aside(one: Instruction) -> bool:
    """Whether it says something of a law beside what the bill does to it, and is no reason to open that law."""
    return isinstance(one.act, Rule) and one.act.kind not in ("application", "reference")


def noted(one: Instruction, law: Node | None = None, locate: Locate = provision_at) -> Outcome:
    """What is noted of a law; where the provision is in hand, with the section that the note stands with."""
    where = at = ""
    detail = "A rule or a matter of print: no word of the law changes."
    if isinstance(one.act, Rule) and one.target is not None:
        detail = f"It is said of {one.target.citation.spoken()}: no word of the law changes."
        with suppress(Refusal):
            at = section_of(law, locate(law, one.target).id) if law is not None else ""
        if law is not None and at:
            where = search.spoken(law, at)
            detail = f"It is a note to {where or 'the law'}: no word of the law changes."
    told = Problem("M30", detail, place=one.place, words=one.span.words, instruction=one.number)
    return Outcome(one, NOTED, (told,), where=where, at=at)


def law_key(cite: Citation) -> tuple[str, str]:
    """What tells one law from another in the words of a bill; of the Code, one section from another."""
    return (cite.law, cite.section) if cite.is_code else (cite.law or cite.name, "")


def law_in_hand(instructions: Iterable[Instruction]) -> tuple[str, str] | None:
    """The one law that instructions amend, or, where they amend none, that they name; None where there are several."""
    named = [(law_key(i.target.citation), isinstance(i.act, Rule)) for i in instructions if i.target is not None]
    known = {key for key, is_rule in named if not is_rule} or {key for key, _ in named}
    return next(iter(known)) if len(known) == 1 else None


def notes(law: Node, outcomes: Iterable[Outcome]) -> tuple[Note, ...]:
    """The notes to a law as amended, in the order of the bill; one for each section and sentence of the bill.

    A rule has its note where it was told to stand (`Outcome.at`), an effect with each section that was amended.
    """
    found: dict[tuple[str, str, str], Note] = {}
    for outcome in outcomes:
        for note in _of(law, outcome):
            key = (note.at, note.words, note.place)
            known = found.get(key, note)
            found[key] = replace(known, numbers=tuple(dict.fromkeys((*known.numbers, outcome.instruction.number))))
    return tuple(found.values())


def _of(law: Node, outcome: Outcome) -> Iterator[Note]:
    one = outcome.instruction
    if isinstance(one.act, Rule) and outcome.at:
        yield _note(law, outcome.at, one.act.kind, one.act.words, one.place)
    effects = [e for e in one.effects if e.words and e.kind != ENACTMENT] if outcome.status == EXECUTED else []
    for at in dict.fromkeys(_amended(law, outcome.steps)) if effects else ():
        yield from (_note(law, at, effect.kind, effect.words, effect.place or one.place) for effect in effects)


def _note(law: Node, at: str, kind: str, words: str, place: str) -> Note:
    return Note(kind, words, place, at, search.spoken(law, at))


def _amended(law: Node, steps: Sequence[Step]) -> Iterator[str]:
    """The ids of the sections that steps amended or put into the law."""
    for step in steps:
        new = step.new if isinstance(step, Splice) and isinstance(step.new, tuple) else ()
        fresh = [s.id for s in search.sections(Node("law", new)) if find(law, s.id) is not None] if new else []
        yield from fresh or filter(None, [section_of(law, step.at)])


def section_of(law: Node, id: str) -> str:
    """The id of the section in which a node stands; "" where the node is not in the law.

    Outside sections, as under the headings of an appropriations law, that of the largest provision with a letter or
    number; where there is none, that of the smallest level.
    """
    line = trail(law, id)
    whole = (n.id for kinds in (("section",), levels.SMALL) for n in line if n.kind in kinds)
    return next(whole, line[-1].id if line else "")


# ---- laid into the tree ----------------------------------------------------------------------------


def laid(law: Node, found: Sequence[Note], *, marked: bool = True) -> Node:
    """A redline, or a law as amended, with the notes in the sections they belong to.

    marked: whether each bears the mark of its instruction, as in a redline: rejected, it is gone.
    """
    wanted: dict[str, list[Node]] = {}
    for n, note in enumerate(found, 1):
        wanted.setdefault(note.at, []).append(_node(note, n, marked))
    return _with(law, wanted) if wanted else law


def _with(node: Node, wanted: dict[str, list[Node]]) -> Node:
    """The node with the notes last in the sections they belong to; what was struck has none."""
    if is_leaf(node) or node.kind in APPARATUS or (node.mark is not None and node.mark.change == "del"):
        return node
    parts = node.parts
    if node.kind != "section":
        inside = tuple(_with(part, wanted) for part in parts)
        parts = parts if all(a is b for a, b in zip(inside, parts, strict=True)) else inside
    parts = (*parts, *wanted[node.id]) if node.id in wanted else parts
    return node if parts is node.parts else node.having(content=parts)


def _node(note: Note, n: int, marked: bool) -> Node:
    heading, topic = heading_of(note.kind)
    number = note.numbers[0]
    inside = (
        Node(HEADING, f"{heading} ({note.place})", f"i{number}.note{n}a"),
        Node(TEXT, note.words, f"i{number}.note{n}b"),
    )
    mark = Mark("ins", number) if marked else None
    return Node("note", inside, f"i{number}.note{n}", mark, attrs=(("topic", topic),))


def heading_of(kind: str) -> tuple[str, str]:
    """The heading of a kind of note, and its topic in USLM."""
    return HEADINGS.get(kind, _OF_TIME)


def told(note: Note) -> str:
    """A note in a line, for where it does not stand in the law itself."""
    where = f"{note.where[:1].upper()}{note.where[1:]}: " if note.where else ""
    return f"{where}{heading_of(note.kind)[0]} ({note.place}). {note.words}"
