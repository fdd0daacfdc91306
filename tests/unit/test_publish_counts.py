"""Which counts a row of data gives away, and from what other rows they follow, when published."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import board, check, datum, indicator
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published
from toolkit.publishing.row_counts import ALL, COUNTED, OTHERS, counts_of

AREAS = (
    {"name": "Ourshire", "kind": "Our area"},
    {"name": "East", "kind": "Part of our area"},
    {"name": "West", "kind": "Part of our area"},
    {"name": "England", "kind": "England"},
)
EACH = {"adds_up": "Each period alone"}
C = "Suppressed"


def published(
    *data: Any, rounding: str = "", series: Sequence[dict[str, Any]] = ({},), **fields: Any
) -> Published:
    """Indicators of those fields; their codes are CP06, CP07 and so on, their unit Number."""
    indicators = [
        indicator(
            id=f"I-{number:04}", code=f"CP{number + 5:02}", title=f"Title {number}",
            **{"unit": "Number", "target": None, **fields, **own},
        )
        for number, own in enumerate(series, start=1)
    ]  # fmt: skip
    content = board(
        settings={"rounding": rounding} if rounding else None,
        Indicators=indicators,
        Data=data,
        Areas=AREAS,
    )
    return publish(check(content).board)


def shown(found: Published) -> list[Any]:
    return [row.value if isinstance(row.value, Decimal) else row.status for row in found.board.data]


def q(number: int, value: Any, **fields: Any) -> dict[str, Any]:
    status = {"status": value} if isinstance(value, str) else {}
    value = None if isinstance(value, str) else value
    return datum(period=f"2025/26 Q{number}", value=value, **{**status, **fields})


def year(value: Any, **fields: Any) -> dict[str, Any]:
    return datum(period="2025/26", value=value, **fields)


# One of a row's counts is left blank


@pytest.mark.parametrize(
    ("unit", "row", "is_shown"),
    [
        ("%", {"value": Decimal("5.0"), "denominator": 40}, False),
        ("%", {"value": Decimal("12.5"), "denominator": 40}, True),
        ("%", {"value": Decimal("97.5"), "numerator": 39}, False),
        ("%", {"value": Decimal("75"), "numerator": 39}, True),
        ("%", {"value": Decimal("99.9"), "denominator": 400}, False),
        ("%", {"value": Decimal("0.1"), "denominator": 400}, False),
        ("%", {"value": 0, "denominator": 400}, True),
        ("%", {"value": 100, "numerator": 400}, True),
        ("Per 10,000", {"value": Decimal("0.7"), "denominator": 41_600}, False),
        ("Per 10,000", {"value": Decimal("7.9"), "denominator": 41_600}, True),
        ("Per 10,000", {"value": Decimal("0.7"), "denominator": 0}, True),
        ("Days", {"value": 15, "numerator": 30}, False),
        ("Days", {"value": 15, "numerator": 300}, True),
        ("Average", {"value": Decimal("2.5"), "numerator": 10}, False),
        ("Average", {"value": Decimal("2.5"), "denominator": 4}, False),
    ],
)
def test_a_count_left_blank_is_worked_out_from_the_value_and_the_other(
    unit: str, row: dict[str, Any], is_shown: bool
) -> None:
    assert shown(published(datum(**row), unit=unit)) == ([row["value"]] if is_shown else [C])


@pytest.mark.parametrize(("value", "is_shown"), [(Decimal("4"), False), (Decimal("4.9"), True)])
def test_a_quarters_rate_may_be_that_of_a_year(value: Decimal, is_shown: bool) -> None:
    """4.0 of 41,600 are 17 in the quarter, or 4 at the pace of a year."""
    row = datum(value=value, denominator=41_600)
    assert (shown(published(row, unit="Per 10,000")) != [C]) is is_shown


def test_rows_with_all_their_counts_say_at_what_pace_rates_are_given() -> None:
    known = datum(period="2025/26 Q4", value=10, numerator=42, denominator=41_600)
    at_pace = {**known, "numerator": 10}
    row = datum(value=Decimal("4"), denominator=41_600)
    assert shown(published(known, row, unit="Per 10,000"))[-1] == 4
    assert shown(published(at_pace, row, unit="Per 10,000"))[-1] == C


def test_a_years_rate_without_its_count_does_not_give_a_quarters_away() -> None:
    rates = {10: Decimal("2.4"), 3: Decimal("0.72")}
    quarters = [
        q(number, rates[count], numerator=count, denominator=41_600)
        for number, count in enumerate((3, 10, 10, 10), start=1)
    ]
    found = published(
        *quarters, year(Decimal("7.93"), denominator=41_600), unit="Per 10,000", decimals=2, **EACH
    )
    assert shown(found).count(C) > 1


def test_a_years_rate_is_at_its_own_pace() -> None:
    rate = {"unit": "Per 10,000", "frequency": "Financial year"}
    assert shown(published(year(Decimal("7.9"), denominator=41_600), **rate)) == [Decimal("7.9")]
    assert shown(published(year(Decimal("7.9"), numerator=33, denominator=41_600), **rate)) == [
        Decimal("7.9")
    ]
    rounded = published(year(Decimal("7.9"), denominator=41_600), rounding="Nearest 5", **rate)
    assert shown(rounded) == [Decimal("8.4")]


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ({"value": Decimal("99.9"), "denominator": 400}, (399, 400, 1)),
        ({"value": Decimal("99.9"), "numerator": 400}, (400, 401, 1)),
        ({"value": Decimal("0.1"), "denominator": 400}, (1, 400, 399)),
        ({"value": Decimal("50"), "denominator": 40}, (20, 40, 20)),
    ],
)
def test_a_share_that_is_neither_all_nor_none_counts_someone_and_leaves_someone(
    row: dict[str, Any], counts: tuple[int, int, int]
) -> None:
    made = check(board(Indicators=[indicator()], Data=[datum(**row)])).board
    found = counts_of(made.indicators[0], made.data[0])
    assert (found[COUNTED], found[ALL], found[OTHERS]) == counts


# The unit


def test_without_a_unit_a_value_is_taken_for_a_count() -> None:
    """The board is read with a unit, which is then taken away: a unit is required."""
    content = board(
        Indicators=[indicator(unit="Number", target=None)],
        Data=[datum(value=3), datum(period="2025/26 Q4", value=30)],
        Areas=AREAS,
    )
    made = check(content).board
    made = replace(made, indicators=tuple(replace(each, unit="") for each in made.indicators))
    assert shown(publish(made)) == [30, C]


def test_counts_beside_a_number_are_not_published() -> None:
    (row,) = published(datum(value=300, numerator=3, denominator=9)).board.data
    assert row.value == 300
    assert {row.numerator, row.denominator}.isdisjoint({3, 9})


# Areas


def test_figures_of_an_area_that_is_not_listed_are_left_out() -> None:
    data = [datum(value=20), datum(area="Nowhere", value=3), datum(area="England", value=3)]
    assert shown(published(*data)) == [20, 3]


def test_figures_without_an_area_are_left_out() -> None:
    assert shown(published(datum(value=20), datum(area="", value=3))) == [20]


@pytest.mark.parametrize(("whole", "is_shown"), [(30, False), (32, False), (33, True), (28, True)])
def test_a_part_without_a_row_does_not_follow_from_the_total(whole: int, is_shown: bool) -> None:
    found = published(datum(value=whole), datum(area="East", value=28))
    assert (C not in shown(found)) is is_shown


def test_a_part_that_is_missing_beside_one_without_a_row_does_not_hide_the_total() -> None:
    missing = datum(area="East", value=None, status="Not supplied")
    assert shown(published(datum(value=30), missing)) == [30, "Not supplied"]


# Periods


@pytest.mark.parametrize("status", ["Suppressed", "Not supplied"])
def test_what_two_quarters_added_together_does_not_follow_across_a_gap(status: str) -> None:
    running = {"adds_up": "Running total of the year"}
    assert shown(published(q(1, 5), q(2, status), q(3, 7), **running)).count(C) > (
        status == "Suppressed"
    )
    assert shown(published(q(1, 5), q(2, status), q(3, 25), **running)) == [5, status, 25]


@pytest.mark.parametrize("last", [12, 14])
def test_what_several_quarters_added_together_is_not_left_by_a_hidden_one(last: int) -> None:
    found = published(q(1, 10), q(2, 11), q(3, last), adds_up="Running total of the year")
    left = [value for value in shown(found) if value != C]
    assert len(left) == 1


def test_a_years_running_total_does_not_give_its_last_quarter_away() -> None:
    """The three of East are what the year's figure of West leaves of the last quarter's whole."""
    found = published(
        q(4, 20), q(4, 3, area="East"), q(4, 17, area="West"), year(17, area="West"),
        adds_up="Running total of the year",
    )  # fmt: skip
    whole, _, west, wests_year = shown(found)
    assert whole == C or {west, wests_year} == {C}


@pytest.mark.parametrize("status", ["Suppressed", "Not supplied"])
def test_a_missing_quarter_does_not_follow_where_nothing_says_how_quarters_add_up(
    status: str,
) -> None:
    found = published(q(1, status), q(2, 10), q(3, 12), q(4, 11), year(36))
    assert shown(found).count(C) > (status == "Suppressed")


def test_a_quarter_without_a_row_does_not_follow_where_nothing_says_how_quarters_add_up() -> None:
    assert C in shown(published(q(2, 10), q(3, 12), q(4, 11), year(36)))


def test_quarters_that_do_not_add_up_hide_nothing_where_nothing_says_how_they_do() -> None:
    values = (9, 10, 12, 11)
    quarters = [q(number, value) for number, value in enumerate(values, start=1)]
    assert shown(published(*quarters, year(45))) == [*values, 45]


# The same count in other places


def test_quarters_of_a_denominator_do_not_follow_from_the_years_number() -> None:
    quarters = [
        q(number, round(Decimal(some * 100) / of, 1), numerator=some, denominator=of)
        for number, (some, of) in enumerate([(0, 3), (5, 10), (6, 11), (6, 12)], start=1)
    ]
    number = year(36, indicator="CP07")
    series = (
        {"unit": "%", "denominator": "Referrals"},
        {"numerator": "referrals", "frequency": "Financial year"},
    )
    assert shown(published(*quarters, number, series=series)).count(C) > 1


def test_quarters_of_two_shares_and_a_number_of_one_whole_count_once() -> None:
    """All three have the whole's quarters; they do not overlap for that."""
    rows = []
    for number, (some, of) in enumerate([(0, 3), (5, 10), (6, 11), (6, 12)], start=1):
        share = round(Decimal(some * 100) / of, 1)
        rows.append(q(number, share, numerator=some, denominator=of))
        rows.append(q(number, share, numerator=some, denominator=of, indicator="CP07"))
    series = (
        {"unit": "%", "denominator": "Referrals"},
        {"unit": "%", "denominator": "Referrals"},
        {"numerator": "referrals", "frequency": "Financial year"},
    )
    found = shown(published(*rows, year(36, indicator="CP08"), series=series))
    assert found.count(C) > 2


