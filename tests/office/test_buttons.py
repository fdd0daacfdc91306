"""Every button of the released workbooks, pressed in a real program: as the command line does.

Temporary copies are opened; only xlwings' macro module is exchanged, in memory.
"""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests import jobs_on_disk as jobs
from tests.builders import place_of
from tests.conftest import absent
from tests.office.uno_engine_press import PROJECT, Desk, Seen, bound_scripts, captions
from tests.pressed import (
    OWN_SETTINGS,
    closed_text,
    filled_text,
    findings_text,
    flawed_board,
    flawed_content,
    own_columns,
    papers_text,
    taken_in_text,
    words_of,
)
from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.reading.grid import Address, Cell, CellKind
from toolkit.reading.workbook import Workbook
from toolkit.values.text import plural
from toolkit.workbook import files as workbook_files
from toolkit.workbook import macros
from toolkit.workbook.create import Content, create
from tools.example import example_content

pytestmark = pytest.mark.office

TODAY = date(2026, 11, 21)
CHECK, UPDATE, PAPERS = "CheckWorkbook", "UpdateWorkbook", "WritePapers"
PUBLISHED, TAKE_IN, CLOSE = "WritePublishedPapers", "TakeInPastedFigures", "ClosePeriod"
PERIOD = "2026/27 Q2"


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    path = tmp_path / "board.xlsm"
    path.write_bytes(flawed_board(macros.shipped_macros()))
    return path


@dataclass(frozen=True)
class Pressed:
    """The flawed board, what the program saved before and after a press, and what was seen."""

    path: Path
    before: Path
    after: Path
    seen: Seen


@pytest.fixture(scope="module")
def pressed(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pressed]:
    """What the press of a button left: each is pressed once for all tests that only look."""

    @cache
    def press(sub: str) -> Pressed:
        folder = tmp_path_factory.mktemp(sub)
        path = folder / "board.xlsm"
        path.write_bytes(flawed_board(macros.shipped_macros()))
        document = desk.open(path)
        before = desk.save(document, folder / "before.xlsm")
        seen = desk.press(document, sub, PERIOD)
        after = desk.save(document, folder / "after.xlsm")
        document.close(True)
        return Pressed(path, before, after, seen)

    return press


Press = Callable[[str], Pressed]


def cells(book: Workbook, sheet: str) -> dict[Address, tuple[Any, CellKind]]:
    """What every cell of a sheet holds, formulas left out."""
    grid = book.grids[sheet]
    found: dict[Address, tuple[Any, CellKind]] = {}
    for row, values in enumerate(grid.rows, start=1):
        for column in range(1, len(values) + 1):
            cell: Cell = grid.cell(row, column)
            if cell.kind is not CellKind.BLANK and not cell.formula:
                found[row, column] = (cell.value, cell.kind)
    return found


def links_on(path: Path, sheet: str) -> dict[str, str]:
    """Where a sheet's cells lead to."""
    import openpyxl

    found = {}
    for row in openpyxl.load_workbook(path)[sheet].iter_rows():
        for cell in row:
            if cell.hyperlink is not None:
                target = cell.hyperlink.location or cell.hyperlink.target or ""
                found[cell.coordinate] = target.removeprefix("#").replace("'", "")
    return found


# LibreOffice writes these again whenever it saves: a random key, the time, an order of colours.
NEW_EACH_TIME = {"xl/vbaProject.bin", "docProps/core.xml", "docProps/app.xml", "xl/styles.xml"}


