"""What is around the buttons: their sentences, the menu, and what an odd workbook meets."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from tests.builders import action, file_of, place_of
from tests.builders import board as plan_of
from tests.fake_book import FakeBook
from tests.pressed import (
    OWN_SETTINGS,
    closed_text,
    filled_text,
    findings_text,
    flawed_board,
    own_columns,
    papers_text,
    small_flawed_content,
    taken_in_text,
    words_of,
)
from toolkit.excel import buttons, menu
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import build
from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.values.errors import CannotWrite, FileMissing, ToolkitError
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.places import places
from toolkit.writing.changes import Changes, Formula, SheetChanges

if TYPE_CHECKING:
    from tests import fake_engine
    from tests.fake_engine import Excel, OpenBook
    from toolkit.excel import live as live_adapter
else:
    live_adapter = pytest.importorskip("toolkit.excel.live", exc_type=ImportError)
    fake_engine = pytest.importorskip("tests.fake_engine", exc_type=ImportError)
    Excel, OpenBook = fake_engine.Excel, fake_engine.OpenBook

PRESS: dict[str, Callable[[], None]] = {
    "Check": buttons.check,
    "Update": buttons.update,
    "Papers": buttons.papers,
    "Published papers": buttons.published_papers,
    "Take in pasted figures": buttons.take_in_pasted_figures,
    "Close a period": buttons.close_period,
    "What has changed": buttons.plan_changes,
    "Release figures": buttons.release_figures,
}
WRITING = (
    "Check",
    "Update",
    "Take in pasted figures",
    "Close a period",
    "Release figures",
)
REPEATABLE = ("Check", "Update", "Papers", "Published papers")
TAKE_IN, CLOSE, CHANGES = "Take in pasted figures", "Close a period", "What has changed"
RELEASE = "Release figures"
PERIOD = "2026/27 Q2"


@pytest.fixture(autouse=True)
def faults_are_noted_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    return home


@pytest.fixture(scope="module")
def flawed() -> "OpenBook":
    return fake_engine.from_file(Path("board.xlsm"), flawed_board())


@pytest.fixture(scope="module")
def small() -> "OpenBook":
    data = flawed_board(content=small_flawed_content)
    return fake_engine.from_file(Path("board.xlsm"), data)


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> "Excel":
    """An Excel with nothing open, and a person who names a period where one is asked for."""
    import xlwings

    program = fake_engine.Excel(answer=PERIOD)
    monkeypatch.setattr(xlwings.engines, "active", program.engine())
    return program


@pytest.fixture
def board(
    excel: "Excel", flawed: "OpenBook", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "OpenBook":
    """The flawed board, open in that Excel, with the buttons that are pressed on it."""
    book = flawed.copied()
    book.path = str(tmp_path / "board.xlsm")
    press_on(excel, book, monkeypatch)
    return book


def press_on(excel: "Excel", book: "OpenBook", monkeypatch: pytest.MonkeyPatch) -> None:
    """Open a workbook: buttons that are pressed from here on are its own."""
    import xlwings

    monkeypatch.setattr(xlwings.Book, "_mock_caller", excel.open(book), raising=False)


def sentence_of(excel: "Excel", name: str) -> str:
    """Press a button; the one sentence that a person saw, in a box or at the end."""
    before = len(excel.said)
    try:
        PRESS[name]()
    except SystemExit as ended:
        assert len(excel.said) == before
        return str(ended.code)
    ((_, _, sentence),) = excel.said[before:]
    return sentence


def job(monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    """Put something else in the place of the job behind Check."""
    monkeypatch.setattr(buttons, "JOBS", {**buttons.JOBS, "Check": ("checking", work)})


class TestAButton:
    def test_says_what_came_of_its_job(
        self, excel: "Excel", board: "OpenBook", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job(monkeypatch, lambda *_: "All is well.")

        buttons.check()

        assert excel.said == [("Safeguarding toolkit", "info", "All is well.")]

    def test_says_in_one_sentence_why_its_job_could_not_go_on(
        self, excel: "Excel", board: "OpenBook", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: Any) -> str:
            raise ToolkitError("This cannot be. Do that.")

        job(monkeypatch, refuse)

        buttons.check()

        assert excel.said == [("Safeguarding toolkit", "critical", "This cannot be. Do that.")]

    def test_notes_a_fault_of_its_own_without_a_word_of_the_workbook(
        self,
        excel: "Excel",
        board: "OpenBook",
        monkeypatch: pytest.MonkeyPatch,
        faults_are_noted_elsewhere: Path,
    ) -> None:
        def fail(*_: Any) -> str:
            raise ZeroDivisionError("Jo Bloggs, aged 4")

        job(monkeypatch, fail)

        buttons.check()

        ((_, mode, sentence),) = excel.said
        (log,) = faults_are_noted_elsewhere.iterdir()
        assert mode == "critical"
        assert "a fault in itself" in sentence
        assert str(log) in sentence
        assert "ZeroDivisionError" in log.read_text()
        assert "Jo" not in sentence + log.read_text()

    def test_leaves_screen_and_status_bar_as_they_were(
        self, excel: "Excel", board: "OpenBook", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        during = []

        def look(*_: Any) -> str:
            during.append((excel.bar[-1], excel.screen, excel.events))
            raise ToolkitError("no")

        job(monkeypatch, look)

        buttons.check()

        assert during == [("Safeguarding toolkit: checking …", False, False)]
        assert (excel.bar[-1], excel.screen, excel.events) == (False, True, True)

    def test_ends_with_the_sentence_alone_where_no_board_is_open(
        self, excel: "Excel", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        press_on(excel, fake_engine.from_rows("toolkit.xlsm", {"Toolkit": [["Open"]]}), monkeypatch)

        with pytest.raises(SystemExit) as ended:
            buttons.update()

        assert ended.value.code == (
            "No board workbook is open. Open yours in Excel, click Enable Editing where Excel "
            "offers it, and try again."
        )
        assert excel.said == []

    def test_says_so_where_excel_itself_was_closed_meanwhile(
        self, excel: "Excel", board: "OpenBook", monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def gone(*_: Any, **__: Any) -> Any:
            raise fake_engine.com_error(fake_engine.CLOSED)

        job(monkeypatch, gone)
        monkeypatch.setattr(excel, "said", None)  # No box can be shown.

        with pytest.raises(SystemExit) as ended:
            buttons.check()

        assert "was closed before the work was done" in str(ended.value.code)


class TestOnTheExampleBoard:
    """Fixed results; the same files are held against what LibreOffice shows."""

    def test_check_gives_these_findings(
        self, excel: "Excel", board: "OpenBook", golden: Any
    ) -> None:
        sentence = sentence_of(excel, "Check")

        golden("buttons/check.txt", findings_text(sentence, live_adapter.read(reopened(board))))

    def test_update_fills_these_cells(self, excel: "Excel", board: "OpenBook", golden: Any) -> None:
        sentence = sentence_of(excel, "Update")

        golden("buttons/update.txt", filled_text(sentence, live_adapter.read(reopened(board))))

    @pytest.mark.parametrize("name", ["Papers", "Published papers"])
    def test_papers_are_those_of_the_job_to_the_byte(
        self, excel: "Excel", board: "OpenBook", tmp_path: Path, golden: Any, name: str
    ) -> None:
        sentence = sentence_of(excel, name)

        golden(f"buttons/{name.lower().replace(' ', '_')}.txt", papers_text(sentence, tmp_path))
        for paper in papers_of_the_job(tmp_path / "job", publish=name == "Published papers"):
            assert (tmp_path / paper.name).read_bytes() == paper.read_bytes()

    def test_pasted_figures_become_these_rows(
        self, excel: "Excel", board: "OpenBook", golden: Any
    ) -> None:
        before = live_adapter.read(reopened(board))

        sentence = sentence_of(excel, TAKE_IN)

        after = live_adapter.read(reopened(board))
        golden("buttons/pasted_figures.txt", taken_in_text(sentence, before, after))

    def test_closing_a_period_keeps_these_reports(
        self, excel: "Excel", board: "OpenBook", golden: Any
    ) -> None:
        sentence = sentence_of(excel, CLOSE)

        golden("buttons/close.txt", closed_text(sentence, live_adapter.read(reopened(board))))


def papers_of_the_job(folder: Path, **options: Any) -> list[Path]:
    """What `build` writes from the same board, the workbook lying beside the papers of others."""
    book = FakeBook(read_bytes(flawed_board(), "board.xlsm"), folder.parent)
    built = build(book, as_at=AsAt(date.max), out=folder, **options)
    return [written.path for written in built.documents.values()]


class TestPapersFromTemplatesOfTheBoardsOwn:
    """They are in a folder named "Word templates" beside the workbook."""

    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        folder = tmp_path / "Word templates"
        folder.mkdir()
        document = docx.Document()
        document.add_paragraph("Our own words for {{ board.name }}")
        document.save(str(folder / "business_plan.docx"))
        return folder

    @pytest.mark.parametrize("name", ["Papers", "Published papers", CLOSE])
    def test_are_written_by_every_button_that_writes_papers(
        self, excel: "Excel", board: "OpenBook", own: Path, tmp_path: Path, name: str
    ) -> None:
        sentence_of(excel, name)

        (paper,) = tmp_path.glob("*.docx")
        assert words_of(paper).startswith("Our own words for Osmerdale")

    def test_are_not_written_from_a_template_with_a_fault(
        self, excel: "Excel", board: "OpenBook", own: Path, tmp_path: Path
    ) -> None:
        document = docx.Document()
        document.add_paragraph("{{ board.nmae }}")
        document.save(str(own / "business_plan.docx"))

        assert 'did you mean "name"' in sentence_of(excel, "Papers")
        assert list(tmp_path.glob("*.docx")) == []

    def test_are_the_toolkits_where_a_file_has_the_folders_name(
        self, excel: "Excel", board: "OpenBook", tmp_path: Path
    ) -> None:
        (tmp_path / "Word templates").write_text("a note")

        assert sentence_of(excel, "Papers").startswith("Written beside the workbook: ")


class TestPublishedPapers:
    def test_say_which_cells_to_read_and_never_what_they_hold(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        sentence, head, *notes = sentence_of(excel, "Published papers").split("\n\n")

        assert sentence.startswith(
            "Written beside the workbook: board-business-plan-published.docx."
        )
        assert head == "Read 1 note before you publish:"
        assert len(notes) == 1
        assert notes[0].startswith(f"Outcomes!E13, Plan!{place_of('Plan', 'revision', 9)}, ")
        assert "9 texts that may say how few people something concerns" in notes[0]

    @pytest.mark.parametrize(("length", "is_whole"), [(500, True), (501, False)])
    def test_shorten_a_note_that_is_too_long_for_a_box_in_its_middle(
        self, length: int, is_whole: bool
    ) -> None:
        end = " Read before you publish."
        note = "Plan!A1, " * 100
        note = note[: length - len(end)] + end

        _, shown = buttons._notes([note], "board.xlsm")

        assert (shown == note) == is_whole
        assert shown.startswith("Plan!A1, ")
        assert shown.endswith("Read before you publish.")
        assert ("toolkit build --publish prints it all" in shown) != is_whole

    def test_say_so_where_no_note_waits(self) -> None:
        assert buttons._notes([], "board.xlsm") == [
            "Small counts are hidden. There are no notes to read."
        ]


class TestTakingInPastedFigures:
    def test_again_brings_nothing_new(self, excel: "Excel", board: "OpenBook") -> None:
        first = sentence_of(excel, TAKE_IN)
        once = kept(board)

        again = sentence_of(excel, TAKE_IN)

        assert first.startswith("Added to Data: 2 new figures. 1 is already there. 1 differs ")
        assert again.startswith("No new figures were added. 3 are already there. 1 differs ")
        assert kept(board) == once

    def test_asks_for_a_table_where_none_is_pasted(self, excel: "Excel", board: "OpenBook") -> None:
        page = board.page("Paste")
        page.values = {place: value for place, value in page.values.items() if place[0] < 4}
        before = kept(board)

        assert sentence_of(excel, TAKE_IN).startswith('There are no figures on the sheet "Paste".')
        assert kept(board) == before

    @pytest.mark.parametrize("heading", ["Indicator", "Area", "Period", "Value", "Status"])
    def test_brings_in_no_row_without_its_indicator_area_period_value_or_status(
        self, excel: "Excel", board: "OpenBook", heading: str
    ) -> None:
        data = board.page("Data")
        data.values[next(at for at, value in data.values.items() if value == heading)] = "Ours"
        before = data.copied()

        sentence = sentence_of(excel, TAKE_IN)

        assert 'could not be added: the sheet "Data", or a heading that it needs' in sentence
        assert_one_clear_sentence(sentence)
        assert data == before

    def test_leaves_what_a_person_typed_in_the_next_rows_columns_alone(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        data = board.page("Data")
        beside = (data.corner[0] + 1, 20)
        data.values[beside] = "ours"

        sentence_of(excel, TAKE_IN)

        assert data.values[beside] == "ours"


class TestWhatHasChanged:
    @pytest.fixture
    def earlier(self, tmp_path: Path) -> Path:
        path = tmp_path / "last year.xlsx"
        path.write_bytes(file_of(plan_of([action(), action(id="A-0002", ref="1.2")])))
        return path

    def test_asks_for_the_earlier_workbook_and_proposes_the_one_beside(
        self, excel: "Excel", board: "OpenBook", earlier: Path
    ) -> None:
        excel.answer = ""

        sentence = sentence_of(excel, CHANGES)

        ((_, question, proposed),) = excel.asked
        assert question.startswith("Which earlier workbook")
        assert proposed == "last year.xlsx"
        assert sentence == "No earlier workbook was named, so no paper was written."

    @pytest.mark.parametrize("answer", ["last year.xlsx", '"{folder}/last year.xlsx"'])
    def test_writes_the_paper_beside_the_workbook_and_changes_neither(
        self, excel: "Excel", board: "OpenBook", earlier: Path, answer: str
    ) -> None:
        excel.answer = answer.format(folder=earlier.parent)
        before, other = kept(board), earlier.read_bytes()

        sentence = sentence_of(excel, CHANGES)

        assert sentence == (
            "Written beside the workbook: board-plan-changes.docx. Marked DRAFT: 1 error to fix "
            "in board.xlsm. Press Check to see where."
        )
        assert (earlier.parent / "board-plan-changes.docx").is_file()
        assert (kept(board), earlier.read_bytes()) == (before, other)

    def test_says_where_it_looked_for_a_workbook_that_is_not_there(
        self, excel: "Excel", board: "OpenBook", tmp_path: Path
    ) -> None:
        excel.answer = "last yaer.xlsx"

        assert sentence_of(excel, CHANGES) == (
            f"There is no workbook {tmp_path / 'last yaer.xlsx'}. Check its name, and press again."
        )


class TestReleasingFigures:
    def pressed(self, excel: "Excel", board: "OpenBook", *answers: str) -> tuple[str, bool]:
        given = iter(answers)
        return buttons.run(RELEASE, excel.open(board), lambda *_: next(given))

    def test_keeps_them_once_a_person_has_looked_at_what_to_decide(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        before = kept(board)

        (sentence, _) = self.pressed(excel, board, "Report for Q2", "Yes")

        assert sentence.startswith('"Report for Q2" is released: ')
        assert sentence.endswith("Save the workbook, so that the release stays.")
        assert kept(board) != before
        again, is_bad = self.pressed(excel, board, "Report for Q2")
        assert again.startswith('"Report for Q2" has already been released')
        assert is_bad

    def test_keeps_nothing_while_something_is_to_decide(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        before = kept(board)

        (sentence, _) = self.pressed(excel, board, "Report for Q2", "")

        assert sentence.startswith("Nothing was released. To decide: texts.")
        assert kept(board) == before

    def test_releases_nothing_without_a_name(self, excel: "Excel", board: "OpenBook") -> None:
        excel.answer = ""
        before = kept(board)

        assert sentence_of(excel, RELEASE) == "No release was named, so nothing was released."
        assert kept(board) == before


class TestClosingAPeriod:
    def test_proposes_the_last_quarter_that_was_over(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        sentence_of(excel, CLOSE)

        (title, question, proposed), _ = excel.asked
        assert (title, proposed) == ("Safeguarding toolkit", "2026/27 Q2")
        assert "never changed" in question

    @pytest.mark.parametrize("answer", [False, "", "  "])
    def test_closes_nothing_where_the_box_is_cancelled_or_empty(
        self, excel: "Excel", board: "OpenBook", tmp_path: Path, answer: Any
    ) -> None:
        excel.answer = answer
        before = kept(board)

        assert sentence_of(excel, CLOSE) == "No period was named, so nothing was closed."
        assert kept(board) == before
        assert list(tmp_path.glob("*.docx")) == []

    def test_refuses_a_period_that_is_closed_already_and_proposes_none(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        sentence_of(excel, CLOSE)
        once = kept(board)

        assert sentence_of(excel, CLOSE).startswith(f'"{PERIOD}" has already been closed, and what')
        assert kept(board) == once
        assert excel.asked[-1][2] == ""

    def test_says_which_papers_stay_where_the_workbook_cannot_be_written(
        self, excel: "Excel", board: "OpenBook", tmp_path: Path
    ) -> None:
        board.page("Plan").protected = True
        before = kept(board)

        sentence = sentence_of(excel, CLOSE)

        assert 'protection on "Plan". Nothing was changed.' in sentence
        paper = f"board-{PERIOD.replace('/', '-').replace(' ', '-')}-business-plan.docx"
        assert f"Nothing was closed; {paper}, already written, can" in sentence
        assert (tmp_path / paper).is_file()
        assert kept(board) == before

    @pytest.mark.parametrize("answer", ["no", False, ""])
    def test_closes_nothing_while_errors_are_open_unless_a_person_says_yes(
        self, excel: "Excel", board: "OpenBook", tmp_path: Path, answer: Any
    ) -> None:
        excel.says_yes = answer
        before = kept(board)

        assert "has 1 open error. Nothing was closed." in sentence_of(excel, CLOSE)
        assert excel.asked[-1][1] == (
            "board.xlsm has 1 open error. Type yes to close it all the same."
        )
        assert kept(board) == before
        assert list(tmp_path.glob("*.docx")) == []

    @pytest.mark.parametrize(
        "heading", [c.heading for c in BOARD.tables["History"].columns if c.since == 1]
    )
    def test_is_refused_where_a_column_of_history_is_gone(
        self, excel: "Excel", board: "OpenBook", heading: str, tmp_path: Path
    ) -> None:
        page = board.page("History")
        place = next(at for at, value in sorted(page.values.items()) if value == heading)
        page.values[place] = "Our own words"
        before = kept(board)

        sentence = sentence_of(excel, CLOSE)

        assert f'there is no column "{heading}". Nothing was closed.' in sentence
        assert kept(board) == before
        assert list(tmp_path.glob("*.docx")) == []


def reopened(book: "OpenBook") -> Any:
    return fake_engine.Excel(answer=PERIOD).open(book)


def kept(book: "OpenBook") -> Any:
    """All that a workbook holds, as it is."""
    copied = book.copied()
    return copied.pages, copied.properties


def moved(before: Any, book: "OpenBook") -> set[tuple[str, int]]:
    """The sheets and columns in which a cell differs from before.

    Settings of the toolkit's own, in rows among those of staff, are left out.
    """
    found = set()
    for old, new in zip(before[0], book.pages, strict=True):
        for was, now in ((old.values, new.values), (old.formulas, new.formulas)):
            found |= {
                (new.name, place[1])
                for place in {*was, *now}
                if was.get(place) != now.get(place)
                and not (new.name == SETTINGS.name and was.get((place[0], 1)) in OWN_SETTINGS)
            }
    return found


def allowed_to(name: str, own: dict[str, set[int]]) -> set[tuple[str, int]]:
    """The sheets and columns that a button may write; `own` are the toolkit's."""
    if name not in WRITING:
        return set()
    if name == "Check":
        return {("Findings", column) for column in own.get("Findings", ())}
    allowed = {(sheet, column) for sheet, columns in own.items() for column in columns}
    return allowed | {("Data", column) for column in range(1, 15) if name == TAKE_IN}


