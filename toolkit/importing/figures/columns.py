"""What each column of a table holds, by the rows of headings over it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.heading_rows import Filled
from toolkit.importing.figures.headings import (
    LABELS,
    NO_WORDS,
    NOISE,
    Heading,
    Role,
    heading_of,
    is_pair,
    period_of,
)
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.measures import MEASURE_WORDS, Measure
from toolkit.importing.figures.normal import marks_of
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Address, Area
from toolkit.values import periods
from toolkit.values.periods import PeriodError, PeriodKind

NO_PERIOD = "its heading names no period"
_SHORT = 40
_COUNTS = ("no", "nos", "n")
_HARMLESS = frozenset(("comparators", "comparator", "comparisons", "comparison", "benchmarking"))


@dataclass(frozen=True)
class Asked:
    """Words that somebody must explain, and the cell they are in."""

    words: str
    address: Address


@dataclass(frozen=True)
class Column:
    """What a column holds: a role, or figures of a period, indicator, area and measure.

    `why_not` says why what is in it cannot be a figure, `asked` which words are to be explained.
    `marks` are the marks of notes on its headings; `describes` says that it is headed as one of
    descriptions, which may be any words, `is_headed_otherwise` that words nobody knows are over
    the labels of rows.
    """

    role: Role | None = None
    when: Heading = NO_WORDS
    indicator: Indicator | None = None
    area: str = ""
    measure: Measure = Measure.VALUE
    provisional: bool = False
    why_not: str = ""
    asked: Asked | None = None
    marks: str = ""
    describes: bool = False
    is_headed_otherwise: bool = False

    @property
    def holds_labels(self) -> bool:
        """Whether it says what the rows are, rather than figures."""
        return self.role in LABELS


@dataclass(frozen=True)
class _Piece:
    """A heading over a column: of which row and column its cell is."""

    row: int
    source: int
    address: Address
    text: str
    heading: Heading


@dataclass(frozen=True)
class Columns:
    """The columns of a table. `context` is the period that its corner names."""

    by_number: Mapping[int, Column]
    context: Heading

    @property
    def name_periods(self) -> bool:
        """Whether any column names a period."""
        return any(column.when.says_when for column in self.by_number.values())


def columns_of(
    rows: Sequence[Filled],
    number: int,
    merged: Sequence[Area],
    context: Heading,
    labels: Labels,
) -> Columns:
    """What each column under the rows of headings from row `number` on holds."""
    numbers = sorted({column for row in rows for column in row})
    stacks: dict[int, list[_Piece]] = {column: [] for column in numbers}
    for place, row in enumerate(rows):
        lower = {column for below in rows[place + 1 :] for column in below}
        covers = _covers(row, number + place, numbers, lower, merged, rows[place + 1 :])
        for source, covered in covers.items():
            cell = row[source]
            address = (number + place, source)
            piece = _Piece(place, source, address, text_of(cell), heading_of(cell))
            for column in covered:
                stacks[column].append(piece)
    whens = {column: _when(stack) for column, stack in stacks.items()}
    has_periods = any(_label_role(stack) is Role.PERIOD for stack in stacks.values())
    found: dict[int, Column] = {}
    first = numbers[0]
    named = any(
        _label_role(stack) in (Role.TITLE, Role.CODE, Role.PERIOD) for stack in stacks.values()
    )
    others = [whens[column] for column in numbers[1:] if whens[column].says_when]
    across = [column for column in numbers[1:] if _indicator(stacks[column], labels)]
    without_years = all(not other.years and not other.whole for other in others)
    own = whens[first]
    is_figures = own.says_when and not _rest(stacks[first])
    if not named and (across or (others and (without_years or not is_figures))):
        if own.words and not own.kind and (own.whole or own.part or is_pair(own.years)):
            context = own
        if _label_role(stacks[first]) is None and not _indicator(stacks[first], labels):
            found[first] = Column(role=Role.TITLE, is_headed_otherwise=bool(_rest(stacks[first])))
    for column in numbers:
        if column not in found:
            found[column] = _column(stacks[column], whens[column], context, labels, has_periods)
    _refuse_groups(found, stacks)
    # Columns without a heading, left of the figures, say what the rows are.
    figures = min(
        (c for c, item in found.items() if item.when.says_when or item.indicator), default=1
    )
    for column in range(1, figures):
        found.setdefault(column, Column(role=Role.TITLE))
    once = {item.when for item in found.values() if item.when.says_when and not item.area}
    if len(once) == 1 and not has_periods:  # a figure of England beside the only period there is
        for column, item in found.items():
            if item.area and not item.when.says_when and not item.why_not:
                found[column] = replace(item, when=next(iter(once)))
    return Columns(found, context)


def with_groups(columns: Mapping[int, Column], of_words: Container[int]) -> dict[int, Column]:
    """The columns of a table with one figure a row; those of words nobody knows tell rows apart.

    `of_words` are the columns in which there are any words.
    """
    found = dict(columns)
    for number, held in columns.items():
        is_unknown = held.asked is not None and not held.when.says_when
        if (is_unknown or held.role is Role.SORT) and number in of_words:
            found[number] = Column(role=Role.GROUP, asked=held.asked)
    return found


def shortened(text: str) -> str:
    """A heading, its end left out where it is long: running text is quoted by nobody."""
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def panes_of(columns: Mapping[int, Column]) -> list[Mapping[int, Column]]:
    """The columns of each table, where tables are side by side under one row of headings.

    A new one begins where labels of a kind that has been begin again after figures.
    """
    panes: list[dict[int, Column]] = [{}]
    for number in sorted(columns):
        held, pane = columns[number], panes[-1]
        again = held.role in (Role.TITLE, Role.CODE, Role.PERIOD) and any(
            other.role is held.role for other in pane.values()
        )
        last = pane[max(pane)] if pane else held
        if again and not last.holds_labels:
            panes.append({})
        panes[-1][number] = held
    return list(panes)


def _covers(
    row: Filled,
    number: int,
    numbers: Sequence[int],
    lower: set[int],
    merged: Sequence[Area],
    below: Sequence[Filled],
) -> dict[int, list[int]]:
    """The columns that each cell of a row of headings is over.

    A cell that is not merged reaches to the next one, over columns with headings of their
    own; a year over quarters or months only as far as they go. What says what the labels
    are is over its own column.
    """
    spans = {left: right for top, left, _, right in merged if top == number}
    found: dict[int, list[int]] = {}
    for place, source in enumerate(sorted(row)):
        heading = heading_of(row[source])
        covered = [source]
        found[source] = covered
        following = sorted(row)[place + 1 :]
        end = spans.get(source) or ((following[0] - 1) if following else numbers[-1])
        is_merged = source in spans
        if heading.role in LABELS and not is_merged:
            continue
        if (
            not is_merged
            and source == numbers[0]
            and len(numbers) > 1
            and len(below)
            and source not in lower
        ):
            continue
        over_parts = _part_below(below, source)
        for column in (c for c in numbers if source < c <= end and c in lower):
            part = _part_below(below, column)
            if heading.says_when and over_parts and not part and not is_merged:
                continue
            over_parts = over_parts or part
            covered.append(column)
    return found


def _part_below(below: Sequence[Filled], column: int) -> bool:
    return any(column in row and heading_of(row[column]).part != "" for row in below)


def _when(stack: Sequence[_Piece]) -> Heading:
    """The period that the headings over a column name together."""
    found = Heading()
    for piece in stack:
        found = piece.heading.with_period_of(found)
    return replace(found, rest="", provisional=any(p.heading.provisional for p in stack))


def _rest(stack: Sequence[_Piece]) -> str:
    return " ".join(filter(None, (piece.heading.rest for piece in stack)))


def _label_role(stack: Sequence[_Piece]) -> Role | None:
    """What the lowest heading over a column says that the rows' labels in it are."""
    for piece in reversed(stack):
        role = piece.heading.role
        if role in LABELS and not any(other.heading.says_when for other in stack):
            return role
    return None


