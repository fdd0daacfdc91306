"""Indicators that a board does not have yet, made of the rows of an agency's tables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.columns import Column
from toolkit.importing.figures.heading_rows import Filled
from toolkit.importing.figures.headings import Role, period_of
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.normal import normal, without_marks
from toolkit.importing.figures.unit_words import RATE, split_unit, unit_in
from toolkit.measures.units import MONEY, NUMBER, PERCENT
from toolkit.reading.cells import number_of, text_of
from toolkit.reading.grid import Cell, CellKind
from toolkit.values import choices
from toolkit.values.findings import Source
from toolkit.values.missing import Missing
from toolkit.values.periods import PeriodKind

_CODE = re.compile(r"(?P<code>[A-Z]{1,4}[ .-]?\d{1,3}[a-z]?)\s*[:.-]?\s+(?P<title>\S.*)")
# Where headings fit several kinds, the first of these is meant.
_KINDS = (
    *(PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR),
    PeriodKind.ROLLING,
)
NOWHERE = Source("", "", 0, {})


@dataclass(frozen=True)
class UnknownRow:
    """A row whose indicator the board does not have: its labels, and the cells of its figures."""

    code: str
    title: str
    unit: str
    periods: tuple[str, ...]
    cells: tuple[Cell, ...]


def unknown_row(filled: Filled, columns: Mapping[int, Column]) -> UnknownRow:
    """What a row of no known indicator says."""
    said = {Role.CODE: "", Role.TITLE: "", Role.UNIT: ""}
    periods: list[str] = []
    cells: list[Cell] = []
    for column, cell in filled.items():
        held = columns.get(column)
        if held is None or held.why_not:
            continue
        if held.role in said:
            said[held.role] = said[held.role] or text_of(cell)
        elif held.role is Role.PERIOD:
            periods.append(text_of(cell))
        elif not held.holds_labels and held.when.words:
            periods.append(held.when.words)
            cells.append(cell)
        elif not held.holds_labels:
            cells.append(cell)
    return UnknownRow(
        said[Role.CODE], said[Role.TITLE], said[Role.UNIT], tuple(periods), tuple(cells)
    )


def new_indicators(rows: Iterable[UnknownRow], labels: Labels) -> list[Indicator]:
    """The indicators that rows are of, each once: those whose unit and period are plain.

    A row whose title is much like that of an indicator of the board is left to a person.
    """
    made: dict[str, Indicator] = {}
    taken = {normal(code) for code in labels.titles.values()}
    gathered: dict[str, list[UnknownRow]] = {}
    for row in rows:
        gathered.setdefault(normal(row.title or row.code), []).append(row)
    for same in gathered.values():
        first = same[0]
        code, title, unit = _named(first)
        if not title or labels.nearest_indicator(title)[0] or normal(title).isdigit():
            continue
        cells = [cell for row in same for cell in row.cells]
        unit = unit or _unit_of(cells)
        kind = _kind_of([words for row in same for words in row.periods])
        if not unit or kind is None or not cells:
            continue
        if not code or normal(code) in taken:
            code = next(name for n in range(1, 10_000) if normal(name := f"N{n:02}") not in taken)
        taken.add(normal(code))
        made[code] = _indicator(code, title, unit, kind)
    return list(made.values())


def _named(row: UnknownRow) -> tuple[str, str, str]:
    """Code, title and unit of a row, as far as its labels give them."""
    title, unit = split_unit(without_marks(row.title))
    code = row.code
    match = _CODE.fullmatch(title)
    if match and not code:
        code, title = match["code"], match["title"]
    unit = unit_in(row.unit) or unit
    return code, title or row.code, "" if unit == RATE else unit


def _unit_of(cells: Sequence[Cell]) -> str:
    """The unit that figures show: per cent, pounds, or a number where all are whole."""
    texts = [text_of(cell) for cell in cells]
    numbers = [number for cell in cells if (number := number_of(cell)) is not None]
    if not numbers:
        return ""
    if any("%" in text for text in texts):
        return PERCENT
    if any(text.startswith("\u00a3") for text in texts):
        return MONEY
    is_whole = all(number == number.to_integral_value() for number in numbers)
    is_number = all(cell.kind in (CellKind.NUMBER, CellKind.TEXT) for cell in cells)
    return NUMBER if is_whole and is_number else ""


def _kind_of(periods: Sequence[str]) -> PeriodKind | None:
    """The kind of period that most of the headings are of."""
    counted = {
        kind: sum(period_of(words, kind) is not None for words in periods) for kind in _KINDS
    }
    best = max(_KINDS, key=lambda kind: (counted[kind], -_KINDS.index(kind)))
    return best if counted[best] else None


def _indicator(code: str, title: str, unit: str, kind: PeriodKind) -> Indicator:
    nothing = Missing.BLANK
    return Indicator(
        id="",
        code=code,
        title=title,
        theme="",
        definition="",
        numerator="",
        denominator="",
        unit=unit,
        good_is=choices.NEITHER,
        frequency=kind.value,
        target=nothing,
        target_to=nothing,
        floor=nothing,
        tolerance=nothing,
        tolerance_in="",
        decimals=nothing,
        adds_up="",
        baseline=nothing,
        owner="",
        priority="",
        version="",
        print="",
        source=NOWHERE,
    )
