"""What only Excel itself knows or can do: beyond what xlwings offers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import cast

from toolkit.excel.live.program import Book, Range, Sheet, Table

_WHOLE_NUMBER, _WORKBOOKS = 1, 1  # msoPropertyTypeNumber, xlExcelLinks


def properties(book: Book) -> dict[str, int]:
    """The custom document properties that are whole numbers."""
    found = {}
    for item in book.api.CustomDocumentProperties:
        with suppress(TypeError, ValueError):
            if float(item.Value).is_integer():
                found[str(item.Name)] = int(item.Value)
    return found


def set_properties(book: Book, numbers: Mapping[str, int]) -> None:
    """Keep numbers in the custom document properties."""
    kept = book.api.CustomDocumentProperties
    present = {str(item.Name) for item in kept}
    for name, number in numbers.items():
        if name in present:
            kept(name).Value = number
        else:
            kept.Add(name, False, _WHOLE_NUMBER, number)


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
    """A sheet's table; its only one is meant whatever people call it. None where there is none."""
    tables = {table.name: table for table in sheet.tables}
    if len(tables) == 1:
        return next(iter(tables.values()))
    return tables.get(name)


def clear_links(place: Range) -> None:
    """Take the links from cells; what they show and how stays."""
    place.api.ClearHyperlinks()


def links_of(place: Range) -> dict[int, str]:
    """Where the cells of a column lead to, by row; a place in the workbook after a #."""
    return {
        int(link.Range.Row): f"#{link.SubAddress}" if link.SubAddress else str(link.Address)
        for link in place.api.Hyperlinks
    }
