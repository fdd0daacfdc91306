"""A Word plan brought into a workbook: what comes back, what is refused, what stays."""

import copy
import zipfile
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.import_score import PLANS
from tests import jobs_on_disk as jobs
from tests.builders import board, check, file_of, indicator, with_settings
from tests.examples import examples
from tests.word_plans import as_bytes, document, table
from toolkit.board.board import Board
from toolkit.cli import main as cli
from toolkit.importing.plan import read_plan
from toolkit.importing.plan.lay import PLAN_TABLES, lay
from toolkit.jobs import import_plan
from toolkit.papers.business_plan import paper as business_plan
from toolkit.reading.grid import address_of
from toolkit.reading.reader import read_board
from toolkit.values import choices, timescales
from toolkit.values.errors import CLEAN, ERRORS_FOUND, CellRefused, FileRefused
from toolkit.workbook.create import Content
from toolkit.workbook.files import read, read_bytes
from toolkit.workbook.patch import patch
from toolkit.writing.cell_changes import CellChanges
from tools.example import example_content

TODAY = date(2026, 10, 9)
LAYOUTS = choices.PLAN_LAYOUTS
# Each board's own way of printing is the model of one layout.
OWN_LAYOUT = dict(zip(PLANS.values(), LAYOUTS, strict=True))

each_layout = pytest.mark.parametrize("layout", LAYOUTS)

# Identities are given anew, and papers do not print who gave an update or the choice to print.
# A fact's figure stands in its words.
NOT_PRINTED = (
    "id",
    "continues",
    "continued_in",
    "source",
    "figure",
    "updated_by",
    "updated_on",
    "print",
    "front_title",
    "on_front_list",
)


def board_of(book: Path) -> Board:
    return read_board(read(book))[0]


def records(held: Board) -> dict[str, list[dict[str, Any]]]:
    """The rows of a plan by sheet, each with what papers print of it."""
    return {
        table.name: [
            {
                each.name: getattr(record, each.name)
                for each in fields(record)
                if each.name not in NOT_PRINTED
            }
            for record in getattr(held, table.held_as)
        ]
        for table in PLAN_TABLES
    }


def differences(
    first: Mapping[str, list[dict[str, Any]]], second: Mapping[str, list[dict[str, Any]]]
) -> list[str]:
    found = []
    for name, rows in first.items():
        others = second[name]
        if len(rows) != len(others):
            found.append(f"{name}: {len(rows)} rows, then {len(others)}")
        for number, (row, other) in enumerate(zip(rows, others, strict=False), start=1):
            found += [
                f"{name} {number} {key}: {value!r}, then {other[key]!r}"
                for key, value in row.items()
                if value != other[key]
            ]
    return found


def new_book(folder: Path, name: str) -> Path:
    path = folder / name
    jobs.new(path, "Ourshire Safeguarding Children Partnership", "2026/27")
    return path


def without_plan(content: Content) -> Content:
    """The same board before its plan was typed: its scorecard, leads and lists alone."""
    plan = {table.name for table in PLAN_TABLES}
    rows = {name: rows for name, rows in content.rows.items() if name not in plan}
    return replace(content, rows={**rows, "Updates": []})


def choose_layout(book: Path, layout: str) -> None:
    from toolkit.workbook.patch import patch

    workbook = read(book)
    held, _, places = read_board(workbook)
    cells = CellChanges(workbook, places, also_typed=True)
    location = held.settings.cells["plan_layout"]
    cells.set_cell(location.sheet, address_of(location.cell), layout)
    book.write_bytes(patch(workbook.data, cells.changes, workbook.name))


def built_and_imported(book: Path, folder: Path, again: Path) -> jobs.PlanImported:
    """The workbook's plan printed, and imported into another workbook."""
    paper = jobs.build(book, folder / "papers", None, TODAY).documents["business-plan"].path
    return jobs.import_plan(paper, again, TODAY)


def test_a_paper_with_more_rows_than_any_plan_is_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_plan, "MOST_ROWS", 3)
    book, paper = new_book(tmp_path, "board.xlsx"), tmp_path / "plan.docx"
    made = document()
    table(made, [("Action", "Lead"), *((f"Train {number}", "Head") for number in range(4))])
    paper.write_bytes(as_bytes(made))
    before = book.read_bytes()

    with pytest.raises(FileRefused, match=r"^plan\.docx holds 5 rows and pieces of text; a plan"):
        jobs.import_plan(paper, book, TODAY)

    assert book.read_bytes() == before