def _indicator(stack: Sequence[_Piece], labels: Labels) -> bool:
    return any(not p.heading.says_when and labels.indicator(p.text) for p in stack)


def _column(
    stack: Sequence[_Piece], when: Heading, context: Heading, labels: Labels, has_periods: bool
) -> Column:
    role = _label_role(stack)
    if role is Role.STATUS and not has_periods:
        role = Role.RATING
    if role is not None:
        why = "" if role in LABELS else f"its column holds {role.value}"
        return Column(role=role, why_not=why, describes="description" in _rest(stack))
    found = Column(
        when=replace(when, provisional=False),
        provisional=when.provisional,
        marks="".join(marks_of(piece.text) for piece in stack),
    )
    for piece in stack:
        found = _with_piece(found, piece, labels)
        if found.role is not None:
            return found
    if found.why_not:
        return found
    if _contradict(stack):
        return replace(found, why_not="its headings name two periods that do not go together")
    if when.part and not when.words and not when.years:
        found = replace(found, when=found.when.with_period_of(Heading(years=context.years)))
        if not found.when.words and not has_periods:
            why = "its heading does not say for certain in which year it is, as 2026/27 Q1 does"
            return replace(found, why_not=why)
    return found


def _with_piece(found: Column, piece: _Piece, labels: Labels) -> Column:
    """What a column holds, with what one heading more says of it."""
    heading = piece.heading
    match = None if heading.says_when else labels.indicator(piece.text)
    if match:
        measure = match.measure if found.measure is Measure.VALUE else found.measure
        return replace(found, indicator=match.indicator, measure=measure)
    words = heading.rest.split()
    rest = " ".join(word for word in words if word not in NOISE) if words else ""
    if not rest:
        return found
    named = labels.area(heading.rest) or labels.area(rest)
    if named:
        if found.area and found.area != named.area:
            return replace(found, why_not="its headings name two areas")
        measure = named.measure if named.measure is not Measure.VALUE else found.measure
        return replace(found, area=named.area, measure=measure)
    measure_of = MEASURE_WORDS.get(heading.rest) or MEASURE_WORDS.get(rest)
    if measure_of is None and found.when.says_when and rest in _COUNTS:
        measure_of = Measure.COUNT
    if measure_of:
        return replace(found, measure=measure_of)
    if heading.role is not None and heading.role not in LABELS:
        return Column(role=heading.role, why_not=f"its column holds {heading.role.value}")
    if _HARMLESS.issuperset(words):
        return found
    # A word nobody knows may make it something other than our figure.
    asked = Asked(piece.text, piece.address)
    why = f'its heading "{shortened(piece.text)}" is not known'
    return replace(found, why_not=why, asked=asked)


