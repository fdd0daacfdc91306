"""What an update writes, and all that it leaves as staff made it."""

import io
import json
import logging
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from tests.office.helpers import saved_again
from toolkit.cli import main as cli
from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.layout.schema import Owner
from toolkit.reading.grid import Address, address_of, column_letters
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import LayoutMismatch
from toolkit.workbook.create import Content as Board
from toolkit.workbook.files import read
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, SheetChanges
from toolkit.writing.rules import GREY_CELL_TYPED_OVER

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

EXAMPLE = (files("toolkit.workbooks") / jobs.EXAMPLE).read_bytes()
LATER = date(2027, 1, 5)
SCORED = board(
    Indicators=(indicator(), indicator(id="I-0002", code="CP07", title="Repeat referrals")),
    Data=(datum(), datum(indicator="CP07", value=19)),
)


def saved(folder: Path, content: Board | bytes, name: str = "board.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else file_of(content))
    return path


def update(book: Path, as_at: date | None = None) -> jobs.Updated:
    return jobs.update(book, as_at, date(1999, 1, 1))


def edit(book: Path, change: Callable[[Any], None]) -> None:
    """A person's edit, saved by another program."""
    opened = openpyxl.load_workbook(book)
    change(opened)
    opened.save(book)


def type_in(book: Path, sheet: str, cells: dict[Address, Content]) -> None:
    """A person's edit that changes nothing else about the workbook."""
    book.write_bytes(patch(book.read_bytes(), Changes({sheet: SheetChanges(cells)}), book.name))


def column(book: Path, table: str, key: str) -> int:
    return read_board(read(book)).places[table].columns[key]


def values(book: Path, table: str, key: str) -> list[Any]:
    """What is under a heading, from the first row down to the sheet's last."""
    workbook = read(book)
    place = read_board(workbook).places[table]
    grid = workbook.grids[place.sheet]
    rows = range(place.row + 1, max(grid.height, place.row + 4) + 1)
    return [grid.cell(row, place.columns[key]).value for row in rows]


def own_cells_aside(workbook: Workbook) -> dict[tuple[str, Address], Any]:
    """Every cell that is not the toolkit's to fill."""
    read_as = read_board(workbook)
    places, settings = read_as.places, read_as.board.settings.cells
    filled = {
        (place.sheet, address_of(place.cell))
        for key, place in settings.items()
        if BOARD.settings[key].owner is Owner.TOOLKIT
    }
    own = {
        (place.sheet, number)
        for name, place in places.items()
        for key, number in place.columns.items()
        if BOARD.tables[name].column(key).owner is Owner.TOOLKIT
    }
    return {
        (sheet, (row, number)): value
        for sheet, grid in workbook.grids.items()
        for row, cells in enumerate(grid.rows, start=1)
        for number, value in enumerate(cells, start=1)
        if value != ""
        and (sheet, number) not in own
        and (sheet, (row, number)) not in filled
        and sheet != HOME.name
    }


# The second time, nothing


@pytest.mark.parametrize("content", [EXAMPLE, board(), SCORED], ids=["example", "small", "scored"])
@pytest.mark.parametrize("as_at", [None, LATER])
def test_an_update_twice_in_a_row_changes_nothing_the_second_time(
    tmp_path: Path, content: Board | bytes, as_at: date | None
) -> None:
    book = saved(tmp_path, content)
    update(book, as_at)
    before = book.read_bytes()
    assert update(book, as_at).stored is None
    assert book.read_bytes() == before


def test_the_example_ships_up_to_date(tmp_path: Path) -> None:
    assert update(saved(tmp_path, EXAMPLE)).stored is None


# What staff made stays


def test_nothing_but_the_toolkits_own_cells_changes(tmp_path: Path) -> None:
    book = saved(tmp_path, EXAMPLE)
    before = own_cells_aside(read(book))
    assert update(book, LATER).stored is not None
    assert own_cells_aside(read(book)) == before
    assert read_board(read(book)).board == read_board(read(saved(tmp_path, EXAMPLE))).board


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def test_only_sheets_with_own_cells_are_written(tmp_path: Path) -> None:
    book = saved(tmp_path, EXAMPLE)
    update(book, LATER)
    old, new = parts_of(EXAMPLE), parts_of(book.read_bytes())
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    own = r"xl/(worksheets/sheet|tables/table)\d+\.xml|docProps/custom\.xml"
    assert all(re.match(own, name) for name in changed)
    for name in changed:
        if "worksheets" in name:
            rows = re.compile(
                rb"<sheetData>.*</sheetData>|<dimension[^>]*>|<hyperlinks>.*</hyperlinks>",
                re.DOTALL,
            )
            assert rows.sub(b"", old[name]) == rows.sub(b"", new[name]), "all around the rows stays"


def staff_ways(book: Any) -> None:
    """A sheet as people leave it: own columns, colours, notes, filters, hidden columns."""
    plan = book["Plan"]
    last = plan.max_column
    plan.insert_cols(4)
    for row in range(3, 7):
        plan.cell(row, 4, f"ours {row}")
        plan.cell(row, last + 3, f"far {row}")
    plan["C4"].comment = Comment("Ask the chair", "Somebody")
    plan["C4"].fill = PatternFill("solid", fgColor="FFAABBCC")
    plan.column_dimensions["B"].hidden = True
    plan.auto_filter.ref = "A3:H40"
    plan.auto_filter.add_filter_column(1, ["1.1"])
    plan.row_dimensions[5].hidden = True


def test_own_columns_colours_notes_filters_and_hidden_columns_stay(tmp_path: Path) -> None:
    book = saved(tmp_path, board())
    edit(book, lambda opened: [opened["Plan"].tables.pop(name) for name in ["Plan"]])
    edit(book, staff_ways)
    before = own_cells_aside(read(book))
    assert update(book, LATER).stored is not None
    plan = openpyxl.load_workbook(book)["Plan"]
    assert own_cells_aside(read(book)) == before
    assert plan["C4"].comment.text == "Ask the chair"
    assert plan["C4"].fill.fgColor.rgb == "FFAABBCC"
    assert plan.column_dimensions["B"].hidden
    assert plan.row_dimensions[5].hidden
    assert plan.auto_filter.ref == "A3:H40"
    assert values(book, "Plan", "proposed_rating")[:2] != [None, None]
    assert update(book, LATER).stored is None


def test_rows_in_another_order_get_their_own_ratings(tmp_path: Path) -> None:
    rows = [action(id=f"A-000{n}", ref=f"1.{n}", due=date(2026, 10 + n, 1)) for n in (1, 2)]
    book, turned = saved(tmp_path, board(rows)), saved(tmp_path, board(rows[::-1]), "turned.xlsx")
    for path in (book, turned):
        update(path, date(2026, 11, 15))
    for key in ("id", "proposed_rating", "days_overdue", "why"):
        assert values(book, "Plan", key)[:2] == values(turned, "Plan", key)[:2][::-1]


def test_a_macro_workbook_keeps_its_macros(tmp_path: Path) -> None:
    parts = parts_of(EXAMPLE)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = parts["[Content_Types].xml"].replace(kind, macros)
    parts["[Content_Types].xml"] = types.replace(
        b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    parts["xl/vbaProject.bin"] = bytes(range(256)) * 40
    book = saved(tmp_path, packed(parts), "board.xlsm")
    stored = update(book, LATER).stored
    assert stored is not None
    assert parts_of(book.read_bytes())["xl/vbaProject.bin"] == parts["xl/vbaProject.bin"]
    assert parts_of(book.read_bytes())["[Content_Types].xml"] == parts["[Content_Types].xml"]
    assert stored.backup is not None
    assert stored.backup.suffix == ".xlsm"


# Identities


def test_new_rows_get_the_next_identities(tmp_path: Path) -> None:
    rows = [
        action(),
        action(id="", ref="1.2"),
        action(id="A-0007", ref="1.3"),
        action(id="", ref="2"),
    ]
    book = saved(tmp_path, board(rows))
    update(book)
    assert values(book, "Plan", "id")[:4] == ["A-0001", "A-0008", "A-0007", "A-0009"]
    assert read(book).numbers["Toolkit highest A"] == 9


def test_an_identity_once_given_is_never_given_again(tmp_path: Path) -> None:
    book = saved(tmp_path, board([action(), action(id="A-0002", ref="1.2")]))
    update(book)
    fields = {key: column(book, "Plan", key) for key in action()}
    type_in(book, "Plan", dict.fromkeys((5, place) for place in fields.values()))
    update(book)
    assert values(book, "Plan", "id")[:2] == ["A-0001", None]
    again = {**action(ref="1.9"), "id": None}
    type_in(book, "Plan", {(5, place): again[key] for key, place in fields.items()})
    update(book)
    assert values(book, "Plan", "id")[:2] == ["A-0001", "A-0003"]


def test_a_copied_row_keeps_its_copy_of_the_identity_and_is_a_finding(tmp_path: Path) -> None:
    book = saved(tmp_path, board([action(), action(ref="1.2")]))
    found = [finding.rule.code for finding in update(book).checked.findings]
    assert values(book, "Plan", "id")[:2] == ["A-0001", "A-0001"]
    assert [code for code in found if code.startswith("ID-")]


# Scorecard


def rows_by_code(book: Path, key: str) -> dict[Any, Any]:
    codes, found = values(book, "Scorecard", "code"), values(book, "Scorecard", key)
    return {code: value for code, value in zip(codes, found, strict=True) if code}


def comment(book: Path, code: str, text: str) -> None:
    grid = read(book).grids["Scorecard"]
    row = next(number for number, cells in enumerate(grid.rows, start=1) if code in cells)
    type_in(book, "Scorecard", {(row, column(book, "Scorecard", "commentary")): text})


def with_indicators(book: Path, content: Board) -> None:
    """The workbook with another content's indicators and data typed over its own."""
    other = openpyxl.load_workbook(io.BytesIO(file_of(content)))
    for sheet in ("Indicators", "Data"):
        cells: dict[Address, Content] = {}
        for row in other[sheet].iter_rows(min_row=4, max_row=8):
            for cell in row:
                if not str(cell.value or "").startswith("="):
                    cells[cell.row, cell.column] = cell.value
        type_in(book, sheet, cells)


def test_staffs_words_stay_with_their_indicator(tmp_path: Path) -> None:
    book = saved(tmp_path, SCORED)
    update(book)
    comment(book, "CP07", "Rising since the spring")
    three = board(
        Indicators=(
            indicator(id="I-0003", code="CP01", title="New in front"),
            indicator(id="I-0002", code="CP07", title="Repeat referrals"),
        ),
        Data=(datum(indicator="CP07", value=25), datum(indicator="CP01", value=3)),
    )
    with_indicators(book, three)
    update(book)
    assert list(rows_by_code(book, "code")) == ["CP06", "CP07", "CP01"], "new ones come last"
    assert rows_by_code(book, "commentary") == {
        "CP06": None,
        "CP07": "Rising since the spring",
        "CP01": None,
    }
    assert rows_by_code(book, "latest") == {"CP06": None, "CP07": 25, "CP01": 3}
    assert rows_by_code(book, "rag")["CP06"] is None
    assert rows_by_code(book, "data_quality")["CP06"] == "No longer among the indicators"
    assert rows_by_code(book, "title")["CP06"] == "Second or later child protection plans"
    with_indicators(book, SCORED)
    update(book)
    assert rows_by_code(book, "latest")["CP06"] == 21, "one that comes back is shown again"
    assert update(book).stored is None


# Findings and Home


def findings_shown(book: Path) -> list[tuple[Any, ...]]:
    keys = ("severity", "sheet", "cell", "code", "message", "how_to_fix")
    shown = zip(*(values(book, "Findings", key) for key in keys), strict=True)
    return [row for row in shown if any(row)]


def links(book: Path) -> list[str]:
    cells = [cell for row in openpyxl.load_workbook(book)["Findings"].iter_rows() for cell in row]
    return [cell.hyperlink.location for cell in cells if cell.hyperlink]


def test_the_list_of_findings_is_replaced_and_a_shorter_one_leaves_nothing(tmp_path: Path) -> None:
    book = saved(tmp_path, board([action(lead="Nobody", due=None), action(id="A-0002", lead="")]))
    checked = update(book).checked
    assert len(findings_shown(book)) == len(checked.findings) > 2
    assert [row[3] for row in findings_shown(book)] == [f.rule.code for f in checked.findings]
    assert links(book) == [f"'{f.place.sheet}'!{f.place.cell}" for f in checked.findings]
    lead = column(book, "Plan", "lead")
    type_in(book, "Plan", {(row, lead): "Head of Safeguarding" for row in (4, 5)})
    fewer = update(book).checked
    assert len(fewer.findings) < len(checked.findings)
    assert [row[3] for row in findings_shown(book)] == [f.rule.code for f in fewer.findings]
    assert len(links(book)) == len(fewer.findings)


def home_counts(book: Path) -> dict[str, Any]:
    grid = read(book).grids[HOME.name]
    shown = {str(row[0]): row[1] for row in grid.rows if len(row) > 1}
    return {count.key: shown[count.label] for count in HOME.counts}


def test_home_counts_what_was_found(tmp_path: Path) -> None:
    book = saved(tmp_path, EXAMPLE)
    checked = update(book, LATER).checked
    counts = home_counts(book)
    assert (counts["errors"], counts["warnings"]) == (
        checked.counts["error"],
        checked.counts["warning"],
    )
    late = sum(a.is_open and a.days_overdue(LATER) > 0 for a in checked.board.actions)
    assert counts["overdue"] == late > 0
    grid = read(book).grids[HOME.name]
    counted = (formula for (_, column), formula in grid.marks.formulas.items() if column == 2)
    assert sum("COUNTIF" in formula for formula in counted) == 8


# Refusals and silence


def test_a_workbook_of_another_layout_is_left_as_it_is(tmp_path: Path) -> None:
    for number, words in ((BOARD.version + 1, "newer version"), (1, "toolkit upgrade")):
        changes = Changes(properties={"Toolkit layout": number})
        book = saved(tmp_path, patch(EXAMPLE, changes, "board.xlsx"))
        before = book.read_bytes()
        with pytest.raises(LayoutMismatch, match=words):
            update(book, LATER)
        assert book.read_bytes() == before


def test_an_array_formula_in_a_grey_column_stays_and_is_named(tmp_path: Path) -> None:
    book = saved(tmp_path, EXAMPLE)
    cell = f"{column_letters(column(book, 'Plan', 'why'))}4"
    parts = parts_of(EXAMPLE)
    part = f"xl/worksheets/sheet{read(book).sheet_names.index('Plan') + 1}.xml"
    formula = f'<c r="{cell}"><f t="array" ref="{cell}">1+1</f><v>2</v></c>'.encode()
    old = rf'<c r="{cell}"[^>]*?(/>|>.*?</c>)'.encode()
    parts[part] = re.sub(old, formula, parts[part], count=1)
    book.write_bytes(packed(parts))

    found = update(book, LATER).checked.findings

    assert [str(item.place) for item in found if item.rule is GREY_CELL_TYPED_OVER] == [
        f"[{book.name}]Plan!{cell}"
    ]
    assert formula in parts_of(book.read_bytes())[part]


SECRET = "Zebedee Quill"


def test_no_text_of_a_cell_is_printed_or_logged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    book = saved(
        tmp_path, board([action(lead=SECRET, action=SECRET, progress=SECRET, updated_on=None)])
    )
    for _ in range(2):
        cli.main(["update", str(book)])
    printed = capsys.readouterr()
    assert SECRET not in printed.out + printed.err + caplog.text
    hidden = [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert all(SECRET.encode() not in path.read_bytes() for path in hidden)


# Other programs


@pytest.mark.validator
@pytest.mark.parametrize("content", [EXAMPLE, SCORED], ids=["example", "scored"])
def test_an_updated_workbook_passes_the_validator(
    tmp_path: Path, ooxml_validator: Path, content: Board | bytes
) -> None:
    book = saved(tmp_path, content)
    assert update(book, LATER).stored is not None
    done = subprocess.run([ooxml_validator, book], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.office
def test_libreoffice_works_out_the_same_counts(tmp_path: Path, soffice: Path) -> None:
    book = saved(tmp_path, EXAMPLE)
    as_at = read_board(read(book)).board.settings.cells["as_at"].cell
    books = []
    for number, day in enumerate((AS_AT, LATER)):
        copy = tmp_path / f"board {number}.xlsx"
        shutil.copyfile(book, copy)
        type_in(copy, "Settings", {address_of(as_at): day})
        update(copy)
        books.append(copy)
    again = saved_again(soffice, books, tmp_path)
    for path in books:
        assert home_counts(again[path.name]) == home_counts(path)
