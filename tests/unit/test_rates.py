"""Rates: one population for a year, part-years annualised or labelled, slips by a factor of ten."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.rates import (
    Rate,
    agreement,
    annualised,
    months_in,
    population_for,
    rate,
    round_half_up,
)
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, parse

COUNTS = st.integers(0, 10_000).map(Decimal)
PEOPLE = st.integers(1, 500_000).map(Decimal)
MISSING = st.sampled_from(Missing)


def test_a_rate_is_events_per_base_of_the_population() -> None:
    found = rate(Decimal(590), Decimal(100_000), 10_000)
    assert found == Rate(Decimal(59), 12, "590 in 100000, per 10,000.")


def test_a_rate_of_part_of_a_year_says_so() -> None:
    half = rate(Decimal(30), Decimal(10_000), 10_000, months=6)
    assert half == Rate(Decimal(30), 6, "30 in 10000, per 10,000, in 6 months.")
    assert annualised(half) == Rate(
        Decimal(60), 12, "30 in 10000, per 10,000, in 6 months; annualised from 6 months."
    )


def test_a_whole_year_is_not_annualised() -> None:
    year = rate(Decimal(30), Decimal(10_000), 10_000)
    assert annualised(year) == year


@pytest.mark.parametrize("months", [0, 13, -1])
def test_what_is_no_part_of_a_year_is_not_annualised(months: int) -> None:
    found = annualised(rate(Decimal(30), Decimal(10_000), 10_000, months))
    assert found.value is Missing.NOT_APPLICABLE
    assert found.reason.endswith("are not part of a year.")


@pytest.mark.parametrize(
    ("count", "people", "value", "reason"),
    [
        ("5", "0", Missing.NOT_APPLICABLE, "No rate: the population is zero."),
        ("-5", "9", Missing.UNREADABLE, "No rate: the count is -5, below zero."),
        ("5", "-9", Missing.UNREADABLE, "No rate: the population is -9, below zero."),
    ],
)
def test_impossible_parts_give_no_rate(
    count: str, people: str, value: Missing, reason: str
) -> None:
    assert rate(Decimal(count), Decimal(people), 100) == Rate(value, 12, reason)


@pytest.mark.parametrize(
    ("words", "kind", "months"),
    [
        ("2024/25", PeriodKind.FINANCIAL_YEAR, 12),
        ("2024/25 Q4", PeriodKind.QUARTER, 3),
        ("February 2024", PeriodKind.MONTH, 1),
        ("2022-24", PeriodKind.POOLED_YEARS, 36),
        ("31 March 2024", PeriodKind.SNAPSHOT, 0),
    ],
)
def test_periods_know_how_many_months_they_span(words: str, kind: PeriodKind, months: int) -> None:
    assert months_in(parse(words, kind)) == months


def test_every_period_of_a_year_has_the_years_one_population() -> None:
    populations: dict[Period, Value] = {
        parse("2023/24", PeriodKind.FINANCIAL_YEAR): Decimal(243_000),
        parse("2024/25", PeriodKind.FINANCIAL_YEAR): Decimal(246_000),
    }
    first, last = (parse(f"2024/25 Q{n}", PeriodKind.QUARTER) for n in (1, 4))
    assert population_for(first, populations) == population_for(last, populations) == 246_000
    unknown = parse("2025/26 Q1", PeriodKind.QUARTER)
    assert population_for(unknown, populations) is Missing.NOT_SUPPLIED


def test_two_populations_for_one_year_are_for_someone_to_choose() -> None:
    populations: dict[Period, Value] = {
        parse("2024/25", PeriodKind.FINANCIAL_YEAR): Decimal(243_000),
        parse("2024", PeriodKind.CALENDAR_YEAR): Decimal(274_733),
    }
    period = parse("2024/25 Q1", PeriodKind.QUARTER)
    assert population_for(period, populations) is Missing.NOT_SUPPLIED


@pytest.mark.parametrize(
    ("printed", "decimals", "agrees", "factor", "reason"),
    [
        ("59.3", 1, True, None, "59.3 matches its counts."),
        ("59", 0, True, None, "59 matches its counts."),
        ("59.2", 1, False, None, "59.2, but its counts give 59.26."),
        ("593", 0, False, "10", "593, but its counts give 59.26: 10 times too large."),
        ("592.6", 1, False, "10", "592.6, but its counts give 59.26: 10 times too large."),
        ("5.9", 1, False, "0.1", "5.9, but its counts give 59.26: 10 times too small."),
    ],
)
def test_a_printed_rate_is_held_against_its_parts(
    printed: str, decimals: int, agrees: bool, factor: str | None, reason: str
) -> None:
    found = agreement(Decimal(printed), Decimal(1600), Decimal(270_000), 10_000, decimals)
    assert found.agrees is agrees
    assert found.factor == (Decimal(factor) if factor else None)
    assert found.reason == reason


def test_a_rate_of_zero_is_no_power_of_ten_of_anything() -> None:
    found = agreement(Decimal(5), Decimal(0), Decimal(1000), 1000, 0)
    assert (found.agrees, found.factor) == (False, None)
    assert found.reason == "5, but its counts give 0."


@pytest.mark.parametrize(("number", "half_up"), [("0.5", "1"), ("1.5", "2"), ("2.5", "3")])
def test_halves_are_rounded_up_as_in_official_statistics(number: str, half_up: str) -> None:
    assert round_half_up(Decimal(number), 0) == Decimal(half_up)


@given(COUNTS, PEOPLE, st.integers(0, 3))
def test_a_figure_rounded_from_its_parts_agrees(
    count: Decimal, people: Decimal, decimals: int
) -> None:
    value = rate(count, people, 10_000).value
    assert isinstance(value, Decimal)
    found = agreement(round_half_up(value, decimals), count, people, 10_000, decimals)
    assert found.agrees is True


@given(MISSING, st.one_of(COUNTS, MISSING), st.one_of(COUNTS, MISSING))
def test_what_is_missing_is_never_zero(why: Missing, one: Value, other: Value) -> None:
    assert isinstance(rate(why, one, 100).value, Missing)
    assert isinstance(rate(one, why, 100).value, Missing)
    for printed, some, people in ((why, one, other), (one, why, other), (one, other, why)):
        assert agreement(printed, some, people, 100, 1).agrees is None
