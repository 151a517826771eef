"""The command line: amendatory language carried out on the law it amends, and what came of it.

Each verb is a file in `api/verbs`, and a line here.
"""

from __future__ import annotations

import typer

from api.verbs.batch import batch
from api.verbs.bill import bill
from api.verbs.check import check
from api.verbs.compare import compare
from api.verbs.conflicts import conflicts
from api.verbs.coverage import coverage
from api.verbs.draft import diff, draft
from api.verbs.floor import floor
from api.verbs.ledger import ledger
from api.verbs.library import library
from api.verbs.parse import parse
from api.verbs.redline import amend, redline
from api.verbs.serve import serve
from api.verbs.show import show

app = typer.Typer(
    help="Executes federal amendatory language on the law it amends, and shows the redline.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

for verb in (
    redline,
    amend,
    compare,
    parse,
    diff,
    draft,
    bill,
    check,
    conflicts,
    show,
    serve,
    batch,
    coverage,
    ledger,
    floor,
):
    app.command()(verb)
app.add_typer(library, name="library")


if __name__ == "__main__":
    app()
