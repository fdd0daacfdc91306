"""A workbook that is open in Excel: read into grids, changes written into it.

The only user of xlwings, and of its open source part alone. What Excel itself must be
asked beyond what xlwings offers is gathered at the end. Unsaved edits are what is read;
nothing is saved: that stays with the person. Each sheet is read whole, in one call for its
values and one for its formulas; changed cells are written as blocks and never one by one.
"""

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import starmap
from pathlib import Path
from typing import Any, cast

import xlwings

from toolkit.errors import CannotWrite, FileMissing, InUse, NotABoardWorkbook, ToolkitError
from toolkit.fault_log import record_fault
from toolkit.layout import SHEETS
from toolkit.workbook.cell_xml import content_is_sound, storable
from toolkit.workbook.changes import Changes, Content, Formula, SheetChanges
from toolkit.workbook.files import Workbook
from toolkit.workbook.grid import Address, CellValue, Grid, Marks
from toolkit.workbook.parts import LAYOUT_PROPERTY

TITLE = "Safeguarding toolkit"

Book = xlwings.Book

_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
# Numbers of cells arrive as fractions; a whole number down here is an error of a newer sort,
# such as #SPILL!, that xlwings has no name for.
_UNKNOWN_ERRORS_BELOW = -2_146_000_000
# What a number format prints as it stands: a percent sign among it scales nothing.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].', re.DOTALL)
# Excel takes such a text for a formula, a number, a date or a truth value.
_TAKEN_FOR_MORE = re.compile(
    r"[=+\-@'#(£$€%.\s]|.*\d|(?:true|false)\s*$", re.IGNORECASE | re.DOTALL
)
_TEXT_FORMAT, _DATE_FORMAT = "@", "dd/mm/yyyy"
# What Excel answers while a person types into a cell or a window of its own is open.
_BUSY = frozenset({-2147418111, -2146777998})
_GONE = frozenset({-2147023174, -2147023170, -2147417848})


# Which workbook is meant


def called_from() -> xlwings.Book:
    """The board workbook that a button was pressed for.

    The one that holds the button; where that is no board workbook, as the launcher is
    none, the one that is open beside it. NotABoardWorkbook where there is none or several.
    """
    with plain_words():
        _require_windows()
        book = xlwings.Book.caller()
        if is_board(book):
            return book
        return _only(list(book.app.books))


def open_board() -> xlwings.Book:
    """The one board workbook that is open in any Excel; NotABoardWorkbook where it is not one."""
    with plain_words():
        _require_windows()
        return _only([book for app in xlwings.apps for book in app.books])


def is_board(book: xlwings.Book) -> bool:
    """Whether a workbook has any of the sheets that a board workbook needs."""
    needed = {sheet.name for sheet in SHEETS if sheet.required}
    return any(sheet.name in needed for sheet in book.sheets)


def _require_windows() -> None:
    """On a Mac, xlwings reaches Excel by another way, on which nobody has tried this."""
    if sys.platform == "darwin" or xlwings.engines.active is None:
        raise NotABoardWorkbook(
            "This works with Excel for Windows only. On this computer save the workbook, and use "
            "the commands, such as: toolkit check"
        )


def _only(books: Sequence[xlwings.Book]) -> xlwings.Book:
    boards = [book for book in books if is_board(book)]
    if not boards:
        raise NotABoardWorkbook(
            "No board workbook is open. Open yours in this Excel, and press again."
        )
    if len(boards) > 1:
        names = " and ".join(sorted(book.name for book in boards))
        raise NotABoardWorkbook(
            f"More than one board workbook is open: {names}. Close those you do not mean, "
            "and press again."
        )
    return boards[0]


def local_path(book: xlwings.Book) -> Path:
    """Where the workbook lies on this computer; FileMissing where it does not.

    Files of SharePoint and OneDrive are found in the folder that this computer keeps of them.
    """
    try:
        path = Path(book.fullname)
    except Exception as error:
        _raise_if_busy(error)
        path = Path(book.name)
    if "://" in str(path) or ":/" in str(path)[2:] or not path.is_absolute():
        raise FileMissing(
            f"{book.name} is not in a folder of this computer. Save it into one, or let OneDrive "
            "keep its folder on this computer, and press again."
        )
    return path


