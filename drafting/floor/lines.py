"""Lines of a print struck, put in place of others, or inserted; words struck or inserted in some lines."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.instruction import Act, Insert, Strike, Substitute
from drafting.plan.spacing import replaced
from drafting.step import Splice, splice
from drafting.thing import Lines, Matter, Phrase, Place
from statute import search
from statute.errors import Refusal
from statute.formats import text
from statute.lines import paged
from statute.node import TEXT, Node


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of a print that stand together, and how they are said ("page 4, line 12")."""

    lines: list[Node]
    said: str


@dataclass(frozen=True, slots=True)
class _Char:
    """A character of some lines run together: the leaf it stands in, and where."""

    leaf: Node
    at: int


def named(print_: Node, lines: Lines) -> Stretch:
    """The lines named, all there and in order.  Raises `Refusal` M04, M17."""
    said = _said(lines)
    if lines.last < lines.first:
        raise Refusal.of("M17", f"{said}: the end does not follow the beginning.", words=said)
    for page, line in (lines.first, lines.last):
        if not any(paged.place(leaf) == (page, line) for leaf in print_.parts):
            raise Refusal.of("M04", f"There is no page {page}, line {line}, in the print, or it was struck.")
    return Stretch([leaf for leaf in print_.parts if lines.first <= paged.place(leaf) <= lines.last], said)


def _said(lines: Lines) -> str:
    first = f"page {lines.first[0]}, line {lines.first[1]}"
    return first if lines.first == lines.last else f"{first}, through page {lines.last[0]}, line {lines.last[1]}"


def amend_lines(print_: Node, there: Stretch, act: Act, by: int) -> list[Splice]:
    """The steps of an act on whole lines, or on words in them.  Raises `Refusal` M18, M19."""
    match act:
        case Strike(Phrase(words)):
            return _of_words(there, words, "")
        case Substitute(Phrase(words), Matter(new)):
            return _of_words(there, words, new)
        case Insert(Place(rel, Phrase(words)), Matter(new)):
            return _beside_words(there, words, rel, new)
    first = print_.parts.index(there.lines[0])
    last = print_.parts.index(there.lines[-1]) + 1
    matter = getattr(act, "matter", Matter())
    if isinstance(act, Insert):
        at = first if act.place.rel == "before" else last
        return [put(print_, at, at, matter, by)]
    return [put(print_, first, last, matter, by)]


def put(print_: Node, start: int, stop: int, matter: Matter, by: int) -> Splice:
    """The step that puts matter, set in lines without numbers, for the lines from start to stop."""
    said = matter.words or text.write(Node("law", matter.parts))
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    new = tuple(Node(TEXT, line, f"f{by}.{n}") for n, line in enumerate(lines, 1))
    return Splice(print_.id, start, print_.parts[start:stop], new)


# ---- words -----------------------------------------------------------------------------------------


def _of_words(there: Stretch, words: str, new: str) -> list[Splice]:
    chars, start, stop = _found(there, words)
    steps: list[Splice] = []
    for n, (leaf, begin, end) in enumerate(_stretches(chars[start:stop])):
        begin, end, said = replaced(leaf.words, begin, end, new if n == 0 else "")
        steps.append(splice(leaf, begin, end, said))
    return steps


def _beside_words(there: Stretch, words: str, rel: str, new: str) -> list[Splice]:
    chars, start, stop = _found(there, words)
    after = rel == "after"
    leaf, at = (chars[stop - 1].leaf, chars[stop - 1].at + 1) if after else (chars[start].leaf, chars[start].at)
    begin, end, said = replaced(leaf.words, at, at, new)
    return [splice(leaf, begin, end, said)]


def _found(there: Stretch, words: str) -> tuple[list[_Char], int, int]:
    """Where words stand once in lines: run on, or with the hyphens at the ends of lines taken out."""
    for joined in (False, True):
        chars = _run_on(there.lines, joined)
        hits = search.hits("".join(c.leaf.words[c.at] if c.at < len(c.leaf.words) else " " for c in chars), words)
        if len(hits) > 1:
            raise Refusal.of("M19", f"“{words}” stands {len(hits)} times in {there.said}.", words=words)
        if hits:
            return chars, *hits[0]
    raise Refusal.of("M18", f"“{words}” does not stand in {there.said}.", words=words)


def _run_on(lines: list[Node], joined: bool) -> list[_Char]:
    """The characters of lines in order, a blank past the end of each; `joined`: a last hyphen and that left out."""
    found: list[_Char] = []
    for line in lines:
        size = len(line.words)
        broken = joined and line.words.endswith("-")
        found += [_Char(line, at) for at in range(size - 1 if broken else size + 1)]
    return found


def _stretches(chars: list[_Char]) -> list[tuple[Node, int, int]]:
    """The stretches of leaves under some characters; a hyphen at the end of a line goes with its word."""
    found: dict[str, tuple[Node, int, int]] = {}
    for char in chars:
        leaf, start, _ = found.get(char.leaf.id, (char.leaf, char.at, 0))
        found[leaf.id] = (leaf, start, min(char.at + 1, len(leaf.words)))
    *whole, last = found.values()
    return [*((leaf, start, len(leaf.words)) for leaf, start, _ in whole), last]
