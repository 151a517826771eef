"""The verb `show`: a provision of a law on the shelf, or a law in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.verbs.door import DONE, LAW, AsJson, AsOf, Form, Library, Output, told
from api.verbs.incoming import read, shelf_at, shelved
from api.verbs.outgoing import form_of, put, put_json, put_law

if TYPE_CHECKING:
    from statute.catalogue import Catalogue, Law
    from statute.node import Node


@told
def show(
    place: Annotated[str, typer.Argument(metavar="[LAW]", help=f"{LAW}.")] = "",
    form: Form = None,
    output: Output = None,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Show a provision of a law on the shelf, or a law in a file; without either, list the laws on the shelf."""
    shelf = shelf_at(library, as_of)
    if not place:
        _list(shelf, as_json, output)
    elif (found := shelved(place, shelf)) is None:
        put_law(read(place), form_of(form, output, as_json), output)
    elif as_json:
        from api import laws
        from statute.shelf.stored import Stored

        kept = Stored.open(library).as_of(as_of) if library else Stored.of_fixtures()
        put_json(laws.told(kept, *kept.provision(place)), output)
    else:
        typer.echo(_card(*found), err=True)
        put_law(found[1], form_of(form, output), output)
    return DONE


def _list(shelf: Catalogue, as_json: bool, output: Output) -> None:
    if as_json:
        from api import shapes

        put_json({"laws": [shapes.card(law) for law in shelf.listed()]}, output)
    else:
        put("".join(f"{law.path}  {law.name}\n" for law in shelf.listed(0, 10_000)), output)


def _card(law: Law, node: Node) -> str:
    """What is shown, where it is kept, and of when its text is."""
    moment = f"as of {law.as_of}" if law.as_of else ""
    return "  ".join(filter(None, (law.title(node), law.address(node.id), moment)))
