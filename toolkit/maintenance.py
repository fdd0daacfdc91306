"""Builds the files that ship with the toolkit: `python -m toolkit.maintenance workbooks`.

For those who work on the toolkit itself; `make` calls it.
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from toolkit import jobs
from toolkit.workbook.create import Content, create

ROOT = Path(__file__).resolve().parent.parent


def workbooks() -> list[Path]:
    """The example board, the blank one, and the two with buttons."""
    from toolkit.macro_workbook import release

    written = {
        "workbooks/example_board.xlsx": jobs.example_workbook(date.max),
        "workbooks/blank_board.xlsx": create(Content()),
        "workbooks/board.xlsm": release.board_workbook(),
        "workbooks/toolkit.xlsm": release.launcher_workbook(),
    }
    return [_write(name, data) for name, data in written.items()]


def templates() -> list[Path]:
    """The Word templates."""
    from toolkit.documents import plan_changes_template
    from toolkit.documents.business_plan import TEMPLATES
    from toolkit.documents.business_plan_template import build

    return [
        *(_write(f"word_templates/{name}", build(layout)) for layout, name in TEMPLATES.items()),
        _write("word_templates/plan_changes.docx", plan_changes_template.build()),
    ]


def docs() -> list[Path]:
    """The pages of the documentation that follow from the code."""
    from toolkit import generated_docs

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
