"""Instructions to amendatory language: one act to a sentence, and the outline built back up.

What is written here, `parse` reads back as the same instructions.  One instruction is said in the line of
the frame; several become a list under it, nested by the places they share.
Source: House Legislative Counsel's Manual on Drafting Style, on amendments; GPO Style Manual, on quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from drafting.instruction import Act, Instruction, Redesignate, Repeal, Restate, Revert, Rule, Target, Unmake, Unread
from drafting.parse.days import said_day
from drafting.parse.quotation import nested
from drafting.thing import Each, Locator, Matter, Toc, Unit, Whole
from drafting.write.holes import Writing
from statute import levels
from statute.citation import Citation, from_path
from statute.errors import Refusal
from statute.lines import printed
from statute.node import HEADING, TEXT, Node

INDENT = 4
_QUOTED = re.compile("[\ue000-\uf7ff]")
#: The levels that a list of amendments is broken into, whatever the levels of the law.
_LIST = ("paragraph", "subparagraph", "clause", "subclause", "item", "subitem")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of the list: what it says, the block it ends with, and the items below it."""

    lead: str
    block: tuple[Node, ...] = ()
    below: tuple[_Item, ...] = ()


def write(instructions: Iterable[Instruction]) -> str:
    """The amendatory language of some instructions, as text; of several laws or sections, a section each.

    Raises `Refusal` M03 where the phrasebook has no line for an act, or a block stands in mid-sentence.
    """
    groups = _grouped(list(instructions))
    lines: list[tuple[int, str]] = []
    for n, group in enumerate(groups, 1):
        depth = 0
        if len(groups) > 1:
            lines.append((0, f"{'SECTION' if n == 1 else 'SEC.'} {n}. {_caption(group[0])}"))
            depth = 1
        lines += _amendment(group, depth)
    return "".join(f"{' ' * (INDENT * depth)}{words}\n" for depth, words in lines)


def _grouped(instructions: list[Instruction]) -> list[list[Instruction]]:
    """Runs of one target, or of its table; what restates or repeals the whole of it stands alone."""
    runs: list[list[Instruction]] = []
    for one in instructions:
        last = runs[-1][0] if runs else None
        same = last is not None and last.target == one.target and _is_of_table(last) == _is_of_table(one)
        if same and not (_is_whole(one) or _is_whole(runs[-1][0])):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _is_of_table(one: Instruction) -> bool:
    return one.where[:1] == (Toc(),)


def _is_whole(one: Instruction) -> bool:
    act = one.act
    return isinstance(act, Unmake) or (isinstance(act, Restate | Repeal | Revert) and isinstance(act.what, Whole))


def _caption(one: Instruction) -> str:
    """The heading of a bill section that amends this target."""
    cite = one.target.citation if one.target is not None else Citation()
    kind = "REPEAL" if isinstance(one.act, Repeal) and _is_whole(one) else "AMENDMENT"
    return f"{kind} OF SECTION {cite.section.upper()}." if cite.section else f"{kind}."


# ---- frames ----------------------------------------------------------------------------------------


def _amendment(group: list[Instruction], depth: int) -> list[tuple[int, str]]:
    """The lines of one target's amendments."""
    first = group[0]
    subject, skip = _subject(first)
    if isinstance(first.act, Rule | Unread):
        return [(depth, one.act.words) for one in group if isinstance(one.act, Rule | Unread)]
    if _is_whole(first) and not first.where[skip:]:
        return _whole(first, subject, depth)
    item = _outline(group, skip, (), _Renamed())
    frame = (
        f"{subject} is {'further ' if first.target is not None and first.target.further else ''}amended"
        if subject
        else ""
    )
    if not item.below:
        lead = f"{frame} {item.lead}".strip()
        return _lines(_Item(lead[0].upper() + lead[1:], item.block), depth, 0, ".")
    lead = f"{frame} {item.lead}".strip()
    if lead:
        lead = lead[0].upper() + lead[1:] + "—"
    return _lines(_Item(lead, (), item.below), depth, 0, ".")


def _whole(one: Instruction, subject: str, depth: int) -> list[tuple[int, str]]:
    """The frames that restate or repeal all of a target."""
    if not subject:
        raise _unsaid(one.act)
    match one.act:
        case Restate(_, Matter(words, parts)) if parts:
            return _lines(_Item(f"{subject} is amended to read as follows:", parts), depth, 0, ".")
        case Restate(_, Matter(words)):
            return [(depth, f"{subject} is amended to read as follows: “{nested(words)}”.")]
        case Revert(_, day):
            return [(depth, f"{subject} is amended to read as it read on {said_day(day)}.")]
        case Unmake(by, ()):
            return [(depth, f"The amendments made by {by} are repealed.")]
        case Repeal():
            return [(depth, f"{subject} is repealed.")]
    raise _unsaid(one.act)  # where in a bill its own amendments stand, these alone do not tell


