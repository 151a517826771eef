"""The command line: amendatory language carried out on the law it amends, and what came of it.

What goes wrong is said on the standard error in the words of the API, and told by the exit code: 0 done,
1 the bill has problems, 2 bad use or bad input.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TYPE_CHECKING, Annotated, Any, Literal, ParamSpec

import typer

from statute.errors import Problem, Refusal

if TYPE_CHECKING:  # each command brings what it needs, so that --help is quick
    from rich.console import Console

    from drafting.outcome import Report
    from statute.node import Node

DONE, PROBLEMS, BAD = 0, 1, 2
#: How much is read of a file, in bytes; the width of what is not printed on a terminal, in columns.
LARGEST, WIDTH = 120_000_000, 100
OFFERED = "section-907-certification"

LAW = "A path on the shelf (/us/pl/102/511), a file, or - for the standard input"
BILL = "A file, or - for the standard input"
Form = Annotated[
    Literal["text", "html", "xml", "json", "terminal"] | None,
    typer.Option("--format", "-f", help="The form of the answer; else the ending of the file says it."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, whole or not at all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, as the API does; errors too.")]
View = Annotated[
    Literal["inline", "ramseyer"], typer.Option(help="Changes in line, or set out as House Rule XIII has it.")
]
Of = Annotated[Literal["law", "bill"], typer.Option(help="The laws as amended, or the bill, each instruction marked.")]

app = typer.Typer(
    help="Executes federal amendatory language on the law it amends, and shows the redline.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
P = ParamSpec("P")


def told(command: Callable[P, int]) -> Callable[P, None]:
    """A command that exits with its code, and tells whatever stops it, never by a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        for stream in (sys.stdout, sys.stderr):  # law is printed with curly quotes, whatever the locale
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
        try:
            code = command(*args, **kwargs)
            sys.stdout.flush()
        except Refusal as refusal:
            code = _complain(refusal.problem, bool(kwargs.get("as_json")))
        except BrokenPipeError:  # the reader, such as head, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = DONE
        except Exception as error:
            fault = Problem("A02", f"The command met a fault in the program ({type(error).__name__}).")
            code = _complain(fault, bool(kwargs.get("as_json")))
        raise typer.Exit(code)

    return run


def _complain(problem: Problem, as_json: bool) -> int:
    from drafting.shown import plain

    said = json.dumps(problem.as_dict(), ensure_ascii=False) if as_json else plain(str(problem))
    typer.echo(said, err=True)
    return BAD


# ---- commands --------------------------------------------------------------------------------------


@app.command()
@told
def redline(
    *,
    law: Annotated[str, typer.Option(help=f"{LAW}; else the laws that the bill names.")] = "",
    bill: Annotated[str, typer.Option(help=f"{BILL}; else the bill shipped as an example.")] = "",
    form: Form = None,
    output: Output = None,
    view: View = "inline",
    of: Of = "law",
    as_json: AsJson = False,
) -> int:
    """Show what a bill does to the law: the redline, and what came of each instruction.

    Without arguments: the shipped bill, on section 907 of the FREEDOM Support Act and on its waiver.
    """
    from drafting import shown

    report, chosen = _report(law, bill), _form(form, output, as_json)
    if of == "bill":
        _put_bill(report, chosen, output)
    elif chosen == "json":
        _put_json(_answer(report, view), output)
    elif chosen == "terminal" and output is None:
        shown.show(report, _console(), _names(), view)
    else:
        _put(shown.written(report, chosen, _names(), view), output)
    if output is not None or chosen in ("text", "html", "uslm"):
        _tell(report)
    return DONE if report.status == "executed" else PROBLEMS