# Reading


def read(book: xlwings.Book, sheets: Collection[str] | None = None) -> Workbook:
    """A workbook as it stands on the screen: its sheets (all, or those named) as grids."""
    with plain_words():
        names = tuple(sheet.name for sheet in book.sheets)
        grids = {
            name: _grid(book.sheets[name]) for name in names if sheets is None or name in sheets
        }
        numbers = _properties(book)
        links = _links_elsewhere(book)
        return Workbook(book.name, grids, names, numbers.get(LAYOUT_PROPERTY), numbers, links)


def _grid(sheet: xlwings.Sheet) -> Grid:
    last = sheet.used_range.last_cell
    # From A1, whatever stands first: addresses count from there.
    block = sheet.range((1, 1), (last.row, last.column))
    values = block.options(ndim=2, err_to_str=True, empty="").value
    formulas = _two_dimensions(block.formula)
    marked = {
        (row, column): str(formula)[1:]
        for row, line in enumerate(formulas, start=1)
        for column, formula in enumerate(line, start=1)
        # Excel gives the text of a cell for its formula where it has none.
        if isinstance(formula, str)
        and formula.startswith("=")
        and formula != values[row - 1][column - 1]
    }
    rows = [[_value(value) for value in line] for line in values]
    hidden_rows, hidden_columns = _hidden(sheet, block)
    return Grid(
        sheet.name,
        rows,
        Marks(
            formulas=marked,
            errors=_errors(block, values),
            number_formats=_percent_formats(sheet, rows),
            hidden_rows=hidden_rows,
            hidden_columns=hidden_columns,
        ),
    )


def _two_dimensions(block: Any) -> Sequence[Sequence[Any]]:
    """What Excel gave for a range, as rows, whether it was a cell, a line or more."""
    if not isinstance(block, list | tuple):
        return [[block]]
    if not block or not isinstance(block[0], list | tuple):
        return [block]
    return block


def _value(value: Any) -> CellValue:
    match value:
        case datetime() if value.time() == time():
            return value.date()
        case Decimal():
            # What is shown as money arrives so.
            return float(value)
        case _:
            return cast(CellValue, value)


def _errors(block: xlwings.Range, values: Sequence[Sequence[Any]]) -> dict[Address, str]:
    """The cells that hold an error; a text that reads like one is none."""
    found: dict[Address, str] = {}
    suspected: dict[Address, str] = {}
    for row, line in enumerate(values, start=1):
        for column, value in enumerate(line, start=1):
            if isinstance(value, str) and value in _ERRORS:
                suspected[row, column] = value
            elif isinstance(value, int) and value < _UNKNOWN_ERRORS_BELOW:
                found[row, column] = "#VALUE!"
    if suspected:
        plain = block.options(ndim=2, err_to_str=False, empty="").value
        found |= {
            (row, column): code
            for (row, column), code in suspected.items()
            if plain[row - 1][column - 1] != code
        }
    return found


def _percent_formats(
    sheet: xlwings.Sheet, rows: Sequence[Sequence[CellValue]]
) -> dict[Address, str]:
    """The format of each number that is shown as per cent."""
    found: dict[Address, str] = {}
    for column in range(1, max(map(len, rows), default=0) + 1):
        numbers = [
            row
            for row, line in enumerate(rows, start=1)
            if isinstance(line[column - 1], float) and not isinstance(line[column - 1], bool)
        ]
        for row, number_format in _formats(sheet, column, numbers):
            if "%" in _LITERAL.sub("", number_format):
                found[row, column] = number_format
    return found


