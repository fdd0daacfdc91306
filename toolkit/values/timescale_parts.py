"""What a timescale says, in parts: dates, periods, durations, recurrences and open ends.

A part has one kind. What it leaves open is left open: "3 months" names no date until someone
says what it counts from, and "end of March" none until the plan's period says which March."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

Span = tuple[date, date]
"""First and last day of a plan's period."""


class TimescaleKind(StrEnum):
    """What one part of a timescale says."""

    DATE = "date"
    MONTH = "month"
    PERIOD = "period"
    ONGOING = "ongoing"
    ONGOING_FROM = "ongoing_from"
    ONGOING_UNTIL = "ongoing_until"
    DURATION = "duration"
    RECURRING = "recurring"
    TEXT = "text"


class Length(NamedTuple):
    """A duration: a number of months, weeks, days or working days."""

    number: int
    unit: str

    @property
    def months(self) -> int | None:
        """The duration in months, None where it is counted in weeks or days."""
        return self.number if self.unit == "months" else None

    def after(self, base: date) -> date:
        """The day the duration ends when it begins on `base`; bank holidays count as worked."""
        if self.unit == "months":
            index = base.year * 12 + base.month - 1 + self.number
            year, month = index // 12, index % 12 + 1
            return date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
        if self.unit == "working days":
            # Weekends do not count: a week for each five days, then one day at a time.
            day = base + timedelta(weeks=self.number // 5)
            left = self.number % 5
            while left or day.weekday() > 4:
                day += timedelta(days=1)
                left -= 1 if left and day.weekday() < 5 else 0
            return day
        return base + timedelta(days=self.number * (7 if self.unit == "weeks" else 1))


@dataclass(frozen=True)
class Part:
    """One thing a timescale says; `item` is the line it is on, counted from 0.

    `start` and `by` are the first and last day it names; `base` is what a duration counts
    from, in the words printed, "" where the words do not say; `at_least` marks a number that
    is a minimum; `year` is the one year a recurrence is printed with. `words` are the ones
    that were read.
    """

    kind: TimescaleKind
    words: str = ""
    item: int = 0
    start: date | None = None
    by: date | None = None
    length: Length | None = None
    base: str = ""
    times_a_year: int | None = None
    at_least: bool = False
    year: int | None = None


@dataclass(frozen=True)
class Timescale:
    """What a timescale says, in parts, with its condition and the words left unread."""

    parts: tuple[Part, ...] = ()
    condition: str = ""
    rest: str = ""

    @property
    def dates(self) -> tuple[date, ...]:
        """Every day something is due by, in the order printed."""
        return tuple(part.by for part in self.parts if part.by)

    @property
    def due(self) -> date | None:
        """The latest day named, None where none is."""
        return max(self.dates, default=None)

    @property
    def start(self) -> date | None:
        """The earliest day from which something runs, None where none is named."""
        runs = (TimescaleKind.ONGOING_FROM, TimescaleKind.PERIOD)
        return min((part.start for part in self.parts if part.kind in runs and part.start),
                   default=None)  # fmt: skip

    @property
    def times_a_year(self) -> int | None:
        """How often a year it recurs; the most where several are named."""
        return max((part.times_a_year for part in self.parts if part.times_a_year), default=None)

    @property
    def durations(self) -> tuple[Part, ...]:
        """The parts that are durations."""
        return tuple(part for part in self.parts if part.kind is TimescaleKind.DURATION)

    @property
    def open_ended(self) -> bool:
        """Whether something continues without an end."""
        return any(
            part.kind in (TimescaleKind.ONGOING, TimescaleKind.ONGOING_FROM) for part in self.parts
        )

    @property
    def asks_for_base(self) -> bool:
        """Whether a duration does not say what it counts from."""
        return any(not part.base for part in self.durations)

    @property
    def asks_for_year(self) -> bool:
        """Whether a month is named without a year."""
        return any(part.kind is TimescaleKind.MONTH and not part.by for part in self.parts)

    @property
    def says_when(self) -> bool:
        """Whether any part is more than words."""
        return any(part.kind is not TimescaleKind.TEXT for part in self.parts)

    def due_after(self, base: date) -> date | None:
        """The latest day named or reached when the durations without a base begin on `base`."""
        reached = [
            part.length.after(base) for part in self.durations if part.length and not part.base
        ]
        return max((*self.dates, *reached), default=None)
