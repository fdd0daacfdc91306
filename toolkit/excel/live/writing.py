"""Changes written into an open workbook: all of them or none."""

from collections.abc import Iterable

from toolkit.excel.live.blocks import Block, blocks
from toolkit.excel.live.contents import typed
from toolkit.excel.live.links import linked_columns
from toolkit.excel.live.looks import let_be_numbers, look_alike
from toolkit.excel.live.program import Book, Range, Sheet
from toolkit.excel.live.questions import (
    is_protected,
    is_read_only,
    remove_properties,
    set_properties,
    table_named,
)
from toolkit.excel.live.refusals import plain_words, raise_if_busy
from toolkit.excel.live.undo import Undo
from toolkit.files.fault_log import record_fault
from toolkit.reading.grid import Address, Grid
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import CannotWrite
from toolkit.writing.changes import Changes, Formula, SheetChanges
from toolkit.writing.record import in_pieces


def apply(book: Book, changes: Changes, workbook: Workbook) -> None:
    """Write changes into the open workbook, which was read as `workbook`. It is not saved.

    CannotWrite where the workbook or a sheet may not be written, or Excel refuses a write;
    what was written until then is taken back. Results beside formulas are left to Excel,
    which works them out by itself.
    """
    with plain_words():
        sheets = {name: book.sheets[name] for name, sheet in changes.sheets.items() if sheet}
        if not changes:
            return
        require_writable(book, sheets)
        undo = Undo()
        try:
            for name, sheet in sheets.items():
                _write(sheet, workbook.grids[name], changes.sheets[name], undo)
            if changes.properties or changes.record:
                _keep_properties(book, changes, workbook, undo)
        except Exception as error:
            taken_back = undo.run()
            raise_if_busy(error)
            record_fault(error)
            raise CannotWrite(
                f"Excel did not accept the changes to {book.name}, so they were undone. "
                "Look for merged cells or a table of your own in the way of the grey columns, "
                "and try again."
                if taken_back
                else f"Excel did not accept the changes to {book.name}, and not all of them could "
                "be undone. Close it without saving, open it, and try again."
            ) from error


def require_writable(book: Book, names: Iterable[str]) -> None:
    """CannotWrite where the workbook, or one of its sheets of these names, may not be written."""
    if is_read_only(book):
        raise CannotWrite(
            f"{book.name} is open read-only. Nothing was changed. Save a copy, or open it "
            "so that it can be edited, and try again."
        )
    locked = [name for name in names if is_protected(book.sheets[name])]
    if locked:
        quoted = " and ".join(f'"{name}"' for name in locked)
        raise CannotWrite(
            f"{book.name} has protection on {quoted}. Nothing was changed. Remove it "
            "(Review, Unprotect Sheet), and try again."
        )


def _write(sheet: Sheet, grid: Grid, changes: SheetChanges, undo: Undo) -> None:
    """Write the changes of one sheet."""

    def is_blank(place: Address) -> bool:
        row, column = place
        values = grid.rows[row - 1] if row <= grid.height else ()
        # A cell with a space in it looks blank, and is someone's.
        return (column > len(values) or values[column - 1] == "") and not grid.cell(*place).formula

    links = linked_columns(sheet, changes.links, grid)
    # Put back after the contents, which in some programs take a link away with them.
    for column in links:
        undo.keep(column.put_back)
    for name, end in changes.table_ends.items():
        _let_table_reach(sheet, name, end, changes, undo)
    formulas = {a: content for a, content in changes.cells.items() if isinstance(content, Formula)}
    contents = {a: content for a, content in changes.cells.items() if a not in formulas}
    for block in blocks(contents, is_blank):
        place = _range_of(sheet, block)
        _keep_contents(sheet, place, block, grid, undo)
        let_be_numbers(place, block, undo)
        place.value = typed(place, block.rows)
    for block in blocks(formulas):
        place = _range_of(sheet, block)
        _keep_contents(sheet, place, block, grid, undo)
        place.formula = [
            [content.text for content in row if isinstance(content, Formula)] for row in block.rows
        ]
    for column in links:
        column.give()


def _range_of(sheet: Sheet, block: Block) -> Range:
    last = (block.row + len(block.rows) - 1, block.column + len(block.rows[0]) - 1)
    return sheet.range((block.row, block.column), last)


def _keep_contents(sheet: Sheet, place: Range, block: Block, grid: Grid, undo: Undo) -> None:
    """Keep what a block's cells held when they were read, to put it back."""

    def put_back() -> None:
        marks = grid.marks
        place.value = typed(
            place,
            [
                [grid.cell(block.row + down, block.column + right).value for right in range(width)]
                for down in range(len(block.rows))
            ],
        )
        for address in block.places:
            # An error that was typed comes back as the formula that gives it.
            if formula := marks.formulas.get(address) or marks.errors.get(address):
                sheet.range(address).formula = f"={formula}"

    width = len(block.rows[0])
    undo.keep(put_back)


def _let_table_reach(sheet: Sheet, name: str, end: int, changes: SheetChanges, undo: Undo) -> None:
    """Make a table longer, and its new cells look like the ones above."""
    table = table_named(sheet, name)
    if table is None:
        return
    before = table.range
    first, last = before[0, 0], before.last_cell
    if end <= last.row:
        return
    undo.keep(lambda: table.resize(before))
    table.resize(sheet.range((first.row, first.column), (end, last.column)))
    for column in sorted({column for row, column in changes.cells if row > last.row}):
        like = sheet.range((changes.look_like_row or last.row, column))
        look_alike(like, sheet.range((last.row + 1, column), (end, column)), undo)


def _keep_properties(book: Book, changes: Changes, workbook: Workbook, undo: Undo) -> None:
    new: dict[str, int | str] = {**changes.properties, **in_pieces(changes.record)}
    there: dict[str, int | str] = {**workbook.numbers, **in_pieces(workbook.record)}
    over = in_pieces(workbook.record).keys() - new.keys() if changes.record else set()
    before = {name: there[name] for name in (*new, *over) if name in there}

    def put_back() -> None:
        set_properties(book, before)
        remove_properties(book, new.keys() - before.keys())

    undo.keep(put_back)
    set_properties(
        book, {name: content for name, content in new.items() if before.get(name) != content}
    )
    remove_properties(book, over)
