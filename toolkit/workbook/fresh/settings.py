"""A sheet of settings in a fresh workbook."""

from datetime import date

from xlsxwriter.worksheet import Worksheet

from toolkit.files.xlsx_words import write_words
from toolkit.layout.schema import Owner, Sheet
from toolkit.reading.grid import looks_blank
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.places import HEADING_ROW
from toolkit.workbook.fresh.typing_rules import typing_rule


def make_settings(making: Making, worksheet: Worksheet, sheet: Sheet) -> None:
    """Write a sheet of settings: label, value and help in a row each, by groups."""
    formats = making.formats
    worksheet.set_column(0, 0, 24)
    worksheet.set_column(1, 1, 48)
    worksheet.set_column(2, 2, 80)
    group = ""
    for setting in sheet.settings:
        row = int(making.setting_cells[setting.key].rpartition("$")[2]) - 1
        if setting.group != group:
            group = setting.group
            worksheet.set_row(row - 1, 26)
            worksheet.write_string(row - 1, 0, group, formats.group)
        worksheet.write_string(row, 0, setting.label, formats.label)
        needed = " Needed." if setting.required else ""
        worksheet.write_string(row, 2, setting.help + needed, formats.help)
        value = making.content.settings.get(setting.key, setting.default)
        cell_format = formats.input(setting.kind, setting.owner)
        if value is None or (isinstance(value, str) and looks_blank(value)):
            worksheet.write_blank(row, 1, None, cell_format)
        elif isinstance(value, date):
            worksheet.write_datetime(row, 1, value, cell_format)
        else:
            write_words(worksheet, row, 1, str(value), formats.of(), cell_format)
        rule = typing_rule(setting.as_column())
        if rule and setting.owner is Owner.STAFF:
            worksheet.data_validation(row, 1, row, 1, rule)
    worksheet.freeze_panes(HEADING_ROW, 0)
