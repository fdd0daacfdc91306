"""What `toolkit update` writes: identities, ratings, verdicts, findings, counts. Nothing else."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from toolkit.board.board import Board
from toolkit.layout.board.expected import EXPECTED_TABLE
from toolkit.layout.board.findings import FINDINGS_TABLE
from toolkit.layout.board.history import HISTORY_TABLE
from toolkit.layout.board.home import HOME
from toolkit.layout.board.plan import PLAN_TABLE, TYPED_FOR_HOME
from toolkit.layout.board.scorecard import SCORECARD_TABLE
from toolkit.reading.cells import clean
from toolkit.reading.grid import CellKind, Grid, address_of
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.results.reported_actions import reported_actions, traced
from toolkit.results.results import Results
from toolkit.values.findings import Finding
from toolkit.writing import toolkit_columns
from toolkit.writing.as_typed import as_formula_text, joined
from toolkit.writing.cell_changes import CellChanges, Values
from toolkit.writing.changes import Changes
from toolkit.writing.history_record import cover_history, kept_chain
from toolkit.writing.identities import HIGHEST_IDENTITY, identity, identity_number
from toolkit.writing.offered_actions import offered_actions
from toolkit.writing.own_cells import GreyCells, list_record, listed_cells
from toolkit.writing.record import Record, TableRecord, as_text, from_text
from toolkit.writing.row_names import NAMED_BY, scorecard_name, scorecard_rows


def toolkit_changes(
    workbook: Workbook,
    places: Mapping[str, TablePlace],
    board: Board,
    results: Results,
    findings: Sequence[Finding],
    as_at: date | None = None,
) -> Changes:
    """The changes that bring the toolkit's own cells up to date; none where they are.

    `as_at` is the day that the sheets should count as at until someone changes it; None for
    the day on which they are looked at.

    CellRefused where a list needs a row that a person filled.
    """
    cells = CellChanges(workbook, places)
    given = _give_identities(cells, workbook, places, board)
    record = dict(from_text(workbook.record) or {})
    if cells.has(PLAN_TABLE.name):
        place = places[PLAN_TABLE.name]
        grey = _grey_cells(workbook, place, record)
        typed = _typed_in_plan(workbook.grids[place.sheet], place)
        _fill_plan(cells, grey, board, results, findings, given, typed)
        record[PLAN_TABLE.name] = grey.record
    if cells.has(SCORECARD_TABLE.name):
        place = places[SCORECARD_TABLE.name]
        grey = _grey_cells(workbook, place, record)
        _fill_scorecard(cells, grey, workbook.grids[place.sheet], place, board, results)
        record[SCORECARD_TABLE.name] = grey.record
    if cells.has(EXPECTED_TABLE.name):
        place = places[EXPECTED_TABLE.name]
        kept = record.get(EXPECTED_TABLE.name)
        record[EXPECTED_TABLE.name] = _list_expected(cells, workbook, place, kept, board, results)
    if cells.has(FINDINGS_TABLE.name):
        place = places[FINDINGS_TABLE.name]
        kept = record.get(FINDINGS_TABLE.name)
        record[FINDINGS_TABLE.name] = _list_findings(cells, workbook, place, kept, findings)
    if HOME.name in workbook.grids:
        counts = toolkit_columns.home_counts(board, results, findings)
        _refresh_home(cells, workbook.grids[HOME.name], counts)
    _keep_as_at(cells, workbook, board, as_at)
    cover_history(cells, HISTORY_TABLE.name, board, kept_chain(workbook.numbers), results.as_at)
    cells.set_record(as_text(record))
    return cells.changes


def _grey_cells(workbook: Workbook, place: TablePlace, record: Record) -> GreyCells:
    name = place.table.name
    return GreyCells(workbook.grids[place.sheet], place, record.get(name), *NAMED_BY[name])


def _give_identities(
    cells: CellChanges, workbook: Workbook, places: Mapping[str, TablePlace], board: Board
) -> dict[tuple[str, int], str]:
    """An identity for each row without one; a number once given is never given again.

    An action that looks like one that was reported, and has lost its ID, gets none: a new one
    would hide that. The new ones, by table and row.
    """
    new: dict[tuple[str, int], str] = {}
    lost = {
        (PLAN_TABLE.name, action.source.row)
        for action, _ in traced(board, reported_actions(board.reports)).lookalikes
    }
    for name, place in places.items():
        prefix = place.table.id_prefix
        if not prefix or not cells.has(name):
            continue
        records = getattr(board, place.table.held_as)
        given = [identity_number(record.id, prefix) for record in records]
        kept = HIGHEST_IDENTITY.format(prefix=prefix)
        highest = max([workbook.numbers.get(kept, 0), *given])
        grid = workbook.grids[place.sheet]
        for record in records:
            row = record.source.row
            if record.id or not record.source.has("id") or (name, row) in lost:
                continue
            if grid.cell(row, place.columns["id"]).kind is CellKind.BLANK:
                highest += 1
                new[name, row] = identity(prefix, highest)
                cells.set_row(name, row, {"id": new[name, row]})
        if highest:
            cells.set_property(kept, highest)
    return new


def _fill_plan(
    cells: CellChanges,
    grey: GreyCells,
    board: Board,
    results: Results,
    findings: Sequence[Finding],
    given: Mapping[tuple[str, int], str],
    typed: Callable[[int], str],
) -> None:
    names = {action.source.row: action.id for action in board.actions}
    cells.fill_formulas(PLAN_TABLE.name, names)
    identities = {row: name or given.get((PLAN_TABLE.name, row), "") for row, name in names.items()}
    offers = dict(offered_actions(board, identities))
    for row, values in toolkit_columns.plan_rows(board, results, findings).items():
        values |= {"as_typed": typed(row), "offer": offers[row]}
        grey.fill(cells, row, identities[row], values)


def _typed_in_plan(grid: Grid, place: TablePlace) -> Callable[[int], str]:
    """What people typed into a row of the plan, as Home's formulas compare it."""
    columns = [place.columns.get(key, 0) for key in TYPED_FOR_HOME]
    return lambda row: joined(grid.cell(row, column) for column in columns)


