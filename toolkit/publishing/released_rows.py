"""The rows of figures that one release shows or gives away, with their counts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from toolkit.board.board import Board
from toolkit.board.scorecard import Datum
from toolkit.measures.units import NUMBER
from toolkit.publishing.counts_in_words import completed, given_in_words, words_of
from toolkit.publishing.earlier_releases import Earlier, key_of
from toolkit.publishing.linked_counts import TiedCounts
from toolkit.publishing.paces import paces_of
from toolkit.publishing.row_counts import COUNTED, Row, are_sound, counts_of
from toolkit.results.observations import all_choices
from toolkit.values import choices
from toolkit.values.missing import Value

_OTHERS = (choices.ENGLAND, choices.REGION, choices.NEIGHBOURS, choices.OTHER_AUTHORITY)


def rows_of(board: Board) -> tuple[list[Row], set[int]]:
    """The rows that are used of our areas and of others on the list, with the counts of ours, and
    which are faulty, by `id`."""
    rows = []
    faulty = set()
    ours = set(board.our_areas)
    others = set(board.areas_of_kind(*_OTHERS)) - ours
    found = [row for row in _standing_rows(board) if row.area in ours | others]
    paces = _paces(row for row in found if row.area in ours)
    elsewhere = given_in_words(row for row in found if row.area in ours)
    numbers = {words_of(row, COUNTED) for row in found if row.indicator.unit in ("", NUMBER)} - {""}
    for row in found:
        counts: dict[str, Value] = {}
        if row.datum and row.area in ours:
            known_paces = paces.get(row.indicator.code, (1,))
            is_own = row.period.kind is row.indicator.period_kind
            counts = counts_of(
                row.indicator,
                completed(row, row.datum, elsewhere),
                known_paces if is_own else (1,) * len(known_paces),
                sum_counts=words_of(row, COUNTED) in numbers,
            )
        if row.datum and not are_sound(counts.values()):
            faulty.add(id(row.datum))
            counts = {}
        rows.append(replace(row, counts=counts))
    return rows, faulty


def _paces(rows: Iterable[Row]) -> dict[str, tuple[int, ...]]:
    """What each indicator's rates may be times those of their counts, by its code."""
    indicators = {}
    data: dict[str, list[Datum]] = defaultdict(list)
    for row in rows:
        if row.datum and row.period.kind is row.indicator.period_kind:
            indicators[row.indicator.code] = row.indicator
            data[row.indicator.code].append(row.datum)
    return {code: paces_of(item, data[code]) for code, item in indicators.items()}


def _standing_rows(board: Board) -> Iterator[Row]:
    indicators = {indicator.code: indicator for indicator in board.indicators}
    found = all_choices(board)
    for (code, area), by_period in (*found.periods.items(), *found.years.items()):
        for period, choice in by_period.items():
            if choice.used:
                yield Row(indicators[code], area, period, {}, choice.used)


def public_counts(rows: Iterable[Row], before: Earlier, tied: TiedCounts) -> frozenset[str]:
    """Counts that an earlier release gave: they are known, whatever is hidden now."""
    given = [cell for row in rows if key_of(row) in before.public for cell in tied.cells_of(row)]
    revised = [
        name
        for edition in before.editions
        for row in edition.rows
        if key_of(row) not in edition.hidden
        for part in row.counts
        if (name := row.name(part)) in tied.cells
    ]
    return frozenset([*given, *revised])


def hidden_counts(rows: Iterable[Row], before: Earlier, tied: TiedCounts) -> frozenset[str]:
    """Counts of rows that were hidden in a release, and stay so."""
    return frozenset(
        cell for row in rows if key_of(row) in before.hidden for cell in tied.cells_of(row)
    )
