"""Direction of travel: the words a reader sees, their boundaries and their symmetries."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.direction import Direction, Directions, Travel, judge, of_series
from toolkit.measures.intervals import of_count
from toolkit.measures.series import Point
from toolkit.measures.tolerance import Tolerance
from toolkit.measures.trend import Movement, between_two
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind, parse

NUMBERS = st.decimals(-10_000, 10_000, places=2)
TOLERANCES = st.builds(
    Tolerance, st.decimals(0, 20, places=1), st.sampled_from(["Points", "Percent"])
)
POLARITIES = st.sampled_from(["Higher", "Lower", "Neither", ""])
MISSING = st.sampled_from(Missing)
TWO_PER_CENT = Tolerance(Decimal(2), "Percent")
MIRRORED = {Travel.BETTER: Travel.WORSE, Travel.WORSE: Travel.BETTER}


def travel(earlier: str, latest: str, good_is: str, tolerance: Tolerance = TWO_PER_CENT) -> Travel:
    return judge(Decimal(latest), Decimal(earlier), good_is, tolerance).travel


@pytest.mark.parametrize(
    ("latest", "good_is", "expected"),
    [
        ("52", "Higher", Travel.BETTER),
        ("52", "Lower", Travel.WORSE),
        ("48", "Higher", Travel.WORSE),
        ("48", "Lower", Travel.BETTER),
        ("52", "Neither", Travel.NO_JUDGEMENT),
        ("50", "Neither", Travel.STABLE),
        ("50", "Higher", Travel.STABLE),
    ],
)
def test_polarity_decides_what_a_change_means(latest: str, good_is: str, expected: Travel) -> None:
    assert travel("50", latest, good_is) is expected


@pytest.mark.parametrize(("latest", "side"), [("51", 0), ("51.1", 1), ("49", 0), ("48.9", -1)])
def test_which_way_a_figure_went_does_not_hang_on_which_way_is_good(latest: str, side: int) -> None:
    for good_is in ("Higher", "Lower", "Neither", "Stay close"):
        assert judge(Decimal(latest), Decimal(50), good_is, TWO_PER_CENT).side == side


@pytest.mark.parametrize("good_is", ["Higher", "Lower", "Neither"])
@pytest.mark.parametrize("latest", ["49", "51"])
def test_a_change_of_just_the_tolerance_is_stable(latest: str, good_is: str) -> None:
    assert travel("50", latest, good_is) is Travel.STABLE


@pytest.mark.parametrize("latest", ["48.99", "51.01"])
def test_a_change_beyond_the_tolerance_is_not(latest: str) -> None:
    assert travel("50", latest, "Higher") is not Travel.STABLE


def test_percent_is_of_the_earlier_value() -> None:
    ten_per_cent = Tolerance(Decimal(10), "Percent")
    assert travel("100", "90", "Higher", ten_per_cent) is Travel.STABLE
    assert travel("90", "100", "Higher", ten_per_cent) is Travel.BETTER


def test_from_zero_any_change_counts_in_percent_but_not_in_points() -> None:
    assert travel("0", "1", "Lower") is Travel.WORSE
    assert travel("0", "1", "Lower", Tolerance(Decimal(1), "Points")) is Travel.STABLE


@pytest.mark.parametrize("kind", ["Points", "Percent"])
def test_no_change_is_stable_even_where_a_tolerance_was_mistyped(kind: str) -> None:
    assert travel("50", "50", "Higher", Tolerance(Decimal(-2), kind)) is Travel.STABLE


@pytest.mark.parametrize("why", Missing)
def test_a_missing_value_is_awaited_and_says_why(why: Missing) -> None:
    for found in (
        judge(why, Decimal(50), "Higher", TWO_PER_CENT),
        judge(Decimal(50), why, "Higher", TWO_PER_CENT),
    ):
        assert found.travel is Travel.AWAITED
        assert found.reason.endswith(f"value is {why.value}.")


@pytest.mark.parametrize(
    ("earlier", "latest", "good_is", "reason"),
    [
        ("50", "52", "Higher", "50 to 52: up, and higher is good, so better."),
        ("50", "48.5", "Higher", "50 to 48.5: down, and higher is good, so worse."),
        ("50", "48.5", "Lower", "50 to 48.5: down, and lower is good, so better."),
        ("50", "50.50", "Lower", "50 to 50.5: a change within 2 per cent."),
        ("50.0", "50", "Lower", "Unchanged at 50."),
        ("50", "52", "Neither", "50 to 52: neither direction is good."),
    ],
)
def test_the_reason_reads_well(earlier: str, latest: str, good_is: str, reason: str) -> None:
    found = judge(Decimal(latest), Decimal(earlier), good_is, TWO_PER_CENT)
    assert found.reason == reason


@given(NUMBERS, NUMBERS, TOLERANCES)
def test_verdicts_mirror_when_polarity_flips(
    latest: Decimal, earlier: Decimal, tolerance: Tolerance
) -> None:
    higher = judge(latest, earlier, "Higher", tolerance).travel
    lower = judge(latest, earlier, "Lower", tolerance).travel
    assert lower is MIRRORED.get(higher, higher)


@given(NUMBERS, NUMBERS, POLARITIES, st.integers(1, 1000))
def test_in_percent_the_unit_does_not_matter(
    latest: Decimal, earlier: Decimal, good_is: str, scale: int
) -> None:
    as_given = judge(latest, earlier, good_is, TWO_PER_CENT).travel
    assert judge(latest * scale, earlier * scale, good_is, TWO_PER_CENT).travel is as_given


@given(NUMBERS, NUMBERS, st.decimals(0, 20, places=1), POLARITIES, NUMBERS)
def test_in_points_the_starting_point_does_not_matter(
    latest: Decimal, earlier: Decimal, amount: Decimal, good_is: str, shift: Decimal
) -> None:
    points = Tolerance(amount, "Points")
    as_given = judge(latest, earlier, good_is, points).travel
    assert judge(latest + shift, earlier + shift, good_is, points).travel is as_given


@given(MISSING, st.one_of(NUMBERS, MISSING), POLARITIES, TOLERANCES)
def test_what_is_missing_is_never_worse(
    why: Missing, other: Decimal | Missing, good_is: str, tolerance: Tolerance
) -> None:
    assert judge(why, other, good_is, tolerance).travel is Travel.AWAITED
    assert judge(other, why, good_is, tolerance).travel is Travel.AWAITED


# A series


def quarters(values: dict[str, Value], version_of_last: str = "") -> list[Point]:
    points = [Point(parse(words, PeriodKind.QUARTER), value) for words, value in values.items()]
    last = points[-1]
    points[-1] = Point(last.period, last.value, version=version_of_last)
    return points


def directions(points: list[Point]) -> Directions:
    return of_series(points, "Higher", TWO_PER_CENT)


def test_short_looks_back_a_period_and_long_a_year() -> None:
    found = directions(
        quarters({"2023/24 Q2": Decimal(60), "2024/25 Q1": Decimal(40), "2024/25 Q2": Decimal(50)})
    )
    assert (found.short.travel, found.long.travel) == (Travel.BETTER, Travel.WORSE)


def test_the_next_older_figure_never_stands_in_for_the_one_before() -> None:
    found = directions(quarters({"2023/24 Q4": Decimal(40), "2024/25 Q2": Decimal(50)}))
    assert found.short == Direction(Travel.AWAITED, "There is no value for 2024/25 Q1.")
    assert found.long == Direction(Travel.AWAITED, "There is no value for 2023/24 Q2.")


@pytest.mark.shared
def test_years_that_do_not_follow_each_other_show_no_change(shared: Path) -> None:
    text = (shared / "facts/vectors/lait_polarity_quartile.json").read_text("utf-8")
    cases: Any = json.loads(text, parse_int=Decimal)["change_from_previous_year"]
    assert len(cases) == 2
    for case in cases:
        points = [
            Point(parse(year, PeriodKind.CALENDAR_YEAR), value)
            for year, value in case["series"].items()
        ]
        expected = Travel.AWAITED if case["exp"] is None else Travel.BETTER
        assert directions(points).short.travel is expected


def test_snapshots_are_compared_with_the_one_before() -> None:
    points = [
        Point(parse(day, PeriodKind.SNAPSHOT), Decimal(value))
        for day, value in (("31 March 2024", 40), ("7 June 2024", 50))
    ]
    assert directions(points).short.travel is Travel.BETTER
    assert directions(points[:1]).short.reason == "There is no value for an earlier day."


def test_a_change_of_definition_is_no_change_of_the_figure() -> None:
    points = quarters({"2024/25 Q1": Decimal(40), "2024/25 Q2": Decimal(50)}, "2")
    assert directions(points).short == Direction(
        Travel.AWAITED, "The definition changed between 2024/25 Q1 and 2024/25 Q2."
    )


def test_a_quarter_not_due_yet_is_passed_over_and_one_suppressed_is_not() -> None:
    known: dict[str, Value] = {"2024/25 Q1": Decimal(40), "2024/25 Q2": Decimal(50)}
    waiting = quarters(known | {"2024/25 Q3": Missing.NOT_DUE})
    assert directions(waiting) == directions(quarters(known))
    hidden = quarters(known | {"2024/25 Q3": Missing.SUPPRESSED})
    assert directions(hidden).short == Direction(Travel.AWAITED, "The latest value is suppressed.")


def test_without_values_there_is_no_direction() -> None:
    assert directions([]).short == Direction(Travel.AWAITED, "There are no values.")


# Published words

DOUBTFUL = {
    (1560, "491 to 496"): "slightly increased",
    (228, "3480 to 3306"): "reduction",
    (1560, "2107 to 2226"): "increase",
    (1581, "13 to 11"): "reduced",
    (1585, "92 to 82"): "further reduction",
}
"""Words of change for counts whose intervals overlap: chance alone could be behind them."""


@pytest.fixture(scope="module")
def worded(shared: Path) -> Any:
    text = (shared / "seeds/rag_rules.json").read_text("utf-8")
    found = json.loads(text, parse_float=Decimal, parse_int=Decimal)["worded_directions"]
    assert len(found) == 23
    return found


@pytest.mark.shared
def test_two_per_cent_tells_published_words_of_change_from_those_of_none(worded: Any) -> None:
    """But for one: 28 to 26 is said to remain low, and is small enough to be chance."""
    labels = {Travel.BETTER: "Up", Travel.WORSE: "Down", Travel.STABLE: "Stable"}
    unchanged = ("stable", "slight", "remains")
    differing = []
    for case in worded:
        found = judge(case["current"], case["previous"], "Higher", TWO_PER_CENT).travel
        assert labels[found] == case["label_at_2_percent"]
        if (found is Travel.STABLE) is not any(word in case["word"] for word in unchanged):
            differing.append(case["word"])
    assert differing == ["remains low"]


@pytest.mark.shared
def test_published_words_that_name_a_direction_name_ours(worded: Any) -> None:
    named = 0
    for case in worded:
        found = judge(case["current"], case["previous"], "Higher", Tolerance())
        for words, side in ((("increase", "rise"), 1), (("reduc", "dipped", "down"), -1)):
            if any(word in case["word"] for word in words):
                assert found.side == side, case["word"]
                named += 1
    assert named == 20


@pytest.mark.shared
def test_published_words_of_change_that_chance_could_explain_are_listed(worded: Any) -> None:
    doubtful = {}
    for case in worded:
        now, then = case["current"], case["previous"]
        is_count = not case["unit"] and now % 1 == then % 1 == 0
        says_no_change = any(w in case["word"] for w in ("stable", "not significant", "remains"))
        movement = between_two(of_count(now).at_95, of_count(then).at_95)
        if is_count and not says_no_change and movement is Movement.NO_CHANGE:
            doubtful[int(case["line"]), f"{then} to {now}"] = case["word"]
    assert doubtful == DOUBTFUL


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(values: list[Decimal], random: Any) -> None:
    points = [
        Point(parse(str(2010 + at), PeriodKind.CALENDAR_YEAR), value)
        for at, value in enumerate(values)
    ]
    shuffled = points.copy()
    random.shuffle(shuffled)
    assert directions(shuffled) == directions(points)
