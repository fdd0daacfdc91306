"""Intervals: the published figures, the boundary at ten events, and what has no interval."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.intervals import (
    Estimate,
    Interval,
    Level,
    byar,
    exact_poisson,
    of_count,
    of_proportion,
    of_rate,
    wilson,
)
from toolkit.measures.rounding import rounded
from toolkit.measures.units import base_of, estimate, impossible
from toolkit.values.missing import Missing, Value

PRECISION = Decimal("1.5e-8")
LEVELS = {
    "95%": Level.NINETY_FIVE,
    "99.8%": Level.NINETY_NINE_EIGHT,
    Decimal("0.95"): Level.NINETY_FIVE,
    Decimal("0.998"): Level.NINETY_NINE_EIGHT,
}
COUNTS = st.integers(0, 100_000).map(Decimal)
MISSING = st.sampled_from(Missing)
METHODS = {"Exact": "Exact Poisson", "Byars": "Byar", "Wilson": "Wilson"}


def load(shared: Path, name: str) -> Any:
    text = (shared / "facts" / f"{name}.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def close(found: Decimal | None, published: Decimal | None) -> bool:
    if found is None or published is None:
        return found is published
    return abs(found - published) <= PRECISION * abs(published)


def value_or_missing(number: Decimal | None) -> Value:
    return Missing.BLANK if number is None else number


def agrees(found: Estimate, value: Any, lower: Any, upper: Any, level: Level) -> bool:
    interval = found.at(level)
    if value is None:
        return isinstance(found.value, Missing) and interval is None
    assert interval is not None
    assert isinstance(found.value, Decimal)
    return (
        close(found.value, value) and close(interval.lower, lower) and close(interval.upper, upper)
    )


@pytest.mark.shared
@pytest.mark.parametrize(("method", "count"), [("Byar", 13), ("Wilson", 12)])
def test_the_published_limits_are_reproduced(shared: Path, method: str, count: int) -> None:
    vectors = [
        (v["input"]["x"], v["input"]["n"], LEVELS[v["input"]["confidence"]], v["expected"])
        for v in load(shared, "stats/phe_byars_wilson")["vectors"]
        if "lower" in v["expected"] and "upper" in v["expected"]
    ] + [
        (v["x"], v["n"], LEVELS[v["confidence"]], v)
        for v in load(shared, "vectors/ci_phe")["byars_wilson"]
    ]
    chosen = [v for v in vectors if (v[1] is None) == (method == "Byar")]
    assert len(chosen) == count
    for x, n, level, expected in chosen:
        found = wilson(x, n, level) if n is not None else None
        lower, upper = (found.lower, found.upper) if found else byar(x, level)
        assert close(lower, expected["lower"])
        assert close(upper, expected["upper"])


@pytest.mark.shared
def test_the_published_proportions_are_reproduced(shared: Path) -> None:
    rows = [v for v in load(shared, "stats/phe_proportions")["vectors"] if "area" in v["input"]]
    assert len(rows) == 30
    for row in rows:
        given_, expected = row["input"], row["expected"]
        numerator = value_or_missing(given_["numerator"])
        denominator = value_or_missing(given_["denominator"])
        found = of_proportion(numerator, denominator, int(given_["multiplier"]))
        for level, name in ((Level.NINETY_FIVE, "95"), (Level.NINETY_NINE_EIGHT, "99_8")):
            if f"lower{name}" in expected:
                limits = expected[f"lower{name}"], expected[f"upper{name}"]
                assert agrees(found, expected["value"], *limits, level), row["id"]


@pytest.mark.shared
def test_the_published_rates_are_reproduced(shared: Path) -> None:
    rows = [v for v in load(shared, "stats/phe_rates")["vectors"] if "area" in v["input"]]
    assert len(rows) == 32
    for row in rows:
        given_, expected = row["input"], row["expected"]
        count = value_or_missing(given_["numerator"])
        population = value_or_missing(given_["denominator"])
        found = of_rate(count, population, int(given_["multiplier"]))
        if expected["value"] is not None:
            assert found.method == METHODS[expected["method"]]
        for level, name in ((Level.NINETY_FIVE, "95"), (Level.NINETY_NINE_EIGHT, "99_8")):
            if f"lower{name}" in expected:
                limits = expected[f"lower{name}"], expected[f"upper{name}"]
                assert agrees(found, expected["value"], *limits, level), row["id"]


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["proportions", "rates"])
def test_the_second_list_of_published_intervals_is_reproduced(shared: Path, kind: str) -> None:
    of = of_proportion if kind == "proportions" else of_rate
    rows = load(shared, "vectors/ci_phe")[kind]
    assert len(rows) in (30, 32)
    for row in rows:
        counts = value_or_missing(row["Numerator"]), value_or_missing(row["Denominator"])
        found = of(*counts, int(row["multiplier"]))
        if "lower95_0cl" in row:
            for level, name in ((Level.NINETY_FIVE, "95_0"), (Level.NINETY_NINE_EIGHT, "99_8")):
                limits = row[f"lower{name}cl"], row[f"upper{name}cl"]
                assert agrees(found, row["value"], *limits, level)
        else:
            assert agrees(found, row["value"], row["lowercl"], row["uppercl"], Level.NINETY_FIVE)


@pytest.mark.shared
def test_what_the_published_software_refuses_has_no_interval_here(shared: Path) -> None:
    """It stops; here the value has none, and the reason is beside it."""
    refused = 0
    limits = load(shared, "stats/phe_byars_wilson")["vectors"]
    for row in limits:
        asked, is_error = row["input"], "error" in row["expected"]
        if is_error and asked.get("confidence", Decimal("0.95")) == Decimal("0.95"):
            found = (
                [of_proportion(x, n) for x, n in zip(asked["x"], asked["n"], strict=True)]
                if "n" in asked
                else [of_count(x) for x in asked["x"]]
            )
            assert sum(each.at_95 is None for each in found) == 1, row["id"]
            refused += 1
    assert refused == 4
    for name, of in (("phe_proportions", of_proportion), ("phe_rates", of_rate)):
        for row in load(shared, f"stats/{name}")["vectors"]:
            if "obs" in row["input"] and "confidence" not in row["input"]:
                pairs = zip(row["input"]["obs"], row["input"]["pop"], strict=True)
                found = [of(count, population, 100) for count, population in pairs]
                assert sum(each.at_95 is None for each in found) == 1
                refused += 1
    assert refused == 10


@pytest.mark.shared
def test_of_the_published_limits_only_those_at_other_levels_are_left_out(shared: Path) -> None:
    levels = {
        name: [
            row["id"]
            for row in load(shared, f"stats/{name}")["vectors"]
            if row["input"].get("confidence", Decimal("0.95")) not in list(LEVELS)
            and not {"lower95", "value"} & set(row["expected"])
        ]
        for name in ("phe_byars_wilson", "phe_proportions", "phe_rates")
    }
    assert {name: len(left_out) for name, left_out in levels.items()} == {
        "phe_byars_wilson": 8,
        "phe_proportions": 0,
        "phe_rates": 2,
    }


@pytest.mark.parametrize(("count", "method"), [("9", "Exact Poisson"), ("10", "Byar")])
def test_from_ten_events_the_approximation_does(count: str, method: str) -> None:
    assert of_count(Decimal(count)).method == method
    assert of_rate(Decimal(count), Decimal(1000), 10_000).method == method


@pytest.mark.parametrize("level", Level)
def test_the_two_methods_meet_at_ten(level: Level) -> None:
    exact = exact_poisson(10, level)
    lower, upper = byar(Decimal(10), level)
    assert lower is not None
    assert abs(lower - exact.lower) < Decimal("0.06")
    assert abs(upper - exact.upper) < Decimal("0.06")


def test_no_event_at_all_still_has_an_upper_limit() -> None:
    found = of_rate(Decimal(0), Decimal(1000), 10_000)
    assert found.value == 0
    assert found.at_95 is not None
    assert found.at_95.lower == 0
    assert round(found.at_95.upper, 4) == Decimal("36.8888")


def test_none_and_all_reach_the_very_ends() -> None:
    none, everyone = (of_proportion(Decimal(x), Decimal(40)) for x in (0, 40))
    assert none.at_95 is not None
    assert everyone.at_95 is not None
    assert none.at_95.lower == 0
    assert everyone.at_95.upper == 100


def test_the_ends_belong_to_an_interval() -> None:
    interval = Interval(Decimal("2.5"), Decimal("2.7"))
    assert [interval.holds(Decimal(x)) for x in ("2.4", "2.5", "2.7", "2.8")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("found", "value", "reason"),
    [
        (
            of_proportion(Decimal(0), Decimal(0)),
            Missing.NOT_APPLICABLE,
            "No interval: the denominator is zero.",
        ),
        (
            of_proportion(Decimal(-1), Decimal(10)),
            Missing.UNREADABLE,
            "No interval: the numerator is -1, below zero.",
        ),
        (
            of_proportion(Decimal(11), Decimal(10)),
            Missing.UNREADABLE,
            "No interval: 11 of 10 is more than the whole.",
        ),
        (
            of_rate(Decimal(11), Missing.SUPPRESSED, 1000),
            Missing.SUPPRESSED,
            "No interval: the population is suppressed.",
        ),
        (
            of_rate(Missing.NOT_DUE, Decimal(10), 1000),
            Missing.NOT_DUE,
            "No interval: the count is not due yet.",
        ),
        (of_count(Missing.BLANK), Missing.BLANK, "No interval: the count is left empty."),
        (
            of_count(Decimal(-3)),
            Missing.UNREADABLE,
            "No interval: the count is -3, below zero.",
        ),
        (
            of_count(Decimal("4.5")),
            Decimal("4.5"),
            "No interval: 4.5 is not a whole number of events.",
        ),
    ],
    ids=lambda each: "" if isinstance(each, Estimate) else str(each),
)
def test_without_an_interval_the_reason_is_said(found: Estimate, value: Value, reason: str) -> None:
    assert found == Estimate(value, "", None, None, reason)


@given(COUNTS, COUNTS, st.sampled_from([1, 100, 1000]))
def test_the_value_lies_in_its_intervals_and_the_wider_holds_the_narrower(
    some: Decimal, others: Decimal, base: int
) -> None:
    for found in (of_proportion(some, some + others + 1, base), of_rate(some, others + 1, base)):
        assert found.at_95 is not None
        assert found.at_998 is not None
        assert isinstance(found.value, Decimal)
        assert found.at_95.holds(found.value)
        assert found.at_998.lower <= found.at_95.lower
        assert found.at_95.upper <= found.at_998.upper
        assert found.at_998.lower >= 0


@given(COUNTS, COUNTS)
def test_an_interval_of_those_who_did_mirrors_that_of_those_who_did_not(
    some: Decimal, others: Decimal
) -> None:
    everyone = some + others + 1
    did, did_not = (
        wilson(some, everyone, Level.NINETY_FIVE),
        wilson(others + 1, everyone, Level.NINETY_FIVE),
    )
    assert abs(did.lower - (1 - did_not.upper)) < Decimal("1e-20")
    assert abs(did.upper - (1 - did_not.lower)) < Decimal("1e-20")


@given(MISSING, st.one_of(COUNTS, MISSING))
def test_what_is_missing_stays_missing_and_is_never_zero(why: Missing, other: Value) -> None:
    for found in (
        of_proportion(why, other),
        of_proportion(other, why),
        of_rate(why, other, 100),
        of_rate(other, why, 100),
        of_count(why),
    ):
        assert isinstance(found.value, Missing)
        assert (found.at_95, found.at_998, found.method) == (None, None, "")


# Which method a unit asks for


@pytest.mark.parametrize(
    ("unit", "value", "method", "base"),
    [
        ("%", 5, "Wilson", 100),
        ("Per 1,000", 50, "Byar", 1000),
        ("Per 10,000", 500, "Byar", 10_000),
        ("Per 100,000", 5000, "Byar", 100_000),
        ("Number", 5, "Exact Poisson", None),
    ],
)
def test_the_unit_chooses_the_method(unit: str, value: int, method: str, base: int | None) -> None:
    assert estimate(unit, Decimal(value), Decimal(12), Decimal(240)).method == method
    assert base_of(unit) == base


@pytest.mark.parametrize(
    ("value", "has_interval"),
    [
        ("6", True),
        ("5", False),
        ("5.6", True),
        ("5.4", False),
        ("5.66", True),
        ("5.67", False),
        ("5.45", True),
        ("5.44", False),
        ("55.6", False),
        ("0.0556", False),
    ],
)
def test_a_value_that_its_counts_do_not_give_has_no_interval(
    value: str, has_interval: bool
) -> None:
    """5 of 90 are 5.555...: rounded to the value's places, or within 2 per cent of it."""
    found = estimate("%", Decimal(value), Decimal(5), Decimal(90))
    assert (found.at_95 is not None) is has_interval
    if not has_interval:
        assert found.value == Decimal(value)
        assert found.reason == f"No interval: the counts give 5.56, and the value is {value}."


