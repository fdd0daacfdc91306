"""An engine for xlwings over LibreOffice: plain xlwings code works on its workbooks.

It covers what the toolkit's live adapter uses and no more. `api` answers as Excel's own
objects do, for the few members that the adapter asks for.
"""

import datetime as dt
import functools
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.office.light_xlwings import xlwings
from tests.office.uno_engine_office import connect, load_uno

NAME = "libreoffice"
_DATE, _TRUTH, _TEXT = 2, 1024, 256
_ERRORS = {
    502: "#VALUE!",
    503: "#NUM!",
    504: "#REF!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
# com.sun.star.table.CellVertJustify2
_ALIGNMENTS = {1: "top", 2: "center", 3: "bottom"}
_ACROSS_ENUM = "com.sun.star.table.CellHoriJustify"
_ACROSS = {
    "STANDARD": "general",
    "LEFT": "left",
    "CENTER": "center",
    "RIGHT": "right",
    "BLOCK": "justify",
    "REPEAT": "fill",
}
_EXCEL_FORMULAS = 3  # com.sun.star.sheet.AddressConvention.XL_OOX
_WITH_ERRORS = 4  # com.sun.star.sheet.FormulaResult
_DATES, _FORMATTED = 2, 512  # com.sun.star.sheet.CellFlags
# LibreOffice keeps a truth value of an Excel file as a formula; to Excel it is none.
_TRUTHS = {"=TRUE()": "TRUE", "=FALSE()": "FALSE"}


class ErrorValue(str):
    """The value of a cell that shows an error."""

    __slots__ = ()


class Engine:
    """What xlwings asks of the program behind it."""

    name, type = NAME, "desktop"

    def __init__(self, context: Any) -> None:
        self.apps = Apps(self, context)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        """A value on its way to the program."""
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]],
        _datetime_builder: Any,
        empty_as: Any,
        _number_builder: Any,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """Values on their way from the program."""

        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, ErrorValue):
                return str(value) if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


class Apps:
    """The one program there is."""

    def __init__(self, engine: Engine, context: Any) -> None:
        self._app = App(engine, context)

    def __iter__(self) -> Iterator["App"]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __getitem__(self, pid: int) -> "App":
        return self._app


class App:
    """LibreOffice, as far as a workbook's macros see it as Excel."""

    pid = 1
    version = "16.0"
    screen_updating = True
    enable_events = True

    def __init__(self, engine: Engine, context: Any) -> None:
        self.engine, self.api = engine, AppAsked()
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        self._status: Any = False

    @property
    def books(self) -> "Books":
        return Books(self)

    @property
    def status_bar(self) -> Any:
        return self._status

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self._status = value
        _note("status", value)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        _note("alert", [title, mode, prompt])
        return "ok"


class AppAsked:
    """Excel's Application, for what xlwings does not ask of it."""

    def InputBox(self, prompt: str, title: str, default: str) -> Any:  # noqa: N802
        """Ask a person: the answer is what a test has put into a file; without one, a cancel.

        Who answers at all says yes where that is asked.
        """
        assert len(prompt) <= 255, "Excel takes no longer question"
        _note("ask", [title, prompt, default])
        path = Path(os.environ.get("TOOLKIT_UNO_ANSWER") or "-")
        if path.is_file() and "Type yes" in prompt:
            return "yes"
        return path.read_text("utf-8") if path.is_file() else False


def _note(kind: str, value: Any) -> None:
    """Keep what a person would have seen, where a test asks for it."""
    path = os.environ.get("TOOLKIT_UNO_SEEN")
    if path:
        with Path(path).open("a", encoding="utf-8") as seen:
            seen.write(json.dumps([kind, value]) + "\n")


class Books:
    """The workbooks that are open."""

    def __init__(self, app: App) -> None:
        self._app = app

    def _all(self) -> list["Book"]:
        found = []
        documents = self._app.desktop.Components.createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(Book(self._app, document))
        return found

    def __iter__(self) -> Iterator["Book"]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __call__(self, key: int | str) -> "Book":
        for number, book in enumerate(self._all(), start=1):
            if key == number or (isinstance(key, str) and book.name.lower() == key.lower()):
                return book
        raise KeyError(key)


