"""References as they are printed, read to the paths they lead to; and how that agrees with the markup of real law."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import citations
from drafting.amend import amend_law
from statute import references
from statute.citation import subject
from statute.formats import text
from statute.library import Shelf
from statute.node import words

HERE = "/us/usc/t41/s1101"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("section 7103 of this title", "/us/usc/t41/s7103"),
        ("Section 3553(b)(1) of title 44, United States Code", "/us/usc/t44/s3553/b/1"),
        ("section 2601 of Title 29, Labor", "/us/usc/t29/s2601"),
        ("chapter 58 of title 28, United States Code", "/us/usc/t28/ch58"),
        ("Subchapter II of chapter 138 of title 10, United States Code", "/us/usc/t10/ch138/schII"),
        ("title 44, United States Code", "/us/usc/t44"),
        ("51 USC 40901 note", "/us/usc/t51/s40901"),
        ("42 U.S.C. 1395w–4(a)(1)", "/us/usc/t42/s1395w-4/a/1"),
        ("15 U.S.C. 2201 et seq.", "/us/usc/t15/s2201"),
        ("42 U.S.C. 12744–12753", "/us/usc/t42/s12744"),
        ("5 U.S.C. App. 3", "/us/usc/t5a/s3"),
        ("Pub. L. 94–553, title I, §\u202f101", "/us/pl/94/553/tI/s101"),
        ("Pub. L. 107–273, div. C, title III, § 13202(a)(5)", "/us/pl/107/273/dC/tIII/s13202/a/5"),
        ("Pub. L. 106–113, § 1000(a)(9) [title IV, § 4732(a)(10)(A)]", "/us/pl/106/113/s1000/a/9/tIV/s4732/a/10/A"),
        ("section 4(b) of Pub. L. 97–454", "/us/pl/97/454/s4/b"),
        ("section 727 of division A of Public Law 112–55", "/us/pl/112/55/dA/s727"),
        ("June 18, 1929, ch. 28, § 3", "/us/act/1929-06-18/ch28/s3"),
        ("act Aug. 14, 1935, ch. 531", "/us/act/1935-08-14/ch531"),
        ("section 53 of the Act of August 10, 1956", "/us/act/1956-08-10/s53"),
        ("112 Stat. 2681–792", "/us/stat/112/2681-792"),
        ("70A Stat. 676", "/us/stat/70A/676"),
        ("81 Fed. Reg. 58562", "/us/fr/81/58562"),
        ("section 213.3(d) of title 12, Code of Federal Regulations", "/us/cfr/t12/s213.3/d"),
        ("part 68 of title 36, Code of Federal Regulations", "/us/cfr/t36/p68"),
    ],
)
def test_a_reference_leads_to_its_path(said: str, path: str) -> None:
    assert references.leads_to(said, at=HERE) == path


@pytest.mark.parametrize(
    "said", ["", "nothing of the kind", "101", "Feb. 31, 1929, ch. 28", "section 7103 of this title", "(" * 5_000]
)
def test_what_names_no_place_leads_nowhere(said: str) -> None:
    assert references.leads_to(said) == ""


def test_what_the_words_leave_open_is_taken_from_the_words_after_them() -> None:
    assert references.leads_to("chapter 7", after="of title 5, United States Code, is amended") == "/us/usc/t5/ch7"
    assert references.leads_to("section 4192", after="of the Internal Revenue Code of 1986 (as") == "/us/usc/t26/s4192"
    assert references.leads_to("chapter 7", after="of the report") == ""


def test_a_shelf_finds_a_law_as_the_editors_cite_it() -> None:
    law, node = Shelf.of_fixtures().provision("Pub. L. 102–511, title IX, § 907")
    assert law.address(node.id) == "/us/pl/102/511/s907"


def test_a_range_as_the_subject_takes_in_all_that_the_law_has_between_its_ends() -> None:
    law = text.read(
        "SEC. 6. LIST.\n    It covers—\n    (1) a case;\n    (2) a coil;\n    (2A) a cap;\n    (3) a cup; and\n    (4) a can."
    )
    said = "Paragraphs (1) through (3) of section 6 of the Widget Safety Act are repealed."
    (amended,) = amend_law(text.read(said, bill=True), law).laws
    assert words(amended.after) == "SEC. 6. LIST. It covers— (4) a can."
    assert subject("subsections (a) through (c) of section 6 of the Widget Safety Act") == []


def test_our_reading_agrees_with_the_markup_of_real_law(corpus: Path) -> None:
    found = citations.measured(corpus, every=23)
    assert found.number > 500
    assert found.share >= 0.97, dict(found.examples)
    assert found.same / found.number >= 0.9
