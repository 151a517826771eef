"""The library: files brought in once and whole, found by citation, name and words, as of any date, on two databases."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from drafting.amend import amend
from drafting.check import check_bill
from statute import fixtures, formats
from statute.errors import Refusal
from statute.formats import uslm
from statute.library import Shelf
from statute.node import same, walk, words
from statute.shelf import around, cutting, intake
from statute.shelf import words as marks
from statute.shelf.dating import Moment
from statute.shelf.stored import Stored
from statute.shelf.tables import LINKS, METADATA, NAMES, PIECES, SOURCES, TEXTS
from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
_NUMBERS = count()

#: A title of the Code of three sections in two chapters, at two release points.
TITLE = """<?xml version="1.0" encoding="UTF-8"?>
<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" identifier="/us/usc/t99">
<meta><dc:title>Title 99</dc:title><docPublicationName>Online@{release}</docPublicationName>
<property role="is-positive-law">{positive}</property><dcterms:created>{date}T05:00:00</dcterms:created></meta>
<main><title identifier="/us/usc/t99"><num value="99">Title 99—</num><heading>WIDGETS</heading>
<toc><layout><tocItem><column><ref href="/us/usc/t99/s1">1</ref></column></tocItem></layout></toc>
<chapter identifier="/us/usc/t99/ch1"><num value="1">CHAPTER 1—</num><heading>GENERAL</heading>
<section identifier="/us/usc/t99/s1"><num value="1">§ 1.</num><heading> Definitions</heading>
<content> The term “widget” has the meaning given in <ref href="/us/usc/t99/s2/a">section 2(a) of this title</ref>.</content>
<sourceCredit>(<ref href="/us/pl/91/1/s2">Pub. L. 91–1, § 2</ref>, <ref href="/us/stat/84/1">84 Stat. 1</ref>.)</sourceCredit>
<notes type="uscNote"><note topic="shortTitle"><heading>Short Title</heading><p><ref href="/us/pl/91/1/s1">Pub. L.
91–1, § 1</ref>, <ref href="/us/stat/84/1">84 Stat. 1</ref>, provided that: <quotedContent
origin="/us/pl/91/1/s1">“This Act [enacting this title] may be cited as the ‘Widget Safety Act of 1970’ or the
‘WISA’.”</quotedContent></p></note>
<note topic="referencesInText"><heading>References in Text</heading><p>The Gadget Act of 1968, referred to in text, is
<ref href="/us/pl/90/5">Pub. L. 90–5</ref>, Mar. 1, 1968, 82 Stat. 7, which is classified generally to chapter 9 (§ 901
et seq.) of Title 98.</p></note></notes></section>
<section identifier="/us/usc/t99/s2"><num value="2">§ 2.</num><heading> Limits</heading>
<subsection identifier="/us/usc/t99/s2/a"><num value="a">(a)</num><content> The limit is {days} days.</content></subsection>
<subsection identifier="/us/usc/t99/s2/b"><num value="b">(b)</num><content> Naïve widgets are exempt.</content></subsection>
</section></chapter>
<chapter identifier="/us/usc/t99/ch2"><num value="2">CHAPTER 2—</num><heading>ENFORCEMENT</heading>{more}</chapter>
</title></main></uscDoc>
"""
THIRD = """<section identifier="/us/usc/t99/s3"><num value="3">§ 3.</num><heading> Penalties</heading>
<content> Whoever violates <ref href="/us/usc/t99/s2">section 2 of this title</ref> shall be fined.</content></section>"""
OLD = TITLE.format(release="113-31", date="2013-07-26", days=30, more="", positive="yes")
NEW = TITLE.format(release="119-36", date="2025-03-03", days=60, more=THIRD, positive="yes")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    with postgres.server() as url:
        yield url


BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"])


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty library: a file, or a database of its own on a real server."""
    return _empty(kind, request, tmp_path)


