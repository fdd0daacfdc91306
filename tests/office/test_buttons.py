"""Every button of the released workbooks, pressed in a real program: as the command line does.

Temporary copies are opened; only xlwings' macro module is exchanged, in memory.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import absent
from tests.office.uno_engine_office import Office, can_load_uno
from tests.office.uno_engine_press import Desk, bound_scripts, captions, environment
from toolkit import jobs, macro_workbook
from toolkit.example import example_content
from toolkit.layout import SHEETS, TABLES, Owner, sheet_of
from toolkit.text import plural
from toolkit.workbook import files as workbook_files
from toolkit.workbook.create import Content, create
from toolkit.workbook.files import Workbook
from toolkit.workbook.grid import Address, Cell, CellKind
from toolkit.workbook.reader import read_board

pytestmark = pytest.mark.office

TODAY = date(2026, 11, 21)
CHECK, UPDATE, PAPERS = "CheckWorkbook", "UpdateWorkbook", "WritePapers"


@pytest.fixture(scope="module")
def desk(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    if not can_load_uno():
        absent("LibreOffice's Python bridge is not here for this Python")
    try:
        macro_workbook.modules()
    except macro_workbook.FileMissing as error:
        absent(str(error))
    folder = tmp_path_factory.mktemp("desk")
    with Office(environment(folder)) as office:
        yield Desk(office, folder)


@pytest.fixture
def opened(desk: Desk) -> Iterator[Any]:
    """Opens workbooks and closes them after the test."""
    documents = []

    def open_workbook(path: Path, **options: bool) -> Any:
        documents.append(desk.open(path, **options))
        return documents[-1]

    yield open_workbook
    for document in documents:
        document.close(True)


def flawed_content() -> Content:
    """The example board with a lead missing, an identity missing and nothing filled in grey."""
    content = example_content()
    plan = list(content.rows["Plan"])
    plan[2] = {**plan[2], "lead": None}
    plan[-1] = {**plan[-1], "id": None}
    return replace(content, rows={**content.rows, "Plan": plan})


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    path = tmp_path / "board.xlsm"
    path.write_bytes(macro_workbook.with_buttons(create(flawed_content())))
    return path


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


# LibreOffice writes these anew whenever it saves: a random key, the time, an order of colours.
NEW_EACH_TIME = {"xl/vbaProject.bin", "docProps/core.xml", "docProps/app.xml", "xl/styles.xml"}


def parts(path: Path) -> dict[str, bytes]:
    """A file's parts, without those that a program writes anew whenever it saves.

    A cell's text is put in the place of its number in the list of texts.
    """
    with zipfile.ZipFile(path) as package:
        found = {
            name: package.read(name) for name in package.namelist() if name not in NEW_EACH_TIME
        }
    texts = re.findall(rb"<si>.*?</si>", found.pop("xl/sharedStrings.xml", b""), re.DOTALL)

    def with_text(match: re.Match[bytes]) -> bytes:
        return match[1] + texts[int(match[2])]

    return {
        name: re.sub(rb'(<c [^>]*t="s"[^>]*>)<v>(\d+)</v>', with_text, part)
        for name, part in found.items()
    }


def sheet_part(path: Path, sheet: str) -> str:
    from toolkit.gate import WORKBOOK, Package
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
    def test_shows_three_numbered_buttons_bound_to_the_macros(
        self, opened: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes((files("toolkit.workbooks") / "board.xlsm").read_bytes())
        document = opened(path)

        assert captions(document) == ["1 Check", "2 Update", "3 Papers"]
        assert list(bound_scripts(document)) == [CHECK, UPDATE, PAPERS]

    def test_answers_every_button_while_it_is_still_empty(
        self, desk: Desk, opened: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes((files("toolkit.workbooks") / "board.xlsm").read_bytes())
        document = opened(path)

        for sub in (CHECK, UPDATE, PAPERS):
            seen = desk.press(document, sub)
            assert seen.ended_badly == ()
            assert "error" in seen.sentence
            assert seen.boxes[0][:2] == ("Safeguarding toolkit", "info")


class TestUpdate:
    def test_fills_every_cell_as_the_command_does(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        expected = workbook_files.read(by_command_line(flawed, tmp_path / "command"))
        document = opened(flawed)

        seen = desk.press(document, UPDATE)

        found = workbook_files.read(desk.save(document, tmp_path / "after.xlsm"))
        assert seen.sentence.startswith("The grey columns are up to date. Found: 1 error, ")
        for sheet in SHEETS:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name
        assert found.numbers == expected.numbers
        rows = [row[:6] for row in found.grids["Findings"].rows[3:] if row[0]]
        assert rows[0][:4] == ["Error", "Plan", "G6", "PLAN-003"]

    def test_leads_from_each_finding_to_its_cell(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        command = by_command_line(flawed, tmp_path / "command")
        document = opened(flawed)

        desk.press(document, UPDATE)

        after = desk.save(document, tmp_path / "after.xlsm")
        assert links_on(after, "Findings") == links_on(command, "Findings")
        assert links_on(after, "Findings")["C4"] == "Plan!G6"

    def test_pressed_again_changes_nothing(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        desk.press(document, UPDATE)
        once = parts(desk.save(document, tmp_path / "once.xlsm"))

        desk.press(document, UPDATE)

        twice = parts(desk.save(document, tmp_path / "twice.xlsm"))
        assert [name for name in twice if twice[name] != once.get(name)] == []

    def test_moves_nothing_that_is_not_its_own(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        before_path = desk.save(document, tmp_path / "before.xlsm")

        desk.press(document, UPDATE)

        after_path = desk.save(document, tmp_path / "after.xlsm")
        before, after = parts(before_path), parts(after_path)
        assert before.keys() == after.keys()
        written = {"Plan", "Scorecard", "Findings", "Home"}
        may_differ = {sheet_part(after_path, sheet) for sheet in written}
        may_differ |= {"docProps/custom.xml"}
        # Links, and tables that grew.
        may_differ |= {name for name in after if "/_rels/" in name or "/tables/" in name}
        assert {name for name in after if before[name] != after[name]} <= may_differ
        read_before, read_after = (workbook_files.read(path) for path in (before_path, after_path))
        own = own_columns(read_before)
        for sheet in SHEETS:
            kept, found = cells(read_before, sheet.name), cells(read_after, sheet.name)
            changed = {p for p in {*kept, *found} if kept.get(p) != found.get(p)}
            assert {column for _, column in changed} <= own.get(sheet.name, set()), sheet.name


def own_columns(book: Workbook) -> dict[str, set[int]]:
    """The columns of each sheet that the toolkit fills."""
    found: dict[str, set[int]] = {}
    for name, place in read_board(book).places.items():
        keys = [c.key for c in TABLES[name].columns if c.owner is Owner.TOOLKIT]
        numbers = {place.columns[key] for key in keys if key in place.columns}
        found.setdefault(sheet_of(name).name, set()).update(numbers)
    return found


class TestCheck:
    def test_lists_the_findings_that_the_command_prints_and_writes_nothing_else(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        printed = jobs.check(flawed, None, TODAY)
        document = opened(flawed)
        before_path = desk.save(document, tmp_path / "before.xlsm")

        seen = desk.press(document, CHECK)

        after_path = desk.save(document, tmp_path / "after.xlsm")
        found = workbook_files.read(after_path)
        listed = [
            (row[3], f"{row[1]}!{row[2]}") for row in found.grids["Findings"].rows[3:] if row[0]
        ]
        assert listed == [
            (finding.rule.code, f"{finding.location.sheet}!{finding.location.cell or 'A1'}")
            for finding in printed.findings
        ]
        counted = ", ".join(
            plural(number, word) for word, number in printed.counts.items() if number
        )
        assert seen.sentence == (
            f'Found: {counted}. The sheet "Findings" lists each, with its cell.'
        )
        before = workbook_files.read(before_path)
        for sheet in SHEETS:
            if sheet.name != "Findings":
                assert cells(found, sheet.name) == cells(before, sheet.name)

    def test_looks_at_edits_that_were_not_saved(
        self, desk: Desk, opened: Any, tmp_path: Path
    ) -> None:
        path = tmp_path / "board.xlsm"
        path.write_bytes(macro_workbook.with_buttons(jobs.example_workbook(date.max)))
        document = opened(path)
        assert "error" not in desk.press(document, CHECK).sentence

        document.Sheets.getByName("Plan").getCellRangeByName("G5").setString("")

        assert "Found: 1 error" in desk.press(document, CHECK).sentence
        assert not jobs.check(path, None, TODAY).has_errors

    def test_says_in_the_status_bar_what_it_does_and_then_clears_it(
        self, desk: Desk, opened: Any, flawed: Path
    ) -> None:
        assert desk.press(opened(flawed), CHECK).status == (
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
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "command").mkdir()
        by_command = jobs.build(flawed, tmp_path / "command", None, TODAY).documents
        document = opened(flawed)
        before = parts(desk.save(document, tmp_path / "before.xlsm"))

        seen = desk.press(document, PAPERS)

        names = [written.path.name for written in by_command.values()]
        assert seen.sentence == (
            f"Written beside the workbook: {' and '.join(names)}. "
            "Marked DRAFT: 1 error to mend. Press Check to see them."
        )
        for written in by_command.values():
            assert parts(flawed.parent / written.path.name) == parts(written.path)
        assert parts(desk.save(document, tmp_path / "after.xlsm")) == before

    def test_go_beside_one_that_was_edited(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        edited = tmp_path / "board-business-plan.docx"
        edited.write_bytes(b"edited")

        seen = desk.press(opened(flawed), PAPERS)

        assert "board-business-plan.docx had been edited and was left alone." in seen.sentence
        assert edited.read_bytes() == b"edited"
        assert (tmp_path / "board-business-plan (draft 2).docx").is_file()


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
        plain.write_bytes(create(flawed_content()))
        expected = workbook_files.read(by_command_line(plain, tmp_path / "command"))
        document = opened(plain)

        seen = desk.press(launcher, UPDATE)

        assert "Found: 1 error" in seen.sentence
        found = workbook_files.read(desk.save(document, tmp_path / "after.xlsx"))
        for sheet in SHEETS:
            assert cells(found, sheet.name) == cells(expected, sheet.name), sheet.name

    def test_writes_papers_beside_that_workbook(
        self, desk: Desk, opened: Any, launcher: Any, tmp_path: Path
    ) -> None:
        (tmp_path / "boards").mkdir()
        plain = tmp_path / "boards" / "our board.xlsx"
        plain.write_bytes(create(flawed_content()))
        opened(plain)

        desk.press(launcher, PAPERS)

        assert (plain.parent / "our board-business-plan.docx").is_file()

    def test_asks_for_a_board_workbook_where_none_is_open(self, desk: Desk, launcher: Any) -> None:
        seen = desk.press(launcher, CHECK)

        assert seen.ended_badly == (
            "No board workbook is open. Open yours in this Excel, and press again.",
        )

    def test_does_not_guess_which_of_two_is_meant(
        self, desk: Desk, opened: Any, launcher: Any, tmp_path: Path
    ) -> None:
        for name in ("north.xlsx", "south.xlsx"):
            (tmp_path / name).write_bytes(create(Content()))
            opened(tmp_path / name)

        seen = desk.press(launcher, CHECK)

        assert "north.xlsx and south.xlsx" in seen.ended_badly[0]


class TestAnOddWorkbook:
    """A clear sentence, and nothing changed."""

    def refused(self, desk: Desk, document: Any, sub: str, folder: Path) -> str:
        before = parts(desk.save(document, folder / "before.xlsm"))
        seen = desk.press(document, sub)
        assert parts(desk.save(document, folder / "after.xlsm")) == before
        (sentence,) = [words for _, _, words in seen.boxes] or seen.ended_badly
        assert "fault of its own" not in sentence
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

        assert "is open for reading only. Nothing was changed." in sentence

    def test_of_a_newer_layout_is_left_alone(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("Toolkit layout", 99)

        sentence = self.refused(desk, document, UPDATE, tmp_path)

        assert "made by a newer edition" in sentence

    def test_whose_sheets_were_all_renamed_is_no_board_workbook(
        self, desk: Desk, opened: Any, flawed: Path, tmp_path: Path
    ) -> None:
        document = opened(flawed)
        for name in document.Sheets.ElementNames:
            if name != "xlwings.conf":
                document.Sheets.getByName(name).setName(f"My {name}")

        assert "No board workbook is open." in self.refused(desk, document, CHECK, tmp_path)

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
