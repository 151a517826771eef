"""Finding what an instruction names in a scope: the words, the mark, the range, each exactly as often as stated.

Words that are not there, or are there twice without a word which is meant, are an error with the nearest
words and every place; never a choice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafting.plan import nearest
from drafting.plan.execution import Execution
from drafting.plan.scope import Scope, narrow, scopes, text_stretches
from drafting.thing import (
    BOTH,
    EACH,
    ONLY,
    AllButHeading,
    Chapeau,
    Column,
    Designation,
    End,
    Ending,
    Except,
    Flush,
    Grid,
    Near,
    Phrase,
    Proviso,
    Row,
    Sentence,
    Sign,
    Stretch,
    Thing,
    Unit,
    Within,
    Word,
)
from statute import search
from statute.errors import Refusal, Suggestion
from statute.node import HEADING, NUM

Span = tuple[int, int]
_DESIGNATION = re.compile(r"(?:\(\w{1,5}\))+")
#: A number by itself behind a designation, which no sentence has: “rule XXIII 1 of the Rules”.
_CALL = re.compile(r" \d{1,2}(?= of (?:the|this|that|such)\b)")
_DESIGNATED = re.compile(r"(?:\b[IVXLC]+|\b\d[\w–-]*|\))$")
_SMALL_WORDS = re.compile(r"[,;:.—]?\s*(?:and|or|plus)?[,;:.—]?")


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a thing: spans of the scope's stream, in order."""

    scope: Scope
    spans: tuple[Span, ...]


def find(ex: Execution, scope: Scope, thing: Thing) -> list[Found]:
    """The places of a thing of words in a scope, or in each of the places it is said to be in.

    Raises `Refusal` M18-M22 and what `narrow` raises.
    """
    match thing:
        case Phrase():
            return [Found(scope, _phrase(ex, scope, thing))]
        case Sign():
            return [Found(scope, _sign(ex, scope, thing))]
        case Ending(inner):
            return [Found(scope, (ending(scope, inner),))]
        case Stretch():
            return [Found(scope, (_stretch(ex, scope, thing),))]
        case Within(inner, where):
            return [found for one in scopes(scope, where) for found in find(ex, one, inner)]
        case Except(inner, where):
            return [_without(found, narrow(scope, where)) for found in find(ex, scope, inner)]
        case Sentence() | Chapeau() | Flush() | Designation() | Word() | Grid() | Row() | Column():
            inner_scope = narrow(scope, thing)
            return [Found(inner_scope, ((0, len(inner_scope.stream.text)),))]
        case Proviso():
            return [_proviso(narrow(scope, thing))]
        case AllButHeading():
            text = replace(scope, stretches=text_stretches(scope))
            return [Found(text, ((0, len(text.stream.text)),))]
        case End(unit):
            inner_scope = scope if unit is None else narrow(scope, unit)
            at = len(inner_scope.stream.text)
            return [Found(inner_scope, ((at, at),))]
    raise Refusal.of("M11", "This is not a thing of words.")


def _proviso(scope: Scope) -> Found:
    """A proviso with the colon that leads to it, and without the mark that ends it.  Raises `Refusal` M11."""
    (leaf, start, stop), *more = scope.stretches
    lead = re.search(r"\s*[:;,]\s*$", leaf.words[:start])
    if more or lead is None:
        raise Refusal.of("M11", "The proviso does not stand in one text behind a colon; quote its words.")
    stop = start + len(leaf.words[start:stop].rstrip(" .:;"))
    whole = Scope(scope.law, scope.unit, ((leaf, lead.start(), stop),), "proviso")
    return Found(whole, ((0, stop - lead.start()),))


def _without(found: Found, excepted: Scope) -> Found:
    """The places that are not in an excepted provision."""
    out = {leaf.id for leaf, _, _ in excepted.stretches}
    stream = found.scope.stream
    spans = tuple(s for s in found.spans if not any(leaf.id in out for leaf, _, _ in stream.places(*s)))
    if not spans:
        raise Refusal.of("M18", "The words stand only in the provision that is excepted.")
    return Found(found.scope, spans)


# ---- words -----------------------------------------------------------------------------------------


