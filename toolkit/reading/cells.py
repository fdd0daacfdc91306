"""What a cell holds, read as its column's kind: words, lines, dates, numbers.

What cannot be read becomes a finding at its cell and a missing value, never a stop.
"""

import calendar
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import islice

from toolkit.layout.schema import Column, Kind
from toolkit.reading import rules
from toolkit.reading.grid import Cell, CellKind
from toolkit.values import choices, timescales
from toolkit.values.findings import CellPlace, Finding
from toolkit.values.missing import Missing, plain
from toolkit.values.periods import PeriodError, PeriodKind
from toolkit.values.periods import parse as parse_period
from toolkit.values.text import day_in_words, nearest_named

Report = Callable[[Finding], None]
Complain = Callable[..., None]
"""Takes a rule and the details its sentences need."""
Field = str | tuple[str, ...] | date | Decimal | Missing


def read_value(column: Column, cell: Cell, place: CellPlace, report: Report) -> Field:
    """What a cell holds, as its column's kind; findings go to `report`."""
    return value_of(column, cell, lambda rule, **details: report(rule.at(place, **details)))


def value_of(column: Column, cell: Cell, complain: Complain) -> Field:
    """The same, where the caller knows the cell's place: rules with details go to `complain`."""
    kind = cell.kind
    if kind is CellKind.TEXT or kind is CellKind.NUMBER:
        return _READERS[column.kind](column, cell, complain)
    if kind is CellKind.ERROR:
        complain(rules.ERROR_VALUE, heading=column.heading, error=cell.value)
        return _unreadable(column)
    if kind is CellKind.UNCALCULATED:
        complain(rules.UNCALCULATED, heading=column.heading)
        return _unreadable(column)
    if kind is CellKind.BLANK:
        if column.required:
            complain(rules.REQUIRED_EMPTY, heading=column.heading, help=column.help)
        return blank(column)
    return _READERS[column.kind](column, cell, complain)


def blank(column: Column) -> Field:
    """What an empty cell of the column is read as."""
    if column.kind is Kind.LINES:
        return ()
    if column.kind in (Kind.DATE, Kind.NUMBER, Kind.COUNT):
        return Missing.BLANK
    return ""


def _unreadable(column: Column) -> Field:
    empty = blank(column)
    return Missing.UNREADABLE if empty is Missing.BLANK else empty


def text_of(cell: Cell) -> str:
    """A cell as text: numbers without needless zeros, dates in words."""
    match cell.value:
        case str() as text:
            return clean(text)
        case bool() as truth:
            return "Yes" if truth else "No"
        case float() | int() as number:
            if cell.number_format:
                return f"{plain(_decimal(number) * 100)}%"
            return plain(_decimal(number))
        case datetime() as moment if (moment.hour, moment.minute) != (0, 0):
            return f"{moment.day} {moment:%B %Y, %H:%M}"
        case date() as day:
            return day_in_words(day)
        case None:
            return ""
        case other:
            return str(other)


# What Word takes no more than XML does; half a pair of a character among it.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text as a person sees it in the cell, without control characters."""
    if text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def _text(column: Column, cell: Cell, complain: Complain) -> Field:
    return clean(cell.value) if isinstance(cell.value, str) else text_of(cell)


def _lines(column: Column, cell: Cell, complain: Complain) -> Field:
    lines = (line.strip().lstrip("•●▪◦·").strip() for line in text_of(cell).split("\n"))
    return tuple(line for line in lines if line)


def _choice(column: Column, cell: Cell, complain: Complain) -> Field:
    if not column.choices:
        return text_of(cell)
    word = match_word(text_of(cell), _choices_by_folded(column.choices, column.also_words))
    if word is None:
        guess = nearest_named(text_of(cell), column.choices)
        complain(rules.UNKNOWN_WORD, **about_unknown(column, column.choices, guess))
        return ""
    if not isinstance(cell.value, str) or cell.value.casefold() != word.casefold():
        complain(rules.READ_AS, heading=column.heading, read=word)
    return word


def by_folded(words: Iterable[str]) -> Mapping[str, str]:
    """Words by what they are whatever their case: made once for a list, asked for every row."""
    return {word.casefold(): word for word in words}


@cache
def _choices_by_folded(
    words: tuple[str, ...], also: tuple[tuple[str, str], ...]
) -> Mapping[str, str]:
    """A column's choices by what they are whatever their case, and by other words for them."""
    return {**{theirs.casefold(): word for theirs, word in also}, **by_folded(words)}


def match_word(text: str, words: Mapping[str, str]) -> str | None:
    """The word, of those `by_folded`, that the text is or is usually typed for; else None."""
    folded = " ".join(text.split()).casefold()
    if folded in words:
        return words[folded]
    plain = " ".join(folded.replace("-", " ").split())
    return words.get(choices.USUAL_WORDS.get(plain, plain).casefold())


_MOST_SHOWN = 12


def about_unknown(
    column: Column, words: Collection[str], guess: str, where_new: str = ""
) -> Mapping[str, str]:
    """What to say of a word that is not on its list: the nearest, all, and where new ones go."""
    shown = ", ".join(islice(words, _MOST_SHOWN)) + (" …" if len(words) > _MOST_SHOWN else "")
    return {
        "heading": column.heading,
        "guess": guess,
        "valid": f"{shown}; or add it {where_new}" if where_new else shown,
    }