class Book:
    """An open workbook."""

    def __init__(self, app: App, document: Any) -> None:
        self.app, self.document = app, document
        self._formats: dict[int, tuple[int, str]] = {}

    def number_format(self, key: int) -> tuple[int, str]:
        """The kind and the code behind a format's number, which never changes."""
        if key not in self._formats:
            found = self.number_formats.getByKey(key)
            self._formats[key] = (int(found.Type), str(found.FormatString))
        return self._formats[key]

    @functools.cached_property
    def all_sheets(self) -> Any:
        """The sheets, by name."""
        return self.document.Sheets

    @functools.cached_property
    def number_formats(self) -> Any:
        """The formats that the workbook knows."""
        return self.document.NumberFormats

    @functools.cached_property
    def first_day(self) -> dt.datetime:
        """The day from which the workbook counts."""
        null = self.document.NullDate
        return dt.datetime(null.Year, null.Month, null.Day)  # noqa: DTZ001 (a day, not a moment)

    @property
    def api(self) -> "BookAsked":
        return BookAsked(self.document)

    @property
    def fullname(self) -> str:
        url = self.document.URL
        if url.startswith("file:"):
            return str(load_uno().fileUrlToSystemPath(url))
        return str(url or self.document.Title)

    @property
    def name(self) -> str:
        return self.fullname.replace("\\", "/").rpartition("/")[2]

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)


class Sheets:
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @functools.cached_property
    def api(self) -> Any:
        return self._book.all_sheets

    def _names(self) -> tuple[str, ...]:
        return tuple(self.api.ElementNames)

    def __iter__(self) -> Iterator["Sheet"]:
        return (Sheet(self._book, name) for name in self._names())

    def __len__(self) -> int:
        return len(self._names())

    def __call__(self, key: int | str) -> "Sheet":
        for number, name in enumerate(self._names(), start=1):
            if key == number or (isinstance(key, str) and name.lower() == key.lower()):
                return Sheet(self._book, name)
        raise KeyError(key)


