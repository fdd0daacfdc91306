"""Whether the rate of a quarter or a month is given at the pace of a year."""

from collections.abc import Iterable
from decimal import Decimal

from toolkit.board.scorecard import Datum, Indicator, value_of
from toolkit.measures.rates import rate
from toolkit.measures.units import RATE_BASES, is_what_counts_give
from toolkit.values.periods import PeriodKind

_PACES = {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


def paces_of(indicator: Indicator, data: Iterable[Datum]) -> tuple[int, ...]:
    """How many times the rate of a period may be that of its counts, by the rows of its periods.

    A quarter's or a month's may be given at the pace of a year. The rows with all their counts
    say whether it is; where none does, or not all alike, both may be.
    """
    pace = _full_pace(indicator)
    base = RATE_BASES.get(indicator.unit)
    if base is None or pace == 1:
        return (1,)
    found = {each for datum in data for each in (1, pace) if _is_at_pace(datum, base, each)}
    return (found.pop(),) if len(found) == 1 else (1, pace)


def pace_of(indicator: Indicator, datum: Datum) -> int:
    """How many times a row's rate is that of its counts; 1 where they do not say."""
    base = RATE_BASES.get(indicator.unit)
    pace = _full_pace(indicator)
    if base is None or _is_at_pace(datum, base, 1) or not _is_at_pace(datum, base, pace):
        return 1
    return pace


def _full_pace(indicator: Indicator) -> int:
    return _PACES.get(indicator.period_kind, 1) if indicator.period_kind else 1


def _is_at_pace(datum: Datum, base: int, pace: int) -> bool:
    value = value_of(datum)
    found = rate(datum.numerator, datum.denominator, base).value
    if not isinstance(value, Decimal) or not isinstance(found, Decimal) or not found:
        return False
    return is_what_counts_give(value, found * pace)
