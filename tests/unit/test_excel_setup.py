"""`install-excel`, and the settings that buttons run under."""

import locale
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from toolkit.excel import setup
from toolkit.values.errors import CannotWrite, FileMissing
from toolkit.workbook.button_settings import PYTHON_VARIABLE, WORKBOOK_SETTINGS

pytest.importorskip("toolkit.excel.live", exc_type=ImportError)


class Variables(dict[str, str | None]):
    """A person's own environment variables."""

    def set(self, name: str, value: str | None) -> None:
        self[name] = value


class TestInstallExcel:
    def test_names_the_python_that_runs_and_takes_the_name_away_again(self) -> None:
        variables = Variables()

        said = setup.install(None, variables.set)

        assert variables == {PYTHON_VARIABLE: sys.executable}
        assert sys.executable in said[0]
        assert PYTHON_VARIABLE in said[2]
        assert PYTHON_VARIABLE in setup.undo(variables.set)[0]
        assert variables == {PYTHON_VARIABLE: None}

    def test_changes_nothing_where_windows_does_not_let_it(self) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Access is denied")

        for do in (lambda: setup.install(None, refuse), lambda: setup.undo(refuse)):
            with pytest.raises(CannotWrite, match="Access is denied"):
                do()

    def test_changes_nothing_where_that_python_lacks_the_toolkit(self, tmp_path: Path) -> None:
        bare = tmp_path / "bare"
        bare.write_text("#!/bin/sh\nexit 1\n")
        bare.chmod(0o755)
        variables = Variables()

        with pytest.raises(FileMissing, match="does not have what Excel's buttons need"):
            setup.install(bare, variables.set)

        assert not variables

    def test_changes_nothing_where_there_is_no_such_python(self, tmp_path: Path) -> None:
        variables = Variables()

        with pytest.raises(FileMissing, match="cannot be started"):
            setup.install(tmp_path / "none", variables.set)

        assert not variables

    def test_changes_nothing_where_the_macro_could_not_read_the_path(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        python = Path("C:/Łódź/python.exe")
        monkeypatch.setattr(locale, "getpreferredencoding", lambda _: "cp1252")
        variables = Variables()

        with pytest.raises(CannotWrite, match="a folder with plain letters"):
            setup.install(python, variables.set)

        assert not variables

    def test_leads_to_the_menu_where_the_toolkit_runs_without_python(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(sys, "frozen", True, raising=False)

        with pytest.raises(FileMissing, match="use the menu: toolkit attach"):
            setup.install()

    @pytest.mark.skipif(sys.platform == "win32", reason="there it works")
    def test_is_refused_where_there_is_no_excel_for_windows(self) -> None:
        for do in (setup.install, setup.undo):
            with pytest.raises(FileMissing, match="need Excel for Windows"):
                do()


# What xlwings' macro does with settings, told again from its text


@dataclass(frozen=True)
class Macro:
    """Where xlwings' macro looks for a setting: the sheet, then two files, then what is usual."""

    sheet: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    def get(self, key: str, usual: str = "") -> str:
        """A setting; whether its name is in capitals does not matter."""
        on_sheet = {name.upper(): value for name, value in self.sheet.items()}
        if key in on_sheet:
            return self.expanded(on_sheet[key])
        for settings in (self.beside, self.own):
            for name, value in settings.items():
                if name.lower() == key.lower():
                    return self.expanded(value)
        return self.expanded(usual)

    def expanded(self, text: str) -> str:
        """With the values of variables in their place; a name without a value stays."""
        return re.sub(r"%([^%]+)%", lambda found: self.environment.get(found[1], found[0]), text)

    def command(self) -> tuple[str, ...]:
        """All of a command that depends on settings, when a button is pressed on Windows."""
        python = self.get("INTERPRETER_WIN") or self.get("INTERPRETER", "python")
        conda = (self.get("CONDA PATH"), self.get("CONDA ENV"))
        folders = ("ONEDRIVE_CONSUMER_WIN", "ONEDRIVE_COMMERCIAL_WIN", "SHAREPOINT_WIN")
        added = [
            self.get("ADD_WORKBOOK_TO_PYTHONPATH", "true"),
            *(self.get(name) for name in (*folders, "PYTHONPATH")),
        ]
        return (
            python,
            *(conda if all(conda) else ("", "")),
            ";".join(added),
            self.get("USE UDF SERVER", "False"),
            self.get("LICENSE_KEY"),
            self.get("TEMP DIR", "%TEMP%"),
            self.get("SHOW CONSOLE", "False"),
            self.get("SHOW_ERROR_POPUPS", "True"),
        )


PYTHON, TEMP = r"C:\toolkit\.venv\Scripts\python.exe", r"C:\Users\me\Temp"
DESK = {PYTHON_VARIABLE: PYTHON, "TEMP": TEMP}
EXPECTED = (PYTHON, "", "", "False;;;;", "False", "", TEMP, "False", "True")
NAMES = [name for name, _ in WORKBOOK_SETTINGS] + ["INTERPRETER"]


class TestAFileOfSettingsBesideTheWorkbook:
    def test_changes_nothing_of_what_a_button_starts(self) -> None:
        evil = dict.fromkeys(NAMES, r"\\elsewhere\evil")

        assert Macro(dict(WORKBOOK_SETTINGS), evil, {}, DESK).command() == EXPECTED

    @given(some.dictionaries(some.sampled_from(NAMES) | some.text(max_size=8), some.text()))
    def test_changes_nothing_whatever_it_says(self, evil: dict[str, str]) -> None:
        lowered = {name.lower(): value for name, value in evil.items()}

        for beside in (evil, lowered):
            assert Macro(dict(WORKBOOK_SETTINGS), beside, {}, DESK).command() == EXPECTED

    @pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(("WIN", "DIR"))])
    def test_would_change_it_if_the_workbook_did_not_speak_first(self, name: str) -> None:
        silent = {key: value for key, value in WORKBOOK_SETTINGS if key != name}

        assert Macro(silent, {name: "evil"}, {}, DESK).command() != EXPECTED

    def test_can_name_no_python_where_none_was_set_up(self) -> None:
        evil = dict.fromkeys(NAMES, "evil")

        python = Macro(dict(WORKBOOK_SETTINGS), evil, {}, {"TEMP": TEMP}).command()[0]

        # No such file: the macro says that it found no interpreter, and starts nothing.
        assert python == f"%{PYTHON_VARIABLE}%"


def test_every_setting_that_the_macro_asks_for_is_in_the_workbook() -> None:
    text = next(
        path.read_text("cp1252") for path in files("xlwings") or () if path.name == "xlwings.bas"
    )
    asked = set()
    for name in ("RunPython", "ExecuteMac", "ExecuteWindows", "ShowError"):
        body = re.search(rf"^[\w ]*(Function|Sub) {name}\(.*?^End \1", text, re.M | re.S)
        assert body is not None, name
        asked |= set(re.findall(r'GetConfig\("([^"]+)"', body[0]))

    assert {"INTERPRETER_WIN", "CONDA PATH", "TEMP DIR"} <= asked
    # Asked for only where the one before is empty, which it never is.
    assert asked - {"INTERPRETER"} == {name for name, _ in WORKBOOK_SETTINGS}
