"""A file of someone else's read into a workbook: a plan or figures, by what kind of file it is."""

from collections.abc import Mapping
from pathlib import Path

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.import_figures import FiguresImported, FiguresOptions, import_figures
from toolkit.jobs.import_plan import PlanImported, import_plan
from toolkit.writing.book import Book

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb"})


def import_file(
    book: Book,
    *,
    source: Path,
    as_at: AsAt,
    mapping: Mapping[str, str] | None = None,
    replace: bool = False,
    add: bool = False,
    dry_run: bool = False,
    agency: str = "",
    remember: bool = False,
    new_indicators: bool = False,
) -> PlanImported | FiguresImported:
    """Read a workbook as figures, any other file as a plan; the workbook itself as its Paste."""
    if source.suffix.lower() not in _WORKBOOKS:
        return import_plan(
            book,
            paper=source,
            as_at=as_at,
            mapping=mapping,
            replace=replace,
            add=add,
            dry_run=dry_run,
        )
    elsewhere = None if source.resolve() == book.path.resolve() else source
    options = FiguresOptions(mapping or {}, replace, dry_run, agency, remember, new_indicators)
    return import_figures(book, source=elsewhere, as_at=as_at, options=options)
