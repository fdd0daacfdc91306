"""Changes laid on a workbook in memory: it reads as the file does once they are written."""

from datetime import date
from decimal import Decimal

import pytest

from tests.pressed import flawed_board
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.update import brought_up_to_date
from toolkit.reading.grid import Cell, CellKind, Grid, Marks
from toolkit.reading.workbook import Workbook
from toolkit.workbook.files import read_bytes
from toolkit.workbook.patch import patch
from toolkit.writing.applied import applied, joined
from toolkit.writing.changes import Changes, Content, Formula, SheetChanges

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def board() -> Workbook:
    return read_bytes(flawed_board(), "board.xlsm")


def filled(workbook: Workbook) -> dict[tuple[str, int, int], Cell]:
    """Every cell that holds anything."""
    return {
        (name, row, column): cell
        for name, grid in workbook.grids.items()
        for row in range(1, grid.height + 1)
        for column in range(1, len(grid.rows[row - 1]) + 1)
        if (cell := grid.cell(row, column)).kind is not CellKind.BLANK
    }


def of_one_cell(content: Content, sheet: Workbook) -> Cell:
    changes = Changes({"Plan": SheetChanges({(2, 2): content})})
    return applied(sheet, changes).grids["Plan"].cell(2, 2)


class TestAWorkbookWithChanges:
    def test_reads_as_its_file_does_once_they_are_written(self, board: Workbook) -> None:
        changes, _ = brought_up_to_date(board, Changes(), as_at=AsAt(TODAY))

        after = applied(board, changes)

        written = read_bytes(patch(board.data, changes, board.name), board.name)
        assert len(changes.sheets) >= 4
        assert filled(after) == filled(written)
        assert after.numbers == written.numbers

    def test_leaves_nothing_for_an_update_to_do(self, board: Workbook) -> None:
        changes, _ = brought_up_to_date(board, Changes(), as_at=AsAt(TODAY))

        again, _ = brought_up_to_date(applied(board, changes), Changes(), as_at=AsAt(TODAY))

        assert not again

    @pytest.mark.parametrize(
        ("content", "cell"),
        [
            ("words", Cell("words", CellKind.TEXT)),
            (Decimal("1.5"), Cell(1.5, CellKind.NUMBER)),
            (True, Cell(True, CellKind.BOOLEAN)),
            (date(2026, 1, 2), Cell(date(2026, 1, 2), CellKind.DATE)),
            (None, Cell(None, CellKind.BLANK)),
            ("\xa0", Cell(None, CellKind.BLANK)),
            (Formula("=1+1"), Cell(None, CellKind.UNCALCULATED, "1+1")),
        ],
    )
    @pytest.mark.parametrize(
        "marks", [Marks(), Marks(formulas={(2, 2): "A1"}), Marks(errors={(2, 2): "#N/A"})]
    )
    def test_holds_what_each_cell_was_given_and_nothing_of_before(
        self, content: Content, cell: Cell, marks: Marks
    ) -> None:
        sheet = Workbook("board.xlsx", {"Plan": Grid("Plan", [["a"], ["b", "old"]], marks)})

        assert of_one_cell(content, sheet) == cell
        assert sheet.grids["Plan"].rows == [["a"], ["b", "old"]]

    def test_reaches_as_far_as_its_last_change(self) -> None:
        sheet = Workbook("board.xlsx", {"Plan": Grid("Plan", [["a"]])})
        changes = Changes({"Plan": SheetChanges({(3, 2): "far"})})

        assert applied(sheet, changes).grids["Plan"].rows == [["a"], [], ["", "far"]]

    def test_shows_the_new_result_of_a_formula(self) -> None:
        grid = Grid(
            "Plan", [[""]], Marks(formulas={(1, 1): "A2"}, uncalculated=frozenset({(1, 1)}))
        )
        changes = Changes({"Plan": SheetChanges(results={(1, 1): 7})})

        after = applied(Workbook("board.xlsx", {"Plan": grid}), changes)

        assert after.grids["Plan"].cell(1, 1) == Cell(7.0, CellKind.NUMBER, "A2")


class TestTwoChangesAsOne:
    def test_leave_each_cell_as_the_later_one_has_it(self, board: Workbook) -> None:
        first = Changes({"Plan": SheetChanges({(1, 1): "a", (1, 2): "b"})}, {"One": 1, "Two": 1})
        then = Changes({"Plan": SheetChanges({(1, 1): "c"}), "Data": SheetChanges()}, {"Two": 2})

        both = joined(first, then)

        assert both.sheets["Plan"].cells == {(1, 1): "c", (1, 2): "b"}
        assert both.properties == {"One": 1, "Two": 2}

    def test_keep_the_longer_reach_of_a_table_and_the_later_link_of_each_cell(self) -> None:
        first = SheetChanges(table_ends={"Findings": 9}, links={(4, 3): "'Plan'!A1"})
        shorter = SheetChanges({(4, 1): "x"})
        later = SheetChanges(table_ends={"Findings": 12}, links={(4, 3): None, (5, 3): "'Plan'!B2"})

        def of(then: SheetChanges) -> SheetChanges:
            changes = joined(Changes({"Findings": first}), Changes({"Findings": then}))
            return changes.sheets["Findings"]

        assert (of(shorter).table_ends, of(shorter).links) == ({"Findings": 9}, first.links)
        assert (of(later).table_ends, of(later).links) == ({"Findings": 12}, later.links)
