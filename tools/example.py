"""The example board: text files in workbooks/example_board become the workbook that ships."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.resources import files

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check_workbook
from toolkit.jobs.demo import EXAMPLE
from toolkit.jobs.update import brought_up_to_date
from toolkit.layout.board import BOARD
from toolkit.layout.schema import Column, Kind
from toolkit.workbook.create import CellContent, Content, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.fresh.content import Rows
from toolkit.workbook.patch import patch
from toolkit.writing import scorecard_columns, toolkit_columns
from toolkit.writing.changes import Changes

_FOLDER = files("toolkit.workbooks") / "example_board"


def example_workbook(today: date) -> bytes:
    """The example board as it ships: built from its text files, with every grey column filled."""
    content = example_content()
    checked = check_workbook(read_bytes(create(BOARD, content), EXAMPLE), as_at=AsAt(today))
    board, results, findings = checked.board, checked.results, checked.findings
    first_row = board.actions[0].source.row
    by_row = toolkit_columns.plan_rows(board, results, findings)
    scorecard = {
        (row["code"], row["area"]): row for row in scorecard_columns.scorecard_rows(board, results)
    }
    typed = {(row["code"], row["area"]): row for row in content.rows.get("Scorecard", ())}
    rows = {
        **content.rows,
        "Plan": [
            {**row, **by_row.get(first_row + index, {})}
            for index, row in enumerate(content.rows["Plan"])
        ],
        "Updates": [
            {**row, **_of_its_action(row, content.rows["Plan"])} for row in content.rows["Updates"]
        ],
        "Scorecard": [{**row, **typed.get(key, {})} for key, row in scorecard.items()],
        "Findings": toolkit_columns.findings_rows(findings),
    }
    counts = toolkit_columns.home_counts(board, results, findings)
    return _recorded(create(BOARD, replace(content, rows=rows, counts=counts)), today)


def _of_its_action(update: Mapping[str, CellContent], plan: Rows) -> dict[str, CellContent]:
    """What the formulas of an update show of its action."""
    shown = {"ref_there": "ref", "action_there": "action", "lead_there": "lead"}
    its = next((row for row in plan if row.get("id") == update["action"]), {})
    return {key: its.get(there, "") for key, there in shown.items()}


def _recorded(data: bytes, today: date) -> bytes:
    """The workbook with the record of what is in its grey columns, as an update keeps it."""
    workbook = read_bytes(data, EXAMPLE)
    changes, _ = brought_up_to_date(workbook, Changes(), as_at=AsAt(today))
    return patch(data, changes, EXAMPLE)


def example_content() -> Content:
    """Settings and rows of the example board, without the toolkit's own columns."""
    settings = {setting.label: setting for setting in BOARD.settings.values()}
    rows = {
        name: [
            {
                column.key: _content(column, line[column.heading])
                for column in table.columns
                if column.heading in line
            }
            for line in _lines(name)
        ]
        for name, table in BOARD.tables.items()
        if (_FOLDER / f"{name}.csv").is_file()
    }
    return Content(
        settings={
            settings[line["Setting"]].key: _content(
                settings[line["Setting"]].as_column(), line["Value"]
            )
            for line in _lines("Settings")
        },
        rows=rows,
    )


def _lines(name: str) -> Iterator[dict[str, str]]:
    text = (_FOLDER / f"{name}.csv").read_text("utf-8")
    return csv.DictReader(io.StringIO(text))


def _content(column: Column, text: str) -> CellContent:
    if text == "":
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text)
    if column.kind in (Kind.NUMBER, Kind.COUNT):
        return Decimal(text)
    return text
