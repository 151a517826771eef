"""`python -m bench`: the measures of speed in one table, kept in docs/bench.json."""

from __future__ import annotations

import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from bench import FIGURES, corpus, difference, library, prints, scaling
from bench.measures import Many, Row, as_dict, many, rows
from bench.timing import machine


def shown(found: list[Row]) -> Table:
    """The rows as a table; the ratio is the time beside that of `redlines`, less being better."""
    p50 = {row.what: row.time.p50 for row in found}
    table = Table("what", "size", "p50 ms", "p95 ms", "runs", "ratio", title="Section 907")
    for row in found:
        ratio = f"{row.time.p50 / p50[row.beside]:.1f}" if row.beside else ""
        time = row.time
        table.add_row(row.what, row.size, f"{time.p50:.2f}", f"{time.p95:.2f}", str(time.runs), ratio)
    return table


def printed(made: list[prints.Figure]) -> Table:
    """The prints as a table, in seconds of processor time."""
    table = Table("print", "size", "s", "asked", "beside it", "MiB", title="Prints")
    for one in made:
        ratio = f"{one.seconds / one.peer_seconds:.1f} × {one.peer}" if one.peer else ""
        table.add_row(
            one.what, one.size, f"{one.seconds:.2f}", f"{one.bar:.1f}", ratio, str(one.memory) if one.memory else ""
        )
    return table


def shelved(found: library.Figures) -> Table:
    """The figures of the library as a table."""
    table = Table("library", "measured", "beside lxml.etree.parse", "asked", title="Library")
    for row in library.rows(found):
        table.add_row(*row)
    return table


def told(several: Many) -> str:
    """The run over many pairs in a line."""
    pace, ratio = several.jobs / several.seconds, several.seconds / several.redlines_seconds
    return (
        f"{several.jobs} pairs, {several.bytes:,} B of statute, {several.workers} processes: "
        f"{several.seconds:.1f} s, {pace:.0f} a second; "
        f"redlines on the same texts, one process: {several.redlines_seconds:.1f} s; ratio {ratio:.2f}."
    )


def main() -> None:
    """Measures, prints and keeps the figures."""
    console = Console(highlight=False)
    console.width = max(console.width, 110)
    console.print(f"On {machine()}. Ratio: the time beside that of redlines; less is better.")
    found = rows()
    console.print(shown(found))
    folder = corpus()
    several = many(folder) if folder is not None else None
    said = told(several) if several is not None else "The corpus of pairs is not at hand; they are not measured."
    console.print(said)
    made = prints.figures()
    console.print(printed(made))
    beside = difference.figures(folder) if folder is not None else []
    grown = scaling.measured()
    console.print(scaling.told(grown))
    shelf = library.measured(folder) if folder is not None else None
    if shelf is not None:
        console.print(shelved(shelf))
    kept = {
        **as_dict(found, several, machine()),
        "scaling": asdict(grown),
        "prints": [asdict(one) for one in made],
        "difference": [asdict(one) for one in beside],
        "library": asdict(shelf) if shelf is not None else None,
    }
    FIGURES.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
