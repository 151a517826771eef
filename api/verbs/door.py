"""What every verb shares: its options, its exit code, and how it says what went wrong.

What goes wrong is said on the standard error in the words of the API, and told by the exit code: 0 done,
1 the bill has problems, 2 bad use or bad input.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal, ParamSpec

import typer

from statute.errors import Problem, Refusal

DONE, PROBLEMS, BAD = 0, 1, 2

LAW = "A citation or path on the shelf (17 U.S.C. 107, /us/pl/102/511), a file, or - for the standard input"
BILL = "A file, or - for the standard input"
Form = Annotated[
    Literal["text", "html", "xml", "json", "terminal", "docx", "pdf", "md", "csv", "billdtd", "akn"] | None,
    typer.Option("--format", "-f", help="The form of the answer; else the ending of the file says it."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file, whole or not at all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, as the API does; errors too.")]
Library = Annotated[
    str, typer.Option(envvar="RAMSEYER_LIBRARY", help="The library, a file or URL; else the laws that come along.")
]
Print = Annotated[
    Literal["act", "code"],
    typer.Option("--print", help="Where the law is the Code's print of an Act: new matter as either prints it."),
]
Cite = Annotated[str, typer.Option(help="Which law the file is: 2 U.S.C. 632.")]
AsOf = Annotated[str, typer.Option(help="As of a day (2025-03-03) or a release point of the Code (119-36).")]
Enacted = Annotated[str, typer.Option(help="The day of enactment, where it is known: 2026-03-02.")]
InForce = Annotated[str, typer.Option(help="Only what has taken effect by this day: 2027-01-01; else all of it.")]
View = Annotated[
    Literal["", "inline", "ramseyer", "cordon", "columns", "sides", "clean", "bill", "changes", "gpo"],
    typer.Option(help="How a print is laid out; each form has views of its own, the first of which is the usual one."),
]
Author = Annotated[str, typer.Option(help="Who made the changes, for Word.")]
Date = Annotated[datetime | None, typer.Option(help="When they were made, for Word; else no date is said.")]
Lines = Annotated[bool, typer.Option("--lines", help="Number the lines, for Word.")]
Comments = Annotated[bool, typer.Option("--comments", help="Say at its first change what each instruction is.")]
Of = Annotated[Literal["law", "bill"], typer.Option(help="The laws as amended, or the bill, each instruction marked.")]

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
            code = complain(refusal.problem, bool(kwargs.get("as_json")))
        except BrokenPipeError:  # the reader, such as head, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = DONE
        except Exception as error:
            fault = Problem("A02", f"The command met a fault in the program ({type(error).__name__}).")
            code = complain(fault, bool(kwargs.get("as_json")))
        raise typer.Exit(code)

    return run


def complain(problem: Problem, as_json: bool) -> int:
    """Says a problem on the standard error, in the words of the API, and gives the exit code."""
    from statute.formats.terminal import plain

    said = json.dumps(problem.as_dict(), ensure_ascii=False) if as_json else plain(problem.in_full())
    typer.echo(said, err=True)
    return BAD
