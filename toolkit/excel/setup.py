"""`toolkit install-excel`: which Python Excel's buttons run, on this computer.

It is in an environment variable of the person's own, which every workbook with buttons
names. Settings of other work, xlwings' own among them, are left alone.
"""

import compileall
import locale
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from toolkit.values.errors import CannotWrite, FileMissing
from toolkit.workbook.button_settings import PYTHON_VARIABLE

SetVariable = Callable[[str, str | None], None]
"""Sets an environment variable by its name; None takes it away."""

# What a button loads on its way; -B, under which xlwings starts Python, keeps no bytecode.
_COMPILED = ("toolkit", "xlwings", "docxtpl", "jinja2", "docx", "markupsafe", "filelock")
_TRY_OUT = "import xlwings, toolkit.excel.buttons, toolkit.excel.live"
_SECONDS = 60


def install(python: Path | None = None, set_variable: SetVariable | None = None) -> tuple[str, ...]:
    """Try that Python out, name it to the buttons, compile; what was done, a sentence each.

    `set_variable` sets an environment variable of the person's own. FileMissing where no
    button can run here, or where that Python lacks what they need; CannotWrite where the
    variable cannot be set. Then nothing is changed.
    """
    set_variable = set_variable or _own_variable()
    python = python or Path(sys.executable)
    _require_plain_letters(python)
    _try_out(python)
    _set(set_variable, str(python))
    return (
        f"Excel's buttons now run {python}.",
        "No Python file beside a workbook is run.",
        f"This is set in your environment variable {PYTHON_VARIABLE}. "
        "Undo it with: toolkit install-excel --undo",
        _compiled(),
        "If Excel is open, close it and open it again before you press a button.",
    )


def undo(set_variable: SetVariable | None = None) -> tuple[str, ...]:
    """Take the name of the Python away again; what was done, a sentence each."""
    _set(set_variable or _own_variable(), None)
    return (
        f"Your environment variable {PYTHON_VARIABLE} has been removed: "
        "Excel's buttons start nothing.",
        "Set them up again with: toolkit install-excel",
    )


def _own_variable() -> SetVariable:
    """How variables are set here; FileMissing where no button can run."""
    if sys.platform != "win32":
        raise FileMissing(
            "Excel's buttons need Excel for Windows. On this computer use the commands, such as: "
            "toolkit check"
        )
    if getattr(sys, "frozen", False):
        raise FileMissing(
            "Excel's buttons need a toolkit that is installed with Python, and this one runs "
            "without it. Open your board workbook in Excel, and use the menu: toolkit attach"
        )
    return _set_own_variable


def _set(set_variable: SetVariable, value: str | None) -> None:
    try:
        set_variable(PYTHON_VARIABLE, value)
    except OSError as error:
        raise CannotWrite(
            f"Windows did not let the environment variable {PYTHON_VARIABLE} be changed "
            f"({error.strerror}), so nothing was changed. Ask IT to let you set your own variables."
        ) from None


def _require_plain_letters(python: Path) -> None:
    """Excel's macro reads variables in the computer's own encoding, and knows no other."""
    try:
        str(python).encode(locale.getpreferredencoding(False))
    except UnicodeEncodeError:
        raise CannotWrite(
            f"{python} has letters in its path that Excel's macros cannot read. Install the "
            "toolkit in a folder with plain letters, and try again."
        ) from None


def _try_out(python: Path) -> None:
    """Start Python as a button does, but in an empty folder, and load what a button loads."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [str(python), "-B", "-c", _TRY_OUT],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": ""},
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise FileMissing(
                f"{python} cannot be started, so nothing was changed. Install the toolkit again, "
                "and try again."
            ) from None
    if done.returncode:
        raise FileMissing(
            f"{python} does not have what Excel's buttons need, so nothing was changed. "
            "Install it where the toolkit is installed: pip install xlwings"
        )


def _compiled() -> str:
    """Compile what a button loads, so that the first press is as quick as the next."""
    done = True
    for name in _COMPILED:
        spec = find_spec(name)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            done &= bool(compileall.compile_dir(folder, quiet=2, workers=1))
    if done:
        return "What the buttons load is compiled."
    return "Some of what the buttons load could not be compiled: they work, but start more slowly."


def _set_own_variable(name: str, value: str | None) -> None:
    """Give the person's environment variable a value, for programs to come; None takes it away.

    OSError where Windows refuses. Where there is no Windows, nothing leads here.
    """
    if sys.platform == "win32":
        import ctypes
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, "Environment") as key:
            if value is not None:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteValue(key, name)
        # Programs that are started from now on get it, once the desktop knows.
        everyone, settings_changed, skip_who_hangs = 0xFFFF, 0x001A, 0x0002
        ctypes.windll.user32.SendMessageTimeoutW(
            everyone, settings_changed, 0, "Environment", skip_who_hangs, 1000, None
        )
