"""The ledger: what each instruction said and what came of it, in plain values that any door can hand out.

The command line, the API and the page show the same ledger; its names are those of the field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from drafting.amend.outcome import Amended, Outcome
from drafting.effect import Effect
from drafting.instruction import Instruction, Target
from drafting.step import Splice, Step, Unwrap, Wrap
from drafting.thing import Matter
from statute import levels
from statute.citation import Citation, from_path
from statute.formats import text
from statute.node import Node, find
from statute.search import spoken


def as_dict(outcome: Outcome, laws: Iterable[Amended] = ()) -> dict[str, Any]:
    """An outcome as plain values: the instruction, what came of it, the steps taken and the problems.

    `laws` are the laws amended, from which the places of the steps are told; without them a step's
    place is "".
    """
    laws = tuple(laws)
    trees = tuple(tree for law in laws for tree in (law.after, law.before))
    return {
        **instruction(outcome.instruction),
        "status": outcome.status,
        "law": laws_of(laws).get(outcome.instruction.number, ""),
        "resolved": outcome.where,
        "matches": matches(outcome),
        "steps": [step(one, trees) for one in outcome.steps],
        "problems": [problem.as_dict() for problem in outcome.problems],
    }


def instruction(said: Instruction) -> dict[str, Any]:
    """What a bill says, as plain values: its words and their place, the target, the scope and the act."""
    return {
        "number": said.number,
        "place": said.place,
        "words": said.span.words,
        "span": {"leaf": said.span.leaf, "start": said.span.start, "stop": said.span.stop},
        "form": said.form,
        "target": _target(said.target) if said.target is not None else None,
        "scope": [particulars(locator) for locator in said.where],
        "act": particulars(said.act),
        "notes": list(said.notes),
        "effects": [_effect(one) for one in said.effects],
    }


def _effect(told: Effect) -> dict[str, str]:
    """What the bill says of when an amendment takes effect, as plain values."""
    return {"kind": told.kind, "said": told.said, "day": told.day, "words": told.words, "place": told.place}


def particulars(thing: Any) -> Any:
    """A value of `instruction` as plain values: its kind in the field's word, and what it names.

    >>> from drafting.instruction import Strike
    >>> from drafting.thing import Phrase
    >>> particulars(Strike(Phrase("shall")))
    {'kind': 'strike', 'what': {'kind': 'phrase', 'words': 'shall', 'which': 'only'}}
    """
    match thing:
        case Matter(words=words, parts=parts):
            return {"kind": "matter", "words": words or text.write(Node("law", parts)).rstrip()}
        case Node():
            return text.write(thing).rstrip()
        case Citation():
            return thing.spoken()
        case tuple():
            return [particulars(member) for member in thing]
        case _ if is_dataclass(thing):
            named = ((f.name, getattr(thing, f.name)) for f in fields(thing))
            said = {name: particulars(value) for name, value in named if value not in ("", (), None, False)}
            return {"kind": _kind(thing), **said}  # a provision's kind is its level, "subsection"
        case _:
            return thing


def _kind(thing: object) -> str:
    """The word for a thing: "strike", "phrase", "all but heading"."""
    name = type(thing).__name__
    return "".join(f" {c.lower()}" if c.isupper() and n else c.lower() for n, c in enumerate(name))


def _target(target: Target) -> dict[str, Any]:
    return {
        "written": target.written,
        "citation": target.citation.spoken(),
        "path": target.citation.path,
        "code_sections": code_sections(target),
        "further": target.further,
        "as_amended": target.as_amended,
    }


def laws_of(laws: Iterable[Amended]) -> dict[int, str]:
    """The path of the law that each instruction was carried out on, or refused on, by its number."""
    return {outcome.instruction.number: law.path for law in laws for outcome in law.outcomes}


def matches(outcome: Outcome) -> int:
    """How many places an instruction changed."""
    return len({(step.at, step.start) for step in outcome.steps if isinstance(step, Splice)})


def code_sections(target: Target) -> list[str]:
    """The Code sections that the words of a target, or the side note, give: "22 U.S.C. 5812"."""
    cite = target.citation
    if cite.onward:
        return [replace(from_path(path), onward=True).formal() for path in cite.parallel]
    given = cite.parallel or ((target.hint,) if target.hint else ())
    paths = (cite.path,) if cite.is_code and not given else given
    return [from_path(path).formal() for path in paths]


def step(done: Step, trees: tuple[Node, ...]) -> dict[str, Any]:
    """A change as plain values; `trees` are those in which its place is told."""
    where = {"at": done.at, "place": place(trees, done.at), "start": done.start}
    match done:
        case Splice(old=old, new=new):
            return {"kind": "splice", **where, "old": _words(old), "new": _words(new)}
        case Wrap(stop=stop, shell=shell):
            return {"kind": "wrap", **where, "stop": stop, "level": shell.kind, "new": _head(shell)}
        case Unwrap(stop=stop, shell=shell):
            return {"kind": "unwrap", **where, "stop": stop, "level": shell.kind, "old": _head(shell)}


def place(trees: tuple[Node, ...], id: str) -> str:
    """Where the node of this id stands in the first of the trees that has it, as a lawyer says it."""
    for tree in trees:
        if find(tree, id) is not None:
            return spoken(tree, id)
    return ""


def _words(content: str | tuple[Node, ...]) -> str:
    return content if isinstance(content, str) else text.write(Node("law", content)).rstrip()


def _head(shell: Node) -> str:
    """The designation and heading of a level: "(a) Restriction"."""
    return " ".join(p.words for p in shell.parts if p.is_leaf) or levels.designation(shell)
