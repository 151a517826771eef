"""The shelf of laws: where the text that a citation names is found, and as of when.

A law is found by its path, by any of its names, or by where the Code classifies it; a provision at
any depth below it, the levels above its section named or not.  What is not held is said to be not
held, with the nearest that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from statute import address, card, fixtures, names, notes
from statute.citation import Citation, codes, from_path, read
from statute.errors import Refusal, Suggestion
from statute.formats import text, uslm
from statute.node import Node, numbered


@dataclass(frozen=True, slots=True)
class Law:
    """A law as it is held.

    path: "/us/pl/102/511", or "/us/usc/t22/s5812" for a section of the Code.  name: what it goes by;
    names: what else it is called.  code: where the Code classifies it, "22 U.S.C. 5812 note", several
    with "; " between.  node: its tree from the root.  source, as_of: where the text is from, and when.
    """

    path: str
    name: str
    names: tuple[str, ...]
    code: str
    node: Node
    source: str = ""
    as_of: str = ""

    @property
    def called(self) -> tuple[str, ...]:
        """Everything the law is called, its public law number included."""
        every = (self.name, *self.names, card.public_law(self.path))
        return tuple(dict.fromkeys(name for name in every if name))

    def address(self, id: str) -> str:
        """The path of the node with this id, "/us/pl/102/511/s907/a"; the law's own where it has none."""
        return card.law_path(self.path) + address.below(self.node, id)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Laws that can be looked up.  A shelf does not change: adding gives another shelf."""

    laws: tuple[Law, ...] = ()

    @classmethod
    @lru_cache(maxsize=1)
    def of_fixtures(cls) -> Shelf:
        """The laws that come with the project, read when first asked for."""
        return cls(tuple(_shelved(entry) for entry in fixtures.entries() if entry.law is not None))

    def find(self, citation: Citation) -> Law:
        """The law a citation names: by its path, by its name, by its classification in the Code.

        Raises `Refusal` M35 (known by its number, not held), M01 (no such name; the nearest are
        suggested), M05 (several answer), M02 (the citation names no law).
        """
        if citation.law and not citation.is_code:
            return self._numbered(citation)
        if citation.is_code:
            return self._classified(citation)
        if citation.name:
            return self._named(citation)
        said = citation.spoken()
        raise Refusal.of(
            "M02", f"“{said}” does not say which law it is in." if said else "No law is named.", words=said
        )

    def provision(self, at: str | Citation) -> tuple[Law, Node]:
        """The law and the provision in it, at any depth: of a path, a citation, or the words of one.

        Raises `Refusal` as `find` does; M04 where the law has no such provision, with those it has
        at that place; M05 where it has several; M02 where the words are no citation.
        """
        citation = self.cited(at) if isinstance(at, str) else at
        law = self.find(citation)
        return law, address.resolve(law.node, citation, card.law_path(law.path))

    def cited(self, words: str) -> Citation:
        """The citation that words are, the name of a law on the shelf in any case included.

        Raises `Refusal` M02 where they are none.
        """
        for of in re.finditer(r"^|\bof\s+", words):
            held = self._called(words[of.end() :])
            if len(held) == 1 and of.start() == 0:
                return from_path(held[0].path)
            if len(held) == 1:
                return replace(read(words[: of.start()]), law=held[0].path, name="")
        return read(words)

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

    # ---- ways to a law -----------------------------------------------------------------------------

    def _numbered(self, citation: Citation) -> Law:
        for law in self.laws:
            if law.path == citation.law:
                return law
        said = card.public_law(citation.law) or citation.law
        raise Refusal.of("M35", f"There is no {said} on the shelf.", words=said, suggestions=self._near(citation.name))

    def _classified(self, citation: Citation) -> Law:
        sought = citation.path
        if not citation.note:
            whole = [law for law in self.laws if sought == law.path or sought.startswith(f"{law.path}/")]
            if whole:
                return max(whole, key=lambda law: len(law.path))
            sought = replace(citation, pin=()).path
        held = self._in_note(sought) if citation.note or citation.section else ()
        if citation.note and len(held) == 1:
            return held[0]
        said = citation.formal() if citation.section else citation.spoken()
        choices = tuple(Suggestion(law.name, f"set out in {law.code}", law.path) for law in held)
        if citation.note and held:
            raise Refusal.of("M05", f"{said} holds {len(held)} laws.", words=said, suggestions=choices)
        raise Refusal.of("M35", f"{said} is not on the shelf.", words=said, suggestions=choices)

    def _named(self, citation: Citation) -> Law:
        held = self._called(citation.name)
        if not held and citation.note:
            in_note = [law for path in citation.parallel for law in self._in_note(path)]
            held = tuple(law for law in in_note if address.holds(law.node, citation))
        if len(held) == 1:
            return held[0]
        if held:
            choices = tuple(Suggestion(law.name, card.public_law(law.path), law.path) for law in held)
            raise Refusal.of(
                "M05", f"{len(held)} laws go by “{citation.name}”.", words=citation.name, suggestions=choices
            )
        near = self._near(citation.name)
        raise Refusal.of(
            "M01", f"No law on the shelf goes by “{citation.name}”.", words=citation.name, suggestions=near
        )

    def _called(self, name: str) -> tuple[Law, ...]:
        """The laws of this name; where it bears no year, those of the name in any year."""
        sought = names.folded(name)
        if not sought:
            return ()
        exact = tuple(law for law in self.laws if sought in map(names.folded, law.called))
        return exact or tuple(law for law in self.laws if sought in map(names.undated, law.called))

    def _in_note(self, path: str) -> tuple[Law, ...]:
        """The laws that stand in the notes of the Code section at this path."""
        return tuple(law for law in self.laws if any(c.note and c.path == path for c in codes(law.code)))

    def _near(self, name: str) -> tuple[Suggestion, ...]:
        owner = {called: law for law in self.laws for called in law.called}
        near = names.nearest(name, owner) if name else ()
        return tuple(Suggestion(n, "the nearest name on the shelf", owner[n].path) for n in near)

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
    data = entry.law.read_text(encoding="utf-8")
    if entry.law.suffix != ".xml":
        return Law(f"/us/draft/{entry.name}", entry.name, (), "", text.read(data), entry.source)
    own = card.read(data)
    path = own.path or f"/us/draft/{entry.name}"
    return Law(path, own.name or entry.name, own.names, own.code, uslm.read(data), entry.source, own.as_of)


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
