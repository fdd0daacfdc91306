"""Timescales in words: dates, recurrences, durations and open ends that a plan prints.

A timescale is read line by line into parts, each of one kind. What a part leaves open is
left open: "3 months" names no date until somebody says what it counts from, and "end of
March" none until the plan's period says which March.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from toolkit.values.periods import MONTHS, month_end

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
    """One thing a timescale says; `item` is the line it stands in, counted from 0.

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
        """Whether something goes on without an end."""
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


_DASH = r"\-\u2010-\u2015\u2212"  # for the inside of a character class
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
} | {"twelve": 12, "eighteen": 18, "once": 1, "twice": 2, "a": 1, "an": 1}
_NUMBER = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"\d{4}|[\u2018\u2019']?\d{2}"
_YEARS = rf"20\d\d\s?[/{_DASH}]\s?(?:20)?\d\d"
_TIMES_A_YEAR = {
    52: "weekly|every week|each week",
    26: "fortnightly|every fortnight|every (?:two|2) weeks",
    12: "monthly|every month|each month",
    6: "(?:two|2)[ -]monthly|bi[ -]?monthly|every (?:two|2) months",
    4: "quarterly|(?:each|every) quarter|(?:three|3)[ -]monthly|every (?:three|3) months",
    3: "(?:four|4)[ -]monthly|every (?:four|4) months|termly|(?:each|every) (?:school )?term",
    2: "half[ -]?yearly|(?:six|6)[ -]monthly|every (?:six|6) months|(?:bi|semi)[ -]?annual(?:ly)?"
    "|twice[ -]yearly",
    1: "annual(?:ly)?|yearly|(?:each|every) year|(?:twelve|12)[ -]monthly",
}
_PER = {"year": 1, "annum": 1, "term": 3, "quarter": 4, "month": 12, "week": 52}
_SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
# Attendance is counted to these months: the autumn, spring and summer terms of schools in England.
_TERM_ENDS = {"autumn": 12, "spring": 3, "summer": 7}
_TERM_STARTS = {"autumn": 9, "spring": 1, "summer": 4}

# Found from left to right, the longer before the shorter, so that "six-monthly" is taken whole
# and its "monthly" is not seen.
_TOKENS = re.compile(
    "|".join(
        rf"(?P<{name}>{pattern})"
        for name, pattern in {
            "iso": r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)",
            "numeric": rf"(?<![\d./])\d{{1,2}}[./{_DASH}]\d{{1,2}}[./{_DASH}]"
            r"(?:\d{4}|\d{2})(?![\d/])",
            "numbered": r"(?<![\d./])(?:0?[1-9]|1[0-2])[/.]20\d\d(?![\d/.])",
            "quarter": r"\b(?:q|qtr|quarter)\.?\s?[1-4]"
            rf"(?:\b[\s,:{_DASH}]*(?:of\s)?(?:{_YEARS}|20\d\d))?\b"
            rf"|\b{_YEARS}[\s,:{_DASH}]*(?:q|qtr|quarter)\.?\s?[1-4]\b",
            "term": rf"\b(?:autumn|spring|summer)\s+term\b(?:\s*,?\s*(?:{_YEARS}|{_YEAR})\b)?"
            rf"|\b(?:autumn|spring|summer|winter)\s*,?\s*(?:of\s)?(?:{_YEARS}|\d{{4}})\b",
            "american": rf"\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
            "dated": rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?[\s{_DASH}]+(?:of\s+)?)?(?:{_MONTH})\.?,?"
            rf"[\s{_DASH}]+(?:of\s+)?(?:{_YEAR})\b(?![/{_DASH}]\d)",
            "month": rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTH})\b",
            "years": rf"(?<!\d){_YEARS}(?!\d)",
            "ending": r"\b(?:year[ -]?end|end of (?:the )?(?:financial |plan |business )?"
            r"(?:year|plan|period))\b",
            "recurring": rf"(?<!\d-)\b(?:{'|'.join(_TIMES_A_YEAR.values())})\b",
            "often": rf"\b(?:once|twice|(?:{_NUMBER})(?:\s?(?:times|x))?)\s+"
            r"(?:a|an|per|each|every)\s+(?:year|annum|quarter|month|week|term)\b",
            "ongoing": r"\bon[ -]?going\b|\bcontinuous(?:ly)?\b|\bcontinuing\b"
            r"|\brolling programme\b|\bopen[ -]ended\b"
            r"|\bthroughout(?: the (?:year|plan|period|life of the plan))?\b",
            "length": rf"(?<![\d.,/£])\b(?:(?:{_NUMBER})\s?(?:to|[{_DASH}])\s?)?(?:{_NUMBER})[\s-]?"
            r"(?:calendar\s|working\s)?(?:month|week|day|year)s?\b(?!\s?(?:ly\b|olds?\b))",
            "year": r"(?<![\d/£,.])(?:20\d\d)\b(?![/.]\d)",
        }.items()
    ),
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    rf"(?:^|\b(?:by|in|until|till|from|to|end|of|during|mid|early|late|and|or|each|every|next|since"
    rf"|before|after)\s|[/,;:(&{_DASH}]\s*)$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|since|starting|commencing|beginning)(?: in| on)?\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|to|up to|through to)\s*$", re.IGNORECASE)
