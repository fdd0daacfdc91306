"""The example board: text files in workbooks/example_board become a workbook's content."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files

from toolkit.layout.board import BOARD
from toolkit.layout.schema import Column, Kind
from toolkit.workbook.create import CellContent, Content

_FOLDER = files("toolkit.workbooks") / "example_board"


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
