"""Colour rules of a fresh workbook: ratings, severities, what is overdue, decimals shown."""

from xlsxwriter.worksheet import Worksheet

from toolkit.layout.schema import Colours, Column, DecimalsOf, Kind, Table
from toolkit.reading.grid import column_letters
from toolkit.values import choices
from toolkit.workbook.fresh.making import Making
from toolkit.workbook.fresh.places import LAST_CHECKED_ROW, checked_block

_COLOURED_WORDS = {
    Colours.RATINGS: {rating: rating for rating in choices.RATINGS},
    Colours.SEVERITIES: {
        "Error": choices.RED,
        "Warning": choices.AMBER,
        "Note": choices.GREY,
    },
}
_DECIMALS_SHOWN = (1, 2, 3)


def colour(making: Making, worksheet: Worksheet, row: int, place: int, column: Column) -> None:
    """Give the cells of a column their colours, from its first row down."""
    for word, name in _COLOURED_WORDS.get(column.colours, {}).items():
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{word}"',
            "format": making.formats.rating(name),
        }
        worksheet.conditional_format(row, place, LAST_CHECKED_ROW, place, rule)
    if column.colours is Colours.ABOVE_ZERO:
        rule = {
            "type": "formula",
            "criteria": f"=N({column_letters(place + 1)}{row + 1})>0",
            "format": making.formats.rating(choices.RED),
        }
        worksheet.conditional_format(row, place, LAST_CHECKED_ROW, place, rule)


def show_decimals(
    making: Making, worksheet: Worksheet, table: Table, of: DecimalsOf, row: int, first: int
) -> None:
    """Show figures with the decimals of the row that they name: 92.0 beside 91.8.

    A colour rule does it, so that figures typed tomorrow look right as well.
    """
    keys = [column.key for column in table.columns]
    name = f"${column_letters(first + keys.index(of.key) + 1)}{row + 1}"
    names, decimals = (checked_block(making.layout, each) for each in (of.names, of.decimals))
    figures = [
        first + offset
        for offset, column in enumerate(table.columns)
        if column.kind is Kind.NUMBER and not column.is_count
    ]
    for number in _DECIMALS_SHOWN:
        look = making.workbook.add_format({"num_format": f"0.{'0' * number}"})
        formula = f"=IFERROR(INDEX({decimals},MATCH({name},{names},0))={number},FALSE)"
        rule = {"type": "formula", "criteria": formula, "format": look}
        for place in figures:
            worksheet.conditional_format(row, place, LAST_CHECKED_ROW, place, rule)
