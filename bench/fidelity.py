"""What of each file of real law survives: its letters in the tree, the tree in what is written, the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from statute import formats
from statute.errors import Refusal
from statute.formats import billdtd, billdtd_out, uslm_out
from statute.markup import xml
from statute.node import NUM, Node, walk

#: Folders of the corpus, and what they hold.
FOLDERS = {
    "usc": "titles and sections of the Code, USLM 1.0 and 2 beta",
    "laws": "public laws and enrolled bills, USLM",
    "comps": "Statute Compilations, USLM",
    "bills_uslm": "bills and resolutions, USLM",
    "bills_dtd": "bills and resolutions, bill DTD",
}
#: What print sets before a designation and a file of the bill DTD does not hold.
_PRINTED = re.compile(r"(?:SECTION|SEC\.|§|(?:SUB)?(?:DIVISION|TITLE|CHAPTER|PART)|Sub(?:title|part))\s+")


@dataclass(frozen=True, slots=True)
class Faith:
    """What held of one file: that it was read, that all its letters are in the tree in their order, that
    what is written in its own format reads back to an equal tree, and that it is written as valid USLM."""

    name: str
    read: bool = False
    letters: bool = False
    equal: bool = False
    valid: bool = False
    #: Whether the file conforms to its DTD, and as it is written again; False where it has none.
    published: bool = False
    conforms: bool = False


def files(folder: Path) -> list[Path]:
    """The XML files in a folder and below it."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".xml")


def faith(path: Path, schemas: Path) -> Faith:
    """What holds of a file; schemas: the folder of the published schemas."""
    data = path.read_bytes()
    try:
        tree = formats.read_any(data, bill=True)
    except Refusal:
        return Faith(path.name)
    root = xml.parse(data)
    is_dtd = billdtd.is_read(root)
    said = "".join(map(str, root.itertext()))
    held = "".join(said_in(tree, is_dtd))
    written = (billdtd_out if is_dtd else uslm_out).write(tree)
    again = formats.read_any(written)
    valid = _schema(schemas).validate(etree.fromstring(uslm_out.write(tree).encode()))
    published, conforms = (is_dtd and _conforms(one, schemas) for one in (root, etree.fromstring(written.encode())))
    equal = without_ids(again) == without_ids(tree)
    return Faith(path.name, True, letters(said) == letters(held), equal, valid, published, conforms)


def letters(words: str) -> str:
    """The letters and digits of some words, in their order."""
    return "".join(filter(str.isalnum, words))


def without_ids(node: Node) -> Node:
    """A tree with no ids: what it says, to the last attribute."""
    content = node.content if isinstance(node.content, str) else tuple(map(without_ids, node.content))
    return Node(node.kind, content, "", node.mark, node.beside, node.attrs)


def said_in(tree: Node, is_dtd: bool = False) -> Iterator[str]:
    """All words of a tree, of the law and beside it, where they stand; what print adds to a bill left out."""
    for node in walk(tree):
        if not node.is_leaf:
            continue
        printed = _PRINTED.match(node.words) if is_dtd and node.kind == NUM else None
        at = printed.end() if printed else 0
        for aside in sorted((a for a in node.beside if a.words), key=lambda a: a.start):
            yield node.words[at : aside.start] + aside.words
            at = max(at, aside.start)
        yield node.words[at:]


#: The DTD of each root element.
_DTDS = {"bill": "bill.dtd", "resolution": "res.dtd", "amendment-doc": "amend.dtd"}


def _conforms(root: etree._Element, schemas: Path) -> bool:
    """Whether a document is as its DTD has it."""
    return _dtd(schemas / _DTDS[xml.local(root)]).validate(root)


@lru_cache(maxsize=len(_DTDS))
def _dtd(file: Path) -> etree.DTD:
    return etree.DTD(str(file))


@lru_cache(maxsize=1)
def _schema(folder: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(folder / "uslm-2.1.0.xsd"))
