"""Whatever a person typed where the toolkit writes is still there after every job, or nothing is
written and a sentence names the cell."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import example, given, settings

from tests import jobs_on_disk as jobs
from tests.aimed_edits import (
    TYPED,
    Edit,
    cell_of,
    edits,
    links_of,
    made,
    other_parts,
    typed_cells,
)
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from toolkit.values.errors import ToolkitError
from toolkit.writing.record import RECORD_PROPERTY

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

LATER = date(2027, 3, 31)
PERIOD = "2026/27 Q4"
# Twenty times as many in `make search`.
MANY = settings(max_examples=25 if settings().max_examples <= 100 else 500)


@cache
def base() -> bytes:
    """A board brought up to date, with an action and an indicator that came since."""
    content = board(
        [action(), action(id="A-0002", ref="1.2", due=date(2026, 9, 1), updated_on=None)],
        Indicators=(indicator(), indicator(id="I-0002", code="CP07", title="Reviews in time")),
        Data=(datum(), datum(indicator="CP07", value=88)),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "board.xlsx"
        path.write_bytes(file_of(content))
        jobs.update(path, AS_AT, AS_AT)
        book = openpyxl.load_workbook(path)
    plan, indicators = book["Plan"], book["Indicators"]
    for sheet, changed in (
        (plan, {"Ref": "1.3"}),
        (indicators, {"Code": "CP08", "Indicator": "New"}),
    ):
        headings = {cell.value: cell.column for cell in sheet[3]}
        for heading, column in headings.items():
            value = sheet.cell(4, column).value
            if heading != "ID" and not str(value or "").startswith("="):
                sheet.cell(6, column).value = changed.get(heading, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def wide() -> bytes:
    """A table of figures from elsewhere, one of which has no indicator."""
    book = openpyxl.Workbook()
    book.active.append(["Indicator", "2026/27 Q2", "2026/27 Q3"])
    book.active.append(["CP06", 23, 24])
    book.active.append(["Quite another thing", 1, 2])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def update(path: Path) -> None:
    jobs.update(path, LATER, LATER)


def close(path: Path) -> None:
    jobs.close(path, PERIOD, path.parent, LATER, LATER, with_errors=True)


def take_in(path: Path) -> None:
    (path.parent / "wide.xlsx").write_bytes(wide())
    jobs.import_figures(path.parent / "wide.xlsx", path, LATER, LATER)


JOBS: tuple[Callable[[Path], None], ...] = (update, close, take_in)


def outcomes(data: bytes) -> Iterator[tuple[str, bytes, str]]:
    """After each job: its name, the workbook, and the sentence that stopped it if one did."""
    for job in JOBS:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "board.xlsx"
            path.write_bytes(data)
            sentence = ""
            try:
                job(path)
            except ToolkitError as error:
                sentence = str(error)
            yield job.__name__, path.read_bytes(), sentence


def assert_nothing_is_lost(edit: Edit) -> None:
    before, address = made(base(), edit)
    aimed, typed, links = (
        cell_of(before, edit.sheet, address),
        typed_cells(before),
        links_of(before, edit.sheet),
    )
    for name, after, sentence in outcomes(before):
        if sentence:
            assert after == before, f"{edit}, {name}: stopped, and yet written"
            assert edit.sheet in sentence, sentence
            continue
        if TYPED in str(aimed[0]) or aimed[1] or aimed[0] == 8141.5:
            assert cell_of(after, edit.sheet, address) == aimed, f"{edit}, {name}"
        there = typed_cells(after)
        assert {place: there.get(place) for place in typed} == typed, f"{edit}, {name}"
        assert links <= links_of(after, edit.sheet), f"{edit}, {name}"
        assert other_parts(after) == other_parts(before), f"{edit}, {name}"


@MANY
@given(edits())
@example(Edit("Findings", "below", "text", 0, 0))
@example(Edit("Findings", "inside", "text", 1, 4))
@example(Edit("Findings", "inside", "link", 1, 2))
@example(Edit("Findings", "below", "total row", 0, 0))
@example(Edit("Findings", "below", "formula", 6, 5))
@example(Edit("Scorecard", "below", "text", 0, 0))
@example(Edit("Scorecard", "below", "whole row", 1, 0))
@example(Edit("Plan", "inside", "number", 0, 27))
@example(Edit("Data", "below", "table", 0, 0))
@example(Edit("History", "below", "merged cells", 0, 0))
def test_an_edit_anywhere_round_a_table_outlives_every_job(edit: Edit) -> None:
    assert_nothing_is_lost(edit)


def after(edit: Callable[[openpyxl.Workbook], object], folder: Path) -> Path:
    """The board's file after a person edited it."""
    book = openpyxl.load_workbook(io.BytesIO(base()))
    edit(book)
    path = folder / "board.xlsx"
    book.save(path)
    return path


def findings(path: Path) -> list[tuple[object, ...]]:
    """The rows of the sheet Findings, without what is beside them."""
    rows = openpyxl.load_workbook(path)["Findings"].iter_rows(4, max_col=6, values_only=True)
    return [row for row in rows if any(row)]