def _subject(one: Instruction) -> tuple[str, int]:
    """The subject of the frame, and how many locators it says: a table of contents is named in it."""
    if one.target is None:
        return "", 0
    said = cited(one.target)
    if said and _is_of_table(one):
        return f"{_table(one.target.citation)} {said[0].lower() + said[1:]}", 1
    return said, 0


def _table(cite: Citation) -> str:
    """A table as it is named with where it stands: that of an Act in a section of it, that of a chapter before it."""
    if cite.section:
        return "The table of contents in"
    return "The table of sections at the beginning of" if cite.big else "The table of contents of"


def cited(target: Target) -> str:
    """A target as the subject of a sentence: "Section 5(b) of the Widget Safety Act (15 U.S.C. 9901(b))"."""
    cite = target.citation
    pin = "".join(f"({p})" for p in cite.pin)
    pieces = [f"section {cite.section}{pin}"] if cite.section else [f"{_noun(cite.pin[0])} {pin}"] if pin else []
    pieces += [f"the matter under the heading “{h}”" for h in reversed(cite.headings)]
    law = _law(cite)
    large = " of ".join([*(f"{kind} {number}" for kind, number in reversed(cite.big)), *([law] if law else [])])
    if cite.headings and large:
        said = f"{' of '.join(pieces)} in {large}"
    else:
        said = " of ".join([*pieces, large] if large else pieces)
    if not said:
        return ""
    said += _parenthesis(cite)
    if target.as_amended:
        said += f", {target.as_amended.strip(' ,')},"
    elif said.endswith("United States Code"):
        said += ","
    return said[0].upper() + said[1:]


def _noun(pin: str) -> str:
    found = levels.kinds(pin)
    return "subsection" if "subsection" in found else found[0] if found else "subsection"


def _law(cite: Citation) -> str:
    if cite.name:
        return cite.name if re.match(r"(?:the|Public Law|such|title)\b", cite.name) else f"the {cite.name}"
    known = re.match(r"/us/(?:pl/|usc/)", cite.law)
    return replace(cite, section="", pin=(), headings=(), big=()).spoken() if known else ""


def _parenthesis(cite: Citation) -> str:
    """The aids after the name: the public law's number, and the parallel places in the Code."""
    aids: list[str] = []
    if cite.name and (number := re.fullmatch(r"/us/pl/(\d+)/(\d+)", cite.law)):
        aids.append(f"Public Law {number[1]}–{number[2]}")
    for n, path in enumerate(cite.parallel):
        code = from_path(path)
        noted = cite.note and n == len(cite.parallel) - 1
        aids.append(replace(code, note=noted, onward=cite.onward).formal())
    return f" ({'; '.join(aids)})" if aids else ""


# ---- the outline -----------------------------------------------------------------------------------


class _Renamed:
    """The paths that the lines so far gave new designations."""

    def __init__(self) -> None:
        self.paths: frozenset[Path] = frozenset()

    def note(self, context: Path, act: Act) -> None:
        """Remembers the new names that an act gives."""
        if isinstance(act, Redesignate) and act.old:
            base = act.old[0].path[:-1] if isinstance(act.old[0], Unit) else ()
            units = [unit for unit in act.new if isinstance(unit, Unit)]
            self.paths |= {(*context, *base, name) for unit in units for name in _names(unit)}


def _names(unit: Unit) -> list[str]:
    """The designations of a unit or a range, at the end of its path."""
    name = unit.path[-1]
    first, last = levels.order(name, unit.kind)[0], levels.order(unit.through or name, unit.kind)[0]
    if unit.kind not in levels.SMALL or not unit.through or last - first > 200:
        return [name]
    return [levels.designated(unit.kind, n) for n in range(first, last + 1)]


