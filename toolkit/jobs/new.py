"""A fresh workbook for a board."""

from pathlib import Path

from toolkit.values.errors import CannotWrite


def new(path: Path, *, board_name: str, period: str) -> Path:
    """Write a fresh workbook, with buttons where its name ends in .xlsm.

    CannotWrite where there is a file of that name.
    """
    from toolkit.layout.board import BOARD
    from toolkit.workbook.create import blank, create
    from toolkit.workbook.macros import macros_for

    return write_new(path, create(BOARD, blank(board_name, period), macros_for(path)))


def write_new(path: Path, data: bytes) -> Path:
    """Write a new file; CannotWrite where one of that name is there already."""
    from toolkit.files.outputs import cannot_write, write_atomically

    if path.exists():
        raise CannotWrite(f"{path.name} already exists and was not changed. Choose another name.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        raise cannot_write(path, error) from None
    return path
