"""Text as GPO prints it on pages: what stands round its lines and between them is taken off and kept beside them.

A bill is printed with 25 numbered lines a page and its number at the foot; a page of the Statutes at Large begins
"[[Page 128 STAT. 1193]]", and a note in its margin is "<<NOTE: 22 USC 5812 note.>>".  None is a word of the law.
Source: GPO Style Manual, on bills; text files of bills and public laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from statute.lines.loose import Loose, count
from statute.lines.numbers import numbered
from statute.lines.outline import begins_paragraph
from statute.lines.printed import TABLE
from statute.node import Aside

TAB = 4
#: What print sets round the words of the law, as kinds of apparatus.
KINDS = ("page", "line", "sidenote")
#: After these, or at the beginning of a line, the blank that follows a mark goes with it.
BEFORE = " “‘—("
_BILL = r"(?:H\. ?R\.|S\.|HR|S|[HS]\. ?(?:J\. |CON\. )?RES\.|[HS](?:[A-Z]{1,3} ?)?RES|[HS]CON)"
_STAT = r"\d{1,3} STAT\. \d{1,5}"
#: A line at the edge of a page or of the file: its number and the bill's, the press's own line below it, the heads
#: and ends of GPO's files, a rule.
_EDGE = re.compile(
    rf"[•†\uf0b7]?\s?{_BILL} \d{{1,5}} [A-Z]{{2,4}}\d?|{_BILL} \d{{1,5}}—\d{{1,4}}|VerDate .{{1,200}}"
    r"|\w{1,20} on [A-Z0-9]{1,20}PROD\w{0,9} with [A-Z]{1,20}"
    rf"|(?:{_STAT}\s+)?PUBLIC LAW \d{{1,3}}[–-]\d{{1,4}}—[A-Z]{{3,9}}\.? \d{{1,2}}, \d{{4}}(?:\s+{_STAT})?"
    r"|<(?:DOC|all)>|_{10,}"
    r"|\[Congressional Bills [^\[\]]{1,60}\]|\[From the U\.S\. Government (?:Publishing|Printing) Office\]"
    r"|\[(?:H|S)\.[^\[\]]{1,60}\([A-Z]{2,4}\)\]|\[\d{1,3}\w\w Congress Public Law \d{1,4}\]"
)
#: A mark within a line: the end of a page, a number of a line, a note in the margin.
_MARK = re.compile(r"\[\[(?P<mark>.{1,250}?)\]\](?!\])|<<NOTE:\s?(?P<note>[^<>]{1,600})>>(?P<ends>[ \t]*$)?", re.M)
_SAID = re.compile(r"(?:(?P<page>Page)|(?P<line>Line)) (?P<words>\S.*)")
#: Where a mark stood; no text that is read holds this character.
_HERE = "\x01"
#: A word broken at the end of a line, and what goes on with it in the next.
_BROKEN, _GOES_ON = re.compile(r"([^\W\d_]+)-$"), re.compile(r"\s*([a-z]+)(?![^\W\d_])(?=\s*\S)")
_OPEN_END = re.compile(r"[^.;:—”?!]$")


class Galley(NamedTuple):
    """The lines of a print without what stands round them and between them.

    joints: the indexes of those that go on, past the end of a page, with the line before.  beside: what was taken off,
    in order.
    """

    lines: list[str]
    joints: frozenset[int]
    beside: tuple[Loose, ...]


@dataclass(slots=True)
class _Row:
    """A line of print: its words, the marks in them in order, what stands above it, and whether a page ended there."""

    words: str
    marks: list[Aside] = field(default_factory=list)
    above: list[Aside] = field(default_factory=list)
    turned: bool = False


def read(text: str) -> Galley:
    """The lines of a text, and what stood round them.  The text has been seen to hold no control character.

    >>> read("1 The term is\\n2 amended by\\n3 any law or\\n4 rule.").lines
    ['The term is', 'amended by', 'any law or', 'rule.']
    """
    rows, last = _rows(text.replace("\r\n", "\n").replace("\r", "\n"))
    rows, last, is_numbered = _unnumbered(rows, last)
    rows, joints = _joined(rows)
    beside = tuple(_beside(rows, last)) if last or any(row.marks or row.above for row in rows) else ()
    lines = [_without_marks(row.words) if row.marks else row.words for row in rows]
    return Galley(_whole(lines) if is_numbered else lines, joints, beside)


def detabbed(line: str) -> str:
    """The line with blanks for tabs and none at its end; the blanks inside it stay as they are."""
    body = line.strip()
    indent = line[: len(line) - len(line.lstrip())].expandtabs(TAB) if body else ""
    return " " * len(indent) + body.replace("\t", " ")


# ---- marks and edges -------------------------------------------------------------------------------


def _rows(text: str) -> tuple[list[_Row], list[Aside]]:
    """The rows of a text with what stands at the edges of its pages above them, and what stands below the last."""
    lifted, marks = _lifted(text)
    coming = iter(marks)
    rows: list[_Row] = []
    above: list[Aside] = []
    turned = False
    for line in map(detabbed, lifted.split("\n")):
        own = [next(coming) for _ in range(line.count(_HERE))]
        said = line.replace(_HERE, "").strip()
        is_edge = bool(_EDGE.fullmatch(said))
        if is_edge or (own and not said):
            above += [*own, *([Aside(0, 0, "page", said)] if is_edge else [])]
            turned = turned or is_edge or any(mark.kind == "page" for mark in own)
        elif said:
            rows.append(_Row(line, own, above, turned))
            above, turned = [], False
        else:
            rows.append(_Row(""))
    return rows, above


def _lifted(text: str) -> tuple[str, list[Aside]]:
    """A text with a sign where each mark stood in it, and the marks in order."""
    if "[[" not in text and "<<NOTE:" not in text:
        return text, []
    found: list[Aside] = []

    def lift(match: re.Match[str]) -> str:
        aside = _aside(match)
        if aside is None:
            return match[0]
        found.append(aside)
        goes_on = "\n" in match[0] and match["ends"] is None
        return _HERE + ("\n" if goes_on else "")

    return _MARK.sub(lift, text), found


def _aside(match: re.Match[str]) -> Aside | None:
    """What a mark says, as apparatus; None where it is none."""
    if match["note"] is not None:
        return Aside(0, 0, "sidenote", " ".join(match["note"].split()))
    said = _SAID.fullmatch(match["mark"])
    if said is not None:
        return Aside(0, 0, "page" if said["page"] else "line", said["words"])
    return Aside(0, 0, "page", match["mark"]) if _EDGE.fullmatch(match["mark"]) else None


def mark(aside: Aside) -> str:
    """A mark as text has it, which is read again; "" for what is none of a print's."""
    if not aside.words or aside.kind not in KINDS:
        return ""
    if aside.kind == "sidenote":
        said = f"<<NOTE: {aside.words}>>"
    elif aside.kind == "page" and _EDGE.fullmatch(aside.words):
        said = f"[[{aside.words}]]"
    else:
        said = f"[[{aside.kind.title()} {aside.words}]]"
    found = _MARK.fullmatch(said)
    return said if found is not None and _aside(found) == aside.at(0, 0) else ""


