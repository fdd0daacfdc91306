"""Timescales in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.periods import month_end
from toolkit.timescales import Timescale, parse

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("30/09/2026", date(2026, 9, 30)),
        ("By 30.9.26 at the latest", date(2026, 9, 30)),
        ("4th June 2026", date(2026, 6, 4)),
        ("4 Sept. 2026", date(2026, 9, 4)),
        ("June 2026", date(2026, 6, 30)),
        ("End of February 2028", date(2028, 2, 29)),
        ("January, 2027", date(2027, 1, 31)),
        ("SEPTEMBER 26", date(2026, 9, 30)),
    ],
)
def test_a_date_in_a_timescale_is_found(words: str, due: date) -> None:
    assert parse(words) == Timescale(due)


def test_the_latest_of_several_dates_counts() -> None:
    assert parse("Draft 30/06/2026, final September 2026, review 01/08/2026").due == date(
        2026, 9, 30
    )


def test_a_month_without_a_day_counts_as_its_last_day_beside_a_date_in_it() -> None:
    assert parse("29/06/2026 or June 2026").due == date(2026, 6, 30)
    assert parse("30/06/2026 or May 2026").due == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "times_a_year"),
    [
        ("Monthly", 12),
        ("Every month", 12),
        ("Quarterly reports", 4),
        ("each quarter", 4),
        ("half-yearly", 2),
        ("Half yearly", 2),
        ("Twice a year", 2),
        ("annually", 1),
        ("Annual report", 1),
        ("Yearly", 1),
        ("Six-monthly", 2),
        ("6-monthly", 2),
        ("six monthly", 2),
        ("Every six months", 2),
        ("Bi-annual", 2),
        ("Biannually", 2),
        ("Bi-monthly", 6),
        ("Two-monthly", 6),
        ("every 3 months", 4),
        ("12-monthly", 1),
        ("18-monthly", None),
        ("Monthly, and a six-monthly review", 12),
    ],
)
def test_a_recurrence_in_a_timescale_is_found(words: str, times_a_year: int) -> None:
    assert parse(words) == Timescale(None, times_a_year)


def test_a_timescale_may_recur_until_a_date() -> None:
    assert parse("Quarterly until March 2027") == Timescale(date(2027, 3, 31), 4)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Ongoing",
        "tbc",
        "By May",
        "As soon as possible",
        "1.10",
        "31/02/2026",
        "99/99/2026",
        "Decide 20 cases",
        "Separate 12 cases",
        "Marking 15 papers",
        "Maybe 2026",
        "June 0000",
    ],
)
def test_a_timescale_that_says_neither_is_empty(words: str) -> None:
    assert parse(words) == Timescale()


@given(days)
def test_any_date_is_read_the_british_way(day: date) -> None:
    assert parse(f"{day:%d/%m/%Y}").due == day
    assert parse(f"by {day.day} {day:%B %Y}").due == day


@given(days)
def test_any_month_runs_to_its_last_day(day: date) -> None:
    assert parse(f"{day:%b %Y}").due == month_end(day.year, day.month)


@given(st.text(max_size=60))
def test_any_words_at_all_can_be_looked_at(words: str) -> None:
    assert parse(words).times_a_year in (None, 1, 2, 3, 4, 6, 12)