# Excel counts days from here: a year typed as a date is shown as a day of 1905.
_DAY_ZERO = date(1899, 12, 30)
_YEARS = range(1990, 2100)


def _year_alone(cell: Cell) -> int | None:
    """The year, where a cell for a date holds nothing but a year, however Excel took it."""
    match cell.value:
        case datetime() as moment:
            number: float = (moment.date() - _DAY_ZERO).days
        case date() as day:
            number = (day - _DAY_ZERO).days
        case float() | int() as typed:
            number = typed
        case str() as text if re.fullmatch(r"[0-9]{4}", clean(text)):
            number = int(clean(text))
        case _:
            return None
    return int(number) if number in _YEARS else None


_DAY_IN_FIGURES = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})")


def _why_no_day(text: str) -> str:
    """Why a date in figures is none, as the end of a sentence; "" for any other text."""
    match = _DAY_IN_FIGURES.fullmatch(text)
    if not match:
        return ""
    day, month = int(match[1]), int(match[2])
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    if not 1 <= month <= 12:
        return f"there is no month {month} (the day comes first)"
    if year and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{calendar.month_name[month]} {year} has no day {day}"
    return ""


def _date(column: Column, cell: Cell, complain: Complain) -> Field:
    year = _year_alone(cell)
    if year is not None:
        complain(rules.YEAR_ALONE, heading=column.heading, year=year)
        return Missing.UNREADABLE
    match cell.value:
        case datetime() as moment:
            return moment.date()
        case date() as day:
            return day
        case str() as text:
            try:
                day = parse_period(clean(text), PeriodKind.SNAPSHOT).end
                complain(rules.READ_AS, heading=column.heading, read=day_in_words(day))
                return day
            except PeriodError:
                if reason := _why_no_day(clean(text)):
                    complain(
                        rules.NO_SUCH_DAY, heading=column.heading, date=clean(text), reason=reason
                    )
                    return Missing.UNREADABLE
    complain(rules.NOT_A_DATE, heading=column.heading, example=_example(cell))
    return Missing.UNREADABLE


def _example(cell: Cell) -> str:
    """The day that the words of a cell name, else any, as it should be typed."""
    named = timescales.parse(cell.value).due if isinstance(cell.value, str) else None
    return f"{named or date(2027, 3, 31):%d/%m/%Y}"


def _decimal(number: float) -> Decimal:
    """A number as Excel shows it, to its fifteen significant digits."""
    return Decimal(f"{number:.15g}")


def _number(column: Column, cell: Cell, complain: Complain) -> Field:
    number = number_of(cell)
    counts = column.kind is Kind.COUNT
    if number is None and column.status_in:
        number = _unconfirmed_number(cell)
        if number is not None:
            complain(rules.READ_AS_PROVISIONAL, number=plain(number))
    if number is None or (counts and (number < 0 or number != number.to_integral_value())):
        wanted = "a whole number" if counts else "a number"
        hint = _WITHOUT_A_NUMBER if column.status_in else ""
        complain(rules.NOT_A_NUMBER, heading=column.heading, number=wanted, hint=hint)
        return Missing.UNREADABLE
    return number


_WITHOUT_A_NUMBER = (
    ' If there is none, leave this cell empty and choose why under "Status", such as Suppressed.'
)
_UNCONFIRMED = re.compile(
    r"(?P<number>.*?[0-9%.]) ?[(\[]?(?:tbc|p|prov|provisional|e|est|estimate|estimated)\.?[)\]]?",
    re.IGNORECASE,
)


def _unconfirmed_number(cell: Cell) -> Decimal | None:
    """The number of a text such as "1400 (tbc)"; None for any other."""
    match = _UNCONFIRMED.fullmatch(clean(cell.value)) if isinstance(cell.value, str) else None
    return number_in(match["number"]) if match else None


def unconfirmed(status: Field) -> Field:
    """The status of a number that its own cell calls unconfirmed."""
    return choices.PROVISIONAL if status in ("", choices.FINAL) else status


_NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?£? ?"
    r"(?P<digits>(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+) ?%?"
)


def number_of(cell: Cell) -> Decimal | None:
    """The number in a cell; 93 where 0.93 is shown as per cent; None where there is none."""
    match cell.value:
        case bool():
            return None
        case float() | int() as number:
            return _decimal(number) * (100 if cell.number_format else 1)
        case str() as text:
            return number_in(clean(text))
        case _:
            return None


def number_in(text: str) -> Decimal | None:
    """The number that a text is and nothing else; None for any other text."""
    match = _NUMBER.fullmatch(text)
    return Decimal(match["sign"] + match["digits"].replace(",", "")) if match else None


_READERS: Mapping[Kind, Callable[[Column, Cell, Complain], Field]] = {
    Kind.ID: _text,
    Kind.TEXT: _text,
    Kind.LINES: _lines,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.COUNT: _number,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _text,
    Kind.PERIOD: _text,
}
