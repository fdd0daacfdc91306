"""Which of several rows for one period is used, and when nobody but a person can say."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from tests.builders import board, check, datum, indicator
from toolkit.results.current_values import Choice, choose, source_name, whys_replaced
from toolkit.values.missing import Missing


def rows(*data: Any) -> tuple[Any, ...]:
    return check(board(Indicators=[indicator()], Data=data)).board.data


def chosen(*data: Any, version: str = "") -> Choice:
    return choose(rows(*data), version)


def used(*data: Any, version: str = "") -> Any:
    used = chosen(*data, version=version).used
    return used and used.value


COUNCIL, POLICE = {"source_text": "Council return, July 2026"}, {"source_text": "Police"}


def test_a_single_row_is_used() -> None:
    assert chosen(datum(value=21)).replaced == ()
    assert used(datum(value=21)) == 21


def test_a_later_version_of_the_same_source_is_used_and_names_the_one_it_replaces() -> None:
    later = datum(value=23, source_text="Council return (revised), October 2026")
    found = chosen(datum(value=21, **COUNCIL), later)
    assert found.used is not None
    assert found.used.value == 23
    assert [row.value for row in found.replaced] == [21]


def test_the_day_it_was_received_goes_before_its_place_in_the_sheet() -> None:
    late = datum(value=23, received=date(2026, 10, 1), **COUNCIL)
    early = datum(value=21, received=date(2026, 7, 14), **COUNCIL)
    assert used(late, early) == used(early, late) == 23


def test_a_final_figure_goes_before_a_provisional_one_wherever_it_is_typed() -> None:
    final, provisional = datum(value=21), datum(value=23, status="Provisional")
    assert used(final, provisional) == used(provisional, final) == 21


def test_what_was_received_later_is_used_though_it_is_provisional() -> None:
    final = datum(value=21, received=date(2026, 7, 14))
    again = datum(value=23, status="Provisional", received=date(2026, 7, 15))
    assert used(final, again) == used(again, final) == 23


def test_a_row_that_says_why_there_is_no_figure_is_used_by_its_place() -> None:
    nothing, provisional = datum(value=None, status="Suppressed"), datum(status="Provisional")
    assert used(provisional, nothing) is Missing.BLANK
    assert used(nothing, provisional) == 21


def test_nothing_is_said_of_rivals_among_whom_nobody_has_chosen() -> None:
    found = chosen(datum(value=21, **COUNCIL), datum(value=23, **POLICE))
    assert list(whys_replaced(found)) == []


def test_different_sources_with_different_values_leave_it_open() -> None:
    found = chosen(datum(value=21, **COUNCIL), datum(value=23, **POLICE))
    assert found.used is None
    assert [row.value for row in found.rivals] == [21, 23]
    assert found.shown.value == 23


def test_different_sources_that_agree_are_no_question() -> None:
    assert used(datum(value=21, **COUNCIL), datum(value=21, **POLICE)) == 21


def test_filling_supersedes_chooses_whatever_the_source() -> None:
    right = datum(value=21, supersedes="23", **COUNCIL)
    assert used(right, datum(value=23, **POLICE)) == 21


@pytest.mark.parametrize("status", ["Not supplied", "Not due", "Not applicable"])
def test_a_source_that_had_nothing_is_no_rival(status: str) -> None:
    nothing = datum(value=None, status=status, **POLICE)
    assert used(datum(value=21, **COUNCIL), nothing) == 21


def test_a_suppressed_figure_is_a_rival_of_one_that_is_shown() -> None:
    hidden = datum(value=None, status="Suppressed", **POLICE)
    assert chosen(datum(value=21, **COUNCIL), hidden).used is None


def test_counted_twice_in_a_year_of_change_the_current_definition_is_used() -> None:
    old = datum(value=21, version="1", **COUNCIL)
    new = datum(value=30, version="2", **POLICE)
    assert used(old, new, version="2") == used(new, old, version="2") == 30
    assert used(old, new, version="1") == 21


def test_the_order_of_rows_from_several_sources_does_not_matter() -> None:
    data = [
        datum(value=21, received=date(2026, 7, 1), **COUNCIL),
        datum(value=22, received=date(2026, 8, 1), **COUNCIL),
        datum(value=22, received=date(2026, 7, 2), **POLICE),
    ]
    assert {used(*order) for order in permutations(data)} == {Decimal(22)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Council return, July 2026", "council return"),
        ("Council return 2026/27 Q1 (provisional)", "council return"),
        ("", ""),
        ("2026", ""),
    ],
)
def test_a_source_is_known_without_its_date_and_version(text: str, name: str) -> None:
    assert source_name(rows(datum(source_text=text))[0]) == name


def test_what_nobody_has_chosen_is_neither_rated_nor_charted() -> None:
    content = board(
        Indicators=[indicator()],
        Data=[datum(value=40, **COUNCIL), datum(value=19, **POLICE)],
    )
    (result,) = check(content).results.indicators
    assert result.latest is not None
    assert result.latest.value is Missing.UNDECIDED
    assert result.rag.rating == ""
    assert result.rag.reason == "No rating: the value is given twice by different sources."
    assert result.sentence.text == "There is no figure: it is given twice by different sources."