def spans_of(ex: Execution, scope: Scope, words: str) -> list[Span]:
    """Every place of some words in a scope; where they reach into a heading, its case does not count."""
    stream = scope.stream
    if scope.kind == "heading":
        return search.hits(stream.text, words, case=False)
    there = search.hits(stream.text, words)
    # The name of an Act without its year is not the words of the law: “Food Stamp Act” in “Food Stamp Act of 1964”.
    exact = [s for s in there if nearest.name_end(stream.text, s[1]) == s[1]]
    found = [s for s in exact if not stream.within(NUM, *s)]
    if found:
        return found
    if _DESIGNATION.fullmatch(words.strip()):
        return exact
    if ex.editors is not None and (translated := _translated(ex, scope, words)):
        return translated
    loose = [s for s in search.hits(stream.text, words, case=False) if s not in there and not stream.within(NUM, *s)]
    return [s for s in loose if _differs_in_heading_only(scope, s, words)]


def _translated(ex: Execution, scope: Scope, words: str) -> list[Span]:
    """Every place of the words as the Code's editors print them, where the law itself tells how for certain."""
    assert ex.editors is not None
    for form, style in ex.editors.forms(words, ex.act, bare=ex.style is not None):
        if found := search.hits(scope.stream.text, form):
            ex.warn("T01", f"“{words}” is “{form}” in the Code.", words)
            ex.style = style
            return found
    return []


def _differs_in_heading_only(scope: Scope, span: Span, words: str) -> bool:
    stream = scope.stream
    here = re.sub(r"\s+", " ", stream.text[span[0] : span[1]])
    said_words = re.sub(r"\s+", " ", words.strip())
    if len(here) != len(said_words):
        return False
    in_heading = {n for p in stream.pieces if p.leaf.kind == HEADING for n in range(p.at, p.at + p.stop - p.start)}
    return all(
        a == b or a.lower() != b.lower() or span[0] + n in in_heading
        for n, (a, b) in enumerate(zip(here, said_words, strict=True))
    )


def _phrase(ex: Execution, scope: Scope, thing: Phrase) -> tuple[Span, ...]:
    spans = spans_of(ex, scope, thing.words)
    if thing.near is not None:
        spans = _beside(ex, scope, spans, thing.near)
    body = [s for s in spans if not scope.stream.within(HEADING, *s)] if scope.kind == "unit" else spans
    if not body and len(spans) == 1:
        ex.warn("W06", f"“{thing.words}” stands in the heading alone, and is amended there.", thing.words)
        body = spans
    if not body and scope.kind == "heading":
        there = scope.stream.text
        heading = Suggestion(there, "is the heading")
        where = search.spoken(scope.law, scope.unit.id)
        detail = f"“{thing.words}” does not stand in the heading of {where}."
        raise Refusal.of("M13", detail, words=thing.words, suggestions=(heading,))
    if not body:
        raise nearest.not_found(scope, thing.words, in_heading=bool(spans))
    match thing.which:
        case "only":
            return (_only(ex, scope, body, thing.words),)
        case "each":
            if len(body) < len(spans):
                ex.warn("W06", f"“{thing.words}” stands in a heading too, which is left as it is.", thing.words)
            if len(body) == 1:
                ex.warn("W07", f"“{thing.words}” stands in one place only.", thing.words)
            return tuple(body)
        case str(which) if which == BOTH:
            if len(body) != 2:
                raise Refusal.of("M20", f"“{thing.words}” stands {_times(len(body))}, not twice.", words=thing.words)
            return tuple(body)
    return tuple(sorted(nth(scope, body, which, thing.words) for which in thing.which.split(",")))


def _only(ex: Execution, scope: Scope, spans: list[Span], words: str) -> Span:
    if len(spans) == 1:
        return spans[0]
    text = scope.stream.text.rstrip()
    if _SMALL_WORDS.fullmatch(words) and spans[-1][1] == len(text) and words[:1] in ",;:.—":
        ex.warn("W01", f"“{words}” stands {_times(len(spans))}; the one at the end is meant.", words)
        return spans[-1]
    raise nearest.ambiguous(scope, spans, words)


