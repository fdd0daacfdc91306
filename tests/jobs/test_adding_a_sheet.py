"""A sheet is added by its layout, its record and its checks: here a made-up one, end to end.

Nothing else is touched: no reader, no writer, no list of tables. A board's own sheets are added
in the same three steps, in toolkit/layout/board, toolkit/board and toolkit/checks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.builders import board
from toolkit import checks
from toolkit.board.board import Board
from toolkit.board.plan import Day
from toolkit.layout.board import BOARD
from toolkit.layout.board.columns import identity, priority_reference
from toolkit.layout.schema import Column, Kind, Layout, Sheet, Table
from toolkit.reading.records import RecordsRead, read_records
from toolkit.reading.workbook import Workbook
from toolkit.results.results import work_out
from toolkit.values.choices import YES_NO
from toolkit.values.edition import Edition
from toolkit.values.findings import Finding, Rule, Severity, Source
from toolkit.values.missing import known
from toolkit.workbook.create import CellContent, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.patch import patch
from toolkit.workbook.upgrade import carry
from toolkit.writing.toolkit_changes import toolkit_changes
from tools.generated_docs import data_dictionary

# The record, and its field in the board.


@dataclass(frozen=True, kw_only=True)
class Risk:
    """Something that may go wrong."""

    id: str
    priority: str
    title: str
    raised: Day
    is_open: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class BoardWithRisks(Board):
    """A board that keeps a register of risks."""

    risks: tuple[Risk, ...] = ()


# The layout of the sheet, and its line in the list of sheets.

RISKS_TABLE = Table(
    "Risks",
    (
        identity("R"),
        priority_reference(),
        Column("title", "Risk", Kind.TEXT, "What may go wrong.", "Staff leave", 60, required=True),
        Column("raised", "Raised on", Kind.DATE, "When it was raised.", "01/06/2026", 12),
        Column("is_open", "Open", Kind.CHOICE, "Whether it is open.", "Yes", 8, choices=YES_NO),
    ),
    id_prefix="R",
    record=Risk,
    held_as="risks",
)
RISKS = Sheet(
    name="Risk register",
    title="Risk register",
    purpose="What may keep the board from its priorities.",
    tables=(RISKS_TABLE,),
    freeze_after="title",
    required=False,
)


def layout(version: int, *sheets: Sheet) -> Layout[BoardWithRisks]:
    """The board workbook's layout with more sheets."""
    return Layout(version, BOARD.kind, BOARD.made_by, BoardWithRisks, (*BOARD.sheets, *sheets))


WITH_RISKS = layout(BOARD.version + 1, RISKS)

# Its checks.

RAISED_LATER = Rule(
    "RISK-001", Severity.WARNING, "The risk was raised after today.", "Type the day it was raised."
)


def raised_later(board: BoardWithRisks, as_at: date) -> Iterator[Finding]:
    """A risk that was raised after the as-at date."""
    for risk in board.risks:
        raised = known(risk.raised)
        if raised and raised > as_at:
            yield RAISED_LATER.at(risk.source.cell("raised"))


# What follows from the three.


def fresh(*risks: dict[str, CellContent]) -> Workbook:
    """A workbook of that layout with those risks, written and read again."""
    return read_bytes(create(WITH_RISKS, board(Risks=risks)), "board.xlsx")


def read(workbook: Workbook) -> RecordsRead[BoardWithRisks]:
    return read_records(WITH_RISKS, workbook)


A_RISK: dict[str, CellContent] = {
    "id": "R-0004",
    "priority": "1",
    "title": "Trained staff leave",
    "raised": date(2026, 6, 1),
    "is_open": "Yes",
}