def test_a_number_for_the_whole_area_does_not_give_a_parts_denominator_away() -> None:
    rows = [
        datum(value=30),
        datum(indicator="CP07", area="East", value=Decimal("33.3"), numerator=9, denominator=27),
        datum(indicator="CP07", area="West", value=0, numerator=0, denominator=3),
    ]
    series = ({"numerator": "Kids"}, {"unit": "%", "denominator": "Kids"})
    assert shown(published(*rows, series=series)).count(C) > 1


@pytest.mark.parametrize(("other", "is_shown"), [(48, False), (45, True)])
def test_what_shares_leave_of_their_whole_is_looked_at_where_the_whole_has_no_row(
    other: int, is_shown: bool
) -> None:
    rows = [
        datum(value=50, numerator=50, denominator=100),
        datum(indicator="CP07", value=other, numerator=other, denominator=100),
        datum(indicator="CP08", period="2025/26 Q4", value=300),
    ]
    share = {"unit": "%", "part_of": "CP08"}
    found = published(*rows, series=(share, share, {}))
    assert (C not in shown(found)) is is_shown


# The usual pack


def test_of_the_usual_pack_little_more_is_hidden_and_nothing_is_said_to_be_public() -> None:
    """Five categories and their total, by area and by quarter, with the years."""
    rows = []
    counts: dict[tuple[str, str, int], int] = defaultdict(int)
    for area, lines in USUAL.items():
        for code, line in zip(("CP06", "CP07", "CP08", "CP09", "CP10"), lines, strict=True):
            for quarter, count in enumerate(line, start=1):
                for place in (area, "Ourshire"):
                    for what in (code, "CP11"):
                        counts[what, place, quarter] += count
                        counts[what, place, 0] += count
    for (code, area, quarter), count in counts.items():
        make = q(quarter, count) if quarter else year(count)
        rows.append({**make, "indicator": code, "area": area})
    found = published(*rows, series=(*[{"part_of": "CP11", **EACH}] * 5, EACH))
    small = sum(1 <= count <= 4 for count in counts.values())
    assert len(rows) == 90
    assert found.exposed == found.unsure == ()
    assert small < found.hidden <= small + 15


