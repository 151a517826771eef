"""How a line of the phrasebook is read and written: a sentence with holes beside a meaning with the same holes.

In a sentence, `\\(` is a bracket of the text, `[x]` is read but not written, `[x|y]` and `(x|y)` are
alternatives (the first of a round group is written), `{name}` is a hole.  Reading fills the holes of the
meaning; writing fills the holes of the sentence.  Quoted matter has been lifted out before and is one character each.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Binds = dict[str, Any]
Reader = Callable[[str, int], Iterator[tuple[Any, int]]]
Writer = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in a meaning that a sentence fills: `name` is unique in the line, `kind` says by what."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One form: its code in the catalogue, its sentence, its meaning, and an example of its own.

    `of`: for a line that follows a thing and qualifies it ("each place it appears"), the thing as it was.
    """

    form: str
    sentence: str
    meaning: Any
    example: str
    of: Any = None


@dataclass(frozen=True, slots=True)
class _Words:
    pattern: re.Pattern[str]
    written: str


@dataclass(frozen=True, slots=True)
class _Gap:
    name: str


_Piece = _Words | _Gap
_TOKEN = re.compile(
    r"(?P<literal>\\[()\[\]])|\{(?P<hole>\w+)\}|(?P<open>[\[(])|(?P<close>[\])])|(?P<bar>\|)|(?P<word>[^\s{}\[\]()|\\]+)|(?P<blank>\s+)"
)


def compile_sentence(sentence: str, shapes: dict[str, str]) -> tuple[tuple[_Piece, ...], ...]:
    """The ways to say a sentence, as runs of words and gaps; groups that hold a hole multiply the ways.

    `shapes` gives the expression for a word that has several shapes ("striking", "strike", "struck").
    """
    tokens = list(_TOKEN.finditer(sentence))
    ways, _ = _alternatives(tokens, 0, shapes)
    return tuple(_merged(way, shapes) for way in ways)


@dataclass(frozen=True, slots=True)
class _Group:
    """Alternatives without a hole: read as one expression; `written` is what is said, "" where it is optional."""

    pattern: str
    written: str


_Raw = str | _Group | _Gap


def _alternatives(tokens: list[re.Match[str]], at: int, shapes: dict[str, str]) -> tuple[list[list[_Raw]], int]:
    """The ways to say the tokens up to the group's end, and where that is."""
    ways: list[list[_Raw]] = [[]]
    done: list[list[_Raw]] = []
    while at < len(tokens):
        token = tokens[at]
        if token["literal"]:
            ways = [[*w, token["literal"][1]] for w in ways]
        elif token["hole"]:
            ways = [[*w, _Gap(token["hole"])] for w in ways]
        elif token["word"]:
            ways = [[*w, token["word"]] for w in ways]
        elif token["bar"]:
            done, ways = done + ways, [[]]
        elif token["open"]:
            inner, at = _alternatives(tokens, at + 1, shapes)
            options = _options(inner, token["open"] == "[", shapes)
            ways = [w + o for w in ways for o in options]
        elif token["close"]:
            break
        at += 1
    return done + ways, at


def _options(inner: list[list[_Raw]], optional: bool, shapes: dict[str, str]) -> list[list[_Raw]]:
    if any(isinstance(piece, _Gap) for way in inner for piece in way):
        return [*inner, []] if optional else inner
    pattern = "(?:" + "|".join(_pattern(way, shapes) for way in inner) + ")" + ("?" if optional else "")
    return [[_Group(pattern, "" if optional else _written(inner[0]))]]


def _pattern(way: list[_Raw], shapes: dict[str, str]) -> str:
    return "".join(piece.pattern if isinstance(piece, _Group) else _word(str(piece), shapes) for piece in way)


def _word(word: str, shapes: dict[str, str]) -> str:
    if not word[0].isalnum():
        return r"\s*" + re.escape(word) + (r"\b" if word[-1].isalnum() else "")
    return r"\s*\b" + shapes.get(word, re.escape(word)) + (r"\b" if word[-1].isalnum() else "")


def _written(way: list[_Raw]) -> str:
    return " ".join(filter(None, (p.written if isinstance(p, _Group) else str(p) for p in way)))


def _merged(way: list[_Raw], shapes: dict[str, str]) -> tuple[_Piece, ...]:
    """The way with neighbouring words and groups made one expression."""
    pieces: list[_Piece] = []
    words: list[_Raw] = []
    for raw in [*way, None]:
        if raw is not None and not isinstance(raw, _Gap):
            words.append(raw)
            continue
        if words:
            pieces.append(_Words(re.compile(_pattern(words, shapes), re.I), _written(words)))
            words = []
        if raw is not None:
            pieces.append(raw)
    return tuple(pieces)


