"""What a button left behind, as text: to be held against the golden files in tests/golden/buttons.

The board is the example's, with flaws: a lead is missing, an identity is missing, and nothing
is filled in grey.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

from toolkit.example import example_content
from toolkit.layout import TABLES, Owner, sheet_of
from toolkit.workbook.create import Content
from toolkit.workbook.files import Workbook
from toolkit.workbook.grid import CellKind, column_letters
from toolkit.workbook.reader import read_board

FINDINGS = "Findings"
_FIRST_ROW = 4  # Above it stand a title, a help line and the headings.


def flawed_content() -> Content:
    """The example board with a lead missing, an identity missing and nothing filled in grey."""
    content = example_content()
    plan = list(content.rows["Plan"])
    plan[2] = {**plan[2], "lead": None}
    plan[-1] = {**plan[-1], "id": None}
    return replace(content, rows={**content.rows, "Plan": plan})


def own_columns(book: Workbook) -> dict[str, set[int]]:
    """The columns of each sheet that the toolkit fills."""
    found: dict[str, set[int]] = {}
    for name, place in read_board(book).places.items():
        keys = [c.key for c in TABLES[name].columns if c.owner is Owner.TOOLKIT]
        numbers = {place.columns[key] for key in keys if key in place.columns}
        found.setdefault(sheet_of(name).name, set()).update(numbers)
    return found


def findings_text(sentence: str, book: Workbook) -> str:
    """The sentence, and the sheet Findings."""
    return "\n".join([sentence, "", *_lines(book, FINDINGS, own_columns(book)[FINDINGS])]) + "\n"


def filled_text(sentence: str, book: Workbook) -> str:
    """The sentence, and all that the toolkit fills; what formulas show is left out."""
    lines = [sentence]
    for sheet, columns in own_columns(book).items():
        if columns:
            lines += ["", *_lines(book, sheet, columns)]
    return "\n".join(lines) + "\n"


def _lines(book: Workbook, sheet: str, columns: set[int]) -> Iterator[str]:
    grid = book.grids[sheet]
    for row in range(_FIRST_ROW, grid.height + 1):
        shown = []
        for column in sorted(columns):
            cell = grid.cell(row, column)
            if cell.kind is not CellKind.BLANK and not cell.formula:
                value = f"{cell.value:g}" if isinstance(cell.value, float) else str(cell.value)
                shown.append(f"{column_letters(column)} {value}")
        if shown:
            yield f"{sheet} {row}: {' | '.join(shown)}"


def papers_text(sentence: str, folder: Path) -> str:
    """The sentence, and the words of every paper in a folder, a paragraph a line."""
    lines = [sentence]
    for path in sorted(folder.glob("*.docx")):
        lines += ["", path.name, *_paragraphs(path)]
    return "\n".join(lines) + "\n"


def _paragraphs(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL):
        words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        if words.strip():
            yield unescape(words)
