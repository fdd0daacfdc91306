"""The workbooks with buttons: built from text, the same each time, and nothing hidden in them."""

import io
import json
import os
import re
import subprocess
import sys
import warnings
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.conftest import absent
from toolkit import buttons, jobs, macro_workbook
from toolkit.example import example_content
from toolkit.gate import WORKBOOK, Package
from toolkit.macro_workbook import compound_file, package, vba_project
from toolkit.workbook.create import Content, create
from toolkit.workbook.files import read_bytes
from toolkit.workbook.parts import WorkbookParts

RELEASED = {
    "board.xlsm": macro_workbook.board_workbook,
    "toolkit.xlsm": macro_workbook.launcher_workbook,
}


@pytest.fixture(scope="module", autouse=True)
def xlwings_is_here() -> None:
    try:
        macro_workbook.modules()
    except macro_workbook.FileMissing as error:
        absent(str(error))


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
        found = {name: code for _, _, name, code in parser.extract_macros()}
    finally:
        parser.close()
    return {name: code.replace("\r\n", "\n").rstrip("\n") for name, code in found.items()}


def subs() -> dict[str, str]:
    """The body of every Sub of the toolkit's own macros."""
    text = (files("toolkit.macros") / "Buttons.bas").read_text("ascii")
    found = re.findall(r"^Public Sub (\w+)\(\)\n(.*?)^End Sub", text, re.MULTILINE | re.DOTALL)
    return {name: body.strip() for name, body in found}


def bound_subs(data: bytes) -> list[str]:
    """The Subs that a workbook's buttons name."""
    parts = Package(data, "book.xlsm", WORKBOOK)
    drawings = [parts.part(name).decode() for name in parts.parts if name.endswith(".vml")]
    return re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", "".join(drawings))


