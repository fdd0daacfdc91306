"""Timescales in words: dates and recurrences that a plan prints instead of a date."""

import re
from dataclasses import dataclass
from datetime import date

from toolkit.periods import MONTHS, month_end

_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
_WORD_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(MONTHS)})[a-z]*\.?,?\s+(\d{{4}}|\d{{2}})\b",
    re.IGNORECASE,
)
_RECURRENCES = (
    ("monthly", 12),
    ("every month", 12),
    ("quarterly", 4),
    ("each quarter", 4),
    ("half-yearly", 2),
    ("half yearly", 2),
    ("six-monthly", 2),
    ("6-monthly", 2),
    ("twice a year", 2),
    ("twice per year", 2),
    ("annually", 1),
    ("annual", 1),
    ("yearly", 1),
)


@dataclass(frozen=True)
class Timescale:
    """What a timescale says: the latest date it names, and how often a year it recurs."""

    due: date | None = None
    times_a_year: int | None = None


def parse(text: str) -> Timescale:
    """What can be told from the words; empty where they name no date and no recurrence.

    A month without a day counts as its last day. A two-digit year lies in 2000-2099.
    """
    dates = [found for found in (*_numeric_dates(text), *_word_dates(text)) if found]
    folded = text.casefold()
    recurrence = next((times for words, times in _RECURRENCES if words in folded), None)
    return Timescale(max(dates, default=None), recurrence)


def _numeric_dates(text: str) -> list[date | None]:
    return [
        _date(int(day), int(month), _year(year)) for day, month, year in _NUMERIC_DATE.findall(text)
    ]


def _word_dates(text: str) -> list[date | None]:
    found = []
    for day, name, year in _WORD_DATE.findall(text):
        month = MONTHS.index(name[:3].casefold()) + 1
        if day:
            found.append(_date(int(day), month, _year(year)))
        else:
            found.append(month_end(_year(year), month))
    return found


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
