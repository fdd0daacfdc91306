"""A sheet part with some cells changed."""

import pytest

from toolkit.reading.grid import Address, TableArea
from toolkit.workbook.scan import is_usual
from toolkit.workbook.sheet_xml import edit_sheet, written_plainly
from toolkit.workbook.table_xml import table_area, table_ending_at
from toolkit.writing.changes import Content, SheetChanges

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, after: str = "", before: str = "") -> bytes:
    data = f"<sheetData>{rows}</sheetData>"
    return f'<worksheet xmlns="{MAIN}">{before}{data}{after}</worksheet>'.encode()


def edited(xml: bytes, cells: dict[Address, Content] | SheetChanges) -> bytes:
    changes = cells if isinstance(cells, SheetChanges) else SheetChanges(cells)
    return edit_sheet(xml, changes, "Plan", lambda style, _: style, False)[0]


ROW_1 = '<row r="1" ht="30" customHeight="1" spans="1:2"><c r="B1" s="3"><v>1</v></c></row>'
ROW_5 = '<row r="5"><c r="A5"><v>5</v></c></row>'


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        pytest.param({}, ROW_1 + ROW_5, id="nothing"),
        pytest.param(
            {(1, 2): 2},
            '<row r="1" ht="30" customHeight="1"><c r="B1" s="3"><v>2</v></c></row>' + ROW_5,
            id="a cell in its place, the row as high as before",
        ),
        pytest.param(
            {(5, 3): 7, (5, 2): None},
            ROW_1 + '<row r="5"><c r="A5"><v>5</v></c><c r="C5"><v>7</v></c></row>',
            id="a new cell, and one that needs no XML",
        ),
        pytest.param(
            {(3, 1): 7}, ROW_1 + '<row r="3"><c r="A3"><v>7</v></c></row>' + ROW_5, id="between"
        ),
        pytest.param(
            {(9, 1): 7}, ROW_1 + ROW_5 + '<row r="9"><c r="A9"><v>7</v></c></row>', id="below"
        ),
    ],
)
def test_only_the_rows_of_changed_cells_are_written(
    cells: dict[Address, Content], rows: str
) -> None:
    assert edited(sheet(ROW_1 + ROW_5), cells) == sheet(rows)


@pytest.mark.parametrize(
    ("before", "content", "after"),
    [
        pytest.param(' ht="15"', "words", "", id="grows with new words"),
        pytest.param(' ht="15"', 7, ' ht="15"', id="stays for a number"),
        pytest.param(
            ' ht="15" customHeight="1"', "words", ' ht="15" customHeight="1"', id="stays if chosen"
        ),
    ],
)
def test_a_height_that_nobody_chose(before: str, content: Content, after: str) -> None:
    written = edited(sheet(f'<row r="5"{before}><c r="A5"><v>5</v></c></row>'), {(5, 2): content})

    assert f'<row r="5"{after}>'.encode() in written


def test_a_row_without_cells_is_filled() -> None:
    assert edited(sheet('<row r="2" hidden="1"/>'), {(2, 1): 7}) == sheet(
        '<row r="2" hidden="1"><c r="A2"><v>7</v></c></row>'
    )


def test_an_empty_sheet_is_filled() -> None:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
    assert edited(xml, {(1, 1): 7}) == sheet('<row r="1"><c r="A1"><v>7</v></c></row>')


@pytest.mark.parametrize(
    ("old", "new"), [("A1", "A1:C9"), ("B2:C3", "A1:C9"), ("A1:XFD20", "A1:XFD20")]
)
def test_the_stated_extent_holds_every_cell(old: str, new: str) -> None:
    xml = sheet(ROW_1, before=f'<dimension ref="{old}"/>')
    assert f'<dimension ref="{new}"/>'.encode() in edited(xml, {(1, 1): 1, (9, 3): 2})


def test_new_cells_look_like_the_model_row_and_others_like_themselves() -> None:
    made = edited(sheet(ROW_1), SheetChanges({(8, 2): 1, (8, 3): 1}, look_like_row=1))
    assert b'<row r="8"><c r="B8" s="3"><v>1</v></c><c r="C8"><v>1</v></c></row>' in made


@pytest.mark.parametrize(
    "after", ["", "<pageMargins/>", "<legacyDrawing/><tableParts/>", "<extLst/>"]
)
def test_links_are_where_the_file_format_has_them(after: str) -> None:
    kept = "<mergeCells/><dataValidations/>"
    made = edited(sheet(ROW_1, kept + after), SheetChanges(links={(1, 1): "'A&B'!C3"}))
    link = '<hyperlinks><hyperlink ref="A1" location="\'A&amp;B\'!C3" display="C3"/></hyperlinks>'
    assert made == sheet(ROW_1, kept + link + after)


def test_unusual_xml_is_written_plainly() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><!-- x --><x:row><x:c s="1" r="A1"/><x:c/>'
        "</x:row><x:row/></x:sheetData></x:worksheet>"
    )
    plain = written_plainly(xml.encode())
    assert is_usual(plain)
    assert b'<row r="1"><c r="A1" s="1"/><c r="B1"/></row><row r="2"/>' in plain


TABLE = (
    b'<table id="1" name="x" displayName="Plan &amp; co" ref="A3:F10"><autoFilter ref="A3:F10"/>'
)


@pytest.mark.parametrize(("row", "end"), [(12, b"12"), (10, b"10"), (4, b"10")])
def test_a_table_and_its_filter_reach_down_together(row: int, end: bytes) -> None:
    assert table_ending_at(TABLE, row) == TABLE.replace(b"F10", b"F" + end)
    assert table_area(TABLE) == TableArea("Plan & co", (3, 1, 10, 6))
