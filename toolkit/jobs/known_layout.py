"""Only a workbook whose layout is known is written: every writing job makes sure of it first."""

from toolkit.layout.board import BOARD
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import LayoutMismatch


def require_known_layout(workbook: Workbook) -> None:
    """LayoutMismatch where the layout is newer than this version's, or too old to be written.

    NotABoardWorkbook where it is of none.
    """
    if workbook.layout_version is None:
        read_board(workbook)
    version = workbook.layout_version or 0
    if version > BOARD.version:
        raise LayoutMismatch(
            f"{workbook.name} was made by a newer version of the toolkit. "
            "Install that version, and try again."
        )
    if version < BOARD.oldest:
        raise LayoutMismatch(
            f"{workbook.name} has the layout of an earlier version. "
            f'Upgrade it first with: toolkit upgrade "{workbook.name}"'
        )
