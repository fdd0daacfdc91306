"""What was reported before against what the workbook says now."""

from collections.abc import Iterator
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.results.history import first_reports, last_reports
from toolkit.results.observations import observation_of
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.missing import known, plain
from toolkit.values.text import day_in_words

DUE_DATE_CHANGED = Rule(
    "PLAN-017",
    Severity.ERROR,
    "The due date of action {action} has changed since {period} was closed, when it was {date}.",
    'Put that date back, and type the new one under "Revised due".',
)
REVISED_WITHOUT_REASON = Rule(
    "PLAN-018",
    Severity.WARNING,
    "Action {action} has a revised due date, but does not say why it moved or who agreed it.",
    'Write both under "Reason, agreed by".',
)
CORRECTED_SINCE = Rule(
    "DATA-003",
    Severity.NOTE,
    "{indicator} for {period} was reported as {reported} {where}, and is now {shown}.",
    "No change is needed here; mention it in the next paper if it matters.",
)


def due_date_changed(board: Board, results: Results) -> Iterator[Finding]:
    """A due date that differs from the one in the approved plan."""
    baseline = first_reports(board, choices.DUE_DATE)
    for action in board.actions:
        report = baseline.get(action.id) if action.id else None
        due = action.first_due
        if report and (due is None or day_in_words(due) != report.reported):
            yield DUE_DATE_CHANGED.at(
                action.source.cell("due"),
                action=action.name,
                date=report.reported,
                period=report.period,
            )


def revised_without_reason(board: Board, results: Results) -> Iterator[Finding]:
    """A revised date in an approved plan without a reason and who agreed it."""
    if board.settings.plan_status != "Approved":
        return
    for action in board.actions:
        if known(action.revised_due) and not action.revision and action.source.has("revision"):
            yield REVISED_WITHOUT_REASON.at(action.source.cell("revision"), action=action.name)


def corrected_since(board: Board, results: Results) -> Iterator[Finding]:
    """A value that differs from what a closed period reported of it."""
    reports = last_reports(board)
    if not reports:
        return
    ids = {indicator.code: indicator.id for indicator in board.indicators}
    for (code, area), by_period in results.chosen.items():
        for item in (observation_of(period, choice) for period, choice in by_period.items()):
            key = (choices.VALUE, ids.get(code, ""), area, str(item.period))
            report = reports.get(key)
            shown = plain(item.value) if isinstance(item.value, Decimal) else item.value.value
            if report and shown != report.reported:
                yield CORRECTED_SINCE.at(
                    item.datum.source.cell("value"),
                    indicator=code,
                    period=str(item.period),
                    reported=report.reported,
                    shown=shown,
                    where=f"in {', '.join(report.documents)}"
                    if report.documents
                    else f'when "{report.period}" was closed',
                )


CHECKS = (due_date_changed, revised_without_reason, corrected_since)
