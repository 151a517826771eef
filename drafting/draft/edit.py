"""An edited law to the language that makes it so, with its alternatives, carried out on the law itself.

Counsel edits the text of a law as it should read.  That text is set beside the law, the change is drafted,
and the language is carried out on the law as it is held: it must give the edited text, letter for letter as
print has it, or nothing is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafting.amend.errand import amend_law
from drafting.amend.outcome import EXECUTED, Amended, Report
from drafting.draft.language import Draft, draft, in_law, restate
from drafting.draft.proof import alike, as_printed
from drafting.plan.translate import is_of_acts
from statute import levels
from statute.catalogue import Law
from statute.citation import Citation, codes, from_path
from statute.errors import Refusal
from statute.formats import text
from statute.node import HEADING, Node, changed, line_to, same, walk


@dataclass(frozen=True, slots=True)
class Edit:
    """A law, or a provision of one, and how it should read; `citation` says how a bill names it.

    path: its path on the shelf; "" for a pasted text.
    """

    law: Node
    after: Node
    citation: Citation
    path: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The language for an edit: surgical first, then restated where that differs; and the first carried out.

    drafts is empty where nothing changes; the report then shows the law as it is.
    """

    edit: Edit
    drafts: tuple[Draft, ...]
    report: Report


def drafted(edit: Edit) -> Drafted:
    """The language that makes an edit, with its alternative, proved on the law itself.

    Raises `Refusal` M39 where no form passes its proof, M11 where the two are not of one kind, and M07 where
    the citation is to a title of the Code that is not positive law.
    """
    if is_of_acts(edit.citation) and not edit.citation.note:
        said = edit.citation.formal()
        detail = f"{said} is print of an Act; a bill amends the Act."
        raise Refusal.of("M07", detail, words=said)
    edit = replace(edit, law=in_law(edit.law), after=in_law(_counterpart(edit.law, edit.after)))
    before, after = _side_by_side(edit), edit.after
    drafts = _alternatives(before, after, edit.citation)
    if not drafts:
        unchanged = Amended(edit.path, edit.law, edit.law, edit.law, ())
        return Drafted(edit, (), Report(Node("law", ()), (unchanged,), ()))
    return Drafted(edit, drafts, _carried_out(edit, drafts[0], after))


def edit_of(held: Law, provision: Node, edited: Node) -> Edit:
    """The edit that puts an edited text for a provision of a law on the shelf.

    A provision below a section is edited in its section, one that stands in none in the whole law.
    Raises `Refusal` M11 where the text is not one provision of that kind.
    """
    line = line_to(held.node, provision.id)
    home = next((n for n in reversed(line) if n.kind == "section"), held.node)
    home = provision if provision.kind in levels.BIG else home
    after = changed(home, provision.id, lambda old: _counterpart(old, edited).having(id=old.id)) or edited
    return Edit(home, after, citation_of(held, home), held.path)


def citation_of(held: Law, node: Node) -> Citation:
    """How a bill names a section of a law on the shelf, or the law: by the Act's name, with its place in the Code."""
    own = from_path(held.address(node.id))
    if own.is_code:
        return own
    places = codes(held.code)
    sections = [n for n in walk(node) if n.kind == "section"]
    matter = next((n for n in walk(node) if n.kind == "appropriations"), None)
    heading = matter.part(HEADING) if matter is not None and not sections else None
    title = next((n for n in walk(node) if n.kind == "title"), None)
    return replace(
        own,
        name=held.name,
        section=levels.designation(sections[0]) if len(sections) == 1 else own.section,
        headings=(heading.words,) if heading is not None else (),
        big=(("title", levels.designation(title)),) if heading is not None and title is not None else own.big,
        parallel=tuple(replace(c, note=False).path for c in places),
        note=any(c.note for c in places),
        onward=any(c.onward for c in places),
    )


# ---- side by side ----------------------------------------------------------------------------------


def _side_by_side(edit: Edit) -> Node:
    """The law as its edited text is read: its own tree, or the one that its print gives where that is another."""
    printed = text.read(text.write(edit.law))
    return edit.law if same(printed, edit.law, ids=False) else printed


def _counterpart(law: Node, other: Node) -> Node:
    """What of a text answers to a provision: the text itself, or the one provision of that kind in it."""
    if law.kind == other.kind:
        return other
    alike = [n for n in _outermost(other) if n.kind == law.kind]
    if len(alike) == 1 and len(list(_outermost(other))) == 1:
        return alike[0]
    name = levels.designation(law)
    raise Refusal.of("M11", f"The edited text is not one {law.kind} ({name}), as the law in hand is.")


def _outermost(node: Node) -> Iterator[Node]:
    """The levels of a text that stand in no other, and its words that stand in none."""
    if node.kind != "law":
        yield node
        return
    yield from node.parts


def _alternatives(before: Node, after: Node, citation: Citation) -> tuple[Draft, ...]:
    """Surgical, then restated; only one of them where they say the same, none where nothing changes."""
    first = draft(before, after, citation)
    if not first.instructions:
        return ()
    try:
        second = restate(before, after, citation)
    except Refusal:  # what cannot be restated can still be amended
        return (first,)
    return (first,) if second.text == first.text else (first, second)


def _carried_out(edit: Edit, first: Draft, after: Node) -> Report:
    """The draft carried out on the law as it is held.  Raises `Refusal` M39 where it is not the text wanted."""
    report = amend_law(text.read(first.text, bill=True), edit.law)
    amended = replace(report.laws[0], path=edit.path)
    done = all(o.status == EXECUTED for o in report.outcomes)
    if not done or not alike(as_printed(amended.after), as_printed(after)):
        raise Refusal.of("M39", "The language that was drafted does not give the edited text on the law itself.")
    return replace(report, laws=(amended,))
