"""Which value is the latest, what it is compared with, and what is left alone."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import action, board, check, datum, indicator
from toolkit.measures.direction import Travel
from toolkit.results.verdicts import Result

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    {"name": "Ourshire East", "kind": "Part of our area"},
    {"name": "England", "kind": "England"},
    {"name": "North West", "kind": "Region"},
    {"name": "Others like us", "kind": "Neighbours"},
)


def results(*data: Any, **fields: Any) -> tuple[Result, ...]:
    content = board(Indicators=[indicator(**fields)], Data=data, Areas=AREAS)
    return check(content).results.indicators


def result(*data: Any, **fields: Any) -> Result:
    return results(*data, **fields)[0]


def quarter(number: int, value: Any, **fields: Any) -> dict[str, Any]:
    return datum(period=f"2026/27 Q{number}", value=value, **fields)


def missing(number: int, status: str) -> dict[str, Any]:
    return quarter(number, None, status=status)


def value_of(observation: Any) -> Any:
    return observation and observation.value


def test_the_latest_value_is_the_last_by_date_wherever_its_row_is() -> None:
    found = result(quarter(2, 19), quarter(3, 18), quarter(1, 21))
    assert value_of(found.latest) == 18
    assert value_of(found.previous) == 19
    assert str(found.latest.period) == "2026/27 Q3"


def test_periods_not_due_yet_are_passed_over() -> None:
    found = result(quarter(1, 21), quarter(2, 19), missing(3, "Not due"))
    assert value_of(found.latest) == 19
    assert found.rag.rating == "Green"


def test_a_series_not_due_at_all_has_no_latest() -> None:
    found = result(missing(1, "Not due"))
    assert found.latest is None
    assert found.rag.rating == ""


@pytest.mark.parametrize("status", ["Not supplied", "Suppressed", "Not applicable"])
def test_a_latest_value_that_is_missing_is_awaited_and_not_rated(status: str) -> None:
    found = result(quarter(1, 40), missing(2, status))
    assert found.rag.rating == ""
    assert found.direction.travel is Travel.AWAITED
    assert status.lower() in found.reason


def test_a_value_beside_a_status_that_allows_none_is_not_used() -> None:
    found = result(quarter(1, 40, status="Suppressed"))
    assert found.rag.rating == ""
    assert not isinstance(found.latest.value, Decimal)


def test_a_value_that_cannot_be_read_is_not_rated() -> None:
    found = result(quarter(1, 19), quarter(2, "about 40"))
    assert found.rag.rating == ""
    assert "is could" not in found.reason, "the reason is a sentence"


@pytest.mark.parametrize(
    "unreadable",
    [
        {"target": "about 20"},
        {"floor": "about 25"},
        {"tolerance": "a little"},
        {"tolerance_in": "Pct"},
        {"good_is": "Sideways"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_cannot_be_read_of_an_indicator_leaves_it_unrated(unreadable: Any) -> None:
    assert result(quarter(1, 21), quarter(2, 22), **unreadable).rag.rating == ""


@pytest.mark.parametrize(
    "unreadable",
    [{"tolerance": "a little"}, {"tolerance_in": "Pct"}, {"good_is": "Sideways"}],
    ids=str,
)
def test_nor_is_its_direction_judged(unreadable: Any) -> None:
    travel = result(quarter(1, 21), quarter(2, 22), **unreadable).direction.travel
    assert travel in (Travel.AWAITED, Travel.NO_JUDGEMENT)


def test_a_gap_is_never_bridged() -> None:
    found = result(quarter(1, 21), quarter(3, 18))
    assert found.previous is None
    assert found.direction.travel is Travel.AWAITED


def test_a_year_is_compared_with_the_same_period_of_the_year_before() -> None:
    found = result(datum(period="2025/26 Q2", value=23), quarter(1, 21), quarter(2, 23))
    assert found.direction.travel is Travel.WORSE
    assert value_of(found.year_earlier) == 23
    assert found.direction_long.travel is Travel.STABLE


def test_snapshots_are_compared_with_the_one_before_in_time() -> None:
    days = [datum(period="31 March 2026", value=21), datum(period="15 September 2026", value=18)]
    found = result(*days, frequency="Snapshot")
    assert value_of(found.previous) == 21
    assert found.direction.travel is Travel.BETTER


def test_of_two_rows_for_one_period_the_later_is_used() -> None:
    assert value_of(result(quarter(1, 21), quarter(1, 19)).latest) == 19


def test_a_row_whose_period_cannot_be_read_is_left_out() -> None:
    found = result(quarter(1, 21), datum(period="spring", value=40))
    assert [item.value for item in found.observations] == [21]


def test_the_indicator_decides_what_its_periods_mean() -> None:
    year = datum(period="2025/26", value=21)
    financial = result(year, frequency="Financial year").latest
    academic = result(year, frequency="Academic year").latest
    assert financial.period.start == date(2025, 4, 1)
    assert academic.period.start == date(2025, 9, 1)


def test_an_indicator_without_figures_still_has_its_row() -> None:
    (found,) = results()
    assert (found.area, found.latest, found.rag.rating) == ("Ourshire", None, "")


def test_parts_of_our_area_have_rows_where_they_have_figures() -> None:
    east = quarter(1, 30, area="Ourshire East")
    assert [found.area for found in results(quarter(1, 19))] == ["Ourshire"]
    found = results(quarter(1, 19), east)
    assert [(one.area, one.rag.rating) for one in found] == [
        ("Ourshire", "Green"),
        ("Ourshire East", "Red"),
    ]


def test_comparators_are_their_latest_known_values() -> None:
    found = result(
        quarter(1, 21),
        datum(period="2025/26 Q4", value=23, area="England"),
        quarter(1, 24, area="England"),
        missing(2, "Not supplied") | {"area": "England"},
        quarter(1, 25, area="North West"),
        quarter(1, 26, area="Others like us"),
    )
    values = {kind: item.value for kind, item in found.comparators.items()}
    assert values == {"England": 24, "Region": 25, "Neighbours": 26}


def test_a_provisional_value_counts_and_says_so() -> None:
    found = result(quarter(1, 21, status="Provisional"))
    assert value_of(found.latest) == 21
    assert found.latest.is_provisional


def test_verdicts_carry_their_reason() -> None:
    found = result(quarter(1, 21), quarter(2, 19))
    assert found.reason == (
        "19 meets the target of 20. 21 to 19: down, and lower is good, so better."
    )


def test_every_action_has_a_proposal() -> None:
    actions = [action(id=None), action(id=None, ref="", status="", due=None)]
    checked = check(board(actions))
    assert {row.key for row in checked.board.actions} == set(checked.results.proposals)


def test_a_stray_update_is_laid_at_no_ones_door() -> None:
    """Its action is on no list, so it reads as ""; rows without an ID do too."""
    stray = {
        "action": "A-0099",
        "updated_on": date(2026, 9, 30),
        "corrective_action": "A second trainer",
    }
    late = action(id=None, due=date(2026, 10, 1), revised_due=date(2026, 11, 9))
    checked = check(board([late], Updates=[stray]))
    (proposal,) = checked.results.proposals.values()
    assert proposal.rating == "Red"