@pytest.mark.shared
@pytest.mark.parametrize("file", OWN_LAYOUT)
def test_a_real_plan_imported_built_and_imported_again_gives_the_same_records(
    file: str, shared: Path, tmp_path: Path
) -> None:
    book = new_book(tmp_path, "first.xlsx")
    jobs.import_plan(shared / "seeds" / "docx" / file, book, TODAY)
    choose_layout(book, OWN_LAYOUT[file])

    again = new_book(tmp_path, "again.xlsx")
    done = built_and_imported(book, tmp_path, again)

    assert differences(records(board_of(book)), records(board_of(again))) == []
    assert done.laid.unplaced == ()


@each_layout
def test_the_example_board_printed_and_imported_gives_the_same_records(
    layout: str, tmp_path: Path
) -> None:
    book = tmp_path / "example.xlsx"
    book.write_bytes(file_of(with_settings(example_content(), plan_layout=layout)))

    again = tmp_path / "again.xlsx"
    again.write_bytes(file_of(without_plan(example_content())))
    done = built_and_imported(book, tmp_path, again)

    assert differences(records(board_of(book)), records(board_of(again))) == []
    assert done.laid.unplaced == ()


# Any small board: words that no paper would take for a label, in every field of an action.

WORDS = ("children", "talk", "to", "someone", "they", "trust", "&", "partners", "(again)", "naïve",
         "half-term", "after", "“twice”", "A&E", "<5", "100%", "its")  # fmt: skip
TIMESCALES = ("", "Quarterly", "Ongoing", "Minimum of 4 per year", "By 31/03/27", "May 2027")
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def sentence(most: int = 6) -> st.SearchStrategy[str]:
    openings = st.sampled_from(("Families", "Write", "Every", "Nobody", "Practitioners"))
    rest = st.lists(st.sampled_from(WORDS), min_size=1, max_size=most)
    return st.builds(lambda first, more: " ".join((first, *more)), openings, rest)


