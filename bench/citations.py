"""How our reading of references agrees with the markup of published files: every `ref` and `external-xref`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lxml import etree

from statute import references
from statute.citation import settled
from statute.errors import Refusal
from statute.markup import xml
from statute.markup.inline import plain

#: Folders of the corpus with marked references.
FOLDERS = ("usc", "laws", "comps", "bills_uslm", "bills_dtd", "sec907", "pairs/law")
#: A reference cites by a word or a sign of citation; "101" in a table of contents and a footnote's call do not.
_CITES = re.compile(r"[A-Za-z]{3}|U\.\s?S\.\s?C|Stat\.|§|\bch\.")
#: What makes a disagreement, the first that fits: what it is, and how the words and the two paths tell it.
_CLASSES = (
    ("markup takes a range for one section", r"\d+[–-]\d+$", r"/s\d+-\d+$"),
    ("markup names an Appendix in a way of its own", r"App\b|app\b", r"/app"),
    ("markup writes “pt” for “p” in a path", r"[Pp]art|CFR", r"/pt\w"),
    ("markup takes a subtitle or chapter for a title or section", r"subtitle|chapter", r"/tIV/[ts]"),
    ("the words are not read", "", ""),
)


@dataclass(slots=True)
class Agreement:
    """How many references cite; of those, how many are read as marked, less exactly marked, or otherwise; examples."""

    same: int = 0
    coarser: int = 0
    other: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def number(self) -> int:
        """All references whose words are a citation."""
        return self.same + self.coarser + self.other.total()

    @property
    def share(self) -> float:
        """The part of them on which we and the markup agree."""
        return (self.same + self.coarser) / self.number if self.number else 1.0


def measured(corpus: Path, *, every: int = 1) -> Agreement:
    """The agreement over the files of the corpus, or over one file in so many."""
    files = [f for name in FOLDERS for f in sorted((corpus / name).rglob("*")) if f.suffix.lower() == ".xml"]
    found = Agreement()
    for file in islice(files, 0, None, every):
        for marked, words, at, after in _references(file):
            _count(found, marked, words, references.leads_to(words, at=at, after=after))
    return found


def _references(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """The references of a file that cite: the path marked, the words, the place they stand in, what follows them."""
    try:
        root = xml.parse(file.read_bytes())
    except Refusal:
        return
    for ref in root.iter("{*}ref", "external-xref"):
        marked, words = ref.get("href") or ref.get("parsable-cite") or "", plain(ref)
        if marked and _CITES.search(words):
            at = next((id for up in ref.iterancestors() if (id := up.get("identifier"))), "")
            yield settled(marked).removesuffix("/etseq"), words, settled(at), _after(ref)


def _after(ref: etree._Element) -> str:
    """The words that follow a reference in its block, up to 160 characters."""
    words = ref.tail or ""
    for following in islice(ref.itersiblings(), 6):
        if len(words) > 160:
            break
        words += "".join(map(str, following.itertext())) + (following.tail or "")
    return " ".join(words.split())[:160]


def _count(found: Agreement, marked: str, words: str, ours: str) -> None:
    if ours == marked:
        found.same += 1
    elif ours and _within(marked.split("/"), ours.split("/")):
        found.coarser += 1
    else:
        name = _class(marked, words, ours)
        found.other[name] += 1
        if len(found.examples[name]) < 3:
            found.examples[name].append(f"“{words[:60]}”: {marked}")


def _within(steps: list[str], of: list[str]) -> bool:
    """Whether one path names, in order, some of the steps of another."""
    rest = iter(of)
    return all(step in rest for step in steps)


def _class(marked: str, words: str, ours: str) -> str:
    for name, said, path in _CLASSES[:-1]:
        if re.search(said, words) and re.search(path, marked):
            return name
    return _CLASSES[-1][0] if not ours else "the paths differ"
