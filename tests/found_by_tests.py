"""Faults the tests found, each as a test that fails until the code is mended.

Not collected by its name; run it with: python -m pytest tests/found_by_tests.py
Each test names the file it belongs in once it passes.
"""

import io
import zipfile
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from tests.builders import action, board, check, check_bytes, datum, edited, indicator
from toolkit.errors import ToolkitError
from toolkit.findings import Finding, Location
from toolkit.layout import Column, Kind
from toolkit.periods import Period, PeriodError, PeriodKind, parse
from toolkit.timescales import Timescale
from toolkit.timescales import parse as parse_timescale
from toolkit.values import Missing, plain
from toolkit.workbook.create import create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.grid import Grid
from toolkit.workbook.scan import is_vast, parse_sheet, scan_sheet
from toolkit.workbook.table import read_value

# Wrong dates, silently


@pytest.mark.parametrize(
    "words", ["Decide 20 cases", "Separate 12 cases", "Marking 15 papers", "Maybe 2026"]
)
def test_words_that_begin_like_a_month_are_no_date(words: str) -> None:  # test_timescales
    assert parse_timescale(words) == Timescale()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Maybe 2026", PeriodKind.MONTH),
        ("Junuary 2026", PeriodKind.MONTH),
        ("1 maybe 2026", PeriodKind.SNAPSHOT),
        ("2026-06-45", PeriodKind.MONTH),
    ],
)
def test_words_that_begin_like_a_month_are_no_period(  # test_periods
    words: str, kind: PeriodKind
) -> None:
    with pytest.raises(PeriodError):
        parse(words, kind)


@pytest.mark.parametrize("words", ["Six-monthly", "6-monthly", "six monthly", "Bi-annual"])
def test_every_six_months_is_twice_a_year(words: str) -> None:  # test_timescales
    assert parse_timescale(words).times_a_year == 2


@pytest.mark.parametrize("words", ["Bi-monthly", "Two-monthly"])
def test_every_two_months_is_not_every_month(words: str) -> None:  # test_timescales
    assert parse_timescale(words).times_a_year in (None, 6)


# Wrong figures, silently


@pytest.mark.parametrize("shown", ['0.0"%"', "0.0\\%"])
def test_a_figure_with_a_sign_put_behind_it_is_not_a_share(shown: str) -> None:  # test_files
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.add_worksheet("Data").write(0, 0, 23.4, book.add_format({"num_format": shown}))
    grid = read_bytes(buffer.getvalue(), "book.xlsx").grids["Data"]

    assert read_kind(Kind.NUMBER, grid)[0] == Decimal("23.4")


def read_kind(kind: Kind, grid: Grid, **more: Any) -> tuple[Any, list[str]]:
    """The first cell read as a column of that kind, with the codes found."""
    found: list[Finding] = []
    column = Column("key", "Heading", kind, "Help.", **more)
    value = read_value(column, grid.cell(1, 1), Location("b.xlsx", "Plan", "A1"), found.append)
    return value, [finding.rule.code for finding in found]


@pytest.mark.parametrize("typed", ["12,5", "1,2,3", "1_000"])
def test_commas_that_part_no_thousands_make_no_number(typed: str) -> None:  # test_table
    assert read_kind(Kind.NUMBER, Grid("Data", [[typed]])) == (Missing.UNREADABLE, ["CELL-006"])


@pytest.mark.parametrize("typed", [2.5, -1.0])
def test_a_whole_number_is_whole(typed: float) -> None:  # test_table
    assert read_kind(Kind.COUNT, Grid("Data", [[typed]]))[1] == ["CELL-006"]


def test_no_number_is_written_as_minus_nought() -> None:  # test_values
    assert plain(Decimal("-0.0")) == "0"


# A cell cleared with the space bar


def test_a_needed_cell_that_holds_only_spaces_is_empty() -> None:  # test_table
    for kind in (Kind.TEXT, Kind.CHOICE, Kind.DATE, Kind.NUMBER):
        choices = ("Yes", "No") if kind is Kind.CHOICE else ()
        grid = Grid("Plan", [["  "]])
        assert read_kind(kind, grid, required=True, choices=choices)[1] == ["CELL-003"], kind
        assert read_kind(kind, grid, choices=choices)[1] == [], kind


def test_a_row_that_holds_only_spaces_is_no_row() -> None:  # test_reader
    def edit(book: Any) -> None:
        book["Plan"]["E6"] = "  "

    assert len(check_bytes(edited(board(), edit)).board.actions) == 2


# Periods


def test_a_month_that_excel_turned_into_a_date_is_that_month() -> None:  # test_reader
    monthly = board(Indicators=(indicator(frequency="Month"),), Data=(datum(period="x"),))

    def edit(book: Any) -> None:
        book["Data"]["C4"] = date(2026, 6, 1)
        book["Data"]["C4"].number_format = "mmm-yy"

    codes = [finding.rule.code for finding in check_bytes(edited(monthly, edit)).findings]
    assert "CELL-007" not in codes


def test_pooled_years_across_a_century_read_back() -> None:  # test_periods: years for `pooled`
    pooled = Period(date(1998, 1, 1), date(2000, 12, 31), PeriodKind.POOLED_YEARS)

    assert parse(str(pooled), PeriodKind.POOLED_YEARS) == pooled


