"""Amendments that are repealed: "the amendments made by subsection (a) are repealed", "… shall cease to have effect".

The provisions that made them stand in the bill itself, or in another law, whose text alone does not tell how the
law read before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from drafting.instruction import Instruction, Target, Unmake
from drafting.parse.holes import Reading
from drafting.parse.quotation import Utterance
from drafting.parse.record import Context
from drafting.thing import Unit
from statute import citation, levels

_OWN = r"Act|bill|division|title|subtitle|chapter|part|section|subsection|paragraph|subparagraph|clause"
_UNMADE = re.compile(
    r"^(?P<lead>(?:effective|beginning|on)\b[^;]{3,160}?,\s+)?(?:(?P<provision>(?:this\s+|the\s+)?(?:sub)?(?:section|title|paragraph)\b[^;]{0,200}?),?\s+and\s+)?"
    r"(?:the\s+|each\s+|any\s+)?(?:amendments?|repeals?)\s+made\s+by\s+(?P<by>[^;]{3,200}?),?\s+"
    r"(?:(?:is|are|shall\s+be)\s+(?:each\s+|hereby\s+)*repealed(?P<tail>[^;.]*)"
    r"|shall\s+(?:cease\s+to\s+(?:have\s+(?:any\s+)?(?:force\s+(?:and|or)\s+)?effect|be\s+(?:effective|in\s+effect))|terminate|expire|sunset)\s*,?\s*(?P<when>[^;.]*))"
    r"\s*[.;]?\s*$",
    re.I | re.S,
)
#: That amendments are repealed is said somewhere: what is not understood of it is kept as unread.
MENTIONED = re.compile(r"\bamendments?\s+made\s+by\s+[^;,]{3,80}?,?\s+(?:is|are)\s+(?:hereby\s+)?repealed\b", re.I)
_AS_IF = re.compile(
    r"[\s,]*(?:(?:and|so\s+that)\s+(?P<subject>.{3,200}?)\s+(?:is|are|shall\s+be)\s+(?:(?:or|and|read|applied|administered|restored|revived)\s+)+)?"
    r"as\s+if\b.{0,160}?\bnot\s+been\s+(?:enacted|made)\b.*$",
    re.I | re.S,
)
_THIS = re.compile(rf"this\s+(?P<noun>{_OWN})", re.I)
_OF_THIS = re.compile(r"\s+of\s+this\s+(?:Act|section|title|division)$", re.I)

Provisions = tuple[tuple[str, tuple[str, ...]], ...]


class Unmaking(NamedTuple):
    """What is unmade, and the targets it is unmade at: the place of each amendment that is."""

    act: Unmake
    targets: tuple[Target, ...]


def read(said: str, utterance: Utterance, context: Context, found: Sequence[Instruction]) -> Unmaking | None:
    """What a sentence unmakes; None where it is no such sentence, or not all of it is understood.

    said: the sentence, quotations lifted out.  found: the instructions of the bill so far, of which those are
    unmade that stand in a provision of the bill itself.
    """
    match = _UNMADE.match(said.strip())
    tail = _AS_IF.match(match["tail"]) if match is not None and match["tail"] else None
    if match is None or (match["tail"] and match["tail"].strip(" ,") and tail is None):
        return None
    by, lead = " ".join(match["by"].split()), (match["lead"] or "").strip(" ,")
    if re.fullmatch(r"such\s+\w+", by) and match["provision"]:
        by = " ".join(match["provision"].split())
    if (own := _own(by, utterance, context)) is not None:
        act = Unmake(by, own)
        made = [one.target.citation for one in reversed(found) if one.target is not None and act.unmakes(one)]
        lead = f"effective {match['when'].strip(' ,')}" if match["when"] else lead
        return Unmaking(act, tuple(Target(cite, by, lead=lead) for cite in dict.fromkeys(made)))
    if match["when"] is not None:
        return None
    named = tail["subject"] if tail is not None and tail["subject"] else by
    cites = citation.subject(utterance.words_of(named)) or citation.subject(utterance.words_of(by))
    return Unmaking(Unmake(utterance.words_of(by)), tuple(Target(cite, by, lead=lead) for cite in cites[:1]))


def _own(by: str, utterance: Utterance, context: Context) -> Provisions | None:
    """The provisions of the bill itself that some words cite, as sections and designations; None where they do not."""
    by = _OF_THIS.sub("", by)
    if (this := _THIS.fullmatch(by)) is not None:
        noun = this["noun"].lower()
        if noun in ("act", "bill"):
            return (("", ()),)
        depth = levels.SMALL.index(noun) + 1 if noun in levels.SMALL else 0
        return ((context.section, context.pins[:depth]),) if depth or noun == "section" else None
    for units, end in Reading(replace(utterance, text=by)).members(by, 0):
        if end == len(by) and not any(unit.through for unit in units):
            return tuple(_placed(unit, context) for unit in units)
    return None


def _placed(unit: Unit, context: Context) -> tuple[str, tuple[str, ...]]:
    if unit.kind == "section":
        return unit.path[0], unit.path[1:]
    depth = levels.SMALL.index(unit.kind) if unit.kind in levels.SMALL else 0
    return context.section, (*context.pins[:depth], *unit.path)
