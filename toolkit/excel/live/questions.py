"""What only Excel itself knows or can do: beyond what xlwings offers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import cast

from toolkit.excel.live.program import Book, Range, Sheet, Table
from toolkit.reading.grid import TableArea
from toolkit.writing.record import is_piece

# msoPropertyTypeNumber, msoPropertyTypeString, xlExcelLinks
_WHOLE_NUMBER, _STRING, _WORKBOOKS = 1, 4, 1


def properties(book: Book) -> dict[str, int | str]:
    """The custom document properties that are whole numbers, and those of the record."""
    found: dict[str, int | str] = {}
    for item in book.api.CustomDocumentProperties:
        name, value = str(item.Name), item.Value
        if isinstance(value, str) and is_piece(name):
            found[name] = value
            continue
        with suppress(TypeError, ValueError, OverflowError):
            if float(value).is_integer():
                found[name] = int(value)
    return found


def set_properties(book: Book, contents: Mapping[str, int | str]) -> None:
    """Keep numbers and texts in the custom document properties."""
    kept = book.api.CustomDocumentProperties
    present = {str(item.Name) for item in kept}
    for name, content in contents.items():
        if name in present:
            kept(name).Value = content
        else:
            kind = _WHOLE_NUMBER if isinstance(content, int) else _STRING
            kept.Add(name, False, kind, content)


def remove_properties(book: Book, names: Iterable[str]) -> None:
    """Let go of custom document properties; those that are not there are not missed."""
    kept = book.api.CustomDocumentProperties
    present = {str(item.Name) for item in kept}
    for name in present.intersection(names):
        kept(name).Delete()


def links_elsewhere(book: Book) -> int:
    """How many other workbooks its formulas take values from."""
    return len(book.api.LinkSources(_WORKBOOKS) or ())


def is_read_only(book: Book) -> bool:
    """Whether the workbook is open for reading only."""
    return bool(book.api.ReadOnly)


def is_protected(sheet: Sheet) -> bool:
    """Whether the cells of a sheet are kept from being written."""
    return bool(sheet.api.ProtectContents)


def hidden(sheet: Sheet, height: int, width: int) -> tuple[frozenset[int], frozenset[int]]:
    """The rows and columns that are hidden by hand; rows that a filter hides are not.

    Excel says of any rows at once whether all are hidden, none or some; it says so for a
    protected sheet too, on which it will not list the visible cells.
    """

    def of_rows(first: int, last: int) -> bool | None:
        return cast(bool | None, sheet.range((first, 1), (last, 1)).api.EntireRow.Hidden)

    def of_columns(first: int, last: int) -> bool | None:
        return cast(bool | None, sheet.range((1, first), (1, last)).api.EntireColumn.Hidden)

    rows = set(_hidden_among(of_rows, 1, height))
    if rows:
        for first, count in _filtered(sheet):
            rows.difference_update(range(first, first + count))
    return frozenset(rows), frozenset(_hidden_among(of_columns, 1, width))


def _hidden_among(ask: Callable[[int, int], bool | None], first: int, last: int) -> Iterator[int]:
    """Asked for all at once, halved where they differ."""
    answer = ask(first, last)
    if answer:
        yield from range(first, last + 1)
    elif answer is None:
        middle = (first + last) // 2
        yield from _hidden_among(ask, first, middle)
        yield from _hidden_among(ask, middle + 1, last)


def _filtered(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The first row and the number of rows of each range in which a filter hides rows."""
    filters = [sheet.api.AutoFilter, *(table.api.AutoFilter for table in sheet.tables)]
    for found in filters:
        if found is not None and found.FilterMode:
            yield found.Range.Row, found.Range.Rows.Count


def table_named(sheet: Sheet, name: str) -> Table | None:
    """A sheet's table of that name; None where there is none."""
    return next((table for table in sheet.tables if table.name == name), None)


def table_areas(sheet: Sheet) -> Iterator[TableArea]:
    """Where a sheet's tables are."""
    for table in sheet.tables:
        cells = table.range
        last = cells.last_cell
        area = (cells.row, cells.column, last.row, last.column)
        yield TableArea(table.name, area, bool(table.show_totals))


def clear_links(place: Range) -> None:
    """Take the links from cells; what they show and how stays."""
    place.api.ClearHyperlinks()


def links_of(place: Range) -> dict[int, str]:
    """Where the cells of a column lead to, by row; a place in the workbook after a #."""
    return {
        int(link.Range.Row): str(link.Address or f"#{link.SubAddress}")
        for link in place.api.Hyperlinks
    }
