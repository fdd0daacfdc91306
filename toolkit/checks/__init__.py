"""Checks: functions over a board's records that yield findings. They change nothing."""

from collections.abc import Callable, Iterable, Iterator

from toolkit.board.board import Board
from toolkit.checks.plan import actions, leads, references, timescales, whole_plan, wording
from toolkit.checks.scorecard import data_rows, indicators, parts, series, values, years
from toolkit.checks.workbook import branding, history, identities, reported_actions
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
    *reported_actions.CHECKS,
    *branding.CHECKS,
)


def run(board: Board, results: Results) -> Iterator[Finding]:
    """What the checks find, in their order, of the rules that hold on the as-at day."""
    for check in CHECKS:
        for finding in check(board, results):
            if finding.rule.edition.holds_on(results.as_at):
                yield finding
