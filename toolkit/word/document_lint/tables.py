"""Tables: their header rows, empty rows and columns, and what Word refuses."""

from toolkit.values.findings import WordPlace
from toolkit.word.document_lint import rules
from toolkit.word.document_lint.found import Found
from toolkit.word.document_lint.looks import has_look
from toolkit.word.document_lint.words import is_filled
from toolkit.word.reading.opened import Opened, Story
from toolkit.word.reading.tables import cells_of, is_header, merged, rows_of
from toolkit.word.reading.word_xml import CELL, CONTROL, PARAGRAPH, ROW, TABLE, Element, W


def tables(opened: Opened) -> Found:
    """What is wrong in each table."""
    for story in opened.printed:
        for table in story.root.iter(TABLE):
            place = story.place(table)
            if next(table.iterancestors(TABLE), None) is not None:
                yield rules.NESTED_TABLE.at(place)
            rows = rows_of(table)
            if rows:
                yield from _header_row(story, table, rows)
                yield from _empty_rows_and_columns(story, rows, place)
            elif next(table.iter(ROW), None) is None:
                yield rules.NO_ROWS.at(place)
        for cell in story.root.iter(CELL):
            last = next(cell.iterchildren(f"{W}*", reversed=True), None)
            if last is None or last.tag not in (PARAGRAPH, CONTROL, f"{W}bookmarkEnd"):
                yield rules.NO_PARAGRAPH.at(story.place(cell))


def _header_row(story: Story, table: Element, rows: list[Element]) -> Found:
    is_marked = is_header(rows[0])
    if len(rows) > 1 and not (is_marked and has_look(table, "firstRow")):
        yield rules.NO_HEADER_ROW.at(story.place(table))
    is_merged = any(merged(cell.find(f"{W}tcPr")).is_any for cell in cells_of(rows[0]))
    if is_merged and (is_marked or len(rows) > 1):
        yield rules.MERGED_HEADER.at(story.place(rows[0]))


def _empty_rows_and_columns(story: Story, rows: list[Element], place: WordPlace) -> Found:
    cells = [cells_of(row) for row in rows]
    filled = [[is_filled(story, cell) for cell in row] for row in cells]
    for row, found in zip(rows, filled, strict=True):
        if found and not any(found):
            yield rules.EMPTY_ROW.at(story.place(row))
    is_grid = len({len(row) for row in cells}) == 1 and not any(
        merged(cell.find(f"{W}tcPr")).span > 1 for row in cells for cell in row
    )
    if is_grid and len(rows) > 1 and any(map(any, filled)):
        for number, column in enumerate(zip(*filled, strict=True), 1):
            if not any(column):
                yield rules.EMPTY_COLUMN.at(place, column=number)
