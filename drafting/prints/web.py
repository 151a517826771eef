"""HTML: a page that stands alone, each change linked with its instruction and each instruction with its change.

Its views: the changes in line, in Ramseyer brackets, the two laws side by side, the law as amended, the list of
changes.  It reads without colour and without its style sheet, and asks nothing of any network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from drafting.amend.annotate import laid, told
from drafting.prints import changes
from drafting.prints.flow import BETWEEN, EDITORIAL, Paragraph, Piece, flow
from drafting.prints.manuscript import Look, Manuscript, Said, Sheet
from drafting.prints.sides import pairs
from drafting.redline import accept
from statute.formats import html
from statute.node import HEADING, Mark

INLINE, RAMSEYER, SIDES, CLEAN, CHANGES = "inline", "ramseyer", "sides", "clean", "changes"
VIEWS = (INLINE, RAMSEYER, SIDES, CLEAN, CHANGES)
_SAID = {"ins": "inserted text", "del": "struck text"}


def write(manuscript: Manuscript, look: Look) -> bytes:
    """The page of a manuscript, in the view that `look` names."""
    laws = "\n".join(_law(manuscript, sheet, n, look.view) for n, sheet in enumerate(manuscript.sheets, 1))
    found = [c for sheet in manuscript.sheets for c in changes.changes(sheet.marked)] if manuscript.maker else []
    intro = changes.summary(found) if manuscript.maker else ""
    return html.page(laws + _instructions(manuscript, laws), manuscript.title, intro=intro).encode()


def _law(manuscript: Manuscript, sheet: Sheet, number: int, view: str) -> str:
    head = f"<h2>{escape(sheet.name)}</h2>\n" if sheet.name else ""
    base = f'<p class="base">{escape(sheet.base)}</p>\n' if sheet.base else ""
    return head + base + fragment(sheet, view, manuscript.said(), prefix=f"law{number}-")


def fragment(sheet: Sheet, view: str, said: Mapping[int, Said], *, prefix: str) -> str:
    """One law in a view, as a fragment of HTML.

    prefix: put before every id in it; the first change of instruction 3 is at "{prefix}change-3".
    """
    match view:
        case "sides":
            return _Sides(said, prefix).table(sheet) + _notes(sheet)
        case "clean":
            return html.write(laid(accept(sheet.marked), sheet.notes, marked=False), prefix=prefix)
        case "changes":
            return table(changes.changes(sheet.marked), prefix) + _notes(sheet)
    return html.write(
        laid(sheet.marked, sheet.notes), by={n: one.words for n, one in said.items()}, view=view, prefix=prefix
    )


def _notes(sheet: Sheet) -> str:
    """The notes to a law, where they do not stand in it."""
    items = "".join(f"<li>{escape(told(note))}</li>\n" for note in sheet.notes)
    return f'<aside class="beside notes" aria-label="Notes"><ul>\n{items}</ul></aside>\n' if items else ""


def table(found: Iterable[changes.Change], prefix: str = "") -> str:
    """A table of changes as HTML, each linked to its instruction."""
    heads = ("Change", "Place before", "Place after", "Struck", "Inserted", "Instruction")
    rows = ["<tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr>"]
    seen: set[int] = set()
    for c in found:
        struck = _marked("del", escape(c.struck)) if c.struck else ""
        inserted = _marked("ins", escape(c.inserted)) if c.inserted else ""
        by = f'<a href="#instruction-{c.by}">{c.by}</a>' if c.by else ""
        cells = (c.kind, escape(c.before), escape(c.after), struck, inserted, by)
        anchor = f' id="{escape(prefix)}change-{c.by}"' if c.by and c.by not in seen else ""
        seen.add(c.by)
        rows.append(f"<tr{anchor}>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f'<table class="changes"><thead>{rows[0]}</thead><tbody>\n{"".join(rows[1:])}</tbody></table>\n'


def _instructions(manuscript: Manuscript, laws: str) -> str:
    """What each instruction says, with the way to its first change where the view shows it."""
    if not manuscript.instructions:
        return ""
    first = {int(by): f"{law}-change-{by}" for law, by in re.findall(r' id="(law\d+)-change-(\d+)"', laws)}
    items = []
    for said in manuscript.instructions:
        way = f' <a href="#{first[said.number]}">See the change</a>' if said.number in first else ""
        place = f"{escape(said.place)}: " if said.place else ""
        items.append(f'<li id="instruction-{said.number}">{place}{escape(said.words)}{way}</li>\n')
    return f'<h2>Instructions</h2>\n<ol class="instructions">\n{"".join(items)}</ol>\n'


# ---- side by side ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sides:
    """The law as it stood beside the law as amended; `seen` are the instructions whose first change is anchored."""

    said: Mapping[int, Said]
    prefix: str
    seen: set[int] = field(default_factory=set)

    def table(self, sheet: Sheet) -> str:
        """A paragraph in a row."""
        heads = '<tr><th scope="col">Existing law</th><th scope="col">As amended</th></tr>'
        rows = (f"<tr>{self._cell(old)}{self._cell(new)}</tr>\n" for old, new in pairs(flow(sheet.marked)))
        return f'<table class="sides"><thead>{heads}</thead><tbody>\n{"".join(rows)}</tbody></table>\n'

    def _cell(self, paragraph: Paragraph | None) -> str:
        if paragraph is None:
            return "<td></td>"
        words = ""
        for mark, group in groupby(paragraph.pieces, key=lambda p: p.mark):
            inner = "".join(map(_piece, group))
            words += self._signed(mark, inner) if mark is not None else inner
        level = escape(paragraph.style.level or "matter")
        return f'<td><p class="{level}{" heads" if paragraph.style.heads else ""}">{words}</p></td>'

    def _signed(self, mark: Mark, inner: str) -> str:
        """Words that came or went, anchored at an instruction's first change and linked with it."""
        anchor = f' id="{escape(self.prefix)}change-{mark.by}"' if mark.by and mark.by not in self.seen else ""
        self.seen.add(mark.by)
        link = f'<a class="by" href="#instruction-{mark.by}">{mark.by}</a>' if mark.by in self.said else ""
        return _marked(mark.change, inner, f'{anchor} data-by="{mark.by}"') + link


def _piece(piece: Piece) -> str:
    words = escape(piece.words)
    match piece.kind:
        case kind if kind == EDITORIAL:
            return f'<span class="beside editorial">{words}</span>'
        case kind if kind == HEADING:
            return f'<span class="heading">{words}</span>'
        case kind if kind == BETWEEN:
            return f'<span class="print">{words}</span>'
    return words


def _marked(change: str, inner: str, attrs: str = "") -> str:
    """Words that came or went, said for those who listen as well."""
    said = _SAID[change]
    return (
        f'<{change}{attrs}><span class="unseen">[begin {said}] </span>{inner}'
        f'<span class="unseen"> [end {said}]</span></{change}>'
    )
