"""How a law is looked up, wherever its text is kept: by its path, by any of its names, by its place in the Code.

What a catalogue must be able to tell is in the methods of `Catalogue` that are not written out; a shelf in
memory (`library.py`) and one in a database (`shelf/`) tell it each in its own way.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from statute import address, card, credits, references
from statute.citation import Citation, from_path, read
from statute.errors import Refusal, Suggestion
from statute.node import Node

#: A cite to a note of the Code, which `read` alone understands.
_NOTE = re.compile(r"\b(?:note|nt)\b")


class Held(Protocol):
    """What is known of a law without its text: its path, its name, and where the Code classifies it."""

    @property
    def path(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str: ...


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
        return address.path_of(card.law_path(self.path), self.node, id)

    def title(self, node: Node) -> str:
        """What a provision is called: "section 907 of the FREEDOM Support Act", "17 U.S.C. 107(1)".

        The law as a whole goes by its name.
        """
        cited = from_path(self.address(node.id)) if self.path.startswith("/us/usc/") else None
        if node is self.node or (cited is not None and cited.path == self.path and not cited.section):
            return self.name
        if cited is not None:
            return cited.formal() if cited.section else cited.spoken()
        the = "" if self.name.startswith("Public Law ") else "the "
        return f"{address.said(self.node, node)} of {the}{self.name}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A law held, without its text: the card that a list shows."""

    path: str
    name: str
    names: tuple[str, ...]
    code: str
    source: str
    as_of: str


class Catalogue(ABC):
    """Laws that can be looked up."""

    __slots__ = ()

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
        if words.startswith("/us/"):  # a path says all of it; a reference may end where its words do
            return from_path(words)
        for of in re.finditer(r"^|\bof\s+", words):
            held = self.called(words[of.end() :])
            if len(held) == 1 and of.start() == 0:
                return from_path(held[0].path)
            if len(held) == 1:
                within = from_path(held[0].path)
                own = read(words[: of.start()])
                return replace(own, law=within.law, name="", big=(*within.big, *own.big))
        if not _NOTE.search(words) and (found := references.cited(words)) is not None:
            return found
        return read(words)

    # ---- what a shelf must tell --------------------------------------------------------------------

    @abstractmethod
    def called(self, name: str) -> tuple[Held, ...]:
        """The laws held that go by this name; where it bears no year, those of the name in any year."""

    @abstractmethod
    def at(self, path: str) -> Held | None:
        """The law held at this path, that of a provision in the Code included."""

    @abstractmethod
    def in_note(self, path: str) -> tuple[Held, ...]:
        """The laws that stand in the notes of the Code section at this path."""

    @abstractmethod
    def near(self, name: str) -> tuple[Suggestion, ...]:
        """The laws whose names are most like this one."""

    @abstractmethod
    def text_of(self, held: Held) -> Law:
        """A law held, with its tree."""

    @abstractmethod
    def name(self, path: str) -> str:
        """What the law at a path goes by; the path itself where that is not known."""

    @abstractmethod
    def listed(self, first: int = 0, count: int = 200) -> list[Listed]:
        """The laws held, in order of path: so many of them, from one on."""

    @abstractmethod
    def called_so(self, name: str) -> tuple[str, ...]:
        """The paths of the laws, and parts of laws, known by this name, held or not."""

    @abstractmethod
    def classified(self, act: str, section: str) -> Iterable[credits.Classified]:
        """What source credits and notes tell of a section of an Act, by the Act's path or folded name."""

    def known(self, name: str) -> Held | None:
        """A law known by this name that is not held."""
        return None

    def in_code(self, citation: Citation) -> Citation | None:
        """The Code section that prints the section of an Act that is cited; None where that is not certain."""
        return credits.certain(citation, self.called_so(citation.name) if citation.name else (), self.classified)

    # ---- ways to a law -----------------------------------------------------------------------------

    def _numbered(self, citation: Citation) -> Law:
        if (law := self.at(citation.law)) is not None:
            return self.text_of(law)
        said = card.public_law(citation.law) or citation.law
        choices = self.near(citation.name)
        raise Refusal.of("M35", f"There is no {said} on the shelf.", words=said, suggestions=choices)

    def _not_held(self, law: Held) -> Refusal:
        """The refusal for a law that is known and not held; it names the Code's place for it."""
        said = card.public_law(law.path) or law.path
        choices = (Suggestion(law.code, "is where the Code has it"),) if law.code else ()
        return Refusal.of("M35", f"{law.name} is {said}, which is not on the shelf.", words=said, suggestions=choices)

    def _classified(self, citation: Citation) -> Law:
        sought = citation.path
        if not citation.note:
            if citation.big and not citation.section:  # the path of a Code section leaves them out
                sought = citation.law + "".join(f"/{address.PREFIX[kind]}{value}" for kind, value in citation.big)
            if (whole := self.at(sought)) is not None:
                return self.text_of(whole)
            sought = replace(citation, pin=()).path
        held = self.in_note(sought) if citation.note or citation.section else ()
        if citation.note and len(held) == 1:
            return self.text_of(held[0])
        said = citation.formal() if citation.section else citation.spoken()
        choices = tuple(Suggestion(law.name, f"set out in {law.code}", law.path) for law in held)
        if citation.note and held:
            raise Refusal.of("M05", f"{said} holds {len(held)} laws.", words=said, suggestions=choices)
        raise Refusal.of("M35", f"{said} is not on the shelf.", words=said, suggestions=choices)

    def _named(self, citation: Citation) -> Law:
        held = self.called(citation.name)
        if not held and citation.note:
            in_note = [law for path in citation.parallel for law in self.in_note(path)]
            held = tuple(law for law in in_note if address.holds(self.text_of(law).node, citation))
        if len(held) == 1:
            return self.text_of(held[0])
        if held:
            choices = tuple(Suggestion(law.name, card.public_law(law.path), law.path) for law in held)
            raise Refusal.of(
                "M05", f"{len(held)} laws go by “{citation.name}”.", words=citation.name, suggestions=choices
            )
        if (known := self.known(citation.name)) is not None:
            raise self._not_held(known)
        near = self.near(citation.name)
        raise Refusal.of(
            "M01", f"No law on the shelf goes by “{citation.name}”.", words=citation.name, suggestions=near
        )