def fresh_findings(folder: Path) -> list[tuple[object, ...]]:
    """What they are where nobody edited anything."""
    (folder / "fresh").mkdir()
    path = after(lambda _: None, folder / "fresh")
    update(path)
    return findings(path)


def sorted_by_hand(book: openpyxl.Workbook) -> None:
    sheet = book["Findings"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(4, sheet.max_row, 1, 6)]
    for row, values in enumerate(sorted(rows, key=str), start=4):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value


def row_deleted(book: openpyxl.Workbook) -> None:
    book["Findings"].delete_rows(4)


def row_emptied(book: openpyxl.Workbook) -> None:
    for column in range(1, 7):
        book["Findings"].cell(4, column).value = None


def cell_emptied(book: openpyxl.Workbook) -> None:
    book["Findings"]["E4"].value = None


def filtered(book: openpyxl.Workbook) -> None:
    sheet = book["Findings"]
    sheet.tables["Findings"].autoFilter.add_filter_column(0, ["Error"])
    sheet.row_dimensions[4].hidden = True


def own_column(book: openpyxl.Workbook) -> None:
    book["Findings"]["G3"], book["Findings"]["G4"] = "Who", TYPED


def without_record(book: openpyxl.Workbook) -> None:
    for name in list(book.custom_doc_props.names):
        if name.startswith(RECORD_PROPERTY.partition("{")[0]):
            del book.custom_doc_props[name]


def damaged_record(book: openpyxl.Workbook) -> None:
    name = RECORD_PROPERTY.format(number=1)
    book.custom_doc_props[name].value = "x" + book.custom_doc_props[name].value[1:]


@pytest.mark.parametrize(
    "edit",
    [
        sorted_by_hand,
        row_deleted,
        row_emptied,
        cell_emptied,
        filtered,
        own_column,
        without_record,
        damaged_record,
    ],
    ids=lambda edit: edit.__name__,
)
def test_findings_are_listed_again_after_normal_use(
    edit: Callable[[openpyxl.Workbook], None], tmp_path: Path
) -> None:
    path = after(edit, tmp_path)

    update(path)

    assert findings(path) == fresh_findings(tmp_path)


class TestWithoutARecord:
    """A workbook of an earlier edition, or one that another program saved without it."""

    @pytest.mark.parametrize(
        ("sheet", "cell"), [("Findings", "A4"), ("Findings", "A7"), ("Findings", "D5")]
    )
    def test_words_where_findings_have_to_go_stop_the_update(
        self, tmp_path: Path, sheet: str, cell: str
    ) -> None:
        def typed(book: openpyxl.Workbook) -> None:
            without_record(book)
            book[sheet][cell] = TYPED

        path = after(typed, tmp_path)
        before = path.read_bytes()

        with pytest.raises(ToolkitError, match=f'"{sheet}": cell .{cell[1:]} holds something'):
            update(path)

        assert path.read_bytes() == before

    def test_a_row_of_words_below_the_scorecard_stays(self, tmp_path: Path) -> None:
        def typed(book: openpyxl.Workbook) -> None:
            without_record(book)
            for column in range(1, 56):
                book["Scorecard"].cell(40, column).value = TYPED

        path = after(typed, tmp_path)
        update(path)

        (row,) = openpyxl.load_workbook(path)["Scorecard"].iter_rows(40, 40, values_only=True)
        assert set(row[:55]) == {TYPED}

    def test_words_in_a_grey_column_of_figures_stay(self, tmp_path: Path) -> None:
        def typed(book: openpyxl.Workbook) -> None:
            without_record(book)
            (column,) = (c.column for c in book["Scorecard"][3] if c.value == "Latest")
            book["Scorecard"].cell(4, column).value = TYPED

        path = after(typed, tmp_path)
        update(path)

        values = openpyxl.load_workbook(path)["Scorecard"].iter_rows(4, 4, values_only=True)
        assert TYPED in next(values)


def test_a_grey_cell_typed_over_is_told_with_its_place_until_it_is_emptied(tmp_path: Path) -> None:
    def typed(book: openpyxl.Workbook) -> None:
        (column,) = (c.column for c in book["Plan"][3] if c.value == "Why")
        book["Plan"].cell(4, column).value = TYPED

    path = after(typed, tmp_path)
    for _ in range(2):
        told = [
            item.place
            for item in jobs.update(path, LATER, LATER).checked.findings
            if item.rule.code == "GREY-001"
        ]
        assert [str(place).partition("!")[0] for place in told] == ["[board.xlsx]Plan"]

    book = openpyxl.load_workbook(path)
    where = str(told[0]).partition("!")[2]
    assert book["Plan"][where].value == TYPED
    book["Plan"][where].value = None
    book.save(path)
    found = jobs.update(path, LATER, LATER).checked.findings

    assert "GREY-001" not in {item.rule.code for item in found}
    assert openpyxl.load_workbook(path)["Plan"][where].value


def test_the_same_update_again_writes_nothing(tmp_path: Path) -> None:
    path = after(lambda _: None, tmp_path)
    update(path)

    assert jobs.update(path, LATER, LATER).stored is None
