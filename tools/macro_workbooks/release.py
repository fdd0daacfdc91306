"""Builds the workbooks with buttons that ship, board.xlsm and toolkit.xlsm, from text.

For those who work on the toolkit itself; `make workbooks` calls it. It needs pyOpenVBA, and
xlwings, whose macro module and dictionary class go into the workbooks unchanged.
"""

import io
import zipfile
from importlib.metadata import PackageNotFoundError, files
from importlib.resources import files as resources
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from toolkit.layout.board import BOARD
from toolkit.values.errors import FileMissing
from toolkit.workbook.create import Content, create
from toolkit.workbook.macros import Macros
from tools.macro_workbooks.launcher import launcher

_BORROWED = ("xlwings/xlwings.bas", "xlwings/addin/Dictionary.cls")


def board_workbook() -> bytes:
    """An empty board workbook with buttons on Home (.xlsm)."""
    # The sheet of settings has a module too.
    return create(BOARD, Content(), Macros(project(len(BOARD.sheets) + 1)))


def launcher_workbook() -> bytes:
    """The workbook whose buttons work on the board workbook that is open beside it (.xlsm)."""
    return launcher(Macros(project(2)))


def modules() -> dict[str, str]:
    """The macros by file name: the toolkit's from macros/, the others as xlwings brings them.

    FileMissing where xlwings is not installed.
    """
    macros = resources("toolkit.macros")
    own = sorted(item.name for item in macros.iterdir() if item.name.endswith(".bas"))
    try:
        installed = {str(path): path for path in files("xlwings") or ()}
    except PackageNotFoundError:
        raise FileMissing(
            "Workbooks with buttons are built with xlwings, which is not installed. "
            "Install it with: pip install xlwings"
        ) from None
    borrowed = {name.rpartition("/")[2]: installed[name].read_text("cp1252") for name in _BORROWED}
    return {name: (macros / name).read_text("cp1252") for name in own} | borrowed


def project(sheets: int) -> bytes:
    """The VBA project (vbaProject.bin) of a workbook with that many sheets, with all modules.

    Its modules of sheets are Sheet1, Sheet2 … in the order of the sheets, as XlsxWriter
    names them. The same modules give the same bytes. FileMissing where pyOpenVBA is absent.
    """
    try:
        from pyopenvba import ExcelFile, VBAModuleKind
    except ImportError:
        raise FileMissing(
            "Workbooks with buttons are built with pyOpenVBA, which is not installed. "
            "Install it with: pip install pyOpenVBA"
        ) from None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheets.xlsm"
        workbook = xlsxwriter.Workbook(path)
        for _ in range(sheets):
            workbook.add_worksheet()
        workbook.close()
        with ExcelFile(path) as book:
            vba = book.add_vba_project()
            for name, text in modules().items():
                is_class = name.endswith(".cls")
                kind = VBAModuleKind.other if is_class else VBAModuleKind.standard
                # VBA ends its lines as Windows does.
                source = text.replace("\r\n", "\n").replace("\n", "\r\n")
                vba.add_module(Path(name).stem, source, kind=kind)
            book.save()
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as saved:
            return saved.read("xl/vbaProject.bin")
