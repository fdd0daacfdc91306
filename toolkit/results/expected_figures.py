"""Which figures are expected from whom for which period, and which are late. Pure.

A period's figures are due some weeks after its end (Settings, "Figures due after"). Pooled and
rolling years and single days follow no calendar: nothing is expected of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator, Observation
from toolkit.measures.target import TargetRag
from toolkit.results.verdicts import Result
from toolkit.values.missing import Missing
from toolkit.values.periods import (
    Period,
    PeriodKind,
    financial_year,
    month_end,
    period_of,
    quarter_of,
)
from toolkit.values.text import day_in_words

WEEKS = 6
"""How long after the end of a period its figures are due, where the board says nothing."""

OUT_OF_DATE = "Out of date"

# Of these nobody expects a figure; of those awaited, somebody does.
_AWAITED = (Missing.BLANK, Missing.NOT_DUE, Missing.UNREADABLE)


@dataclass(frozen=True)
class Expected:
    """What is expected for one indicator: a word for each period of the year that is under way.

    `quarters` are those of the financial year, for figures of months and quarters; `year` is
    for those of years. `is_late` says that the figure of a period is past its due day.
    """

    indicator: Indicator
    quarters: tuple[str, str, str, str]
    year: str
    next_due: date | None
    is_late: bool


def weeks_of(board: Board) -> int:
    """How many weeks after the end of a period its figures are due."""
    given = board.settings.figures_due_weeks
    return WEEKS if given is None else int(given)


def due_on(period: Period, weeks: int) -> date:
    """The day by which a period's figures are due."""
    return period.end + timedelta(weeks=weeks)


def last_expected(kind: PeriodKind | None, as_at: date, weeks: int) -> Period | None:
    """The last period whose figures should be there on that day; None where none are expected."""
    period = period_of(as_at, kind) if kind else None
    while period is not None and due_on(period, weeks) >= as_at:
        period = period.preceding()
    return period


def checked_for_age(result: Result, as_at: date, weeks: int) -> Result:
    """The result without a rating where a later figure than its latest should be there."""
    wanted = last_expected(result.indicator.period_kind, as_at, weeks)
    latest = result.latest
    if wanted is None or latest is None or latest.period >= wanted:
        return result
    missing = latest.period.following()
    reason = (
        f"{OUT_OF_DATE}: the latest figure is for {latest.period}; that for {missing} was due "
        f"by {day_in_words(due_on(missing, weeks))}."
    )
    return replace(
        result,
        rag=TargetRag("", reason),
        out_of_date=str(latest.period),
        sentence=result.sentence._replace(text=f"{reason} {result.sentence.text}".strip()),
    )


def expected(board: Board, results: tuple[Result, ...], as_at: date) -> Iterator[Expected]:
    """What is expected of each indicator in the first of our areas, by owner."""
    weeks, year = weeks_of(board), financial_year(as_at)
    first: dict[str, Result] = {}
    for result in results:
        first.setdefault(result.indicator.code, result)
    for result in sorted(first.values(), key=lambda each: each.indicator.owner.casefold()):
        yield _expected(result, year, as_at, weeks)


def _expected(result: Result, year: Period, as_at: date, weeks: int) -> Expected:
    indicator = result.indicator
    kind, there = indicator.period_kind, {item.period: item for item in result.observations}
    wanted = last_expected(kind, as_at, weeks)
    following = (wanted.following() if wanted else None) if kind else None
    words = ["", "", "", ""]
    if kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        for index in range(4):
            quarter = _moved(year, index)
            words[index] = _quarter(quarter, kind, there, as_at, weeks)
    whole = ""
    if wanted is not None and kind not in (PeriodKind.MONTH, PeriodKind.QUARTER):
        whole = f"{wanted}: {_word(wanted, there, as_at, weeks)}"
    return Expected(
        indicator,
        (words[0], words[1], words[2], words[3]),
        whole,
        due_on(following, weeks) if following else None,
        is_late=bool(result.out_of_date) or (wanted is not None and result.latest is None),
    )


def _quarter(
    quarter: Period,
    kind: PeriodKind,
    there: dict[Period, Observation],
    as_at: date,
    weeks: int,
) -> str:
    """The word for a quarter; for figures of months, how many there are."""
    if kind is PeriodKind.QUARTER:
        return _word(quarter, there, as_at, weeks)
    first = Period(quarter.start, month_end(quarter.start.year, quarter.start.month), kind)
    months = (first, first.following(), first.following().following())
    states = [_word(month, there, as_at, weeks) for month in months]
    if len(set(states)) == 1:
        return states[0]
    received = states.count("Received")
    late = f", {states.count('Late')} late" if "Late" in states else ""
    return f"{received} of 3{late}"


def _word(period: Period, there: dict[Period, Observation], as_at: date, weeks: int) -> str:
    item = there.get(period)
    if item is not None and item.value not in _AWAITED:
        return "Received"
    due = due_on(period, weeks)
    return "Late" if due < as_at else f"Due {day_in_words(due)}"


def _moved(year: Period, quarters: int) -> Period:
    quarter = quarter_of(year.start)
    for _ in range(quarters):
        quarter = quarter.following()
    return quarter
