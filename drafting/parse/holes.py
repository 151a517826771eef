"""The holes of the phrasebook, read: units and lists of them, ordinals, named marks, quoted matter.

Text comes with each quotation lifted out and one private character in its place (see `quotation`),
so what is read here is only the controlled language of amendments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from drafting import phrasebook
from drafting.grammar import Line, Reader
from drafting.parse.days import read_day
from drafting.parse.quotation import Utterance
from drafting.thing import Item, Locator, Matter, Phrase, Several, Thing, Unit, Units
from statute import levels
from statute.citation import DASH, NUMBER, SMALL_NOUNS

_BIG = "section|chapter|subchapter|title|subtitle|part|subpart|division"
_NOUNS = rf"(?:{SMALL_NOUNS}|{_BIG})"
_NOUN = re.compile(rf"\s*\b(?P<noun>{_NOUNS})\b", re.I)
_DESIGNATOR = rf"(?:\([0-9A-Za-z]{{1,5}}(?:{DASH}\d+)?\)\s?)+"
_MEMBER = rf"(?:{NUMBER}(?:\([0-9A-Za-z]{{1,5}}\))*|{_DESIGNATOR}|(?-i:[IVXLC]+|[A-Z]{{1,2}})\b)"
_NTH = r"first|second|third|fourth|last"
_LIST = re.compile(
    rf"\s*(?:\b(?:the|such)\s+)?\b(?P<noun>{_NOUNS})(?P<plural>s)?\s+(?P<first>{_MEMBER})"
    rf"(?P<more>(?:(?:\s*,?\s*\b(?:and|or|through|to)\s+|\s*,\s*)(?:(?:{_NOUNS})s?\s+)?{_MEMBER})*)",
    re.I,
)
_NEXT = re.compile(
    rf"(?P<link>\s*,?\s*\b(?:and|or|through|to)\s+|\s*,\s*)(?:(?P<noun>{_NOUNS})s?\s+)?(?P<member>{_MEMBER})",
    re.I,
)
#: "The second subsection (j)", "the second section designated as section 226".
_SAME = re.compile(
    rf"\s*\bthe\s+(?P<ordinal>first|second|third|fourth|last)\s+(?:{_NOUNS}\s+designated\s+as\s+)?(?={_NOUNS}\s+{_MEMBER})",
    re.I,
)
_AND = re.compile(rf"\s*,?\s*\band\s+(?=(?:the\s+)?{_NOUNS}s?\s+{_MEMBER})", re.I)
#: “(c) and (d)”, “(3) through (6)”: designations without a noun.
_LINKED_NAME = re.compile(rf"(?P<link>\s*,?\s*\b(?:and|through)\s+|\s*,\s*|\s*)(?P<name>{_DESIGNATOR})", re.I)
_BARE = re.compile(rf"\s*{_DESIGNATOR}(?:(?:\s*,?\s*\b(?:and|through)\s+|\s*,\s*){_DESIGNATOR})*", re.I)
_SUCH = re.compile(
    rf"\s*\b(?:each\s+)?(?:such|that|this|the|each|said)\s+(?:(?:so\s+)?(?:re)?designated\s+)?(?P<noun>{_NOUNS})s?\b(?!\s*(?:heading|designation|enumerator))",
    re.I,
)
_OF = re.compile(rf"\s*\b(?:of|in)\s+(?=(?:such\s+|that\s+|the\s+)?(?:(?:{_NTH})\s+)?{_NOUNS}\b)", re.I)
_REMARK = re.compile(
    r"\s*(?:\((?:as|relating|the\s+(?:first|second|last)|added|before|including|both|designated|redesignated|and\s+(?:by\s+)?(?:adjusting|conforming|indenting|redesignating|by))\b(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
    r"|\((?=[^()]*?(?:\bU\.S\.C\.|\bStat\.|\bPublic\s+Law\b|\bOfficial\s+Code\b))(?:[^()]|\([^()]*\))*\)"
    rf"|,\s+relating\s+to\s+[^,;:—()\ue000-\uf8ff]{{3,90}},"
    rf"|,?\s*as\s+(?:so\s+)?(?:re)?(?:designated|added|inserted|amended|transferred)(?:\s+and\s+(?:re)?(?:designated|amended|transferred|added))?(?:\s+(?:by|under|in)\s+(?:(?:this\s+(?:Act|section|subsection|paragraph|title|subtitle))|(?:{_NOUNS})s?\s+{_MEMBER}(?:\s+(?:and|or|through)\s+{_MEMBER})*(?:\s+of\s+this\s+\w+)?)(?:\s+of\s+(?:this|such)\s+\w+)?)?(?=\s*(?:,|;|—|\)|:|$|\s(?:by|is|are|to|and|the|as)\b)),?)",
    re.I,
)
_ORDINAL = re.compile(
    r"\s*\b(?P<word>" + "|".join(sorted(phrasebook.ORDINALS, key=len, reverse=True)).replace(" ", r"\s+") + r")\b",
    re.I,
)
_LINKED = re.compile(r"\s*,?\s*\band\b|\s*,")
_COUNT = re.compile(rf"\s*\b(?P<word>{'|'.join(phrasebook.COUNTS)})\b", re.I)
_MARK = re.compile(
    r"\s*\b(?P<mark>" + "|".join(sorted(phrasebook.MARKS, key=len, reverse=True)).replace(" ", r"\s+") + r")s?\b",
    re.I,
)
#: “, which shall be effective from the first day of the next fiscal year”: when the new matter takes effect.
EFFECTIVE = r",\s+which\s+shall\s+(?:take\s+effect|(?:be|become)\s+effective)\s+[^:;\ue000-\uf7ff]{3,200}"
_FOLLOWING = re.compile(
    rf"\s*(?:the\s+following|as\s+follows|following|an?\s+new)(?:\s+new)?(?P<noun>(?:\s+(?:flush|undesignated|final|concluding|sentences?|proviso|language|text|matter|definitions?|items?|rows?|table|words|heading|entry|entries|{_NOUNS}s?|and|at\s+the\s+end))*)"
    rf"(?:\s+(?:{_MEMBER})(?:(?:\s*\b(?:and|through)\s+|,\s+)(?:{_MEMBER}))*)?(?:\s*\([^()]*\))?(?:\s+(?:to\s+read\s+)?as\s+follows|{EFFECTIVE})?\s*[:;,—]?",
    re.I,
)
_EMS = re.compile(
    r"\s*(?:(?:\d+|one|two|three|four|six)?\s*ems?\s+to\s+the\s+(?:left|right)|(?:so\s+as\s+to\s+align\s+with|to\s+align\s+with|to)\s+the\s+(?:left\s+)?margins?\s+of\s+(?:(?!\s+and\s+by\b)[^;,])*|accordingly|appropriately|to\s+the\s+(?:left|right)(?:\s+\d+\s+ems?)?)",
    re.I,
)
_ITEM = re.compile(rf"\s*\b(?P<noun>{_BIG})s?\s+(?P<number>{NUMBER}|(?-i:[IVXLC]+|[A-Z])\b)", re.I)
_RELATING = re.compile(r"\s*\bthe\s+(?:new\s+)?items?\s+(?:(?:relating|related|pertaining)\s+to|for)(?=\s)", re.I)
_ALSO = re.compile(
    rf"(?P<link>\s*,?\s*\b(?:and|or|through)\s+|\s*,\s*)(?:(?P<noun>{_BIG})s?\s+)?(?P<number>{NUMBER}|(?-i:[IVXLC]+|[A-Z])\b)",
    re.I,
)
#: “The item relating to Federal Pell Grants, strike …”: the words that an item of a list begins with.
_LISTED = re.compile(
    r"\s*(?:the\s+)?(?P<name>[A-Z][^;:—\ue000-\uf7ff]{2,200}?)"
    r"(?=\s+the\s+following\b|\s*,\s*(?:by\s+)?(?:strik|insert|add|amend)|\s*;|\s*\.?\s*$)"
)
_NAMED_MARK = re.compile(_MARK.pattern.replace(r"\s*\b", r"\s*\b(?:an?|the)\s+", 1), re.I)
_LINK = re.compile(r"\s*(?:,\s*(?:and\s+)?|\band\s+)(?=[\ue000-\uf7ff])")
_DEPTH = 4


class Reading:
    """The readers of holes over one utterance."""

    def __init__(self, utterance: Utterance) -> None:
        self.utterance = utterance
        self.readers: dict[str, Reader] = {
            "thing": self.thing, "head": self.head, "quote": self.quote, "matter": self.matter, "place": self.place,
            "unit": self.unit, "units": self.units, "members": self.members, "noun": self.noun, "number": self.number,
            "items": self.items, "entries": self.entries, "numbers": self.numbers,
            "day": self.day, "ordinals": self.ordinals, "designators": self.designators, "ordinal": self.ordinal, "count": self.count, "locator": self.locator, "mark": self.mark, "following": self.following, "ems": self.ems, "strings": self.strings, "matters": self.matters,
        }  # fmt: skip
        self._things: dict[int, list[tuple[Thing, int]]] = {}
        self._nested = 0

    def longest(self, table: str, at: int, thing: object = None) -> tuple[object, int, Line] | None:
        """The longest reading of a table's lines at this place, the first of equals."""
        best: tuple[object, int, Line] | None = None
        for meaning, end, line in getattr(phrasebook, table).read(self.utterance.text, at, self.readers, thing):
            if best is None or end > best[1]:
                best = (meaning, end, line)
        return best

    # ---- things ------------------------------------------------------------------------------------

    def head(self, text: str, at: int) -> Iterator[tuple[Thing, int]]:
        for meaning, end, _ in phrasebook.HEADS.read(text, at, self.readers):
            yield meaning, end

    def thing(self, text: str, at: int) -> Iterator[tuple[Thing, int]]:
        """Things at this place with all that qualifies them, longest first."""
        if at not in self._things:
            if self._nested > _DEPTH:
                return
            self._nested += 1
            found: list[tuple[Thing, int]] = []
            for head, end in self.head(text, at):
                found += self._qualified(text, head, end, 0)
            self._nested -= 1
            unique = {(repr(t), e): (t, e) for t, e in found}
            self._things[at] = sorted(unique.values(), key=lambda f: -f[1])
        yield from self._things[at]

    def _qualified(self, text: str, thing: Thing, at: int, depth: int) -> list[tuple[Thing, int]]:
        found = [(thing, at)]
        if depth > _DEPTH:
            return found
        for meaning, end, _ in phrasebook.QUALIFIERS.read(text, at, self.readers, thing):
            found += self._qualified(text, meaning, end, depth + 1)
        return found

    def place(self, text: str, at: int) -> Iterator[tuple[object, int]]:
        for meaning, end, _ in phrasebook.PLACES.read(text, at, self.readers):
            yield meaning, end

    def locator(self, text: str, at: int) -> Iterator[tuple[Locator, int]]:
        for meaning, end, _ in phrasebook.LOCATORS.read(text, at, self.readers):
            yield meaning, end

    # ---- quotations --------------------------------------------------------------------------------

    def quote(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if (found := self.utterance.quote_at(at)) is not None and not found[0].parts:
            yield found[0].words, found[1]

    def matter(self, text: str, at: int) -> Iterator[tuple[Matter, int]]:
        if (found := self.utterance.quote_at(at)) is not None:
            yield found
        elif match := _NAMED_MARK.match(text, at):
            yield Matter(phrasebook.MARKS[_spaced(match["mark"])]), match.end()

    def strings(self, text: str, at: int) -> Iterator[tuple[Several, int]]:
        """Two or more quoted strings in a row: “A”, “B”, and “C”."""
        for matters, end in self.matters(text, at):
            yield Several(tuple(Phrase(m.words) for m in matters)), end

    def matters(self, text: str, at: int) -> Iterator[tuple[tuple[Matter, ...], int]]:
        found: list[Matter] = []
        end = at
        while (quote := self.utterance.quote_at(at)) is not None:
            found.append(quote[0])
            end = at = quote[1]
            if (link := _LINK.match(text, at)) is None:
                break
            at = link.end()
        if len(found) > 1:
            yield tuple(found), end

    def following(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if match := _FOLLOWING.match(text, at):
            yield _spaced(match["noun"] or ""), match.end()

    # ---- units -------------------------------------------------------------------------------------

    def members(self, text: str, at: int) -> Iterator[tuple[tuple[Unit, ...], int]]:
        """Provisions in a row, each list with what it is "of": clause (v) of paragraph (1) and clause (v) of paragraph (2)."""
        for units, end in self._list(text, at):
            if (link := _AND.match(text, end)) is not None:
                for others, stop in self.members(text, link.end()):
                    yield (*units, *others), stop
            yield units, end

    def _list(self, text: str, at: int) -> Iterator[tuple[tuple[Unit, ...], int]]:
        """A list of provisions with its ranges, and what it is "of": paragraphs (2) through (5) of subsection (a)."""
        if same := _SAME.match(text, at):
            which = phrasebook.ORDINALS[_spaced(same["ordinal"])]
            for found, end in self._list(text, same.end()):
                if len(found) == 1 and not found[0].through:
                    yield (replace(found[0], which=which),), end
            return
        match = _LIST.match(text, at)
        if match is None:
            if such := _SUCH.match(text, at):
                yield (Unit(such["noun"].lower()),), remarked(text, such.end())
            return
        units = [_member(match["noun"], match["first"])]
        end = match.end("first")
        for more in _NEXT.finditer(match["more"]):
            if more["noun"] and levels.RANK[more["noun"].lower()] > levels.RANK[units[0].kind]:
                break  # “paragraph (1) and clause (v) of …”: another list begins
            if re.search(r"through|\bto\b", more["link"], re.I):
                units[-1] = replace(units[-1], through=_path(more["member"])[-1])
            else:
                units.append(_member(more["noun"] or match["noun"], more["member"], units[-1]))
            end = match.start("more") + more.end()
        end = remarked(text, end)
        if (of := _OF.match(text, end)) is not None:
            for outer, stop in self._list(text, of.end()):
                if len(outer) == 1 and not outer[0].through and not outer[0].which and _holds(outer[0], units[0]):
                    yield tuple(_inside(outer[0], unit) for unit in units), stop
                    return
        yield tuple(units), end

    def designators(self, text: str, at: int) -> Iterator[tuple[tuple[Unit, ...], int]]:
        """Designations without a noun, "(3) through (6)", which is that of the provisions that get them."""
        if (bare := _BARE.match(text, at)) is None:
            return
        found: list[Unit] = []
        for one in _LINKED_NAME.finditer(bare[0]):
            if "through" in one["link"].lower() and found:
                found[-1] = replace(found[-1], through=_path(one["name"])[-1])
            else:
                found.append(Unit("", _path(one["name"])))
        yield tuple(found), bare.end()

    def units(self, text: str, at: int) -> Iterator[tuple[Unit | Units, int]]:
        for members, end in self.members(text, at):
            yield (members[0] if len(members) == 1 else Units(members)), end

    def unit(self, text: str, at: int) -> Iterator[tuple[Unit, int]]:
        for members, end in self.members(text, at):
            if len(members) == 1 and not members[0].through:
                yield members[0], end

    def noun(self, text: str, at: int) -> Iterator[tuple[Unit, int]]:
        if match := _NOUN.match(text, at):
            yield Unit(match["noun"].lower()), match.end()

    def number(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if match := _ITEM.match(text, at):
            yield f"{match['noun'].lower()} {match['number']}", remarked(text, match.end())
        elif match := _LISTED.match(text, at):
            yield match["name"], match.end()

    # ---- items of a table --------------------------------------------------------------------------

    def numbers(self, text: str, at: int) -> Iterator[tuple[tuple[Item, ...], int]]:
        """What items relate to, in a row: "sections 7 and 9 through 12 and chapter 3"."""
        match = _ITEM.match(text, at)
        if match is None:
            return
        noun, end = match["noun"].lower(), match.end()
        found = [Item(f"{noun} {match['number']}")]
        while more := _ALSO.match(text, end):
            noun, end = (more["noun"] or noun).lower(), more.end()
            if "through" in more["link"].lower():
                found[-1] = replace(found[-1], through=more["number"])
            else:
                found.append(Item(f"{noun} {more['number']}"))
        yield tuple(found), remarked(text, end)

    def items(self, text: str, at: int) -> Iterator[tuple[tuple[Item, ...], int]]:
        """Items of a table, each list with its own words: "the item relating to section 7 and the item relating to …"."""
        if (relating := _RELATING.match(text, at)) is None:
            return
        for found, end in self.numbers(text, relating.end()):
            if link := re.compile(r"\s*,?\s*\band\b").match(text, end):
                yield from (((*found, *others), stop) for others, stop in self.items(text, link.end()))
            yield found, end

    def entries(self, text: str, at: int) -> Iterator[tuple[Item | Several, int]]:
        for found, end in self.items(text, at):
            if len(found) > 1:
                yield Several(found), end
            elif found[0].through:
                yield found[0], end

    # ---- small words -------------------------------------------------------------------------------

    def ordinal(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if match := _ORDINAL.match(text, at):
            yield phrasebook.ORDINALS[_spaced(match["word"])], match.end()

    def ordinals(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        """Several numbers in a row, "first, second, and fourth": "1,2,4"."""
        found: list[str] = []
        for which, end in self.ordinal(text, at):
            found, at = [which], end
        while found and (link := _LINKED.match(text, at)) and (more := _ORDINAL.match(text, link.end())):
            found, at = [*found, phrasebook.ORDINALS[_spaced(more["word"])]], more.end()
        if len(found) > 1:
            yield ",".join(found), at

    def count(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if match := _COUNT.match(text, at):
            yield phrasebook.COUNTS[match["word"].lower()], match.end()

    def day(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if (found := read_day(text, at)) is not None:
            yield found

    def mark(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        if match := _MARK.match(text, at):
            yield phrasebook.MARKS[_spaced(match["mark"])], match.end()

    def ems(self, text: str, at: int) -> Iterator[tuple[None, int]]:
        if match := _EMS.match(text, at):
            yield None, match.end()


def _inside(outer: Unit, unit: Unit) -> Unit:
    """A unit of another: paragraph (2) of subsection (a) is subsection (a)(2)."""
    return replace(unit, kind=outer.kind, path=outer.path + unit.path) if outer.path else unit


def remarked(text: str, at: int) -> int:
    """The place after remarks that follow a unit: "(as so redesignated)", ", as added by paragraph (1),"."""
    while match := _REMARK.match(text, at):
        if match.end() == at:
            break
        at = match.end()
    return at


def _spaced(words: str) -> str:
    return " ".join(words.lower().split())


def _holds(outer: Unit, inner: Unit) -> bool:
    """Whether the one level stands above the other: a section is in no subsection."""
    return levels.RANK[outer.kind] < levels.RANK[inner.kind]


def _path(member: str) -> tuple[str, ...]:
    member = re.sub(r"\s", "", re.sub("[‐‑–]", "-", member))
    head, _, tail = member.partition("(")
    pins = tuple(re.findall(r"\(([\w-]+)\)", f"({tail}" if tail else ""))
    return ((head,) if head else ()) + pins


def _member(noun: str, member: str, before: Unit | None = None) -> Unit:
    """A member of a list; one that says only the end of its path ("(A)(i) and (ii)") takes the rest from the one before."""
    noun, path = noun.lower(), _path(member)
    if before is not None and len(before.path) > len(path) and not _starts_at(noun, path[0]):
        path = before.path[: -len(path)] + path
    return Unit(noun, path)


def _starts_at(noun: str, designator: str) -> bool:
    if noun in levels.BIG or noun == "section":
        return designator[0].isdigit() or noun != "section"
    return noun in levels.kinds(designator)
