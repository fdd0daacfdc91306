"""Fresh workbooks, built from the layout: the only writer of whole workbooks."""

import io
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.files.xlsx_words import write_words
from toolkit.layout import (
    LAYOUT_VERSION,
    SHEETS,
    TABLES,
    Column,
    Kind,
    Owner,
    Sheet,
    Table,
    sheet_of,
)
from toolkit.layout.board.findings import FINDINGS_TABLE
from toolkit.layout.board.home import HOME, HOW_TO_COMMAND, HOW_TO_PRESS
from toolkit.layout.board.indicators import INDICATORS_TABLE
from toolkit.layout.board.lists import LISTS
from toolkit.layout.board.paste import PASTE
from toolkit.layout.board.settings import SETTINGS
from toolkit.reading.grid import column_letters, looks_blank
from toolkit.reading.workbook import LAYOUT_PROPERTY
from toolkit.values import choices, palette
from toolkit.values.errors import CellRefused
from toolkit.workbook.cell_xml import LONGEST_TEXT
from toolkit.workbook.formats import Formats, holds_rating
from toolkit.writing.identities import HIGHEST_IDENTITY, identity_number

if TYPE_CHECKING:
    from toolkit.workbook.macros import Macros

CellContent = str | date | Decimal | int | None
Rows = Sequence[Mapping[str, CellContent]]

TITLE_ROW, PURPOSE_ROW, HEADING_ROW = 0, 1, 2
# Drop-downs and date checks reach further than the rows a fresh table has.
LAST_CHECKED_ROW = 2000
# Fixed, so that the same content gives the same bytes.
CREATED = datetime(2026, 4, 1)  # noqa: DTZ001 (a label, not a moment)
TAB_COLOURS = {"navy": "#0F385C", "blue": "#1D70B8", "yellow": "#FFDD00", "grey": "#B1B4B6"}
# Its values are "Sheet!Cell": the link's target; the cell alone is shown.
_LINKED_COLUMN = FINDINGS_TABLE.column("cell")
# Tables of figures, by the column that names the indicator; counts among them are whole.
_CODE_OF = {"Data": "indicator", "Targets": "indicator", "Scorecard": "code"}
_COUNTS = frozenset({"numerator", "denominator"})
_DECIMALS_SHOWN = (1, 2, 3)
A3, A4 = 8, 9
# How many characters across still read well on a page of that size.
A4_CHARACTERS, A3_CHARACTERS = 150, 380


@dataclass(frozen=True)
class Content:
    """What a fresh workbook starts with: settings by key, rows by table and column key.

    `counts` are the results on Home; `highest` the highest identities ever given, by the
    names they are kept under.
    """

    settings: Mapping[str, CellContent] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    highest: Mapping[str, int] = field(default_factory=dict)


def create(content: Content, macros: "Macros | None" = None) -> bytes:
    """A board workbook with that content; the same content gives the same bytes.

    An .xlsx, or with macros an .xlsm that has buttons on Home.
    """
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    board = str(content.settings.get("board_name") or "")
    workbook.set_properties(
        {"title": f"{board} board workbook".strip(), "author": board, "created": CREATED}
    )
    workbook.set_custom_property(LAYOUT_PROPERTY, LAYOUT_VERSION)
    highest = highest_identities(content.rows)
    for name in sorted({*highest, *content.highest}):
        number = max(highest.get(name, 0), content.highest.get(name, 0))
        workbook.set_custom_property(name, number)
    _Maker(workbook, content, macros).make()
    workbook.close()
    return _let_rows_grow(buffer.getvalue())


def highest_identities(rows: Mapping[str, Rows]) -> dict[str, int]:
    """The highest number given in each register, under the name it is kept by."""
    found = {}
    for name, table_rows in rows.items():
        prefix = TABLES[name].id_prefix
        numbers = [identity_number(str(row.get("id") or ""), prefix) for row in table_rows]
        if prefix and any(numbers):
            found[HIGHEST_IDENTITY.format(prefix=prefix)] = max(numbers)
    return found


