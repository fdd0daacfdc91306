"""Workbooks on disk, from several programs: their values, and what values alone do not show."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters
from openpyxl.worksheet.table import Table

from tests.builders import board
from tests.examples import examples
from tests.office.helpers import convert
from toolkit.layout.board import BOARD
from toolkit.reading.grid import Cell, CellKind, Grid
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import FileMissing, ToolkitError, WrongFileType
from toolkit.workbook.create import create
from toolkit.workbook.files import read, read_bytes


def by_xlsxwriter(fill: Callable[[Any, Any], None], **options: Any) -> Grid:
    """The one sheet of a workbook that XlsxWriter wrote, which does not calculate."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, options) as book:
        fill(book, book.add_worksheet("Data"))
    return read_bytes(buffer.getvalue(), "book.xlsx").grids["Data"]


def by_openpyxl(fill: Callable[[Any], None]) -> Grid:
    """The one sheet of a workbook that openpyxl wrote."""
    book = openpyxl.Workbook()
    book.active.title = "Data"
    fill(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_bytes(buffer.getvalue(), "book.xlsx").grids["Data"]


# Files that cannot be read


def refused(path: Path) -> ToolkitError:
    with pytest.raises(ToolkitError) as stop:
        read(path)
    assert str(stop.value).startswith(path.name)
    assert str(stop.value).endswith(".")
    assert "\n" not in str(stop.value)
    assert stop.value.__suppress_context__ or stop.value.__context__ is None
    return stop.value


def test_a_file_that_is_not_there_stops_the_job_in_plain_words(tmp_path: Path) -> None:
    stop = refused(tmp_path / "board.xlsx")

    assert isinstance(stop, FileMissing)
    assert "is not there" in str(stop)


def test_a_folder_is_not_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"is a folder"):
        read(tmp_path)


