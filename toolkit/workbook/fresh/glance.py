"""The right side of a fresh workbook's front sheet: what to do next, and how the year is going.

All of it is formulas over the tables and native charts over what they give, so that it follows
what people type. Rows and columns count from 0.
"""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.layout.schema import Front, Sheet
from toolkit.reading.grid import column_letters
from toolkit.values import choices, palette
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.owed import write_owed

LEFT = 4
"""The first column of this side, one after the narrow gap."""
WIDTHS = (1.5, 23, *(8 for _ in choices.RATINGS))
"""Of the gap, of a name, of a number for each rating."""
STEPS = 3
PRIORITIES = 6
CHART_WIDTH, CHART_HEIGHT = 262, 230
_ROWS_OF_CHART, _ROWS_OF_CHART_BESIDE_BUTTONS = 7, 12


def make_glance(
    making: Making, worksheet: Worksheet, sheet: Sheet, front: Front, top: int, below: int
) -> None:
    """Write the side from the row `top` down; what its charts show comes from `below` on."""
    for number, width in enumerate(WIDTHS, start=LEFT - 1):
        worksheet.set_column(number, number, width)
    worksheet.write_string(top, LEFT, "Next steps", making.formats.group)
    figures = _write_figures(making, worksheet, below)
    steps = figures + 2
    _write_all_steps(making, worksheet, front, steps)
    _write_next_steps(making, worksheet, front, top + 1, steps)
    row = top + STEPS + 2
    _draw(making, worksheet, sheet, (row, LEFT), below)
    # Beside the buttons, rows are low.
    under = _ROWS_OF_CHART_BESIDE_BUTTONS if making.macros else _ROWS_OF_CHART
    write_owed(making, worksheet, row + under, steps + len(front.next_steps) + 2, LEFT)


def _write_figures(making: Making, worksheet: Worksheet, top: int) -> int:
    """Write the figures behind the charts: a row for each priority, and one for indicators."""
    quiet, strong = making.formats.help, making.formats.label
    worksheet.write_string(top, LEFT, "Figures behind the charts", making.formats.group)
    for place, rating in enumerate(choices.RATINGS, start=LEFT + 1):
        worksheet.write_string(top + 1, place, rating, strong)
    for number in range(1, PRIORITIES + 1):
        row = top + 1 + number
        name = f"${column_letters(LEFT + 1)}${row + 1}"
        worksheet.write_formula(
            row,
            LEFT,
            f'=IFERROR(INDEX(Priorities[Ref],{number})&"","")',
            quiet,
            _priority(making, number),
        )
        for place, rating in enumerate(choices.RATINGS, start=LEFT + 1):
            worksheet.write_formula(
                row,
                place,
                f'=IF({name}="",0,COUNTIFS(Plan[Priority],{name},Plan[Process agreed],"{rating}"))',
                quiet,
                _agreed(making, _priority(making, number), rating),
            )
    row = top + PRIORITIES + 2
    worksheet.write_string(row, LEFT, "Indicators", quiet)
    for place, rating in enumerate(choices.RATINGS, start=LEFT + 1):
        rags = [line.get("rag") for line in making.content.rows.get("Scorecard", ())]
        worksheet.write_formula(
            row, place, f'=COUNTIF(Scorecard[RAG],"{rating}")', quiet, rags.count(rating)
        )
    return row


def _priority(making: Making, number: int) -> str:
    rows = making.content.rows.get("Priorities", ())
    return str(rows[number - 1].get("ref") or "") if number <= len(rows) else ""


def _agreed(making: Making, priority: str, rating: str) -> int:
    rows = making.content.rows.get("Plan", ())
    return sum(
        bool(priority)
        and str(row.get("priority") or "") == priority
        and row.get("process_agreed") == rating
        for row in rows
    )


