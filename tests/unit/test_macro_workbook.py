"""The workbooks with buttons: built from text, the same each time, and nothing hidden in them."""

import io
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.conftest import absent
from toolkit import buttons
from toolkit.files.safety_check import WORKBOOK, Package
from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.values.errors import FileMissing
from toolkit.workbook.button_settings import WORKBOOK_SETTINGS
from toolkit.workbook.create import Content, blank, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.macros import (
    BUTTONS,
    LINES_OF_MORE,
    NUMBERED,
    SETTINGS_SHEET,
    Macros,
    macros_for,
    macros_of,
    shipped_macros,
)
from toolkit.workbook.parts import WorkbookParts
from tools.example import example_content
from tools.macro_workbooks import release
from tools.macro_workbooks.launcher import SENTENCES, TITLE, launcher

RELEASED: Mapping[str, Callable[[], bytes]] = {
    "board.xlsm": release.board_workbook,
    "toolkit.xlsm": release.launcher_workbook,
}


@cache
def released(name: str) -> bytes:
    """A workbook that ships, built from its sources."""
    try:
        return RELEASED[name]()
    except FileMissing as error:
        absent(str(error))


def shipped(name: str) -> bytes:
    """A workbook as it ships."""
    return (files("toolkit.workbooks") / name).read_bytes()


def package(data: bytes, name: str = "board.xlsm") -> Package:
    return Package(data, name, WORKBOOK)


def oletools() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from oletools import olevba
        except ImportError:
            absent("oletools is not installed")
    return olevba


