"""Whether prints of real law give both laws: taken whole the law after, rejected the law before, to the letter.

Word is read by pandoc (blanks apart, which it puts in where it joins paragraphs) and by our own reader, USLM and text
by their readers, HTML by its `ins` and `del`, the bill DTD and Akoma Ntoso as they are before they are given.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from bench import soffice
from drafting import prints
from drafting.amend import batch
from drafting.amend.outcome import Amended
from drafting.prints import word_reading
from drafting.prints.manuscript import Manuscript, Sheet
from drafting.prints.setting import paragraphs
from drafting.redline import accept, reject
from statute.errors import Refusal
from statute.formats import html, text, uslm, uslm_out
from statute.node import Node, same

#: How many laws go into one Word file for pandoc.
TOGETHER = 12


def counted(pairs: Path, wanted: Iterable[str]) -> tuple[int, Counter[str]]:
    """How many redlines of the pairs of these ids there are, and in how many each form gives both laws."""
    found = list(_amended(pairs, set(wanted)))
    held: Counter[str] = Counter()
    for name, gives in FORMS.items():
        held[name] = sum(gives(one) for one in found)
    for start in range(0, len(found), TOGETHER):
        held["Word, by pandoc"] += _by_pandoc(found[start : start + TOGETHER])
    return len(found), held


def by_libreoffice(found: Sequence[Amended]) -> int:
    """How many of some redlines LibreOffice has both laws of; where not of all, each is asked for alone."""
    made = prints.write(Manuscript("Pairs", tuple(Sheet(_bare(one.redline)) for one in found)), "docx")
    for left, side in zip(soffice.settled(made), ("after", "before"), strict=True):
        if read_by_pandoc(left, "all") != _lines(found, side):
            return sum(by_libreoffice([one]) for one in found) if len(found) > 1 else 0
    return len(found)


def _amended(pairs: Path, wanted: set[str]) -> Iterator[Amended]:
    laws: batch.Laws = {}
    for job in batch.jobs(pairs / "jobs.jsonl"):
        if job["id"] in wanted:
            try:
                yield batch.amended(job, (pairs / job["statute"]).read_text(encoding="utf-8"), pairs, laws)[0]
            except Refusal:
                continue


def _word(one: Amended) -> bool:
    try:
        made = prints.write(Manuscript("Pair", (Sheet(one.redline),)), "docx")
    except Refusal:
        return False
    readings = (word_reading.read(made, gone) for gone in (word_reading.ACCEPTED, word_reading.REJECTED))
    return list(readings) == [paragraphs(one.after), paragraphs(one.before)]


def _uslm(one: Amended) -> bool:
    back = uslm.read(uslm_out.write(one.redline))
    return same(accept(back), one.after, ids=False) and same(reject(back), one.before, ids=False)


def _html(one: Amended) -> bool:
    """Whether the page without what was struck, or without what is new, has the words of the laws in order."""
    for gone, law in (("del", one.after), ("ins", one.before)):
        page = lxml_html.fragment_fromstring(html.write(_bare(one.redline)), create_parent="div")
        for element in [*page.find_class("unseen"), *page.iter(gone)]:
            if element.getparent() is not None:
                element.drop_tree()
        plain = lxml_html.fragment_fromstring(html.write(_bare(law)), create_parent="div")
        if _closed(page.text_content()) != _closed(plain.text_content()):
            return False
    return True


def _text(one: Amended) -> bool:
    readings = text.sides(text.write(_bare(one.redline)))
    laws = (text.write(_bare(law)) for law in (one.before, one.after))
    return [_closed(reading) for reading in readings] == [_closed(law) for law in laws]


def _proved(name: str) -> Callable[[Amended], bool]:
    """Whether a print is given, which is proved before it is."""

    def gives(one: Amended) -> bool:
        try:
            return bool(prints.write(Manuscript("Pair", (Sheet(one.redline),)), name))
        except Refusal:
            return False

    return gives


#: Whether each form gives both laws of a redline.
FORMS: dict[str, Callable[[Amended], bool]] = {
    "Word": _word,
    "USLM": _uslm,
    "bill DTD": _proved("billdtd"),
    "Akoma Ntoso": _proved("akn"),
    "HTML": _html,
    "text": _text,
}


def _by_pandoc(found: Sequence[Amended]) -> int:
    """How many of some redlines pandoc reads both laws from; where not all of them, each is asked for alone."""
    made = prints.write(Manuscript("Pairs", tuple(Sheet(_bare(one.redline)) for one in found)), "docx")
    for changes, side in (("accept", "after"), ("reject", "before")):
        if read_by_pandoc(made, changes) != _lines(found, side):
            return sum(_by_pandoc([one]) for one in found) if len(found) > 1 else 0
    return len(found)


def _lines(found: Iterable[Amended], side: str) -> list[str]:
    """The paragraphs and cells of the laws before or after, without blanks."""
    return [line for one in found for line in _cells(paragraphs(getattr(one, side)))]


def read_by_pandoc(made: bytes, changes: str, form: str = "docx") -> list[str]:
    """The paragraphs and cells of a file as pandoc reads it, a Word file's changes taken ("accept", "reject").

    Without blanks: where a paragraph runs on into the next, pandoc puts one in.
    """
    call = ["pandoc", "-f", form, "-t", "json", f"--track-changes={changes}"]
    told = json.loads(subprocess.run(call, input=made, capture_output=True, check=True).stdout)
    return [words for words in "".join(_words(told["blocks"])).split("¶") if words]


def _words(told: Any) -> Iterator[str]:
    """The words in pandoc's tree, "¶" after each block of them."""
    if isinstance(told, list):
        for one in told:
            yield from _words(one)
        return
    if not isinstance(told, dict) or "t" not in told:
        return
    match told["t"]:
        case "Str":
            yield "".join(told["c"].split())
        case "Quoted":
            marks = {"DoubleQuote": "“”", "SingleQuote": "‘’"}[told["c"][0]["t"]]
            yield from (marks[0], *_words(told["c"][1]), marks[1])
        case "Code":
            yield told["c"][1]
        case kind:
            yield from _words(told.get("c", []))
            if kind in ("Para", "Plain", "Header"):
                yield "¶"


def _cells(lines: Iterable[str]) -> list[str]:
    return [cell for line in lines for part in line.split(" | ") if (cell := _closed(part))]


def _closed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _bare(node: Node) -> Node:
    """A law without what stands beside its words."""
    return node.having(beside=(), content=node.content if node.is_leaf else tuple(map(_bare, node.parts)))
