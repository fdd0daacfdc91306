"""Comparisons with a benchmark: the published verdicts, the ends of intervals, the symmetries."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures import funnel
from toolkit.measures.benchmark import (
    Benchmark,
    Comparison,
    Standing,
    compare,
    judged,
    meets_target,
    neighbours_mean,
    outside,
    two_areas,
)
from toolkit.measures.funnel import NOT_OUTLYING, Outlying, control_limits, score_limits
from toolkit.measures.intervals import Estimate, Interval, Level, of_proportion, of_rate
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import PeriodKind, parse

YEAR = parse("2024/25", PeriodKind.FINANCIAL_YEAR)
COUNTS = st.integers(0, 5_000).map(Decimal)
BENCHMARKS = st.decimals(0, 100, places=2)
POLARITIES = st.sampled_from(["Higher", "Lower", "Neither", ""])
MIRRORED = {Standing.BETTER: Standing.WORSE, Standing.WORSE: Standing.BETTER}
POLARITY = {"low_is_good": "Lower", "high_is_good": "Higher"}
OUTLYING = {
    "High (0.001)": Outlying(1, Level.NINETY_NINE_EIGHT),
    "High (0.025)": Outlying(1, Level.NINETY_FIVE),
    "Low (0.001)": Outlying(-1, Level.NINETY_NINE_EIGHT),
    "Low (0.025)": Outlying(-1, Level.NINETY_FIVE),
    "Not significant": NOT_OUTLYING,
}


def load(shared: Path, name: str) -> Any:
    text = (shared / "facts" / f"{name}.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


@pytest.fixture(scope="module")
def published(shared: Path) -> Any:
    return load(shared, "vectors/rag_benchmark")


def interval(lower: str, upper: str) -> Interval:
    return Interval(Decimal(lower), Decimal(upper))


def england(value: Value, period: str = "2024/25") -> Benchmark:
    return Benchmark("England", value, parse(period, PeriodKind.FINANCIAL_YEAR))


def compared(benchmark: str, good_is: str) -> Comparison:
    """Ours is 2.6, between 2.5 and 2.7 at 95 per cent, 2.3 and 2.9 at 99.8."""
    ours = Estimate(Decimal("2.6"), "Byar", interval("2.5", "2.7"), interval("2.3", "2.9"), "")
    return compare(ours, YEAR, england(Decimal(benchmark)), good_is)


# Published verdicts


@pytest.mark.shared
@pytest.mark.parametrize("polarity", POLARITY)
def test_the_five_published_verdicts_are_reproduced(published: Any, polarity: str) -> None:
    names = {
        (Standing.BETTER, Level.NINETY_NINE_EIGHT): "best",
        (Standing.BETTER, Level.NINETY_FIVE): "better",
        (Standing.SIMILAR, None): "same",
        (Standing.WORSE, Level.NINETY_FIVE): "worse",
        (Standing.WORSE, Level.NINETY_NINE_EIGHT): "worst",
    }
    assert len(published["two_level_ci"]["cases"]) == 5
    for case in published["two_level_ci"]["cases"]:
        found = compared(str(case["benchmark"]), POLARITY[polarity])
        assert names[found.standing, found.level] == case[polarity]


@pytest.mark.shared
def test_two_areas_are_the_same_where_their_intervals_touch(published: Any) -> None:
    names = {"same": False, "different": True, "none": None}
    assert len(published["double_ci"]) == 4
    for case in published["double_ci"]:
        one, other = (
            None if lower is None else Interval(lower, upper)
            for _, lower, upper in (case["a"], case["b"])
        )
        assert two_areas(one, other) is names[case["exp"]]


@pytest.mark.shared
def test_the_published_control_limits_give_the_published_verdicts(published: Any) -> None:
    assert len(published["spc_proportions"]["cases"]) == 5
    for case in published["spc_proportions"]["cases"]:
        for level, name in ((Level.NINETY_FIVE, "r95"), (Level.NINETY_NINE_EIGHT, "r998")):
            limits = control_limits(case["n"], case["benchmark_pct"] / 100, level)
            share = case["value"] / 100
            verdict = "same" if limits.holds(share) else "better"
            verdict = "worse" if share > limits.upper else verdict
            assert verdict == case[name]


@pytest.mark.shared
def test_without_a_denominator_nothing_is_compared(published: Any) -> None:
    assert published["spc_proportions"]["denominator_le_0"] == "none"
    for denominator in (Decimal(0), Decimal(-1)):
        found = compare(of_proportion(Decimal(0), denominator), YEAR, england(Decimal(9)), "Lower")
        assert found.standing is Standing.NOT_COMPARED


@pytest.mark.shared
def test_the_published_targets_with_intervals_are_reproduced_but_for_one(published: Any) -> None:
    """An interval that is the target itself counts as worse there where low is good."""
    names = {"better": Standing.BETTER, "worse": Standing.WORSE, "same": Standing.SIMILAR}
    differing = [
        (str(case["lo"]), polarity)
        for case in published["single_target_10_with_ci"]
        for polarity, good_is in POLARITY.items()
        if polarity in case
        and meets_target(Interval(case["lo"], case["up"]), Decimal(10), good_is)
        is not names[case[polarity]]
    ]
    assert len(published["single_target_10_with_ci"]) == 4
    assert differing == [("10", "low_is_good")]


@pytest.mark.shared
def test_the_published_funnel_limits_are_reproduced(shared: Path) -> None:
    rows = load(shared, "stats/phe_funnel_limits_proportions")["vectors"]
    assert len(rows) == 26
    for row in rows:
        whole = row["input"]["baseline_percent"] / 100
        for level, name in ((Level.NINETY_FIVE, "2s"), (Level.NINETY_NINE_EIGHT, "3s")):
            limits = score_limits(row["input"]["population"], whole, level)
            for found, end in ((limits.lower, "lower"), (limits.upper, "upper")):
                # The baseline itself is printed to six places.
                assert abs(found * 100 - row["expected"][f"{end}_{name}"]) < Decimal("2e-6")


@pytest.mark.shared
def test_the_published_flags_of_proportions_are_reproduced(shared: Path) -> None:
    rows = load(shared, "stats/phe_funnel_significance_proportions")["vectors"]
    counts = [(row["input"]["numerator"], row["input"]["denominator"]) for row in rows]
    whole = sum(some for some, _ in counts) / sum(everyone for _, everyone in counts)
    found = [funnel.of_proportion(*pair, whole) for pair in counts]
    assert len(found) == 303
    assert found == [OUTLYING[row["expected"]["significance"]] for row in rows]


@pytest.mark.shared
def test_the_published_flags_of_ratios_are_reproduced(shared: Path) -> None:
    rows = load(shared, "stats/phe_funnel_significance_ratios")["vectors"]
    found = [
        funnel.of_events(row["input"]["observed"], row["input"]["expected_events"]) for row in rows
    ]
    assert len(found) == 300
    assert found == [OUTLYING[row["expected"]["significance"]] for row in rows]


@pytest.mark.shared
@pytest.mark.parametrize("base", ["100", "100000"])
@pytest.mark.parametrize("with_zero", [True, False])
def test_the_published_flags_of_crude_rates_are_reproduced(
    shared: Path, base: str, with_zero: bool
) -> None:
    rows = load(shared, "stats/phe_funnel_significance_rates")["vectors"]
    assert len(rows) == 40
    column = f"crude_per_{base}_{'with' if with_zero else 'without'}_0"
    if not with_zero:
        rows = [row for row in rows if row["input"]["count"]]
    counts = [(row["input"]["count"], row["input"]["pop"]) for row in rows]
    whole = sum(count for count, _ in counts) / sum(people for _, people in counts)
    found = [funnel.of_events(count, people * whole) for count, people in counts]
    assert found == [OUTLYING[row["expected"][column]] for row in rows]


# Boundaries


@pytest.mark.parametrize(
    ("benchmark", "standing", "level"),
    [
        ("2.29", Standing.BETTER, Level.NINETY_NINE_EIGHT),
        ("2.3", Standing.BETTER, Level.NINETY_FIVE),
        ("2.49", Standing.BETTER, Level.NINETY_FIVE),
        ("2.5", Standing.SIMILAR, None),
        ("2.7", Standing.SIMILAR, None),
        ("2.71", Standing.WORSE, Level.NINETY_FIVE),
        ("2.9", Standing.WORSE, Level.NINETY_FIVE),
        ("2.91", Standing.WORSE, Level.NINETY_NINE_EIGHT),
    ],
)
def test_the_ends_of_an_interval_belong_to_it(
    benchmark: str, standing: Standing, level: Level | None
) -> None:
    found = compared(benchmark, "Higher")
    assert (found.standing, found.level) == (standing, level)


@pytest.mark.parametrize(
    ("benchmark", "standing"),
    [("2.2", Standing.HIGHER), ("2.6", Standing.SIMILAR), ("3.0", Standing.LOWER)],
)
def test_without_polarity_nothing_is_better(benchmark: str, standing: Standing) -> None:
    assert compared(benchmark, "Neither").standing is standing


def test_an_interval_that_ends_on_the_target_meets_it_from_either_side() -> None:
    assert meets_target(interval("80", "90"), Decimal(80), "Higher") is Standing.BETTER
    assert meets_target(interval("79.9", "90"), Decimal(80), "Higher") is Standing.SIMILAR
    assert meets_target(interval("70", "79.9"), Decimal(80), "Higher") is Standing.WORSE
    assert meets_target(interval("70", "80"), Decimal(80), "Lower") is Standing.BETTER
    assert meets_target(interval("70", "80.1"), Decimal(80), "Lower") is Standing.SIMILAR
    assert meets_target(interval("80.1", "90"), Decimal(80), "Lower") is Standing.WORSE
    assert meets_target(interval("80.1", "90"), Decimal(80), "Neither") is Standing.NOT_COMPARED


def test_neighbours_without_a_figure_are_left_out_of_their_mean() -> None:
    assert neighbours_mean([Decimal(4), Missing.SUPPRESSED, Decimal(8)]) == 6
    assert neighbours_mean([Missing.SUPPRESSED]) is Missing.NOT_SUPPLIED


# Reasons


@pytest.mark.parametrize(
    ("benchmark", "good_is", "reason"),
    [
        ("2.6", "Lower", "2.6 is not clearly different from England (2.6)."),
        (
            "3",
            "Lower",
            "2.6 is below England (3), outside the 99.8 per cent interval, so better.",
        ),
        ("2.4", "Neither", "2.6 is above England (2.4), outside the 95 per cent interval."),
    ],
)
def test_the_reason_reads_well(benchmark: str, good_is: str, reason: str) -> None:
    assert compared(benchmark, good_is).reason == reason


def test_a_benchmark_of_another_year_is_not_compared() -> None:
    found = compare(
        of_rate(Decimal(50), Decimal(9000), 10_000), YEAR, england(Decimal(60), "2023/24"), "Lower"
    )
    assert found == Comparison(
        Standing.NOT_COMPARED,
        None,
        0,
        "Not compared with England: its figure is for 2023/24, ours for 2024/25.",
    )


@pytest.mark.parametrize("why", Missing)
@pytest.mark.parametrize("good_is", ["Higher", "Lower"])
def test_what_is_missing_is_not_compared_and_never_worse(why: Missing, good_is: str) -> None:
    for ours, theirs in (
        (of_proportion(why, Decimal(10)), Decimal(50)),
        (of_proportion(Decimal(5), Decimal(10)), why),
    ):
        found = compare(ours, YEAR, england(theirs), good_is)
        assert found.standing is Standing.NOT_COMPARED
        assert f"is {why.value}" in found.reason


def test_a_value_without_an_interval_is_not_compared() -> None:
    ours = Estimate(Decimal("4.5"), "", None, None, "")
    found = compare(ours, YEAR, england(Decimal(5)), "Higher")
    assert found.reason == "Not compared with England: there is no interval around ours."


# Symmetries


@given(COUNTS, COUNTS, BENCHMARKS)
def test_verdicts_mirror_when_polarity_flips(
    some: Decimal, others: Decimal, benchmark: Decimal
) -> None:
    ours = of_proportion(some, some + others + 1)
    higher = compare(ours, YEAR, england(benchmark), "Higher")
    lower = compare(ours, YEAR, england(benchmark), "Lower")
    assert lower.standing is MIRRORED.get(higher.standing, higher.standing)
    assert (lower.level, lower.side) == (higher.level, higher.side)


@given(COUNTS, st.integers(1, 5_000).map(Decimal), BENCHMARKS, POLARITIES)
def test_the_unit_does_not_matter(
    count: Decimal, people: Decimal, benchmark: Decimal, good_is: str
) -> None:
    per_thousand = compare(of_rate(count, people, 1000), YEAR, england(benchmark), good_is)
    per_ten_thousand = compare(
        of_rate(count, people, 10_000), YEAR, england(benchmark * 10), good_is
    )
    assert per_thousand.standing is per_ten_thousand.standing
    assert per_thousand.level is per_ten_thousand.level


@given(COUNTS, COUNTS, BENCHMARKS)
def test_what_is_outside_the_wider_interval_is_outside_the_narrower(
    some: Decimal, others: Decimal, benchmark: Decimal
) -> None:
    ours = of_proportion(some, some + others + 1)
    assert ours.at_95 is not None
    assert ours.at_998 is not None
    if outside(ours.at_95, ours.at_998, benchmark) is Level.NINETY_NINE_EIGHT:
        assert not ours.at_95.holds(benchmark)


def test_above_and_below_without_polarity_are_only_higher_and_lower() -> None:
    assert [judged(side, "Neither") for side in (1, -1)] == [Standing.HIGHER, Standing.LOWER]
