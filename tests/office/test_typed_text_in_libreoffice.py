"""Workbooks that people edited round the toolkit's tables, updated, as LibreOffice opens them."""

from pathlib import Path

import pytest

from tests.aimed_edits import TYPED, Edit, made
from tests.jobs.test_typed_text_stays import base, update
from tests.office.helpers import saved_again
from toolkit.workbook.files import read

pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore::UserWarning:openpyxl"),
]

EDITS = (
    Edit("Findings", "beside", "link", 0, 0),
    Edit("Scorecard", "inside", "text", 0, 3),
    Edit("Scorecard", "below", "table", 3, 0),
    Edit("Plan", "below", "total row", 0, 0),
    Edit("Unplaced", "beside", "chart", 0, 0),
    Edit("Home", "beside", "merged cells", 0, 0),
)


def test_what_was_typed_is_there_and_so_is_what_the_toolkit_wrote(
    soffice: Path, tmp_path: Path
) -> None:
    files, cells = [], []
    for number, edit in enumerate(EDITS):
        data, address = made(base(), edit)
        path = tmp_path / f"board{number}" / "board.xlsx"
        path.parent.mkdir()
        path.write_bytes(data)
        update(path)
        files.append(path.rename(tmp_path / f"board{number}.xlsx"))
        cells.append(address)

    shown = saved_again(soffice, files, tmp_path / "again")

    for edit, address, path in zip(EDITS, cells, files, strict=True):
        book = read(shown[path.name])
        if edit.kind not in ("total row", "chart"):
            assert TYPED in str(book.grids[edit.sheet].cell(*address).value), edit
        assert book.grids["Findings"].cell(4, 1).value in ("Error", "Warning"), edit
