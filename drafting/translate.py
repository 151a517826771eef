"""The Code editors' words for an Act's: "section 633(b) of this title" for the Act's "section 302(b)".

In titles that are not positive law the editors print references in the Code's numbers.  What a law itself
tells for certain (a section with its parenthetical Code cite, a side note) may be matched in their words,
and is reported; nothing else is.  Source: Office of the Law Revision Counsel, on editorial translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from drafting.instruction import Act, Insert, Instruction, Matter, Restate, Substitute
from statute.citation import NUMBER, PINPOINT, POSITIVE, Citation, from_path, number
from statute.node import Node, leaves

_TITLE = re.compile(r"(\btitle \d+[A-Z]?), United States Code(,(?= (?!or\b|and\b)))?")
_WORD = r"[A-Z][\w’'-]*|of|the|and|for|in|to|on|[,&]"
_NAME = (
    rf"(?:{_WORD})(?: (?:{_WORD}|\d{{4}}))*?"
    r"(?: Act(?: of \d{4})?| Act of [A-Z][a-z]+ \d{1,2}, \d{4})"
)
_CITE = rf"(?P<title>\d+) U\.S\.C\. (?P<code>{NUMBER})(?P<codepin>{PINPOINT})"
_REFERENCE = re.compile(
    rf"(?P<noun>[Ss]ection |[Ss]ubsection |clause |)(?<![\w–-])(?P<section>{NUMBER})(?P<pin>{PINPOINT})"
    rf"(?: of (?:the )?(?P<act>{_NAME}))?(?P<remark> \((?:[^()]*?\b)??{_CITE}\))?(?: of this Act)?"
)


def is_of_acts(cite: Citation) -> bool:
    """Whether a Code section stands in a title that is not positive law, and so is an Act's in the editors' words."""
    title = cite.law.removeprefix("/us/usc/t")
    return cite.is_code and title not in POSITIVE and title != "26"


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower().removeprefix("the ")).strip()


@dataclass(frozen=True, slots=True)
class Editors:
    """How the editors of one title print the sections of Acts, as far as a law itself tells.

    title: the Code title of the text in hand.  sections: (Act, its section) to (Code title, Code section).
    """

    title: str
    sections: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, title: str, bills: Iterable[Node], instructions: Iterable[Instruction]) -> Editors:
        """What the words, cites and side notes of some bills tell.  One that is told two ways is not certain."""
        told: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for match in (m for bill in bills for leaf in leaves(bill) for m in _REFERENCE.finditer(leaf.words)):
            if match["act"] and match["code"] and match["pin"] == match["codepin"]:
                key = (_plain(match["act"]), number(match["section"]))
                told.setdefault(key, set()).add((match["title"], number(match["code"])))
        for one in instructions:
            if one.target is not None and (cite := one.target.citation).section and cite.name:
                for path in cite.parallel or ((one.target.hint,) if one.target.hint else ()):
                    code = from_path(path)
                    if code.section and (not cite.parallel or code.pin == cite.pin):
                        key = (_plain(cite.name), cite.section)
                        told.setdefault(key, set()).add((code.law.removeprefix("/us/usc/t"), code.section))
        return cls(title, {key: next(iter(codes)) for key, codes in told.items() if len(codes) == 1})

    def printed(self, words: str, act: str) -> str | None:
        """The words with each reference in the Code's numbers; None where one of them is not certain.

        act: the Act whose sections are meant where none is named.
        """
        sure = True

        def code(match: re.Match[str]) -> str:
            nonlocal sure
            if not match["noun"] and not match["pin"]:
                return match[0]
            given = (match["title"], number(match["code"])) if match["code"] else None
            found = given or self.sections.get((_plain(match["act"] or act), number(match["section"])))
            if found is None or (match["code"] and match["pin"] != match["codepin"]):
                sure = sure and bool(match["act"]) is False and not match["noun"]
                return match[0]
            title, section = found
            section = section.replace("-", "–")
            if not match["noun"]:
                return section + match["pin"]
            where = "this title" if title == self.title else f"title {title}"
            noun = "Section" if match["noun"][0] in "S" else "section"
            return f"{noun} {section}{match['pin']} of {where}"

        said = _REFERENCE.sub(code, words)
        return said if sure and said != words else None

    def forms(self, words: str, act: str) -> list[str]:
        """The editors' ways to print some words: in full, and with the title left out."""
        said = self.printed(words, act)
        if said is None:
            return []
        short = re.sub(r"( of this title| of title \d+)(?![^,;.]* of )$", "", said)
        return [said, short] if short != said else [said]


def as_code(act: Act) -> Act:
    """The act with its new matter in the style of the Code, which names titles without "United States Code"."""
    match act:
        case Substitute(_, matter) if isinstance(matter, Matter):
            return replace(act, matter=_matter(matter))
        case Insert(_, matter, _) | Restate(_, matter):
            return replace(act, matter=_matter(matter))
    return act


def _matter(matter: Matter) -> Matter:
    return Matter(styled(matter.words), tuple(_node(p) for p in matter.parts))


def _node(node: Node) -> Node:
    if node.is_leaf:
        words = styled(node.words)
        return node if words == node.words else replace(node, content=words, beside=())
    return replace(node, content=tuple(_node(p) for p in node.parts))


def styled(words: str) -> str:
    """Words as the Code styles them.

    >>> styled("under section 1105 of title 31, United States Code, the Secretary")
    'under section 1105 of title 31, the Secretary'
    """
    return _TITLE.sub(r"\1\2", words)
