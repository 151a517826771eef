"""A bill to its instructions: the target is carried down the outline, and every amendatory word is kept.

Never raises on text.  What reads as an amendment and cannot be understood becomes an `Unread`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.instruction import Instruction, Rule, Unread
from drafting.parse.effects import dated
from drafting.parse.quotation import utter
from drafting.parse.record import Context, Record, SideNote
from drafting.parse.rules import MARKS
from drafting.parse.speech import BARE, LAW_IN_HAND, Speech
from drafting.parse.subject import Antecedents
from statute import citation, levels, search
from statute.node import APPARATUS, HEADING, NUM, Node, walk

#: What a provision says that amends, or bears on amendments; all else need not be read.
_MAY_AMEND = re.compile(
    r"\b(?:amend|repeal|redesignat|designat|transfer|insert|add|strik|struck|substitut|deemed|appl|references?\b)|—\s*$"
    rf"|{MARKS.pattern}",
    re.I,
)
#: "2 USC 632." in the margin of a law.
_SIDE_NOTE = re.compile(r"(?P<title>\d+[A-Z]?)\s+USC\s+(?P<section>[\w–-]+?)(?P<note>\s+note)?\.?$")


def parse(bill: Node) -> tuple[Instruction, ...]:
    """The instructions of a bill in order; of a bare sentence too ("in subsection (a), by striking …").

    A sentence that names no law at all is taken to amend the law in hand: its target's citation is empty.
    """
    found = dated(bill, _Parser().read(bill, Context()))
    if all(isinstance(i.act, Rule) for i in found):
        bare = _Parser().read(bill, Context(targets=LAW_IN_HAND))
        # Prose that quotes is no amendment: what was not read counts where it begins as one and quotes.
        if any(not isinstance(i.act, Unread) or (BARE.match(i.act.words) and "“" in i.act.words) for i in bare):
            return bare
    return found


class _Parser:
    """One pass over a bill with the antecedents of "such"."""

    def __init__(self) -> None:
        self.known = Antecedents()
        self.found: list[Instruction] = []

    def read(self, bill: Node, context: Context) -> tuple[Instruction, ...]:
        self._visit(bill, context)
        return tuple(self.found)

    def _visit(self, node: Node, context: Context) -> None:
        context = self._placed(node, context)
        run, first = list[Node](), len(self.found)
        inner = context
        for part in node.parts:
            if part.kind in (NUM, HEADING) or part.kind in APPARATUS:
                continue
            if part.is_leaf or part.kind in ("quoted", "table", "toc"):
                run.append(part)
                continue
            inner, run = self._say(run, context, inner), []
            self._visit(part, inner)
        self._say(run, context, inner)
        self._complete(node, first)

    def _complete(self, node: Node, first: int) -> None:
        """Gives a rule that a list follows the words of the list."""
        own = {part.id for part in node.parts if part.is_leaf}
        for n in range(first, len(self.found)):
            one = self.found[n]
            if isinstance(one.act, Rule) and one.span.leaf in own and one.act.words.endswith("—"):
                words = f"{one.act.words} {' '.join(search.words_of(p) for p in search.provisions(node))}"
                self.found[n] = replace(one, act=replace(one.act, words=words.strip()))

    def _placed(self, node: Node, context: Context) -> Context:
        designation = levels.designation(node)
        if node.kind == "section":
            return replace(context, section=designation, pins=())
        if node.kind in levels.SMALL and designation:
            return replace(context, pins=(*context.pins, designation))
        return context

    def _say(self, run: list[Node], context: Context, inner: Context) -> Context:
        """Reads what a provision says by itself; gives what the provisions below it inherit."""
        if not run or not (context.targets or any(_MAY_AMEND.search(p.words) for p in run)):
            return inner
        utterance = utter(run)
        record = Record(self.known, self.found, utterance, _side_notes(run))
        return Speech(record, context).read()


def _side_notes(run: list[Node]) -> list[SideNote]:
    """The Code cites in the side notes of a law."""
    found: list[SideNote] = []
    for leaf in (n for part in run for n in walk(part)):
        for aside in leaf.beside:
            if aside.kind == "sidenote" and (m := _SIDE_NOTE.match(aside.words.strip())):
                path = f"/us/usc/t{m['title']}/s{citation.number(m['section'])}"
                found.append(SideNote(leaf.id, aside.start, path, bool(m["note"])))
    return found
