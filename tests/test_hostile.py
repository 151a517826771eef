"""Input made to hang, to crash or to reach outside: each is refused with its code, or read as what it is."""

from __future__ import annotations

import faulthandler
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import statute
from drafting.amend import amend_law
from drafting.instruction import Unread
from drafting.parse import parse
from statute import citation, levels, search
from statute.errors import Refusal
from statute.formats import read_any, text, uslm
from statute.markup.tags import NAMESPACE
from statute.node import Node, leaves, walk, words

MB = 1_000_000
#: Seconds after which a test that hangs is stopped with its traceback: far more than any needs.
GUARD = 120


@pytest.fixture(autouse=True)
def _guard() -> Iterator[None]:
    faulthandler.dump_traceback_later(GUARD, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


def code_of(read: Callable[[], object]) -> str:
    """The code that reading is refused with; "" where it is read."""
    try:
        read()
    except Refusal as refusal:
        assert refusal.problem.hint
        return refusal.problem.code
    return ""


def law(body: str, before: str = "") -> str:
    """A law in USLM round this body, with these lines before its root."""
    return f'{before}<lawDoc xmlns="{NAMESPACE}"><main><section><num>1</num><content>{body}</content></section></main></lawDoc>'


# ---- entities and files elsewhere ------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
SECRET = "only on this machine"


@pytest.mark.parametrize(
    "document",
    [
        law("&l9;", f"<!DOCTYPE lawDoc [{LAUGHS}]>"),
        law('<ref href="&l9;">x</ref>', f"<!DOCTYPE lawDoc [{LAUGHS}]>"),
        law("x", '<!DOCTYPE lawDoc [<!ENTITY a "never used">]>'),
        law("x", "<!DOCTYPE lawDoc [<!ENTITY % p \"<!ENTITY q 'x'>\"> %p;]>"),
        law("x", '<!DOCTYPE lawDoc [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'),
        law("x", f"<!DOCTYPE lawDoc [{' ' * 3 * MB}<!ENTITY a 'late'>]>"),
        law("&undeclared;"),
        law("&nbsp;", '<!DOCTYPE lawDoc SYSTEM "http://127.0.0.1:9/law.dtd">'),
    ],
    ids=[
        "laughs",
        "laughs in an attribute",
        "unused",
        "parameter",
        "loop",
        "late",
        "undeclared",
        "of a DTD elsewhere",
    ],
)
def test_entities_are_refused(document: str) -> None:
    assert code_of(lambda: read_any(document)) == "F03"
    assert code_of(lambda: read_any(document.encode())) == "F03"
    assert code_of(lambda: read_any(document.encode("utf-16"))) == "F03"


def test_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for kind in ("SYSTEM", 'PUBLIC "x"'):
        document = law("&a;", f'<!DOCTYPE lawDoc [<!ENTITY a {kind} "{secret.as_uri()}">]>')
        assert code_of(lambda d=document: read_any(d)) == "F03"  # type: ignore[misc]
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    assert SECRET not in words(read_any(law(f"before {include} after")))


def test_a_document_type_elsewhere_is_allowed_and_not_fetched(tmp_path: Path) -> None:
    dtd = tmp_path / "law.dtd"
    dtd.write_text('<!ATTLIST section role CDATA "from the DTD">')
    tree = read_any(law("The words.", f'<!DOCTYPE lawDoc SYSTEM "{dtd.as_uri()}">'))
    assert "The words." in words(tree)
    assert not any(n.attr("role") for n in walk(tree))


# ---- what is no XML, or none of ours ---------------------------------------------------------------

WHOLE = '<?xml version="1.0" encoding="UTF-8"?>' + law("The <term>Secretary</term> shall &amp; may.")


@given(st.integers(1, len(WHOLE) - 1))
def test_xml_cut_short_is_refused(size: int) -> None:
    assert code_of(lambda: uslm.read(WHOLE[:size])) in ("F02", "F06")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "F07"),
        ("<html><body><p>Section 1.</p></body></html>", "F07"),
        ("<a/>", "F07"),
        ("<a><b></a></b>", "F02"),
        ("<", "F02"),
        ("<?xml version='1.0'?>", "F02"),
        ("<a b='1' b='2'/>", "F02"),
        ("<a/><b/>", "F02"),
        ("<?xml version='1.0' encoding='nonesuch'?><lawDoc/>", ""),
        (law("a\x00b"), "F06"),
        (law("x" * 5000 + "\x00"), "F06"),
        (law("a\x07b"), "F06"),
        (law("a&#7;b"), "F06"),
        (law("a\ud800b"), "F06"),
        (law("<i>" * 10_000 + "</i>" * 10_000), "F05"),
        (law("<i>" * 220 + "x" + "</i>" * 220), "F05"),
        (law("<i>" * 10_000), "F05"),
        ("<?xml version='1.0'" + " " * 300_000 + "?><lawDoc/>", ""),
        ("{" + '"kind":"law","parts":[{' * 10_000, "F05"),
        ('{"kind"' + "[" * 100_000, "F09"),
    ],
)
def test_each_fault_has_its_code(document: str, code: str) -> None:
    found = code_of(lambda: read_any(document))
    assert found in ((code, "F08") if not code else (code,))


