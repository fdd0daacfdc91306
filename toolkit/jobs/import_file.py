"""A file of someone else's read into a workbook: a plan or figures, by what it holds."""

from collections.abc import Mapping
from pathlib import Path

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.import_figures import FiguresImported, FiguresOptions, import_figures
from toolkit.jobs.import_plan import WORKBOOKS, PlanImported, import_plan
from toolkit.values.errors import WrongUse
from toolkit.writing.book import Book

PLAN, FIGURES = "plan", "figures"


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
    kind: str = "",
    review: bool = False,
) -> PlanImported | FiguresImported:
    """Read a file as a plan or as figures; the workbook itself as figures on its Paste.

    `kind` is PLAN or FIGURES, or "" to go by what the file holds. WrongUse where a workbook
    may be either and `kind` does not say which. `review` writes a page that shows what a plan
    was read as.
    """
    is_own = source.resolve() == book.path.resolve()
    if kind == PLAN or (not kind and not is_own and _kind_of(source, mapping or {}) == PLAN):
        return import_plan(
            book,
            paper=source,
            as_at=as_at,
            mapping=mapping,
            replace=replace,
            add=add,
            dry_run=dry_run,
            review=review,
        )
    elsewhere = None if is_own else source
    options = FiguresOptions(mapping or {}, replace, dry_run, agency, remember, new_indicators)
    return import_figures(book, source=elsewhere, as_at=as_at, options=options)


def _kind_of(source: Path, mapping: Mapping[str, str]) -> str:
    """What a file holds; figures where a workbook shows neither, since their reader says why."""
    if source.suffix.lower() not in WORKBOOKS:
        return PLAN
    from toolkit.files.bounded import within_bounds
    from toolkit.files.safety_check import WORKBOOK, read_file

    data = read_file(source, WORKBOOK)
    plans, figures = within_bounds(data, source.name, kinds_of_file, data, source.name, mapping)
    if plans and figures:
        raise WrongUse(
            f"{source.name} may hold a plan ({_listed(plans)}) and figures ({_listed(figures)}). "
            "Use --as plan, or --as figures."
        )
    return PLAN if plans else FIGURES


def kinds_of_file(
    data: bytes, name: str, mapping: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """The sheets of a workbook that look like plans, and those that look like figures.

    A board workbook of the toolkit is read for its figures.
    """
    from toolkit.importing.plan import kinds_of
    from toolkit.workbook.cell_looks import read_looks
    from toolkit.workbook.files import read_bytes

    workbook = read_bytes(data, name)
    if workbook.layout_version is not None:
        return [], []
    return kinds_of(workbook, read_looks(data, name), mapping)


def _listed(sheets: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in sheets[:3]) + (" and others" if sheets[3:] else "")
