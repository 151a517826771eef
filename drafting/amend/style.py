"""Language that is read but is not how the offices of legislative counsel write it today (W01).

Source: House Legislative Counsel's Manual on Drafting Style, on amendatory language.
"""

from __future__ import annotations

import re

from drafting.instruction import Instruction, Redesignate
from statute.errors import Problem, Suggestion

#: What is written, and the usual form.
_USUAL = (
    (re.compile(r"\bstriking out\b|\bdeleting\b|\bremoving\b", re.I), "striking"),
    (re.compile(r"\bin lieu thereof\b|\bsubstituting\b|\breplacing\b", re.I), "inserting"),
)
_QUOTED = re.compile("“[^”]*”")


def unusual(one: Instruction) -> list[Problem]:
    """The warnings W01 for the words of one instruction, quotations aside."""
    words = _QUOTED.sub("“”", one.span.words)
    found = [
        Problem("W01", f"“{match[0]}” is not the usual word.", words=match[0], suggestions=(Suggestion(usual),))
        for pattern, usual in _USUAL
        if (match := pattern.search(words))
    ]
    many = isinstance(one.act, Redesignate) and (len(one.act.old) > 1 or any(u.through for u in one.act.old))
    if many and "respectively" not in words:
        found.append(Problem("W01", "“respectively” is missing.", suggestions=(Suggestion("respectively"),)))
    return found
