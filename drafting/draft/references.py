"""What the words of a law refer to: "paragraph (2) of subsection (b)", "sections 5(a) and 7 of this Act".

A reference is read where it stands: "paragraph (2)" is the one of the provision in hand, else of the one
around it, up to the section.  One to another law is told by the words that name that law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statute import levels
from statute.citation import NUMBER, SMALL_NOUNS
from statute.levels import is_level
from statute.node import APPARATUS, NUM, Node
from statute.search import below, provisions

_PIN = r"(?:\([0-9A-Za-z]{1,5}(?:[-–]\d+)?\))+"
_ITEM = re.compile(rf"(?P<number>{NUMBER})?(?P<pin>{_PIN})?(?![\w(])")
_HEAD = re.compile(rf"\b(?P<noun>(?:sub)?section|{SMALL_NOUNS})s?\s+(?=\d|\()", re.I)
_AND = re.compile(r",?\s+(?:(?:and|or|through|to)\s+)?|,\s*(?:and|or)?\s*")
_OF = re.compile(r",?\s+(?:respectively,?\s+)?(?:of|under|in)\s+")
_THIS = re.compile(rf"this\s+(?P<noun>(?:sub)?section|{SMALL_NOUNS}|Act|title|subtitle|chapter|subchapter|part)\b")
#: Words that name another law: what follows "of" and is neither "this …" nor a provision.
_ELSEWHERE = re.compile(
    r"(?:(?:the|such|that|said|an?)\s+(?P<name>[^,;.()]{3,160}?\bAct\b(?:\s+of\s+\d{4})?)|title\s+\d+|"
    r"(?:such|that|said)\s+\w+|Public\s+Law|Pub\.\s?L\.|the\s+[A-Z]\w+|part\s+\d|subpart\s+\w)"
)
_PARTS = re.compile(r"\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text that refers to a provision.

    leaf: the id of the leaf; start, stop: where the designations "5(b)(2)" or "(2)" stand in it.  noun: the
    level that the first of them names.  number: of a section, else "".  pin: the bare designations.
    of: the reference around it ("of subsection (b)"), or None.  law: the words that name another law, or "".
    """

    leaf: str
    start: int
    stop: int
    noun: str
    number: str
    pin: tuple[str, ...]
    of: Reference | None = None
    law: str = ""

    @property
    def said(self) -> str:
        """The reference as it is said: "paragraph (2) of subsection (b)"."""
        own = f"{self.noun} {self.number}{''.join(f'({p})' for p in self.pin)}"
        return f"{own} of {self.of.said}" if self.of is not None else own

    @property
    def outermost(self) -> Reference:
        """The reference around all others: "section 5" of "paragraph (2) of section 5"."""
        return self.of.outermost if self.of is not None else self


def references(leaf: Node) -> Iterator[Reference]:
    """The references in the words of a leaf, in order."""
    stop = 0
    for head in _HEAD.finditer(leaf.words):
        if head.start() >= stop:
            found, stop = _read(leaf, head)
            yield from found


def _read(leaf: Node, head: re.Match[str]) -> tuple[list[Reference], int]:
    """The references that one noun introduces, with what they are "of"; and where they end."""
    noun, words = head["noun"].lower(), leaf.words
    items, at = _items(words, head.end(), noun)
    if not items:
        return [], head.end()
    around, law, stop = _around(leaf, at)
    made: list[Reference] = []
    for item in items:
        pin = _whole(noun, _designations(item["pin"]), made[-1].pin if made else ())
        made.append(Reference(leaf.id, item.start(), item.end(), noun, item["number"] or "", pin, around, law))
    return [*made, *([around] if around is not None else [])], stop


def _items(words: str, at: int, noun: str) -> tuple[list[re.Match[str]], int]:
    """The designations after a noun: "(1), (2), or (4)", "5(a) and 7"; only sections have numbers."""
    found: list[re.Match[str]] = []
    while (item := _ITEM.match(words, at)) and item[0] and bool(item["number"]) == (noun == "section"):
        found.append(item)
        if (joint := _AND.match(words, item.end())) is None:
            break
        at = joint.end()
    return found, found[-1].end() if found else at


