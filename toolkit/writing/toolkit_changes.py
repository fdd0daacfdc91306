"""What `toolkit update` writes: identities, ratings, verdicts, findings, counts. Nothing else."""

from collections.abc import Mapping, Sequence

from toolkit.board.board import Board
from toolkit.layout.board.findings import FINDINGS_TABLE
from toolkit.layout.board.home import HOME
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.board.scorecard import SCORECARD_TABLE
from toolkit.reading.cells import clean, text_of
from toolkit.reading.grid import Grid
from toolkit.reading.table import TablePlace
from toolkit.reading.workbook import Workbook
from toolkit.results.results import Results
from toolkit.values.findings import Finding
from toolkit.writing import toolkit_columns
from toolkit.writing.cell_changes import CellChanges
from toolkit.writing.changes import Changes
from toolkit.writing.identities import HIGHEST_IDENTITY, identity, identity_number


def toolkit_changes(
    workbook: Workbook,
    places: Mapping[str, TablePlace],
    board: Board,
    results: Results,
    findings: Sequence[Finding],
) -> Changes:
    """The changes that bring the toolkit's own cells up to date; none where they are."""
    cells = CellChanges(workbook, places)
    _give_identities(cells, workbook, places, board)
    if cells.has(PLAN_TABLE.name):
        for row, values in toolkit_columns.plan_rows(board, results, findings).items():
            cells.set_row(PLAN_TABLE.name, row, values)
    if cells.has(SCORECARD_TABLE.name):
        _fill_scorecard(cells, workbook, places[SCORECARD_TABLE.name], board, results)
    if cells.has(FINDINGS_TABLE.name):
        _list_findings(cells, findings)
    if HOME.name in workbook.grids:
        counts = toolkit_columns.home_counts(board, results, findings)
        _refresh_home(cells, workbook.grids[HOME.name], counts)
    return cells.changes


def _give_identities(
    cells: CellChanges, workbook: Workbook, places: Mapping[str, TablePlace], board: Board
) -> None:
    """An identity for each row without one; a number once given is never given again."""
    for name, place in places.items():
        prefix = place.table.id_prefix
        if not prefix or not cells.has(name):
            continue
        records = getattr(board, place.table.held_as)
        given = [identity_number(record.id, prefix) for record in records]
        kept = HIGHEST_IDENTITY.format(prefix=prefix)
        highest = max([workbook.numbers.get(kept, 0), *given])
        for record in records:
            if not record.id and record.source.has("id"):
                highest += 1
                cells.set_row(name, record.source.row, {"id": identity(prefix, highest)})
        if highest:
            cells.set_property(kept, highest)


def _fill_scorecard(
    cells: CellChanges, workbook: Workbook, place: TablePlace, board: Board, results: Results
) -> None:
    """Each indicator's row where it is; new ones below; figures of dropped ones emptied."""
    from toolkit.writing import scorecard_columns

    there = _scorecard_rows(workbook.grids[place.sheet], place)
    new = []
    for values in scorecard_columns.scorecard_rows(board, results):
        row = there.pop((str(values["code"]), str(values["area"])), None)
        if row is None:
            new.append(values)
        else:
            cells.set_row(place.table.name, row, values)
    for row in there.values():
        cells.set_row(place.table.name, row, scorecard_columns.DROPPED_FROM_SCORECARD)
    cells.append_rows(place.table.name, new)


def _scorecard_rows(grid: Grid, place: TablePlace) -> dict[tuple[str, str], int]:
    """The row of each indicator and area that the sheet shows; the first where there are two."""
    found: dict[tuple[str, str], int] = {}
    if {"code", "area"} <= place.columns.keys():
        for row in range(place.row + 1, place.last_row + 1):
            code, area = (text_of(grid.cell(row, place.columns[key])) for key in ("code", "area"))
            if code:
                found.setdefault((code, area), row)
    return found


def _list_findings(cells: CellChanges, findings: Sequence[Finding]) -> None:
    rows = toolkit_columns.findings_rows(findings)
    targets = [str(row["cell"]) for row in rows]
    table = FINDINGS_TABLE.name
    cells.replace_rows(
        table, ({**row, "cell": str(row["cell"]).rpartition("!")[2]} for row in rows)
    )
    if cells.changed(table):
        cells.link(table, "cell", targets)


def _refresh_home(cells: CellChanges, grid: Grid, counts: Mapping[str, int]) -> None:
    """The results beside Home's formulas, found by their labels."""
    labels = {count.label: count.key for count in HOME.counts}
    for number, values in enumerate(grid.rows, start=1):
        for column, value in enumerate(values, start=1):
            key = labels.get(clean(value)) if isinstance(value, str) else None
            if key:
                cells.set_result(grid.name, (number, column + 1), counts[key])
