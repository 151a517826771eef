"""Plain text: as printed (four blanks a level, the heading on a line of its own) or as pasted.

Reads both; writes the printed form.  In a bill, paragraphs that open with a quotation mark become
`quoted` nodes, so that nothing later has to look for marks that span paragraphs.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from statute.errors import Refusal
from statute.lines import galley
from statute.lines.contents import contained
from statute.lines.imposed import imposed
from statute.lines.loose import placed
from statute.lines.outline import Line, begins_paragraph, has_designation, lines_of, outline
from statute.lines.printed import NEW, OMITTED, TABLE, bits, changed_sections, lines, signed, together
from statute.markup.beside import bracketed
from statute.node import TEXT, Node, numbered, walk

INDENT = 4
LONGEST = 20_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s{2,}")
#: 'widget' with the typewriter's single marks, where they are marks and not apostrophes.
_SINGLE = re.compile(r"(?<![\w’])'(?=\w)([^'\n“”]{1,120})'(?!\w)")
_BLANKS_INSIDE = re.compile(r"(?<=\S)[ \t]{2,}")
_CLOSED = re.compile(r"^(?P<inside>.*)”(?P<after>[.;,]?(?:\s*(?:and|or))?)\s*$", re.S)


def read(text: str, *, bill: bool = False) -> Node:
    """A law or bill from plain text; a bill's quoted blocks become `quoted` nodes.

    Raises `Refusal` F04 (too large, in characters), F06 (control characters), F08 (no text).
    """
    return numbered(Node("law", parts(text, bill=bill)))


def parts(text: str, *, bill: bool = False) -> tuple[Node, ...]:
    """The parts of a law from its text, without ids: also for a quoted block or a run-in string."""
    clean(text)
    sheet = galley.read(curled(text) if bill else text)
    paragraphs = _paragraphs(sheet, bill=bill)
    lines = contained(_tabled(_quoted(_mended(paragraphs)) if bill else lines_of(paragraphs)))
    if not any(line.text or line.quoted for line in lines):
        raise Refusal.of("F08", "There are no words in the text.")
    found = placed(outline(lines), sheet.beside)
    # In a bill brackets are words: an amendment that quotes the editors' must not be found to fit.
    return found if bill else tuple(_aside(p) for p in found)


def clean(text: str) -> None:
    """Refuses a text that is too large (F04) or holds control characters (F06)."""
    if len(text) > LONGEST:
        raise Refusal.of("F04", f"The text has {len(text):,} characters; at most {LONGEST:,} are read.")
    if bad := _CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise Refusal.of("F06", f"Character U+{ord(bad[0]):04X} stands in line {line}.", place=f"line {line}")


def curled(text: str) -> str:
    """A bill's double quotation marks made curly, GPO's `` and '' and the typewriter's \"; its -- made a dash."""
    text = re.sub(r"(?<=\S)--(?=\S|$)", "—", text, flags=re.M)
    text = re.sub(r"``", "“", text)
    text = re.sub(r"''", "”", text)
    text = re.sub(r'(^|[\s(\[—–“‘-])"(?=\S)', r"\1“", text, flags=re.M)
    text = _SINGLE.sub(r"‘\1’", text)
    return text.replace('"', "”")


def _paragraphs(sheet: galley.Galley, *, bill: bool) -> list[str]:
    """One string a paragraph, leading blanks kept; lines broken for print are joined."""
    lines = sheet.lines
    if bill:  # in which several blanks say no more than one; a law keeps its blanks to the letter
        lines = [_BLANKS_INSIDE.sub(" ", line) for line in lines]
    if not _is_wrapped(lines, sheet.joints):
        return _unbroken(lines, sheet.joints)
    lines = [line[: len(line) - len(line.lstrip())] + _BLANKS.sub(" ", line.lstrip()) for line in lines]
    found: list[list[str]] = []
    fresh = True
    for line in lines:
        body = line.lstrip()
        if not body:
            fresh = True
        elif (
            fresh
            or not found
            or _is_heading(found[-1])
            or begins_paragraph(body, found[-1][-1], quoted=_is_quoted(found[-1]))
        ):
            found.append([line])
            fresh = False
        else:
            found[-1].append(body)
    return [_rejoined(paragraph) for paragraph in found]


