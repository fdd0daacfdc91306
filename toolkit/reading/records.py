"""From a workbook's grids to its records, as a layout has them, with what was found on the way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from toolkit.layout.schema import Layout, Owner, Table, WithPeriod
from toolkit.reading import rules
from toolkit.reading.references import resolve_references
from toolkit.reading.settings import read_settings
from toolkit.reading.table import Row, TablePlace, read_table
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import NotABoardWorkbook
from toolkit.values.findings import CellPlace, Finding
from toolkit.values.text import nearest_named, plural

Whole = TypeVar("Whole")


class RecordsRead(NamedTuple, Generic[Whole]):
    """The record of a workbook, what was found in it, and where its tables are, by name."""

    record: Whole
    findings: list[Finding]
    places: Mapping[str, TablePlace]


def read_records(layout: Layout[Whole], workbook: Workbook) -> RecordsRead[Whole]:
    """The record that a workbook of that layout becomes, with the findings on sheets and cells.

    NotABoardWorkbook where none of the sheets that such a workbook needs is there.
    """
    if not any(name in workbook.grids for name in layout.needed_sheets):
        raise NotABoardWorkbook(
            f"{workbook.name} has none of the sheets of a {layout.kind} "
            f"({', '.join(layout.needed_sheets)}). Make a fresh one with: {layout.made_by}"
        )
    findings = [*_about_sheets(layout, workbook)]
    settings, found = _settings(layout, workbook)
    findings += found
    period = (settings.first_day, settings.last_day) if settings else (None, None)
    rows: dict[str, list[Row]] = {}
    places: dict[str, TablePlace] = {}
    for name, table in layout.tables.items():
        grid = workbook.grids.get(layout.sheet_of(name).name)
        if table.record:
            rows[name] = []
        if grid is not None:
            read = read_table(layout, table, grid, workbook.name, period)
            places[name] = read.place
            if table.record:
                rows[name] = [row for row in read.rows if _counts(row, table)]
                findings += read.findings
    rows = resolve_references(layout, rows, places, findings)
    fields: dict[str, Any] = {
        table.held_as: _records(table.record, rows[name])
        for name, table in layout.tables.items()
        if table.record
    }
    if settings:
        fields["settings"] = settings
    # What causes others is reported before them.
    findings.sort(key=lambda finding: not _is_of_the_layout(finding))
    return RecordsRead(layout.record(workbook=workbook.name, **fields), findings, places)


def _about_sheets(layout: Layout[object], workbook: Workbook) -> Iterator[Finding]:
    """What is wrong with a workbook as a whole."""
    if workbook.links:
        front = CellPlace(workbook.name, layout.sheets[0].name)
        yield rules.LINKS_ELSEWHERE.at(front, files=plural(workbook.links, "other file"))
    for name in layout.needed_sheets:
        if name not in workbook.grids:
            guess = nearest_named(name, workbook.sheet_names)
            yield rules.SHEET_MISSING.at(CellPlace(workbook.name, name), sheet=name, guess=guess)


def _settings(
    layout: Layout[object], workbook: Workbook
) -> tuple[WithPeriod | None, list[Finding]]:
    """The settings as their record, None where a layout has none; those missing as they are."""
    for sheet in layout.sheets:
        if sheet.settings_record:
            grid = workbook.grids.get(sheet.name)
            if grid is None:
                return sheet.settings_record(), []
            values, cells, findings = read_settings(sheet, grid, workbook.name)
            return sheet.settings_record(**values, cells=cells), findings
    return None, []


def _is_of_the_layout(finding: Finding) -> bool:
    return finding.is_error and finding.rule.code.startswith("SHEET-")


def _counts(row: Row, table: Table) -> bool:
    """Whether a row is staff's: where the rest is the toolkit's, only what they typed makes it."""
    if not table.typed_rows_only or row.source.unreadable:
        return True
    return any(row.values[column.key] for column in table.columns if column.owner is Owner.STAFF)


def _records(make: Callable[..., Any], rows: Sequence[Row]) -> tuple[Any, ...]:
    """Records whose fields are the layout's keys; a test holds that the two agree."""
    return tuple(make(**row.values, source=row.source) for row in rows)
