"""What a button left behind, as text: to be held against the golden files in tests/golden/buttons.

The board is the example's, with flaws: a lead is missing, an identity is missing, and nothing
is filled in grey. On Paste lies a table: two figures are new, one is in Data already, one differs
from what Data has, and one cell holds no figure.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Owner
from toolkit.reading.grid import Address, CellKind, column_letters
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.workbook.create import Content, create
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, SheetChanges
from tools.example import example_content

if TYPE_CHECKING:
    from toolkit.workbook.macros import Macros

FINDINGS = "Findings"
_FIRST_ROW = 4  # Above it are a title, a help line and the headings.


def flawed_content() -> Content:
    """The example board with a lead missing, an identity missing and nothing filled in grey."""
    content = example_content()
    plan = list(content.rows["Plan"])
    plan[2] = {**plan[2], "lead": None}
    plan[-1] = {**plan[-1], "id": None}
    return replace(content, rows={**content.rows, "Plan": plan})


def small_flawed_content() -> Content:
    """A board as flawed, with four actions and four indicators: quicker where less will do."""
    return trimmed(flawed_content())


def trimmed(content: Content) -> Content:
    """The example's board with the first three actions and the last, and four indicators."""
    rows = {name: list(table) for name, table in content.rows.items()}
    rows["Plan"] = [*rows["Plan"][:3], rows["Plan"][-1]]
    rows["Indicators"] = rows["Indicators"][:4]
    codes = [row["code"] for row in rows["Indicators"]]
    data = {code: [row for row in rows["Data"] if row["indicator"] == code] for code in codes}
    rows["Data"] = [row for of_one in data.values() for row in of_one[:12]]
    rows["Scorecard"] = [row for row in rows["Scorecard"] if row["code"] in codes]
    actions = [row["id"] for row in rows["Plan"]]
    rows["Updates"] = [row for row in rows["Updates"] if row["action"] in actions]
    rows["Measures"] = [row for row in rows["Measures"] if row.get("indicator") in (None, *codes)]
    return replace(content, rows={**rows, "Targets": [], "Breaks": []})


_PASTED: Sequence[Sequence[str | float]] = (
    ("Indicator", "April 2025", "May 2025", "June 2035", "July 2035", "August 2035"),
    ("FD01", 86.8, 12.5, 88.5, 89.0, "rather more"),
)


def flawed_board(
    macros: "Macros | None" = None, content: Callable[[], Content] = flawed_content
) -> bytes:
    """The file of such a board, with a table on its Paste sheet."""
    pasted: dict[Address, str | float] = {
        (row, column): content
        for row, contents in enumerate(_PASTED, start=_FIRST_ROW)
        for column, content in enumerate(contents, start=1)
    }
    changes = Changes({"Paste": SheetChanges(pasted)})
    return patch(create(BOARD, content(), macros), changes, "board.xlsm")


def taken_in_text(sentence: str, before: Workbook, after: Workbook) -> str:
    """The sentence, and the rows of Data and Unplaced that were not there before."""
    lines = [sentence]
    for sheet in ("Data", "Unplaced"):
        columns = set(range(1, 15))
        there = set(_lines(before, sheet, columns))
        lines += ["", *(line for line in _lines(after, sheet, columns) if line not in there)]
    return "\n".join(lines) + "\n"


def closed_text(sentence: str, book: Workbook) -> str:
    """The sentence, the sheet History, and what is under Last rating."""
    place = read_board(book).places["Plan"].columns["last_rating"]
    history = _lines(book, "History", own_columns(book)["History"])
    return "\n".join([sentence, "", *history, "", *_lines(book, "Plan", {place})]) + "\n"


OWN_SETTINGS = frozenset(each.label for each in SETTINGS.settings if each.owner is Owner.TOOLKIT)
"""The labels of the settings that the toolkit fills."""


def own_columns(book: Workbook) -> dict[str, set[int]]:
    """The columns of each sheet that the toolkit fills."""
    found: dict[str, set[int]] = {}
    for name, place in read_board(book).places.items():
        keys = [c.key for c in BOARD.tables[name].columns if c.owner is Owner.TOOLKIT]
        numbers = {place.columns[key] for key in keys if key in place.columns}
        found.setdefault(BOARD.sheet_of(name).name, set()).update(numbers)
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
    """The sentence, and the names of the papers in a folder."""
    return "\n".join([sentence, "", *sorted(path.name for path in folder.glob("*.docx"))]) + "\n"


def words_of(paper: Path) -> str:
    """The words of a paper, a paragraph a line."""
    return "\n".join(_paragraphs(paper)) + "\n"


def _paragraphs(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    for paragraph in re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL):
        words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph))
        if words.strip():
            yield unescape(words)
