"""`python -m bench.pages`: docs/print-*.png, pages of prints as they come out of the house.

The pages are set by typst with the fonts that are in it, so that they are the same on every machine.  Each picture says
of which PDF it is, by its hash; two of the three are of laws in the corpus, and stay as they are where it is absent.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import DOCS, corpus
from drafting import prints
from drafting.amend import amend
from drafting.prints.manuscript import Look, Manuscript, clean, of_report
from statute import bills, formats
from statute.library import Shelf

#: How wide a page is in a picture, in inches, and how many dots an inch has.
WIDE, DOTS = 4, 110
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEAD = 33  # bytes of a PNG before its second chunk
_KEY = b"Source-SHA256\0"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, what is printed (None where the corpus is not at hand), the view, and which pages."""

    name: str
    made: Callable[[], Manuscript | None]
    view: str
    pages: tuple[int, ...]

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return DOCS / f"{self.name}.png"

    def pdf(self) -> bytes | None:
        """The print that it shows pages of."""
        manuscript = self.made()
        return None if manuscript is None else prints.write(manuscript, "pdf", Look(self.view))


def _shipped() -> Manuscript:
    shelf = Shelf.of_fixtures()
    report = amend(bills.find("section-907-certification").node, shelf)
    return of_report(report, {one.path: one for one in shelf.laws})


def _held(file: str, title: str) -> Callable[[], Manuscript | None]:
    def made() -> Manuscript | None:
        folder = corpus()
        return None if folder is None else clean(formats.read_any((folder / file).read_bytes(), bill=True), title)

    return made


PICTURES = (
    Picture("print-907", _shipped, "ramseyer", (1, 2)),
    Picture("print-bill", _held("bills_dtd/BILLS-119hr8045-Introduced-in-House.xml", "H. R. 8045"), "bill", (1, 3, 15)),
    Picture("print-tables", _held("usc/119-100_sections/26_1.xml", "26 U.S.C. 1"), "ramseyer", (1, 2)),
)


def source(png: bytes) -> str:
    """The hash of the PDF that a picture says it is of; "" where it says none."""
    at = png.find(b"tEXt" + _KEY)
    return png[at + 4 + len(_KEY) : at + 4 + len(_KEY) + 64].decode() if at >= 0 else ""


def drawn(pdf: bytes, pages: tuple[int, ...]) -> bytes:
    """Pages of a PDF side by side, as a PNG that says of which PDF it is."""
    import typst

    images = ", ".join(f'box(fill: white, image("made.pdf", page: {page}, width: {WIDE}in))' for page in pages)
    sheet = (
        "#set page(width: auto, height: auto, margin: 8pt, fill: luma(150))\n"
        f"#grid(columns: {len(pages)}, gutter: 8pt, {images})"
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "made.pdf").write_bytes(pdf)
        (Path(folder) / "sheet.typ").write_text(sheet, encoding="utf-8")
        png = typst.compile(f"{folder}/sheet.typ", root=folder, format="png", ppi=DOTS, ignore_system_fonts=True)
    assert isinstance(png, bytes) and png.startswith(_SIGNATURE)
    return png[:_HEAD] + _chunk(b"tEXt", _KEY + sha256(pdf).hexdigest().encode()) + png[_HEAD:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG (its length, kind, data and check sum)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main() -> None:
    """Draws the pictures into docs."""
    for picture in PICTURES:
        pdf = picture.pdf()
        if pdf is None:
            print(f"docs/{picture.path.name} stays as it is: the corpus is not at hand.")
            continue
        picture.path.write_bytes(drawn(pdf, picture.pages))
        print(f"Wrote docs/{picture.path.name}.")


if __name__ == "__main__":
    main()
