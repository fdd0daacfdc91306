"""The workbooks with buttons, built from text: board.xlsm and the launcher toolkit.xlsm.

For those who work on the toolkit itself; `make workbooks` calls it. It needs xlwings
installed, whose macro module and dictionary class go into the workbooks unchanged.
"""

from importlib.metadata import PackageNotFoundError, files
from importlib.resources import files as resources

from toolkit.errors import FileMissing
from toolkit.layout.board_sheets import HOME
from toolkit.macro_workbook.launcher import SHEET as LAUNCHER_SHEET
from toolkit.macro_workbook.launcher import make_launcher
from toolkit.macro_workbook.package import Button, sheet_count, with_macros
from toolkit.macro_workbook.vba_project import make_project
from toolkit.workbook.create import Content, create

CAPTIONS = {
    "CheckWorkbook": "1  Check",
    "UpdateWorkbook": "2  Update",
    "WritePapers": "3  Papers",
}
"""What the buttons say, by the Sub of macros/Buttons.bas that stands behind each."""

SETTINGS = (
    ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
    ("PYTHONPATH", ""),
    ("USE UDF SERVER", "False"),
)
"""What a button runs under, wherever the workbook lies.

No Python file beside the workbook is ever run, and none from a folder that a file beside
it names. Which Python runs is the user's own setting and stands in no workbook.
"""

_BORROWED = ("xlwings/xlwings.bas", "xlwings/addin/Dictionary.cls")
_WIDTH, _HEIGHT, _GAP, _EDGE = 150, 60, 12, 6


def board_workbook() -> bytes:
    """An empty board workbook with buttons on Home (.xlsm)."""
    return with_buttons(create(Content()))


def with_buttons(workbook: bytes) -> bytes:
    """A board workbook that `create` wrote, with buttons on Home (.xlsm)."""
    return _with_buttons(workbook, HOME.name, row=3, column=2)


def launcher_workbook() -> bytes:
    """The workbook whose buttons work on the board workbook that is open beside it (.xlsm)."""
    return _with_buttons(make_launcher(), LAUNCHER_SHEET, row=4, column=0)


def modules() -> dict[str, str]:
    """The macros by file name: the toolkit's from macros/, the others as xlwings brings them."""
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


def _with_buttons(workbook: bytes, sheet: str, row: int, column: int) -> bytes:
    buttons = [
        Button(caption, sub, row, column, _EDGE + index * (_WIDTH + _GAP), _WIDTH, _HEIGHT)
        for index, (sub, caption) in enumerate(CAPTIONS.items())
    ]
    # The sheet of settings has a module too.
    project = make_project(modules(), sheet_count(workbook) + 1)
    return with_macros(workbook, sheet, project, buttons, SETTINGS)
