"""Inputs made for the comparison: boards with flaws, tables, pictures and templates of one's own.

Made once from OLD's example board and Word template, so that both sides get the same bytes.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

HEADING_ROW = 3
Fields = Mapping[str, object]


@dataclass(frozen=True)
class Edits:
    """What a person typed into the example board.

    `settings` by label; `cells` by sheet, row and heading; `added` as rows below the last one of
    a sheet, by heading; `headings` of the Plan sheet reworded, or cleared where None.
    """

    settings: Fields = field(default_factory=dict)
    cells: Mapping[str, Mapping[int, Fields]] = field(default_factory=dict)
    added: Mapping[str, Sequence[Fields]] = field(default_factory=dict)
    headings: Mapping[str, str | None] = field(default_factory=dict)
    more_headings: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    without: Sequence[str] = ()
    label: tuple[str, str] | None = None
    links: str = ""


def write_board(example: Path, target: Path, edits: Edits) -> None:
    """The example board with those edits, as a file."""
    book: Any = openpyxl.load_workbook(example)
    for label, value in edits.settings.items():
        _setting(book, label).offset(column=1).value = value
    for sheet, rows in edits.cells.items():
        for row, fields in rows.items():
            _type(book[sheet], row, fields)
    for sheet, more in edits.added.items():
        for fields in more:
            _type(book[sheet], _free_row(book[sheet], fields), fields)
    plan = book["Plan"]
    for row in edits.hidden_rows:
        plan.row_dimensions[row].hidden = True
    for heading, other in edits.headings.items():
        _heading(plan, heading).value = other
    for number, heading in enumerate(edits.more_headings, start=2):
        plan.cell(HEADING_ROW, plan.max_column + number).value = heading
    if edits.label:
        _setting(book, edits.label[0]).value = edits.label[1]
    if edits.links:
        _link(book, edits.links)
    for sheet in edits.without:
        book.remove(book[sheet])
    book.save(target)


def _setting(book: Any, label: str) -> Any:
    return next(cell for cell in book["Settings"]["A"] if cell.value == label)


def _heading(sheet: Any, heading: str) -> Any:
    """The cell of a heading; on Lists they are one row lower."""
    row = HEADING_ROW + (sheet.title == "Lists")
    return next(cell for cell in sheet[row] if cell.value == heading)


def _type(sheet: Any, row: int, fields: Fields) -> None:
    for heading, value in fields.items():
        sheet.cell(row, _heading(sheet, heading).column).value = value


def _free_row(sheet: Any, fields: Fields) -> int:
    heading = _heading(sheet, next(iter(fields)))
    row: int = heading.row + 1
    while sheet.cell(row, heading.column).value is not None:
        row += 1
    return row


def _link(book: Any, target: str) -> None:
    link: Any = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(
        Id="rId1", type="externalLinkPath", Target=target, TargetMode="External"
    )
    book._external_links.append(link)


def write_table(target: Path, rows: Sequence[Sequence[object]]) -> None:
    """A workbook of one plain table."""
    book: Any = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(target)


def write_pasted(example: Path, target: Path, rows: Sequence[Sequence[object]]) -> None:
    """The example board with a table on its Paste sheet."""
    book: Any = openpyxl.load_workbook(example)
    for number, row in enumerate(rows, start=4):
        for column, value in enumerate(row, start=1):
            book["Paste"].cell(number, column).value = value
    book.save(target)


def write_template(source: Path, target: Path, paragraphs: Sequence[str]) -> None:
    """A Word template with paragraphs added at its end."""
    template = docx.Document(str(source))
    for text in paragraphs:
        template.add_paragraph(text)
    template.save(str(target))


def write_picture(target: Path) -> None:
    """A purple PNG of 40 by 20 points."""
    width, height = 40, 20
    rows = (b"\0" + b"\x5b\x2a\x86" * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    target.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def _plan(*rows: Fields) -> dict[str, dict[int, Fields]]:
    return {"Plan": dict(enumerate(rows, start=HEADING_ROW + 1))}


_NO_DATE: Fields = {"Due": None, "Start": None, "Revised due": None}

PLAN_CELLS = Edits(
    cells=_plan(
        {"Status": "Ongoing"},
        {"Lead": None, "Due": "soon"},
        {**_NO_DATE, "Timescale": None},
        {"Action": None, "Tasks": None, "Method": None},
        {"Objective": "#N/A"},
        {"Objective": '="See "&"above"'},
        {"Due": "31/11/2026"},
        {"Due": date(1905, 7, 18)},
        {"ID": "A-0001"},
        {"Ref": "1.1"},
        {"Priority": "9"},
        {"Status": "Complete", "Completed on": None},
        {"Status": "Complete", "Completed on": date(2026, 12, 20)},
        {"Status": "In progress", "Completed on": date(2026, 9, 30)},
        {"Status": "In progress", "Due": date(2026, 12, 18), "Process agreed": "Grey"},
        {"Status": "In progress", "Due": date(2026, 9, 18), "Process agreed": "Green"},
        {"Due": date(2028, 4, 1)},
        {"Due": date(2026, 3, 1)},
        {"Revised due": date(2027, 1, 29), "Reason, agreed by": None},
        {"Impact agreed": "Green", "Evidence": None},
        {"Due": "18/12/2026", "Status": "in  PROGRESS"},
        {"Status": "In progress", "Due": date(2026, 9, 1), "Process agreed": "Red",
         "Corrective action": None},
        {"Print": "No"},
    )
    | {"Priorities": {4: {"On front list": "No"}, 5: {"Priority": None}}},
    added={
        "Updates": [{"Action": "A-0026", "Updated on": date(2026, 10, 1),
                     "New date": date(2027, 2, 26), "Progress": "Moved on."}],
        "History": [
            {"Period closed": "2026/27 Q1", "Closed on": date(2026, 7, 10), "What": "Due date",
             "ID": "A-0027", "Ref or code": "4.4", "As reported": "18 February 2027"},
            {"Period closed": "2026/27 Q1", "Closed on": date(2026, 7, 10), "What": "Value",
             "ID": "I-0001", "Ref or code": "FD01", "Area": "Osmerdale",
             "Data period": "June 2026", "As reported": "12"},
        ],
    },
    hidden_rows=(30,),
)  # fmt: skip

PLAN_WORDS = Edits(
    settings={"Plan version": None, "Plan date": None, "Approved on": None},
    cells=_plan(
        {"Timescale": None},
        {"Action": "Project plan to be developed", "Tasks": None},
        {"Ref": None, "Resources": "Under review"},
        {"Ref": "2.9"},
        {"Ref": "1E"},
        {"Ref": "1.6, 1.61"},
        {"Other leads": "\u201c \u201c"},
        {"Lead": "Consultant in Public Health", "Other leads": "Consultant in Public Health"},
        {"Other leads": "Police//Health"},
        {**_NO_DATE, "Timescale": "Quarterly, Head of Safeguarding"},
        {"Lead": "Quarterly"},
        {**_NO_DATE, "Timescale": "As the strategy says", "Status": "In progress"},
        {**_NO_DATE, "Timescale": "Ongoing", "Status": "In progress"},
        {**_NO_DATE, "Timescale": "3 months"},
        {**_NO_DATE, "Start": date(2026, 6, 15), "Timescale": "3 months"},
        {**_NO_DATE, "Start": date(2026, 5, 18), "Timescale": "3months"},
        {"Timescale": "March 2027"},
        {**_NO_DATE, "Timescale": "Bi-annually"},
        {**_NO_DATE, "Timescale": "Monthly\nQuarterly\nYearly", "Tasks": "Book\nHold"},
        {"Impact expected": "Seen early\nActed on", "How we will know": "Audit"},
        {"Resources": "£40.000"},
        {"Resources": "Funding to be found"},
        *[{"Objective": "Told twice", "Action": "Say it", "Tasks": "Say it once more to others",
           "Lead": "Business Manager", "Other leads": None, "Due": date(2026, 12, 18),
           "Start": None, "Timescale": None, "Status": "In progress", "Ref": ref}
          for ref in ("4.1", "4.2")],
        {"Action": "We will do the following:", "Tasks": None},
        {"Action": "We will take the following three steps:", "Tasks": "One\nTwo"},
        {"Objective": "Use the GCP in 2026-2028"},
        {"Tasks": "Event on 31.3.26"},
        {"Progress this period": "The chairs met in November 2026."},
        {"Tasks": "1. Book\n2.Hold"},
    )
    | {"Priorities": {4: {
        "Title at the front": "Harm, including neglect, county lines and trafficking",
        "Sub-points": "Neglect\nCounty lines\nForced marriage",
    }}},
    added={
        "Lists": [{"Lead": "QA Sub", "Kind": "Group"}, {"Lead": "QA Group", "Kind": "Group"}],
        "Narrative": [
            {"Where it goes": "Plan introduction", "Style": "Bullet", "Text": text}
            for text in ("Risk: how it is seen", "Strength: what it builds on", "Partners:")
        ],
    },
)  # fmt: skip

SAME_DAY = Edits(
    cells=_plan(
        *[
            {"Due": date(2026, 12, 18), "Revised due": None, "Process agreed": None,
             "Impact agreed": None}
            for _ in range(30)
        ]
    )
    | {"Updates": {row: {"Process": None, "Impact": None} for row in range(4, 20)}},
)  # fmt: skip


def _figure(indicator: str, period: str, value: object, **more: object) -> Fields:
    return {"Indicator": indicator, "Area": "Osmerdale", "Period": period, "Value": value,
            "Status": "Final", **more}  # fmt: skip


FIGURES = Edits(
    cells={
        "Indicators": {
            4: {"Tolerance in": None},
            5: {"Target": 150},
            6: {"Tolerance": -1},
            7: {"Floor": 99},
            8: {"Target up to": 70},
            10: {"Target": "about 20"},
            11: {"Baseline points": 4},
            12: {"Target": 0.8},
            13: {"Part of": "Plans by category", "Unit": "%"},
            14: {"Part of": "Plans by category", "Unit": "Number"},
            15: {"Print": "No"},
            24: {"Part of": "Voices"},
            25: {"Part of": "Voices"},
        },
        "Data": {
            4: {"Value": None},
            5: {"Value": None, "Numerator": None, "Denominator": None},
            6: {"Status": "Suppressed"},
            7: {"Value": 101, "Numerator": None, "Denominator": None},
            8: {"Value": 0.93, "Numerator": None, "Denominator": None},
            9: {"Value": 874},
            10: {"Value": 88.125, "Numerator": None, "Denominator": None},
            11: {"Numerator": 999},
            12: {"Denominator": 0},
            13: {"Numerator": -1},
            14: {"Value": "1400 (tbc)"},
            15: {"Period": "spring"},
            16: {"Indicator": "XX99"},
            17: {"Value": 50},
            18: {"Area": "Nowhere"},
            23: {"Value": 1400, "Numerator": None, "Denominator": None},
        },
    },
    added={
        "Data": [
            _figure("CS02", "2025/26 Q1", 30, Source="Police"),
            _figure("CS02", "2025/26 Q2", 31),
            _figure("CS07", "2025/26 Q1", 80, Status="Provisional"),
            _figure("FD01", "October 2026", 80),
            _figure("FD01", "October 2026", 81),
            _figure("FD01", "November 2026", 90.1, Numerator=500, Denominator=555),
            _figure("FD01", "December 2026", 90.1, Numerator=500, Denominator=555),
            _figure("CP02", "2025/26", 12),
            _figure("CP06", "2023/24 Q1", 41.5, Numerator=3, Denominator=7),
            _figure("CP06", "2023/24 Q3", 41.5, Numerator=3, Denominator=7),
            _figure("CP06", "2023/24 Q4", 41.5, Numerator=3, Denominator=7),
        ],
        "Targets": [
            {"Indicator": "CP06", "Period": "2026/27", "Target": 20},
            {"Indicator": "CP06", "Period": "2026-27", "Target": 18},
            {"Indicator": "CS02", "Period": "2026/27"},
        ],
        "Breaks": [{"Indicator": "CP06", "First day": date(2025, 4, 1)}],
    },
)

SHEETS = Edits(
    headings={
        "Lead": "Lead officer",
        "Objective": "Objectives",
        "Sub-group": None,
        "Action": "What we do now",
        "Status": None,
    },
    more_headings=("Tasks", "Our notes"),
    hidden_rows=(6, 7),
    label=("Short name", "Our name"),
    without=("Updates", "Findings"),
    links="Police return.xlsx",
)

_OUR_WORDS = {5: {"Our word": "Board of partners"}, 6: {"Our word": "Strand"}}

BOARDS: Mapping[str, Edits] = {
    "plan_cells": PLAN_CELLS,
    "plan_words": PLAN_WORDS,
    "same_day": SAME_DAY,
    "figures": FIGURES,
    "sheets": SHEETS,
    "no_data": Edits(without=("Data", "History", "Unplaced", "Paste"), headings={"Lead": None}),
    "no_plan": Edits(without=("Plan",), label=("Board name", "Name of us")),
    "no_area": Edits(
        settings={"Period": "The years to come", "Period starts": None, "Period ends": None},
        cells={
            "Lists": {5: {"Area kind": "Other authority"}},
            "Themes": {row: {"ID": None, "Ref": None, "Theme": None} for row in (4, 5)},
            "Plan": {5: {**_NO_DATE, "Timescale": "by December"}},
        },
    ),
    "faint_colour": Edits(settings={"Board colour": "#777777", "Logo": "pictures/logo.png"}),
    "no_colour": Edits(settings={"Board colour": "purple", "Logo": "emblem.png"}),
    "bad_logo": Edits(settings={"Logo": "bad.png", "Logo description": "Our logo"}),
    "objectives": Edits(
        settings={"Plan layout": "Objectives and tasks", "Words for": "LSCB",
                  "Rating scheme": "BRAG", "Small numbers": "1 to 5",
                  "Published counts": "Nearest 5"},
    ),
    "themes": Edits(
        settings={"Plan layout": "Themes and references", "Words for": "Adults board",
                  "Rating scheme": "Three colours", "Small numbers": "1 to 7",
                  "Plan status": "Draft"},
    ),
    "outcomes": Edits(
        settings={"Plan layout": "Outcomes and methods", "Words for": "LSCB",
                  "Board colour": "5b2a86", "Logo": "logo.png",
                  "Logo description": "The board's name over a bridge"},
        cells={"Lists": _OUR_WORDS},
    ),
    "impact": Edits(
        settings={"Plan layout": "Process and impact", "Published counts": "Nearest 10",
                  "Logo": "logo.png", "Logo description": "logo.png",
                  "Protective marking": None, "Short name": None},
    ),
}  # fmt: skip

OLD_FIGURES = (
    ("Indicator", "2026/27 Q2", "2026/27 Q3", "Note"),
    ("CS02", 24, 23.5, "Counted again"),
    ("Assessments finished within 45 working days", 80.5, "n/a", ""),
    ("CP06", 19.1, 20.2, ""),
    ("Nobody knows this one", 1, 2, ""),
)

FAULTY_PARAGRAPHS = (
    "{{ board.nmae }} and {{ plan.titel }}",
    "{% for action in priority.actions %}{{ action.ref }}",
    "{{ board.name",
    "{%p if board.name %}words beside it",
    "{{ board.name | shout }} {{ missing_function() }} {% include 'other.docx' %}",
    "{{ ''.__class__ }}",
)
SOUND_PARAGRAPHS = ("Printed for {{ board.name }}, {{ board.period }}.",)
