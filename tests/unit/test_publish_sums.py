"""Sums that nobody wrote down as a row: what follows from them is not published either."""

from typing import Any

import pytest

from tests.builders import board, check, codes, datum, indicator
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published

C = "Suppressed"
OURS = {"name": "County", "kind": "Our area"}
NUMBER = {"unit": "Number", "target": None, "title": "Enquiries"}


def part(name: str, **fields: str) -> dict[str, str]:
    return {"name": name, "kind": "Part of our area", **fields}


def row(area: str, value: int | None, code: str = "CP06", **fields: Any) -> dict[str, Any]:
    status = {"status": C} if value is None else {}
    return datum(indicator=code, area=area, value=value, **status, **fields)


def published(
    areas: list[dict[str, str]],
    data: list[dict[str, Any]],
    indicators: list[dict[str, Any]] | None = None,
) -> Published:
    made = board(Areas=areas, Data=data, Indicators=indicators or [indicator(**NUMBER)])
    return publish(check(made).board)


def hidden(found: Published) -> set[str]:
    return {row.area for row in found.board.data if row.status == C}


NESTED = (
    OURS, part("East"), part("West"),
    part("East A", parent="East"), part("East B", parent="East"),
    part("West A", parent="West"), part("West B", parent="West"),
)  # fmt: skip
COUNTS = {
    "County": 30, "East": 17, "West": 13, "East A": 2, "East B": 15, "West A": 7, "West B": 6,
}  # fmt: skip
DATA = [row(area, count) for area, count in COUNTS.items()]


class TestNestedAreas:
    def test_do_not_give_away_what_is_small_in_the_lowest(self) -> None:
        assert hidden(published([*NESTED], DATA)) == {"East A", "East B"}

    def test_are_seen_by_their_numbers_where_the_list_does_not_say(self) -> None:
        flat = [{**area, "parent": ""} for area in NESTED]

        assert hidden(published(flat, DATA)) == {"East A", "East B"}

    def test_are_what_the_list_says_whatever_the_numbers_do(self) -> None:
        flat = [{**area, "parent": "County"} for area in NESTED[1:]]

        assert hidden(published([OURS, *flat], DATA)) == {"East A"}

    def test_of_three_levels_are_sums_at_each(self) -> None:
        deeper = [part("Ward 1", parent="East A"), part("Ward 2", parent="East A")]
        counts = {**COUNTS, "East A": 12, "East B": 5, "Ward 1": 3, "Ward 2": 9}
        found = published([*NESTED, *deeper], [row(area, count) for area, count in counts.items()])

        assert hidden(found) == {"Ward 1", "Ward 2"}

    @pytest.mark.parametrize("parent", ["East", "East A"])
    def test_that_lie_in_themselves_are_an_error(self, parent: str) -> None:
        areas = [OURS, part("East", parent=parent), part("East A", parent="East")]

        assert "IND-012" in codes(
            board(Areas=areas, Data=[row("County", 30)], Indicators=[indicator(**NUMBER)])
        )


class TestTotalsWithoutARow:
    def test_are_worked_out_from_the_parts_of_the_whole(self) -> None:
        """9 boys and 11 girls are 20 in the county, and 17 of them in West."""
        indicators = [
            indicator(**NUMBER),
            indicator(id="I-0002", code="B", **{**NUMBER, "title": "Boys", "part_of": "CP06"}),
            indicator(id="I-0003", code="G", **{**NUMBER, "title": "Girls", "part_of": "CP06"}),
        ]
        data = [row("County", 9, "B"), row("County", 11, "G"), row("East", 3), row("West", 17)]
        found = published([OURS, part("East"), part("West")], data, indicators)

        assert len([each for each in found.board.data if each.status == C]) > 1

    def test_leave_other_figures_alone_where_they_follow_from_nothing(self) -> None:
        found = published([OURS, part("East"), part("West")], [row("East", 3), row("West", 17)])

        assert hidden(found) == {"East"}


def test_two_counts_that_a_supplier_held_back_do_not_follow_from_the_rest() -> None:
    """9 less 7 is 2, so that both would be 1."""
    data = [row("County", 9), row("East", 7), row("West", None), row("North", None)]
    found = published([OURS, part("East"), part("West"), part("North")], data)

    assert hidden(found) & {"County", "East"}
