"""What is said of indicators, their targets and their areas."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator
from toolkit.checks.scorecard.data_rows import FEWEST, highest_values
from toolkit.checks.scorecard.values import UNREADABLE_PERIOD
from toolkit.measures import control_limits
from toolkit.measures.units import PERCENT
from toolkit.results.named_periods import target_period
from toolkit.results.observations import by_code
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding, Rule, Severity, Source
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.periods import Period, PeriodError, parse
from toolkit.values.text import folded

TARGET_WITHOUT_POLARITY = Rule(
    "IND-001",
    Severity.WARNING,
    "{indicator} has a target, but neither direction is good, so it is never rated.",
    "Choose Higher, Lower or Stay close under Good is, or clear the target.",
)
TOLERANCE_WITHOUT_UNIT = Rule(
    "IND-002",
    Severity.WARNING,
    "{indicator} has a tolerance that does not say points or per cent; it is read as points.",
    "Choose Points or Percent under Tolerance in.",
)
FLOOR_SIDE = Rule(
    "IND-003",
    Severity.ERROR,
    "The floor of {indicator}, {floor}, is better than its target, {target}.",
    "The floor is where it turns Red: it should be {side} the target.",
)
RANGE_ENDS = Rule(
    "IND-004",
    Severity.ERROR,
    "The target of {indicator} ends at {upper}, but does not begin below that.",
    "Type the lower end under Target and the upper end under Target up to.",
)
NO_OUR_AREA = Rule(
    "IND-005",
    Severity.ERROR,
    "No area on Lists is Our area, so the scorecard has no rows.",
    "Choose Our area under Area kind for the area that the board covers.",
)
AREA_IN_ITSELF = Rule(
    "IND-012",
    Severity.ERROR,
    "{area} lies in itself, or in an area that lies in it, so no sum of it is known.",
    "Choose under Lies in the larger area that its figures are a part of.",
)
TARGET_TWICE = Rule(
    "IND-006",
    Severity.ERROR,
    "{indicator} has another target for {period} in row {row}, and the later row is used.",
    "Delete the one that does not apply.",
)
TOLERANCE_BELOW_ZERO = Rule(
    "IND-008",
    Severity.WARNING,
    "The tolerance of {indicator} is {tolerance}, below zero; it is read as none.",
    "Type how much change counts as no change, such as 2 or 0.5, or clear the cell.",
)
FEW_BASELINE_POINTS = Rule(
    "IND-009",
    Severity.WARNING,
    "{indicator} has {points} under Baseline points; limits need {fewest} or more, so it has none.",
    "Type {fewest} or more, or clear the cell: then all its values set the limits.",
)
TARGET_EMPTY = Rule(
    "IND-010",
    Severity.WARNING,
    "The row for {indicator} in {period} has neither a target nor a floor, so it changes nothing.",
    "Type the target for that period, or delete the row.",
)
TARGET_BARE_FRACTION = Rule(
    "IND-011",
    Severity.WARNING,
    "The {name} of {indicator} is {value} per cent, which looks like {hundredfold}: its figures "
    "go up to {highest}.",
    "If so, type {hundredfold}; if it really is below one per cent, no change is needed.",
)


def called(indicator: Indicator) -> str:
    """What a message calls an indicator: its code, or its row where it has none."""
    return indicator.code or f"The indicator in row {indicator.source.row}"


def target_without_polarity(board: Board, results: Results) -> Iterator[Finding]:
    """A target that nothing can be rated by, because neither direction is good."""
    for indicator in board.indicators:
        is_single = isinstance(indicator.target, Decimal) and indicator.target_to is Missing.BLANK
        if is_single and indicator.good_is == choices.NEITHER:
            yield TARGET_WITHOUT_POLARITY.at(
                indicator.source.cell("good_is"), indicator=called(indicator)
            )


def tolerance_without_unit(board: Board, results: Results) -> Iterator[Finding]:
    """A tolerance that does not say what it is measured in."""
    for indicator in board.indicators:
        is_said = indicator.tolerance_in or not indicator.source.has("tolerance_in")
        if isinstance(indicator.tolerance, Decimal) and not is_said:
            yield TOLERANCE_WITHOUT_UNIT.at(
                indicator.source.cell("tolerance_in"), indicator=called(indicator)
            )


def sound_numbers(board: Board, results: Results) -> Iterator[Finding]:
    """A tolerance below zero, or too few points to set the limits of a chart."""
    for indicator in board.indicators:
        code, cell = called(indicator), indicator.source.cell
        tolerance, points = indicator.tolerance, indicator.baseline
        if isinstance(tolerance, Decimal) and tolerance < 0:
            yield TOLERANCE_BELOW_ZERO.at(
                cell("tolerance"), indicator=code, tolerance=plain(tolerance)
            )
        if isinstance(points, Decimal) and 0 < points < control_limits.FEWEST:
            yield FEW_BASELINE_POINTS.at(
                cell("baseline"), indicator=code, points=plain(points), fewest=control_limits.FEWEST
            )


class _Aim(NamedTuple):
    """A target with its indicator, from the sheet Indicators or Targets."""

    indicator: Indicator
    source: Source
    target: Value
    target_to: Value
    floor: Value


def _aims(board: Board) -> Iterator[_Aim]:
    owners = by_code(board)
    for indicator in board.indicators:
        parts = indicator.target, indicator.target_to, indicator.floor
        yield _Aim(indicator, indicator.source, *parts)
    for row in board.period_targets:
        owner = owners.get(row.indicator)
        if owner:
            yield _Aim(owner, row.source, row.target, row.target_to, row.floor)


_NAMES = {"target": "target", "target_to": "upper end of the target", "floor": "floor"}


def sound_targets(board: Board, results: Results) -> Iterator[Finding]:
    """A fraction for a percentage, a floor better than its target, a range the wrong way round."""
    highest = highest_values(board)
    for aim in _aims(board):
        fractions = list(_bare_fractions(aim, highest.get(aim.indicator.code)))
        # A fraction among percentages is on the wrong side of them, and said once.
        yield from fractions or _target_faults(aim)


def _bare_fractions(aim: _Aim, highest: Decimal | None) -> Iterator[Finding]:
    """Percentages below one where the indicator's figures go well above; cf. DATA-005."""
    if aim.indicator.unit != PERCENT or not aim.indicator.code:
        return
    if highest is None or highest < FEWEST:
        return
    for key, name in _NAMES.items():
        value = getattr(aim, key)
        if isinstance(value, Decimal) and 0 < value < 1:
            yield TARGET_BARE_FRACTION.at(
                aim.source.cell(key),
                name=name,
                indicator=aim.indicator.code,
                value=plain(value),
                hundredfold=plain(value * 100),
                highest=plain(highest),
            )


