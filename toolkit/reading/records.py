"""From a workbook's grids to a board's records, with what was found on the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

from toolkit.board import history, lists, narrative, plan, scorecard
from toolkit.board.board import Board
from toolkit.board.settings import Settings
from toolkit.layout import SHEETS, TABLES, Column, Owner, sheet_of
from toolkit.layout.board.home import HOME
from toolkit.layout.board.scorecard import SCORECARD_TABLE
from toolkit.layout.board.settings import SETTINGS
from toolkit.reading import rules
from toolkit.reading.grid import Address, Grid, column_letters
from toolkit.reading.table import (
    Row,
    TablePlace,
    about_empty_list,
    about_unknown,
    by_folded,
    folded_heading,
    match_word,
    read_table,
    read_value,
)
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import NotABoardWorkbook
from toolkit.values.findings import CellPlace, Finding, Severity
from toolkit.values.missing import Missing
from toolkit.values.text import nearest_named, plural

Record = TypeVar("Record")

# Table: the record its rows become, and the field of Board that holds them.
RECORDS: Mapping[str, tuple[Callable[..., Any], str]] = {
    "Leads": (lists.Lead, "leads"),
    "Ratings": (lists.RatingWords, "ratings"),
    "Areas": (lists.Area, "areas"),
    "EvidenceCodes": (lists.EvidenceCode, "evidence_codes"),
    "Abbreviations": (lists.Abbreviation, "abbreviations"),
    "Words": (lists.Word, "own_words"),
    "Themes": (plan.Theme, "themes"),
    "Priorities": (plan.Priority, "priorities"),
    "Evidence": (plan.Evidence, "evidence"),
    "Outcomes": (plan.Outcome, "outcomes"),
    "Measures": (plan.Measure, "measures"),
    "Plan": (plan.Action, "actions"),
    "Updates": (plan.Update, "updates"),
    "Indicators": (scorecard.Indicator, "indicators"),
    "Targets": (scorecard.PeriodTarget, "period_targets"),
    "Breaks": (scorecard.StepChange, "steps"),
    "Data": (scorecard.Datum, "data"),
    "Scorecard": (scorecard.Remark, "remarks"),
    "Narrative": (narrative.Block, "narrative"),
    "History": (history.Reported, "history"),
}


class BoardRead(NamedTuple):
    """A board, what was found while reading it, and where its tables stand, by name."""

    board: Board
    findings: list[Finding]
    places: Mapping[str, TablePlace]


def read_board(workbook: Workbook) -> BoardRead:
    """The board a workbook describes, with the findings on its sheets and cells.

    NotABoardWorkbook where none of the sheets that a board workbook needs is there.
    """
    needed = [sheet.name for sheet in SHEETS if sheet.required]
    if not any(name in workbook.grids for name in needed):
        raise NotABoardWorkbook(
            f"{workbook.name} has none of the sheets of a board workbook "
            f"({', '.join(needed)}). Make a fresh one with: toolkit new"
        )
    findings: list[Finding] = []
    if workbook.links:
        others = plural(workbook.links, "other file")
        findings.append(rules.LINKS_ELSEWHERE.at(CellPlace(workbook.name, HOME.name), files=others))
    for sheet in SHEETS:
        if sheet.required and sheet.name not in workbook.grids:
            guess = nearest_named(sheet.name, workbook.sheet_names)
            findings.append(
                rules.SHEET_MISSING.at(
                    CellPlace(workbook.name, sheet.name), sheet=sheet.name, guess=guess
                )
            )
    settings = Settings()
    if SETTINGS.name in workbook.grids:
        settings, more = read_settings(workbook.grids[SETTINGS.name], workbook.name)
        findings += more
    rows: dict[str, list[Row]] = {name: [] for name in RECORDS}
    places: dict[str, TablePlace] = {}
    for name, table in TABLES.items():
        sheet = sheet_of(name)
        if sheet.name in workbook.grids:
            read = read_table(workbook.grids[sheet.name], sheet, table, workbook.name)
            places[name] = read.place
            if name in rows:
                rows[name] = read.rows
                findings += read.findings
    rows[SCORECARD_TABLE.name] = [row for row in rows[SCORECARD_TABLE.name] if _was_typed_in(row)]
    rows = _resolve_references(rows, places, findings)
    records = {attribute: _records(make, rows[name]) for name, (make, attribute) in RECORDS.items()}
    board = Board(workbook=workbook.name, settings=settings, **cast(Any, records))
    # What stands at the root of others is said before them.
    findings.sort(key=lambda finding: not _is_of_the_layout(finding))
    return BoardRead(board, findings, places)


def _is_of_the_layout(finding: Finding) -> bool:
    rule = finding.rule
    return rule.code.startswith("SHEET-") and rule.severity is Severity.ERROR


_TYPED = tuple(column.key for column in SCORECARD_TABLE.columns if column.owner is Owner.STAFF)


def _was_typed_in(row: Row) -> bool:
    """Whether staff typed anything into a row of the Scorecard: the rest of it is the toolkit's."""
    return row.source.unreadable or any(row.values[key] for key in _TYPED)


