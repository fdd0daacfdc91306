"""What a heading over a column of figures says: a period, or part of one, and other words."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from toolkit.importing.figures.month_ranges import month_range
from toolkit.importing.figures.normal import normal, without_marks
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
    OUTER = "the column of regions or countries that areas are in"
    PERIOD = "the column of periods"
    RUNNING = "the column of running numbers"
    UNIT = "the column of units"
    STATUS = "the column of what figures are: final, provisional, missing"
    GROUP = "the column of groups that figures are of"
    SORT = "the column of sorts of indicator or of group"
    TARGET = "targets, which belong on the sheet Indicators"
    RATING = "ratings, which the toolkit works out"
    DIRECTION = "directions, which the toolkit works out"
    TOTAL = "totals to date, which the toolkit works out"
    COMMENT = "comments, which have no place on Data"
    ABOUT = "words about the indicator, which belong on the sheet Indicators"


LABELS = (
    Role.CODE,
    Role.TITLE,
    Role.AREA,
    Role.OUTER,
    Role.PERIOD,
    Role.RUNNING,
    Role.UNIT,
    Role.STATUS,
    Role.GROUP,
    Role.SORT,
)

_PHRASES = {
    Role.CODE: "code|ref|reference|id|pi|pi ref|kpi ref|indicator code|indicator id|indicator ref|"
    "measure id|measure ref|measure code|kpi code|kpi no|indicator no|ref no",
    Role.TITLE: "indicator|indicators|measure|measures|title|name|description|indicator name|kpi|"
    "performance indicator|performance measure|indicator title|measure name|kpi name|"
    "indicator description|measure description|performance indicators|metric|key measure",
    Role.AREA: "area|areas|local authority|la|authority|district|geography|locality|area name|"
    "ward|team|school|borough|county|town|geography name|la name|local authority name|"
    "coverage|police force|force|hub|neighbourhood",
    Role.OUTER: "region|region name|country|country name|nation|sub region",
    Role.PERIOD: "period|quarter|month|year|date|time period|reporting period|time|qtr|"
    "financial year|academic year|calendar year|reporting quarter|reporting month|period name|"
    "quarter year|month year|year and quarter|time_period",
    Role.RUNNING: "no|row|item",
    Role.UNIT: "unit|units|unit of measure|measured in|format|value type|measure type",
    Role.STATUS: "status|data status|value status|figure status",
    Role.GROUP: "breakdown|age|age group|age band|gender|sex|ethnicity|characteristic|subgroup|"
    "sub group|disability|ethnic group|breakdown value",
    Role.SORT: "group|category|type|need|cohort",
    Role.ABOUT: "good is|good to be|polarity|aim|desired direction|good performance|frequency|"
    "reporting frequency|owner|lead|source|data source|source agency|lead agency|responsible|"
    "definition|theme|priority|domain|section|service|provider|agency|good|"
    "geographic level|level|geography type|geography code|area code|la code|la number|country code|"
    "region code|old la code|new la code|ons code|area type|la no|area id|"
    "higher or lower is better",
}
_ROLE_OF = {phrase: role for role, phrases in _PHRASES.items() for phrase in phrases.split("|")}
_TELLING = {
    Role.TARGET: "target|targets|floor|threshold|tolerance|goal|ambition|forecast|projected|"
    "projection|trajectory|planned|budget|benchmark|baseline|aspiration|expected",
    Role.RATING: "rag|rating|brag|colour",
    Role.DIRECTION: "dot|direction|trend|travel|change|variance|difference|movement",
    Role.TOTAL: "ytd|cumulative|total",
    Role.COMMENT: "comment|comments|commentary|narrative|notes|note|analysis",
}
_WORD_ROLE = {word: role for role, words in _TELLING.items() for word in words.split("|")}
_NOISE = (
    "actual actuals outturn value values performance result results data figure figures final "
    "score year end eoy full annual reporting period month quarter quarterly monthly revised "
    "validated confirmed published observed achieved reported"
)
NOISE = frozenset(_NOISE.split())
"""Words that say no more than that the figures are figures of their period."""
_PROVISIONAL = frozenset(("provisional", "prov", "p", "unvalidated", "draft"))

_PAIR = r"(?<![\d/-])(?:\d{4}|\d{2})\s*[/-]\s*(?:\d{4}|\d{2})(?![\d/-])"
_QUARTER = re.compile(
    r"\b(?:(?:q|qtr|quarter)\.?\s*([1-4])|"
    r"(first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr)"
    r"|(?:quarter|qtr) (one|two|three|four))\b",
    re.IGNORECASE,
)
_ORDINALS = {
    word: place
    for place, words in enumerate(
        (("first", "1st", "one"), ("second", "2nd", "two"), ("third", "3rd", "three"),
         ("fourth", "4th", "four")), start=1
    )
    for word in words
}  # fmt: skip
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
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
_YEAR_TO = re.compile(
    r"(?:\b(?:12|twelve) months\b|\byear\b|\brolling\b)"
    r"(?: year)?(?: to| ending| ended)?(?: end of)?",
    re.IGNORECASE,
)
_QUARTER_TO = re.compile(
    r"(?:\b(?:quarter|qtr)\b|\b(?:3|three) months\b)(?: to| ending| ended| end)(?: end of)?",
    re.IGNORECASE,
)
_KINDS = (
    (re.compile(r"\b(?:financial|fiscal) year\b|\bfy ?(?=\d\d(?:\d\d)? ?[/-])", re.IGNORECASE),
     PeriodKind.FINANCIAL_YEAR),
    (re.compile(r"\b(?:academic|school) year\b|\bay ?(?=\d\d(?:\d\d)? ?[/-])", re.IGNORECASE),
     PeriodKind.ACADEMIC_YEAR),
    (re.compile(r"\bcalendar year\b", re.IGNORECASE), PeriodKind.CALENDAR_YEAR),
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """The words of a heading, taken apart.

    `whole` names a period by itself; `years` a year or a pair of years, `part` a quarter
    ("Q1") or a month of a year that another heading may name; `by_months` says that the part
    was given by its months, so that any year settles it. `kind` is the kind of year that it
    says it is. `rest` is what else it says.
    """

    whole: str = ""
    years: str = ""
    part: str = ""
    rest: str = ""
    provisional: bool = False
    by_months: bool = False
    kind: PeriodKind | None = None

    @property
    def says_when(self) -> bool:
        """Whether it names a period or part of one."""
        return bool(self.whole or self.years or self.part)

    @property
    def role(self) -> Role | None:
        """What the column holds besides figures; None where that is not plain."""
        if not self.says_when and self.rest in _ROLE_OF:
            return _ROLE_OF[self.rest]
        if "to date" in self.rest:
            return Role.TOTAL
        return next((_WORD_ROLE[word] for word in self.rest.split() if word in _WORD_ROLE), None)

    @property
    def words(self) -> str:
        """The period in words that `toolkit.values.periods` reads; "" where it is not complete."""
        if self.whole or not self.part:
            return self.whole or self.years
        pair = is_pair(self.years)
        if self.part[0] == "Q" and self.part[1:].isdigit():
            if self.by_months and self.years and not pair:
                year = int(self.years) - (self.part == "Q4")
                return f"{year}/{(year + 1) % 100:02} {self.part}"
            return f"{self.years} {self.part}" if pair else ""
        if not self.years:
            return ""
        if not pair:
            return f"{self.part} {self.years}"
        start = periods.parse(self.years, PeriodKind.FINANCIAL_YEAR).start.year
        return f"{self.part} {start if MONTHS[self.part.casefold()] >= 4 else start + 1}"

    def with_period_of(self, other: "Heading") -> "Heading":
        """It, with what it lacks of a period from another heading."""
        if self.whole:
            return self
        if self.part or self.years:
            years, part = self.years or other.years, self.part or other.part
            by_months = self.by_months or (other.by_months and not self.part)
            return replace(
                self, years=years, part=part, by_months=by_months, kind=self.kind or other.kind
            )
        return replace(
            self, whole=other.whole, years=other.years, part=other.part,
            by_months=other.by_months, kind=other.kind,
        )  # fmt: skip

    def goes_with(self, other: "Heading") -> bool:
        """Whether the two do not name different periods."""
        if self.whole and other.whole:
            return self.whole == other.whole
        if self.whole or other.whole:
            return not (self.says_when and other.says_when) or self.words == other.words
        return (not self.years or not other.years or self.years == other.years) and (
            not self.part or not other.part or self.part == other.part
        )


NO_WORDS = Heading()


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
    text = text.replace("\u2013", "-").replace("\u2014", "-").replace("\u2019", "'")
    text = " ".join(without_marks(text).replace(" '", " ").replace("_", " ").split())
    text = _AS_AT.sub("", text)
    kind = None
    for pattern, named in _KINDS:
        if pattern.search(text) and re.search(r"\d\d", text):
            kind, text = named, " ".join(pattern.sub(" ", text).split())
            break
    if _SINGLE.fullmatch(text) or is_pair(text):
        return Heading(years=text, kind=kind)
    if _is_period(text):
        return Heading(whole=text, kind=None if kind is PeriodKind.FINANCIAL_YEAR else kind)
    whole, years, part, by_months, text = _take_period(text)
    if kind is PeriodKind.FINANCIAL_YEAR and (whole or part):
        kind = None  # quarters are those of financial years
    rest = normal(text).split()
    left = [word for word in rest if word not in NOISE and word not in _PROVISIONAL]
    provisional = any(word in _PROVISIONAL for word in rest)
    if not (whole or years or part):
        return Heading(rest=" ".join(rest))
    return Heading(whole, years, part, " ".join(left), provisional, by_months, kind)


def _take_period(text: str) -> tuple[str, str, str, bool, str]:
    """Whole, years, part and whether by its months, as `Heading` has them; and the other words."""
    span = month_range(text)
    if span is not None:
        return _take_range(text, span.start, span.end, span.quarter, span.words)
    for pattern in _FULL:
        match = pattern.search(text)
        if match and _is_period(match[0]):
            whole, text = match[0], _without(text, match)
            if _QUARTER_TO.search(text):
                whole = _quarter_to(whole) or whole
                return whole, "", "", False, _QUARTER_TO.sub(" ", text)
            if _YEAR_TO.search(text):  # "Year to end of March 2016"
                return f"year ending {whole}", "", "", False, _YEAR_TO.sub(" ", text)
            return whole, "", "", False, text
    text, part = _take_part(text)
    match = next(filter(_valid_pair, re.finditer(_PAIR, text)), None) or _SINGLE.search(text)
    if match:
        return "", match[0], part, False, _without(text, match)
    return "", "", part, False, text


def _take_range(
    text: str, start: int, end: int, quarter: int, words: str
) -> tuple[str, str, str, bool, str]:
    """The same for a text with a range of months, which may be no period that is read."""
    rest = f"{text[:start]} {text[end:]}"
    number = _QUARTER.search(rest)
    if not (quarter or words) or (number and _quarter_number(number) != quarter):
        return "", "", "", False, text
    rest = _QUARTER.sub(" ", rest)
    match = next(filter(_valid_pair, re.finditer(_PAIR, rest)), None) or _SINGLE.search(rest)
    if words:
        if match and _is_period(words) and words == str(_within(match[0], quarter)):
            rest = _without(rest, match)
        # Another year beside that of its own is one too many.
        return (
            ("", "", "", False, text) if re.search(r"\d\d", rest) else (words, "", "", False, rest)
        )
    years, rest = (match[0], _without(rest, match)) if match else ("", rest)
    return "", years, f"Q{quarter}", True, rest


def _within(years: str, quarter: int) -> Period | None:
    """The quarter of a pair of years."""
    return _parsed(f"{years} Q{quarter}", PeriodKind.QUARTER)


def _quarter_to(day: str) -> str:
    """The quarter that ends with a day or month, in words; "" where none does."""
    found = _parsed(day, PeriodKind.MONTH)
    if found is None or found.end.month % 3:
        return ""
    return str(periods.quarter_of(found.end))


def _take_part(text: str) -> tuple[str, str]:
    """The text without a quarter or month of a year, and that."""
    quarter = _QUARTER.search(text)
    if quarter:
        return _without(text, quarter), f"Q{_quarter_number(quarter)}"
    month = _MONTH.search(text)
    # "May" and "Mar" are words and names too: only alone or beside a year.
    if month and not re.search(r"[a-z]{2}", _without(text, month), re.IGNORECASE):
        return _without(text, month), f"{date(2000, MONTHS[month[1].casefold()], 1):%B}"
    return text, ""


def _quarter_number(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _ORDINALS[(match[2] or match[3]).casefold()]


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _valid_pair(match: re.Match[str]) -> bool:
    return is_pair(match[0])


def pairs_in(text: str) -> set[str]:
    """The different pairs of years that a text names."""
    pairs = (_parsed(m[0], PeriodKind.FINANCIAL_YEAR) for m in re.finditer(_PAIR, text))
    return {str(pair) for pair in pairs if pair is not None}


def is_pair(text: str) -> bool:
    """Whether a text is two years that follow each other, as in "2025/26"."""
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
        return periods.quarter_of(last)
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
