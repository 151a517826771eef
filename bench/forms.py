"""`python -m bench.forms`: docs/forms.md, the lines of the phrasebook with a sentence of each read."""

from __future__ import annotations

import re

from bench import DOCS
from drafting.grammar import Line, Table
from drafting.phrasebook import ACTS, HEADS, LOCATORS, PLACES, QUALIFIERS

PAGE = DOCS / "forms.md"
TOP = """# Forms of amendatory language

Made by `python -m bench.forms` from `drafting/phrasebook.py`; not to be changed by hand.

A sentence is put together from these lines: an act, the thing it acts on, what qualifies that thing, the
place where new matter goes, and the place in the target. In a sentence, `[x]` is read and not written,
`(x|y)` are alternatives of which the first is written, and `{x}` is filled by a thing, a place or matter.
"""
TABLES = {
    "Acts": (ACTS, "What an instruction does."),
    "Things": (HEADS, "What is struck, restated, redesignated, or stood beside."),
    "Qualifiers": (QUALIFIERS, "What follows a thing and says more of it."),
    "Places for new matter": (PLACES, "Where it is inserted or added."),
    "Places in the target": (LOCATORS, "Where in the cited provision the act takes place."),
}


def written() -> str:
    """The page, from the phrasebook as it stands."""
    return "\n".join([TOP, *(_chapter(name, *of) for name, of in TABLES.items())])


def _chapter(name: str, table: Table, opening: str) -> str:
    rows = "".join(_row(line) for line in table.lines)
    return f"## {name}\n\n{opening}\n\n| form | sentence | example |\n| --- | --- | --- |\n{rows}"


def _row(line: Line) -> str:
    sentence = line.sentence.replace("|", "\\|")
    return f"| {line.form} | `{sentence}` | {_example(line.example)} |\n"


def _example(example: str) -> str:
    """An example with quoted words for its Q, each another letter, and a block for its B."""
    letters = iter("ABCDEFG")
    said = re.sub(r"\bQ\b", lambda _: f"“{next(letters)}”", example)
    return re.sub(r"(?<=[: ])B(?=$| at )", "“(1) …”", said)


def main() -> None:
    """Writes the page."""
    PAGE.write_text(written(), encoding="utf-8")
    print(f"Wrote docs/{PAGE.name}.")


if __name__ == "__main__":
    main()
