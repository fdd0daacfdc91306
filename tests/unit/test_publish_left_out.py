"""What stays out of a published board: by its own word, or because nobody can tell whose it is."""

import json
from typing import Any

import pytest

from tests.builders import AS_AT, action, board, check, datum, indicator
from toolkit.jobs.board_as_data import published_as_data
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    {"name": "East", "kind": "Part of our area"},
    {"name": "England", "kind": "England"},
)
NUMBER = {"unit": "Number", "target": None}


def published(*data: Any, **tables: Any) -> Published:
    content = board(**{"Indicators": [indicator(**NUMBER)], "Areas": AREAS, **tables}, Data=data)
    return publish(check(content).board)


def exported(found: Published) -> Any:
    return json.loads(json.dumps(published_as_data(found, AS_AT)))


def remark(**fields: Any) -> dict[str, Any]:
    return {"code": "CP06", "area": "Ourshire", "publish": "No", **fields}


@pytest.mark.parametrize("word", ["N", "no.", "FALSE", "not yet"])
def test_a_word_under_publish_that_cannot_be_read_counts_as_no_and_is_named(word: str) -> None:
    typed = remark(publish=word)
    found = published(datum(value=20), Scorecard=[typed])
    assert found.board.data == ()
    (told,) = found.notes
    assert told.startswith("[board.xlsx]Scorecard!")


@pytest.mark.parametrize("word", ["Yes", "yes ", ""])
def test_another_word_under_publish_leaves_nothing_out(word: str) -> None:
    found = published(datum(value=20), Scorecard=[remark(publish=word)])
    assert len(found.board.data) == 1
    assert found.notes == ()


def test_remarks_are_published_where_their_figures_are() -> None:
    kept = remark(publish="Yes", commentary="On course")
    withheld = remark(area="East", commentary="Not yet agreed")
    found = published(datum(value=20), datum(area="East", value=20), Scorecard=[kept, withheld])
    assert [item.commentary for item in found.board.remarks] == ["On course"]


@pytest.mark.parametrize("key", [{"code": "cp06"}, {"area": "OURSHIRE"}, {"area": "Our shire"}])
def test_a_no_counts_whatever_the_case_of_its_code_and_area(key: dict[str, str]) -> None:
    found = published(datum(value=20), Scorecard=[remark(**key)])
    assert len(found.board.data) == (1 if key.get("area") == "Our shire" else 0)


def test_an_indicator_whose_row_cannot_be_read_whole_is_left_out_and_named() -> None:
    found = published(datum(value=20), Indicators=[indicator(**NUMBER, print="N")])
    assert (found.board.indicators, found.board.data) == ((), ())
    assert found.notes[0].startswith("[board.xlsx]Indicators!")


def test_an_indicator_withheld_wherever_it_has_figures_is_left_out_altogether() -> None:
    """East has no rows, so nothing of the indicator is left to print."""
    rows = [datum(value=20), datum(area="England", value=900)]
    told = exported(published(*rows, Scorecard=[remark()]))
    assert told["indicators"] == []
    assert "CP06" not in json.dumps(told)


def test_a_series_withheld_is_said_to_be_not_published_rather_than_not_supplied() -> None:
    rows = [datum(value=20), datum(area="East", value=12)]
    told = exported(published(*rows, Scorecard=[remark()]))
    (made,) = told["indicators"]
    (ours, east) = made["areas"]
    assert ours["reason"] == made["reason"] == "Not published."
    assert ours["target"] is None
    assert "supplied" not in json.dumps(ours)
    assert "Not published" not in json.dumps(east)


def test_a_series_nobody_supplied_is_not_said_to_be_withheld() -> None:
    told = exported(published(datum(area="East", value=12)))
    assert "Not published" not in json.dumps(told)


def test_actions_that_are_not_printed_stay_out_with_what_was_reported_on_them() -> None:
    actions = [action(), action(id="A-0002", ref="1.2", print="No", action="Visit three boys")]
    updates = [
        {"action": "A-0001", "period": "Q1", "progress": "Steady", "updated_on": AS_AT},
        {"action": "A-0002", "period": "Q1", "progress": "Slower", "updated_on": AS_AT},
    ]
    found = published(actions=actions, Updates=updates)
    assert [item.id for item in found.board.actions] == ["A-0001"]
    assert [item.progress for item in found.board.updates] == ["Steady"]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("sheet", "field", "tables"),
    [
        ("Indicators", "definition", {"Indicators": [indicator(**NUMBER, definition="TEXT")]}),
        ("Breaks", "reason", {"Breaks": [{"indicator": "CP06", "reason": "TEXT"}]}),
    ],
)
def test_texts_beside_figures_are_read_for_small_numbers(
    sheet: str, field: str, tables: dict[str, Any]
) -> None:
    text = "Three young people were counted twice"
    tables = {name: [{**row, field: text} for row in rows] for name, rows in tables.items()}
    (told,) = published(**tables).notes
    assert told.startswith(f"[board.xlsx]{sheet}!")
    assert "young" not in told


def test_notes_of_targets_stay_in_the_office() -> None:
    target = {"indicator": "CP06", "period": "2026/27", "target": 30, "note": "Three boys"}
    (row,) = published(datum(value=20), Targets=[target]).board.period_targets
    assert (row.target, row.note) == (30, "")


@pytest.mark.parametrize("code", ["CP06", "cp06"])
def test_figures_under_a_code_given_twice_are_left_out_and_the_rows_named(code: str) -> None:
    indicators = [indicator(**NUMBER), indicator(id="I-0002", code=code), other()]
    rows = [datum(value=3), datum(value=20, period="2025/26 Q4"), datum(indicator="X", value=9)]
    found = published(*rows, Indicators=indicators)
    assert [item.code for item in found.board.indicators] == ["X"]
    assert [row.indicator for row in found.board.data] == ["X"]
    (told,) = found.notes
    assert told.count("[board.xlsx]Indicators!") == 2


def other() -> dict[str, Any]:
    return indicator(id="I-0003", code="X", **NUMBER)
