"""Texts that are cited in ways of their own: rules of a House, resolutions, guidelines, the District's Code.

They are amended as laws are, and are told apart so that an amendment of one is refused for what it is, a text
that is not held, and never taken for something that could not be read.
Source: House Legislative Counsel's Manual on Drafting Style, on amendments to rules; D.C. Code; U.S.S.G.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statute import citation
from statute.citation import DASH, Citation

_NAME = re.compile(
    r"(?P<lead>.*?)\s*(?:,|\b(?:of|in)(?:\s+the)?)\s+(?:the\s+)?(?P<name>District\s+of\s+Columbia\s+(?:Official\s+)?Code|D\.C\.\s+(?:Official\s+)?Code"
    r"|(?:United\s+States\s+Sentencing\s+Commission\s+|Federal\s+sentencing\s+)?Guidelines(?:\s+Manual)?"
    r"|(?:Standing\s+)?Rules\s+of\s+the\s+(?:House(?:\s+of\s+Representatives)?|Senate)"
    r"|(?:House|Senate)(?:\s+(?:Concurrent|Joint))?\s+Resolution\s+\d+)"
    r"(?:,?\s+agreed\s+to\s+\w+\s+\d{1,2},\s+\d{4})?[\s,]*$",
    re.I | re.S,
)
_CLAUSE = re.compile(
    r"(?:the\s+)?clause\s+(?P<number>\d+)(?P<pin>(?:\(\w{1,4}\))*)(?:\s+of\s+(?P<rule>rule\s+[IVXLC]+))?$", re.I
)
_SECTION = re.compile(
    rf"(?:the\s+)?section\s+(?P<number>\d+[A-Z]?\d*(?:[.]\d+|{DASH}\d[\w.]*)*)(?P<pin>(?:\(\w{{1,4}}\))*)$", re.I
)


def cited(text: str) -> Citation | None:
    """The citation of such a text, its remarks in brackets taken out; None where it is none, or is not understood.

    >>> cited("Clause 4(b) of rule X of the Rules of the House of Representatives").headings
    ('rule X',)
    """
    match = _NAME.match(" ".join(text.split()))
    if match is None:
        return None
    whole = Citation(name=match["name"])
    if (clause := _CLAUSE.match(match["lead"])) is not None:
        rule = (clause["rule"],) if clause["rule"] else ()
        return replace(whole, headings=rule, pin=(clause["number"], *citation.pins(clause["pin"])))
    if (section := _SECTION.match(match["lead"])) is not None:
        return replace(whole, section=citation.number(section["number"]), pin=citation.pins(section["pin"]))
    found = citation.subject(match["lead"])
    if len(found) == 1 and not citation.residue(match["lead"]) and not (found[0].law or found[0].name):
        return replace(found[0], name=match["name"])
    return None


def is_outside(name: str) -> bool:
    """Whether a name is that of such a text."""
    return _NAME.match(f"section 1 of the {name}") is not None
