"""Lines to levels: the outline of a law found from its designations, and from indents where there are any.

Levels come from designations first (a wrong tag or indent does not mislead), in the order of the
ladder; "(i)" after "(h)" is told from a first clause by indent, by what comes next, and by its parent.
Source: House Legislative Counsel's Manual on Drafting Style, on breakdown; forms of run-in print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from statute.errors import Refusal
from statute.levels import BIG, RANK, Place, follows, places
from statute.node import HEADING, NUM, TEXT, Node

DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of print: its indent (characters), its text, and quoted matter set below it."""

    indent: int
    text: str
    quoted: tuple[Node, ...] = ()


_BIG = re.compile(
    r"(?P<num>(?P<kind>TITLE|SUBTITLE|CHAPTER|SUBCHAPTER|PART|SUBPART|DIVISION|Title|Subtitle|Chapter|Subchapter|"
    r"Part|Subpart|Division)\s+(?:[IVXLC]+|[A-Z]|\d+[A-Z]{0,2}))\.?(?:\s*(?P<dash>—|--|–)\s*(?P<heading>\S.*)|\s*)$"
)
_SECTION = re.compile(
    r"(?P<num>(?:SECTION|Section|SEC\.|Sec\.|§§?)\s*\d[\w–‑-]*(?:\.\d+[\w–-]*)*\.)(?:\s+|$)(?P<rest>.*)$",
    re.S,
)
_CODE_SECTION = re.compile(r"(?P<num>§+\s*\d[\w.–‑-]*)(?:\s+|$)(?P<rest>.*)$", re.S)
_SMALL = re.compile(r"\((?P<body>[0-9A-Za-z]{1,6}(?:[-–]\d{1,3}[A-Z]?)?)\)(?P<gap>\s*)")
_CAPS_HEADING = re.compile(r"(?P<heading>[^a-z]{4,}?\.)\s+(?=[“\"(]*[A-Z][a-z(]|\(a\)|[A-Z] [a-z])(?P<rest>.*)$", re.S)
_RUN_IN = re.compile(r"(?P<heading>[^;—]{1,250}?)(?P<mark>\s*\.\s*(?:—|--))\s*(?P<rest>.*)$", re.S)
#: How words end that are to go on with a designation: "in paragraph", "of section 5(a) or".
_REFERRING = re.compile(
    r"\b(?:sections?(?:\s\d[\w.–-]*)?|(?:sub)?(?:section|paragraph|clause|item)s?)"
    r"(?:\s?(?:\(\w{1,5}\))+,?){0,12}(?:\s(?:and|or|through|to))?$"
)
#: How words end that are to go on with a quotation: "by striking".
_IN_SENTENCE = re.compile(r"(?<!\bfollowing)(?:\w|,|\w”)$")
_OPEN_END = re.compile(r"(?:[.;,:—–]|--|\b(?:and|or|but))\s*$")


def outline(lines: Sequence[Line]) -> tuple[Node, ...]:
    """The parts of a law or of quoted matter from its lines.  Raises `Refusal` F05 where it nests past all law."""
    return _Outline(lines).build()


def has_designation(text: str) -> bool:
    """Whether a text begins with a designation that some level can bear."""
    return bool(_SECTION.match(text) or _small(text) or _BIG.match(text))


def begins_paragraph(line: str, before: str, *, quoted: bool = False) -> bool:
    """Whether a line of print begins a paragraph, as a designation or a quotation mark tells, and not within a sentence.

    before: the line over it.  quoted: whether that is of quoted matter, whose paragraphs all begin with a mark.

    >>> begins_paragraph("(3), by striking", "in paragraph"), begins_paragraph("(3) Reports.", "as follows:")
    (False, True)
    """
    in_sentence = bool(_IN_SENTENCE.search(before)) and not quoted
    is_mark = line.startswith(("“", "``"))
    if has_designation(line.lstrip("“`")):
        is_phrase = is_mark and in_sentence and ("”" in line or before.endswith("striking"))
        return not is_phrase and not _REFERRING.search(before[-200:])
    return is_mark and not in_sentence


def _small(text: str) -> re.Match[str] | None:
    match = _SMALL.match(text)
    return match if match and places(match["body"]) else None


@dataclass(slots=True)
class _Open:
    kind: str
    value: str
    indent: int
    parts: list[Node] = field(default_factory=list)

    def has_words(self) -> bool:
        return any(p.kind not in (NUM, HEADING) for p in self.parts)