def _is_quoted(paragraph: list[str]) -> bool:
    return paragraph[0].lstrip().startswith("“")


def _unbroken(lines: list[str], joints: frozenset[int]) -> list[str]:
    """Lines of a paragraph each, those that the end of a page broke made one."""
    found: list[str] = []
    for n, line in enumerate(lines):
        if n in joints and found:
            found[-1] = _rejoined([found[-1], line.lstrip()])
        elif line:
            found.append(line)
    return found


def _mended(paragraphs: list[str]) -> list[str]:
    """A bill's paragraphs, one broken off in a quotation or in a sentence joined with what goes on below it."""
    found: list[str] = []
    for paragraph in paragraphs:
        body = paragraph.strip()
        if found and not body.startswith("“") and _breaks_off(found[-1], body):
            found[-1] = f"{found[-1]}{'' if found[-1].endswith('—') else ' '}{body}"
        else:
            found.append(paragraph)
    return found


def _breaks_off(paragraph: str, body: str) -> bool:
    if paragraph.count("“") > paragraph.count("”") and not paragraph.lstrip().startswith("“"):
        return True
    is_head = _is_heading([paragraph]) or (
        re.match(r"\s*(?:SEC\.|SECTION|TITLE|§|\()", paragraph) and len(paragraph) < 60
    )
    return (
        not is_head and bool(_OPEN.search(paragraph)) and bool(re.match(r"[a-z(]", body)) and "is amended" in paragraph
    )


#: A line that breaks off in the middle of a sentence.
_OPEN = re.compile(r"[^.;:,—”]$")


def _is_wrapped(lines: list[str], joints: frozenset[int]) -> bool:
    """Whether the text was broken into short lines for print; what the end of a page broke does not tell."""
    full = [line for n, line in enumerate(lines) if line.strip() and n not in joints]
    if len(full) < 4 or max(map(len, full)) > 100:
        return False
    if any(_OPEN.search(a) and b.strip()[:1].islower() for a, b in itertools.pairwise(full)):
        return True
    broken = sum(1 for line in full if not re.search(r"[.;:,—”]$|\b(?:and|or)$", line))
    return broken >= len(full) * 0.3 and median(map(len, full)) > 40


def _is_heading(lines: list[str]) -> bool:
    return bool(re.match(r"\s*(?:SEC\.|SECTION|TITLE|§)", lines[0])) and lines[-1].endswith(".")


def _rejoined(lines: list[str]) -> str:
    """The lines of a paragraph as one; a word broken at a hyphen is left whole."""
    whole = [lines[0]]
    for line, more in pairwise(lines):
        is_broken = line[-2:-1].islower() and line.endswith("-") and more[:1].islower()
        whole += ["" if is_broken or line.endswith("—") else " ", more]
    return "".join(whole)


def _quoted(paragraphs: list[str]) -> list[Line]:
    """Lines in which each run of quoted paragraphs hangs, as a `quoted` node, under the line before it."""
    found: list[tuple[Line, list[Node]]] = []
    block: list[str] = []
    for paragraph in paragraphs:
        body = paragraph.strip()
        if not block and not (body.startswith("“") and found and _awaits_block(found[-1][0], body)):
            found.append((Line(len(paragraph) - len(paragraph.lstrip()), body), []))
            continue
        indent = paragraph[: len(paragraph) - len(body)] if paragraph.startswith(" ") else ""
        inner = body.removeprefix("“")
        closed = _CLOSED.match(inner) if inner.count("”") > inner.count("“") else None
        block.append(indent + (closed["inside"] if closed else inner))
        if closed:
            found[-1][1].extend(_matter(block, closed["after"]))
            block = []
    if block:
        found[-1][1].extend(_matter(block, ""))
    return [replace(line, quoted=tuple(hung)) for line, hung in found]


