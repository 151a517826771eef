"""How a print is to look, as the query of an address says it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from api.schemas import DAY, LookIn, View
from drafting.prints.manuscript import Look


def asked(
    view: Annotated[View, Query(description="The layout, one that the form has.")] = "",
    author: Annotated[str, Query(min_length=1, max_length=200, description="Who made the changes, for Word.")] = (
        "Ramseyer"
    ),
    date: Annotated[str, Query(pattern=DAY, description="When, for Word.")] = "",
    lines: Annotated[bool, Query(description="Number the lines, in Word.")] = False,
    comments: Annotated[bool, Query(description="Say at its first change what each instruction is, in Word.")] = False,
) -> Look:
    """The look that a query asks for."""
    return LookIn(view=view, author=author, date=date, lines=lines, comments=comments).look()


#: A parameter of a route: how the print is to look.
Asked = Annotated[Look, Depends(asked)]
