"""Periods as rows name them, by the kind of their indicator."""

from functools import lru_cache

from toolkit.results.aims import PARTS_OF_A_YEAR
from toolkit.values import periods
from toolkit.values.periods import Period, PeriodKind


def target_period(words: str, kind: PeriodKind) -> Period | None:
    """The period a target holds for: one of the indicator's kind, else a financial year."""
    return period_named(words, kind) or period_named(words, PeriodKind.FINANCIAL_YEAR)


def year_named(words: str, kind: PeriodKind) -> Period | None:
    """The financial year those words name, where the kind's periods are parts of one."""
    return period_named(words, PeriodKind.FINANCIAL_YEAR) if kind in PARTS_OF_A_YEAR else None


@lru_cache(maxsize=4096)
def period_named(words: str, kind: PeriodKind) -> Period | None:
    """The period those words name, None where they name none of that kind."""
    try:
        return periods.parse(words, kind)
    except periods.PeriodError:
        return None
