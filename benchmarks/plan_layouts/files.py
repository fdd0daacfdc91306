"""Made plans as files of Word and Excel."""

import io
import re
from collections.abc import Iterator
from datetime import date

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmarks.plan_layouts.layouts import Box, Grid, Made, Words

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_NUMBER = re.compile(r"\d\.\d|\d")


def as_word(made: Made) -> bytes:
    """A made plan as a Word file."""
    document = docx.Document()
    for part in made.parts:
        if isinstance(part, Words):
            if part.kind == "title":
                document.add_heading(part.text, 0)
            elif part.kind in ("heading", "sheet"):
                document.add_heading(part.text, 1)
            elif part.kind == "bold":
                document.add_paragraph().add_run(part.text).bold = True
            elif part.kind == "bullet":
                document.add_paragraph(part.text, style="List Bullet")
            else:
                document.add_paragraph(part.text)
            continue
        _word_table(document, part)
        document.add_paragraph()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _word_table(document: docx.document.Document, grid: Grid) -> None:
    table = document.add_table(len(grid), len(grid[0]))
    for row, boxes in enumerate(grid):
        for column, box in enumerate(boxes):
            if box is None:
                continue
            cell = table.cell(row, column)
            if box.across > 1 or box.down > 1:
                cell = cell.merge(table.cell(row + box.down - 1, column + box.across - 1))
            cell.text = box.text
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.bold = box.bold or None
            if box.shade:
                fill = f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{box.shade}"/>'
                cell._tc.get_or_add_tcPr().append(parse_xml(fill))


def as_excel(made: Made) -> bytes:
    """A made plan as a workbook: tables below each other, or a sheet for each part."""
    buffer = io.BytesIO()
    tricks = made.layout.sheet
    left = 2 if "offset" in tricks else 0
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, row = None, 0
        for part in _with_sheets(made):
            if isinstance(part, Words):
                if part.kind == "sheet":
                    sheet, row = book.add_worksheet(part.text[:31]), 3 if left else 0
                elif sheet is not None:
                    style = {"bold": part.kind != "paragraph"}
                    sheet.write_string(row, left, part.text, book.add_format(style))
                    row += 2 if part.kind == "title" else 1
                    if part.kind == "title" and "notes" in tricks:
                        sheet.write_row(row, left, ["Plan owner:", "Business Manager"])
                        sheet.write_row(row + 1, left, ["Last updated:", "1 May 2026"])
                        sheet.write_string(row + 2, left, "Please update by the 5th of each month")
                        row += 4
            elif sheet is not None:
                grid = _with_gaps(part) if "gaps" in tricks else part
                _excel_table(book, sheet, (row, left), grid, tricks)
                if "side" in tricks:
                    for place, name in enumerate(("Key", "Red", "Amber", "Green")):
                        sheet.write_string(row + place, left + len(part[0]) + 2, name)
                row += len(grid) + 1
        if sheet is not None and "footer" in tricks:
            sheet.write_string(row + 1, left, "Agreed at the meeting of the board in May")
        if "hidden" in tricks:
            lists = book.add_worksheet("Lists")
            lists.write_column(0, 0, ["Status", "Not started", "In progress", "Complete"])
            lists.hide()
            more = book.add_worksheet("Contacts")
            more.write_row(0, 0, ["Name", "Role", "Telephone"])
            more.write_row(1, 0, ["Chair", "Chair of the board", "01234"])
    return buffer.getvalue()


def _with_gaps(grid: Grid) -> Grid:
    """An empty row above each row of a title, as people leave one."""
    gaps: Grid = []
    for row in grid:
        first = row[0]
        if gaps and first and first.across > 2:
            gaps.append([Box() for _ in row])
        gaps.append(row)
    return gaps


def _with_sheets(made: Made) -> Iterator[Words | Grid]:
    if made.layout.grouping != "sheets":
        yield Words("sheet", "Action plan")
        yield from made.parts
        return
    yield from (
        part for part in made.parts if not (isinstance(part, Words) and part.kind == "title")
    )


def _excel_table(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, at: tuple[int, int],
    grid: Grid, tricks: tuple[str, ...],
) -> None:  # fmt: skip
    for row, boxes in enumerate(grid, start=at[0]):
        for column, box in enumerate(boxes, start=at[1]):
            if box is None:
                continue
            style: dict[str, object] = {"bold": box.bold, "text_wrap": True}
            if box.shade:
                style["bg_color"] = f"#{box.shade}"
            elif "banded" in tricks and row % 2:
                style["bg_color"] = "#DDEBF7"
            day = _DAY.fullmatch(box.text) if "dates" in tricks else None
            if day:
                style["num_format"] = "dd/mm/yyyy"
                when = date(int(day[3]), int(day[2]), int(day[1]))
                sheet.write_datetime(row, column, when, book.add_format(style))
                continue
            if "dates" in tricks and _NUMBER.fullmatch(box.text) and box.down == box.across == 1:
                sheet.write_number(row, column, float(box.text), book.add_format(style))
                continue
            made = book.add_format(style)
            if box.across > 1 or box.down > 1:
                last = row + box.down - 1, column + box.across - 1
                sheet.merge_range(row, column, *last, box.text, made)
            else:
                sheet.write(row, column, box.text, made) if not box.text else sheet.write_string(
                    row, column, box.text, made
                )
