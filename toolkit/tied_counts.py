"""The counts of people behind a board's figures, and the sums that tie them together. Pure.

Whoever reads a release can add and take away: a total less the parts that are shown is the
part that is not. What is tied here is what `toolkit.measures.disclosure` keeps apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from toolkit.layout import choices
from toolkit.measures.disclosure import Relation
from toolkit.measures.units import NUMBER, PERCENT, RATE_BASES
from toolkit.periods import Period
from toolkit.scorecard import Datum, Indicator, value_of
from toolkit.values import Missing, Value
from toolkit.verdicts import financial_year

COUNTED = "numerator"
ALL = "denominator"
OTHERS = "the others"
PARTS = (COUNTED, ALL, OTHERS)
ADDED = "added to "
REST = "the rest of "


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


def counts_of(indicator: Indicator, datum: Datum) -> dict[str, Value]:
    """The counts of people that a row of Data gives, or gives away."""
    unit, value = indicator.unit, value_of(datum)
    if unit == NUMBER:
        return {COUNTED: value}
    numerator, denominator = datum.numerator, datum.denominator
    if isinstance(value, Missing):
        numerator = denominator = value
    if unit in RATE_BASES:
        # A population is public, and so large that it hides nobody.
        return {} if numerator is Missing.BLANK else {COUNTED: numerator}
    if unit != PERCENT:
        return {} if denominator is Missing.BLANK else {ALL: denominator}
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        others = denominator - numerator
        return {COUNTED: numerator, ALL: denominator, OTHERS: others}
    given = {COUNTED: numerator, ALL: denominator}
    return {part: count for part, count in given.items() if count is not Missing.BLANK}


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
            complete = len(given) == len(cells)
            if over < 0 or (exactly and (over or not complete)):
                return
            if complete and over:
                rest = REST + "\n".join((whole, *cells))
                self.cells[rest] = over
                cells.append(rest)
        elif exactly:
            return
        self.relations.append(Relation(whole, tuple(cells)))


def _span(row: Row) -> tuple[date, date]:
    return row.period.start, row.period.end


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _words(row: Row, part: str) -> str:
    """What a count is, in the words of the Indicators sheet; "" where they are not given."""
    indicator = row.indicator
    if part == ALL:
        return _folded(indicator.denominator)
    named = indicator.numerator or (indicator.title if indicator.unit == NUMBER else "")
    return _folded(named)


def _series(row: Row, part: str) -> str:
    """What a count is one of over the periods: the words where there are any."""
    return _words(row, part) if part != OTHERS else ""


def _same_words(rows: Sequence[Row], ties: _Ties) -> None:
    """Counts of the same words, area and period."""
    found: dict[tuple[str, str, date, date], list[str]] = defaultdict(list)
    for row in rows:
        for part in (COUNTED, ALL):
            if part in row.counts and (words := _words(row, part)):
                found[words, row.area, *_span(row)].append(row.name(part))
    for names in found.values():
        ties.same(names)


def _wholes(rows: Sequence[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    """Rows that make up a whole in one area and period, with the row of the whole if any."""
    by_code: dict[tuple[str, str, date, date], Row] = {}
    groups: dict[tuple[str, str, date, date], list[Row]] = defaultdict(list)
    for row in rows:
        if COUNTED in row.counts:
            by_code[_folded(row.indicator.code), row.area, *_span(row)] = row
            if row.indicator.part_of:
                groups[_folded(row.indicator.part_of), row.area, *_span(row)].append(row)
    codes = {_folded(row.indicator.code) for row in rows}
    for key, parts in groups.items():
        if key in by_code or key[0] not in codes:
            yield by_code.get(key), parts


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
    """Our area as the total of its parts, for every count that all of them have."""
    found: dict[tuple[str, date, date, str], dict[str, str]] = defaultdict(dict)
    for row in rows:
        for part in row.counts:
            found[row.indicator.code, *_span(row), part][row.area] = row.name(part)
    for names in found.values():
        if whole_area in names and all(area in names for area in parts_of_it):
            ties.total(names[whole_area], [names[area] for area in parts_of_it])


def _added(rows: Sequence[Row], ties: _Ties) -> None:
    """What each period added to a running total: nobody prints it, and anybody can work it out."""
    for before, row in pairwise(_own_periods(rows)):
        if row.indicator.adds_up != choices.RUNNING_TOTAL:
            continue
        if (before.indicator.code, before.area) != (row.indicator.code, row.area):
            continue
        if financial_year(before.period.end) != financial_year(row.period.end):
            continue
        for part in row.counts:
            if part not in before.counts:
                continue
            first, last = ties.value(before.name(part)), ties.value(row.name(part))
            if isinstance(first, Decimal) and isinstance(last, Decimal) and first <= last:
                added = ADDED + row.name(part)
                ties.cells[added] = last - first
                ties.total(row.name(part), [before.name(part), added])


def _own_periods(rows: Sequence[Row]) -> list[Row]:
    """Rows of the indicator's own kind of period: no whole year among quarters."""
    return [row for row in rows if row.period.kind is row.indicator.period_kind]


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