USUAL = {
    "East": ((2, 10, 5, 1), (1, 3, 10, 6), (6, 1, 5, 10), (4, 8, 12, 12), (2, 4, 12, 5)),
    "West": ((2, 8, 6, 2), (6, 8, 5, 10), (2, 4, 5, 2), (1, 4, 6, 10), (4, 12, 12, 1)),
}


@pytest.mark.parametrize(("value", "is_shown"), [(5, False), (25, True)])
def test_a_share_without_counts_is_hidden_where_another_row_says_of_how_many(
    value: int, is_shown: bool
) -> None:
    """5 per cent of the 40 children that the other indicator counts are two."""
    rows = [datum(value=40), datum(indicator="CP07", value=value)]
    series = ({"numerator": "Children seen"}, {"unit": "%", "denominator": "children seen"})
    assert (C not in shown(published(*rows, series=series))) is is_shown


@pytest.mark.parametrize(("value", "is_shown"), [(Decimal("97.5"), False), (75, True)])
def test_a_share_without_counts_is_hidden_where_another_row_says_how_many_it_counts(
    value: Any, is_shown: bool
) -> None:
    """39 that are 97.5 per cent leave one."""
    rows = [datum(value=39), datum(indicator="CP07", value=value)]
    series = ({"numerator": "Plans kept"}, {"unit": "%", "numerator": "plans kept"})
    assert (C not in shown(published(*rows, series=series))) is is_shown


