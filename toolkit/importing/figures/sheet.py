"""Reads a wide table from top to bottom: titles, headings, rows of figures, what is between."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator
from toolkit.importing.figures.columns import (
    Column,
    Filled,
    columns_of,
    is_heading_row,
    is_lower_row,
    is_upper_row,
)
from toolkit.importing.figures.figures import Reading, read_count, read_figure
from toolkit.importing.figures.headings import Role, heading_of, heading_words, period_of
from toolkit.importing.figures.labels import MEASURES, Labels, Match, Measure, normal
from toolkit.importing.figures.records import ImportedFigure
from toolkit.importing.plan.records import Taken, Unplaced
from toolkit.layout.board.paste import PASTE
from toolkit.measures.units import NUMBER, PERCENT, base_of
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Address, Cell, CellKind, Grid, column_letters
from toolkit.values import choices
from toolkit.values.periods import Period

Key = tuple[str, str, Period]
"""What a figure is of: the indicator's code, the area, the period."""


@dataclass(frozen=True)
class Found:
    """A figure and what it is of, before it is compared with others."""

    key: Key
    address: Address
    figure: ImportedFigure


@dataclass
class _Band:
    """A line of its own over rows: a title, a theme, an area, an indicator, a year."""

    address: Address
    text: str
    meaning: str = ""
    used: bool = False


@dataclass(frozen=True)
class _Row:
    """What the labels of a row say."""

    indicator: Indicator | None = None
    area: str = ""
    measure: Measure = Measure.VALUE
    why_not: str = ""


