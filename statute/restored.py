"""A law put back into the USLM file it was read from: what did not change stays as the file has it.

A level whose tree is the old one keeps its element, with every attribute, class and identifier; one that changed
is written anew round those of its levels that did not.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import takewhile

from lxml import etree

from statute.formats import uslm, uslm_out
from statute.markup import tags, xml
from statute.node import APPARATUS, Node, walk

#: Elements that the levels of a law hang in, and that are no part of its tree.
_SHELLS = frozenset(("main", "uscDoc", "lawDoc", "pLaw", "bill", "resolution", "statuteCompilation"))
_LEVELS = tags.LEVELS | tags.OTHER_LEVELS


def restored(data: bytes | str, after: Node) -> str:
    """The USLM file `data` with the law in it amended to `after`, whose unchanged nodes have the ids that
    reading the file gives.

    The answer is read again before it is given: where it is not `after` to the last attribute, `after` is
    written by itself, as it is where it bears the marks of a redline.  Raises `Refusal` F02 to F08.
    """
    before = uslm.read(data)
    if before == after:
        return data if isinstance(data, str) else data.decode("utf-8-sig")
    if any(node.mark is not None for node in walk(after)):
        return uslm_out.write(after)
    root = _whole(data)
    made = _put(root, *((before, after) if xml.local(root) not in _LEVELS else (before.parts[0], after.parts[0])))
    written = etree.tostring(made.getroottree(), encoding="unicode")
    return written if _bare(uslm.read(written)) == _bare(after) else uslm_out.write(after)


def _whole(data: bytes | str) -> etree._Element:
    """The root of a file that has been read safely before, its comments and instructions kept."""
    raw = data.encode() if isinstance(data, str) else data
    safe = {**xml.SAFE, "remove_comments": False, "remove_pis": False}
    root: etree._Element = etree.fromstring(raw, etree.XMLParser(**safe))
    return root


def _put(element: etree._Element, old: Node, new: Node) -> etree._Element:
    """The element of a level, or one that takes its place, with the new level in it."""
    if old == new:
        return element
    elements, parts = list(_elements(element)), _kept(old)
    is_known = [_kind(e) for e in elements] == [part.kind for part in parts]
    held = {part.id: (e, part) for e, part in zip(elements, parts, strict=False)} if is_known else {}
    if is_known and _own(old) == _own(new) and _set(elements, [p.id for p in parts], _kept(new), held):
        return element
    return _anew(element, new, held)


def _anew(element: etree._Element, new: Node, held: dict[str, tuple[etree._Element, Node]]) -> etree._Element:
    """A level written anew with the attributes that its element had, round the levels that are kept."""
    made = _written(new, element)
    for key, value in element.items() if xml.local(made) == xml.local(element) else ():
        if key not in made.attrib and key not in ("identifier", "role", "status"):
            made.set(key, value)
    places = list(_elements(made))
    if [_kind(e) for e in places] == [part.kind for part in _kept(new)]:
        for part, place in zip(_kept(new), places, strict=True):
            if part.id in held:
                _replace(place, deepcopy(_at(part, held, element)))
    if element.getparent() is not None:
        _replace(element, made)
    return made


def _at(part: Node, held: dict[str, tuple[etree._Element, Node]], near: etree._Element) -> etree._Element:
    return _put(*held[part.id], part) if part.id in held else _written(part, near)


def _written(node: Node, near: etree._Element) -> etree._Element:
    """A level as an element in the namespace of the file it goes into."""
    space = etree.QName(near).namespace
    declared = f' xmlns="{tags.NAMESPACE}"'
    written = uslm_out.write(node).replace(declared, f' xmlns="{space}"' if space else "", 1)
    made: etree._Element = etree.fromstring(written.encode())
    return made


def _replace(old: etree._Element, new: etree._Element) -> None:
    new.tail = old.tail
    parent = old.getparent()
    if parent is not None and new is not old:
        parent.replace(old, new)


def _set(
    elements: list[etree._Element], ids: list[str], news: list[Node], held: dict[str, tuple[etree._Element, Node]]
) -> bool:
    """New parts in the places of the old: what stays in its order is not moved.  False where the old ones that
    would move hang in several elements."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1].id, zip(ids, news, strict=False)))
    rest = elements[same:]
    first = next(iter(rest or elements[-1:]), None)
    anchor = first.getparent() if first is not None else None
    if first is None or anchor is None or any(e.getparent() is not anchor for e in rest):
        return False
    place = anchor.index(first) + (not rest)
    made = [_at(part, held, first) for part in news]
    for element in rest:
        if element.getparent() is anchor and not any(element is one for one in made):
            anchor.remove(element)
    for element in made[same:]:
        if element.getparent() is not anchor or anchor.index(element) != place:
            anchor.insert(place, element)
        place += 1
    return True


def _elements(element: etree._Element) -> Iterator[etree._Element]:
    """The elements right below one, whatever shells they hang in, that are kept whole: levels and apparatus."""
    for child in element:
        name = xml.local(child)
        if name in _LEVELS or name in tags.APPARATUS:
            yield child
        elif name in _SHELLS:
            yield from _elements(child)


def _kind(element: etree._Element) -> str:
    name = xml.local(element)
    return tags.APPARATUS.get(name, name)


def _kept(node: Node) -> list[Node]:
    """The parts of a level that have elements of their own, which may be kept."""
    return [part for part in node.parts if part.kind in _LEVELS or part.kind in APPARATUS]


def _own(node: Node) -> list[tuple[Node, bool]]:
    """The words of a level that are its own, and whether a level stands before each: flush text, or a chapeau."""
    found: list[tuple[Node, bool]] = []
    seen = False
    for part in node.parts:
        if part.kind in _LEVELS:
            seen = True
        elif part.kind not in APPARATUS:
            found.append((part, seen))
    has_levels = seen  # a text alone is no chapeau
    return [(part, seen) for part, seen in found] + [(Node("", ""), has_levels)]


def _bare(node: Node) -> Node:
    content = node.content if isinstance(node.content, str) else tuple(map(_bare, node.content))
    return Node(node.kind, content, "", node.mark, node.beside, node.attrs)