class _Outline:
    """One pass over the lines with a stack of the levels that are open."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.indented = len({line.indent for line in lines if line.text}) > 1
        self.stack: list[_Open] = [_Open("law", "", -1)]
        self.upcoming = [m["body"] if (m := _small(line.text)) else "" for line in lines]

    def build(self) -> tuple[Node, ...]:
        for n, line in enumerate(self.lines):
            self._line(n, line)
            for block in line.quoted:
                self.stack[-1].parts.append(block)
        self._close(1)
        return tuple(self.stack[0].parts)

    def _line(self, n: int, line: Line) -> None:
        text = line.text
        if big := _BIG.match(text):
            self._open(big["kind"].lower(), big["num"] + (big["dash"] or ""), line.indent, by_rank=True)
            if big["heading"]:
                self._add(HEADING, big["heading"])
            return
        if section := _SECTION.match(text) or _CODE_SECTION.match(text):
            self._open("section", section["num"], line.indent, by_rank=True)
            self._section_heading(section["rest"], line.indent)
            return
        if _small(text):
            self._designated(n, line)
            return
        self._undesignated(n, line)

    def _section_heading(self, rest: str, indent: int) -> None:
        if run_in := _RUN_IN.match(rest):
            self._add(HEADING, run_in["heading"], mark=run_in["mark"])
            self._rest(run_in["rest"], indent)
        elif caps := _CAPS_HEADING.match(rest):
            self._add(HEADING, caps["heading"], joint="line")
            self._rest(caps["rest"], indent)
        elif rest:
            self._add(HEADING, rest, joint="line")

    def _rest(self, rest: str, indent: int) -> None:
        if _small(rest):
            self._designated(len(self.lines), Line(indent, rest))
        elif rest:
            self._add(TEXT, rest)

    def _designated(self, n: int, line: Line) -> None:
        rest, first = line.text, True
        while (match := _small(rest)) and (first or self._runs_in(match, rest)):
            self._level(n, match["body"], f"({match['body']})", line.indent, first)
            rest, first = rest[match.end() :], False
            if heading := self._heading(n, line, rest):
                words, mark, rest = heading
                self._add(HEADING, words, mark=mark)
        if rest:
            self._add(TEXT, rest)

    def _runs_in(self, match: re.Match[str], rest: str) -> bool:
        """Whether "(A)" after "(4)" is a level of its own, not a parenthesis of the text."""
        top = self.stack[-1]
        deeper = [p for p in places(match["body"]) if RANK[p.kind] > RANK[top.kind]]
        return bool(deeper) and not top.has_words() and any(p.ordinal == 1 for p in deeper)

    def _heading(self, n: int, line: Line, rest: str) -> tuple[str, str, str] | None:
        run_in = _RUN_IN.match(rest)
        if (
            run_in
            and run_in["heading"].count("“") == run_in["heading"].count("”")
            and "; " not in run_in["heading"]
            and not re.search(r"[.?!]\s+[A-Z]", run_in["heading"])
        ):
            return run_in["heading"], run_in["mark"], run_in["rest"]
        if not rest or rest[0].islower() or len(rest) > 220 or _OPEN_END.search(rest) or _small(rest) or line.quoted:
            return None
        if n + 1 >= len(self.lines):
            return None
        after = self.lines[n + 1]
        if self._starts_level(after.text):
            first = (m := _small(after.text)) and any(p.ordinal == 1 for p in places(m["body"]))
            deeper = after.indent > line.indent if self.indented else bool(first)
            return (rest, "", "") if deeper else None
        return (rest, "", "") if after.indent >= line.indent and after.text else None

    def _starts_level(self, text: str) -> bool:
        return bool(_small(text) or _SECTION.match(text) or _BIG.match(text))

    # ---- levels ------------------------------------------------------------------------------------

    def _level(self, n: int, value: str, num: str, indent: int, first: bool) -> None:
        kind, depth = self._choose(n, value, indent, first)
        self._close(depth)
        self._push(_Open(kind, value, indent), num)

    def _choose(self, n: int, value: str, indent: int, first: bool) -> tuple[str, int]:
        """The kind of a level, and how many open levels it goes inside."""
        options: list[tuple[float, str, int]] = []
        for place in places(value):
            options += self._options(n, place, value, indent, first)
        if not options:
            return places(value)[0].kind, len(self.stack)
        _, kind, depth = max(options, key=lambda o: o[0])
        return kind, depth

    def _options(self, n: int, place: Place, value: str, indent: int, first: bool) -> list[tuple[float, str, int]]:
        options: list[tuple[float, str, int]] = []
        for depth in range(len(self.stack) - 1, 0, -1):
            sibling = self.stack[depth]
            if sibling.kind in BIG or sibling.kind == "section":
                break
            if sibling.kind != place.kind or (not first and depth < len(self.stack) - 1):
                continue
            score = 10.0 if follows(sibling.value, value, place.kind) else 2.0
            if self.indented and first:
                score += 6.0 if sibling.indent == indent else -6.0
            if place.ordinal > 1 or place.suffix:
                score += self._next_confirms(n, place)
            else:
                score -= 8.0
            score -= 0.5 * (len(self.stack) - 1 - depth)
            options.append((score, place.kind, depth))
        depth = self._parent(place, indent, first)
        parent = self.stack[depth - 1]
        score = 8.0 if place.ordinal == 1 and not place.suffix else -3.0
        gap = RANK[place.kind] - max(RANK[parent.kind], RANK["section"])
        score -= 1.0 * abs(gap - 1) if gap > 0 else 2.0
        if place.ordinal == 1 and not place.suffix:
            score += self._next_confirms(n, place)
        if len(self.stack) == 1 and place.kind in ("subsection", "subparagraph"):
            score += 1.0 if len(value) == 1 and place.ordinal < 9 else 0.0
        options.append((score, place.kind, depth))
        return options

    def _parent(self, place: Place, indent: int, first: bool) -> int:
        """How many open levels a new first child of this kind goes inside."""
        depth = len(self.stack)
        if not first:
            return depth
        if self.indented:
            while (
                depth > 1
                and self.stack[depth - 1].indent >= indent
                and self.stack[depth - 1].kind not in BIG | {"section"}
            ):
                depth -= 1
            return depth
        odd = place.kind == "subsection" and self.stack[-1].kind == "paragraph"
        while depth > 1 and not odd and RANK[self.stack[depth - 1].kind] >= RANK[place.kind]:
            depth -= 1
        return depth

    def _next_confirms(self, n: int, place: Place) -> float:
        """What the next designations say: (ii) after (i) makes it a clause, (j) a subsection."""
        rivals = [p for p in places(self.upcoming[n] if n < len(self.upcoming) else "") if p.kind != place.kind]
        if not rivals:
            return 0.0
        for later in self.upcoming[n + 1 : n + 60]:
            for p in places(later) if later else []:
                if p.kind == place.kind and p.ordinal == place.ordinal + 1:
                    return 3.0 if not any(q.kind != place.kind for q in places(later)) else 1.0
                if any(p.kind == r.kind and p.ordinal == r.ordinal + 1 for r in rivals):
                    return -3.0
        return 0.0

    # ---- text --------------------------------------------------------------------------------------

    def _undesignated(self, n: int, line: Line) -> None:
        if not line.text:
            return
        top = self.stack[-1]
        if top.kind in BIG and top.kind != "law" and not top.has_words() and _is_title_line(line.text):
            if top.kind == "title" and not any(p.kind == HEADING for p in top.parts):
                self._push(_Open("appropriations", "", line.indent), "")
            if not any(p.kind == HEADING for p in self.stack[-1].parts):
                self._add(HEADING, line.text)
                return
        waiting = not top.has_words() and top.kind != "law"
        if self.indented and not (waiting and line.indent >= top.indent):
            depth = len(self.stack)
            while depth > 1 and self._is_over(self.stack[depth - 1], line):
                depth -= 1
            self._close(max(depth, self._still_open(n)))
        self._add(TEXT, line.text)

    @staticmethod
    def _is_over(level: _Open, line: Line) -> bool:
        """Whether undesignated text set at this indent ends a level; what begins small goes on with its sentence."""
        if level.kind in BIG or level.indent < line.indent:
            return False
        goes_on = line.text[:1].islower() and any(p.kind in RANK for p in level.parts)
        return level.indent > line.indent or not goes_on

    def _still_open(self, n: int) -> int:
        """How many levels stay open because the next designation goes on in the deepest of them.

        A formula or a stray line set to the left does not end the list that goes on after it.
        """
        for later in self.lines[n + 1 : n + 40]:
            match = _small(later.text)
            if match is None:
                if self._starts_level(later.text):
                    return 0
                continue
            for depth in range(len(self.stack) - 1, 0, -1):
                level = self.stack[depth]
                if (
                    level.indent == later.indent
                    and level.kind not in BIG
                    and any(
                        follows(level.value, match["body"], p.kind)
                        for p in places(match["body"])
                        if p.kind == level.kind
                    )
                ):
                    return depth + 1
            return 0
        return 0

    def _add(self, kind: str, words: str, **attrs: str) -> None:
        kept = tuple((k, v) for k, v in attrs.items() if v)
        self.stack[-1].parts.append(Node(kind, words, attrs=kept))

    def _open(self, kind: str, num: str, indent: int, *, by_rank: bool) -> None:
        depth = len(self.stack)
        while depth > 1 and RANK[self.stack[depth - 1].kind] >= RANK[kind]:
            depth -= 1
        self._close(depth)
        self._push(_Open(kind, "", indent), num)

    def _push(self, level: _Open, num: str) -> None:
        if len(self.stack) > DEEPEST:
            raise Refusal.of("F05", f"The outline goes more than {DEEPEST} levels deep at {num}.", words=num)
        if num:
            level.parts.append(Node(NUM, num))
        self.stack.append(level)

    def _close(self, depth: int) -> None:
        """Closes the open levels down to this many."""
        while len(self.stack) > depth:
            done = self.stack.pop()
            self.stack[-1].parts.append(Node(done.kind, tuple(done.parts)))


def _is_title_line(text: str) -> bool:
    return len(text) < 200 and not _OPEN_END.search(text) and text[:1].isupper()


def lines_of(paragraphs: Iterable[str]) -> list[Line]:
    """Lines from paragraphs of print with leading blanks, one paragraph each."""
    return [Line(len(p) - len(p.lstrip(" ")), p.strip()) for p in paragraphs]