def _around(leaf: Node, at: int) -> tuple[Reference | None, str, int]:
    """What stands after "of": a provision around it, or the words that name another law; and where that ends."""
    words = leaf.words
    joint = _OF.match(words, at)
    if joint is None:
        return None, "", at
    if this := _THIS.match(words, joint.end()):
        return None, "", this.end()
    if (head := _HEAD.match(words, joint.end())) is not None:
        found, stop = _read(leaf, head)
        if found:
            return found[0], found[0].law, stop
    if (other := _ELSEWHERE.match(words, joint.end())) is not None:
        return None, other["name"] or other[0], other.end()
    return None, "", at


def _designations(pin: str | None) -> tuple[str, ...]:
    return tuple(_PARTS.findall(pin or ""))


def _whole(noun: str, pin: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    """The designations of an item, with those that it shares with the one before: "(a)(1), (2), and (3)"."""
    goes_on = pin and noun != "section" and len(pin) < len(last) and noun not in levels.kinds(pin[0])
    return (*last[: len(last) - len(pin)], *pin) if goes_on else pin


# ---- where they lead -------------------------------------------------------------------------------


@dataclass(slots=True)
class Places:
    """Where the references of one law lead: sections by number; the levels down to each level, and around each leaf."""

    sections: dict[str, list[Node]]
    lines: dict[str, tuple[Node, ...]]
    around: dict[str, tuple[Node, ...]]
    leaves: dict[str, Node]

    @classmethod
    def of(cls, law: Node) -> Places:
        """The places of a law; what its quoted matter and notes hold is not its own."""
        made = cls({}, {}, {}, {})
        stack: list[tuple[Node, tuple[Node, ...]]] = [(law, ())]
        while stack:
            node, line = stack.pop()
            if node.kind in APPARATUS or node.kind == "quoted":
                continue
            if node.is_leaf:
                made.around[node.id], made.leaves[node.id] = line, node
                continue
            if node.kind == "section":
                made.sections.setdefault(levels.designation(node), []).append(node)
            if is_level(node):
                line = (*line, node)
                made.lines[node.id] = line
            stack.extend((p, line) for p in reversed(node.parts))
        return made

    def texts(self) -> Iterator[Node]:
        """The leaves in which references are looked for: text and headings."""
        return (leaf for leaf in self.leaves.values() if leaf.kind not in (NUM,))

    def line(self, id: str) -> tuple[Node, ...]:
        """The levels from the root down to the one with this id; empty where the law has none."""
        return self.lines.get(id, ())

    def target(self, one: Reference) -> tuple[Node, ...]:
        """The line of provisions to what a reference leads to, from the one its designations begin below.

        Empty where it leads to none in this law, or to several.
        """
        if one.law:
            return ()
        if one.noun == "section":
            held = self.sections.get(levels.bare(one.number), [])
            return _down(held[0], one.pin) if len(held) == 1 else ()
        if one.of is not None:
            outer = self.target(one.of)
            return _named(outer[-1:], one) if outer else ()
        return _named(tuple(reversed(self.around.get(one.leaf, ()))), one)

    def is_held(self, one: Reference) -> bool:
        """Whether the law in hand is one in which the reference must lead somewhere."""
        if one.law:
            return False
        outer = one.outermost
        if outer.noun == "section":
            return bool(self.sections.get(levels.bare(outer.number)))
        return any(n.kind == "section" for n in self.around.get(one.leaf, ()))


def _named(around: Sequence[Node], one: Reference) -> tuple[Node, ...]:
    """The line down a reference's designations from the first of some provisions that has them.

    Where none has them at the level named, the name is passed over: older law calls any division a paragraph.
    """
    for kinds in ((one.noun,), levels.SMALL):
        for level in around:
            first = [p for p in below(level, one.pin[0]) if p.kind in kinds]
            if len(first) == 1 and (line := _down(first[0], one.pin[1:])):
                return (level, *line)
            if level.kind == "section":
                break
    return ()


def _down(level: Node, pin: Iterable[str]) -> tuple[Node, ...]:
    """The line from a level down its designations; empty where they lead nowhere, or to two places."""
    line = [level]
    for designation in pin:
        found = [p for p in provisions(line[-1]) if levels.designation(p) == designation]
        if len(found) != 1:
            return ()
        line.append(found[0])
    return tuple(line)


__all__ = ["Places", "Reference", "references"]
