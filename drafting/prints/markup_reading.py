"""Markup read back: whether it leaves the law as amended once its changes are taken, and the law as it stood without.

USLM and the bill DTD are read to a redline again; Akoma Ntoso has no reader here.  Of the last two the words of each
leaf are compared, in order and with one blank for every run of them, since the bill DTD keeps no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from drafting.redline import DEL, INS, accept, reject
from statute.errors import Refusal
from statute.formats import billdtd, uslm
from statute.markup import xml
from statute.markup.bill_tags import BIG
from statute.node import HEADING, NUM, TEXT, Node, leaves, same

#: Which law is left once what bears one of the marks is gone.
_LEFT = ((DEL, accept, "as amended"), (INS, reject, "as it stood"))
#: What print sets before a designation, as the style of the bill asks.
_LEAD = re.compile(rf"(?:SECTION|SEC\.|§|{'|'.join(BIG.values())})\s+")
#: What stands beside the law in Akoma Ntoso, and what holds the words of a leaf.
_BESIDE = frozenset(("meta", "remark", "authorialNote", "noteRef"))
_LEAVES = frozenset(("num", "heading", "p"))


def proved(written: str, marked: Node, name: str) -> str:
    """What was written in the format of this name, once its two readings are the laws before and after.

    Raises `Refusal` A01 where they are not.
    """
    whole = marked if marked.kind == "law" else Node("law", (marked,))
    for gone, law, which in _LEFT:
        if not _READINGS[name](written, gone, law(whole)):
            raise Refusal.of("A01", f"The {name} file does not give the law {which}.")
    return written


def _uslm(written: str, gone: str, law: Node) -> bool:
    back = uslm.read(written)
    return same(_filled(accept(back) if gone == DEL else reject(back)), _filled(law), ids=False)


def _filled(node: Node) -> Node:
    """A tree without leaves that hold no words: no reader of USLM finds them again."""
    if node.is_leaf:
        return node
    kept = tuple(_filled(p) for p in node.parts if p.content or p.kind not in (NUM, HEADING, TEXT))
    return node.having(content=kept)


def _billdtd(written: str, gone: str, law: Node) -> bool:
    back = billdtd.read(written)
    there, wanted = (
        _said(map(_unprinted, leaves(tree))) for tree in (accept(back) if gone == DEL else reject(back), law)
    )
    return there == wanted


def _unprinted(leaf: Node) -> str:
    """The words of a leaf without what the print of a bill sets round a designation and after a heading."""
    if leaf.kind == NUM:
        return _LEAD.sub("", leaf.words).removesuffix("—")
    return leaf.words.removesuffix(".") if leaf.kind == HEADING else leaf.words


def _akn(written: str, gone: str, law: Node) -> bool:
    there = "".join(_akn_words(xml.parse(written), gone)).split("\0")
    return _said(there) == _said(f"{leaf.words}{_end(leaf)}" for leaf in leaves(law))


_READINGS: dict[str, Callable[[str, str, Node], bool]] = {"uslm": _uslm, "billdtd": _billdtd, "akn": _akn}


def _said(words: Iterable[str]) -> list[str]:
    """Words without what is no more than a blank."""
    return [told for one in words if (told := " ".join(one.split()))]


def _end(leaf: Node) -> str:
    return leaf.attr("mark") if leaf.kind == HEADING else ""


def _akn_words(element: etree._Element, gone: str) -> Iterator[str]:
    """The words of the law in a document of Akoma Ntoso, those gone left out, and after each leaf a sign of its end."""
    name = xml.local(element)
    if name in _BESIDE or name == gone:
        return
    yield element.text or ""
    for child in element:
        yield from _akn_words(child, gone)
        yield child.tail or ""
    above = element.getparent()
    if name in _LEAVES or (above is not None and xml.local(above) == "tocItem"):
        yield "\0"
