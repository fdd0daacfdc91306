"""Sums over time: a longer period and the shorter ones in it, and what a running total adds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from toolkit.publishing.row_counts import Row, span_of
from toolkit.publishing.small_numbers import HIGHEST_HIDDEN
from toolkit.publishing.ties import Count, Ties, by_series, name_of, one_each
from toolkit.values import choices
from toolkit.values.missing import Missing
from toolkit.values.periods import Period, financial_year

ADDED = "added to "


def tie_increases(rows: Sequence[Row], ties: Ties) -> None:
    """What was added to a running total between two periods that are given: nobody prints it,
    and anyone can work it out."""
    found: dict[tuple[str, str, str, Period], list[Row]] = defaultdict(list)
    for row in rows:
        if row.indicator.adds_up != choices.RUNNING_TOTAL:
            continue
        # A row of a whole year is among those of quarters.
        if row.period.kind is not row.indicator.period_kind:
            continue
        for part in row.counts:
            if isinstance(ties.value(row.name(part)), Decimal):
                year = financial_year(row.period.end)
                found[row.indicator.code, row.area, part, year].append(row)
    for (_, _, part, _), given in found.items():
        given.sort(key=lambda row: row.period)
        for place, before in enumerate(given):
            for later, row in enumerate(given[place + 1 :]):
                first, last = ties.value(before.name(part)), ties.value(row.name(part))
                if isinstance(first, Missing) or isinstance(last, Missing) or first > last:
                    continue
                # What several periods added matters where it is small by any rule.
                if later and last - first > max(HIGHEST_HIDDEN):
                    continue
                added = f"{ADDED}{row.name(part)}\nsince {before.period}"
                ties.cells[added] = last - first
                ties.total(row.name(part), [before.name(part), added])


def _over_time(rows: Sequence[Row], ties: Ties) -> Iterator[tuple[Count, dict[Period, Count]]]:
    """A count of a longer period with those of each kind of shorter ones within it."""
    found: dict[tuple[str, str], dict[str, list[Count]]] = defaultdict(lambda: defaultdict(list))
    for series, row, part in by_series(rows):
        found[series, row.area][row.period.kind].append((row, part))
    seen = set()
    for by_kind in found.values():
        if len(by_kind) < 2:
            continue
        for longer in (count for counts in by_kind.values() for count in counts):
            for counts in by_kind.values():
                within = one_each(
                    (
                        (count[0].period, count)
                        for count in counts
                        if _is_within(count[0], longer[0])
                    ),
                    ties,
                )
                names = tuple(map(name_of, (longer, *within.values())))
                if within and names not in seen:
                    seen.add(names)
                    yield longer, {period: within[period] for period in sorted(within)}


def _is_within(row: Row, longer: Row) -> bool:
    start, end = span_of(longer)
    return start <= row.period.start and row.period.end <= end and span_of(row) != (start, end)


def _how(longer: Count, within: Mapping[Period, Count]) -> str:
    """How the shorter periods add up, by their own indicator before that of the longer."""
    return next(
        (row.indicator.adds_up for row, _ in (*within.values(), longer) if row.indicator.adds_up),
        "",
    )


def tie_last_of_the_year(rows: Sequence[Row], ties: Ties) -> None:
    """A year that is the same as its last period: a running total, or a count on one day."""
    for longer, within in _over_time(rows, ties):
        last = list(within)[-1]
        if _how(longer, within) != choices.EACH_ALONE and last.end == longer[0].period.end:
            ties.same([name_of(longer), name_of(within[last])])


def tie_years(rows: Sequence[Row], ties: Ties) -> None:
    """A longer period as the total of the shorter ones in it, none of which overlap.

    Where nothing is chosen under Adds up how, all shorter ones that are known have to add up
    to it; but one that is missing may be what they lack.
    """
    for longer, within in _over_time(rows, ties):
        how = _how(longer, within)
        if how not in ("", choices.EACH_ALONE):
            continue
        periods = list(within)
        if any(later.start <= before.end for before, later in pairwise(periods)):
            continue
        total, names = name_of(longer), list(map(name_of, within.values()))
        are_known = all(isinstance(ties.value(name), Decimal) for name in names)
        is_full = are_known and _fill(periods, longer[0].period)
        if how == choices.EACH_ALONE or isinstance(ties.value(total), Decimal):
            ties.total(total, names, exactly=not how and is_full)


def _fill(periods: Sequence[Period], longer: Period) -> bool:
    """Whether periods without overlap make up all of a longer one."""
    days = sum((period.end - period.start).days + 1 for period in periods)
    return days == (longer.end - longer.start).days + 1
