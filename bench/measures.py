"""What is measured: section 907 redlined and read, many pairs in one run, and PyPI `redlines` beside them.

`redlines` compares two finished texts; it reads no bill.  It stands here as the nearest tool that
a reader of redlines may know, on the same two texts.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.service import running
from bench.timing import Time, timed
from drafting.amend import amend_law, batch, crew
from drafting.parse import parse
from statute import bills
from statute.formats import html, text
from statute.library import Shelf
from statute.node import Node
from statute.search import trail

BILL = "section-907-certification"
LAW = "/us/pl/102/511"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what, how large (bytes of law and bill), the time, and what it is compared with.

    beside: the name of the row that the ratio is of; "" for none.
    """

    what: str
    size: str
    time: Time
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """Many jobs in one run: how many, bytes of statute, processes, seconds; and `redlines` on the same."""

    jobs: int
    bytes: int
    workers: int
    seconds: float
    redlines_seconds: float


PEER = f"redlines {version('redlines')}, both texts given"


def rows() -> list[Row]:
    """Section 907 and the bill that comes with the project: through the service, in process, and beside."""
    law, bill = Shelf.of_fixtures().provision(LAW)[1], bills.find(BILL).node
    before, language = text.write(law), text.write(_section(bill))
    after = text.write(amend_law(text.read(language, bill=True), text.read(before)).laws[0].after)
    size = f"law {_bytes(before)}, language {_bytes(language)}"
    found = [Row(PEER, f"before {_bytes(before)}, after {_bytes(after)}", timed(lambda: _peer(before, after)))]
    body: dict[str, object] = {"law": {"text": before}, "amendment": language}
    with running() as service:
        posted = timed(lambda: service.post("/redline", body))
        got = timed(lambda: service.get(f"/bills/{BILL}/redline"))
    whole = f"2 laws, bill {_bytes(text.write(bill))}"
    said, law_node = text.read(language, bill=True), text.read(before)
    return [
        Row("POST /redline, both texts sent", size, posted, PEER),
        Row("GET /bills/…/redline, whole bill", whole, got, PEER),
        Row("redline in process", size, timed(lambda: html.write(_amended(said, law_node))), PEER),
        *found,
        Row("reading the language", _bytes(language), timed(lambda: parse(text.read(language, bill=True)))),
        Row("reading the section", _bytes(before), timed(lambda: text.read(before))),
    ]


def many(corpus: Path, *, workers: int = 0) -> Many:
    """All pairs of the corpus, amended in one run; then `redlines` on the same texts before and after."""
    jobs = corpus / "pairs" / "jobs.jsonl"
    workers = workers or min(os.cpu_count() or 1, 8)
    start = perf_counter()
    results = crew.run(jobs, workers=workers)
    taken = perf_counter() - start
    befores = [(corpus / "pairs" / job["statute"]).read_text(encoding="utf-8") for job in batch.jobs(jobs)]
    start = perf_counter()
    for before, result in zip(befores, results, strict=True):
        _peer(before, result["text"])
    return Many(len(results), sum(map(_size, befores)), workers, taken, perf_counter() - start)


def as_dict(found: list[Row], several: Many | None, machine: str) -> dict[str, Any]:
    """The figures as plain values, for docs/bench.json."""
    return {
        "machine": machine,
        "rows": [asdict(row) for row in found],
        "many": asdict(several) if several is not None else None,
    }


def _amended(bill: Node, law: Node) -> Node:
    return amend_law(bill, law).laws[0].redline


def _section(bill: Node) -> Node:
    """The section of a bill whose instructions come first."""
    first = parse(bill)[0]
    return next(n for n in trail(bill, first.span.leaf) if n.kind == "section")


def _peer(before: str, after: str) -> str:
    from redlines import Redlines

    return str(Redlines(before, after).output_markdown)


def _size(words: str) -> int:
    return len(words.encode())


def _bytes(words: str) -> str:
    return f"{_size(words):,} B"
