"""Periods that figures and plans belong to: read, ordered by dates, printed.

The kind comes from the indicator: it settles whether "2015/16" is a financial
or an academic year. Financial years run from 1 April, academic years from
1 September.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toolkit.values.text import day_in_words

_NAMES = [name.casefold() for name in calendar.month_name]
MONTHS = {name: number for number, name in enumerate(_NAMES) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
"""The number of each month by its name and by its usual abbreviations."""


class PeriodKind(StrEnum):
    """The kinds of period, in the words of the Indicators sheet."""

    MONTH = "Month"
    QUARTER = "Quarter"
    FINANCIAL_YEAR = "Financial year"
    ACADEMIC_YEAR = "Academic year"
    CALENDAR_YEAR = "Calendar year"
    POOLED_YEARS = "Pooled years"
    ROLLING = "Rolling 12 months"
    SNAPSHOT = "Snapshot"


class PeriodError(ValueError):
    """The words name no period of the kind asked for. `str()` says how to write one."""


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days, both ends included. Periods order by their dates."""

    start: date
    end: date
    kind: PeriodKind

    def __str__(self) -> str:
        return _label(self)

    def preceding(self) -> "Period":
        """The period of the same kind just before this one.

        A snapshot's is unknown from dates alone: the same day a month earlier is given
        for it, as for a rolling year.
        """
        if self.kind is PeriodKind.QUARTER:
            return self._moved(-3)
        if self.kind in (PeriodKind.MONTH, PeriodKind.ROLLING, PeriodKind.SNAPSHOT):
            return self._moved(-1)
        return self._moved(-12)

    def following(self) -> "Period":
        """The period of the same kind that begins when this one ends; a snapshot's as above."""
        if self.kind is PeriodKind.QUARTER:
            return self._moved(3)
        if self.kind in (PeriodKind.MONTH, PeriodKind.ROLLING, PeriodKind.SNAPSHOT):
            return self._moved(1)
        return self._moved(12)

    def year_earlier(self) -> "Period":
        """The same period of the year before."""
        return self._moved(-12)

    def contains(self, day: date) -> bool:
        """Whether the day lies in it, both ends included."""
        return self.start <= day <= self.end

    def _moved(self, months: int) -> "Period":
        if self.kind is PeriodKind.SNAPSHOT:
            moved = _shift(self.end, months)
            return Period(moved, moved, self.kind)
        return Period(
            _shift(self.start, months),
            _shift(self.end + timedelta(days=1), months) - timedelta(days=1),
            self.kind,
        )


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def quarter_of(day: date) -> Period:
    """The quarter of the financial year that a day lies in."""
    first_month = day.month - (day.month - 1) % 3
    start = date(day.year, first_month, 1)
    return Period(start, month_end(day.year, first_month + 2), PeriodKind.QUARTER)


def financial_year(day: date) -> Period:
    """The financial year that holds a day."""
    first = day.year if day.month >= 4 else day.year - 1
    return Period(date(first, 4, 1), date(first + 1, 3, 31), PeriodKind.FINANCIAL_YEAR)


_FIRST_MONTHS = {
    PeriodKind.MONTH: tuple(range(1, 13)),
    PeriodKind.QUARTER: (1, 4, 7, 10),
    PeriodKind.FINANCIAL_YEAR: (4,),
    PeriodKind.ACADEMIC_YEAR: (9,),
    PeriodKind.CALENDAR_YEAR: (1,),
}


def period_of(day: date, kind: PeriodKind) -> Period | None:
    """The period of that kind that the day is in.

    None for kinds that follow no calendar, and where the calendar itself begins or ends.
    """
    months = _FIRST_MONTHS.get(kind)
    if months is None:
        return None
    earlier = [month for month in months if month <= day.month]
    try:
        first = date(day.year, earlier[-1], 1) if earlier else date(day.year - 1, months[-1], 1)
        after = _shift(first, 12 // len(months))
    except ValueError:
        return None
    return Period(first, after - timedelta(days=1), kind)


def parse(text: str, kind: PeriodKind) -> Period:
    """The period those words name; PeriodError where they name none of that kind."""
    words = re.sub(r"\s+", " ", text.replace("\u2013", "-").replace("\u2014", "-")).strip()
    try:
        found = _READERS[kind](words)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise PeriodError(f"Write {_EXAMPLES[kind]}.")
    return Period(*found, kind)


def plan_years(text: str) -> tuple[date, date] | None:
    """First and last day of a plan's period: "2015/16" or "2015-2017"; None if unclear.

    Plans follow financial years: 2015-2017 runs from 1 April 2015 to 31 March 2017.
    """
    try:
        single = _year_from(text.strip())
        if single:
            return single
        match = re.fullmatch(r"(\d{4})\s*(?:-|\u2013|to|/)\s*(\d{4})", text.strip())
        if match and 1 < int(match[2]) - int(match[1]) <= 10:
            return date(int(match[1]), 4, 1), date(int(match[2]), 3, 31)
    except ValueError:
        return None
    return None


_Days = tuple[date, date]
_YEAR_PAIR = r"(\d{4}|\d{2})\s*[/-]\s*(\d{4}|\d{2})"


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _year_pair(first: str, second: str) -> int | None:
    """The first year of two that follow each other ("2015/16"), else None."""
    start = _full_year(first)
    if len(second) == 4:
        return start if int(second) == start + 1 else None
    return start if int(second) == (start + 1) % 100 else None


def _year_from(words: str, first_month: int = 4) -> _Days | None:
    match = re.fullmatch(_YEAR_PAIR, words)
    start = _year_pair(match[1], match[2]) if match else None
    if start is None:
        return None
    first = date(start, first_month, 1)
    return first, _shift(first, 12) - timedelta(days=1)


def _academic_year(words: str) -> _Days | None:
    return _year_from(words, first_month=9)


def _calendar_year(words: str) -> _Days | None:
    match = re.fullmatch(r"(\d{4})(?:\.0)?", words)
    return (date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)) if match else None


