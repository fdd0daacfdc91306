"""A stand-in for Excel in memory: what the live adapter asks of xlwings works on it, quickly.

The boundary: cells hold what Excel would hand over, and take what Excel would take; nothing
is worked out, drawn or saved. Formulas keep the result they came with. A text that Excel
would take for more than a text is refused aloud, where it is not marked as a text. Every
question or order to Excel counts as a call, and a test may let one of them fail.
"""

import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import xlwings

NAME = "fake"
CLOSED, TYPING, REFUSED = -2147417848, -2147418111, -2146827284
"""What Excel answers: the workbook is gone, a cell is being typed into, it will not."""

ERRORS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
"""The numbers that Excel hands over for errors; xlwings has no name for any other."""
SPILL = -2146826243

Address = tuple[int, int]
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

_TEXT, _GENERAL, _DAY = "@", "General", "dd/mm/yyyy"
# Excel would make a number, a date, a truth value or a formula of it.
_MORE_THAN_TEXT = re.compile(
    r"[=+\-@].|[\s£$€(]*[\d.,]*\d[\s%)]*$|.*\d[/:\-.\s]+(?:\d|[a-z])|(?:true|false)\s*$|#[NDRV]",
    re.IGNORECASE | re.DOTALL,
)


class com_error(Exception):  # noqa: N801 (its name is what the adapter knows it by)
    """What Excel answers where it does not do what is asked."""


@dataclass(frozen=True)
class Code:
    """An error in a cell."""

    number: int


@dataclass
class Table:
    """A table of a sheet."""

    name: str
    area: Area
    filtered: bool = False
    totals: bool = False


@dataclass
class Page:
    """A sheet, as it is."""

    name: str
    values: dict[Address, Any] = field(default_factory=dict)
    formulas: dict[Address, str] = field(default_factory=dict)
    formats: dict[Address, str] = field(default_factory=dict)
    links: dict[Address, str] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: Area | None = None
    protected: bool = False

    def copied(self) -> "Page":
        """The same sheet, to be changed without changing this one."""
        return replace(
            self,
            values=dict(self.values),
            formulas=dict(self.formulas),
            formats=dict(self.formats),
            links=dict(self.links),
            tables={name: replace(table) for name, table in self.tables.items()},
            hidden_rows=set(self.hidden_rows),
            hidden_columns=set(self.hidden_columns),
        )

    @property
    def corner(self) -> Address:
        """The last row and column that are in use."""
        used = {*self.values, *self.formulas, *self.formats} or {(1, 1)}
        return max(row for row, _ in used), max(column for _, column in used)


@dataclass
class OpenBook:
    """A workbook that is open. `fails` is asked before each call, with the number of calls."""

    path: str
    pages: list[Page]
    properties: dict[str, Any] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    read_only: bool = False
    calls: int = 0
    fails: Callable[[int], int | None] = lambda _: None

    def asked(self) -> None:
        """Count a call; com_error where the test wants one."""
        self.calls += 1
        code = self.fails(self.calls)
        if code is not None:
            raise com_error(code, "the fake's answer", None, None)

    def page(self, name: str) -> Page:
        """A sheet by its name."""
        return next(page for page in self.pages if page.name == name)

    def copied(self) -> "OpenBook":
        """The same workbook, to be changed without changing this one."""
        pages = [page.copied() for page in self.pages]
        return replace(self, pages=pages, properties=dict(self.properties))


