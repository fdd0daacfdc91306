"""Dates in words: days and months, with a year or without."""

import re
from datetime import date

from toolkit.values.periods import MONTHS, month_end
from toolkit.values.timescale_parts import Part, Span, TimescaleKind

DASH = r"\-\u2010-\u2015\u2212"  # for the inside of a character class
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"\d{4}|[\u2018\u2019']?\d{2}"
YEARS = rf"20\d\d\s?[/{DASH}]\s?(?:20)?\d\d"
_BEFORE_MONTH = re.compile(
    rf"(?:^|\b(?:by|in|until|till|from|to|end|of|during|mid|early|late|and|or|each|every|next|since"
    rf"|before|after)\s|[/,;:(&{DASH}]\s*)$",
    re.IGNORECASE,
)


def year_of(digits: str) -> int:
    """A year of four digits, or of two in this century, with an apostrophe or without."""
    digits = digits.lstrip("'\u2018\u2019")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day(year: int, month: int, day: int, words: str) -> Part:
    found = date(year, month, day)
    return Part(TimescaleKind.DATE, words, start=found, by=found)


def _whole_month(year: int, month: int, words: str) -> Part:
    return Part(TimescaleKind.MONTH, words, start=date(year, month, 1), by=month_end(year, month))


def _numeric(words: str, _: Span | None) -> Part:
    day, month, year = re.findall(r"\d+", words)
    return _day(year_of(year), int(month), int(day), words)


def _numbered(words: str, _: Span | None) -> Part:
    month, year = re.findall(r"\d+", words)
    return _whole_month(int(year), int(month), words)


def _iso(words: str, _: Span | None) -> Part:
    year, month, day = words.split("-")
    return _day(int(year), int(month), int(day), words)


def _named(words: str) -> int:
    match = re.search(rf"\b(?:{MONTH})\b", words, re.IGNORECASE)
    return MONTHS[match[0].casefold()] if match else 0


def _american(words: str, _: Span | None) -> Part:
    day, year = re.findall(r"\d+", words)
    return _day(int(year), _named(words), int(day), words)


def _dated(words: str, _: Span | None) -> Part:
    numbers = re.findall(r"\d+", words)
    year, month = year_of(numbers[-1]), _named(words)
    if len(numbers) == 1:
        return _whole_month(year, month, words)
    return _day(year, month, int(numbers[0]), words)


def bare_month(words: str, before: str, year: int | None, within: Span | None) -> Part | None:
    """A month, or a day of one, without a year; only where it can be nothing else ("may")."""
    name = words.split()[-1]
    has_day = words[0].isdigit()
    if not (name[0].isupper() and (has_day or _BEFORE_MONTH.search(before))):
        return None
    month = MONTHS[name.casefold()]
    if year is not None:
        # "November and March 2014": the November before.
        year = year // 100 - 1 if month > year % 100 else year // 100
    elif within:
        first, last = within
        years = (
            n for n in range(first.year, last.year + 1) if first <= month_end(n, month) <= last
        )
        year = next(years, None)
    if year is None:
        return Part(TimescaleKind.MONTH, words)
    if has_day:
        return _day(year, month, int(re.findall(r"\d+", words)[0]), words)
    return _whole_month(year, month, words)


def later_year(matches: list[re.Match[str]]) -> int | None:
    """Year and month (as 201403) of the next month with a year, None where there is none."""
    for match in matches:
        if match.lastgroup == "dated":
            return year_of(re.findall(r"\d+", match[0])[-1]) * 100 + _named(match[0])
        if match.lastgroup != "month":
            return None
    return None


DATES = {
    "iso": _iso,
    "numeric": _numeric,
    "numbered": _numbered,
    "american": _american,
    "dated": _dated,
}
"""How the words of each kind are read. ValueError where there is no such day."""