def _keep_as_at(cells: CellChanges, workbook: Workbook, board: Board, as_at: date | None) -> None:
    """Keep the day that Home counts as at, and what the as-at date was when it was settled."""
    places = board.settings.cells
    typed = ""
    if "as_at" in places and as_at is not None:
        grid = workbook.grids[places["as_at"].sheet]
        typed = as_formula_text(grid.cell(*address_of(places["as_at"].cell)))
    for key, value in (("as_at_read", as_at), ("as_at_typed", typed)):
        if key in places:
            cells.set_cell(places[key].sheet, address_of(places[key].cell), value)


def _fill_scorecard(
    cells: CellChanges,
    grey: GreyCells,
    grid: Grid,
    place: TablePlace,
    board: Board,
    results: Results,
) -> None:
    """Each indicator's row where it is; new ones below; figures of dropped ones emptied."""
    from toolkit.writing import scorecard_columns

    there = scorecard_rows(grid, place)
    new = []
    for values in scorecard_columns.scorecard_rows(board, results):
        row = there.pop((str(values["code"]), str(values["area"])), None)
        if row is None:
            new.append(values)
        else:
            grey.fill(cells, row, scorecard_name(values["code"], values["area"]), values)
    for (code, area), row in there.items():
        name = scorecard_name(code, area)
        # A row without a title is no indicator's: a note, perhaps, in the first column.
        if not grid.is_blank(row, place.columns.get("title", 0)) and grey.has(row, name):
            grey.fill(cells, row, name, scorecard_columns.DROPPED_FROM_SCORECARD)
    cells.append_rows(place.table.name, new, within=True)
    for values in new:
        grey.note(scorecard_name(values["code"], values["area"]), values)


def _list_expected(
    cells: CellChanges,
    workbook: Workbook,
    place: TablePlace,
    kept: TableRecord | None,
    board: Board,
    results: Results,
) -> TableRecord:
    rows: list[Values] = [*toolkit_columns.expected_rows(board, results)]
    there = listed_cells(workbook.grids[place.sheet], place, kept, toolkit_columns.is_expected)
    cells.replace_list(place.table.name, rows, there.own, there.typed)
    return list_record(place, rows)


def _list_findings(
    cells: CellChanges,
    workbook: Workbook,
    place: TablePlace,
    kept: TableRecord | None,
    findings: Sequence[Finding],
) -> TableRecord:
    rows = toolkit_columns.findings_rows(findings)
    targets = [str(row["cell"]) for row in rows]
    shown: list[Values] = [{**row, "cell": str(row["cell"]).rpartition("!")[2]} for row in rows]
    there = listed_cells(workbook.grids[place.sheet], place, kept, toolkit_columns.is_finding)
    table = FINDINGS_TABLE.name
    cells.replace_list(table, shown, there.own, there.typed)
    if cells.changed(table):
        cells.link(table, "cell", targets, there.own)
    return list_record(place, shown)


def _refresh_home(cells: CellChanges, grid: Grid, counts: Mapping[str, int]) -> None:
    """The results beside Home's formulas, found by their labels."""
    labels = {count.label: count.key for count in HOME.counts}
    for number, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            key = labels.get(clean(value)) if isinstance(value, str) else None
            if key:
                cells.set_result(grid.name, (number, column + 1), counts[key])