def parts(path: Path) -> dict[str, bytes]:
    """A file's parts, without those that a program writes again whenever it saves.

    In the place of the numbers that it gives again each time are a cell's text and its look;
    what formulas show is left out. Charts are numbered from 1 in each file, where the program
    goes on counting.
    """
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        charts = sorted({int(n) for name in names for n in re.findall(r"/chart(\d+)\.xml$", name)})
        numbers = {b"%d" % old: b"%d" % new for new, old in enumerate(charts, start=1)}

        def counted(content: bytes) -> bytes:
            return re.sub(
                rb"\bchart(\d+)(?=\.xml)",
                lambda match: b"chart" + numbers.get(match[1], match[1]),
                content,
            )

        found = {
            counted(name.encode()).decode(): counted(package.read(name))
            for name in names
            if name not in NEW_EACH_TIME
        }
        styles = package.read("xl/styles.xml") if "xl/styles.xml" in package.namelist() else b""
    texts = re.findall(rb"<si>.*?</si>", found.pop("xl/sharedStrings.xml", b""), re.DOTALL)
    looks = looks_of(styles)

    def with_text(match: re.Match[bytes]) -> bytes:
        return match[1] + texts[int(match[2])]

    def with_look(match: re.Match[bytes]) -> bytes:
        return match[1] + b'"' + looks[int(match[2])] + b'"'

    for name in found:
        if name.startswith("xl/worksheets/sheet"):
            found[name] = re.sub(rb'(<c [^>]*t="s"[^>]*>)<v>(\d+)</v>', with_text, found[name])
            found[name] = re.sub(
                rb'( t="\w+")?(><f[^>]*>[^<]*</f>)<v>[^<]*</v>', rb"\2", found[name]
            )
            found[name] = re.sub(rb'(<(?:c|row) [^>]*\bs=)"(\d+)"', with_look, found[name])
        elif name.startswith("xl/charts/chart"):
            found[name] = re.sub(rb"<c:v>[^<]*</c:v>", b"", found[name])
            found[name] = re.sub(rb'(<c:(?:axId|crossAx) val=)"\d+"', rb"\1", found[name])
    return found


