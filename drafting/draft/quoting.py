"""A change of words in the shortest quotations that can mean only it.

Each act is tried on the provision before it is kept: it stands where it makes just the change that is
wanted, spacing at the joins included, and is refused or grown by a word where it does not.
Source: House Legislative Counsel's Manual on Drafting Style: quote as few words as leave no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.diff.likeness import tokens
from drafting.diff.wording import edits
from drafting.instruction import Act, Insert, Instruction, Span, Strike, Substitute
from drafting.parse.quotation import nested, unnested
from drafting.phrasebook import MARKS
from drafting.plan.steps import plan
from drafting.thing import EACH, Ending, Locator, Matter, Phrase, Place, Sign, Stretch
from statute import search
from statute.errors import Refusal
from statute.node import Node, changed, find, same

#: More separate changes in one text than this, or a greater share of its words, and it is restated.
MOST, SHARE = 3, 0.5
#: Words: of an anchor, at either end of a range, of a string better struck as a range, of growth.
ANCHOR, ENDS, LONG, GROWTH = 4, 6, 10, 14
_WEAK = re.compile(r"(?:(?:and|or|the|an?|of|to|in|by|[^\w\s]+)\s*)+", re.I)
#: The designations of a reference, which are quoted whole; and the noun before them, quoted with them.
_DESIGNATIONS = re.compile(r"(?:\b\d[\w–-]*)?(?:\(\w{1,5}\))+")
_NOUN = re.compile(r"\b(?:(?:sub)?(?:section|paragraph|clause)|item|subitem)s?\s$", re.I)
_ENDING = re.compile(r"(?P<body>.*?)(?P<mark>[.;,:—]?)(?:\s(?P<word>and|or))?", re.S)

Edit = tuple[int, str, str]
Window = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands for one who amends it: the provision, the locators to it there, and its leaf.

    ends: whether the text is the last of what the locators leave, so that its end can be named.
    """

    unit: Node
    where: tuple[Locator, ...]
    leaf: str
    ends: bool

    @property
    def words(self) -> str:
        """The words as they stand."""
        leaf = find(self.unit, self.leaf)
        return leaf.words if leaf is not None else ""

    def with_words(self, words: str) -> Spot:
        """The same place with other words in the leaf."""
        return Spot(_put(self.unit, self.leaf, words), self.where, self.leaf, self.ends)


def reworded(place: Spot, words: str, *, most: int = MOST, share: float = SHARE) -> tuple[Act, ...] | None:
    """The acts that make a text read `words`, in order; None where it had better be restated.

    It had better be so where there are more than `most` changes, or a greater `share` of its words goes.  A
    quotation mark that has no pair cannot be quoted: the words are put without it, and then the mark by its name.
    """
    acts = _reworded(place, words, most, share)
    fewer = _without_lone_mark(words) if acts is None else None
    if fewer is None or (first := reworded(place, fewer, most=most, share=share)) is None:
        return acts
    last = _reworded(place.with_words(fewer), words, most, share)
    return None if last is None else first + last


def _without_lone_mark(words: str) -> str | None:
    """A text without the first quotation mark in it that has no pair; None where each has one."""
    opened: list[int] = []
    for at, sign in enumerate(words):
        if sign == "“":
            opened.append(at)
        elif sign == "”" and not opened:
            return _cut(words, at)
        elif sign == "”":
            opened.pop()
    return _cut(words, opened[0]) if opened else None


def _cut(words: str, at: int) -> str:
    """A text without the sign at a place, nor the blank before it where another follows."""
    left, right = words[:at], words[at + 1 :]
    return (left.removesuffix(" ") if right[:1].isspace() else left) + right


def _reworded(place: Spot, words: str, most: int, share: float) -> tuple[Act, ...] | None:
    """The acts that make a text read `words`, all of it quoted."""
    if (acts := _everywhere(place, words)) is not None:
        return acts
    acts = ()
    middle, tail = _ending(place, words)
    found = _merged(list(edits(place.words, middle)), middle)
    struck = sum(len(old.split()) for _, old, _ in found)
    if len(found) > most or (struck > 2 and struck > share * len(place.words.split()) + 1):
        return None
    for at, old, new in found:
        now = place.words
        wanted = now[:at] + new + now[at + len(old) :]
        act = next((a for a in _candidates(place, (at, old, new), wanted) if _lands(place, a, wanted)), None)
        if act is None:
            return None
        acts += (act,)
        place = place.with_words(wanted)
    if tail is not None:
        if not _lands(place, tail, words):
            return None
        acts += (tail,)
    return acts


