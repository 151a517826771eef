"""How much is read: the count of a text, the templates of real law, and a sample of real laws and bills."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import main
from bench.templates import Template, is_read, sentence, templates
from drafting.parse import parse
from drafting.parse.coverage import Coverage, template
from statute import formats
from statute.formats import text

HALF_READ = """SEC. 2. WIDGETS.
    (a) Findings.—Congress finds that adding fees raises costs, and that “a fee is a tax”.
    (b) Amendments.—Section 5 of the Widget Safety Act is amended—
        (1) by striking “may” and inserting “shall”; and
        (2) by inserting “fair” wherever it pleases the Board.
    (c) Effective Date.—This section takes effect on January 1, 2027.
"""


def covered(words: str) -> Coverage:
    found = Coverage()
    found.add(parse(text.read(words, bill=True)))
    return found


def test_an_instruction_that_is_not_read_is_counted_and_told_by_its_template() -> None:
    found = covered(HALF_READ)
    assert (found.measures, found.whole, found.segments, found.read) == (1, 0, 2, 1)
    assert list(found.unread) == ["inserting Q wherever it pleases the Board"]


def test_prose_without_an_amendment_is_no_measure() -> None:
    found = covered(
        "SEC. 2. FINDINGS.\n    Congress finds that adding “fees” raises costs, and transferring them too.\n"
    )
    assert found == Coverage()


def test_a_sentence_with_several_targets_is_one_segment() -> None:
    found = covered("Sections 5 and 6 of the Widget Safety Act are each amended by striking “may”.")
    assert (found.segments, found.read, found.whole) == (1, 1, 1)


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("striking “may” and inserting “shall”;", "striking Q and inserting Q"),
        ("inserting after paragraph (2)(A) the following: [quoted matter].", "inserting after L D the following: B"),
        ("redesignating subsections (b) through (d)", "redesignating L D-RANGE"),
        ("striking section 5, as added by section 3 of this Act", "striking L D, CTX"),
    ],
)
def test_a_template_keeps_the_language_and_drops_what_it_is_about(words: str, shape: str) -> None:
    assert template(words) == shape


def test_the_verb_counts_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(HALF_READ, encoding="utf-8")
    (tmp_path / "two.xml").write_text("<not", encoding="utf-8")
    result = CliRunner().invoke(main.app, ["coverage", str(tmp_path), "--json"])
    found = json.loads(result.stdout)["all"]
    assert result.exit_code == 0
    assert (found["segments"], found["read"], found["refused"]) == (2, 1, {"F02": 1})
    shown = CliRunner().invoke(main.app, ["coverage", str(tmp_path)])
    assert "50.0 %" in shown.stdout
    assert "inserting Q wherever it pleases the Board" in shown.stdout
    assert CliRunner().invoke(main.app, ["coverage", str(tmp_path / "none")]).exit_code == 2


def test_a_template_is_made_a_sentence() -> None:
    said = sentence(Template("striking L D-LIST and inserting the following: B", 1))
    assert said.startswith(
        "Section 5 of the Widget Act is amended by striking paragraphs (2), (3), and (5) and inserting"
    )
    assert not is_read(Template("striking whatever Q pleases", 1))


def test_the_common_templates_of_real_law_are_read(corpus: Path) -> None:
    common = templates(corpus / "olrc" / "templates.tsv")[:200]
    read = sum(one.count for one in common if is_read(one))
    assert read / sum(one.count for one in common) >= 0.98


def test_real_laws_and_bills_are_read(corpus: Path) -> None:
    found = Coverage()
    for file in sorted((corpus / "bills_dtd").rglob("*.xml"))[::12]:
        found.add(parse(formats.read_any(file.read_bytes(), bill=True)))
    assert found.segments > 200
    assert found.read / found.segments >= 0.95
    assert found.whole / found.measures >= 0.75
