"""The rows of headings of a wide table, and what each column under them holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from toolkit.importing.figures.headings import LABELS, Heading, Role, heading_of
from toolkit.importing.figures.labels import MEASURES, Labels, Measure
from toolkit.reading.grid import Cell, CellKind

Filled = Mapping[int, Cell]
"""The filled cells of a row by their columns."""

NO_PERIOD = "its heading names no period"


@dataclass(frozen=True)
class Column:
    """What a column holds: a role, or figures of a period (in words), area and measure.

    `why_not` says why what is in it cannot be a figure.
    """

    role: Role | None = None
    words: str = ""
    area: str = ""
    measure: Measure = Measure.VALUE
    provisional: bool = False
    why_not: str = ""

    @property
    def holds_labels(self) -> bool:
        """Whether it says what the rows are, rather than figures."""
        return self.role in LABELS


def is_heading_row(filled: Filled, labels: Labels) -> bool:
    """Whether a row is one of headings: periods, and nothing that only a row of figures has."""
    if len(filled) < 2 or any(
        cell.kind is CellKind.NUMBER and not heading_of(cell).years for cell in filled.values()
    ):
        return False
    when = known = 0
    numbers: list[float] = []
    first = True
    for cell in filled.values():
        heading = heading_of(cell)
        if cell.kind is CellKind.NUMBER:
            numbers.append(float(heading.years))
        elif cell.kind not in (CellKind.TEXT, CellKind.DATE):
            return False
        elif heading.role is not None or _area_or_measure(heading, labels):
            known += 1
        if heading.says_when:
            when += 1
        elif first and isinstance(cell.value, str) and labels.indicator(cell.value):
            return False
        first = False
    if numbers:  # counts may look like years; years follow each other and are under no name
        steps = {abs(after - before) for before, after in pairwise(numbers)}
        if steps - {1} or not (known or len(numbers) == len(filled)):
            return False
    return when >= 2 or (when == 1 and known >= 1)


def is_upper_row(filled: Filled, below: Filled) -> bool:
    """Whether a row over headings holds years or groups of them, to the right of the labels."""
    return bool(filled) and all(
        heading_of(cell).years and heading_of(cell).rest == "" and column > min(below)
        for column, cell in filled.items()
    )


def is_lower_row(filled: Filled, above: Filled, labels: Labels) -> bool:
    """Whether a row below headings holds areas, measures or parts of years for their columns."""
    if not filled or not above or min(filled) <= min(above):
        return False
    for cell in filled.values():
        heading = heading_of(cell)
        known = heading.role or heading.part or _area_or_measure(heading, labels)
        if cell.kind is not CellKind.TEXT or not known:
            return False
    return True


def _area_or_measure(heading: Heading, labels: Labels) -> bool:
    return heading.rest in MEASURES or labels.area(heading.rest) is not None


def columns_of(rows: Sequence[Filled], context: str, labels: Labels) -> dict[int, Column]:
    """What each column under those rows of headings holds; `context` is the years said above.

    A year over several columns is in the first of them, as merged cells do.
    """
    numbers = sorted({column for row in rows for column in row})
    stacks = {column: _stack(rows, column) for column in numbers}
    found: dict[int, Column] = {}
    # Without a heading for it, the first column says what the rows are.
    named = any(heading.role in (Role.TITLE, Role.CODE) for heading in stacks.values())
    first = numbers[0]
    others = [stacks[column] for column in numbers[1:] if stacks[column].says_when]
    without_years = all(not other.years and not other.whole for other in others)
    _spread_periods(stacks, rows, numbers)
    if not named and others and (without_years or not _is_figures(stacks[first])):
        if stacks[first].years:
            context = stacks[first].years
        if stacks[first].role not in LABELS:
            found[first] = Column(role=Role.TITLE)
    for column in numbers:
        if column not in found:
            found[column] = _column(stacks[column], context, labels)
    # Columns without a heading, left of the figures, say what the rows are.
    figures = min((column for column, item in found.items() if item.words), default=1)
    for column in range(1, figures):
        found.setdefault(column, Column(role=Role.TITLE))
    whens = {item.words for item in found.values() if item.words and not item.area}
    if len(whens) == 1:  # a figure of England beside the only period there is
        for column, item in found.items():
            if item.area and item.why_not == NO_PERIOD:
                found[column] = replace(item, words=next(iter(whens)), why_not="")
    return found


def _is_figures(heading: Heading) -> bool:
    return heading.says_when and not heading.rest


def _stack(rows: Sequence[Filled], column: int) -> Heading:
    """The headings over a column as one; the lower says more."""
    found = Heading()
    for row in rows:
        if column in row:
            below = heading_of(row[column])
            found = Heading(
                below.whole or found.whole,
                below.years or found.years,
                below.part or found.part,
                " ".join(filter(None, (found.rest, below.rest))),
                found.provisional or below.provisional,
            )
    return found


def _spread_periods(
    stacks: dict[int, Heading], rows: Sequence[Filled], numbers: Sequence[int]
) -> None:
    """Give the period of a merged heading to the columns beneath it that name none.

    Over quarters or months a year reaches as far as they go; a column of an area or of a
    measure beside them may be of any period.
    """
    for place, row in enumerate(rows[:-1]):
        above, over_parts = Heading(), False
        for column in numbers:
            heading = stacks[column]
            if column in row:
                own = heading_of(row[column])
                above = Heading(own.whole, own.years) if own.years or own.whole else Heading()
                over_parts = bool(heading.part)
            elif heading.whole or heading.years or heading.role:
                continue
            elif any(column in lower for lower in rows[place + 1 :]):
                if heading.part and above.years:
                    over_parts = True
                    stacks[column] = replace(heading, years=above.years)
                elif heading.rest and not over_parts:
                    stacks[column] = replace(heading, years=above.years, whole=above.whole)


def _column(heading: Heading, context: str, labels: Labels) -> Column:
    if heading.role is not None:
        why = "" if heading.role in LABELS else f"its column holds {heading.role.value}"
        return Column(role=heading.role, why_not=why)
    if heading.part and not heading.years:
        heading = replace(heading, years=context)
    area, measure = "", Measure.VALUE
    if heading.rest:
        named = labels.area(heading.rest)
        area, measure = (named.area, named.measure) if named else ("", measure)
        if not named and heading.rest not in MEASURES:
            # A word nobody knows may make it something other than our figure.
            return Column(why_not="its heading is not known")
        measure = measure if named else MEASURES[heading.rest]
    why = "" if heading.words else NO_PERIOD
    if heading.part and not heading.words:
        why = "its heading names no year that goes with the part of one"
    return Column(None, heading.words, area, measure, heading.provisional, why)
