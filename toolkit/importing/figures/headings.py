"""What a heading over a column of figures says: a period, or part of one, and other words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from toolkit.importing.figures.labels import normal
from toolkit.reading.cells import clean
from toolkit.reading.grid import Cell, CellKind
from toolkit.values import periods
from toolkit.values.periods import MONTHS, Period, PeriodError, PeriodKind

_LONGEST = 80


class Role(Enum):
    """What a column that holds no figures holds."""

    CODE = "the column of codes"
    TITLE = "the column of indicators"
    AREA = "the column of areas"
    RUNNING = "the column of running numbers"
    TARGET = "targets, which belong on the sheet Indicators"
    RATING = "ratings, which the toolkit works out"
    DIRECTION = "directions, which the toolkit works out"
    TOTAL = "totals to date, which the toolkit works out"
    COMMENT = "comments, which have no place on Data"


LABELS = (Role.CODE, Role.TITLE, Role.AREA, Role.RUNNING)

_PHRASES = {
    Role.CODE: "code|ref|reference|id|pi|pi ref|kpi ref|indicator code|indicator id|indicator ref|"
    "measure id|measure ref|measure code",
    Role.TITLE: "indicator|indicators|measure|measures|title|name|description|indicator name|kpi|"
    "performance indicator|performance measure|indicator title|measure name|indicator description",
    Role.AREA: "area|areas|local authority|la|authority|district|geography|locality|area name",
    Role.RUNNING: "no|row|item",
}
_ROLE_OF = {phrase: role for role, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_TELLING = {
    Role.TARGET: "target|targets|floor|threshold|tolerance|goal|ambition",
    Role.RATING: "rag|rating|brag|colour",
    Role.DIRECTION: "dot|direction|trend|travel|change|variance|difference|movement",
    Role.TOTAL: "ytd|cumulative|total",
    Role.COMMENT: "comment|comments|commentary|narrative|notes|note|analysis",
}
_WORD_ROLE = {word: role for role, words in _TELLING.items() for word in words.split("|")}
_NOISE = frozenset(
    ["actual", "outturn", "value", "values", "performance", "result", "data", "figure", "final"]
)
_PROVISIONAL = frozenset(("provisional", "prov", "p", "unvalidated", "draft"))

_PAIR = r"(?<![\d/-])(?:\d{4}|\d{2})\s*[/-]\s*(?:\d{4}|\d{2})(?![\d/-])"
_QUARTER = re.compile(r"\b(?:q|qtr|quarter)\.?\s*([1-4])\b", re.IGNORECASE)
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_RANGE = re.compile(
    rf"\(?\b({_MONTH_NAMES})\b\.?\s*(?:-|to)\s*({_MONTH_NAMES})\b\.?\)?", re.IGNORECASE
)
_MONTH = re.compile(rf"\b({_MONTH_NAMES})\b\.?", re.IGNORECASE)
_FULL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH_NAMES})\.? (?:\d{{4}}|\d{{2}})\b",
        r"(?<![\d/.-])\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\d/.-])",
        rf"\b(?:{_MONTH_NAMES})\.?[ -]*(?:\d{{4}}|\d{{2}})(?![\d/-])",
    )
)
_SINGLE = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])")
_AS_AT = re.compile(r"^(?:position |snapshot )?(?:as )?(?:at|on) ", re.IGNORECASE)
_YEAR_TO = re.compile(r"(?:12 months|twelve months|year|rolling)", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """The words of a heading, taken apart.

    `whole` names a period by itself; `years` a year or a pair of years, `part` a quarter
    ("Q1") or a month of a year that another heading may name. `rest` is what else it says.
    """

    whole: str = ""
    years: str = ""
    part: str = ""
    rest: str = ""
    provisional: bool = False

    @property
    def says_when(self) -> bool:
        """Whether it names a period or part of one."""
        return bool(self.whole or self.years or self.part)

    @property
    def role(self) -> Role | None:
        """What the column holds besides figures; None where that is not plain."""
        if not self.says_when and self.rest in _ROLE_OF:
            return _ROLE_OF[self.rest]
        if self.rest == "year to date":
            return Role.TOTAL
        return next((_WORD_ROLE[word] for word in self.rest.split() if word in _WORD_ROLE), None)

    @property
    def words(self) -> str:
        """The period in words that `toolkit.values.periods` reads; "" where it is not complete."""
        if self.whole or not self.part:
            return self.whole or self.years
        pair = _is_pair(self.years)
        if self.part[0] == "Q" and self.part[1:].isdigit():
            return f"{self.years} {self.part}" if pair else ""
        if not self.years:
            return ""
        if not pair:
            return f"{self.part} {self.years}"
        start = periods.parse(self.years, PeriodKind.FINANCIAL_YEAR).start.year
        return f"{self.part} {start if MONTHS[self.part.casefold()] >= 4 else start + 1}"


def heading_of(cell: Cell) -> Heading:
    """What a cell says as a heading."""
    if isinstance(cell.value, date):
        return Heading(whole=date(cell.value.year, cell.value.month, cell.value.day).isoformat())
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, int | float):
        is_year = 1990 <= cell.value <= 2100 and cell.value == int(cell.value)
        return Heading(years=str(int(cell.value))) if is_year else Heading()
    return heading_words(clean(cell.value)) if isinstance(cell.value, str) else Heading()


@lru_cache(maxsize=4096)
def heading_words(text: str) -> Heading:
    """What a text says as a heading; a long one is never taken apart."""
    if len(text) > _LONGEST:
        return Heading(rest=normal(text))
    text = " ".join(
        text.replace("\u2013", "-").replace("\u2014", "-").replace("\u2019", "'").split()
    )
    text = _AS_AT.sub("", text.replace(" '", " "))
    if _SINGLE.fullmatch(text) or _is_pair(text):
        return Heading(years=text)
    if _is_period(text):
        return Heading(whole=text)
    whole = years = part = ""
    for pattern in _FULL:
        match = pattern.search(text)
        if match and _is_period(match[0]) and not _RANGE.search(text):
            whole, text = match[0], _without(text, match)
            if _YEAR_TO.search(text):  # "Year to end of March 2016"
                whole, text = f"year ending {whole}", _YEAR_TO.sub(" ", text)
            break
    if not whole:
        text, part = _take_part(text)
        match = next(filter(_valid_pair, re.finditer(_PAIR, text)), None) or _SINGLE.search(text)
        if match:
            years, text = match[0], _without(text, match)
    rest = normal(text).split()
    left = [word for word in rest if word not in _NOISE and word not in _PROVISIONAL]
    provisional = any(word in _PROVISIONAL for word in rest)
    if not (whole or years or part):
        return Heading(rest=" ".join(rest))
    return Heading(whole, years, part, " ".join(left), provisional)


def _take_part(text: str) -> tuple[str, str]:
    """The text without a quarter or month of a year, and that."""
    span = _RANGE.search(text)
    quarter = _QUARTER.search(text)
    if quarter:
        found = f"Q{quarter[1]}"
        return _RANGE.sub(" ", _without(text, quarter)), found
    if span:
        first, last = (MONTHS[span[place].casefold()] for place in (1, 2))
        if first in (1, 4, 7, 10) and last == first + 2:
            return _without(text, span), f"Q{(first - 4) % 12 // 3 + 1}"
        return text, ""
    month = _MONTH.search(text)
    # "May" and "Mar" are words and names too: only alone or beside a year.
    if month and not re.search(r"[a-z]{2}", _without(text, month), re.IGNORECASE):
        return _without(text, month), f"{date(2000, MONTHS[month[1].casefold()], 1):%B}"
    return text, ""


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _valid_pair(match: re.Match[str]) -> bool:
    return _is_pair(match[0])


def _is_pair(text: str) -> bool:
    return _parsed(text, PeriodKind.FINANCIAL_YEAR) is not None


def _is_period(text: str) -> bool:
    return any(_parsed(text, kind) is not None for kind in PeriodKind)


@lru_cache(maxsize=4096)
def _parsed(text: str, kind: PeriodKind) -> Period | None:
    try:
        return periods.parse(text, kind)
    except PeriodError:
        return None


@lru_cache(maxsize=4096)
def period_of(words: str, kind: PeriodKind) -> Period | None:
    """The period of that kind that a heading names; None where it names none.

    A day that ends a quarter or a year means it, and so does "year ending March 2016".
    """
    found = _parsed(words, kind)
    if found is not None:
        return found
    day = _parsed(words, PeriodKind.SNAPSHOT)
    rolling = _parsed(words, PeriodKind.ROLLING) if _YEAR_TO.match(words) else None
    last = day.end if day else rolling.end if rolling else None
    if last is None or not 1900 < last.year < 2200 or (last + timedelta(days=1)).day != 1:
        return None
    if kind is PeriodKind.QUARTER and day and last.month in (3, 6, 9, 12):
        start = last.year if last.month > 3 else last.year - 1
        return periods.parse(
            f"{start}/{(start + 1) % 100:02} Q{(last.month - 4) % 12 // 3 + 1}", kind
        )
    ends = {
        PeriodKind.FINANCIAL_YEAR: 3,
        PeriodKind.ACADEMIC_YEAR: 8,
        PeriodKind.CALENDAR_YEAR: 12,
    }
    if ends.get(kind) != last.month:
        return None
    if kind is PeriodKind.CALENDAR_YEAR:
        return periods.parse(str(last.year), kind)
    return periods.parse(f"{last.year - 1}/{last.year % 100:02}", kind)
