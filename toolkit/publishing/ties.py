"""Counts by name, which of them are one and the same, and sums of them, as they are found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from toolkit.publishing.counts_in_words import words_of
from toolkit.publishing.puzzle import Relation
from toolkit.publishing.row_counts import Row
from toolkit.values.missing import Missing, Value

REST = "the rest of "
Key = TypeVar("Key")
Count = tuple[Row, str]
"""A row and the part in it of one of its counts."""


@dataclass
class Ties:
    """Names of counts with their values, which of them are the same, and sums of them."""

    cells: dict[str, Value] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    clashes: dict[str, None] = field(default_factory=dict)
    """Counts that other counts contradict: parts that come to more than they are, or the same
    words with another number."""
    _same: dict[str, str] = field(default_factory=dict)
    _withheld: set[str] = field(default_factory=set)

    def cell(self, name: str) -> str:
        """The one name of all that are the same count."""
        while name in self._same:
            name = self._same[name]
        return name

    def value(self, name: str) -> Value:
        """A count; suppressed where whoever supplied it held it back anywhere."""
        cell = self.cell(name)
        return Missing.SUPPRESSED if cell in self._withheld else self.cells[cell]

    def same(self, names: Sequence[str]) -> None:
        """Take names for one count where they have one value; one that is missing is like any."""
        found: dict[Value, str] = {}
        for name in names:
            value = self.cells[self.cell(name)]
            if isinstance(value, Decimal):
                self._join(found.setdefault(value, name), name)
        if len(found) == 1:
            (first,) = found.values()
            for name in names:
                if self.cells[self.cell(name)] in (Missing.SUPPRESSED, Missing.BLANK):
                    self._join(first, name)
        elif not found:
            unknown = [name for name in names if self.cells[self.cell(name)] is Missing.BLANK]
            held_back = [name for name in names if self.value(name) is Missing.SUPPRESSED]
            for name in unknown:
                self._join((held_back or unknown)[0], name)

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
            if over < 0 and not exactly:
                self.clashes[total] = None
            if over < 0 or (exactly and over):
                return
            if over and len(given) == len(cells):
                rest = REST + "\n".join((whole, *cells))
                self.cells[rest] = over
                cells.append(rest)
        self.relations.append(Relation(whole, tuple(cells)))


def by_series(rows: Sequence[Row]) -> Iterator[tuple[str, Row, str]]:
    """Every count under what it is one of over the periods and areas: its own indicator's, and
    those of the same words wherever they are."""
    for row in rows:
        for part in row.counts:
            yield f"{row.indicator.code}\n{part}", row, part
            if words := words_of(row, part):
                yield words, row, part


def one_each(counts: Iterable[tuple[Key, Count]], ties: Ties) -> dict[Key, Count]:
    """One count for each key; one that is known before one that is missing."""
    found: dict[Key, Count] = {}
    for key, count in counts:
        if key not in found or isinstance(ties.value(name_of(found[key])), Missing):
            found[key] = count
    return found


def name_of(count: Count) -> str:
    """What a count is called among all counts of a release."""
    row, part = count
    return row.name(part)
