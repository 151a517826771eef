"""The verbs `library add`, `list`, `search` and `names`: laws imported into a database, and found there."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.verbs.door import DONE, PROBLEMS, AsJson, AsOf, told
from api.verbs.outgoing import open_console, put, put_json
from statute.errors import Refusal

if TYPE_CHECKING:
    from statute.shelf.intake import Entry

#: Where the library is unless it is said: a file in the folder one stands in.
HERE = "ramseyer.db"
At = Annotated[str, typer.Option("--library", envvar="RAMSEYER_LIBRARY", help="A file, or postgresql://….")]

library = typer.Typer(help="Keep laws in a library, and find them there.", no_args_is_help=True)


@library.command()
@told
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, or folders of them, in any form read.")],
    library: At = HERE,
    law: Annotated[str, typer.Option(help="Which law it is, where the file does not say: /us/pl/102/511.")] = "",
    as_of: Annotated[str, typer.Option(help="The day of the text, where the file does not say it: 2025-03-03.")] = "",
    release: Annotated[str, typer.Option(help="Its release point, where the file does not say it: 119-36.")] = "",
    as_json: AsJson = False,
) -> int:
    """Import files. What is there already is passed over; a file that cannot be read stops no other."""
    from rich.progress import Progress

    from statute.shelf import intake
    from statute.shelf.dating import Moment
    from statute.shelf.stored import Stored

    files = intake.files_in(paths)
    if not files:
        raise Refusal.of("F01", "There is no file of a form that is read at these paths.")
    told_of = intake.Told(law.rstrip("/"), Moment.read(as_of).day, release)
    shelf, console = Stored.open(library, create=True), open_console(sys.stderr)
    entries: list[Entry] = []
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Adding", total=len(files))
        for entry in intake.add(shelf.engine, files, told_of):
            entries.append(entry)
            if entry.problem is not None and not as_json:
                console.print(f"{entry.file}: {entry.problem}")
            progress.update(bar, advance=1, description=entry.file.name)
    return _tell(entries, as_json)


@library.command("list")
@told
def list_laws(library: At = HERE, as_of: AsOf = "", as_json: AsJson = False) -> int:
    """List the laws in the library, each with how current its text is."""
    from api import shapes
    from statute.shelf.stored import Stored

    held = Stored.open(library).as_of(as_of).listed(0, 100_000)
    if as_json:
        put_json({"laws": [shapes.card(law) for law in held]}, None)
    else:
        put("".join(f"{law.path}  {law.name}  {law.as_of}".rstrip() + "\n" for law in held), None)
    return DONE


@library.command()
@told
def search(
    words: Annotated[str, typer.Argument(help="Words that all must stand there; “together” in quotation marks.")],
    library: At = HERE,
    law: Annotated[str, typer.Option(help="Only in the law at this path.")] = "",
    as_of: AsOf = "",
    count: Annotated[int, typer.Option(min=1, max=1000, help="How many answers, at most.")] = 20,
    as_json: AsJson = False,
) -> int:
    """Find the provisions in which words stand, the likeliest first, with the words in their context."""
    from api import shapes
    from statute.shelf import around
    from statute.shelf import words as marks
    from statute.shelf.stored import Stored

    hits = around.find_words(Stored.open(library).as_of(as_of), words, law=law, count=count)
    if as_json:
        put_json({"hits": [shapes.hit(hit) for hit in hits]}, None)
    for hit in () if as_json else hits:
        context = hit.context.replace(marks.OPEN, "«").replace(marks.CLOSE, "»")
        put(f"{hit.line.path}  {hit.line.num} {hit.line.heading}\n    {context}\n", None)
    return DONE if hits else PROBLEMS


@library.command()
@told
def names(
    name: Annotated[str, typer.Argument(help="A short title or popular name, or what is remembered of it.")],
    library: At = HERE,
    as_json: AsJson = False,
) -> int:
    """Say which laws go by a name, with their number, page and place in the Code; else the nearest names."""
    from api import shapes
    from statute.shelf.stored import Stored

    found = [shapes.known(known) for known in Stored.open(library).names_like(name)]
    if as_json:
        put_json({"names": found}, None)
    for known in () if as_json else found:
        told_of = "; ".join(filter(None, (known["law"], known["stat"], known["code"])))
        put(f"{known['name']}  {told_of}\n", None)
    return DONE if found else PROBLEMS


def _tell(entries: list[Entry], as_json: bool) -> int:
    counts = Counter(entry.state for entry in entries)
    told_of = {state: counts[state] for state in ("added", "held", "refused")}
    if as_json:
        refused = [{"file": str(e.file), **e.problem.as_dict()} for e in entries if e.problem is not None]
        put_json({"files": len(entries), **told_of, "problems": refused}, None)
    else:
        said = f"{counts['added']} added, {counts['held']} already there, {counts['refused']} refused"
        typer.echo(f"{len(entries)} files: {said}.", err=True)
    return PROBLEMS if counts["refused"] else DONE
