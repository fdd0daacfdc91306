"""Counts that no row gives, though sums reach them: a quarter, an area, a total without a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from toolkit.board.scorecard import Indicator
from toolkit.publishing.areas import AreaTree
from toolkit.publishing.row_counts import Row
from toolkit.results.parts_of_whole import wholes_of
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind, quarter_of


def implied_rows(rows: Sequence[Row], tree: AreaTree) -> list[Row]:
    """A row without figures for each indicator, area and period that a sum could reach.

    Sums go over the parts of an area, the quarters of a year, and the parts of a whole; each
    of these may lack a row where the others have one.
    """
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.indicator.code].append(row)
    found: list[Row] = []
    for family in _families({row.indicator.code: row.indicator for row in rows}):
        own = [row for indicator in family for row in by_code[indicator.code]]
        areas = _areas({row.area for row in own}, tree)
        periods = {(row.period.start, row.period.end): row.period for row in own}
        for longer in list(periods.values()):
            for kind in {indicator.period_kind for indicator in family}:
                for period in _within(longer, kind):
                    periods.setdefault((period.start, period.end), period)
        if any(indicator.adds_up == choices.AS_IT_STANDS for indicator in family):
            for period in _between(list(periods.values())):
                periods.setdefault((period.start, period.end), period)
        for indicator in family:
            found += _lacking(indicator, by_code[indicator.code], areas, periods)
    return found


def _families(indicators: Mapping[str, Indicator]) -> Iterator[list[Indicator]]:
    """Indicators that are parts of one whole, with it; all others by themselves."""
    group = {code: [code] for code in indicators}
    for whole in wholes_of(indicators.values()):
        members = [*whole.parts, *([whole.indicator] if whole.indicator else [])]
        for member in members[1:]:
            first, other = group[members[0].code], group[member.code]
            if first is not other:
                first += other
                for code in other:
                    group[code] = first
    seen = set()
    for code in indicators:
        if code not in seen:
            seen.update(group[code])
            yield [indicators[each] for each in group[code]]


def _areas(given: set[str], tree: AreaTree) -> list[str]:
    """Areas with rows, and those beside them in a sum; what they make up only has its own rows."""
    found = dict.fromkeys(sorted(given))
    for whole, parts in tree.parts.items():
        if given.intersection(parts):
            found |= dict.fromkeys((whole, *parts))
    return list(found)


def _lacking(
    indicator: Indicator,
    rows: Iterable[Row],
    areas: Iterable[str],
    periods: Mapping[tuple[date, date], Period],
) -> Iterator[Row]:
    there = set()
    parts: dict[str, None] = {}
    edition = ""
    for row in rows:
        edition = row.edition
        there.add((row.area, row.period.start, row.period.end))
        parts |= dict.fromkeys(row.counts)
    if parts:
        for area in areas:
            for span, period in periods.items():
                if (area, *span) not in there:
                    counts: dict[str, Value] = dict.fromkeys(parts, Missing.BLANK)
                    yield Row(indicator, area, period, counts, edition=edition)


def _between(periods: Sequence[Period]) -> Iterator[Period]:
    """Those in the gaps of what is open at the end of each: it goes on meanwhile."""
    first, last = min(periods), max(periods)
    while last.kind is first.kind and first < last:
        yield last
        last = last.preceding()


def _within(longer: Period, kind: PeriodKind | None) -> Iterator[Period]:
    """The quarters of a year."""
    if kind is not PeriodKind.QUARTER or (longer.end - longer.start).days > 366:
        return
    day = longer.start
    while day < longer.end and quarter_of(day).start == day:
        quarter = quarter_of(day)
        if quarter.end > longer.end or (quarter.start, quarter.end) == (longer.start, longer.end):
            return
        yield quarter
        day = quarter.end + timedelta(days=1)
