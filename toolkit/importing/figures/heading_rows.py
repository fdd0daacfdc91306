"""Which rows of a sheet are headings over figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.importing.figures.figures import looks_like_figure
from toolkit.importing.figures.headings import NOISE, Heading, Role, heading_of
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.measures import MEASURE_WORDS
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Cell, CellKind

Filled = Mapping[int, Cell]
"""The filled cells of a row by their columns."""

_HIGHEST = 4
_SHORT = 40
_LONGEST = 80
_FEW_WORDS = 4


@dataclass
class _Row:
    """What the cells of a row say, counted."""

    when: int = 0
    known: int = 0
    values: int = 0
    indicators: int = 0
    roles: set[Role] = field(default_factory=set)


def heading_height(
    rows: Mapping[int, Filled], number: int, labels: Labels, context: Heading
) -> int:
    """How many rows of headings begin at that row; 0 for none."""
    for above in range(_HIGHEST - 1):
        base = rows.get(number + above, {})
        if is_heading_row(base, labels, rows.get(number + above + 1, {}), context):
            uppers = [rows[number + step] for step in range(above)]
            if all(_is_upper_row(row, base, labels) for row in uppers):
                return _with_lower_rows(rows, number, above + 1, labels)
        if not base:
            return 0
    return 0


def is_heading_row(filled: Filled, labels: Labels, below: Filled, context: Heading) -> bool:
    """Whether a row is one of headings: periods, and nothing that only a row of figures has.

    Or of indicators over rows of periods or areas; or of what a figure of each row is, where
    the rows or the `context` say when.
    """
    if not filled or not _is_words(filled) or any(map(_is_sentence, filled.values())):
        return False
    if len(filled) == 1:
        return _is_lone_period(filled, below)
    numbers = [float(heading_of(c).years) for c in filled.values() if c.kind is CellKind.NUMBER]
    found = _counted(filled, labels)
    first = filled[min(filled)]
    start = below.get(min(below)) if below else None
    goes_down = (
        start is not None
        and min(below) < min(filled)
        and (heading_of(start).says_when or labels.area(text_of(start)) is not None)
    )
    if labels.indicator(text_of(first)) and not heading_of(first).says_when:
        return goes_down and not found.when
    if numbers:  # counts may look like years; years follow each other and are under no name
        steps = {abs(after - before) for before, after in pairwise(numbers)}
        if steps - {1} or not (found.known or len(numbers) == len(filled)):
            return False
    if found.when >= 2 or (found.when == 1 and (found.known or found.indicators)):
        return True
    if found.when:
        return False
    if Role.PERIOD in found.roles:
        return bool(found.values or found.indicators)
    if found.indicators:
        return goes_down or (Role.AREA in found.roles and bool(context.words))
    return bool(found.roles & {Role.TITLE, Role.CODE} and found.values and context.words)


def _is_lone_period(filled: Filled, below: Filled) -> bool:
    """Whether the only cell of a row is a period over the figures of the rows below."""
    ((column, cell),) = filled.items()
    heading = heading_of(cell)
    over = below.get(column)
    return (
        bool(heading.words)
        and not heading.rest
        and over is not None
        and min(below) < column
        and (over.kind is CellKind.NUMBER or looks_like_figure(text_of(over)))
    )


def _is_sentence(cell: Cell) -> bool:
    """Whether a cell holds running text, as a column of comments does."""
    text = text_of(cell)
    return len(text) > _LONGEST or (text.endswith(".") and len(text.split()) > _FEW_WORDS)


def _is_words(filled: Filled) -> bool:
    """Whether the cells of a row are words, dates and years, none of them a figure."""
    return all(
        heading_of(cell).years != ""
        if cell.kind is CellKind.NUMBER
        else cell.kind is CellKind.DATE
        or (cell.kind is CellKind.TEXT and not looks_like_figure(text_of(cell)))
        for cell in filled.values()
    )


def _counted(filled: Filled, labels: Labels) -> _Row:
    found = _Row()
    for cell in filled.values():
        heading = heading_of(cell)
        if heading.says_when:
            found.when += 1
        elif cell.kind is CellKind.TEXT and labels.indicator(text_of(cell)):
            found.indicators += 1
            continue
        role = heading.role
        is_value = (
            heading.rest in MEASURE_WORDS
            or labels.area(heading.rest) is not None
            or (bool(heading.rest) and NOISE.issuperset(heading.rest.split()))
        )
        if role is not None and not heading.says_when:
            found.roles.add(role)
        found.values += is_value and role not in (Role.PERIOD, Role.AREA, Role.OUTER)
        found.known += role is not None or (is_value and heading.rest != "")
    return found


def _is_upper_row(filled: Filled, base: Filled, labels: Labels) -> bool:
    """Whether a row over headings holds groups of them: years, areas, or any words.

    A line in the place of the labels, or a long one by itself, is a title.
    """
    if not filled or not _is_words(filled):
        return False
    first = min(filled)
    over_columns = first > min(base) and heading_of(base[min(base)]).role is Role.PERIOD
    if labels.indicator(text_of(filled[first])) and not over_columns:
        return False
    if len(filled) > 1:
        return True
    words = text_of(filled[first])
    heading = heading_of(filled[first])
    is_group = heading.says_when and not heading.rest
    return first > min(base) and (is_group or len(words.split()) <= _FEW_WORDS)


def _with_lower_rows(rows: Mapping[int, Filled], number: int, height: int, labels: Labels) -> int:
    """The height with the rows below that still only say what the columns hold."""
    while height < _HIGHEST:
        above = [rows[number + step] for step in range(height)]
        below = rows.get(number + height, {})
        if not below or not _is_words(below):
            break
        left = min(min(row) for row in above)
        first = below[min(below)]
        heading = heading_of(first)
        names_labels = heading.role in (Role.TITLE, Role.CODE, Role.PERIOD, Role.AREA, Role.OUTER)
        divides = min(below) >= left and _divides(below) and _has_years(above)
        if min(below) <= left and not names_labels and not divides:
            break
        if any(len(text_of(cell)) > _SHORT for cell in below.values()):
            break
        if names_labels and any(
            heading_of(c).role is heading.role for row in above for c in row.values()
        ):
            break
        height += 1
    return height


def _has_years(above: list[Filled]) -> bool:
    return any(heading_of(cell).years for row in above for cell in row.values())


def _divides(below: Filled) -> bool:
    """Whether a row only names parts of what is above it: quarters under years."""
    headings = [heading_of(cell) for cell in below.values()]
    return all(h.part and not h.years and not h.whole for h in headings)
