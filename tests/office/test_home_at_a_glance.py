"""The right side of Home as LibreOffice works it out: the next steps, and who owes what."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.test_create import recalculated
from tests.builders import AS_AT, action, board
from toolkit.layout.board import BOARD
from toolkit.workbook.create import Content, blank, create

pytestmark = pytest.mark.office
LEAD = {"name": "Head of Safeguarding", "kind": "Post"}


def beside(home: list[list[str]], heading: str, rows: int) -> list[list[str]]:
    """What is in the rows below a heading of the right side, from its column on."""
    top = next(number for number, row in enumerate(home) if heading in row)
    left = home[top].index(heading)
    return [row[left : left + 2] for row in home[top + 1 : top + 1 + rows]]


def home_of(content: Content, soffice: Path, folder: Path) -> list[list[str]]:
    return recalculated(soffice, folder, create(BOARD, content))["Home"]


def test_a_fresh_workbook_says_where_to_start(soffice: Path, tmp_path: Path) -> None:
    home = home_of(blank("Ourshire Partnership", "2026/27"), soffice, tmp_path)

    steps = [text for text, _ in beside(home, "Next steps", 3)]
    assert [step.partition(":")[0] for step in steps] == [
        "1. Settings",
        "2. Lists",
        "3. Priorities",
    ]
    assert "Start here" in steps[0]
    assert all(not any(cells) for cells in beside(home, "Who owes what", 10))


def owing(number: int, **fields: Any) -> Mapping[str, Any]:
    grey = {"as_typed": "", "status_read": "In progress", "last_update": AS_AT, "next_due": None}
    return {**action(id=f"A-{number:04}", ref=f"1.{number}"), **grey, **fields}


def test_leads_and_agencies_that_owe_something_are_named_with_what_they_owe(
    soffice: Path, tmp_path: Path
) -> None:
    late = {"lead": "Named Midwife", "last_update": None}
    content = board(
        [owing(1), *(owing(number, **late) for number in (2, 3))],
        Leads=(LEAD, {"name": "Named Midwife", "kind": "Post"}),
        Expected=({"owner": "Police", "code": "CP06", "quarter_1": "Late"},),
        settings={"as_at": AS_AT},
    )

    assert beside(home_of(content, soffice, tmp_path), "Who owes what", 3) == [
        ["Named Midwife", "without an update: 2"],
        ["Police", "figures late: 1"],
        ["", ""],
    ]
