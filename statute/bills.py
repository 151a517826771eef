"""The bills that come with the project, each by the name of its folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from statute import card, fixtures, formats
from statute.errors import Refusal, Suggestion
from statute.names import nearest
from statute.node import Node


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill.  name: "section-907-certification".  title: its short title.  source: where it is from."""

    name: str
    title: str
    node: Node
    source: str = ""


@lru_cache(maxsize=1)
def of_fixtures() -> tuple[Bill, ...]:
    """The bills in order of name, read when first asked for."""
    return tuple(_read(entry) for entry in fixtures.entries() if entry.bill is not None)


def find(name: str) -> Bill:
    """The bill of this name.  Raises `Refusal` F11 where there is none, with the nearest names."""
    held = {bill.name: bill for bill in of_fixtures()}
    if name in held:
        return held[name]
    near = nearest(name, held) or tuple(held)
    choices = tuple(Suggestion(n, held[n].title) for n in near)
    raise Refusal.of("F11", f"There is no bill “{name}” here.", words=name, suggestions=choices)


def _read(entry: fixtures.Entry) -> Bill:
    assert entry.bill is not None
    data = entry.bill.read_text(encoding="utf-8")
    if entry.bill.suffix != ".xml":
        return Bill(entry.name, entry.name, formats.read_any(data, bill=True), entry.source)
    return Bill(entry.name, card.read(data).name or entry.name, formats.read_any(data), entry.source)
