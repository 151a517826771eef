"""Flush text that a file hangs in a level below the one whose text it is, as releases of the Code do: told by print.

Source: USLM user guide, on `continuation`: text that follows the levels below, set flush with the level above.
"""

from __future__ import annotations

import re
from itertools import takewhile

from lxml import etree

from statute import levels
from statute.markup import xml

#: How far print sets a block in.
_INDENT = re.compile(r"\bindent(\d)")


def hanging(content: etree._Element) -> int:
    """How many continuations end the `content` that a level ends with."""
    if not len(content):
        return 0
    ends = takewhile(lambda child: xml.local(child) == "continuation" and not (child.tail or "").strip(), content[::-1])
    return sum(1 for _ in ends)


def is_set_left(continuation: etree._Element, level: etree._Element) -> bool:
    """Whether a continuation that follows no lower level is set further to the left than the level that it is in."""
    own, outer = (_INDENT.search(element.get("class") or "") for element in (continuation, level))
    if own is None or outer is None or xml.local(level) not in levels.SMALL or int(own[1]) >= int(outer[1]):
        return False
    return not any(xml.local(before) in levels.SMALL for before in continuation.itersiblings(preceding=True))
