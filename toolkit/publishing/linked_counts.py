"""The counts of people behind a board's figures, and the sums that tie them together. Pure.

Whoever reads a release can add and take away: a total less the parts that are shown is the
part that is not. What is tied here is what `toolkit.publishing.disclosure` keeps apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from toolkit.publishing.agreement import agreed, useful
from toolkit.publishing.areas import AreaTree
from toolkit.publishing.counts_in_words import words_of
from toolkit.publishing.earlier_releases import Edition, key_of
from toolkit.publishing.found_sums import FoundSum, tie_found_sums
from toolkit.publishing.implied import implied_rows
from toolkit.publishing.puzzle import Relation
from toolkit.publishing.row_counts import ALL, COUNTED, OTHERS, Row, span_of
from toolkit.publishing.ties import Count, Ties, by_series, name_of, one_each
from toolkit.publishing.ties_over_time import tie_increases, tie_last_of_the_year, tie_years
from toolkit.results.parts_of_whole import wholes_of
from toolkit.values.missing import Value


@dataclass(frozen=True)
class TiedCounts:
    """The counts of a release: `cells` by name, and `cell_of` the cell of each row's count.

    A count that several rows print is one cell. `together` are the cells that only one row
    prints: they are hidden with it. `supposed` are values for cells that are not known and
    follow from nothing, with which all sums hold. `clashes` are counts that others contradict,
    `found` sums that nobody declared.
    """

    cells: Mapping[str, Value]
    cell_of: Mapping[str, str]
    relations: tuple[Relation, ...]
    together: tuple[tuple[str, ...], ...]
    supposed: Mapping[str, int]
    clashes: tuple[str, ...]
    found: tuple[FoundSum, ...]

    def cells_of(self, row: Row) -> tuple[str, ...]:
        """The cells that a row prints or gives away."""
        return tuple(self.cell_of[row.name(part)] for part in row.counts)


def tie(rows: Sequence[Row], tree: AreaTree, editions: Sequence[Edition] = ()) -> TiedCounts:
    """All that ties the counts of those rows, each series' rows in the order of their periods.

    Counts of `editions`, as they were released before, are cells of their own, each the same
    as it is now where it was not changed since.
    """
    now = _tied(rows, tree)
    cells, relations, clashes = dict(now.cells), list(now.relations), list(now.clashes)
    for edition in editions:
        then = _tied(edition.rows, tree)
        cells |= then.cells
        relations += then.relations
        clashes += then.clashes
        for row in edition.rows:
            if key_of(row) not in edition.changed:
                for part in row.counts:
                    old = then.cell_of[row.name(part)]
                    new = now.cell_of.get(replace(row, edition="").name(part), "")
                    if new in cells and old in cells:
                        relations.append(Relation(new, (old,)))
    sound, supposed, failing = agreed(cells, dict.fromkeys(relations))
    return TiedCounts(
        cells, now.cell_of, sound, now.together, supposed, (*clashes, *failing), now.found
    )


class _Tied(NamedTuple):
    cells: Mapping[str, Value]
    cell_of: Mapping[str, str]
    relations: Sequence[Relation]
    together: tuple[tuple[str, ...], ...]
    clashes: Sequence[str]
    found: tuple[FoundSum, ...]


def _tied(rows: Sequence[Row], tree: AreaTree) -> _Tied:
    ties = Ties()
    implied = implied_rows(rows, tree)
    every = sorted([*rows, *implied], key=lambda row: row.period) if implied else rows
    for row in every:
        for part, count in row.counts.items():
            ties.cells[row.name(part)] = count
    _same_words(every, ties)
    _same_whole(every, ties)
    tie_last_of_the_year(every, ties)
    _same_others(every, ties)
    for row in every:
        if OTHERS in row.counts:
            ties.total(row.name(ALL), [row.name(COUNTED), row.name(OTHERS)])
    _areas_together(every, tree, ties)
    tie_increases(every, ties)
    _parts_of_wholes(every, ties)
    tie_years(every, ties)
    found = tie_found_sums(every, ties)
    cell_of = {name: ties.cell(name) for name in ties.cells}
    printed: dict[str, int] = defaultdict(int)
    for row in rows:
        for cell in {cell_of[row.name(part)] for part in row.counts}:
            printed[cell] += 1
    relations = useful(
        ties.relations, {cell_of[row.name(p)] for row in implied for p in row.counts} - set(printed)
    )
    reached = {cell for each in relations for cell in (each.total, *each.parts)}
    cells = {
        cell: ties.value(name)
        for name, cell in cell_of.items()
        if cell in reached or cell in printed
    }
    together = (
        tuple(
            cell_of[row.name(part)] for part in row.counts if printed[cell_of[row.name(part)]] == 1
        )
        for row in rows
    )
    shared = tuple(cells for cells in together if len(cells) > 1)
    return _Tied(cells, cell_of, relations, shared, tuple(ties.clashes), found)


def _same_words(rows: Sequence[Row], ties: Ties) -> None:
    """Counts of the same words, area and period."""
    found: dict[tuple[str, str, date, date], list[str]] = defaultdict(list)
    for row in rows:
        for part in row.counts:
            if words := words_of(row, part):
                found[words, row.area, *span_of(row)].append(row.name(part))
    for names in found.values():
        ties.same(names)


def _wholes(rows: Sequence[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    """Rows that make up a whole in one area and period, with the row of the whole if any."""
    indicators = {row.indicator.code: row.indicator for row in rows}
    by_code: dict[str, dict[tuple[str, date, date], Row]] = defaultdict(dict)
    for row in rows:
        if COUNTED in row.counts:
            by_code[row.indicator.code][row.area, *span_of(row)] = row
    for whole in wholes_of(indicators.values()):
        parts: dict[tuple[str, date, date], list[Row]] = defaultdict(list)
        for part in whole.parts:
            for place, row in by_code[part.code].items():
                parts[place].append(row)
        own = by_code[whole.indicator.code] if whole.indicator else {}
        for place, found in parts.items():
            yield own.get(place), found


def _same_whole(rows: Sequence[Row], ties: Ties) -> None:
    """The denominators of shares of one whole, and the number that the whole is."""
    for whole, parts in _wholes(rows):
        names = [row.name(ALL) for row in parts if OTHERS in row.counts]
        if whole is not None:
            names.append(whole.name(COUNTED))
        ties.same(names)


def _same_others(rows: Sequence[Row], ties: Ties) -> None:
    """Those not counted, where both those counted and all are the same."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if OTHERS in row.counts:
            key = ties.cell(row.name(COUNTED)), ties.cell(row.name(ALL))
            found[key].append(row.name(OTHERS))
    for names in found.values():
        ties.same(names)


def _areas_together(rows: Sequence[Row], tree: AreaTree, ties: Ties) -> None:
    """Each area that has parts as their total."""
    found: dict[tuple[str, date, date], list[tuple[str, Count]]] = defaultdict(list)
    for series, row, part in by_series(rows):
        found[series, *span_of(row)].append((row.area, (row, part)))
    for counts in found.values():
        names = {area: name_of(count) for area, count in one_each(counts, ties).items()}
        for whole, areas in tree.parts.items():
            parts = [names[area] for area in areas if area in names]
            if whole in names and len(parts) == len(areas):
                ties.total(names[whole], parts)


def _parts_of_wholes(rows: Sequence[Row], ties: Ties) -> None:
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
