"""Fresh workbooks: the layout in Excel's terms, and content that comes back as it went in."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import AS_AT, action, board, check
from tests.examples import examples
from tests.office.helpers import convert
from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Column, Kind, Owner, Sheet
from toolkit.reading.grid import column_letters, looks_blank
from toolkit.reading.reader import read_board
from toolkit.values import choices, palette
from toolkit.values.errors import CellRefused
from toolkit.values.findings import Severity
from toolkit.workbook.create import Content, blank, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.places import LAST_CHECKED_ROW
from toolkit.writing import toolkit_columns

SHIPPED = ("example_board.xlsx", "blank_board.xlsx")


@pytest.fixture(scope="module")
def fresh() -> Any:
    """A blank workbook, as openpyxl sees it."""
    return openpyxl.load_workbook(
        io.BytesIO(create(BOARD, blank("Ourshire Partnership", "2026/27")))
    )


def block(sheet: Worksheet, name: str) -> tuple[int, int, int, int]:
    """First row (of headings), last row, first and last column of a table."""
    letters, row, last_letters, last_row = re.findall(r"[A-Z]+|\d+", sheet.tables[name].ref)
    index = openpyxl.utils.column_index_from_string
    return int(row), int(last_row), index(letters), index(last_letters)


def letters_in_plan(key: str) -> str:
    """The letters of a column of a fresh Plan."""
    return column_letters([column.key for column in PLAN_TABLE.columns].index(key) + 1)


def cells_of(book: Any, column: Column, name: str) -> str:
    """The range of a column's cells, as far as drop-downs and colours reach."""
    sheet = book[BOARD.sheet_of(name).name]
    row, _, first, _ = block(sheet, name)
    letters = column_letters(first + [c.key for c in BOARD.tables[name].columns].index(column.key))
    return f"{letters}{row + 1}:{letters}{LAST_CHECKED_ROW + 1}"


every_table = pytest.mark.parametrize("name", BOARD.tables)


# The file


def test_the_same_content_gives_the_same_bytes() -> None:
    content = board([action(), action(id="A-0002", ref="1.2")])

    assert create(BOARD, content) == create(BOARD, content)


def test_nothing_in_the_file_tells_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(create(BOARD, board()))) as package:
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-04-01T00:00:00Z" in package.read("docProps/core.xml")


def test_every_sheet_is_in_the_order_of_the_layout_and_home_is_open(fresh: Any) -> None:
    assert fresh.sheetnames == [sheet.name for sheet in BOARD.sheets]
    assert fresh.active.title == "Home"


def test_a_fresh_workbook_bears_the_boards_name(fresh: Any) -> None:
    assert fresh.properties.title == "Ourshire Partnership board workbook"
    assert fresh["Settings"]["B4"].value == "Ourshire Partnership"


@pytest.mark.parametrize("sheet", BOARD.sheets, ids=[sheet.name for sheet in BOARD.sheets])
def test_every_sheet_opens_with_its_title_and_purpose(fresh: Any, sheet: Any) -> None:
    top = {cell.value for row in fresh[sheet.name].iter_rows(max_row=2) for cell in row}
    assert sheet.purpose in top
    if sheet is not HOME:
        assert fresh[sheet.name]["A1"].value == sheet.title
    assert not fresh[sheet.name].protection.sheet


@every_table
def test_every_table_has_its_headings_in_order(fresh: Any, name: str) -> None:
    sheet = fresh[BOARD.sheet_of(name).name]
    row, last_row, first, last = block(sheet, name)

    headings = [sheet.cell(row, column).value for column in range(first, last + 1)]
    assert headings == [column.heading for column in BOARD.tables[name].columns]
    assert last_row - row >= max(len(BOARD.tables[name].fixed_rows), 1)


@every_table
def test_pointing_at_a_heading_says_what_belongs_under_it(fresh: Any, name: str) -> None:
    sheet = fresh[BOARD.sheet_of(name).name]
    row, _, first, _ = block(sheet, name)

    for number, column in enumerate(BOARD.tables[name].columns, start=first):
        note = sheet.cell(row, number).comment.text
        assert note.startswith(column.help)
        assert column.example in note
        assert ("Filled by the toolkit." in note) == (column.owner is Owner.TOOLKIT)


