"""New matter printed as the Code prints it: the Act's own words stand beside it in the redline and in every print."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from drafting import prints
from drafting.amend.outcome import Amended
from drafting.plan.printed import Printed
from drafting.prints.manuscript import Manuscript, Sheet
from drafting.redline import accept, reject
from statute.formats import text
from statute.node import same
from tests.test_translate import carried_out

SAYS = (
    "in subsection (a), by striking “is due” and inserting “under section 4(b) of the Widget Act is due”; and by adding at "
    "the end the following: “(c) Use.—So say section 4(a) of the Widget Act, section 4(a) of the Gadget Act, and title 5, "
    "United States Code.”"
)


@pytest.fixture(scope="module")
def amended() -> Amended:
    return carried_out(f"{SAYS}.", codify=True)


def test_each_stretch_has_the_acts_own_words_behind_it(amended: Amended) -> None:
    marked = text.write(amended.redline)
    assert "under section 9904(b) of this title» [the Act: section 4(b) of the Widget Act]« is due»" in marked
    assert "So say section 9904(a) of this title» [the Act: section 4(a) of the Widget Act]«, section 4(a)" in marked
    assert "title 5» [the Act: title 5, United States Code]«." in marked
    assert marked.count("[the Act:") == 3


def test_what_stands_beside_is_in_neither_law(amended: Amended) -> None:
    assert same(accept(amended.redline), amended.after) and same(reject(amended.redline), amended.before)
    assert "the Act:" not in text.write(amended.after) + text.write(amended.before) + text.write(
        reject(amended.redline)
    )


@pytest.mark.parametrize("form", [name for name in prints.PRINTS if name != "changes"])
def test_every_print_shows_it(amended: Amended, form: str) -> None:
    printed = prints.write(Manuscript("Changes", (Sheet(amended.redline),)), form)
    assert "[the Act: section 4(b) of the Widget Act]" in _words(printed, form)


def _words(printed: bytes, form: str) -> str:
    """The words of a print without its markup; the brackets of a bill are tags."""
    if form == "pdf":
        said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    elif form == "word":
        said = ZipFile(io.BytesIO(printed)).read("word/document.xml").decode()
    else:
        said = printed.decode()
    said = said.replace("<deleted-phrase>", "[").replace("</deleted-phrase>", "]").replace("\\", "")
    return " ".join(re.sub(r"<[^>]*>|\x1b\[[\d;]*m", "", said).split())


def test_words_that_a_later_line_cut_keep_what_is_left() -> None:
    printed = Printed.of("see section 4 and section 5 here", [(4, 13, "section 9904"), (18, 27, "section 9905")])
    assert printed.words == "see section 9904 and section 9905 here"
    assert list(printed.places("So see section 9904 and section 9905 here.")) == [(19, "section 4"), (36, "section 5")]
    assert list(printed.places("section 9905 here")) == [(12, "section 5")]
    assert list(printed.places("see here")) == []
