"""Two hundred workbooks of other people, odd and broken ones among them."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import PROJECT
from tests.office.helpers import saved_again
from toolkit.files.safety_check import Package
from toolkit.reading.grid import Address, CellKind, Grid
from toolkit.values.errors import CannotWrite, CellRefused, ToolkitError
from toolkit.workbook.files import read_bytes
from toolkit.workbook.parts import WorkbookParts
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, Content, SheetChanges

pytestmark = pytest.mark.shared

# Starts once, then forks for each file, so that each is held to bounds of its own.
WORKER = """
import io, json, os, resource, sys
from contextlib import redirect_stderr, redirect_stdout
import toolkit.jobs.check, toolkit.cli.main

MOST = 500 * 2**20

def run(path):
    used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MOST, used + MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = toolkit.cli.main.main(["check", "--as-at", "2026-10-09", path])
    return code, out.getvalue(), err.getvalue()

for path in sys.argv[1:]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            json.dump(run(path), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    print(json.dumps([os.path.basename(path), json.loads(said) if said else [-1, "", "killed"]]))
"""


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[Path]:
    files = sorted((shared / "corpus/xlsx").glob("*.xl*"))
    assert len(files) == 200
    return files


@pytest.mark.skipif(sys.platform != "linux", reason="bounds on memory and time are set by Linux")
def test_every_file_ends_in_findings_or_one_sentence_within_bounds(
    corpus: list[Path], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORKER, *corpus],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin"},
        timeout=580,
    )
    runs = dict(json.loads(line) for line in done.stdout.splitlines())
    assert runs.keys() == {path.name for path in corpus}, done.stderr
    assert {name: run for name, run in runs.items() if not is_plain(*run)} == {}


def is_plain(code: int, out: str, err: str) -> bool:
    if code in (0, 1):
        return bool(out) and not err
    return code in range(10, 99) and len(err.splitlines()) == 1 and not out


# One cell changed

VALUES: tuple[Content, ...] = ("=Ourshire & Übersee <1>", 23.4, date(2027, 3, 31))


class Patched(NamedTuple):
    """A file with one cell changed; `why_not` says what stopped it."""

    old: bytes
    new: bytes
    sheet: str
    address: Address
    value: Content
    why_not: str = ""


def addresses(grid: Grid, content: Content) -> Iterator[Address]:
    """Cells that hold something and no formula first, then a new one."""
    for row, values in enumerate(grid.rows, start=1):
        for column in range(1, len(values) + 1):
            cell = grid.cell(row, column)
            # Where the format is one of dates, a number would be shown as one.
            fits = cell.kind is CellKind.NUMBER if isinstance(content, float) else True
            if fits and cell.kind is not CellKind.BLANK and not cell.formula:
                yield row, column
    yield min(grid.height + 2, 1_048_576), 2


@pytest.fixture(scope="module")
def patched(corpus: list[Path]) -> dict[str, Patched]:
    found = {}
    only_read = set()
    for number, path in enumerate(corpus):
        data = path.read_bytes()
        try:
            grids = read_bytes(data, path.name).grids
        except ToolkitError:
            continue
        if grids:
            grid = next(iter(grids.values()))
            try:
                found[path.name] = with_one_cell(data, path.name, grid, VALUES[number % 3])
            except CannotWrite:
                only_read.add(path.name)
    assert len(found) > 150
    assert only_read == {"poi--sample.strict.xlsx", "roo--strict.xlsx"}
    return found


def with_one_cell(data: bytes, name: str, grid: Grid, value: Content) -> Patched:
    why = ""
    for address in addresses(grid, value):
        changes = Changes({grid.name: SheetChanges({address: value})})
        try:
            new = patch(data, changes, name)
        except CellRefused as refusal:
            why = str(refusal)
            continue
        return Patched(data, new, grid.name, address, value)
    return Patched(data, data, grid.name, (0, 0), value, why)


def test_one_cell_can_be_changed_in_every_file_that_opens(patched: dict[str, Patched]) -> None:
    assert {name: item.why_not for name, item in patched.items() if item.why_not} == {}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_other_part_stays_as_it_was(patched: dict[str, Patched]) -> None:
    wrong = {}
    for name, item in patched.items():
        parts = WorkbookParts(Package(item.old, name))
        may_change = {parts.sheet_parts[item.sheet], parts.workbook_part}
        if isinstance(item.value, date):
            may_change.add(parts.styles_part)
        old, new = parts_of(item.old), parts_of(item.new)
        changed = {part for part in old if new.get(part) != old[part]} | (new.keys() - old)
        # One of the files separates folders as Windows does.
        changed = {part.replace("\\", "/") for part in changed}
        if changed - may_change:
            wrong[name] = changed - may_change
    assert wrong == {}


def test_our_reader_reads_the_new_value_and_all_the_others(patched: dict[str, Patched]) -> None:
    wrong: dict[str, Any] = {}
    for name, item in patched.items():
        before = read_bytes(item.old, name).grids
        after = read_bytes(item.new, name).grids
        row, column = item.address
        shown = after[item.sheet].cell(row, column).value
        if not same(shown, item.value):
            wrong[name] = (item.address, item.value, shown)
        kept = {key: cells_of(grid) for key, grid in before.items()}
        now = {key: cells_of(grid) for key, grid in after.items()}
        for cells in (kept, now):
            cells[item.sheet].pop(item.address, None)
        if kept != now:
            wrong.setdefault(name, "another cell differs")
    assert wrong == {}


def same(shown: Any, value: Content) -> bool:
    return bool((shown.date() if hasattr(shown, "date") else shown) == value)


def cells_of(grid: Grid) -> dict[Address, Any]:
    return {
        (row, column): value
        for row, values in enumerate(grid.rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    }


# LibreOffice takes minutes to save a sheet again that reaches the last row and column.
TOO_SLOW_IN_LIBREOFFICE = frozenset({"xlsxwriter--comment03.xlsx"})

# LibreOffice shows another value, or none, in these; each for a reason of the file's own.
_PIVOT = "the cell belongs to a pivot table, which LibreOffice lays out again"
OTHERWISE_IN_LIBREOFFICE = {
    "phpspreadsheet--Zip-Windows-Directory-Separator.xlsx": "opens no package with backslashes",
    "closedxml--pivot_table_first_header_row.xlsx": _PIVOT,
    "closedxml--pivottable_bool_field_filter.xlsx": _PIVOT,
    "closedxml--pivottable_date_field_filter.xlsx": _PIVOT,
    "exceljs--invalid-xml.xlsx": "words come before the sheet's XML: LibreOffice shows no cell",
}


@pytest.mark.office
def test_libreoffice_opens_each_and_shows_the_new_value(
    patched: dict[str, Patched], soffice: Path, tmp_path: Path
) -> None:
    shown_there = {
        name: item for name, item in patched.items() if name not in TOO_SLOW_IN_LIBREOFFICE
    }
    files = []
    for name, item in shown_there.items():
        # Names with dots inside would lose their ends.
        file = tmp_path / re.sub(r"\.(?=.*\.)", "_", name)
        file.write_bytes(item.new)
        files.append(file)
    saved = saved_again(soffice, files, tmp_path)
    wrong: dict[str, Any] = {}
    for (name, item), file in zip(shown_there.items(), files, strict=True):
        if file.name not in saved:
            wrong[name] = "not opened"
            continue
        try:
            grid = read_bytes(saved[file.name].read_bytes(), name).grids[item.sheet]
        except (ToolkitError, KeyError) as stop:
            wrong[name] = repr(stop)
            continue
        shown = grid.cell(*item.address).value
        if not same(shown, item.value):
            wrong[name] = (item.address, item.value, shown)
    assert {
        name: what for name, what in wrong.items() if name not in OTHERWISE_IN_LIBREOFFICE
    } == {}
    assert wrong.keys() == OTHERWISE_IN_LIBREOFFICE.keys(), "an exception is needed no longer"
