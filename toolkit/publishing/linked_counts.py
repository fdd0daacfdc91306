"""The counts of people behind a board's figures, and the sums that tie them together. Pure.

Whoever reads a release can add and take away: a total less the parts that are shown is the
part that is not. What is tied here is what `toolkit.publishing.disclosure` keeps apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from toolkit.board.scorecard import Datum, Indicator, value_of
from toolkit.measures.rates import rate, round_half_up
from toolkit.measures.units import NUMBER, PERCENT, RATE_BASES, is_what_counts_give
from toolkit.publishing.disclosure import HIGHEST_HIDDEN, Relation, worked_out
from toolkit.results.parts_of_whole import wholes_of
from toolkit.results.verdicts import financial_year
from toolkit.values import choices
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period, PeriodKind
from toolkit.values.text import folded

COUNTED = "numerator"
ALL = "denominator"
OTHERS = "the others"
AT_PACE = "numerator at the pace of a year"
ADDED = "added to "
REST = "the rest of "
_PACES = {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@dataclass(frozen=True)
class Row:
    """A row of Data with the counts that it prints or gives away, by their part in it.

    A count that was reported when a period was closed, and has no row any more, has no datum.
    """

    indicator: Indicator
    area: str
    period: Period
    counts: Mapping[str, Value]
    datum: Datum | None = None

    def name(self, part: str) -> str:
        """What one of its counts is called among all counts of a release."""
        return f"{self.indicator.code}\n{self.area}\n{self.period}\n{part}"


@dataclass(frozen=True)
class TiedCounts:
    """The counts of a release: `cells` by name, and `cell_of` the cell of each row's count.

    A count that several rows print is one cell. `together` are the cells that only one row
    prints: they are hidden with it.
    """

    cells: Mapping[str, Value]
    cell_of: Mapping[str, str]
    relations: tuple[Relation, ...]
    together: tuple[tuple[str, ...], ...]

    def cells_of(self, row: Row) -> tuple[str, ...]:
        """The cells that a row prints or gives away."""
        return tuple(self.cell_of[row.name(part)] for part in row.counts)


def paces_of(indicator: Indicator, data: Iterable[Datum]) -> tuple[int, ...]:
    """How many times the rate of a period may be that of its counts, by the rows of its periods.

    A quarter's or a month's may be given at the pace of a year. The rows with all their counts
    say whether it is; where none does, or not all alike, both may be.
    """
    pace = _full_pace(indicator)
    base = RATE_BASES.get(indicator.unit)
    if base is None or pace == 1:
        return (1,)
    found = {each for datum in data for each in (1, pace) if _is_at_pace(datum, base, each)}
    return (found.pop(),) if len(found) == 1 else (1, pace)


def pace_of(indicator: Indicator, datum: Datum) -> int:
    """How many times a row's rate is that of its counts; 1 where they do not say."""
    base = RATE_BASES.get(indicator.unit)
    pace = _full_pace(indicator)
    if base is None or _is_at_pace(datum, base, 1) or not _is_at_pace(datum, base, pace):
        return 1
    return pace


def _full_pace(indicator: Indicator) -> int:
    return _PACES.get(indicator.period_kind, 1) if indicator.period_kind else 1


def _is_at_pace(datum: Datum, base: int, pace: int) -> bool:
    value = value_of(datum)
    found = rate(datum.numerator, datum.denominator, base).value
    if not isinstance(value, Decimal) or not isinstance(found, Decimal) or not found:
        return False
    return is_what_counts_give(value, found * pace)


def counts_of(indicator: Indicator, datum: Datum, paces: Sequence[int] = (1,)) -> dict[str, Value]:
    """The counts of people that a row of Data gives, or gives away.

    One that is left blank is worked out from the value and the other. Without a unit a value
    is taken for a count. `paces` are what the row's rate may be times that of its counts.
    """
    unit, value = indicator.unit, value_of(datum)
    if unit in ("", NUMBER):
        return {COUNTED: value}
    numerator, denominator = _readable(datum.numerator), _readable(datum.denominator)
    if isinstance(value, Missing):
        numerator = denominator = value
    if unit in RATE_BASES:
        # A population is public, and so large that it hides nobody.
        if numerator is not Missing.BLANK:
            return dict.fromkeys((COUNTED, AT_PACE)[: len(paces)], numerator)
        found = [_numerator(value, denominator, RATE_BASES[unit] * pace) for pace in paces]
        return _given(zip((COUNTED, AT_PACE), found, strict=False))
    if unit != PERCENT:
        if denominator is Missing.BLANK:
            denominator = _denominator(value, numerator, 1)
        return _given([(ALL, denominator)])
    is_part = isinstance(value, Decimal) and value < 100
    if denominator is Missing.BLANK:
        denominator = _denominator(value, numerator, 100)
        if is_part and isinstance(denominator, Decimal) and denominator == numerator:
            denominator += 1
    elif numerator is Missing.BLANK:
        numerator = _numerator(value, denominator, 100)
        if is_part and isinstance(numerator, Decimal) and numerator == denominator:
            numerator -= 1
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        others = denominator - numerator
        return {COUNTED: numerator, ALL: denominator, OTHERS: others}
    return _given([(COUNTED, numerator), (ALL, denominator)])


