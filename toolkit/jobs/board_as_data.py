"""A board as plain data for other programs: the JSON of `toolkit export`.

Dates are ISO, numbers are JSON numbers, what is missing is null. The figures are
raw and for internal use, unless they are asked for as they may be published.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.board.board import Board
from toolkit.board.plan import Action, Evidence, Measure, Outcome, Priority
from toolkit.board.scorecard import Datum, Indicator
from toolkit.board.settings import Settings
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Owner
from toolkit.measures.intervals import Estimate, Interval
from toolkit.measures.spc import Chart
from toolkit.publishing.published import Published
from toolkit.publishing.small_numbers import SYMBOL, small_numbers
from toolkit.results.results import Results, work_out
from toolkit.results.verdicts import Result
from toolkit.values import timescales
from toolkit.values.missing import Missing

SCHEMA_VERSION = 1
_NOT_PUBLISHED = "Not published."


def published_as_data(release: Published, as_at: date) -> dict[str, Any]:
    """The same with its small counts hidden, and every verdict worked out from what is left."""
    setting = small_numbers(release.board.settings)
    data = as_data(release.board, work_out(release.board, as_at))
    for indicator in data["indicators"]:
        _say_what_is_withheld(indicator, release.withheld)
    return {
        **data,
        "internal": False,
        "suppression": {
            "hidden_up_to": setting.highest_hidden,
            "rounded_to": setting.rounding,
            "symbol": SYMBOL,
            "note": release.note,
            "rows_hidden": release.hidden,
        },
    }


def _say_what_is_withheld(indicator: dict[str, Any], withheld: frozenset[tuple[str, str]]) -> None:
    """A series that is left out is not one that nobody supplied."""
    for place, area in enumerate(indicator["areas"]):
        if (indicator["code"], area["area"]) in withheld:
            _give_as_reason(area, _NOT_PUBLISHED)
            area["target"] = area["sentence"] = None
            if not place:
                indicator["reason"] = _NOT_PUBLISHED


def _give_as_reason(values: dict[str, Any], reason: str) -> None:
    for key, value in values.items():
        if isinstance(value, dict):
            _give_as_reason(value, reason)
        elif key == "reason":
            values[key] = reason


def as_data(board: Board, results: Results) -> dict[str, Any]:
    """The board and what was worked out of it, as dicts, lists, strings and numbers."""
    return {
        "schema_version": SCHEMA_VERSION,
        "internal": True,
        "workbook": board.workbook,
        "as_at": results.as_at.isoformat(),
        "settings": _settings(board.settings),
        "lists": {
            "leads": _records(board.leads),
            "ratings": _records(board.ratings),
            "areas": _records(board.areas),
            "evidence_codes": _records(board.evidence_codes),
            "abbreviations": _records(board.abbreviations),
            "words": _records(board.own_words),
        },
        "themes": _records(board.themes),
        "priorities": [_priority(board, results, priority) for priority in board.priorities],
        "updates": _records(board.updates),
        "indicators": _indicators(board, results),
        "targets": _records(board.period_targets),
        "steps": _records(board.steps),
        "remarks": _records(board.remarks),
        "budget": None,
        "attendance": None,
        "narrative": _records(board.narrative),
        "unplaced": _unplaced(board, results),
    }


def _plain(value: object) -> Any:
    match value:
        case Missing() | "":
            return None
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return list(value)
        case _:
            return value


def _record(record: Any) -> dict[str, Any]:
    """A record's fields under their names; where it was read from stays out."""
    names = {"source_text": "source"}
    return {
        names.get(field.name, field.name): _plain(getattr(record, field.name))
        for field in fields(record)
        if field.name not in ("source", "due_in_words")
    }


def _records(records: Iterable[Any]) -> list[dict[str, Any]]:
    return [_record(record) for record in records]


def _settings(settings: Settings) -> dict[str, Any]:
    values = {
        setting.key: _plain(getattr(settings, setting.key))
        for setting in SETTINGS.settings
        if setting.owner is Owner.STAFF
    }
    return {
        **values,
        "period_start": _plain(settings.first_day),
        "period_end": _plain(settings.last_day),
        "rating_scheme": settings.scheme.name,
    }


def _priority(board: Board, results: Results, priority: Priority) -> dict[str, Any]:
    record = _record(priority)
    sub_points = record.pop("sub_points")
    under: dict[str, Iterable[Evidence | Outcome | Measure]] = {
        "evidence": board.evidence,
        "outcomes": board.outcomes,
        "measures": board.measures,
    }
    return {
        **record,
        "on_front_list": priority.is_on_front_list,
        "sub_bullets": sub_points,
        **{
            name: _records(item for item in items if item.priority == priority.ref)
            for name, items in under.items()
        },
        "actions": [_action(action, results) for action in board.actions_of(priority)],
    }


