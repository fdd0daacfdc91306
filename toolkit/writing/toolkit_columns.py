"""What the toolkit writes into its own columns and sheets. Pure: values, no cells.

`scorecard_columns` says what it writes on Scorecard.

Keys are those of the columns in `toolkit.layout`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.measures.process import due_soon, lacks_update, last_update
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Cell
from toolkit.results.expected_figures import expected
from toolkit.results.history import last_ratings
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding, Severity, count_by_severity, in_cells

Content = str | date | Decimal | int | None
Values = dict[str, Content]


def plan_rows(board: Board, results: Results, findings: Iterable[Finding]) -> dict[int, Values]:
    """The grey columns of the Plan sheet, by row."""
    codes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for place, finding in in_cells(findings):
        row = codes[place.sheet, place.row]
        if finding.rule.code not in row:
            row.append(finding.rule.code)
    ratings = last_ratings(board)
    return {
        action.source.row: _plan_row(
            action, results, codes[action.source.sheet, action.source.row], ratings
        )
        for action in board.actions
    }


def _plan_row(
    action: Action, results: Results, codes: list[str], last_ratings: Mapping[str, str]
) -> Values:
    proposal = results.proposals[action.key]
    return {
        "next_due": action.due_now if action.is_open else None,
        "days_overdue": action.days_overdue(results.as_at) or None,
        "proposed_rating": proposal.rating,
        "why": proposal.reason,
        "last_rating": last_ratings.get(action.id, ""),
        "findings": ", ".join(codes),
        "agreement": results.agreed[action.key].state,
        "status_read": action.status,
        "last_update": last_update(action, results.updates.get(action.id)),
    }


def findings_rows(findings: Iterable[Finding]) -> list[Values]:
    """The rows of the Findings sheet; `cell` is the place its link leads to."""
    return [
        {
            "severity": finding.rule.severity.word.capitalize(),
            "sheet": place.sheet,
            "cell": f"'{place.sheet}'!{place.cell or 'A1'}",
            "code": finding.rule.code,
            "message": finding.message,
            "how_to_fix": finding.how_to_fix,
        }
        for place, finding in in_cells(findings)
    ]


_REFERENCE = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_CODE = re.compile(r"[A-Z]{2,}-\d{3}")
_SEVERITIES = frozenset(severity.word.capitalize() for severity in Severity)


def is_finding(cells: Mapping[str, Cell]) -> bool:
    """Whether a row of the Findings sheet reads like one that the toolkit wrote."""
    shown = {key: text_of(cell) for key, cell in cells.items()}
    return (
        shown.get("severity", "Error") in _SEVERITIES
        and _CODE.fullmatch(shown.get("code", "ID-001")) is not None
        and _REFERENCE.fullmatch(shown.get("cell", "A1")) is not None
    )


_DAY = r"\d{1,2} \w+ \d{4}"
_OF_A_PERIOD = re.compile(rf"(–|(.+: )?(Received|Late|Due {_DAY})|[0-3] of 3(, [1-3] late)?)")


def is_expected(cells: Mapping[str, Cell]) -> bool:
    """Whether a row of the sheet Figures expected reads like one that the toolkit wrote."""
    return all(
        _OF_A_PERIOD.fullmatch(text_of(cell)) is not None
        for key, cell in cells.items()
        if key == "year" or key.startswith("quarter_")
    )


def expected_rows(board: Board, results: Results) -> list[Values]:
    """The rows of the sheet of figures expected."""
    return [
        {
            "owner": each.indicator.owner or "No owner named",
            "code": each.indicator.code,
            "title": each.indicator.title,
            "frequency": each.indicator.frequency,
            **{f"quarter_{number}": word or "–" for number, word in enumerate(each.quarters, 1)},
            "year": each.year or "–",
            "next_due": each.next_due,
        }
        for each in expected(board, results.indicators, results.as_at)
    ]


def home_counts(board: Board, results: Results, findings: Iterable[Finding]) -> Mapping[str, int]:
    """The figures on Home after an update, by the keys of its counts."""
    severities = count_by_severity(findings)
    as_at = results.as_at
    open_actions = [action for action in board.actions if action.is_open]
    return {
        "errors": severities[Severity.ERROR.word],
        "warnings": severities[Severity.WARNING.word],
        "overdue": sum(action.days_overdue(as_at) > 0 for action in open_actions),
        "due_soon": sum(due_soon(action, as_at) for action in open_actions),
        "updates_missing": sum(
            lacks_update(action, results.updates.get(action.id), as_at) for action in board.actions
        ),
        "indicators_red": sum(result.rag.rating == choices.RED for result in results.indicators),
        "figures_late": sum(bool(result.out_of_date) for result in results.indicators),
        "not_yet_agreed": sum(bool(each.state) for each in results.agreed.values()),
        "rows_changed": 0,
    }
