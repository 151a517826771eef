"""The verb `ledger`: each instruction of a bill, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from api.verbs.door import BILL, DONE, LAW, PROBLEMS, AsJson, AsOf, Cite, Enacted, InForce, Library, Output, told
from api.verbs.incoming import report_on, shelf_at
from api.verbs.outgoing import open_console, put, put_json
from statute.errors import Refusal

Form = Annotated[
    Literal["csv", "html", "json", "terminal"] | None,
    typer.Option("--format", "-f", help="The form of the ledger; else the ending of the file says it."),
]


@told
def ledger(
    *,
    law: Annotated[str, typer.Option(help=f"{LAW}; else the laws that the bill names.")] = "",
    bill: Annotated[str, typer.Option(help=f"{BILL}; else the bill shipped as an example.")] = "",
    form: Form = None,
    output: Output = None,
    cite: Cite = "",
    library: Library = "",
    as_of: AsOf = "",
    enacted: Enacted = "",
    in_force: InForce = "",
    as_json: AsJson = False,
) -> int:
    """List each instruction of a bill: its words and place, form, target, scope, steps, result, code and hint."""
    from drafting.amend import entries, listed, shown
    from drafting.amend import ledger as entry

    chosen = "json" if as_json else form or _ending(output)
    report = report_on(law, bill, shelf_at(library, as_of), cite=cite, enacted=enacted, in_force=in_force)
    match chosen:
        case "json":
            told_of = [entry.as_dict(outcome, report.laws) for outcome in report.outcomes]
            put_json({"status": report.status, "instructions": told_of}, output)
        case "csv":
            put(entries.as_csv(report), output)
        case "html":
            from statute.formats import html

            put(html.page(listed.as_html(report), "Ledger", intro=shown.summary(report.outcomes)), output)
        case _:
            open_console().print(listed.as_terminal(report))
            typer.echo(shown.summary(report.outcomes), err=True)
    return DONE if report.status == "executed" else PROBLEMS


def _ending(output: Path | None) -> str:
    """The form that the ending of a file says.  Raises `Refusal` F10 for one that a ledger has not."""
    if output is None:
        return "terminal"
    if (ending := output.suffix.lower().removeprefix(".")) in ("csv", "html", "json"):
        return ending
    raise Refusal.of("F10", f"A ledger is written as .csv, .html or .json, not as “{output.suffix}”.")
