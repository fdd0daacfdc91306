"""A button of the released board workbook, clicked with a real mouse on a real screen.

Where TOOLKIT_PICTURES names a folder, pictures of the screen are kept there.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import place_of
from tests.conftest import absent
from tests.office.uno_engine_office import Office, can_load_uno
from tests.office.uno_engine_press import Desk, environment
from tests.office.uno_engine_screen import (
    Screen,
    filling_the_screen,
    middle_of_button,
    missing_programs,
)
from toolkit.layout.board import BOARD
from toolkit.workbook.create import create
from toolkit.workbook.macros import shipped_macros
from tools.example import example_content

pytestmark = pytest.mark.office

SECONDS = 60


def until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not there():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


def test_a_click_on_check_lists_a_lead_that_was_just_deleted(soffice: Path, tmp_path: Path) -> None:
    missing = missing_programs()
    if missing or not can_load_uno():
        absent(f"a click needs {', '.join(missing) or 'the Python bridge of LibreOffice'}")
    path = tmp_path / "board.xlsm"
    path.write_bytes(create(BOARD, example_content(), shipped_macros()))
    jobs.update(path, None, date.max)
    pictures = Path(os.environ.get("TOOLKIT_PICTURES") or tmp_path)
    with Screen() as screen, Office(environment(tmp_path), screen.name) as office:
        desk = Desk(office, tmp_path)
        document = desk.open(path, hidden=False)
        filling_the_screen(document)
        time.sleep(2)
        document.Sheets.getByName("Plan").getCellRangeByName(place_of("Plan", "lead", 5)).setString(
            ""
        )
        screen.picture(pictures / "home-before.png")
        findings = document.Sheets.getByName("Findings")
        assert findings.getCellRangeByName("A4").String != "Error"

        screen.click(*middle_of_button(document, "1 Check"))

        until(lambda: bool(desk.seen().boxes))
        assert findings.getCellRangeByName("A4").String == "Error"
        assert findings.getCellRangeByName("C4").String == place_of("Plan", "lead", 5)
        assert desk.seen().sentence.startswith("Found: 1 error, ")
        until(lambda: any(tmp_path.glob("ended-*")))
        time.sleep(1)
        screen.picture(pictures / "home-after.png")
        for name in ("Plan", "Scorecard", "Data", "Findings"):
            document.CurrentController.setActiveSheet(document.Sheets.getByName(name))
            time.sleep(0.5)
            screen.picture(pictures / f"{name.lower()}.png")
        document.close(True)
