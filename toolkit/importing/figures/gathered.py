"""Figures found on a sheet, with the counts that belong to them and what is doubtful of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from statistics import median

from toolkit.importing.figures.measures import Measure
from toolkit.importing.figures.records import ImportedFigure
from toolkit.measures.units import NUMBER, PERCENT, base_of
from toolkit.reading.grid import Address
from toolkit.values.periods import Period

Key = tuple[str, str, Period]
"""What a figure is of: the indicator's code, the area, the period."""

_FAR = 10
_SHARE = "it may be a share of one rather than per cent: show the cell as per cent in Excel"


@dataclass(frozen=True)
class Found:
    """A figure and what it is of, before it is compared with others.

    `is_bare` says that nothing in its cell says per cent.
    """

    key: Key
    address: Address
    figure: ImportedFigure
    unit: str = ""
    is_bare: bool = False


@dataclass
class Gathered:
    """The numerators and denominators found, by what they are of."""

    counts: dict[Key, dict[Measure, list[tuple[Decimal, Address]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )

    def attach_counts(
        self, found: list[Found], named: Callable[[Address], str]
    ) -> Iterator[tuple[Address, str]]:
        """Put counts to their values in `found`; those that fit none, with why."""
        places: dict[Key, list[int]] = defaultdict(list)
        for place, item in enumerate(found):
            places[item.key].append(place)
        for key, parts in self.counts.items():
            for part, counts in parts.items():
                field_name = "numerator" if part is Measure.NUMERATOR else "denominator"
                fits = len(counts) == 1 and len(places[key]) == 1
                figure = found[places[key][0]].figure if fits else None
                if figure is None or getattr(figure, field_name) is not None:
                    for _, address in counts:
                        yield address, f"there is not one value that {part.value} belongs to"
                    continue
                ((count, address),) = counts
                cells = f"{figure.source_cell}, {named(address)}"
                with_count = (
                    replace(figure, numerator=count, source_cell=cells)
                    if part is Measure.NUMERATOR
                    else replace(figure, denominator=count, source_cell=cells)
                )
                place = places[key][0]
                found[place] = replace(found[place], figure=with_count)

    def doubtful_shares(self, found: list[Found]) -> Iterator[tuple[Address, str]]:
        """Take from `found` what may be 0.88 for 88 per cent; the cells, with why.

        Such are numbers up to one that are not shown as per cent, where an indicator in per
        cent has no others, or others that are far above.
        """
        by_indicator: dict[str, list[Found]] = defaultdict(list)
        for item in found:
            if item.unit == PERCENT and item.figure.value is not None:
                by_indicator[item.key[0]].append(item)
        doubtful: list[Found] = []
        for items in by_indicator.values():
            values = [item.figure.value for item in items if item.figure.value is not None]
            small = [
                item
                for item in items
                if item.is_bare and item.figure.value is not None and 0 < item.figure.value <= 1
            ]
            others = [value for value in values if value > 1]
            if small and (not others or median(others) > _FAR):
                doubtful += small
        for item in doubtful:
            if item.figure.numerator is None and item.figure.denominator is None:
                found.remove(item)
                yield item.address, _SHARE


def part_of(measure: Measure, unit: str) -> Measure | None:
    """Which part of a figure a measure is, in an indicator of that unit; None where it is none."""
    if measure is Measure.COUNT:
        return Measure.NUMERATOR if base_of(unit) else Measure.VALUE if unit == NUMBER else None
    if measure is Measure.PERCENT:
        return Measure.VALUE if unit == PERCENT else None
    if measure is Measure.RATE:
        return Measure.VALUE if base_of(unit) else None
    return measure