def _outline(run: Sequence[Instruction], at: int, context: Path, renamed: _Renamed) -> _Item:
    """Instructions as one item, nested by the locators that neighbours share from the index `at`."""
    leads: list[str] = []
    if len(run) == 1:
        return _line(run[0], at, context, renamed)
    while all(len(one.where) > at for one in run) and len({one.where[at] for one in run}) == 1:
        said, context = _located(run[0].where[at], context, renamed)
        leads.append(said)
        at += 1
    below: list[_Item] = []
    for place, members in groupby(run, key=lambda one: one.where[at] if len(one.where) > at else None):
        together = list(members)
        if place is None:
            below += [_line(one, at, context, renamed) for one in together]
        else:
            below.append(_outline(together, at, context, renamed))
    return _Item(", ".join(leads), (), tuple(below))


def _located(locator: Locator, context: Path, renamed: _Renamed) -> tuple[str, Path]:
    """ "in subsection (a)", and the path that it leads to."""
    writing = Writing(context, renamed.paths)
    said = writing.locator(locator)
    if said is None:
        raise _unsaid(locator)
    if isinstance(locator, Unit):
        context = (*context, *locator.path)
    elif isinstance(locator, Each) and len(locator.members) == 1:
        context = (*context, *locator.members[0].path[:-1])
    return f"in {_filled(said, writing)[0]}", context


def _line(one: Instruction, at: int, context: Path, renamed: _Renamed) -> _Item:
    """One instruction: "in subsection (a), by striking “A” and inserting “B”"."""
    leads: list[str] = []
    for locator in one.where[at:]:
        said, context = _located(locator, context, renamed)
        leads.append(said)
    writing = Writing(context, renamed.paths)
    act = writing.act(one.act)
    if act is None:
        raise _unsaid(one.act)
    renamed.note(context, one.act)
    words, block = _filled(", ".join([*leads, f"by {act}"]), writing)
    notes = "".join(f" (and {note})" for note in one.notes if re.match(r"adjusting|conforming|indenting", note))
    if notes and block:
        raise _unsaid(one.act)
    return _Item(words + notes, block)


def _filled(said: str, writing: Writing) -> tuple[str, tuple[Node, ...]]:
    """A sentence with its quotations put back; a block at its end is given apart."""
    block: tuple[Node, ...] = ()
    if said and _QUOTED.match(said[-1]) and (last := writing.matters[ord(said[-1]) - 0xE000]).parts:
        said, block = said[:-1].rstrip(), last.parts

    def put(match: re.Match[str]) -> str:
        matter = writing.matters[ord(match[0]) - 0xE000]
        if matter.parts:
            raise _unsaid(matter)
        return f"“{nested(matter.words)}”"

    return _QUOTED.sub(put, said), block


def _unsaid(what: object) -> Refusal:
    return Refusal.of("M03", f"There is no usual form for this {type(what).__name__.lower()}.", words=repr(what)[:200])


# ---- print -----------------------------------------------------------------------------------------


def _lines(item: _Item, depth: int, level: int, mark: str) -> list[tuple[int, str]]:
    """An item and what is below it as lines (indent in steps, words); `mark` ends it."""
    if not item.below:
        if not item.block:
            return [(depth, item.lead + mark)]
        return [(depth, item.lead), *_block(item.block, depth, mark)]
    lines = [(depth, item.lead)] if item.lead else []
    inner = depth + 1 if level else depth + (1 if item.lead and depth == 0 else 0)
    last = len(item.below) - 1
    for n, one in enumerate(item.below):
        number = f"({levels.designated(_LIST[min(level, len(_LIST) - 1)], n + 1)}) "
        end = mark if n == last else "; and" if n == last - 1 else ";"
        lead = one.lead + ("—" if one.below else "")
        lines += _lines(replace(one, lead=number + lead), inner, level + 1, end)
    return lines


def _block(parts: tuple[Node, ...], depth: int, mark: str) -> list[tuple[int, str]]:
    """Quoted matter set off: each paragraph opens with a mark, only the last closes."""
    quoted = Node("quoted", tuple(_nested(p) for p in parts))
    lines: list[tuple[int, str]] = []
    headed = False
    for line in printed.lines(quoted):
        kinds = [bit.kind for bit in line.bits]
        if headed and kinds[1:2] == [TEXT]:
            at, words = lines.pop()
            lines.append((at, words + line.words.removeprefix("“")))
        else:
            lines.append((depth + line.depth, line.words))
        headed = HEADING in kinds and line.words.endswith("—")
    at, words = lines[-1]
    return [*lines[:-1], (at, words + mark)]


def _nested(node: Node) -> Node:
    """The node as it stands inside quotation marks; what stands beside the law is not quoted."""
    if node.is_leaf:
        return node.having(content=nested(node.words), beside=())
    return node.having(content=tuple(_nested(p) for p in node.parts))


__all__ = ["cited", "write"]
