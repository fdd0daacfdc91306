"""The pieces of work that run in a process of their own: `python -m benchmarks.tasks NAME PATH`.

Each is a function of two steps: it imports what it needs and returns the step that is
timed; that step returns how to count what it made. Prints JSON.

Renderers take a template and a context and go on:
`python -m benchmarks.tasks NAME TEMPLATE CONTEXT` renders once for each line it is sent,
and answers with a line of JSON. Where the line names a file, the document is put there.
The context is a JSON file, or else a pickled one.
"""

import gc
import json
import pickle
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

Count = Callable[[], int]
Task = Callable[[Path], Callable[[], Count]]
Renderer = Callable[[Path, Mapping[str, Any]], Callable[[], bytes]]


def toolkit_read(path: Path) -> Callable[[], Count]:
    """Grids with kinds, formulas, number formats and hidden rows."""
    from toolkit.workbook.files import read

    def step() -> Count:
        grids = read(path).grids.values()
        return lambda: sum(len(row) for grid in grids for row in grid.rows)

    return step


def toolkit_walk(path: Path) -> Callable[[], Count]:
    """The same, and then every cell of every grid made and looked at."""
    from toolkit.reading.grid import CellKind
    from toolkit.workbook.files import read

    def step() -> Count:
        counted = 0
        for grid in read(path).grids.values():
            width = max(map(len, grid.rows), default=0)
            for row in range(1, grid.height + 1):
                for column in range(1, width + 1):
                    counted += grid.cell(row, column).kind is not CellKind.BLANK
        return lambda: counted

    return step


def calamine_read(path: Path) -> Callable[[], Count]:
    """Values alone, as the library underneath gives them: the floor of toolkit_read."""
    import python_calamine

    def step() -> Count:
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheets = [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        ]
        return lambda: sum(len(row) for sheet in sheets for row in sheet)

    return step


def openpyxl_normal(path: Path) -> Callable[[], Count]:
    """openpyxl's usual way: every cell an object, with its formula."""
    import openpyxl

    def step() -> Count:
        book = openpyxl.load_workbook(path)
        return lambda: sum(sheet.max_row * sheet.max_column for sheet in book.worksheets)

    return step


def openpyxl_read_only(path: Path) -> Callable[[], Count]:
    """openpyxl's sparing way, every row gone through; it does not tell of hidden rows."""
    import openpyxl

    def step() -> Count:
        book = openpyxl.load_workbook(path, read_only=True)
        counted = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows())
        return lambda: counted

    return step


def check_board(path: Path) -> Callable[[], Count]:
    """A board workbook read, worked out and checked."""
    from toolkit.jobs.as_at import AsAt
    from toolkit.jobs.check import check
    from toolkit.workbook.book_on_disk import BookOnDisk

    def step() -> Count:
        checked = check(BookOnDisk(path), as_at=AsAt(date.max))
        return lambda: len(checked.board.actions) + len(checked.board.data)

    return step


def check_kind(path: Path) -> Callable[[], Count]:
    """A board of one thing many times over checked, both of which the file names."""
    from benchmarks.boards import KINDS
    from tests.in_memory import workbook
    from toolkit.jobs.as_at import AsAt
    from toolkit.jobs.check import check_workbook

    kind, size = path.read_text().split("\n")
    board = workbook(KINDS[kind](int(size)))

    def step() -> Count:
        check_workbook(board, as_at=AsAt(date.max))
        return lambda: int(size)

    return step