def _lands(place: Spot, act: Act, words: str) -> bool:
    """Whether an act, carried out there, makes just this change."""
    one = Instruction(1, None, place.where, act, Span("", 0, 0, ""))
    try:
        after = plan(one, place.unit, place.unit).law
    except Refusal:
        return False
    return same(after, _put(place.unit, place.leaf, words), ids=False)


def _put(unit: Node, leaf: str, words: str) -> Node:
    return changed(unit, leaf, lambda n: Node(n.kind, words, n.id, attrs=n.attrs)) or unit


def _merged(found: list[Edit], words: str) -> list[Edit]:
    """Changes with a word or two between them made one."""
    out: list[Edit] = []
    for at, old, new in found:
        if out:
            start, before, after = out[-1]
            gap = words[start + len(after) : at]
            if len(gap.split()) <= 2:
                out[-1] = (start, before + gap + old, after + gap + new)
                continue
        out.append((at, old, new))
    return out


# ---- forms -----------------------------------------------------------------------------------------


def _everywhere(place: Spot, words: str) -> tuple[Act, ...] | None:
    """C6: the same change everywhere in the text, where it stands more than once."""
    found = list(edits(place.words, words))
    pairs = {(old.strip(), new.strip()) for _, old, new in found}
    if len(found) < 2 or len(pairs) != 1:
        return None
    ((old, new),) = pairs
    if not _fit(old) or not (new == "" or _sound(new)):
        return None
    if any(at not in _edges(place.words) for span in search.hits(place.words, old) for at in span):
        return None
    what = Phrase(old, EACH)
    act: Act = Substitute(what, Matter(new)) if new else Strike(what)
    return (act,) if _lands(place, act, words) else None


def _ending(place: Spot, words: str) -> tuple[str, Act | None]:
    """The words wanted but with the end as it was, and the act that changes the end by name: E1 to E5."""
    if not place.ends:
        return words, None
    old, new = _ENDING.fullmatch(place.words), _ENDING.fullmatch(words)
    if old is None or new is None or not new["body"] or (old["mark"], old["word"]) == (new["mark"], new["word"]):
        return words, None
    middle = new["body"] + place.words[len(old["body"]) :]
    matter = Matter(words[len(new["body"]) :].strip())
    if old["mark"] == new["mark"] and old["word"]:
        thing = Ending(Phrase(old["word"]))
        return middle, Substitute(thing, Matter(new["word"])) if new["word"] else Strike(thing)
    if old["mark"] == new["mark"]:
        return middle, Insert(Place("end"), Matter(new["word"]))
    if not old["mark"] or not matter.words:
        return words, None
    ending = Ending(Phrase(f"{old['mark']} {old['word']}")) if old["word"] else Ending(Sign(old["mark"]))
    return middle, Substitute(ending, matter)


def _candidates(place: Spot, edit: Edit, wanted: str) -> Iterator[Act]:
    """The acts that could make one change, the usual and short ones first."""
    at, old, new = edit
    start, stop = at, at + len(old)
    inserted = wanted[at : at + len(new)].strip()
    spans = _spans(place.words)
    if not old.strip() and (_sound(inserted) or inserted in MARKS.values()):
        yield from _insertions(place, at, inserted, spans)
    if len(old.split()) > LONG:
        yield from _ranges(place, (start, stop), inserted, spans)
    for window, fresh in _grown(place.words, (start, stop), wanted, spans):
        quoted = place.words[slice(*window)]
        yield Substitute(Phrase(quoted), Matter(fresh)) if fresh else Strike(Phrase(quoted))


