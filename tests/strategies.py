"""Random law for hypothesis: statutes, sequences of steps done to them, and statutes as an editor would change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from drafting.step import Splice, Step, Unwrap, Wrap, splice
from statute import levels
from statute.node import HEADING, NUM, TEXT, Aside, Node, changed, leaves, numbered, walk

Draw = Callable[[st.SearchStrategy[Any]], Any]

#: Few words, so that they stand twice and ambiguity occurs; some are tokens that a careless search would cut.
VOCABULARY = (
    "the", "the", "the", "Secretary", "Secretary", "shall", "shall", "may", "assistance", "of", "of", "and", "or",
    "30", "300", "1,300", "$10,000", "section 5", "section 5(b)", "section 5A", "fiscal year", "2026–2027", "not-for-profit",
    "“covered entity”", "“the Board”", "State", "States", "United States", "that—as provided—is", "Act’s", "subsection (a)",
)  # fmt: skip
TITLES = (
    "Restriction",
    "General rule",
    "Definitions",
    "Waiver",
    "Effective date",
    "Annual report",
    "Other matters",
)
STOPS = (".", ".", ";", ",", "; and", "; or", "—")
SPANS = ("ref", "term", "italic")
POINTS = (("editorial", " [22 U.S.C. 5851 et seq.]"), ("footnote", "1"), ("page", "[116 STAT. 1]"))

# ---- words -----------------------------------------------------------------------------------------


@st.composite
def phrases(draw: Draw, longest: int = 6) -> str:
    """A few words of the law, without a mark at their end."""
    return " ".join(draw(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=longest)))


@st.composite
def sentences(draw: Draw, stop: str = "") -> str:
    """A clause that begins with a capital letter and ends with the stop, or with one of its choosing."""
    return f"Any {draw(phrases())}{stop or draw(st.sampled_from(STOPS))}"


@st.composite
def asides(draw: Draw, words: str) -> tuple[Aside, ...]:
    """What stands beside some words: markup over stretches, apparatus at points behind a word."""
    places = [n for n in range(1, len(words) + 1) if words[n : n + 1] in ("", " ")]
    found = []
    for _ in range(draw(st.integers(0, 2))):
        start, stop = draw(st.integers(0, len(words) - 1)), draw(st.sampled_from(places))
        if start < stop:
            found.append(Aside(start, stop, draw(st.sampled_from(SPANS)), "", (("href", "/us/usc/t22"),)))
        else:
            kind, beside = draw(st.sampled_from(POINTS))
            found.append(Aside(stop, stop, kind, beside))
    return tuple(sorted(found, key=lambda a: (a.start, a.stop)))


@st.composite
def texts(draw: Draw, stop: str = "", beside: bool = True) -> Node:
    """A text leaf, at times with something beside its words."""
    words = draw(sentences(stop))
    return Node(TEXT, words, beside=draw(asides(words)) if beside and draw(st.booleans()) else ())


# ---- statutes --------------------------------------------------------------------------------------


@st.composite
def provisions(draw: Draw, kind: str, ordinal: int, deepest: int = 3, beside: bool = True) -> Node:
    """A small level at this place among its siblings: designation, perhaps a heading, and its matter."""
    head = [Node(NUM, f"({levels.designated(kind, ordinal)})")]
    if draw(st.integers(0, 2)) == 0:
        head.append(Node(HEADING, draw(st.sampled_from(TITLES)), attrs=(("mark", ".—"),)))
    below = levels.SMALL[levels.SMALL.index(kind) + 1 :][:1] if deepest > 0 else ()
    return Node(kind, (*head, *draw(_matter(below, deepest - 1, beside))))


@st.composite
def sections(draw: Draw, number: int, deepest: int = 3, beside: bool = True) -> Node:
    """A section, divided or not: the levels below it begin with subsections or with paragraphs."""
    head = [
        Node(NUM, f"SEC. {number}."),
        Node(HEADING, draw(st.sampled_from(TITLES)).upper() + ".", attrs=(("joint", "line"),)),
    ]
    return Node("section", (*head, *draw(_matter(("subsection", "paragraph"), deepest, beside))))


@st.composite
def _matter(draw: Draw, kinds: tuple[str, ...], deepest: int, beside: bool) -> tuple[Node, ...]:
    """Text alone; or a chapeau, provisions below and at times continuation text."""
    if not kinds or draw(st.booleans()):
        return (draw(texts(".", beside)),)
    kind = draw(st.sampled_from(kinds))
    chapeau = [draw(texts("—", beside))] if kind != "subsection" or draw(st.booleans()) else []
    listed = [draw(provisions(kind, n, deepest, beside)) for n in range(1, draw(st.integers(2, 4)))]
    continuation = [draw(texts(".", beside))] if chapeau and draw(st.integers(0, 3)) == 0 else []
    return (*chapeau, *listed, *continuation)


@st.composite
def statutes(draw: Draw, most: int = 3, deepest: int = 3, beside: bool = True) -> Node:
    """A law of 1 to `most` sections, ids n1, n2 … in document order; without asides where `beside` is false."""
    first = draw(st.sampled_from((1, 101, 907)))
    many = draw(st.integers(1, most))
    return numbered(Node("law", tuple(draw(sections(first + n, deepest, beside)) for n in range(many))))


# ---- steps -----------------------------------------------------------------------------------------


@st.composite
def steps(draw: Draw, tree: Node, most: int = 6) -> list[Step]:
    """Steps that can be done to the tree in order, each on what the one before left; instructions from 1."""
    done: list[Step] = []
    for by in range(1, draw(st.integers(1, most)) + 1):
        for step in draw(st.sampled_from(_ERRANDS))(draw, tree, by):
            tree = step.apply(tree)
            done.append(step)
    return done


@st.composite
def stepped(draw: Draw, most: int = 6) -> tuple[Node, list[Step]]:
    """A statute, and steps that can be done to it."""
    tree = draw(statutes())
    return tree, draw(steps(tree, most))


def _change_words(draw: Draw, tree: Node, by: int) -> list[Step]:
    leaf = draw(st.sampled_from([n for n in leaves(tree)] or [Node(TEXT, "")]))
    if not leaf.id:
        return []
    start, stop = sorted((draw(st.integers(0, len(leaf.words))), draw(st.integers(0, len(leaf.words)))))
    return [splice(leaf, start, stop, draw(st.sampled_from(("", "", draw(phrases(3))))), by)]


def _change_parts(draw: Draw, tree: Node, by: int) -> list[Step]:
    branch = _branch(draw, tree)
    start, stop = _stretch(draw, branch)
    kind = branch.parts[start].kind if start < len(branch.parts) else "paragraph"
    many = draw(st.integers(0, 2))
    new = [draw(provisions(kind, n + 1, 1)) if kind in levels.SMALL else draw(texts()) for n in range(many)]
    return [Splice(branch.id, start, branch.parts[start:stop], _fresh(by, tuple(new)), by)]


def _wrap(draw: Draw, tree: Node, by: int) -> list[Step]:
    branch = _branch(draw, tree)
    start, stop = _stretch(draw, branch)
    head = (Node(NUM, "(a)"), Node(HEADING, draw(st.sampled_from(TITLES))))[: draw(st.integers(0, 2))]
    (shell,) = _fresh(by, (Node("subsection", head),))
    return [Wrap(branch.id, start, stop, shell, by)]


def _unwrap(draw: Draw, tree: Node, by: int) -> list[Step]:
    places = [(b, n) for b in walk(tree) for n, p in enumerate(b.parts) if p.kind in levels.RANK]
    if not places:
        return []
    branch, n = draw(st.sampled_from(places))
    level = branch.parts[n]
    width = next((k for k, p in enumerate(level.parts) if p.kind not in (NUM, HEADING)), len(level.parts))
    shell = level.having(content=level.parts[:width])
    return [Unwrap(branch.id, n, n + len(level.parts) - width, shell, by)]


def _move(draw: Draw, tree: Node, by: int) -> list[Step]:
    branch = _branch(draw, tree)
    start, stop = _stretch(draw, branch)
    moved = branch.parts[start:stop]
    strike = Splice(branch.id, start, moved, (), by)
    there = _branch(draw, strike.apply(tree))
    return [strike, Splice(there.id, draw(st.integers(0, len(there.parts))), (), moved, by)]


_ERRANDS = (_change_words, _change_words, _change_words, _change_parts, _change_parts, _wrap, _unwrap, _move)


def _branch(draw: Draw, tree: Node) -> Node:
    branch: Node = draw(st.sampled_from([n for n in walk(tree) if not n.is_leaf]))
    return branch


def _stretch(draw: Draw, branch: Node) -> tuple[int, int]:
    start = draw(st.integers(0, len(branch.parts)))
    return start, draw(st.integers(start, min(len(branch.parts), start + 2)))


def _fresh(by: int, parts: tuple[Node, ...]) -> tuple[Node, ...]:
    return numbered(Node("quoted", parts), f"i{by}.").parts


# ---- editing ---------------------------------------------------------------------------------------


@st.composite
def edited(draw: Draw, tree: Node, most: int = 4) -> Node:
    """The tree as an editor would change it, read anew: ids n1, n2 … again, levels still in order."""
    for _ in range(draw(st.integers(1, most))):
        tree = numbered(draw(st.sampled_from(_EDITS))(draw, tree))
    return tree


def _reword(draw: Draw, tree: Node) -> Node:
    """Other words between the first of a text and the last, which bears its mark; or another heading."""
    leaf = draw(st.sampled_from([n for n in leaves(tree) if n.kind != NUM]))
    if leaf.kind == HEADING:
        title = draw(st.sampled_from(TITLES))
        return _replaced(tree, leaf.having(content=f"{title.upper()}." if leaf.words.isupper() else title))
    first, *tokens, last = leaf.words.split(" ")
    start = draw(st.integers(0, len(tokens)))
    stop = draw(st.integers(start, min(len(tokens), start + 3)))
    fresh = draw(phrases(3)).split(" ") if start == stop or draw(st.booleans()) else []
    words = " ".join([first, *tokens[:start], *fresh, *tokens[stop:], last])
    return _replaced(tree, leaf.having(content=words, beside=()))


def _insert(draw: Draw, tree: Node) -> Node:
    parent, n = _listed(draw, tree)
    if parent is None:
        return tree
    kind = parent.parts[n].kind
    fresh = draw(provisions(kind, 1, 1, beside=False))
    at = n + draw(st.integers(0, 1))
    return _replaced(tree, _renumbered(parent.having(content=(*parent.parts[:at], fresh, *parent.parts[at:]))))


def _remove(draw: Draw, tree: Node) -> Node:
    parent, n = _listed(draw, tree)
    if parent is None or sum(p.kind in levels.RANK for p in parent.parts) < 2:
        return tree
    return _replaced(tree, _renumbered(parent.having(content=(*parent.parts[:n], *parent.parts[n + 1 :]))))


def _swap(draw: Draw, tree: Node) -> Node:
    parent, n = _listed(draw, tree)
    if parent is None or n + 1 >= len(parent.parts) or parent.parts[n + 1].kind != parent.parts[n].kind:
        return tree
    one, other = parent.parts[n : n + 2]
    return _replaced(tree, _renumbered(parent.having(content=(*parent.parts[:n], other, one, *parent.parts[n + 2 :]))))


def _divide(draw: Draw, tree: Node) -> Node:
    """Divides a section that is all text: "(a) Restriction.—" before it, a subsection (b) after it."""
    whole = [n for n in walk(tree) if n.kind == "section" and all(p.kind not in levels.RANK for p in n.parts)]
    if not whole:
        return tree
    section = draw(st.sampled_from(whole))
    head = tuple(p for p in section.parts if p.kind in (NUM, HEADING))
    heading = Node(HEADING, draw(st.sampled_from(TITLES)), attrs=(("mark", ".—"),))
    first = Node("subsection", (Node(NUM, "(a)"), heading, *section.parts[len(head) :]))
    return _replaced(tree, section.having(content=(*head, first, draw(provisions("subsection", 2, 1, beside=False)))))


_EDITS = (_reword, _reword, _reword, _insert, _remove, _swap, _divide)


def _listed(draw: Draw, tree: Node) -> tuple[Node | None, int]:
    """A small provision: its parent, and its index there."""
    places = [(b, n) for b in walk(tree) for n, p in enumerate(b.parts) if p.kind in levels.SMALL]
    return draw(st.sampled_from(places)) if places else (None, 0)


def _renumbered(parent: Node) -> Node:
    """The parent with the provisions right below it designated in order."""
    out, ordinal = [], 0
    for part in parent.parts:
        if part.kind in levels.SMALL:
            ordinal += 1
            num = Node(NUM, f"({levels.designated(part.kind, ordinal)})")
            part = part.having(content=(num, *(p for p in part.parts if p.kind != NUM)))
        out.append(part)
    return parent.having(content=tuple(out))


def _replaced(tree: Node, node: Node) -> Node:
    return changed(tree, node.id, lambda _: node) or tree