@pytest.mark.parametrize(
    "sheet", [s for s in BOARD.sheets if len(s.tables) == 1], ids=lambda sheet: sheet.name
)
def test_headings_and_the_first_columns_stay_on_the_screen(fresh: Any, sheet: Sheet) -> None:
    keys = [column.key for column in sheet.table.columns]
    after = keys.index(sheet.freeze_after) + 1 if sheet.freeze_after else 0

    assert fresh[sheet.name].freeze_panes == f"{column_letters(after + 1)}4"


@every_table
def test_staff_choose_from_lists_where_the_layout_has_them(fresh: Any, name: str) -> None:
    rules = {
        str(rule.sqref): rule
        for rule in fresh[BOARD.sheet_of(name).name].data_validations.dataValidation
    }
    for column in BOARD.tables[name].columns:
        rule = rules.get(cells_of(fresh, column, name))
        if column.owner is Owner.TOOLKIT:
            assert rule is None
        elif column.offers:
            assert rule.formula1 == column.offers.replace(".", "_")
            assert rule.formula1 in fresh.defined_names
            assert not rule.showErrorMessage, "an ID may be typed instead"
        elif column.refers_to:
            assert rule.formula1 == column.refers_to.replace(".", "_")
            assert rule.formula1 in fresh.defined_names
            assert rule.errorStyle == ("information" if column.open_list else None)
        elif column.choices:
            assert rule.formula1 == f'"{",".join(column.choices)}"'
        else:
            wanted = {Kind.DATE: "date", Kind.NUMBER: "decimal", Kind.COUNT: "decimal"}
            assert (rule.type if rule else None) == wanted.get(column.kind)


@pytest.mark.parametrize(
    ("name", "columns"), [("Indicators", "$A:$C"), ("Plan", None), ("Targets", None)]
)
def test_on_paper_each_page_of_a_wide_sheet_begins_with_what_names_the_row(
    fresh: Any, name: str, columns: str | None
) -> None:
    assert fresh[name].print_title_cols == columns


RATING_KEYS = ("rating", "proposed_rating", "last_rating", "rag")


@every_table
def test_a_ratings_word_colours_its_cell(fresh: Any, name: str) -> None:
    coloured = {
        str(cells.sqref): {
            rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:] for rule in cells.rules if rule.dxf.fill
        }
        for cells in fresh[BOARD.sheet_of(name).name].conditional_formatting
    }
    fills = {f'"{word}"': palette.RAG[word].fill for word in choices.RATINGS}
    for column in BOARD.tables[name].columns:
        found = coloured.get(cells_of(fresh, column, name), {})
        if column.refers_to == "Ratings.rating" or column.key in RATING_KEYS:
            assert found == fills
        elif column.key == "severity":
            assert set(found) == {f'"{severity.word.capitalize()}"' for severity in Severity}
        elif column.key != "days_overdue":
            assert found == {}


@pytest.mark.parametrize(
    ("name", "of_an_indicator", "counted"),
    [
        ("Data", ["value"], ["numerator", "denominator"]),
        ("Targets", ["target", "target_to", "floor"], []),
        ("Scorecard", ["target", "period_7", "latest", "england", "chart_upper"], []),
    ],
)
def test_figures_show_the_decimals_of_their_indicator_and_counts_none(
    fresh: Any, name: str, of_an_indicator: list[str], counted: list[str]
) -> None:
    shown = {
        str(cells.sqref): [rule.dxf.numFmt.formatCode for rule in cells.rules if rule.dxf.numFmt]
        for cells in fresh[BOARD.sheet_of(name).name].conditional_formatting
    }

    for key in of_an_indicator:
        cells = cells_of(fresh, BOARD.tables[name].column(key), name)
        assert shown[cells] == ["0.0", "0.00", "0.000"]
    for key in counted:
        assert cells_of(fresh, BOARD.tables[name].column(key), name) not in shown


def test_text_columns_keep_what_is_typed_as_text(fresh: Any) -> None:
    formats = {cell.column_letter: cell.number_format for cell in fresh["Plan"][4]}

    assert formats[letters_in_plan("ref")] == "@", "a ref such as 1.10 must not turn into 1.1"
    assert formats[letters_in_plan("due")] == "dd/mm/yyyy"


def test_columns_that_few_boards_need_are_folded_away(fresh: Any) -> None:
    groups = [group for group in fresh["Plan"].column_dimensions.values() if group.hidden]

    folded = [c.folded for c in BOARD.tables["Plan"].columns]
    assert {n for group in groups for n in range(group.min, group.max + 1)} == {
        number for number, away in enumerate(folded, start=1) if away
    }
    assert all(group.outlineLevel == 1 for group in groups)