def _tabled(lines: list[Line]) -> list[Line]:
    """Lines in which each table hangs, as a node with rows and cells, under the line before it."""
    found: list[Line] = []
    rows: list[str] = []
    inside = False
    for line in [*lines, Line(0, "")]:
        if line.text == TABLE[0] or (not inside and _is_row(line)):
            inside = line.text == TABLE[0]
            rows += [] if inside else [line.text]
        elif inside:
            inside = line.text != TABLE[1]
            rows += [line.text] if inside and line.text else []
        else:
            if rows:
                found[-1:] = [_with_table(found[-1] if found else Line(0, ""), rows)]
                rows = []
            found.append(line)
    if rows:
        found.append(_with_table(Line(0, ""), rows))
    return found


def _is_row(line: Line) -> bool:
    return " | " in line.text or line.text.startswith("| ")


def _with_table(line: Line, rows: list[str]) -> Line:
    cells = (tuple(Node("cell", c.strip()) for c in row.split("|")) for row in rows)
    table = Node("table", tuple(Node("row", c) for c in cells))
    return Line(line.indent, line.text, (*line.quoted, table))


def _awaits_block(line: Line, body: str) -> bool:
    unclosed = body.count("“") > body.count("”")
    return line.text.endswith((":", "—", "following")) or unclosed or has_designation(body[1:])


def _matter(block: list[str], after: str) -> list[Node]:
    """A quoted block as a node, and what is printed after its closing mark."""
    tail = [Node("after", after.strip())] if after.strip() else []
    return [Node("quoted", outline(_tabled(lines_of(block)))), *tail]


def _aside(node: Node) -> Node:
    """The node with the editors' brackets of the Code set beside the words of its text."""
    if node.is_leaf:
        return bracketed(node) if node.kind == TEXT else node
    return node.having(content=tuple(_aside(p) for p in node.parts))


# ---- writing ---------------------------------------------------------------------------------------


def write(node: Node) -> str:
    """A law, provision or bill as printed text, four blanks a level, ending with a line feed.

    Of a redline, omitted matter stands in black brackets 【thus】 and new matter in angle quotes «thus»;
    where the law itself has one of these characters, or a backslash, a backslash stands before it.
    `sides` tells the two apart again.
    """
    is_marked = any(n.mark is not None for n in walk(node))
    found = [
        " " * (INDENT * line.depth) + "".join(signed(bit) if is_marked else bit.words for bit in together(line.bits))
        for line in lines(node)
    ]
    return "\n".join(found).rstrip() + "\n" if found else ""


def write_galley(node: Node) -> str:
    """A law as `write` has it, and among its words what stood round the lines of its print: "[[Page 128 STAT. 1193]]".

    Reading it sets these beside the words again.
    """
    return write(imposed(node))


def shown(leaf: Node) -> str:
    """The words of a leaf with the editors' brackets that stand beside them put back in their places."""
    return "".join(bit.words for bit in bits(leaf) if bit.kind in (leaf.kind, "editorial"))


def ramseyer(node: Node, what: str) -> str:
    """A comparative print of the sections that a redline changes, each whole, below its opening sentence.

    what: what makes the changes ("the bill").  Source: Rule XIII, clause 3(e), of the Rules of the House
    of Representatives, which asks a report for the law as it stands and as it would be changed.
    """
    opening = (
        f"Changes in existing law made by {what}, in compliance with clause 3(e) of rule XIII of the Rules "
        f"of the House of Representatives, are shown as follows (existing law proposed to be omitted is "
        f"enclosed in black brackets {OMITTED[0]}thus{OMITTED[1]}, new matter, which print sets in italic, "
        f"in angle quotes {NEW[0]}thus{NEW[1]}; existing law in which no change is proposed is shown as it "
        f"stands):"
    )
    return "\n".join([opening, "", *(write(section) for section in changed_sections(node))])


def sides(text: str) -> tuple[str, str]:
    """A redline's text as it stood and as amended: every word of each, on the lines that the redline has.

    >>> sides("The President 【shall】«may» act.")
    ('The President shall act.', 'The President may act.')
    """
    old: list[str] = []
    new: list[str] = []
    into: tuple[list[str], ...] = (old, new)
    for sign in re.findall(r"\\.|.", text, re.S):
        if sign in OMITTED + NEW:
            into = {OMITTED[0]: (old,), NEW[0]: (new,)}.get(sign, (old, new))
        else:
            for side in into:
                side.append(sign[-1])
    return "".join(old), "".join(new)