def _action(action: Action, results: Results) -> dict[str, Any]:
    record = _record(action)
    proposal = results.proposals[action.key]
    words = timescales.parse(action.timescale)
    impact = (record.pop("impact_expected"), record.pop("how_we_will_know"))
    oversight = (record.pop("sub_group"), record.pop("report_to"))
    ratings = (record.pop("process_agreed"), record.pop("impact_agreed"))
    return {
        **record,
        "leads": [lead for lead in (action.lead, *action.other_leads) if lead],
        "due": _plain(action.first_due),
        "recurrence": words.times_a_year,
        "impact": {"expected": impact[0], "how_known": impact[1]},
        "oversight": {"sub_group": oversight[0], "report_to": oversight[1]},
        "process_rag": ratings[0],
        "impact_rag": ratings[1],
        "proposed_rag": _plain(proposal.rating),
        "reason": proposal.reason,
        "days_overdue": action.days_overdue(results.as_at),
    }


def _indicators(board: Board, results: Results) -> list[dict[str, Any]]:
    verdicts: dict[str, list[Result]] = defaultdict(list)
    for result in results.indicators:
        verdicts[result.indicator.code].append(result)
    periods = _readable_periods(results)
    rows: dict[str, list[Datum]] = defaultdict(list)
    for datum in board.data:
        if id(datum) in periods:
            rows[datum.indicator].append(datum)
    return [
        _indicator(indicator, verdicts[indicator.code], rows[indicator.code], periods)
        for indicator in board.indicators
    ]


def _readable_periods(results: Results) -> dict[int, str]:
    """The period in its standard words of each row of data that counts, by `id`."""
    return {
        id(choice.shown): str(period)
        for by_period in (*results.chosen.values(), *results.years.values())
        for period, choice in by_period.items()
    }


def _indicator(
    indicator: Indicator, verdicts: list[Result], rows: list[Datum], periods: Mapping[int, str]
) -> dict[str, Any]:
    record = _record(indicator)
    polarity = record.pop("good_is")
    first = verdicts[0] if verdicts else None
    return {
        **record,
        "polarity": polarity,
        "observations": [{**_record(datum), "period": periods[id(datum)]} for datum in rows],
        "rag": _plain(first.rag.rating) if first else None,
        "direction": first.direction.travel.value if first else None,
        "trend": first.trend.movement.value if first else None,
        "benchmark": {
            kind: {"period": str(item.period), "value": _plain(item.value)}
            for kind, item in (first.comparators if first else {}).items()
        },
        "reason": first.reason if first else None,
        "areas": [_area(result) for result in verdicts],
    }


def _area(result: Result) -> dict[str, Any]:
    latest = result.latest
    return {
        "area": result.area,
        "period": str(latest.period) if latest else None,
        "value": _plain(latest.value) if latest else None,
        "rag": _plain(result.rag.rating),
        "direction": result.direction.travel.value,
        "direction_long": result.direction_long.travel.value,
        "reason": result.reason,
        "target": _plain(result.aim.target),
        "benchmarks": {
            kind: {"standing": each.standing.value, "reason": each.reason}
            for kind, each in result.benchmarks.items()
        },
        "interval": _interval(result.estimate),
        "rank": {
            "position": result.rank.position,
            "among": result.rank.among,
            "quarter": _plain(result.rank.quartile),
            "reason": result.rank.reason,
        },
        "trend": {
            "movement": result.trend.movement.value,
            "travel": result.trend.travel.value,
            "chi_squared": _plain(result.trend.chi_squared),
            "reason": result.trend.reason,
        },
        "chart": _chart(result.chart),
        "year_to_date": {
            "value": _plain(result.year_to_date.value),
            "months": result.year_to_date.months,
            "reason": result.year_to_date.reason,
        },
        "sentence": _plain(result.sentence.text),
    }


def _interval(estimate: Estimate) -> dict[str, Any]:
    def ends(interval: Interval | None) -> list[Any] | None:
        return [_plain(interval.lower), _plain(interval.upper)] if interval else None

    return {
        "method": _plain(estimate.method),
        "at_95": ends(estimate.at_95),
        "at_998": ends(estimate.at_998),
        "reason": estimate.reason,
    }


def _chart(chart: Chart) -> dict[str, Any]:
    limits = chart.limits
    return {
        "variation": chart.variation.value,
        "assurance": chart.assurance.value,
        "average": float(limits.mean) if limits else None,
        "lower": float(limits.lower) if limits else None,
        "upper": float(limits.upper) if limits else None,
        "trial": chart.is_trial,
        "reason": chart.reason,
        "notes": list(chart.notes),
    }


def _unplaced(board: Board, results: Results) -> list[dict[str, Any]]:
    """What is under no priority, and data that could not be placed, so none is lost."""
    refs = {priority.ref for priority in board.priorities}
    periods = _readable_periods(results)

    def unplaced(kind: str, record: Any, values: dict[str, Any]) -> dict[str, Any]:
        cell = record.source.cell("value" if kind == "data" else "priority")
        return {"kind": kind, "cell": str(cell), **values}

    return [
        *(
            unplaced("action", action, _action(action, results))
            for action in board.actions
            if action.priority not in refs
        ),
        *(
            unplaced(kind, item, _record(item))
            for kind, items in (
                ("evidence", board.evidence),
                ("outcome", board.outcomes),
                ("measure", board.measures),
            )
            for item in items
            if item.priority not in refs
        ),
        *(
            unplaced("data", datum, _record(datum))
            for datum in board.data
            if id(datum) not in periods
        ),
    ]
