"""The verb `compare`: what differs between any two texts, in any of the prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.verbs.door import DONE, LAW, AsJson, AsOf, Author, Date, Form, Library, Lines, Output, View, told
from api.verbs.incoming import data, shelf_at, shelved
from api.verbs.outgoing import form_of, open_console, put, put_json

if TYPE_CHECKING:
    from statute.catalogue import Catalogue
    from statute.node import Node


@told
def compare(
    before: Annotated[str, typer.Argument(help=f"{LAW}.")],
    after: Annotated[str, typer.Argument(help=f"{LAW}.")],
    form: Form = None,
    output: Output = None,
    view: View = "",
    author: Author = "Ramseyer",
    date: Date = None,
    lines: Lines = False,
    library: Library = "",
    as_of: AsOf = "",
    until: Annotated[str, typer.Option(help="Of the second text, what --as-of is of the first: a later date.")] = "",
    as_json: AsJson = False,
) -> int:
    """Show what differs between two laws or bills: two versions, a bill and an Act, a law at two dates.

    What moved or was redesignated is shown as such. The formats may differ.
    """
    from drafting import prints
    from drafting.compare import comparison
    from drafting.prints import changes
    from drafting.prints.manuscript import Look
    from statute.formats import terminal

    chosen = form_of(form, output, as_json)
    old, earlier = _read(before, shelf_at(library, as_of))
    new, later = _read(after, shelf_at(library, until or as_of))
    found = comparison(old, new, (earlier, later))
    marked = found.sheets[0].marked
    if chosen == "json":
        from api.comparisons import shape

        put_json(shape(found, view), output)
        return DONE
    if chosen == "terminal" and output is None:
        terminal.show(marked, open_console())
    else:
        put(prints.write(found, chosen, Look(view, author, date, lines)), output)
    typer.echo(changes.summary(changes.changes(marked)), err=True)
    return DONE


def _read(place: str, shelf: Catalogue) -> tuple[Node, str]:
    """A law on the shelf, or one from a file, and what it is called."""
    from drafting.compare import called, is_bill
    from statute import formats

    if (found := shelved(place, shelf)) is not None:
        held, node = found
        return node, called(held, node)
    raw = data(place)
    return formats.read_any(raw, bill=is_bill(raw.decode("utf-8", errors="replace"))), place