@app.command()
@told
def amend(
    law: Annotated[str, typer.Argument(help=f"{LAW}.")],
    bill: Annotated[str, typer.Argument(help=f"{BILL}.")],
    form: Form = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Give the law as a bill amends it. An instruction that is refused leaves the law as it stood."""
    report = _report(law, bill)
    if as_json:
        _put_json(_answer(report, "inline"), output)
    else:
        _put_law(report.laws[0].after, _form(form, output), output)
        _tell(report)
    return DONE if report.status == "executed" else PROBLEMS


@app.command()
@told
def parse(bill: Annotated[str, typer.Argument(help=f"{BILL}.")], output: Output = None, as_json: AsJson = False) -> int:
    """Read a bill without looking any law up, and list its instructions."""
    from drafting import ledger, shown
    from drafting.instruction import Unread
    from drafting.parse import parse as instructions

    said = instructions(_read(bill, bill=True))
    if as_json or output is not None:
        _put_json({"instructions": [ledger.instruction(one) for one in said]}, output)
    else:
        _console().print(shown.table(said) if said else shown.summary(()))
    return PROBLEMS if not said or any(isinstance(one.act, Unread) for one in said) else DONE


@app.command()
@told
def show(
    place: Annotated[
        str, typer.Argument(metavar="[CITATION|PATH]", help="As a lawyer cites it, or /us/pl/102/511/s907.")
    ] = "",
    form: Form = None,
    output: Output = None,
    as_json: AsJson = False,
) -> int:
    """Show a provision of a law on the shelf; without a citation, list the laws that are there."""
    from statute.library import Shelf

    shelf = Shelf.of_fixtures()
    if as_json:
        from api import laws

        cards = {"laws": [laws.card(law) for law in shelf.laws]}
        _put_json(laws.shape(*shelf.provision(place)) if place else cards, output)
    elif place:
        _put_law(shelf.provision(place)[1], _form(form, output), output)
    else:
        _put("".join(f"{law.path}  {law.name}\n" for law in shelf.laws), output)
    return DONE


@app.command()
@told
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for one that is free.")] = 8000,
) -> int:
    """Open the drafting page and the API, until stopped with Ctrl-C."""
    import socket

    import uvicorn

    from api.app import app as service

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # said, so that no answer lingers
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(2048)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refusal.of("F09", f"{host}, port {port}, cannot be opened: {reason}.") from error
    at = f"[{host}]" if ":" in host else host
    print(f"Ramseyer is at http://{at}:{door.getsockname()[1]}/", flush=True)
    uvicorn.Server(uvicorn.Config(service, log_level="warning")).run(sockets=[door])
    return DONE


@app.command()
@told
def batch(
    jobs: Annotated[Path, typer.Argument(help="One job a line: id, statute, citation, provisions.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="One result a line, in the order of the jobs.")],
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes share the work.")] = 1,
    as_json: AsJson = False,
) -> int:
    """Carry out many jobs. What stops one is in its result, and the rest goes on.

    The file of results appears whole, in place of an older one, when the last job is done.
    """
    from rich.progress import Progress

    from drafting import crew

    console = _console(sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Amending", total=None)
        results = crew.run(jobs, workers=workers, done=lambda n, of: progress.update(bar, completed=n, total=of))
    _put("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results), output)
    counts = {s: sum(r["status"] == s for r in results) for s in ("executed", "partial", "refused")}
    if as_json:
        _put_json({"jobs": len(results), **counts}, None)
    else:
        typer.echo(f"{len(results)} jobs: {', '.join(f'{n} {s}' for s, n in counts.items())}.", err=True)
    return DONE


# ---- coming in -------------------------------------------------------------------------------------


def _report(law: str, bill: str) -> Report:
    """The report on a bill and a law; without a law, on those of the shelf that the bill names."""
    from dataclasses import replace

    from drafting import amend as errand
    from drafting.outcome import Amended
    from statute import bills
    from statute.citation import from_path
    from statute.library import Shelf

    if law == bill == "-":
        raise Refusal.of("F09", "Only one of the law and the bill can come from the standard input.")
    said = _read(bill, bill=True) if bill else bills.find(OFFERED).node
    if not law:
        return errand.amend(said, Shelf.of_fixtures())
    if law.startswith("/us/"):
        held, tree = Shelf.of_fixtures().provision(law)
        path = held.path
        report = errand.amend_law(said, tree, citation=from_path(held.address(tree.id)))
    else:
        path, tree = "", _read(law)
        report = errand.amend_law(said, tree)
    laws = report.laws or (Amended(path, tree, tree, tree, ()),)
    return replace(report, laws=tuple(replace(one, path=one.path or path) for one in laws))


def _read(place: str, *, bill: bool = False) -> Node:
    """A law or bill from a file, or from the standard input for "-"."""
    from statute import formats

    return formats.read_any(_data(place), bill=bill)


def _data(place: str) -> bytes:
    try:
        if place == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(place, "rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refusal.of("F01", f"{place} cannot be read: {reason}.") from error
    if len(data) > LARGEST:
        raise Refusal.of("F04", f"{place} has more than {LARGEST:,} bytes.")
    return data


# ---- going out -------------------------------------------------------------------------------------


def _form(form: str | None, output: Path | None, as_json: bool = False) -> str:
    """The name of the form to answer in.  Raises `Refusal` F10 for an ending that none has."""
    from statute import formats

    return formats.named("json" if as_json else form or (output.suffix if output else "") or "terminal").name


def _put(text: str, output: Path | None) -> None:
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


def _put_json(answer: dict[str, Any], output: Path | None) -> None:
    _put(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", output)


def _put_law(node: Node, form: str, output: Path | None) -> None:
    """A law, provision or bill in the form asked for; on a terminal, in colour where it has colour."""
    from statute.formats import html, named, terminal
    from statute.node import walk

    if form == "terminal" and output is None:
        terminal.show(node, _console())
        return
    write = named(form).write
    assert write is not None
    text = write(node)
    if form == "html":
        title = next((n.words for n in walk(node) if n.kind == "heading" and n.words), "Law")
        text = html.page(text, title)
    _put(text if text.endswith("\n") else f"{text}\n", output)


def _put_bill(report: Report, form: str, output: Path | None) -> None:
    """The bill, each instruction marked in its words, with what came of it."""
    from api.redlines import marked
    from statute.formats import text

    if form == "json":
        answer = _answer(report, "inline")
        _put_json({"text": text.write(marked(report)), **{k: answer[k] for k in answer if k != "laws"}}, output)
    else:
        _put_law(marked(report), form, output)


def _answer(report: Report, view: str) -> dict[str, Any]:
    """A report as the API gives it."""
    from api.redlines import shape

    return shape(report, _names(), view)


def _names() -> dict[str, str]:
    """The names of the laws on the shelf, by their paths."""
    from statute.library import Shelf

    return {law.path: law.name for law in Shelf.of_fixtures().laws}


def _tell(report: Report) -> None:
    """What needs a look, and the sum of it, beside an answer that has no room for it."""
    from drafting import shown

    for problem in report.problems:
        typer.echo(shown.plain(str(problem)), err=True)
    typer.echo(shown.summary(report.outcomes), err=True)


def _console(file: IO[str] | None = None) -> Console:
    """A console no wider than law is well read on, with colour where there is colour."""
    from rich.console import Console

    class Open(Console):
        def on_broken_pipe(self) -> None:  # told as by any other command, not by an exit code of its own
            raise BrokenPipeError

    console = Open(file=file, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


if __name__ == "__main__":
    app()