@dataclass
class Excel:
    """The program: its open workbooks, what it has said in boxes, and its status bar."""

    books: list[OpenBook] = field(default_factory=list)
    said: list[tuple[str, str, str]] = field(default_factory=list)
    bar: list[Any] = field(default_factory=list)
    screen: bool = True
    events: bool = True
    answer: Any = False
    says_yes: Any = "yes"
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def InputBox(self, prompt: str, title: str, default: str) -> Any:  # noqa: N802
        """Ask a person: `answer` is what the test lets them type; False cancels the box."""
        assert len(prompt) <= 255, "Excel takes no longer question"
        self.asked.append((title, prompt, default))
        return self.says_yes if "Type yes" in prompt else self.answer

    def open(self, book: OpenBook) -> xlwings.Book:
        """Open a workbook: as xlwings hands it to a program."""
        self.books.append(book)
        return xlwings.Book(impl=_Book(_App(self), book))

    def engine(self) -> xlwings.Engine:
        """The engine that lets xlwings work on this program."""
        return xlwings.Engine(impl=_Engine(self))


def from_rows(path: str, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> OpenBook:
    """A workbook from plain rows of its sheets, from A1; None is a blank."""
    return OpenBook(path, [_page(name, rows) for name, rows in sheets.items()])


def _page(name: str, rows: Iterable[Sequence[Any]]) -> Page:
    found = {
        (row, column): float(value) if _is_number(value) else value
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    return Page(name, found)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def from_file(path: Path, data: bytes | None = None) -> OpenBook:
    """A workbook from a file, read by openpyxl: by none of the toolkit's own adapters."""
    import openpyxl

    data = path.read_bytes() if data is None else data
    shown: Any = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    typed: Any = openpyxl.load_workbook(io.BytesIO(data))
    pages = [_page_from(shown[sheet.title], sheet) for sheet in typed.worksheets]
    numbers = {
        item.name: item.value
        for item in typed.custom_doc_props.props
        if isinstance(item.value, int | str)
    }
    elsewhere = tuple(str(link.file_link.Target) for link in typed._external_links)
    return OpenBook(str(path), pages, numbers, elsewhere)


def _page_from(shown: Any, typed: Any) -> Page:
    page = Page(typed.title, protected=bool(typed.protection.sheet))
    for place, cell in typed._cells.items():
        result = shown._cells[place]
        value = result.value
        if cell.number_format != _GENERAL:
            page.formats[place] = cell.number_format
        if cell.data_type == "f":
            page.formulas[place] = str(getattr(cell.value, "text", cell.value))
        if value is None:
            continue
        if result.data_type == "e":
            page.values[place] = Code(ERRORS.get(value, SPILL))
        else:
            page.values[place] = float(value) if _is_number(value) else _moment(value)
        if cell.hyperlink is not None:
            page.links[place] = str(cell.hyperlink.location or cell.hyperlink.target)
    page.hidden_rows = {row for row, look in typed.row_dimensions.items() if look.hidden}
    for look in typed.column_dimensions.values():
        if look.hidden:
            page.hidden_columns |= set(range(look.min, look.max + 1))
    if typed.auto_filter.filterColumn:
        page.filtered = _area(typed.auto_filter.ref)
    for table in typed.tables.values():
        filtered = bool(table.autoFilter and table.autoFilter.filterColumn)
        page.tables[table.name] = Table(table.name, _area(table.ref), filtered)
    return page


def _moment(value: Any) -> Any:
    """A day as Excel hands it over: with a time of day."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 (a day has no zone)
    return value


def _area(reference: str) -> Area:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    assert None not in (left, top, right, bottom), reference
    return int(top or 0), int(left or 0), int(bottom or 0), int(right or 0)


# What xlwings asks of the program behind it


class _Engine:
    name, type = NAME, "desktop"

    def __init__(self, excel: Excel) -> None:
        self.apps = _Apps(excel)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Any]],
        _datetime_builder: Any,
        empty_as: Any,
        _number_builder: Any,
        err_to_str: bool,
    ) -> list[list[Any]]:
        names = {number: name for name, number in ERRORS.items()}

        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, Code):
                if value.number not in names:
                    return value.number
                return names[value.number] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


class _Apps:
    def __init__(self, excel: Excel) -> None:
        self._app = _App(excel)

    def __iter__(self) -> Iterator["_App"]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __getitem__(self, pid: int) -> "_App":
        return self._app


class _App:
    pid = 1
    version = "16.0"

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    @property
    def engine(self) -> Any:
        return _Engine(self._excel)

    @property
    def api(self) -> Excel:
        return self._excel

    @property
    def books(self) -> "_Books":
        return _Books(self, self._excel)

    @property
    def enable_events(self) -> bool:
        return self._excel.events

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self._excel.events = value

    @property
    def screen_updating(self) -> bool:
        return self._excel.screen

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self._excel.screen = value

    @property
    def status_bar(self) -> Any:
        return self._excel.bar[-1] if self._excel.bar else False

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self._excel.bar.append(value)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        self._excel.said.append((title, mode, prompt))
        return "ok"


class _Books:
    def __init__(self, app: _App, excel: Excel) -> None:
        self._app, self._excel = app, excel

    def __iter__(self) -> Iterator["_Book"]:
        return (_Book(self._app, book) for book in self._excel.books)

    def __len__(self) -> int:
        return len(self._excel.books)

    def __call__(self, key: int | str) -> "_Book":
        for number, book in enumerate(self, start=1):
            if key in (number, book.name):
                return book
        raise KeyError(key)


class _Book:
    def __init__(self, app: _App, book: OpenBook) -> None:
        self.app, self.book = app, book

    @property
    def fullname(self) -> str:
        self.book.asked()
        return self.book.path

    @property
    def name(self) -> str:
        self.book.asked()
        return self.book.path.replace("\\", "/").rpartition("/")[2]

    @property
    def sheets(self) -> "_Sheets":
        self.book.asked()
        return _Sheets(self)

    @property
    def api(self) -> Any:
        book = self.book
        book.asked()
        return SimpleNamespace(
            ReadOnly=book.read_only,
            CustomDocumentProperties=_Properties(book.properties),
            LinkSources=lambda _: book.links or None,
        )


class _Properties:
    """Excel's DocumentProperties."""

    def __init__(self, numbers: dict[str, Any]) -> None:
        self._numbers = numbers

    def __iter__(self) -> Iterator["_Property"]:
        return (_Property(self._numbers, name) for name in list(self._numbers))

    def __call__(self, name: str) -> "_Property":
        return _Property(self._numbers, name)

    def Add(self, name: str, linked: bool, kind: int, value: Any) -> None:  # noqa: N802
        assert (linked, kind) == (False, 4 if isinstance(value, str) else 1)
        assert len(str(value)) <= 255, "Excel takes no longer property"
        self._numbers[name] = value


class _Property:
    def __init__(self, numbers: dict[str, Any], name: str) -> None:
        self._numbers, self.Name = numbers, name

    @property
    def Value(self) -> Any:  # noqa: N802
        return self._numbers[self.Name]

    @Value.setter
    def Value(self, value: Any) -> None:  # noqa: N802
        self._numbers[self.Name] = value

    def Delete(self) -> None:  # noqa: N802
        del self._numbers[self.Name]


class _Sheets:
    def __init__(self, book: _Book) -> None:
        self._book = book

    def __iter__(self) -> Iterator["_Sheet"]:
        return (_Sheet(self._book, page) for page in self._book.book.pages)

    def __len__(self) -> int:
        return len(self._book.book.pages)

    def __call__(self, key: int | str) -> "_Sheet":
        for number, sheet in enumerate(self, start=1):
            if key in (number, sheet.name):
                return sheet
        raise KeyError(key)


class _Sheet:
    def __init__(self, book: _Book, page: Page) -> None:
        self.book, self.page = book, page

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def used_range(self) -> "_Range":
        self.book.book.asked()
        return _Range(self, (1, 1, *self.page.corner))

    def range(self, first: Any, last: Any = None) -> "_Range":
        last = first if last is None else last
        start = first.area[:2] if isinstance(first, _Range) else first
        end = last.area[2:] if isinstance(last, _Range) else last
        return _Range(self, (start[0], start[1], end[0], end[1]))

    @property
    def tables(self) -> "_Tables":
        self.book.book.asked()
        return _Tables(self)

    @property
    def api(self) -> Any:
        self.book.book.asked()
        return SimpleNamespace(
            ProtectContents=self.page.protected, AutoFilter=_filter(self.page.filtered)
        )


def _filter(area: Area | None) -> Any:
    """Excel's AutoFilter."""
    if area is None:
        return None
    rows = SimpleNamespace(Count=area[2] - area[0] + 1)
    return SimpleNamespace(FilterMode=True, Range=SimpleNamespace(Row=area[0], Rows=rows))


class _Tables:
    def __init__(self, sheet: _Sheet) -> None:
        self._sheet = sheet

    def __iter__(self) -> Iterator["_Table"]:
        return (_Table(self._sheet, table) for table in self._sheet.page.tables.values())

    def __len__(self) -> int:
        return len(self._sheet.page.tables)

    def __call__(self, key: int | str) -> "_Table":
        for number, table in enumerate(self, start=1):
            if key in (number, table.name):
                return table
        raise KeyError(key)


class _Table:
    def __init__(self, sheet: _Sheet, table: Table) -> None:
        self._sheet, self._table = sheet, table

    @property
    def name(self) -> str:
        return self._table.name

    @property
    def range(self) -> "_Range":
        return _Range(self._sheet, self._table.area)

    @property
    def show_totals(self) -> bool:
        return self._table.totals

    def resize(self, wanted: Any) -> None:
        self._sheet.book.book.asked()
        self._table.area = wanted.impl.area

    @property
    def api(self) -> Any:
        area = self._table.area if self._table.filtered else None
        return SimpleNamespace(AutoFilter=_filter(area))


class _Range:
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: _Sheet, area: Area) -> None:
        self.sheet, self.area = sheet, area

    @property
    def row(self) -> int:
        return self.area[0]

    @property
    def column(self) -> int:
        return self.area[1]

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, *place: int) -> "_Range":
        if len(place) == 2:
            row, column = place
        else:
            row, column = (place[0] - 1) // self.shape[1] + 1, (place[0] - 1) % self.shape[1] + 1
        row, column = self.row + row - 1, self.column + column - 1
        return _Range(self.sheet, (row, column, row, column))

    def _rows(self) -> Iterator[list[Address]]:
        top, left, bottom, right = self.area
        for row in range(top, bottom + 1):
            yield [(row, column) for column in range(left, right + 1)]

    def _places(self) -> Iterator[Address]:
        return (place for row in self._rows() for place in row)

    def _page(self, writes: bool = False) -> Page:
        self.sheet.book.book.asked()
        if writes and self.sheet.page.protected:
            raise com_error(REFUSED, "the sheet is protected", None, None)
        return self.sheet.page

    @property
    def api(self) -> Any:
        return _RangeAsked(self)

    @property
    def raw_value(self) -> Any:
        page = self._page()
        found = [[page.values.get(place) for place in row] for row in self._rows()]
        return found[0][0] if self.shape == (1, 1) else found

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        page = self._page(writes=True)
        for place, content in zip(self._places(), _spread(value, self.shape), strict=True):
            _take(page, place, content)

    @property
    def formula(self) -> Any:
        page = self._page()

        def text(place: Address) -> str:
            return page.formulas.get(place) or _as_typed(page.values.get(place))

        found = tuple(tuple(text(place) for place in row) for row in self._rows())
        return found[0][0] if self.shape == (1, 1) else found

    @formula.setter
    def formula(self, value: Any) -> None:
        page = self._page(writes=True)
        for place, content in zip(self._places(), _spread(value, self.shape), strict=True):
            _take(page, place, content)

    @property
    def number_format(self) -> str | None:
        page = self._page()
        found = {page.formats.get(place, _GENERAL) for place in self._places()}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        page = self._page(writes=True)
        for place in self._places():
            page.formats.pop(place, None)
            if code != _GENERAL:
                page.formats[place] = code

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        page = self._page(writes=True)
        place = (self.row, self.column)
        page.values[place] = text_to_display
        page.links[place] = address.removeprefix("#")

    @property
    def font(self) -> "_Plain":
        return _Plain()

    borders = font

    def __getattr__(self, name: str) -> Any:
        if name in _LOOKS:
            return _LOOKS[name]
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:
        # How a cell looks is taken and forgotten.
        if name in _LOOKS:
            self._page(writes=True)
        else:
            super().__setattr__(name, value)


