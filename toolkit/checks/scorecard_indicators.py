"""What is said of indicators, their targets and their areas."""

from collections.abc import Iterator
from decimal import Decimal

from toolkit import rules
from toolkit.board import Board
from toolkit.findings import Finding
from toolkit.layout import choices
from toolkit.measures import spc
from toolkit.periods import Period, PeriodError, parse
from toolkit.results import Results, target_period
from toolkit.scorecard import Indicator
from toolkit.values import Missing, Value, plain


def target_without_polarity(board: Board, results: Results) -> Iterator[Finding]:
    """A target that nothing can be rated by, because neither direction is good."""
    for indicator in board.indicators:
        is_single = isinstance(indicator.target, Decimal) and indicator.target_to is Missing.BLANK
        if is_single and indicator.good_is == choices.NEITHER:
            yield rules.TARGET_WITHOUT_POLARITY.at(
                indicator.source.cell("good_is"), indicator=indicator.code
            )


def tolerance_without_unit(board: Board, results: Results) -> Iterator[Finding]:
    """A tolerance that does not say what it is measured in."""
    for indicator in board.indicators:
        if isinstance(indicator.tolerance, Decimal) and not indicator.tolerance_in:
            yield rules.TOLERANCE_WITHOUT_UNIT.at(
                indicator.source.cell("tolerance_in"), indicator=indicator.code
            )


def sound_numbers(board: Board, results: Results) -> Iterator[Finding]:
    """A tolerance below nought, or too few points to fix the limits of a chart."""
    for indicator in board.indicators:
        code, cell = indicator.code, indicator.source.cell
        tolerance, points = indicator.tolerance, indicator.baseline
        if isinstance(tolerance, Decimal) and tolerance < 0:
            yield rules.TOLERANCE_BELOW_NOUGHT.at(
                cell("tolerance"), indicator=code, tolerance=plain(tolerance)
            )
        if isinstance(points, Decimal) and 0 < points < spc.FEWEST:
            yield rules.FEW_BASELINE_POINTS.at(
                cell("baseline"), indicator=code, points=plain(points), fewest=spc.FEWEST
            )


def sound_targets(board: Board, results: Results) -> Iterator[Finding]:
    """A floor better than its target, or a range whose ends are the wrong way round."""
    by_code = {indicator.code: indicator for indicator in board.indicators}
    for indicator in board.indicators:
        yield from _target_faults(
            indicator, indicator, indicator.target, indicator.target_to, indicator.floor
        )
    for row in board.period_targets:
        owner = by_code.get(row.indicator)
        if owner:
            yield from _target_faults(owner, row, row.target, row.target_to, row.floor)


def _target_faults(
    indicator: Indicator, row: object, target: Value, upper: Value, floor: Value
) -> Iterator[Finding]:
    source = row.source  # type: ignore[attr-defined]
    if isinstance(upper, Decimal):
        if not isinstance(target, Decimal) or target >= upper:
            yield rules.RANGE_ENDS.at(
                source.cell("target_to"), indicator=indicator.code, upper=plain(upper)
            )
        return
    if not isinstance(target, Decimal) or not isinstance(floor, Decimal):
        return
    sides = {choices.HIGHER: ("below", floor > target), choices.LOWER: ("above", floor < target)}
    side, is_wrong = sides.get(indicator.good_is, ("", False))
    if is_wrong:
        yield rules.FLOOR_SIDE.at(
            source.cell("floor"),
            indicator=indicator.code,
            floor=plain(floor),
            target=plain(target),
            side=side,
        )


def filled_targets(board: Board, results: Results) -> Iterator[Finding]:
    """A row of Targets that says nothing."""
    for row in board.period_targets:
        given = (row.target, row.target_to, row.floor)
        if row.indicator and row.period and all(part is Missing.BLANK for part in given):
            yield rules.TARGET_EMPTY.at(
                row.source.cell("target"), indicator=row.indicator, period=row.period
            )


def periods_of_targets(board: Board, results: Results) -> Iterator[Finding]:
    """A target for a period that cannot be read, or the second one for a period."""
    kinds = {indicator.code: indicator.period_kind for indicator in board.indicators}
    rows: dict[tuple[str, Period], list[int]] = {}
    found = []
    for row in board.period_targets:
        kind = kinds.get(row.indicator)
        if kind is None or not row.period:
            continue
        period = target_period(row.period, kind)
        if period is None:
            try:
                parse(row.period, kind)
            except PeriodError as error:
                yield rules.UNREADABLE_PERIOD.at(
                    row.source.cell("period"), heading="Period", help=error
                )
            continue
        rows.setdefault((row.indicator, period), []).append(row.source.row)
        found.append((row, period))
    for row, period in found:
        last = rows[row.indicator, period][-1]
        if row.source.row != last:
            yield rules.TARGET_TWICE.at(
                row.source.cell("period"), indicator=row.indicator, period=str(period), row=last
            )


def our_area(board: Board, results: Results) -> Iterator[Finding]:
    """Indicators without an area that is ours."""
    if board.indicators and not board.areas_of_kind(choices.OUR_AREA):
        cell = (
            board.areas[0].source.cell("kind")
            if board.areas
            else board.indicators[0].source.cell("code")
        )
        yield rules.NO_OUR_AREA.at(cell)


CHECKS = (
    target_without_polarity,
    tolerance_without_unit,
    sound_numbers,
    sound_targets,
    filled_targets,
    periods_of_targets,
    our_area,
)
