"""Bills and laws pasted from GPO's pages: the numbers of lines and the edges of pages are no words of theirs."""

from __future__ import annotations

import pytest

from drafting.instruction import Substitute
from drafting.parse import parse
from statute.formats import text
from statute.lines.galley import unnumbered
from statute.node import walk, words

PAGES = """\
                                 2
 1 SECTION 1. SHORT TITLE.
 2      This Act may be cited as the ``Widget Re-
 3 form Act of 2025''.
 4 SEC. 2. COST-SHARING REFORM.
 5      Section 5(a) of the Act (as amended) is amend-
•HR 1 IH
                                 3
 1 ed by striking ``may test'' and inserting ``shall cost-
 2 share''.
"""


def test_numbers_of_lines_are_no_words_and_broken_words_are_whole() -> None:
    tree = text.read(PAGES, bill=True)
    assert words(tree) == (
        "SECTION 1. SHORT TITLE. This Act may be cited as the “Widget Reform Act of 2025”. "
        "SEC. 2. COST-SHARING REFORM. Section 5(a) of the Act (as amended) is amended by striking “may test” and "
        "inserting “shall cost-share”."
    )
    assert [n.kind for n in walk(tree)].count("section") == 2
    assert any(isinstance(one.act, Substitute) for one in parse(tree))


def test_the_mark_of_a_page_in_the_statutes_at_large_is_no_word() -> None:
    law = text.read("SEC. 2. TERM.\n    The Board\n[[Page 128 STAT. 1193]]\n    may test.\n")
    assert "Page" not in words(law) and "may test." in words(law)


@pytest.mark.parametrize(
    "lines",
    [
        ["1  Apples", "2  Pears", "3  Plums"],
        ["1  SEC. 2. TERM.", "The term is", "3  amended", "4  by law."],
        ["1  Rate", "5  Rate", "9  Rate", "2  Rate"],
        ["(1) One;", "(2) two;", "(3) three; and", "(4) four."],
        [],
    ],
)
def test_numbers_that_no_page_bears_are_words(lines: list[str]) -> None:
    assert unnumbered(lines) == lines
