"""Checks: functions over a board's records that yield findings. They change nothing."""

from collections.abc import Callable, Iterable, Iterator

from toolkit.board.board import Board
from toolkit.checks.plan import actions, leads, references, timescales, whole_plan, wording
from toolkit.checks.scorecard import data_rows, indicators, parts, series, values, years
from toolkit.checks.workbook import branding, history, identities
from toolkit.results.results import Results
from toolkit.values.findings import Finding

Check = Callable[[Board, Results], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    *identities.CHECKS,
    *actions.CHECKS,
    *references.CHECKS,
    *leads.CHECKS,
    *timescales.CHECKS,
    *wording.CHECKS,
    *whole_plan.CHECKS,
    *indicators.CHECKS,
    *values.CHECKS,
    *data_rows.CHECKS,
    *series.CHECKS,
    *years.CHECKS,
    *parts.CHECKS,
    *history.CHECKS,
    *branding.CHECKS,
)


def run(board: Board, results: Results) -> Iterator[Finding]:
    """Every finding of every check, in the order of the checks."""
    for check in CHECKS:
        yield from check(board, results)