_LOOKS = {
    "wrap_text": False,
    "color": None,
    "horizontal_alignment": "general",
    "vertical_alignment": "bottom",
}


class _RangeAsked:
    """Excel's Range, for what xlwings does not ask of it."""

    def __init__(self, cells: _Range) -> None:
        self._cells = cells

    @property
    def EntireRow(self) -> Any:  # noqa: N802
        top, _, bottom, _ = self._cells.area
        return _hidden(range(top, bottom + 1), self._cells._page().hidden_rows)

    @property
    def EntireColumn(self) -> Any:  # noqa: N802
        _, left, _, right = self._cells.area
        return _hidden(range(left, right + 1), self._cells._page().hidden_columns)

    @property
    def Hyperlinks(self) -> list[Any]:  # noqa: N802
        page = self._cells._page()
        return [
            SimpleNamespace(
                Range=SimpleNamespace(Row=place[0], Column=place[1]),
                Address="",
                SubAddress=page.links[place],
            )
            for place in self._cells._places()
            if place in page.links
        ]

    def ClearHyperlinks(self) -> None:  # noqa: N802
        page = self._cells._page(writes=True)
        for place in self._cells._places():
            page.links.pop(place, None)


def _hidden(numbers: Iterable[int], hidden: set[int]) -> Any:
    """What Excel answers for rows or columns at once: all, none, or neither."""
    found = {number in hidden for number in numbers}
    return SimpleNamespace(Hidden=found.pop() if len(found) == 1 else None)


