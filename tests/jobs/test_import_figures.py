"""Wide tables of figures brought into Data: from another workbook, or from the Paste sheet."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from toolkit.cli.main import main
from toolkit.importing.figures.lay import sheet_as_bytes
from toolkit.importing.figures.word_map import NO_MAP
from toolkit.jobs import import_figures
from toolkit.reading.grid import Grid
from toolkit.values.errors import FileRefused, WrongUse


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
    source = wide(tmp_path, ("Indicator", "2025/26 Q2", "2025/26 Q3"), (code, "rather more", 21))

    jobs.import_figures(source, book, AS_AT, AS_AT)

    sheet = openpyxl.load_workbook(book)["Unplaced"]
    assert "rather more" in [cell.value for cell in sheet["A"]]
    assert any("Sheet!B2" in str(cell.value) for cell in sheet["B"])


def test_what_stands_on_unplaced_already_is_not_put_there_again(book: Path, tmp_path: Path) -> None:
    code = jobs.check(book, AS_AT, AS_AT).board.indicators[0].code
    source = wide(tmp_path, ("Indicator", "2025/26 Q2", "2025/26 Q3"), (code, "rather more", 21))
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


def sheets(folder: Path, **tables: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in tables.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(folder / "old.xlsx")
    return folder / "old.xlsx"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["Child", "Born", "School"], ["A", 2015, "North"], ["B", 2016, "South"]], "No table"),
        ([["Risk", "Likelihood", "Impact"], ["Staff leave", 3, 4]], "No table"),
        ([["Budget", "2026/27"], ["Salaries", 1000]], "No figure was read"),
        ([["Indicator", "Q1", "Q2"], ["CP06", 20, 30]], "No figure was read"),
        ([], "No table"),
    ],
)
def test_a_file_without_a_figure_changes_nothing_and_says_why(
    book: Path, tmp_path: Path, rows: list[list[object]], why: str, capsys: Any
) -> None:
    before = book.read_bytes()

    assert main(["import", str(sheets(tmp_path, Data=rows)), "--to", str(book)]) == 1

    told = capsys.readouterr()
    assert book.read_bytes() == before
    assert "Written to" not in told.err
    assert told.err.startswith(why)


def test_a_sheet_without_figures_leaves_nothing_on_unplaced(book: Path, tmp_path: Path) -> None:
    source = sheets(
        tmp_path,
        Scores=[["Indicator", "2025/26 Q2"], ["CP06", 21]],
        Children=[["Child", "Visited"], ["A B", "2026-01-02"]],
    )

    done = jobs.import_figures(source, book, AS_AT, AS_AT)

    assert done.is_whole
    assert "A B" not in [cell.value for cell in openpyxl.load_workbook(book)["Unplaced"]["A"]]


def test_a_sheet_whose_table_gave_nothing_is_told_by_the_exit_code(
    book: Path, tmp_path: Path
) -> None:
    source = sheets(
        tmp_path,
        Scores=[["Indicator", "2025/26 Q2"], ["CP06", 21]],
        Other=[["Indicator", "2025/26 Q2"], ["Something else", 5]],
    )

    assert main(["import", str(source), "--to", str(book)]) == 1
    assert len(figures(book)) == 2


def test_unplaced_lists_so_many_cells_and_then_their_number(book: Path, tmp_path: Path) -> None:
    rows: list[list[object]] = [["Indicator", "2025/26 Q2"], ["CP06", 21]]
    source = sheets(tmp_path, Scores=rows + [[f"Other {n}", n] for n in range(300)])

    jobs.import_figures(source, book, AS_AT, AS_AT)

    sheet = openpyxl.load_workbook(book)["Unplaced"]
    texts = [str(cell.value) for cell in sheet["A"] if cell.value]
    assert texts[-1] == "and 400 more cells"
    assert len(texts) < 210


def test_two_sheets_that_contradict_each_other_give_neither_figure(
    book: Path, tmp_path: Path
) -> None:
    table = [["Indicator", "2025/26 Q2"], ["CP06", 21]]
    source = sheets(tmp_path, One=table, Two=[table[0], ["CP06", 22]])

    done = jobs.import_figures(source, book, AS_AT, AS_AT)

    assert (len(done.laid.data), len(done.laid.conflicts)) == (0, 2)


def test_the_summary_has_a_line_for_each_sheet_and_tells_of_hidden_ones(
    book: Path, tmp_path: Path, capsys: Any
) -> None:
    source = sheets(
        tmp_path,
        Scores=[["Indicator", "2025/26 Q2", "RAG"], ["CP06", 21, "G"]],
        Secret=[["Indicator", "2025/26 Q3"], ["CP06", 22]],
    )
    opened = openpyxl.load_workbook(source)
    opened["Secret"].sheet_state = "hidden"
    opened.save(source)

    main(["import", str(source), "--to", str(book), "--dry-run"])

    assert capsys.readouterr().out.splitlines()[:3] == [
        "Scores: 1 figure. No area is named, so they were taken as Ourshire's.",
        "  left out: 1 cell: its column holds ratings, which the toolkit works out",
        "Secret (a hidden sheet): 1 figure. No area is named, so they were taken as Ourshire's.",
    ]


NORTH = ("Indicator", "2025/26 Q2"), ("", "North"), ("CP06", 21)


@pytest.fixture
def with_north(tmp_path: Path) -> Path:
    content = board(
        Indicators=(indicator(),),
        Areas=(
            {"name": "Ourshire", "kind": "Our area"},
            {"name": "Ourshire North", "kind": "Part of our area"},
        ),
        Data=(),
    )
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(content))
    return path


def test_what_is_remembered_of_an_agency_is_used_for_its_next_file(
    with_north: Path, tmp_path: Path
) -> None:
    first = wide(tmp_path, *NORTH)
    jobs.import_figures(
        first, with_north, AS_AT, AS_AT,
        mapping={"North": "Ourshire North"}, agency="Police", remember=True,
    )  # fmt: skip
    later = wide(tmp_path, ("Indicator", "2025/26 Q3"), ("", "North"), ("CP06", 22))

    other = jobs.import_figures(later, with_north, AS_AT, AS_AT, agency="Council")
    same = jobs.import_figures(later, with_north, AS_AT, AS_AT, agency="police")

    assert (len(other.laid.data), len(same.laid.data)) == (0, 1)
    assert same.summary[0] == 'Remembered: "North" is Ourshire North.'


def test_a_file_with_the_agency_in_its_name_is_its(with_north: Path, tmp_path: Path) -> None:
    jobs.import_figures(
        wide(tmp_path, *NORTH), with_north, AS_AT, AS_AT,
        mapping={"North": "Ourshire North"}, agency="Police", remember=True,
    )  # fmt: skip
    later = wide(tmp_path, ("Indicator", "2025/26 Q3"), ("", "North"), ("CP06", 22))
    named = later.rename(tmp_path / "Police return Q3.xlsx")

    assert len(jobs.import_figures(named, with_north, AS_AT, AS_AT).laid.data) == 1


@pytest.mark.parametrize("ours", ["Elsewhere", "CP99", "\u2026"])
def test_a_mapping_to_nothing_of_ours_is_refused(
    with_north: Path, tmp_path: Path, ours: str
) -> None:
    with pytest.raises(WrongUse, match="neither an indicator nor an area"):
        jobs.import_figures(
            wide(tmp_path, *NORTH), with_north, AS_AT, AS_AT, mapping={"North": ours}
        )


def test_other_words_for_what_is_remembered_are_not_written_beside_it(
    with_north: Path, tmp_path: Path
) -> None:
    source = wide(tmp_path, *NORTH)
    words = {"mapping": {"North": "Ourshire North"}, "remember": True}
    jobs.import_figures(source, with_north, AS_AT, AS_AT, **words)

    with pytest.raises(WrongUse, match="Change it there"):
        jobs.import_figures(
            source, with_north, AS_AT, AS_AT, mapping={"North": "Ourshire"}, remember=True
        )


def test_indicators_are_made_of_the_rows_of_a_file(book: Path, tmp_path: Path) -> None:
    source = wide(
        tmp_path,
        ("Ref", "Indicator", "Apr-26", "May-26"),
        ("A1", "Visits on time (%)", 85, 86),
        ("", "Open plans", 200, 210),
        ("", "Average wait", 2.5, 3.5),
    )

    done = jobs.import_figures(source, book, AS_AT, AS_AT, new_indicators=True)

    made = jobs.check(book, AS_AT, AS_AT).board.indicators[1:]
    assert [(i.code, i.title, i.unit, i.frequency) for i in made] == [
        ("A1", "Visits on time", "%", "Month"), ("N01", "Open plans", "Number", "Month"),
    ]  # fmt: skip
    assert len(done.laid.data) == 4
    assert all(item.id for item in made)


def test_a_board_without_indicators_is_told_how_to_make_them(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "new.xlsx"
    path.write_bytes(file_of(board(Indicators=(), Data=())))

    main(["import", str(wide(tmp_path, ("Indicator", "2025/26"), ("Plans", 3))), "--to", str(path)])

    assert "--new-indicators" in capsys.readouterr().err


def test_names_on_a_sheet_of_something_else_are_not_quoted(
    book: Path, tmp_path: Path, capsys: Any
) -> None:
    rows: list[list[object]] = [["Child", "Apr-25", "May-25"]]
    rows += [[f"Zebedee Q{number}", number + 2, "Zebedee was seen at home."] for number in range(9)]
    source = sheets(tmp_path, Children=rows, Scores=[["Indicator", "2025/26 Q2"], ["CP06", 21]])

    main(["import", str(source), "--to", str(book)])

    told = capsys.readouterr()
    assert "Zebedee" not in told.out + told.err
    assert "9 labels there that the board has no name for" in told.out


def test_no_indicator_is_made_of_rows_that_are_headed_as_something_else(
    book: Path, tmp_path: Path
) -> None:
    source = wide(tmp_path, ("Child", "Apr-26", "May-26"), ("A B", 3, 4), ("C D", 5, 6))

    done = jobs.import_figures(source, book, AS_AT, AS_AT, new_indicators=True)

    assert done.why_nothing
    assert len(jobs.check(book, AS_AT, AS_AT).board.indicators) == 1


def test_a_workbook_with_more_figures_than_any_should_have_is_refused(
    book: Path, tmp_path: Path
) -> None:
    source = wide(tmp_path, ("Indicator", "2025/26 Q2"), *((f"Unknown {n}", n) for n in range(9)))
    board = jobs.check(book, AS_AT, AS_AT).board

    with (
        patch.object(import_figures, "MOST_CELLS", 8),
        pytest.raises(FileRefused, match=r"^old\.xlsx holds [\d,]+ figures and other cells"),
    ):
        import_figures.read_file_of_figures(source.read_bytes(), source.name, board, NO_MAP, False)


def test_a_table_without_periods_is_not_offered_as_indicators_to_a_board_that_has_none(
    tmp_path: Path,
) -> None:
    book = tmp_path / "board.xlsx"
    book.write_bytes(file_of(board([action()])))
    register = wide(tmp_path, ("Risk", "Likelihood", "Impact", "Score"), ("Staff leave", 4, 5, 20))

    done = jobs.import_figures(register, book, AS_AT, AS_AT)

    assert done.why_nothing.startswith("No table of figures was found in old.xlsx")
    assert "--new-indicators" not in done.why_nothing