def _write_all_steps(making: Making, worksheet: Worksheet, front: Front, top: int) -> None:
    """Write every step there may be, each with its number in the line if it is to be done now."""
    quiet = making.formats.help
    worksheet.write_string(top, LEFT, "Steps there may be, in order", making.formats.group)
    numbers = column_letters(LEFT + 2)
    for row, step in enumerate(front.next_steps, start=top + 1):
        above = f"{numbers}${top + 1}:{numbers}{row}"
        condition = step.when.format_map(making.setting_cells)
        worksheet.write_string(row, LEFT, step.sheet, quiet)
        worksheet.write_formula(row, LEFT + 1, f'=IF({condition},COUNT({above})+1,"")', quiet, "")
        worksheet.write_string(row, LEFT + 2, step.text, making.formats.of(font_color="#484949"))


def _write_next_steps(
    making: Making, worksheet: Worksheet, front: Front, row: int, steps: int
) -> None:
    """Write the first of the steps that are to be done now, each leading to its sheet."""
    first, last = steps + 2, steps + 1 + len(front.next_steps)
    names, numbers, texts = (column_letters(LEFT + offset) for offset in (1, 2, 3))
    link = making.formats.of(underline=1, font_color="#1D70B8", valign="vcenter")
    for number in range(1, STEPS + 1):
        there = f"MATCH({number},${numbers}${first}:${numbers}${last},0)"
        sheet = f"INDEX(${names}${first}:${names}${last},{there})"
        text = f"INDEX(${texts}${first}:${texts}${last},{there})"
        worksheet.write_formula(
            row + number - 1,
            LEFT,
            f'=IFERROR(HYPERLINK("#\'"&{sheet}&"\'!A1","{number}. "&{sheet}&": "&{text}),"")',
            link,
            "",
        )


def _draw(
    making: Making, worksheet: Worksheet, sheet: Sheet, place: tuple[int, int], top: int
) -> None:
    """Draw the actions by rating and priority, and the indicators by rating."""
    actions = making.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    indicators = making.workbook.add_chart({"type": "column"})
    words: dict[str, Any] = {"name": palette.FONT, "size": 9}
    first, last = top + 2, top + 1 + PRIORITIES
    points = []
    for offset, rating in enumerate(choices.RATINGS, start=LEFT + 1):
        colour = f"#{palette.RAG[rating].fill}"
        points.append({"fill": {"color": colour}})
        actions.add_series(
            {
                "name": [sheet.name, top + 1, offset],
                "categories": [sheet.name, first, LEFT, last, LEFT],
                "values": [sheet.name, first, offset, last, offset],
                "fill": {"color": colour},
                "gap": 40,
                "data_labels": {
                    "value": True,
                    "num_format": "0;;",
                    "font": {**words, "color": f"#{palette.RAG[rating].ink}"},
                },
            }
        )
    right = LEFT + len(choices.RATINGS)
    indicators.add_series(
        {
            "name": "Indicators",
            "categories": [sheet.name, top + 1, LEFT + 1, top + 1, right],
            "values": [sheet.name, last + 1, LEFT + 1, last + 1, right],
            "points": points,
            "gap": 40,
            "data_labels": {"value": True, "font": words},
        }
    )
    for chart, title, across in (
        (actions, "Actions by priority, as agreed", 0),
        (indicators, "Indicators by rating", CHART_WIDTH + 8),
    ):
        is_bars = chart is actions
        chart.set_title({"name": title, "name_font": {**words, "size": 10}, "overlay": False})
        counts = {"major_gridlines": {"visible": False}, "visible": False}
        names = {"num_font": words, "reverse": is_bars, "major_gridlines": {"visible": False}}
        # XlsxWriter calls the axis that lies flat x, also where it counts.
        chart.set_x_axis(counts if is_bars else names)
        chart.set_y_axis(names if is_bars else counts)
        chart.set_legend({"position": "bottom", "font": words} if is_bars else {"none": True})
        chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
        worksheet.insert_chart(
            *place,
            chart,
            {
                "x_offset": across,
                "object_position": 2,
                "description": f"{title}. The figures are further down on this sheet.",
            },
        )
