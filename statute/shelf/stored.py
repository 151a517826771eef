"""The shelf in a database: laws found as of any date, a section read without the title it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Engine, or_, select

from statute import address, card, fixtures, names, notes
from statute.catalogue import Catalogue, Held, Law, Listed
from statute.citation import Citation, codes, from_path
from statute.credits import Classified
from statute.errors import Refusal, Suggestion
from statute.formats import uslm
from statute.node import Node, numbered
from statute.shelf import cutting, gleaning, intake, questions
from statute.shelf.database import open_engine
from statute.shelf.dating import Moment, Text, answering
from statute.shelf.rows import PIECE, TEXT, Known, Piece, Place
from statute.shelf.tables import EXCERPTS, NAMES, PIECES, TEXTS

#: Trees of pieces no longer than this, in characters, are kept for the next one who asks.
_KEPT = 400_000


@dataclass(frozen=True, slots=True)
class Stored(Catalogue):
    """Laws held in a database.  moment: as of when they are asked for."""

    engine: Engine
    moment: Moment = field(default_factory=Moment)

    @classmethod
    def open(cls, place: str, *, create: bool = False) -> Stored:
        """The shelf in a file, or at the URL of a database.  Raises `Refusal` F14 where there is none."""
        return cls(open_engine(place, create=create))

    @classmethod
    @lru_cache(maxsize=1)
    def of_fixtures(cls) -> Stored:
        """The laws that come with the project, in a database of memory, made when first asked for."""
        engine = open_engine("sqlite://", create=True)
        for entry in fixtures.entries():
            if entry.law is not None and entry.law.suffix == ".xml":
                told = intake.Told(source=entry.source)
                list(intake.add(engine, [entry.law], told))
        return cls(engine)

    def as_of(self, words: str) -> Stored:
        """The same shelf as of a day or a release point.  Raises `Refusal` F09 on other words."""
        return replace(self, moment=Moment.read(words)) if words else self

    # ---- what is held ------------------------------------------------------------------------------

    def called(self, name: str) -> tuple[Held, ...]:
        """The laws of this name that are held; bills only where nothing else goes by it."""
        paths = self._paths_called(name)
        held = [place for path in paths if (place := self._quietly(path)) is not None]
        laws = [place for place in held if not place.path.startswith("/us/bill/")]
        return tuple(laws or held)

    def known(self, name: str) -> Held | None:
        """A law that is known by a name and not held; its text is that of the Code where that has it."""
        paths = self._paths_called(name)
        if len(paths) != 1:
            return None
        with self.engine.connect() as connection:
            row = connection.execute(select(NAMES).where(NAMES.c.law == paths[0]).order_by(NAMES.c.code.desc())).first()
        assert row is not None
        return Known(row.law, row.name, row.code)

    def at(self, path: str) -> Place | None:
        """Where the law at this path is kept; in the Code the section, or the title where no section is named.

        Raises `Refusal` M32 where no text is held as of the moment; M04 where the law has no such section.
        """
        cited = from_path(path)
        if not cited.is_code:
            return self._law_at(cited)
        if not cited.section:
            return self._whole(cited.law) if not cited.big else self._level(cited)
        return self._section(cited)

    def place_of(self, path: str) -> Place | None:
        """Where the section or level at a path is kept; the law as a whole where it is not in a piece of its own."""
        cited = from_path(path)
        whole = None if cited.is_code or not cited.section else self._whole(cited.law)
        if whole is None:
            return self.at(path)
        step = f"s{cited.section}"
        steps = [*(address.PREFIX[kind] + value for kind, value in cited.big), step]
        found = [p for p in self.pieces(whole.text, PIECES.c.step == step) if _runs(steps, p.line.split("/"))]
        return replace(whole, path=cited.law + found[0].line, piece=found[0]) if len(found) == 1 else whole

    def in_note(self, path: str) -> tuple[Held, ...]:
        """The laws that stand in the notes of the Code section at this path."""
        cited = replace(from_path(path), pin=())
        place = self._section(cited)
        code = f"{cited.formal()} note"
        own = select(TEXTS.c.law, TEXTS.c.code).where(TEXTS.c.whole, TEXTS.c.code.contains(code, autoescape=True))
        with self.engine.connect() as connection:
            rows = list(connection.execute(own.order_by(TEXTS.c.law)).all())
            if place is not None and place.piece is not None:
                set_out = select(EXCERPTS.c.law, EXCERPTS.c.code).where(EXCERPTS.c.piece == place.piece.id)
                rows += connection.execute(set_out.order_by(EXCERPTS.c.id)).all()
        found = {law: Known(law, self.name(law), said) for law, said in rows if cited.path in _notes_in(said)}
        return tuple(found.values())

    def called_so(self, name: str) -> tuple[str, ...]:
        """The paths of the laws, and parts of laws, known by this name, held or not."""
        return tuple(path for path in self._paths_called(name) if not path.startswith("/us/bill/"))

    def classified(self, act: str, section: str) -> list[Classified]:
        """What source credits and notes tell of a section of an Act, by the Act's path or folded name."""
        asked = {"act": act, "section": section}
        with self.engine.connect() as connection:
            return [Classified(*row) for row in connection.execute(questions.MADE_FROM, asked).all()]

    def near(self, name: str) -> tuple[Suggestion, ...]:
        """The names known to the shelf that are most like this one."""
        if not name:
            return ()
        with self.engine.connect() as connection:
            rows = connection.execute(select(NAMES.c.name, NAMES.c.law)).all()
        owner = {called: law for called, law in rows}
        return tuple(Suggestion(n, "the nearest name known", owner[n]) for n in names.nearest(name, owner))

    def names_like(self, name: str) -> list[gleaning.Known]:
        """What is known by a name: the laws, or parts of laws, so called; else those of the nearest names."""
        wanted = NAMES.c.undated == names.undated(name)
        if not self._paths_called(name):
            wanted = NAMES.c.name.in_([near.words for near in self.near(name)])
        asked = select(NAMES.c.law, NAMES.c.name, NAMES.c.code, NAMES.c.stat).where(wanted).order_by(NAMES.c.id)
        with self.engine.connect() as connection:
            return [gleaning.Known(*row) for row in connection.execute(asked).all()]

    def text_of(self, held: Held) -> Law:
        """A law with its tree.  Raises `Refusal` M35 where it is known and not held, M32 where not as of the moment."""
        place = held if isinstance(held, Place) else self._law_at(from_path(held.path))
        if place is None:
            raise self._not_held(held)
        if place.path.startswith("/us/usc/") or place.text.law == place.path or place.piece is not None:
            return self.law_of(place, self._tree(place))
        return self._excerpts(place)

    def name(self, path: str) -> str:
        """What the law at a path goes by: its own name where it is held, else one it is known by, else its number."""
        law = card.law_path(path) or path
        with self.engine.connect() as connection:
            own = connection.execute(select(TEXTS.c.name).where(TEXTS.c.law == law, TEXTS.c.whole)).scalar()
            known = (
                own or connection.execute(select(NAMES.c.name).where(NAMES.c.law == law).order_by(NAMES.c.id)).scalar()
            )
        return known or card.by_number(law)

    def listed(self, first: int = 0, count: int = 200) -> list[Listed]:
        """The laws of which a text is held, in order of path; each with the text that answers as of the moment."""
        asked = select(TEXTS.c.law).distinct().order_by(TEXTS.c.law).offset(first).limit(count)
        with self.engine.connect() as connection:
            laws = list(connection.execute(asked).scalars())
        found = []
        for law in laws:
            texts = self.texts(law)
            admitted = [t for t in texts if t.whole and self.moment.admits(t)] or texts
            text = admitted[-1]
            also = tuple(name for name in self._names_of(law) if name != text.name)
            found.append(Listed(law, text.name, also, text.code, text.source, text.told))
        return found

    # ---- finding texts and pieces ------------------------------------------------------------------

    def texts(self, law: str) -> list[Text]:
        """All texts of a law, the oldest first."""
        with self.engine.connect() as connection:
            found = [Text(*values) for values in map(tuple, connection.execute(questions.TEXTS_OF, {"law": law}))]
        return sorted(found, key=lambda t: (t.date, t.congress, t.number, t.id))

    def pieces(self, text: Text, *where: ColumnElement[bool]) -> list[Piece]:
        """The pieces of a text that meet conditions, in order."""
        asked = select(*PIECE).where(PIECES.c.text == text.id, *where).order_by(PIECES.c.ordinal)
        with self.engine.connect() as connection:
            return [Piece(*row) for row in connection.execute(asked).all()]

    def bodies(self, text: Text, first: int = 0, last: int | None = None) -> Iterator[tuple[int, str]]:
        """The pieces of a text from one ordinal to another with their bodies; those above the first laid bare."""
        above: list[int] = []
        if first:
            chain = {p.ordinal: p.above for p in self.pieces(text, PIECES.c.ordinal <= first)}
            at = chain.get(first)
            while at is not None:
                above.append(at)
                at = chain[at]
        spread = PIECES.c.ordinal >= first if last is None else PIECES.c.ordinal.between(first, last)
        asked = select(PIECES.c.ordinal, PIECES.c.body).where(
            PIECES.c.text == text.id, or_(spread, PIECES.c.ordinal.in_(above))
        )
        with self.engine.connect().execution_options(stream_results=True, max_row_buffer=50) as connection:
            for ordinal, body in connection.execute(asked.order_by(PIECES.c.ordinal)):
                yield ordinal, cutting.bare(body) if ordinal < first else body

    def _paths_called(self, name: str) -> list[str]:
        sought = names.folded(name)
        if not sought:
            return []
        with self.engine.connect() as connection:
            rows = connection.execute(questions.CALLED, {"name": sought}).all()
        exact = [law for law, folded in rows if folded == sought]
        return list(dict.fromkeys(exact or [law for law, _ in rows]))

    def _quietly(self, path: str) -> Place | None:
        """Where a law is kept, without a word where it is not held as of the moment."""
        try:
            return self.at(path)
        except Refusal:
            return None

    def _whole(self, law: str) -> Place | None:
        text = answering((t for t in self.texts(law) if t.whole), self.moment)
        return Place(law, text.name, text.code, text) if text is not None else None

    def _level(self, cited: Citation) -> Place | None:
        """A title of a public law, a chapter of the Code: the piece whose line ends so."""
        whole = self._whole(cited.law)
        if whole is None:
            return None
        steps = "/".join(address.PREFIX[kind] + value for kind, value in cited.big)
        last = steps.rpartition("/")[2]
        found = [
            p for p in self.pieces(whole.text, PIECES.c.step == last) if _runs(steps.split("/"), p.line.split("/"))
        ]
        if len(found) != 1:
            raise _none_or_many(found, whole.text, " of ".join(f"{k} {v}" for k, v in reversed(cited.big)))
        return Place(cited.law + found[0].line, whole.name, whole.code, whole.text, found[0])

    def _section(self, cited: Citation) -> Place | None:
        """A section of the Code, in the text that answers for it."""
        step = f"s{cited.section}"
        with self.engine.connect() as connection:
            rows = connection.execute(questions.SECTION, {"law": cited.law, "step": step}).all()
        text = answering({Text(*row[: len(TEXT)]) for row in rows}, self.moment)
        if text is None:
            return None
        found = [Piece(*r[len(TEXT) :]) for r in rows if r[0] == text.id and r[len(TEXT)] is not None]
        if len(found) != 1:
            raise _none_or_many(found, text, f"section {cited.section}", self._like(text, step))
        code = Citation(cited.law, section=cited.section).formal()
        return Place(f"{cited.law}/{step}", code, code, text, found[0])

    def _like(self, text: Text, step: str) -> tuple[Suggestion, ...]:
        held = self.pieces(text, PIECES.c.kind == "section")
        held.sort(key=lambda p: -fuzz.ratio(p.step, step))
        return tuple(Suggestion(f"section {p.step[1:]}", p.heading, text.law + p.line) for p in held[: address.MOST])

    def _law_at(self, cited: Citation) -> Place | None:
        """A law outside the Code: its own text, or what the notes of the Code set out of it."""
        if cited.big:
            return self._level(replace(cited, section="", pin=()))
        whole = self._whole(cited.law)
        if whole is not None:
            return whole
        hosts = self._hosts(cited.law)
        if not hosts:
            return None
        codes = "; ".join(dict.fromkeys(f"{host.code} note" for host in hosts))
        return Place(cited.law, self.name(cited.law), codes, hosts[0].text)

    def _hosts(self, law: str) -> list[Place]:
        """The Code sections in whose notes a law is set out, as of the moment."""
        asked = select(TEXTS.c.law, PIECES.c.step).distinct()
        asked = asked.join(PIECES, PIECES.c.text == TEXTS.c.id).join(EXCERPTS, EXCERPTS.c.piece == PIECES.c.id)
        with self.engine.connect() as connection:
            rows = connection.execute(asked.where(EXCERPTS.c.law == law).order_by(TEXTS.c.law, PIECES.c.step)).all()
        found = (self._quietly(f"{title}/{step}") for title, step in rows)
        return [place for place in found if place is not None and place.piece is not None]

    # ---- reading -----------------------------------------------------------------------------------

    def _tree(self, place: Place) -> Node:
        """The tree of a place: a section alone, a level in the line of those above it, or a whole law."""
        piece = place.piece
        if piece is not None and piece.kind == "section" and place.path.startswith("/us/usc/"):
            return _read(self.body(piece))
        first, last = (0, None) if piece is None else (piece.ordinal, self.end_of(piece))
        return _read("".join(cutting.whole(self.bodies(place.text, first, last))))

    def body(self, piece: Piece) -> str:
        """The USLM of a piece."""
        with self.engine.connect() as connection:
            body: str = connection.execute(questions.BODY, {"piece": piece.id}).scalar_one()
        return body

    def end_of(self, piece: Piece) -> int:
        """The ordinal of the last piece within one."""
        later = select(PIECES.c.ordinal, PIECES.c.above).where(
            PIECES.c.text == piece.text, PIECES.c.ordinal > piece.ordinal
        )
        last, inside = piece.ordinal, {piece.ordinal}
        with self.engine.connect() as connection:
            for ordinal, above in connection.execute(later.order_by(PIECES.c.ordinal)):
                if above not in inside:
                    break
                inside.add(ordinal)
                last = ordinal
        return last

    def law_of(self, place: Place, node: Node) -> Law:
        """The law at a place, with a tree that was made for it."""
        return Law(place.path, place.name, self._also(place), place.code, node, place.text.source, place.text.told)

    def _also(self, place: Place) -> tuple[str, ...]:
        """What else a law is called."""
        return tuple(name for name in self._names_of(place.path) if name != place.name)

    def _names_of(self, law: str) -> list[str]:
        with self.engine.connect() as connection:
            return list(dict.fromkeys(connection.execute(questions.NAMES_OF, {"law": law}).scalars()))

    def _excerpts(self, place: Place) -> Law:
        """A law as the notes of the Code set it out, its parts together in one tree."""
        found: Node | None = None
        for host in self._hosts(place.path):
            section = _read(self.body(host.piece)).part("section") if host.piece is not None else None
            for part in notes.excerpts(section) if section is not None else ():
                if part.path == place.path:
                    found = numbered(part.node) if found is None else address.joined(found, part.node)
        if found is None:
            raise self._not_held(place)
        return self.law_of(place, found)


def _notes_in(code: str) -> list[str]:
    """The Code sections, as paths, in whose notes a classification says that a law stands."""
    return [cited.path for cited in codes(code) if cited.note]


@lru_cache(maxsize=256)
def _kept(body: str) -> Node:
    return uslm.read(body)


def _read(body: str) -> Node:
    return _kept(body) if len(body) <= _KEPT else uslm.read(body)


def _runs(steps: list[str], line: list[str]) -> bool:
    """Whether steps stand in a line in their order, the last one at its end."""
    rest = iter(line)
    return line[-1] == steps[-1] and all(step in rest for step in steps)


def _none_or_many(found: list[Piece], text: Text, said: str, like: tuple[Suggestion, ...] = ()) -> Refusal:
    if not found:
        told = f"There is no {said} in {text.name}" + (f" as of {text.told}." if text.told else ".")
        return Refusal.of("M04", told, words=said, suggestions=like)
    choices = tuple(Suggestion(p.heading or p.num, "answers to it", text.law + p.line) for p in found)
    return Refusal.of("M05", f"{len(found)} provisions answer to {said}.", words=said, suggestions=choices)
