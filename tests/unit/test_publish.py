"""What is published of a board: no small count, and nothing that gives one away."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import AS_AT, board, check, datum, indicator
from toolkit.board import Board
from toolkit.export import export
from toolkit.publish import Published, publish
from toolkit.results import work_out

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    {"name": "East", "kind": "Part of our area"},
    {"name": "West", "kind": "Part of our area"},
    {"name": "England", "kind": "England"},
)
NUMBER = {"unit": "Number", "target": None}


def share(some: int, everyone: int, **fields: Any) -> dict[str, Any]:
    value = round(Decimal(some * 100) / everyone, 1)
    return datum(value=value, numerator=some, denominator=everyone, **fields)


def read(*data: Any, settings: Any = None, history: Any = (), **fields: Any) -> Board:
    content = board(
        settings=settings,
        Indicators=[indicator(**fields)],
        Data=data,
        Areas=AREAS,
        History=history,
    )
    return check(content).board


def released(*data: Any, **fields: Any) -> Published:
    return publish(read(*data, **fields))


def values(found: Published) -> list[Any]:
    return [row.value if isinstance(row.value, Decimal) else row.status for row in found.board.data]


@pytest.mark.parametrize(
    ("rule", "count", "shown"),
    [
        ("1 to 4", 4, False),
        ("1 to 4", 5, True),
        ("1 to 5", 5, False),
        ("1 to 7", 7, False),
        ("1 to 7", 8, True),
        ("1 to 4", 0, True),
        ("", 4, False),
    ],
)
def test_small_counts_are_hidden_by_the_boards_own_rule(rule: str, count: int, shown: bool) -> None:
    found = released(datum(value=count), settings={"small_numbers": rule}, **NUMBER)
    assert values(found) == ([count] if shown else ["Suppressed"])
    assert found.hidden == (0 if shown else 1)


@pytest.mark.parametrize(("some", "everyone"), [(3, 40), (38, 40), (1, 3)])
def test_a_percentage_is_hidden_where_few_were_counted_or_few_were_not(
    some: int, everyone: int
) -> None:
    found = released(share(some, everyone))
    assert values(found) == ["Suppressed"]
    assert found.board.data[0].denominator not in (some, everyone)


def test_a_percentage_of_many_stays() -> None:
    found = released(share(20, 40))
    assert values(found) == [50]
    assert found.board.data[0].numerator == 20


def test_a_rate_is_hidden_with_the_count_that_its_population_gives_away() -> None:
    fields = {"unit": "Per 10,000", "target": None}
    few = datum(value=1, numerator=4, denominator=40_000)
    assert values(released(few, **fields)) == ["Suppressed"]
    many = datum(value=10, numerator=40, denominator=40_000)
    assert values(released(many, **fields)) == [10]


def test_a_total_does_not_give_its_parts_away() -> None:
    found = released(
        datum(value=23), datum(area="East", value=3), datum(area="West", value=20), **NUMBER
    )
    assert values(found).count("Suppressed") >= 2


def test_parts_that_are_no_parts_of_the_total_hide_nothing_else() -> None:
    found = released(
        datum(value=10), datum(area="East", value=3), datum(area="West", value=20), **NUMBER
    )
    assert values(found) == [10, "Suppressed", 20]


def test_figures_of_others_are_public() -> None:
    found = released(datum(value=20), datum(area="England", value=3), **NUMBER)
    assert values(found) == [20, 3]


@pytest.mark.parametrize("count", ["2.5", "-3"])
def test_what_is_no_count_is_not_published(count: str) -> None:
    assert values(released(datum(value=Decimal(count)), **NUMBER)) == ["Suppressed"]


def test_counts_are_rounded_and_percentages_follow_from_the_rounded_ones() -> None:
    settings = {"rounding": "Nearest 5"}
    assert values(released(datum(value=22), settings=settings, **NUMBER)) == [20]
    found = released(share(22, 43), settings=settings)
    (row,) = found.board.data
    assert (row.numerator, row.denominator, row.value) == (20, 45, Decimal("44.4"))
    assert "rounded to the nearest 5" in found.note


def test_an_earlier_version_and_its_note_are_not_published() -> None:
    found = released(
        datum(value=3, note="Three boys of one school"),
        datum(value=20, supersedes="3", note="Was 3"),
        **NUMBER,
    )
    assert values(found) == [20]
    assert "3" not in (found.board.data[0].note + found.board.data[0].supersedes)


def test_what_was_published_before_is_named_for_a_person() -> None:
    reported = {
        "period": "Q1",
        "kind": "Value",
        "record": "I-0001",
        "name": "CP06",
        "area": "Ourshire",
        "data_period": "2026/27 Q1",
        "reported": "3",
    }
    found = released(datum(value=3), history=[reported], **NUMBER)
    assert found.exposed == ("CP06, Ourshire, 2026/27 Q1",)
    assert values(found) == ["Suppressed"]
    assert released(datum(value=3), **NUMBER).exposed == ()


def test_an_indicator_kept_out_of_papers_is_kept_out() -> None:
    found = released(datum(value=20), print="No", **NUMBER)
    assert (found.board.indicators, found.board.data) == ((), ())


def test_nothing_worked_out_gives_a_hidden_count_away() -> None:
    """Verdicts of the published board are those of a board that never held the count."""
    quarters = [
        datum(period=f"{2024 + at // 4}/{25 + at // 4} Q{at % 4 + 1}", value=value)
        for at, value in enumerate([20, 30, 25, 28, 26, 31, 24, 3, 22])
    ]
    fields = {**NUMBER, "adds_up": "Each period alone"}
    with_it = released(*quarters, **fields)
    other = [*quarters[:7], quarters[7] | {"value": 4}, quarters[8]]
    without_it = released(*other, **fields)
    told = [
        json.dumps(export(each.board, work_out(each.board, AS_AT)))
        for each in (with_it, without_it)
    ]
    assert told[0] == told[1]


def test_a_running_total_does_not_give_away_what_one_quarter_added() -> None:
    totals = [datum(value=20), datum(period="2026/27 Q2", value=22)]
    running = {**NUMBER, "adds_up": "Running total of the year"}
    assert "Suppressed" in values(released(*totals, **running))
    assert values(released(*totals, **NUMBER)) == [20, 22]
    apart = [datum(period="2025/26 Q4", value=20), datum(value=22)]
    assert values(released(*apart, **running)) == [20, 22]


def test_publishing_twice_hides_no_more() -> None:
    once = released(share(3, 40), share(20, 40, period="2026/27 Q2"))
    again = publish(once.board)
    assert replace(again, hidden=0) == replace(once, hidden=0)
    assert again.hidden == 0


@pytest.mark.parametrize("status", ["Not supplied", "Suppressed", "Not due"])
def test_what_is_missing_stays_what_it_is(status: str) -> None:
    (row,) = released(datum(value=None, status=status)).board.data
    assert row.status == status
