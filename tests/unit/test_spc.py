"""Control charts: published limits and marks, gaps, steps, constant series, and the symmetries."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.control_limits import Assurance, Limits, assure, limits_of
from toolkit.measures.control_rules import (
    Rule,
    Variation,
    first_rule,
    one_side_marks,
    trend_marks,
    two_in_three_marks,
)
from toolkit.measures.series import Point
from toolkit.measures.spc import Chart, chart
from toolkit.measures.stretches import Step
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse

GOOD = {"increase": "Higher", "decrease": "Lower", "neutral": "Neither"}
ASSURANCE = {
    "consistent_pass": Assurance.HIT,
    "consistent_fail": Assurance.MISSED,
    "inconsistent": Assurance.INCONSISTENT,
    None: Assurance.NONE,
}
CAUSES: dict[str, tuple[Rule | None, int]] = {
    "Common Cause": (None, 0),
    "Above UCL": (Rule.OUTSIDE, 1),
    "Below LCL": (Rule.OUTSIDE, -1),
    "7 Point Trend (Increasing)": (Rule.TREND, 1),
    "7 Point Trend (Decreasing)": (Rule.TREND, -1),
    "2 in 3 Above CL": (Rule.TWO_IN_THREE, 1),
    "2 in 3 Below CL": (Rule.TWO_IN_THREE, -1),
    "7 Points Above CL": (Rule.ONE_SIDE, 1),
    "7 Points Below CL": (Rule.ONE_SIDE, -1),
}
POINT_TYPES = {
    "common_cause": Variation.COMMON,
    "special_cause_improvement": Variation.IMPROVING,
    "special_cause_concern": Variation.CONCERNING,
    "special_cause_neutral_high": Variation.HIGH,
    "special_cause_neutral_low": Variation.LOW,
}
MIRRORED_VARIATION = {
    Variation.IMPROVING: Variation.CONCERNING,
    Variation.CONCERNING: Variation.IMPROVING,
}
MIRRORED_ASSURANCE = {Assurance.HIT: Assurance.MISSED, Assurance.MISSED: Assurance.HIT}
NUMBERS = st.integers(0, 12).map(Decimal)
VALUES = st.lists(st.one_of(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Missing)), max_size=30)
STEADY = [Decimal(value) for value in (78, 81, 76, 80, 79, 83, 77, 80, 82, 78, 79, 81, 80, 77)]


def load(shared: Path, name: str) -> Any:
    text = (shared / "facts" / f"{name}.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def month(number: int) -> Period:
    year, index = divmod(number, 12)
    return parse(f"{2020 + year}-{index + 1:02}", PeriodKind.MONTH)


def months(values: list[Value] | list[Decimal]) -> list[Point]:
    return [Point(month(number), value) for number, value in enumerate(values)]


def rules(found: Chart) -> list[tuple[Rule | None, int]]:
    return [(each.rule, each.side) for each in found.points]


def as_decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def published_limits(shared: Path) -> list[tuple[str, Any, bool, Any, Any, Any]]:
    first = [
        (v["id"], v["y"], v["screen_outliers"], v["mean"], v["lpl"], v["upl"])
        for v in load(shared, "vectors/xmr_spc")["published_limits"]
    ]
    second = []
    for v in load(shared, "stats/nhsr_spc_limits")["vectors"]:
        expected = v["expected"]
        if "mean" in expected:
            lower = expected.get("lpl", expected.get("lower_process_limit"))
            upper = expected.get("upl", expected.get("upper_process_limit"))
            screens = v["input"].get("screen_outliers", True)
            second.append((v["id"], v["input"]["y"], screens, expected["mean"], lower, upper))
    return first + second


# Published limits and verdicts


@pytest.mark.shared
def test_the_published_limits_are_reproduced_as_printed(shared: Path) -> None:
    vectors = published_limits(shared)
    assert len(vectors) == 14
    for name, values, screens, *printed in vectors:
        limits = limits_of([values], screens_outliers=screens)
        assert limits is not None
        for found, expected in zip((limits.mean, limits.lower, limits.upper), printed, strict=True):
            # The printed figure's own last digit says how precise it is.
            unit = Decimal(1).scaleb(min(int(expected.as_tuple().exponent), -2))
            assert abs(as_decimal(found) - expected) <= unit / 2 + Decimal("1e-9"), name


@pytest.mark.shared
def test_a_second_set_of_charts_agrees_in_every_point(shared: Path) -> None:
    vectors = load(shared, "vectors/xmr_spc")["computed_end_to_end"]
    assert len(vectors) == 10
    for case in vectors:
        if case["id"] == "constant":
            continue
        options = case["opts"]
        found = chart(
            months(case["y"]),
            GOOD[case["improvement"]],
            Missing.BLANK if case["target"] is None else case["target"],
            [Step(month(int(place)).start, "New team.") for place in options.get("rebase", [])],
            int(options.get("fix_n", 0)),
            options.get("screen", True),
        )
        assert rules(found) == [CAUSES[cause] for cause in case["special_cause"]], case["id"]
        assert [each.variation for each in found.points] == [
            POINT_TYPES[kind] for kind in case["point_type"]
        ]
        assert found.assurance is ASSURANCE[case["assurance"]]
        ends = zip(found.points, case["mean"], case["lpl"], case["upl"], strict=True)
        for each, mean, lower, upper in ends:
            assert each.limits is not None
            assert abs(as_decimal(each.limits.mean) - mean) < Decimal("1e-6")
            assert abs(as_decimal(each.limits.lower) - lower) < Decimal("1e-6")
            assert abs(as_decimal(each.limits.upper) - upper) < Decimal("1e-6")


@pytest.mark.shared
def test_the_published_variation_and_assurance_are_reproduced(shared: Path) -> None:
    seen = 0
    for vector in load(shared, "stats/nhsr_spc_limits")["vectors"]:
        given_, expected = vector["input"], vector["expected"]
        if "variation" in expected:
            good_is = GOOD[given_.get("improvement_direction", "increase")]
            found = chart(months(given_["y"]), good_is, given_.get("target", Missing.BLANK))
            assert found.variation is POINT_TYPES[expected["variation"]]
            assert found.assurance is ASSURANCE[expected["assurance"]]
            seen += 1
        elif "point_type_last_two" in expected:
            last_two = chart(months(given_["y"]), "Higher").points[-2:]
            assert {each.variation for each in last_two} == {Variation.COMMON}
            seen += 1
    assert seen == 5


@pytest.mark.shared
def test_the_published_assurance_follows_the_last_limits(shared: Path) -> None:
    vectors = load(shared, "stats/nhsr_assurance")["vectors"]
    assert len(vectors) == 13
    for vector in vectors:
        given_ = vector["input"]
        last = given_.get("groups_in_order", [given_])[-1]
        lower, upper = Fraction(last.get("lpl", 0)), Fraction(last.get("upl", 1))
        limits = Limits((lower + upper) / 2, (upper - lower) / 2)
        target = Missing.BLANK if given_["target"] is None else given_["target"]
        found = assure(limits, target, GOOD[given_["improvement_direction"]])
        assert found is ASSURANCE[vector["expected"]["assurance_type"]], vector["id"]


@pytest.mark.shared
def test_the_published_marks_of_the_four_rules_are_reproduced(shared: Path) -> None:
    """The package flags a run at its seventh point and spreads the flag later; here it is one."""

    def spread(flags: list[Decimal]) -> list[int]:
        return [int(next(filter(None, flags[at : at + 7]), 0)) for at in range(len(flags))]

    seen = 0
    for vector in load(shared, "stats/nhsr_run_rules")["vectors"]:
        given_, expected = vector["input"], vector["expected"]
        match vector["function"]:
            case "ptd_seven_point_one_side_mean":
                found = one_side_marks([int(side) for side in given_["relative_to_mean"]])
                assert [abs(mark) for mark in found] == spread(
                    expected["flag_at_seventh_and_later"]
                )
            case "ptd_seven_point_trend":
                assert trend_marks([int(value) for value in given_["y"]]) == spread(
                    expected["flag"]
                )
            case "ptd_part_of_seven_trend":
                marked = [abs(mark) for mark in spread(given_["flag_at_seventh"])]
                assert marked == expected["all_seven_marked"]
            case "ptd_two_in_three" | "ptd_part_of_two_in_three":
                close = [bool(flag) for flag in given_["close_to_limits"]]
                sides = [int(side) for side in given_["relative_to_mean"]]
                sides += [0] * (len(close) - len(sides))
                flags = expected.get("flag", expected.get("marked"))
                both = [int(flag) if near else 0 for flag, near in zip(flags, close, strict=True)]
                assert [abs(m) for m in two_in_three_marks(close, sides)] == both, vector["id"]
            case "ptd_special_cause_type":
                sides = given_["relative_to_mean"]
                columns = zip(
                    given_["outside_limits"],
                    given_["part_of_seven_trend"],
                    given_["part_of_two_in_three"],
                    given_["part_of_seven_one_side"],
                    strict=True,
                )
                named = [first_rule(*map(int, column))[0] for column in columns]
                assert named == [CAUSES[word][0] for word in expected["special_cause_type"]]
            case unknown:
                pytest.fail(f"{unknown} is not looked at.")
        seen += 1
    assert seen == 37


@pytest.mark.shared
def test_the_second_list_of_marks_is_reproduced(shared: Path) -> None:
    """A run is flagged there from its seventh point on; here every point of it is marked."""
    listed = load(shared, "vectors/xmr_spc")["unit_rules"]

    def seventh_on(marks: list[int]) -> list[int]:
        return [
            mark if at >= 6 and all(marks[at - 6 : at + 1]) else 0 for at, mark in enumerate(marks)
        ]

    counts = {name: len(cases) for name, cases in listed.items()}
    assert counts == {
        "one_side_of_mean_7": 4,
        "part_of_seven": 4,
        "trend_7": 6,
        "two_in_three": 7,
        "part_of_two_in_three": 2,
        "assurance": 7,
        "no_special_cause_opposite_sides": 2,
        "short_group_warning": 2,
    }
    for case in listed["one_side_of_mean_7"]:
        marks = one_side_marks([int(side) for side in case["rel"]])
        assert [abs(mark) for mark in seventh_on(marks)] == case["exp"]
    for case in listed["part_of_seven"]:
        # A run of seven ends where its flag is: so many points before it are marked.
        flags = [int(flag) for flag in case["v"]]
        sides = [next((f for f in flags[at : at + 7] if f), 0) for at in range(len(flags))]
        assert [abs(mark) for mark in one_side_marks(sides)] == case["exp"]
    for case in listed["trend_7"]:
        assert seventh_on(trend_marks([int(value) for value in case["y"]])) == case["exp"]
    for case in listed["two_in_three"] + listed["part_of_two_in_three"]:
        close, sides = [bool(near) for near in case["close"]], [int(side) for side in case["rel"]]
        marks = two_in_three_marks(close, sides)
        near = [int(flag) if near else 0 for flag, near in zip(case["exp"], close, strict=True)]
        assert [abs(mark) for mark in marks] == near
    for case in listed["assurance"]:
        mean, reach = Fraction(case["lpl"] + case["upl"]) / 2, Fraction(case["upl"] - case["lpl"])
        found = assure(Limits(mean, reach / 2), case["target"], GOOD[case["direction"]])
        assert found is ASSURANCE[case["exp"]]
    apart = listed["no_special_cause_opposite_sides"]
    last_two = chart(months(apart["y"]), "Higher").points[-2:]
    assert [each.variation for each in last_two] == [POINT_TYPES[k] for k in apart["last_two"]]
    for case in listed["short_group_warning"]:
        assert chart(months(STEADY[: int(case["n"])]), "Higher").is_trial is case["exp"]


@pytest.mark.shared
def test_published_groups_points_and_warnings_are_reproduced(shared: Path) -> None:
    """What the remaining vectors say of a chart as a whole."""
    seen = []
    for vector in load(shared, "stats/nhsr_spc_limits")["vectors"]:
        given_, expected = vector["input"], vector["expected"]
        if "common_cause" in expected:
            found = chart(months(given_["y"]), "Higher")
            assert len(found.points) == expected["n"]
            ordinary = [each for each in found.points if each.variation is Variation.COMMON]
            assert len(ordinary) == expected["common_cause"]
        elif "relation" in expected:
            values, fixed = given_["y"], int(given_["fix_after_n_points"])
            limits, unfixed = limits_of([values], fixed), limits_of([values])
            assert limits is not None
            assert unfixed is not None
            assert limits.lower != unfixed.lower
            assert limits.upper != unfixed.upper
        elif "rebase_group" in expected:
            steps = [
                Step(month(at).start, "Moved.") for at, on in enumerate(given_["rebase"]) if on
            ]
            found = chart(months([Decimal(at % 3) for at in range(20)]), "Higher", steps=steps)
            begun = [note for note in found.notes if note.startswith("New limits")]
            assert len(begun) == max(expected["rebase_group"])
            assert {len({each.limits for each in found.points})} == {len(begun) + 1}
        elif "short_group_warning" in expected:
            count = int(given_["points_in_group"])
            found = chart(months(STEADY[:count]), "Higher")
            assert found.is_trial is expected["short_group_warning"]
        elif "short_group_warning_per_group" in expected:
            sizes = [int(size) for size in given_["group_sizes"]]
            starts = [sum(sizes[:at]) for at in range(len(sizes))]
            steps = [Step(month(start).start, "Moved.") for start in starts[1:]]
            values = [Decimal(at * at % 7) for at in range(sum(sizes))]
            notes = chart(months(values), "Higher", steps=steps).notes
            warned = [any(str(month(at)) in n for n in notes if "trial" in n) for at in starts]
            assert warned == expected["short_group_warning_per_group"]
        else:
            continue
        seen.append(vector["id"])
    assert len(seen) == 10


@pytest.mark.shared
def test_steps_cut_the_series_where_published_rebasing_does(shared: Path) -> None:
    seen = 0
    for vector in load(shared, "stats/nhsr_spc_limits")["vectors"]:
        given_, expected = vector["input"], vector["expected"]
        if "rebase_dates" not in given_:
            continue
        days = [Point(parse(day, PeriodKind.SNAPSHOT), Decimal(5)) for day in given_["dates"]]
        steps = [Step(date.fromisoformat(day), "Moved.") for day in given_["rebase_dates"]]
        notes = chart(days, "Higher", steps=steps).notes
        begun = [
            str(point.period) for point, at in zip(days, expected["rebase"], strict=True) if at
        ]
        assert [note.split(":")[0] for note in notes if note.startswith("New limits")] == [
            f"New limits from {period}" for period in begun
        ]
        seen += 1
    assert seen == 3


@pytest.mark.parametrize(("count", "is_trial"), [(11, True), (12, False)])
def test_below_twelve_points_the_limits_are_trial_limits(count: int, is_trial: bool) -> None:
    found = chart(months(STEADY[:count]), "Higher")
    assert found.is_trial is is_trial
    assert ("Trial limits, from 11 points; 12 or more make them firm." in found.notes) is is_trial


# Beyond the published defects


def test_a_series_that_never_changes_has_its_limits_on_the_average() -> None:
    found = chart(months([Decimal(100)] * 13), "Higher", Decimal(95))
    assert found.variation is Variation.COMMON
    assert found.assurance is Assurance.HIT
    assert found.limits == Limits(Fraction(100), Fraction(0))


@pytest.mark.parametrize(
    ("target", "good_is", "assurance"),
    [
        ("95", "Higher", Assurance.HIT),
        ("100", "Higher", Assurance.HIT),
        ("100.1", "Higher", Assurance.MISSED),
        ("95", "Lower", Assurance.MISSED),
        ("100", "Lower", Assurance.HIT),
    ],
)
def test_a_series_that_never_changes_meets_its_target_or_not(
    target: str, good_is: str, assurance: Assurance
) -> None:
    assert chart(months([Decimal(100)] * 13), good_is, Decimal(target)).assurance is assurance


def test_no_run_is_counted_across_a_gap() -> None:
    level = [Decimal(value) for value in (10, 12, 10, 12, 10, 12, 10, 12)]
    rising = [Decimal(value) for value in (13, 14, 15, 16, 17, 18, 19)]
    whole = months(level + rising)
    with_gap = whole[:11] + [Point(month(12 + at), p.value) for at, p in enumerate(whole[11:])]
    assert chart(whole, "Higher").points[-4].rule is Rule.TREND
    found = chart(with_gap, "Higher")
    assert Rule.TREND not in [each.rule for each in found.points]
    assert "1 gap in January 2020 to April 2021: no run or moving range is counted across." in (
        found.notes
    )


def test_a_missing_month_is_a_gap_and_has_no_verdict_of_its_own() -> None:
    values: list[Value] = [*STEADY[:6], Missing.SUPPRESSED, *STEADY[6:]]
    found = chart(months(values), "Higher")
    assert found.points[6].variation is Variation.NOT_CHARTED
    assert found.variation is Variation.COMMON
    assert any(note.startswith("1 gap ") for note in found.notes)


def test_a_gap_has_no_moving_range() -> None:
    one = [Decimal(value) for value in (10, 11, 10, 11)]
    other = [Decimal(value) for value in (90, 91, 90, 91)]
    limits = limits_of([one, other])
    assert limits is not None
    assert limits.reach == Fraction("2.66")


def test_a_snapshot_that_comes_late_leaves_a_gap_and_one_that_comes_early_does_not() -> None:
    days = [f"2024-{number:02}-15" for number in (1, 2, 3, 4, 5, 6)]

    def gaps(last: str) -> list[str]:
        points = [
            Point(parse(day, PeriodKind.SNAPSHOT), Decimal(at))
            for at, day in enumerate([*days, last])
        ]
        return [note for note in chart(points, "Higher").notes if "gap" in note]

    assert gaps("2024-06-20") == gaps("2024-07-31") == []
    assert len(gaps("2024-08-01")) == 1


def test_snapshots_of_every_week_have_no_gap_at_the_end_of_a_month() -> None:
    first = date(2024, 1, 3)
    days = [first + timedelta(weeks=week) for week in range(14)]
    points = [
        Point(parse(str(day), PeriodKind.SNAPSHOT), value)
        for day, value in zip(days, STEADY, strict=True)
    ]
    assert chart(points, "Higher").notes == ()


def test_limits_of_an_earlier_stretch_are_said_to_be_on_trial() -> None:
    steps = [Step(month(11).start, "New team.")]
    found = chart(months([*STEADY[:11], *STEADY]), "Higher", steps=steps)
    assert found.notes[0] == "New limits from December 2020: New team."
    assert found.notes[1:] == ("January 2020 to November 2020 had trial limits, from 11 points.",)
    later = [Step(month(12).start, "New team.")]
    assert len(chart(months([*STEADY[:12], *STEADY]), "Higher", steps=later).notes) == 1


def test_a_step_beside_a_new_definition_keeps_its_reason() -> None:
    newer = [Point(month(14 + at), value + 20, version="2") for at, value in enumerate(STEADY)]
    steps = [Step(month(14).start, "The new team began.")]
    notes = chart([*months(STEADY), *newer], "Higher", steps=steps).notes
    assert notes == ("New limits from March 2021: the definition changed. The new team began.",)


def test_a_step_draws_new_limits_and_names_its_reason() -> None:
    values = [*STEADY, *(value + 20 for value in STEADY)]
    step = Step(month(14).start, "The new team began.")
    found = chart(months(values), "Higher", steps=[step])
    assert found.limits == chart(months([value + 20 for value in STEADY]), "Higher").limits
    assert found.variation is Variation.COMMON
    assert "New limits from March 2021: The new team began." in found.notes
    assert chart(months(values), "Higher").variation is not Variation.COMMON


def test_limits_never_move_by_themselves() -> None:
    values = [*STEADY, *(value + 20 for value in STEADY)]
    assert len({each.limits for each in chart(months(values), "Higher").points}) == 1


def test_a_step_without_a_reason_is_not_taken() -> None:
    found = chart(months(STEADY * 2), "Higher", steps=[Step(month(14).start, " ")])
    assert found.limits == chart(months(STEADY * 2), "Higher").limits
    assert "The change of level on 1 March 2021 has no reason and was not used." in found.notes


def test_a_step_before_the_series_changes_nothing() -> None:
    found = chart(months(STEADY), "Higher", steps=[Step(date(2010, 1, 1), "Long ago.")])
    assert found == chart(months(STEADY), "Higher")


def test_a_new_definition_draws_new_limits() -> None:
    newer = [Point(month(14 + at), value + 20, version="2") for at, value in enumerate(STEADY)]
    found = chart([*months(STEADY), *newer], "Higher")
    assert found.variation is Variation.COMMON
    assert "New limits from March 2021: the definition changed." in found.notes


def test_fixed_limits_come_from_the_first_points_alone() -> None:
    raised = [*STEADY, Decimal(99), Decimal(99)]
    fixed = chart(months(raised), "Higher", baseline=14)
    assert fixed.limits == chart(months(STEADY), "Higher").limits
    assert (fixed.variation, fixed.rule) == (Variation.IMPROVING, Rule.OUTSIDE)
    assert fixed.is_fixed
    assert not chart(months(STEADY), "Higher", baseline=14).is_fixed


def test_how_long_a_run_is_can_be_told() -> None:
    values = [Decimal(value) for value in (18, 19, 17, 18, 20, 18, 19, 17)]
    above = [Decimal(value) for value in ("22", "23", "22", "23", "22", "23", "22", "23", "21")]
    found = chart(months([*values, *above]), "Lower")
    assert (found.rule, found.run, found.variation) == (Rule.ONE_SIDE, 9, Variation.CONCERNING)
    assert found.reason.startswith("9 in a row above the average (limits ")


# Boundaries, with limits that are short numbers: the mean is 10, the mean moving range 1 or 3


def level(low: str, high: str) -> list[Decimal]:
    return [Decimal(low), Decimal(high)] * 6


@pytest.mark.parametrize(
    ("value", "rule"),
    [("12.66", None), ("12.67", Rule.OUTSIDE), ("7.34", None), ("7.33", Rule.OUTSIDE)],
)
def test_a_point_on_a_limit_is_inside(value: str, rule: Rule | None) -> None:
    values = [*level("9.5", "10.5"), Decimal(value)]
    assert chart(months(values), "Higher", baseline=12).rule is rule


@pytest.mark.parametrize(
    ("value", "rule"),
    [("15.32", None), ("15.33", Rule.TWO_IN_THREE), ("4.68", None), ("4.67", Rule.TWO_IN_THREE)],
)
def test_a_point_two_thirds_of_the_way_to_a_limit_is_not_near_it(
    value: str, rule: Rule | None
) -> None:
    side = Decimal(11) if Decimal(value) > 10 else Decimal(9)
    values = [*level("8.5", "11.5"), side, Decimal(value), Decimal(value)]
    assert chart(months(values), "Higher", baseline=12).rule is rule


@pytest.mark.parametrize(
    ("last", "reach"),
    [
        ("3.4", Fraction("2.66") * Fraction("0.733") / 3),
        ("3.399", Fraction("2.66") * Fraction("3.999") / 4),
    ],
)
def test_a_range_of_just_the_screening_limit_is_left_out(last: str, reach: Fraction) -> None:
    """The ranges are 0.2, 0.3, 0.233 and 3.267, whose mean is 1; then a little less."""
    values = [Decimal(value) for value in ("0", "0.2", "-0.1", "0.133", last)]
    limits = limits_of([values])
    assert limits is not None
    assert limits.reach == reach


# What is not charted


def reason(points: list[Point], **options: Any) -> str:
    found = chart(points, "Higher", **options)
    assert (found.variation, found.assurance) == (Variation.NOT_CHARTED, Assurance.NONE)
    assert found.limits is None
    return found.reason


def test_four_points_are_too_few() -> None:
    assert reason(months(STEADY[:4])) == "Not charted: it needs 5 values, and there are 4."
    assert chart(months(STEADY[:5]), "Higher").variation is Variation.COMMON
    assert reason([]) == "Not charted: there are no values."


def test_four_points_since_a_step_are_too_few() -> None:
    steps = [Step(month(10).start, "New team.")]
    assert reason(months(STEADY), steps=steps) == (
        "Not charted: it needs 5 values since the last change of level or definition, "
        "and there are 4."
    )


@pytest.mark.parametrize(("baseline", "is_charted"), [(1, False), (4, False), (5, True)])
def test_limits_from_four_points_say_nothing(baseline: int, is_charted: bool) -> None:
    found = chart(months(STEADY), "Higher", baseline=baseline)
    assert (found.variation is not Variation.NOT_CHARTED) is is_charted
    if not is_charted:
        points = "1 point" if baseline == 1 else f"{baseline} points"
        assert found.reason == f"Not charted: limits from {points} mean nothing; it needs 5."


@pytest.mark.parametrize("why", [why for why in Missing if why is not Missing.NOT_DUE])
def test_an_older_figure_does_not_stand_in_for_a_missing_latest_one(why: Missing) -> None:
    assert (
        reason([*months(STEADY), Point(month(14), why)])
        == f"Not charted: the latest value is {why.value}."
    )


def test_a_month_not_due_yet_is_passed_over() -> None:
    values: list[Value] = [*STEADY, Missing.NOT_DUE]
    assert chart(months(values), "Higher") == chart(months(STEADY), "Higher")


def test_rolling_years_are_not_charted() -> None:
    points = [
        Point(parse(f"12 months to 2024-{n:02}", PeriodKind.ROLLING), Decimal(n))
        for n in range(1, 13)
    ]
    assert reason(points) == (
        "Not charted: periods given as Rolling 12 months overlap, so a run means nothing."
    )


def test_values_that_never_follow_each_other_are_not_charted() -> None:
    points = [Point(month(2 * at), value) for at, value in enumerate(STEADY)]
    assert reason(points) == "Not charted: too few values in a row without a gap."


def test_without_polarity_a_special_cause_is_only_high_or_low() -> None:
    values = [*STEADY, Decimal(99)]
    assert chart(months(values), "Neither").variation is Variation.HIGH
    assert chart(months([100 - value for value in values]), "").variation is Variation.LOW
    assert chart(months(values), "Neither", Decimal(50)).assurance is Assurance.NONE


# Symmetries


@given(VALUES, st.one_of(NUMBERS, st.just(Missing.BLANK)))
def test_verdicts_mirror_when_polarity_flips(values: list[Value], target: Value) -> None:
    higher, lower = (chart(months(values), good_is, target) for good_is in ("Higher", "Lower"))
    assert lower.variation is MIRRORED_VARIATION.get(higher.variation, higher.variation)
    assert [(each.rule, each.side) for each in lower.points] == rules(higher)
    if higher.limits is None or higher.limits.reach or higher.limits.mean != target:
        assert lower.assurance is MIRRORED_ASSURANCE.get(higher.assurance, higher.assurance)


@given(VALUES, NUMBERS)
def test_a_chart_upside_down_says_the_same_where_the_other_way_is_good(
    values: list[Value], target: Decimal
) -> None:
    turned: list[Value] = [v if isinstance(v, Missing) else 100 - v for v in values]
    found = chart(months(values), "Higher", target)
    mirrored = chart(months(turned), "Lower", 100 - target)
    assert (mirrored.variation, mirrored.assurance) == (found.variation, found.assurance)
    assert rules(mirrored) == [(rule, -side) for rule, side in rules(found)]


@given(VALUES, NUMBERS, st.sampled_from(["0.001", "0.01", "3", "7", "1000"]))
def test_the_unit_does_not_matter(values: list[Value], target: Decimal, scale: str) -> None:
    factor = Decimal(scale)
    scaled: list[Value] = [v if isinstance(v, Missing) else v * factor for v in values]
    found = chart(months(values), "Higher", target)
    again = chart(months(scaled), "Higher", target * factor)
    assert (again.variation, again.assurance) == (found.variation, found.assurance)
    assert rules(again) == rules(found)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(values: list[Value], random: Any) -> None:
    points = months(values)
    shuffled = points.copy()
    random.shuffle(shuffled)
    assert chart(shuffled, "Higher") == chart(points, "Higher")


@given(VALUES)
def test_what_is_missing_is_never_a_concern(values: list[Value]) -> None:
    found = chart(months(values), "Higher")
    for each in found.points:
        if isinstance(each.point.value, Missing):
            assert each.variation is Variation.NOT_CHARTED
            assert (each.rule, each.side) == (None, 0)