def test_every_setting_has_its_line_with_help_and_what_it_starts_with(fresh: Any) -> None:
    lines = {row[0].value: (row[1].value, row[2].value) for row in fresh["Settings"].iter_rows()}

    for setting in SETTINGS.settings:
        value, text = lines[setting.label]
        assert text.startswith(setting.help)
        if setting.key not in ("board_name", "period"):
            assert (value or "") == setting.default


# Content comes back as it went in


def is_seen(text: str) -> bool:
    return not looks_blank(text)


STARTS = ["", "", "=", "=1+1", "+", "-1", "@", "'", '"', "#N/A", "{=A1}", "https://a.b/", "TRUE"]
letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
typed_text = (
    st.builds("{}{}".format, st.sampled_from(STARTS), st.text(letters | st.just("\n"), max_size=60))
    .map(str.strip)
    .filter(is_seen)
)
typed_line = (
    st.text(letters).map(str.strip).filter(lambda line: is_seen(line) and line[0] not in "•●▪◦·")
)
typed_day = st.dates(date(1900, 1, 1), date(2199, 12, 31))
typed_number = st.decimals(-(10**9), 10**9, places=5) | st.integers(-(10**14), 10**14)


def read_back(content: Content) -> Board:
    board, findings, *_ = read_board(read_bytes(create(BOARD, content), "board.xlsx"))
    assert findings == []
    return board


# Few workbooks of many rows: a workbook costs more than all that is in it.
@examples(8)
@given(st.lists(st.tuples(typed_text, typed_number, typed_day), min_size=1, max_size=50))
def test_texts_numbers_and_dates_come_back_as_they_went_in(
    rows: list[tuple[str, Decimal | int, date]],
) -> None:
    facts = [
        {"priority": "1", "text": text, "figure": number, "figure_date": day, "source_text": text}
        for text, number, day in rows
    ]

    evidence = read_back(board(Evidence=facts)).evidence

    assert [(e.text, e.figure, e.figure_date) for e in evidence] == rows
    assert [e.source_text for e in evidence] == [text for text, *_ in rows]


@examples(6)
@given(st.lists(st.lists(typed_line, min_size=1, max_size=5), min_size=1, max_size=20))
def test_lines_come_back_one_by_one(tasks: list[list[str]]) -> None:
    rows = [
        action(id=None, ref=f"1.{number}", tasks="\n".join(lines))
        for number, lines in enumerate(tasks, start=1)
    ]

    actions = read_back(board(rows)).actions

    assert [list(each.tasks) for each in actions] == tasks


@examples(10)
@given(st.text(letters, min_size=1, max_size=60).filter(is_seen))
def test_a_board_may_have_any_name(name: str) -> None:
    assert read_back(board(settings={"board_name": name})).settings.board_name == name.strip()


@pytest.mark.parametrize("length", [1, 32_766, 32_767])
def test_text_may_be_as_long_as_a_cell_can_hold(length: int) -> None:
    text = "x" * length

    assert read_back(board([action(progress=text)])).actions[0].progress == text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|'/c calc'!A1", "+1", "@SUM(A1)", "#REF!", "<r><b>x</r>", "<r></r>", "<r>"],
)
def test_text_that_looks_like_a_formula_or_markup_is_not_made_one(text: str) -> None:
    plan = f"xl/worksheets/sheet{[sheet.name for sheet in BOARD.sheets].index('Plan') + 1}.xml"
    with zipfile.ZipFile(io.BytesIO(create(BOARD, board([action(action=text)])))) as package:
        xml = package.read(plan)

    cell = f"{letters_in_plan('action')}4".encode()
    assert re.search(rb'<c r="' + cell + rb'"[^>]* t="s"><v>\d+</v></c>', xml)
    assert read_back(board([action(action=text)])).actions[0].action == text


def test_every_table_of_the_example_board_comes_back() -> None:
    example = read_bytes((files("toolkit.workbooks") / "example_board.xlsx").read_bytes(), "e.xlsx")

    found, findings, *_ = read_board(example)

    assert findings == []
    assert min(len(found.actions), len(found.data), len(found.narrative), len(found.themes)) > 0


# With other programs

TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

Pages = dict[str, list[list[str]]]


