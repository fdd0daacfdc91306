"""Small boards made for tests: clean unless a test names its one flaw."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl

from tests import in_memory
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check_workbook
from toolkit.layout.board import BOARD
from toolkit.reading.grid import column_letters
from toolkit.workbook.create import CellContent, Content, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.places import places

AS_AT = date(2026, 10, 9)

Fields = Mapping[str, CellContent]


def action(**fields: CellContent) -> dict[str, CellContent]:
    """A clean action under priority 1, in progress and on track, with those fields changed."""
    return {
        "id": "A-0001",
        "ref": "1.1",
        "priority": "1",
        "objective": "Practitioners recognise neglect early",
        "action": "Train the front door in the neglect toolkit",
        "tasks": "Book the trainer\nHold the sessions",
        "lead": "Head of Safeguarding",
        "start": date(2026, 4, 6),
        "due": date(2026, 12, 18),
        "status": "In progress",
        "updated_on": date(2026, 9, 30),
        **fields,
    }


def indicator(**fields: CellContent) -> dict[str, CellContent]:
    """A clean quarterly percentage, lower is good."""
    return {
        "id": "I-0001",
        "code": "CP06",
        "title": "Second or later child protection plans",
        "unit": "%",
        "good_is": "Lower",
        "frequency": "Quarter",
        "target": 20,
        "tolerance": 2,
        "tolerance_in": "Percent",
        **fields,
    }


def datum(**fields: CellContent) -> dict[str, CellContent]:
    """A final value of that indicator for our area."""
    return {
        "indicator": "CP06",
        "area": "Ourshire",
        "period": "2026/27 Q1",
        "value": 21,
        "status": "Final",
        **fields,
    }


def board(
    actions: Sequence[Fields] | None = None,
    settings: Fields | None = None,
    **tables: Sequence[Fields],
) -> Content:
    """A clean board of one priority and two actions, with those tables put in instead."""
    if actions is None:
        actions = (action(), action(id="A-0002", ref="1.2", due=date(2027, 2, 26)))
    return Content(
        settings={
            "board_name": "Ourshire Safeguarding Children Partnership",
            "period": "2026/27",
            "plan_title": "Business plan",
            "plan_date": date(2026, 4, 1),
            "as_at": AS_AT,
            "rating_scheme": "Five colours",
            **(settings or {}),
        },
        rows={
            "Leads": ({"name": "Head of Safeguarding", "kind": "Post"},),
            "Areas": (
                {"name": "Ourshire", "kind": "Our area"},
                {"name": "England", "kind": "England"},
            ),
            "Priorities": (
                {"id": "P-0001", "ref": "1", "title": "Neglect", "on_front_list": "Yes"},
            ),
            "Plan": actions,
            **tables,
        },
    )


def check(content: Content, as_at: date | None = None) -> Checked:
    """The workbook of that content, checked; the clock never matters."""
    return check_workbook(in_memory.workbook(content), as_at=AsAt(date(1999, 1, 1), as_at))


def check_bytes(data: bytes, as_at: date | None = None) -> Checked:
    """A workbook's file, read and checked."""
    return check_workbook(read_bytes(data, "board.xlsx"), as_at=AsAt(date(1999, 1, 1), as_at))


def codes(content: Content, as_at: date | None = None) -> list[str]:
    """The codes found in that content, worst first."""
    return [finding.rule.code for finding in check(content, as_at).findings]


_files: dict[str, bytes] = {}


def file_of(content: Content) -> bytes:
    """That content's workbook as a file: made once a run, the same content being the same bytes."""
    key = repr(content)
    if key not in _files:
        _files[key] = create(BOARD, content)
    return _files[key]


def edited(content: Content, edit: Callable[[Any], None]) -> bytes:
    """That content's workbook after a person edited it by hand, so to say."""
    book = openpyxl.load_workbook(io.BytesIO(file_of(content)))
    edit(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_settings(content: Content, **settings: CellContent) -> Content:
    """The same content with other settings."""
    return replace(content, settings={**content.settings, **settings})


def place_of(table: str, key: str, row: int) -> str:
    """The cell of a column in a row of a fresh workbook's sheet: "H4"."""
    first = next(first for each, first, _ in places(BOARD.sheet_of(table)) if each.name == table)
    keys = [column.key for column in BOARD.tables[table].columns]
    return f"{column_letters(first + keys.index(key) + 1)}{row}"
