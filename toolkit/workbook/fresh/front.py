"""The front sheet of a fresh workbook: what is where, how the year is going, and the steps.

Each function that writes a part begins below a row and returns its own last row.
"""

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.layout.schema import Count, Front, Kind, Sheet
from toolkit.values import palette
from toolkit.workbook.fresh.glance import make_glance
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.places import HEADING_ROW, TITLE_ROW

WIDTHS = (29, 20, 31)
"""Of a label, its figure or fact, and what it means."""
NOTHING_CLOSED = "None yet"
_DATE_FORMAT = "d mmmm yyyy"


def title_front(making: Making, worksheet: Worksheet, sheet: Sheet, front: Front) -> None:
    """Write the title of the front sheet: what a setting says, else the sheet's own."""
    cell = making.setting_cells[front.title_setting]
    worksheet.write_formula(
        TITLE_ROW,
        0,
        f'=IF({cell}="","{sheet.title}",{cell})',
        making.formats.title,
        making.content.settings.get(front.title_setting) or sheet.title,
    )


def make_front(making: Making, worksheet: Worksheet, sheet: Sheet, front: Front) -> None:
    """Write the front sheet below its title."""
    for number, width in enumerate(WIDTHS):
        worksheet.set_column(number, number, width)
    row = _say_how(making, worksheet, front)
    for label, key in front.facts:
        row += 1
        _write_fact(making, worksheet, row, label, key)
    row = _write_as_at(making, worksheet, row + 1)
    if front.last_closing:
        row += 1
        worksheet.write_string(row, 0, "Last closing", making.formats.label)
        worksheet.write_formula(
            row, 1, front.last_closing, making.formats.of(align="left"), NOTHING_CLOSED
        )
    row += 2
    worksheet.set_row(row, 26)
    worksheet.write_string(row, 0, "The year so far", making.formats.group)
    for count in sheet.counts:
        row += 1
        _write_count(making, worksheet, row, count)
    row += 2
    worksheet.set_row(row, 26)
    worksheet.write_string(row, 0, "What to do, in order", making.formats.group)
    for number, (name, step) in enumerate(front.steps, start=1):
        row += 1
        worksheet.set_row(row, 30)
        worksheet.write_url(
            row,
            0,
            f"internal:'{name}'!A1",
            making.formats.of(underline=1, font_color="#1D70B8", valign="vcenter"),
            f"{number}. {name}",
        )
        look = making.formats.of(valign="vcenter", text_wrap=True)
        worksheet.merge_range(row, 1, row, 2, step, look)
    if front.next_steps:
        make_glance(making, worksheet, sheet, front, HEADING_ROW + 1, row + 2)


def _say_how(making: Making, worksheet: Worksheet, front: Front) -> int:
    """Say how the toolkit is set to work, and place its buttons."""
    strong = making.formats.of(bold=True, valign="vcenter")
    worksheet.set_row(HEADING_ROW, 24)
    if making.macros is None:
        worksheet.write_string(HEADING_ROW, 0, front.how_to_command, strong)
        return HEADING_ROW
    worksheet.write_string(HEADING_ROW, 0, front.how_to_press, strong)
    words = making.formats.of(font_color=f"#{palette.GREY}")
    more = making.formats.of(bold=True)
    row = making.macros.add_to(making.workbook, worksheet, HEADING_ROW + 1, 0, words, more)
    return row + 1


def _write_fact(making: Making, worksheet: Worksheet, row: int, label: str, key: str) -> None:
    cell = making.setting_cells[key]
    value = making.content.settings.get(key, "")
    is_date = making.layout.settings[key].kind is Kind.DATE
    looks = {"num_format": _DATE_FORMAT} if is_date else {}
    shown = making.formats.of(align="left", **looks)
    cached: Any = _serial(value) if isinstance(value, date) else value or ""
    worksheet.write_string(row, 0, label, making.formats.label)
    worksheet.write_formula(row, 1, f'=IF({cell}="","",{cell})', shown, cached)


def _write_as_at(making: Making, worksheet: Worksheet, row: int) -> int:
    """Write the as-at date, and a warning beside it where it is an old one."""
    as_at = making.content.settings.get("as_at")
    worksheet.write_string(row, 0, "As at", making.formats.label)
    worksheet.write_formula(
        row,
        1,
        "=AsAt",
        making.formats.of(align="left", num_format=_DATE_FORMAT),
        _serial(as_at) if isinstance(as_at, date) else 0,
    )
    worksheet.write_formula(
        row,
        2,
        '=IF(TODAY()-AsAt>14,"Over 14 days old: see Settings.","")',
        making.formats.of(bold=True, font_color="#CA3535"),
        "",
    )
    return row


def _write_count(making: Making, worksheet: Worksheet, row: int, count: Count) -> None:
    formats = making.formats
    worksheet.set_row(row, 30)
    worksheet.write_url(
        row,
        0,
        f"internal:'{count.sheet}'!A1",
        formats.of(bold=True, underline=1, font_color="#1D70B8", valign="vcenter", text_wrap=True),
        count.label,
    )
    worksheet.write_formula(
        row,
        1,
        count.formula,
        formats.of(
            bold=True,
            font_size=16,
            align="center",
            valign="vcenter",
            border=1,
            border_color="#CECECE",
        ),
        making.content.counts.get(count.key, 0),
    )
    worksheet.write_string(
        row,
        2,
        count.help,
        formats.of(font_size=9, font_color="#484949", valign="vcenter", indent=1, text_wrap=True),
    )
    if count.alarm:
        alarm = {
            "type": "cell",
            "criteria": ">",
            "value": 0,
            "format": formats.alarm(count.alarm),
        }
        worksheet.conditional_format(row, 1, row, 1, alarm)


def _serial(day: date) -> int:
    """A date as the number Excel keeps for it."""
    return (day - date(1899, 12, 30)).days