def recalculated(soffice: Path, folder: Path, workbook: bytes) -> Pages:
    """Each sheet's cells as LibreOffice shows them after it has worked out every formula."""
    (folder / "board.xlsx").write_bytes(workbook)
    convert(soffice, TO_CSV, folder, [folder / "board.xlsx"], ALWAYS_RECALCULATE)
    pages = {}
    for path in folder.glob("board-*.csv"):
        with path.open(encoding="utf-8", newline="") as page:
            pages[path.stem.removeprefix("board-")] = list(csv.reader(page))
    return pages


def counts_on_home(rows: Sequence[Sequence[Any]]) -> dict[str, int]:
    shown = {row[0]: row[1] for row in rows if len(row) > 1}
    return {count.key: int(shown[count.label]) for count in HOME.counts}


@pytest.mark.office
@pytest.mark.parametrize("name", SHIPPED)
def test_libreoffice_works_out_what_the_shipped_workbook_shows(
    name: str, soffice: Path, tmp_path: Path
) -> None:
    workbook = (files("toolkit.workbooks") / name).read_bytes()

    pages = recalculated(soffice, tmp_path, workbook)

    assert set(pages) == {sheet.name for sheet in BOARD.sheets}
    shown = [cell for rows in pages.values() for row in rows for cell in row]
    assert [c for c in shown if re.match(r"Err:|#(NAME|REF|VALUE|DIV|N/A|NUM|NULL)", c)] == []
    cached = read_bytes(workbook, name).grids["Home"].rows
    assert counts_on_home(pages["Home"]) == counts_on_home(cached)


@pytest.mark.office
@pytest.mark.parametrize("chosen", ["A-0001", "1.1 Train (the whole front door) (A-0001)"])
def test_ref_action_and_lead_are_shown_beside_the_action_of_an_update(
    chosen: str, soffice: Path, tmp_path: Path
) -> None:
    content = board([action()], Updates=({"action": chosen, "updated_on": AS_AT},))

    row = recalculated(soffice, tmp_path, create(BOARD, content))["Updates"][3]
    assert row[1:4] == ["1.1", str(action()["action"]), "Head of Safeguarding"]


@pytest.mark.office
def test_home_counts_what_the_toolkit_counts_on_either_side_of_each_boundary(
    soffice: Path, tmp_path: Path
) -> None:
    def days(number: int) -> date:
        return AS_AT + timedelta(days=number)

    actions = [
        action(due=days(-1)),  # overdue
        action(due=days(-1), status="Not started"),  # overdue
        action(due=days(-1), revised_due=days(40)),
        action(due=days(40), revised_due=days(-2)),  # overdue
        *(action(due=days(-1), status=status) for status in choices.CLOSED_STATUSES),
        action(due=days(0)),  # due soon
        action(due=days(30)),  # due soon
        action(due=days(31)),
        action(due=days(90), updated_on=days(-92)),
        action(due=days(90), updated_on=days(-93)),  # without a recent update
        action(due=days(90), updated_on=None),  # without a recent update
        action(due=days(90), updated_on=None, status="Not started"),
    ]
    content = board(actions)
    checked = check(content)
    grey = toolkit_columns.plan_rows(checked.board, checked.results, checked.findings).values()
    filled = [{**row, **values} for row, values in zip(actions, grey, strict=True)]
    content = replace(content, rows={**content.rows, "Plan": filled}, counts={"overdue": 99})

    shown = counts_on_home(recalculated(soffice, tmp_path, create(BOARD, content))["Home"])

    counted = toolkit_columns.home_counts(checked.board, checked.results, checked.findings)
    plan = ("overdue", "due_soon", "updates_missing")
    assert [shown[key] for key in plan] == [3, 2, 2]
    assert [counted[key] for key in plan] == [3, 2, 2]


@pytest.mark.validator
@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_workbook_is_valid_to_the_letter(name: str, ooxml_validator: Path) -> None:
    with as_file(files("toolkit.workbooks") / name) as path:
        done = subprocess.run([ooxml_validator, path], capture_output=True, text=True, timeout=300)

    assert json.loads(done.stdout)["errors"] == []
    assert done.returncode == 0


def test_text_that_no_cell_can_hold_is_refused_in_one_sentence() -> None:
    create(BOARD, board([action(progress="x" * 32_767)]))
    with pytest.raises(CellRefused, match="longer than a cell can hold"):
        create(BOARD, board([action(progress="x" * 32_768)]))
