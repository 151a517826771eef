"""The verb `show`: a provision of a law on the shelf."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import DONE, AsJson, Form, Output, told
from api.verbs.outgoing import form_of, put, put_json, put_law


@told
def show(
    place: Annotated[
        str, typer.Argument(metavar="[CITATION|PATH]", help="As a lawyer cites it, or /us/pl/102/511/s907.")
    ] = "",
    form: Form = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Show a provision of a law on the shelf; without a citation, list the laws that are there."""
    from statute.library import Shelf

    shelf = Shelf.of_fixtures()
    if as_json:
        from api import laws

        cards = {"laws": [laws.card(law) for law in shelf.laws]}
        put_json(laws.shape(*shelf.provision(place)) if place else cards, output)
    elif place:
        put_law(shelf.provision(place)[1], form_of(form, output), output)
    else:
        put("".join(f"{law.path}  {law.name}\n" for law in shelf.laws), output)
    return DONE
