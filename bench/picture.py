"""`python -m bench.picture`: docs/redline.svg, the redline of section 907 as a terminal shows it."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from bench import DOCS
from drafting.amend import amend, shown
from statute import bills
from statute.library import Shelf

PICTURE = DOCS / "redline.svg"
BILL, WIDTH = "section-907-certification", 104

#: Ink on paper; red and green keep 4.5:1 against it, and struck matter is struck through besides.
PAPER = TerminalTheme(
    (255, 255, 255),
    (30, 30, 34),
    [
        (30, 30, 34), (176, 26, 26), (16, 110, 50), (140, 90, 0),
        (30, 70, 160), (120, 40, 130), (0, 105, 115), (90, 90, 96),
    ],
)  # fmt: skip


def drawn() -> str:
    """The picture as SVG, with the fonts of the reader's machine: it asks nothing of any network."""
    shelf = Shelf.of_fixtures()
    report = amend(bills.find(BILL).node, shelf)
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, no_color=False,
        color_system="standard", legacy_windows=False, highlight=False, emoji=False, markup=False,
    )  # fmt: skip
    shown.show(report, console, {law.path: law.name for law in shelf.laws})
    svg = console.export_svg(title="ramseyer redline", theme=PAPER, unique_id="redline")
    return re.sub(r"\s*(?:@font-face \{.*?\}|<!--.*?-->)\n", "\n", svg, flags=re.S)


def main() -> None:
    """Draws the picture into docs."""
    DOCS.mkdir(exist_ok=True)
    PICTURE.write_text(drawn(), encoding="utf-8")
    print(f"Wrote docs/{PICTURE.name}.")


if __name__ == "__main__":
    main()
