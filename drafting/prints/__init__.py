"""The prints of a redline, one line each: to add one, add its file and its line.

A print takes a manuscript (the redlines under their laws' names, and the instructions) and a look (its view, and
for Word the author and date), and gives bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from drafting.prints import changes, markdown, markup, pdf, plain, web, word
from drafting.prints.manuscript import Look, Manuscript, checked
from statute.errors import Refusal, Suggestion


@dataclass(frozen=True, slots=True)
class Print:
    """A print: its name, its suffix with the dot, its media type, its views (the first is the usual one).

    clean: the view that is usual where nothing is marked; "" where it is the first as well.
    """

    name: str
    suffix: str
    media_type: str
    write: Callable[[Manuscript, Look], bytes]
    views: tuple[str, ...] = ("inline",)
    clean: str = ""


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PRINTS: dict[str, Print] = {
    "html": Print("html", ".html", "text/html", web.write, web.VIEWS, web.CLEAN),
    "text": Print("text", ".txt", "text/plain", plain.write, (plain.INLINE, plain.RAMSEYER, plain.GPO)),
    "uslm": Print("uslm", ".xml", "application/xml", markup.writer("uslm")),
    "billdtd": Print("billdtd", ".billdtd", "application/xml", markup.writer("billdtd")),
    "akn": Print("akn", ".akn", "application/akn+xml", markup.writer("akn")),
    "word": Print("word", ".docx", _WORD, word.write),
    "pdf": Print("pdf", ".pdf", "application/pdf", pdf.write, pdf.VIEWS, pdf.BILL),
    "markdown": Print("markdown", ".md", "text/markdown", markdown.write),
    "terminal": Print("terminal", ".ansi", "text/plain", plain.terminal),
    "changes": Print("changes", ".csv", "text/csv", changes.write),
}

#: Every view that some print has.
VIEWS = tuple(dict.fromkeys(view for form in PRINTS.values() for view in form.views))


def named(name: str) -> Print | None:
    """The print of a name or suffix ("word", "docx", ".docx"); None where there is none."""
    return PRINTS.get(name) or next((p for p in PRINTS.values() if p.suffix == f".{name.lstrip('.')}"), None)


def write(manuscript: Manuscript, name: str, look: Look | None = None) -> bytes:
    """A manuscript printed in the form of a name or suffix.

    Raises `Refusal` F10 where there is no such print or it has no such view, F06 where words cannot be printed,
    M05 where a form holds one law and there are several, A01 where the print does not prove itself.
    """
    form = named(name)
    if form is None:
        choices = tuple(Suggestion(p.suffix.lstrip("."), p.name) for p in PRINTS.values())
        raise Refusal.of("F10", f"There is no print “{name[:50]}”.", words=name[:50], suggestions=choices)
    look = look or Look()
    usual = form.views[0] if manuscript.maker else form.clean or form.views[0]
    view = seen(form, look.view or usual)
    checked(manuscript.sheets, look.author)
    return form.write(manuscript, replace(look, view=view))


def seen(form: Print, view: str) -> str:
    """A view, which the print must have.  Raises `Refusal` F10 where it has not."""
    if view not in form.views:
        choices = tuple(Suggestion(one, f"is a view of {form.name}") for one in form.views)
        raise Refusal.of("F10", f"{form.name} has no view “{view[:50]}”.", words=view[:50], suggestions=choices)
    return view
