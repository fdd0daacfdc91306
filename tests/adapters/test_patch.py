"""Cells written into other programs' workbooks: read back as meant, all else untouched."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula

from tests.examples import examples
from toolkit.reading.grid import Address, CellKind, column_letters
from toolkit.values.errors import CellRefused
from toolkit.workbook.cell_xml import LONGEST_TEXT, storable
from toolkit.workbook.files import read_bytes
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, Formula, SheetChanges

# What openpyxl cannot keep matters not here: it only reads.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

DATA = "Data & more"


def by_xlsxwriter(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, options) as book:
        fill(book, book.add_worksheet(DATA))
    return buffer.getvalue()


def by_openpyxl(fill: Callable[[Any, Any], None], epoch: Any = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = DATA
    if epoch:
        book.epoch = epoch
    fill(book, book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def some_cells(book: Any, sheet: Any) -> None:
    """Values, blanks with a style, shares and gaps, written by XlsxWriter."""
    # No dates: a number put in the place of one would be shown as a date.
    share, plain = book.add_format({"num_format": "0%"}), book.add_format({"bold": True})
    sheet.write_row("A1", ["Ref", "Action", True, 7])
    sheet.write_row("B3", [0.5, 0.25], share)
    for column in range(6):
        sheet.write_blank(4, column, None, share if column % 2 else plain)


def same_cells(book: Any, sheet: Any) -> None:
    """Much the same, written by openpyxl."""
    sheet.append(["Ref", "Action", True, 7])
    sheet["B3"], sheet["C3"] = 0.5, 0.25
    sheet["B3"].number_format = sheet["B5"].number_format = "0%"


BASES: Mapping[str, bytes] = {
    "XlsxWriter": by_xlsxwriter(some_cells),
    "XlsxWriter 1904": by_xlsxwriter(some_cells, date_1904=True),
    "openpyxl": by_openpyxl(same_cells),
    "openpyxl 1904": by_openpyxl(same_cells, CALENDAR_MAC_1904),
    "empty": by_xlsxwriter(lambda *_: None),
}


def patched(data: bytes, changes: SheetChanges | Mapping[Address, Content], **more: Any) -> bytes:
    if not isinstance(changes, SheetChanges):
        changes = SheetChanges(changes, **more)
    return patch(data, Changes({DATA: changes}), "book.xlsx")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(data: bytes, **parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts_of(data), **parts}.items():
            package.writestr(name, content)
    return buffer.getvalue()


def changed_parts(old: bytes, new: bytes) -> set[str]:
    before, after = parts_of(old), parts_of(new)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    # Where it asked for calculation before, it stays.
    return changed - {BOOK_PART}


# What is written is read

CONTENTS: st.SearchStrategy[Content] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e300, 1e300, allow_subnormal=False).map(lambda number: float(f"{number:.15g}")),
    st.decimals(-(10**9), 10**9, places=4),
    st.dates(date(1904, 1, 2), date(2099, 12, 31)),
    st.text(max_size=30),
    st.sampled_from(
        ["=1+1", " a ", "a\nb", "\t", "\xa0", "_x0041_", "'", "<b>&amp;", "1.1", "x" * 32_767]
    ),
)
ADDRESSES = st.tuples(
    st.one_of(st.integers(1, 8), st.integers(1, 5000)),
    st.one_of(st.integers(1, 6), st.integers(1, 60)),
)


def meant(content: Content) -> Any:
    """What a reader should make of it."""
    match content:
        case str():
            return storable(content) or None
        case bool() | None | date():
            return content
        case _:
            return float(content)


def plain_date(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


@examples(120)
@given(st.sampled_from(sorted(BASES)), st.dictionaries(ADDRESSES, CONTENTS, min_size=1, max_size=9))
@example("XlsxWriter", {(1, 1): date(1900, 3, 1), (2, 1): date(1900, 3, 1)})
@example("XlsxWriter", {(1, 16_384): "far right", (9, 702): 1.5})
@example("openpyxl", {(1, 1): "\xa0", (3, 2): "\u200b", (9, 9): " \t\n"})
def test_every_content_comes_back_as_it_was_meant(base: str, cells: dict[Address, Content]) -> None:
    new = patched(BASES[base], cells)
    grid = read_bytes(new, "book.xlsx").grids[DATA]
    sheet = openpyxl.load_workbook(io.BytesIO(new))[DATA]
    for (row, column), content in cells.items():
        wanted, shown = meant(content), grid.cell(row, column)
        assert not shown.formula
        assert plain_date(shown.value) == wanted
        assert type(plain_date(shown.value)) is type(wanted)
        other = sheet.cell(row, column).value
        other = unescape(other) if isinstance(other, str) else plain_date(other)
        assert other == wanted, "as openpyxl reads it"


@examples(60)
@given(st.sampled_from(sorted(BASES)), st.dictionaries(ADDRESSES, CONTENTS, max_size=5))
def test_no_other_cell_changes(base: str, cells: dict[Address, Content]) -> None:
    def others(data: bytes) -> dict[Address, Any]:
        rows = read_bytes(data, "book.xlsx").grids[DATA].rows
        return {
            (row, column): value
            for row, values in enumerate(rows, start=1)
            for column, value in enumerate(values, start=1)
            if value != "" and (row, column) not in cells
        }

    assert others(patched(BASES[base], cells)) == others(BASES[base])


@given(st.dictionaries(ADDRESSES, CONTENTS, min_size=1, max_size=5))
def test_the_same_changes_twice_are_the_same_sheet(cells: dict[Address, Content]) -> None:
    once = patched(BASES["XlsxWriter"], cells)
    assert patched(once, cells) == once


@pytest.mark.parametrize(
    ("base", "day"),
    [
        ("XlsxWriter", date(1900, 2, 28)),
        ("XlsxWriter", date(1899, 12, 31)),
        ("XlsxWriter 1904", date(1903, 12, 31)),
        ("openpyxl 1904", date(1900, 3, 1)),
    ],
)
def test_days_that_programs_count_differently_are_written_in_words(base: str, day: date) -> None:
    cell = read_bytes(patched(BASES[base], {(6, 1): day}), "b.xlsx").grids[DATA].cell(6, 1)
    assert cell[:2] == (day.isoformat(), CellKind.TEXT)


def test_a_moment_keeps_its_time() -> None:
    moment = datetime.fromisoformat("2027-03-31 09:30")
    for base in BASES.values():
        cell = read_bytes(patched(base, {(2, 2): moment}), "b.xlsx").grids[DATA].cell(2, 2)
        assert cell.value == moment


@pytest.mark.parametrize("letter", ["x", "\U0001f600"])
def test_text_is_cut_at_what_excel_can_hold(letter: str) -> None:
    new = patched(BASES["XlsxWriter"], {(1, 1): letter * 40_000})
    text = str(read_bytes(new, "b.xlsx").grids[DATA].cell(1, 1).value)
    assert len(text.encode("utf-16-le")) // 2 in (LONGEST_TEXT, LONGEST_TEXT - 1)


# How cells look


def style_of(data: bytes, cell: str) -> str:
    found = openpyxl.load_workbook(io.BytesIO(data))[DATA][cell].number_format
    return str(found)


def test_a_cell_keeps_its_look() -> None:
    new = patched(BASES["XlsxWriter"], {(3, 2): 0.75, (5, 2): 0.1, (3, 3): None})
    assert [style_of(new, cell) for cell in ("B3", "B5", "C3")] == ["0%", "0%", "0%"]


def test_a_new_cell_looks_like_the_model_row() -> None:
    new = patched(BASES["XlsxWriter"], {(20, 2): 0.75, (20, 9): 1}, look_like_row=5)
    assert [style_of(new, cell) for cell in ("B20", "I20")] == ["0%", "General"]


def test_a_day_is_shown_as_one_and_only_one_style_is_added() -> None:
    new = patched(BASES["XlsxWriter"], {(3, 2): date(2027, 1, 1), (3, 3): date(2027, 1, 2)})
    assert style_of(new, "B3") == "mm-dd-yy", "Excel's short date, shown as the country does"
    old_count, new_count = (
        int(re.findall(rb'<cellXfs count="(\d+)"', parts_of(data)["xl/styles.xml"])[0])
        for data in (BASES["XlsxWriter"], new)
    )
    assert new_count == old_count + 1


# Nothing else is touched


def rich(book: Any, sheet: Any) -> None:
    """Whatever people put into workbooks."""
    some_cells(book, sheet)
    other = book.add_worksheet("Chart's data")
    sheet.add_table("A10:C12", {"name": "Owners", "columns": [{"header": h} for h in "ABC"]})
    sheet.write_comment("B2", "Ask the chair")
    sheet.add_sparkline("F1", {"range": "'Chart''s data'!A1:D1"})
    sheet.conditional_format("B3:C3", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A1:A9", {"type": "cell", "criteria": ">", "value": 1})
    sheet.data_validation("B5", {"validate": "list", "source": ["Yes", "No"]})
    sheet.set_column("E:E", None, None, {"hidden": True})
    sheet.merge_range("H1:I2", "Merged")
    sheet.insert_textbox("K1", "Look here")
    sheet.insert_image("K9", "dot.png", {"image_data": io.BytesIO(DOT)})
    sheet.write_formula("G3", "=SUM(B3:C3)", None, 0.75)
    sheet.freeze_panes(1, 1)
    sheet.set_footer("&LPage &P")
    other.write_row("A1", [1, 2, 3, 4])
    other.autofilter("A1:D3")
    other.filter_column("A", "x > 1")
    other.write_url("A5", "https://www.example.org/")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Chart''s data'!$A$1:$D$1"})
    sheet.insert_chart("K20", chart)
    book.define_name("Target", "='Chart''s data'!$A$1")


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
RICH = by_xlsxwriter(rich)
SHEET, BOOK_PART = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def test_no_changes_are_the_very_same_bytes() -> None:
    for changes in (
        Changes(),
        Changes({DATA: SheetChanges()}),
        Changes({"No sheet": SheetChanges()}),
    ):
        assert patch(RICH, changes, "book.xlsx") is RICH


def test_a_cell_changes_its_sheet_and_asks_for_calculation_and_nothing_more() -> None:
    new = patched(RICH, {(3, 1): "Train the front door", (1, 2): 5})
    assert changed_parts(RICH, new) == {SHEET}
    assert parts_of(new)[BOOK_PART].count(b'fullCalcOnLoad="1"') == 1


def test_all_that_surrounds_the_cells_stays() -> None:
    new = patched(RICH, {(3, 1): "Train", (40, 40): 1})
    before, after = parts_of(RICH)[SHEET], parts_of(new)[SHEET]
    for tail in (b"<sheetViews>", b"<cols>"):
        assert (
            before[before.index(tail) :].split(b"<sheetData>")[0]
            == (after[after.index(tail) :].split(b"<sheetData>")[0])
        )
    assert before.split(b"</sheetData>")[1] == after.split(b"</sheetData>")[1]
    assert b'<dimension ref="A1:AN40"/>' in after


def test_a_day_changes_the_styles_too() -> None:
    new = patched(RICH, {(3, 1): date(2027, 1, 1)})
    assert changed_parts(RICH, new) == {SHEET, "xl/styles.xml"}


# Formulas


def test_the_result_beside_a_formula_changes_and_the_formula_stays() -> None:
    new = patched(RICH, SheetChanges(results={(3, 7): 1.5}))
    assert read_bytes(new, "b.xlsx").grids[DATA].cell(3, 7)[:3] == (
        1.5,
        CellKind.NUMBER,
        "SUM(B3:C3)",
    )


def test_an_empty_result_is_worked_out_all_the_same() -> None:
    new = patched(RICH, SheetChanges(results={(3, 7): None}))
    assert read_bytes(new, "b.xlsx").grids[DATA].cell(3, 7).kind is CellKind.BLANK


def test_a_result_for_a_cell_without_a_formula_is_refused() -> None:
    for address, name in (((3, 1), "A3"), ((60, 60), "BH60")):
        with pytest.raises(
            CellRefused, match=f"^Cell {name} of the sheet {DATA} should have one of"
        ):
            patched(RICH, SheetChanges(results={address: 1}))


def test_a_formula_may_come_with_its_result_as_if_the_one_were_written_after_the_other() -> None:
    at, formula = (60, 60), Formula("=SUM(B3:C3)")

    both = patched(RICH, SheetChanges({at: formula}, results={at: 1.5}))

    first = patched(RICH, SheetChanges({at: formula}))
    assert both == patched(first, SheetChanges(results={at: 1.5}))
    assert read_bytes(both, "b.xlsx").grids[DATA].cell(*at)[:3] == (
        1.5,
        CellKind.NUMBER,
        "SUM(B3:C3)",
    )


def with_chain(data: bytes) -> bytes:
    """The workbook as Excel would have saved it, with its list of formula cells."""
    parts = parts_of(data)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    of = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    types = b'<Override PartName="/xl/calcChain.xml" ContentType="' + kind + b'"/></Types>'
    link = b'<Relationship Id="rId99" Type="' + of + b'" Target="calcChain.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    return repacked(
        data,
        **{
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", types),
            rels: parts[rels].replace(b"</Relationships>", link),
            "xl/calcChain.xml": b"<calcChain><c r='G3' i='1'/></calcChain>",
        },
    )


def test_a_formula_that_gives_way_takes_the_chain_of_calculation_with_it() -> None:
    new = parts_of(patched(with_chain(RICH), {(3, 7): 5}))
    assert "xl/calcChain.xml" not in new
    assert not [name for name, content in new.items() if b"calcChain" in content]
    assert new["[Content_Types].xml"] == parts_of(RICH)["[Content_Types].xml"]
    assert new["xl/_rels/workbook.xml.rels"] == parts_of(RICH)["xl/_rels/workbook.xml.rels"]
    cell = read_bytes(patched(with_chain(RICH), {(3, 7): 5}), "b.xlsx").grids[DATA].cell(3, 7)
    assert cell[:3] == (5.0, CellKind.NUMBER, "")


def test_a_formula_that_stays_keeps_the_chain() -> None:
    old = with_chain(RICH)
    for changes in (SheetChanges({(3, 1): 5}), SheetChanges(results={(3, 7): 5})):
        assert changed_parts(old, patched(old, changes)) == {SHEET}


def arrays(_: Any, sheet: Any) -> None:
    sheet.write_array_formula("B2:C3", "{=TRANSPOSE(A1:B2)}", None, 1)


def an_array(_: Any, sheet: Any) -> None:
    sheet["B2"] = ArrayFormula("B2:C3", "=TRANSPOSE(A1:B2)")


SHARED = (
    b'<row r="2"><c r="B2"><f t="shared" ref="B2:B3" si="0">A2*2</f><v>2</v></c></row>'
    b'<row r="3"><c r="B3"><f t="shared" si="0"/><v>4</v></c></row>'
)
WHAT_IF = b'<row r="2"><c r="B2"><f t="dataTable" ref="B2:C3" dt2D="1" r1="A1"/><v>2</v></c></row>'


def with_rows(rows: bytes) -> bytes:
    data = BASES["empty"]
    xml = parts_of(data)[SHEET].replace(b"<sheetData/>", b"<sheetData>" + rows + b"</sheetData>")
    return repacked(data, **{SHEET: xml})


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        pytest.param(by_xlsxwriter(arrays), ["B2", "C3", "B3"], id="array"),
        pytest.param(by_openpyxl(an_array), ["B2", "C3", "C2"], id="array by openpyxl"),
        pytest.param(with_rows(SHARED), ["B2", "B3"], id="shared"),
        pytest.param(with_rows(WHAT_IF), ["B2", "C3"], id="what-if table"),
    ],
)
def test_a_formula_over_several_cells_is_refused_by_the_cells_name(
    data: bytes, cells: list[str]
) -> None:
    for cell in cells:
        address = (int(cell[1]), ord(cell[0]) - 64)
        with pytest.raises(CellRefused, match=f"^Cell {cell} of the sheet {DATA} is part of"):
            patched(data, {address: 5})
    assert patched(data, {(4, 2): 5}), "the cell below is free"


# Tables, links, properties


def table_end(data: bytes) -> str:
    return openpyxl.load_workbook(io.BytesIO(data))[DATA].tables["Owners"].ref


@pytest.mark.parametrize(("row", "reference"), [(30, "A10:C30"), (12, "A10:C12"), (5, "A10:C12")])
def test_a_table_grows_and_never_shrinks(row: int, reference: str) -> None:
    new = patched(RICH, SheetChanges({(11, 1): "x"}, table_ends={"Owners": row}))
    assert table_end(new) == reference
    table = parts_of(new)["xl/tables/table1.xml"]
    assert table.count(reference.encode()) == 2, "and its filter with it"


def test_a_table_of_another_name_is_left_as_it_is() -> None:
    assert table_end(patched(RICH, SheetChanges(table_ends={"Findings": 30}))) == "A10:C12"


def test_rows_are_written_where_people_made_a_range_of_the_table() -> None:
    book = openpyxl.load_workbook(io.BytesIO(RICH))
    del book[DATA].tables["Owners"]
    made = io.BytesIO()
    book.save(made)

    new = patched(made.getvalue(), SheetChanges({(11, 1): "x"}, table_ends={"Owners": 30}))

    assert openpyxl.load_workbook(io.BytesIO(new))[DATA]["A11"].value == "x"


def links_of(data: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[DATA]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {cell.coordinate: cell.hyperlink.location for cell in cells}


def test_links_are_replaced_put_in_and_taken_away() -> None:
    first = patched(RICH, SheetChanges(links={(2, 1): "'Plan'!G6", (3, 1): "'A & \"B\"'!A1"}))
    assert links_of(first) == {"A2": "'Plan'!G6", "A3": "'A & \"B\"'!A1"}
    gone = {(2, 1): None, (3, 1): None}
    second = patched(first, SheetChanges(links={**gone, (4, 1): "'Plan'!A1"}))
    assert links_of(second) == {"A4": "'Plan'!A1"}
    third = patched(second, SheetChanges(links={(4, 1): None}))
    assert links_of(third) == {}
    assert parts_of(third)[SHEET] == parts_of(RICH)[SHEET]


def test_numbers_among_the_properties_are_set_or_added() -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.set_custom_property("Toolkit layout", 2)
        book.set_custom_property("Team", "Partnership & co")

    old = by_xlsxwriter(fill)
    new = patch(old, Changes(properties={"Toolkit layout": 3, "Toolkit highest A": 30}), "b.xlsx")
    assert read_bytes(new, "b.xlsx").numbers == {"Toolkit layout": 3, "Toolkit highest A": 30}
    assert changed_parts(old, new) == {"docProps/custom.xml"}
    properties = openpyxl.load_workbook(io.BytesIO(new)).custom_doc_props
    assert {item.name: item.value for item in properties.props} == {
        "Toolkit layout": 3,
        "Team": "Partnership & co",
        "Toolkit highest A": 30,
    }


# Sheets written in unusual ways

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v>'
            '</x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="F1:G1"/></x:mergeCells>'
            "</x:worksheet>",
            id="prefixes",
        ),
        pytest.param(
            f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>7</v></c><c/></row><row/></sheetData>'
            "</worksheet>",
            id="no references",
        ),
        pytest.param(
            f'<worksheet xmlns="{MAIN}"><sheetData><!-- <c r="B2"><v>9</v></c> --><row r="1">'
            '<c r="A1"><v>7</v></c></row></sheetData></worksheet>',
            id="comments",
        ),
        pytest.param(
            f"<worksheet xmlns='{MAIN}'><sheetData><row r='1'><c t='n' r='A1'><v>7</v></c></row>"
            "</sheetData></worksheet>",
            id="single quotes and another order",
        ),
        pytest.param(
            f'<worksheet xmlns="{MAIN}"><sheetData>\n <row r="1" >\n  <c r="A1" >\n  <v>7</v>\n'
            "  </c>\n </row>\n</sheetData ></worksheet>",
            id="spaces",
        ),
    ],
)
def test_sheets_written_in_unusual_ways_are_patched_all_the_same(xml: str) -> None:
    data = repacked(BASES["empty"], **{SHEET: xml.encode()})
    new = patched(data, {(2, 2): "new", (1, 3): date(2027, 1, 1)}, links={(1, 1): "'Plan'!A1"})
    grid = read_bytes(new, "b.xlsx").grids[DATA]
    sheet = openpyxl.load_workbook(io.BytesIO(new))[DATA]
    assert (grid.cell(1, 1).value, grid.cell(2, 2).value) == (7, "new")
    assert (sheet["A1"].value, sheet["B2"].value) == (7, "new")
    assert plain_date(grid.cell(1, 3).value) == date(2027, 1, 1)
    assert links_of(new) == {"A1": "'Plan'!A1"}


@pytest.mark.parametrize(
    "calculation", [b"", b'<calcPr calcId="1"/>', b'<calcPr calcId="1" fullCalcOnLoad="0"/>']
)
def test_the_next_program_is_asked_to_work_everything_out(calculation: bytes) -> None:
    book = parts_of(RICH)[BOOK_PART]
    assert book.count(b"<calcPr") == 1
    old = repacked(RICH, **{BOOK_PART: re.sub(rb"<calcPr[^>]*/>", calculation, book)})
    new = parts_of(patched(old, {(1, 1): 1}))[BOOK_PART]
    assert re.findall(rb"<calcPr[^>]*>", new) == [
        b'<calcPr calcId="1" fullCalcOnLoad="1"/>'
        if calculation
        else b'<calcPr fullCalcOnLoad="1"/>'
    ]
    assert new.index(b"</definedNames>") < new.index(b"<calcPr")


def test_columns_far_right_are_in_their_order() -> None:
    new = patched(BASES["XlsxWriter"], {(1, column): column for column in (703, 27, 26, 5)})
    found = re.findall(rb'<c r="([A-Z]+)1"', parts_of(new)[SHEET])
    assert found == [column_letters(n).encode() for n in (1, 2, 3, 4, 5, 26, 27, 703)]