def looks_of(styles: bytes) -> list[bytes]:
    """What each number of a cell's style means: its format, font, fill and lines."""

    def listed(name: bytes, item: bytes) -> list[bytes]:
        inside = re.search(rb"<" + name + rb"\b.*?</" + name + rb">", styles, re.DOTALL)
        pattern = rb"<(?P<tag>" + item + rb")\b(?:[^>]*/>|.*?</(?P=tag)>)"
        found = re.finditer(pattern, inside[0] if inside else b"", re.DOTALL)
        return [match[0] for match in found]

    codes = dict(re.findall(rb'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    fonts, fills = listed(b"fonts", b"font"), listed(b"fills", b"fill")
    borders = listed(b"borders", b"border")

    def look(style: bytes) -> bytes:
        for name, known in ((b"fontId", fonts), (b"fillId", fills), (b"borderId", borders)):
            style = re.sub(
                name + rb'="(\d+)"', lambda m, known=known: known[int(m[1])], style, count=1
            )
        style = re.sub(rb'numFmtId="(\d+)"', lambda m: codes.get(m[1], m[1]), style, count=1)
        # Whether a font like the usual one is "applied" is the program's own affair.
        return re.sub(rb' (?:xfId|applyFont)="\w+"', b"", style).replace(b'"', b"'")

    return [look(style) for style in listed(b"cellXfs", b"xf")]


def sheet_part(path: Path, sheet: str) -> str:
    from toolkit.files.safety_check import WORKBOOK, Package
    from toolkit.workbook.parts import WorkbookParts

    return WorkbookParts(Package(path.read_bytes(), path.name, WORKBOOK)).sheet_parts[sheet]


def by_command_line(source: Path, folder: Path) -> Path:
    """The same workbook as `toolkit update` leaves it."""
    folder.mkdir()
    copy = folder / source.name
    copy.write_bytes(source.read_bytes())
    jobs.update(copy, None, TODAY)
    return copy


class TestTheReleasedBoardWorkbook:
    def test_shows_three_numbered_buttons_and_four_more_bound_to_the_macros(
        self, opened: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes((files("toolkit.workbooks") / "board.xlsm").read_bytes())
        document = opened(path)

        assert captions(document) == [
            "1 Check",
            "2 Update",
            "3 Papers",
            "Published papers",
            "Take in pasted figures",
            "Close a period",
            "What has changed",
            "Release figures",
        ]
        assert list(bound_scripts(document)) == [*WRITTEN, "WritePlanChanges", "ReleaseFigures"]

    def test_answers_every_button_while_it_is_still_empty(
        self, desk: Desk, opened: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes((files("toolkit.workbooks") / "board.xlsm").read_bytes())
        document = opened(path)

        for sub in WRITTEN:
            seen = desk.press(document, sub, PERIOD)
            assert seen.ended_badly == ()
            words = "no figures on the sheet" if sub == TAKE_IN else "error"
            assert words in seen.sentence
            assert seen.boxes[0][:2] == ("Safeguarding toolkit", "info")


class TestUpdate:
    def test_fills_every_cell_as_the_command_does(
        self, pressed: Press, flawed: Path, tmp_path: Path
    ) -> None:
        expected = workbook_files.read(by_command_line(flawed, tmp_path / "command"))

        found = workbook_files.read(pressed(UPDATE).after)

        assert pressed(UPDATE).seen.sentence.startswith(
            "The grey columns are up to date. Found: 1 error, "
        )
        for sheet in BOARD.sheets:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name
        assert found.numbers == expected.numbers
        rows = [row[:6] for row in found.grids["Findings"].rows[3:] if row[0]]
        assert rows[0][:4] == ["Error", "Plan", place_of("Plan", "lead", 6), "PLAN-003"]

    def test_leads_from_each_finding_to_its_cell(
        self, pressed: Press, flawed: Path, tmp_path: Path
    ) -> None:
        command = by_command_line(flawed, tmp_path / "command")

        after = pressed(UPDATE).after

        assert links_on(after, "Findings") == links_on(command, "Findings")
        assert links_on(after, "Findings")["C4"] == f"Plan!{place_of('Plan', 'lead', 6)}"

    def test_pressed_again_changes_nothing(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        desk.press(document, UPDATE)
        once = parts(desk.save(document, tmp_path / "once.xlsm"))

        desk.press(document, UPDATE)

        twice = parts(desk.save(document, tmp_path / "twice.xlsm"))
        assert [name for name in twice if twice[name] != once.get(name)] == []


WRITTEN = {
    CHECK: {"Findings"},
    UPDATE: {"Settings", "Plan", "Scorecard", "Figures expected", "Findings", "Home"},
    PAPERS: set[str](),
    PUBLISHED: set[str](),
    TAKE_IN: {
        "Data",
        "Unplaced",
        "Settings",
        "Plan",
        "Scorecard",
        "Figures expected",
        "Findings",
        "Home",
    },
    CLOSE: {"History", "Settings", "Plan", "Scorecard", "Figures expected", "Findings", "Home"},
}
"""The sheets that each button writes on the flawed board."""


class TestEveryButton:
    """What a press leaves, by the golden files and part by part of the saved package."""

    @pytest.mark.parametrize("sub", WRITTEN)
    def test_leaves_the_fixed_results(self, pressed: Press, golden: Any, sub: str) -> None:
        left = pressed(sub)

        sentence = left.seen.sentence
        before, found = workbook_files.read(left.before), workbook_files.read(left.after)

        if sub == CHECK:
            golden("buttons/check.txt", findings_text(sentence, found))
        elif sub == UPDATE:
            golden("buttons/update.txt", filled_text(sentence, found))
        elif sub == TAKE_IN:
            golden("buttons/pasted_figures.txt", taken_in_text(sentence, before, found))
        elif sub == CLOSE:
            golden("buttons/close.txt", closed_text(sentence, found))
        else:
            name = "papers" if sub == PAPERS else "published_papers"
            golden(f"buttons/{name}.txt", papers_text(sentence, left.path.parent))
            (paper,) = left.path.parent.glob("*.docx")
            golden("papers/business_plan.txt", words_of(paper))

    @pytest.mark.parametrize("sub", WRITTEN)
    def test_moves_nothing_that_is_not_its_own(self, pressed: Press, sub: str) -> None:
        """The program saves the open workbook before and after; the two packages are compared.

        Left out is what it writes again at each saving, and what formulas show: Home counts the
        findings by itself. Every other part must be the same, byte for byte, but for the sheets
        that the button writes, their tables and links, the numbers and the record that it keeps;
        and on these sheets every cell outside the toolkit's own columns. The file that was opened
        is not touched at all. Whether a button keeps what this program itself drops when it saves,
        such as signatures, cannot be seen here: a button never saves.
        """
        before_path, after_path = pressed(sub).before, pressed(sub).after

        before, after = parts(before_path), parts(after_path)
        assert before.keys() == after.keys()
        written = {sheet_part(after_path, sheet) for sheet in WRITTEN[sub]}
        may_differ = written | {relations_of(part) for part in written}
        may_differ |= {table for part in written for table in tables_of(after_path, part)}
        # The program measures again where the notes of a sheet are once its rows have changed.
        may_differ |= {note for part in written for note in places_of_notes(after, part)}
        if sub in (CHECK, UPDATE, TAKE_IN, CLOSE):
            may_differ |= {"docProps/custom.xml"}
        assert {name for name in after if before[name] != after[name]} <= may_differ
        assert pressed(sub).path.read_bytes() == flawed_board(macros.shipped_macros())
        read_before, read_after = (workbook_files.read(path) for path in (before_path, after_path))
        own = own_columns(read_before)
        for sheet in BOARD.sheets:
            kept, found = cells(read_before, sheet.name), cells(read_after, sheet.name)
            changed = {p for p in {*kept, *found} if kept.get(p) != found.get(p)}
            if sheet.name == SETTINGS.name:
                rows = read_before.grids[SETTINGS.name].rows
                changed = {at for at in changed if rows[at[0] - 1][0] not in OWN_SETTINGS}
            allowed = own.get(sheet.name, set()) if sheet.name in WRITTEN[sub] else set()
            if (sub, sheet.name) == (TAKE_IN, "Data"):
                # Rows come below those that are there.
                assert changed.isdisjoint(kept)
                continue
            assert {column for _, column in changed} <= allowed, sheet.name


def relations_of(part: str) -> str:
    """The part that holds a part's relations: links that lead elsewhere among them."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def places_of_notes(after: Mapping[str, bytes], part: str) -> set[str]:
    """The drawings that say where a sheet's notes are, and not what they say."""
    relations = after.get(relations_of(part), b"").decode()
    return {f"xl/drawings/{name}" for name in re.findall(r"vmlDrawing\d+\.vml", relations)}


def tables_of(path: Path, part: str) -> set[str]:
    """The tables of a sheet."""
    from toolkit.files.safety_check import WORKBOOK, Package
    from toolkit.workbook.parts import WorkbookParts

    parts = WorkbookParts(Package(path.read_bytes(), path.name, WORKBOOK))
    return set(parts.table_parts(part))


class TestCheck:
    def test_lists_the_findings_that_the_command_prints_and_writes_nothing_else(
        self, pressed: Press, flawed: Path
    ) -> None:
        printed = jobs.check(flawed, None, TODAY)

        found = workbook_files.read(pressed(CHECK).after)

        listed = [
            (row[3], f"{row[1]}!{row[2]}") for row in found.grids["Findings"].rows[3:] if row[0]
        ]
        assert listed == [
            (finding.rule.code, f"{finding.place.sheet}!{finding.place.cell or 'A1'}")
            for finding in printed.findings
        ]
        counted = ", ".join(
            plural(number, word) for word, number in printed.counts.items() if number
        )
        assert pressed(CHECK).seen.sentence == (
            f'Found: {counted}. The sheet "Findings" lists each, with its cell.'
        )
        before = workbook_files.read(pressed(CHECK).before)
        for sheet in BOARD.sheets:
            if sheet.name != "Findings":
                assert cells(found, sheet.name) == cells(before, sheet.name)

    def test_looks_at_edits_that_were_not_saved(
        self, desk: Desk, opened: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes(create(BOARD, example_content(), macros.shipped_macros()))
        jobs.update(path, None, TODAY)
        document = opened(path)
        assert "error" not in desk.press(document, CHECK).sentence

        document.Sheets.getByName("Plan").getCellRangeByName(place_of("Plan", "lead", 5)).setString(
            ""
        )

        assert "Found: 1 error" in desk.press(document, CHECK).sentence
        assert not jobs.check(path, None, TODAY).has_errors

    def test_says_in_the_status_bar_what_it_does_and_then_clears_it(self, pressed: Press) -> None:
        assert pressed(CHECK).seen.status == (
            "Safeguarding toolkit: checking …",
            False,
        )

    def test_leaves_sheet_and_selection_where_they_are(
        self, desk: Desk, opened: Any, flawed: Path
    ) -> None:
        document = opened(flawed)
        controller = document.CurrentController
        plan = document.Sheets.getByName("Plan")
        controller.setActiveSheet(plan)
        controller.select(plan.getCellRangeByName("E9:F11"))

        desk.press(document, CHECK)

        assert controller.ActiveSheet.Name == "Plan"
        assert document.CurrentSelection.AbsoluteName == "$Plan.$E$9:$F$11"


class TestPapers:
    def test_are_the_ones_that_the_command_writes(
        self, pressed: Press, flawed: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "command").mkdir()
        by_command = jobs.build(flawed, tmp_path / "command", None, TODAY).documents

        left = pressed(PAPERS)

        names = [written.path.name for written in by_command.values()]
        assert left.seen.sentence == (
            f"Written beside the workbook: {' and '.join(names)}. "
            "Marked DRAFT: 1 error to fix. Press Check to see where."
        )
        for written in by_command.values():
            assert parts(left.path.parent / written.path.name) == parts(written.path)
        assert parts(left.after) == parts(left.before)

    def test_go_beside_one_that_was_edited(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        edited = tmp_path / "board-business-plan.docx"
        edited.write_bytes(b"edited")

        seen = desk.press(opened(flawed), PAPERS)

        assert "board-business-plan.docx had been edited and was left alone." in seen.sentence
        assert edited.read_bytes() == b"edited"
        assert (tmp_path / "board-business-plan (draft 2).docx").is_file()


class TestPublishedPapers:
    def test_are_the_ones_that_the_command_writes(
        self, pressed: Press, flawed: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "command").mkdir()
        built = jobs.build(flawed, tmp_path / "command", None, TODAY, publish=True)

        left = pressed(PUBLISHED)

        for written in built.documents.values():
            assert parts(left.path.parent / written.path.name) == parts(written.path)
        for note in built.notes:
            assert note.replace("[board.xlsm]", "") in left.seen.sentence


class TestTakingInPastedFigures:
    def test_fills_every_cell_as_the_command_does(
        self, pressed: Press, flawed: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "command").mkdir()
        copy = tmp_path / "command" / flawed.name
        copy.write_bytes(flawed.read_bytes())
        jobs.import_figures(copy, copy, None, TODAY)
        expected = workbook_files.read(copy)

        found = workbook_files.read(pressed(TAKE_IN).after)

        for sheet in BOARD.sheets:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name
        assert found.numbers == expected.numbers


class TestClosingAPeriod:
    def test_fills_every_cell_and_writes_the_papers_as_the_command_does(
        self, pressed: Press, flawed: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "command").mkdir()
        copy = tmp_path / "command" / flawed.name
        copy.write_bytes(flawed.read_bytes())
        closed = jobs.close(copy, PERIOD, copy.parent, None, TODAY, with_errors=True)
        expected = workbook_files.read(copy)

        found = workbook_files.read(pressed(CLOSE).after)

        for sheet in BOARD.sheets:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name
        assert found.numbers == expected.numbers
        for written in closed.built.documents.values():
            assert parts(pressed(CLOSE).path.parent / written.path.name) == parts(written.path)

    def test_changes_nothing_where_the_box_is_cancelled(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        before = parts(desk.save(document, tmp_path / "before.xlsm"))

        seen = desk.press(document, CLOSE)

        assert seen.sentence == "No period was named, so nothing was closed."
        assert parts(desk.save(document, tmp_path / "after.xlsm")) == before
        assert list(tmp_path.glob("*.docx")) == []


class TestTheLauncher:
    @pytest.fixture
    def launcher(self, opened: Any, tmp_path: Path) -> Any:
        path = tmp_path / "toolkit.xlsm"
        path.write_bytes((files("toolkit.workbooks") / "toolkit.xlsm").read_bytes())
        return opened(path)

    def test_works_on_the_board_workbook_that_is_open_beside_it(
        self, desk: Desk, opened: Any, launcher: Any, tmp_path: Path
    ) -> None:
        plain = tmp_path / "our board.xlsx"
        plain.write_bytes(create(BOARD, flawed_content()))
        expected = workbook_files.read(by_command_line(plain, tmp_path / "command"))
        document = opened(plain)

        seen = desk.press(launcher, UPDATE)

        assert "Found: 1 error" in seen.sentence
        found = workbook_files.read(desk.save(document, tmp_path / "after.xlsx"))
        for sheet in BOARD.sheets:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name

    def test_writes_papers_beside_that_workbook(
        self, desk: Desk, opened: Any, launcher: Any, tmp_path: Path
    ) -> None:
        (tmp_path / "boards").mkdir()
        plain = tmp_path / "boards" / "our board.xlsx"
        plain.write_bytes(create(BOARD, flawed_content()))
        opened(plain)

        desk.press(launcher, PAPERS)

        assert (plain.parent / "our board-business-plan.docx").is_file()

    def test_asks_for_a_board_workbook_where_none_is_open(self, desk: Desk, launcher: Any) -> None:
        seen = desk.press(launcher, CHECK)

        assert seen.ended_badly == (
            "No board workbook is open. Open yours in Excel, click Enable Editing where Excel "
            "offers it, and try again.",
        )

    def test_does_not_guess_which_of_two_is_meant(
        self, desk: Desk, opened: Any, launcher: Any, tmp_path: Path
    ) -> None:
        for name in ("north.xlsx", "south.xlsx"):
            (tmp_path / name).write_bytes(create(BOARD, Content()))
            opened(tmp_path / name)

        seen = desk.press(launcher, CHECK)

        assert "north.xlsx and south.xlsx" in seen.ended_badly[0]


FOREIGN = """Attribute VB_Name = "Theirs"
Option Explicit
Public Sub CheckWorkbook()
    ThisWorkbook.Worksheets("Home").Range("A1").Value = "their macro ran"
End Sub
Public Sub UpdateWorkbook()
    CheckWorkbook
End Sub
"""


class TestSomeoneElsesMacros:
    """Subs of the same names are in the board workbook; the buttons are the launcher's."""

    @pytest.fixture
    def theirs(self, tmp_path: Path) -> Path:
        try:
            from pyopenvba import ExcelFile, VBAModuleKind
        except ImportError:
            absent("pyOpenVBA is not installed")
        path = tmp_path / "theirs.xlsm"
        workbook = xlsxwriter.Workbook(path)
        for _ in range(len(BOARD.sheets) + 1):
            workbook.add_worksheet()
        workbook.close()
        with ExcelFile(path) as book:
            source = FOREIGN.replace("\n", "\r\n")
            book.add_vba_project().add_module("Theirs", source, kind=VBAModuleKind.standard)
            book.save()
        with zipfile.ZipFile(path) as package:
            project = package.read("xl/vbaProject.bin")
        path.write_bytes(create(BOARD, flawed_content(), macros.Macros(project)))
        return path

    def test_are_neither_run_nor_lost(
        self, desk: Desk, opened: Any, theirs: Path, tmp_path: Path
    ) -> None:
        launcher = tmp_path / "toolkit.xlsm"
        launcher.write_bytes((files("toolkit.workbooks") / "toolkit.xlsm").read_bytes())
        expected = workbook_files.read(by_command_line(theirs, tmp_path / "command"))
        buttons, document = opened(launcher), opened(theirs)
        library = document.BasicLibraries.getByName("VBAProject")
        before = library.getByName("Theirs")

        for sub in (CHECK, UPDATE):
            assert "Found: 1 error" in desk.press(buttons, sub).sentence

        assert library.getByName("Theirs") == before
        assert "their macro ran" in before
        found = workbook_files.read(desk.save(document, tmp_path / "after.xlsm"))
        for sheet in BOARD.sheets:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name

    def test_are_kept_to_the_byte_by_the_command(self, theirs: Path, tmp_path: Path) -> None:
        updated = by_command_line(theirs, tmp_path / "command")

        with zipfile.ZipFile(theirs) as old, zipfile.ZipFile(updated) as new:
            assert new.read("xl/vbaProject.bin") == old.read("xl/vbaProject.bin")


class TestTheMenu:
    def test_checks_the_workbook_that_is_open_from_outside(
        self, desk: Desk, opened: Any, tmp_path: Path
    ) -> None:
        plain = tmp_path / "our board.xlsx"
        plain.write_bytes(create(BOARD, flawed_content()))
        document = opened(plain)
        findings = document.Sheets.getByName("Findings")
        assert findings.getCellRangeByName("A4").String == ""

        # As `toolkit attach` starts, but for LibreOffice in the place of Excel.
        program = (
            "from tests.office import uno_engine; "
            f"uno_engine.activate({desk.office.port}); "
            "from toolkit.cli.main import main; raise SystemExit(main(['attach']))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            input="1\n0\n",
            cwd=PROJECT,
            env={**os.environ, "HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stderr
        assert "our board.xlsx: Found: 1 error, 4 warnings." in done.stdout
        assert findings.getCellRangeByName("A4").String == "Error"
        assert findings.getCellRangeByName("C4").String == place_of("Plan", "lead", 6)


class TestAnOddWorkbook:
    """A clear sentence, and nothing changed."""

    def refused(self, desk: Desk, document: Any, sub: str, folder: Path) -> str:
        before = parts(desk.save(document, folder / "before.xlsm"))
        seen = desk.press(document, sub)
        assert parts(desk.save(document, folder / "after.xlsm")) == before
        (sentence,) = [words for _, _, words in seen.boxes] or seen.ended_badly
        assert "fault in itself" not in sentence
        return sentence

    def test_with_a_protected_sheet_is_left_alone(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        document.Sheets.getByName("Plan").protect("secret")

        sentence = self.refused(desk, document, UPDATE, tmp_path)

        assert 'has protection on "Plan". Nothing was changed.' in sentence

    def test_opened_for_reading_only_is_left_alone(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        sentence = self.refused(desk, opened(flawed, read_only=True), UPDATE, tmp_path)

        assert "is open read-only. Nothing was changed." in sentence

    def test_of_a_newer_layout_is_left_alone(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("Toolkit layout", 99)

        sentence = self.refused(desk, document, UPDATE, tmp_path)

        assert "made by a newer version" in sentence

    def test_of_an_older_layout_is_left_alone(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("Toolkit layout", 1)

        sentence = self.refused(desk, document, UPDATE, tmp_path)

        assert 'Upgrade it first with: toolkit upgrade "board.xlsm"' in sentence

    def test_whose_sheets_were_all_renamed_is_told_which_it_needs(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        for name in document.Sheets.ElementNames:
            if name != "xlwings.conf":
                document.Sheets.getByName(name).setName(f"My {name}")

        said = self.refused(desk, document, CHECK, tmp_path)

        assert "none of the sheets of a board workbook (Plan, Data, " in said

    def test_whose_plan_was_renamed_is_told_so(self, desk: Desk, opened: Any, flawed: Path) -> None:
        document = opened(flawed)
        document.Sheets.getByName("Plan").setName("Old plan")

        seen = desk.press(document, CHECK)

        findings = document.Sheets.getByName("Findings")
        assert "Found: " in seen.sentence
        assert any(
            "Plan" in findings.getCellByPosition(4, row).String
            and findings.getCellByPosition(0, row).String == "Error"
            for row in range(3, 30)
        )

    def test_without_a_findings_sheet_still_gets_a_count(
        self, desk: Desk, opened: Any, flawed: Path
    ) -> None:
        document = opened(flawed)
        document.Sheets.removeByName("Findings")

        sentence = desk.press(document, CHECK).sentence

        assert 'There is no sheet "Findings" to list them on' in sentence

    def test_whose_sheets_and_columns_were_moved_is_filled_all_the_same(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        document.Sheets.moveByName("Findings", 1)

        assert "Found: 1 error" in desk.press(document, UPDATE).sentence

    def test_with_rows_hidden_by_a_filter_is_filled_there_too(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        expected = workbook_files.read(by_command_line(flawed, tmp_path / "command"))
        document = opened(flawed)
        plan = document.Sheets.getByName("Plan")
        table = document.DatabaseRanges.getByName("Plan")
        filters = plan.createFilterDescriptor(True)
        assert table is not None
        filters.ContainsHeader = True
        from tests.office.uno_engine_office import load_uno

        field = load_uno().createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.IsNumeric, field.StringValue = 2, False, "1"
        field.Operator = load_uno().Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
        filters.setFilterFields((field,))
        area = table.DataArea
        plan.getCellRangeByPosition(
            area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
        ).filter(filters)
        assert not plan.Rows.getByIndex(area.EndRow).IsVisible

        desk.press(document, UPDATE)

        found = workbook_files.read(desk.save(document, tmp_path / "after.xlsm"))
        assert cells(found, "Plan") == cells(expected, "Plan")
