"""Files brought onto the shelf: each one whole or not at all, none twice, and one bad file stops no other.

A file is known by its SHA-256.  All that comes of it is written in one transaction, so that a crash leaves the
shelf as it was before that file; the import is taken up again by giving the same files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree
from sqlalchemy import Connection, Engine, func, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from statute import address, card, formats, names
from statute.card import Card
from statute.citation import POSITIVE, from_path, settled
from statute.errors import Problem, Refusal
from statute.formats import billdtd, uslm, uslm_out
from statute.markup import xml
from statute.markup.inline import plain
from statute.shelf import cutting, gleaning
from statute.shelf.tables import EXCERPTS, LINKS, NAMES, PIECES, SOURCES, TEXTS
from statute.shelf.words import insert_words

#: Files that are looked for in a folder.
SUFFIXES = (".xml", ".txt", ".json")
#: How many rows are written at once.
_BATCH = 400
_STEP = {**dict.fromkeys(("section", "courtRule"), "s"), **{k: v for k, v in address.PREFIX.items() if k != "section"}}


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a file: "added", "held" (already there) or "refused", the problem, and how many pieces it made."""

    file: Path
    state: str
    problem: Problem | None = None
    law: str = ""
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the one who imports says of files: their law, date and release point, and where they are from."""

    law: str = ""
    date: str = ""
    release: str = ""
    source: str = ""


def files_in(places: Iterable[Path]) -> list[Path]:
    """The files at these places, folders searched, in order of name; hidden ones are left out."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = (p for p in sorted(place.rglob("*")) if p.suffix.lower() in SUFFIXES and p.is_file())
            found += [p for p in inside if not any(part.startswith(".") for part in p.relative_to(place).parts)]
        else:
            found.append(place)
    return list(dict.fromkeys(found))


def add(engine: Engine, files: Iterable[Path], told: Told = Told()) -> Iterator[Entry]:
    """Brings files onto the shelf one after the other, and tells what became of each."""
    for file in files:
        try:
            yield _add(engine, file, told)
        except Refusal as refusal:
            yield Entry(file, "refused", refusal.problem)
        except DBAPIError as error:
            said = " ".join(str(error.orig).split())[:200]
            yield Entry(file, "refused", Problem("F14", f"The library cannot be written to: {said}."))


def _add(engine: Engine, file: Path, told: Told) -> Entry:
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise Refusal.of("F01", f"{file} cannot be read: {error.strerror or error}.") from error
    form = _form_of(file)
    row = {
        "file": told.source or str(file),
        "sha256": digest,
        "size": size,
        "form": form,
        "added": f"{datetime.now(UTC):%FT%TZ}",
    }
    with engine.begin() as connection, ExitStack() as stack:
        source = _claimed(connection, row)
        if source is None:
            return Entry(file, "held")
        path, own = file, Card()
        if form != "uslm":
            path, own = _as_uslm(file, form, Path(stack.enter_context(TemporaryDirectory())))
        intake = _Intake(connection, source, told, own)
        for piece in cutting.cut(path):
            intake.take(piece)
        intake.write()
    return Entry(file, "added", None, intake.law, intake.count)


def _claimed(connection: Connection, row: dict[str, Any]) -> int | None:
    """The id of a new source, or None where its bytes are held; from here on no other import writes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE source IN EXCLUSIVE MODE"))
    wanted = _insert(connection)(SOURCES).values(row).on_conflict_do_nothing(index_elements=["sha256"])
    source: int | None = connection.execute(wanted.returning(SOURCES.c.id)).scalar()
    return source


def _insert(connection: Connection) -> Any:
    """How this kind of database inserts what may be there already."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert


# ---- any format as USLM ----------------------------------------------------------------------------


def _form_of(file: Path) -> str:
    """The form of a file by its beginning: "uslm", "billdtd", "json" or "text".  Raises `Refusal` F01 to F08."""
    with file.open("rb") as opened:
        start = opened.read(4096)
    if not start.strip():
        raise Refusal.of("F08", f"{file.name} is empty.")
    first = start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not first.startswith(b"<"):
        return "json" if first.startswith(b"{") else "text"
    root = cutting.root_of(file)
    if billdtd.is_read(root):
        return "billdtd"
    uslm.check_root(root)
    return "uslm"


def _as_uslm(file: Path, form: str, folder: Path) -> tuple[Path, Card]:
    """A file in another form read and written as USLM, which loses nothing, and what its own form tells of it."""
    data, own = file.read_bytes(), Card()
    if form == "billdtd":
        root = xml.parse(data)
        node, own = billdtd.read_root(root), card.of_bill(root)
    else:
        node = formats.read_any(data)
    path = folder / "law.xml"
    path.write_text(uslm_out.write(node), encoding="utf-8")
    return path, own


