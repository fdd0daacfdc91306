"""The JSON of a board: its keys are a contract, and nothing a person typed is left out."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import AS_AT, action, board, check, datum, indicator, place_of
from toolkit.jobs.board_as_data import SCHEMA_VERSION, as_data, published_as_data
from toolkit.layout.board import BOARD
from toolkit.layout.schema import Kind, Owner
from toolkit.publishing.publish import publish
from toolkit.workbook.create import Content
from tools.example import example_content

KEYS: Mapping[str, set[str]] = {
    "": {"schema_version", "settings", "themes", "priorities", "indicators", "budget"}
    | {"attendance", "narrative", "unplaced"},
    "priorities": {"id", "ref", "title", "theme", "sub_bullets", "evidence", "outcomes"}
    | {"measures", "actions"},
    "actions": {"id", "ref", "objective", "action", "method", "leads", "timescale", "due"}
    | {"recurrence", "resources", "impact", "oversight", "status", "process_rag", "impact_rag"}
    | {"proposed_rag", "reason"},
    "indicators": {"id", "code", "title", "unit", "polarity", "target", "tolerance"}
    | {"observations", "rag", "direction", "trend", "benchmark", "reason"},
    "observations": {"period", "area", "value", "numerator", "denominator", "status", "source"}
    | {"supersedes"},
}


def exported(content: Content) -> Any:
    checked = check(content)
    return json.loads(json.dumps(as_data(checked.board, checked.results), allow_nan=False))


def the_action(**fields: Any) -> Any:
    (priority,) = exported(board([action(**fields)]))["priorities"]
    (found,) = priority["actions"]
    return found


def the_indicator(*data: Any, **fields: Any) -> Any:
    (found,) = exported(board(Indicators=[indicator(**fields)], Data=data))["indicators"]
    return found


@pytest.fixture(scope="module")
def example() -> Any:
    return exported(example_content())


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


ROWS: Mapping[str, dict[str, Any]] = {
    "Themes": {"id": "T-0001", "ref": "A", "title": "Children"},
    "Priorities": {"id": "P-0001", "ref": "1", "title": "Neglect", "on_front_list": "Yes"},
    "Evidence": {"priority": "1", "text": "Drift."},
    "Outcomes": {"priority": "1", "outcome": "Named early."},
    "Measures": {"priority": "1", "measure": "Fewer second plans"},
    "Plan": action(),
    "Updates": {"action": "A-0001", "updated_on": AS_AT},
    "Indicators": indicator(),
    "Data": datum(),
    "Narrative": {"place": "Plan introduction", "text": "This plan."},
}


# The contract


def test_every_promised_key_is_there(example: Any) -> None:
    priority, indicator_ = example["priorities"][0], example["indicators"][0]
    found = {
        "": example,
        "priorities": priority,
        "actions": priority["actions"][0],
        "indicators": indicator_,
        "observations": indicator_["observations"][0],
    }
    for name, keys in KEYS.items():
        assert keys <= set(found[name]), name
    assert example["schema_version"] == SCHEMA_VERSION == 1


def test_it_is_marked_internal_and_dated(example: Any) -> None:
    assert example["internal"] is True
    assert example["as_at"] == "2026-10-09"


def test_an_empty_board_exports_too() -> None:
    found = exported(Content())
    assert (found["priorities"], found["indicators"], found["unplaced"]) == ([], [], [])


def test_dates_are_iso_and_numbers_are_numbers() -> None:
    settings = exported(board())["settings"]
    assert (settings["as_at"], settings["period_end"]) == ("2026-10-09", "2027-03-31")
    found = the_action(completed_on=AS_AT, status="Complete", revised_due=date(2027, 1, 8))
    assert found["start"] == "2026-04-06"
    assert (found["due"], found["revised_due"]) == ("2026-12-18", "2027-01-08")
    assert found["completed_on"] == "2026-10-09"
    (observation,) = the_indicator(datum(value=Decimal("24.7"), numerator=41))["observations"]
    assert (observation["value"], observation["numerator"]) == (24.7, 41)


def test_no_date_is_written_in_another_way(example: Any) -> None:
    keys = ("due", "start", "revised_due", "completed_on")
    dates = [row[key] for p in example["priorities"] for row in p["actions"] for key in keys]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in dates if day)


def test_what_is_missing_is_null_and_never_zero_or_empty(example: Any) -> None:
    assert "" not in list(leaves(example))
    found = the_action(resources="", revised_due=None)
    assert (found["resources"], found["revised_due"], found["recurrence"]) == (None, None, None)
    (observation,) = the_indicator(datum(value=None, status="Suppressed"))["observations"]
    assert (observation["value"], observation["status"]) == (None, "Suppressed")


# Actions and indicators


def test_an_action_carries_its_rating_and_the_reason() -> None:
    found = the_action(due=date(2026, 10, 8), process_agreed="Red", impact_agreed="Grey")
    assert (found["process_rag"], found["impact_rag"]) == ("Red", "Grey")
    assert (found["proposed_rag"], found["days_overdue"]) == ("Red", 1)
    assert found["reason"] == "Due 8 October 2026, 1 day overdue."


def test_all_its_leads_are_in_one_list() -> None:
    found = the_action(other_leads="Head of Early Help\nNamed Midwife")
    assert found["leads"] == ["Head of Safeguarding", "Head of Early Help", "Named Midwife"]
    assert the_action(lead="", other_leads="")["leads"] == []


@pytest.mark.parametrize(
    ("words", "times"), [("Quarterly", 4), ("Monthly", 12), ("By the end of term", None)]
)
def test_words_that_recur_are_counted_by_the_year(words: str, times: int | None) -> None:
    found = the_action(due=None, timescale=words)
    assert (found["timescale"], found["due"], found["recurrence"]) == (words, None, times)


def test_an_indicator_carries_its_verdicts_and_comparators() -> None:
    england = datum(area="England", value=24)
    found = the_indicator(datum(), datum(period="2026/27 Q2", value=19), england)
    assert (found["rag"], found["direction"], found["polarity"]) == ("Green", "better", "Lower")
    assert found["benchmark"] == {"England": {"period": "2026/27 Q1", "value": 24}}
    assert "19 meets the target of 20" in found["reason"]
    assert len(found["observations"]) == 3


def test_periods_are_written_alike_however_they_were_typed() -> None:
    found = the_indicator(datum(period="Q1 2026-27"))
    assert [item["period"] for item in found["observations"]] == ["2026/27 Q1"]


def test_an_export_to_be_published_hides_small_counts_and_says_so() -> None:
    rows = [datum(value=23, period="2025/26 Q4"), datum(value=3, note="Three of one school")]
    content = board(Indicators=[indicator(unit="Number", target=2)], Data=rows)
    found = published_as_data(publish(check(content).board), AS_AT)
    assert found["internal"] is False
    assert found["suppression"]["note"].startswith("c: not shown, because it is a count of 1 to 4")
    (only,) = found["indicators"]
    told = [(row["value"], row["status"], row["note"]) for row in only["observations"]]
    assert told == [(23, "Final", None), (None, "Suppressed", None)]
    assert only["rag"] is None
    assert only["areas"][0]["sentence"] == "There is no figure: it is suppressed."


def test_every_verdict_is_exported_with_its_reason(example: Any) -> None:
    for row in (area for item in example["indicators"] for area in item["areas"]):
        for verdict in ("rank", "trend", "chart", "year_to_date", "interval"):
            assert row[verdict]["reason"].endswith("."), (row["area"], verdict)
        assert all(each["reason"] for each in row["benchmarks"].values())
    (annual,) = (item for item in example["indicators"] if item["code"] == "HE01")
    (area,) = annual["areas"]
    assert (area["rank"]["position"], area["rank"]["quarter"]) == (4, "C")
    assert area["trend"]["movement"] == annual["trend"] == "decreasing"
    assert area["benchmarks"]["England"]["standing"] == "worse"
    assert area["chart"]["lower"] < area["chart"]["average"] < area["chart"]["upper"]


# Nothing is lost


def test_an_action_under_no_priority_is_unplaced() -> None:
    found = exported(board([action(), action(id="A-0002", ref="9.1", priority="9")]))
    (unplaced,) = found["unplaced"]
    assert (unplaced["kind"], unplaced["id"], unplaced["ref"]) == ("action", "A-0002", "9.1")
    assert unplaced["cell"] == f"[board.xlsx]Plan!{place_of('Plan', 'priority', 5)}"
    assert [row["id"] for p in found["priorities"] for row in p["actions"]] == ["A-0001"]


@pytest.mark.parametrize(
    "stray",
    [{"period": "spring"}, {"indicator": "CP66"}, {"indicator": ""}],
    ids=["period", "indicator", "no indicator"],
)
def test_a_figure_no_reader_can_place_is_unplaced(stray: Any) -> None:
    found = exported(board(Indicators=[indicator()], Data=[datum(), datum(value=40, **stray)]))
    (unplaced,) = found["unplaced"]
    assert (unplaced["kind"], unplaced["value"]) == ("data", 40)
    assert unplaced["cell"] == "[board.xlsx]Data!D5"


def test_a_figure_that_appears_twice_is_not_lost() -> None:
    found = exported(board(Indicators=[indicator()], Data=[datum(value=30), datum(value=40)]))
    assert [item["value"] for item in found["indicators"][0]["observations"]] == [40]
    assert [item["value"] for item in found["unplaced"]] == [30]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("Evidence", {"text": "Three of five audits found drift."}),
        ("Outcomes", {"outcome": "Neglect is named early."}),
        ("Measures", {"measure": "Fewer second plans"}),
    ],
)
def test_what_is_under_no_priority_is_not_lost(table: str, row: Any) -> None:
    found = exported(board(**{table: [row | {"priority": "9"}]}))
    assert next(iter(row.values())) in list(leaves(found))


@pytest.mark.parametrize("name", ROWS)
def test_every_text_a_person_typed_is_exported(name: str) -> None:
    columns = [
        column
        for column in BOARD.tables[name].columns
        if column.owner is Owner.STAFF and column.kind in (Kind.TEXT, Kind.LINES)
    ]
    words = {
        column.key: f"Quillwort {column.heading}"
        for column in columns
        if column.key not in ("ref", "code")
    }
    rows = {**ROWS, name: ROWS[name] | words}
    plan = rows.pop("Plan")
    found = exported(board([plan], **{table: [row] for table, row in rows.items()}))
    assert sorted(set(words.values()) - set(leaves(found))) == []
