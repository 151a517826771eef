"""When an amendment takes effect, as a bill says it: on a day, so long after enactment, or when something happens."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

#: The text changes on a day, so long after enactment, on enactment; or no date tells when.
DAY, AFTER, ENACTMENT, OPEN = "day", "after", "enactment", "open"
#: The text changes on enactment: as if it always had been so, or with a rule of what it applies to.
RETROACTIVE, APPLIES = "retroactive", "applies"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a bill says of when an amendment takes effect.

    kind: "day", "after", "enactment", "open" (a condition, or words that give no date), "retroactive" ("as if
    included in the enactment of …"), "applies" (to whom, from when on).  day: of "day", as ISO 8601 has it.
    count, unit: of "after": 180 "day".  words: the bill's own; place: where it says them.
    """

    kind: str
    words: str
    place: str = ""
    day: str = ""
    count: int = 0
    unit: str = ""

    @property
    def said(self) -> str:
        """The time in a few words: "2027-01-01", "180 days after enactment"."""
        match self.kind:
            case "day":
                return self.day
            case "after":
                return f"{self.count} {self.unit}{'' if self.count == 1 else 's'} after enactment"
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
        return enacted


def _later(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years later; the last of a month where it has no such day."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