def _records(make: Callable[..., Record], rows: Sequence[Row]) -> tuple[Record, ...]:
    """Records whose fields are the layout's keys; a test holds that the two agree."""
    return tuple(make(**row.values, source=row.source) for row in rows)


def read_settings(grid: Grid, workbook: str) -> tuple[Settings, list[Finding]]:
    """The Settings sheet: each line found by its label, wherever it stands."""
    findings: list[Finding] = []
    addresses: dict[str, Address] = {}
    for number, row_values in enumerate(grid.rows, start=1):
        for column, text in enumerate(row_values, start=1):
            if isinstance(text, str) and text.strip():
                addresses.setdefault(folded_heading(text), (number, column))
                break
    values_by_key: dict[str, object] = {}
    cells: dict[str, CellPlace] = {}
    for setting in SETTINGS.settings:
        address = addresses.get(folded_heading(setting.label))
        if address is None:
            if setting.required:
                below = CellPlace(workbook, grid.name, grid.height + 1, "A")
                findings.append(rules.SETTING_MISSING.at(below, label=setting.label))
            continue
        row, column = address[0], address[1] + 1
        place = CellPlace(workbook, grid.name, row, column_letters(column))
        cells[setting.key] = place
        value = read_value(setting.as_column(), grid.cell(row, column), place, findings.append)
        values_by_key[setting.key] = None if isinstance(value, Missing) else value
    return Settings(**cast(Any, values_by_key), cells=cells), findings


def _resolve_references(
    rows: Mapping[str, list[Row]], places: Mapping[str, TablePlace], findings: list[Finding]
) -> dict[str, list[Row]]:
    """Rows whose references are written as the rows they name write them.

    A reference that names no row of a closed list is a finding and becomes "". So does one whose
    list has lost its sheet or its column, without a finding: what is gone was named already.
    """
    resolved: dict[str, list[Row]] = {}
    for name, table_rows in rows.items():
        lists = {
            column: _List(by_folded(_referred(column, rows)), _is_there(column, places))
            for column in TABLES[name].columns
            if column.refers_to and not column.open_list and column.is_record_field
        }
        resolved[name] = [_resolved(row, lists, findings) for row in table_rows]
    return resolved


class _List(NamedTuple):
    """The words that a reference may be, and whether the sheet has the column they stand in."""

    words: Mapping[str, str]
    is_there: bool


def _is_there(column: Column, places: Mapping[str, TablePlace]) -> bool:
    table, _, key = column.refers_to.partition(".")
    if table not in places:
        # Nobody misses a sheet that is not needed, until something points to it.
        return not sheet_of(table).required
    return key in places[table].columns


def _referred(column: Column, rows: Mapping[str, list[Row]]) -> tuple[str, ...]:
    table, _, key = column.refers_to.partition(".")
    return tuple(dict.fromkeys(str(row.values[key]) for row in rows[table] if row.values[key]))


def _resolved(row: Row, lists: Mapping[Column, _List], findings: list[Finding]) -> Row:
    values, source = dict(row.values), row.source
    for column, valid in lists.items():
        text = str(values[column.key])
        word = match_word(text, valid.words) if text else ""
        if word is None and valid.is_there:
            cell = source.cell(column.key)
            if valid.words:
                about = about_unknown(column, text, tuple(valid.words.values()))
                findings.append(rules.UNKNOWN_WORD.at(cell, **about))
            else:
                findings.append(rules.LIST_EMPTY.at(cell, **about_empty_list(column, text)))
            source = replace(source, unreadable=True)
        values[column.key] = word or ""
    return Row(values, source)