def _quarter(words: str) -> _Days | None:
    match = re.fullmatch(rf"{_YEAR_PAIR}[ ,:-]*(?:q|quarter )\s*([1-4])", words, re.IGNORECASE)
    if match:
        years, number = (match[1], match[2]), int(match[3])
    else:
        match = re.fullmatch(rf"(?:q|quarter )\s*([1-4])[ ,:-]*{_YEAR_PAIR}", words, re.IGNORECASE)
        if not match:
            return None
        years, number = (match[2], match[3]), int(match[1])
    start = _year_pair(*years)
    if start is None:
        return None
    first = _shift(date(start, 4, 1), 3 * (number - 1))
    return first, _shift(first, 3) - timedelta(days=1)


def _month(words: str) -> _Days | None:
    match = re.fullmatch(r"([a-z]{3,9})\.?[ -]*(\d{4}|\d{2})", words, re.IGNORECASE)
    if match and match[1].casefold() in MONTHS:
        return _whole_month(_full_year(match[2]), MONTHS[match[1].casefold()])
    for pattern, year_group, month_group in (
        (r"(\d{4})-(\d{1,2})", 1, 2),
        (r"(\d{1,2})/(\d{4})", 2, 1),
    ):
        match = re.fullmatch(pattern, words)
        if match:
            return _whole_month(int(match[year_group]), int(match[month_group]))
    # Excel turns "Jun-26" into the first of June.
    day = _snapshot(words)
    return _whole_month(day[0].year, day[0].month) if day else None


def _whole_month(year: int, month: int) -> _Days:
    return date(year, month, 1), month_end(year, month)


def _pooled(words: str) -> _Days | None:
    match = re.fullmatch(r"(\d{4})\s*(?:-|to)\s*(\d{4}|\d{2})", words)
    if match:
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        return (date(first, 1, 1), date(last, 12, 31)) if 0 < last - first <= 10 else None
    match = re.fullmatch(rf"{_YEAR_PAIR}\s*(?:-|to)\s*{_YEAR_PAIR}", words)
    if match:
        first_year, last_year = _year_pair(match[1], match[2]), _year_pair(match[3], match[4])
        if first_year and last_year and 0 < last_year - first_year <= 10:
            return date(first_year, 4, 1), date(last_year + 1, 3, 31)
    return None


def _rolling(words: str) -> _Days | None:
    match = re.fullmatch(
        r"(?:(?:rolling )?(?:12|twelve) months|year|rolling year)?\s*(?:to|ending|ended)?\s*(.+)",
        words,
        re.IGNORECASE,
    )
    last = _month(match[1]) if match else None
    return (_shift(last[0], -11), last[1]) if last else None


def _snapshot(words: str) -> _Days | None:
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", words)
    if match:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    match = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})", words)
    if match:
        day = date(_full_year(match[3]), int(match[2]), int(match[1]))
        return day, day
    match = re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.? (\d{4}|\d{2})", words, re.IGNORECASE
    )
    if match and match[2].casefold() in MONTHS:
        day = date(_full_year(match[3]), MONTHS[match[2].casefold()], int(match[1]))
        return day, day
    return None


_READERS = {
    PeriodKind.MONTH: _month,
    PeriodKind.QUARTER: _quarter,
    PeriodKind.FINANCIAL_YEAR: _year_from,
    PeriodKind.ACADEMIC_YEAR: _academic_year,
    PeriodKind.CALENDAR_YEAR: _calendar_year,
    PeriodKind.POOLED_YEARS: _pooled,
    PeriodKind.ROLLING: _rolling,
    PeriodKind.SNAPSHOT: _snapshot,
}

_EXAMPLES = {
    PeriodKind.MONTH: "a month as in June 2026",
    PeriodKind.QUARTER: "a quarter as in 2026/27 Q1",
    PeriodKind.FINANCIAL_YEAR: "a financial year as in 2026/27",
    PeriodKind.ACADEMIC_YEAR: "an academic year as in 2026/27",
    PeriodKind.CALENDAR_YEAR: "a calendar year as in 2026",
    PeriodKind.POOLED_YEARS: "pooled years as in 2024-26",
    PeriodKind.ROLLING: "rolling 12 months as in 12 months to June 2026",
    PeriodKind.SNAPSHOT: "a snapshot as in 31 March 2026",
}


def _label(period: Period) -> str:
    start, end = period.start, period.end
    years = f"{start.year}/{(start.year + 1) % 100:02}"
    match period.kind:
        case PeriodKind.MONTH:
            return f"{start:%B} {start.year}"
        case PeriodKind.QUARTER:
            first_year = start.year if start.month >= 4 else start.year - 1
            number = (start.month - 4) % 12 // 3 + 1
            return f"{first_year}/{(first_year + 1) % 100:02} Q{number}"
        case PeriodKind.FINANCIAL_YEAR | PeriodKind.ACADEMIC_YEAR:
            return years
        case PeriodKind.CALENDAR_YEAR:
            return str(start.year)
        case PeriodKind.POOLED_YEARS:
            if start.month == 1:
                same_century = start.year // 100 == end.year // 100
                return f"{start.year}-{f'{end.year % 100:02}' if same_century else end.year}"
            return f"{years}-{end.year - 1}/{end.year % 100:02}"
        case PeriodKind.ROLLING:
            return f"12 months to {end:%B} {end.year}"
        case PeriodKind.SNAPSHOT:
            return day_in_words(end)


def _shift(day: date, months: int) -> date:
    """The same day so many months on; the month's last day stays the last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if is_last else min(day.day, last))