class Table:
    """Lines that are read and written by one set of rules for their holes."""

    def __init__(self, name: str, lines: tuple[Line, ...], shapes: dict[str, str]) -> None:
        self.name = name
        self.lines = lines
        self._ways = [(line, compile_sentence(line.sentence, shapes)) for line in lines]
        self._holes = [{h.name: h.kind for part in (line.meaning, line.of) for h in _holes(part)} for line in lines]

    def read(
        self, text: str, at: int, readers: dict[str, Reader], thing: Any = None
    ) -> Iterator[tuple[Any, int, Line]]:
        """Every way to read a line at this place: (meaning, where it ends, the line)."""
        for (line, ways), kinds in zip(self._ways, self._holes, strict=True):
            known: Binds = {}
            if line.of is not None and not unify(line.of, thing, known):
                continue
            for way in ways:
                for binds, end in _fill(way, 0, text, at, known, kinds, readers):
                    yield build(line.meaning, binds), end, line

    def write(self, meaning: Any, writers: dict[str, Writer]) -> str | None:
        """The sentence of the first line that has this meaning, or None; what it qualifies is written before it."""
        for (line, ways), kinds in zip(self._ways, self._holes, strict=True):
            binds: Binds = {}
            if not unify(line.meaning, meaning, binds):
                continue
            before = None
            if line.of is not None and (before := writers["thing"](build(line.of, binds))) is None:
                continue
            own = {h.name for h in _holes(line.meaning)} - {h.name for h in _holes(line.of)}
            for way in ways:
                if (
                    own <= {p.name for p in way if isinstance(p, _Gap)}
                    and (said := _say(way, binds, kinds, writers)) is not None
                ):
                    return said if before is None else f"{before} {said}"
        return None


def _fill(
    way: tuple[_Piece, ...],
    n: int,
    text: str,
    at: int,
    binds: Binds,
    kinds: dict[str, str],
    readers: dict[str, Reader],
) -> Iterator[tuple[Binds, int]]:
    if n == len(way):
        yield binds, at
        return
    piece = way[n]
    if isinstance(piece, _Words):
        if match := piece.pattern.match(text, at):
            yield from _fill(way, n + 1, text, match.end(), binds, kinds, readers)
        return
    for value, end in readers[kinds.get(piece.name, piece.name)](text, at):
        yield from _fill(way, n + 1, text, end, {**binds, piece.name: value}, kinds, readers)


def _say(way: tuple[_Piece, ...], binds: Binds, kinds: dict[str, str], writers: dict[str, Writer]) -> str | None:
    out: list[str] = []
    for piece in way:
        if isinstance(piece, _Words):
            said: str | None = piece.written
        else:
            said = writers[kinds.get(piece.name, piece.name)](binds.get(piece.name))
        if said is None:
            return None
        if said:
            out.append(said)
    return re.sub(r"\s+([,;:])", r"\1", " ".join(out))


def _holes(meaning: Any) -> Iterator[Hole]:
    if isinstance(meaning, Hole):
        yield meaning
    elif isinstance(meaning, tuple):
        for part in meaning:
            yield from _holes(part)
    elif dataclasses.is_dataclass(meaning) and not isinstance(meaning, type):
        for field in dataclasses.fields(meaning):
            yield from _holes(getattr(meaning, field.name))


def build(meaning: Any, binds: Binds) -> Any:
    """A meaning with its holes filled."""
    if isinstance(meaning, Hole):
        return binds[meaning.name]
    if isinstance(meaning, tuple):
        return tuple(build(part, binds) for part in meaning)
    if dataclasses.is_dataclass(meaning) and not isinstance(meaning, type):
        return type(meaning)(**{f.name: build(getattr(meaning, f.name), binds) for f in dataclasses.fields(meaning)})
    return meaning


def unify(meaning: Any, value: Any, binds: Binds) -> bool:
    """Whether a value has this meaning; the holes are bound to what they stand for."""
    if isinstance(meaning, Hole):
        if meaning.name in binds:
            return bool(binds[meaning.name] == value)
        binds[meaning.name] = value
        return True
    if isinstance(meaning, tuple):
        return (
            isinstance(value, tuple)
            and len(value) == len(meaning)
            and all(unify(m, v, binds) for m, v in zip(meaning, value, strict=True))
        )
    if dataclasses.is_dataclass(meaning) and not isinstance(meaning, type):
        if type(value) is not type(meaning):
            return False
        return all(unify(getattr(meaning, f.name), getattr(value, f.name), binds) for f in dataclasses.fields(meaning))
    return bool(meaning == value)