def test_a_fresh_workbook_has_the_sheet_and_is_read_back_as_records() -> None:
    workbook = fresh(A_RISK)
    record, findings, _ = read(workbook)

    assert workbook.sheet_names[-1] == "Risk register"
    assert workbook.layout_version == BOARD.version + 1
    assert workbook.numbers["Toolkit highest R"] == 4
    assert findings == []
    (risk,) = record.risks
    assert (risk.title, risk.priority, risk.raised) == (
        "Trained staff leave",
        "1",
        date(2026, 6, 1),
    )
    assert [action.ref for action in record.actions] == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("key", "typed", "code", "said"),
    [
        ("title", None, "CELL-003", '"Risk" is empty.'),
        ("priority", "9", "CELL-004", '"Priority" has a word that is not on its list'),
        ("is_open", "Perhaps", "CELL-004", '"Open" has a word that is not on its list'),
        ("raised", "soon", "CELL-005", '"Raised on" is not a date.'),
    ],
)
def test_what_is_wrong_in_it_is_found_at_its_cell(
    key: str, typed: CellContent, code: str, said: str
) -> None:
    (finding,) = read(fresh({**A_RISK, key: typed})).findings

    letter = "ABCDE"[[column.key for column in RISKS_TABLE.columns].index(key)]
    assert finding.rule.code == code
    assert str(finding.place) == f"[board.xlsx]Risk register!{letter}4"
    assert finding.message.startswith(said)


def test_an_update_gives_its_rows_identities_and_lists_what_its_checks_find() -> None:
    late = {**A_RISK, "id": None, "raised": date(2026, 12, 24)}
    workbook = fresh(A_RISK, late)
    record, findings, places = read(workbook)
    results = work_out(record, date(2026, 10, 9))
    findings += [*checks.run(record, results), *raised_later(record, results.as_at)]

    changes = toolkit_changes(workbook, places, record, results, findings)
    updated = read_bytes(patch(workbook.data, changes, workbook.name), workbook.name)

    assert [risk.id for risk in read(updated).record.risks] == ["R-0004", "R-0005"]
    assert updated.numbers["Toolkit highest R"] == 5
    listed = [row[:4] for row in updated.grids["Findings"].rows if "RISK-001" in row]
    assert listed == [["Warning", "Risk register", "D5", "RISK-001"]]


def test_the_data_dictionary_describes_it() -> None:
    page = data_dictionary(WITH_RISKS)

    assert "- [Risk register](#risk-register): What may keep the board from its prior" in page
    assert "## Risk register\n" in page
    assert "Excel table `Risks`. Identities begin with R." in page
    assert "| Risk | `title` | text | yes | staff | What may go wrong. | Staff leave |  |" in page
    assert "Risk register" not in data_dictionary(BOARD)


def test_the_data_dictionary_says_when_a_column_of_it_holds() -> None:
    edition = Edition(since=date(2006, 4, 1), until=date(2019, 9, 29))
    duty = Column("duty", "Duty", Kind.TEXT, "The duty it touches.", edition=edition)
    table = replace(RISKS_TABLE, columns=(*RISKS_TABLE.columns, duty))

    page = data_dictionary(layout(4, replace(RISKS, tables=(table,))))

    asked = "Expected in workbooks of a period from 1 April 2006 until 29 September 2019."
    assert f"| The duty it touches. {asked} |" in page


def test_a_workbook_from_before_the_sheet_is_brought_along_without_it() -> None:
    before = read_bytes(create(BOARD, board()), "board.xlsx")
    carried = carry(WITH_RISKS, before)
    after = read_bytes(create(WITH_RISKS, carried.content), "board.xlsx")

    assert carried.unplaced == ()
    assert read(after).record.risks == ()
    assert read(after).record.actions == read(before).record.actions


def test_an_upgrade_to_a_later_layout_carries_its_rows_and_its_highest_identity() -> None:
    owner = Column("owner", "Owner", Kind.TEXT, "Who watches it.")
    later_table = replace(RISKS_TABLE, columns=(*RISKS_TABLE.columns, owner))
    later = layout(WITH_RISKS.version + 1, replace(RISKS, tables=(later_table,)))

    carried = carry(later, fresh(A_RISK, {**A_RISK, "id": "R-0002", "title": "Funds end"}))
    new = read_bytes(create(later, carried.content), "board.xlsx")

    assert carried.unplaced == ()
    assert new.layout_version == WITH_RISKS.version + 1
    assert [row[:3] for row in new.grids["Risk register"].rows[3:5]] == [
        ["R-0004", "1", "Trained staff leave"],
        ["R-0002", "1", "Funds end"],
    ]
    assert new.grids["Risk register"].rows[2][-1] == "Owner"
    assert new.numbers["Toolkit highest R"] == 4


def test_a_layout_without_the_sheet_leaves_it_alone_as_one_of_the_boards_own() -> None:
    record, findings, places = read_records(BOARD, fresh(A_RISK))

    assert findings == []
    assert "Risks" not in places
    assert isinstance(record, Board)
