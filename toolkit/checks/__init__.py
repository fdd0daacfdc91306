"""Checks: functions over a board's records that yield findings. They change nothing."""

from collections.abc import Callable, Iterable, Iterator

from toolkit.board import Board
from toolkit.checks import (
    history,
    identities,
    look,
    plan,
    plan_leads,
    plan_refs,
    plan_sheets,
    plan_timescales,
    plan_wording,
    scorecard,
    scorecard_data,
    scorecard_indicators,
    scorecard_parts,
    scorecard_series,
    scorecard_years,
)
from toolkit.findings import Finding
from toolkit.results import Results

Check = Callable[[Board, Results], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    *identities.CHECKS,
    *plan.CHECKS,
    *plan_refs.CHECKS,
    *plan_leads.CHECKS,
    *plan_timescales.CHECKS,
    *plan_wording.CHECKS,
    *plan_sheets.CHECKS,
    *scorecard_indicators.CHECKS,
    *scorecard.CHECKS,
    *scorecard_data.CHECKS,
    *scorecard_series.CHECKS,
    *scorecard_years.CHECKS,
    *scorecard_parts.CHECKS,
    *history.CHECKS,
    *look.CHECKS,
)


def run(board: Board, results: Results) -> Iterator[Finding]:
    """Every finding of every check, in the order of the checks."""
    for check in CHECKS:
        yield from check(board, results)