@pytest.mark.parametrize(
    "data",
    [
        law("x").encode().replace(b"x</content>", b"\xff\xfe\xc0</content>"),
        b'<?xml version="1.0" encoding="nonesuch"?>' + law("x").encode(),
        b"The \xff law.",
        b"The \xc0\xaf law.",
        b"<\x00l\x00a\x00w",
        "SEC. 1. The law.".encode("utf-16"),
        b"\x00" * 1000,
        b"\x7fELF\x02\x01\x01\x00",
        b"PK\x03\x04\x14\x00\x08\x08",
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    assert code_of(lambda: read_any(data)) == "F06"


@pytest.mark.parametrize("nothing", ["", " ", "\n\n\t", "\ufeff", "\u00a0", law("").replace("<num>1</num>", "")])
def test_nothing_is_refused_as_nothing(nothing: str) -> None:
    assert code_of(lambda: read_any(nothing)) in ("F08", "") if nothing.startswith("<") else "F08"
    assert code_of(lambda: read_any(nothing.encode())) == code_of(lambda: read_any(nothing))


@given(st.one_of(st.text(), st.text().map(law), st.text().map(lambda t: f"<{t}")), st.booleans())
@example("SEC. 1. \x85(a)\u2028(1)", True)
@example("“" * 50, True)
@example("| | |", False)
def test_any_text_is_read_or_refused(junk: str, bill: bool) -> None:
    code = code_of(lambda: read_any(junk, bill=bill))
    assert code == "" or code[0] == "F"


@given(st.binary())
def test_any_bytes_are_read_or_refused(junk: bytes) -> None:
    code = code_of(lambda: read_any(junk))
    assert code == "" or code[0] == "F"


def test_what_is_no_law_is_read_as_the_text_that_it_is() -> None:
    lorem = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor. " * 50
    assert words(read_any(lorem)) == lorem.strip()


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x0c", "\x1b", "\x7f", "\ufffe", "\uffff", "\ud800"])
def test_control_characters_are_refused_with_their_line(character: str) -> None:
    with pytest.raises(Refusal) as refusal:
        text.read(f"SEC. 1. HEADING.\nOne\nTwo{character}")
    assert (refusal.value.problem.code, refusal.value.problem.place) == ("F06", "line 3")


# ---- much of it ------------------------------------------------------------------------------------


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    assert code_of(lambda: text.read("a" * 50 * MB)) == "F04"
    assert code_of(lambda: text.read("The law.\n" * 6 * MB)) == "F04"
    assert code_of(lambda: read_any(b"<a>" + b" " * 125 * MB + b"</a>")) == "F04"
    assert code_of(lambda: read_any(law("word " * 10 * MB))) == "F04"
    assert code_of(lambda: read_any('{"kind":"law","words":"' + "a" * 125 * MB)) == "F04"


def test_fifty_megabytes_of_xml_are_read() -> None:
    tree = read_any(law("<p>" + "word " * 1_800_000 + "</p>" + ("<p>" + "x" * 9 * MB + "</p>") * 4 + "<p>end</p>"))
    assert sum(len(leaf.words) for leaf in leaves(tree)) > 44 * MB


def test_a_deep_outline_is_refused_or_read() -> None:
    cycle = ("(a)", "(1)", "(A)", "(i)", "(I)", "(aa)", "(AA)")
    deep = "\n".join(f"{' ' * n}{cycle[n % 7]} Words" for n in range(3_000))
    assert code_of(lambda: text.read(deep)) == "F05"
    flat = "\n".join(f"{cycle[n % 7]} Words" for n in range(10_000))
    assert words(text.read(flat)).count("Words") == 10_000
    assert "".join(words(text.read("(a)(1)(A)" * 23_000)).split()) == "(a)(1)(A)" * 23_000


@pytest.mark.parametrize("bill", [False, True])
@pytest.mark.parametrize(
    "line",
    [
        "The Secretary shall act without a break in this long paragraph of words\n",
        "“(a) Matter”.\n", "“Quoted\n", "(1) by striking:\n“(a) Matter”;\n", "(a) Heading.—", "SEC. 1. HEADING\n",
        "a | b\n", "[sic] ", "x [22 U.S.C. 1] ", "“", "”", "\t", "[", ". ", "(i) Word\n", "“(a) A”\n“(b) B”.\n",
    ],
)  # fmt: skip
def test_long_runs_of_one_thing_are_read(line: str, bill: bool) -> None:
    said = code_of(lambda: text.read("Law:\n" + line * (200_000 // len(line)), bill=bill))
    assert said in ("", "F05")


@pytest.mark.parametrize(
    "element",
    [
        "<i>x</i>", "<br/>", "<quotedText>x</quotedText>", "<ins class='i1'>x</ins>", "<del>y</del><ref>x</ref>", "[sic] ",
        "<p>x</p>", "<footnote>x</footnote>", "<quotedContent>x</quotedContent>.", "<i>\ue000</i>", "<page>1</page>", "a ",
        "<inline role='editorial'>[x]</inline>", "<ref>a</ref> [22 U.S.C. 1] ", "<subsection><num>(a)</num></subsection>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "<quotedContent>{}</quotedContent>", "<p xml:space='preserve'>{}</p>"])
def test_many_of_one_element_are_read(element: str, around: str) -> None:
    assert code_of(lambda: read_any(law(around.format(element * 10_000)))) == ""


# ---- patterns that look back -----------------------------------------------------------------------

UNITS = (
    " ", "\n", "\u00a0", ".", "..", ". ", "(", ")", "()", "(a)", "(1)", "—", "-", "1-", "a-", "A", "a", "1", "é", "1,", "a.", "A. ",
    "section ", "section 5, ", "sections 1 and ", "Title ", "title I of ", "of ", "of the Act ", "Act of ", "A Act ", ", and ",
    "under the heading “", "“", "“a”", "[", "[U.S.C. ", "22 U.S.C. 1 ", "22 U.S.C. 1, ", "as amended ", ", as added ", ";", " ;",
    "SEC. 1. ", "§", "Provided, That ", "1 Stat. ", "Public Law 1–", "Jan. ", "subsection (a) of ", "12 U.S.C. ", "i", "x", "V",
)  # fmt: skip
TRAPS = [
    lead + unit * (3_000 // len(unit)) + end
    for unit in UNITS
    for lead, end in (("", ""), ("section 5 ", "\x01"), ("A", "!"))
]


@pytest.mark.parametrize(
    "read",
    [
        citation.subject, citation.codes, citation.of_code, search.sentences, search.provisos, levels.bare, levels.places,
        levels.roman, levels.letters, lambda t: search.hits(t, "the Board"), lambda t: search.hits("the Board", t[:400]),
    ],
    ids=["subject", "codes", "of_code", "sentences", "provisos", "bare", "places", "roman", "letters", "hits in", "hits of"],
)  # fmt: skip
def test_no_trap_holds_a_reader_of_words(read: Callable[[str], object]) -> None:
    for trap in TRAPS:
        read(trap)


def test_no_trap_holds_the_reader_of_text() -> None:
    for trap in TRAPS:
        for bill in (False, True):
            clean = trap.replace("\x01", "")
            assert code_of(lambda t=clean * 8, b=bill: text.read(t, bill=b)) in ("", "F05", "F08")  # type: ignore[misc]


def test_what_is_too_long_is_no_citation() -> None:
    assert citation.subject("section 5 of the Act " * 10_000) == []
    assert code_of(lambda: citation.read("section " * 100_000)) == "M02"
    assert code_of(lambda: citation.read("/us/pl/" + "1/" * 100_000)) == "M02"


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the modules that say what a statute is."""
    found = [m.name for m in iter_modules(statute.__path__, "statute.") if not m.ispkg]
    found += [m.name for m in iter_modules(import_module("statute.formats").__path__, "statute.formats.")]
    for name in found:
        for key, value in vars(import_module(name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{name}.{key}", value


@pytest.mark.parametrize(("name", "pattern"), [pytest.param(n, p, id=n) for n, p in patterns()])
def test_no_trap_holds_a_pattern_where_it_stands(name: str, pattern: re.Pattern[str]) -> None:
    for trap in TRAPS:
        pattern.match(trap)
        pattern.fullmatch(trap)


def test_the_tree_of_a_trap_is_whole() -> None:
    trap = "(a) (b) (c) section 5 " * 500
    tree: Node = text.read(trap)
    assert words(tree).split() == trap.split()


def test_a_bill_of_100_000_instructions_is_refused() -> None:
    sentence = "Section 5 of the Widget Safety Act is amended by striking “may” and inserting “shall”.\n"
    bill = text.read(sentence * 100_000, bill=True)
    law = text.read("SEC. 5. WIDGETS.\n    The Board may test a widget.\n")
    assert code_of(lambda: amend_law(bill, law)) == "F04"


def test_a_bill_of_lorem_ipsum_is_refused() -> None:
    law = text.read("SEC. 5. WIDGETS.\n    The Board may test a widget.\n")
    lorem = text.read("Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 400, bill=True)
    assert code_of(lambda: amend_law(lorem, law)) == "M03"


@pytest.mark.parametrize("cite", ["12 U.S.C. 1713, ", "136 Stat. 5681, ", "Public Law 117-328, "])
def test_a_bracket_of_cites_that_never_closes_is_no_trap(cite: str) -> None:
    bill = text.read("Section 6 of the Widget Act is amended in section 7 (" + cite * 30_000 + "by striking “spring”.")
    assert all(isinstance(i.act, Unread) for i in parse(bill))