class TestAReleasedWorkbook:
    @pytest.mark.parametrize("name", RELEASED)
    def test_is_built_with_the_same_bytes_each_time(self, name: str) -> None:
        assert RELEASED[name]() == RELEASED[name]()

    @pytest.mark.parametrize("name", RELEASED)
    def test_is_what_its_sources_give(self, name: str) -> None:
        shipped = (files("toolkit.workbooks") / name).read_bytes()

        assert shipped == RELEASED[name](), "make workbooks builds it again"

    @pytest.mark.parametrize("name", RELEASED)
    def test_holds_the_text_of_the_macros_and_no_other_code(self, name: str) -> None:
        inside = macros_in(RELEASED[name]())
        modules = macro_workbook.modules()

        assert set(modules) == {"Buttons.bas", "xlwings.bas", "Dictionary.cls"}
        for module, text in modules.items():
            source = vba_project.module_source(module, text).replace("\r\n", "\n").rstrip("\n")
            assert inside.pop(module) == source
        code = [line for text in inside.values() for line in text.split("\n") if line.strip()]
        assert [line for line in code if not line.startswith("Attribute VB_")] == []

    @pytest.mark.parametrize("name", RELEASED)
    def test_has_a_button_for_every_sub(self, name: str) -> None:
        assert bound_subs(RELEASED[name]()) == list(macro_workbook.CAPTIONS) == list(subs())

    @pytest.mark.parametrize("name", RELEASED)
    def test_says_that_no_python_beside_it_is_run_and_names_no_python(self, name: str) -> None:
        parts = Package(RELEASED[name](), name, WORKBOOK)
        book = parts.part("xl/workbook.xml").decode()
        settings_text = parts.part("xl/worksheets/sheetSettings.xml").decode()
        grid = read_bytes(RELEASED[name](), name).grids["xlwings.conf"]

        assert re.search(r'name="xlwings.conf" [^>]*state="veryHidden"', book)
        assert [row[0] for row in grid.rows] == [key for key, _ in macro_workbook.SETTINGS]
        assert grid.rows[0][:2] == ["ADD_WORKBOOK_TO_PYTHONPATH", "False"]
        assert "INTERPRETER" not in settings_text

    def test_of_a_board_holds_every_cell_of_the_plain_one(self) -> None:
        plain = read_bytes(create(Content()), "board.xlsx")
        with_buttons = read_bytes(macro_workbook.board_workbook(), "board.xlsm")

        assert with_buttons.sheet_names == (*plain.sheet_names, "xlwings.conf")
        assert with_buttons.layout_version == plain.layout_version
        assert {name: with_buttons.grids[name] for name in plain.grids} == plain.grids

    def test_of_a_board_keeps_every_part_of_its_buttons_when_a_command_updates_it(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        before = macro_workbook.with_buttons(create(example_content()))
        path.write_bytes(before)

        jobs.update(path, None, date(2026, 11, 21))

        old, new = (Package(data, "board.xlsm", WORKBOOK) for data in (before, path.read_bytes()))
        changed = {
            part for part in new.parts if part not in old or old.part(part) != new.part(part)
        }
        sheets = WorkbookParts(new).sheet_parts
        written = {sheets[name] for name in ("Plan", "Scorecard", "Findings", "Home")}
        assert sheets["Plan"] in changed
        assert {part for part in changed if "/worksheets/sheet" in part} <= written
        assert not any("vba" in part or "drawing" in part for part in changed)
        assert bound_subs(path.read_bytes()) == list(macro_workbook.CAPTIONS)

    @pytest.mark.validator
    @pytest.mark.parametrize("name", RELEASED)
    def test_is_valid_to_the_letter_of_the_standard(
        self, name: str, ooxml_validator: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / name
        path.write_bytes(RELEASED[name]())

        done = subprocess.run([ooxml_validator, path], capture_output=True, text=True, check=False)

        assert json.loads(done.stdout)["errors"] == []

    def test_is_not_given_buttons_twice(self) -> None:
        with pytest.raises(ValueError, match="macros already"):
            macro_workbook.with_buttons(macro_workbook.board_workbook())

    def test_does_not_take_buttons_onto_a_sheet_with_notes(self) -> None:
        with pytest.raises(ValueError, match="notes"):
            package.with_macros(create(Content()), "Plan", b"", (), ())


class TestASub:
    @pytest.mark.parametrize("name", subs())
    def test_is_one_line_that_calls_a_function(self, name: str) -> None:
        line = re.fullmatch(
            r'RunPython "import toolkit\.buttons; (toolkit\.buttons\.(\w+)\(\))"', subs()[name]
        )

        assert line is not None
        assert callable(getattr(buttons, line[2]))


DROPPED = "import sys; sys.exit('the dropped file was run')"


def press_as_excel_does(folder: Path, settings_line: str) -> "subprocess.CompletedProcess[str]":
    """Start what xlwings' macro starts for a button, with the settings as it hands them on."""
    workbook = folder / "board.xlsm"
    command = (
        f"import xlwings.utils;xlwings.utils.prepare_sys_path({settings_line!r});"
        "import toolkit.buttons; print(toolkit.buttons.__file__)"
    ).replace("WORKBOOK", str(workbook))
    return subprocess.run(
        [sys.executable, "-B", "-c", command],
        # Excel's macro goes to the folder of the Python that it starts.
        cwd=Path(sys.executable).parent,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


class TestAFileDroppedBesideTheWorkbook:
    def test_is_not_run_under_the_workbooks_settings(self, tmp_path: Path) -> None:
        (tmp_path / "toolkit.py").write_text(DROPPED)
        given_settings = dict(macro_workbook.SETTINGS)
        line = ";".join(
            [
                given_settings["ADD_WORKBOOK_TO_PYTHONPATH"],
                *("WORKBOOK", "WORKBOOK", "", "", ""),
                given_settings["PYTHONPATH"],
            ]
        )

        done = press_as_excel_does(tmp_path, line)

        assert done.returncode == 0, done.stderr
        assert Path(done.stdout.strip()) == Path(buttons.__file__)

    def test_would_be_run_under_what_xlwings_does_otherwise(self, tmp_path: Path) -> None:
        (tmp_path / "toolkit.py").write_text(DROPPED)

        done = press_as_excel_does(tmp_path, "true;WORKBOOK;WORKBOOK;;;;")

        assert "the dropped file was run" in done.stderr


class TestTheProject:
    @given(some.binary(max_size=9000) | some.text("ab \r\n", max_size=9000).map(str.encode))
    @settings(max_examples=60)
    def test_is_packed_so_that_others_unpack_the_same(self, data: bytes) -> None:
        packed = bytearray(vba_project.compress(data))
        unpacked = bytes(oletools().decompress_stream(packed))

        # A last chunk that cannot be packed is filled up with zeros.
        assert unpacked[: len(data)] == data
        assert unpacked[len(data) :].strip(b"\0") == b""

    @given(
        some.lists(some.sampled_from((0, 1, 63, 64, 65, 511, 512, 4095, 4096, 9000)), max_size=40)
    )
    @settings(max_examples=60)
    def test_keeps_streams_of_every_size(self, sizes: list[int]) -> None:
        import olefile

        streams = {f"s{number}": os.urandom(size) for number, size in enumerate(sizes)}

        opened = olefile.OleFileIO(
            io.BytesIO(compound_file.pack({"Inner": streams, "top": b"x" * 5000}))
        )

        assert opened.openstream("top").read() == b"x" * 5000
        assert {path[1] for path in opened.listdir() if path[0] == "Inner"} == set(streams)
        for name, content in streams.items():
            assert opened.openstream(f"Inner/{name}").read() == content

    def test_takes_a_module_name_of_31_letters_and_not_of_32(self) -> None:
        def project(name: str) -> bytes:
            return vba_project.make_project({"a.bas": f'Attribute VB_Name = "{name}"\n'}, 1)

        assert project("a" * 31)
        with pytest.raises(ValueError, match="longer than Office allows"):
            project("a" * 32)