def nth(scope: Scope, spans: list[Span], which: str, words: str) -> Span:
    """The place of a number, or the last.  Raises `Refusal` M20 where there are not so many."""
    number = {"last": len(spans), "penultimate": len(spans) - 1, "only": 1}.get(which)
    number = int(which) if number is None else number
    if which == "only" and len(spans) != 1:
        raise nearest.ambiguous(scope, spans, words)
    if not 1 <= number <= len(spans):
        raise Refusal.of("M20", f"“{words}” stands {_times(len(spans))} there.", words=words)
    return spans[number - 1]


def with_calls(ex: Execution, found: Found) -> Found:
    """The places with a footnote's call of the Code's editors right behind them, which goes with the words.

    In the Code's print as plain text it is a number by itself: “section 635(a) 1 of this title”.
    """
    if ex.editors is None:
        return found
    text, spans = found.scope.stream.text, list[Span]()
    for start, stop in found.spans:
        call = _CALL.match(text, stop) if _DESIGNATED.search(text[start:stop]) else None
        if call is not None:
            ex.warn(
                "T04", f"The number in “{text[start : call.end()]}” is taken for a footnote's call.", call[0].strip()
            )
        spans.append((start, call.end() if call else stop))
    return Found(found.scope, tuple(spans))


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _beside(ex: Execution, scope: Scope, spans: list[Span], near: Near) -> list[Span]:
    """The spans that stand right after, or right before, another thing."""
    text = scope.stream.text
    anchors = _anchors(ex, scope, near.thing)
    if near.side == "after":
        found = [s for s in spans if any(a[1] <= s[0] and not text[a[1] : s[0]].strip() for a in anchors)]
    else:
        found = [s for s in spans if any(s[1] <= a[0] and not text[s[1] : a[0]].strip() for a in anchors)]
    if found or len(anchors) != 1:
        return found
    anchor = anchors[0]
    later = [s for s in spans if s[0] >= anchor[1]] if near.side == "after" else [s for s in spans if s[1] <= anchor[0]]
    return later if len(later) == 1 else []


def _anchors(ex: Execution, scope: Scope, thing: Thing) -> list[Span]:
    match thing:
        case Phrase(words, _, _):
            return spans_of(ex, scope, words)
        case Sign(mark, _, _):
            return signs(scope, mark)
    return [_in_stream(scope, found.scope, span) for found in find(ex, scope, thing) for span in found.spans]


# ---- marks -----------------------------------------------------------------------------------------


def signs(scope: Scope, mark: str) -> list[Span]:
    """Every place of a punctuation mark; a period counts where it ends a sentence."""
    stream = scope.stream
    if mark == ".":
        ends = [stop for _, stop in search.sentences(stream.text)]
        found = [stream.text.rfind(".", max(0, e - 3), e) for e in ends]
        return [(n, n + 1) for n in found if n >= 0]
    return [
        m.span()
        for m in re.finditer(re.escape(mark), stream.text)
        if stream.places(*m.span()) and not stream.within(NUM, *m.span())
    ]


def _sign(ex: Execution, scope: Scope, thing: Sign) -> tuple[Span, ...]:
    spans = signs(scope, thing.mark)
    if thing.near is not None:
        spans = _beside(ex, scope, spans, thing.near)
    if not spans:
        raise Refusal.of("M18", f"There is no “{thing.mark}” there.", words=thing.mark)
    if thing.which == EACH:
        return tuple(spans)
    if thing.which != ONLY:
        return (nth(scope, spans, thing.which, thing.mark),)
    if len(spans) > 1 and thing.near is None:
        return (ending(scope, thing),)
    if len(spans) > 1:
        raise nearest.ambiguous(scope, spans, thing.mark)
    return (spans[0],)


def ending(scope: Scope, thing: Phrase | Sign) -> Span:
    """The place of words or a mark at the end of a scope.  Raises `Refusal` M22 where it ends otherwise."""
    stream = scope.stream
    tail = r"[”’)\]]*\s*$"
    if isinstance(thing, Sign):
        match = re.search(f"(?P<it>{re.escape(thing.mark)}){tail}", stream.text)
        words = thing.mark
    else:
        match = re.search(f"(?P<it>{search.pattern(thing.words).pattern}){tail}", stream.text)
        words = thing.words
    if match is None:
        there = stream.text.rstrip()[-40:]
        raise Refusal.of("M22", f"It ends “…{there}”, not with “{words}”.", words=words)
    return match.span("it")