def _formats(sheet: xlwings.Sheet, column: int, rows: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The number format of cells of a column: asked for all at once, halved where they differ."""
    if not rows:
        return
    shared = sheet.range((rows[0], column), (rows[-1], column)).number_format
    if shared is not None:
        yield from ((row, str(shared)) for row in rows)
    elif len(rows) > 1:
        middle = len(rows) // 2
        yield from _formats(sheet, column, rows[:middle])
        yield from _formats(sheet, column, rows[middle:])


def _hidden(sheet: xlwings.Sheet, block: xlwings.Range) -> tuple[frozenset[int], frozenset[int]]:
    """Rows and columns that are hidden; rows that a filter hides are not."""
    height, width = block.shape
    shown_rows: set[int] = set()
    shown_columns: set[int] = set()
    for area in cast(list[xlwings.Range], block.get_special_cells("visible")):
        shown_rows.update(range(area.row, area.row + area.shape[0]))
        shown_columns.update(range(area.column, area.column + area.shape[1]))
    rows = set(range(1, height + 1)) - shown_rows
    columns = set(range(1, width + 1)) - shown_columns
    if rows:
        for first, count in _filtered(sheet):
            rows.difference_update(range(first, first + count))
    return frozenset(rows), frozenset(columns)


# Writing


@dataclass(frozen=True)
class Block:
    """Neighbouring cells to be written in one call: the first one's place, and rows of contents."""

    row: int
    column: int
    rows: Sequence[Sequence[Content]]

    @property
    def places(self) -> Iterator[Address]:
        """Where its cells stand."""
        return (
            (self.row + down, self.column + right)
            for down, contents in enumerate(self.rows)
            for right in range(len(contents))
        )


def blocks(
    cells: Mapping[Address, Content], is_blank: Callable[[Address], bool] | None = None
) -> list[Block]:
    """Cells as few upright blocks, each cell in one of them.

    Other cells are in none, but for blank ones between the given ones in the same columns:
    they are written blank, which joins blocks that would be many.
    """
    written = {**(_gaps(cells, is_blank) if is_blank else {}), **cells}
    runs: list[tuple[int, int, list[Content]]] = []
    for row, column in sorted(written):
        last = runs[-1] if runs else None
        if last and last[0] == row and last[1] + len(last[2]) == column:
            last[2].append(written[row, column])
        else:
            runs.append((row, column, [written[row, column]]))
    found: list[tuple[int, int, list[list[Content]]]] = []
    growing: dict[tuple[int, int], int] = {}
    for row, column, contents in runs:
        shape = (column, len(contents))
        index = growing.get(shape)
        if index is not None and found[index][0] + len(found[index][2]) == row:
            found[index][2].append(contents)
        else:
            growing[shape] = len(found)
            found.append((row, column, [contents]))
    return [block for block in starmap(Block, found) if not cells.keys().isdisjoint(block.places)]


def _gaps(
    cells: Mapping[Address, Content], is_blank: Callable[[Address], bool]
) -> dict[Address, Content]:
    """The blank cells between the given ones, in the columns that have any of them."""
    if not cells:
        return {}
    rows = [row for row, _ in cells]
    places = (
        (row, column)
        for column in {column for _, column in cells}
        for row in range(min(rows), max(rows) + 1)
    )
    return {place: None for place in places if place not in cells and is_blank(place)}


def apply(book: xlwings.Book, changes: Changes, workbook: Workbook) -> None:
    """Write changes into the open workbook, which was read as `workbook`. It is not saved.

    CannotWrite where the workbook or a sheet may not be written, or Excel refuses a write;
    what was written until then is taken back. Results beside formulas are left to Excel,
    which works them out by itself.
    """
    with plain_words():
        wanted = {name: sheet for name, sheet in changes.sheets.items() if sheet}
        _require_writable(book, wanted)
        undo: list[tuple[xlwings.Range, Any]] = []
        try:
            for name, sheet_changes in wanted.items():
                _apply_to_sheet(book.sheets[name], workbook.grids[name], sheet_changes, undo)
            _set_properties(book, changes.properties)
        except Exception as error:
            for place, before in reversed(undo):
                with suppress(Exception):
                    place.value = before
            _raise_if_busy(error)
            record_fault(error)
            raise CannotWrite(
                f"Excel did not take the changes to {book.name}, and they were taken back. "
                "Look for merged cells or a table of your own in the way of the grey columns, "
                "and press again."
            ) from error


def _require_writable(book: xlwings.Book, wanted: Mapping[str, SheetChanges]) -> None:
    if not wanted:
        return
    if book.api.ReadOnly:
        raise CannotWrite(
            f"{book.name} is open for reading only. Nothing was changed. Save a copy, or open it "
            "so that it can be edited, and press again."
        )
    locked = [name for name in wanted if book.sheets[name].api.ProtectContents]
    if locked:
        sheets = " and ".join(f'"{name}"' for name in locked)
        raise CannotWrite(
            f"{book.name} has protection on {sheets}. Nothing was changed. Take it off "
            "(Review, Unprotect Sheet), and press again."
        )


def _apply_to_sheet(
    sheet: xlwings.Sheet,
    grid: Grid,
    changes: SheetChanges,
    undo: list[tuple[xlwings.Range, Any]],
) -> None:
    def is_blank(place: Address) -> bool:
        row, column = place
        values = grid.rows[row - 1] if row <= grid.height else ()
        # A cell with a space in it looks blank, and is somebody's.
        return (column > len(values) or values[column - 1] == "") and not grid.cell(*place).formula

    for name, end in changes.table_ends.items():
        _let_table_reach(sheet, name, end, changes)
    contents = {
        place: content
        for place, content in changes.cells.items()
        if not isinstance(content, Formula)
    }
    for block in blocks(contents, is_blank):
        place = _range_of(sheet, block)
        undo.append((place, place.options(ndim=2).value))
        _let_be_numbers(place, block)
        place.value = _typed(place, block)
    formulas = {
        place: content.text
        for place, content in changes.cells.items()
        if isinstance(content, Formula)
    }
    for block in blocks(formulas):
        place = _range_of(sheet, block)
        undo.append((place, place.options(ndim=2).value))
        place.formula = [list(row) for row in block.rows]
    if changes.links is not None:
        _link(sheet, changes.links)


def _range_of(sheet: xlwings.Sheet, block: Block) -> xlwings.Range:
    last = (block.row + len(block.rows) - 1, block.column + len(block.rows[0]) - 1)
    return sheet.range((block.row, block.column), last)


def _let_table_reach(sheet: xlwings.Sheet, name: str, end: int, changes: SheetChanges) -> None:
    """Make a table longer, and its new cells look like the ones above."""
    table = sheet.tables[name]
    first, last = table.range[0, 0], table.range.last_cell
    if end <= last.row:
        return
    table.resize(sheet.range((first.row, first.column), (end, last.column)))
    for column in sorted({column for row, column in changes.cells if row > last.row}):
        like = sheet.range((changes.look_like_row or last.row, column))
        new = sheet.range((last.row + 1, column), (end, column))
        _look_alike(like, new)


def _look_alike(like: Any, new: Any) -> None:
    """Give cells the look of another, property by property: copying would double its rules."""
    new.number_format = like.number_format
    new.wrap_text = bool(like.wrap_text)
    new.color = like.color
    new.vertical_alignment = like.vertical_alignment
    new.font.name, new.font.size = like.font.name, like.font.size
    edge = like.borders["edge_bottom"]
    if edge.line_style:
        new.borders.set(line_style=edge.line_style, weight=edge.weight, color=edge.color)


def _let_be_numbers(place: xlwings.Range, block: Block) -> None:
    """Take the format for text from cells that get something else: it would become a text."""
    for column in range(len(block.rows[0])):
        rows = [
            row
            for row, contents in enumerate(block.rows)
            if not isinstance(contents[column], str | None)
        ]
        if rows and place[:, column].number_format in (_TEXT_FORMAT, None):
            for row in rows:
                cell = place[row, column]
                if cell.number_format == _TEXT_FORMAT:
                    is_date = isinstance(block.rows[row][column], date)
                    cell.number_format = _DATE_FORMAT if is_date else "General"


def _typed(place: xlwings.Range, block: Block) -> list[list[Any]]:
    """The block's contents so that Excel takes each for what it is, and a text for a text."""
    keeps_text: dict[int, bool] = {}

    def is_text_column(column: int) -> bool:
        if column not in keeps_text:
            cells = place[:, column]
            keeps_text[column] = cells.number_format == _TEXT_FORMAT
        return keeps_text[column]

    def typed(column: int, content: Content) -> Any:
        match content:
            case str():
                text = storable(content)
                if not _TAKEN_FOR_MORE.match(text):
                    return text
                as_it_is = not text.startswith("'") and is_text_column(column)
                return text if as_it_is else f"'{text}"
            case bool() | None:
                return content
            case Decimal():
                return float(content)
            case datetime():
                return content
            case date() if content_is_sound(content, epoch_1904=False):
                return datetime(content.year, content.month, content.day)  # noqa: DTZ001
            case date():
                return f"'{content.isoformat()}"
            case _:
                return content

    return [[typed(column, content) for column, content in enumerate(row)] for row in block.rows]


def _link(sheet: xlwings.Sheet, links: Mapping[Address, str]) -> None:
    """Lead from cells to places in the workbook; older links of their columns go."""
    used = sheet.used_range.last_cell.row
    for column in sorted({column for _, column in links}):
        rows = [row for row, found in links if found == column]
        bottom = max(used, *rows)
        sheet.range((min(rows), column), (bottom, column)).api.ClearHyperlinks()
    for (row, column), target in links.items():
        cell = sheet.range((row, column))
        shown = target.rpartition("!")[2]
        cell.add_hyperlink(f"#{target}", shown, f"Go to {shown} on {target.rpartition('!')[0]}")


# What a person sees


@contextmanager
def undisturbed(book: xlwings.Book, words: str) -> Iterator[None]:
    """While work is done: the screen stands still, and the status bar says what is going on."""
    app = book.app
    with plain_words():
        screen = app.screen_updating
        app.status_bar = words
        app.screen_updating = False
    try:
        yield
    finally:
        # The workbook may have been closed meanwhile.
        with suppress(Exception):
            app.screen_updating = screen
            app.status_bar = False


def say(book: xlwings.Book, message: str, is_bad: bool = False) -> None:
    """Show a sentence in a box that the person closes."""
    book.app.alert(message, title=TITLE, mode="critical" if is_bad else "info")


@contextmanager
def plain_words() -> Iterator[None]:
    """InUse where Excel is busy or gone: what it says of that itself helps nobody."""
    try:
        yield
    except ToolkitError:
        raise
    except Exception as error:
        _raise_if_busy(error)
        raise


def _raise_if_busy(error: Exception) -> None:
    # Its type is known where Excel is; elsewhere the module it comes from is not there.
    if type(error).__name__ not in ("com_error", "DisposedException"):
        return
    code = error.args[0] if error.args else None
    if code in _BUSY:
        raise InUse(
            "Excel is busy. Finish the cell you are typing in (Enter or Esc), close any box that "
            "is open, and press again."
        ) from error
    if code in _GONE or type(error).__name__ == "DisposedException":
        raise InUse(
            "The workbook was closed before the work was done. The file is as you saved it last."
        ) from error


# What only Excel itself can be asked


def _properties(book: xlwings.Book) -> dict[str, int]:
    """The custom document properties that are whole numbers."""
    found = {}
    for item in book.api.CustomDocumentProperties:
        with suppress(TypeError, ValueError):
            if float(item.Value).is_integer():
                found[str(item.Name)] = int(item.Value)
    return found


def _set_properties(book: xlwings.Book, numbers: Mapping[str, int]) -> None:
    """Keep numbers in the custom document properties."""
    kept = book.api.CustomDocumentProperties
    present = {str(item.Name) for item in kept}
    for name, number in numbers.items():
        if name in present:
            kept(name).Value = number
        else:
            kept.Add(name, False, 1, number)  # 1 stands for a whole number


def _links_elsewhere(book: xlwings.Book) -> int:
    """How many other workbooks its formulas take values from."""
    return len(book.api.LinkSources(1) or ())  # 1 stands for workbooks


def _filtered(sheet: xlwings.Sheet) -> Iterable[tuple[int, int]]:
    """The first row and the number of rows of each range in which a filter hides rows."""
    filters = [sheet.api.AutoFilter, *(table.api.AutoFilter for table in sheet.tables)]
    for found in filters:
        if found is not None and found.FilterMode:
            yield found.Range.Row, found.Range.Rows.Count
