"""Reads the tables of a sheet from top to bottom: titles, headings, rows, what is between."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.caveats import Caveats
from toolkit.importing.figures.columns import (
    NO_PERIOD,
    Column,
    columns_of,
    is_within,
    panes_of,
    with_groups,
)
from toolkit.importing.figures.context import Context, period_of_title
from toolkit.importing.figures.figures import looks_like_figure
from toolkit.importing.figures.footnotes import key_of, may_hold_key
from toolkit.importing.figures.gathered import Found
from toolkit.importing.figures.heading_rows import Filled, heading_height
from toolkit.importing.figures.headings import (
    LABELS,
    NO_WORDS,
    Heading,
    Role,
    heading_of,
    heading_words,
    period_of,
)
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.measures import Measure
from toolkit.importing.figures.new_indicators import UnknownRow, unknown_row
from toolkit.importing.figures.row_labels import NO_INDICATOR, RowLabels, RowReader
from toolkit.importing.figures.stated_area import labelled_area, stated_area
from toolkit.importing.figures.taker import Taker
from toolkit.importing.figures.told import Told
from toolkit.layout.board.paste import PASTE
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Address, Cell, CellKind, Grid
from toolkit.values.periods import Period

MOST_ROWS_ABOVE = 1000
"""Where no table has begun by this row, the sheet holds something else than figures."""
NO_TABLE = f"no table of figures begins in the first {MOST_ROWS_ABOVE} rows"


@dataclass
class _Band:
    """A line of its own over rows: a title, a theme, an area, an indicator, a year."""

    address: Address
    text: str
    meaning: str = ""
    used: bool = False


@dataclass
class _Pane:
    """One of the tables side by side: its columns from `start` on, and the row being read."""

    start: int
    columns: Mapping[int, Column]
    rows: RowReader
    indicator: Indicator | None = None


@dataclass
class SheetReader:
    """Reads one sheet; afterwards every filled cell is in `found` or `told`."""

    grid: Grid
    labels: Labels
    workbook_name: str
    told: Told = field(init=False)
    unknown_rows: list[UnknownRow] = field(default_factory=list)
    assumed_area: bool = False
    has_table: bool = False
    _panes: list[_Pane] = field(default_factory=list)
    _taker: Taker = field(init=False)
    _periods: dict[tuple[str, str], Period] = field(default_factory=dict)
    _columns: Mapping[int, Column] = field(default_factory=dict)
    _uses_context: bool = False
    _indicator: Indicator | None = None
    _band: _Band | None = None
    _context: Context = field(default_factory=Context)
    _title_seen: bool = False
    _period_of_band: Heading = NO_WORDS
    _caveats: Caveats = field(default_factory=Caveats)

    @property
    def found(self) -> Sequence[Found]:
        """The figures found."""
        return self._taker.found

    def read(self) -> None:
        """Read all rows."""
        self.told = Told(self.grid.name, self.labels)
        self._context.name_sheet(self.grid.name, self.labels)
        self._caveats.name_sheet(self.grid.name)
        rows = self._filled_rows()
        self._read_notes(rows)
        key = self._key_of_marks(rows)
        self._taker = Taker(self.told, self._caveats, key, self.workbook_name)
        done = 0
        for read, number in enumerate(sorted(rows)):
            if read == MOST_ROWS_ABOVE and not self._columns:
                rest = (number, min(rows[number]))
                self.told.leave_words(rest, f"{len(rows) - read} rows", NO_TABLE)
                break
            if number > done:
                height = heading_height(rows, number, self.labels, self._context.when)
                if height and not self._is_row_of_period(rows[number]):
                    self._take_headings([rows[number + step] for step in range(height)], number)
                    done = number + height - 1
                else:
                    self._read_row(number, rows[number])
        self._end_band()
        self._taker.finish(self.grid)
        self._tell_hidden(rows)
        if not self.has_table:
            self.told.take(
                self.grid.name,
                "",
                "no row of periods was found, such as 2025/26 Q1 or June 2026; nothing was read.",
            )
        for (words, _), period in self._periods.items():
            if str(period) != words:
                kind = period.kind.lower()
                self.told.take(self.grid.name, "", f'"{words}" was read as {period} ({kind}).')

    def _filled_rows(self) -> dict[int, Filled]:
        """The filled cells by row; errors and uncalculated formulas look blank among values."""
        marks = self.grid.marks
        marked: dict[int, set[int]] = defaultdict(set)
        for row, column in (*marks.errors, *marks.uncalculated):
            marked[row].add(column)
        rows: dict[int, Filled] = {}
        for number in sorted({*range(1, self.grid.height + 1), *marked}):
            values = self.grid.rows[number - 1] if number <= self.grid.height else ()
            columns = {c for c, value in enumerate(values, start=1) if value not in ("", None)}
            cells = {c: self.grid.cell(number, c) for c in sorted(columns | marked[number])}
            filled = {
                c: self.labels.word_map.translated(cell)
                for c, cell in cells.items()
                if cell.kind is not CellKind.BLANK
            }
            if filled:
                rows[number] = filled
        return rows

    def _read_notes(self, rows: Mapping[int, Filled]) -> None:
        for row in rows.values():
            if len(row) == 1:
                ((_, cell),) = row.items()
                if cell.kind is CellKind.TEXT and not may_hold_key(text_of(cell)):
                    self._caveats.of_note(text_of(cell))
                    self._caveats.of_area(text_of(cell), self.labels)

    def _key_of_marks(self, rows: Mapping[int, Filled]) -> Mapping[str, str]:
        texts = (
            text_of(cell)
            for row in rows.values()
            if len(row) <= 2
            for cell in row.values()
            if cell.kind is CellKind.TEXT and may_hold_key(text_of(cell))
        )
        return {**key_of(texts), **self.labels.word_map.marks}

    def _is_row_of_period(self, filled: Filled) -> bool:
        """Whether a row has its period where the rows above have theirs: no heading, then."""
        return any(
            column in filled and heading_words(text_of(filled[column])).says_when
            for column, held in self._columns.items()
            if held.role is Role.PERIOD
        )

    def _take_headings(self, rows: list[Filled], number: int) -> None:
        goes_on = self._band is not None and self._band.meaning.startswith("indicator")
        if self._band:
            self._title_or_heading(self._band)
        self._end_band()
        self._period_of_band = NO_WORDS
        self._read_corner(rows)
        self._context.begin_table(self.labels)
        self._caveats.begin_table()
        merged = self.grid.marks.merged
        columns = columns_of(rows, number, merged, self._context.for_columns, self.labels)
        self._columns = columns.by_number
        is_long = any(column.role is Role.PERIOD for column in self._columns.values())
        if is_long:
            self._columns = with_groups(self._columns, self._columns_of_words(number + len(rows)))
        self._context.corner = columns.context
        by_indicator = any(column.indicator for column in self._columns.values())
        above = self._indicator if goes_on else None
        self._panes = [
            _Pane(min(pane), pane, RowReader(self.labels, pane, by_indicator), above)
            for pane in panes_of(self._columns)
        ]
        self._uses_context = not columns.name_periods
        self.has_table |= (
            columns.name_periods
            or by_indicator
            or any(column.role is Role.PERIOD for column in self._columns.values())
            or bool(self._context.when.words)
        )
        for step, row in enumerate(rows):
            for column, cell in row.items():
                held = self._columns[column]
                self.told.take_cell((number + step, column), cell, _meaning(held))
        for held in self._columns.values():
            names_figures = held.when.says_when or held.indicator is not None
            if held.asked and (names_figures or (self._uses_context and not is_long)):
                self.told.ask(held.asked, self._about(held.asked.words, by_indicator))
            elif held.asked and held.role is Role.GROUP:
                self.told.ask(held.asked, "a column")

    def _read_corner(self, rows: Sequence[Filled]) -> None:
        """Take the words over the labels of rows, where they are no heading of those."""
        first = min(column for row in rows for column in row)
        for row in rows:
            cell = row.get(first)
            heading = heading_of(cell) if cell else None
            if cell is None or heading is None or heading.says_when or heading.role in LABELS:
                continue
            text = text_of(cell)
            if self.labels.indicator(text) is None:
                self._caveats.of_title(text)
                stated = stated_area(text, self.labels)
                if stated.says_where:
                    self._context.state(stated)

    def _columns_of_words(self, first: int) -> set[int]:
        """The columns that have any words from a row on."""
        return {
            column
            for row in self.grid.rows[first - 1 :]
            for column, value in enumerate(row, start=1)
            if isinstance(value, str) and value and not looks_like_figure(value)
        }

    def _about(self, words: str, by_indicator: bool = False) -> str:
        return "an indicator" if by_indicator and not self.labels.nearest_area(words) else "an area"

    def _read_row(self, number: int, filled: Filled) -> None:
        if len(filled) == 1:
            ((column, cell),) = filled.items()
            held = self._columns.get(column)
            if cell.kind is CellKind.TEXT and (held is None or held.holds_labels):
                self._read_band((number, column), cell)
                return
        if not self._columns:
            for cell in filled.values():
                self._caveats.of_title(text_of(cell))
            if not self._read_title_pair(number, filled):
                for column, cell in filled.items():
                    self.told.leave(
                        (number, column), cell, "it is under no heading that is a period"
                    )
            return
        self._read_figures(number, filled)

    def _read_title_pair(self, number: int, filled: Filled) -> bool:
        """A line above the headings whose cells are a label and what it names."""
        cells = list(filled.items())
        if len(cells) != 2 or any(
            cell.kind not in (CellKind.TEXT, CellKind.DATE) for _, cell in cells
        ):
            return False
        (_, label), (_, value) = cells
        text = f"{text_of(label).rstrip(' :')}: {text_of(value)}"
        stated = labelled_area(text, self.labels)
        when = period_of_title(text)
        if stated is None and not when.says_when:
            return False
        if stated:
            self._context.state(stated)
        else:
            self._context.when = when
        meaning = "whose figures the rows below are" if stated else f"the period {when.words}"
        for column, cell in cells:
            self.told.take_cell((number, column), cell, meaning)
        return True

    def _read_band(self, address: Address, cell: Cell) -> None:
        self._end_band()
        text = text_of(cell)
        band = _Band(address, text)
        self._band = band
        if (address == (1, 1) and text == PASTE.title) or text == PASTE.purpose:
            band.meaning = "words of the sheet itself"
            return
        if may_hold_key(text) and key_of([text]):
            band.meaning = "what the marks of notes mean"
            return
        match = self.labels.indicator(text)
        if not match:
            self._caveats.of_title(text)
        stated = labelled_area(text, self.labels)
        if stated is None and not match:
            stated = stated_area(text, self.labels)
        if match:
            band.meaning = match.how
        elif stated and stated.says_where:
            self._context.state(stated)
            band.meaning = f"the area {stated.area} of the rows below" if stated.area else "a title"
        self._indicator = match.indicator if match else None
        for pane in self._panes:
            pane.indicator = self._indicator
            pane.rows.end_group()
        when = period_of_title(text)
        self._period_of_band = when if self._columns else NO_WORDS
        if when.says_when:
            self._context.when, self._title_seen = when, True
            named = (
                f"the year {when.years}"
                if when.words == when.years
                else f"the period {when.words or when.part}"
            )
            band.meaning = band.meaning or f"{named} of what is below"

    def _title_or_heading(self, band: _Band) -> None:
        if not band.meaning and not self._title_seen:
            band.meaning, self._title_seen = "the title", True

    def _end_band(self) -> None:
        """A line that says something of the rows is taken; any other finds no place."""
        band, self._band = self._band, None
        if band is None:
            return
        if not band.meaning and not self._columns:
            self._title_or_heading(band)
        if not band.meaning and band.used:
            band.meaning = "a heading over rows"
        if band.meaning:
            self.told.take(self.told.cell(band.address), band.text, band.meaning)
        else:
            why = "it is neither a heading nor a figure"
            self.told.leave_words(band.address, band.text, why)

    def _read_figures(self, number: int, filled: Filled) -> None:
        self._context.read_rows()
        self._caveats.read_rows()
        for pane, following in zip(self._panes, [*self._panes[1:], None], strict=True):
            start = 1 if pane is self._panes[0] else pane.start
            end = following.start if following else max(filled) + 1
            part = {column: cell for column, cell in filled.items() if start <= column < end}
            if part:
                self._read_pane(number, part, pane)

    def _read_pane(self, number: int, filled: Filled, pane: _Pane) -> None:
        row = self._read_labels(number, filled, pane)
        may_be_new = not any(held.is_headed_otherwise for held in pane.columns.values())
        if row.why_not == NO_INDICATOR and may_be_new and not self._caveats.why_not:
            self.unknown_rows.append(unknown_row(filled, pane.columns))
        # Words under no heading may be the label of a table of their own.
        lost = [c for c, cell in filled.items() if c not in pane.columns and _is_words(cell)]
        for column, cell in filled.items():
            address, held = (number, column), pane.columns.get(column)
            if held is not None and held.holds_labels:
                continue
            indicator = (held.indicator if held else None) or row.indicator
            if held is None:
                self.told.leave(address, cell, "its column has no heading")
            elif held.why_not or self._caveats.why_not:
                self.told.leave(address, cell, held.why_not or self._caveats.why_not)
            elif indicator is None or row.why_not:
                self.told.leave(address, cell, row.why_not or "its row names no indicator")
            elif lost and lost[0] < column:
                self.told.leave(address, cell, "before it are words in a column without a heading")
            elif held.indicator and row.indicator and held.indicator is not row.indicator:
                self.told.leave(address, cell, "its row and its column name two indicators")
            else:
                self._read_figure(address, cell, row, held, indicator)
                if self._band:
                    self._band.used = True

    def _read_labels(self, number: int, filled: Filled, pane: _Pane) -> RowLabels:
        """What the labels of a row say; each label is taken, or left where it says nothing."""
        row = pane.rows.read(number, filled, pane.indicator)
        says_nothing = row.why_not or "it names neither an indicator nor an area"
        for column, cell in filled.items():
            held = pane.columns.get(column)
            if held is None or not held.holds_labels:
                continue
            if row.meanings.get(column) and not row.why_not:
                self.told.take_cell((number, column), cell, row.meanings[column])
            else:
                self.told.leave((number, column), cell, says_nothing)
        # Rows below may be areas or counts of this one, so an unknown one ends what was.
        if row.goes_on:
            is_of_row = not row.why_not or row.is_qualified
            pane.indicator = row.indicator if is_of_row else None
        has_values = any(
            column in pane.columns and not pane.columns[column].holds_labels for column in filled
        )
        if row.asked and has_values:
            role = pane.columns[row.asked.address[1]].role
            about = {Role.AREA: "an area", Role.STATUS: "a status"}
            self.told.ask(row.asked, about.get(role, "an indicator") if role else "an indicator")
        return row

    def _read_figure(
        self, address: Address, cell: Cell, row: RowLabels, column: Column, indicator: Indicator
    ) -> None:
        kind = indicator.period_kind
        if kind is None:
            self.told.leave(address, cell, "its indicator has no frequency")
            return
        if not row.when.goes_with(column.when):
            self.told.leave(address, cell, "its row and its column name two periods")
            return
        when = self._when(row, column)
        words = when.words
        period = period_of(words, kind) if words and when.kind in (None, kind) else None
        if period is not None:
            self._periods.setdefault((words, kind), period)
        area = row.area or column.area or self._context.area
        if not words:
            part = "its heading does not say for certain in which year it is, as 2026/27 Q1 does"
            self.told.leave(address, cell, part if when.part else NO_PERIOD)
        elif self._is_of_other_period(words):
            self.told.leave(address, cell, "the line over its row names another period")
        elif row.area and column.area and row.area != column.area:
            self.told.leave(address, cell, "its row and its column name two areas")
        elif period is None:
            frequency = indicator.frequency.lower()
            self.told.leave(
                address, cell, f'"{words}" is not the period of a figure by {frequency}'
            )
        elif not area and self._context.why_no_area:
            self.told.leave(address, cell, self._context.why_no_area)
        elif not (area or self.labels.own_area):
            self.told.leave(address, cell, "no area is named, and Lists has no area of our own")
        else:
            self.assumed_area |= not area
            area = area or self.labels.own_area
            self._taker.take(address, cell, (indicator.code, area, period), indicator, row, column)

    def _is_of_other_period(self, words: str) -> bool:
        """Whether a line between the rows names a period that this one is not in."""
        band = self._period_of_band
        if not band.words:
            return False
        return band.words != words and not (band.years and is_within(words, band.years))

    def _when(self, row: RowLabels, column: Column) -> Heading:
        when = row.when.with_period_of(column.when)
        if when.says_when and not when.words:
            return when.with_period_of(Heading(years=self._context.years))
        if not when.says_when and self._uses_context:
            return self._context.corner if self._context.corner.says_when else self._context.when
        return when

    def _tell_hidden(self, rows: Mapping[int, Filled]) -> None:
        hidden_rows = self.grid.marks.hidden_rows & rows.keys()
        filled = {column for row in rows.values() for column in row}
        hidden_columns = self.grid.marks.hidden_columns & filled
        for hidden, what in ((hidden_rows, "rows"), (hidden_columns, "columns")):
            if hidden:
                self.told.take(self.grid.name, "", f"hidden {what} were read like the others.")


def _is_words(cell: Cell) -> bool:
    return cell.kind is CellKind.TEXT and not looks_like_figure(text_of(cell))


def _meaning(column: Column) -> str:
    if column.role is not None:
        return column.role.value
    if column.why_not:
        return f"a column without figures: {column.why_not}"
    parts = ["" if column.measure is Measure.VALUE else column.measure.value]
    parts.append(f"indicator {column.indicator.code}" if column.indicator else "")
    parts.append(column.when.words or column.when.part)
    what = " of ".join(filter(None, parts))
    return (f"figures of {what}" if what else "figures") + (
        f" in {column.area}" if column.area else ""
    )


def read_sheet(grid: Grid, labels: Labels, workbook_name: str) -> SheetReader:
    """A sheet, read to its end."""
    reader = SheetReader(grid, labels, workbook_name)
    reader.read()
    return reader
