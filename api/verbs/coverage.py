"""The verb `coverage`: how much of the amendatory language of laws and bills is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.verbs.door import DONE, AsJson, told
from api.verbs.outgoing import open_console, put_json
from statute.errors import Refusal

if TYPE_CHECKING:
    from rich.table import Table

    from drafting.parse.coverage import Coverage


@told
def coverage(
    paths: Annotated[list[Path], typer.Argument(help="Laws and bills, and folders that hold them.")],
    most: Annotated[int, typer.Option(min=0, help="How many of the templates not read are listed.")] = 20,
    as_json: AsJson = False,
) -> int:
    """Tell what share of the instructions is read, of how many measures all, and the templates not read."""
    from drafting.parse.coverage import Coverage

    found = {str(path): _covered(path) for path in paths}
    whole = Coverage()
    for one in found.values():
        whole += one
    if as_json:
        put_json({"paths": {name: one.as_dict() for name, one in found.items()}, "all": whole.as_dict()}, None)
        return DONE
    console = open_console()
    console.print(_table(found | ({"all": whole} if len(found) > 1 else {})))
    for words, count in whole.unread.most_common(most):
        console.print(f"{count:5}  {words}", soft_wrap=True)
    return DONE


def _covered(path: Path) -> Coverage:
    """What is read of a file, or of the files of a folder at any depth."""
    from drafting.parse import parse
    from drafting.parse.coverage import Coverage
    from statute import formats

    if not path.exists():
        raise Refusal.of("F01", f"{path} cannot be read: there is no such file or folder.")
    files = sorted(p for p in path.rglob("*") if p.suffix.lower() in (".xml", ".txt")) if path.is_dir() else [path]
    found = Coverage()
    for file in files:
        try:
            found.add(parse(formats.read_any(file.read_bytes(), bill=True)))
        except Refusal as refusal:
            found.refused.update([refusal.problem.code])
        except OSError as error:
            raise Refusal.of("F01", f"{file} cannot be read: {error.strerror or error}.") from error
    return found


def _table(found: dict[str, Coverage]) -> Table:
    from rich.box import SIMPLE
    from rich.table import Table

    rows = Table(box=SIMPLE, pad_edge=False)
    for heading in ("", "Instructions", "Read", "Measures", "Read whole", "Refused"):
        rows.add_column(heading, justify="left" if not heading else "right")
    for name, one in found.items():
        shares = (f"{_share(one.read, one.segments)}", f"{_share(one.whole, one.measures)}")
        refused = ", ".join(f"{n} {code}" for code, n in one.refused.most_common())
        rows.add_row(name, str(one.segments), shares[0], str(one.measures), shares[1], refused)
    return rows


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