def _let_rows_grow(data: bytes) -> bytes:
    """Row heights as a first guess only, so that rows grow as people type into them."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(result, "w") as grown:
        for info in made.infolist():
            part = made.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = _FIXED_HEIGHT.sub(rb"\1", part)
            grown.writestr(info, part, zipfile.ZIP_DEFLATED)
    return result.getvalue()


_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')


class _Maker:
    def __init__(
        self, workbook: xlsxwriter.Workbook, content: Content, macros: "Macros | None"
    ) -> None:
        self._workbook = workbook
        self._content = content
        self._macros = macros
        self._formats = Formats(workbook)
        self._sheets: dict[str, Worksheet] = {}
        self._settings_cells: dict[str, str] = {}

    def make(self) -> None:
        for sheet in SHEETS:
            self._sheets[sheet.name] = self._workbook.add_worksheet(sheet.name)
        self._place_settings()
        self._define_names()
        for sheet in SHEETS:
            self._make_sheet(sheet, self._sheets[sheet.name])
        self._sheets[HOME.name].activate()

    def _make_sheet(self, sheet: Sheet, worksheet: Worksheet) -> None:
        worksheet.hide_gridlines(2)
        worksheet.set_tab_color(TAB_COLOURS[sheet.tab_colour])
        worksheet.set_row(TITLE_ROW, 28)
        worksheet.set_row(PURPOSE_ROW, 20)
        if sheet is HOME:
            board = self._settings_cells["board_name"]
            worksheet.write_formula(
                TITLE_ROW,
                0,
                f'=IF({board}="","{sheet.title}",{board})',
                self._formats.title,
                self._content.settings.get("board_name") or sheet.title,
            )
        else:
            worksheet.write_string(TITLE_ROW, 0, sheet.title, self._formats.title)
        worksheet.write_string(PURPOSE_ROW, 0, sheet.purpose, self._formats.purpose)
        self._set_page(sheet, worksheet)
        if sheet is HOME:
            self._make_home(worksheet)
        elif sheet is SETTINGS:
            self._make_settings(worksheet)
        elif sheet is PASTE:
            worksheet.set_column(0, 0, 30)
            worksheet.freeze_panes(HEADING_ROW, 0)
        else:
            for table, column, row in places(sheet):
                self._make_table(worksheet, sheet, table, row, column)
            self._set_heights(sheet, worksheet)
            if sheet is not LISTS:
                self._freeze(sheet, worksheet)

    def _set_heights(self, sheet: Sheet, worksheet: Worksheet) -> None:
        heights: dict[int, float] = {}
        for table, _, row in places(sheet):
            for number, values in enumerate(self._rows_of(table), start=row + 1):
                heights[number] = max(heights.get(number, 0), _height(table, values))
        for number, height in heights.items():
            worksheet.set_row(number, height)

    def _rows_of(self, table: Table) -> Rows:
        return self._content.rows.get(table.name, table.fixed_rows)

    def _set_page(self, sheet: Sheet, worksheet: Worksheet) -> None:
        shown = (c.width for t in sheet.tables for c in t.columns if not c.folded)
        width = sum(shown)
        worksheet.set_landscape()
        worksheet.set_paper(A3 if width > A4_CHARACTERS else A4)
        pages = max(math.ceil(width / A3_CHARACTERS), 1)
        if pages > 1 and sheet.freeze_after:
            # Each page begins with what names the row.
            last = [column.key for column in sheet.table.columns].index(sheet.freeze_after)
            again = sum(column.width for column in sheet.table.columns[: last + 1])
            pages = math.ceil((width - again) / (A3_CHARACTERS - again))
            worksheet.repeat_columns(0, last)
        worksheet.fit_to_pages(pages, 0)
        worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        worksheet.set_footer(f"&L&9{sheet.title}&R&9Page &P of &N")
        if sheet.tables:
            worksheet.repeat_rows(places(sheet)[0][2])

    def _freeze(self, sheet: Sheet, worksheet: Worksheet) -> None:
        keys = [column.key for column in sheet.table.columns]
        after = keys.index(sheet.freeze_after) + 1 if sheet.freeze_after else 0
        worksheet.freeze_panes(HEADING_ROW + 1, after)

    # Tables

    def _make_table(
        self, worksheet: Worksheet, sheet: Sheet, table: Table, row: int, first: int
    ) -> None:
        if table.title and len(sheet.tables) > 1:
            worksheet.write_string(row - 1, first, table.title, self._formats.group)
        rows = self._rows_of(table)
        height = max(len(rows) + (table.spare_rows if not rows else table.spare_rows // 6), 1)
        looks = [
            self._formats.cell(column, before)
            for before, column in zip((None, *table.columns), table.columns, strict=False)
        ]
        worksheet.add_table(
            row,
            first,
            row + height,
            first + len(table.columns) - 1,
            {
                "name": table.name,
                "style": None,
                "autofilter": len(sheet.tables) == 1,
                "columns": [
                    {
                        "header": column.heading,
                        "header_format": self._formats.heading(column),
                        "format": look,
                        **({"formula": column.formula} if column.formula else {}),
                    }
                    for column, look in zip(table.columns, looks, strict=True)
                ],
            },
        )
        worksheet.set_row(row, 34)
        for offset, (column, look) in enumerate(zip(table.columns, looks, strict=True)):
            place = first + offset
            self._set_column(worksheet, table, offset, place)
            self._note(worksheet, row, place, column)
            self._restrict(worksheet, row + 1, place, column)
            self._colour(worksheet, row + 1, place, column)
            for index in range(height):
                value = rows[index].get(column.key) if index < len(rows) else None
                self._write(worksheet, row + 1 + index, place, column, value, look)
        if table.name in _CODE_OF:
            self._show_decimals(worksheet, table, row + 1, first)

    def _set_column(self, worksheet: Worksheet, table: Table, offset: int, place: int) -> None:
        column = table.columns[offset]
        options = {"level": 1, "hidden": True} if column.folded else {}
        worksheet.set_column(place, place, column.width, None, options)
        if column.folded and offset + 1 == len(table.columns):
            worksheet.set_column(place + 1, place + 1, None, None, {"collapsed": True})

    def _note(self, worksheet: Worksheet, row: int, place: int, column: Column) -> None:
        filled_by = "" if column.owner is Owner.STAFF else "\nFilled by the toolkit."
        example = f"\nFor example: {column.example}" if column.example else ""
        needed = "\nNeeded in every row." if column.required else ""
        text = f"{column.help}{example}{needed}{filled_by}"
        lines = sum(len(line) // 38 + 1 for line in text.split("\n"))
        worksheet.write_comment(
            row,
            place,
            text,
            {
                "author": "",
                "font_name": "Arial",
                "font_size": 9,
                "width": 250,
                "height": 16 * lines + 12,
                "color": "#FFFFFF",
            },
        )

    def _write(
        self,
        worksheet: Worksheet,
        row: int,
        place: int,
        column: Column,
        value: CellContent,
        cell_format: Format,
    ) -> None:
        if column.formula:
            result = value if isinstance(value, int) else ""
            worksheet.write_formula(row, place, column.formula, cell_format, result)
        elif value is None or (isinstance(value, str) and looks_blank(value)):
            worksheet.write_blank(row, place, None, cell_format)
        elif column is _LINKED_COLUMN:
            target = str(value)
            worksheet.write_url(
                row, place, f"internal:{target}", cell_format, target.rpartition("!")[2]
            )
        elif isinstance(value, date):
            worksheet.write_datetime(row, place, value, cell_format)
        elif isinstance(value, Decimal | int):
            worksheet.write_number(row, place, value, cell_format)
        else:
            if len(value) > LONGEST_TEXT:
                raise CellRefused(
                    f'A text for "{column.heading}" is longer than a cell can hold '
                    f"({LONGEST_TEXT:,} characters). Shorten it, or spread it over several rows."
                )
            write_words(worksheet, row, place, value, self._formats.of(), cell_format)

    # Drop-downs, checks on typing and colours

    def _restrict(self, worksheet: Worksheet, row: int, place: int, column: Column) -> None:
        if column.owner is Owner.TOOLKIT:
            return
        rule = _typing_rule(column)
        if rule:
            worksheet.data_validation(row, place, LAST_CHECKED_ROW, place, rule)

    def _colour(self, worksheet: Worksheet, row: int, place: int, column: Column) -> None:
        if holds_rating(column):
            coloured = {rating: rating for rating in choices.RATINGS}
        else:
            coloured = _SEVERITY_COLOURS if column.key == "severity" else {}
        for word, name in coloured.items():
            worksheet.conditional_format(
                row,
                place,
                LAST_CHECKED_ROW,
                place,
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": self._formats.rating(name),
                },
            )
        if column.key == "days_overdue":
            worksheet.conditional_format(
                row,
                place,
                LAST_CHECKED_ROW,
                place,
                {
                    "type": "formula",
                    "criteria": f"=N({column_letters(place + 1)}{row + 1})>0",
                    "format": self._formats.rating(choices.RED),
                },
            )

    def _show_decimals(self, worksheet: Worksheet, table: Table, row: int, first: int) -> None:
        """Show figures with the decimals of their indicator: 92.0 beside 91.8.

        A colour rule does it, so that figures typed tomorrow look right as well.
        """
        keys = [column.key for column in table.columns]
        code = f"${column_letters(first + keys.index(_CODE_OF[table.name]) + 1)}{row + 1}"
        codes, decimals = (_checked_block(INDICATORS_TABLE, key) for key in ("code", "decimals"))
        figures = [
            first + offset
            for offset, column in enumerate(table.columns)
            if column.kind is Kind.NUMBER and column.key not in _COUNTS
        ]
        for number in _DECIMALS_SHOWN:
            look = self._workbook.add_format({"num_format": f"0.{'0' * number}"})
            rule = f"=IFERROR(INDEX({decimals},MATCH({code},{codes},0))={number},FALSE)"
            for place in figures:
                worksheet.conditional_format(
                    row,
                    place,
                    LAST_CHECKED_ROW,
                    place,
                    {"type": "formula", "criteria": rule, "format": look},
                )

    # Settings and defined names

    def _place_settings(self) -> None:
        row = HEADING_ROW
        group = ""
        for setting in SETTINGS.settings:
            if setting.group != group:
                group = setting.group
                row += 1
            self._settings_cells[setting.key] = f"Settings!$B${row + 1}"
            row += 1

    def _define_names(self) -> None:
        define = self._workbook.define_name
        as_at = self._settings_cells["as_at"]
        define("AsAt", f'=IF({as_at}="",TODAY(),{as_at})')
        for name, (table, key) in _referred_columns().items():
            block = _checked_block(table, key)
            if name == "Ratings_rating":
                scheme = self._settings_cells["rating_scheme"]
                size = f'IF({scheme}="{choices.THREE_COLOURS}",3,IF({scheme}="{choices.BRAG}",4,5))'
            else:
                size = f"MAX(1,COUNTA({block}))"
            start = block.partition(":")[0]
            define(name, f"={start}:INDEX({block},{size})")

    def _make_settings(self, worksheet: Worksheet) -> None:
        formats = self._formats
        worksheet.set_column(0, 0, 24)
        worksheet.set_column(1, 1, 48)
        worksheet.set_column(2, 2, 80)
        group = ""
        for setting in SETTINGS.settings:
            row = int(self._settings_cells[setting.key].rpartition("$")[2]) - 1
            if setting.group != group:
                group = setting.group
                worksheet.set_row(row - 1, 26)
                worksheet.write_string(row - 1, 0, group, formats.group)
            worksheet.write_string(row, 0, setting.label, formats.label)
            needed = " Needed." if setting.required else ""
            worksheet.write_string(row, 2, setting.help + needed, formats.help)
            value = self._content.settings.get(setting.key, setting.default)
            cell_format = formats.input(setting.kind)
            if value is None or (isinstance(value, str) and looks_blank(value)):
                worksheet.write_blank(row, 1, None, cell_format)
            elif isinstance(value, date):
                worksheet.write_datetime(row, 1, value, cell_format)
            else:
                write_words(worksheet, row, 1, str(value), formats.of(), cell_format)
            rule = _typing_rule(setting.as_column())
            if rule:
                worksheet.data_validation(row, 1, row, 1, rule)
        worksheet.freeze_panes(HEADING_ROW, 0)

    # Home

    def _make_home(self, worksheet: Worksheet) -> None:
        formats = self._formats
        worksheet.set_column(0, 1, 34)
        worksheet.set_column(2, 2, 84)
        row = self._say_how(worksheet)
        settings = self._content.settings
        facts = (
            ("Period", "period"),
            ("Plan version", "plan_version"),
            ("Plan status", "plan_status"),
            ("Next meeting", "next_meeting"),
        )
        for label, key in facts:
            row += 1
            cell = self._settings_cells[key]
            value = settings.get(key, "")
            is_date = key == "next_meeting"
            shown = formats.of(align="left", **({"num_format": "d mmmm yyyy"} if is_date else {}))
            cached: Any = _serial(value) if isinstance(value, date) else value or ""
            worksheet.write_string(row, 0, label, formats.label)
            worksheet.write_formula(row, 1, f'=IF({cell}="","",{cell})', shown, cached)
        row += 1
        as_at = settings.get("as_at")
        worksheet.write_string(row, 0, "As at", formats.label)
        worksheet.write_formula(
            row,
            1,
            "=AsAt",
            formats.of(align="left", num_format="d mmmm yyyy"),
            _serial(as_at) if isinstance(as_at, date) else 0,
        )
        worksheet.write_formula(
            row,
            2,
            '=IF(TODAY()-AsAt>14,"This date is more than 14 days old. '
            'Change it on the Settings sheet.","")',
            formats.of(bold=True, font_color="#CA3535"),
            "",
        )
        row += 2
        worksheet.set_row(row, 26)
        worksheet.write_string(row, 0, "Where the year stands", formats.group)
        for count in HOME.counts:
            row += 1
            worksheet.set_row(row, 30)
            worksheet.write_url(
                row,
                0,
                f"internal:'{count.sheet}'!A1",
                formats.of(bold=True, underline=1, font_color="#1D70B8", valign="vcenter"),
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
                self._content.counts.get(count.key, 0),
            )
            worksheet.write_string(
                row, 2, count.help, formats.of(font_color="#484949", valign="vcenter", indent=1)
            )
            if count.alarm:
                worksheet.conditional_format(
                    row,
                    1,
                    row,
                    1,
                    {
                        "type": "cell",
                        "criteria": ">",
                        "value": 0,
                        "format": formats.rating(count.alarm),
                    },
                )
        row += 2
        worksheet.set_row(row, 26)
        worksheet.write_string(row, 0, "How the year goes", formats.group)
        for number, (sheet, step) in enumerate(_STEPS, start=1):
            row += 1
            worksheet.set_row(row, 20)
            worksheet.write_url(
                row,
                0,
                f"internal:'{sheet}'!A1",
                formats.of(underline=1, font_color="#1D70B8", valign="vcenter"),
                f"{number}. {sheet}",
            )
            worksheet.merge_range(row, 1, row, 2, step, formats.of(valign="vcenter"))

    def _say_how(self, worksheet: Worksheet) -> int:
        """Say how the toolkit is set to work, and place its buttons; the last row of that."""
        strong = self._formats.of(bold=True, valign="vcenter")
        worksheet.set_row(HEADING_ROW, 24)
        if self._macros is None:
            worksheet.write_string(HEADING_ROW, 0, HOW_TO_COMMAND, strong)
            return HEADING_ROW
        worksheet.write_string(HEADING_ROW, 0, HOW_TO_PRESS, strong)
        words = self._formats.of(font_color=f"#{palette.GREY}")
        more = self._formats.of(bold=True)
        row = self._macros.add_to(self._workbook, worksheet, HEADING_ROW + 1, 0, words, more)
        return row + 1


_STEPS = (
    ("Settings", "Say what the board is called, which year this is and how papers look."),
    ("Lists", "List the posts and groups that lead actions, and the areas figures are for."),
    ("Priorities", "Write the priorities; then evidence, outcomes and measures beside them."),
    ("Plan", "One action a row. Point at a heading to see what belongs under it."),
    ("Indicators", "Say what is measured; its figures go on the Data sheet."),
    ("Findings", "Check the workbook and mend what it lists; then build the papers."),
)

_SEVERITY_COLOURS = {
    "Error": choices.RED,
    "Warning": choices.AMBER,
    "Note": choices.GREY,
}


def places(sheet: Sheet) -> list[tuple[Table, int, int]]:
    """Each table of a sheet with the column and row of its first heading, from 0.

    Several tables stand side by side, a column apart, under titles of their own.
    """
    several = len(sheet.tables) > 1
    found, column = [], 0
    for table in sheet.tables:
        found.append((table, column, HEADING_ROW + 1 if several else HEADING_ROW))
        column += len(table.columns) + 1
    return found


LINE_POINTS = 13.0


def _height(table: Table, values: Mapping[str, CellContent]) -> float:
    """A row's height in points, guessed from how its texts wrap."""
    lines = 1
    for column in table.columns:
        value = values.get(column.key)
        if isinstance(value, str) and not column.folded:
            wrapped = (math.ceil(len(line) * 0.95 / column.width) for line in value.split("\n"))
            lines = max(lines, sum(max(count, 1) for count in wrapped))
    return LINE_POINTS * lines + 4


