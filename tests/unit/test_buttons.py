"""What stands around the buttons: their sentences, the menu, and the settings they run under."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import absent
from toolkit import attach, buttons, excel_setup
from toolkit.errors import CannotWrite, FileMissing, NotABoardWorkbook, ToolkitError


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    try:
        from toolkit.workbook import live as module
    except ImportError:
        absent("xlwings is not installed")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return module


class Program:
    """Excel, as far as a sentence needs it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.status_bar: Any = False
        self.screen_updating = True

    def alert(self, prompt: str, title: str, mode: str) -> None:
        self.said.append((mode, prompt))


@pytest.fixture
def book(live: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    found = SimpleNamespace(name="board.xlsm", app=Program())
    monkeypatch.setattr(live, "called_from", lambda: found)
    monkeypatch.setattr(live, "open_board", lambda: found)
    return found


def job(monkeypatch: pytest.MonkeyPatch, work: Any) -> None:
    """Put something else in the place of the job behind Check."""
    monkeypatch.setattr(buttons, "JOBS", {**buttons.JOBS, "Check": ("checking", work)})


class TestAButton:
    def test_says_what_came_of_its_job(self, book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        job(monkeypatch, lambda _: "All is well.")

        buttons.check()

        assert book.app.said == [("info", "All is well.")]

    def test_says_in_one_sentence_why_its_job_could_not_go_on(
        self, book: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: Any) -> str:
            raise ToolkitError("This cannot be. Do that.")

        job(monkeypatch, refuse)

        buttons.check()

        assert book.app.said == [("critical", "This cannot be. Do that.")]

    def test_notes_a_fault_of_its_own_without_a_word_of_the_workbook(
        self, book: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def fail(_: Any) -> str:
            raise ZeroDivisionError("Jo Bloggs, aged 4")

        job(monkeypatch, fail)

        buttons.check()

        ((mode, sentence),) = book.app.said
        (log,) = tmp_path.iterdir()
        assert mode == "critical"
        assert "a fault of its own" in sentence
        assert str(log) in sentence
        assert "ZeroDivisionError" in log.read_text()
        assert "Jo" not in sentence + log.read_text()

    def test_leaves_screen_and_status_bar_as_they_were(
        self, book: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        during = []

        def look(_: Any) -> str:
            during.append((book.app.status_bar, book.app.screen_updating))
            raise ToolkitError("no")

        job(monkeypatch, look)

        buttons.check()

        assert during == [("Safeguarding toolkit: checking …", False)]
        assert (book.app.status_bar, book.app.screen_updating) == (False, True)

    def test_ends_with_the_sentence_alone_where_no_box_can_be_shown(
        self, live: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def nowhere() -> Any:
            raise NotABoardWorkbook("Open your board workbook.")

        monkeypatch.setattr(live, "called_from", nowhere)

        with pytest.raises(SystemExit) as ended:
            buttons.update()

        assert ended.value.code == "Open your board workbook."

    def test_says_so_where_the_workbook_was_closed_meanwhile(
        self, book: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class com_error(Exception):  # noqa: N801 (its name is what it is known by)
            pass

        def gone(*_: Any, **__: Any) -> Any:
            raise com_error(-2147417848)

        job(monkeypatch, gone)
        monkeypatch.setattr(book.app, "alert", gone)

        with pytest.raises(SystemExit) as ended:
            buttons.check()

        assert "was closed before the work was done" in str(ended.value.code)


def test_buttons_do_not_load_what_only_other_jobs_need() -> None:
    program = "import toolkit.buttons, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"docx", "docxtpl", "jinja2", "xlsxwriter", "openpyxl", "pandas"} == set()


class TestTheMenu:
    def run(self, *answers: str) -> list[str]:
        said: list[str] = []
        waiting: Iterator[str] = iter(answers)

        def ask(_: str) -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        attach.menu(ask, said.append)
        return said

    def test_does_what_the_button_does(self, book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        job(monkeypatch, lambda _: "All is well.")

        assert "board.xlsm: All is well." in self.run("1", "0")
        assert book.app.said == []

    def test_offers_every_button_by_its_number(self, live: Any) -> None:
        assert self.run("0")[2:6] == ["  1  Check", "  2  Update", "  3  Papers", "  0  Leave"]

    @pytest.mark.parametrize("answer", ["", "4", "-1", "check", "²"])
    def test_asks_again_for_what_is_no_number_of_it(self, live: Any, answer: str) -> None:
        assert "Type a number from 0 to 3, and press Enter." in self.run(answer, "0")

    def test_goes_on_where_no_workbook_is_open(
        self, live: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def nowhere() -> Any:
            raise NotABoardWorkbook("Open your board workbook.")

        monkeypatch.setattr(live, "open_board", nowhere)

        assert self.run("1", "2", "0").count("Open your board workbook.") == 2

    def test_says_what_to_do_on_a_computer_without_excel(
        self, live: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(live.xlwings.engines, "active", None)

        assert any("use the commands" in line for line in self.run("1", "0"))

    def test_says_what_to_install_where_xlwings_is_not_there(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xlwings", None)
        monkeypatch.delitem(sys.modules, "toolkit.workbook.live", raising=False)
        monkeypatch.delattr("toolkit.workbook.live", raising=False)

        with pytest.raises(FileMissing, match="needs xlwings"):
            self.run("1")

    def test_ends_with_the_input(self, live: Any) -> None:
        assert self.run()


OTHERS = '"INTERPRETER_WIN","C:\\other\\python.exe"\r\n"SHOW CONSOLE","True"\r\n'


class TestInstallExcel:
    @pytest.fixture(autouse=True)
    def needs_xlwings(self, live: Any) -> None:
        pass

    def settings(self, file: Path) -> dict[str, str]:
        lines = file.read_text().splitlines()
        return {
            name.strip('"'): value.strip('"')
            for name, _, value in (line.partition(",") for line in lines)
        }

    def test_writes_which_python_runs_and_that_none_beside_a_workbook_does(
        self, tmp_path: Path
    ) -> None:
        file = tmp_path / "new" / "xlwings.conf"

        said = excel_setup.install(file)

        assert self.settings(file) == {
            "INTERPRETER_WIN": sys.executable,
            "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        }
        assert sys.executable in said[0]
        assert str(file) in said[2]

    def test_keeps_other_settings_and_undoes_itself(self, tmp_path: Path) -> None:
        file = tmp_path / "xlwings.conf"
        file.write_bytes(OTHERS.encode())

        excel_setup.install(file)

        assert self.settings(file)["SHOW CONSOLE"] == "True"
        assert self.settings(file)["INTERPRETER_WIN"] == sys.executable
        excel_setup.undo(file)
        assert file.read_bytes() == OTHERS.encode()
        assert [path.name for path in tmp_path.iterdir()] == ["xlwings.conf"]

    def test_leaves_a_setting_that_was_right_before(self, tmp_path: Path) -> None:
        file = tmp_path / "xlwings.conf"
        file.write_bytes(b'"ADD_WORKBOOK_TO_PYTHONPATH","False"\r\n')

        excel_setup.install(file)

        excel_setup.undo(file)
        assert self.settings(file) == {"ADD_WORKBOOK_TO_PYTHONPATH": "False"}

    def test_undoes_itself_after_being_run_twice(self, tmp_path: Path) -> None:
        file = tmp_path / "xlwings.conf"
        file.write_bytes(OTHERS.encode())

        excel_setup.install(file)
        excel_setup.install(file)

        excel_setup.undo(file)
        assert file.read_bytes() == OTHERS.encode()

    def test_leaves_no_file_behind_where_there_was_none(self, tmp_path: Path) -> None:
        file = tmp_path / "xlwings.conf"
        excel_setup.install(file)

        excel_setup.undo(file)

        assert list(tmp_path.iterdir()) == []

    def test_does_not_undo_what_a_person_changed_since(self, tmp_path: Path) -> None:
        file = tmp_path / "xlwings.conf"
        excel_setup.install(file)
        file.write_text(file.read_text().replace(sys.executable, "my own python"))

        said = excel_setup.undo(file)

        assert self.settings(file) == {"INTERPRETER_WIN": "my own python"}
        assert "INTERPRETER_WIN had been changed since" in said[1]

    def test_says_so_where_there_is_nothing_to_undo(self, tmp_path: Path) -> None:
        assert "nothing to undo" in excel_setup.undo(tmp_path / "xlwings.conf")[0]

    def test_writes_nothing_where_that_python_lacks_the_toolkit(self, tmp_path: Path) -> None:
        bare = tmp_path / "bare"
        bare.write_text("#!/bin/sh\nexit 1\n")
        bare.chmod(0o755)

        with pytest.raises(FileMissing, match="lacks what Excel's buttons need"):
            excel_setup.install(tmp_path / "xlwings.conf", bare)

        assert not (tmp_path / "xlwings.conf").exists()

    def test_writes_nothing_where_there_is_no_such_python(self, tmp_path: Path) -> None:
        with pytest.raises(FileMissing, match="cannot be started"):
            excel_setup.install(tmp_path / "xlwings.conf", tmp_path / "none")

    def test_says_so_where_the_settings_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("a file")

        with pytest.raises(CannotWrite, match="cannot be read, so nothing was changed"):
            excel_setup.install(tmp_path / "taken" / "xlwings.conf")

    @pytest.mark.skipif(sys.platform == "win32", reason="there it works")
    def test_is_refused_where_there_is_no_excel_for_windows(self) -> None:
        with pytest.raises(FileMissing, match="need Excel for Windows"):
            excel_setup.install()