@pytest.mark.parametrize(("value", "pace"), [("14.8", 1), ("59.3", 4), ("177.8", 12)])
def test_a_quarters_rate_at_the_pace_of_a_year_has_its_interval_at_that_pace(
    value: str, pace: int
) -> None:
    quarter = of_rate(Decimal(400), Decimal(270_000), 10_000)
    found = estimate("Per 10,000", Decimal(value), Decimal(400), Decimal(270_000))
    assert quarter.at_95 is not None
    assert quarter.at_998 is not None
    assert isinstance(quarter.value, Decimal)
    assert found.value == quarter.value * pace
    factor = Decimal(pace)
    assert found.at_95 == quarter.at_95.times(factor)
    assert found.at_998 == quarter.at_998.times(factor)


def test_a_percentage_has_no_pace() -> None:
    assert estimate("%", Decimal(20), Decimal(5), Decimal(100)).at_95 is None


@pytest.mark.parametrize(
    ("unit", "value", "numerator", "denominator", "why"),
    [
        ("%", 0, 0, 0, "the denominator is zero"),
        ("%", 5, 0, 1, ""),
        ("%", 5, -1, 100, "the numerator is -1, below zero"),
        ("%", 5, 5, -100, "the denominator is -100, below zero"),
        ("%", 101, 101, 100, "101 of 100 is more than the whole"),
        ("%", 100, 100, 100, ""),
        ("Per 1,000", 1010, 101, 100, ""),
        ("Per 1,000", -1, None, None, "the value is -1, below zero"),
        ("Number", -1, None, None, "the value is -1, below zero"),
        ("Number", 0, None, None, ""),
        ("£", -1, None, None, ""),
        ("Average", -1, None, None, ""),
        ("Average", 5, 5, 0, "the denominator is zero"),
        ("%", 5, None, 100, ""),
    ],
)
def test_a_row_that_cannot_be_is_told_why(
    unit: str, value: int, numerator: int | None, denominator: int | None, why: str
) -> None:
    parts = (
        Missing.BLANK if part is None else Decimal(part) for part in (value, numerator, denominator)
    )
    assert impossible(unit, *parts) == why


