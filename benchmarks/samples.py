"""Workbooks and Word templates to measure with, the same on every machine."""

import base64
import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import xlsxwriter

from toolkit.layout.board import BOARD
from toolkit.workbook.create import CellContent, Content, create

ROWS, COLUMNS = 20_000, 20
_FIRST_DAY = date(2026, 4, 1)
_WORDS = ("Not started", "In progress", "Complete", "Police", "Health", "Council")


def large_workbook(path: Path, rows: int) -> int:
    """Write one sheet of that many rows by 20 columns; how many cells it has.

    Text that repeats and text that does not, numbers, dates, a column of percentages,
    a formula in every hundredth row and every two hundredth row hidden by hand.
    """
    chance = random.Random(20_000)
    book = xlsxwriter.Workbook(path)
    dates = book.add_format({"num_format": "dd/mm/yyyy"})
    percent = book.add_format({"num_format": "0%"})
    sheet = book.add_worksheet("Large")
    for row in range(rows):
        if row % 200 == 199:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in range(COLUMNS):
            if column in (3, 4):
                sheet.write_datetime(row, column, _FIRST_DAY + timedelta(days=row % 365), dates)
            elif column == 5:
                sheet.write_number(row, column, round(chance.random(), 2), percent)
            elif column == 19 and row % 100 == 0:
                sheet.write_formula(row, column, f"=G{row + 1}+J{row + 1}", None, row)
            elif column % 3 == 0:
                sheet.write_number(row, column, round(chance.random() * 100, 1))
            elif column % 3 == 1:
                sheet.write_string(row, column, chance.choice(_WORDS))
            else:
                sheet.write_string(row, column, f"What row {row} says in column {column}")
    book.close()
    return rows * COLUMNS


ACTIONS, INDICATORS, AREAS, QUARTERS = 40, 10, 3, 20


def board(times: int) -> Content:
    """A board with that many times the usual rows; one action in twenty has a flaw."""
    return Content(
        settings={
            "board_name": "Ourshire Safeguarding Children Partnership",
            "period": "2026/27",
            "plan_title": "Business plan",
            "as_at": date(2026, 10, 9),
            "rating_scheme": "Five colours",
        },
        rows={
            "Leads": [{"name": f"Head of service {n}", "kind": "Post"} for n in range(30)],
            "Areas": [
                {"name": "Ourshire", "kind": "Our area"},
                {"name": "England", "kind": "England"},
                {"name": "Similar areas", "kind": "Neighbours"},
            ],
            "Priorities": [
                {"id": f"P-{n:04}", "ref": str(n), "title": f"Topic {n}", "on_front_list": "Yes"}
                for n in range(1, 5)
            ],
            "Plan": [_action(number) for number in range(ACTIONS * times)],
            "Updates": [_update(number) for number in range(ACTIONS * times)],
            "Indicators": [_indicator(number) for number in range(INDICATORS * times)],
            "Data": [
                _datum(indicator, area, quarter)
                for indicator in range(INDICATORS * times)
                for area in ("Ourshire", "England", "Similar areas")
                for quarter in range(QUARTERS)
            ],
        },
    )


def board_workbook(path: Path, times: int) -> int:
    """Write that board; how many actions and rows of data it has."""
    path.write_bytes(create(BOARD, board(times)))
    return (ACTIONS + INDICATORS * AREAS * QUARTERS) * times


def plan_workbook(path: Path, times: int) -> None:
    """Write that board's plan alone, without its scorecard."""
    content = board(times)
    rows = {name: rows for name, rows in content.rows.items() if name not in ("Data", "Indicators")}
    path.write_bytes(create(BOARD, replace(content, rows=rows)))


def paper(path: Path, times: int) -> None:
    """Write a Word plan of that many times the usual actions under four priorities."""
    document = docx.Document()
    document.add_heading("Business plan 2026/27", 0)
    for priority in range(1, 5):
        document.add_heading(f"Priority {priority}: Topic {priority}", 1)
        rows = ACTIONS * times // 4
        table = document.add_table(rows + 1, 5)
        cells = table._cells
        for column, heading in enumerate(("Ref", "Action", "Tasks", "Lead", "Timescale")):
            cells[column].text = heading
        for number in range(1, rows + 1):
            texts = (f"{priority}.{number}", f"What will be done, number {number}",
                     "First this\nthen that", f"Head of service {number % 30}",
                     f"By {_FIRST_DAY + timedelta(days=number % 360):%d/%m/%Y}")  # fmt: skip
            for column, text in enumerate(texts):
                cells[5 * number + column].text = text
    document.save(str(path))


