"""Wide tables of figures brought into Data: from another workbook, or from the Paste sheet."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from toolkit.cli.main import main
from toolkit.importing.figures.lay import sheet_as_bytes
from toolkit.jobs import import_figures
from toolkit.reading.grid import Grid
from toolkit.values.errors import FileRefused


@pytest.fixture
def book(tmp_path: Path) -> Path:
    content = board(
        [action()],
        Indicators=(indicator(),),
        Data=(datum(period="2025/26 Q1", value=Decimal(20)),),
        Areas=({"name": "Ourshire", "kind": "Our area"},),
    )
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(content))
    jobs.update(path, AS_AT, AS_AT)
    return path


def wide(folder: Path, *rows: tuple[object, ...]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(folder / "old.xlsx")
    return folder / "old.xlsx"


def figures(book: Path) -> list[tuple[str, object]]:
    checked = jobs.check(book, AS_AT, AS_AT)
    return [(row.period, row.value) for row in checked.board.data]


def test_a_wide_table_becomes_rows_of_data_with_their_source(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q2", "2025/26 Q3"), (code, 21, 22))

    done = jobs.import_figures(source, book, AS_AT, AS_AT)

    assert figures(book) == [
        ("2025/26 Q1", Decimal(20)), ("2025/26 Q2", Decimal(21)), ("2025/26 Q3", Decimal(22)),
    ]  # fmt: skip
    row = jobs.check(book, AS_AT, AS_AT).board.data[-1]
    assert (row.source_text, row.received) == ("old.xlsx", AS_AT)
    assert done.stored is not None
    assert done.stored.backup is not None


def test_a_trial_run_writes_nothing(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    before = book.read_bytes()

    done = jobs.import_figures(
        wide(tmp_path, ("Indicator", "2025/26 Q2"), (code, 21)), book, AS_AT, AS_AT, dry_run=True
    )

    assert len(done.laid.data) == 1
    assert book.read_bytes() == before


def test_the_same_table_again_brings_nothing_new(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q2"), (code, 21))
    jobs.import_figures(source, book, AS_AT, AS_AT)

    again = jobs.import_figures(source, book, AS_AT, AS_AT)

    assert (len(again.laid.data), again.laid.held) == (0, 1)
    assert len(figures(book)) == 2


def test_another_value_for_a_period_is_told_and_left_out(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q1"), (code, 23))

    done = jobs.import_figures(source, book, AS_AT, AS_AT)

    assert len(done.laid.conflicts) == 1
    assert figures(book) == [("2025/26 Q1", Decimal(20))]
    assert main(["import", str(source), "--to", str(book)]) == 1


def test_with_replace_another_value_comes_in_as_one_that_supersedes(
    book: Path, tmp_path: Path
) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q1"), (code, 23))

    jobs.import_figures(source, book, AS_AT, AS_AT, replace=True)

    assert figures(book) == [("2025/26 Q1", Decimal(20)), ("2025/26 Q1", Decimal(23))]
    assert jobs.check(book, AS_AT, AS_AT).board.data[-1].supersedes == "20 (final)"


def test_the_paste_sheet_of_the_board_itself_is_read(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    opened = openpyxl.load_workbook(book)
    for column, (heading, value) in enumerate((("Indicator", code), ("2025/26 Q2", 21)), start=1):
        opened["Paste"].cell(4, column, heading)
        opened["Paste"].cell(5, column, value)
    opened.save(book)

    jobs.import_figures(book, book, AS_AT, date(2026, 10, 9))

    assert ("2025/26 Q2", Decimal(21)) in figures(book)


def test_what_cannot_be_read_goes_to_unplaced_with_its_cell(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q2"), (code, "rather more"))

    jobs.import_figures(source, book, AS_AT, AS_AT)

    sheet = openpyxl.load_workbook(book)["Unplaced"]
    assert "rather more" in [cell.value for cell in sheet["A"]]
    assert any("Sheet!B2" in str(cell.value) for cell in sheet["B"])


def test_what_stands_on_unplaced_already_is_not_put_there_again(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q2"), (code, "rather more"))
    jobs.import_figures(source, book, AS_AT, AS_AT)

    again = jobs.import_figures(source, book, AS_AT, AS_AT)

    assert len(again.laid.unplaced) == 1
    assert again.stored is None


def test_the_same_pasted_table_has_the_same_fingerprint_whatever_else_changes() -> None:
    rows = [["Indicator", "2025/26 Q2", ""], [], ["CP06", 21.0]]
    trimmed = [["Indicator", "2025/26 Q2"], ["", ""], ["CP06", 21.0, " "]]
    other = [["Indicator", "2025/26 Q2"], [], ["CP06", 22.0]]

    shown = [sheet_as_bytes(Grid("Paste", cells)) for cells in (rows, trimmed, other)]

    assert shown[0] == shown[1] != shown[2]


def test_a_workbook_with_more_figures_than_any_should_have_is_refused(
    book: Path, tmp_path: Path
) -> None:
    source = wide(tmp_path, ("Indicator", "2025/26 Q2"), *((f"Unknown {n}", n) for n in range(9)))
    board = jobs.check(book, AS_AT, AS_AT).board

    with (
        patch.object(import_figures, "MOST_CELLS", 8),
        pytest.raises(FileRefused, match=r"^old\.xlsx holds [\d,]+ figures and other cells"),
    ):
        import_figures.sheets_of_file(source.read_bytes(), source.name, board)