@pytest.mark.parametrize("unit", ["Days", "Average", "£"])
def test_other_units_have_no_interval_and_keep_their_value(unit: str) -> None:
    found = estimate(unit, Decimal(5), Decimal(12), Decimal(240))
    assert found == Estimate(Decimal(5), "", None, None, f"No interval: the unit is {unit}.")


def test_a_percentage_without_its_counts_keeps_its_value() -> None:
    found = estimate("%", Decimal(5), Missing.BLANK, Decimal(240))
    assert found.value == 5
    assert found.reason == "No interval: the numerator is left empty."


@given(MISSING, st.sampled_from(["%", "Per 1,000", "Number", "Days"]), COUNTS)
def test_counts_beside_a_missing_value_are_not_used(
    why: Missing, unit: str, count: Decimal
) -> None:
    assert estimate(unit, why, count, count + 1).value is why


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0"),
        ("59.2592", "59.26"),
        ("0.125", "0.13"),
        ("0.00123", "0.0012"),
        ("100", "100"),
        ("-2.5", "-2.5"),
        ("1E-30", "nearly 0"),
        ("1E+25", "1" + "0" * 25),
    ],
)
def test_worked_out_numbers_are_short_in_sentences(number: str, words: str) -> None:
    assert rounded(Decimal(number)) == words
