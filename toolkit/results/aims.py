"""What a value is held against, and how it is rated against that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from toolkit.board.scorecard import Indicator, Observation
from toolkit.measures import target, units
from toolkit.measures.target import TargetRag
from toolkit.measures.together import Gathering
from toolkit.measures.tolerance import Tolerance
from toolkit.values import choices
from toolkit.values.missing import Missing, Value, known, plain
from toolkit.values.periods import Period, PeriodKind, financial_year

PARTS_OF_A_YEAR = (PeriodKind.MONTH, PeriodKind.QUARTER)
GATHERINGS = {
    choices.EACH_ALONE: Gathering.SEPARATE,
    choices.RUNNING_TOTAL: Gathering.CUMULATIVE,
    choices.AS_IT_STANDS: Gathering.SNAPSHOT,
}


_SHARES = {3: "a quarter", 6: "half", 9: "three quarters"}


@dataclass(frozen=True, slots=True)
class Aim:
    """What a period is held against: a target, the upper end of a range, a floor.

    `share` is said of a target that is a part of the year's, as in "half of the year's 200".
    """

    target: Value
    target_to: Value
    floor: Value
    share: str = ""


def tolerance_of(indicator: Indicator) -> Tolerance:
    """The indicator's tolerance; none where the sheet gives none."""
    amount = known(indicator.tolerance)
    return Tolerance(
        amount if amount is not None else Decimal(0),
        indicator.tolerance_in or choices.POINTS,
    )


def aim_of(indicator: Indicator, latest: Observation | None, aims: Mapping[Period, Aim]) -> Aim:
    """What the latest value is judged by: its period's target, else the usual one.

    The target of a running total is the year's; each period is held against its share.
    """
    usual = Aim(indicator.target, indicator.target_to, indicator.floor)
    if latest is None:
        return usual
    aim = target.target_for(latest.period, aims, usual)
    if aim.target is Missing.BLANK:
        aim = replace(aim, target=usual.target, target_to=usual.target_to)
    if aim.floor is Missing.BLANK:
        aim = replace(aim, floor=usual.floor)
    is_running = is_running_total(indicator) and indicator.unit in units.SUMMED
    if not is_running or latest.period in aims or latest.period.kind not in PARTS_OF_A_YEAR:
        return aim
    year = financial_year(latest.period.end)
    months = (latest.period.end.year - year.start.year) * 12 + latest.period.end.month - 3
    whole, share = known(aim.target), ""
    if months < 12 and whole is not None:
        part = _SHARES.get(months, f"{months} twelfths")
        share = f"{part} of the year's {plain(whole)}"
    return Aim(
        target.profiled(aim.target, months),
        target.profiled(aim.target_to, months),
        target.profiled(aim.floor, months),
        share,
    )


def is_single(aim: Aim) -> bool:
    """Whether the target is one value and not a range."""
    return aim.target_to is Missing.BLANK


def rated(indicator: Indicator, value: Value, aim: Aim) -> TargetRag:
    """The rating against a target, a range, or one that the figure should stay close to."""
    rag = _rated(indicator, value, aim)
    part = known(aim.target)
    if not aim.share or part is None or not rag.rating:
        return rag
    said = f"{rag.reason} The target so far is {plain(part)}, {aim.share}."
    return rag._replace(reason=said)


def _rated(indicator: Indicator, value: Value, aim: Aim) -> TargetRag:
    tolerance = tolerance_of(indicator)
    if not is_single(aim):
        return target.rate_range(value, aim.target, aim.target_to, tolerance)
    if indicator.good_is == choices.STAY_CLOSE:
        return target.rate_close(value, aim.target, aim.floor, tolerance)
    decimals = known(indicator.decimals)
    places = int(decimals) if decimals is not None else None
    return target.rate(value, aim.target, aim.floor, tolerance, indicator.good_is, places)


def is_running_total(indicator: Indicator) -> bool:
    """Whether each figure holds those before it in the year."""
    return indicator.adds_up == choices.RUNNING_TOTAL