# ---- ranges ----------------------------------------------------------------------------------------


def _stretch(ex: Execution, scope: Scope, thing: Stretch) -> Span:
    text = scope.stream.text
    start = (0, 0) if thing.start is None else _start(ex, scope, thing.start)
    begin = start[1] if thing.open_start else start[0]
    if thing.start is None:
        own = text_stretches(scope)
        begin = 0 if not own else begin
    if thing.stop is None:
        ex.to_the_end = True
        ex.warn("W09", "Everything to the end of the provision is struck.", text[begin:][:60])
        return begin, len(text.rstrip())
    stop = _stop(ex, scope, thing.stop, start)
    end = stop[0] if thing.open_stop else stop[1]
    if end < begin:
        raise Refusal.of("M21", "The end of the range stands before its beginning.", words=text[end:begin][:80])
    if thing.open_stop:
        end = begin + len(text[begin:end].rstrip())
    return begin, end


def _start(ex: Execution, scope: Scope, thing: Thing) -> Span:
    match thing:
        case Designation(unit, _):
            inner = narrow(scope, Designation(unit, True))
            return _in_stream(scope, inner)
        case Unit():
            return _in_stream(scope, narrow(scope, thing))
        case Phrase(words, which, None) if which == ONLY:
            spans = spans_of(ex, scope, words)
            body = [s for s in spans if not scope.stream.within(HEADING, *s)] or spans
            if not body:
                raise nearest.not_found(scope, words)
            return _only(ex, scope, body, words)
        case Ending() | Sentence() | Within() | Chapeau() | Flush():
            found = find(ex, scope, thing)[0]
            return _in_stream(scope, found.scope, found.spans[0])
    return find(ex, scope, thing)[0].spans[0]


def _in_stream(scope: Scope, inner: Scope, span: Span | None = None) -> Span:
    """A span of an inner scope as a span of the outer one's stream."""
    stream = scope.stream
    span = span or (0, len(inner.stream.text))
    places = inner.stream.places(*span)
    at = {p.leaf.id: p for p in stream.pieces}
    first, last = places[0], places[-1]
    if first[0].id not in at or last[0].id not in at:
        raise Refusal.of("M21", "The range leaves the provision in hand.")
    one, other = at[first[0].id], at[last[0].id]
    return one.at + first[1] - one.start, other.at + last[2] - other.start


def _stop(ex: Execution, scope: Scope, thing: Thing, start: Span) -> Span:
    match thing:
        case End(unit):
            ex.to_the_end = True
            return _in_stream(scope, scope if unit is None else narrow(scope, unit))
        case Ending(Sign() | Phrase()):
            return ending(scope, thing.thing)
        case Sign(mark, which, None) if which == ONLY:
            spans = [s for s in signs(scope, mark) if s[0] >= start[1]]
            if not spans:
                raise Refusal.of("M21", f"No “{mark}” follows the beginning of the range.", words=mark)
            if len(spans) > 1 and mark == ".":
                ex.warn("W08", f"{len(spans)} periods follow; the first ends the range.", mark)
            return spans[0]
        case Phrase(words, which, None) if which == ONLY:
            later = [s for s in spans_of(ex, scope, words) if s[0] >= start[1]] or [
                s for s in spans_of(ex, scope, words) if s[0] >= start[0] and s[1] > start[1]
            ]
            if not later:
                raise Refusal.of("M21", f"“{words}” does not follow the beginning of the range.", words=words)
            if len(later) > 1:
                ex.warn(
                    "W08",
                    f"“{words}” stands {_times(len(later))} after the beginning; the first ends the range.",
                    words,
                )
            return later[0]
        case Unit() | Chapeau() | Flush() | Sentence() | Within():
            if isinstance(thing, Unit):
                return _in_stream(scope, narrow(scope, thing))
            found = find(ex, scope, thing)[0]
            return _in_stream(scope, found.scope, found.spans[0])
    return find(ex, scope, thing)[0].spans[0]
