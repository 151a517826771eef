"""Which of several texts of a law answers as of a date, or as of a release point of the Code.

A text answers from its own day on, until the next one does.  A text that bears no date is older than all that
do, and answers only where no date is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from statute.errors import Refusal, Suggestion


@dataclass(frozen=True, slots=True)
class Text:
    """One state of one law as the shelf keeps it; the fields are those of the table `text`, with its source's file."""

    id: int
    law: str
    name: str
    code: str
    as_of: str
    date: str
    congress: int
    number: int
    whole: bool
    positive: bool | None
    file: str
    sha256: str
    added: str

    @property
    def release(self) -> str:
        """The release point: "119-36"; "" where none is known."""
        return f"{self.congress}-{self.number}" if self.congress else ""

    @property
    def source(self) -> str:
        """Where it is from: a file, without the folders of the machine that read it, or words that say it."""
        path = PurePath(self.file)
        return path.name if path.suffix and " " not in path.suffix else self.file

    @property
    def told(self) -> str:
        """How current the text says it is: "Public Law 119–36, 2025-03-03"."""
        law = f"Public Law {self.congress}–{self.number}" if self.congress else ""
        return ", ".join(dict.fromkeys(filter(None, (law or self.as_of, self.date))))


@dataclass(frozen=True, slots=True)
class Moment:
    """When the law is asked for: a day, a release point, or now where neither is given."""

    day: str = ""
    release: tuple[int, int] = (0, 0)

    @classmethod
    def read(cls, words: str) -> Moment:
        """A day ("2025-03-03") or a release point ("119-36", "Public Law 119–36").  Raises `Refusal` F09.

        >>> Moment.read("Public Law 119–36").release
        (119, 36)
        """
        said = re.sub("[‐‑–]", "-", words.strip())
        if not said:
            return cls()
        if law := re.fullmatch(r"(?:Public Law |Pub\. ?L\. ?|P\.L\. ?)?(\d{1,3})-(\d{1,4})", said, re.I):
            return cls("", (int(law[1]), int(law[2])))
        try:
            return cls(date.fromisoformat(said).isoformat())
        except ValueError as error:
            hint = (Suggestion("2025-03-03", "a day"), Suggestion("119-36", "a release point of the Code"))
            detail = f"“{words[:50]}” is neither a day nor a public law."
            raise Refusal.of("F09", detail, words=words[:50], suggestions=hint) from error

    def admits(self, text: Text) -> bool:
        """Whether a text is of this moment or before it."""
        if self.day:
            return bool(text.date) and text.date <= self.day
        if self.release[0]:
            return text.congress > 0 and (text.congress, text.number) <= self.release
        return True

    @property
    def said(self) -> str:
        """The moment in words."""
        return self.day or (f"Public Law {self.release[0]}–{self.release[1]}" if self.release[0] else "now")


def answering(texts: Iterable[Text], moment: Moment) -> Text | None:
    """The newest of the texts that is not newer than a moment; None where there are no texts.

    Raises `Refusal` M32, with the dates held where there are any, where all are newer or undated.
    """
    held = sorted(texts, key=lambda t: (t.date, t.congress, t.number, t.id))
    if not held:
        return None
    if found := [text for text in held if moment.admits(text)]:
        return found[-1]
    dated = dict.fromkeys(t.told for t in held if t.told)
    undated = "" if dated else ", only one that bears no date"
    detail = f"No text of {held[0].name} is held as of {moment.said}{undated}."
    choices = tuple(Suggestion(told, "is held", held[0].law) for told in dated)
    raise Refusal.of("M32", detail, words=moment.said, suggestions=choices)
