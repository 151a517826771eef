"""Pages: the drafting desk, and laws, bills and redlines as documents to read and to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.forms import written
from drafting import prints
from drafting.amend.annotate import laid
from drafting.amend.outcome import SAID, Amended, Outcome, Report
from drafting.draft import Draft
from drafting.draft.edit import Drafted
from drafting.prints import changes as changed
from drafting.prints import manuscript, web
from drafting.prints.manuscript import Said
from statute.bills import Bill
from statute.catalogue import Catalogue, Law
from statute.errors import Problem
from statute.formats import html
from statute.node import Node, walk

STATIC = Path(__file__).resolve().parent / "static"
_templates = Environment(
    loader=PackageLoader("api"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One law of a report as the page shows it."""

    name: str
    redline: str
    after: str


class Laid(Protocol):
    """What the desk holds: a law's path or its pasted text with its citation, the amendment, and the edited law."""

    @property
    def law(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def citation(self) -> str: ...
    @property
    def amendment(self) -> str: ...
    @property
    def edited(self) -> str: ...


#: The longest law that is put into a field to be edited, in characters.
LONGEST = 300_000
#: What the templates show before there is a report.
EMPTY: dict[str, Any] = {"report": None, "sheets": [], "said": SAID, "changes": {}, "summary": "", "after_text": ""}


@lru_cache(maxsize=1)
def version() -> str:
    """A mark of the static files, so that a browser fetches them anew when they change."""
    found = sha256()
    for path in sorted(STATIC.glob("*.*")):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


def render(template: str, **values: Any) -> str:
    """A page from its template; all values are escaped but what a format wrote."""
    return _templates.get_template(template).render(version=version(), **values)


def of_law(law: Law, node: Node, around: dict[str, Any] | None = None) -> str:
    """A law or a provision of it as a document; with what stands around it, the ways there."""
    said = law.title(node)
    facts = [law.code, *law.names, law.source, _current(law)]
    title, told = said[:1].upper() + said[1:], [fact for fact in facts if fact]
    return render("document.html", title=title, facts=told, body=written(node, "html"), around=around)


def _current(law: Law) -> str:
    """How current a text is: as of what law or day, or the stage of a bill."""
    is_bill = law.path.startswith("/us/bill/")
    return law.as_of if is_bill or not law.as_of else f"As of {law.as_of}"


def shell(law: Law, around: dict[str, Any]) -> tuple[str, str]:
    """The document of a law without its text: what comes before the text, and what comes after."""
    mark = "\ue000"
    facts = [fact for fact in (*law.names, law.source, _current(law)) if fact]
    page = render("document.html", title=law.name, facts=facts, body=mark, around=around)
    before, _, after = page.partition(mark)
    return before, after


def of_bill(bill: Bill) -> str:
    """A bill as a document."""
    told = [bill.source] if bill.source else []
    return render("document.html", title=bill.title, facts=told, body=written(bill.node, "html"))


def of_report(report: Report, names: dict[str, str], view: str) -> str:
    """A report as a document: each law's redline, the law as amended, the instructions."""
    return render("redline.html", **result(report, names, view))


def of_marked_bill(title: str, marked: Node, report: Report) -> str:
    """A bill with its instructions marked, and what came of each."""
    return render("bill.html", title=title, body=written(marked, "html"), **result(report, {}, "inline"))


def of_draft(made: Drafted, names: dict[str, str], view: str) -> str:
    """The language for an edit, with its alternatives, and what it does to the law."""
    return render("draft.html", drafts=made.drafts, **result(made.report, names, view))


def of_difference(redline: str, steps: int) -> str:
    """The difference of two texts as a document."""
    told = f"{steps} change{'' if steps == 1 else 's'}" if steps else "No word differs"
    return render("document.html", title="Difference", facts=[told], body=redline)


def of_ledger(entries: str, told: str) -> str:
    """The ledger of a bill as a document."""
    return render("document.html", title="Ledger", facts=[told], body=entries)


def of_comparison(found: manuscript.Manuscript, view: str) -> str:
    """A comparison of two texts as a document: the redline, and its changes one by one."""
    return render("comparison.html", **_compared(found, view))


def of_comparing(
    asked: Mapping[str, str], offered: Mapping[str, str], found: manuscript.Manuscript | None, problem: Problem | None
) -> str:
    """The page that compares: its form as it was filled in, and what was found, or what stands in its way.

    offered: the prints that the comparison can be saved as, by suffix.
    """
    blank = {"title": "Compare two laws", "summary": "", "redline": "", "table": ""}
    shown = blank if found is None else _compared(found, asked["view"])
    return render("comparing.html", asked=asked, offered=offered, problem=problem, **shown)


def _compared(found: manuscript.Manuscript, view: str) -> dict[str, str]:
    (sheet,) = found.sheets
    each = changed.changes(sheet.marked)
    usual = prints.seen(prints.PRINTS["html"], view or web.INLINE)
    shown = web.fragment(sheet, usual, {}, prefix="")
    return {"title": found.title, "summary": changed.summary(each), "redline": shown, "table": web.table(each)}


def of_desk(
    laid: Laid,
    shelf: Catalogue,
    offered: Mapping[str, str],
    *,
    report: Report | None,
    problem: Problem | None,
    view: str,
    drafts: tuple[Draft, ...] | None = None,
) -> str:
    """The drafting desk: what lies on it, and the report on that or the problem that stands in its way.

    offered: the prints that the redline can be saved as, by suffix.  drafts: the language that was
    written for the edited law; None where the amendment was typed.
    """
    shown = EMPTY if report is None else result(report, {law.path: shelf.name(law.path) for law in report.laws}, view)
    edited = laid.edited if problem is not None else shown["after_text"] or laid.edited
    beside = {
        "desk": laid,
        "laws": shelf.listed(),
        "offered": offered,
        "problem": problem,
        "drafts": drafts,
        "edited": edited,
        "view": view,
    }
    return render("desk.html", **{**shown, **beside})


def result(report: Report, names: dict[str, str], view: str) -> dict[str, Any]:
    """What the templates show of a report."""
    told = (o.instruction for o in report.outcomes)
    said = {i.number: Said(i.number, i.place, i.span.words[:200]) for i in told}
    usual = prints.seen(prints.PRINTS["html"], view or web.INLINE)
    sheets = [
        Sheet(
            names.get(one.path, ""),
            web.fragment(manuscript.Sheet(one.redline, notes=one.notes), usual, said, prefix=f"law{n}-"),
            html.write(laid(one.after, one.notes, marked=False), prefix=f"after{n}-"),
        )
        for n, one in enumerate(report.laws, 1)
    ]
    return {
        "report": report,
        "sheets": sheets,
        "view": usual,
        "said": SAID,
        "changes": changes(report.laws),
        "summary": summary(report.outcomes),
        "after_text": _editable(report),
    }


def _editable(report: Report) -> str:
    """The law as amended, to be edited on; "" for several laws, or one too long for a field."""
    if len(report.laws) != 1:
        return ""
    words = written(report.laws[0].after, "txt")
    return words if len(words) <= LONGEST else ""


def changes(laws: tuple[Amended, ...]) -> dict[int, str]:
    """Where each instruction's first mark stands on the page, by the number of the instruction."""
    return {
        node.mark.by: f"law{n}-change-{node.mark.by}"
        for n, one in enumerate(laws, 1)
        for node in walk(laid(one.redline, one.notes))
        if node.mark is not None and node.mark.by
    }


def summary(outcomes: tuple[Outcome, ...]) -> str:
    """What came of a bill, in one line to be read aloud."""
    if not outcomes:
        return "No instruction to amend a law was found."
    counts = {status: sum(o.status == status for o in outcomes) for status in SAID}
    told = [f"{n} {SAID[status][2]}" for status, n in counts.items() if n]
    warned = sum(not p.stops() for o in outcomes for p in o.problems)
    looks = f"; {warned} to look at" if warned else ""
    return f"{len(outcomes)} instruction{'s' if len(outcomes) > 1 else ''}: {', '.join(told)}{looks}."
