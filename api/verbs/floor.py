"""The verb `floor`: amendments by page and line, or by section, carried out on the print of a bill."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import BILL, DONE, PROBLEMS, AsJson, Form, Output, told
from api.verbs.incoming import data, read
from api.verbs.outgoing import form_of, put_json, put_law, tell


@told
def floor(
    print_: Annotated[str, typer.Argument(metavar="PRINT", help="The print, its lines numbered, in a file or -.")],
    amendment: Annotated[str, typer.Argument(help=f"The amendments. {BILL}.")],
    form: Form = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Carry out floor amendments on the print of a bill, or of another amendment, and show the redline."""
    from drafting.amend import ledger
    from drafting.floor import amend_print
    from statute import formats
    from statute.lines import paged

    report = amend_print(read(amendment, bill=True), paged.read(formats.decoded(data(print_))))
    if as_json:
        told_of = [ledger.as_dict(outcome, report.laws) for outcome in report.outcomes]
        put_json({"status": report.status, "instructions": told_of}, output)
    else:
        put_law(report.laws[0].redline, form_of(form, output), output)
        tell(report)
    return DONE if report.status == "executed" else PROBLEMS