def _insertions(place: Spot, at: int, inserted: str, spans: list[Window]) -> Iterator[Act]:
    """C3, C4 and E6: after, or before, an anchor of a few words; before the mark at the end."""
    words = place.words
    mark = words[at:].strip()
    if place.ends and mark in (".", ";", ",", ":", "—"):
        yield Insert(Place("before", Ending(Sign(mark))), Matter(inserted))
    before = [s for s in spans if s[1] <= at]
    after = [s for s in spans if s[0] >= at]
    for n in range(1, ANCHOR + 1):
        if len(before) >= n and _fit(anchor := words[before[-n][0] : before[-1][1]]):
            yield Insert(Place("after", Phrase(anchor)), Matter(inserted))
    for n in range(1, ANCHOR + 1):
        if len(after) >= n and _fit(anchor := words[after[0][0] : after[n - 1][1]]):
            yield Insert(Place("before", Phrase(anchor)), Matter(inserted))


def _ranges(place: Spot, window: Window, fresh: str, spans: list[Window]) -> Iterator[Act]:
    """C11 and C12: a long deletion by its ends, "Q and all that follows through Q"."""
    words = place.words
    inside = [s for s in spans if window[0] <= s[0] and s[1] <= window[1]]
    if len(inside) < 2 * ENDS or (fresh and not _sound(fresh)):
        return
    for n in range(2, ENDS + 1):
        head = words[inside[0][0] : inside[n - 1][1]]
        stops = [Phrase(words[inside[-k][0] : inside[-1][1]]) for k in range(2, ENDS + 1)]
        for stop in stops:
            if _fit(head) and _fit(stop.words):
                thing = Stretch(Phrase(head), stop)
                yield Substitute(thing, Matter(fresh)) if fresh else Strike(thing)


def _grown(words: str, window: Window, wanted: str, spans: list[Window]) -> Iterator[tuple[Window, str]]:
    """Ever longer stretches round a change that can be quoted, each with what it becomes."""
    delta = len(wanted) - len(words)
    touched = [n for n, s in enumerate(spans) if s[1] > window[0] and s[0] < window[1]]
    first = touched[0] if touched else next((n for n, s in enumerate(spans) if s[0] >= window[0]), len(spans))
    last = touched[-1] + 1 if touched else first
    for total in range(GROWTH + 1):
        for left in range(total + 1):
            begin, end = first - left, last + total - left
            if begin < 0 or end > len(spans) or begin >= end:
                continue
            start, stop = spans[begin][0], spans[end - 1][1]
            start, stop = (
                min(start, window[0]) if left == 0 else start,
                max(stop, window[1]) if end == last else stop,
            )
            quoted, fresh = words[start:stop], wanted[start : stop + delta]
            tight = (start + len(quoted) - len(quoted.lstrip()), stop - len(quoted) + len(quoted.rstrip()))
            good = _fit(quoted.strip()) and (not fresh.strip() or _sound(fresh.strip()))
            if good and not _cuts(words, tight[0]) and len(search.hits(words, quoted.strip())) == 1:
                yield tight, fresh.strip()


def _spans(words: str) -> list[Window]:
    """The words and marks of a text, blanks left out, designations "5(b)(2)" whole."""
    found: list[Window] = []
    whole = {m.start(): m.end() for m in _DESIGNATIONS.finditer(words)}
    at = stop = 0
    for token in tokens(words):
        stop = whole.get(at, stop)
        if at in whole:
            found.append((at, stop))
        elif at >= stop and not token.isspace():
            found.append((at, at + len(token)))
        at += len(token)
    return found


def _edges(words: str) -> set[int]:
    """Where a quotation may begin or end."""
    return {at for span in _spans(words) for at in span}


def _fit(words: str) -> bool:
    """Whether words may be quoted as what is struck or stood beside: no bare "and", "the" or mark."""
    return _sound(words) and not _WEAK.fullmatch(words)


def _cuts(words: str, start: int) -> bool:
    """Whether a stretch begins with the designations of a reference: they are quoted with their noun."""
    return words.startswith("(", start) and bool(_NOUN.search(words, max(0, start - 20), start))


def _sound(words: str) -> bool:
    """Whether words can stand between quotation marks and be read back as they are."""
    return bool(words.strip()) and words.count("“") == words.count("”") and unnested(nested(words)).strip() == words


__all__ = ["Spot", "reworded"]
