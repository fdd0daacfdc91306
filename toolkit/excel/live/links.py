"""The toolkit's links in a column of an open sheet; those that a person made stay."""

from collections.abc import Collection, Iterator, Mapping

from toolkit.excel.live.program import Range, Sheet
from toolkit.excel.live.questions import clear_links, links_of
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Address, Grid
from toolkit.writing.links import is_given


class LinksOfColumn:
    """The cells of a column that get links, or had them from the toolkit, as they are now.

    `wanted` says where each is to lead; None takes the toolkit's link away.
    """

    def __init__(
        self, sheet: Sheet, place: Range, wanted: Mapping[Address, str | None], grid: Grid
    ) -> None:
        self._sheet, self._place, self._grid = sheet, place, grid
        self._column = int(place.column)
        self._before = links_of(place)
        self._wanted = {row: target for (row, at), target in wanted.items() if at == self._column}
        given = {row for row, target in self._before.items() if self._is_given(row, target)}
        self._given = given & self._wanted.keys()
        self._theirs = self._before.keys() - self._given

    def give(self) -> None:
        """Give the cells their links."""
        if self._theirs:
            for row in sorted(self._given):
                clear_links(self._sheet.range((row, self._column)))
        elif self._before:
            clear_links(self._place)
        for row, target in self._wanted.items():
            if target is not None and row not in self._theirs:
                self._add(row, f"#{target}", target.rpartition("!")[2])

    def put_back(self) -> None:
        """Give the cells the links that they had before."""
        clear_links(self._place)
        for row, target in self._before.items():
            self._add(row, target, str(self._grid.cell(row, self._column).value or ""))

    def _is_given(self, row: int, target: str) -> bool:
        shown = text_of(self._grid.cell(row, self._column))
        return target.startswith("#") and is_given(target[1:], shown)

    def _add(self, row: int, target: str, shown: str) -> None:
        on_sheet, _, cell = target.removeprefix("#").rpartition("!")
        tip = f"Go to {cell} on {on_sheet}" if on_sheet else target
        self._sheet.range((row, self._column)).add_hyperlink(target, shown, tip)


def linked_columns(
    sheet: Sheet, wanted: Mapping[Address, str | None], grid: Grid
) -> list[LinksOfColumn]:
    """The columns of a sheet that links are in, or are to be in."""
    return [LinksOfColumn(sheet, place, wanted, grid) for place in _places(sheet, wanted)]


def _places(sheet: Sheet, addresses: Collection[Address]) -> Iterator[Range]:
    for column in sorted({column for _, column in addresses}):
        rows = [row for row, own in addresses if own == column]
        yield sheet.range((min(rows), column), (max(rows), column))
