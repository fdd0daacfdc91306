"""Periods: read as people write them, ordered by dates, printed so that they read back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.values.periods import (
    Period,
    PeriodError,
    PeriodKind,
    month_end,
    parse,
    period_of,
    plan_years,
    quarter_of,
)

MONTH, QUARTER, SNAPSHOT = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.SNAPSHOT
FINANCIAL, ACADEMIC = PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR
CALENDAR, POOLED, ROLLING = PeriodKind.CALENDAR_YEAR, PeriodKind.POOLED_YEARS, PeriodKind.ROLLING

years = st.integers(1900, 2190)


def in_words(kind: PeriodKind) -> st.SearchStrategy[str]:
    """Every period of a kind, as the documentation asks people to write it."""
    pairs = years.map(lambda year: f"{year}/{(year + 1) % 100:02}")
    names = st.dates(date(1900, 1, 1), date(2190, 12, 31)).map(lambda day: f"{day:%B %Y}")
    pooled = st.tuples(years, st.integers(1, 10)).map(lambda pair: f"{pair[0]}-{sum(pair)}")
    pooled_pairs = st.tuples(years, st.integers(1, 10)).map(
        lambda years: " to ".join(
            f"{year}/{(year + 1) % 100:02}" for year in (years[0], sum(years))
        )
    )
    return {
        MONTH: names,
        QUARTER: st.tuples(pairs, st.integers(1, 4)).map(lambda parts: f"{parts[0]} Q{parts[1]}"),
        FINANCIAL: pairs,
        ACADEMIC: pairs,
        CALENDAR: years.map(str),
        POOLED: pooled | pooled_pairs,
        ROLLING: names.map(lambda name: f"12 months to {name}"),
        SNAPSHOT: st.dates(date(1900, 1, 1), date(2190, 12, 31)).map(date.isoformat),
    }[kind]


some_kind = st.sampled_from(PeriodKind)
some_period = some_kind.flatmap(lambda kind: in_words(kind).map(lambda words: parse(words, kind)))
two_of_a_kind = some_kind.flatmap(
    lambda kind: st.tuples(*[in_words(kind).map(lambda words: parse(words, kind))] * 2)
)


@given(some_period)
def test_a_period_reads_back_as_it_is_printed(period: Period) -> None:
    assert parse(str(period), period.kind) == period


@given(some_period)
def test_a_period_ends_after_it_starts_and_contains_both_days(period: Period) -> None:
    one_day = timedelta(days=1)

    assert period.start <= period.end
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert not period.contains(period.start - one_day)
    assert not period.contains(period.end + one_day)


@given(two_of_a_kind)
def test_periods_of_a_kind_are_ordered_by_their_dates(pair: tuple[Period, Period]) -> None:
    first, second = sorted(pair)

    assert (first.start, first.end) <= (second.start, second.end)


@given(some_period)
def test_the_preceding_period_is_earlier_and_of_the_same_kind(period: Period) -> None:
    before = period.preceding()

    assert before < period
    assert before.kind is period.kind
    assert parse(str(before), period.kind) == before


@given(
    some_kind.filter(lambda kind: kind not in (POOLED, ROLLING, SNAPSHOT)).flatmap(
        lambda kind: in_words(kind).map(lambda words: parse(words, kind))
    )
)
def test_the_preceding_period_ends_the_day_before(period: Period) -> None:
    assert period.preceding().end == period.start - timedelta(days=1)


@given(some_period)
def test_a_year_earlier_is_the_same_stretch_of_the_year_before(period: Period) -> None:
    earlier = period.year_earlier()

    assert (earlier.start.year, earlier.start.month) == (period.start.year - 1, period.start.month)
    assert (earlier.end.year, earlier.end.month) == (period.end.year - 1, period.end.month)
    assert earlier.kind is period.kind


@given(in_words(QUARTER).map(lambda words: parse(words, QUARTER)))
def test_four_quarters_back_is_a_year_earlier(period: Period) -> None:
    assert period.preceding().preceding().preceding().preceding() == period.year_earlier()


@given(some_kind, st.text(max_size=30))
def test_any_words_name_a_period_or_are_refused(kind: PeriodKind, text: str) -> None:
    try:
        period = parse(text, kind)
    except PeriodError:
        return
    assert period.start <= period.end


@pytest.mark.parametrize("kind", PeriodKind)
def test_the_example_in_the_refusal_can_be_read(kind: PeriodKind) -> None:
    with pytest.raises(PeriodError) as refusal:
        parse("soon", kind)

    example = str(refusal.value).rpartition(" as in ")[2].removesuffix(".")
    assert parse(example, kind).kind is kind


def test_the_refusal_is_good_english() -> None:
    refusals = []
    for kind in (ACADEMIC, POOLED):
        with pytest.raises(PeriodError) as refusal:
            parse("soon", kind)
        refusals.append(str(refusal.value))

    assert refusals == [
        "Write an academic year as in 2026/27.",
        "Write pooled years as in 2024-26.",
    ]


def test_pooled_years_across_a_century_read_back() -> None:
    pooled = parse("1998 to 2000", POOLED)

    assert str(pooled) == "1998-2000"
    assert parse(str(pooled), POOLED) == pooled


def test_periods_of_two_kinds_with_the_same_days_can_be_sorted() -> None:
    year, rolling = parse("2025/26", FINANCIAL), parse("12 months to March 2026", ROLLING)

    assert sorted([rolling, year]) == sorted([year, rolling])


@pytest.mark.parametrize(
    ("words", "kind", "start", "end"),
    [
        ("June 2026", MONTH, "2026-06-01", "2026-06-30"),
        ("Jun-26", MONTH, "2026-06-01", "2026-06-30"),
        ("sept. 2026", MONTH, "2026-09-01", "2026-09-30"),
        ("  JUNE \n 2026 ", MONTH, "2026-06-01", "2026-06-30"),
        ("2026-06", MONTH, "2026-06-01", "2026-06-30"),
        ("06/2026", MONTH, "2026-06-01", "2026-06-30"),
        ("1 June 2026", MONTH, "2026-06-01", "2026-06-30"),
        ("February 2028", MONTH, "2028-02-01", "2028-02-29"),
        ("2026/27 Q1", QUARTER, "2026-04-01", "2026-06-30"),
        ("2026/27 Q4", QUARTER, "2027-01-01", "2027-03-31"),
        ("2026-27 q3", QUARTER, "2026-10-01", "2026-12-31"),
        ("Q2 2026/27", QUARTER, "2026-07-01", "2026-09-30"),
        ("Quarter 2, 2026/27", QUARTER, "2026-07-01", "2026-09-30"),
        ("26/27 Q1", QUARTER, "2026-04-01", "2026-06-30"),
        ("2015/16", FINANCIAL, "2015-04-01", "2016-03-31"),
        ("2015/2016", FINANCIAL, "2015-04-01", "2016-03-31"),
        ("2015\u201316", FINANCIAL, "2015-04-01", "2016-03-31"),
        ("1999/00", FINANCIAL, "1999-04-01", "2000-03-31"),
        ("2015/16", ACADEMIC, "2015-09-01", "2016-08-31"),
        ("2015", CALENDAR, "2015-01-01", "2015-12-31"),
        ("2015.0", CALENDAR, "2015-01-01", "2015-12-31"),
        ("2013-15", POOLED, "2013-01-01", "2015-12-31"),
        ("2013 to 2015", POOLED, "2013-01-01", "2015-12-31"),
        ("2013/14-2015/16", POOLED, "2013-04-01", "2016-03-31"),
        ("12 months to June 2026", ROLLING, "2025-07-01", "2026-06-30"),
        ("Year ending Mar 2026", ROLLING, "2025-04-01", "2026-03-31"),
        ("31/03/2026", SNAPSHOT, "2026-03-31", "2026-03-31"),
        ("31.3.26", SNAPSHOT, "2026-03-31", "2026-03-31"),
        ("31st March 2026", SNAPSHOT, "2026-03-31", "2026-03-31"),
        ("2026-03-31", SNAPSHOT, "2026-03-31", "2026-03-31"),
        ("29/02/2028", SNAPSHOT, "2028-02-29", "2028-02-29"),
    ],
)
def test_a_period_is_read_as_people_write_it(
    words: str, kind: PeriodKind, start: str, end: str
) -> None:
    period = parse(words, kind)

    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", MONTH),
        ("13/2026", MONTH),
        ("00/2026", MONTH),
        ("2026", MONTH),
        ("Maybe 2026", MONTH),
        ("Junuary 2026", MONTH),
        ("2026-06-45", MONTH),
        ("1 maybe 2026", SNAPSHOT),
        ("2026/27 Q5", QUARTER),
        ("2026/27 Q0", QUARTER),
        ("2026/28 Q1", QUARTER),
        ("Q1 2026", QUARTER),
        ("2015/15", FINANCIAL),
        ("2015/17", FINANCIAL),
        ("2015", FINANCIAL),
        ("2015/16", CALENDAR),
        ("2015-2015", POOLED),
        ("2015-2013", POOLED),
        ("2015-2026", POOLED),
        ("31/02/2026", SNAPSHOT),
        ("29/02/2027", SNAPSHOT),
        ("03/31/2026", SNAPSHOT),
        ("June 2026", SNAPSHOT),
        ("June 0000", ROLLING),
        ("9999/00", FINANCIAL),
    ],
)
def test_words_that_name_no_period_of_the_kind_are_refused(words: str, kind: PeriodKind) -> None:
    with pytest.raises(PeriodError):
        parse(words, kind)


def test_at_most_eleven_years_are_pooled() -> None:
    assert str(parse("2015-2025", POOLED)) == "2015-25"
    with pytest.raises(PeriodError):
        parse("2015-2026", POOLED)


@pytest.mark.parametrize(
    ("day", "month_before", "year_before"),
    [
        ("2026-03-31", "2026-02-28", "2025-03-31"),
        ("2026-03-30", "2026-02-28", "2025-03-30"),
        ("2026-04-30", "2026-03-31", "2025-04-30"),
        ("2028-02-29", "2028-01-31", "2027-02-28"),
        ("2026-01-15", "2025-12-15", "2025-01-15"),
    ],
)
def test_a_snapshot_at_the_end_of_a_month_stays_at_the_end(
    day: str, month_before: str, year_before: str
) -> None:
    snapshot = parse(day, SNAPSHOT)

    assert snapshot.preceding().end == date.fromisoformat(month_before)
    assert snapshot.year_earlier().end == date.fromisoformat(year_before)


def test_a_rolling_year_is_preceded_by_the_one_that_ends_a_month_earlier() -> None:
    assert (
        str(parse("12 months to March 2026", ROLLING).preceding()) == "12 months to February 2026"
    )


def test_the_last_day_of_february_follows_the_leap_years() -> None:
    assert [month_end(year, 2).day for year in (2023, 2024, 2100, 2000)] == [28, 29, 28, 29]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("2015/16", ("2015-04-01", "2016-03-31")),
        ("2015-2017", ("2015-04-01", "2017-03-31")),
        ("2015 to 2018", ("2015-04-01", "2018-03-31")),
        (" 2015\u20132018 ", ("2015-04-01", "2018-03-31")),
        ("2015-2025", ("2015-04-01", "2025-03-31")),
    ],
)
def test_a_plans_period_follows_financial_years(words: str, years: tuple[str, str]) -> None:
    assert plan_years(words) == tuple(date.fromisoformat(day) for day in years)


@pytest.mark.parametrize("words", ["", "this year", "2015", "2017-2015", "2015-2026", "9999/00"])
def test_a_plans_period_that_is_unclear_is_left_open(words: str) -> None:
    assert plan_years(words) is None


@given(st.dates(date(1900, 1, 1), date(2190, 12, 31)))
def test_a_day_lies_in_its_quarter_and_in_no_other(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.contains(day)
    assert parse(str(quarter), QUARTER) == quarter
    assert not quarter.preceding().contains(day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 31), "2025/26 Q4"),
        (date(2026, 4, 1), "2026/27 Q1"),
        (date(2026, 12, 31), "2026/27 Q3"),
        (date(2027, 1, 1), "2026/27 Q4"),
    ],
)
def test_quarters_are_those_of_the_financial_year(day: date, name: str) -> None:
    assert str(quarter_of(day)) == name


@pytest.mark.parametrize("kind", [MONTH, QUARTER, FINANCIAL, ACADEMIC, CALENDAR])
def test_the_last_day_of_the_calendar_is_in_no_whole_period(kind: PeriodKind) -> None:
    assert period_of(date.max, kind) is None


def test_a_day_is_in_its_quarter() -> None:
    found = period_of(date(2026, 12, 31), QUARTER)

    assert found == Period(date(2026, 10, 1), date(2026, 12, 31), QUARTER)
