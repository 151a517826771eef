"""An instruction to steps: find what the law names and change just that, or say plainly why not.

Each act has one function.  An instruction lands whole or not at all; every step is planned on the tree
that the one before it left.
"""

from __future__ import annotations

from drafting.instruction import (
    Act,
    Designate,
    Insert,
    Instruction,
    Margins,
    Move,
    Recase,
    Redesignate,
    Reorder,
    Repeal,
    Restate,
    Rule,
    Strike,
    Substitute,
    Unread,
)
from drafting.plan.codify import as_code
from drafting.plan.contents import amend_items
from drafting.plan.execution import Execution, again
from drafting.plan.find import find, with_calls
from drafting.plan.fitting import parts_of
from drafting.plan.insert import insert
from drafting.plan.lettering import recase
from drafting.plan.moving import move
from drafting.plan.past import Past
from drafting.plan.redesignate import designate, redesignate
from drafting.plan.restate import replace_units, restate_heading, restate_unit
from drafting.plan.restore import restore
from drafting.plan.restructure import exchange
from drafting.plan.rows import amend_rows
from drafting.plan.run_in import standing
from drafting.plan.scope import Scope, heading_of, scopes, units_of, whole
from drafting.plan.translate import Editors
from drafting.thing import Heading, Matter, Proviso, Thing
from statute import search
from statute.errors import Problem, Refusal
from statute.levels import is_level
from statute.node import HEADING, NUM, TEXT, Node
from statute.node import find as find_node


def plan(
    instruction: Instruction, law: Node, target: Node, editors: Editors | None = None, past: Past | None = None
) -> Execution:
    """Carries out an instruction on a law in hand; gives the steps, the law after them, and the warnings.

    law: the tree; target: the provision in it that the citation names; editors, past: see `Execution`.  Raises
    `Refusal` with a code of the catalogue where the instruction cannot be carried out; nothing has changed then.
    """
    ex = Execution(law, instruction, editors, past)
    done = _codified(ex, instruction.act)
    places = scopes(whole(law, target), instruction.where)
    for scope in places:
        _act(ex, again(ex, scope), done)
    _check_pairs(ex, target, done)
    return ex


def _codified(ex: Execution, act: Act) -> Act:
    """The act, its new matter as the Code prints it where that is asked for; each reference so set is reported."""
    editors = ex.editors
    if editors is None or not editors.codify:
        return act
    return as_code(act, lambda words: ex.print(editors.set(words)))


def _check_pairs(ex: Execution, before: Node, act: Act) -> None:
    """Refuses (M37) a strike that takes one of a pair of brackets or quotation marks; warns where new matter lacks one.

    Words to be struck are quoted from the law, so that half a pair is a slip; new matter is the bill's to word.
    """
    after = find_node(ex.law, before.id)
    old, new = search.words_of(before), search.words_of(after) if after is not None else ""
    added = _new_words(act)
    for pair in ("()", "“”"):
        was, now, own = (words.count(pair[0]) - words.count(pair[1]) for words in (old, new, added))
        if abs(now) <= abs(was):
            continue
        if not own or (now - was) % own:
            raise Refusal.of("M37", f"It would leave “{pair[0]}” or “{pair[1]}” without its pair.")
        ex.warn("W20", f"In the new matter “{pair[0]}” or “{pair[1]}” lacks its pair.", added[:80])


def _new_words(act: Act) -> str:
    """The words of an act's new matter."""
    match act:
        case Substitute(_, Matter() as matter) | Insert(_, matter, _) | Restate(_, matter):
            return " ".join([matter.words, *(search.words_of(part) for part in matter.parts)])
    return ""


def _act(ex: Execution, scope: Scope, act: Act) -> None:
    if amend_items(ex, scope, act) or amend_rows(ex, scope, act) or restore(ex, scope, act):
        return
    match act:
        case Unread(words):
            raise Refusal.of("M03", f"“{words[:200]}” could not be read.", words=words[:200])
        case Strike(what) | Repeal(what):
            _strike(ex, scope, what)
        case Substitute(what, matter) if isinstance(matter, Matter):
            _substitute(ex, scope, what, matter)
        case Insert():
            insert(ex, scope, act)
        case Restate(what, matter):
            _restate(ex, scope, what, matter)
        case Redesignate():
            redesignate(ex, scope, act)
        case Designate(what, new, heading):
            designate(ex, scope, what, new, heading)
        case Move() | Reorder():
            move(ex, scope, act)
        case Recase(what, case):
            recase(ex, scope, what, case)
        case Margins() | Rule():
            ex.warnings.append(Problem("M30", "No word of the law changes.", instruction=ex.by))
        case _:
            raise Refusal.of("M03", "This act is not one that can be carried out.")


# ---- strike and substitute -------------------------------------------------------------------------


def _strike(ex: Execution, scope: Scope, what: Thing) -> None:
    if (units := units_of(scope, what)) is not None:
        for unit in units:
            _strike_unit(ex, unit)
        return
    if isinstance(what, Heading):
        _, heading = heading_of(scope, what.unit)
        if heading is None:
            raise Refusal.of("M13", "There is no heading to strike.")
        ex.strike(heading)
        return
    for found in reversed([with_calls(ex, found) for found in find(ex, scope, what)]):
        for span in reversed(found.spans):
            exchange(ex, again(ex, found.scope), span, (Node(TEXT, ""),))


def _strike_unit(ex: Execution, unit: Node) -> None:
    """A provision taken out; of the one section in hand, all but its number and heading."""
    if unit.kind == "section" and ex.parent(unit).kind == "law" and sum(map(is_level, ex.law.parts)) == 1:
        for part in unit.parts:
            if part.kind not in (NUM, HEADING):
                ex.strike(part)
        return
    ex.strike(unit)


def _substitute(ex: Execution, scope: Scope, what: Thing, matter: Matter) -> None:
    if (units := units_of(scope, what)) is not None:
        replace_units(ex, units, matter)
        return
    if isinstance(what, Heading):
        restate_heading(ex, scope, what, matter)
        return
    places = [with_calls(ex, found) for found in find(ex, scope, what)]
    if ex.style and ex.editors and matter.words and (said := ex.editors.printed(matter.words, ex.act, ex.style)):
        matter = Matter(ex.print(said))
    parts = parts_of(_led(matter) if isinstance(what, Proviso) else matter)
    for found in reversed(places):
        for span in reversed(found.spans):
            now = again(ex, found.scope)
            exchange(ex, now, span, standing(matter, parts, now.stream.places(*span)))


def _led(matter: Matter) -> Matter:
    """A proviso that takes the place of another: with a colon in front, and without the mark that is there."""
    words = matter.words.strip().rstrip(".:;")
    return Matter(words if words.startswith(":") else f": {words}") if words else matter


def _restate(ex: Execution, scope: Scope, what: Thing, matter: Matter) -> None:
    if isinstance(what, Heading):
        restate_heading(ex, scope, what, matter)
        return
    units = units_of(scope, what)
    if units is None:
        _substitute(ex, scope, what, matter)
    elif len(units) > 1:
        replace_units(ex, units, matter)
    else:
        restate_unit(ex, units[0], matter)