@dataclass
class SheetReader:
    """Reads one sheet; afterwards every filled cell is in `found`, `unplaced` or `taken`."""

    grid: Grid
    labels: Labels
    workbook_name: str
    found: list[Found] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    _counts: dict[Key, dict[Measure, list[tuple[Decimal, Address]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    _periods: dict[tuple[str, str], Period] = field(default_factory=dict)
    _columns: dict[int, Column] = field(default_factory=dict)
    _indicator: Indicator | None = None
    _band: _Band | None = None
    _area: str = ""
    _years: str = ""
    _title_seen: bool = False

    def read(self) -> None:
        """Read all rows."""
        self._years = heading_words(self.grid.name).years
        named = self.labels.area(self.grid.name)
        self._area = named.area if named else ""
        rows = self._filled_rows()
        done = 0
        for number in sorted(rows):
            if number > done:
                height = self._heading_height(rows, number)
                if height:
                    self._take_headings([rows[number + step] for step in range(height)], number)
                    done = number + height - 1
                else:
                    self._read_row(number, rows[number])
        self._end_band()
        self._attach_counts()
        self._tell_hidden(rows)
        if not any(column.words for column in self._columns.values()):
            self._take(
                self.grid.name,
                "",
                "no row of periods was found, such as 2025/26 Q1 or June 2026; nothing was read.",
            )
        for (words, _), period in self._periods.items():
            if str(period) != words:
                kind = period.kind.lower()
                self._take(self.grid.name, "", f'"{words}" was read as {period} ({kind}).')

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
            filled = {c: cell for c, cell in cells.items() if cell.kind is not CellKind.BLANK}
            if filled:
                rows[number] = filled
        return rows

    def _heading_height(self, rows: Mapping[int, Filled], number: int) -> int:
        """How many rows of headings begin here."""
        row, below = rows[number], rows.get(number + 1, {})
        if is_heading_row(row, self.labels):
            height = 1
        elif is_heading_row(below, self.labels) and is_upper_row(row, below):
            height = 2
        else:
            return 0
        while height < 3:
            above, below = rows[number + height - 1], rows.get(number + height, {})
            if not (
                is_lower_row(below, above if height == 1 else row, self.labels)
                or (height == 1 and is_heading_row(below, self.labels) and _goes_under(row, below))
            ):
                break
            height += 1
        return height

    def _take_headings(self, rows: list[Filled], number: int) -> None:
        goes_on = self._band_indicator()
        if self._band:
            self._title_or_heading(self._band)
        self._end_band()
        self._columns = columns_of(rows, self._years, self.labels)
        self._indicator = self._indicator if goes_on else None
        for step, row in enumerate(rows):
            for column, cell in row.items():
                self._take_cell((number + step, column), cell, _meaning(self._columns[column]))

    def _band_indicator(self) -> bool:
        return self._band is not None and self._band.meaning.startswith("indicator")

    def _read_row(self, number: int, filled: Filled) -> None:
        if len(filled) == 1:
            ((column, cell),) = filled.items()
            held = self._columns.get(column)
            if cell.kind is CellKind.TEXT and (held is None or held.holds_labels):
                self._read_band((number, column), cell)
                return
        if not self._columns:
            for column, cell in filled.items():
                self._leave((number, column), cell, "it is under no heading that is a period")
            return
        self._read_figures(number, filled)

    def _read_band(self, address: Address, cell: Cell) -> None:
        self._end_band()
        text = text_of(cell)
        band = _Band(address, text)
        self._band = band
        if (address == (1, 1) and text == PASTE.title) or text == PASTE.purpose:
            band.meaning = "words of the sheet itself"
            return
        title = text.partition(":")[2] if normal(text).startswith("area") and ":" in text else text
        match, area = self.labels.indicator(text), self.labels.area(title)
        years = heading_words(text).years
        if match:
            self._indicator, band.meaning = match.indicator, match.how
        elif area and area.measure is Measure.VALUE:
            self._area, self._indicator = area.area, None
            band.meaning = f"the area {area.area} of the rows below"
        else:
            self._indicator = None
        if years:
            self._years, self._title_seen = years, True
            band.meaning = band.meaning or f"the year {years} of what is below"

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
            self._take(self._cell(band.address), band.text, band.meaning)
        else:
            origin = f"{self._cell(band.address)}: it is neither a heading nor a figure"
            self.unplaced.append(Unplaced(text=band.text, origin=origin))

    def _read_figures(self, number: int, filled: Filled) -> None:
        row = self._read_labels(number, filled)
        for column, cell in filled.items():
            address, held = (number, column), self._columns.get(column)
            if held is not None and held.holds_labels:
                continue
            if held is None:
                self._leave(address, cell, "its column has no heading")
            elif held.why_not:
                self._leave(address, cell, held.why_not)
            elif row.indicator is None or row.why_not:
                self._leave(address, cell, row.why_not or "its row names no indicator")
            else:
                self._read_figure(address, cell, row, held)
                if self._band:
                    self._band.used = True

    def _read_labels(self, number: int, filled: Filled) -> _Row:
        """What the labels of a row say; each label is taken, or left where it says nothing."""
        texts = {
            column: (self._columns[column].role, text_of(cell))
            for column, cell in filled.items()
            if column in self._columns and self._columns[column].holds_labels
        }
        roles = {role for role, _ in texts.values()}
        by_code = by_title = None
        area, measure, why, unlisted = "", Measure.VALUE, "", False
        meanings: dict[int, str] = {}
        for column, (role, text) in texts.items():
            if role is Role.RUNNING:
                meanings[column] = "a running number" if text.isdigit() else ""
                continue
            named = self.labels.area(text)
            match = None
            if role is Role.CODE:
                match = by_code = self.labels.by_code(text)
                if not match and Role.TITLE not in roles:
                    role = Role.TITLE
            if role is Role.TITLE:
                match = self.labels.indicator(text)
                by_title = by_title or match
            if match:
                meanings[column] = match.how
            elif role is Role.AREA and not named:
                why = "its area is not on the list of areas"
            elif role is not Role.CODE and named:
                area, measure = named.area, named.measure
                meanings[column] = f"the area {area}"
            elif role is Role.TITLE and self.labels.is_unlisted_area(text):
                unlisted = True
            elif role is Role.TITLE and text.isdigit():
                meanings[column] = "a running number"
            elif role is Role.TITLE:
                measure = self._measure_of(text) or measure
                if measure is not Measure.VALUE:
                    meanings[column] = f"{measure.value} of the indicator above"
        indicator = self._which(by_code, by_title, bool(area) or measure is not Measure.VALUE)
        if by_code and by_title and by_code.indicator is not by_title.indicator:
            why = "its code is that of one indicator and its title that of another"
        elif by_code:
            # The code says what the row is; the board may have another title for it.
            for column, (role, _) in texts.items():
                if role is Role.TITLE and column not in meanings:
                    meanings[column] = f"the title of indicator {by_code.indicator.code}"
        if unlisted and indicator is None:
            why = "its area is not on the list of areas"
        elif indicator is None:
            why = why or "no indicator of the board has that code or title"
        says_nothing = why or "it names neither an indicator nor an area"
        for column in texts:
            if meanings.get(column) and not why:
                self._take_cell((number, column), filled[column], meanings[column])
            else:
                self._leave((number, column), filled[column], says_nothing)
        # Rows below may be areas or counts of this one, so an unknown one ends what was.
        if not (unlisted and by_code is None and by_title is None):
            self._indicator = None if why else indicator
        return _Row(indicator, area, measure, why)

    def _which(
        self, by_code: Match | None, by_title: Match | None, goes_on: bool
    ) -> Indicator | None:
        match = by_code or by_title
        if match:
            return match.indicator
        return self._indicator if goes_on else None

    def _measure_of(self, text: str) -> Measure | None:
        """The part of the indicator above that a label names: plain words, or its own."""
        words = normal(text)
        if self._indicator and words:
            if words == normal(self._indicator.numerator):
                return Measure.NUMERATOR
            if words == normal(self._indicator.denominator):
                return Measure.DENOMINATOR
        return MEASURES.get(words)

    def _read_figure(self, address: Address, cell: Cell, row: _Row, column: Column) -> None:
        indicator = row.indicator
        kind = indicator.period_kind if indicator else None
        if indicator is None or kind is None:
            self._leave(address, cell, "its indicator has no frequency")
            return
        period = period_of(column.words, kind)
        if period is not None:
            self._periods.setdefault((column.words, kind), period)
        area = row.area or column.area or self._area or self.labels.own_area
        if row.area and column.area and row.area != column.area:
            self._leave(address, cell, "its row and its column name two areas")
        elif period is None:
            frequency = indicator.frequency.lower()
            self._leave(
                address, cell, f'"{column.words}" is not the period of a figure by {frequency}'
            )
        elif not area:
            self._leave(address, cell, "no area is named, and Lists has no area of our own")
        else:
            measure = row.measure if row.measure is not Measure.VALUE else column.measure
            self._place(address, cell, (indicator.code, area, period), indicator, measure, column)

    def _place(
        self,
        address: Address,
        cell: Cell,
        key: Key,
        indicator: Indicator,
        measure: Measure,
        column: Column,
    ) -> None:
        part = _part(measure, indicator.unit)
        if part is None:
            self._leave(address, cell, f"it is {measure.value}, which the indicator does not count")
        elif part is Measure.VALUE:
            reading = read_figure(cell, indicator.unit)
            if isinstance(reading, str):
                self._leave(address, cell, reading)
            else:
                self._found(address, key, indicator, reading, column.provisional)
        else:
            count = read_count(cell)
            if count is None:
                self._leave(address, cell, f"it is no whole number for {part.value}")
            else:
                self._counts[key][part].append((count, address))

    def _found(
        self,
        address: Address,
        key: Key,
        indicator: Indicator,
        reading: Reading,
        provisional: bool,
    ) -> None:
        status = reading.status
        if provisional and status == choices.FINAL:
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
            source_cell=self._cell(address),
            note=reading.note,
        )
        self.found.append(Found(key, address, figure))

    def _attach_counts(self) -> None:
        """Put numerators and denominators to their values; several, or no value, stay unplaced."""
        places: dict[Key, list[int]] = defaultdict(list)
        for place, found in enumerate(self.found):
            places[found.key].append(place)
        for key, parts in self._counts.items():
            for part, counts in parts.items():
                field_name = "numerator" if part is Measure.NUMERATOR else "denominator"
                fits = len(counts) == 1 and len(places[key]) == 1
                figure = self.found[places[key][0]].figure if fits else None
                if figure is None or getattr(figure, field_name) is not None:
                    why = f"there is not one value that {part.value} belongs to"
                    for _, address in counts:
                        self._leave(address, self.grid.cell(*address), why)
                    continue
                ((count, address),) = counts
                changed = {
                    field_name: count,
                    "source_cell": f"{figure.source_cell}, {_at(address)}",
                }
                place = places[key][0]
                self.found[place] = replace(
                    self.found[place],
                    figure=replace(figure, **changed),  # type: ignore[arg-type]
                )

    def _tell_hidden(self, rows: Mapping[int, Filled]) -> None:
        hidden_rows = self.grid.marks.hidden_rows & rows.keys()
        filled = {column for row in rows.values() for column in row}
        hidden_columns = self.grid.marks.hidden_columns & filled
        for hidden, what in ((hidden_rows, "rows"), (hidden_columns, "columns")):
            if hidden:
                self._take(self.grid.name, "", f"hidden {what} were read like the others.")

    def _cell(self, address: Address) -> str:
        return f"{self.grid.name}!{_at(address)}"

    def _take(self, origin: str, words: str, meaning: str) -> None:
        self.taken.append(Taken(origin=origin, words=words, meaning=meaning))

    def _take_cell(self, address: Address, cell: Cell, meaning: str) -> None:
        if cell.kind is CellKind.TEXT or cell.kind in (CellKind.NUMBER, CellKind.DATE):
            self._take(self._cell(address), text_of(cell), meaning)
        else:
            self._leave(address, cell, "it is no heading")

    def _leave(self, address: Address, cell: Cell, why: str) -> None:
        text = text_of(cell) or (f"={cell.formula}" if cell.formula else "a formula")
        self.unplaced.append(Unplaced(text=text, origin=f"{self._cell(address)}: {why}"))


def _at(address: Address) -> str:
    return f"{column_letters(address[1])}{address[0]}"


def _goes_under(upper: Filled, lower: Filled) -> bool:
    """Whether the lower row only divides what the upper names: quarters under years."""
    parts = [heading_of(cell) for cell in lower.values()]
    return (
        any(heading_of(cell).years for cell in upper.values())
        and min(lower) >= min(upper)
        and all(not heading.years and not heading.whole for heading in parts)
    )


def _meaning(column: Column) -> str:
    if column.role is not None:
        return column.role.value
    if column.why_not:
        return f"a column without figures: {column.why_not}"
    what = "" if column.measure is Measure.VALUE else f"{column.measure.value} of "
    return f"{what or 'figures of '}{column.words}" + (f" in {column.area}" if column.area else "")


def _part(measure: Measure, unit: str) -> Measure | None:
    """Which part of a figure a measure is, in an indicator of that unit; None where it is none."""
    if measure is Measure.COUNT:
        return Measure.NUMERATOR if base_of(unit) else Measure.VALUE if unit == NUMBER else None
    if measure is Measure.PERCENT:
        return Measure.VALUE if unit == PERCENT else None
    if measure is Measure.RATE:
        return Measure.VALUE if base_of(unit) else None
    return measure


def read_sheet(grid: Grid, board: Board, workbook_name: str) -> SheetReader:
    """A sheet, read to its end."""
    reader = SheetReader(grid, Labels(board), workbook_name)
    reader.read()
    return reader
