"""What is on the first screen of a small laptop, 1366 x 768 at 100 %, with Excel's ribbon open."""

import io
import re
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, indicator, place_of
from toolkit.layout.board import BOARD
from toolkit.workbook.create import create
from toolkit.workbook.fresh.heights import pixels, wrapped
from toolkit.workbook.fresh.tables import GAP

# What the numbers of the rows and the bar for scrolling leave of the 1366 pixels.
ACROSS = 1240
# 22 rows of 20 pixels.
DOWN = 440
POINTS_A_PIXEL = 0.75

ON_THE_FIRST_SCREEN = {
    "Plan": (
        "ref action lead due days_overdue status progress process_agreed impact_agreed "
        "proposed_rating why"
    ),
    "Updates": (
        "action ref_there action_there lead_there period process impact progress updated_on"
    ),
    "Scorecard": (
        "title area target latest latest_period rag direction direction_long line sentence"
    ),
}


@pytest.fixture(scope="module")
def example() -> Any:
    """The example board, as openpyxl sees it."""
    data = (files("toolkit.workbooks") / "example_board.xlsx").read_bytes()
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize(("name", "keys"), ON_THE_FIRST_SCREEN.items())
def test_what_a_person_looks_for_each_quarter_is_on_the_first_screen(name: str, keys: str) -> None:
    shown = [column for column in BOARD.sheet(name).table.columns if not column.folded]
    wanted = keys.split()

    assert [column.key for column in shown[: len(wanted)]] == wanted
    assert sum(pixels(column.width) for column in shown[: len(wanted)]) <= ACROSS


def test_of_every_list_the_first_column_is_on_the_screen() -> None:
    tables = BOARD.sheet("Lists").tables
    shown = [column for table in tables for column in table.columns if not column.folded]

    assert all(not table.columns[0].folded for table in tables)
    gaps = (len(tables) - 1) * pixels(GAP)
    assert sum(pixels(column.width) for column in shown) + gaps <= ACROSS


@pytest.mark.parametrize("name", ON_THE_FIRST_SCREEN)
def test_the_file_folds_and_widens_its_columns_as_the_layout_says(example: Any, name: str) -> None:
    sheet = example[name]
    groups = {
        number: group
        for group in sheet.column_dimensions.values()
        for number in range(group.min, group.max + 1)
    }

    assert sheet.sheet_properties.outlinePr.summaryRight is False, "a sign is before what it folds"
    for number, column in enumerate(BOARD.sheet(name).table.columns, start=1):
        assert groups[number].hidden == column.folded, column.heading
        assert round(groups[number].width * 7) == pixels(column.width), column.heading


@pytest.mark.parametrize("name", ["Plan", "Scorecard"])
def test_each_band_of_columns_has_its_heading_above_its_first_column(
    example: Any, name: str
) -> None:
    before = ""
    for number, column in enumerate(BOARD.sheet(name).table.columns, start=1):
        cell = example[name].cell(2, number)
        assert cell.value == (column.band if column.band != before else None)
        assert cell.border.bottom.style, "its line goes on above the rest of the band"
        if column.band != before:
            assert not column.folded, "a band whose heading is hidden cannot be found"
        before = column.band


def test_a_screen_shows_five_of_the_examples_actions_whole(example: Any) -> None:
    heights = [example["Plan"].row_dimensions[row].height for row in range(1, 9)]

    assert sum(heights) / POINTS_A_PIXEL <= DOWN


def test_a_row_is_as_high_as_its_longest_shown_text_and_no_higher() -> None:
    text = "Agree who makes the first call home. " * 8

    def height(**fields: str) -> float:
        made = create(BOARD, board([action(**{"action": "Train", "lead": "Head", **fields})]))
        return float(openpyxl.load_workbook(io.BytesIO(made))["Plan"].row_dimensions[4].height)

    assert height(progress=text) > 4 * height()
    assert height(tasks=text) == height(), "tasks are folded away"


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("Train the front door", 1), ("Train the front door " * 3, 3), ("x" * 100, 5)],
)
def test_words_wrap_at_blanks_and_a_word_wider_than_its_line_within_itself(
    text: str, lines: int
) -> None:
    assert wrapped(text, pixels(20)) == lines


def test_the_lines_of_the_scorecard_are_kept_by_updates_and_are_each_over_their_own_row(
    tmp_path: Path,
) -> None:
    def lines(path: Path) -> list[tuple[str, str]]:
        number = [sheet.name for sheet in BOARD.sheets].index("Scorecard") + 1
        with zipfile.ZipFile(path) as archive:
            xml = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
        return re.findall(r"<xm:f>Scorecard!(\w+:\w+)</xm:f><xm:sqref>(\w+)</xm:sqref>", xml)

    book = tmp_path / "board.xlsx"
    book.write_bytes(create(BOARD, board([action()], Indicators=(indicator(),), Data=(datum(),))))
    before = lines(book)
    for _ in range(2):
        jobs.update(book, None, AS_AT)

    assert lines(book) == before
    assert len(before) > 400
    first, last, place = (place_of("Scorecard", key, 7) for key in ("period_7", "latest", "line"))
    assert before[3] == (f"{first}:{last}", place)
