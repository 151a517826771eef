"""JSON: a tree as it is, nothing lost: ids, marks, and all that stands beside the law.

A node is an object: "kind", then "words" or "parts"; and where there is something to say, "id", "mark"
{"change", "by"}, "beside" [{"start", "stop", "kind", "words", "attrs"}] and "attrs" [[name, value], …].
"""

from __future__ import annotations

import json
import re
from typing import Any

from statute.errors import Refusal
from statute.node import Aside, Mark, Node

LONGEST = 120_000_000
DEEPEST = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def write(node: Node) -> str:
    """A tree as JSON, its members always in one order.  Raises `Refusal` F05 where it nests past all law.

    >>> write(Node("num", "(a)", id="n1"))
    '{"kind": "num", "words": "(a)", "id": "n1"}'
    """
    return json.dumps(_object(node, 1), ensure_ascii=False)


def _object(node: Node, depth: int) -> dict[str, Any]:
    _bounded(depth)
    found: dict[str, Any] = {"kind": node.kind}
    if isinstance(node.content, str):
        found["words"] = node.content
    else:
        found["parts"] = [_object(part, depth + 1) for part in node.content]
    if node.id:
        found["id"] = node.id
    if node.mark is not None:
        found["mark"] = {"change": node.mark.change, "by": node.mark.by}
    if node.beside:
        found["beside"] = [_beside(aside) for aside in node.beside]
    if node.attrs:
        found["attrs"] = [list(pair) for pair in node.attrs]
    return found


def _beside(aside: Aside) -> dict[str, Any]:
    found: dict[str, Any] = {"start": aside.start, "stop": aside.stop, "kind": aside.kind}
    if aside.words:
        found["words"] = aside.words
    if aside.attrs:
        found["attrs"] = [list(pair) for pair in aside.attrs]
    return found


def read(text: str) -> Node:
    """The tree that JSON holds.

    Raises `Refusal` F04 (too large), F05 (too deep), F06 (control characters), F09 (not of this form).
    """
    if len(text) > LONGEST:
        raise Refusal.of("F04", f"The JSON has {len(text):,} characters; at most {LONGEST:,} are read.")
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise Refusal.of("F05", "The JSON is nested too deeply.") from error
    except ValueError as error:
        raise Refusal.of("F09", f"The text is not JSON: {error}.") from error
    return _node(found, 1)


def _node(found: object, depth: int) -> Node:
    _bounded(depth)
    members = _members(found, "A node", ("kind", "words", "parts", "id", "mark", "beside", "attrs"))
    if ("words" in members) == ("parts" in members):
        raise _misshapen("A node has either words or parts.")
    content: str | tuple[Node, ...]
    if "words" in members:
        content = _text(members["words"])
    else:
        content = tuple(_node(part, depth + 1) for part in _list(members["parts"]))
    return Node(
        _text(members.get("kind")),
        content,
        _text(members.get("id", "")),
        _mark(members["mark"]) if "mark" in members else None,
        tuple(_aside(a) for a in _list(members.get("beside", []))),
        _attrs(members.get("attrs", [])),
    )


def _mark(found: object) -> Mark:
    members = _members(found, "A mark", ("change", "by"))
    return Mark(_text(members.get("change")), _number(members.get("by", 0)))


def _aside(found: object) -> Aside:
    members = _members(found, "What stands beside", ("start", "stop", "kind", "words", "attrs"))
    start, stop = _number(members.get("start")), _number(members.get("stop"))
    words = _text(members.get("words", ""))
    return Aside(start, stop, _text(members.get("kind")), words, _attrs(members.get("attrs", [])))


def _attrs(found: object) -> tuple[tuple[str, str], ...]:
    pairs = [_list(pair) for pair in _list(found)]
    if any(len(pair) != 2 for pair in pairs):
        raise _misshapen("An attribute is a name and a value.")
    return tuple((_text(name), _text(value)) for name, value in pairs)


# ---- shapes ----------------------------------------------------------------------------------------


def _members(found: object, what: str, known: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _misshapen(f"{what} is an object.")
    if unknown := [key for key in found if key not in known]:
        raise _misshapen(f"{what} has no member “{str(unknown[0])[:50]}”.")
    return found


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise _misshapen("Parts, attributes and what stands beside are lists.")
    return found


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise _misshapen("Kinds, ids and words are strings.")
    if bad := _CONTROL.search(found):
        raise Refusal.of("F06", f"Character U+{ord(bad[0]):04X} stands in a string.")
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= LONGEST:
        raise _misshapen("Places and instructions are counted in whole numbers from 0.")
    return found


def _bounded(depth: int) -> None:
    if depth > DEEPEST:
        raise Refusal.of("F05", f"The tree goes more than {DEEPEST} levels deep.")


def _misshapen(detail: str) -> Refusal:
    return Refusal.of("F09", detail)
