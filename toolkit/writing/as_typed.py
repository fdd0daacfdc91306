"""What people typed, as a formula that joins cells would give it: by it changes are seen."""

from collections.abc import Iterable
from datetime import date, datetime

from toolkit.reading.grid import Cell, CellKind

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (cells know no time zone)


def joined(cells: Iterable[Cell]) -> str:
    """Cells joined by bars, in the words of the formulas that compare with it."""
    return "|".join(map(as_formula_text, cells))


def as_formula_text(cell: Cell) -> str:
    """A cell's value as Excel gives it where a formula joins it to a text."""
    if cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED):
        return ""
    match cell.value:
        case None:
            return ""
        case bool() as truth:
            return str(truth).upper()
        case float() | int() as number:
            return f"{number:.15g}"
        case datetime() as moment:
            return f"{(moment - _DAY_ZERO).total_seconds() / 86_400:.15g}"
        case date() as day:
            return str((day - _DAY_ZERO.date()).days)
        case other:
            return str(other)
