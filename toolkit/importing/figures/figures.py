"""What one cell of a scorecard says: a number, or why there is none."""

import re
from dataclasses import dataclass
from decimal import Decimal

from toolkit.measures.units import PERCENT, base_of
from toolkit.reading.cells import number_of, text_of
from toolkit.reading.grid import Cell, CellKind
from toolkit.values import choices
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
_STATUS_OF = {word: status for status, words in _WORDS.items() for word in words}
_SMALL = re.compile(r"(?:<=?|fewer than|less than|under) ?\d{1,2}", re.IGNORECASE)
_MARK = re.compile(
    r"(?P<number>.*[\d%]) ?(?P<mark>\*+|[\[(]?\b(?:tbc|provisional|prov|p|estimated?|est|e|"
    r"unvalidated|draft|revised|r)\b\.?[\])]?|(?<=\d)[per])",
    re.IGNORECASE,
)
_WITH_COUNTS = re.compile(
    r"(?P<value>[^()]+?) ?\((?P<above>[\d,]+) ?(?:/|of|out of) ?(?P<below>[\d,]+)\)"
)


def read_figure(cell: Cell, unit: str) -> Reading | str:
    """The figure in a cell of an indicator of that unit, or why it cannot be one, in words."""
    if cell.kind is CellKind.ERROR:
        return "it holds an error"
    if cell.kind is CellKind.UNCALCULATED:
        return "its formula was never worked out"
    if cell.kind is CellKind.NUMBER and cell.number_format and unit != PERCENT:
        return f"it is per cent, and the indicator's unit is {unit or 'not given'}"
    if cell.kind not in (CellKind.NUMBER, CellKind.TEXT):
        return "it is not a number"
    number = number_of(cell)
    if number is not None and not number.is_finite():
        return "it is not a number"
    text = " ".join(text_of(cell).replace("\u2013", "-").replace("\u2014", "-").split())
    if cell.kind is CellKind.TEXT and "%" in text and unit != PERCENT:
        return f"it is per cent, and the indicator's unit is {unit or 'not given'}"
    if number is not None:
        return Reading(Decimal(plain(number)), choices.FINAL)
    status = _STATUS_OF.get(text.casefold())
    if status:
        return Reading(None, status, f'Printed as "{text}".')
    if _SMALL.fullmatch(text):
        return Reading(None, choices.SUPPRESSED, f'Printed as "{text}".')
    return _marked(text) or _with_counts(text, unit) or "it is no figure that can be read"


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


def _marked(text: str) -> Reading | None:
    """A number with a mark behind it: "1400 (tbc)", "23.4p", "84*"."""
    match = _MARK.fullmatch(text)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return None
    mark = match["mark"].strip("[]().").casefold()
    final = mark.startswith(("*", "r"))
    return Reading(number, choices.FINAL if final else choices.PROVISIONAL, f'Printed as "{text}".')


def _with_counts(text: str, unit: str) -> Reading | None:
    """A share with its counts: "23.4% (41/175)"."""
    match = _WITH_COUNTS.fullmatch(text) if base_of(unit) else None
    if match is None:
        return None
    value, above, below = (_number(match[key]) for key in ("value", "above", "below"))
    if value is None or above is None or below is None:
        return None
    return Reading(value, choices.FINAL, "", above, below)
