"""What goes out at the command line: to the terminal, or to a file that appears whole or not at all."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Any

import typer

from statute.errors import Refusal

if TYPE_CHECKING:
    from rich.console import Console

    from drafting.outcome import Report
    from statute.catalogue import Catalogue
    from statute.node import Node

#: The width of what is not printed on a terminal, in columns.
WIDTH = 100


def form_of(form: str | None, output: Path | None, as_json: bool = False) -> str:
    """The name of the form to answer in.  Raises `Refusal` F10 for an ending that none has."""
    from statute import formats

    return formats.named("json" if as_json else form or (output.suffix if output else "") or "terminal").name


def put(text: str, output: Path | None) -> None:
    """Prints text, or writes it to a file that appears whole or not at all."""
    if output is None:
        sys.stdout.write(text)
        return
    try:
        with NamedTemporaryFile("w", encoding="utf-8", dir=output.parent, prefix=".", delete=False) as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(output)
    except OSError as error:
        raise Refusal.of("F13", f"{output} cannot be written: {error.strerror or error}.") from error


def put_json(answer: dict[str, Any], output: Path | None) -> None:
    """Prints an answer as JSON, or writes it to a file."""
    put(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", output)


def put_law(node: Node, form: str, output: Path | None) -> None:
    """A law, provision or bill in the form asked for; on a terminal, in colour where it has colour."""
    from statute.formats import html, named, terminal
    from statute.node import walk

    if form == "terminal" and output is None:
        terminal.show(node, open_console())
        return
    write = named(form).write
    assert write is not None
    text = write(node)
    if form == "html":
        title = next((n.words for n in walk(node) if n.kind == "heading" and n.words), "Law")
        text = html.page(text, title)
    put(text if text.endswith("\n") else f"{text}\n", output)


def put_bill(report: Report, form: str, output: Path | None, shelf: Catalogue) -> None:
    """The bill, each instruction marked in its words, with what came of it."""
    from api.redlines import marked
    from statute.formats import text

    if form == "json":
        answer = answer_of(report, "inline", shelf)
        put_json({"text": text.write(marked(report)), **{k: answer[k] for k in answer if k != "laws"}}, output)
    else:
        put_law(marked(report), form, output)


def answer_of(report: Report, view: str, shelf: Catalogue) -> dict[str, Any]:
    """A report as the API gives it."""
    from api.redlines import names, shape

    return shape(report, names(report, shelf), view)


def tell(report: Report) -> None:
    """What needs a look, and the sum of it, beside an answer that has no room for it."""
    from drafting import shown

    for problem in report.problems:
        typer.echo(shown.plain(str(problem)), err=True)
    typer.echo(shown.summary(report.outcomes), err=True)


def open_console(file: IO[str] | None = None) -> Console:
    """A console no wider than law is well read on, with colour where there is colour."""
    from rich.console import Console

    class Open(Console):
        def on_broken_pipe(self) -> None:  # told as by any other command, not by an exit code of its own
            raise BrokenPipeError

    console = Open(file=file, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console
