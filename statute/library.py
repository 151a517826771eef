"""The shelf of laws: where the text that a citation names is found, and as of when.

A law is found by its path, by any of its names, or by where the Code classifies it; a provision at
any depth below it, the levels above its section named or not.  What is not held is said to be not
held, with the nearest that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from statute import address, card, credits, fixtures, formats, names, notes
from statute.catalogue import Catalogue, Held, Law, Listed
from statute.citation import codes
from statute.errors import Refusal, Suggestion
from statute.node import Node, numbered

__all__ = ["Law", "Shelf"]


@dataclass(frozen=True, slots=True)
class Shelf(Catalogue):
    """Laws held in memory.  A shelf does not change: adding gives another shelf."""

    laws: tuple[Law, ...] = ()
    #: What the Code's sections tell of Acts, kept here once it was asked for.
    _told: list[credits.Classification] = field(default_factory=list, init=False, compare=False, repr=False)

    @classmethod
    @lru_cache(maxsize=1)
    def of_fixtures(cls) -> Shelf:
        """The laws that come with the project, read when first asked for."""
        return cls(tuple(_shelved(entry) for entry in fixtures.entries() if entry.law is not None))

    def add(self, node: Node, *, source: str = "", as_of: str = "") -> Shelf:
        """A shelf with this law too; with a Code section come the laws set out in its notes.

        What is held already stays as it is: of a law held in part, only the sections not yet held
        are added.  Raises `Refusal` M02 where the node has no identifier that says which law it is.
        """
        own = node.part("section") or node if node.kind == "law" else node
        identifier = node.attr("identifier") or own.attr("identifier")
        code = notes.code_of(own) or notes.code_of(node)
        path = identifier if code else card.law_path(identifier)
        if not path:
            raise Refusal.of("M02", "The text does not say which law it is.", words=identifier)
        named = (code, *names.short_titles(" ".join(_own_words(node))))
        law = Law(path, *_names(named, path), code, node, source, as_of)
        shelf = self._with(law)
        for part in notes.excerpts(own):
            shelf = shelf._with(Law(part.path, *_names((), part.path), part.code, part.node, source, as_of))
        return shelf

    # ---- what is held ------------------------------------------------------------------------------

    def called(self, name: str) -> tuple[Law, ...]:
        """The laws of this name; where it bears no year, those of the name in any year."""
        sought = names.folded(name)
        if not sought:
            return ()
        exact = tuple(law for law in self.laws if sought in map(names.folded, law.called))
        return exact or tuple(law for law in self.laws if sought in map(names.undated, law.called))

    def at(self, path: str) -> Law | None:
        """The law at this path; in the Code, the title or section that holds it."""
        code = path.startswith("/us/usc/")
        over = [law for law in self.laws if path == law.path or (code and path.startswith(f"{law.path}/"))]
        return max(over, key=lambda law: len(law.path), default=None)

    def in_note(self, path: str) -> tuple[Law, ...]:
        """The laws that stand in the notes of the Code section at this path."""
        return tuple(law for law in self.laws if any(c.note and c.path == path for c in codes(law.code)))

    def called_so(self, name: str) -> tuple[str, ...]:
        """The paths of the laws of this name, and of the Acts that notes of the Code call so."""
        told = self._classification().called.get(names.folded(name), set())
        return tuple(dict.fromkeys((*(law.path for law in self.called(name)), *sorted(told))))

    def classified(self, act: str, section: str) -> Iterable[credits.Classified]:
        """What source credits and notes tell of a section of an Act, by the Act's path or folded name."""
        return self._classification().rows(act, section)

    def _classification(self) -> credits.Classification:
        if not self._told:
            trees = (law.node for law in self.laws if law.path.startswith("/us/usc/"))
            self._told.append(credits.Classification.of(trees))
        return self._told[0]

    def near(self, name: str) -> tuple[Suggestion, ...]:
        """The names on the shelf that are most like this one."""
        owner = {called: law for law in self.laws for called in law.called}
        near = names.nearest(name, owner) if name else ()
        return tuple(Suggestion(n, "the nearest name on the shelf", owner[n].path) for n in near)

    def name(self, path: str) -> str:
        """What the law at a path goes by; the path itself where it is not held."""
        return next((law.name for law in self.laws if law.path == path), path)

    def listed(self, first: int = 0, count: int = 200) -> list[Listed]:
        """The laws held, in the order in which they were added."""
        some = self.laws[first : first + count]
        return [Listed(law.path, law.name, law.names, law.code, law.source, law.as_of) for law in some]

    def text_of(self, held: Held) -> Law:
        """A law of the shelf, which has its tree."""
        assert isinstance(held, Law)
        return held

    # ---- adding ------------------------------------------------------------------------------------

    def _with(self, law: Law) -> Shelf:
        held = next((other for other in self.laws if other.path == law.path), None)
        if held is None:
            return Shelf((*self.laws, replace(law, node=numbered(law.node))))
        joined = replace(
            held,
            names=tuple(n for n in dict.fromkeys((*held.names, *law.called)) if n != held.name),
            code="; ".join(dict.fromkeys(filter(None, (*held.code.split("; "), *law.code.split("; "))))),
            node=address.joined(held.node, law.node),
        )
        return Shelf(tuple(joined if other is held else other for other in self.laws))


def _shelved(entry: fixtures.Entry) -> Law:
    """The law of a fixture: from its XML, or from its text, which has no card."""
    assert entry.law is not None
    data = entry.law.read_bytes()
    own = card.read(data) if entry.law.suffix == ".xml" else card.Card()
    path = own.path or f"/us/draft/{entry.name}"
    node = formats.read_any(data)
    return Law(path, own.name or entry.name, own.names, own.code, node, entry.source, own.as_of)


def _names(known: Iterable[str], path: str) -> tuple[str, tuple[str, ...]]:
    """The name a law goes by and its others: the first that it has."""
    every = [*dict.fromkeys(filter(None, known)), card.public_law(path)]
    found = [name for name in every if name] or [path]
    return found[0], tuple(found[1:])


def _own_words(node: Node) -> list[str]:
    """The words of a law's own text, quoted matter left out: another law's short title is not its name."""
    if node.kind in ("quoted", "note", "notes"):
        return []
    return [node.words] if node.is_leaf else [w for part in node.parts for w in _own_words(part)]
