"""Files brought onto the shelf: each one whole or not at all, none twice, and one bad file stops no other.

A file is known by its SHA-256.  All that comes of it is written in one transaction, small files several together,
and is told of when that has ended; so that a crash leaves the shelf as it was before those files, and the import is
taken up again by giving the same files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from statute import address, card, formats, identity, names
from statute.card import Card
from statute.citation import POSITIVE, from_path, settled
from statute.errors import Problem, Refusal
from statute.formats import billdtd, uslm, uslm_out
from statute.markup import streamed, xml
from statute.markup.inline import plain
from statute.shelf import cutting, gleaning
from statute.shelf.bulk import Rows
from statute.shelf.tables import PIECES, TEXTS

#: Files that are looked for in a folder.
SUFFIXES = (".xml", ".txt", ".json")
#: How many bytes of small files are brought in together.
_TOGETHER = 4_000_000
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
    """Brings files onto the shelf, and tells what became of each once it is there to stay."""
    for some in _together(files):
        try:
            yield from _added(engine, some, told)
        except (Refusal, DBAPIError):  # which of them it was shows when each is by itself
            for file in some:
                yield _alone(engine, file, told)


def _together(files: Iterable[Path]) -> Iterator[list[Path]]:
    """Files in order, as many together as make up `_TOGETHER` bytes."""
    some: list[Path] = []
    size = 0
    for file in files:
        own = file.stat().st_size if file.is_file() else 0
        if some and size + own > _TOGETHER:
            yield some
            some, size = [], 0
        some.append(file)
        size += own
    if some:
        yield some


def _alone(engine: Engine, file: Path, told: Told) -> Entry:
    try:
        return _added(engine, [file], told)[0]
    except Refusal as refusal:
        return Entry(file, "refused", refusal.problem)
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())[:200]
        return Entry(file, "refused", Problem("F14", f"The library cannot be written to: {said}."))


def _added(engine: Engine, files: list[Path], told: Told) -> list[Entry]:
    """What became of files in one transaction, which has ended well."""
    with engine.begin() as connection:
        rows = Rows(connection)
        entries = [_taken(rows, file, told) for file in files]
        rows.write()
    return entries


def _taken(rows: Rows, file: Path, told: Told) -> Entry:
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise Refusal.of("F01", f"{file} cannot be read: {error.strerror or error}.") from error
    form = _form_of(file)
    added = f"{datetime.now(UTC):%FT%TZ}"
    source = rows.claim(
        {"file": told.source or str(file), "sha256": digest, "size": size, "form": form, "added": added}
    )
    if source is None:
        return Entry(file, "held")
    with ExitStack() as stack:
        path, own = file, Card()
        if form != "uslm":
            path, own = _as_uslm(file, form, Path(stack.enter_context(TemporaryDirectory())))
        intake = _Intake(rows, source, told, own, file if form in ("uslm", "billdtd") else None)
        for piece in cutting.cut(path):
            intake.take(piece)
    return Entry(file, "added", None, intake.law, intake.count)


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
    root = streamed.root_of(file)
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
    """What comes of one file, put among the rows of a transaction.

    file: of XML, by whose name a document goes that bears neither number nor title.
    """

    rows: Rows
    source: int
    told: Told
    own: Card
    file: Path | None
    law: str = ""
    text: int = 0
    count: int = 0

    def take(self, piece: cutting.Cut) -> None:
        """Takes in a piece; the first one tells which law it is."""
        element = piece.element
        if not self.law:
            self._begin(element)
        id, self.count = self.rows.number(PIECES), self.count + 1
        kind, own = piece.steps[-1] if piece.steps else ("law", "")
        step = _STEP.get(kind, "") + own if kind != "law" else ""
        line = self._line(piece, step)
        heading = self._said(element, "heading") if kind != "law" else ""
        self.rows.put("piece", {
            "id": id, "text": self.text, "ordinal": piece.ordinal, "above": piece.above, "kind": kind,
            "step": step, "line": line, "num": self._said(element, "num") if kind != "law" else "",
            "heading": heading, "body": etree.tostring(element, encoding="unicode", with_tail=False),
        })  # fmt: skip
        self._glean(id, piece, line)
        law, beside = gleaning.words(element)
        self.rows.put("wording", {"piece": id, "heading": heading, "words": law, "notes": beside})
        if self.rows.is_due:
            self.rows.write()

    def _said(self, element: etree._Element, name: str) -> str:
        """The words of the first child of this name."""
        found = element.find(f"{{*}}{name}")
        return plain(found) if found is not None else ""

    def _begin(self, element: etree._Element) -> None:
        root = element.getroottree().getroot()
        found = _completed(card.of_root(root), self.own, self.told)
        is_whole = xml.local(root) not in ("section", "courtRule")
        path = found.path or (identity.draft(found.name or self.file.stem) if is_whole and self.file else "")
        if not path:
            raise Refusal.of("F15", "The text does not say which law it is.")
        self.law = settled(path)
        congress, _, number = found.release.partition("-")
        title = self.law.removeprefix("/us/usc/t")
        positive = found.positive
        if positive is None and title != self.law:
            positive = title in POSITIVE
        self.text = self.rows.number(TEXTS)
        self.rows.put("text", {
            "id": self.text, "source": self.source, "law": self.law, "code": found.code,
            "as_of": found.as_of or found.stage,
            "name": found.name or card.by_number(self.law), "date": found.date,
            "congress": int(congress or 0), "number": int(number or 0), "whole": is_whole, "positive": positive,
        })  # fmt: skip
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
            self.rows.put("link", {
                "piece": id, "place": link.place, "target": link.target,
                "section": gleaning.section_of(link.target), "words": link.words, "role": link.role,
            })  # fmt: skip
        code = ""
        if self.law.startswith("/us/usc/") and piece.steps and piece.steps[-1][0] == "section":
            code = from_path(place).formal()
            for law in gleaning.origins(element):
                self.rows.put("excerpt", {"piece": id, "law": law, "code": f"{code} note"})
            for one in gleaning.classified(element, place):
                self.rows.put("classified", {"piece": id, **gleaning.row(one)})
        self._name(gleaning.known(element, self.law, piece.steps, code))

    def _name(self, found: Iterable[gleaning.Known]) -> None:
        for one in found:
            self.rows.put("name", {
                "law": one.law, "name": one.name, "folded": names.folded(one.name),
                "undated": names.undated(one.name), "code": one.code, "stat": one.stat,
            })  # fmt: skip


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
