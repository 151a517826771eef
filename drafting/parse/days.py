"""Days that a bill names to say how a law read: a date, or the day before its own enactment."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_BEFORE = re.compile(
    r"\s*(?:immediately\s+before|(?:on\s+)?the\s+day\s+(?:immediately\s+)?before)\s+(?:the\s+(?:date|day)\s+of\s+)?"
    r"(?:the\s+)?enactment\s+of\s+this\s+Act\b",
    re.I,
)
#: A date, "January 1, 2030", to stand in a pattern.
DATE = rf"(?P<month>{'|'.join(MONTHS)})\s+(?P<day>\d{{1,2}}),\s+(?P<year>\d{{4}})"
_DATE = re.compile(rf"\s*{DATE}\b", re.I)


def read_day(text: str, at: int) -> tuple[str, int] | None:
    """The day named at a place, as ISO 8601 has it, "" for the one before enactment, and where it ends; or None.

    >>> read_day("December 31, 2029", 0)
    ('2029-12-31', 17)
    """
    if match := _BEFORE.match(text, at):
        return "", match.end()
    if (match := _DATE.match(text, at)) and (day := read_date(match)) is not None:
        return day, match.end()
    return None


def read_date(match: re.Match[str]) -> str | None:
    """The day that a match of `DATE` names, as ISO 8601 has it; None where the calendar has no such day."""
    try:
        return date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"])).isoformat()
    except ValueError:
        return None


def said_day(day: str) -> str:
    """A day as a bill names it."""
    if not day:
        return "the day before the date of the enactment of this Act"
    on = date.fromisoformat(day)
    return f"{MONTHS[on.month - 1].title()} {on.day}, {on.year}"
