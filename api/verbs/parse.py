"""The verb `parse`: what a bill says, no law being looked up."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import BILL, DONE, PROBLEMS, AsJson, Output, told
from api.verbs.incoming import read
from api.verbs.outgoing import open_console, put_json


@told
def parse(bill: Annotated[str, typer.Argument(help=f"{BILL}.")], output: Output = None, as_json: AsJson = False) -> int:
    """Read a bill without looking any law up, and list its instructions."""
    from drafting.amend import ledger, shown
    from drafting.instruction import Unread
    from drafting.parse.measure import parse as instructions

    said = instructions(read(bill, bill=True))
    if as_json or output is not None:
        put_json({"instructions": [ledger.instruction(one) for one in said]}, output)
    else:
        open_console().print(shown.table(said) if said else shown.summary(()))
    return PROBLEMS if not said or any(isinstance(one.act, Unread) for one in said) else DONE
