"""A workbook of an older layout, written again beside the old one."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.new import write_new
from toolkit.jobs.update import update
from toolkit.layout.board import BOARD
from toolkit.reading.reader import read_board


@dataclass(frozen=True)
class Upgraded:
    """Where the workbook is in the current layout, None where it had it already.

    `unplaced` says in words what could not be carried over and stays in the old one.
    """

    path: Path | None
    unplaced: tuple[str, ...] = ()


def upgrade(old: Path, *, as_at: AsAt) -> Upgraded:
    """Write a workbook of an older layout again, beside the old one, which stays as it is.

    One whose name ends in .xlsm comes back with the toolkit's buttons and no other macros.
    LayoutMismatch where it is of a newer one; CannotWrite where the new file's name is
    taken.
    """
    from toolkit.workbook.book_on_disk import BookOnDisk
    from toolkit.workbook.create import create
    from toolkit.workbook.files import read
    from toolkit.workbook.macros import macros_for
    from toolkit.workbook.upgrade import carry

    workbook = read(old)
    if (workbook.layout_version or 0) >= BOARD.version:
        require_known_layout(workbook)
        return Upgraded(None)
    read_board(workbook)  # NotABoardWorkbook where it is none
    carried = carry(BOARD, workbook)
    # Excel opens a workbook only under a name that says whether it holds macros.
    macros = macros_for(old)
    suffix = ".xlsm" if macros else ".xlsx"
    path = old.with_name(f"{old.stem} (layout {BOARD.version}){suffix}")
    write_new(path, create(BOARD, carried.content, macros))
    update(BookOnDisk(path), as_at=as_at)
    own = () if old.suffix.lower() == ".xlsx" else ("its own macros, if it has any",)
    return Upgraded(path, (*carried.unplaced, *own))