_ByKind = dict[str, list[Row]]


def _over_time(rows: Sequence[Row]) -> Iterator[tuple[str, Row, list[Row]]]:
    """A count of a longer period with those of each kind of shorter ones within it."""
    found: dict[tuple[str, str, str], _ByKind] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for part in row.counts:
            kinds = {_series(row, part), f"{row.indicator.code}\n{part}"} - {""}
            for series in sorted(kinds):
                found[series, row.area, part][row.period.kind].append(row)
    seen = set()
    for (_, _, part), by_kind in found.items():
        if len(by_kind) < 2:
            continue
        for longer in (row for kind_rows in by_kind.values() for row in kind_rows):
            for kind_rows in by_kind.values():
                within = sorted(
                    (row for row in kind_rows if _is_within(row, longer)),
                    key=lambda row: row.period,
                )
                names = (longer.name(part), *(row.name(part) for row in within))
                if within and names not in seen:
                    seen.add(names)
                    yield part, longer, within


def _is_within(row: Row, longer: Row) -> bool:
    start, end = _span(longer)
    return start <= row.period.start and row.period.end <= end and _span(row) != (start, end)


def _last_of_the_year(rows: Sequence[Row], ties: _Ties) -> None:
    """A year that is the same as its last period: a running total, or a count on one day."""
    for part, longer, within in _over_time(rows):
        last = within[-1]
        if longer.indicator.adds_up == choices.EACH_ALONE or last.period.end != longer.period.end:
            continue
        ties.same([longer.name(part), last.name(part)])


def _years(rows: Sequence[Row], ties: _Ties) -> None:
    """A longer period as the total of the shorter ones in it, none of which overlap."""
    for part, longer, within in _over_time(rows):
        if longer.indicator.adds_up not in ("", choices.EACH_ALONE):
            continue
        if any(row.period.start <= before.period.end for before, row in pairwise(within)):
            continue
        is_sure = longer.indicator.adds_up == choices.EACH_ALONE
        ties.total(longer.name(part), [row.name(part) for row in within], exactly=not is_sure)


def _holding(cells: Mapping[str, Value], relations: Iterable[Relation]) -> list[Relation]:
    """The sums that do hold, whatever missing counts follow from others of them."""
    left = list(dict.fromkeys(relations))
    while True:
        failed = _first_that_fails(cells, left)
        if failed is None:
            return left
        left.remove(failed)


def _first_that_fails(cells: Mapping[str, Value], relations: Sequence[Relation]) -> Relation | None:
    counts = {cell: value for cell, value in cells.items() if isinstance(value, Decimal)}
    waiting = list(relations)
    while waiting:
        later = []
        for each in waiting:
            lacking = [cell for cell in (each.total, *each.parts) if cell not in counts]
            if len(lacking) > 1:
                later.append(each)
                continue
            known = sum((counts[part] for part in each.parts if part in counts), Decimal(0))
            if not lacking:
                if counts[each.total] != known:
                    return each
            elif lacking == [each.total]:
                counts[each.total] = known
            elif counts[each.total] < known:
                return each
            else:
                counts[lacking[0]] = counts[each.total] - known
        if len(later) == len(waiting):
            return None
        waiting = later
    return None