def heavy_board_workbook(path: Path, times: int) -> None:
    """Write a board of about 2.5 megabytes each time: notes that hardly pack beside its figures."""
    chance = random.Random(50)
    content = board(times)
    data = [
        {**row, "note": base64.b64encode(chance.randbytes(3_600)).decode()}
        for row in content.rows["Data"]
    ]
    path.write_bytes(create(BOARD, replace(content, rows={**content.rows, "Data": data})))


def _action(number: int) -> dict[str, CellContent]:
    due = _FIRST_DAY + timedelta(days=number % 360)
    flawed = number % 20 == 0
    return {
        "id": f"A-{number:04}",
        "ref": f"{number % 4 + 1}.{number // 4 + 1}",
        "priority": str(number % 4 + 1),
        "objective": "What this is for\nand what else",
        "action": f"What will be done, number {number}",
        "tasks": "First this\nthen that",
        "lead": f"Head of sevice {number % 30}" if flawed else f"Head of service {number % 30}",
        "start": _FIRST_DAY,
        "due": due,
        "status": "In progress" if number % 3 else "Not started",
        "progress": "Some of it is done and the rest is on its way.",
        "updated_by": f"Head of service {number % 30}",
        "updated_on": date(2026, 9, 30),
    }


def _update(number: int) -> dict[str, CellContent]:
    return {
        "action": f"A-{number:04}",
        "period": "2026/27 Q2",
        "process": "Green",
        "progress": "Some of it is done.",
        "updated_on": date(2026, 9, 30),
    }


def _indicator(number: int) -> dict[str, CellContent]:
    return {
        "id": f"I-{number:04}",
        "code": f"X{number:04}",
        "title": f"Share of something, number {number}",
        "unit": "%",
        "good_is": "Higher",
        "frequency": "Quarter",
        "target": 80,
        "tolerance": 2,
        "tolerance_in": "Points",
    }


def _datum(indicator: int, area: str, quarter: int) -> dict[str, CellContent]:
    first_year = 2021 + quarter // 4
    return {
        "indicator": f"X{indicator:04}",
        "area": area,
        "period": f"{first_year}/{(first_year + 1) % 100:02} Q{quarter % 4 + 1}",
        "value": Decimal(700 + (indicator * 7 + quarter * 13) % 200) / 10,
        "numerator": 700 + quarter,
        "denominator": 1000,
        "status": "Final",
        "received": _FIRST_DAY,
    }


HEADINGS = ("Action", "Lead", "By when", "Status")
FIELDS = ("action", "lead", "due", "status")


def table_template(path: Path, *rows: tuple[str, ...]) -> None:
    """Write a Word template: a heading, and a table of four columns with those rows in it."""
    document = docx.Document()
    document.add_heading("What we will do", 1)
    table = document.add_table(1 + len(rows), len(HEADINGS), "Table Grid")
    for row, texts in zip(table.rows, (HEADINGS, *rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    document.save(str(path))


def table_context(rows: int) -> dict[str, Any]:
    """What the template's table is filled with: actions of one priority."""
    actions = [
        {
            "action": f"What will be done, number {number}, with families of <5 & their schools",
            "lead": f"Head of service {number % 30}, Police & Health",
            "due": "31 March 2027",
            "status": _WORDS[number % 3],
        }
        for number in range(rows)
    ]
    return {"priorities": [{"actions": actions}]}


def table_texts(rows: int) -> list[str]:
    """The paragraphs of the document that comes of it."""
    actions = table_context(rows)["priorities"][0]["actions"]
    cells = [action[field] for action in actions for field in FIELDS]
    return ["What we will do", *HEADINGS, *cells]


SCORECARD_AREAS, SCORECARD_YEARS, SCORECARD_COLUMNS = 158, 10, 6


def scorecard_rows(path: Path, measures: int) -> int:
    """Write a sheet of yearly figures with their counts, for 158 areas; how many rows."""
    chance = random.Random(6)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    rows = 0
    for measure in range(measures):
        for area in range(SCORECARD_AREAS):
            everyone = chance.randint(400, 50_000)
            for year in range(SCORECARD_YEARS):
                some = chance.randint(5, everyone // 3)
                value = round(some * 100 / everyone, 1)
                period = f"{2006 + year}/{7 + year:02}"
                sheet.write_row(
                    rows, 0, (f"X{measure:04}", f"Area {area:03}", period, value, some, everyone)
                )
                rows += 1
    book.close()
    return rows