def _empty(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if kind == "sqlite":
        return str(folder / "library.db")
    url: str = request.getfixturevalue("postgresql")
    name = f"shelf_{os.getpid()}_{next(_NUMBERS)}"
    with Stored.open(url).engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return url.replace("/postgres?", f"/{name}?")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The title at both release points, in files."""
    return _files(tmp_path)


def _files(folder: Path) -> list[Path]:
    for name, data in (("old.xml", OLD), ("new.xml", NEW)):
        (folder / name).write_text(data, encoding="utf-8")
    return [folder / "old.xml", folder / "new.xml"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """A library of the title at both release points, and of the laws that come with the project; only read."""
    folder = tmp_path_factory.mktemp("shelf")
    place, files = _empty(request.param, request, folder), _files(folder)
    found = Stored.open(place, create=True)
    laws = [entry.law for entry in fixtures.entries() if entry.law is not None]
    states = [entry.state for entry in intake.add(found.engine, [*files, *laws])]
    assert states == ["added"] * len(states)
    return found


def problem(shelf: Stored, said: str) -> tuple[str, list[str]]:
    with pytest.raises(Refusal) as caught:
        shelf.provision(said)
    return caught.value.problem.code, [s.words for s in caught.value.problem.suggestions]


# ---- finding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["99 U.S.C. 2(a)", "section 2(a) of title 99, United States Code", "/us/usc/t99/s2/a"])
def test_a_provision_of_the_code_is_found_and_its_title_is_not_read(shelf: Stored, said: str) -> None:
    law, node = shelf.provision(said)
    assert (law.path, law.address(node.id)) == ("/us/usc/t99/s2", "/us/usc/t99/s2/a")
    assert words(node) == "(a) The limit is 60 days."
    assert law.as_of == "Public Law 119–36, 2025-03-03"


def test_the_text_of_a_date_answers(shelf: Stored) -> None:
    for moment, days in (
        ("2014-01-01", 30),
        ("113-31", 30),
        ("118-200", 30),
        ("119-36", 60),
        ("2026-01-01", 60),
        ("", 60),
    ):
        assert f"{days} days" in words(shelf.as_of(moment).provision("99 U.S.C. 2(a)")[1]), moment


def test_a_section_not_yet_enacted_is_not_answered_by_a_later_text(shelf: Stored) -> None:
    assert shelf.provision("99 U.S.C. 3")[1].kind == "section"
    assert problem(shelf.as_of("2014-01-01"), "99 U.S.C. 3")[0] == "M04"


def test_before_the_first_text_there_is_none_and_the_dates_held_are_told(shelf: Stored) -> None:
    code, choices = problem(shelf.as_of("2000-01-01"), "99 U.S.C. 2")
    assert (code, choices[0]) == ("M32", "Public Law 113–31, 2013-07-26")


def test_a_chapter_of_the_code_is_called_and_addressed_by_its_path(shelf: Stored) -> None:
    law, chapter = shelf.provision("/us/usc/t99/ch1")
    assert law.address(chapter.id) == "/us/usc/t99/ch1"
    assert law.title(chapter) == "chapter 1 of title 99, United States Code"
    law, limit = shelf.provision("99 U.S.C. 2(a)")
    assert law.title(limit) == "99 U.S.C. 2(a)"


def test_a_path_to_nothing_is_not_answered_by_the_law_it_begins_with(shelf: Stored) -> None:
    assert problem(shelf, "/us/usc/t99/xyz")[0] == "M04"
    assert problem(shelf, "/us/usc/t99/s")[0] == "M04"


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(Refusal, match="F09"):
        Moment.read("last Tuesday")


def test_names_are_those_the_laws_give_and_the_unknown_gets_the_nearest(shelf: Stored) -> None:
    (known,) = shelf.names_like("Widget Safety Act")
    assert (known.law, known.stat, known.code) == ("/us/pl/91/1", "84 Stat. 1", "99 U.S.C. 1 note")
    assert shelf.names_like("WISA")[0].law == "/us/pl/91/1"
    assert shelf.names_like("Gadget Act of 1968")[0].code == "98 U.S.C. 901 et seq."
    code, choices = problem(shelf, "section 1 of the Wigdet Safety Act of 1970")
    assert (code, choices[0]) == ("M01", "Widget Safety Act of 1970")


def test_a_law_known_by_name_and_not_held_says_where_the_code_has_it(shelf: Stored) -> None:
    assert problem(shelf, "section 4 of the Gadget Act of 1968") == ("M35", ["98 U.S.C. 901 et seq."])


def test_a_law_set_out_in_a_note_is_found(shelf: Stored) -> None:
    law, node = shelf.provision("section 1 of the Widget Safety Act of 1970")
    assert (law.path, law.code) == ("/us/pl/91/1", "99 U.S.C. 1 note")
    assert "may be cited" in words(node)


def test_a_missing_section_gets_the_nearest(shelf: Stored) -> None:
    code, choices = problem(shelf, "99 U.S.C. 22")
    assert (code, choices[0]) == ("M04", "section 2")


def test_the_library_and_the_shelf_in_memory_answer_alike(shelf: Stored) -> None:
    memory = Shelf.of_fixtures()
    for law in memory.laws:
        held = shelf.provision(law.path)[0]
        assert same(held.node, law.node)
        assert held.name == law.name
    for said in ("section 907 of the FREEDOM Support Act", "22 U.S.C. 5812 note", "section 2 of Public Law 1–1"):
        try:
            expected = memory.provision(said)[0].path
        except Refusal as refusal:
            expected = refusal.problem.code
            with pytest.raises(Refusal, match=expected):
                shelf.provision(said)
            continue
        assert shelf.provision(said)[0].path == expected


def test_a_bill_is_carried_out_on_the_library_as_on_the_shelf_in_memory(shelf: Stored) -> None:
    bill = formats.read_any((ROOT / "fixtures/section-907-certification/bill.xml").read_bytes(), bill=True)
    one, other = amend(bill, shelf), amend(bill, Shelf.of_fixtures())
    assert one.status == other.status == "executed"
    assert [words(law.after) for law in one.laws] == [words(law.after) for law in other.laws]


def test_a_bill_amends_the_code_in_the_library(shelf: Stored) -> None:
    said = "Section 2(a) of title 99, United States Code, is amended by striking “60 days” and inserting “90 days”."
    (law,) = amend(formats.read_any(said, bill=True), shelf).laws
    assert law.path == "/us/usc/t99/s2"
    assert "The limit is 90 days." in words(law.after)


def test_what_the_notes_do_not_set_out_of_an_act_is_amended_where_the_code_prints_it(shelf: Stored) -> None:
    said = (
        "Section 2 of the Widget Safety Act of 1970 (99 U.S.C. 1) is amended by inserting “, as amended” after “title”."
    )
    (law,) = amend(formats.read_any(said, bill=True), shelf).laws
    assert law.path == "/us/usc/t99/s1"
    assert "in section 2(a) of this title, as amended." in words(law.after)


def test_what_other_sections_of_the_library_say_of_a_change_is_told_with_its_amendment(shelf: Stored) -> None:
    said = "Section 2 of title 99, United States Code, is amended by redesignating subsection (a) as subsection (c)."
    checked = check_bill(formats.read_any(said, bill=True), shelf)
    assert [p.place for p in checked.problems if p.code == "W14"] == ["section 1 of title 99, United States Code"]
    (mending,) = checked.conforming
    assert mending == "Section 1 of title 99, United States Code, is amended by striking “2(a)” and inserting “2(c)”."
    assert amend(formats.read_any(mending, bill=True), shelf).status == "executed"


# ---- around ----------------------------------------------------------------------------------------


def test_contents_neighbours_and_the_levels_above(shelf: Stored) -> None:
    title, section = shelf.at("/us/usc/t99"), shelf.at("/us/usc/t99/s2")
    assert title is not None and section is not None
    lines = [(line.path, line.depth) for line in around.contents(shelf, title)]
    assert lines == [
        ("/us/usc/t99/ch1", 0), ("/us/usc/t99/s1", 1), ("/us/usc/t99/s2", 1), ("/us/usc/t99/ch2", 0), ("/us/usc/t99/s3", 1),
    ]  # fmt: skip
    assert [line.path for line in around.above(shelf, section)] == ["/us/usc/t99", "/us/usc/t99/ch1"]
    before, after = around.neighbours(shelf, section)
    assert before is not None and after is not None
    assert (before.path, after.heading) == ("/us/usc/t99/s1", "Penalties")


def test_references_lead_both_ways_with_their_words(shelf: Stored) -> None:
    section = shelf.at("/us/usc/t99/s1")
    assert section is not None
    out = {(r.target, r.role) for r in around.references_from(shelf, section, section.path)}
    assert {("/us/usc/t99/s2/a", "text"), ("/us/pl/91/1/s2", "credit"), ("/us/pl/90/5", "note")} <= out
    into = {(r.place, r.words) for r in around.references_to(shelf, "/us/usc/t99/s2", most=10)}
    assert into == {("/us/usc/t99/s1", "section 2(a) of this title"), ("/us/usc/t99/s3", "section 2 of this title")}
    older = around.references_to(shelf.as_of("113-31"), "/us/usc/t99/s2", most=10)
    assert [r.place for r in older] == ["/us/usc/t99/s1"]
    assert around.references_to(shelf, "/us/usc/t99/s2/b", most=10) == []


@pytest.mark.parametrize(
    ("asked", "paths"),
    [
        ("azerbaijan demonstrable", ["/us/pl/102/511/s907"]),
        ("“demonstrable steps”", ["/us/pl/102/511/s907"]),
        ("“steps demonstrable”", []),
        ("widget penalt*", []),
        ("penalt*", ["/us/usc/t99/s3"]),
        ("the days limit", ["/us/usc/t99/s2"]),
    ],
)
def test_words_are_found_once_in_the_text_that_answers(shelf: Stored, asked: str, paths: list[str]) -> None:
    hits = [hit for hit in around.find_words(shelf, asked) if not hit.line.path.startswith("/us/pl/107/115")]
    assert [hit.line.path for hit in hits] == paths
    for hit in hits:
        assert marks.OPEN in hit.context and marks.CLOSE in hit.context


def test_words_are_found_in_one_law_as_of_a_date(shelf: Stored) -> None:
    assert [h.line.path for h in around.find_words(shelf.as_of("113-31"), "fined")] == []
    assert [h.line.path for h in around.find_words(shelf, "limit", law="/us/usc/t99")] == ["/us/usc/t99/s2"]
    assert around.find_words(shelf, "limit", law="/us/pl/102/511") == []


@pytest.mark.parametrize("asked", ["", "  ", "“”", "(", "*", "a" * 500, " ".join(f"w{n}" for n in range(99))])
def test_a_question_without_words_is_refused(shelf: Stored, asked: str) -> None:
    with pytest.raises(Refusal, match="F09"):
        around.find_words(shelf, asked)


@pytest.mark.parametrize(
    "asked", ["AND", "NEAR(a b)", 'x" OR "y', "heading:x", "a & !b", "x <-> y", "'; DROP TABLE text", "50%"]
)
def test_a_question_is_words_and_no_language(shelf: Stored, asked: str) -> None:
    assert isinstance(around.find_words(shelf, asked), list)


# ---- bringing in -----------------------------------------------------------------------------------


def counts(shelf: Stored) -> list[int]:
    with shelf.engine.connect() as connection:
        return [
            connection.execute(select(func.count()).select_from(t)).scalar_one()
            for t in (SOURCES, TEXTS, PIECES, NAMES, LINKS)
        ]


@BOTH
def test_a_file_is_brought_in_once(place: str, files: list[Path]) -> None:
    found = Stored.open(place, create=True)
    assert [entry.state for entry in intake.add(found.engine, [*files, files[0]])] == ["added", "added", "held"]
    before = counts(found)
    assert [entry.state for entry in intake.add(Stored.open(place).engine, files)] == ["held", "held"]
    assert counts(found) == before


BAD = {
    "torn.xml": NEW[: len(NEW) // 2],
    "entity.xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><uscDoc><main>&a;</main></uscDoc>',
    "other.xml": "<html><body/></html>",
    "empty.xml": "",
    "nameless.txt": "SEC. 2. LIMIT.\n    The limit is 30 days.",
    "later.xml": NEW.replace("Naïve", "&unknown;"),
}


@BOTH
def test_one_bad_file_is_told_and_the_rest_goes_on(place: str, tmp_path: Path, files: list[Path]) -> None:
    for name, data in BAD.items():
        (tmp_path / name).write_text(data, encoding="utf-8")
    found = Stored.open(place, create=True)
    entries = {e.file.name: e for e in intake.add(found.engine, intake.files_in([tmp_path]))}
    assert {name for name, e in entries.items() if e.state == "added"} == {"old.xml", "new.xml"}
    codes = {name: e.problem.code for name, e in entries.items() if e.problem is not None}
    assert codes == {
        "torn.xml": "F02", "entity.xml": "F03", "other.xml": "F07", "empty.xml": "F08", "nameless.txt": "F15", "later.xml": "F03",
    }  # fmt: skip
    assert counts(found)[:2] == [2, 2]


@BOTH
def test_text_and_json_are_kept_where_it_is_said_which_law_they_are(place: str, tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text("SEC. 2. LIMIT.\n    (a) In General.—The limit is 30 days.", encoding="utf-8")
    found = Stored.open(place, create=True)
    (entry,) = intake.add(found.engine, [tmp_path / "law.txt"], intake.Told("/us/pl/91/7", "1970-01-02"))
    assert entry.state == "added"
    law, node = found.provision("section 2(a) of Public Law 91–7")
    assert words(node) == "(a) In General The limit is 30 days."
    assert law.as_of == "1970-01-02"


@pytest.mark.parametrize("data", [OLD, NEW], ids=["old", "new"])
def test_the_pieces_make_the_file_again(tmp_path: Path, data: str) -> None:
    file = tmp_path / "title.xml"
    file.write_text(data, encoding="utf-8")
    bodies = []
    for cut in cutting.cut(file):
        from lxml import etree

        bodies.append((cut.ordinal, etree.tostring(cut.element, encoding="unicode", with_tail=False)))
    again = uslm.read("".join(cutting.whole(sorted(bodies))))
    assert [(n.kind, n.content if n.is_leaf else "", n.beside, n.attrs) for n in walk(again)] == [
        (n.kind, n.content if n.is_leaf else "", n.beside, n.attrs) for n in walk(uslm.read(data))
    ]


def test_real_files_are_cut_and_put_together_again(corpus: Path) -> None:
    from lxml import etree

    chosen = [
        "usc/113-31/usc09.xml",
        "comps/COMPS-1656.xml",
        "laws/115publ7-uslm.xml",
        "usc/119-100_sections/18_3014.xml",
    ]
    for file in (corpus / name for name in chosen):
        pieces = [
            (c.ordinal, etree.tostring(c.element, encoding="unicode", with_tail=False)) for c in cutting.cut(file)
        ]
        again, once = uslm.read("".join(cutting.whole(sorted(pieces)))), uslm.read(file.read_bytes())
        assert [(n.kind, n.content if n.is_leaf else "", n.attrs) for n in walk(again)] == [
            (n.kind, n.content if n.is_leaf else "", n.attrs) for n in walk(once)
        ]


_KILLED = """
import sys, time
from pathlib import Path
from statute.shelf import bulk, intake
from statute.shelf.stored import Stored
write = bulk.Rows.write
def slowly(self):
    write(self)
    print("written", flush=True)
    time.sleep(30)
shelf = Stored.open(sys.argv[1], create=True)
list(intake.add(shelf.engine, [Path(sys.argv[2])]))
bulk.Rows.write = slowly
list(intake.add(shelf.engine, [Path(sys.argv[3])]))
"""


@BOTH
def test_a_crash_in_the_middle_loses_and_doubles_nothing(place: str, files: list[Path]) -> None:
    command = [sys.executable, "-c", _KILLED, place, *map(str, files)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    found = Stored.open(place)
    for _ in range(100):  # a server may take a moment to see that its client is gone
        if counts(found)[0] == 1:
            break
        time.sleep(0.05)
    assert counts(found)[:2] == [1, 1]
    assert "30 days" in words(found.provision("99 U.S.C. 2(a)")[1])
    assert [entry.state for entry in intake.add(found.engine, files)] == ["held", "added"]
    assert counts(found)[:2] == [2, 2]
    with found.engine.connect() as connection:
        ordinals = connection.execute(select(PIECES.c.ordinal, PIECES.c.text)).all()
    assert len(ordinals) == len(set(ordinals))


# ---- the database ----------------------------------------------------------------------------------


@BOTH
def test_the_changes_make_the_tables_that_the_code_describes(place: str) -> None:
    found = Stored.open(place, create=True)
    with found.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _, name, *__: "wording" not in name}
        )
        assert compare_metadata(context, METADATA) == []


def test_no_library_is_a_plain_answer(tmp_path: Path) -> None:
    for there in (str(tmp_path / "none.db"), "postgresql://nobody@/none?host=/nowhere", "nonsense://x"):
        with pytest.raises(Refusal, match="F14"):
            Stored.open(there)
    (tmp_path / "text.db").write_text("This is no database, though it is long enough to be one." * 30, encoding="utf-8")
    with pytest.raises(Refusal, match="F14"):
        Stored.open(str(tmp_path / "text.db"))
