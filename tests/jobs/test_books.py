"""A job is written once: on a file, in Excel and in memory it comes to the same."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.fake_book import FakeBook
from tests.pressed import flawed_board, words_of
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import build
from toolkit.jobs.check import check
from toolkit.jobs.close import close, next_period
from toolkit.jobs.export import export
from toolkit.jobs.import_figures import import_figures
from toolkit.jobs.list_findings import list_findings
from toolkit.jobs.update import update
from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.reading.grid import CellKind
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import CannotWrite, FileMissing, HasErrors, InUse
from toolkit.workbook.book_on_disk import BookOnDisk
from toolkit.workbook.files import read, read_bytes
from toolkit.writing.book import Book
from toolkit.writing.changes import Changes, SheetChanges

AS_AT = AsAt(date(2026, 11, 21))
PERIOD = "2026/27 Q2"
PAPER = "board-2026-27-Q2-business-plan.docx"

Job = Callable[[Book], Any]

WRITING: Mapping[str, Job] = {
    "list findings": lambda book: list_findings(book, as_at=AS_AT),
    "update": lambda book: update(book, as_at=AS_AT),
    "import pasted figures": lambda book: import_figures(book, source=None, as_at=AS_AT),
    "close": lambda book: close(book, period=PERIOD, as_at=AS_AT, with_errors=True),
}
READING: Mapping[str, Job] = {
    "check": lambda book: check(book, as_at=AS_AT),
    "build": lambda book: build(book, as_at=AS_AT),
    "build published": lambda book: build(book, as_at=AS_AT, publish=True),
    "export": lambda book: export(book, as_at=AS_AT),
}
ALSO_READ = {
    "list findings": {"Findings"},
    "update": {"Findings", "Home"},
    "import pasted figures": {"Findings", "Home", "Paste", "Unplaced"},
    "close": {"Findings", "Home"},
    "export": {"Unplaced"},
}


@pytest.fixture(scope="module")
def flawed() -> Workbook:
    """The example board with flaws, and figures on its sheet Paste."""
    return read_bytes(flawed_board(), "board.xlsx")


@pytest.fixture
def fake(flawed: Workbook, tmp_path: Path) -> FakeBook:
    return FakeBook(flawed, tmp_path / "fake")


@pytest.fixture
def file(tmp_path: Path) -> BookOnDisk:
    path = tmp_path / "disk" / "board.xlsx"
    path.parent.mkdir()
    path.write_bytes(flawed_board())
    return BookOnDisk(path)


def cells(book: Workbook) -> dict[tuple[str, int, int], object]:
    """What every cell holds, formulas left out."""
    return {
        (name, row, column): cell.value
        for name, grid in book.grids.items()
        for row, values in enumerate(grid.rows, start=1)
        for column in range(1, len(values) + 1)
        if (cell := grid.cell(row, column)).kind is not CellKind.BLANK and not cell.formula
    }


@pytest.mark.parametrize("name", WRITING)
def test_a_job_leaves_a_file_as_it_leaves_a_workbook_in_memory(
    fake: FakeBook, file: BookOnDisk, name: str
) -> None:
    before = cells(fake.workbook)

    WRITING[name](fake)
    WRITING[name](file)

    found = read(file.path)
    assert cells(found) == cells(fake.workbook) != before
    assert found.numbers == fake.workbook.numbers


@pytest.mark.parametrize("name", WRITING)
def test_a_job_leaves_a_workbook_in_excel_so_too(
    fake: FakeBook, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = pytest.importorskip("toolkit.excel.live", exc_type=ImportError)
    engine = pytest.importorskip("tests.fake_engine", exc_type=ImportError)
    from toolkit.excel.book_in_excel import BookInExcel

    opened = engine.from_file(tmp_path / "board.xlsx", flawed_board())

    WRITING[name](fake)
    WRITING[name](BookInExcel(engine.Excel().open(opened)))

    found = live.read(engine.Excel().open(copy.deepcopy(opened)))
    assert cells(found) == cells(fake.workbook)
    assert found.numbers == fake.workbook.numbers


@pytest.mark.parametrize("name", WRITING)
def test_a_job_writes_once_and_only_what_it_read(fake: FakeBook, name: str) -> None:
    WRITING[name](fake)

    assert fake.written == 1
    assert len(fake.read_of) == 1


@pytest.mark.parametrize("name", WRITING)
def test_a_job_keeps_the_file_as_it_was_once(file: BookOnDisk, name: str) -> None:
    before = file.path.read_bytes()

    stored = WRITING[name](file).stored

    assert stored.path == file.path
    assert [path.read_bytes() for path in stored.backup.parent.glob("*.xlsx")] == [before]


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_a_job_reads_what_is_checked_and_what_it_writes_and_no_more(
    fake: FakeBook, name: str
) -> None:
    records = (table for table, held in BOARD.tables.items() if held.record)
    checked = {SETTINGS.name, *(BOARD.sheet_of(table).name for table in records)}
    checked |= set(BOARD.needed_sheets)

    {**WRITING, **READING}[name](fake)

    (sheets,) = fake.read_of
    assert checked <= sheets
    assert sheets & {"Findings", "Home", "Paste", "Unplaced"} == ALSO_READ.get(name, set())


@pytest.mark.parametrize("name", READING)
def test_a_job_that_only_reads_never_writes(fake: FakeBook, name: str) -> None:
    READING[name](fake)

    assert fake.written == 0


def changed_by_another(fake: FakeBook) -> None:
    """Someone else writes into the workbook from now on whenever a job has read it."""
    take = fake.read

    def read_then_changed(sheets: Any) -> Workbook:
        seen = take(sheets)
        with_lead = Changes({"Plan": SheetChanges({(5, 7): "Someone else"})})
        fake.workbook = replace(
            fake.workbook,
            grids={**fake.workbook.grids, "Plan": _typed(fake.workbook, with_lead)},
        )
        return seen

    fake.read = read_then_changed  # type: ignore[method-assign]


def _typed(workbook: Workbook, changes: Changes) -> Any:
    from toolkit.writing.applied import applied

    return applied(workbook, changes).grids["Plan"]


@pytest.mark.parametrize("name", WRITING)
def test_a_job_never_writes_over_what_another_changed_meanwhile(fake: FakeBook, name: str) -> None:
    changed_by_another(fake)

    with pytest.raises(InUse):
        WRITING[name](fake)

    assert fake.written == 0


class TestClosing:
    def test_says_which_papers_stay_where_it_could_not_be_written(self, fake: FakeBook) -> None:
        changed_by_another(fake)

        with pytest.raises(InUse, match=f"Nothing was closed; {PAPER}, already written"):
            close(fake, period=PERIOD, as_at=AS_AT, with_errors=True)

        assert (fake.path.parent / PAPER).is_file()

    def test_writes_no_papers_where_the_workbook_is_read_only(self, fake: FakeBook) -> None:
        fake.read_only = True

        with pytest.raises(CannotWrite):
            close(fake, period=PERIOD, as_at=AS_AT, with_errors=True)

        assert not (fake.path.parent / PAPER).exists()

    def test_proposes_the_period_that_was_over_last(self, fake: FakeBook) -> None:
        assert next_period(fake, as_at=AS_AT) == PERIOD
        assert next_period(fake, as_at=AsAt(AS_AT.today, date(2027, 1, 5))) == "2026/27 Q3"

    def test_is_refused_before_anybody_is_asked_where_nothing_can_be_written(
        self, fake: FakeBook
    ) -> None:
        fake.read_only = True

        with pytest.raises(CannotWrite):
            next_period(fake, as_at=AS_AT)

    def test_is_refused_before_anybody_is_asked_where_papers_have_no_folder(
        self, flawed: Workbook
    ) -> None:
        with pytest.raises(FileMissing):
            next_period(FakeBook(flawed), as_at=AS_AT)


class TestBuilding:
    def test_needs_a_folder_to_write_the_papers_beside(self, flawed: Workbook) -> None:
        with pytest.raises(FileMissing):
            build(FakeBook(flawed), as_at=AS_AT)

    @pytest.mark.parametrize("publish", [False, True])
    def test_writes_the_business_plan_in_these_words(
        self, fake: FakeBook, golden: Any, publish: bool
    ) -> None:
        built = build(fake, as_at=AS_AT, publish=publish)

        golden("papers/business_plan.txt", words_of(built.documents["business-plan"].path))

    def test_offers_strict_and_what_else_there_is_for_every_kind_of_book(
        self, fake: FakeBook, tmp_path: Path
    ) -> None:
        with pytest.raises(HasErrors):
            build(fake, as_at=AS_AT, strict=True)

        built = build(fake, as_at=AS_AT, only=["business-plan"], out=tmp_path / "x", label="ours")
        assert built.documents["business-plan"].path == tmp_path / "x" / "ours-business-plan.docx"


def test_an_update_needs_no_folder(flawed: Workbook) -> None:
    fake = FakeBook(flawed)

    update(fake, as_at=AS_AT)

    assert fake.written == 1