def _target_faults(aim: _Aim) -> Iterator[Finding]:
    indicator, source, target, upper, floor = aim
    if isinstance(upper, Decimal):
        if source.has("target") and (not isinstance(target, Decimal) or target >= upper):
            yield RANGE_ENDS.at(
                source.cell("target_to"), indicator=called(indicator), upper=plain(upper)
            )
        return
    if not isinstance(target, Decimal) or not isinstance(floor, Decimal):
        return
    sides = {choices.HIGHER: ("below", floor > target), choices.LOWER: ("above", floor < target)}
    side, is_wrong = sides.get(indicator.good_is, ("", False))
    if is_wrong:
        yield FLOOR_SIDE.at(
            source.cell("floor"),
            indicator=called(indicator),
            floor=plain(floor),
            target=plain(target),
            side=side,
        )


def filled_targets(board: Board, results: Results) -> Iterator[Finding]:
    """A row of Targets that says nothing."""
    for row in board.period_targets:
        given = (row.target, row.target_to, row.floor)
        is_empty = row.source.has("target") and all(part is Missing.BLANK for part in given)
        if row.indicator and row.period and is_empty:
            yield TARGET_EMPTY.at(
                row.source.cell("target"), indicator=row.indicator, period=row.period
            )


def periods_of_targets(board: Board, results: Results) -> Iterator[Finding]:
    """A target for a period that cannot be read, or the second one for a period."""
    kinds = {code: indicator.period_kind for code, indicator in by_code(board).items()}
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
                yield UNREADABLE_PERIOD.at(row.source.cell("period"), heading="Period", help=error)
            continue
        rows.setdefault((row.indicator, period), []).append(row.source.row)
        found.append((row, period))
    for row, period in found:
        last = rows[row.indicator, period][-1]
        if row.source.row != last:
            yield TARGET_TWICE.at(
                row.source.cell("period"), indicator=row.indicator, period=str(period), row=last
            )


def our_area(board: Board, results: Results) -> Iterator[Finding]:
    """Indicators without an area that is ours."""
    has_kinds = all(area.source.has("kind") and area.source.has("name") for area in board.areas)
    if board.indicators and has_kinds and not board.areas_of_kind(choices.OUR_AREA):
        cell = (
            board.areas[0].source.cell("kind")
            if board.areas
            else board.indicators[0].source.cell("code")
        )
        yield NO_OUR_AREA.at(cell)


def areas_in_themselves(board: Board, results: Results) -> Iterator[Finding]:
    """Areas that lie in themselves, directly or by way of others."""
    above = {folded(area.name): folded(area.parent) for area in board.areas}
    for area in board.areas:
        name, seen = folded(area.parent), set()
        while name and name not in seen:
            if name == folded(area.name):
                yield AREA_IN_ITSELF.at(area.source.cell("parent"), area=area.name)
                break
            seen.add(name)
            name = above.get(name, "")


CHECKS = (
    target_without_polarity,
    tolerance_without_unit,
    sound_numbers,
    sound_targets,
    filled_targets,
    periods_of_targets,
    our_area,
    areas_in_themselves,
)
