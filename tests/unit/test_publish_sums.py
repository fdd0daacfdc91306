"""Sums that nobody wrote down as a row: what follows from them is not published either."""

from typing import Any

import pytest

from tests.builders import board, check, codes, datum, indicator
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published
from toolkit.values.missing import Missing

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


# Sums that nobody declared


def number(code: str, title: str, **fields: Any) -> dict[str, Any]:
    return indicator(code=code, **{**NUMBER, "title": title, "id": f"I-{code}", **fields})


class TestStockAndFlow:
    DATA = (
        row("County", 31, "OPEN", period="2025/26 Q4"),
        row("County", 40, "OPEN"),
        row("County", 12, "START"),
        row("County", 3, "END"),
    )

    def published(self, **fields: Any) -> Published:
        each = {"adds_up": "Each period alone"}
        return published(
            [OURS],
            [*self.DATA],
            [
                number("OPEN", "Plans open at the end", adds_up="As it stands", **fields),
                number("START", "Plans started", **each),
                number("END", "Plans ended", **each),
            ],
        )

    def test_do_not_give_away_how_few_ended(self) -> None:
        found = self.published()

        assert len([each for each in found.board.data if each.status == C]) == 2
        assert "OPEN, START and END" in found.notes[0]

    def test_count_until_a_person_denies_it(self) -> None:
        found = self.published(unrelated="END")

        assert [each.indicator for each in found.board.data if each.status == C] == ["END"]
        assert found.notes == ()


class TestThreeNumbers:
    def published(self, last: int) -> Published:
        quarters = [(40, 3), (51, 9), (66, 12), (38, last)]
        data = []
        for place, (boys, girls) in enumerate(quarters, start=1):
            period = f"2025/26 Q{place}"
            total = boys + (girls if place < 4 else 7)
            data += [
                row("County", count, code, period=period)
                for code, count in (("A", boys), ("B", girls), ("C", total))
            ]
        return published(
            [OURS], data, [number("A", "Seen"), number("B", "Not seen"), number("C", "Asked")]
        )

    def test_that_always_add_up_are_a_sum(self) -> None:
        found = self.published(7)
        small = [each for each in found.board.data if each.period == "2025/26 Q1"]

        assert [each.status == C for each in small].count(True) == 2
        assert found.found[0].codes == ("C", "A", "B")

    def test_that_once_do_not_are_none(self) -> None:
        found = self.published(8)

        assert [each.value for each in found.board.data if each.status == C] == [Missing.BLANK]
        assert found.notes == ()


def test_the_sum_of_an_average_is_the_number_of_the_same_words() -> None:
    data = [
        row("County", 2, "M"),
        row("County", 1, "AV", numerator=2, denominator=20),
    ]
    indicators = [
        number("M", "Missing episodes"),
        number("AV", "Episodes a child", unit="Average", numerator="Missing episodes"),
    ]
    found = published([OURS], data, indicators)

    assert [each.status for each in found.board.data] == [C, C]


@pytest.mark.parametrize("unit", ["%", "Per 10,000"])
def test_a_share_of_nobody_knows_how_many_is_hidden_and_its_cell_named(unit: str) -> None:
    data = [row("County", 8), row("County", 0, period="2026/27 Q2")]
    found = published([OURS], data, [indicator(**{**NUMBER, "unit": unit})])

    assert [each.status for each in found.board.data] == [C, "Final"]
    assert found.notes[0].startswith("[board.xlsx]Data!D4: hidden, because nothing says of how")


# What keeps figures from going out


def test_parts_that_come_to_more_than_their_total_are_said() -> None:
    found = published([OURS, part("East"), part("West")], [row("County", 30), row("East", 31)])

    assert found.clashes == ("CP06, County, 2026/27 Q1",)
    assert list(found.concerns) == ["contradictions"]


def test_areas_that_lie_in_each_other_in_no_known_way_are_said() -> None:
    areas = [OURS, *(part(name) for name in ("East", "West", "North"))]
    counts = {"County": 30, "East": 14, "West": 13, "North": 12}
    found = published(areas, [row(area, count) for area, count in counts.items()])

    assert found.areas_unlooked
    assert "areas" in found.concerns


def test_an_area_that_lies_in_itself_is_said() -> None:
    found = published([OURS, part("East", parent="East")], [row("County", 30), row("East", 14)])

    assert list(found.concerns) == ["areas"]
