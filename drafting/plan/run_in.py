"""A designation in the midst of a sentence: of a reference, or of a list that runs in; it makes no level.

“Clauses (ii) and (iv)”, where “(iv)” becomes “(v)”, stay one sentence.  A string that begins with a designation
makes a level at the beginning of a text, after “—”, after a sentence, and at the end of a text behind the mark of
an item.
"""

from __future__ import annotations

import re

from drafting.plan.fitting import has_levels
from drafting.thing import Matter
from statute.lines.outline import has_designation
from statute.node import HEADING, NUM, TEXT, Node

#: Where the levels of a list may begin though the sentence goes on behind the place.
_OPENED = re.compile(r"(?:[—:]|[.?!][”’)\]]*)\s*$")
#: Behind what an item may follow at the end of a text.
_ITEM_ENDED = re.compile(r"[—:;,.](?:\s*\b(?:and|or))?\s*$")


def standing(matter: Matter, parts: tuple[Node, ...], places: list[tuple[Node, int, int]]) -> tuple[Node, ...]:
    """The parts that matter makes in the place of these stretches of leaves: its words alone, where in mid-sentence.

    parts: the matter's own; a block's levels are levels everywhere.
    """
    if matter.parts or not has_levels(parts) or not places or places[0][0].kind == NUM:
        return parts
    (first, start, stop), (last, _, end) = places[0], places[-1]
    before, after = first.words[:start], last.words[end:]
    if not before.strip():
        return parts
    joint = _OPENED if re.search(r"\w", after) else _ITEM_ENDED
    of_words = first.kind == HEADING or has_designation(first.words[start:stop].lstrip())
    return (Node(TEXT, matter.words),) if of_words or not joint.search(before) else parts
