"""An imported plan laid on a workbook: rows for its sheets, and what found no place in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from toolkit.board.board import Board
from toolkit.importing.plan.assemble.references import with_plain_references
from toolkit.importing.plan.records import ImportedPlan, Unplaced
from toolkit.layout.board.evidence import EVIDENCE_TABLE
from toolkit.layout.board.lists import ABBREVIATIONS, EVIDENCE_CODES, LEADS, RATINGS, WORDS
from toolkit.layout.board.measures import MEASURES_TABLE
from toolkit.layout.board.narrative import NARRATIVE_TABLE
from toolkit.layout.board.outcomes import OUTCOMES_TABLE
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.board.priorities import PRIORITIES_TABLE
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.board.themes import THEMES_TABLE
from toolkit.layout.board.unplaced import UNPLACED_TABLE
from toolkit.layout.schema import Table
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Cell, CellKind, column_number
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.values import choices, terms
from toolkit.values.text import day_in_words, plural
from toolkit.writing.cell_changes import CellChanges
from toolkit.writing.changes import Changes, Content
from toolkit.writing.own_cells import ListedCells, listed_cells

# The tables that a plan fills. An imported plan keeps their rows under the names of Board's.
PLAN_TABLES = (
    THEMES_TABLE,
    PRIORITIES_TABLE,
    PLAN_TABLE,
    EVIDENCE_TABLE,
    OUTCOMES_TABLE,
    MEASURES_TABLE,
    NARRATIVE_TABLE,
    ABBREVIATIONS,
)

Row = dict[str, Content]


@dataclass(frozen=True)
class Laid:
    """An imported plan laid on a workbook.

    `unplaced` goes to the sheet of that name; `sentences` say what was decided on the way.
    """

    changes: Changes
    unplaced: tuple[Unplaced, ...]
    sentences: tuple[str, ...]


def rows_there(board: Board) -> int:
    """How many rows the sheets of a workbook's plan hold already."""
    return sum(len(getattr(board, table.held_as)) for table in PLAN_TABLES)


def lay(
    workbook: Workbook,
    places: Mapping[str, TablePlace],
    board: Board,
    plan: ImportedPlan,
    replace: bool = False,
) -> Laid:
    """What brings the plan into the workbook.

    Rows go below those that are there, or with `replace` into their place. A setting or
    fixed word is filled where it is empty or as the toolkit brings it; what a person
    typed stays, and the paper's word for it goes to Unplaced. Leads join the list of
    leads. An action whose paper names no status counts as not started.
    """
    plan = with_plain_references(plan)
    cells = CellChanges(workbook, places, also_typed=True)
    titles = {indicator.code: indicator.title for indicator in board.indicators}
    unplaced = [
        item
        for item in plan.unplaced
        if not (item.indicator and titles.get(item.indicator) == item.text)
    ]
    for table in PLAN_TABLES:
        records = getattr(plan, table.held_as)
        rows = [_row(table, record) for record in records]
        if not cells.has(table.name):
            unplaced += _as_unplaced(records)
        elif replace:
            cells.replace_rows(table.name, rows)
        elif rows:
            cells.append_rows(table.name, rows)
    unplaced += _fill_settings(cells, workbook, board, plan)
    unplaced += _fill_fixed(cells, workbook, places, WORDS, "term", _words(plan))
    unplaced += _fill_fixed(cells, workbook, places, RATINGS, "rating", _ratings(plan))
    unplaced += _fill_fixed(cells, workbook, places, EVIDENCE_CODES, "kind", _evidence_codes(plan))
    rows = [{"text": item.text, "origin": f"{plan.name}, {item.origin}"} for item in unplaced]
    there = _on_unplaced(workbook, places)
    if cells.has(UNPLACED_TABLE.name) and replace and not there.typed:
        cells.replace_list(UNPLACED_TABLE.name, rows, there.own, ())
    elif cells.has(UNPLACED_TABLE.name) and rows:
        cells.append_rows(UNPLACED_TABLE.name, rows)
    new_leads = _new_leads(board, plan)
    if cells.has(LEADS.name) and new_leads:
        cells.append_rows(LEADS.name, [{"name": name} for name in new_leads])
    return Laid(cells.changes, tuple(unplaced), tuple(_sentences(plan, new_leads)))


def _on_unplaced(workbook: Workbook, places: Mapping[str, TablePlace]) -> ListedCells:
    """The rows of Unplaced that name a place, as imports write them, and what else is there."""
    place = places.get(UNPLACED_TABLE.name)
    if place is None:
        return ListedCells()
    return listed_cells(
        workbook.grids[place.sheet],
        place,
        None,
        lambda cells: all(cell.kind is not CellKind.BLANK for cell in cells.values()),
    )


