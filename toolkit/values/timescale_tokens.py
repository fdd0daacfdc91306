"""The stretches of a line that name a date, a period, a length of time or a recurrence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.values.dates_in_words import DASH, DATES, MONTH, YEAR, YEARS, bare_month, later_year
from toolkit.values.durations_in_words import NUMBER, TIMES_A_YEAR, duration, recurrence
from toolkit.values.periods_in_words import PERIODS, lone_year
from toolkit.values.timescale_parts import Part, Span, TimescaleKind

# Found from left to right, the longer before the shorter, so that "six-monthly" is taken whole
# and its "monthly" is not seen.
_TOKENS = re.compile(
    # Whatever is named begins with a digit or a word: nothing else is looked at any closer.
    r"(?=\d|\b\w)(?:"
    + "|".join(
        rf"(?P<{name}>{pattern})"
        for name, pattern in {
            "iso": r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)",
            "numeric": rf"(?<![\d./])\d{{1,2}}[./{DASH}]\d{{1,2}}[./{DASH}]"
            r"(?:\d{4}|\d{2})(?![\d/])",
            "numbered": r"(?<![\d./])(?:0?[1-9]|1[0-2])[/.]20\d\d(?![\d/.])",
            "quarter": r"\b(?:q|qtr|quarter)\.?\s?[1-4]"
            rf"(?:\b[\s,:{DASH}]*(?:of\s)?(?:{YEARS}|20\d\d))?\b"
            rf"|\b{YEARS}[\s,:{DASH}]*(?:q|qtr|quarter)\.?\s?[1-4]\b",
            "term": rf"\b(?:autumn|spring|summer)\s+term\b(?:\s*,?\s*(?:{YEARS}|{YEAR})\b)?"
            rf"|\b(?:autumn|spring|summer|winter)\s*,?\s*(?:of\s)?(?:{YEARS}|\d{{4}})\b",
            "american": rf"\b(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
            "dated": rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?[\s{DASH}]+(?:of\s+)?)?(?:{MONTH})\.?,?"
            rf"[\s{DASH}]+(?:of\s+)?(?:{YEAR})\b(?![/{DASH}]\d)",
            "month": rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{MONTH})\b",
            "years": rf"(?<!\d){YEARS}(?!\d)",
            "ending": r"\b(?:year[ -]?end|end of (?:the )?(?:financial |plan |business )?"
            r"(?:year|plan|period))\b",
            "recurring": rf"(?<!\d-)\b(?:{'|'.join(TIMES_A_YEAR.values())})\b",
            "often": rf"\b(?:once|twice|(?:{NUMBER})(?:\s?(?:times|x))?)\s+"
            r"(?:a|an|per|each|every)\s+(?:year|annum|quarter|month|week|term)\b",
            "ongoing": r"\bon[ -]?going\b|\bcontinuous(?:ly)?\b|\bcontinuing\b"
            r"|\brolling programme\b|\bopen[ -]ended\b"
            r"|\bthroughout(?: the (?:year|plan|period|life of the plan))?\b",
            "length": rf"(?<![\d.,/£])\b(?:(?:{NUMBER})\s?(?:to|[{DASH}])\s?)?(?:{NUMBER})[\s-]?"
            r"(?:calendar\s|working\s)?(?:month|week|day|year)s?\b(?!\s?(?:ly\b|olds?\b))",
            "year": r"(?<![\d/£,.])(?:20\d\d)\b(?![/.]\d)",
        }.items()
    )
    + ")",
    re.IGNORECASE,
)
_DATED = DATES | PERIODS


class Token(NamedTuple):
    """A stretch of a line by its characters, and what it says; None where that is nothing."""

    name: str
    start: int
    end: int
    part: Part | None


def tokens_of(line: str, within: Span | None) -> Iterator[Token]:
    """What a line names, from left to right; `within` is the plan's period."""
    matches = list(_TOKENS.finditer(line))
    for place, match in enumerate(matches):
        name = match.lastgroup or ""
        before = line[: match.start()]
        part: Part | None = None
        try:
            if name == "month":
                year = later_year(matches[place + 1 :])
                part = bare_month(match[0], before, year, within)
            elif name == "year":
                part = lone_year(match[0])
            elif name in ("recurring", "often"):
                part = recurrence(name, match[0], before)
            elif name == "length":
                part = duration(match[0], before, line[match.end() :])
            elif name == "ongoing":
                part = Part(TimescaleKind.ONGOING, match[0])
            else:
                part = _DATED[name](match[0], within)
        except (ValueError, OverflowError):
            part = None
        yield Token(name, match.start(), match.end(), part)
