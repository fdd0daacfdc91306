"""The live adapter over LibreOffice: it reads and writes what the file adapter does."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as some

from tests.builders import file_of
from tests.grids import cells_of, open_book
from tests.office.uno_engine_press import Desk
from tests.pressed import flawed_content
from toolkit.excel import buttons
from toolkit.reading.grid import Address, Cell, CellKind
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import CannotWrite, FileMissing, InUse, NotABoardWorkbook
from toolkit.workbook import files
from toolkit.workbook.create import Content as BoardContent
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, Formula, SheetChanges
from tools.example import example_workbook

if TYPE_CHECKING:
    from tests import fake_engine
    from toolkit.excel import live
else:
    fake_engine = pytest.importorskip("tests.fake_engine", exc_type=ImportError)
    live = pytest.importorskip("toolkit.excel.live", exc_type=ImportError)

pytestmark = pytest.mark.office


@pytest.fixture(autouse=True)
def faults_are_noted_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


def apply(book: Any, changes: Changes) -> None:
    """Write changes into an open workbook as it is."""
    live.apply(book, changes, live.read(book))


# Reading

LONGEST = "safeguarding " * 2520
FIRST = 5  # what is above stays empty


def odd_workbook(epoch_1904: bool) -> bytes:
    """Cells of every sort on a sheet whose first rows and first column are empty."""
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True, "date_1904": epoch_1904})
    sheet = made.add_worksheet("Odd")
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    moment = made.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    percent = made.add_format({"num_format": "0%"})
    literal = made.add_format({"num_format": '0" %"'})
    text = made.add_format({"num_format": "@"})
    row = FIRST
    sheet.write_row(row, 1, ["plain", "Ünïcode – 东京 😀", "two\nlines", LONGEST, " both ends "])
    sheet.write_row(row + 1, 1, [1, 2.5, -1e15, 0])
    sheet.write_row(row + 2, 1, [True, False])
    sheet.write_datetime(row + 3, 1, date(2026, 3, 31), day)
    sheet.write_datetime(row + 3, 2, datetime(2026, 3, 31, 13, 45), moment)  # noqa: DTZ001
    sheet.write_datetime(row + 3, 3, date(1999, 12, 31), day)
    sheet.write_number(row + 4, 1, 0.93, percent)
    sheet.write_number(row + 4, 2, 0.93)
    sheet.write_number(row + 4, 3, 93, literal)
    sheet.write_string(row + 4, 4, "93%", percent)
    for column, (formula, code) in enumerate(
        {"=1/0": "#DIV/0!", "=NA()": "#N/A", '=VALUE("a")': "#VALUE!"}.items(), start=1
    ):
        sheet.write_formula(row + 5, column, formula, None, code)
    sheet.write_string(row + 6, 1, "1.10", text)
    sheet.write_string(row + 6, 2, "=1+1")
    sheet.write_string(row + 6, 3, "#N/A")
    sheet.write_string(row + 6, 4, "TRUE")
    sheet.write_formula(row + 7, 1, "=1+1", None, 2)
    sheet.write_formula(row + 7, 2, '="a"&"b"', None, "ab")
    sheet.write_string(row + 8, 1, "hidden by hand")
    sheet.set_row(row + 8, None, None, {"hidden": True})
    sheet.set_column(6, 6, None, None, {"hidden": True})
    sheet.write_string(row, 6, "in a hidden column")
    filtered = made.add_worksheet("Filtered")
    filtered.write_column(0, 0, ["Heading", "keep", "leave", "keep", "below"])
    filtered.autofilter(0, 0, 3, 0)
    filtered.filter_column(0, "x == keep")
    filtered.set_row(2, None, None, {"hidden": True})
    filtered.set_row(4, None, None, {"hidden": True})
    made.add_worksheet("Empty")
    made.close()
    return buffer.getvalue()


def typed_cells_of(book: Workbook, sheet: str) -> dict[Address, Cell]:
    """The same without formulas, which a program works out again on opening."""
    return {place: cell for place, cell in cells_of(book, sheet).items() if not cell.formula}


class TestAWorkbookOnTheScreen:
    @pytest.mark.parametrize("epoch_1904", [False, True])
    def test_reads_as_its_file_does(self, opened: Any, tmp_path: Path, epoch_1904: bool) -> None:
        path = tmp_path / "odd.xlsx"
        path.write_bytes(odd_workbook(epoch_1904))
        opened(path)

        on_screen, in_file = live.read(open_book("odd.xlsx")), files.read(path)

        assert on_screen.sheet_names == in_file.sheet_names == ("Odd", "Filtered", "Empty")
        for sheet in in_file.sheet_names:
            assert cells_of(on_screen, sheet) == cells_of(in_file, sheet)
        assert on_screen.grids["Odd"].marks.hidden_rows == {FIRST + 9}
        assert on_screen.grids["Filtered"].marks.hidden_rows == {5}

    def test_of_a_board_reads_as_its_file_does(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "board.xlsx"
        path.write_bytes(example_workbook(date.max))
        opened(path)

        on_screen, in_file = live.read(open_book("board.xlsx")), files.read(path)

        assert (on_screen.layout_version, on_screen.numbers, on_screen.links) == (
            in_file.layout_version,
            in_file.numbers,
            in_file.links,
        )
        for sheet in in_file.sheet_names:
            assert typed_cells_of(on_screen, sheet) == typed_cells_of(in_file, sheet)
            seen, kept = on_screen.grids[sheet].marks, in_file.grids[sheet].marks
            assert set(seen.formulas) == set(kept.formulas)
            assert (seen.hidden_rows, seen.hidden_columns) == (
                kept.hidden_rows,
                kept.hidden_columns,
            )

    def test_reads_with_edits_that_were_not_saved(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "board.xlsx"
        path.write_bytes(file_of(BoardContent()))
        opened(path).Sheets.getByName("Plan").getCellByPosition(4, 3).setString("not saved")

        workbook = live.read(open_book("board.xlsx"), {"Plan"})

        assert set(workbook.grids) == {"Plan"}
        assert workbook.grids["Plan"].cell(4, 5).value == "not saved"
        assert files.read(path).grids["Plan"].cell(4, 5).value is None

    def test_lies_where_it_was_opened(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "Ünser board.xlsx"
        path.write_bytes(file_of(BoardContent()))
        opened(path)

        assert live.local_path(open_book(path.name)) == path

    def test_that_was_never_saved_lies_nowhere(self, desk: Desk) -> None:
        document = desk.office.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, ()
        )
        try:
            with pytest.raises(FileMissing, match="not in a folder on this computer"):
                live.local_path(open_book(document.Title))
        finally:
            document.close(True)


# Writing

TEXTS = (
    "=1+1",
    "+44 20",
    "@name",
    "-",
    "1.10",
    "3/4",
    "12 May 2026",
    "50%",
    "TRUE",
    "'quoted",
    " both ends ",
    "two\nlines",
    "Übersee – 东京 😀",
    "#N/A",
    LONGEST,
)
CONTENTS: tuple[Content, ...] = (
    *TEXTS,
    True,
    False,
    0,
    -17,
    Decimal("93.4"),
    1e-9,
    date(2026, 3, 31),
    date(1900, 3, 1),
    date(1066, 10, 14),
)


def plain_workbook() -> bytes:
    """A sheet with columns for anything and columns for text, filled so that cells exist."""
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = made.add_worksheet("Sheet")
    text = made.add_format({"num_format": "@"})
    for row in range(len(CONTENTS) + 4):
        sheet.write_row(row, 0, ["old", "old"])
        sheet.write_row(row, 2, ["old", "old"], text)
    made.close()
    return buffer.getvalue()


class TestChanges:
    def test_come_out_as_in_a_file(self, opened: Any, desk: Desk, tmp_path: Path) -> None:
        path = tmp_path / "plain.xlsx"
        path.write_bytes(plain_workbook())
        cells = {
            (row, column): content
            for row, content in enumerate(CONTENTS, start=2)
            for column in (1, 2, 4)
        }
        cells |= {(1, 1): None, (1, 4): None}
        changes = Changes({"Sheet": SheetChanges(cells)})
        document = opened(path)

        apply(open_book("plain.xlsx"), changes)
        saved = files.read(desk.save(document, tmp_path / "saved.xlsx"))

        patched = files.read_bytes(patch(path.read_bytes(), changes, "plain.xlsx"), "plain.xlsx")
        assert cells_of(saved, "Sheet") == cells_of(patched, "Sheet")
        assert cells_of(live.read(open_book("plain.xlsx")), "Sheet") == cells_of(patched, "Sheet")

    def test_of_a_formula_are_worked_out(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "plain.xlsx"
        path.write_bytes(plain_workbook())
        opened(path)
        cells: dict[Address, Content] = {(1, 1): 20, (1, 2): Formula("=A1+1")}

        apply(open_book("plain.xlsx"), Changes({"Sheet": SheetChanges(cells)}))

        cell = live.read(open_book("plain.xlsx")).grids["Sheet"].cell(1, 2)
        assert (cell.value, bool(cell.formula)) == (21, True)

    def test_let_a_table_reach_further_down(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "board.xlsx"
        path.write_bytes(file_of(BoardContent()))
        opened(path)
        book = open_book("board.xlsx")
        end = book.sheets["Findings"].tables["Findings"].range.last_cell.row + 3
        changed: dict[Address, Content] = {(end, 1): "Error", (end, 4): "1.10"}

        apply(
            book,
            Changes(
                {"Findings": SheetChanges(changed, table_ends={"Findings": end}, look_like_row=4)}
            ),
        )

        assert book.sheets["Findings"].tables["Findings"].range.last_cell.row == end
        assert live.read(book, {"Findings"}).grids["Findings"].cell(end, 4).value == "1.10"
        like, new = (book.sheets["Findings"].range((row, 4)) for row in (4, end))
        for name in (
            "number_format",
            "wrap_text",
            "color",
            "horizontal_alignment",
            "vertical_alignment",
        ):
            assert getattr(new, name) == getattr(like, name)
        assert (new.font.name, new.font.size) == (like.font.name, like.font.size)
        assert new.borders["edge_bottom"].color == like.borders["edge_bottom"].color

    def test_are_refused_where_a_sheet_is_protected(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "plain.xlsx"
        path.write_bytes(plain_workbook())
        opened(path).Sheets.getByName("Sheet").protect("")
        before = live.read(open_book("plain.xlsx"))

        with pytest.raises(CannotWrite, match=r'protection on "Sheet".*Nothing was changed'):
            apply(open_book("plain.xlsx"), Changes({"Sheet": SheetChanges({(1, 1): "new"})}))

        assert live.read(open_book("plain.xlsx")) == before

    def test_are_refused_where_the_workbook_is_read_only(self, opened: Any, tmp_path: Path) -> None:
        path = tmp_path / "plain.xlsx"
        path.write_bytes(plain_workbook())
        opened(path, read_only=True)

        with pytest.raises(CannotWrite, match="read-only"):
            apply(open_book("plain.xlsx"), Changes({"Sheet": SheetChanges({(1, 1): "new"})}))

    def test_are_taken_back_where_one_of_them_fails(
        self, opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "plain.xlsx"
        path.write_bytes(plain_workbook())
        opened(path)
        before = live.read(open_book("plain.xlsx"))

        def refused(*_: object) -> None:
            raise RuntimeError("Excel says no")

        monkeypatch.setattr(live.links.LinksOfColumn, "_add", refused)
        changes = SheetChanges({(1, 1): "new", (4, 4): 5}, links={(1, 1): "'Sheet'!A1"})

        with pytest.raises(CannotWrite, match="were undone"):
            apply(open_book("plain.xlsx"), Changes({"Sheet": changes}))

        assert live.read(open_book("plain.xlsx")) == before


class TestAWorkbookClosedHalfway:
    @pytest.mark.parametrize("writes", [1, 3])
    def test_is_told_so_and_its_file_is_as_it_was(
        self, opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
    ) -> None:
        from tests.office import uno_engine

        path = tmp_path / "board.xlsx"
        path.write_bytes(file_of(flawed_content()))
        before = path.read_bytes()
        document = opened(path)
        book = open_book("board.xlsx")
        write = uno_engine.Range.raw_value.fset
        seen = []

        def write_or_close(place: Any, value: Any) -> None:
            seen.append(value)
            if len(seen) == writes:
                document.close(True)
            try:
                write(place, value)
            except Exception:
                # LibreOffice has many words for that a workbook is gone, Excel this one.
                raise fake_engine.com_error(fake_engine.CLOSED) from None

        monkeypatch.setattr(
            uno_engine.Range,
            "raw_value",
            property(uno_engine.Range.raw_value.fget, write_or_close),
        )

        sentence, is_bad = buttons.run("Update", book)

        assert len(seen) >= writes
        assert is_bad
        assert sentence == (
            "The workbook was closed before the work was done. The file is as you saved it last."
        )
        assert path.read_bytes() == before


class TestABoardWorkbook:
    def test_is_found_where_it_is_the_only_one(self, opened: Any, tmp_path: Path) -> None:
        for name, data in (
            ("board.xlsx", file_of(BoardContent())),
            ("other.xlsx", plain_workbook()),
        ):
            (tmp_path / name).write_bytes(data)
            opened(tmp_path / name)

        assert live.open_board().name == "board.xlsx"

    def test_is_the_one_that_says_so_and_not_another_with_a_sheet_of_that_name(
        self, opened: Any, tmp_path: Path
    ) -> None:
        (tmp_path / "board.xlsx").write_bytes(file_of(BoardContent()))
        budget = openpyxl.Workbook()
        budget.active.title = "Data"
        budget.save(tmp_path / "budget.xlsx")
        for name in ("budget.xlsx", "board.xlsx"):
            opened(tmp_path / name)

        assert live.open_board().name == "board.xlsx"

    def test_is_asked_for_where_there_is_none(self, opened: Any, tmp_path: Path) -> None:
        (tmp_path / "other.xlsx").write_bytes(plain_workbook())
        opened(tmp_path / "other.xlsx")

        with pytest.raises(NotABoardWorkbook, match="No board workbook is open"):
            live.open_board()

    def test_is_not_guessed_where_there_are_two(self, opened: Any, tmp_path: Path) -> None:
        for name in ("north.xlsx", "south.xlsx"):
            (tmp_path / name).write_bytes(file_of(BoardContent()))
            opened(tmp_path / name)

        with pytest.raises(NotABoardWorkbook, match=r"north\.xlsx and south\.xlsx"):
            live.open_board()


# Without a program


class TestWhatExcelAnswers:
    @pytest.mark.parametrize("code", [-2147418111, -2146777998])
    def test_is_put_plainly_while_a_person_types(self, code: int) -> None:
        with pytest.raises(InUse, match="Excel is busy"), live.plain_words():
            raise fake_engine.com_error(code, "refused", None, None)

    def test_is_put_plainly_where_it_says_so_only_in_the_small_print(self) -> None:
        small_print = (0, "Microsoft Excel", None, None, 0, -2146777998)
        with pytest.raises(InUse, match="Excel is busy"), live.plain_words():
            raise fake_engine.com_error(-2147352567, "Exception occurred.", small_print, None)

    def test_is_put_plainly_when_the_workbook_was_closed(self) -> None:
        with pytest.raises(InUse, match="was closed"), live.plain_words():
            raise fake_engine.com_error(-2147023174, "gone", None, None)

    def test_is_an_error_where_it_is_one_of_a_newer_sort(self) -> None:
        spill = fake_engine.Code(fake_engine.SPILL)
        opened = fake_engine.from_rows("book.xlsx", {"Sheet": [[spill, -5]]})
        opened.page("Sheet").formulas[1, 1] = "=A2#"

        grid = live.read(fake_engine.Excel().open(opened)).grids["Sheet"]

        assert grid.cell(1, 1).kind is CellKind.ERROR
        assert grid.cell(1, 2).value == -5

    def test_is_left_as_it_is_otherwise(self) -> None:
        with pytest.raises(fake_engine.com_error), live.plain_words():
            raise fake_engine.com_error(-1, "else", None, None)


PLACES = some.dictionaries(
    some.tuples(some.integers(1, 12), some.integers(1, 6)), some.integers(), max_size=72
)


def written_by(blocks: "list[live.Block]") -> list[tuple[Address, Content]]:
    return [
        (place, content)
        for block in blocks
        for place, content in zip(
            block.places, (content for row in block.rows for content in row), strict=True
        )
    ]


@given(PLACES)
def test_blocks_hold_every_cell_once_and_no_other(cells: dict[Address, Content]) -> None:
    written = written_by(live.blocks(cells))

    assert sorted(place for place, _ in written) == sorted(cells)
    assert dict(written) == cells


@given(PLACES, some.sets(some.tuples(some.integers(1, 12), some.integers(1, 6))))
def test_blocks_fill_only_blank_cells_of_the_same_columns(
    cells: dict[Address, Content], blank: set[Address]
) -> None:
    written = written_by(live.blocks(cells, blank.__contains__))

    places = [place for place, _ in written]
    assert len(places) == len(set(places))
    assert {place: content for place, content in written if place in cells} == cells
    besides = {place: content for place, content in written if place not in cells}
    assert besides.keys() <= blank
    assert set(besides.values()) <= {None}
    assert {column for _, column in besides} <= {column for _, column in cells}


def test_a_filled_column_is_one_block_and_so_is_a_rectangle_with_blanks_in_it() -> None:
    column: dict[Address, Content] = {(row, 3): row for row in range(4, 400)}
    rectangle: dict[Address, Content] = {
        (row, column): 0 for row in range(4, 40) for column in range(1, 7) if (row + column) % 3
    }

    assert len(live.blocks(column)) == len(live.blocks(rectangle, lambda _: True)) == 1
    assert len(live.blocks(rectangle, lambda _: False)) > 30