def lines(most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(sentence(), max_size=most, unique=True).map("\n".join)


def names(most: int = 1) -> st.SearchStrategy[str]:
    found = ("Head of Safeguarding", "Named GP", "Quality group", "Police & Crime lead")
    return st.lists(st.sampled_from(found), max_size=most, unique=True).map("\n".join)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def with_its_date(row: dict[str, Any]) -> dict[str, Any]:
    """The action with a due date where its timescale names one: an import reads it from there."""
    due = timescales.parse(row["timescale"]).due
    return {**row, "due": row["due"] or due} if due else row


any_action = (
    st.fixed_dictionaries(
        {
            "ref": st.from_regex(r"1\.[1-9][0-9]?[a-z]?", fullmatch=True),
            "objective": lines(),
            "action": lines(2),
            "tasks": lines(),
            "lead": names(),
            "other_leads": names(2),
            "sub_group": names(),
            "report_to": names(),
            "verified_by": names(),
            "start": maybe(days),
            "timescale": st.sampled_from(TIMESCALES),
            "due": maybe(days),
            "revised_due": maybe(days),
            "revision": lines(2),
            "status": st.sampled_from(choices.ACTION_STATUSES),
            "completed_on": maybe(days),
            "progress": lines(2),
            "corrective_action": lines(2),
            "evidence": lines(2),
            "process_agreed": st.sampled_from(("", *choices.RATINGS)),
            "impact_agreed": st.sampled_from(("", *choices.RATINGS)),
            "method": lines(),
            "resources": lines(2),
            "impact_expected": lines(),
            "how_we_will_know": lines(),
            "indicator": st.sampled_from(("", "CP06")),
            "update_frequency": st.sampled_from(("", *choices.UPDATE_FREQUENCIES)),
            "carried_from": st.sampled_from(("", "2025/26 plan, action 1.4")),
        }
    )
    .map(with_its_date)
    .filter(
        lambda row: (
            (row["objective"] or row["action"] or row["tasks"] or row["method"])
            # A new date that is the old one is not printed twice.
            and (row["due"] is None or row["revised_due"] != row["due"])
        )
    )
)


@each_layout
@examples(8)
@given(
    rows=st.lists(any_action, min_size=1, max_size=3),
    words=st.sampled_from(choices.WORD_SETS),
)
def test_any_small_board_printed_and_imported_gives_the_same_records(
    layout: str, rows: list[dict[str, Any]], words: str
) -> None:
    actions = [{"id": f"A-{number:04}", "priority": "1", **row} for number, row in enumerate(rows)]
    content = board(actions, {"plan_layout": layout, "word_set": words}, Indicators=[indicator()])
    first = check(content)
    template = (files("toolkit.word_templates") / business_plan.TEMPLATES[layout]).read_bytes()
    paper = business_plan.build(first.board, first.results, (), template)

    fresh = read_bytes(file_of(without_plan(content)), "fresh.xlsx")
    before, _, places = read_board(fresh)
    laid = lay(fresh, places, before, read_plan(paper, "paper.docx"))
    second = read_board(read_bytes(patch(fresh.data, laid.changes, "fresh.xlsx"), "fresh.xlsx"))[0]

    assert differences(records(first.board), records(second)) == []
    assert laid.unplaced == ()


# The job and the command line


PLAN = (
    ["Ref", "Action", "Friends", "Lead", "Timescale", "Weather"],
    ["1.1", "Write a strategy", "Police", "Head of Safeguarding", "By 31/03/27", "Rain"],
    ["1.2", "Ask the children", "Schools", "Named GP", "Quarterly", ""],
)


def paper_of(folder: Path, name: str = "plan.docx") -> Path:
    """A small plan under one priority, with a column that nobody knows."""
    made = document()
    made.add_heading("Priority 1: Neglect", 1)
    table(made, [list(row) for row in PLAN])
    path = folder / name
    path.write_bytes(as_bytes(made))
    return path


def rows_of(book: Path) -> list[tuple[str, str]]:
    return [(action.ref, action.action) for action in board_of(book).actions]


NEW = [("1.1", "Write a strategy"), ("1.2", "Ask the children")]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path, "board.xlsx")


def test_the_command_reads_a_plan_and_tells_what_it_took_for_what(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(paper_of(tmp_path)), "--to", str(book)]) == CLEAN
    told = capsys.readouterr()
    assert 'Table 1, column "Lead" read as Lead.' in told.out
    assert "2 actions" in told.out
    assert str(book) in told.err
    assert rows_of(book) == NEW