class Sheet:
    """A sheet. What it holds is asked for only when it is needed."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name = book, name
        self._used: tuple[tuple[int, ...], Any] = ((), None)

    @functools.cached_property
    def sheet(self) -> Any:
        """The same in LibreOffice."""
        return self.book.all_sheets.getByName(self.name)

    @functools.cached_property
    def shown(self) -> Sequence[Any]:
        """The areas that are neither hidden nor filtered."""
        return tuple(self.sheet.queryVisibleCells().RangeAddresses)

    @property
    def api(self) -> "SheetAsked":
        return SheetAsked(self.sheet)

    @property
    def used_range(self) -> "Range":
        cursor = self.sheet.createCursor()
        cursor.collapseToSize(1, 1)
        cursor.gotoEndOfUsedArea(True)
        end = cursor.RangeAddress
        # It is a range of cells by now, and so spares asking for the same one again.
        self._used = (1, 1, end.EndRow + 1, end.EndColumn + 1), cursor
        return self.range((1, 1), (end.EndRow + 1, end.EndColumn + 1))

    def range(self, first: Any, last: Any = None) -> "Range":
        top, left = _corner(first)
        bottom, right = _corner(last, end=True) if last is not None else _corner(first, end=True)
        corners = (top, left, bottom, right)
        place = Range(self, *corners)
        if corners == self._used[0]:
            place.cells = self._used[1]
        return place

    @property
    def tables(self) -> "Tables":
        return Tables(self)


def _corner(place: Any, end: bool = False) -> tuple[int, int]:
    if isinstance(place, Range):
        return (place.bottom, place.right) if end else (place.top, place.left)
    if isinstance(place, tuple):
        return place[0], place[1]
    raise TypeError("this engine knows places by row and column alone")


class Range:
    """A rectangle of cells; its edges are counted from 1."""

    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
        self.sheet = sheet
        self.top, self.left, self.bottom, self.right = top, left, bottom, right

    @functools.cached_property
    def cells(self) -> Any:
        """The same in LibreOffice."""
        return self.sheet.sheet.getCellRangeByPosition(
            self.left - 1, self.top - 1, self.right - 1, self.bottom - 1
        )

    @property
    def api(self) -> "RangeAsked":
        return RangeAsked(self)

    @property
    def row(self) -> int:
        return self.top

    @property
    def column(self) -> int:
        return self.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.bottom - self.top + 1, self.right - self.left + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, *place: int) -> "Range":
        if len(place) == 2:
            row, column = place
        else:
            row, column = ((place[0] - 1) // self.shape[1] + 1, (place[0] - 1) % self.shape[1] + 1)
        row, column = self.top + row - 1, self.left + column - 1
        return Range(self.sheet, row, column, row, column)

    @property
    def _document(self) -> Any:
        return self.sheet.book.document

    @functools.cached_property
    def _texts(self) -> Sequence[Sequence[str]]:
        """What was typed into each cell; kept until this range is written."""
        return tuple(self.cells.getFormulaArray())

    @property
    def raw_value(self) -> Any:
        cells = self.cells
        data = [list(row) for row in cells.getDataArray()]
        numbers = {
            (row, column)
            for row, values in enumerate(data)
            for column, value in enumerate(values)
            if isinstance(value, float)
        }
        if numbers:
            self._show_days_and_truths(data, numbers)
        self._show_errors(data)
        return data[0][0] if self.shape == (1, 1) else data

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self.__dict__.pop("_texts", None)
        height, width = self.shape
        if not isinstance(value, list | tuple):
            value = [[value] * width for _ in range(height)]
        elif not isinstance(value[0], list | tuple):
            value = [value]
        self.cells.setDataArray(tuple(tuple(map(self._plain, line)) for line in value))
        columns: dict[int, dict[int, Any]] = {}
        for row, line in enumerate(value):
            for column, content in enumerate(line):
                if _may_become_something_else(content):
                    columns.setdefault(column, {})[row] = content
        for column, contents in columns.items():
            for row, kind in self._kinds(column, list(contents)):
                self._take(row, column, contents[row], kind)

    def _plain(self, value: Any) -> Any:
        """A value as a cell holds it that is made for that sort of value."""
        match value:
            case None:
                return ""
            case dt.datetime():
                return (value - self.sheet.book.first_day).total_seconds() / 86_400
            case bool() | int() | float():
                return float(value)
            case str():
                return value.removeprefix("'")
            case _:
                raise TypeError(type(value).__name__)

    def _take(self, row: int, column: int, content: Any, kind: int) -> None:
        """Let a cell with that kind of format take what is typed into it, as Excel would."""
        if kind & _TEXT:
            # A text stays as it is; a number that a program writes becomes one.
            if not isinstance(content, str):
                self.cells.getCellByPosition(column, row).setString(str(content))
        elif isinstance(content, str):
            self.cells.getCellByPosition(column, row).setFormula(content)
        elif isinstance(content, bool | dt.datetime):
            wanted = _TRUTH if isinstance(content, bool) else _DATE
            if not kind & wanted:
                shown = "BOOLEAN" if isinstance(content, bool) else "DD/MM/YYYY"
                cell = self.cells.getCellByPosition(column, row)
                cell.NumberFormat = self._format_key(shown)

    def _show_days_and_truths(self, data: list[list[Any]], numbers: set[tuple[int, int]]) -> None:
        """Put days and truth values in the place of the numbers that are shown as such."""
        for area in self.cells.queryContentCells(_DATES).RangeAddresses:
            for row, column in self._within(area):
                data[row][column] = self._shown_as(_DATE, data[row][column])
                numbers.discard((row, column))
        columns: dict[int, list[int]] = {}
        for row, column in sorted(numbers):
            text, number = self._texts[row][column], data[row][column]
            if text in _TRUTHS:
                data[row][column] = bool(number)
            # A number that was typed was no day, and is no truth value unless it is 0 or 1.
            elif text.startswith("=") or number in (0.0, 1.0):
                columns.setdefault(column, []).append(row)
        for column, rows in columns.items():
            for row, kind in self._kinds(column, rows):
                if kind & (_DATE | _TRUTH):
                    data[row][column] = self._shown_as(kind, data[row][column])

    def _kinds(self, column: int, rows: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The kind of format of cells of a column: asked for at once, halved where they differ."""
        cells = self.cells.getCellRangeByPosition(column, rows[0], column, rows[-1])
        key = _same_in_all(cells, "NumberFormat")
        if key is not None:
            kind, _ = self.sheet.book.number_format(key)
            yield from ((row, kind) for row in rows)
        else:
            middle = len(rows) // 2
            for half in (rows[:middle], rows[middle:]):
                if half:
                    yield from self._kinds(column, half)

    def _show_errors(self, data: list[list[Any]]) -> None:
        # The data hold nothing for a formula that gives an error.
        if all(value is not None for row in data for value in row):
            return
        for area in self.cells.queryFormulaCells(_WITH_ERRORS).RangeAddresses:
            for row, column in self._within(area):
                code = self.cells.getCellByPosition(column, row).getError()
                data[row][column] = ErrorValue(_ERRORS.get(code, "#VALUE!"))

    def _shown_as(self, kind: int, value: float) -> Any:
        if kind & _TRUTH:
            return bool(value)
        return self.sheet.book.first_day + dt.timedelta(seconds=round(value * 86_400))

    def _within(self, area: Any) -> Iterator[tuple[int, int]]:
        """The cells of an area by row and column, counted from 0 in this range."""
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield row - self.top + 1, column - self.left + 1

    def _format_key(self, code: str) -> int:
        load_uno()
        locale = load_uno().createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "GB"
        formats = self.sheet.book.number_formats
        key = formats.queryKey(code, locale, False)
        return int(formats.addNew(code, locale) if key == -1 else key)

    @property
    def formula(self) -> Any:
        lines = [[_TRUTHS.get(text, text) for text in row] for row in self._texts]
        return lines[0][0] if self.shape == (1, 1) else lines

    @formula.setter
    def formula(self, value: Any) -> None:
        self.__dict__.pop("_texts", None)
        if not isinstance(value, list | tuple):
            value = [[value]]
        parser = self._document.createInstance("com.sun.star.sheet.FormulaParser")
        parser.FormulaConvention, parser.CompileEnglish = _EXCEL_FORMULAS, True
        for row, line in enumerate(value):
            for column, text in enumerate(line):
                cell = self.cells.getCellByPosition(column, row)
                cell.setTokens(parser.parseFormula(text.removeprefix("="), cell.CellAddress))

    @property
    def number_format(self) -> str | None:
        key = _same_in_all(self.cells, "NumberFormat")
        return None if key is None else self.sheet.book.number_format(key)[1]

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.cells.NumberFormat = self._format_key(code)

    @property
    def wrap_text(self) -> bool:
        return bool(self.cells.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.cells.IsTextWrapped = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        colour = self.cells.CellBackColor
        return None if colour == -1 else (colour >> 16 & 255, colour >> 8 & 255, colour & 255)

    @color.setter
    def color(self, value: tuple[int, int, int] | None) -> None:
        if value is None:
            self.cells.CellBackColor = -1
        else:
            red, green, blue = value
            self.cells.CellBackColor = red << 16 | green << 8 | blue

    @property
    def horizontal_alignment(self) -> str | None:
        found = _same_in_all(self.cells, "HoriJustify")
        return None if found is None else _ACROSS[found.value]

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        names = {name: key for key, name in _ACROSS.items()}
        self.cells.HoriJustify = load_uno().Enum(_ACROSS_ENUM, names[value])

    @property
    def vertical_alignment(self) -> str:
        return _ALIGNMENTS.get(self.cells.VertJustify, "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.cells.VertJustify = {name: key for key, name in _ALIGNMENTS.items()}[value]

    @property
    def font(self) -> "Font":
        return Font(self.cells)

    @property
    def borders(self) -> "Borders":
        return Borders(self.cells)

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        cell = self.sheet.sheet.getCellByPosition(self.left - 1, self.top - 1)
        field = self._document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address.replace("!", "."), text_to_display
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)


def _may_become_something_else(content: Any) -> bool:
    """Whether what becomes of it, when it is typed into a cell, hangs on the cell's format."""
    if isinstance(content, str):
        # Formulas, numbers, dates and truth values, for all that looks like them.
        return not content.startswith("'") and bool(
            content.startswith(tuple("=+-@"))
            or re.search(r"\d|^(?:true|false)$", content, re.IGNORECASE)
        )
    return content is not None


class Font:
    """The font of cells."""

    def __init__(self, cells: Any) -> None:
        self._cells = cells

    @property
    def name(self) -> str:
        return str(self._cells.CharFontName)

    @name.setter
    def name(self, value: str) -> None:
        self._cells.CharFontName = value

    @property
    def size(self) -> float:
        return float(self._cells.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        self._cells.CharHeight = value


class Border:
    """The line at the lower edge of a cell."""

    def __init__(self, line: Any) -> None:
        self.line_style = "continuous" if line.OuterLineWidth else None
        self.weight = "thin"
        self.color = (line.Color >> 16 & 255, line.Color >> 8 & 255, line.Color & 255)


class Borders:
    """The lines around cells."""

    def __init__(self, cells: Any) -> None:
        self._cells = cells

    def __getitem__(self, side: str) -> Border:
        assert side == "edge_bottom"
        return Border(self._cells.BottomBorder)

    def set(self, sides: Sequence[str], **line: Any) -> None:
        made = load_uno().createUnoStruct("com.sun.star.table.BorderLine2")
        wanted = {"edge_bottom", "edge_left", "edge_right", "inside_horizontal"}
        assert wanted <= set(sides)
        if line["line_style"] is None:
            # The line above is that of the cells there, too, and none of these sides.
            assert "edge_top" not in sides
            self._draw(made, ("Bottom", "Left", "Right"))
            return
        assert "edge_top" in sides
        assert (line["line_style"], line["weight"]) == ("continuous", "thin")
        red, green, blue = line["color"]
        made.Color, made.OuterLineWidth = red << 16 | green << 8 | blue, 18
        self._draw(made, ("Top", "Bottom", "Left", "Right"))

    def _draw(self, line: Any, sides: Sequence[str]) -> None:
        for side in sides:
            setattr(self._cells, f"{side}Border", line)


def _same_in_all(cells: Any, name: str) -> Any:
    """A property that all the cells have alike; None where they differ."""
    is_mixed = cells.getPropertyState(name).value == "AMBIGUOUS_VALUE"
    return None if is_mixed else getattr(cells, name)


class Tables:
    """The tables of a sheet: LibreOffice keeps them as database ranges."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self.api = sheet, sheet.book.document.DatabaseRanges

    def _all(self) -> list["Table"]:
        index = self._sheet.sheet.RangeAddress.Sheet
        ranges = (self.api.getByIndex(number) for number in range(self.api.Count))
        return [Table(self._sheet, item) for item in ranges if item.DataArea.Sheet == index]

    def __iter__(self) -> Iterator["Table"]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __call__(self, key: int | str) -> "Table":
        for number, table in enumerate(self._all(), start=1):
            if key in (number, table.name):
                return table
        raise KeyError(key)


class Table:
    """A table."""

    def __init__(self, sheet: Sheet, table: Any) -> None:
        self._sheet, self._table = sheet, table

    @property
    def api(self) -> "TableAsked":
        return TableAsked()

    @property
    def name(self) -> str:
        return str(self._table.Name)

    @property
    def range(self) -> Range:
        area = self._table.DataArea
        return Range(
            self._sheet,
            area.StartRow + 1,
            area.StartColumn + 1,
            area.EndRow + 1,
            area.EndColumn + 1,
        )

    show_totals = False  # LibreOffice knows no row of totals

    def resize(self, wanted: Any) -> None:
        self._table.DataArea = wanted.impl.cells.RangeAddress


# What Excel itself is asked


class BookAsked:
    """Excel's Workbook."""

    def __init__(self, document: Any) -> None:
        self._document = document

    @property
    def ReadOnly(self) -> bool:  # noqa: N802
        return bool(self._document.isReadonly())

    @property
    def CustomDocumentProperties(self) -> "Properties":  # noqa: N802
        return Properties(self._document.DocumentProperties.UserDefinedProperties)

    def LinkSources(self, kind: int) -> tuple[str, ...] | None:  # noqa: N802
        assert kind == 1
        links = self._document.ExternalDocLinks.ElementNames
        return tuple(links) or None


class Properties:
    """Excel's DocumentProperties."""

    def __init__(self, bag: Any) -> None:
        self._bag = bag

    def __iter__(self) -> Iterator["Property"]:
        names = [item.Name for item in self._bag.PropertySetInfo.Properties]
        return (Property(self._bag, name) for name in names)

    def __call__(self, name: str) -> "Property":
        return Property(self._bag, name)

    def Add(self, name: str, linked: bool, kind: int, value: Any) -> None:  # noqa: N802
        assert (linked, kind) == (False, 4 if isinstance(value, str) else 1)
        self._bag.addProperty(name, 128, value if isinstance(value, str) else float(value))


class Property:
    """Excel's DocumentProperty."""

    def __init__(self, bag: Any, name: str) -> None:
        self.__dict__.update(_bag=bag, Name=name)

    def __getattr__(self, name: str) -> Any:
        assert name == "Value"
        return self._bag.getPropertyValue(self.Name)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name == "Value"
        self._bag.setPropertyValue(self.Name, value)

    def Delete(self) -> None:  # noqa: N802
        self._bag.removeProperty(self.Name)


class SheetAsked:
    """Excel's Worksheet."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.isProtected())

    @property
    def AutoFilter(self) -> "FilterAsked | None":  # noqa: N802
        cursor = self._sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        rows = self._sheet.Rows
        last = cursor.RangeAddress.EndRow
        filtered = [row + 1 for row in range(last + 1) if rows.getByIndex(row).IsFiltered]
        return FilterAsked(filtered[0], filtered[-1]) if filtered else None


class TableAsked:
    """Excel's ListObject. LibreOffice says of a row, not of a table, that it is filtered."""

    AutoFilter = None


class FilterAsked:
    """Excel's AutoFilter, and of its Range where it begins and how high it is."""

    FilterMode = True

    def __init__(self, first: int, last: int) -> None:
        self.Range = self.Rows = self
        self.Row, self.Count = first, last - first + 1


class RangeAsked:
    """Excel's Range."""

    def __init__(self, place: Range) -> None:
        self._place = place

    def _formatted(self) -> Iterator[Any]:
        """The areas of texts that are more than plain: all that may lead anywhere."""
        yield from self._place.cells.queryContentCells(_FORMATTED).RangeAddresses

    def ClearHyperlinks(self) -> None:  # noqa: N802
        for area in self._formatted():
            cells = self._place.sheet.sheet.getCellRangeByPosition(
                area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
            )
            # What is written so is plain.
            cells.setDataArray(cells.getDataArray())

    @property
    def Hyperlinks(self) -> list["LinkAsked"]:  # noqa: N802
        found = []
        for area in self._formatted():
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    cell = self._place.sheet.sheet.getCellByPosition(column, row)
                    fields = cell.TextFields
                    if fields.Count:
                        found.append(LinkAsked(row + 1, column + 1, fields.getByIndex(0)))
        return found

    @property
    def EntireRow(self) -> "LinesAsked":  # noqa: N802
        first, last = self._place.top - 1, self._place.bottom - 1
        shown = ((area.StartRow, area.EndRow) for area in self._place.sheet.shown)
        return LinesAsked(first, last, shown)

    @property
    def EntireColumn(self) -> "LinesAsked":  # noqa: N802
        first, last = self._place.left - 1, self._place.right - 1
        shown = ((area.StartColumn, area.EndColumn) for area in self._place.sheet.shown)
        return LinesAsked(first, last, shown)


class LinesAsked:
    """Excel's Range of whole rows or columns: whether all are hidden, none, or some (None)."""

    def __init__(self, first: int, last: int, shown: Iterable[tuple[int, int]]) -> None:
        wanted = set(range(first, last + 1))
        seen = {
            number
            for start, end in shown
            for number in range(max(start, first), min(end, last) + 1)
        }
        self.Hidden = None if seen and seen != wanted else not seen


class LinkAsked:
    """Excel's Hyperlink, and of its Range where it is."""

    Address = ""

    def __init__(self, row: int, column: int, field: Any) -> None:
        self.Range, self.Row, self.Column = self, row, column
        self.SubAddress = str(field.URL).removeprefix("#").replace(".", "!")


def activate(port: int) -> None:
    """Let xlwings work on the LibreOffice that listens at that port, and on nothing else."""
    engine = xlwings.Engine(impl=Engine(connect(port)))
    xlwings.engines.add(engine)
    engine.activate()
