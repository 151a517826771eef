"""Spacing at the joins: one space where words meet, none before a mark, none doubled after a strike.

Source: the usage of the Office of the Law Revision Counsel in executing amendments; quoted strings carry
no outer blanks, so that spacing is settled here alone.
"""

from __future__ import annotations

import re

CLOSING = tuple(",;:.)]’”%?!—")
OPENING = tuple("([“‘—–/-$")
#: “Section 4(b)”, “paragraph (2)”: what a deeper designation follows without a space.
_CITED = re.compile(
    r"\b(?:items?|(?:sub)?(?:section|paragraph|clause)s?) (?:\d[\w–-]*|\(\w{1,5}\))(?:\(\w{1,5}\))*$", re.I
)
_DEEPER = re.compile(r"(?:\(\w{1,5}\))+[,;.]?")


def joins(left: str, right: str) -> bool:
    """Whether a space belongs between two pieces of words."""
    return bool(left and right) and not right.startswith((*CLOSING, " ")) and not left.endswith((*OPENING, " "))


def replaced(words: str, start: int, stop: int, new: str) -> tuple[int, int, str]:
    """The stretch to take out of a leaf's words and what to put there, so that the joins are right.

    In: the leaf's words, the stretch in characters, the new words ("" for a strike).
    """
    if not new:
        return _struck(words, start, stop)
    left, right = words[:start], words[stop:]
    if start == stop:
        return _inserted(words, start, new)
    if new[0] in ",;:.)—" and left.endswith(" "):
        start -= 1
    if right[:1].isalnum() and new[-1:].isalnum():
        new += " "
    if left[-1:].isalnum() and new[:1].isalnum() and start == len(left):
        new = " " + new
    if new.endswith("—") and right.startswith(" "):
        stop += 1
    return start, stop, new


def _inserted(words: str, at: int, new: str) -> tuple[int, int, str]:
    left, right = words[:at], words[at:]
    start = stop = at
    if new[0] in ",;:.)" and left.endswith(" "):
        start -= 1
        new = new if right.startswith((*CLOSING, " ")) else new + " "
        return start, stop, new
    deeper = _DEEPER.fullmatch(new) and _CITED.search(left)
    lead = " " if joins(left, new) and not deeper else ""
    tail = " " if joins(new, right) and not right.startswith(" ") else ""
    return start, stop, lead + new + tail


def _struck(words: str, start: int, stop: int) -> tuple[int, int, str]:
    left, right = words[:start], words[stop:]
    if left.endswith(" ") and (not right or right.startswith((" ", ",", ";", ":", ".", ")", "]"))):
        start -= 1
    elif (not left.strip() and right.startswith(" ")) or (left.endswith("—") and right.startswith(" ")):
        stop += 1
    if words[:start][-1:].isalnum() and words[stop:][:1].isalnum():
        return start, stop, " "
    return start, stop, ""