class TestNothingElseMoves:
    @pytest.mark.parametrize("name", PRESS)
    def test_under_any_button(self, excel: "Excel", board: "OpenBook", name: str) -> None:
        own = own_columns(live_adapter.read(reopened(board)))
        before = kept(board)

        sentence_of(excel, name)

        assert moved(before, board) <= allowed_to(name, own)
        assert bool(moved(before, board)) == (name in WRITING)
        if name not in WRITING:
            assert kept(board) == before

    @pytest.mark.parametrize("name", [TAKE_IN, CLOSE])
    def test_where_rows_are_added_below_those_that_are_there(
        self, excel: "Excel", board: "OpenBook", name: str
    ) -> None:
        sheet = board.page("Data")
        before = dict(sheet.values)

        sentence_of(excel, name)

        assert {place: sheet.values.get(place) for place in before} == before

    @pytest.mark.parametrize("name", REPEATABLE)
    def test_when_a_button_is_pressed_again(
        self, excel: "Excel", board: "OpenBook", name: str
    ) -> None:
        first = sentence_of(excel, name)
        once = kept(board)

        assert sentence_of(excel, name) == first
        assert kept(board) == once


def assert_one_clear_sentence(sentence: str) -> None:
    sentence, *notes = sentence.split("\n\n")
    assert all(len(note) < 600 for note in notes)
    assert sentence.endswith((".", '"'))
    assert "fault in itself" not in sentence
    assert "Traceback" not in sentence
    assert len(sentence) < 400


