"""`toolkit install-excel`: the settings that Excel's buttons run under, on this computer.

Which Python runs stands in an environment variable of the person's own, which workbooks with
buttons name, and in the person's own file of xlwings' settings, for workbooks of an earlier
edition. Nothing is changed that was there for other work; what stood in the place of the
toolkit's settings is kept beside them, so that all can be undone.
"""

import compileall
import csv
import io
import json
import locale
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from toolkit.button_settings import PYTHON_VARIABLE
from toolkit.errors import CannotWrite, FileMissing
from toolkit.outputs import cannot_write, write_atomically

KEPT = "safeguarding-toolkit.json"
"""The file beside the settings that keeps what stood there before."""

SetVariable = Callable[[str, str | None], None]
"""Sets an environment variable by its name; None takes it away."""

_FILE = "xlwings.conf"
# Excel's macro reads the settings in the computer's own encoding, and knows no other.
_ENCODING = locale.getpreferredencoding(False)
# What a button loads on its way; -B, under which xlwings starts Python, keeps no bytecode.
_COMPILED = ("toolkit", "xlwings", "docxtpl", "jinja2", "docx", "markupsafe", "filelock")
_TRY_OUT = "import xlwings, toolkit.buttons, toolkit.workbook.live"
_SECONDS = 60


def settings_file() -> Path:
    """Where this person's settings of xlwings are; FileMissing where no button can run."""
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
    return Path.home() / ".xlwings" / _FILE


def wanted_settings(python: Path) -> dict[str, str]:
    """What the buttons need: which Python runs, and that none beside a workbook does."""
    return {"INTERPRETER_WIN": str(python), "ADD_WORKBOOK_TO_PYTHONPATH": "False"}


def install(
    file: Path | None = None,
    python: Path | None = None,
    set_variable: SetVariable | None = None,
) -> tuple[str, ...]:
    """Write the settings, try them out, compile; what was done, a sentence each.

    `set_variable` sets an environment variable of the person's own, None takes it away.

    FileMissing where that Python does not have what the buttons need; then nothing is
    written. CannotWrite where the settings cannot be.
    """
    file, python = file or settings_file(), python or Path(sys.executable)
    set_variable = set_variable or _set_own_variable
    _try_out(python)
    before = _read(file)
    wanted = wanted_settings(python)
    kept = file.with_name(KEPT)
    replaced = _replaced_before(kept)
    for name in wanted:
        # Where it was installed before, what stood there before that is what counts.
        replaced.setdefault(name, before.get(name))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = _as_text({**before, **wanted})
        write_atomically(kept, json.dumps({"replaced": replaced, "written": wanted}).encode())
        write_atomically(file, text)
        set_variable(PYTHON_VARIABLE, str(python))
    except OSError as error:
        raise cannot_write(file, error) from None
    except UnicodeEncodeError:
        raise CannotWrite(
            f"{python} has letters in its path that Excel's settings cannot hold. Install the "
            "toolkit in a folder with plain letters, and try again."
        ) from None
    return (
        f"Excel's buttons now run {python}.",
        "No Python file that lies beside a workbook is run.",
        f"This stands in {file} and in your environment variable {PYTHON_VARIABLE}. "
        "Undo it with: toolkit install-excel --undo",
        _compiled(),
        "If Excel is open, close it and open it again before you press a button.",
    )


def undo(file: Path | None = None, set_variable: SetVariable | None = None) -> tuple[str, ...]:
    """Put back what stood in the settings before; what was done, a sentence each."""
    file = file or settings_file()
    set_variable = set_variable or _set_own_variable
    kept = file.with_name(KEPT)
    if not kept.is_file():
        return (f"There is nothing to undo: install-excel has left no {kept}.",)
    replaced, written, settings = _replaced_before(kept), _written_before(kept), _read(file)
    left = []
    for name, old in replaced.items():
        if settings.get(name) != written.get(name):
            left.append(name)
        elif old is None:
            del settings[name]
        else:
            settings[name] = old
    try:
        if settings:
            write_atomically(file, _as_text(settings))
        else:
            file.unlink(missing_ok=True)
        # The variable is the toolkit's alone, whatever it says by now.
        set_variable(PYTHON_VARIABLE, None)
        kept.unlink()
    except OSError as error:
        raise cannot_write(file, error) from None
    sentences = [f"The settings in {file} are as they were before the toolkit's."]
    if left:
        names = " and ".join(left)
        sentences.append(f"{names} had been changed since and was left as it is.")
    return tuple(sentences)


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
            f"{python} lacks what Excel's buttons need, so nothing was changed. "
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
    return "Some of what the buttons load could not be compiled: they work, and start slower."


def _read(file: Path) -> dict[str, str]:
    """The settings in a file: a name and a value a line, each in quotes."""
    try:
        text = file.read_text(_ENCODING)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise CannotWrite(
            f"{file} cannot be read, so nothing was changed. Move it elsewhere, and try again."
        ) from None
    rows = csv.reader(io.StringIO(text))
    return {row[0]: row[1] if len(row) > 1 else "" for row in rows if row}


def _as_text(settings: Mapping[str, str]) -> bytes:
    text = io.StringIO()
    rows: Sequence[tuple[str, str]] = list(settings.items())
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(_ENCODING)


def _replaced_before(kept: Path) -> dict[str, str | None]:
    return dict(_kept(kept).get("replaced") or {})


def _written_before(kept: Path) -> Mapping[str, str | None]:
    return _kept(kept).get("written") or {}


def _kept(kept: Path) -> Mapping[str, Mapping[str, str | None]]:
    try:
        loaded = json.loads(kept.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


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
        # Programs that are started from now on get it, once the desktop has been told.
        everyone, settings_changed, skip_who_hangs = 0xFFFF, 0x001A, 0x0002
        ctypes.windll.user32.SendMessageTimeoutW(
            everyone, settings_changed, 0, "Environment", skip_who_hangs, 1000, None
        )
