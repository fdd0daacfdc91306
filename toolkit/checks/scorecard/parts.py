"""Indicators that are parts of one whole: whether they come to it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.scorecard import value_of
from toolkit.checks.scorecard.indicators import called
from toolkit.measures.precision import decimals_of, rounding_room
from toolkit.measures.units import NUMBER
from toolkit.results.current_values import Choice
from toolkit.results.parts_of_whole import Whole, unfit_parts, wholes_of
from toolkit.results.results import Results
from toolkit.values.findings import CellPlace, Finding, Rule, Severity
from toolkit.values.missing import plain
from toolkit.values.periods import Period
from toolkit.values.text import listed

PARTS_NOT_THE_WHOLE = Rule(
    "DATA-021",
    Severity.WARNING,
    "{parts} in {area} for {period} add up to {total} (in {cells}), not {whole}.",
    'Fix the figure that is wrong; if a part is missing, add its indicator with the same "Part '
    'of"; if they are not parts of one whole, clear "Part of".',
)
NO_PART = Rule(
    "IND-007",
    Severity.WARNING,
    "{indicator} cannot be added up with the other parts of its whole: {reason}.",
    'Fix its "Part of", or clear it; until then the parts of that whole are not checked.',
)


_ALL = Decimal(100)
_NEEDED = ("code", "unit", "frequency")
_ByPeriod = Mapping[Period, Choice]


def parts_and_their_whole(board: Board, results: Results) -> Iterator[Finding]:
    """Parts that cannot be added up, and parts that do not come to their whole."""
    areas = tuple(dict.fromkeys(area for _, area in results.chosen))
    # Without one of these columns all that could be said is untrue.
    fit = (each for each in board.indicators if all(map(each.source.has, _NEEDED)))
    for whole, unfit in unfit_parts(wholes_of(fit)):
        for each in unfit:
            yield NO_PART.at(
                each.part.source.cell("part_of"), indicator=called(each.part), reason=each.reason
            )
        if not unfit and len(whole.parts) > 1:
            for area in areas:
                yield from _sums(whole, area, results)


class _Figure(NamedTuple):
    """A known value and its cell."""

    value: Decimal
    cell: CellPlace


def _sums(whole: Whole, area: str, results: Results) -> Iterator[Finding]:
    """A finding for each period in which all is known and the parts miss their whole."""
    parts = [results.chosen.get((part.code, area), {}) for part in whole.parts]
    for period in parts[0]:
        figures = [_known(by_period, period) for by_period in parts]
        given = [figure for figure in figures if figure is not None]
        if len(given) < len(figures):
            continue
        if whole.indicator is None:
            yield from _sum(whole, area, period, given, None)
            continue
        total = _known(results.chosen.get((whole.indicator.code, area), {}), period)
        if total is not None:
            yield from _sum(whole, area, period, given, total)


def _sum(
    whole: Whole, area: str, period: Period, given: Sequence[_Figure], total: _Figure | None
) -> Iterator[Finding]:
    values = [figure.value for figure in given]
    wanted, printed = (_ALL, values) if total is None else (total.value, [*values, total.value])
    # Whole numbers are counts, which nobody rounded.
    is_exact = whole.parts[0].unit == NUMBER and not any(map(decimals_of, printed))
    room = Decimal(0) if is_exact else rounding_room(printed)
    comes_to = sum(values, Decimal(0))
    if abs(comes_to - wanted) > room:
        named = "" if whole.indicator is None else f", the value of {whole.indicator.code}"
        yield PARTS_NOT_THE_WHOLE.at(
            (total or given[0]).cell,
            parts=listed([part.code for part in whole.parts]),
            area=area,
            period=str(period),
            cells=listed([figure.cell.cell for figure in given]),
            total=plain(comes_to),
            whole=f"{plain(wanted)}{named}",
        )


def _known(by_period: _ByPeriod, period: Period) -> _Figure | None:
    """The figure used for a period; None where none is known."""
    choice = by_period.get(period)
    row = choice.used if choice else None
    if row is None:
        return None
    value = value_of(row)
    return _Figure(value, row.source.cell("value")) if isinstance(value, Decimal) else None


CHECKS = (parts_and_their_whole,)