def macros_in(data: bytes) -> dict[str, str]:
    """The text of every module in a workbook, as a reader of another maker finds it."""
    parser = oletools().VBA_Parser("book.xlsm", data=data)
    try:
        return {name: plain_lines(code) for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()


def plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\n")


def as_kept(name: str, text: str) -> str:
    """A module as a project keeps it: a class without the head that only its export has."""
    return plain_lines(text[text.index("Attribute ") :] if name.endswith(".cls") else text)


def without_base(text: str) -> str:
    """A class without the line that says, alike in all classes, that it is one."""
    return re.sub(
        r'^Attribute VB_Base = "0\{FCFB3D2A-[0-9A-F-]+\}"\n', "", text, flags=re.MULTILINE
    )


def subs() -> dict[str, str]:
    """The body of every Sub of the toolkit's own macros."""
    text = (files("toolkit.macros") / "Buttons.bas").read_text("ascii")
    found = re.findall(r"^Public Sub (\w+)\(\)\n(.*?)^End Sub", text, re.MULTILINE | re.DOTALL)
    return {name: body.strip() for name, body in found}


def drawings(data: bytes) -> str:
    parts = package(data)
    return "".join(parts.part(name).decode() for name in parts.parts if name.endswith(".vml"))


def bound_subs(data: bytes) -> list[str]:
    """The Subs that a workbook's buttons name."""
    return re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", drawings(data))


def covered_cells(data: bytes) -> list[tuple[int, int]]:
    """Rows and columns, from 1, of the cells that a workbook's buttons reach."""
    shapes = drawings(data).split("<x:ClientData ")
    anchors = [
        [int(number) for number in re.findall(r"\d+", shape[: shape.index("</x:Anchor>")])]
        for shape in shapes
        if shape.startswith('ObjectType="Button"')
    ]
    return [
        (row + 1, column + 1)
        for left, _, top, _, right, _, bottom, _ in anchors
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]


def first_sheet(data: bytes) -> list[list[Any]]:
    workbook = read_bytes(data, "board.xlsm")
    return workbook.grids[workbook.sheet_names[0]].rows


@pytest.mark.parametrize("name", RELEASED)
class TestAReleasedWorkbook:
    def test_is_built_with_the_same_bytes_each_time(self, name: str) -> None:
        assert released(name) == RELEASED[name]()

    def test_is_what_its_sources_give(self, name: str) -> None:
        assert shipped(name) == released(name), "make workbooks builds it again"

    def test_holds_the_text_of_the_macros_and_no_other_code(self, name: str) -> None:
        inside = macros_in(shipped(name))
        released(name)
        modules = release.modules()

        assert set(modules) == {"Buttons.bas", "xlwings.bas", "Dictionary.cls"}
        for module, text in modules.items():
            assert without_base(inside.pop(module)) == as_kept(module, text)
        code = [line for text in inside.values() for line in text.split("\n") if line.strip()]
        assert [line for line in code if not line.startswith("Attribute VB_")] == []

    def test_holds_the_macros_as_text_alone_and_nothing_compiled(self, name: str) -> None:
        olefile = pytest.importorskip("olefile")
        decompress = oletools().decompress_stream
        inside = macros_in(shipped(name))
        container = olefile.OleFileIO(io.BytesIO(macros_of(shipped(name), name).project))

        for module in ("Buttons.bas", "xlwings.bas", "Dictionary.cls"):
            stream = container.openstream(["VBA", module[:-4]]).read()
            text = bytes(decompress(bytearray(stream))).decode("cp1252")
            assert plain_lines(text) == inside[module]

    def test_has_a_button_for_every_sub_from_left_to_right(self, name: str) -> None:
        assert bound_subs(shipped(name)) == [button.sub for button in BUTTONS] == list(subs())

    def test_has_no_words_behind_its_buttons(self, name: str) -> None:
        covered = covered_cells(shipped(name))
        rows = first_sheet(shipped(name))

        assert len(covered) >= len(BUTTONS)
        assert [rows[row - 1][column - 1] for row, column in covered if row <= len(rows)] == [
            ""
        ] * len(covered)

    def test_says_under_each_button_what_it_does(self, name: str) -> None:
        covered = {row for row, _ in covered_cells(shipped(name))}
        beneath = sorted(row for row in covered if row + 1 not in covered)
        rows = first_sheet(shipped(name))

        words = [[word for word in rows[row] if word] for row in beneath]
        assert words == [[button.does for button in line] for line in (NUMBERED, *LINES_OF_MORE)]

    def test_says_more_over_the_buttons_of_the_second_line(self, name: str) -> None:
        covered = {row for row, _ in covered_cells(shipped(name))}
        _, second, *_ = sorted(row for row in covered if row - 1 not in covered)

        above = first_sheet(shipped(name))[second - 2]
        assert [word for word in above if word] == ["More"]

    def test_says_that_no_python_beside_it_is_run_and_names_no_python(self, name: str) -> None:
        parts = package(shipped(name), name)
        book = parts.part("xl/workbook.xml").decode()
        workbook = read_bytes(shipped(name), name)
        rows = [[str(value) for value in row] for row in workbook.grids[SETTINGS_SHEET].rows]

        assert workbook.sheet_names[-1] == SETTINGS_SHEET
        assert re.search(r'name="xlwings.conf" [^>]*state="veryHidden"', book)
        assert [row[0] for row in rows] == [key for key, _ in WORKBOOK_SETTINGS]
        assert ["ADD_WORKBOOK_TO_PYTHONPATH", "False"] in [row[:2] for row in rows]
        assert all(row[1][:1] in "%$" for row in rows if row[0].startswith("INTERPRETER"))

    def test_has_a_module_for_the_workbook_and_for_each_sheet(self, name: str) -> None:
        parts = package(shipped(name), name)
        sheets = WorkbookParts(parts).sheet_parts.values()
        named = [re.search(rb'<sheetPr[^>]* codeName="(\w+)"', parts.part(part)) for part in sheets]
        modules = [module.removesuffix(".cls") for module in macros_in(shipped(name))]

        assert [match[1].decode() for match in named if match] == [
            module for module in modules if module.startswith("Sheet")
        ]
        assert len(named) == sum(module.startswith("Sheet") for module in modules)
        assert b'codeName="ThisWorkbook"' in parts.part("xl/workbook.xml")
        assert "ThisWorkbook" in modules

    @pytest.mark.validator
    def test_is_valid_to_the_letter_of_the_standard(
        self, name: str, ooxml_validator: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / name
        path.write_bytes(shipped(name))

        done = subprocess.run([ooxml_validator, path], capture_output=True, text=True, check=False)

        assert json.loads(done.stdout)["errors"] == []


class TestTheLauncher:
    def test_says_in_two_sentences_what_to_do(self) -> None:
        words = [word for row in first_sheet(shipped("toolkit.xlsm")) for word in row if word]

        assert words[:3] == [TITLE, *SENTENCES]


class TestABoardWorkbookWithButtons:
    @pytest.mark.parametrize(
        ("name", "promised"), [("b.xlsm", True), ("B.XLSM", True), ("b.xlsx", False), ("b", False)]
    )
    def test_is_what_a_name_that_ends_in_xlsm_asks_for(self, name: str, promised: bool) -> None:
        assert macros_for(Path(name)) == (shipped_macros() if promised else None)

    def test_needs_neither_xlwings_nor_a_maker_of_projects(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("xlwings", "pyopenvba"):
            monkeypatch.setitem(sys.modules, name, None)

        made = create(BOARD, blank("Ourshire Partnership", "2026/27"), shipped_macros())

        assert bound_subs(made) == [button.sub for button in BUTTONS]
        assert macros_of(made, "board.xlsm") == shipped_macros()

    def test_holds_every_cell_of_the_plain_one_on_every_sheet_but_home(self) -> None:
        plain = read_bytes(create(BOARD, example_content()), "board.xlsx")
        with_buttons = read_bytes(create(BOARD, example_content(), shipped_macros()), "board.xlsm")

        assert with_buttons.sheet_names == (*plain.sheet_names, SETTINGS_SHEET)
        assert with_buttons.layout_version == plain.layout_version
        for name in plain.grids.keys() - {"Home"}:
            assert with_buttons.grids[name] == plain.grids[name], name

    def test_says_on_home_what_to_press_where_the_plain_one_says_what_to_run(self) -> None:
        plain = first_sheet(create(BOARD, Content()))
        with_buttons = first_sheet(create(BOARD, Content(), shipped_macros()))

        assert plain[:2] == with_buttons[:2]
        assert HOME.front is not None
        how_to = (HOME.front.how_to_command, HOME.front.how_to_press)
        assert (plain[2][0], with_buttons[2][0]) == how_to
        facts = [row[:3] for row in plain[3:] if any(row[:3])]
        assert [row[:3] for row in with_buttons[15:] if any(row[:3])] == facts

    def test_is_given_the_same_bytes_each_time(self) -> None:
        once, again = (create(BOARD, example_content(), shipped_macros()) for _ in range(2))

        assert once == again

    def test_keeps_every_part_of_its_buttons_when_a_command_updates_it(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        before = create(BOARD, example_content(), shipped_macros())
        path.write_bytes(before)

        jobs.update(path, None, date(2026, 11, 21))

        old, new = package(before), package(path.read_bytes())
        changed = {
            part for part in new.parts if part not in old or old.part(part) != new.part(part)
        }
        sheets = WorkbookParts(new).sheet_parts
        names = ("Settings", "Plan", "Scorecard", "Figures expected", "Findings", "Home")
        written = {sheets[name] for name in names}
        assert sheets["Plan"] in changed
        assert {part for part in changed if "/worksheets/sheet" in part} <= written
        assert not any("vba" in part or "drawing" in part for part in changed)
        assert bound_subs(path.read_bytes()) == [button.sub for button in BUTTONS]


class TestASignature:
    SIGNED = Macros(b"a project", b"its signature")

    @pytest.mark.parametrize("make", [lambda macros: create(BOARD, Content(), macros), launcher])
    def test_goes_with_the_macros_into_every_workbook_made_with_them(
        self, make: Callable[[Macros], bytes]
    ) -> None:
        made = make(self.SIGNED)

        assert macros_of(made, "board.xlsm") == self.SIGNED
        # As a workbook that Excel signed keeps it.
        parts = package(made)
        related = parts.part("xl/_rels/vbaProject.bin.rels").decode()
        assert 'Target="vbaProjectSignature.bin"' in related
        assert (
            "http://schemas.microsoft.com/office/2006/relationships/vbaProjectSignature" in related
        )
        assert (
            b'PartName="/xl/vbaProjectSignature.bin" '
            b'ContentType="application/vnd.ms-office.vbaProjectSignature"'
        ) in parts.part("[Content_Types].xml")

    def test_is_there_only_where_it_was_given(self) -> None:
        made = create(BOARD, Content(), Macros(b"a project"))

        assert macros_of(made, "board.xlsm") == Macros(b"a project")
        assert not any("ignature" in part for part in package(made).parts)
        assert shipped_macros().signature == b""

    def test_stays_when_a_command_updates_the_workbook(self, tmp_path: Path) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes(create(BOARD, example_content(), self.SIGNED))

        stored = jobs.update(path, None, date(2026, 11, 21)).stored

        assert stored is not None
        assert macros_of(path.read_bytes(), path.name) == self.SIGNED

    def test_of_the_shipped_workbook_reaches_the_workbooks_made_from_it(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "board.xlsm").write_bytes(create(BOARD, Content(), self.SIGNED))
        monkeypatch.setattr("toolkit.workbook.macros.files", lambda _: tmp_path)

        assert shipped_macros() == self.SIGNED


class TestBuildingWithout:
    def test_the_maker_of_projects_says_what_to_install(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyopenvba", None)

        with pytest.raises(FileMissing, match=r"pip install pyOpenVBA$"):
            release.board_workbook()

    def test_xlwings_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from importlib.metadata import PackageNotFoundError

        def not_installed(name: str) -> None:
            raise PackageNotFoundError(name)

        monkeypatch.setattr("tools.macro_workbooks.release.files", not_installed)

        with pytest.raises(FileMissing, match=r"pip install xlwings$"):
            release.modules()


class TestASub:
    @pytest.mark.parametrize("name", subs())
    def test_is_one_line_that_calls_a_function(self, name: str) -> None:
        line = re.fullmatch(
            r'RunPython "import toolkit\.buttons; (toolkit\.buttons\.(\w+)\(\))"', subs()[name]
        )

        assert line is not None
        assert callable(getattr(buttons, line[2]))


DROPPED = "import sys; sys.exit('the dropped file was run')"


@pytest.fixture
def press(tmp_path: Path) -> Callable[[str], "subprocess.CompletedProcess[str]"]:
    """Start what xlwings' macro starts for a button, with the settings as it hands them on."""
    pytest.importorskip("xlwings")

    def pressed(settings_line: str) -> "subprocess.CompletedProcess[str]":
        (tmp_path / "toolkit.py").write_text(DROPPED)
        command = (
            f"import xlwings.utils;xlwings.utils.prepare_sys_path({settings_line!r});"
            "import toolkit.buttons; print(toolkit.buttons.__file__)"
        ).replace("WORKBOOK", str(tmp_path / "board.xlsm"))
        return subprocess.run(
            [sys.executable, "-B", "-c", command],
            # Excel's macro goes to the folder of the Python that it starts.
            cwd=Path(sys.executable).parent,
            env={**os.environ, "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )

    return pressed


Press = Callable[[str], "subprocess.CompletedProcess[str]"]


class TestAFileDroppedBesideTheWorkbook:
    def test_is_not_run_under_the_workbooks_settings(self, press: Press) -> None:
        given = dict(WORKBOOK_SETTINGS)
        line = ";".join(
            [
                given["ADD_WORKBOOK_TO_PYTHONPATH"],
                *("WORKBOOK", "WORKBOOK", "", "", ""),
                given["PYTHONPATH"],
            ]
        )

        done = press(line)

        assert done.returncode == 0, done.stderr
        assert Path(done.stdout.strip()) == Path(buttons.__file__)

    def test_would_be_run_under_what_xlwings_does_otherwise(self, press: Press) -> None:
        done = press("true;WORKBOOK;WORKBOOK;;;;")

        assert "the dropped file was run" in done.stderr
