"""The verb `conflicts`: several bills on one law."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.verbs.door import DONE, LAW, PROBLEMS, AsJson, AsOf, Library, Output, told
from api.verbs.incoming import read, shelf_at, tree_at
from api.verbs.outgoing import put
from statute.errors import Refusal


@told
def conflicts(
    bills: Annotated[list[str], typer.Argument(help="Files, two or more; told by their names.")],
    law: Annotated[str, typer.Option(help=f"{LAW}; else the laws that the bills name.")] = "",
    merged: Annotated[Path | None, typer.Option(help="Write the law with what does not conflict to this file.")] = None,
    output: Output = None,
    library: Library = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> int:
    """Tell where bills on one law conflict: overlaps, what depends on their order; and merge what does not.

    The exit code is 1 where they conflict.
    """
    from api import conflicts as door
    from drafting.check.conflicts import Bill
    from drafting.check.conflicts import conflicts as found_in
    from statute.formats import text

    shelf = shelf_at(library, as_of)
    tree = tree_at(law, shelf) if law else None
    found = found_in([Bill(Path(one).stem, read(one, bill=True)) for one in bills], shelf, tree)
    put(door.told(found, "json" if as_json else "txt", shelf) + ("\n" if as_json else ""), output)
    if merged is not None:
        whole = [one.merged for one in found if one.merged is not None]
        if len(whole) != len(found):
            raise Refusal.of("W19", "What is left still depends on the order of the bills; nothing is merged.")
        put("\n".join(text.write(one.after) for one in whole), merged)
    return PROBLEMS if any(one.problems for one in found) else DONE
