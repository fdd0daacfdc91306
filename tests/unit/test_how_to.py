"""The recipes in docs/how-to do what they say: their code is run as it is printed."""

import re
import sys
import textwrap
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest

from tests.builders import AS_AT, action, board, check, file_of, indicator, place_of
from tests.conftest import PROJECT
from toolkit import checks
from toolkit.board.board import Board
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import build
from toolkit.jobs.check_template import check_template
from toolkit.jobs.template_fields import template_fields
from toolkit.layout.board import BOARD
from toolkit.layout.schema import Layout
from toolkit.papers import PAPERS, paper_of
from toolkit.papers.paper import Paper
from toolkit.reading.records import read_records
from toolkit.values.errors import WrongUse
from toolkit.workbook.book_on_disk import BookOnDisk
from toolkit.workbook.create import create
from toolkit.workbook.files import read_bytes

PAGE = (PROJECT / "docs" / "how-to" / "add_to_the_toolkit.md").read_text("utf-8")
_BLOCK = re.compile(r"^ *```python (\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def run(*names: str) -> dict[str, Any]:
    """What the page's code of those names defines, run in that order."""
    blocks = {name: textwrap.dedent(code) for name, code in _BLOCK.findall(PAGE)}
    defined: dict[str, Any] = {"__name__": "recipe"}
    for name in names:
        exec(compile(blocks[name], f"how-to: {name}", "exec"), defined)
    return defined


class TestAddingARule:
    @pytest.fixture(autouse=True)
    def added(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, *run("rule")["CHECKS"]))

    def test_brings_its_finding_at_its_cell(self) -> None:
        (finding,) = check(board([action(tasks="")])).findings

        assert finding.rule.code == "PLAN-900"
        assert finding.message == "Action 1.1 has no tasks."
        assert finding.place.where == f"Plan!{place_of('Plan', 'tasks', 4)}"

    def test_says_nothing_where_nothing_is_wrong(self) -> None:
        assert check(board([action()])).findings == ()


class TestAddingASheet:
    def test_has_its_rows_written_and_read_back_as_records(self) -> None:
        recipe = run("record", "layout")

        @dataclass(frozen=True, kw_only=True)
        class BoardWithRisks(Board):
            risks: tuple[Any, ...] = ()

        layout = Layout(
            BOARD.version + 1,
            BOARD.kind,
            BOARD.made_by,
            BoardWithRisks,
            (*BOARD.sheets, recipe["RISKS"]),
        )
        row = {"id": "R-0001", "priority": "1", "title": "Staff leave", "raised": date(2026, 6, 1)}

        written = read_bytes(create(layout, board(Risks=[row])), "board.xlsx")
        read = read_records(layout, written)

        (risk,) = read.record.risks
        assert isinstance(risk, recipe["Risk"])
        assert (risk.title, risk.raised) == ("Staff leave", date(2026, 6, 1))
        assert read.findings == []


class TestAddingAPaper:
    @pytest.fixture(autouse=True)
    def added(self, monkeypatch: pytest.MonkeyPatch) -> Paper:
        folder = "toolkit.papers.indicator_note"
        context = ModuleType("context")
        vars(context).update(run("context"))
        monkeypatch.setitem(sys.modules, folder, ModuleType(folder))
        monkeypatch.setitem(sys.modules, f"{folder}.context", context)
        paper: Paper = run("paper")["PAPER"]
        monkeypatch.setitem(PAPERS, paper.name, paper)
        return paper

    @pytest.fixture
    def templates(self, tmp_path: Path) -> Path:
        folder = tmp_path / "templates"
        folder.mkdir()
        (folder / "indicator_note.docx").write_bytes(run("template")["build"]())
        return folder

    def build(self, folder: Path, templates: Path, only: str) -> dict[str, list[str]]:
        """The lines of each paper by the name of its file."""
        content = board(
            Indicators=[
                indicator(title="Second or later plans"),
                indicator(id="I-0002", code="CP07", title="Longer plans"),
            ]
        )
        (folder / "board.xlsx").write_bytes(file_of(content))
        built = build(
            BookOnDisk(folder / "board.xlsx"),
            as_at=AsAt(AS_AT),
            only=[only],
            templates=templates,
        )
        paths = [written.path for written in built.documents.values()]
        return {
            path.name: [line.text for line in docx.Document(str(path)).paragraphs] for path in paths
        }

    def test_builds_a_document_for_each_of_its_subjects(
        self, tmp_path: Path, templates: Path
    ) -> None:
        assert self.build(tmp_path, templates, "indicator-note") == {
            "board-indicator-note-CP06.docx": [
                "Second or later plans",
                "Ourshire Safeguarding Children Partnership",
                "The code of this indicator is CP06.",
            ],
            "board-indicator-note-CP07.docx": [
                "Longer plans",
                "Ourshire Safeguarding Children Partnership",
                "The code of this indicator is CP07.",
            ],
        }

    def test_builds_the_one_that_is_asked_for(self, tmp_path: Path, templates: Path) -> None:
        built = self.build(tmp_path, templates, "indicator-note:CP07")

        assert list(built) == ["board-indicator-note-CP07.docx"]

    def test_says_what_there_is_where_a_subject_is_asked_for_that_there_is_not(
        self, tmp_path: Path, templates: Path
    ) -> None:
        with pytest.raises(WrongUse, match=r'no indicator "CP70"; did you mean "CP07"\?$'):
            self.build(tmp_path, templates, "indicator-note:CP70")

    def test_has_its_templates_held_to_its_fields(self, added: Paper, templates: Path) -> None:
        template = docx.Document()
        template.add_paragraph("{{ indicator.titel }}")
        template.save(str(templates / "indicator_note.docx"))

        (finding,) = check_template(templates / "indicator_note.docx").findings

        assert 'no field "titel"' in finding.message
        assert paper_of("indicator_note.docx") is added

    def test_its_template_has_no_fault(self, templates: Path) -> None:
        assert check_template(templates / "indicator_note.docx").findings == ()

    def test_lists_its_fields(self) -> None:
        fields = [field.path for field in template_fields("indicator-note")]

        assert fields[-2:] == ["indicator.code", "indicator.title"]
