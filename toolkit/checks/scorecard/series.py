"""The rows of one indicator and area together: scale, gaps, order, copies, sources."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, pairwise

from toolkit.board.board import Board
from toolkit.board.scorecard import Datum, Indicator, value_of
from toolkit.checks.scorecard.data_rows import is_bare_fraction
from toolkit.measures.precision import decimals_of
from toolkit.measures.series import preceding
from toolkit.measures.units import NUMBER, PERCENT
from toolkit.results.current_values import Choice, whys_replaced
from toolkit.results.observations import Choices, all_observations, latest_due
from toolkit.results.results import Results
from toolkit.values import choices
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.missing import plain
from toolkit.values.periods import Period, PeriodKind

OTHER_SCALE = Rule(
    "DATA-006",
    Severity.WARNING,
    "The value {value} is about {factor} times too {wrong}: the other values of its indicator and "
    "area run from {lowest} to {highest}.",
    "Check the source for a slipped decimal point or a thousands comma; leave it if it is right.",
)
OTHER_PRECISION = Rule(
    "DATA-007",
    Severity.WARNING,
    "The value {value} has more decimals than any other value of its indicator and area.",
    "Check the source for a slip; if it is right, give it as many decimals as the others.",
)
PERIOD_MISSING = Rule(
    "DATA-014",
    Severity.WARNING,
    "{indicator} has nothing for {missing}, just before this row.",
    "Add a row for it, with Not supplied under Status if there is no figure.",
)
OUT_OF_ORDER = Rule(
    "DATA-015",
    Severity.NOTE,
    "The row of {indicator} for {period} is below the one for {before}.",
    "Check the period; if it is right, no change is needed: rows are put in order by their "
    "periods.",
)
COPIED = Rule(
    "DATA-016",
    Severity.NOTE,
    "{indicator} for {period} is exactly the same as for {before}: {what}.",
    "Check that the figure was updated; leave it if it was.",
)
REPLACED = Rule(
    "DATA-017",
    Severity.NOTE,
    "{indicator} for {period} is in row {row} too, and that row is used: {reason}.",
    "No change is needed; delete this row if nobody needs it.",
)
TWO_SOURCES = Rule(
    "DATA-018",
    Severity.WARNING,
    "{indicator} for {period} has different values from different sources in rows {rows}, so it is "
    "not rated.",
    "Delete the one that should not count, or fill in Supersedes in the row that should.",
)
OTHER_YEAR = Rule(
    "DATA-019",
    Severity.NOTE,
    "The latest figure of {area} for {indicator} is for {period}, a year or more before ours "
    "for {ours}.",
    "Add its newer figure if there is one; until then the two are not compared.",
)
TWO_FIGURES = Rule(
    "DATA-022",
    Severity.WARNING,
    "Two rows give {indicator} for {period}: {value} (row {row}) and {other} (row {used}).",
    "If one has a wrong period, fix it; otherwise row {used} is used.",
)


FEWEST_OTHERS = 2
"""A value is compared with its series where that has at least so many others."""
WIDEST_ROW = 3
"""A series whose highest value is more than so many times its lowest has no one scale."""
FEWEST_COPIED = 20
"""Equal shares are doubted where so many are counted and so many not: small ones recur."""
LONGEST_EQUAL = 3
"""So many equal values one after another are doubted where there are no counts to tell."""

_ByPeriod = Mapping[Period, Choice]


def one_scale(board: Board, results: Results) -> Iterator[Finding]:
    """One value in another scale, or with more decimals, than all others of its series."""
    for indicator, _, by_period in _rows(board, results.chosen):
        given = [
            (choice.used, value)
            for choice in by_period.values()
            if choice.used and isinstance(value := value_of(choice.used), Decimal)
        ]
        if len(given) > FEWEST_OTHERS:
            yield from _odd_values(indicator, given)


def _odd_values(indicator: Indicator, given: Sequence[tuple[Datum, Decimal]]) -> Iterator[Finding]:
    values = sorted(value for _, value in given)
    places = sorted(decimals_of(value) for value in values)
    highest = values[-1]
    for datum, value in given:
        if indicator.unit == PERCENT and is_bare_fraction(indicator, value, highest):
            continue
        if isinstance(datum.numerator, Decimal) and isinstance(datum.denominator, Decimal):
            continue
        lowest_other = values[1] if value == values[0] else values[0]
        highest_other = values[-2] if value == values[-1] else values[-1]
        factor = _factor(value, lowest_other, highest_other, indicator.unit)
        cell = datum.source.cell("value")
        if factor is not None:
            yield OTHER_SCALE.at(
                cell,
                value=plain(value),
                factor=f"{max(factor, 1 / factor):,.0f}",
                wrong="large" if factor > 1 else "small",
                lowest=plain(lowest_other),
                highest=plain(highest_other),
            )
        elif (own := decimals_of(value)) > 1 and own == places[-1] and own > places[-2]:
            yield OTHER_PRECISION.at(cell, value=plain(value))


def _factor(value: Decimal, lowest: Decimal, highest: Decimal, unit: str) -> Decimal | None:
    """The power of ten that a value is out by, where the others lie close together."""
    if value <= 0 or lowest <= 0 or highest > lowest * WIDEST_ROW:
        return None
    # Small numbers do fall to a tenth; a hundredth is a slip in any unit.
    small = () if unit == NUMBER else ("10", "0.1")
    for power in map(Decimal, (*small, "100", "1000", "0.01", "0.001")):
        corrected = value / power
        if lowest * 2 / 3 <= corrected <= highest * 3 / 2 and not (
            lowest / 2 <= value <= highest * 2
        ):
            return power
    return None


_LOOSE = (PeriodKind.SNAPSHOT, PeriodKind.ROLLING)


def no_gap(board: Board, results: Results) -> Iterator[Finding]:
    """A period of ours between two others without a row."""
    ours = frozenset(board.our_areas)
    for indicator, area, by_period in _rows(board, results.chosen):
        if area not in ours or indicator.period_kind in _LOOSE:
            continue
        for earlier, later in pairwise(by_period):
            if preceding(later) > earlier:
                yield PERIOD_MISSING.at(
                    by_period[later].shown.source.cell("period"),
                    indicator=indicator.code,
                    missing=str(preceding(later)),
                )


def in_order(board: Board, results: Results) -> Iterator[Finding]:
    """The first row of a series that breaks its order; rows that run backwards have one."""
    for indicator, _, by_period in _rows(board, results.chosen):
        rows = sorted(
            (choice.shown.source.row, period, choice.shown) for period, choice in by_period.items()
        )
        ascending = sum(one[1] < other[1] for one, other in pairwise(rows))
        if ascending * 2 < len(rows) - 1:
            continue
        broken = next(((a, b) for a, b in pairwise(rows) if b[1] < a[1]), None)
        if broken and ascending:
            (_, before, _), (_, period, datum) = broken
            yield OUT_OF_ORDER.at(
                datum.source.cell("period"),
                indicator=indicator.code,
                period=str(period),
                before=str(before),
            )


def not_copied(board: Board, results: Results) -> Iterator[Finding]:
    """A figure of ours that looks as if nobody had brought it up to date."""
    ours = frozenset(board.our_areas)
    for indicator, area, by_period in _rows(board, results.chosen):
        if area not in ours:
            continue
        given = [(period, choice.used) for period, choice in by_period.items() if choice.used]
        equal = 1
        for (earlier, before), (later, datum) in pairwise(given):
            equal = equal + 1 if _is_same(before, datum) else 1
            if preceding(later) == earlier and _looks_copied(indicator, before, datum, equal):
                yield COPIED.at(
                    datum.source.cell("value"),
                    indicator=indicator.code,
                    period=str(later),
                    before=str(earlier),
                    what=_figure(datum),
                )


def _is_same(before: Datum, datum: Datum) -> bool:
    value = value_of(datum)
    return isinstance(value, Decimal) and value_of(before) == value


def _looks_copied(indicator: Indicator, before: Datum, datum: Datum, equal: int) -> bool:
    value = value_of(datum)
    if not isinstance(value, Decimal) or not _is_same(before, datum):
        return False
    numerator, denominator = datum.numerator, datum.denominator
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        same = (numerator, denominator) == (before.numerator, before.denominator)
        spread = min(numerator, denominator - numerator)
        return same and indicator.unit == PERCENT and spread >= FEWEST_COPIED
    # None and all recur, and so do small whole numbers.
    return equal >= LONGEST_EQUAL and value not in (0, 100) and decimals_of(value) > 0


def _figure(datum: Datum) -> str:
    value = value_of(datum)
    shown = plain(value) if isinstance(value, Decimal) else ""
    if isinstance(datum.numerator, Decimal) and isinstance(datum.denominator, Decimal):
        return f"{shown}, {plain(datum.numerator)} of {plain(datum.denominator)}"
    return shown


def one_value(board: Board, results: Results) -> Iterator[Finding]:
    """Two values for one period: a later version is used; whether it is one is not always clear."""
    for indicator, _, by_period in chain(_rows(board, results.chosen), _rows(board, results.years)):
        for period, choice in by_period.items():
            about = {"indicator": indicator.code, "period": str(period)}
            if choice.used is None:
                rows = ", ".join(str(rival.source.row) for rival in choice.rivals)
                yield TWO_SOURCES.at(choice.shown.source.cell("value"), **about, rows=rows)
            else:
                for datum, reason in whys_replaced(choice):
                    yield _replaced(datum, choice.used, reason, about)


def _replaced(datum: Datum, used: Datum, reason: str, about: Mapping[str, str]) -> Finding:
    cell = datum.source.cell("value")
    if reason:
        return REPLACED.at(cell, **about, row=used.source.row, reason=reason)
    return TWO_FIGURES.at(
        cell,
        **about,
        value=_said(datum),
        row=datum.source.row,
        other=_said(used),
        used=used.source.row,
    )


def _said(datum: Datum) -> str:
    value = value_of(datum)
    return plain(value) if isinstance(value, Decimal) else value.value


def comparators_of_our_year(board: Board, results: Results) -> Iterator[Finding]:
    """A comparing area whose latest figure is a year or more before ours."""
    kinds = (choices.ENGLAND, choices.REGION, choices.NEIGHBOURS)
    compared = frozenset(board.areas_of_kind(*kinds))
    ours_first = board.our_areas[:1]
    latest = {
        code: found.period
        for (code, area), series in all_observations(board, results.chosen).items()
        if (area,) == ours_first and (found := latest_due(series))
    }
    for indicator, area, by_period in _rows(board, results.chosen):
        ours = latest.get(indicator.code)
        known = [
            (period, choice.used)
            for period, choice in by_period.items()
            if choice.used and isinstance(value_of(choice.used), Decimal)
        ]
        if area not in compared or ours is None or not known:
            continue
        period, datum = known[-1]
        if not datum.source.has("status"):
            continue
        if period.end <= ours.year_earlier().end:
            yield OTHER_YEAR.at(
                datum.source.cell("period"),
                area=area,
                indicator=indicator.code,
                period=str(period),
                ours=str(ours),
            )


def _rows(board: Board, chosen: Choices) -> Iterator[tuple[Indicator, str, _ByPeriod]]:
    """Each indicator and area with its rows, in the order in which they first appear."""
    indicators = {indicator.code: indicator for indicator in board.indicators}
    for (code, area), by_period in chosen.items():
        yield indicators[code], area, by_period


CHECKS = (
    one_scale,
    no_gap,
    in_order,
    not_copied,
    one_value,
    comparators_of_our_year,
)
