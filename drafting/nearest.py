"""Help where words are not found, or are found twice: the nearest words, and what would tell places apart.

A near match is a suggestion only; the difference is said and a person chooses.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from drafting.scope import Scope
from statute import search
from statute.errors import Refusal, Suggestion
from statute.node import Node, leaves, line_to
from statute.search import Stream

#: How like (in percent) a stretch must be to be offered; a rough search comes first.
_FLOOR, _ROUGH = 72.0, 55.0
_MOST = 3
_TOKEN = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")
_LONGEST = 400


def not_found(scope: Scope, words: str, *, in_heading: bool = False) -> Refusal:
    """The refusal of words that are not in the scope, with the nearest that are."""
    stream = scope.stream
    where = search.spoken(scope.law, scope.unit.id) or "the provision in hand"
    suggestions = near(stream, words, where)
    plain = re.sub(r"\s*\[[^\]]*\]", "", words)
    if plain != words and search.hits(stream.text, plain):
        suggestions.insert(0, Suggestion(plain, "without the editors’ brackets", where))
    section = _section(scope)
    outside = [s for s in _places(search.stream_of(leaves(section)), words, scope) if s]
    if in_heading:
        suggestions.insert(0, Suggestion(words, "stands in the heading; name the heading", where))
    suggestions += [Suggestion(words, f"stands in {place}", place) for place in outside[:3]]
    if not suggestions and section.id != scope.unit.id:
        suggestions = near(search.stream_of(leaves(section)), words, "the section")
    return Refusal.of("M18", f"“{words}” does not stand in {where}.", words=words, suggestions=tuple(suggestions[:5]))


def ambiguous(scope: Scope, spans: list[tuple[int, int]], words: str) -> Refusal:
    """The refusal of words that stand in several places: each with a longer quotation that is unique."""
    text = scope.stream.text
    where = search.spoken(scope.law, scope.unit.id) or "the provision in hand"
    found = [
        Suggestion(_longer(text, span, words), f"the {_ordinal(n)} place", _place(scope, span))
        for n, span in enumerate(spans, 1)
    ]
    return Refusal.of(
        "M19", f"“{words}” stands {len(spans)} times in {where}.", words=words, suggestions=tuple(found[:8])
    )


def _ordinal(n: int) -> str:
    names = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
    return names[n - 1] if n <= len(names) else f"{n}th"


def _longer(text: str, span: tuple[int, int], words: str) -> str:
    """The words at a span grown by whole words, right then left, until they stand once in the text."""
    start, stop = span
    for _ in range(12):
        if len(search.hits(text, text[start:stop])) == 1:
            break
        after = re.match(r"\s*\S+", text[stop:])
        if after and (stop - span[1]) <= (span[0] - start):
            stop += after.end()
        elif before := re.search(r"\S+\s*$", text[:start]):
            start = before.start()
        elif after:
            stop += after.end()
    return text[start:stop].strip() or words


def near(stream: Stream, words: str, place: str) -> list[Suggestion]:
    """Stretches of a text that are nearly the words, the nearest first, each with how it differs."""
    wanted = words.strip()
    if len(wanted) > _LONGEST or not wanted:
        return []
    text, found = stream.text, []
    for _ in range(_MOST):
        hit = _nearest(text, wanted)
        if hit is None:
            break
        score, start, stop = hit
        found.append((score, start, stop))
        text = text[:start] + "\0" * (stop - start) + text[stop:]
    found.sort(key=lambda h: (-h[0], h[1]))
    return [Suggestion(stream.text[a:b], _difference(stream.text[a:b], wanted), place) for _, a, b in found]


def _nearest(text: str, wanted: str) -> tuple[float, int, int] | None:
    """The stretch of whole words most like the wanted ones: its likeness (in percent), start and stop."""
    rough = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_ROUGH)
    if rough is None:
        return None
    reach = max(24, min(96, len(wanted) // 2))
    low, high = max(0, rough.dest_start - reach), min(len(text), rough.dest_end + reach)
    tokens = [m.span() for m in _TOKEN.finditer(text, low, high)]
    best: tuple[float, int, int] | None = None
    for start in (a for a, _ in tokens if a <= rough.dest_start + reach):
        for stop in (b for _, b in tokens if b >= rough.dest_end - reach):
            if not 0 < stop - start <= 2 * len(wanted) + 12 or 3 * (stop - start) < len(wanted):
                continue
            here = text[start:stop]
            if here == wanted:  # it is there as part of a longer reference, and not by itself
                continue
            score = fuzz.ratio(here, wanted) + _edges(here, wanted) + 10 * (wanted in here)
            if best is None or score > best[0]:
                best = (score, start, stop)
    return best if best is not None and best[0] >= _FLOOR else None


def _edges(here: str, wanted: str) -> float:
    """A little more for a stretch that begins and ends with the same words, much less for one cut in half."""
    one, other = _TOKEN.findall(here), _TOKEN.findall(wanted)
    if not one or not other:
        return 0.0
    halved = here[-1] in "$([“‘" or (here.count("(") != here.count(")") and wanted.count("(") == wanted.count(")"))
    alike: list[bool] = [one[0].lower() == other[0].lower(), one[-1].lower() == other[-1].lower()]
    return 4.0 * sum(alike) - (20.0 if halved else 0.0)


def _difference(here: str, wanted: str) -> str:
    """How two wordings differ, said in a word or two."""
    if re.sub(r"\s+", "", here) == re.sub(r"\s+", "", wanted):
        return "differs in spacing"
    if re.sub(r"\W+", "", here) == re.sub(r"\W+", "", wanted):
        return "differs in punctuation"
    if re.sub(r"\W+", "", here).lower() == re.sub(r"\W+", "", wanted).lower():
        return "differs in capitals"
    if [w.rstrip("s") for w in re.findall(r"\w+", here)] == [w.rstrip("s") for w in re.findall(r"\w+", wanted)]:
        return "differs in the plural"
    if re.sub(r"[\d()]+", "", here) == re.sub(r"[\d()]+", "", wanted):
        return "differs in a number"
    return f"{fuzz.ratio(here, wanted):.0f} % alike"


def _section(scope: Scope) -> Node:
    line = line_to(scope.law, scope.unit.id)
    return next((n for n in line if n.kind == "section"), line[0] if line else scope.unit)


def _place(scope: Scope, span: tuple[int, int]) -> str:
    places = scope.stream.places(*span)
    return search.spoken(scope.law, places[0][0].id) if places else ""


def _places(stream: Stream, words: str, scope: Scope) -> list[str]:
    """Where else in the section the words stand."""
    inside = {leaf.id for leaf, _, _ in scope.stretches}
    found = []
    for start, stop in search.hits(stream.text, words)[:6]:
        leaf = stream.places(start, stop)[0][0]
        if leaf.id not in inside:
            found.append(search.spoken(scope.law, leaf.id))
    return found
