"""Released workbooks opened in LibreOffice, and their buttons pressed as they are bound.

LibreOffice cannot compile xlwings' own macro module: it alone is exchanged, in memory, for a
stand-in that starts the same command with the same arguments. The file stays as released.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.office.uno_engine_office import Office, options

PROJECT = Path(__file__).resolve().parent.parent.parent
PROGRAM = "vnd.sun.star.script:"
EXCEL_FILES = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
}

STAND_IN = """Rem Attribute VBA_ModuleType=VBAModule
Option VBASupport 1
Option Explicit
Public Function RunPython(PythonCommand As String)
    Dim done As String, quote As String, arguments As String, waited As Long
    Static pressed As Long
    pressed = pressed + 1
    quote = Chr(34)
    done = Environ("TOOLKIT_UNO_FOLDER") & "/ended-" & CStr(pressed)
    arguments = "-B " & quote & Environ("TOOLKIT_UNO_RUNNER") & quote & " " & quote & done & quote
    arguments = arguments & " " & Environ("TOOLKIT_UNO_PORT") & " " & quote & PythonCommand & quote
    arguments = arguments & " " & quote & "--wb=" & ThisWorkbook.Name & quote & " --from_xl=1"
    Shell Environ("TOOLKIT_UNO_PYTHON"), 0, arguments, False
    Do While Dir(done) = "" And waited < 1200
        Wait 50
        waited = waited + 1
    Loop
End Function
"""


def environment(folder: Path) -> Mapping[str, str]:
    """What the stand-in and the program it starts need to know; notes are kept in `folder`."""
    return {
        "TOOLKIT_UNO_PYTHON": sys.executable,
        "TOOLKIT_UNO_RUNNER": str(Path(__file__).with_name("uno_engine_runner.py")),
        "TOOLKIT_UNO_PATH": str(PROJECT),
        "TOOLKIT_UNO_FOLDER": str(folder),
        "TOOLKIT_UNO_SEEN": str(folder / "seen"),
        "TOOLKIT_UNO_ANSWER": str(folder / "answer"),
        "HOME": str(folder),
    }


@dataclass(frozen=True)
class Seen:
    """What a person saw: boxes as (title, kind, words), and the words of the status bar."""

    boxes: tuple[tuple[str, str, str], ...] = ()
    status: tuple[Any, ...] = ()
    ended_badly: tuple[str, ...] = field(default=())

    @property
    def sentence(self) -> str:
        """The words of the one box there was."""
        assert len(self.boxes) == 1, (self.boxes, self.ended_badly)
        return self.boxes[0][2]


class Desk:
    """A LibreOffice whose workbooks' buttons can be pressed."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder

    def open(self, path: Path, hidden: bool = True, read_only: bool = False) -> Any:
        """A workbook, with xlwings' modules exchanged for the stand-in where it has them."""
        document = self.office.open(path, hidden, read_only)
        libraries = document.BasicLibraries
        if libraries.hasByName("VBAProject"):
            library = libraries.getByName("VBAProject")
            if library.hasByName("xlwings"):
                library.replaceByName("xlwings", STAND_IN)
                library.removeByName("Dictionary")
        return document

    def press(self, document: Any, sub: str, answer: str | None = None) -> Seen:
        """Press the button that is bound to a Sub; what was seen until it had ended.

        Where it asks something, the box gets the answer, or is cancelled where there is none.
        """
        (self.folder / "answer").unlink(missing_ok=True)
        if answer is not None:
            (self.folder / "answer").write_text(answer, "utf-8")
        script = bound_scripts(document)[sub]
        return self.during(lambda: document.ScriptProvider.getScript(script).invoke((), (), ()))

    def during(self, action: Any) -> Seen:
        """What a person sees while something is done."""
        for old in (self.folder / "seen", *self.folder.glob("ended-*")):
            old.unlink(missing_ok=True)
        action()
        return self.seen()

    def seen(self) -> Seen:
        """What has been seen since the last button was pressed."""
        noted = self.folder / "seen"
        lines = noted.read_text("utf-8").splitlines() if noted.exists() else []
        found = [json.loads(line) for line in lines]
        ended = [path.read_text("utf-8") for path in self.folder.glob("ended-*")]
        return Seen(
            tuple(tuple(value) for kind, value in found if kind == "alert"),
            tuple(value for kind, value in found if kind == "status"),
            tuple(text.partition("\n")[2].strip() for text in ended if not text.startswith("0")),
        )

    def save(self, document: Any, path: Path) -> Path:
        """Save the open workbook under another name; it stays open as it is."""
        document.storeToURL(
            path.resolve().as_uri(),
            options(FilterName=EXCEL_FILES[path.suffix], Overwrite=True),
        )
        return path


def bound_scripts(document: Any) -> dict[str, str]:
    """The script behind each button of the first sheet, by the Sub that it runs."""
    forms = document.Sheets.getByIndex(0).DrawPage.Forms
    found = {}
    for number in range(forms.Count):
        form = forms.getByIndex(number)
        for index in range(form.Count):
            for event in form.getScriptEvents(index):
                name = event.ScriptCode.removeprefix(PROGRAM).partition("?")[0]
                found[name.rpartition(".")[2]] = event.ScriptCode
    return found


def captions(document: Any) -> list[str]:
    """What the buttons of the first sheet say."""
    forms = document.Sheets.getByIndex(0).DrawPage.Forms
    return [
        forms.getByIndex(number).getByIndex(index).Label
        for number in range(forms.Count)
        for index in range(forms.getByIndex(number).Count)
    ]
