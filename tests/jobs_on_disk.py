"""The jobs on workbooks' files, with the dates in a row, as most tests call them."""

from datetime import date
from pathlib import Path
from typing import Any

from toolkit.jobs import build as _build
from toolkit.jobs import check as _check
from toolkit.jobs import close as _close
from toolkit.jobs import demo as _demo
from toolkit.jobs import diff as _diff
from toolkit.jobs import import_figures as _import_figures
from toolkit.jobs import import_file as _import_file
from toolkit.jobs import import_plan as _import_plan
from toolkit.jobs import new as _new
from toolkit.jobs import update as _update
from toolkit.jobs import upgrade as _upgrade
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.build import Built
from toolkit.jobs.check import Checked
from toolkit.jobs.close import Closed
from toolkit.jobs.demo import EXAMPLE, Demonstrated
from toolkit.jobs.diff import Compared
from toolkit.jobs.import_figures import FiguresImported
from toolkit.jobs.import_plan import PlanImported
from toolkit.jobs.lint import lint
from toolkit.jobs.update import Updated
from toolkit.jobs.upgrade import Upgraded
from toolkit.workbook.book_on_disk import BookOnDisk

__all__ = [
    "EXAMPLE",
    "Built",
    "Checked",
    "Closed",
    "Compared",
    "Demonstrated",
    "FiguresImported",
    "PlanImported",
    "Updated",
    "Upgraded",
    "lint",
]


def new(book: Path, board_name: str, period: str) -> Path:
    return _new.new(book, board_name=board_name, period=period)


def check(book: Path, as_at: date | None, today: date) -> Checked:
    return _check.check(BookOnDisk(book), as_at=AsAt(today, as_at))


def update(book: Path, as_at: date | None, today: date) -> Updated:
    return _update.update(BookOnDisk(book), as_at=AsAt(today, as_at))


def upgrade(book: Path, today: date) -> Upgraded:
    return _upgrade.upgrade(book, as_at=AsAt(today))


def import_plan(
    paper: Path, book: Path, today: date, mapping: dict[str, str] | None = None, **options: bool
) -> PlanImported:
    return _import_plan.import_plan(
        BookOnDisk(book), paper=paper, as_at=AsAt(today), mapping=mapping, **options
    )


def import_file(
    source: Path, book: Path, today: date, kind: str = ""
) -> PlanImported | FiguresImported:
    return _import_file.import_file(BookOnDisk(book), source=source, as_at=AsAt(today), kind=kind)


def import_figures(
    source: Path, book: Path, as_at: date | None, today: date, **options: Any
) -> FiguresImported:
    """The figures of a file; of the sheet Paste where the file is the workbook itself."""
    return _import_figures.import_figures(
        BookOnDisk(book),
        source=None if source == book else source,
        as_at=AsAt(today, as_at),
        options=_import_figures.FiguresOptions(**options),
    )


def build(book: Path, out: Path, as_at: date | None, today: date, **options: Any) -> Built:
    return _build.build(BookOnDisk(book), as_at=AsAt(today, as_at), out=out, **options)


def close(
    book: Path, period: str, out: Path, as_at: date | None, today: date, **options: Any
) -> Closed:
    return _close.close(
        BookOnDisk(book), period=period, as_at=AsAt(today, as_at), out=out, **options
    )


def diff(
    old: Path,
    new: Path,
    as_at: date | None,
    today: date,
    out: Path | None = None,
    templates: Path | None = None,
) -> Compared:
    return _diff.diff(
        BookOnDisk(old), BookOnDisk(new), as_at=AsAt(today, as_at), out=out, templates=templates
    )


def demo(folder: Path, today: date) -> Demonstrated:
    return _demo.demo(folder, as_at=AsAt(today))
