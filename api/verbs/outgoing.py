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

    from drafting.amend.outcome import Amended, Report
    from drafting.prints.manuscript import Look
    from statute.catalogue import Catalogue
    from statute.node import Node

#: The width of what is not printed on a terminal, in columns.
WIDTH = 100


def form_of(form: str | None, output: Path | None, as_json: bool = False) -> str:
    """The name of the print or format to answer in.  Raises `Refusal` F10 for an ending that none has."""
    from drafting import prints
    from statute import formats

    name = "json" if as_json else form or (output.suffix if output else "") or "terminal"
    found = prints.named(name)
    return found.name if found is not None else formats.named(name).name


def put(made: str | bytes, output: Path | None) -> None:
    """Prints text or bytes, or writes them to a file that appears whole or not at all."""
    raw = made.encode() if isinstance(made, str) else made
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        return
    try:
        with NamedTemporaryFile("wb", dir=output.parent, prefix=".", delete=False) as file:
            file.write(raw)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(output)
    except OSError as error:
        raise Refusal.of("F13", f"{output} cannot be written: {error.strerror or error}.") from error


def put_json(answer: dict[str, Any], output: Path | None) -> None:
    """Prints an answer as JSON, or writes it to a file."""
    put(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", output)


def put_amended(law: Amended, source: str, form: str, output: Path | None) -> None:
    """A law as amended with its notes; as USLM, in the file that it came from, with what did not change as it was."""
    from drafting.amend.annotate import laid
    from statute.formats import uslm
    from statute.restored import restored

    file, after = Path(source), laid(law.after, law.notes, marked=False)
    if form == "uslm" and file.is_file() and uslm.is_read(data := file.read_bytes()):
        put(restored(data, after), output)
    else:
        put_law(after, form, output)


def put_law(node: Node, form: str, output: Path | None) -> None:
    """A law, provision or bill in the form asked for; on a terminal, in colour where it has colour."""
    from drafting import prints
    from drafting.prints.manuscript import clean
    from statute.formats import named, terminal
    from statute.node import walk

    if form == "terminal" and output is None:
        terminal.show(node, open_console())
        return
    title = next((n.words for n in walk(node) if n.kind == "heading" and n.words), "Law")
    if form in prints.PRINTS:
        put(prints.write(clean(node, title), form), output)
        return
    write = named(form).write
    assert write is not None
    text = write(node)
    put(text if text.endswith("\n") else f"{text}\n", output)


def put_bill(report: Report, form: str, output: Path | None, shelf: Catalogue) -> None:
    """The bill, each instruction marked in its words, with what came of it."""
    from api.redlines import marked
    from statute.formats import text

    if form == "json":
        answer = answer_of(report, "inline", shelf)
        put_json({"text": text.write(marked(report)), **{k: answer[k] for k in answer if k != "laws"}}, output)
    elif form in ("word", "pdf", "markdown"):
        put_law(report.bill, form, output)  # a bill to be handed in bears no notes
    else:
        put_law(marked(report), form, output)


def answer_of(report: Report, view: str, shelf: Catalogue) -> dict[str, Any]:
    """A report as the API gives it."""
    from api.redlines import names, shape

    return shape(report, names(report, shelf), view)


def put_print(report: Report, form: str, look: Look, output: Path | None, shelf: Catalogue) -> None:
    """The redlines of a report as a print.  Raises `Refusal` as `prints.write` does."""
    from api.redlines import cards
    from drafting import prints
    from drafting.prints.manuscript import of_report

    put(prints.write(of_report(report, cards(report, shelf)), form, look), output)


def tell(report: Report) -> None:
    """What needs a look, and the sum of it, beside an answer that has no room for it."""
    from drafting.amend import shown
    from statute.formats.terminal import plain

    for problem in report.problems:
        typer.echo(plain(problem.in_full()), err=True)
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
