"""A board as plain data for other programs: the JSON of `toolkit export`.

Dates are ISO, numbers are JSON numbers, what is missing is null. The figures are
raw and for internal use: nothing is suppressed.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit import timescales
from toolkit.board import Board, Settings
from toolkit.layout.board_sheets import SETTINGS
from toolkit.plan import Action, Priority
from toolkit.results import Result, Results, observations_of
from toolkit.scorecard import Datum, Indicator
from toolkit.values import Missing, known

SCHEMA_VERSION = 1


def export(board: Board, results: Results) -> dict[str, Any]:
    """The board and what was worked out of it, as dicts, lists, strings and numbers."""
    return {
        "schema_version": SCHEMA_VERSION,
        "internal": True,
        "workbook": board.workbook,
        "as_at": results.as_at.isoformat(),
        "settings": _settings(board.settings),
        "themes": [
            {"id": theme.id, "ref": theme.ref, "title": theme.title} for theme in board.themes
        ],
        "priorities": [_priority(board, results, priority) for priority in board.priorities],
        "indicators": _indicators(board, results),
        "budget": None,
        "attendance": None,
        "narrative": [
            {"place": block.place, "style": block.style, "text": block.text}
            for block in board.narrative
        ],
        "unplaced": _unplaced(board, results),
    }


def _plain(value: object) -> Any:
    match value:
        case Missing():
            return None
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return list(value)
        case "":
            return None
        case _:
            return value


def _settings(settings: Settings) -> dict[str, Any]:
    values = {setting.key: _plain(getattr(settings, setting.key)) for setting in SETTINGS.settings}
    return {
        **values,
        "period_start": _plain(settings.first_day),
        "period_end": _plain(settings.last_day),
        "rating_scheme": settings.scheme.name,
    }


def _priority(board: Board, results: Results, priority: Priority) -> dict[str, Any]:
    return {
        "id": priority.id,
        "ref": priority.ref,
        "title": priority.title,
        "front_title": _plain(priority.front_title),
        "on_front_list": priority.on_front_list != "No",
        "theme": _plain(priority.theme),
        "sub_bullets": list(priority.sub_points),
        "evidence": [
            {
                "id": item.id,
                "text": item.text,
                "figure": _plain(item.figure),
                "figure_date": _plain(item.figure_date),
                "source": _plain(item.source_text),
            }
            for item in board.evidence
            if item.priority == priority.ref
        ],
        "outcomes": [
            {
                "id": item.id,
                "ref": _plain(item.ref),
                "outcome": item.outcome,
                "progress": list(item.progress),
                "progress_date": _plain(item.progress_date),
            }
            for item in board.outcomes
            if item.priority == priority.ref
        ],
        "measures": [
            {
                "id": item.id,
                "measure": item.measure,
                "indicator": _plain(item.indicator),
                "evidence_kind": _plain(item.evidence_kind),
            }
            for item in board.measures
            if item.priority == priority.ref
        ],
        "actions": [_action(action, results) for action in board.actions_of(priority)],
    }


def _action(action: Action, results: Results) -> dict[str, Any]:
    proposal = results.proposals[action.key]
    words = timescales.parse(action.timescale)
    return {
        "id": _plain(action.id),
        "ref": _plain(action.ref),
        "objective": list(action.objective),
        "action": _plain(action.action),
        "tasks": list(action.tasks),
        "method": list(action.method),
        "leads": [action.lead, *action.other_leads] if action.lead else [*action.other_leads],
        "timescale": _plain(action.timescale),
        "start": _plain(action.start),
        "due": _plain(action.due) or _plain(words.due),
        "revised_due": _plain(action.revised_due),
        "recurrence": words.times_a_year,
        "resources": _plain(action.resources),
        "impact": {
            "expected": list(action.impact_expected),
            "how_known": list(action.how_we_will_know),
        },
        "oversight": {
            "sub_group": _plain(action.sub_group),
            "report_to": _plain(action.report_to),
        },
        "status": _plain(action.status),
        "completed_on": _plain(action.completed_on),
        "progress": _plain(action.progress),
        "corrective_action": _plain(action.corrective_action),
        "evidence": _plain(action.evidence),
        "process_rag": _plain(action.process_agreed),
        "impact_rag": _plain(action.impact_agreed),
        "proposed_rag": _plain(proposal.rating),
        "reason": proposal.reason,
        "days_overdue": action.days_overdue(results.as_at),
    }


def _indicators(board: Board, results: Results) -> list[dict[str, Any]]:
    verdicts: dict[str, list[Result]] = defaultdict(list)
    for result in results.indicators:
        verdicts[result.indicator.code].append(result)
    readable = {
        id(item.datum): str(item.period)
        for series in observations_of(board).values()
        for item in series
    }
    rows: dict[str, list[Datum]] = defaultdict(list)
    for datum in board.data:
        if id(datum) in readable:
            rows[datum.indicator].append(datum)
    return [
        _indicator(indicator, verdicts[indicator.code], rows[indicator.code], readable)
        for indicator in board.indicators
    ]


def _indicator(
    indicator: Indicator, verdicts: list[Result], rows: list[Datum], periods: dict[int, str]
) -> dict[str, Any]:
    first = verdicts[0] if verdicts else None
    return {
        "id": indicator.id,
        "code": indicator.code,
        "title": indicator.title,
        "theme": _plain(indicator.theme),
        "unit": _plain(indicator.unit),
        "polarity": _plain(indicator.good_is),
        "frequency": _plain(indicator.frequency),
        "target": _plain(indicator.target),
        "floor": _plain(indicator.floor),
        "tolerance": _plain(indicator.tolerance),
        "tolerance_in": _plain(indicator.tolerance_in),
        "observations": [
            {
                "period": periods[id(datum)],
                "area": datum.area,
                "value": _plain(datum.value),
                "numerator": _plain(datum.numerator),
                "denominator": _plain(datum.denominator),
                "status": datum.status,
                "source": _plain(datum.source_text),
                "supersedes": _plain(datum.supersedes),
            }
            for datum in rows
        ],
        "rag": _plain(first.rag.rating) if first else None,
        "direction": first.direction.travel.value if first else None,
        "trend": None,
        "benchmark": {
            kind: {"period": str(item.period), "value": _plain(known(item.value))}
            for kind, item in (first.comparators if first else {}).items()
        },
        "reason": first.reason if first else None,
        "areas": [
            {
                "area": result.area,
                "period": str(result.latest.period) if result.latest else None,
                "value": _plain(known(result.latest.value)) if result.latest else None,
                "rag": _plain(result.rag.rating),
                "direction": result.direction.travel.value,
                "direction_long": result.direction_long.travel.value,
                "reason": result.reason,
            }
            for result in verdicts
        ],
    }


def _unplaced(board: Board, results: Results) -> list[dict[str, Any]]:
    """Actions under no priority and data that no reader could place, so none is lost."""
    refs = {priority.ref for priority in board.priorities}
    actions = [
        {"kind": "action", "cell": str(action.source.cell("ref")), **_action(action, results)}
        for action in board.actions
        if action.priority not in refs
    ]
    placed = {id(item.datum) for series in observations_of(board).values() for item in series}
    data = [
        {
            "kind": "data",
            "cell": str(datum.source.cell("value")),
            "indicator": _plain(datum.indicator),
            "area": _plain(datum.area),
            "period": _plain(datum.period),
            "value": _plain(datum.value),
        }
        for datum in board.data
        if id(datum) not in placed
    ]
    return [*actions, *data]
