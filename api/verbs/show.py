"""The verb `show`: a provision of a law on the shelf."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import DONE, AsJson, AsOf, Form, Library, Output, told
from api.verbs.incoming import shelf_at
from api.verbs.outgoing import form_of, put, put_json, put_law


@told
def show(
    place: Annotated[
        str, typer.Argument(metavar="[CITATION|PATH]", help="As a lawyer cites it, or /us/pl/102/511/s907.")
    ] = "",
    form: Form = None,
    output: Output = None,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Show a provision of a law on the shelf; without a citation, list the laws that are there."""
    shelf = shelf_at(library, as_of)
    if as_json and place:
        from api import laws
        from statute.shelf.stored import Stored

        kept = Stored.open(library).as_of(as_of) if library else Stored.of_fixtures()
        put_json(laws.told(kept, *kept.provision(place)), output)
    elif as_json:
        from api import shapes

        put_json({"laws": [shapes.card(law) for law in shelf.listed()]}, output)
    elif place:
        put_law(shelf.provision(place)[1], form_of(form, output), output)
    else:
        put("".join(f"{law.path}  {law.name}\n" for law in shelf.listed(0, 10_000)), output)
    return DONE