def test_periods_of_two_kinds_with_the_same_days_can_be_sorted() -> None:  # test_periods
    year = parse("2025/26", PeriodKind.FINANCIAL_YEAR)
    rolling = parse("12 months to March 2026", PeriodKind.ROLLING)

    assert len(sorted([year, rolling])) == 2


@pytest.mark.parametrize("kind", [PeriodKind.ACADEMIC_YEAR, PeriodKind.POOLED_YEARS])
def test_the_refusal_is_good_english(kind: PeriodKind) -> None:  # test_periods
    with pytest.raises(PeriodError) as refusal:
        parse("soon", kind)

    assert "Write a academic" not in str(refusal.value)
    assert "Write a pooled years" not in str(refusal.value)


# A traceback instead of a finding or a sentence


def test_a_timescale_in_the_year_nought_stops_nothing() -> None:  # test_timescales
    assert parse_timescale("June 0000") == Timescale()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("docProps/custom.xml", b"<broken"),
        ("xl/workbook.xml", b'<?xml version="1.0" encoding="UTF-0"?><workbook/>'),
    ],
)
def test_a_broken_part_gives_no_traceback(part: str, content: bytes) -> None:  # test_files
    with suppress(ToolkitError):
        read_bytes(repacked(create(board()), part, content), "board.xlsx")


def repacked(workbook: bytes, part: str, content: bytes) -> bytes:
    """The same package with another content of one part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return buffer.getvalue()


# Text


def test_text_that_looks_like_an_escape_is_read_as_it_was_typed() -> None:  # test_create
    """calamine has undone the escapes already; `clean` undoes them a second time."""
    for typed in ("Form _x0041_", "Form _xD800_"):
        assert check(board([action(action=typed)])).board.actions[0].action == typed


def test_text_that_no_cell_can_hold_is_not_cut_off_in_silence() -> None:  # test_create
    """XlsxWriter cuts at 32,767 characters and only returns -2."""
    with pytest.raises(ToolkitError):
        create(board([action(progress="x" * 32_768)]))


# Wording


def test_what_to_do_about_a_missing_setting_is_a_sentence() -> None:  # test_reader
    def edit(book: Any) -> None:
        book["Settings"]["A4"] = "Our name"

    finding = check_bytes(edited(board(), edit)).findings[0]
    assert "row its own" not in finding.how_to_fix


def test_a_settings_label_may_end_with_a_colon_as_headings_may() -> None:  # test_reader
    def edit(book: Any) -> None:
        book["Settings"]["A4"] = "Board name:"

    assert check_bytes(edited(board(), edit)).findings == ()


def test_advice_on_a_hidden_row_names_no_column_that_is_not_there() -> None:  # test_reader
    def edit(book: Any) -> None:
        book["Priorities"].row_dimensions[4].hidden = True

    finding = check_bytes(edited(board(), edit)).findings[0]
    assert "Print" not in finding.how_to_fix


def test_a_hidden_row_that_is_not_printed_is_not_said_to_be() -> None:  # test_reader
    def edit(book: Any) -> None:
        book["Plan"].row_dimensions[5].hidden = True

    kept_out = board([action(), action(id="A-0002", ref="1.2", print="No")])
    messages = [finding.message for finding in check_bytes(edited(kept_out, edit)).findings]
    assert not any("printed" in message for message in messages)


# The search of a sheet's XML and the parser differ

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<row r="1"><c r="A1" t="e"><v></v></c></row>', id="an error without a code"),
        pytest.param(
            '<row r="1"><c r="A1" t="e"/><c r="B1"><v>5</v></c></row>',
            id="an error takes the next cell's 5 for its code",
        ),
        pytest.param(
            '<row hidden="1"><c r="A1"><v>5</v></c></row>', id="a hidden row without a number"
        ),
        pytest.param(
            '<row r="3"><c r="A4"><f>1</f></c></row>', id="a cell in another row than its own"
        ),
        pytest.param(
            '<row r="1"><c r="A1"><f>1</f><v xml:space="preserve">1</v></c></row>',
            id="worked out, and said not to be",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><f>1+\r\n1</f><v>2</v></c></row>', id="a line break in a formula"
        ),
    ],
)
def test_the_search_and_the_parser_agree(rows: str) -> None:  # test_scan
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    assert scan_sheet(xml, {}) == parse_sheet(xml, {})


def test_a_cell_without_a_style_has_the_first_one() -> None:  # test_scan
    xml = f'''<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>0.5</v></c></row>
    </sheetData></worksheet>'''.encode()

    assert scan_sheet(xml, {0: "0%"}).styles == {(1, 1): 0}


# Sheets refused that are not vast


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            "".join(
                f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>'
                for n in range(1, 80_001)
            ),
            id="two full columns, taken for 26 mostly empty ones",
        ),
        pytest.param(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12.8"/>',
            id="a row without cells, as programs write for the sheet's last row",
        ),
    ],
)
def test_a_sheet_full_of_cells_or_with_few_rows_of_them_is_read(rows: str) -> None:  # test_scan
    assert not is_vast(
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


# Excel offers "Strict Open XML Spreadsheet" when saving; a refusal that says so would do


def test_a_workbook_saved_as_strict_is_read() -> None:  # test_files
    strict = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
            b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    workbook = create(board())
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name, content in parts.items():
        for old, new in strict.items():
            content = content.replace(old, new)
        workbook = repacked(workbook, name, content)

    assert "Plan" in read_bytes(workbook, "board.xlsx").grids
