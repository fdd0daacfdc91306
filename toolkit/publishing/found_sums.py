"""Sums that nobody declared, though numbers, kinds or names fit: they count until denied."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from math import prod

from toolkit.board.scorecard import Indicator
from toolkit.measures.units import NUMBER
from toolkit.publishing.row_counts import COUNTED, Row, span_of
from toolkit.publishing.ties import Ties
from toolkit.values import choices
from toolkit.values.missing import Missing
from toolkit.values.periods import Period
from toolkit.values.text import folded

BEYOND_CHANCE = 10**6
"""Numbers that add up are taken for a sum where so many others could have stood in their place."""
CARRIED = "carried with "

Place = tuple[str, date, date]
"""An area and a period."""

_COMES = re.compile(
    r"\b(start|new|open(ed|ing)|beg[au]n|join|became|add|enter|regist|referr|receiv)"
)
_GOES = re.compile(r"\b(end|clos|ceas|left|leav|remov|discharg|complet|stop)")


@dataclass(frozen=True)
class FoundSum:
    """Indicators whose numbers add up: the first with the others, by their codes."""

    codes: tuple[str, ...]


def tie_found_sums(rows: Sequence[Row], ties: Ties) -> tuple[FoundSum, ...]:
    """Tie numbers that always add up, and what is open with what started and ended; say which."""
    series: dict[str, dict[Place, Row]] = defaultdict(dict)
    indicators: dict[str, Indicator] = {}
    for row in rows:
        if row.indicator.unit in ("", NUMBER) and COUNTED in row.counts:
            series[row.indicator.code][row.area, *span_of(row)] = row
            indicators[row.indicator.code] = row.indicator
    found = [*_three_numbers(series, indicators, ties), *_stocks(series, indicators, ties)]
    return tuple(dict.fromkeys(found))


def _are_denied(*three: Indicator) -> bool:
    codes = {folded(each.code) for each in three}
    return any(
        folded(code) in codes - {folded(each.code)} for each in three for code in each.unrelated
    )


Series = Mapping[str, Mapping[Place, Row]]


def _three_numbers(
    series: Series, indicators: Mapping[str, Indicator], ties: Ties
) -> Iterator[FoundSum]:
    """A number that is two others' sum wherever all three are given."""
    counts = {
        code: {
            place: value
            for place, row in own.items()
            if isinstance(value := ties.value(row.name(COUNTED)), Decimal)
        }
        for code, own in series.items()
    }
    totals: dict[tuple[Place, Decimal], list[str]] = defaultdict(list)
    for code, own in counts.items():
        for place, value in own.items():
            totals[place, value].append(code)
    for first, second in combinations(counts, 2):
        shared = [place for place in counts[first] if place in counts[second]]
        # A sum of one of them and nothing says nothing.
        telling = next((p for p in shared if counts[first][p] and counts[second][p]), None)
        if telling is None:
            continue
        for total in totals[telling, counts[first][telling] + counts[second][telling]]:
            places = [place for place in shared if place in counts[total]]
            if (
                prod(int(counts[total][place]) + 1 for place in places) < BEYOND_CHANCE
                or len(places) < 2
                or any(
                    counts[first][place] + counts[second][place] != counts[total][place]
                    for place in places
                )
                or _are_denied(*(indicators[code] for code in (first, second, total)))
                or _is_declared(indicators[total], indicators[first], indicators[second])
            ):
                continue
            for place, row in series[total].items():
                parts = [series[code].get(place) for code in (first, second)]
                names = [part.name(COUNTED) for part in parts if part]
                if len(names) == 2:
                    ties.total(row.name(COUNTED), names)
            yield FoundSum((total, first, second))


def _is_declared(total: Indicator, *parts: Indicator) -> bool:
    return any(folded(part.part_of) == folded(total.code) for part in parts)


def _stocks(series: Series, indicators: Mapping[str, Indicator], ties: Ties) -> Iterator[FoundSum]:
    """What is open: as much as before, with what started since and without what ended."""
    flows = [code for code, each in indicators.items() if each.adds_up in ("", choices.EACH_ALONE)]
    for stock, item in indicators.items():
        if item.adds_up != choices.AS_IT_STANDS:
            continue
        steps = _steps(series[stock])
        if not steps:
            continue
        for comes in flows:
            for goes in flows:
                if comes == goes or not _fits(steps, series[comes], series[goes], ties):
                    continue
                three = indicators[stock], indicators[comes], indicators[goes]
                if _are_named_so(*three[1:]) or _is_beyond_chance(
                    steps, series[comes], series[goes], ties
                ):
                    if _are_denied(*three):
                        continue
                    _tie_stock(steps, series[comes], series[goes], ties)
                    yield FoundSum((stock, comes, goes))


Steps = Sequence[tuple[Place, Row, Row]]


def _steps(rows: Mapping[Place, Row]) -> list[tuple[Place, Row, Row]]:
    """Each period that comes next to one before it, with the rows of both."""
    by_period = {(row.area, row.period): row for row in rows.values()}
    return [
        (place, before, row)
        for place, row in sorted(rows.items(), key=lambda each: each[1].period)
        if (before := by_period.get((row.area, row.period.preceding())))
    ]


def _known(row: Row | None, ties: Ties) -> Decimal | None:
    value = ties.value(row.name(COUNTED)) if row else None
    return value if isinstance(value, Decimal) else None


def _fits(steps: Steps, comes: Mapping[Place, Row], goes: Mapping[Place, Row], ties: Ties) -> bool:
    """Whether it does wherever all is known since a period that is, and in one at least."""
    some = False
    expected: dict[tuple[str, Period], Decimal] = {}
    for place, before, row in steps:
        first, last = _known(before, ties), _known(row, ties)
        come, go = _known(comes.get(place), ties), _known(goes.get(place), ties)
        if first is None:
            first = expected.get((row.area, before.period))
        if first is None or come is None or go is None:
            continue
        expected[row.area, row.period] = first + come - go
        if last is None:
            continue
        if first + come != last + go:
            return False
        some = some or bool(first != last or come or go)
    return some


def _is_beyond_chance(
    steps: Steps, comes: Mapping[Place, Row], goes: Mapping[Place, Row], ties: Ties
) -> bool:
    given = [
        (_known(comes.get(place), ties), _known(goes.get(place), ties)) for place, _, _ in steps
    ]
    full = [(come, go) for come, go in given if come is not None and go is not None]
    return len(full) > 1 and prod(int(max(pair)) + 1 for pair in full) >= BEYOND_CHANCE


def _are_named_so(comes: Indicator, goes: Indicator) -> bool:
    return bool(_COMES.search(folded(comes.title)) and _GOES.search(folded(goes.title)))


def _tie_stock(
    steps: Steps, comes: Mapping[Place, Row], goes: Mapping[Place, Row], ties: Ties
) -> None:
    for place, before, row in steps:
        come, go = comes.get(place), goes.get(place)
        if come is None or go is None:
            continue
        both = f"{CARRIED}{row.name(COUNTED)}\n{come.indicator.code}\n{go.indicator.code}"
        ties.cells[both] = Missing.BLANK
        ties.total(both, [before.name(COUNTED), come.name(COUNTED)])
        ties.total(both, [row.name(COUNTED), go.name(COUNTED)])