def all_verdicts(path: Path) -> Callable[[], Count]:
    """Every verdict on the figures of a sheet; reading them is not part of it."""
    import python_calamine

    from toolkit.board.board import Board
    from toolkit.board.lists import Area
    from toolkit.board.scorecard import Datum, Indicator
    from toolkit.board.settings import Settings
    from toolkit.results.results import work_out
    from toolkit.values.findings import Source
    from toolkit.values.missing import Missing

    source = Source(path.name, "Data", 1)
    read = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("Data").to_python()
    data = tuple(
        Datum(
            indicator=str(code),
            area=str(area),
            period=str(period),
            value=Decimal(str(value)),
            numerator=Decimal(str(some)),
            denominator=Decimal(str(everyone)),
            status="Final",
            version="1",
            source_text="",
            source_cell="",
            source_hash="",
            received=Missing.BLANK,
            supersedes="",
            note="",
            source=Source(path.name, "Data", number),
        )
        for number, (code, area, period, value, some, everyone) in enumerate(read, start=1)
    )
    indicators = tuple(
        Indicator(
            id="",
            code=code,
            title="",
            theme="",
            definition="",
            numerator="",
            denominator="",
            unit="%",
            good_is="Lower",
            frequency="Financial year",
            target=Decimal(20),
            target_to=Missing.BLANK,
            floor=Missing.BLANK,
            tolerance=Decimal(2),
            tolerance_in="Points",
            decimals=Decimal(1),
            adds_up="",
            baseline=Missing.BLANK,
            owner="",
            priority="",
            version="1",
            print="",
            source=source,
        )
        for code in dict.fromkeys(datum.indicator for datum in data)
    )
    areas = tuple(
        Area(name=name, kind="Our area", source=source)
        for name in dict.fromkeys(datum.area for datum in data)
    )
    board = Board(
        workbook=path.name, settings=Settings(), areas=areas, indicators=indicators, data=data
    )

    def step() -> Count:
        found = work_out(board, date.max)
        return lambda: sum(len(result.observations) for result in found.indicators)

    return step


def publish_pack(path: Path) -> Callable[[], Count]:
    """What may be published of a pack of as many indicators as the file says."""
    from benchmarks.publishing import pack
    from toolkit.publishing.publish import publish

    board = pack(int(path.read_text()))

    def step() -> Count:
        found = publish(board)
        return lambda: len(found.board.data)

    return step


def import_paper(path: Path) -> Callable[[], Count]:
    """A Word plan read and laid on a fresh workbook, which is written and read again."""
    from toolkit.importing.plan import read_plan
    from toolkit.importing.plan.lay import lay
    from toolkit.layout.board import BOARD
    from toolkit.reading.reader import read_board
    from toolkit.workbook.create import blank, create
    from toolkit.workbook.files import read_bytes
    from toolkit.workbook.patch import patch

    fresh = create(BOARD, blank("Ourshire Safeguarding Children Partnership", "2026/27"))

    def step() -> Count:
        plan = read_plan(path.read_bytes(), path.name)
        workbook = read_bytes(fresh, "fresh.xlsx")
        board, _, places = read_board(workbook)
        new = patch(workbook.data, lay(workbook, places, board, plan).changes, workbook.name)
        actions = read_board(read_bytes(new, workbook.name))[0].actions
        return lambda: len(actions)

    return step


def build_paper(path: Path) -> Callable[[], Count]:
    """The business plan of a workbook, read and checked, as a Word file in memory."""
    from importlib.resources import files

    from toolkit.jobs.as_at import AsAt
    from toolkit.jobs.check import check
    from toolkit.papers.business_plan import paper as business_plan
    from toolkit.workbook.book_on_disk import BookOnDisk

    template = (files("toolkit.word_templates") / business_plan.TEMPLATE_NAME).read_bytes()

    def step() -> Count:
        checked = check(BookOnDisk(path), as_at=AsAt(date.max))
        business_plan.build(checked.board, checked.results, checked.findings, template)
        return lambda: len(checked.board.actions)

    return step


def lint_paper(path: Path) -> Callable[[], Count]:
    """A finished Word document linted; counted are its bytes."""
    from toolkit.word.document_lint.lint import lint_document

    document = path.read_bytes()

    def step() -> Count:
        lint_document(document, path.name)
        return lambda: len(document)

    return step


CHANGED_CELLS = 200


def patch_cells(path: Path) -> Callable[[], Count]:
    """Two hundred cells of the Plan sheet changed, every other byte kept."""
    from toolkit.workbook.patch import patch
    from toolkit.writing.changes import Changes, SheetChanges

    def step() -> Count:
        cells = {(row, 28): f"Reason {row}" for row in range(4, 4 + CHANGED_CELLS)}
        changed = patch(path.read_bytes(), Changes({"Plan": SheetChanges(cells)}), path.name)
        path.with_suffix(".patched").write_bytes(changed)
        return lambda: CHANGED_CELLS

    return step