A_WORKBOOK = create(BOARD, board())
EXAMPLE = (resources.files("toolkit.workbooks") / "example_board.xlsx").read_bytes()


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Ref,Action\n1.1,Train\n", id="text named .xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="an old .xls"),
        pytest.param(A_WORKBOOK[: len(A_WORKBOOK) // 2], id="half a download"),
        pytest.param(A_WORKBOOK[:-30], id="a download without its end"),
        pytest.param(zipped(readme=b"hello"), id="a zip that is no workbook"),
    ],
)
def test_a_file_that_is_no_workbook_stops_the_job_in_plain_words(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(content)

    assert isinstance(refused(path), WrongFileType)


@examples(40)
@given(st.integers(0, len(A_WORKBOOK) - 1), st.integers(0, 255))
def test_a_damaged_byte_anywhere_stops_the_job_in_plain_words_or_does_not_matter(
    place: int, byte: int
) -> None:
    damaged = bytearray(A_WORKBOOK)
    damaged[place] = byte
    try:
        sheets = list(read_bytes(bytes(damaged), "board.xlsx").grids)
    except ToolkitError:
        return
    assert "Plan" in sheets


PARTS = {
    name: zipfile.ZipFile(io.BytesIO(A_WORKBOOK)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(A_WORKBOOK)).namelist()
}


# The properties wait for a fault to be fixed: tests/found_by_tests.py.
@pytest.mark.parametrize("part", sorted(set(PARTS) - {"docProps/custom.xml"}))
def test_a_part_that_is_broken_stops_the_job_in_plain_words_or_does_not_matter(part: str) -> None:
    for content in (b"", b"<broken", b"<other/>", PARTS[part][: len(PARTS[part]) // 2]):
        with suppress(ToolkitError):
            read_bytes(zipped(**{**PARTS, part: content}), "board.xlsx")


# Values


def test_values_are_read_as_the_kinds_that_excel_shows() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hours = book.add_format({"num_format": "[h]:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["Neglect", 23.4, 0, True])
        sheet.write_datetime(1, 0, date(2027, 3, 31), day)
        sheet.write_datetime(1, 1, datetime.fromisoformat("2027-03-31 09:30"), day)
        sheet.write_datetime(1, 2, time(9, 30), clock)
        sheet.write_datetime(1, 3, timedelta(hours=30), hours)
        sheet.write_blank(2, 0, None, day)

    grid = by_xlsxwriter(fill)

    assert [grid.cell(1, column)[:2] for column in range(1, 5)] == [
        ("Neglect", CellKind.TEXT),
        (23.4, CellKind.NUMBER),
        (0.0, CellKind.NUMBER),
        (True, CellKind.BOOLEAN),
    ]
    assert [grid.cell(2, column)[:2] for column in range(1, 5)] == [
        (date(2027, 3, 31), CellKind.DATE),
        (datetime.fromisoformat("2027-03-31 09:30"), CellKind.DATE),
        (time(9, 30), CellKind.TIME),
        (timedelta(hours=30), CellKind.TIME),
    ]
    assert grid.cell(3, 1) == Cell(None, CellKind.BLANK)


def test_blank_rows_and_columns_at_the_head_do_not_shift_addresses() -> None:
    grid = by_xlsxwriter(lambda _, sheet: sheet.write("C5", "here"))

    assert grid.cell(5, 3) == Cell("here", CellKind.TEXT)
    assert grid.height == 5


def test_dates_counted_from_1904_are_the_same_dates() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 0, date(2027, 3, 31), book.add_format({"num_format": "d/m/yyyy"}))

    assert by_xlsxwriter(fill, date_1904=True).cell(1, 1).value == date(2027, 3, 31)


@examples(25)
@given(
    st.lists(st.floats(-1e300, 1e300, allow_subnormal=False), max_size=20).map(
        lambda numbers: [float(f"{number:.15g}") for number in numbers]
    )
)
def test_numbers_come_back_to_their_fifteen_digits(numbers: list[float]) -> None:
    grid = by_xlsxwriter(lambda _, sheet: sheet.write_row("A1", numbers))

    assert [grid.cell(1, column).value for column in range(1, len(numbers) + 1)] == numbers


# Percentages


@pytest.mark.parametrize("shown", ["0%", "0.00%", "0.0%", "[Red]0%;-0%"])
def test_a_share_shown_as_per_cent_says_so(shown: str) -> None:
    grid = by_xlsxwriter(
        lambda book, sheet: sheet.write(0, 0, 0.93, book.add_format({"num_format": shown}))
    )

    assert grid.cell(1, 1)[:2] == (0.93, CellKind.NUMBER)
    assert "%" in grid.cell(1, 1).number_format


@pytest.mark.parametrize("shown", ["General", "0.00", "#,##0", "0.0;[Red]-0.0"])
def test_a_bare_share_does_not(shown: str) -> None:
    grid = by_xlsxwriter(
        lambda book, sheet: sheet.write(0, 0, 0.93, book.add_format({"num_format": shown}))
    )

    assert grid.cell(1, 1) == Cell(0.93, CellKind.NUMBER)


# Formulas and errors


def test_formulas_that_openpyxl_wrote_were_never_worked_out() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = 2, "=A1*2"

    assert by_openpyxl(fill).cell(1, 2) == Cell(None, CellKind.UNCALCULATED, "A1*2")


def test_a_formula_worked_out_is_its_value() -> None:
    grid = by_xlsxwriter(lambda _, sheet: sheet.write_formula("A1", "=B1*2", None, 84))

    assert grid.cell(1, 1) == Cell(84.0, CellKind.NUMBER, "B1*2")


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#REF!", "#VALUE!"])
def test_an_error_is_read_as_its_code(error: str) -> None:
    grid = by_xlsxwriter(lambda _, sheet: sheet.write_formula("B2", "=1/0", None, error))

    assert grid.cell(2, 2) == Cell(error, CellKind.ERROR, "1/0")


# Hidden rows and filters


def column_a(sheet: Any) -> None:
    for row, text in enumerate(["Status", "Complete", "Paused", "Complete", "Paused"], start=1):
        sheet.cell(row, 1, text)


def chosen(column_range: str) -> AutoFilter:
    shown = FilterColumn(colId=0, filters=Filters(filter=["Complete"]))
    return AutoFilter(ref=column_range, filterColumn=[shown])


def test_rows_hidden_by_hand_are_hidden() -> None:
    def fill(sheet: Any) -> None:
        column_a(sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    grid = by_openpyxl(fill)

    assert grid.marks.hidden_rows == {3}
    assert grid.marks.hidden_columns == {2}
    assert grid.cell(3, 1) == Cell("Paused", CellKind.TEXT, hidden=True)


def test_rows_that_a_sheets_filter_hides_are_data() -> None:
    def fill(sheet: Any) -> None:
        column_a(sheet)
        sheet.auto_filter = chosen("A1:A5")
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True

    assert by_openpyxl(fill).marks.hidden_rows == frozenset()


def test_rows_that_a_tables_filter_hides_are_data() -> None:
    def fill(sheet: Any) -> None:
        column_a(sheet)
        sheet.add_table(Table(displayName="Statuses", ref="A1:A5", autoFilter=chosen("A1:A5")))
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True

    assert by_openpyxl(fill).marks.hidden_rows == frozenset()


def test_a_row_outside_the_filters_range_is_hidden_by_hand() -> None:
    def fill(sheet: Any) -> None:
        column_a(sheet)
        sheet.auto_filter = chosen("A1:A4")
        sheet.row_dimensions[4].hidden = sheet.row_dimensions[5].hidden = True

    assert by_openpyxl(fill).marks.hidden_rows == {5}


def test_filter_arrows_that_nobody_used_hide_nothing() -> None:
    def fill(sheet: Any) -> None:
        column_a(sheet)
        sheet.auto_filter.ref = "A1:A5"
        sheet.row_dimensions[3].hidden = True

    assert by_openpyxl(fill).marks.hidden_rows == {3}


# What a workbook says of itself


def test_a_board_workbook_says_which_layout_it_has() -> None:
    assert read_bytes(A_WORKBOOK, "board.xlsx").layout_version == BOARD.version


def of_openpyxl(prepare: Callable[[Any], None]) -> Workbook:
    book = openpyxl.Workbook()
    prepare(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_bytes(buffer.getvalue(), "book.xlsx")


def test_a_workbook_from_elsewhere_has_no_layout() -> None:
    assert of_openpyxl(lambda _: None).layout_version is None


def test_a_chart_sheet_is_passed_over() -> None:
    def prepare(book: Any) -> None:
        book.create_chartsheet("Chart")
        book.create_sheet("Plan")

    assert list(of_openpyxl(prepare).grids) == ["Sheet", "Plan"]


def test_a_hidden_sheet_is_read_like_any_other() -> None:
    def prepare(book: Any) -> None:
        book.create_sheet("Lists").sheet_state = "veryHidden"

    assert list(of_openpyxl(prepare).grids) == ["Sheet", "Lists"]


def test_a_workbook_read_from_disk_goes_by_its_files_name(tmp_path: Path) -> None:
    path = tmp_path / "Ourshire board.xlsx"
    path.write_bytes(A_WORKBOOK)

    assert read(path).name == "Ourshire board.xlsx"


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_again_says_the_same(
    soffice: Path, tmp_path: Path
) -> None:
    (tmp_path / "board.xlsx").write_bytes(EXAMPLE)
    convert(soffice, "xlsx", tmp_path / "saved", [tmp_path / "board.xlsx"])

    saved = read_board(read(tmp_path / "saved/board.xlsx"))

    original = read_board(read_bytes(EXAMPLE, "board.xlsx"))
    assert saved[:2] == original[:2]


@pytest.mark.shared
def test_every_workbook_of_the_corpus_is_read_or_refused(shared: Path) -> None:
    opened = 0
    for path in sorted((shared / "corpus/xlsx").glob("*.xls*")):
        with suppress(ToolkitError):
            opened += bool(read(path).grids)

    assert opened > 140


# Formats, parts and packages that programs seldom write


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [('0.0"%"', ""), ("0.0\\%", ""), ("0.0%", "0.0%"), ('0" of "0%', '0" of "0%')],
)
def test_only_a_sign_that_is_no_text_makes_a_share(shown: str, read_as: str) -> None:
    grid = by_xlsxwriter(
        lambda book, sheet: sheet.write(0, 0, 23.4, book.add_format({"num_format": shown}))
    )

    assert grid.cell(1, 1).number_format == read_as


def with_part(part: str, content: bytes) -> bytes:
    """A board's workbook with another content of one part."""
    return with_parts(lambda name, old: content if name == part else old)


def with_parts(change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(create(BOARD, board()))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docProps/custom.xml", b"<broken"),
        ("xl/workbook.xml", b'<?xml version="1.0" encoding="UTF-0"?><workbook/>'),
    ],
)
def test_a_broken_part_is_refused_in_a_sentence(part: str, content: bytes) -> None:
    with pytest.raises(WrongFileType, match="damaged"):
        read_bytes(with_part(part, content), "board.xlsx")


def test_an_impossible_date_is_told_in_one_sentence() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    dates = book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("Plan").write_number(0, 0, -1e300, dates)
    book.close()
    with pytest.raises(WrongFileType):
        read_bytes(buffer.getvalue(), "board.xlsx")