def test_a_trial_run_writes_nothing(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    code = cli.main(["import", str(paper_of(tmp_path)), "--to", str(book), "--dry-run"])
    assert (code, book.read_bytes()) == (CLEAN, before)
    assert "Nothing was written." in capsys.readouterr().err


def test_a_second_plan_is_refused_until_it_is_said_where_it_goes(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = paper_of(tmp_path)
    jobs.import_plan(paper, book, TODAY)
    before = book.read_bytes()
    assert cli.main(["import", str(paper), "--to", str(book)]) == 23
    assert book.read_bytes() == before
    assert "--add" in capsys.readouterr().err


def test_rows_are_added_below_those_that_are_there(book: Path, tmp_path: Path) -> None:
    paper = paper_of(tmp_path)
    jobs.import_plan(paper, book, TODAY)
    assert cli.main(["import", str(paper), "--to", str(book), "--add"]) == CLEAN
    assert rows_of(book) == [*NEW, *NEW]


def test_rows_are_put_in_the_place_of_those_that_are_there(book: Path, tmp_path: Path) -> None:
    paper = paper_of(tmp_path)
    jobs.import_plan(paper, book, TODAY)
    jobs.import_plan(paper, book, TODAY, add=True)
    assert cli.main(["import", str(paper), "--to", str(book), "--replace"]) == CLEAN
    assert rows_of(book) == NEW


def test_a_heading_can_be_mapped_on_the_command_line(book: Path, tmp_path: Path) -> None:
    paper = str(paper_of(tmp_path))
    mapping = ["--map", "Friends=Other leads", "--map", "Weather=Resources"]
    assert cli.main(["import", paper, "--to", str(book), *mapping]) == CLEAN
    first, second = board_of(book).actions
    assert (first.other_leads, first.resources) == (("Police",), "Rain")
    assert (second.other_leads, second.resources) == (("Schools",), "")


def unplaced_of(path: Path) -> list[tuple[object, object]]:
    sheet = openpyxl.load_workbook(path)["Unplaced"]
    rows = [(row[0], row[1]) for row in sheet.iter_rows(values_only=True)]
    heading = next(place for place, row in enumerate(rows) if row[0] == "Words")
    return [row for row in rows[heading + 1 :] if row[0]]


def test_what_found_no_column_is_on_the_sheet_of_that_name_with_its_place(
    book: Path, tmp_path: Path
) -> None:
    jobs.import_plan(paper_of(tmp_path), book, TODAY, {"Friends": "Other leads"})
    place = 'table 1, row 2, column "Weather", under heading "Priority 1: Neglect"'
    origin = f"plan.docx, {place} (action 1.1)"
    assert ("Rain", origin) in unplaced_of(book)


def test_leads_join_the_list_of_leads_once(book: Path, tmp_path: Path) -> None:
    paper = paper_of(tmp_path)
    jobs.import_plan(paper, book, TODAY)
    jobs.import_plan(paper, book, TODAY, add=True)
    names = [lead.name for lead in board_of(book).leads]
    assert [names.count(name) for name in ("Head of Safeguarding", "Named GP")] == [1, 1]


def test_an_action_without_a_status_counts_as_not_started(book: Path, tmp_path: Path) -> None:
    done = jobs.import_plan(paper_of(tmp_path), book, TODAY)
    assert {action.status for action in board_of(book).actions} == {"Not started"}
    assert "2 actions without a status read as not started." in done.sentences


def test_a_day_alone_is_a_due_date_and_no_timescale(book: Path, tmp_path: Path) -> None:
    made = document()
    table(made, [["Action", "Lead", "By when"], ["Write", "Chair", "31 March 2027"],
                 ["Read", "Chair", "By 31 March 2027"]])  # fmt: skip
    paper = tmp_path / "days.docx"
    paper.write_bytes(as_bytes(made))
    jobs.import_plan(paper, book, TODAY)
    assert [(action.timescale, action.due) for action in board_of(book).actions] == [
        ("", date(2027, 3, 31)),
        ("By 31 March 2027", date(2027, 3, 31)),
    ]


def titled_paper(folder: Path) -> Path:
    made = document()
    made.add_paragraph("Ourshire Joint Plan", style="Title")
    made.add_paragraph("2027/28")
    made.add_heading("Priority Area 1: Neglect", 1)
    table(made, [["What is to be done", "Lead Person", "Deadline"], ["Write", "Chair", "May 2027"]])
    path = folder / "titled.docx"
    path.write_bytes(as_bytes(made))
    return path


def test_what_a_person_typed_in_settings_stays_and_the_papers_word_is_unplaced(
    book: Path, tmp_path: Path
) -> None:
    jobs.import_plan(titled_paper(tmp_path), book, TODAY)
    assert board_of(book).settings.period == "2026/27"
    assert ("2027/28", "read as Period, where Settings has another") in [
        (text, str(origin).removeprefix("titled.docx, ")) for text, origin in unplaced_of(book)
    ]


def test_the_papers_own_words_fill_lists_where_nobody_typed_another(
    book: Path, tmp_path: Path
) -> None:
    jobs.import_plan(titled_paper(tmp_path), book, TODAY)
    words = board_of(book).words
    assert (words["lead"], words["completion_date"], words["priority"]) == (
        "Lead Person", "Deadline", "Priority Area",
    )  # fmt: skip
    assert [priority.ref for priority in board_of(book).priorities] == ["1"]


def test_a_word_that_a_person_typed_in_lists_stays(tmp_path: Path) -> None:
    typed = tmp_path / "typed.xlsx"
    typed.write_bytes(file_of(board([], Priorities=(), Words=({"term": "Lead", "word": "Owner"},))))
    jobs.import_plan(titled_paper(tmp_path), typed, TODAY)
    assert board_of(typed).words["lead"] == "Owner"
    assert "Lead Person" in [text for text, _ in unplaced_of(typed)]


def test_own_columns_of_staff_and_all_other_sheets_stay_as_they_are(
    book: Path, tmp_path: Path
) -> None:
    edited = openpyxl.load_workbook(book)
    edited["Plan"].cell(1, 60, "Our own notes")
    edited.create_sheet("Our sheet")["A1"] = "Ours"
    edited.save(book)
    before = parts_of(book)
    jobs.import_plan(paper_of(tmp_path), book, TODAY)
    after = parts_of(book)
    held = openpyxl.load_workbook(book)
    assert held["Plan"].cell(1, 60).value == "Our own notes"
    ours = sheet_part(book, "Our sheet")
    for name in ("Our sheet", "Indicators", "Data", "Areas", "History"):
        if name in held.sheetnames:
            part = sheet_part(book, name)
            assert before[part] == after[part], name
    assert ours in after


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_part(path: Path, name: str) -> str:
    """The part of the workbook's file that holds a sheet."""
    number = openpyxl.load_workbook(path).sheetnames.index(name) + 1
    return f"xl/worksheets/sheet{number}.xml"


# Bad input


def refused(paper: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence or two that a refused paper gives; nothing is written."""
    before = book.read_bytes()
    code = cli.main(["import", str(paper), "--to", str(book)])
    told = capsys.readouterr()
    assert code not in (CLEAN, ERRORS_FOUND)
    assert book.read_bytes() == before
    assert "Traceback" not in told.err
    assert paper.name in told.err
    return told.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("plan.pdf", b"%PDF-1.7\n1 0 obj\n"),
        ("plan.docx", b"%PDF-1.7\n1 0 obj\n"),
        ("cut.docx", b"PK\x03\x04" + b"\0" * 40),
        ("empty.docx", b""),
    ],
)
def test_a_file_that_is_no_word_file_is_refused_in_a_sentence(
    name: str, data: bytes, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / name
    paper.write_bytes(data)
    assert len(refused(paper, book, capsys).strip().splitlines()) == 1


@pytest.mark.shared
def test_an_encrypted_file_is_refused_in_a_sentence(
    shared: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = shared / "corpus" / "docx" / "msoffcrypto-tool--example_password.docx"
    assert len(refused(paper, book, capsys).strip().splitlines()) == 1


def test_a_damaged_file_is_refused_in_a_sentence(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = paper_of(tmp_path).read_bytes()
    paper = tmp_path / "half.docx"
    paper.write_bytes(whole[: len(whole) // 2])
    assert len(refused(paper, book, capsys).strip().splitlines()) == 1


def test_a_missing_paper_is_named(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(tmp_path / "nowhere.docx", book, capsys)


def test_a_paper_without_tables_gives_its_text_and_says_that_no_action_was_found(
    book: Path, tmp_path: Path
) -> None:
    made = document()
    made.add_paragraph("We met and talked about many things.")
    paper = tmp_path / "letter.docx"
    paper.write_bytes(as_bytes(made))
    done = jobs.import_plan(paper, book, TODAY)
    assert any(sentence.startswith("No actions were found") for sentence in done.sentences)
    assert [block.text for block in board_of(book).narrative] == [
        "We met and talked about many things."
    ]


def test_a_thousand_tables_are_all_read(book: Path, tmp_path: Path) -> None:
    made = document()
    table(made, [["Ref", "Action", "Lead", "Timescale"], ["1", "Write", "Chair", "May 2027"]])
    first = made.tables[0]._tbl
    for _ in range(999):
        made.element.body.insert(0, copy.deepcopy(first))
    paper = tmp_path / "many.docx"
    paper.write_bytes(as_bytes(made))
    jobs.import_plan(paper, book, TODAY)
    assert len(board_of(book).actions) == 1000


def test_replacing_a_plan_leaves_a_note_below_its_table_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(board()))
    book = openpyxl.load_workbook(path)
    book["Plan"].cell(book["Plan"].max_row + 3, 2).value = "Ask the hospital again"
    book.save(path)
    paper = tmp_path / "plan.docx"
    made = document()
    table(made, [["Action", "Lead", "Timescale"], ["Train the front door", "Head", "June 2027"]])
    paper.write_bytes(as_bytes(made))
    before = path.read_bytes()

    with pytest.raises(CellRefused, match='sheet "Plan": cell B'):
        jobs.import_plan(paper, path, TODAY, replace=True)

    assert path.read_bytes() == before