def openpyxl_cells(path: Path) -> Callable[[], Count]:
    """The same cells changed by loading and saving the workbook."""
    import openpyxl

    def step() -> Count:
        book = openpyxl.load_workbook(path)
        for row in range(4, 4 + CHANGED_CELLS):
            book["Plan"].cell(row, 28).value = f"Reason {row}"
        book.save(path.with_suffix(".saved"))
        return lambda: CHANGED_CELLS

    return step


def update_board(path: Path) -> Callable[[], Count]:
    """A whole update of a workbook whose grey columns are still empty: read to replaced."""
    # An update loads these as it goes, and imports do not count.
    import filelock  # noqa: F401

    import toolkit.workbook.files
    import toolkit.workbook.patch
    import toolkit.workbook.store
    import toolkit.writing.applied
    import toolkit.writing.carried_updates
    import toolkit.writing.toolkit_changes  # noqa: F401
    from toolkit.jobs.as_at import AsAt
    from toolkit.jobs.update import update
    from toolkit.workbook.book_on_disk import BookOnDisk

    copy = path.with_name(f"copy of {path.name}")
    copy.write_bytes(path.read_bytes())

    def step() -> Count:
        updated = update(BookOnDisk(copy), as_at=AsAt(date.max))
        return lambda: CHANGED_CELLS if updated.stored else 0

    return step


TASKS: Mapping[str, Task] = {
    task.__name__: task
    for task in (
        toolkit_read,
        toolkit_walk,
        calamine_read,
        openpyxl_normal,
        openpyxl_read_only,
        check_board,
        check_kind,
        all_verdicts,
        publish_pack,
        import_paper,
        build_paper,
        lint_paper,
        patch_cells,
        openpyxl_cells,
        update_board,
    )
}


def docxtpl_render(template: Path, context: Mapping[str, Any]) -> Callable[[], bytes]:
    """Plain docxtpl, told to escape: it reads and compiles the template again each time.

    Running text is given to it as its own values, before the time begins.
    """
    import io

    from docxtpl import DocxTemplate

    from tests.docxtpl_values import for_docxtpl

    values = for_docxtpl(context)

    def step() -> bytes:
        document = DocxTemplate(template)
        document.render(values, autoescape=True)
        document.save(buffer := io.BytesIO())
        return buffer.getvalue()

    return step


def toolkit_render(template: Path, context: Mapping[str, Any]) -> Callable[[], bytes]:
    """The toolkit: from the second time on, the template is compiled already."""
    from toolkit.word.filling.render import render

    return lambda: render(template.read_bytes(), context, name=template.name)


def toolkit_check_and_render(template: Path, context: Mapping[str, Any]) -> Callable[[], bytes]:
    """The same with the check that a board's own template goes through before."""
    from toolkit.files.safety_check import DOCUMENT, read_file
    from toolkit.papers.business_plan.context import BusinessPlan
    from toolkit.word.filling.render import render
    from toolkit.word.template_lint.lint import lint_template

    fields = BusinessPlan.fields()

    def step() -> bytes:
        if found := lint_template(read_file(template, DOCUMENT), template.name, fields):
            raise ValueError(str(found[0]))
        return render(template.read_bytes(), context, name=template.name)

    return step


RENDERERS: Mapping[str, Renderer] = {
    renderer.__name__: renderer
    for renderer in (docxtpl_render, toolkit_render, toolkit_check_and_render)
}


def peak_megabytes() -> float | None:
    """The most memory this process has held; None where the system does not say it plainly."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return None
    for line in status.read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return None


def main(name: str, path: Path) -> None:
    """Do one task and print what it took."""
    step = TASKS[name](path)
    gc.collect()
    before = time.perf_counter()
    count = step()
    seconds = time.perf_counter() - before
    megabytes = peak_megabytes()
    json.dump({"seconds": seconds, "megabytes": megabytes, "counted": count()}, sys.stdout)


def serve(name: str, template: Path, context: Path) -> None:
    """Render whenever a line comes in, and print what it took."""
    read = json.loads if context.suffix == ".json" else pickle.loads
    step = RENDERERS[name](template, read(context.read_bytes()))
    for line in sys.stdin:
        gc.collect()
        before = time.perf_counter()
        document = step()
        seconds = time.perf_counter() - before
        if file := line.strip():
            Path(file).write_bytes(document)
        print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes()}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] in RENDERERS:
        serve(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(sys.argv[1], Path(sys.argv[2]))