def _refuse_groups(found: dict[int, Column], stacks: Mapping[int, Sequence[_Piece]]) -> None:
    """Take nothing of a period under which any heading is not known."""
    for column, item in list(found.items()):
        if item.asked is None or not item.when.says_when:
            continue
        tops = {
            (piece.row, piece.source)
            for piece in stacks[column]
            if piece.heading.says_when and piece.address != item.asked.address
        }
        for other, beside in found.items():
            shares = tops & {(piece.row, piece.source) for piece in stacks.get(other, ())}
            if shares and not beside.why_not and beside.role is None:
                why = f'beside it is "{shortened(item.asked.words)}", which is not known'
                found[other] = replace(beside, why_not=why)


def _contradict(stack: Sequence[_Piece]) -> bool:
    """Whether a period is outside the year that another heading over it names."""
    whole = next((p.heading.whole for p in reversed(stack) if p.heading.whole), "")
    years = [piece.heading.years for piece in stack if piece.heading.years]
    if len(set(years)) > 1:
        return True
    return bool(whole and years) and not is_within(whole, years[0])


def is_within(words: str, years: str) -> bool:
    """Whether a period is in the year that other words name; what is no quarter or month is."""
    for kind in (PeriodKind.QUARTER, PeriodKind.MONTH):
        inner = period_of(words, kind)
        outer = _span(years)
        if inner and outer:
            return any(start <= inner.start and inner.end <= end for start, end in outer)
    return True


def _span(years: str) -> list[tuple[date, date]]:
    kinds = (PeriodKind.FINANCIAL_YEAR, PeriodKind.CALENDAR_YEAR)
    found: list[tuple[date, date]] = []
    for kind in kinds:
        try:
            period = periods.parse(years, kind)
        except PeriodError:
            continue
        found.append((period.start, period.end))
    return found
