"""An engine for xlwings over LibreOffice: plain xlwings code works on its workbooks.

It covers what the toolkit's live adapter uses and no more. `api` answers as Excel's own
objects do, for the few members that the adapter asks for.
"""

import datetime as dt
import functools
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlwings

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
_EXCEL_FORMULAS = 3  # com.sun.star.sheet.AddressConvention.XL_OOX
_WITH_NUMBERS, _WITH_ERRORS = 1, 4  # com.sun.star.sheet.FormulaResult
_NUMBERS, _DATES = 1, 2  # com.sun.star.sheet.CellFlags
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

    def __init__(self, engine: Engine, context: Any) -> None:
        self.engine, self.api = engine, context
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
        self._book, self.api = book, book.document.Sheets

    def __iter__(self) -> Iterator["Sheet"]:
        return (Sheet(self._book, self.api.getByIndex(i)) for i in range(len(self)))

    def __len__(self) -> int:
        return int(self.api.Count)

    def __call__(self, key: int | str) -> "Sheet":
        if isinstance(key, int):
            return Sheet(self._book, self.api.getByIndex(key - 1))
        for name in self.api.ElementNames:
            if name.lower() == key.lower():
                return Sheet(self._book, self.api.getByName(name))
        raise KeyError(key)


class Sheet:
    """A sheet."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.sheet = book, sheet

    @property
    def api(self) -> "SheetAsked":
        return SheetAsked(self.sheet)

    @property
    def name(self) -> str:
        return str(self.sheet.Name)

    @property
    def used_range(self) -> "Range":
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return Range(self, 1, 1, end.EndRow + 1, end.EndColumn + 1)

    def range(self, first: Any, last: Any = None) -> "Range":
        top, left = _corner(first)
        bottom, right = _corner(last, end=True) if last is not None else _corner(first, end=True)
        return Range(self, top, left, bottom, right)

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

    @property
    def cells(self) -> Any:
        """The same in LibreOffice."""
        return self.sheet.sheet.getCellRangeByPosition(
            self.left - 1, self.top - 1, self.right - 1, self.bottom - 1
        )

    @property
    def api(self) -> "RangeAsked":
        return RangeAsked(self.cells)

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

    @property
    def raw_value(self) -> Any:
        cells = self.cells
        data = [list(row) for row in cells.getDataArray()]
        for area, kind in self._shown_otherwise():
            for row, column in self._within(area):
                value = data[row][column]
                if isinstance(value, float):
                    data[row][column] = self._shown_as(kind, value)
        for row, texts in enumerate(cells.getFormulaArray()):
            if not _TRUTHS.keys().isdisjoint(texts):
                for column, text in enumerate(texts):
                    if text in _TRUTHS:
                        data[row][column] = bool(data[row][column])
        for area in cells.queryFormulaCells(_WITH_ERRORS).RangeAddresses:
            for row, column in self._within(area):
                code = cells.getCellByPosition(column, row).getError()
                data[row][column] = ErrorValue(_ERRORS.get(code, "#VALUE!"))
        return data[0][0] if self.shape == (1, 1) else data

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        height, width = self.shape
        if not isinstance(value, list | tuple):
            value = [[value] * width for _ in range(height)]
        elif not isinstance(value[0], list | tuple):
            value = [value]
        odd: list[tuple[int, int, Any]] = []
        plain = []
        for row, line in enumerate(value):
            plain.append(tuple(self._plain(row, column, x, odd) for column, x in enumerate(line)))
        self.cells.setDataArray(tuple(plain))
        for row, column, content in odd:
            cell = self.cells.getCellByPosition(column, row)
            if isinstance(content, str):
                # As Excel does with what is typed: text alone stays as it is in a text cell.
                if self._kind_of(cell) & _TEXT:
                    cell.setString(content)
                else:
                    cell.setFormula(content)
            elif self._kind_of(cell) & _TEXT:
                # And as Excel does with a number that a program writes into a text cell.
                cell.setString(str(content))
            else:
                self._show_as(cell, content)

    def _shown_as(self, kind: int, value: float) -> Any:
        if kind & _TRUTH:
            return bool(value)
        return self._first_day + dt.timedelta(seconds=round(value * 86_400))

    @functools.cached_property
    def _first_day(self) -> dt.datetime:
        """The day from which the workbook counts."""
        null = self._document.NullDate
        return dt.datetime(null.Year, null.Month, null.Day)  # noqa: DTZ001 (a day, not a moment)

    def _shown_otherwise(self) -> Iterator[tuple[Any, int]]:
        """Areas whose numbers are shown as dates or as truth values."""
        formats = self._document.NumberFormats
        yield from ((area, _DATE) for area in self.cells.queryContentCells(_DATES).RangeAddresses)
        found = (
            self.cells.queryFormulaCells(_WITH_NUMBERS),
            self.cells.queryContentCells(_NUMBERS),
        )
        for cells in (each for ranges in found for each in _elements(ranges)):
            for group in _elements(cells.UniqueCellFormatRanges):
                kind = formats.getByKey(group.getByIndex(0).NumberFormat).Type
                if kind & (_DATE | _TRUTH):
                    yield from ((area, kind) for area in group.RangeAddresses)

    def _within(self, area: Any) -> Iterator[tuple[int, int]]:
        """The cells of an area by row and column, counted from 0 in this range."""
        for row in range(area.StartRow, area.EndRow + 1):
            for column in range(area.StartColumn, area.EndColumn + 1):
                yield row - self.top + 1, column - self.left + 1

    def _plain(self, row: int, column: int, value: Any, odd: list[tuple[int, int, Any]]) -> Any:
        if value is None:
            return ""
        if isinstance(value, bool):
            odd.append((row, column, value))
            return float(value)
        if isinstance(value, dt.datetime):
            odd.append((row, column, value))
            return (value - self._first_day).total_seconds() / 86_400
        if isinstance(value, int | float):
            if self._may_be_text:
                odd.append((row, column, value))
            return float(value)
        if not isinstance(value, str):
            raise TypeError(type(value).__name__)
        if value.startswith("'"):
            return value[1:]
        if not value:
            return value
        # Typed into a plain cell, these become formulas, numbers, dates and truth values.
        if value[:1] in "=+-@" or re.search(r"\d|^(?:true|false)$", value, re.IGNORECASE):
            odd.append((row, column, value))
        return value

    @functools.cached_property
    def _may_be_text(self) -> bool:
        """Whether any of the cells has the format for text."""
        return self.number_format in ("@", None)

    def _kind_of(self, cell: Any) -> int:
        return int(self._document.NumberFormats.getByKey(cell.NumberFormat).Type)

    def _show_as(self, cell: Any, value: bool | float | dt.datetime) -> None:
        if not isinstance(value, bool | dt.datetime):
            return
        wanted = _TRUTH if isinstance(value, bool) else _DATE
        if not self._kind_of(cell) & wanted:
            shown = "BOOLEAN" if isinstance(value, bool) else "DD/MM/YYYY"
            cell.NumberFormat = self._format_key(shown)

    def _format_key(self, code: str) -> int:
        load_uno()
        locale = load_uno().createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "GB"
        formats = self._document.NumberFormats
        key = formats.queryKey(code, locale, False)
        return int(formats.addNew(code, locale) if key == -1 else key)

    @property
    def formula(self) -> Any:
        lines = [[_TRUTHS.get(text, text) for text in row] for row in self.cells.getFormulaArray()]
        return lines[0][0] if self.shape == (1, 1) else lines

    @formula.setter
    def formula(self, value: Any) -> None:
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
        cells = self.cells
        if cells.getPropertyState("NumberFormat").value == "AMBIGUOUS_VALUE":
            return None
        return str(self._document.NumberFormats.getByKey(cells.NumberFormat).FormatString)

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

    def get_special_cells(self, cell_type: str, value_type: Any) -> list["Range"]:
        assert (cell_type, value_type) == ("visible", None)
        return [
            Range(
                self.sheet,
                area.StartRow + 1,
                area.StartColumn + 1,
                area.EndRow + 1,
                area.EndColumn + 1,
            )
            for area in self.cells.queryVisibleCells().RangeAddresses
        ]

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        cell = self.cells.getCellByPosition(0, 0)
        field = self._document.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = address.replace("!", "."), text_to_display
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), field, False)


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
        assert {"edge_top", "edge_bottom", "inside_horizontal"} <= set(sides)
        assert (line["line_style"], line["weight"]) == ("continuous", "thin")
        red, green, blue = line["color"]
        made = load_uno().createUnoStruct("com.sun.star.table.BorderLine2")
        made.Color, made.OuterLineWidth = red << 16 | green << 8 | blue, 18
        for side in ("Top", "Bottom", "Left", "Right"):
            setattr(self._cells, f"{side}Border", made)


def _elements(collection: Any) -> Iterator[Any]:
    """What a collection of LibreOffice's holds."""
    return (collection.getByIndex(number) for number in range(collection.Count))


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

    def Add(self, name: str, linked: bool, kind: int, value: int) -> None:  # noqa: N802
        assert (linked, kind) == (False, 1)
        self._bag.addProperty(name, 128, int(value))


class Property:
    """Excel's DocumentProperty."""

    def __init__(self, bag: Any, name: str) -> None:
        self.__dict__.update(_bag=bag, Name=name)

    def __getattr__(self, name: str) -> Any:
        assert name == "Value"
        return self._bag.getPropertyValue(self.Name)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name == "Value"
        self._bag.setPropertyValue(self.Name, int(value))


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

    def __init__(self, cells: Any) -> None:
        self._cells = cells

    def ClearHyperlinks(self) -> None:  # noqa: N802
        rows, columns = self._cells.Rows.Count, self._cells.Columns.Count
        for row in range(rows):
            for column in range(columns):
                cell = self._cells.getCellByPosition(column, row)
                if cell.TextFields.createEnumeration().hasMoreElements():
                    cell.setString(cell.getString())


def activate(port: int) -> None:
    """Let xlwings work on the LibreOffice that listens at that port, and on nothing else."""
    engine = xlwings.Engine(impl=Engine(connect(port)))
    xlwings.engines.add(engine)
    engine.activate()
