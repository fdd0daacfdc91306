"""The parts of publishing by themselves: words, paces, counts, rows as they are shown, ties."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import board, check, datum, indicator
from toolkit.publishing.counts_in_words import completed, given_in_words, words_of
from toolkit.publishing.left_out import is_unclear
from toolkit.publishing.paces import pace_of, paces_of
from toolkit.publishing.publish import publish
from toolkit.publishing.puzzle import MOST_KNOWN, Puzzle, Relation
from toolkit.publishing.row_counts import ALL, AT_PACE, COUNTED, OTHERS, Row, counts_of
from toolkit.publishing.small_numbers import SmallNumbers
from toolkit.publishing.ties import REST, Ties
from toolkit.publishing.ties_over_time import (
    ADDED,
    tie_increases,
    tie_last_of_the_year,
    tie_years,
)
from toolkit.values.missing import Missing
from toolkit.values.periods import PeriodKind, parse

PER = {"unit": "Per 10,000"}
# 20 of 10,000 in a quarter are 80 at the pace of a year.
QUARTERS = {"value": 80, "numerator": 20, "denominator": 10_000}
OWN = {"value": 20, "numerator": 20, "denominator": 10_000}
RUNNING = {"unit": "Number", "adds_up": "Running total of the year"}
WORDS = {"numerator": "Plans kept", "denominator": "All plans"}


def decimal(value: Any) -> Any:
    return value if isinstance(value, Missing) else Decimal(value)


def row(counts: dict[str, Any] | None = None, *, quarter: int = 1, **fields: Any) -> Row:
    """A row of CP06 for a quarter; fields of the indicator, and under `of` those of its datum."""
    data = {"period": f"2025/26 Q{quarter}", **fields.pop("of", {})}
    made = check(
        board(Indicators=[indicator(**{"target": None, **fields})], Data=[datum(**data)])
    ).board
    kind = made.indicators[0].period_kind or PeriodKind.QUARTER
    period = parse(data["period"], PeriodKind.FINANCIAL_YEAR if "Q" not in data["period"] else kind)
    return Row(made.indicators[0], "Ourshire", period, counts or {}, made.data[0])


class TestWords:
    @pytest.mark.parametrize(
        ("unit", "numerator", "words"),
        [
            ("%", "Plans kept", "plans kept"),
            ("%", "", ""),
            ("Number", "", "second or later child protection plans"),
            ("Number", "Plans kept", "plans kept"),
        ],
    )
    def test_of_what_is_counted_are_the_title_only_where_the_value_is_the_count(
        self, unit: str, numerator: str, words: str
    ) -> None:
        assert words_of(row(unit=unit, numerator=numerator), COUNTED) == words

    def test_of_a_value_without_a_unit_are_its_title(self) -> None:
        unitless = row(unit="%")
        bare = replace(unitless, indicator=replace(unitless.indicator, unit=""))

        assert words_of(bare, COUNTED) == "second or later child protection plans"
        assert next(iter(given_in_words([bare]).values())) == bare.datum.value  # type: ignore[union-attr]

    def test_of_all_and_of_the_others(self) -> None:
        share = row(unit="%", **WORDS)

        assert words_of(share, ALL) == "all plans"
        assert words_of(share, OTHERS) == ""


class TestCountsInWords:
    def test_are_the_numerator_of_a_share_and_not_its_value(self) -> None:
        share = row(unit="%", **WORDS, of={"value": 50, "numerator": 20, "denominator": 40})

        assert sorted(given_in_words([share]).values()) == [20, 40]

    def test_leave_out_what_was_reported_only_and_what_is_missing_and_go_on(self) -> None:
        reported = replace(row(unit="Number"), datum=None)
        held_back = row(
            unit="%", **WORDS, of={"value": None, "status": "Suppressed", "numerator": 3}
        )
        given = row(unit="Number", of={"value": 8})

        assert [*given_in_words([reported, held_back, given]).values()] == [8]

    @pytest.mark.parametrize("own", [{"numerator": 20}, {"denominator": 40}])
    def test_complete_no_share_that_has_a_count_of_its_own(self, own: dict[str, Any]) -> None:
        share = row(unit="%", **WORDS, of={"value": 50, **own})
        whole = row(unit="%", **WORDS, of={"value": 50, "numerator": 9, "denominator": 18})

        assert completed(share, share.datum, given_in_words([whole])) is share.datum  # type: ignore[arg-type]

    def test_complete_no_share_whose_words_nobody_else_has(self) -> None:
        share = row(unit="%", **WORDS, of={"value": 50})

        assert completed(share, share.datum, {}) is share.datum  # type: ignore[arg-type]


class TestPaces:
    @pytest.mark.parametrize(
        ("rows", "paces"),
        [
            ([QUARTERS], (4,)),
            ([OWN], (1,)),
            ([QUARTERS, OWN], (1, 4)),
            ([{"value": 80}], (1, 4)),
            ([{"value": 7, "numerator": 20, "denominator": 10_000}], (1, 4)),
        ],
    )
    def test_follow_from_the_rows_with_all_their_counts(
        self, rows: list[dict[str, Any]], paces: tuple[int, ...]
    ) -> None:
        made = [row(**PER, of=of) for of in rows]

        assert paces_of(made[0].indicator, [each.datum for each in made if each.datum]) == paces

    @pytest.mark.parametrize(
        ("of", "unit", "pace"),
        [
            (QUARTERS, "Per 10,000", 4),
            (OWN, "Per 10,000", 1),
            ({"value": 7, "numerator": 20, "denominator": 10_000}, "Per 10,000", 1),
            (QUARTERS, "%", 1),
        ],
    )
    def test_of_one_row_are_one_unless_its_counts_say_otherwise(
        self, of: dict[str, Any], unit: str, pace: int
    ) -> None:
        made = row(unit=unit, of=of)

        assert pace_of(made.indicator, made.datum) == pace  # type: ignore[arg-type]

    def test_of_an_indicator_without_a_frequency_are_one(self) -> None:
        made = row(**PER, of=QUARTERS)

        assert paces_of(replace(made.indicator, frequency=""), [made.datum]) == (1,)  # type: ignore[list-item]


class TestCountsOfARow:
    def counts(self, unit: str, **of: Any) -> dict[str, Any]:
        made = row(unit=unit, of=of)
        return counts_of(made.indicator, made.datum)  # type: ignore[arg-type]

    def test_of_a_rate_are_its_count_at_its_own_pace(self) -> None:
        assert self.counts("Per 10,000", value=8, denominator=20_000) == {COUNTED: 16}

    def test_of_a_rate_that_may_be_at_another_pace_are_both(self) -> None:
        made = row(unit="Per 10,000", of={"value": 8, "denominator": 20_000})

        found = counts_of(made.indicator, made.datum, (1, 4))  # type: ignore[arg-type]
        assert found == {COUNTED: 16, AT_PACE: 4}

    def test_of_a_rate_above_zero_count_somebody(self) -> None:
        assert self.counts("Per 10,000", value=Decimal("0.4"), denominator=1) == {COUNTED: 1}

    def test_of_a_share_held_back_are_held_back(self) -> None:
        found = self.counts("%", value=None, status="Suppressed", numerator=3, denominator=9)

        assert found == {COUNTED: Missing.SUPPRESSED, ALL: Missing.SUPPRESSED}

    @pytest.mark.parametrize("unit", ["%", "Average"])
    def test_with_a_word_for_a_count_is_none(self, unit: str) -> None:
        made = row(unit=unit, of={"value": 50, "denominator": 40})
        odd = replace(made.datum, numerator=Missing.UNREADABLE)  # type: ignore[type-var]

        found = counts_of(made.indicator, odd)  # type: ignore[arg-type]
        assert found == ({COUNTED: 20, ALL: 40, OTHERS: 20} if unit == "%" else {ALL: 40})


class TestAPublishedRow:
    def published(self, **fields: Any) -> Any:
        of = fields.pop("of")
        settings = {"rounding": "Nearest 5"} if fields.pop("rounded", False) else None
        content = board(
            settings=settings,
            Indicators=[indicator(**{"target": None, **fields})],
            Data=[datum(**of)],
        )
        (only,) = publish(check(content).board).board.data
        return only

    def test_names_its_period_in_the_usual_words(self) -> None:
        only = self.published(unit="Number", of={"period": "Q1 2025-26", "value": 50})

        assert only.period == "2025/26 Q1"

    def test_that_is_suppressed_loses_a_value_that_is_typed_beside_it(self) -> None:
        only = self.published(unit="Number", of={"value": 3, "status": "Suppressed"})

        assert only.value is Missing.BLANK

    def test_of_a_number_keeps_no_counts_beside_it(self) -> None:
        only = self.published(unit="Number", of={"value": 50, "numerator": 3, "denominator": 9})

        assert (only.numerator, only.denominator) == (Missing.BLANK, Missing.BLANK)

    @pytest.mark.parametrize(("decimals", "value"), [(None, "47.4"), (2, "47.37"), (0, "47")])
    def test_that_is_rounded_keeps_the_places_of_its_indicator(
        self, decimals: int | None, value: str
    ) -> None:
        of = {"value": Decimal("47.4"), "numerator": 46, "denominator": 97}
        only = self.published(unit="%", decimals=decimals, rounded=True, of=of)

        assert only.value == Decimal(value)
        assert (only.numerator, only.denominator) == (45, 95)

    def test_that_is_rounded_gives_no_count_that_it_did_not_give(self) -> None:
        of = {"value": Decimal("47.4"), "numerator": 46}
        only = self.published(unit="%", rounded=True, of=of)

        assert only.denominator is Missing.BLANK

    @pytest.mark.parametrize("given", [97, None])
    def test_of_a_mean_that_is_rounded_gives_how_many_only_where_it_did(
        self, given: int | None
    ) -> None:
        of = {"value": 12, "numerator": 1164, "denominator": given}
        only = self.published(unit="Average", rounded=True, of=of)

        assert only.numerator is Missing.BLANK
        assert only.denominator == (95 if given else Missing.BLANK)


class TestHistory:
    def test_keeps_what_was_reported_of_actions_and_nothing_of_figures(self) -> None:
        def item(kind: str, **fields: str) -> dict[str, str]:
            return {"period": "Q1", "kind": kind, "record": "A-0001", "name": "1.1", **fields}

        figure = {"record": "I-0001", "name": "CP06", "area": "Ourshire"}
        history = [
            item("Due date", reported="1 June 2026"),
            item("Rating", reported="Green"),
            item("Impact", reported="Amber"),
            item("Value", **figure, reported="3"),
            item("Rating", **figure, reported="Red"),
        ]
        found = publish(check(board(History=history)).board).board.history

        assert [(each.kind, each.area) for each in found] == [
            ("Due date", ""), ("Rating", ""), ("Impact", ""),
        ]  # fmt: skip


class TestCellsThatAreUnclear:
    def test_are_the_code_of_an_indicator_and_the_publish_of_a_row(self) -> None:
        remark = {"code": "CP06", "area": "Ourshire", "publish": "Perhaps"}
        content = board(
            Indicators=[indicator(), indicator(id="I-0002")],
            Data=[datum(value=50)],
            Scorecard=[remark],
        )
        made = check(content).board
        twice = [item.source.cell("code") for item in made.indicators]

        assert publish(made).unclear == (*twice, made.remarks[0].source.cell("publish"))


class TestIncreases:
    """What was added to a running total from one quarter to a later one."""

    def added(self, *values: Any, before: list[Row] | None = None) -> dict[str, Any]:
        rows = [
            row({COUNTED: decimal(value)}, quarter=number, **RUNNING)
            for number, value in enumerate(values, 1)
        ]
        every = [*(before or []), *rows]
        ties = Ties({each.name(COUNTED): each.counts[COUNTED] for each in every}, [])
        tie_increases(every, ties)
        short = {each.name(COUNTED): f"Q{number}" for number, each in enumerate(rows, 1)}
        found = {}
        for name, value in ties.cells.items():
            if name.startswith(ADDED):
                total, since = name.removeprefix(ADDED).split("\nsince ")
                found[f"{since[-2:]} to {short[total]}"] = value
        return found

    def test_are_of_each_quarter_and_of_several_where_they_are_small(self) -> None:
        assert self.added(10, 11, 14) == {"Q1 to Q2": 1, "Q1 to Q3": 4, "Q2 to Q3": 3}

    @pytest.mark.parametrize(("third", "is_looked_at"), [(17, True), (18, False)])
    def test_of_several_quarters_matter_up_to_the_highest_that_any_rule_hides(
        self, third: int, is_looked_at: bool
    ) -> None:
        assert ("Q1 to Q3" in self.added(10, 12, third)) == is_looked_at
        assert "Q2 to Q3" in self.added(10, 12, third)

    def test_of_a_later_quarter_are_looked_at_after_one_that_is_large(self) -> None:
        assert self.added(10, 11, 19, 16)["Q1 to Q4"] == 6

    def test_may_be_none(self) -> None:
        assert self.added(10, 10) == {"Q1 to Q2": 0}

    def test_are_none_from_a_higher_total_to_a_lower_one_and_later_ones_are_looked_at(self) -> None:
        assert self.added(10, 9, 12) == {"Q1 to Q3": 2, "Q2 to Q3": 3}

    def test_are_none_at_what_is_missing(self) -> None:
        assert self.added(10, Missing.SUPPRESSED, 12) == {"Q1 to Q3": 2}

    def test_are_looked_at_after_rows_that_are_no_running_totals_or_whole_years(self) -> None:
        other = row({COUNTED: Decimal(5)}, unit="Number", code="CP99")
        year = row({COUNTED: Decimal(40)}, of={"period": "2025/26"}, **RUNNING)

        assert self.added(10, 11, before=[other, year]) == {"Q1 to Q2": 1}


class TestATotal:
    def ties(self, **cells: int) -> Ties:
        return Ties({name: Decimal(value) for name, value in cells.items()}, [])

    def test_of_no_parts_or_of_itself_is_none(self) -> None:
        ties = self.ties(whole=9, east=3)

        ties.total("whole", [])
        ties.total("whole", ["whole", "east"])
        ties.total("whole", ["east", "east"])

        assert ties.relations == []

    def test_has_what_its_parts_lack_as_a_part(self) -> None:
        ties = self.ties(whole=9, east=3, west=4)

        ties.total("whole", ["east", "west"])

        (relation,) = ties.relations
        rest = f"{REST}whole\neast\nwest"
        assert (relation.total, relation.parts) == ("whole", ("east", "west", rest))
        assert ties.cells[rest] == 2


class TestSumsOverTime:
    EACH = "Each period alone"

    def tied(self, tie: Any, *rows: Row) -> Ties:
        ties = Ties({each.name(COUNTED): each.counts[COUNTED] for each in rows}, [])
        tie(rows, ties)
        return ties

    def year(self, value: Any, adds_up: str, **fields: Any) -> Row:
        of = {"period": "2025/26"}
        return row({COUNTED: decimal(value)}, unit="Number", adds_up=adds_up, of=of, **fields)

    def quarters(
        self, adds_up: str, *values: Any, year: str = "2025/26", **fields: Any
    ) -> list[Row]:
        return [
            row(
                {COUNTED: decimal(value)}, unit="Number", adds_up=adds_up,
                of={"period": f"{year} Q{number}"}, **fields,
            )
            for number, value in enumerate(values, 1)
        ]  # fmt: skip

    def test_tie_a_year_once_to_the_quarters_in_it(self) -> None:
        quarters = self.quarters(self.EACH, 10, 20, 30, 40)
        ties = self.tied(tie_years, self.year(100, self.EACH), *quarters)

        (relation,) = ties.relations
        assert relation.parts == tuple(each.name(COUNTED) for each in quarters)

    @pytest.mark.parametrize("other", ["2024/25", "2026/27"])
    def test_tie_no_year_to_the_quarters_of_another(self, other: str) -> None:
        quarters = self.quarters(self.EACH, 10, 20, 30, 40, year=other)

        assert self.tied(tie_years, self.year(100, self.EACH), *quarters).relations == []

    def test_go_on_after_a_running_total(self) -> None:
        running = "Running total of the year"
        rows = [
            self.year(40, running),
            *self.quarters(running, 10, 20, 30, 40),
            self.year(100, self.EACH, code="CP99", title="Others"),
            *self.quarters(self.EACH, 10, 20, 30, 40, code="CP99", title="Others"),
        ]
        assert len(self.tied(tie_years, *rows).relations) == 1

    @pytest.mark.parametrize(("adds_up", "is_tied"), [("Each period alone", True), ("", False)])
    def test_tie_a_year_that_is_held_back_only_where_it_is_known_how_it_adds_up(
        self, adds_up: str, is_tied: bool
    ) -> None:
        year = self.year(Missing.SUPPRESSED, adds_up)
        quarters = self.quarters(adds_up, 10, 20, 30, 40)

        assert bool(self.tied(tie_years, year, *quarters).relations) == is_tied

    @pytest.mark.parametrize(("values", "is_same"), [((10, 20, 30, 40), True), ((10, 20), False)])
    def test_take_a_running_year_for_its_last_quarter_only_where_that_is_its_end(
        self, values: tuple[int, ...], is_same: bool
    ) -> None:
        running = "Running total of the year"
        year, quarters = self.year(values[-1], running), self.quarters(running, *values)
        ties = self.tied(tie_last_of_the_year, year, *quarters)

        last = quarters[-1].name(COUNTED)
        assert (ties.cell(year.name(COUNTED)) == ties.cell(last)) == is_same


class TestAPuzzle:
    def puzzle(self, relations: list[Relation], **counts: int) -> Puzzle:
        windows = [(1, 10)] * len(counts)
        return Puzzle(counts, relations, windows, frozenset(), [], frozenset())

    @pytest.mark.parametrize(
        ("amount", "has_room"), [(8, True), (9, False), (-1, True), (-2, False)]
    )
    def test_has_room_up_to_both_ends_of_a_window(self, amount: int, has_room: bool) -> None:
        assert self.puzzle([], a=2).has_room(0, amount) == has_room

    @pytest.mark.parametrize(("amount", "may_be"), [(-1, True), (-2, False), (2, True)])
    def test_hides_no_count_that_would_be_none(self, amount: int, may_be: bool) -> None:
        assert self.puzzle([], a=2).may_be_hidden(0, amount) == may_be

    def test_counts_a_cell_as_often_as_a_relation_has_it(self) -> None:
        assert self.puzzle([Relation("t", ("a", "a"))], a=2, t=4).gaps_of(0, 1) == {0: 2}

    def test_remembers_a_change_and_its_opposite_and_forgets_the_oldest(self) -> None:
        puzzle = self.puzzle([], a=2, b=5)

        puzzle.remember({0: 1, 1: -1})
        assert [change for change, _ in puzzle.known[0]] == [{0: 1, 1: -1}, {0: -1, 1: 1}]

        for _ in range(MOST_KNOWN):
            puzzle.remember({0: 1})
        assert len(puzzle.known[0]) == MOST_KNOWN

    def test_puts_each_cell_into_one_group_in_the_order_of_names(self) -> None:
        puzzle = self.puzzle([Relation("t", ("c", "a"))], c=2, b=3, a=4, t=6)

        groups = [cells for cells, _ in puzzle.groups([0, 1, 2])]
        assert [[puzzle.names[cell] for cell in cells] for cells in groups] == [["a", "c"], ["b"]]


class TestWhatMayBeShown:
    @pytest.mark.parametrize("count", [0, 3, 7])
    def test_without_rounding_is_the_count_itself(self, count: int) -> None:
        assert SmallNumbers().window(count) == (count, count)

    @pytest.mark.parametrize(("word", "is_not_said"), [("Yes", False), ("No", False), ("", True)])
    def test_is_unclear_only_where_no_word_can_be_read(self, word: str, is_not_said: bool) -> None:
        said = {"code": "CP06", "area": "Ourshire", "publish": "Yes"}
        (remark,) = check(board(Scorecard=[said])).board.remarks
        odd = replace(remark, publish=word, source=replace(remark.source, unreadable=True))

        assert is_unclear(odd) == is_not_said
