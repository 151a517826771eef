"""The verbs `redline` and `amend`: what a bill does to the law."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import (
    BILL,
    DONE,
    LAW,
    PROBLEMS,
    AsJson,
    AsOf,
    Author,
    Cite,
    Comments,
    Date,
    Enacted,
    Form,
    InForce,
    Library,
    Lines,
    Of,
    Output,
    Print,
    View,
    told,
)
from api.verbs.incoming import report_on, shelf_at
from api.verbs.outgoing import answer_of, form_of, open_console, put_amended, put_bill, put_json, put_print, tell


@told
def redline(
    *,
    law: Annotated[str, typer.Option(help=f"{LAW}; else the laws that the bill names.")] = "",
    bill: Annotated[str, typer.Option(help=f"{BILL}; else the bill shipped as an example.")] = "",
    form: Form = None,
    output: Output = None,
    view: View = "",
    of: Of = "law",
    cite: Cite = "",
    prints: Print = "act",
    author: Author = "Ramseyer",
    date: Date = None,
    lines: Lines = False,
    comments: Comments = False,
    library: Library = "",
    as_of: AsOf = "",
    enacted: Enacted = "",
    in_force: InForce = "",
    as_json: AsJson = False,
) -> int:
    """Show what a bill does to the law: the redline, and what came of each instruction.

    Without arguments: the shipped bill, on section 907 of the FREEDOM Support Act and on its waiver.
    """
    from api.redlines import names
    from drafting.amend import shown
    from drafting.prints.manuscript import Look

    shelf, chosen = shelf_at(library, as_of), form_of(form, output, as_json)
    report = report_on(law, bill, shelf, cite=cite, codify=prints == "code", enacted=enacted, in_force=in_force)
    if of == "bill":
        put_bill(report, chosen, output, shelf)
    elif chosen == "json":
        put_json(answer_of(report, view, shelf), output)
    elif chosen == "terminal" and output is None:
        shown.show(report, open_console(), names(report, shelf), view)
    else:
        put_print(report, chosen, Look(view, author, date, lines, comments), output, shelf)
    if output is not None or chosen not in ("terminal", "json"):
        tell(report)
    return DONE if report.status == "executed" else PROBLEMS


@told
def amend(
    law: Annotated[str, typer.Argument(help=f"{LAW}.")],
    bill: Annotated[str, typer.Argument(help=f"{BILL}.")],
    form: Form = None,
    output: Output = None,
    cite: Cite = "",
    prints: Print = "act",
    library: Library = "",
    as_of: AsOf = "",
    enacted: Enacted = "",
    in_force: InForce = "",
    as_json: AsJson = False,
) -> int:
    """Give the law as a bill amends it. An instruction that is refused leaves the law as it stood."""
    shelf = shelf_at(library, as_of)
    report = report_on(law, bill, shelf, cite=cite, codify=prints == "code", enacted=enacted, in_force=in_force)
    if as_json:
        put_json(answer_of(report, "inline", shelf), output)
    else:
        put_amended(report.laws[0], law, form_of(form, output), output)
        tell(report)
    return DONE if report.status == "executed" else PROBLEMS
