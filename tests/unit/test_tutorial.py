"""The first tutorial can be followed: its commands print what the page shows, in that order."""

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import PROJECT
from toolkit.cli.main import main

PAGE = PROJECT / "docs" / "tutorials" / "first_board.md"
WORKBOOK = Path("demo-output", "example_board.xlsx")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.\d{3}")
# What a reader of these sections is asked to do in Excel: the lead of action 1.2.
LEADS = {"Break something": None, "Fix it": "Principal Social Worker"}


def printed(command: str) -> str:
    """What a command prints, to whichever stream, in its order."""
    program, *arguments = shlex.split(command)
    assert program == "toolkit"
    text = io.StringIO()
    with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
        main(arguments)
    return _MOMENT.sub("2026-10-09 16-30-00.000", text.getvalue().replace("\\", "/"))


def choose_lead(lead: str | None) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    rows = [*book["Plan"].iter_rows(min_row=3)]
    ref, place = ([cell.value for cell in rows[0]].index(name) for name in ("Ref", "Lead"))
    (row,) = (row for row in rows if row[ref].value == "1.2")
    row[place].value = lead
    book.save(WORKBOOK)


def followed(page: str) -> Iterator[str]:
    """The page's sections as they would be if they were written now."""
    for section in _SECTION.split(page):
        heading = section.partition("\n")[0].removeprefix("## ")
        if heading in LEADS:
            choose_lead(LEADS[heading])
        yield _BLOCK.sub(
            lambda block: "".join(
                f"{line}\n{printed(line[2:])}"
                for line in block[0].splitlines()
                if line.startswith("$ ")
            ),
            section,
        )


def test_every_command_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")

    now = "".join(followed(page))

    if request.config.getoption("--refresh-golden"):
        PAGE.write_text(now, "utf-8")
    else:
        assert now == page
    papers = [each.name for each in (tmp_path / "demo-output").glob("*.docx")]
    assert papers == ["example_board-business-plan.docx"]
