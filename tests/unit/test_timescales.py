"""Timescales in words."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.values.periods import month_end
from toolkit.values.timescale_parts import Length, Part, TimescaleKind
from toolkit.values.timescales import parse

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PLAN_YEAR = (date(2015, 4, 1), date(2016, 3, 31))
PLANS = ("plan_lancashire_2015", "plan_redbridge_2013", "plan_llr_2008", "plan_luton_2015")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("30/09/2026", date(2026, 9, 30)),
        ("By 31/03/16", date(2016, 3, 31)),
        ("20.2.08", date(2008, 2, 20)),
        ("31-03-16", date(2016, 3, 31)),
        ("2016-03-31", date(2016, 3, 31)),
        ("By 30.9.26 at the latest", date(2026, 9, 30)),
        ("4th June 2026", date(2026, 6, 4)),
        ("31st of March 2016", date(2016, 3, 31)),
        ("4 Sept. 2026", date(2026, 9, 4)),
        ("March 31st, 2016", date(2016, 3, 31)),
        ("w/c 4 May 2015", date(2015, 5, 4)),
        ("June 2026", date(2026, 6, 30)),
        ("November 08", date(2008, 11, 30)),
        ("Mar-16", date(2016, 3, 31)),
        ("March ’16", date(2016, 3, 31)),
        ("04/2021", date(2021, 4, 30)),
        ("End of February 2028", date(2028, 2, 29)),
        ("January, 2027", date(2027, 1, 31)),
        ("SEPTEMBER 26", date(2026, 9, 30)),
        ("Sept 2014 (subject to funding)", date(2014, 9, 30)),
        ("Draft of policy to go to the board September 2008", date(2008, 9, 30)),
    ],
)
def test_a_date_in_a_timescale_is_found(words: str, due: date) -> None:
    found = parse(words)

    assert (found.due, found.times_a_year, found.open_ended) == (due, None, False)


@pytest.mark.parametrize(
    ("words", "start", "due"),
    [
        ("Q2 2025/26", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025/26 Q4", date(2026, 1, 1), date(2026, 3, 31)),
        ("Quarter 1 of 2025/26", date(2025, 4, 1), date(2025, 6, 30)),
        ("Spring term 2016", date(2016, 1, 1), date(2016, 3, 31)),
        ("Autumn term 2015/16", date(2015, 9, 1), date(2015, 12, 31)),
        ("Summer term 2015/16", date(2016, 4, 1), date(2016, 7, 31)),
        ("Summer 2016", date(2016, 6, 1), date(2016, 8, 31)),
        ("Winter 2015/16", date(2015, 12, 1), date(2016, 2, 29)),
        ("2015/16", date(2015, 4, 1), date(2016, 3, 31)),
        ("2015-2017", date(2015, 4, 1), date(2017, 3, 31)),
        ("by the end of 2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("April 2015 – March 2016", date(2015, 4, 1), date(2016, 3, 31)),
        ("Sept to Dec 2014", date(2014, 9, 1), date(2014, 12, 31)),
    ],
)
def test_a_quarter_term_season_or_year_runs_to_its_last_day(
    words: str, start: date, due: date
) -> None:
    found = parse(words)

    assert [(part.kind, part.start, part.by) for part in found.parts] == [
        (TimescaleKind.PERIOD, start, due)
    ]


def test_the_latest_of_several_dates_counts() -> None:
    words = "Draft 30/06/2026, final September 2026, review 01/08/2026"
    assert parse(words).due == date(2026, 9, 30)


def test_every_date_is_kept_in_the_order_printed() -> None:
    assert parse("July 2013 and January 2014").dates == (date(2013, 7, 31), date(2014, 1, 31))
    assert parse("November and March 2014").dates == (date(2013, 11, 30), date(2014, 3, 31))


def test_a_month_without_a_day_counts_as_its_last_day_beside_a_date_in_it() -> None:
    assert parse("29/06/2026 or June 2026").due == date(2026, 6, 30)
    assert parse("30/06/2026 or May 2026").due == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "times_a_year"),
    [
        ("Weekly", 52),
        ("Monthly", 12),
        ("Every month", 12),
        ("Quarterly reports", 4),
        ("Review quarterly", 4),
        ("each quarter", 4),
        ("half-yearly", 2),
        ("Half yearly", 2),
        ("Twice a year", 2),
        ("Twice per year", 2),
        ("One per year", 1),
        ("3 x per year", 3),
        ("annually", 1),
        ("Annual report", 1),
        ("Yearly", 1),
        ("Termly", 3),
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
    assert (parse(words).due, parse(words).times_a_year) == (None, times_a_year)


def test_a_least_number_of_times_is_marked_as_one() -> None:
    assert parse("Minimum of 4 per year").parts == (
        Part(TimescaleKind.RECURRING, "4 per year", times_a_year=4, at_least=True),
    )
    assert not parse("4 per year").parts[0].at_least


def test_a_recurrence_keeps_the_year_it_is_printed_with() -> None:
    (part,) = parse("Annual Review 2009").parts
    assert (part.times_a_year, part.year) == (1, 2009)


def test_a_timescale_may_recur_until_a_date() -> None:
    found = parse("Quarterly until March 2027")
    assert (found.due, found.times_a_year, found.open_ended) == (date(2027, 3, 31), 4, False)


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("May 2013 ongoing", date(2013, 5, 1)),
        ("Implementation from September 2008 – on going", date(2008, 9, 1)),
        ("Ongoing from 4 May 2015", date(2015, 5, 4)),
        ("April 2015 onwards", date(2015, 4, 1)),
        ("Quarterly from April 2015", date(2015, 4, 1)),
    ],
)
def test_what_runs_on_from_a_date_is_due_on_none(words: str, start: date) -> None:
    found = parse(words)
    assert (found.start, found.due, found.open_ended) == (start, None, True)


def test_what_runs_on_until_a_date_is_due_on_it() -> None:
    found = parse("Ongoing till March 2009")
    assert (found.due, found.open_ended) == (date(2009, 3, 31), False)


@pytest.mark.parametrize("words", ["Ongoing", "On going", "on-going", "Throughout the year"])
def test_an_open_end_without_a_date_is_known(words: str) -> None:
    assert parse(words).open_ended
    assert parse(words).due is None


@pytest.mark.parametrize(
    ("words", "length", "base"),
    [
        ("3 months", Length(3, "months"), ""),
        ("3months", Length(3, "months"), ""),
        ("1 Month", Length(1, "months"), ""),
        ("six months", Length(6, "months"), ""),
        ("6-12 months", Length(12, "months"), ""),
        ("2 years", Length(24, "months"), ""),
        ("4 weeks", Length(4, "weeks"), ""),
        ("within 20 working days of referral", Length(20, "working days"), "referral"),
        (
            "Within 6 months of completion of major projects",
            Length(6, "months"),
            "completion of major projects",
        ),
        ("Briefings within 3 months of publication", Length(3, "months"), "publication"),
        ("6 months after approval.", Length(6, "months"), "approval"),
    ],
)
def test_a_duration_keeps_its_length_and_what_it_counts_from(
    words: str, length: Length, base: str
) -> None:
    found = parse(words)

    assert [(part.length, part.base) for part in found.durations] == [(length, base)]
    assert found.asks_for_base is (base == "")
    assert found.due is None


def test_a_duration_is_due_once_someone_says_what_it_counts_from() -> None:
    assert parse("3 months").due_after(date(2015, 11, 30)) == date(2016, 2, 29)
    assert parse("Within 3 months of publication").due_after(date(2015, 11, 30)) is None


def test_working_days_leave_weekends_out() -> None:
    friday = date(2026, 11, 20)
    assert Length(1, "working days").after(friday) == date(2026, 11, 23)
    assert Length(5, "working days").after(friday) == date(2026, 11, 27)
    assert Length(3, "days").after(friday) == date(2026, 11, 23)


def test_ages_are_no_durations() -> None:
    assert not parse("all 2 year olds").says_when


def test_a_condition_is_told_apart() -> None:
    assert parse("Sept 2014 (subject to funding)").condition == "subject to funding"
    assert parse("Sept 2014").condition == ""


def test_words_that_nothing_reads_are_kept_as_the_rest() -> None:
    assert parse("as per the strategy").rest == "as per the strategy"
    assert parse("Ongoing LSCB/ 6 months").rest == "LSCB/"
    assert parse("by the end of May 2016").rest == ""


def test_a_month_without_a_year_asks_for_it() -> None:
    assert parse("end of March").asks_for_year
    assert parse("end of March").due is None


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("end of March", date(2016, 3, 31)),
        ("by 4 May", date(2015, 5, 4)),
        ("Q3", date(2015, 12, 31)),
        ("autumn term", date(2015, 12, 31)),
        ("End of year", date(2016, 3, 31)),
    ],
)
def test_the_plans_period_gives_the_year(words: str, due: date) -> None:
    assert parse(words, PLAN_YEAR).due == due


def test_several_lines_are_told_apart() -> None:
    found = parse("Review quarterly\n3 months\n\nOngoing")
    assert [(part.kind, part.item) for part in found.parts] == [
        (TimescaleKind.RECURRING, 0),
        (TimescaleKind.DURATION, 1),
        (TimescaleKind.ONGOING, 2),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "tbc",
        "As soon as possible",
        "According to Action Plan",
        "1.10",
        "31/02/2026",
        "99/99/2026",
        "Decide 20 cases",
        "Separate 12 cases",
        "Marking 15 papers",
        "Maybe 2026",
        "June 0000",
        "work that may be done",
        "14/15",
    ],
)
def test_a_timescale_that_says_neither_names_no_time(words: str) -> None:
    found = parse(words)
    assert (found.due, found.times_a_year, found.durations) == (None, None, ())


def test_nothing_printed_has_no_parts() -> None:
    assert parse("").parts == parse("  \n ").parts == ()


@given(days)
def test_any_date_is_read_the_british_way(day: date) -> None:
    assert parse(f"{day:%d/%m/%Y}").due == day
    assert parse(f"by {day.day} {day:%B %Y}").due == day
    assert parse(f"{day:%d.%m.%y}").due == day


@given(days)
def test_any_month_runs_to_its_last_day(day: date) -> None:
    assert parse(f"{day:%b %Y}").due == month_end(day.year, day.month)


@given(days)
def test_any_month_of_the_plan_is_found_in_its_period(day: date) -> None:
    period = (day, day + timedelta(days=364))
    found = parse(f"by {day:%B}", period).due
    assert found is not None
    assert (found.month, period[0] <= found <= period[1]) == (day.month, True)


@given(st.integers(1, 60), days)
def test_months_from_a_day_end_on_that_day_or_the_months_last(months: int, day: date) -> None:
    found = Length(months, "months").after(day)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or found == month_end(found.year, found.month)


@given(st.text(max_size=60))
def test_any_words_at_all_can_be_looked_at(words: str) -> None:
    times = parse(words).times_a_year
    assert times is None or times > 0


@given(st.text(alphabet="0123456789 /.-–March Qqonging\n", max_size=60))
def test_any_words_like_timescales_can_be_looked_at(words: str) -> None:
    found = parse(words, PLAN_YEAR)
    assert all(part.item < len(words.split("\n")) for part in found.parts)


# The timescales of four boards' printed plans


def printed_timescales(shared: Path) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name in PLANS:
        plan = json.loads((shared / "seeds" / f"{name}.json").read_text("utf-8"))
        for priority in plan["priorities"]:
            for action in priority["actions"]:
                rows = [action, *action["sub_actions"]]
                found += [(action["id"], row["timescale"]) for row in rows]
    return found


def as_recorded(part: Part, has_items: bool) -> dict[str, Any]:
    """A part in the words of the reference material."""
    kind = part.kind
    recorded: dict[str, Any] = {"kind": kind.value}
    if kind in (TimescaleKind.MONTH, TimescaleKind.ONGOING_UNTIL) and part.by:
        recorded["month"] = f"{part.by:%Y-%m}"
    if kind is TimescaleKind.ONGOING_FROM and part.start:
        recorded["month"] = f"{part.start:%Y-%m}"
    if part.by:
        recorded["by"] = part.by.isoformat()
    if part.length:
        recorded |= {"months": part.length.months, "base": part.base or None}
    if part.times_a_year:
        recorded["per_year"] = part.times_a_year
    if part.at_least:
        recorded["minimum"] = True
    if part.year:
        recorded["year"] = part.year
    return recorded | ({"item": part.item} if has_items else {})


@pytest.mark.shared
def test_every_timescale_of_the_four_plans_is_read_as_recorded(shared: Path) -> None:
    rows = printed_timescales(shared)
    wrong = [
        (name, timescale["text"])
        for name, timescale in rows
        if [
            as_recorded(part, bool(timescale["items"]))
            for part in parse(timescale["text"] or "").parts
        ]
        != timescale["parsed"]
    ]

    assert wrong == []
    assert len({name for name, _ in rows}) == 109