# ---- one file --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Intake:
    """The rows of one file as they are gathered, written a batch at a time."""

    connection: Connection
    source: int
    told: Told
    own: Card
    law: str = ""
    text: int = 0
    next: int = 0
    count: int = 0
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def take(self, piece: cutting.Cut) -> None:
        """Takes in a piece; the first one tells which law it is."""
        element = piece.element
        if not self.law:
            self._begin(element)
        id, self.next, self.count = self.next, self.next + 1, self.count + 1
        kind, own = piece.steps[-1] if piece.steps else ("law", "")
        step = _STEP.get(kind, "") + own if kind != "law" else ""
        line = self._line(piece, step)
        body = etree.tostring(element, encoding="unicode", with_tail=False)
        heading = element.find("{*}heading") if kind != "law" else None
        num = element.find("{*}num") if kind != "law" else None
        self._put("piece", {
            "id": id, "text": self.text, "ordinal": piece.ordinal, "above": piece.above, "kind": kind,
            "step": step, "line": line, "num": plain(num) if num is not None else "",
            "heading": plain(heading) if heading is not None else "", "body": body,
        })  # fmt: skip
        self._glean(id, piece, line)
        law, beside = gleaning.words(element)
        self._put("words", {"piece": id, "heading": self.rows["piece"][-1]["heading"], "words": law, "notes": beside})
        if len(self.rows["piece"]) >= _BATCH:
            self.write()

    def _begin(self, element: etree._Element) -> None:
        root = element.getroottree().getroot()
        found = _completed(card.of_root(root), self.own, self.told)
        if not found.path:
            raise Refusal.of("F15", "The text does not say which law it is.")
        self.law = settled(found.path)
        is_whole = xml.local(root) not in ("section", "courtRule")
        congress, _, number = found.release.partition("-")
        title = self.law.removeprefix("/us/usc/t")
        positive = found.positive
        if positive is None and title != self.law:
            positive = title in POSITIVE
        done = self.connection.execute(insert(TEXTS), {
            "source": self.source, "law": self.law, "name": found.name or card.public_law(self.law) or self.law,
            "code": found.code, "as_of": found.as_of, "date": found.date, "congress": int(congress or 0),
            "number": int(number or 0), "whole": is_whole, "positive": positive,
        })  # fmt: skip
        assert done.inserted_primary_key is not None
        self.text = done.inserted_primary_key[0]
        self.next = (self.connection.execute(select(func.max(PIECES.c.id))).scalar() or 0) + 1
        if not self.law.startswith("/us/usc/"):
            every = (found.name, *found.names, card.public_law(self.law))
            self._name(gleaning.Known(self.law, name, found.code, found.stat) for name in every if name)

    def _line(self, piece: cutting.Cut, step: str) -> str:
        """The steps down to a piece; a section of the Code is numbered through its title."""
        if identifier := piece.element.get("identifier"):
            path = settled(identifier)
            if path == self.law or path.startswith(f"{self.law}/"):
                return path.removeprefix(self.law)
        if self.law.startswith("/us/usc/") and step.startswith("s") and piece.steps[-1][0] == "section":
            return f"/{step}"
        return "".join(f"/{_STEP.get(kind, '')}{own}" for kind, own in piece.steps if own)

    def _glean(self, id: int, piece: cutting.Cut, line: str) -> None:
        element, place = piece.element, self.law + line
        for link in gleaning.links(element, place):
            self._put("link", {
                "piece": id, "place": link.place, "target": link.target,
                "section": gleaning.section_of(link.target), "words": link.words, "role": link.role,
            })  # fmt: skip
        code = ""
        if self.law.startswith("/us/usc/") and piece.steps and piece.steps[-1][0] == "section":
            code = from_path(place).formal()
            for law in gleaning.origins(element):
                self._put("excerpt", {"piece": id, "law": law, "code": f"{code} note"})
        self._name(gleaning.known(element, self.law, piece.steps, code))

    def _name(self, found: Iterable[gleaning.Known]) -> None:
        for one in found:
            self._put("name", {
                "law": one.law, "name": one.name, "folded": names.folded(one.name),
                "undated": names.undated(one.name), "code": one.code, "stat": one.stat,
            })  # fmt: skip

    def _put(self, table: str, row: dict[str, Any]) -> None:
        self.rows.setdefault(table, []).append(row)

    def write(self) -> None:
        """Writes what was gathered."""
        for name, table in (("piece", PIECES), ("excerpt", EXCERPTS), ("link", LINKS)):
            if rows := self.rows.get(name):
                self.connection.execute(insert(table), rows)
        if rows := self.rows.get("words"):
            insert_words(self.connection, rows)
        if rows := self.rows.get("name"):
            new = _insert(self.connection)(NAMES).on_conflict_do_nothing(index_elements=["folded", "law", "code"])
            self.connection.execute(new, rows)
        self.rows.clear()


def _completed(found: Card, own: Card, told: Told) -> Card:
    """A card with what its file leaves unsaid: from its own form, then from the one who imports."""
    release = re.sub(r"\s?[–—]\s?", "-", told.release or found.release)
    if release and not re.fullmatch(r"\d{1,3}-\d{1,4}", release):
        raise Refusal.of("F09", f"“{release}” is no release point; it is written 119-36.", words=release)
    return replace(
        found,
        path=told.law or found.path or own.path,
        name=found.name or own.name,
        names=tuple(dict.fromkeys((*found.names, *own.names))),
        date=told.date or found.date or own.date,
        release=release,
    )
