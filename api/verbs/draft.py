"""The verbs `diff` and `draft`: what changed between two texts, and the language that makes an edit."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from api.verbs.door import DONE, LAW, AsJson, AsOf, Form, Library, Output, View, told
from api.verbs.incoming import read, shelf_at, shelved, tree_at
from api.verbs.outgoing import form_of, put, put_json, put_law
from statute.errors import Refusal

if TYPE_CHECKING:
    from drafting.draft.edit import Edit
    from statute.catalogue import Catalogue


@told
def diff(
    before: Annotated[str, typer.Argument(help=f"{LAW}.")],
    after: Annotated[str, typer.Argument(help=f"{LAW}.")],
    form: Form = None,
    output: Output = None,
    lines: Annotated[bool, typer.Option("--lines", help="A line of JSON for each change, as it is told.")] = False,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Show the difference of two texts of a law as a redline: moved is moved, redesignated is redesignated."""
    from drafting.amend import ledger
    from drafting.diff.steps import diff as difference
    from drafting.redline import proved, redline
    from drafting.step import run

    shelf = shelf_at(library, as_of)
    old, new = tree_at(before, shelf), tree_at(after, shelf)
    steps = difference(old, new)
    if lines:
        for one in steps:
            sys.stdout.write(json.dumps(ledger.step(one, (old,)), ensure_ascii=False) + "\n")
    elif as_json:
        put_json({"changed": bool(steps), "steps": [ledger.step(one, (old, new)) for one in steps]}, output)
    else:
        put_law(proved(old, run(old, steps), redline(old, steps)), form_of(form, output), output)
    return DONE


@told
def draft(
    law: Annotated[str, typer.Argument(help=f"{LAW}.")],
    edited: Annotated[str, typer.Argument(help="The law as it should read: a file, or - for the standard input.")],
    citation: Annotated[str, typer.Option("--citation", "-c", help="How a bill names a law that is a file.")] = "",
    form: Form = None,
    output: Output = None,
    view: View = "inline",
    restated: Annotated[bool, typer.Option("--restated", help="With every section that changes restated.")] = False,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Write the amendatory language that makes a law read as it was edited, proved by carrying it out."""
    from api import drafts
    from drafting.draft.edit import drafted

    if law == edited == "-":
        raise Refusal.of("F09", "Only one of the two texts can come from the standard input.")
    shelf = shelf_at(library, as_of)
    made = drafted(edit_at(law, edited, iter(filter(None, (citation,))), shelf))
    chosen = form_of(form, output, as_json)
    if chosen in ("json", "html"):
        put(drafts.told(made, chosen, shelf, view) + "\n", output)
    elif chosen == "uslm":
        put_law(made.report.laws[0].redline, chosen, output)
    else:
        put(made.drafts[-1 if restated else 0].text if made.drafts else "", output)
    return DONE


def edit_at(law: str, edited: str, cites: Iterator[str], shelf: Catalogue) -> Edit:
    """The edit of a law on the shelf, or of a file with the next citation.  Raises `Refusal` M02 without one."""
    from drafting.draft.edit import Edit, edit_of
    from statute import citation

    if (found := shelved(law, shelf)) is not None:
        return edit_of(*found, read(edited))
    if not (cited := next(cites, "")):
        raise Refusal.of("M02", "Say with --citation which law the text is of.", words=law)
    return Edit(read(law), read(edited), citation.read(cited))