class _Plain:
    """A font like any other, and borders without lines."""

    name, size, line_style = "Arial", 10, None

    def __getitem__(self, side: str) -> "_Plain":
        return self

    def clear(self, sides: Any) -> None:
        """There is nothing to clear."""


def _spread(value: Any, shape: tuple[int, int]) -> Iterator[Any]:
    """What each cell of a range is given, row by row."""
    height, width = shape
    if not isinstance(value, list | tuple):
        return iter([value] * (height * width))
    rows = value if isinstance(value[0], list | tuple) else [value]
    return (content for row in rows for content in row)


def _as_typed(value: Any) -> str:
    """What is in the line above the sheet for a cell without a formula."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case dt.datetime():
            return str((value - dt.datetime(1899, 12, 30)).days)  # noqa: DTZ001
        case Code():
            return next((name for name, number in ERRORS.items() if number == value.number), "#")
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)


def _take(page: Page, place: Address, content: Any) -> None:
    """Let a cell take what is typed into it."""
    page.formulas.pop(place, None)
    page.values.pop(place, None)
    is_text = page.formats.get(place) == _TEXT
    match content:
        case None | "":
            pass
        case str() if content.startswith("'"):
            page.values[place] = content[1:]
        case str() if is_text:
            page.values[place] = content
        case str() if content.startswith("="):
            page.formulas[place] = content
        case str() if _MORE_THAN_TEXT.match(content):
            raise ValueError("Excel would take this text for more than a text")
        case bool() | str():
            page.values[place] = content
        case int() | float():
            page.values[place] = f"{content:.15g}" if is_text else float(content)
        case dt.datetime():
            if content.year < 1900:
                raise com_error(REFUSED, "no such day", None, None)
            page.values[place] = content
            if page.formats.get(place, _GENERAL) == _GENERAL:
                page.formats[place] = _DAY
        case _:
            raise TypeError(type(content).__name__)