_ONWARDS = re.compile(r"^\s*(?:onwards?|and beyond)\b", re.IGNORECASE)
_NEAR = re.compile(rf"^[\s,;:({_DASH}]*(?:(?:and|then|and then|&)\s+)?$", re.IGNORECASE)
_RANGE = re.compile(rf"^\s*(?:[{_DASH}]|to|until|till|through to)\s*$", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:minimum(?: of)?|at least|no (?:less|fewer) than)\s*$", re.IGNORECASE)
_BASE = re.compile(
    r"^\s*(?:of|after|from|following|post|since)\s+(?P<base>[^.;,()\n]*[^.;,()\s])", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:every|each)\s*$", re.IGNORECASE)
_WHOLE_YEAR = re.compile(
    r"\s*(?:by|in|during|throughout|for)?\s*(?:the )?(?:end(?: of)?|year)?\s*$", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\(?\s*\b(?P<words>(?:subject to|depend(?:ent|ing) (?:up)?on|conditional (?:up)?on|pending"
    r"|provided that|if|once|when|unless)\b[^.;()\n]*[^.;()\s])",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"\b(?:by|the|end|of|in|to|on|at|and|from|until|till|within|for|during|mid|early|late|then"
    r"|minimum|at least|up)\b|[^\w£%/&]+",
    re.IGNORECASE,
)
# A line of a timescale is short; what comes after this many characters is prose.
_LONGEST_LINE = 2_000


def parse(text: str, within: Span | None = None) -> Timescale:
    """What can be told from the words; empty where there are none.

    A month without a day counts as its last day, a quarter, term, season or year likewise.
    A two-digit year lies in 2000-2099. Quarters are those of the financial year. `within` is
    the plan's period: it gives a month, quarter or term printed without a year its own.
    """
    parts: list[Part] = []
    unread: list[str] = []
    lines = [line.strip() for line in text.split("\n")]
    for item, line in enumerate(filter(None, lines)):
        found, left = _line(line[:_LONGEST_LINE], within)
        parts += [replace(part, item=item) for part in found]
        unread.append(left)
    condition = _CONDITION.search(text[:_LONGEST_LINE])
    rest = " ".join(filter(None, unread))
    return Timescale(tuple(parts), condition["words"] if condition else "", rest)


def _line(line: str, within: Span | None) -> tuple[list[Part], str]:
    """The parts of one line, and its words that no part takes."""
    found = [token for token in _tokens(line, within) if token.part]
    parts = list(_joined(line, found))
    condition = _CONDITION.search(line)
    taken = [(token.start, token.end) for token in found]
    taken += [condition.span()] if condition else []
    taken += [
        (token.end, token.end + base.end())
        for token in found
        if token.part and token.part.kind is TimescaleKind.DURATION
        and (base := _BASE.match(line[token.end :]))
    ]  # fmt: skip
    left, place = "", 0
    for start, end in sorted(taken):
        left += line[place : max(start, place)] + " "
        place = max(place, end)
    left += line[place:]
    unread = " ".join(left.split()) if _UNREAD.sub("", left) else ""
    return parts or [Part(TimescaleKind.TEXT, line)], unread


class _Token(NamedTuple):
    name: str
    start: int
    end: int
    part: Part | None


def _tokens(line: str, within: Span | None) -> Iterator[_Token]:
    matches = list(_TOKENS.finditer(line))
    for place, match in enumerate(matches):
        name = match.lastgroup or ""
        before = line[: match.start()]
        part: Part | None = None
        try:
            if name == "month":
                year = _later_year(matches[place + 1 :])
                part = _bare_month(match[0], before, year, within)
            elif name == "year":
                part = _lone_year(line, match)
            elif name in ("recurring", "often"):
                part = _recurrence(name, match[0], before)
            elif name == "length":
                part = _duration(match[0], before, line[match.end() :])
            elif name == "ongoing":
                part = Part(TimescaleKind.ONGOING, match[0])
            else:
                part = _DATED[name](match[0], within)
        except (ValueError, OverflowError):
            part = None
        yield _Token(name, match.start(), match.end(), part)


def _joined(line: str, tokens: list[_Token]) -> Iterator[Part]:
    """The parts of a line: dates with the open ends and recurrences that belong to them."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        part, after = token.part, tokens[place + 1] if place + 1 < len(tokens) else None
        gap = line[token.end : after.start] if after else line[token.end :]
        before = line[: token.start]
        place += 1
        if part is None:
            continue
        dated = part.start is not None and part.kind in _DATES
        following = after.part if after else None
        if dated and following and following.kind is TimescaleKind.ONGOING and _NEAR.match(gap):
            yield replace(part, kind=TimescaleKind.ONGOING_FROM, by=None)
            place += 1
        elif dated and following and following.kind in _DATES and _RANGE.match(gap):
            yield Part(TimescaleKind.PERIOD, line[token.start : after.end if after else token.end],
                       start=part.start, by=following.by)  # fmt: skip
            place += 1
        elif (
            part.kind is TimescaleKind.ONGOING
            and following
            and following.kind in _DATES
            and (_UNTIL.search(gap) or _FROM.search(gap))
        ):
            is_end = bool(_UNTIL.search(gap))
            yield replace(
                following,
                kind=TimescaleKind.ONGOING_UNTIL if is_end else TimescaleKind.ONGOING_FROM,
                start=None if is_end else following.start,
                by=following.by if is_end else None,
            )
            place += 1
        elif dated and (_FROM.search(before) or _ONWARDS.match(line[token.end :])):
            yield replace(part, kind=TimescaleKind.ONGOING_FROM, by=None)
        elif part.kind is TimescaleKind.RECURRING and after and after.name == "year":
            yield replace(part, year=int(line[after.start : after.end]))
            place += 1
        elif token.name == "year" and not _WHOLE_YEAR.match(before):
            continue
        else:
            yield part


_DATES = (TimescaleKind.DATE, TimescaleKind.MONTH, TimescaleKind.PERIOD)


def _year(digits: str) -> int:
    digits = digits.lstrip("'\u2018\u2019")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _first_year(words: str) -> int | None:
    match = re.search(r"20\d\d", words)
    return int(match[0]) if match else None


def _day(year: int, month: int, day: int, words: str) -> Part:
    found = date(year, month, day)
    return Part(TimescaleKind.DATE, words, start=found, by=found)


def _whole_month(year: int, month: int, words: str) -> Part:
    return Part(TimescaleKind.MONTH, words, start=date(year, month, 1), by=month_end(year, month))


def _numeric(words: str, _: Span | None) -> Part:
    day, month, year = re.findall(r"\d+", words)
    return _day(_year(year), int(month), int(day), words)


def _numbered(words: str, _: Span | None) -> Part:
    month, year = re.findall(r"\d+", words)
    return _whole_month(int(year), int(month), words)


def _iso(words: str, _: Span | None) -> Part:
    year, month, day = words.split("-")
    return _day(int(year), int(month), int(day), words)


def _named(words: str) -> int:
    match = re.search(rf"\b(?:{_MONTH})\b", words, re.IGNORECASE)
    return MONTHS[match[0].casefold()] if match else 0


def _american(words: str, _: Span | None) -> Part:
    day, year = re.findall(r"\d+", words)
    return _day(int(year), _named(words), int(day), words)


def _dated(words: str, _: Span | None) -> Part:
    numbers = re.findall(r"\d+", words)
    year, month = _year(numbers[-1]), _named(words)
    if len(numbers) == 1:
        return _whole_month(year, month, words)
    return _day(year, month, int(numbers[0]), words)


def _bare_month(words: str, before: str, year: int | None, within: Span | None) -> Part | None:
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


def _later_year(matches: list[re.Match[str]]) -> int | None:
    """Year and month (as 201403) of the next month with a year, None where there is none."""
    for match in matches:
        if match.lastgroup == "dated":
            return _year(re.findall(r"\d+", match[0])[-1]) * 100 + _named(match[0])
        if match.lastgroup != "month":
            return None
    return None


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
    year = _year(years[0])
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
    first, second = (_year(digits) for digits in re.findall(r"\d+", words))
    if second == first + 1:
        return _financial_year(first, words)
    if not first < second <= first + 10:
        raise ValueError
    return _period(date(first, 4, 1), date(second, 3, 31), words)


def _ending(words: str, within: Span | None) -> Part | None:
    return Part(TimescaleKind.DATE, words, start=within[1], by=within[1]) if within else None


def _lone_year(line: str, match: re.Match[str]) -> Part | None:
    """A year that is all the line says, or that stands beside a recurrence."""
    year = int(match[0])
    return _period(date(year, 1, 1), date(year, 12, 31), match[0])


def _recurrence(name: str, words: str, before: str) -> Part | None:
    at_least = bool(_AT_LEAST.search(before))
    if name == "recurring":
        for times, pattern in _TIMES_A_YEAR.items():
            if re.fullmatch(pattern, words, re.IGNORECASE):
                return Part(TimescaleKind.RECURRING, words, times_a_year=times, at_least=at_least)
        return None
    first, *_, unit = words.casefold().split()
    number = _NUMBERS.get(first) or int(first)
    return Part(TimescaleKind.RECURRING, words, times_a_year=number * _PER[unit], at_least=at_least)


def _duration(words: str, before: str, after: str) -> Part | None:
    if _EVERY.search(before):
        return None
    number = re.findall(rf"(?:{_NUMBER})", words, re.IGNORECASE)[-1].casefold()
    count = _NUMBERS.get(number) or int(number)
    unit = next(unit for unit in ("month", "week", "day", "year") if unit in words.casefold())
    if unit == "year":
        count, unit = count * 12, "month"
    if unit == "day" and "working" in words.casefold():
        unit = "working day"
    base = _BASE.match(after)
    return Part(
        TimescaleKind.DURATION,
        words,
        length=Length(count, f"{unit}s"),
        base=base["base"] if base else "",
    )


_DATED = {
    "iso": _iso,
    "numeric": _numeric,
    "numbered": _numbered,
    "american": _american,
    "dated": _dated,
    "quarter": _quarter,
    "term": _term,
    "years": _years,
    "ending": _ending,
}
