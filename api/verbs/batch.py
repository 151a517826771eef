"""The verb `batch`: many jobs in one go."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.verbs.door import DONE, AsJson, told
from api.verbs.outgoing import open_console, put, put_json


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

    from drafting.amend import crew

    console = open_console(sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Amending", total=None)
        results = crew.run(jobs, workers=workers, done=lambda n, of: progress.update(bar, completed=n, total=of))
    put("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results), output)
    counts = {s: sum(r["status"] == s for r in results) for s in ("executed", "partial", "refused")}
    if as_json:
        put_json({"jobs": len(results), **counts}, None)
    else:
        typer.echo(f"{len(results)} jobs: {', '.join(f'{n} {s}' for s, n in counts.items())}.", err=True)
    return DONE
