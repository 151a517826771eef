"""The laws of trees, steps, redlines, levels, citations and searches, tried on random law."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from drafting.redline import accept, is_changed, proved, redline, reject
from drafting.step import Splice, Step, Unwrap, Wrap, run, splice
from statute import levels, search
from statute.citation import Citation, from_path, subject
from statute.errors import Refusal
from statute.formats import text
from statute.node import NUM, Node, changed, find, leaves, numbered, same, walk, words
from tests import strategies as law

# ---- steps: what is done can be undone -------------------------------------------------------------


@given(law.stepped())
def test_undo_gives_back_the_law_with_all_that_stood_beside_it(pair: tuple[Node, list[Step]]) -> None:
    before, steps = pair
    after = run(before, steps)
    assert run(after, [s.inverse() for s in reversed(steps)]) == before


@given(law.stepped(most=3))
def test_a_step_is_the_inverse_of_its_inverse(pair: tuple[Node, list[Step]]) -> None:
    assert [s.inverse().inverse() for s in pair[1]] == pair[1]


@given(law.stepped(most=3))
def test_an_aside_never_leaves_its_words(pair: tuple[Node, list[Step]]) -> None:
    for leaf in walk(run(*pair)):
        assert all(0 <= a.start <= a.stop <= len(leaf.words) for a in leaf.beside)


@given(law.statutes(), st.data())
def test_a_splice_of_words_refuses_where_they_are_not(tree: Node, data: st.DataObject) -> None:
    leaf = data.draw(st.sampled_from(list(leaves(tree))))
    start = data.draw(st.integers(0, len(leaf.words) + 3))
    old = data.draw(law.phrases(2))
    assume(not leaf.words.startswith(old, start))
    with pytest.raises(Refusal) as refusal:
        Splice(leaf.id, start, old, "new").apply(tree)
    assert refusal.value.problem.code == "M18"
    assert refusal.value.problem.words == old


@given(law.statutes(), st.data())
def test_a_splice_of_parts_refuses_where_they_are_not(tree: Node, data: st.DataObject) -> None:
    branch = data.draw(st.sampled_from([n for n in walk(tree) if not n.is_leaf]))
    start = data.draw(st.integers(0, len(branch.parts) + 2))
    stranger = Node("paragraph", (), id="elsewhere")
    for step in (
        Splice(branch.id, start, (stranger,), ()),
        Splice(branch.id, start, "words", ""),
        Splice("gone", 0, (), ()),
    ):
        with pytest.raises(Refusal) as refusal:
            step.apply(tree)
        assert refusal.value.problem.code in ("M18", "M04")


@given(law.statutes(), st.integers(-9, 9), st.integers(-9, 9))
def test_levels_refuse_to_close_round_parts_that_are_not_there(tree: Node, start: int, stop: int) -> None:
    shell = Node("subsection", (), id="new")
    there = 0 <= start <= stop <= len(tree.parts)
    for step in (Wrap(tree.id, start, stop, shell), Unwrap(tree.id, start, stop, shell)):
        if there and isinstance(step, Wrap):
            assert find(step.apply(tree), "new")
        else:
            with pytest.raises(Refusal) as refusal:
                step.apply(tree)
            assert refusal.value.problem.code == "M29"


@given(law.statutes(), st.integers(-9, -1))
def test_no_step_counts_from_the_end(tree: Node, start: int) -> None:
    leaf = next(leaves(tree))
    for step in (
        Splice(leaf.id, start, "", "new"),
        Splice(tree.id, start, (), (Node("section", (), "new"),)),
    ):
        with pytest.raises(Refusal):
            step.apply(tree)
        with pytest.raises(Refusal):
            redline(tree, [step])


# ---- redline: nothing lost -------------------------------------------------------------------------


@given(law.stepped())
def test_accepting_gives_the_new_law_and_rejecting_the_old(pair: tuple[Node, list[Step]]) -> None:
    before, steps = pair
    after = run(before, steps)
    marked = redline(before, steps)
    assert same(accept(marked), after)
    assert same(reject(marked), before)
    assert proved(before, after, marked) is marked


@given(law.stepped())
def test_a_redline_signs_each_mark_and_shows_a_change_only_where_one_is(
    pair: tuple[Node, list[Step]],
) -> None:
    before, steps = pair
    marked = redline(before, steps)
    signed = {s.by for s in steps}
    assert all(n.mark.by in signed for n in walk(marked) if n.mark)
    if not same(before, run(before, steps)):
        assert is_changed(marked)


@given(law.stepped())
def test_a_redline_shares_with_the_law_what_no_step_touched(pair: tuple[Node, list[Step]]) -> None:
    before, steps = pair
    touched = {step.at for step in steps} | {step.shell.id for step in steps if not isinstance(step, Splice)}
    struck = (n for s in steps if isinstance(s, Splice) and isinstance(s.old, tuple) for n in s.old)
    touched |= {n.id for part in struck for n in walk(part)}
    shown = {id(node) for node in walk(redline(before, steps))}
    for part in before.parts:
        assert id(part) in shown or touched & {node.id for node in walk(part)}


@given(law.statutes())
def test_a_redline_of_no_steps_is_the_law(tree: Node) -> None:
    assert redline(tree, []) == tree
    assert not is_changed(redline(tree, []))


@given(law.stepped(), law.phrases())
def test_proof_withholds_a_redline_that_says_something_else(pair: tuple[Node, list[Step]], more: str) -> None:
    before, steps = pair
    after = run(before, steps)
    leaf = next((n for n in leaves(after)), None)
    assume(leaf is not None)
    assert leaf is not None
    other = splice(leaf, 0, 0, more).apply(after)
    for b, a in ((before, other), (before.having(kind="title"), after)):
        with pytest.raises(Refusal) as refusal:
            proved(b, a, redline(before, steps))
        assert refusal.value.problem.code == "A01"


@given(law.stepped())
def test_a_redline_refuses_what_does_not_fit_as_the_law_does(pair: tuple[Node, list[Step]]) -> None:
    before, steps = pair
    again = [*steps, *steps[-1:]]
    try:
        run(before, again)
    except Refusal:
        with pytest.raises(Refusal):
            redline(before, again)
    else:
        assert same(accept(redline(before, again)), run(before, again))


# ---- trees -----------------------------------------------------------------------------------------


@given(law.statutes(), st.sampled_from(["n", "i3."]))
def test_every_node_gets_an_id_of_its_own(tree: Node, prefix: str) -> None:
    ids = [n.id for n in walk(numbered(tree, prefix))]
    assert ids == [f"{prefix}{n}" for n in range(1, len(ids) + 1)]
    assert same(numbered(tree, prefix), tree, ids=False)


@given(law.stepped())
def test_an_id_is_kept_for_life_and_never_given_twice(pair: tuple[Node, list[Step]]) -> None:
    ids = [n.id for n in walk(run(*pair))]
    assert len(ids) == len(set(ids))


@given(law.statutes(), st.data())
def test_a_changed_tree_shares_all_that_did_not_change(tree: Node, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(list(walk(tree))))
    new = changed(tree, node.id, lambda n: n.having(attrs=(("seen", "yes"),)))
    assert new is not None
    off_the_line = {id(n) for n in walk(tree)} - {id(n) for n in search_line(tree, node.id)}
    assert off_the_line <= {id(n) for n in walk(new)}


def search_line(tree: Node, at: str) -> list[Node]:
    return [n for n in walk(tree) if find(n, at)]


# ---- text: what is written can be read -------------------------------------------------------------


@given(law.statutes())
def test_text_gives_back_the_law_it_was_written_from(tree: Node) -> None:
    assert same(text.read(text.write(tree)), tree, ids=False), text.write(tree)


@given(law.statutes(), st.data())
def test_text_gives_back_the_law_that_an_editor_left(tree: Node, data: st.DataObject) -> None:
    tree = data.draw(law.edited(tree))
    assert same(text.read(text.write(tree)), tree, ids=False), text.write(tree)


@given(law.statutes())
def test_text_without_indents_keeps_every_word(tree: Node) -> None:
    flat = "\n".join(line.strip() for line in text.write(tree).splitlines())
    assert _bare_words(text.read(flat)) == _bare_words(tree)


def _bare_words(tree: Node) -> str:
    return "".join(c for c in words(tree) if c.isalnum())


# ---- levels ----------------------------------------------------------------------------------------

HIGHEST = {
    "subsection": 78,
    "subparagraph": 78,
    "item": 26,
    "subitem": 26,
    "clause": 40,
    "subclause": 40,
    "paragraph": 400,
}
small_levels = st.sampled_from(levels.SMALL).flatmap(lambda k: st.tuples(st.just(k), st.integers(1, HIGHEST[k])))


@given(small_levels)
@example(("clause", 9))
@example(("item", 24))
def test_a_designation_is_read_back_as_its_level_and_place(level: tuple[str, int]) -> None:
    kind, ordinal = level
    bare = levels.designated(kind, ordinal)
    assert levels.Place(kind, ordinal) in levels.places(bare)
    assert kind in levels.kinds(bare)
    assert levels.bare(f"({bare})") == bare
    assert levels.designation(Node(kind, (Node(NUM, f"“({bare})"),))) == bare


@given(small_levels, st.integers(1, 30))
def test_what_follows_is_the_next_and_no_other(level: tuple[str, int], other: int) -> None:
    kind, ordinal = level
    assume(other <= HIGHEST[kind])
    one, then = levels.designated(kind, ordinal), levels.designated(kind, other)
    assert levels.follows(one, then, kind) == (other == ordinal + 1)
    assert (levels.order(one, kind) < levels.order(then, kind)) == (ordinal < other)


@given(st.integers(1, 400), st.sampled_from("AB"))
def test_an_added_designation_stands_between_its_neighbours(ordinal: int, suffix: str) -> None:
    one, then = (levels.designated("paragraph", n) for n in (ordinal, ordinal + 1))
    assert levels.follows(one, one + suffix, "paragraph")
    assert levels.follows(one + suffix, then, "paragraph")
    assert not levels.follows(one + suffix, one, "paragraph")
    assert levels.order(one, "paragraph") < levels.order(one + suffix, "paragraph") < levels.order(then, "paragraph")


@given(st.text(max_size=12))
def test_no_text_makes_a_designation_fail(junk: str) -> None:
    assert all(p.kind in levels.RANK for p in levels.places(junk))
    assert levels.bare(levels.bare(junk)) == levels.bare(junk)


# ---- citations -------------------------------------------------------------------------------------

numbers = st.from_regex(r"[1-9][0-9]{0,3}[A-Z]{0,2}(-[1-9][0-9]?[a-z]?)?", fullmatch=True)


@st.composite
def pins(draw: law.Draw) -> tuple[str, ...]:
    """Bare designations from a subsection or paragraph down, as deep as they go."""
    start = draw(st.integers(0, 1))
    ladder = levels.SMALL[start : start + draw(st.integers(0, 5))]
    return tuple(levels.designated(kind, draw(st.integers(1, 30 if kind == "paragraph" else 26))) for kind in ladder)


@st.composite
def citations(draw: law.Draw) -> Citation:
    """A place in a public law or in the Code."""
    if draw(st.booleans()):
        return Citation(f"/us/usc/t{draw(st.integers(1, 54))}", section=draw(numbers), pin=draw(pins()))
    law_path = f"/us/pl/{draw(st.integers(1, 119))}/{draw(st.integers(1, 700))}"
    big = draw(
        st.sampled_from(
            (
                (),
                (("title", "II"),),
                (("division", "B"), ("title", "IV")),
                (("title", "I"), ("subtitle", "C")),
            )
        )
    )
    return Citation(law_path, big=big, section=draw(numbers), pin=draw(pins()))


@given(citations())
def test_a_path_gives_back_the_citation(citation: Citation) -> None:
    assert from_path(citation.path) == citation
    assert from_path(citation.path).path == citation.path


@given(citations())
def test_a_spoken_citation_is_read_back(citation: Citation) -> None:
    (found,) = subject(citation.spoken())
    assert (found.law, found.section, found.pin) == (citation.law, citation.section, citation.pin)


@given(citations())
def test_a_formal_citation_is_read_back(citation: Citation) -> None:
    (found,) = subject(replace(citation, big=()).formal())
    assert (found.law, found.section, found.pin) == (citation.law, citation.section, citation.pin)


# ---- search ----------------------------------------------------------------------------------------


@given(law.phrases(12), law.phrases(2))
def test_words_are_found_as_whole_tokens_and_never_twice(within: str, sought: str) -> None:
    found = search.hits(within, sought)
    assert found == sorted(found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    for start, stop in found:
        before, after = within[:start][-1:], within[stop:][:1]
        assert within[start:stop] == sought
        assert not (before.isalnum() and sought[0].isalnum())
        assert not (after.isalnum() and sought[-1].isalnum())


@given(law.phrases(4), law.phrases(4), st.text("abc é", min_size=1, max_size=8).filter(str.strip))
def test_words_that_are_there_are_found(before: str, after: str, sought: str) -> None:
    assume(not search.hits(f"{before} — — {after}", sought))
    at = len(before) + 3
    text_ = f"{before} — {sought} — {after}"
    lead = len(sought) - len(sought.lstrip())
    assert (at + lead, at + lead + len(sought.strip())) in search.hits(text_, sought)


@pytest.mark.parametrize(
    ("within", "sought"),
    [
        ("300 days", "30"), ("1,300 days", "300"), ("1,300 days", "1"), ("section 5A", "section 5"), ("30.5 percent", "30"),
        ("section 5(b)", "section 5"), ("States", "State"), ("section 5–1", "section 5"), ("reassistance", "assistance"),
    ],
)  # fmt: skip
def test_part_of_a_word_or_number_is_no_hit(within: str, sought: str) -> None:
    assert search.hits(within, sought) == []


@pytest.mark.parametrize(
    ("within", "sought"),
    [
        ("the “Board”", 'the "Board"'), ("the ``Board''", "the “Board”"), ("Act’s", "Act's"), ("2026–2027", "2026-2027"),
        ("the\u00a0Board", "the Board"), ("that—as", "that--as"), ("within 30, or", "30"), ("subsection (a)(1)", "subsection (a)"),
    ],
)  # fmt: skip
def test_print_does_not_hide_words(within: str, sought: str) -> None:
    assert len(search.hits(within, sought)) == 1


@given(st.lists(st.one_of(law.sentences("."), st.text(max_size=30)), max_size=5).map(" ".join))
def test_sentences_share_out_the_text(whole: str) -> None:
    spans = search.sentences(whole)
    gaps = [0, *[n for span in spans for n in span], len(whole)]
    assert gaps == sorted(gaps)
    assert all(whole[a:b].strip() == whole[a:b] != "" for a, b in spans)
    assert "".join("".join(whole[a:b].split()) for a, b in spans) == "".join(whole.split())


@given(st.lists(law.sentences("."), min_size=1, max_size=5))
def test_each_sentence_is_one(each: list[str]) -> None:
    whole = " ".join(each)
    assert [whole[a:b] for a, b in search.sentences(whole)] == each


@given(law.statutes(), st.data())
def test_a_stream_leads_back_to_the_leaves(tree: Node, data: st.DataObject) -> None:
    stream = search.stream_of(leaves(tree))
    start = data.draw(st.integers(0, len(stream.text) - 1))
    stop = data.draw(st.integers(start + 1, len(stream.text)))
    places = stream.places(start, stop)
    assert all(0 <= a < b <= len(leaf.words) for leaf, a, b in places)
    pieces = [leaf.words[a:b] for leaf, a, b in places]
    at = 0
    for piece in pieces:
        at = stream.text[start:stop].index(piece, at) + len(piece)
