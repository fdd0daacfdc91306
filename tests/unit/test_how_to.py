"""The recipes in docs/how-to do what they say: their code is run as it is printed."""

import re
import textwrap
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests.builders import action, board, check
from tests.conftest import PROJECT
from toolkit import checks
from toolkit.board.board import Board
from toolkit.layout.board import BOARD
from toolkit.layout.schema import Layout
from toolkit.reading.records import read_records
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
        assert finding.place.where == "Plan!F4"

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
