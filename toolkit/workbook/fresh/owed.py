"""Who owes what, on a fresh workbook's front sheet: leads and agencies, those who owe most first.

Formulas over the tables, so that a line goes as soon as what it asks for is there. Rows and
columns count from 0.
"""

from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from toolkit.reading.grid import column_letters
from toolkit.workbook.fresh.making import Making

SHOWN = 10
LEADS, AGENCIES = 60, 40

_OVERDUE = 'COUNTIFS(Plan[Lead],{name},Plan[Days overdue],">0")'
_UNREPORTED = (
    'COUNTIFS(Plan[Lead],{name},Plan[Status read],"In progress",Plan[Last update],"")'
    '+COUNTIFS(Plan[Lead],{name},Plan[Status read],"In progress",Plan[Last update],"<"&AsAt-92)'
)
_LATE = 'SUMPRODUCT((Expected[Owner]={name})*(LEFT(Expected[[Q1]:[Year]],4)="Late"))'
_SAYS = 'IF({{0}}>0,"{0}: "&{{0}},"")&IF(AND({{0}}>0,{{1}}>0),", ","")&IF({{1}}>0,"{1}: "&{{1}},"")'


class _Side(NamedTuple):
    """A kind of those who owe: how the names are found, what is counted, and where it is."""

    sheet: str
    names: str
    rows: int
    counts: tuple[str, str]
    says: tuple[str, str]


_SIDES = (
    _Side("Plan", "Leads[Lead]", LEADS, (_OVERDUE, _UNREPORTED), ("overdue", "without an update")),
    _Side("Figures expected", "Expected[Owner]", AGENCIES, (_LATE, "0"), ("figures late", "")),
)


def write_owed(making: Making, worksheet: Worksheet, shown: int, below: int, left: int) -> None:
    """Write the list from the row `shown` down, and what it is chosen from below `below`."""
    name, first, second, key, says, sheet = (column_letters(left + n) for n in range(1, 7))
    quiet, row = making.formats.of(font_color="#484949"), below
    worksheet.write_string(row, left, "All who may owe something", making.formats.group)
    top = row + 1
    for side in _SIDES:
        start = row + 1
        for number in range(1, side.rows + 1):
            row += 1
            here = row + 1
            once = f"COUNTIF(${name}${start}:${name}{here - 1},INDEX({side.names},{number}))=0"
            found = f'INDEX({side.names},{number})&""'
            counts = (count.format(name=f"${name}{here}") for count in side.counts)
            text = _SAYS.format(*side.says).format(f"${first}{here}", f"${second}{here}")
            for column, formula in enumerate(
                (
                    f'IFERROR(IF({once},{found},""),"")',
                    *(f'IF(${name}{here}="",0,{count})' for count in counts),
                    f"IF(${first}{here}+${second}{here}=0,0,"
                    f"${first}{here}+${second}{here}+1-ROW()/100000)",
                    text,
                )
            ):
                worksheet.write_formula(row, left + column, f"={formula}", quiet, "")
            worksheet.write_string(row, left + 5, side.sheet, quiet)
    worksheet.write_string(shown, left, "Who owes what", making.formats.group)
    link = making.formats.of(
        underline=1, font_color="#1D70B8", valign="vcenter", text_wrap=True, font_size=9
    )
    for number in range(1, SHOWN + 1):
        keys, names, texts, sheets = (
            f"${letters}${top + 1}:${letters}${row + 1}" for letters in (key, name, says, sheet)
        )
        there = f"MATCH(LARGE({keys},{number}),{keys},0)"
        is_one = f"LARGE({keys},{number})>0"
        worksheet.write_formula(
            shown + number,
            left,
            f'=IFERROR(IF({is_one},HYPERLINK("#\'"&INDEX({sheets},{there})&"\'!A1",'
            f'INDEX({names},{there})),""),"")',
            link,
            "",
        )
        worksheet.write_formula(
            shown + number,
            left + 1,
            f'=IFERROR(IF({is_one},INDEX({texts},{there}),""),"")',
            making.formats.of(valign="vcenter", font_size=9),
            "",
        )