def test_an_area_listed_twice_is_still_a_part_of_the_whole() -> None:
    content = board(
        Indicators=[indicator(unit="Number", target=None)],
        Data=[datum(value=43), datum(area="East", value=3), datum(area="West", value=40)],
        Areas=(*AREAS, AREAS[0], AREAS[1]),
    )
    assert shown(publish(check(content).board)).count(C) > 1


# Rounding


def test_a_rate_at_the_pace_of_a_year_stays_one_when_its_count_is_rounded() -> None:
    row = datum(value=Decimal("583.6"), numerator=607, denominator=41_600)
    (found,) = published(row, unit="Per 10,000", rounding="Nearest 5").board.data
    assert (found.numerator, found.value) == (605, Decimal("581.7"))


@pytest.mark.parametrize("unit", ["Per 10,000", "%"])
def test_a_share_that_cannot_be_rounded_is_hidden_and_counted(unit: str) -> None:
    row = datum(value=0 if unit == "%" else 7, numerator=0 if unit == "%" else 30)
    found = published(row, unit=unit, rounding="Nearest 5")
    assert shown(found) == [C]
    assert found.hidden == 1


def test_a_share_without_its_count_is_worked_out_from_the_rounded_one() -> None:
    row = datum(value=Decimal("51.2"), denominator=43)
    (found,) = published(row, unit="%", rounding="Nearest 5").board.data
    assert (found.value, found.denominator) == (Decimal("44.4"), 45)
    assert not isinstance(found.numerator, Decimal)


def test_a_rate_of_unknown_pace_is_hidden_rather_than_rounded_wrongly() -> None:
    row = datum(value=Decimal("583.6"), denominator=41_600)
    assert shown(published(row, unit="Per 10,000", rounding="Nearest 5")) == [C]


@pytest.mark.parametrize("unit", ["Days", "Average"])
def test_what_a_mean_is_of_is_rounded_and_its_sum_left_out(unit: str) -> None:
    row = datum(value=15, numerator=330, denominator=22)
    (found,) = published(row, unit=unit, rounding="Nearest 5").board.data
    assert (found.value, found.denominator) == (15, 20)
    assert not isinstance(found.numerator, Decimal)
