"""`python -m bench.forms`: docs/forms.md, the lines of the phrasebook with a sentence of each read."""

from __future__ import annotations

import re

from bench import DOCS
from drafting.grammar import Line, Table
from drafting.parse.rules import KINDS
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


#: What changes no word, and is not in the phrasebook or in the table of rules: forms with a sentence of each.
NOTED = (
    ("C23", "Section 5 of the Widget Act shall be applied by substituting “A” for “B”."),
    ("I2", "Any reference in a law to the Board shall be deemed to be a reference to the Commission."),
    ("H4", "The amendments made by this section shall take effect on January 1, 2027."),
    ("H5", "The amendment made by section 2 shall take effect as if included in the enactment of the Widget Act."),
    ("H6", "The amendments made by this section shall apply to taxable years beginning after December 31, 2027."),
    (
        "H7",
        "The amendment made by section 2 shall take effect on the date on which the Board certifies that it is due.",
    ),
    ("H11", "If the Gadget Act is enacted before this Act, the amendment made by section 2 shall not take effect."),
    ("H12", "Nothing in the amendments made by this section shall be construed to require a fee."),
)


def written() -> str:
    """The page, from the phrasebook as it stands."""
    return "\n".join([TOP, *(_chapter(name, *of) for name, of in TABLES.items()), _noted()])


def _noted() -> str:
    """The forms that are kept as notes, those of the bill's own amendments and those of laws that it names."""
    said = sorted(
        [*NOTED, *((kind.form, kind.example) for kind in KINDS)], key=lambda row: (row[0][0], int(row[0][1:]))
    )
    rows = "".join(f"| {form} | {example} |\n" for form, example in said)
    opening = "What changes no word of a law, and stands as a note with the provision it is said of."
    return f"## Notes\n\n{opening}\n\n| form | example |\n| --- | --- |\n{rows}"


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