def _place_of(table: Table, key: str) -> tuple[int, int]:
    """Column and first data row of a table's column, from 0."""
    for other, first, row in places(sheet_of(table.name)):
        if other is table:
            return first + [column.key for column in table.columns].index(key), row + 1
    raise KeyError(table.name)


def _checked_block(table: Table, key: str) -> str:
    """The cells of a table's column, as far down as they are checked, as formulas name them."""
    column, first = _place_of(table, key)
    letters = column_letters(column + 1)
    sheet = sheet_of(table.name).name
    return f"{sheet}!${letters}${first + 1}:${letters}${LAST_CHECKED_ROW}"


def _referred_columns() -> dict[str, tuple[Table, str]]:
    """Name: table and key, for every column that another one offers as a drop-down."""
    tables = {table.name: table for sheet in SHEETS for table in sheet.tables}
    found = {}
    for table in tables.values():
        for column in table.columns:
            if column.refers_to:
                name, _, key = column.refers_to.partition(".")
                found[f"{name}_{key}"] = (tables[name], key)
    return found


def _typing_rule(column: Column) -> dict[str, Any] | None:
    """What Excel checks while a person types into the column."""
    rule: dict[str, Any] = {"ignore_blank": True, "error_title": column.heading[:32]}
    if column.refers_to:
        source = f"={column.refers_to.replace('.', '_')}"
        kind = "information" if column.open_list else "stop"
        return rule | {
            "validate": "list",
            "source": source,
            "error_type": kind,
            "error_message": "This is not on the list yet."
            if column.open_list
            else "Please choose a word from the list.",
        }
    if column.choices:
        return rule | {
            "validate": "list",
            "source": list(column.choices),
            "error_message": "Please choose a word from the list.",
        }
    if column.kind is Kind.DATE:
        return rule | {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_message": "Please type a date as in 31/03/2027.",
        }
    if column.kind in (Kind.NUMBER, Kind.COUNT):
        return rule | {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e12,
            "maximum": 1e12,
            "error_message": "Please type the number alone, without words or units.",
        }
    return None


def _serial(day: date) -> int:
    """A date as the number Excel keeps for it."""
    return (day - date(1899, 12, 30)).days


def blank(board_name: str, period: str) -> Content:
    """What `toolkit new` starts from."""
    return Content(settings={"board_name": board_name, "period": period})
