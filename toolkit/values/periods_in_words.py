"""Periods in words: quarters, school terms, seasons, years, and the end of the plan."""

import re
from datetime import date

from toolkit.values.dates_in_words import year_of
from toolkit.values.periods import month_end
from toolkit.values.timescale_parts import Part, Span, TimescaleKind

_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
# Attendance is counted to these months: the autumn, spring and summer terms of schools in England.
_TERM_ENDS = {"autumn": 12, "spring": 3, "summer": 7}
_TERM_STARTS = {"autumn": 9, "spring": 1, "summer": 4}


def _first_year(words: str) -> int | None:
    match = re.search(r"20\d\d", words)
    return int(match[0]) if match else None


def _period(first: date, last: date, words: str) -> Part:
    return Part(TimescaleKind.PERIOD, words, start=first, by=last)


def _financial_year(year: int, words: str) -> Part:
    return _period(date(year, 4, 1), date(year + 1, 3, 31), words)


def _quarter(words: str, within: Span | None) -> Part | None:
    match = re.search(r"(?:q|qtr|quarter)\.?\s?([1-4])", words, re.IGNORECASE)
    year = _first_year(words)
    if year is None and within and (within[1] - within[0]).days < 367:
        year = within[0].year if within[0].month >= 4 else within[0].year - 1
    if match is None or year is None:
        return None
    month = 4 + 3 * (int(match[1]) - 1)
    year, month = (year, month) if month <= 12 else (year + 1, month - 12)
    return _period(date(year, month, 1), month_end(year, month + 2), words)


def _term(words: str, within: Span | None) -> Part | None:
    season = words.split()[0].casefold().rstrip(",")
    is_term = bool(re.search(r"\bterm\b", words, re.IGNORECASE))
    ends = (_TERM_ENDS if is_term else _SEASON_ENDS)[season]
    years = re.findall(r"\d+", words)
    if not years:
        for year in range(within[0].year, within[1].year + 1) if within else ():
            last = month_end(year, ends)
            if within and within[0] <= last <= within[1]:
                return _period(date(year, _TERM_STARTS[season], 1), last, words)
        return Part(TimescaleKind.MONTH, words)
    year = year_of(years[0])
    # A school year or a winter named by two years ends in the second one.
    if len(years) > 1 and season != "autumn":
        year += 1
    if is_term:
        return _period(date(year, _TERM_STARTS[season], 1), month_end(year, ends), words)
    if season == "winter":
        year += 0 if len(years) > 1 else 1
        return _period(date(year - 1, 12, 1), month_end(year, ends), words)
    return _period(date(year, ends - 2, 1), month_end(year, ends), words)


def _years(words: str, _: Span | None) -> Part:
    first, second = (year_of(digits) for digits in re.findall(r"\d+", words))
    if second == first + 1:
        return _financial_year(first, words)
    if not first < second <= first + 10:
        raise ValueError
    return _period(date(first, 4, 1), date(second, 3, 31), words)


def _ending(words: str, within: Span | None) -> Part | None:
    return Part(TimescaleKind.DATE, words, start=within[1], by=within[1]) if within else None


def lone_year(words: str) -> Part:
    """A year that is all the line says, or that comes with a recurrence."""
    year = int(words)
    return _period(date(year, 1, 1), date(year, 12, 31), words)


PERIODS = {
    "quarter": _quarter,
    "term": _term,
    "years": _years,
    "ending": _ending,
}
"""How the words of each kind are read, given the plan's period. ValueError for no period."""
