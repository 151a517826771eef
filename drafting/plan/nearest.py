"""Help where words are not found, or are found twice: the nearest words, and what would tell places apart.

A near match is a suggestion only; the difference is said and a person chooses.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from drafting.plan.differing import TOKEN, difference, in_figures
from drafting.plan.reference import as_edited
from drafting.plan.scope import Scope
from statute import search
from statute.errors import Refusal, Suggestion
from statute.node import Node, leaves, line_to
from statute.search import Stream

#: How like (in percent) a stretch must be to be offered; a rough search comes first.
_FLOOR, _ROUGH = 72.0, 55.0
_MOST = 3
#: Words that lead on to others: no quotation ends with one unless it is meant to.
_LEAD_ON = frozenset(("a", "an", "the", "of", "in", "to", "for", "by", "with", "and", "or", "under", "as"))
#: What the editors of the Code put into an Act's words, or a drafter takes from the Code.
_LEFT_OUT = (
    (re.compile(r"\s*\[[^\]]*\]"), "without the editors’ brackets"),
    (re.compile(r" of this (?:section|subsection|paragraph|chapter|title)$"), "without “of this …”"),
)
_YEAR = re.compile(r" of (?:17|18|19|20)\d\d\b")
_LONGEST = 400


def not_found(scope: Scope, words: str, *, in_heading: bool = False) -> Refusal:
    """The refusal of words that are not in the scope, with the nearest that are."""
    stream = scope.stream
    where = search.spoken(scope.law, scope.unit.id) or "the provision in hand"
    suggestions = near(stream, words, where)
    named = [stream.text[a : name_end(stream.text, b)] for a, b in search.hits(stream.text, words)]
    suggestions[:0] = [Suggestion(name, "is the whole name", where) for name in dict.fromkeys(named) if name != words]
    for pattern, why in _LEFT_OUT:
        plain = pattern.sub("", words)
        if plain != words and search.hits(stream.text, plain):
            suggestions.insert(0, Suggestion(plain, why, where))
    if edited := as_edited(words):
        printed = dict.fromkeys(m[0] for m in edited.finditer(stream.text) if m[0] != words)
        suggestions[:0] = [Suggestion(said, "as the Code's editors may print it", where) for said in printed]
    section = _section(scope)
    outside = [s for s in _places(search.stream_of(leaves(section)), words, scope) if s]
    if in_heading:
        suggestions.insert(0, Suggestion(words, "stands in the heading; name the heading", where))
    suggestions += [Suggestion(words, f"stands in {place}", place) for place in outside[:3]]
    if not suggestions and section.id != scope.unit.id:
        suggestions = near(search.stream_of(leaves(section)), words, "the section")
    return Refusal.of("M18", f"“{words}” does not stand in {where}.", words=words, suggestions=_first(suggestions))


def _first(suggestions: list[Suggestion]) -> tuple[Suggestion, ...]:
    """The first few suggestions, each but once."""
    unique: dict[tuple[str, str], Suggestion] = {}
    for one in suggestions:
        unique.setdefault((one.words, one.place), one)
    return tuple(unique.values())[:5]


def name_end(text: str, stop: int) -> int:
    """Where the name of an Act ends that words up to `stop` leave without its year: "Food Stamp Act of 1964"."""
    match = _YEAR.match(text, stop) if text[:stop].endswith(" Act") else None
    return match.end() if match else stop


def ambiguous(scope: Scope, spans: list[tuple[int, int]], words: str) -> Refusal:
    """The refusal of words that stand in several places: each with a longer quotation that is unique."""
    text = scope.stream.text
    where = search.spoken(scope.law, scope.unit.id) or "the provision in hand"
    found = [
        Suggestion(_longer(text, span, words), f"the {_ordinal(n)} place it appears", _place(scope, span))
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
    """Stretches of a text that are nearly the words, the nearest first, each with how it differs.

    Where fewer places than asked for are near, the nearest is offered with other ends too.
    """
    wanted = words.strip()
    if len(wanted) > _LONGEST or not wanted:
        return []
    text, found = stream.text, list[_Near]()
    others: list[_Near] = []
    for _ in range(_MOST):
        hits = _nearest(text, wanted)
        if not hits:
            break
        found.append(hits[0])
        others += hits[1:]
        _, start, stop = hits[0]
        text = text[:start] + "\0" * (stop - start) + text[stop:]
    found.sort(key=lambda h: (-h[0], h[1]))
    said = [stream.text[a - _is_open(stream.text, a, b) : b] for _, a, b in [*found, *others]]
    figures = in_figures(wanted)
    said = [figures] * (figures != wanted and bool(search.hits(stream.text, figures))) + said
    return [Suggestion(here, difference(here, wanted), place) for here in list(dict.fromkeys(said))[:_MOST]]


def _is_open(text: str, start: int, stop: int) -> bool:
    """Whether a stretch closes a bracket that opens right before it."""
    return text[max(0, start - 1) : start] == "(" and text.count(")", start, stop) > text.count("(", start, stop)


#: How like, in percent and more, a stretch is, and where it starts and stops.
_Near = tuple[float, int, int]


def _nearest(text: str, wanted: str) -> list[_Near]:
    """The stretch of whole words most like the wanted ones; then the likest with as many words, and with their ends."""
    rough = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_ROUGH)
    if rough is None:
        return []
    reach = max(24, min(96, len(wanted) // 2))
    low, high = max(0, rough.dest_start - reach), min(len(text), rough.dest_end + reach)
    tokens = [m.span() for m in TOKEN.finditer(text, low, high)]
    found: list[tuple[_Near, list[str]]] = []
    for start in (a for a, _ in tokens if a <= rough.dest_start + reach):
        for stop in (b for _, b in tokens if b >= rough.dest_end - reach):
            if not 0 < stop - start <= 2 * len(wanted) + 12 or 3 * (stop - start) < len(wanted):
                continue
            here = text[start:stop]
            if here == wanted:  # it is there as part of a longer reference, and not by itself
                continue
            score = fuzz.ratio(here, wanted) + _edges(here, wanted) + 10 * (wanted in here)
            found.append(((score, start, stop), TOKEN.findall(here.lower())))
    return _choice(found, TOKEN.findall(wanted.lower()))


def _choice(found: list[tuple[_Near, list[str]]], wanted: list[str]) -> list[_Near]:
    """The best of some stretches, and the best of those with as many words and of those with the same ends."""
    best: list[_Near] = []
    as_many = [hit for hit, tokens in found if len(tokens) == len(wanted)]
    same_ends = [hit for hit, tokens in found if (tokens[0], tokens[-1]) == (wanted[0], wanted[-1])]
    for hits in ([hit for hit, _ in found], as_many, same_ends):
        near = max(hits, default=None)
        if near is not None and near[0] >= _FLOOR and near not in best:
            best.append(near)
    return best


def _edges(here: str, wanted: str) -> float:
    """A little more for a stretch that begins and ends with the same words, much less for one cut in half."""
    one, other = TOKEN.findall(here), TOKEN.findall(wanted)
    if not one or not other:
        return 0.0
    halved = here[-1] in "$([“‘" or (here.count("(") != here.count(")") and wanted.count("(") == wanted.count(")"))
    halved = halved or (one[-1].lower() in _LEAD_ON and not _LEAD_ON & {token.lower() for token in other[-2:]})
    alike: list[bool] = [one[0].lower() == other[0].lower(), one[-1].lower() == other[-1].lower()]
    return 4.0 * sum(alike) - (20.0 if halved else 0.0)


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
