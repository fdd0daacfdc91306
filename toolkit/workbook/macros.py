"""The macros of a workbook with buttons: the project, its settings and the buttons themselves."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.files.safety_check import WORKBOOK, Package
from toolkit.workbook.button_settings import WORKBOOK_SETTINGS

SHIPPED = "board.xlsm"

SETTINGS_SHEET = "xlwings.conf"
"""The sheet in which xlwings' macro looks for its settings first."""


@dataclass(frozen=True)
class Button:
    """A button: the Sub of macros/Buttons.bas behind it, its caption, and what it does."""

    sub: str
    caption: str
    does: str


NUMBERED = (
    Button("CheckWorkbook", "1  Check", "says what is wrong"),
    Button("UpdateWorkbook", "2  Update", "fills the grey columns"),
    Button("WritePapers", "3  Papers", "writes the papers"),
)
MORE = (
    Button("WritePublishedPapers", "Published papers", "papers with small counts hidden"),
    Button("TakeInPastedFigures", "Take in pasted figures", "from Paste into Data"),
    Button("ClosePeriod", "Close a period", "keeps what was reported, for good"),
    Button("WritePlanChanges", "What has changed", "a paper against an earlier plan"),
    Button("ReleaseFigures", "Release figures", "keeps what goes out, for good"),
)
BUTTONS = NUMBERED + MORE
LINES_OF_MORE = tuple(MORE[first : first + 3] for first in range(0, len(MORE), 3))
"""Large and in their order those pressed each time; below, smaller, those wanted now and then."""

_OVER_MORE = "More"
_WIDTH = 190  # in pixels
_GAP_ABOVE_MORE = 1  # in rows

_PROJECT_PART, _SIGNATURE_PART = "xl/vbaProject.bin", "xl/vbaProjectSignature.bin"


@dataclass(frozen=True)
class Macros:
    """A VBA project for a workbook's sheets and, where IT signed it, its signature.

    Both are kept as the parts vbaProject.bin and vbaProjectSignature.bin of a workbook.
    """

    project: bytes
    signature: bytes = b""

    def add_to(
        self,
        workbook: xlsxwriter.Workbook,
        sheet: Worksheet,
        row: int,
        column: int,
        words: Format,
        more: Format,
    ) -> int:
        """Give a workbook that has all its other sheets the macros, their settings and buttons.

        The buttons are in lines of three on `sheet`, each in a column of its own, the first in
        that row and column, from 0; under each is what it does, in the format `words`, and
        below the first line the heading `more`. Returns the last row of these words.
        """
        settings = workbook.add_worksheet(SETTINGS_SHEET)
        settings.very_hidden()
        for number, setting in enumerate(WORKBOOK_SETTINGS):
            settings.write_row(number, 0, setting)
        project = io.BytesIO(self.project)
        if self.signature:
            workbook.add_signed_vba_project(project, io.BytesIO(self.signature), True, True)
        else:
            workbook.add_vba_project(project, is_stream=True)
        last = _line(sheet, NUMBERED, row, column, _LARGE, words)
        row = last + 1 + _GAP_ABOVE_MORE
        sheet.write_string(row, column, _OVER_MORE, more)
        for line in LINES_OF_MORE:
            row = _line(sheet, line, row + 1, column, _SMALL, words)
        return row


@dataclass(frozen=True)
class _Size:
    """How high a line of buttons is, its distance from the row's edge (pixels), and its rows."""

    height: int
    edge: int
    rows: int


_LARGE, _SMALL = _Size(48, 6, 3), _Size(28, 6, 2)


def _line(
    sheet: Worksheet, line: Sequence[Button], row: int, column: int, size: _Size, words: Format
) -> int:
    """Place buttons side by side with what each does under it; the row of these words."""
    for place, button in enumerate(line, start=column):
        sheet.write_string(row + size.rows, place, button.does, words)
        sheet.insert_button(
            row,
            place,
            {
                "macro": button.sub,
                "caption": button.caption,
                "description": f"{button.caption}: {button.does}",
                "y_offset": size.edge,
                "width": _WIDTH,
                "height": size.height,
            },
        )
    return row + size.rows


def macros_of(workbook: bytes, name: str) -> Macros:
    """The macros that a workbook (.xlsm) holds, with their signature where they have one."""
    package = Package(workbook, name, WORKBOOK)
    signature = package.part(_SIGNATURE_PART) if _SIGNATURE_PART in package else b""
    return Macros(package.part(_PROJECT_PART), signature)


def shipped_macros() -> Macros:
    """The macros of the board workbook that ships: they fit any board workbook."""
    return macros_of((files("toolkit.workbooks") / SHIPPED).read_bytes(), SHIPPED)


def macros_for(book: Path) -> Macros | None:
    """The shipped macros for a workbook whose name promises some (.xlsm), None for any other."""
    return shipped_macros() if book.suffix.lower() == ".xlsm" else None
