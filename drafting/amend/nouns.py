"""The nouns of a target: “clause (5) of section 26(a)” is no place in a law where (5) designates a paragraph."""

from __future__ import annotations

import re

from drafting.instruction import Target
from statute import levels
from statute.errors import Refusal, Suggestion
from statute.node import Node

#: “Clause (ii)”, “subparagraph (B)(i)”, with what is remarked of it, before “of section 5(b)(1)”.
_NAMED = re.compile(
    r"(?:the\s+)?(?P<noun>(?:sub)?(?:section|paragraph|clause)|item)\s+\((?P<first>\w{1,5})\)(?P<more>(?:\(\w{1,5}\))*)"
    r"(?:\s*\([^()]*\)|,\s+as\s+[^,;]*,)?\s+of\s+",
    re.I,
)


def check_nouns(target: Target, found: Node) -> None:
    """Refuses (M06) a level that the designation it names does not have, as the target is written.

    found: the provision that the target's designations lead to.
    """
    at, written = 0, target.written.strip()
    while (named := _NAMED.match(written, at)) is not None:
        noun, first = named["noun"].lower(), named["first"]
        kinds = (found.kind,) if at == 0 and not named["more"] else levels.kinds(first)
        if levels.kinds(first) and found.kind in levels.SMALL and noun not in kinds:
            said, likely = f"{noun} ({first})", f"{kinds[0]} ({first})"
            suggestion = Suggestion(likely, "the level that the designation has")
            detail = f"“{said}”: ({first}) designates a {kinds[0]}."
            raise Refusal.of("M06", detail, words=said, suggestions=(suggestion,))
        at = named.end()