def place_of_heading(name: str, heading: str) -> tuple[int, int]:
    """Where a table's heading is; a title may have the same word."""
    row, first = next(
        (row, column) for table, column, row in places(BOARD.sheet_of(name)) if table.name == name
    )
    headings = [column.heading for column in BOARD.tables[name].columns]
    return row + 1, first + 1 + headings.index(heading)


class TestAnOddWorkbook:
    """One clear sentence; where a button does not do its work, nothing is changed."""

    @pytest.fixture
    def flawed(self, small: "OpenBook") -> "OpenBook":
        return small

    @pytest.mark.parametrize("name", PRESS)
    @pytest.mark.parametrize("sheet", [sheet.name for sheet in BOARD.sheets])
    def test_without_one_of_its_sheets_is_still_answered(
        self, excel: "Excel", board: "OpenBook", sheet: str, name: str
    ) -> None:
        board.pages = [page for page in board.pages if page.name != sheet]
        own = own_columns(live_adapter.read(reopened(board)))
        before = kept(board)

        sentence = sentence_of(excel, name)

        assert_one_clear_sentence(sentence)
        assert moved(before, board) <= allowed_to(name, own)

    @pytest.mark.parametrize("sheet", [sheet.name for sheet in BOARD.sheets if sheet.required])
    def test_without_a_needed_sheet_is_told_which(
        self, excel: "Excel", board: "OpenBook", sheet: str
    ) -> None:
        board.pages = [page for page in board.pages if page.name != sheet]

        sentence_of(excel, "Check")

        said = findings_text("", live_adapter.read(reopened(board)))
        assert f"There is no sheet named {sheet}." in said

    @pytest.mark.parametrize("name", PRESS)
    def test_with_its_sheets_in_another_order_gives_the_same(
        self, excel: "Excel", board: "OpenBook", name: str, tmp_path: Path
    ) -> None:
        shuffled = board.copied()
        board.pages.reverse()

        sentence = sentence_of(excel, name)

        # A closing's papers would tell the other workbook that there has been one.
        for paper in tmp_path.glob("*.docx"):
            paper.unlink()
        expected, _ = buttons.run(name, reopened(shuffled))
        assert sentence == expected
        assert {page.name: page for page in board.pages} == {
            page.name: page for page in shuffled.pages
        }

    @pytest.mark.parametrize(
        ("table", "heading"),
        [
            (name, column.heading)
            for name, table in BOARD.tables.items()
            for column in table.columns
            if column.required
        ],
    )
    def test_with_a_needed_heading_renamed_is_told_where(
        self, excel: "Excel", board: "OpenBook", table: str, heading: str
    ) -> None:
        page = board.page(BOARD.sheet_of(table).name)
        place = place_of_heading(table, heading)
        assert page.values[place] == heading
        page.values[place] = "Our own words"
        before = kept(board)

        sentence = sentence_of(excel, "Check")

        assert_one_clear_sentence(sentence)
        assert {sheet for sheet, _ in moved(before, board)} <= {"Findings"}
        said = findings_text("", live_adapter.read(reopened(board)))
        assert f'"{heading}"' in said, said[:400]

    @pytest.mark.parametrize("name", PRESS)
    def test_of_a_newer_layout_is_left_alone(
        self, excel: "Excel", board: "OpenBook", name: str
    ) -> None:
        board.properties["Toolkit layout"] = BOARD.version + 1
        self.is_left_alone(excel, board, name, "made by a newer version")

    @pytest.mark.parametrize("name", PRESS)
    def test_of_too_old_a_layout_is_left_alone(
        self, excel: "Excel", board: "OpenBook", name: str
    ) -> None:
        board.properties["Toolkit layout"] = BOARD.oldest - 1
        self.is_left_alone(excel, board, name, "toolkit upgrade")

    @pytest.mark.parametrize("name", WRITING)
    def test_for_reading_only_is_left_alone(
        self, excel: "Excel", board: "OpenBook", name: str
    ) -> None:
        board.read_only = True
        self.is_left_alone(excel, board, name, "read-only. Nothing was changed.")

    @pytest.mark.parametrize(
        ("name", "sheet"),
        [("Check", "Findings"), ("Update", "Plan"), (TAKE_IN, "Data"), (CLOSE, "History")],
    )
    def test_with_protection_in_the_way_is_left_alone(
        self, excel: "Excel", board: "OpenBook", name: str, sheet: str
    ) -> None:
        board.page(sheet).protected = True
        self.is_left_alone(excel, board, name, f'protection on "{sheet}". Nothing was changed.')

    def test_with_a_row_of_totals_in_the_way_is_left_alone(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        page = board.page("Findings")
        (table,) = page.tables.values()
        table.totals, table.area = True, (*table.area[:2], table.area[0] + 1, table.area[3])
        self.is_left_alone(excel, board, "Check", 'sheet "Findings": cell A4 is in the total row')

    def test_with_words_where_findings_have_to_go_is_left_alone(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        board.page("Findings").values[5, 1] = "Ask the hospital again"
        self.is_left_alone(excel, board, "Check", 'sheet "Findings": cell A5 holds something')

    def test_with_words_in_a_grey_cell_keeps_them(self, excel: "Excel", board: "OpenBook") -> None:
        sentence_of(excel, "Update")
        row, column = place_of_heading("Plan", "Why")
        board.page("Plan").values[row + 1, column] = "Ask the hospital again"

        first = sentence_of(excel, "Update")

        assert board.page("Plan").values[row + 1, column] == "Ask the hospital again"
        codes = [board.page("Findings").values.get((row, 4)) for row in range(4, 30)]
        assert codes.count("GREY-001") == 1, first

    def test_with_a_link_of_ones_own_in_a_finding_keeps_it(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        sentence_of(excel, "Check")
        page = board.page("Findings")
        theirs, given = "'Lists'!B7", page.links[5, 3]
        page.links[4, 3] = theirs
        emptied = page.values.pop((5, 5))

        sentence_of(excel, "Update")

        assert page.values[5, 5] == emptied
        assert (page.links[4, 3], page.links[5, 3]) == (theirs, given)

    def test_with_a_renamed_table_is_filled(self, excel: "Excel", board: "OpenBook") -> None:
        page = board.page("Findings")
        ((name, table),) = page.tables.items()
        table.name = "Table9"
        page.tables = {"Table9": table}

        assert "Findings" in sentence_of(excel, "Check"), name

    def test_with_protection_elsewhere_is_filled(self, excel: "Excel", board: "OpenBook") -> None:
        board.page("Lists").protected = True

        assert "up to date" in sentence_of(excel, "Update")

    def test_with_all_of_a_sheet_hidden_is_filled(self, excel: "Excel", board: "OpenBook") -> None:
        page = board.page("Lists")
        page.hidden_rows = set(range(1, page.corner[0] + 1))

        assert "up to date" in sentence_of(excel, "Update")

    def is_left_alone(self, excel: "Excel", board: "OpenBook", name: str, words: str) -> None:
        before = kept(board)

        sentence = sentence_of(excel, name)

        assert words in sentence
        assert_one_clear_sentence(sentence)
        assert kept(board) == before


@pytest.fixture(scope="module")
def calls(small: "OpenBook", tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How often each button asks Excel something."""
    found = {}
    for name in PRESS:
        book = small.copied()
        book.path = str(tmp_path_factory.mktemp("calls") / "board.xlsx")
        buttons.run(name, reopened(book))
        found[name] = book.calls
    return found


class TestWhenExcelDoesNotAnswer:
    """Whatever moment it is: one clear sentence, and the workbook as it was."""

    @pytest.fixture
    def flawed(self, small: "OpenBook") -> "OpenBook":
        return small

    @pytest.mark.parametrize("part", range(1, 7))
    @pytest.mark.parametrize("name", PRESS)
    def test_because_the_workbook_was_closed_halfway(
        self, excel: "Excel", board: "OpenBook", calls: dict[str, int], name: str, part: int
    ) -> None:
        moment = calls[name] * part // 7
        board.fails = lambda call: fake_engine.CLOSED if call >= moment else None

        assert sentence_of(excel, name).startswith(
            "The workbook was closed before the work was done. The file is as you saved it last."
        )

    @pytest.mark.parametrize("part", range(1, 7))
    @pytest.mark.parametrize("name", PRESS)
    def test_because_a_person_is_typing(
        self, excel: "Excel", board: "OpenBook", calls: dict[str, int], name: str, part: int
    ) -> None:
        moment = calls[name] * part // 7
        board.fails = lambda call: fake_engine.TYPING if call == moment else None
        before = kept(board)

        assert sentence_of(excel, name).startswith("Excel is busy. Finish the cell")
        assert kept(board) == before


class TestApply:
    """Every call of a small change refused in turn: all is as before."""

    def test_takes_everything_back_whichever_call_is_refused(self, small: "OpenBook") -> None:
        def prepared() -> "OpenBook":
            book = small.copied()
            page = book.page("Unplaced")
            page.values[4, 20] = "1.10"
            page.values[5, 20] = "=1+1"
            page.formulas[6, 20] = "=1+1"
            page.formats[7, 20], page.values[7, 20] = "@", "007"
            findings = book.page("Findings")
            findings.values[4, 3], findings.links[4, 3] = "G6", "'Plan'!G6"
            return book

        first = prepared()
        end = first.page("Findings").tables["Findings"].area[2] + 2
        beside = {
            (4, 20): "new",
            (5, 20): "new",
            (6, 20): "new",
            (7, 20): 7,
            (9, 20): Formula("=1"),
        }
        listed = SheetChanges(
            {(4, 3): "H7", (end, 1): "Error"},
            table_ends={"Findings": end},
            links={(4, 3): "'Plan'!H7"},
            look_like_row=4,
        )
        changes = Changes(
            {"Unplaced": SheetChanges(beside), "Findings": listed},
            properties={"Toolkit highest A": 99, "Toolkit new": 1},
        )
        read = live_adapter.read(reopened(first))
        calls = first.calls
        live_adapter.apply(reopened(first), changes, read)

        assert kept(first) != kept(prepared())
        for moment in range(1, first.calls - calls + 1):
            book = prepared()
            book.fails = lambda call, at=moment: fake_engine.REFUSED if call == at else None
            with pytest.raises((CannotWrite, fake_engine.com_error)):
                live_adapter.apply(reopened(book), changes, read)
            assert kept(book) == kept(prepared()), moment


def test_buttons_do_not_load_what_only_other_jobs_need() -> None:
    program = "import toolkit.excel.buttons, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"docx", "docxtpl", "jinja2", "xlsxwriter", "openpyxl", "pandas"} == set()


class TestTheMenu:
    def run(self, *answers: str) -> list[str]:
        said: list[str] = []
        waiting: Iterator[str] = iter(answers)

        def ask(_: str) -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        menu.menu(ask, said.append)
        return said

    def test_does_what_the_button_does(self, excel: "Excel", board: "OpenBook") -> None:
        said = self.run("1", "0")

        assert any(line.startswith("board.xlsm: Found: 1 error, ") for line in said)
        assert board.page("Findings").values[4, 1] == "Error"
        assert excel.said == []

    def test_looks_for_the_workbook_again_each_time(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        said: list[str] = []
        answers = iter(["1", "1", "0"])

        def ask(_: str) -> str:
            if said.count("  0  Leave") == 2:
                excel.books.clear()
            return next(answers)

        menu.menu(ask, said.append)

        assert sum(line.startswith("board.xlsm: Found: ") for line in said) == 1
        assert sum(line.startswith("No board workbook is open.") for line in said) == 1

    def test_offers_every_button_by_its_number(self, excel: "Excel") -> None:
        assert self.run("0")[2:11] == [
            "  1  Check",
            "  2  Update",
            "  3  Papers",
            "  4  Published papers",
            "  5  Take in pasted figures",
            "  6  Close a period",
            "  7  What has changed",
            "  8  Release figures",
            "  0  Leave",
        ]

    def test_asks_for_the_period_here_and_not_in_excel(
        self, excel: "Excel", board: "OpenBook"
    ) -> None:
        said = self.run("6", PERIOD, "yes", "0")

        assert any(line.startswith(f'board.xlsm: "{PERIOD}" is closed: ') for line in said)
        assert excel.asked == []

    @pytest.mark.parametrize("answers", [("6", "", "0"), ("6",)])
    def test_closes_nothing_where_no_period_is_named(
        self, excel: "Excel", board: "OpenBook", answers: tuple[str, ...]
    ) -> None:
        before = kept(board)

        assert any("nothing was closed." in line for line in self.run(*answers))
        assert kept(board) == before

    @pytest.mark.parametrize("answer", ["", "9", "-1", "check", "²"])
    def test_asks_again_for_what_is_no_number_of_it(self, excel: "Excel", answer: str) -> None:
        assert "Type a number from 0 to 8, and press Enter." in self.run(answer, "0")

    @pytest.mark.parametrize("part", range(6))
    def test_goes_on_where_the_workbook_is_closed_halfway(
        self, board: "OpenBook", calls: dict[str, int], part: int
    ) -> None:
        moment = 1 + calls["Check"] * part // 6
        board.fails = lambda call: fake_engine.CLOSED if call >= moment else None

        said = self.run("1", "0")

        assert sum("was closed before the work was done" in line for line in said) == 1

    def test_goes_on_where_no_workbook_is_open(self, excel: "Excel") -> None:
        said = self.run("1", "2", "0")

        assert sum(line.startswith("No board workbook is open.") for line in said) == 2

    def test_says_what_to_do_on_a_computer_without_excel(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import xlwings

        monkeypatch.setattr(xlwings.engines, "active", None)

        assert any("use the commands" in line for line in self.run("1", "0"))

    @pytest.mark.parametrize(
        ("platform", "words"), [("win32", "needs xlwings"), ("linux", "use the commands")]
    )
    def test_says_what_to_do_where_xlwings_is_not_there(
        self, monkeypatch: pytest.MonkeyPatch, platform: str, words: str
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setitem(sys.modules, "xlwings", None)
        monkeypatch.delitem(sys.modules, "toolkit.excel.live", raising=False)
        monkeypatch.delitem(sys.modules, "toolkit.excel.live.program", raising=False)
        monkeypatch.delattr("toolkit.excel.live", raising=False)

        with pytest.raises(FileMissing, match=words):
            self.run("1")

    def test_ends_with_the_input(self, excel: "Excel") -> None:
        assert self.run()