def _readable(count: Value) -> Value:
    return count if isinstance(count, Decimal) else Missing.BLANK


def _numerator(value: Value, denominator: Value, base: int) -> Value:
    """The count behind a share: no nought where the share is none."""
    if not isinstance(value, Decimal) or not isinstance(denominator, Decimal):
        return denominator if isinstance(denominator, Missing) else Missing.BLANK
    found = round_half_up(value * denominator / base, 0)
    return max(found, Decimal(1)) if value > 0 and denominator > 0 else found


def _denominator(value: Value, numerator: Value, base: int) -> Value:
    """How many a share or a mean is of; not known where the value is nought."""
    if not isinstance(value, Decimal) or not isinstance(numerator, Decimal):
        return numerator if isinstance(numerator, Missing) else Missing.BLANK
    return round_half_up(numerator * base / value, 0) if value else Missing.BLANK


def _given(counts: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return {part: count for part, count in counts if count is not Missing.BLANK}


InWords = Mapping[tuple[str, str, date, date], Decimal]
"""Counts by their words, area and period."""


def given_in_words(rows: Iterable[Row]) -> InWords:
    """The counts that rows of Data give, where the Indicators sheet says in words what they are."""
    found = {}
    for row in rows:
        if row.datum is None or isinstance(value_of(row.datum), Missing):
            continue
        is_number = row.indicator.unit in ("", NUMBER)
        counted = row.datum.value if is_number else row.datum.numerator
        for part, count in ((COUNTED, counted), (ALL, row.datum.denominator)):
            if isinstance(count, Decimal) and (words := _words(row, part)):
                found[words, row.area, *_span(row)] = count
    return found


def completed(row: Row, datum: Datum, elsewhere: InWords) -> Datum:
    """A share without any count, with one that another row gives; it tells the others."""
    if isinstance(datum.numerator, Decimal) or isinstance(datum.denominator, Decimal):
        return datum
    everyone = elsewhere.get((_words(row, ALL), row.area, *_span(row)))
    if everyone is not None:
        return replace(datum, denominator=everyone)
    counted = elsewhere.get((_words(row, COUNTED), row.area, *_span(row)))
    return datum if counted is None else replace(datum, numerator=counted)


def are_sound(counts: Iterable[Value]) -> bool:
    """Whether counts are whole and not below nought, as far as they are given."""
    given = [count for count in counts if isinstance(count, Decimal)]
    return all(count >= 0 and count == count.to_integral_value() for count in given)


def tie(rows: Sequence[Row], whole_area: str, parts_of_it: Sequence[str]) -> TiedCounts:
    """All that ties the counts of those rows, each series' rows in the order of their periods.

    `whole_area` is the total of the areas `parts_of_it`; "" where there is none.
    """
    ties = _Ties()
    for row in rows:
        for part, count in row.counts.items():
            ties.cells[row.name(part)] = count
    _same_words(rows, ties)
    _same_whole(rows, ties)
    _last_of_the_year(rows, ties)
    _same_others(rows, ties)
    for row in rows:
        if OTHERS in row.counts:
            ties.total(row.name(ALL), [row.name(COUNTED), row.name(OTHERS)])
    _areas_together(rows, whole_area, parts_of_it, ties)
    _added(rows, ties)
    _parts_of_wholes(rows, ties)
    _years(rows, ties)
    cells = {ties.cell(name): ties.value(name) for name in ties.cells}
    cell_of = {name: ties.cell(name) for name in ties.cells}
    printed: dict[str, int] = defaultdict(int)
    for row in rows:
        for cell in {cell_of[row.name(part)] for part in row.counts}:
            printed[cell] += 1
    together = (
        tuple(
            cell_of[row.name(part)] for part in row.counts if printed[cell_of[row.name(part)]] == 1
        )
        for row in rows
    )
    return TiedCounts(
        cells,
        cell_of,
        tuple(_holding(cells, ties.relations)),
        tuple(cells for cells in together if len(cells) > 1),
    )


@dataclass
class _Ties:
    """Names of counts with their values, which of them are the same, and sums of them."""

    cells: dict[str, Value] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    _same: dict[str, str] = field(default_factory=dict)
    _withheld: set[str] = field(default_factory=set)

    def cell(self, name: str) -> str:
        """The name that stands for all that are the same count."""
        while name in self._same:
            name = self._same[name]
        return name

    def value(self, name: str) -> Value:
        """A count; suppressed where whoever supplied it held it back anywhere."""
        cell = self.cell(name)
        return Missing.SUPPRESSED if cell in self._withheld else self.cells[cell]

    def same(self, names: Sequence[str]) -> None:
        """Take names for one count where they have one value; one held back is like any."""
        found: dict[Value, str] = {}
        for name in names:
            value = self.cells[self.cell(name)]
            if isinstance(value, Decimal):
                self._join(found.setdefault(value, name), name)
        if len(found) == 1:
            (first,) = found.values()
            for name in names:
                if self.cells[self.cell(name)] is Missing.SUPPRESSED:
                    self._join(first, name)

    def _join(self, name: str, other: str) -> None:
        name, other = self.cell(name), self.cell(other)
        if name == other:
            return
        if Missing.SUPPRESSED in (self.value(name), self.value(other)):
            self._withheld.add(name)
        self._same[other] = name

    def total(self, total: str, parts: Iterable[str], *, exactly: bool = False) -> None:
        """Tie a total to its parts where it may be theirs; what it has beyond them is a part.

        With `exactly`, only where they add up to it.
        """
        whole, cells = self.cell(total), [self.cell(part) for part in parts]
        if not cells or len({whole, *cells}) <= len(cells):
            return
        known_total = self.value(whole)
        given = [value for cell in cells if isinstance(value := self.value(cell), Decimal)]
        if isinstance(known_total, Decimal):
            over = known_total - sum(given)
            if over < 0 or (exactly and over):
                return
            if over and len(given) == len(cells):
                rest = REST + "\n".join((whole, *cells))
                self.cells[rest] = over
                cells.append(rest)
        self.relations.append(Relation(whole, tuple(cells)))


def _span(row: Row) -> tuple[date, date]:
    return row.period.start, row.period.end


def _words(row: Row, part: str) -> str:
    """What a count is, in the words of the Indicators sheet; "" where they are not given."""
    indicator = row.indicator
    if part == ALL:
        return folded(indicator.denominator)
    if part != COUNTED:
        return ""
    is_number = indicator.unit in ("", NUMBER)
    return folded(indicator.numerator or (indicator.title if is_number else ""))


_Key = TypeVar("_Key")
_Count = tuple[Row, str]
"""A row and the part in it of one of its counts."""


def _by_series(rows: Sequence[Row]) -> Iterator[tuple[str, Row, str]]:
    """Every count under what it is one of over the periods and areas: its own indicator's, and
    those of the same words wherever they stand."""
    for row in rows:
        for part in row.counts:
            yield f"{row.indicator.code}\n{part}", row, part
            if words := _words(row, part):
                yield words, row, part


def _one_each(counts: Iterable[tuple[_Key, _Count]], ties: _Ties) -> dict[_Key, _Count]:
    """One count for each key; one that is known before one that is missing."""
    found: dict[_Key, _Count] = {}
    for key, count in counts:
        if key not in found or isinstance(ties.value(_name(found[key])), Missing):
            found[key] = count
    return found


def _name(count: _Count) -> str:
    row, part = count
    return row.name(part)


def _same_words(rows: Sequence[Row], ties: _Ties) -> None:
    """Counts of the same words, area and period."""
    found: dict[tuple[str, str, date, date], list[str]] = defaultdict(list)
    for row in rows:
        for part in row.counts:
            if words := _words(row, part):
                found[words, row.area, *_span(row)].append(row.name(part))
    for names in found.values():
        ties.same(names)


def _wholes(rows: Sequence[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    """Rows that make up a whole in one area and period, with the row of the whole if any."""
    indicators = {row.indicator.code: row.indicator for row in rows}
    by_code: dict[str, dict[tuple[str, date, date], Row]] = defaultdict(dict)
    for row in rows:
        if COUNTED in row.counts:
            by_code[row.indicator.code][row.area, *_span(row)] = row
    for whole in wholes_of(indicators.values()):
        parts: dict[tuple[str, date, date], list[Row]] = defaultdict(list)
        for part in whole.parts:
            for place, row in by_code[part.code].items():
                parts[place].append(row)
        own = by_code[whole.indicator.code] if whole.indicator else {}
        for place, found in parts.items():
            yield own.get(place), found


def _same_whole(rows: Sequence[Row], ties: _Ties) -> None:
    """The denominators of shares of one whole, and the number that the whole is."""
    for whole, parts in _wholes(rows):
        names = [row.name(ALL) for row in parts if OTHERS in row.counts]
        if whole is not None:
            names.append(whole.name(COUNTED))
        ties.same(names)


def _same_others(rows: Sequence[Row], ties: _Ties) -> None:
    """Those not counted, where both those counted and all are the same."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if OTHERS in row.counts:
            key = ties.cell(row.name(COUNTED)), ties.cell(row.name(ALL))
            found[key].append(row.name(OTHERS))
    for names in found.values():
        ties.same(names)


def _areas_together(
    rows: Sequence[Row], whole_area: str, parts_of_it: Sequence[str], ties: _Ties
) -> None:
    """Our area as the total of its parts; of parts without a row, what the others leave."""
    found: dict[tuple[str, date, date], list[tuple[str, _Count]]] = defaultdict(list)
    for series, row, part in _by_series(rows):
        found[series, *_span(row)].append((row.area, (row, part)))
    for counts in found.values():
        names = {area: _name(count) for area, count in _one_each(counts, ties).items()}
        parts = [names[area] for area in parts_of_it if area in names]
        if whole_area not in names or not parts:
            continue
        # Where one is missing and another has no row, neither follows from the total.
        are_all_there = len(parts) == len(parts_of_it)
        if are_all_there or all(isinstance(ties.value(name), Decimal) for name in parts):
            ties.total(names[whole_area], parts)


def _added(rows: Sequence[Row], ties: _Ties) -> None:
    """What was added to a running total between two periods that are given: nobody prints it,
    and anybody can work it out."""
    found: dict[tuple[str, str, str, Period], list[Row]] = defaultdict(list)
    for row in rows:
        if row.indicator.adds_up != choices.RUNNING_TOTAL:
            continue
        # A row of a whole year stands among those of quarters.
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


def _parts_of_wholes(rows: Sequence[Row], ties: _Ties) -> None:
    """The parts of a named whole: those counted add up to the whole's number, or to all."""
    for whole, parts in _wholes(rows):
        counted = [row.name(COUNTED) for row in parts]
        if whole is not None:
            ties.total(whole.name(COUNTED), counted)
        of_all: dict[str, list[str]] = defaultdict(list)
        for row in parts:
            if OTHERS in row.counts:
                of_all[ties.cell(row.name(ALL))].append(row.name(COUNTED))
        for everyone, names in of_all.items():
            if len(names) > 1:
                ties.total(everyone, names)


def _over_time(rows: Sequence[Row], ties: _Ties) -> Iterator[tuple[_Count, dict[Period, _Count]]]:
    """A count of a longer period with those of each kind of shorter ones within it."""
    found: dict[tuple[str, str], dict[str, list[_Count]]] = defaultdict(lambda: defaultdict(list))
    for series, row, part in _by_series(rows):
        found[series, row.area][row.period.kind].append((row, part))
    seen = set()
    for by_kind in found.values():
        if len(by_kind) < 2:
            continue
        for longer in (count for counts in by_kind.values() for count in counts):
            for counts in by_kind.values():
                within = _one_each(
                    (
                        (count[0].period, count)
                        for count in counts
                        if _is_within(count[0], longer[0])
                    ),
                    ties,
                )
                names = tuple(map(_name, (longer, *within.values())))
                if within and names not in seen:
                    seen.add(names)
                    yield longer, {period: within[period] for period in sorted(within)}


def _is_within(row: Row, longer: Row) -> bool:
    start, end = _span(longer)
    return start <= row.period.start and row.period.end <= end and _span(row) != (start, end)


def _how(longer: _Count, within: Mapping[Period, _Count]) -> str:
    """How the shorter periods add up, by their own indicator before that of the longer."""
    return next(
        (row.indicator.adds_up for row, _ in (*within.values(), longer) if row.indicator.adds_up),
        "",
    )


def _last_of_the_year(rows: Sequence[Row], ties: _Ties) -> None:
    """A year that is the same as its last period: a running total, or a count on one day."""
    for longer, within in _over_time(rows, ties):
        last = list(within)[-1]
        if _how(longer, within) != choices.EACH_ALONE and last.end == longer[0].period.end:
            ties.same([_name(longer), _name(within[last])])


def _years(rows: Sequence[Row], ties: _Ties) -> None:
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
        total, names = _name(longer), list(map(_name, within.values()))
        are_known = all(isinstance(ties.value(name), Decimal) for name in names)
        is_full = are_known and _fill(periods, longer[0].period)
        if how == choices.EACH_ALONE or isinstance(ties.value(total), Decimal):
            ties.total(total, names, exactly=not how and is_full)


def _fill(periods: Sequence[Period], longer: Period) -> bool:
    """Whether periods without overlap make up all of a longer one."""
    days = sum((period.end - period.start).days + 1 for period in periods)
    return days == (longer.end - longer.start).days + 1


def _holding(cells: Mapping[str, Value], relations: Iterable[Relation]) -> list[Relation]:
    """The sums that do hold, whatever missing counts follow from others of them."""
    given = {cell: int(value) for cell, value in cells.items() if isinstance(value, Decimal)}
    left = list(dict.fromkeys(relations))
    while True:
        _, failed = worked_out(given, left)
        if failed is None:
            return left
        left.remove(failed)
