"""Changes to an open workbook that are refused halfway, and links: in LibreOffice."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import file_of
from tests.grids import open_book
from tests.office.uno_engine_press import Desk
from toolkit.layout.board import BOARD
from toolkit.reading.grid import Address, CellKind
from toolkit.reading.workbook import LAYOUT_PROPERTY
from toolkit.values.errors import CannotWrite
from toolkit.workbook.create import Content
from toolkit.writing.changes import Changes, Formula, SheetChanges
from toolkit.writing.changes import Content as CellContent

if TYPE_CHECKING:
    from toolkit.excel import live
    from toolkit.excel.live import links, questions, writing
else:
    live = pytest.importorskip("toolkit.excel.live", exc_type=ImportError)
    from toolkit.excel.live import links, questions, writing

pytestmark = pytest.mark.office

SHEET, FIRST, LINKED = "Findings", 4, 3
LOOKS = (
    "number_format",
    "wrap_text",
    "color",
    "horizontal_alignment",
    "vertical_alignment",
)
PLAN = "'Plan'!G4"


@pytest.fixture
def book(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A board workbook with a finding that leads to its cell."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(Content()))
    document = desk.open(path)
    found = open_book(path.name)
    first = SheetChanges({(FIRST, LINKED): "G4"}, links={(FIRST, LINKED): PLAN})
    live.apply(found, Changes({SHEET: first}), live.read(found))
    yield found
    document.close(True)


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let Excel refuse one of the last steps."""

    def refused(*_: object) -> None:
        raise RuntimeError("Excel says no")

    monkeypatch.setattr(writing, name, refused)


def refused_changes(book: Any) -> tuple[Changes, int]:
    """Changes of every sort, and the row that the table would reach."""
    end = book.sheets[SHEET].tables[SHEET].range.last_cell.row + 3
    cells: dict[Address, CellContent] = {
        (FIRST, 1): "Error",
        (FIRST, LINKED): "H9",
        (end, 1): 5,
        (end, 2): Formula("=1+1"),
    }
    sheet = SheetChanges(
        cells,
        table_ends={SHEET: end},
        links={(FIRST, LINKED): "'Plan'!H9", (end, LINKED): PLAN},
        look_like_row=FIRST,
    )
    return Changes({SHEET: sheet}, {LAYOUT_PROPERTY: 99, "Toolkit number": 7}), end


def state(book: Any, end: int) -> tuple[Any, ...]:
    """All that a person could notice: contents, numbers, tables, links, looks."""
    sheet = book.sheets[SHEET]
    table = sheet.tables[SHEET].range
    looks = []
    for row in (FIRST, end - 1, end):
        for column in (1, 2, LINKED):
            cell = sheet.range((row, column))
            font, edge = cell.font, cell.borders["edge_bottom"]
            looks.append([getattr(cell, name) for name in LOOKS])
            looks.append([font.name, font.size, edge.line_style])
    linked = questions.links_of(sheet.range((1, LINKED), (end, LINKED)))
    read = live.read(book)
    contents = {
        (name, row, column): cell
        for name, grid in read.grids.items()
        for row, values in enumerate(grid.rows, start=1)
        for column in range(1, len(values) + 1)
        if (cell := grid.cell(row, column)).kind is not CellKind.BLANK or cell.formula
    }
    return linked, contents, read.numbers, (table.row, table.column, table.shape), looks


@pytest.mark.parametrize(
    ("module", "step"),
    [(links.LinksOfColumn, "_add"), (writing, "set_properties"), (links, "clear_links")],
)
def test_nothing_stays_of_changes_that_are_refused_halfway(
    book: Any, monkeypatch: pytest.MonkeyPatch, module: object, step: str
) -> None:
    changes, end = refused_changes(book)
    before = state(book, end)
    with monkeypatch.context() as patched:
        refuse_once(patched, module, step)

        with pytest.raises(CannotWrite, match="were undone"):
            live.apply(book, changes, live.read(book))

    assert state(book, end) == before
    assert before[0] == {FIRST: f"#{PLAN}"}
    assert before[2][LAYOUT_PROPERTY] == BOARD.version


def refuse_once(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """Let Excel refuse a step when it is first asked for, and not again."""
    step, asked = getattr(module, name), []

    def refused(*given: Any) -> Any:
        asked.append(given)
        if len(asked) == 1:
            raise RuntimeError("Excel says no")
        return step(*given)

    monkeypatch.setattr(module, name, refused)


def test_it_is_said_where_not_everything_could_be_taken_back(
    book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, _ = refused_changes(book)
    refuse(monkeypatch, "set_properties")

    with pytest.raises(CannotWrite, match="not all of them could be undone"):
        live.apply(book, changes, live.read(book))


def test_where_there_are_no_findings_any_more_no_link_is_left(book: Any) -> None:
    column = book.sheets[SHEET].range((1, LINKED), (FIRST, LINKED))
    assert questions.links_of(column)

    none = SheetChanges({(FIRST, LINKED): None}, links={(FIRST, LINKED): None})
    live.apply(book, Changes({SHEET: none}), live.read(book))

    assert questions.links_of(column) == {}
