"""What one cell of a scorecard says: a number, or why there is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from toolkit.importing.figures.footnotes import UNCLEAR
from toolkit.importing.figures.normal import RAISED, SIGNS
from toolkit.measures.units import MONEY, PERCENT, base_of
from toolkit.reading.cells import number_of, text_of
from toolkit.reading.grid import Cell, CellKind
from toolkit.values import choices
from toolkit.values.choices import PROVISIONAL
from toolkit.values.missing import plain


@dataclass(frozen=True)
class Reading:
    """A value with its status; or, without a value, the status that says why."""

    value: Decimal | None
    status: str
    note: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


# The single letters in brackets and the dots are those of official statistics in England.
_WORDS = {
    choices.NOT_APPLICABLE: ("n/a", "na", "not applicable", "z", "[z]", "."),
    choices.NOT_SUPPLIED: (
        *("-", "--", "tbc", "tba", "to be confirmed", "to follow", "awaited", "awaiting data"),
        *("not supplied", "not available", "not yet available", "not received", "no data"),
        *("missing", "under review", "unavailable", "data not available", "not known"),
        *("data not currently available", "..", "...", ":", "x", "[x]", "?"),
    ),
    choices.NOT_DUE: ("not due", "not yet due", "not due yet", "n/d", "not yet reported"),
    choices.SUPPRESSED: ("*", "**", "suppressed", "c", "[c]", "s", "(s)"),
}
_NO_VALUE = tuple(_WORDS)
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words}
_SMALL = re.compile(r"(?:<=?|fewer than|less than|under) ?\d{1,2}", re.IGNORECASE)
_SIGNED = re.compile(rf"(?P<number>.*[\d%]) ?(?P<mark>[{re.escape(SIGNS)}]+|[{RAISED}]+)")
_MARK = re.compile(
    r"(?P<number>.*[\d%]) ?(?P<mark>[\[(]?\b(?:tbc|provisional|prov|p|estimated?|est|e|"
    r"unvalidated|draft|revised|r|[a-z])\b\.?[\])]?|(?<=\d)[a-z])",
    re.IGNORECASE,
)
_WORDS_OF_MARKS = {
    **dict.fromkeys(("tbc", "provisional", "prov", "p", "estimate", "estimated"), PROVISIONAL),
    **dict.fromkeys(("est", "e", "unvalidated", "draft"), PROVISIONAL),
    **dict.fromkeys(("revised", "r"), choices.FINAL),
}
_DAYS = re.compile(r"(?P<number>[\d.,]+) ?(?:working |calendar )?days?", re.IGNORECASE)
_WITH_COUNTS = re.compile(
    r"(?P<value>[^()]+?) ?\((?P<above>[\d,]+) ?(?:/|of|out of) ?(?P<below>[\d,]+)\)"
)

NO_KEY: Mapping[str, str] = {}


@dataclass(frozen=True)
class Unread:
    """Why a cell gives no figure, in words; `mark` is the mark that somebody must explain."""

    why: str
    mark: str = ""


def read_figure(cell: Cell, unit: str, key: Mapping[str, str] = NO_KEY) -> Reading | Unread:
    """The figure in a cell of an indicator of that unit, or why it cannot be one.

    `key` gives the status that each mark of a note means on its sheet.
    """
    if cell.kind is CellKind.ERROR:
        return Unread("it holds an error")
    if cell.kind is CellKind.UNCALCULATED:
        return Unread("its formula was never worked out")
    if cell.kind is CellKind.NUMBER and cell.number_format and unit != PERCENT:
        return Unread(f"it is per cent, and the indicator's unit is {unit or 'not given'}")
    if cell.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return Unread("it is not a number")
    number = number_of(cell)
    if number is not None and not number.is_finite():
        return Unread("it is not a number")
    text = " ".join(text_of(cell).replace("\u2013", "-").replace("\u2014", "-").split())
    if cell.kind is CellKind.TEXT and "%" in text and unit != PERCENT:
        return Unread(f"it is per cent, and the indicator's unit is {unit or 'not given'}")
    if cell.kind is CellKind.TEXT and "\u00a3" in text and unit != MONEY:
        return Unread(f"it is in pounds, and the indicator's unit is {unit or 'not given'}")
    if number is not None:
        return Reading(Decimal(plain(number)), choices.FINAL)
    status = _status_alone(text, key)
    if status == UNCLEAR:
        return Unread(f'its mark "{text}" may mean several things', text)
    if status:
        return Reading(None, status, f'Printed as "{text}".')
    if _SMALL.fullmatch(text):
        return Reading(None, choices.SUPPRESSED, f'Printed as "{text}".')
    found = _marked(text, key) or _with_counts(text, unit) or _in_days(text, unit)
    return found or Unread("it is no figure that can be read")


def _status_alone(text: str, key: Mapping[str, str]) -> str:
    """The status of a mark or word that is all a cell holds; "" where it is none."""
    word = text.casefold()
    status = key.get(word, _STATUS_OF.get(word, ""))
    if word in key and status in ("", choices.FINAL, PROVISIONAL):
        return UNCLEAR
    return status


def status_of(words: str) -> str:
    """The status that words say by themselves, as in a column of them; "" for none."""
    word = " ".join(words.casefold().split())
    named = {status.casefold(): status for status in choices.VALUE_STATUSES}
    return named.get(word) or _STATUS_OF.get(word) or _WORDS_OF_MARKS.get(word, "")


def read_count(cell: Cell) -> Decimal | None:
    """The whole number in a cell; None where it holds anything else."""
    number = None if cell.number_format or cell.kind is CellKind.ERROR else number_of(cell)
    if (
        number is None
        or not number.is_finite()
        or number < 0
        or number != number.to_integral_value()
    ):
        return None
    return None if isinstance(cell.value, str) and "%" in cell.value else number


def _number(text: str) -> Decimal | None:
    return number_of(Cell(text, CellKind.TEXT))


def _marked(text: str, key: Mapping[str, str]) -> Reading | Unread | None:
    """A number with a mark behind it: "1400 (tbc)", "23.4p", "84*" where the sheet explains *."""
    match = _SIGNED.fullmatch(text) or _MARK.fullmatch(text)
    number = _number(match["number"].strip()) if match else None
    if match is None or number is None:
        return None
    written = match["mark"].casefold()
    mark = written.strip("[]().")
    status = next((key[form] for form in (written, f"({mark})", mark) if form in key), None)
    if status is None:
        status = "" if written[0] in RAISED else _WORDS_OF_MARKS.get(mark, UNCLEAR)
    if status in (UNCLEAR, *_NO_VALUE):
        return Unread(f'nothing says what its mark "{match["mark"]}" means', match["mark"])
    return Reading(number, status or choices.FINAL, f'Printed as "{text}".')


def _in_days(text: str, unit: str) -> Reading | None:
    match = _DAYS.fullmatch(text) if unit == "Days" else None
    number = _number(match["number"]) if match else None
    return Reading(number, choices.FINAL) if number is not None else None


def _with_counts(text: str, unit: str) -> Reading | None:
    """A share with its counts: "23.4% (41/175)"."""
    match = _WITH_COUNTS.fullmatch(text) if base_of(unit) else None
    if match is None:
        return None
    value, above, below = (_number(match[key]) for key in ("value", "above", "below"))
    if value is None or above is None or below is None:
        return None
    return Reading(value, choices.FINAL, "", above, below)


@lru_cache(maxsize=4096)
def looks_like_figure(text: str) -> bool:
    """Whether a text is what a cell for a figure holds: a number, or why there is none."""
    text = " ".join(text.split())
    return (
        _number(text) is not None
        or text.casefold() in _STATUS_OF
        or bool(_SMALL.fullmatch(text))
        or bool((match := _SIGNED.fullmatch(text)) and _number(match["number"].strip()) is not None)
    )
