"""Boards with many rows of one thing, and with many flaws of one kind, to see how checks grow."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice

from toolkit.workbook.create import CellContent, Content

Row = dict[str, CellContent]
_SETTINGS: Mapping[str, CellContent] = {
    "board_name": "Ourshire Safeguarding Children Partnership",
    "period": "2026/27",
    "plan_title": "Business plan",
    "plan_status": "Approved",
    "as_at": date(2026, 10, 9),
    "rating_scheme": "Five colours",
}
_PLACES = ("North", "South", "East", "West", "Upper", "Lower", "Old", "New", "Great", "Little")
_QUARTERS = 20


def _content(**rows: list[Row]) -> Content:
    areas: list[Row] = [{"name": "Ourshire", "kind": "Our area"}]
    priorities: list[Row] = [{"id": "P-0001", "ref": "1", "title": "Topic", "on_front_list": "Yes"}]
    return Content(settings=_SETTINGS, rows={"Areas": areas, "Priorities": priorities} | rows)


def _name(number: int) -> str:
    """Names of posts that are like one another, as real ones are, and never the same."""
    digits = [_PLACES[int(digit)] for digit in str(number)]
    return f"Head of {' '.join(digits)} service"


def _action(number: int, /, **fields: CellContent) -> Row:
    usual: Row = {
        "id": f"A-{number:04}",
        "ref": f"1.{number + 1}",
        "priority": "1",
        "action": f"What will be done, number {number}",
        "lead": "Head of service",
        "due": date(2026, 12, 1 + number % 28),
        "status": "In progress",
        "progress": "Some of it is done.",
        "updated_on": date(2026, 9, 30),
    }
    return usual | fields


def _indicator(number: int, /, **fields: CellContent) -> Row:
    usual: Row = {
        "id": f"I-{number:04}",
        "code": f"X{number:04}",
        "title": f"Share of something, number {number}",
        "unit": "%",
        "good_is": "Higher",
        "frequency": "Quarter",
        "target": 80,
        "tolerance": 2,
        "tolerance_in": "Points",
    }
    return usual | fields


def _datum(indicator: int, quarter: int, /, **fields: CellContent) -> Row:
    year = 2026 - quarter // 4
    usual: Row = {
        "indicator": f"X{indicator:04}",
        "area": "Ourshire",
        "period": f"{year}/{(year + 1) % 100:02} Q{4 - quarter % 4}",
        "value": Decimal(700 + (indicator * 7 + quarter * 13) % 200) / 10,
        "numerator": 700 + quarter,
        "denominator": 1000,
        "status": "Final",
        "received": date(2026, 4, 1),
    }
    return usual | fields


_LEAD: Row = {"name": "Head of service", "kind": "Post"}


def _actions(count: int) -> Content:
    return _content(Leads=[_LEAD], Plan=[_action(n) for n in range(count)])


def _unknown_leads(count: int) -> Content:
    leads: list[Row] = [{"name": _name(n), "kind": "Post"} for n in range(count)]
    plan = [_action(n, lead=f"Hed of {_name(n)}") for n in range(count)]
    return _content(Leads=leads, Plan=plan)


def _unknown_priorities(count: int) -> Content:
    listed: list[Row] = [
        {"id": f"P-{n:04}", "ref": f"{n}", "title": _name(n), "on_front_list": "Yes"}
        for n in range(1, count + 1)
    ]
    return _content(
        Leads=[_LEAD], Priorities=listed, Plan=[_action(n, priority=f"Q{n}") for n in range(count)]
    )


def _actions_alike(count: int) -> Content:
    return _content(Leads=[_LEAD], Plan=[_action(1) for _ in range(count)])


def _long_cells(count: int) -> Content:
    lines = "\n".join(f"{n}. Do this by Q{n % 4 + 1} (CSPR) with the LADO" for n in range(count))
    row = _action(1, tasks=lines, method=lines, objective=lines, timescale=lines, due=None)
    return _content(Leads=[_LEAD], Plan=[row])


def _timescales(count: int) -> Content:
    words = ("3 months", "3months", "by bi-annual review {}", "ongoing", "End of July", "Phase {}")
    plan = [
        _action(n, due=None, timescale=words[n % len(words)].format(n), ref="")
        for n in range(count)
    ]
    return _content(Leads=[_LEAD], Plan=plan)


def _short_forms(count: int) -> Content:
    short = [
        f"{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676)}" for n in range(count)
    ]
    listed: list[Row] = [{"short": word, "long": f"Words {n}"} for n, word in enumerate(short)]
    plan = [_action(n, action=f"Review {word}Q with {word}") for n, word in enumerate(short)]
    return _content(Leads=[_LEAD], Abbreviations=listed, Plan=plan)


def _words(count: int) -> Content:
    words: list[Row] = [{"term": f"term {n}", "word": f"word {n}"} for n in range(count)]
    return _content(Leads=[_LEAD], Words=words)


def _updates_of_one(count: int) -> Content:
    updates: list[Row] = [
        {"action": "A-0001", "period": "2026/27 Q2", "process": "Green", "progress": f"Word {n}",
         "updated_on": date(2026, 9, 30), "new_date": date(2027, 1, 1)}
        for n in range(count)
    ]  # fmt: skip
    return _content(Leads=[_LEAD], Plan=[_action(1)], Updates=updates)


def _updates_of_none(count: int) -> Content:
    updates: list[Row] = [{"action": f"B-{n:04}", "period": "2026/27 Q2"} for n in range(count)]
    return _content(Leads=[_LEAD], Plan=[_action(n) for n in range(count)], Updates=updates)


def _priorities(count: int) -> Content:
    listed: list[Row] = [
        {"id": f"P-{n:04}", "ref": f"{n}", "title": _name(n), "sub_points": "One\nTwo\nThree",
         "front_title": "Work, including homes, schools and health", "theme": f"Theme {n}"}
        for n in range(count)
    ]  # fmt: skip
    themes: list[Row] = [
        {"id": f"T-{n:04}", "ref": f"{n}", "title": f"Theme {n}"} for n in range(count)
    ]
    return _content(Leads=[_LEAD], Priorities=listed, Themes=themes)


def _lists(count: int) -> Content:
    kept: list[Row] = [{"id": f"E-{n:04}", "priority": "1", "text": _name(n)} for n in range(count)]
    outcomes: list[Row] = [
        {"id": f"O-{n:04}", "priority": f"{n}", "ref": f"1.{n}", "outcome": _name(n)}
        for n in range(count)
    ]
    measures: list[Row] = [
        {"id": f"M-{n:04}", "priority": "1", "measure": _name(n), "indicator": f"Y{n}",
         "evidence_kind": f"Q{n}"}
        for n in range(count)
    ]  # fmt: skip
    return _content(Leads=[_LEAD], Evidence=kept, Outcomes=outcomes, Measures=measures)


def _indicators(count: int) -> Content:
    return _content(Indicators=[_indicator(n) for n in range(count)])


def _indicators_alike(count: int) -> Content:
    return _content(
        Indicators=[_indicator(1) for _ in range(count)],
        Data=[_datum(1, n % _QUARTERS) for n in range(count)],
    )


def _parts(count: int) -> Content:
    half = count // 2
    parts = [_indicator(n, part_of="X0000" if n else None, unit="Count") for n in range(half)]
    return _content(Indicators=parts, Data=[_datum(n, 0) for n in range(half)])


def _parts_of_parts(count: int) -> Content:
    half = count // 2
    parts = [_indicator(n, part_of=f"X{n + 1:04}", unit="Count") for n in range(half)]
    return _content(Indicators=parts, Data=[_datum(n, 0) for n in range(half)])


def _targets(count: int) -> Content:
    targets: list[Row] = [
        {"indicator": "X0001", "period": _datum(1, n)["period"], "target": 80} for n in range(count)
    ]
    return _content(
        Indicators=[_indicator(1)], Targets=targets, Data=[_datum(1, n) for n in range(_QUARTERS)]
    )


def _breaks(count: int) -> Content:
    breaks: list[Row] = [
        {"indicator": "X0001", "area": "Ourshire", "first": _datum(1, n)["period"], "reason": "New"}
        for n in range(count // 2)
    ]
    return _content(
        Indicators=[_indicator(1)], Breaks=breaks, Data=[_datum(1, n) for n in range(count // 2)]
    )


def _data(count: int) -> Content:
    measures = max(count // _QUARTERS, 1)
    return _content(
        Indicators=[_indicator(n) for n in range(measures)],
        Data=[_datum(n // _QUARTERS, n % _QUARTERS) for n in range(count)],
    )


def _one_series(count: int) -> Content:
    return _content(Indicators=[_indicator(1)], Data=[_datum(1, n) for n in range(count)])


def _years_beside_quarters(count: int) -> Content:
    rows = [_datum(1, n) for n in range(count)]
    years = [row | {"period": str(row["period"])[:7]} for row in islice(rows, 0, None, 4)]
    return _content(Indicators=[_indicator(1, adds_up="Sum of parts")], Data=[*rows, *years])


def _same_period(count: int) -> Content:
    rows = [_datum(1, 0, version=str(n), supersedes="Provisional") for n in range(count)]
    return _content(Indicators=[_indicator(1)], Data=rows)


def _unknown_indicators(count: int) -> Content:
    half = count // 2
    return _content(
        Indicators=[_indicator(n) for n in range(half)],
        Data=[_datum(n, 0, indicator=f"Z{n:04}", area=f"Area {n}") for n in range(half)],
    )


def _areas(count: int) -> Content:
    areas: list[Row] = [
        {"name": f"Area {n}", "kind": "Neighbours" if n else "Our area"} for n in range(count)
    ]
    return _content(
        Areas=areas,
        Indicators=[_indicator(1)],
        Data=[_datum(1, 0, area=f"Area {n}") for n in range(count)],
    )


def _unreadable(count: int) -> Content:
    return _content(
        Indicators=[_indicator(1, target="eighty", unit="procent")],
        Data=[_datum(1, n, value=f"some {n}", status=f"Fynal {n}", period=f"when {n}")
              for n in range(count)],
    )  # fmt: skip


def _history(count: int) -> Content:
    history: list[Row] = [
        {"period": f"Closing {n}", "closed_on": date(2026, 7, 1), "kind": "Value",
         "record": "I-0001", "name": "X0001", "area": "Ourshire", "reported": "1",
         "data_period": _datum(1, n)["period"], "documents": "A.docx"}
        for n in range(count)
    ]  # fmt: skip
    return _content(
        Indicators=[_indicator(1)], Data=[_datum(1, n) for n in range(_QUARTERS)], History=history
    )


def _due_dates(count: int) -> Content:
    history: list[Row] = [
        {"period": f"Closing {n}", "closed_on": date(2026, 7, 1), "kind": "Due date",
         "record": f"A-{n:04}", "name": f"1.{n}", "reported": "1 May 2026"}
        for n in range(count)
    ]  # fmt: skip
    return _content(Leads=[_LEAD], Plan=[_action(n) for n in range(count)], History=history)


def _narrative(count: int) -> Content:
    blocks: list[Row] = [
        {"place": "Introduction", "style": "Paragraph", "text": f"What is so, {n}"}
        for n in range(count)
    ]
    return _content(Narrative=blocks)


KINDS: Mapping[str, Callable[[int], Content]] = {
    kind.__name__.strip("_").replace("_", " "): kind
    for kind in (
        _actions,
        _unknown_leads,
        _unknown_priorities,
        _actions_alike,
        _long_cells,
        _timescales,
        _short_forms,
        _words,
        _updates_of_one,
        _updates_of_none,
        _priorities,
        _lists,
        _indicators,
        _indicators_alike,
        _parts,
        _parts_of_parts,
        _targets,
        _breaks,
        _data,
        _one_series,
        _years_beside_quarters,
        _same_period,
        _unknown_indicators,
        _areas,
        _unreadable,
        _history,
        _due_dates,
        _narrative,
    )
}
"""Boards by what they have much of: a count of it, which is about one of rows."""
