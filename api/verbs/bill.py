"""The verb `bill`: a whole bill from edited laws."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import DONE, PROBLEMS, AsJson, AsOf, Form, Library, Output, told
from api.verbs.draft import edit_at
from api.verbs.incoming import read, shelf_at
from api.verbs.outgoing import form_of, put, put_law
from statute.errors import Refusal


@told
def bill(
    edits: Annotated[
        list[str], typer.Argument(metavar="LAW=EDITED...", help="A path on the shelf or a file, and its edited text.")
    ],
    citation: Annotated[
        list[str] | None, typer.Option("--citation", "-c", help="How a bill names a law that is a file, in order.")
    ] = None,
    short_title: Annotated[str, typer.Option(help="What the Act may be cited as.")] = "",
    long_title: Annotated[str, typer.Option(help="“To amend …”; made from the laws where it is left out.")] = "",
    opened: Annotated[str, typer.Option("--from", help="A bill to go on from: its other sections are kept.")] = "",
    conform: Annotated[bool, typer.Option(help="Amend the references that the edits leave behind.")] = True,
    form: Form = None,
    output: Output = None,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Compose a whole bill from edited laws, proved by carrying it out. The exit code is 1 where it needs a look."""
    from api import composing
    from drafting.bill import Titles, compose, reopened
    from statute.formats.terminal import plain

    shelf = shelf_at(library, as_of)
    cites = iter(citation or [])
    made_of = []
    for one in edits:
        law, sign, edited = one.partition("=")
        if not sign:
            raise Refusal.of("F09", f"“{one}” is not a law and its edited text.", words=one)
        made_of.append(edit_at(law, edited, cites, shelf))
    kept = reopened(read(opened, bill=True)) if opened else None
    made = compose(made_of, Titles(short_title, long_title), opened=kept, conform=conform, shelf=shelf)
    chosen = form_of(form, output, as_json)
    if chosen == "json":
        put(composing.told(made, "json", shelf) + "\n", output)
    elif chosen in ("html", "uslm"):
        put_law(made.node, chosen, output)
    else:
        put(made.text, output)
    for problem in made.problems:
        typer.echo(plain(str(problem)), err=True)
    return PROBLEMS if made.problems else DONE
