"""Ranges of months in headings: "Apr-Jun 2025", "Jul 25 - Sep 25", "April 2024 to March 2025"."""

import re
from dataclasses import dataclass

from toolkit.values.periods import MONTHS

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:[ -]*'?(\d{4}|\d{2})(?![\d/]|-\d))?"
_RANGE = re.compile(
    rf"\(?\b({_NAMES})\b\.?{_YEAR}\s*(?:-|to|/|,|&|and)\s*(?:\b(?:{_NAMES})\b\.?\s*[-/,&]\s*)?"
    rf"\b({_NAMES})\b\.?\)?{_YEAR}\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MonthRange:
    """Where a text names a range of months, and what it is.

    `quarter` is that of the financial year, 0 where it is none. `words` name the whole period
    where the range has years; "" where it has none, or is no period that is read.
    """

    start: int
    end: int
    quarter: int
    words: str


def month_range(text: str) -> MonthRange | None:
    """The range of months in a text; None where there is none."""
    match = _RANGE.search(text)
    if match is None:
        return None
    first, last = MONTHS[match[1].casefold()], MONTHS[match[3].casefold()]
    first_year, last_year = (_year(match[place]) for place in (2, 4))
    is_quarter = first in (1, 4, 7, 10) and last == first + 2
    quarter = (first - 4) % 12 // 3 + 1 if is_quarter else 0
    words = ""
    year = last_year or first_year
    if is_quarter and year and first_year in (None, year):
        start = year - (quarter == 4)
        words = f"{start}/{(start + 1) % 100:02} Q{quarter}"
    elif (first, last) == (4, 3) and last_year and first_year in (None, last_year - 1):
        words = f"year ending March {last_year}"
    elif is_quarter and year:
        quarter = 0
    return MonthRange(*match.span(), quarter, words)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
