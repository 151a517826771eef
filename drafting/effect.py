"""When an amendment takes effect, as a bill says it: on a day, so long after enactment, or when something happens."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

#: The text changes on a day, so long after enactment, on enactment; or no date tells when.
DAY, AFTER, FIRST, ENACTMENT, OPEN = "day", "after", "first", "enactment", "open"
#: The text changes on enactment: as if it always had been so; with a rule of what it applies to, or how it is read.
RETROACTIVE, APPLIES, CONSTRUED = "retroactive", "applies", "construed"
#: How many months the periods have on whose first day an amendment can take effect, and the month in which one begins.
_PERIODS = {"month": (1, 1), "calendar quarter": (3, 1), "calendar year": (12, 1), "fiscal year": (12, 10)}
_ORDINALS = ("", "first", "second", "third")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a bill says of when an amendment takes effect.

    kind: "day", "after", "first", "enactment", "open" (a condition, or words that give no date), "retroactive" ("as
    if included in the enactment of …"), "applies" (to whom, from when on), "construed" (how it is to be read).
    day: of "day", as ISO 8601 has it.  count, unit: of "after": 180 "day"; of "first", the first day of the second
    "fiscal year" that begins more than `wait` days after enactment.  words: the bill's own; place: where it says them.
    """

    kind: str
    words: str
    place: str = ""
    day: str = ""
    count: int = 0
    unit: str = ""
    wait: int = 0

    @property
    def is_time(self) -> bool:
        """Whether it tells when the text changes, and not only to what that applies or how it is read."""
        return self.kind not in (APPLIES, CONSTRUED)

    @property
    def said(self) -> str:
        """The time in a few words: "2027-01-01", "180 days after enactment"."""
        match self.kind:
            case "day":
                return self.day
            case "after":
                return f"{self.count} {self.unit}{'' if self.count == 1 else 's'} after enactment"
            case "first":
                after = (
                    f"more than {self.wait} days after" if self.wait > 0 else "on or after" if self.wait else "after"
                )
                return f"first day of the {_ORDINALS[self.count]} {self.unit} that begins {after} enactment"
            case "open":
                return "no date given"
        return "on enactment"

    def starts(self, enacted: date | None) -> date | None:
        """The day from which the text reads so; None where that is not known.

        enacted: the day of enactment, where it is known.
        """
        match self.kind:
            case "day":
                return date.fromisoformat(self.day)
            case "open":
                return None
            case "after":
                return None if enacted is None else _later(enacted, self.count, self.unit)
            case "first":
                return None if enacted is None else _first(enacted + timedelta(days=self.wait), self.count, self.unit)
        return enacted


def _first(day: date, count: int, unit: str) -> date:
    """The day on which the period of this number after a day begins: the second fiscal year, the first month."""
    length, begins = _PERIODS[unit]
    months = day.year * 12 + day.month - begins
    year, month = divmod((months // length + count) * length + begins - 1, 12)
    return date(year, month + 1, 1)


def _later(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years later; the last of a month where it has no such day."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
