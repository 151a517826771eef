"""The verb `check`: a law or bill under every rule."""

from __future__ import annotations

from typing import Annotated

import typer

from api.verbs.door import BILL, DONE, LAW, PROBLEMS, AsJson, AsOf, Library, Output, told
from api.verbs.incoming import read, shelf_at, shelved
from api.verbs.outgoing import put
from statute.errors import Refusal


@told
def check(
    law: Annotated[str, typer.Argument(help=f"{LAW}; with --bill, the law it amends.")] = "",
    bill: Annotated[str, typer.Option(help=f"{BILL}; without a law, the laws that it names are looked at.")] = "",
    citation: Annotated[str, typer.Option("--citation", "-c", help="How a bill names a law that is a file.")] = "",
    output: Output = None,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Look at a law or bill by every rule: lists, references, defined terms, contents; and what would mend it.

    The exit code is 1 where something is found.
    """
    from api import checks
    from drafting.check import check_bill, check_law
    from drafting.draft.edit import citation_of
    from statute.citation import read as cited

    if not law and not bill:
        raise Refusal.of("F09", "Name a law, or a bill with --bill.")
    if law == bill == "-":
        raise Refusal.of("F09", "Only one of the law and the bill can come from the standard input.")
    shelf = shelf_at(library, as_of)
    cite = cited(citation) if citation else None
    tree = None
    if law and (found := shelved(law, shelf)) is not None:
        held, tree = found
        cite = citation_of(held, tree)
    elif law:
        tree = read(law)
    if bill:
        made = check_bill(read(bill, bill=True), shelf, tree, cite)
    else:
        assert tree is not None
        made = check_law(tree, cite)
    put(checks.told(made, "json" if as_json else "txt") + ("\n" if as_json else ""), output)
    return PROBLEMS if made.problems else DONE
