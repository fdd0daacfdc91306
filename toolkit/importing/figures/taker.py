"""Cells taken as figures, with what their marks, rows and headings say of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.caveats import Caveats
from toolkit.importing.figures.columns import Asked, Column
from toolkit.importing.figures.figures import Unread, read_count, read_figure
from toolkit.importing.figures.footnotes import UNCLEAR
from toolkit.importing.figures.gathered import Found, Gathered, part_of
from toolkit.importing.figures.measures import Measure
from toolkit.importing.figures.records import ImportedFigure
from toolkit.importing.figures.row_labels import RowLabels
from toolkit.importing.figures.told import Told, at
from toolkit.reading.grid import Address, Cell, Grid
from toolkit.values import choices
from toolkit.values.periods import Period


@dataclass
class Taker:
    """Takes the figures of one sheet. `key` is what the marks of notes on it mean."""

    told: Told
    caveats: Caveats
    key: Mapping[str, str]
    workbook_name: str
    found: list[Found] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)

    def finish(self, grid: Grid) -> None:
        """Put counts to their figures, and take out what is doubtful."""
        for address, why in self.gathered.attach_counts(self.found, at):
            self.told.leave(address, grid.cell(*address), why)
        for address, why in self.gathered.doubtful_shares(self.found):
            self.told.leave(address, grid.cell(*address), why)

    def take(
        self,
        address: Address,
        cell: Cell,
        key: tuple[str, str, Period],
        indicator: Indicator,
        row: RowLabels,
        column: Column,
    ) -> None:
        """Take what a cell says of a figure, or leave it out."""
        measure = row.measure if row.measure is not Measure.VALUE else column.measure
        both = {row.measure, column.measure} - {Measure.VALUE}
        part = part_of(measure, indicator.unit)
        if len(both) > 1:
            self.told.leave(address, cell, "its row and its column name two parts of a figure")
        elif part is None:
            self.told.leave(
                address, cell, f"it is {measure.value}, which the indicator does not count"
            )
        elif part is Measure.VALUE:
            self._read_value(address, cell, key, indicator, row, column)
        else:
            count = read_count(cell)
            if count is None:
                self.told.leave(address, cell, f"it is no whole number for {part.value}")
            else:
                self.gathered.counts[key][part].append((count, address))

    def _read_value(
        self,
        address: Address,
        cell: Cell,
        key: tuple[str, str, Period],
        indicator: Indicator,
        row: RowLabels,
        column: Column,
    ) -> None:
        reading = read_figure(cell, indicator.unit, self.key)
        if isinstance(reading, Unread):
            self.told.leave(address, cell, reading.why)
            if reading.mark:
                self.told.ask(Asked(reading.mark, address), "a mark")
            return
        status = reading.status
        is_provisional = column.provisional or self.caveats.is_provisional(key[2])
        said = [choices.PROVISIONAL] if is_provisional else []
        marks = row.marks + column.marks
        said += [self.key[mark] for mark in marks if mark in self.key]
        if column.marks and not all(
            mark in self.key for mark in column.marks if not mark.isdigit()
        ):
            self.told.leave(
                address, cell, f'nothing says what the mark "{column.marks}" over it means'
            )
            self.told.ask(Asked(column.marks, address), "a mark")
            return
        if UNCLEAR in said:
            self.told.leave(address, cell, "the mark on its heading may mean several things")
            return
        if row.status and row.status != choices.FINAL and status == choices.FINAL:
            if row.status != choices.PROVISIONAL:
                self.told.leave(
                    address, cell, f"its row says {row.status.lower()}, and it has a value"
                )
                return
            status = choices.PROVISIONAL
        if choices.PROVISIONAL in said and status == choices.FINAL:
            status = choices.PROVISIONAL
        figure = ImportedFigure(
            indicator=key[0],
            area=key[1],
            period=str(key[2]),
            value=reading.value,
            numerator=reading.numerator,
            denominator=reading.denominator,
            status=status,
            version=indicator.version,
            source_text=self.workbook_name,
            source_cell=self.told.cell(address),
            note=reading.note,
        )
        is_bare = not cell.number_format and "%" not in str(cell.value)
        self.found.append(Found(key, address, figure, indicator.unit, is_bare))
