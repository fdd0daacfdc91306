"""A file of somebody else's read into a workbook: a plan or figures, by what kind of file it is."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from toolkit.jobs.import_figures import ImportedScorecard, import_figures
from toolkit.jobs.import_plan import Imported, import_plan

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})


def import_file(
    source: Path,
    book: Path,
    today: date,
    *,
    mapping: Mapping[str, str] | None = None,
    replace: bool = False,
    add: bool = False,
    dry_run: bool = False,
) -> Imported | ImportedScorecard:
    """Read a workbook as figures, any other file as a plan; the board workbook as its Paste."""
    if source.suffix.lower() in _WORKBOOKS:
        return import_figures(source, book, None, today, replace, dry_run)
    return import_plan(source, book, today, mapping, replace, add, dry_run)
