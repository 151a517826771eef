"""What comes in at the command line: laws and bills, from the shelf, a file or the standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from statute.errors import Refusal

if TYPE_CHECKING:
    from drafting.amend.outcome import Report
    from statute.catalogue import Catalogue, Law
    from statute.node import Node

#: How much is read of a file, in bytes.
LARGEST = 120_000_000
OFFERED = "section-907-certification"


def shelf_at(library: str, as_of: str = "") -> Catalogue:
    """The library in a file or at a URL, as of a date; the laws that come with the project for "".

    Raises `Refusal` F14 where there is no such library, F09 for what is no date, M32 for one of theirs.
    """
    if library:
        from statute.shelf.stored import Stored

        return Stored.open(library).as_of(as_of)
    from statute.library import Shelf

    if as_of:
        raise Refusal.of("M32", "The laws that come along are held in one text each.", words=as_of)
    return Shelf.of_fixtures()


def report_on(
    law: str,
    bill: str,
    shelf: Catalogue,
    *,
    cite: str = "",
    codify: bool = False,
    enacted: str = "",
    in_force: str = "",
) -> Report:
    """The report on a bill and a law; without a law, on those of the shelf that the bill names.

    cite: which law a file is.  codify, and the two days: see `amend_law`.
    """
    from drafting.amend import errand
    from drafting.amend.versions import When
    from statute import bills
    from statute.citation import from_path
    from statute.citation import read as cited

    if law == bill == "-":
        raise Refusal.of("F09", "Only one of the law and the bill can come from the standard input.")
    said = read(bill, bill=True) if bill else bills.find(OFFERED).node
    when = When.read(enacted, in_force)
    if not law:
        return errand.amend(said, shelf, codify=codify, when=when)
    if (found := shelved(law, shelf)) is not None:
        held, tree = found
        citation = from_path(held.address(tree.id))
        return errand.amend_law(said, tree, citation=citation, codify=codify, when=when, shelf=shelf)
    named = cited(cite) if cite else None
    return errand.amend_law(said, read(law), citation=named, codify=codify, when=when, shelf=shelf)


def tree_at(place: str, shelf: Catalogue) -> Node:
    """A law or provision from the shelf, or a law from a file."""
    found = shelved(place, shelf)
    return found[1] if found is not None else read(place)


def shelved(place: str, shelf: Catalogue) -> tuple[Law, Node] | None:
    """The law and the provision that a path or citation names; None for a file, and for the standard input.

    Raises `Refusal` as `Catalogue.provision` does where the words are a citation and the shelf has no such place.
    """
    if place == "-" or (not place.startswith("/us/") and os.path.exists(place)):
        return None
    try:
        return shelf.provision(place)
    except Refusal as refusal:
        if refusal.problem.code == "M02" and _is_file_name(place):
            return None  # no citation: the name of a file that is not there
        raise


def _is_file_name(place: str) -> bool:
    ending = os.path.splitext(place)[1]
    return not place.startswith("/us/") and ((bool(ending) and " " not in ending) or os.sep in place)


def read(place: str, *, bill: bool = False) -> Node:
    """A law or bill from a file, or from the standard input for "-"."""
    from statute import formats

    return formats.read_any(data(place), bill=bill)


def data(place: str) -> bytes:
    """The bytes of a file, or of the standard input for "-".  Raises `Refusal` F01 or F04."""
    try:
        if place == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(place, "rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refusal.of("F01", f"{place} cannot be read: {reason}.") from error
    if len(data) > LARGEST:
        raise Refusal.of("F04", f"{place} has more than {LARGEST:,} bytes.")
    return data