def _new_leads(board: Board, plan: ImportedPlan) -> list[str]:
    """Those who lead actions and are not on the list of leads, in the order of the plan."""
    known = {name.casefold() for lead in board.leads for name in lead.names}
    named = (
        name
        for action in plan.actions
        for name in (action.lead, *action.other_leads)
        if name and name.casefold() not in known
    )
    return list({name.casefold(): name for name in reversed(list(named))}.values())[::-1]


def _sentences(plan: ImportedPlan, new_leads: list[str]) -> Iterator[str]:
    without = sum(not action.status for action in plan.actions)
    if without:
        yield f"{plural(without, 'action')} without a status read as not started."
    if new_leads:
        yield f"{plural(len(new_leads), 'lead')} added to the list of leads on Lists."


def _row(table: Table, record: object) -> Row:
    """A record as the columns of its table; what has no column is in `_as_unplaced`."""
    columns = {column.key for column in table.columns}
    values: Row = {"id": None} if "id" in columns else {}
    for item in fields(record):  # type: ignore[arg-type]
        if item.name in columns:
            value = getattr(record, item.name)
            values[item.name] = "\n".join(value) if isinstance(value, tuple) else value
    if table is PLAN_TABLE:
        values["status"] = values["status"] or choices.NOT_STARTED
        due = values["due"]
        if isinstance(due, date) and str(values["timescale"]) == day_in_words(due):
            # A day alone is the due date; the words of a timescale are for what is none.
            values["timescale"] = ""
    return values


def _as_unplaced(records: Iterable[object]) -> Iterator[Unplaced]:
    for record in records:
        words = [
            "\n".join(value) if isinstance(value, tuple) else str(value)
            for item in fields(record)  # type: ignore[arg-type]
            if item.name != "origin" and (value := getattr(record, item.name))
        ]
        yield Unplaced(text="\n".join(words), origin=record.origin)  # type: ignore[attr-defined]


def _fill_settings(
    cells: CellChanges, workbook: Workbook, board: Board, plan: ImportedPlan
) -> Iterator[Unplaced]:
    usual = {setting.key: setting.default for setting in SETTINGS.settings}
    labels = {setting.key: setting.label for setting in SETTINGS.settings}
    for key, text in plan.settings.items():
        place = board.settings.cells.get(key)
        if place is not None:
            address = place.row, column_number(place.column)
            present = workbook.grids[place.sheet].cell(*address)
            if _may_be_filled(present, "", usual[key], text):
                cells.set_cell(place.sheet, address, text)
                continue
        yield Unplaced(text=text, origin=f"read as {labels[key]}, where Settings has another")


def _may_be_filled(cell: Cell, *texts: object) -> bool:
    """Whether a cell holds one of these texts, and neither a formula nor an error."""
    odd = cell.formula or cell.kind in (CellKind.ERROR, CellKind.UNCALCULATED)
    return not odd and text_of(cell) in texts


def _words(plan: ImportedPlan) -> dict[str, Row]:
    return {terms.LABELS[term]: {"word": word} for term, word in plan.words.items()}


def _ratings(plan: ImportedPlan) -> dict[str, Row]:
    return {
        rating.rating: {
            key: value
            for key, value in (
                ("label", rating.label),
                ("process", rating.process),
                ("impact", rating.impact),
            )
            if value
        }
        for rating in plan.ratings
    }


def _evidence_codes(plan: ImportedPlan) -> dict[str, Row]:
    return {code.kind: {"meaning": code.meaning} for code in plan.evidence_codes if code.meaning}


def _fill_fixed(
    cells: CellChanges,
    workbook: Workbook,
    places: Mapping[str, TablePlace],
    table: Table,
    name: str,
    wanted: Mapping[str, Row],
) -> Iterator[Unplaced]:
    """Fill the cells of fixed rows, found by the name in their first column."""
    fixed = {row[name]: row for row in table.fixed_rows}
    place = places.get(table.name)
    rows: dict[str, int] = {}
    if place is not None and name in place.columns:
        grid = workbook.grids[place.sheet]
        for number in range(place.row + 1, place.last_row + 1):
            rows.setdefault(text_of(grid.cell(number, place.columns[name])).casefold(), number)
    for key, values in wanted.items():
        row = rows.get(key.casefold())
        for column, text in values.items():
            if place is not None and row is not None and column in place.columns:
                grid = workbook.grids[place.sheet]
                present = grid.cell(row, place.columns[column])
                if _may_be_filled(present, "", fixed.get(key, {}).get(column, ""), text):
                    cells.set_row(table.name, row, {column: text})
                    continue
            yield Unplaced(text=str(text), origin=f"read as {key}, where Lists has other words")
