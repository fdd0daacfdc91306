"""Builds the files that ship with the toolkit: `python -m tools.maintenance workbooks`.

For those who work on the toolkit itself; `make` calls it.
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from toolkit.layout.board import BOARD
from toolkit.workbook.create import Content, create
from tools.example import example_workbook

ROOT = Path(__file__).resolve().parent.parent


def workbooks() -> list[Path]:
    """The example board, the blank one, and the two with buttons."""
    from tools.macro_workbooks import release

    written = {
        "workbooks/example_board.xlsx": example_workbook(date.max),
        "workbooks/blank_board.xlsx": create(BOARD, Content()),
        "workbooks/board.xlsm": release.board_workbook(),
        "workbooks/toolkit.xlsm": release.launcher_workbook(),
    }
    return [_write(name, data) for name, data in written.items()]


def templates() -> list[Path]:
    """The Word templates."""
    from toolkit.papers.business_plan.paper import TEMPLATES
    from tools.templates import plan_changes
    from tools.templates.business_plan import build

    return [
        *(_write(f"word_templates/{name}", build(layout)) for layout, name in TEMPLATES.items()),
        _write("word_templates/plan_changes.docx", plan_changes.build()),
    ]


def docs() -> list[Path]:
    """The pages of the documentation that follow from the code."""
    from tools import generated_docs

    return [_write(name, text.encode()) for name, text in generated_docs.pages().items()]


def _write(name: str, data: bytes) -> Path:
    path = ROOT / name
    path.write_bytes(data)
    return path


TASKS: Mapping[str, Callable[[], list[Path]]] = {
    "workbooks": workbooks,
    "templates": templates,
    "docs": docs,
}

if __name__ == "__main__":
    for task in sys.argv[1:]:
        for path in TASKS[task]():
            print(path.relative_to(ROOT))
