"""Timescales in words: dates and recurrences that a plan prints instead of a date."""

import re
from dataclasses import dataclass
from datetime import date

from toolkit.periods import MONTHS, month_end

_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
_WORD_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(MONTHS)})\.?,?\s+(\d{{4}}|\d{{2}})\b",
    re.IGNORECASE,
)
_TIMES_A_YEAR = {
    12: "monthly|every month",
    6: "(?:two|2)[ -]monthly|bi[ -]?monthly|every (?:two|2) months",
    4: "quarterly|(?:each|every) quarter|(?:three|3)[ -]monthly|every (?:three|3) months",
    3: "(?:four|4)[ -]monthly|every (?:four|4) months",
    2: "half[ -]yearly|(?:six|6)[ -]monthly|every (?:six|6) months|(?:bi|semi)[ -]?annual(?:ly)?"
    "|twice (?:a|per) year",
    1: "annual(?:ly)?|yearly|every year|(?:twelve|12)[ -]monthly",
}
# Found from left to right, so that "six-monthly" is taken whole and its "monthly" is not seen.
_RECURRENCE = re.compile(
    r"(?<!\d-)\b(?:" + "|".join(f"({words})" for words in _TIMES_A_YEAR.values()) + r")\b",
    re.IGNORECASE,
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
    times = [
        number
        for match in _RECURRENCE.finditer(text)
        for number, words in zip(_TIMES_A_YEAR, match.groups(), strict=True)
        if words
    ]
    return Timescale(max(dates, default=None), max(times, default=None))


def _numeric_dates(text: str) -> list[date | None]:
    return [
        _date(int(day), int(month), _year(year)) for day, month, year in _NUMERIC_DATE.findall(text)
    ]


def _word_dates(text: str) -> list[date | None]:
    return [
        _date(int(day) if day else None, MONTHS[name.casefold()], _year(year))
        for day, name, year in _WORD_DATE.findall(text)
    ]


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _date(day: int | None, month: int, year: int) -> date | None:
    try:
        return month_end(year, month) if day is None else date(year, month, day)
    except ValueError:
        return None