def _without_marks(line: str) -> str:
    """A line without the signs of its marks, and without the blank that stood behind one for its sake."""
    body = line.lstrip()
    out: list[str] = []
    for n, piece in enumerate(body.split(_HERE)):
        before = out[-1][-1:] if out and out[-1] else ""
        out.append(piece.removeprefix(" ") if n and (not before or before in BEFORE) else piece)
        if not out[-1]:
            out.pop()
    return " " * (len(line) - len(body)) + "".join(out)


# ---- numbers of lines ------------------------------------------------------------------------------


def _unnumbered(rows: list[_Row], last: list[Aside]) -> tuple[list[_Row], list[Aside], bool]:
    """The rows without the numbers of lines and of pages, which stand above them now; whether there were any."""
    found = numbered([row.words for row in rows], {n for n, row in enumerate(rows) if row.turned})
    if not found.lines:
        return rows, last, False
    gaps = [len(match["gap"]) for match in found.lines.values() if match["gap"]]
    least = min(gaps, default=1)
    margin = max(match.end("number") for match in found.lines.values()) + least
    kept: list[_Row] = []
    above: list[Aside] = []
    turned = False
    for n, row in enumerate(rows):
        above += row.above
        turned = turned or row.turned
        if n in found.pages:
            above.append(Aside(0, 0, "page", row.words.strip()))
            turned = True
        elif match := found.lines.get(n):
            words = " " * (len(match["gap"]) - least) + match["words"] if match["words"] else ""
            kept.append(_Row(words, row.marks, [*above, Aside(0, 0, "line", match["number"])], turned))
            above, turned = [], False
        elif row.words:
            indent = len(row.words) - len(row.words.lstrip())
            kept.append(_Row(row.words[min(indent, margin) :], row.marks, above, turned))
            above, turned = [], False
        else:
            kept.append(row)
    return kept, [*above, *last], True


# ---- pages -----------------------------------------------------------------------------------------


def _joined(rows: list[_Row]) -> tuple[list[_Row], frozenset[int]]:
    """The rows without the blank ones at the end of a page in a sentence, and the indexes of those that go on there."""
    kept: list[_Row] = []
    joints: set[int] = set()
    for row in rows:
        if row.turned and row.words:
            while kept and not kept[-1].words and _goes_on(kept, row):
                kept.pop()
            if kept and kept[-1].words and _goes_on(kept, row):
                joints.add(len(kept))
        kept.append(row)
    return kept, frozenset(joints)


def _goes_on(before: list[_Row], row: _Row) -> bool:
    """Whether a row goes on with the sentence, or the paragraph, that the last words before it are in."""
    last = next((one.words for one in reversed(before) if one.words), "")
    first = row.words.replace(_HERE, "").lstrip()
    indents = [len(words) - len(words.lstrip()) for words in (last, row.words)]
    if not last or begins_paragraph(first, last):
        return False
    is_open = bool(_OPEN_END.search(last)) and (indents[1] <= indents[0] or first[:1].islower())
    return is_open or indents[1] < indents[0]


def _beside(rows: list[_Row], last: list[Aside]) -> Iterator[Loose]:
    """What was taken off the rows, each with how many letters of the law precede it."""
    letters = 0
    for row in rows:
        yield from (Loose(letters, aside) for aside in row.above)
        if row.words.strip() in TABLE:  # what says where a table begins and ends is no word of it
            continue
        first, *rest = map(count, row.words.split(_HERE))
        letters, end = letters + first, letters + first + sum(rest)
        for more, aside in zip(rest, row.marks, strict=True):
            yield Loose(letters, aside, letters == end)
            letters += more
    yield from (Loose(letters, aside) for aside in last)


def _whole(lines: list[str]) -> list[str]:
    """The lines with a word broken between two made whole, where the text has it whole at another place.

    Else the hyphen may be its own ("cost-sharing"), and it is left.
    """
    known = {word.lower() for line in lines for word in re.findall(r"[^\W\d_]+(?!-$)\b", line)}
    made = list(lines)
    for n in range(len(made) - 1):
        first, then = _BROKEN.search(made[n]), _GOES_ON.match(made[n + 1])
        if first and then and (first[1] + then[1]).lower() in known:
            made[n], made[n + 1] = made[n][:-1] + then[1], made[n + 1][then.end() :]
    return made
