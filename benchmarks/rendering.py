"""How long it takes to fill a Word template, against plain docxtpl and two programs on Node.

All fill the same table, each from a template in its own syntax; their documents must hold
the same text before anything is timed.
"""

import copyreg
import functools
import json
import pickle
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Self
from xml.etree import ElementTree

from benchmarks import samples
from benchmarks.measure import (
    ROOT,
    Aim,
    Benchmark,
    Contender,
    Entry,
    Sample,
    growth_aim,
    ratio_aim,
)
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check
from toolkit.jobs.demo import EXAMPLE
from toolkit.papers.business_plan.assemble import business_plan_context
from toolkit.word.values.figure import Count, Figure
from toolkit.workbook.book_on_disk import BookOnDisk

ROWS, BOARDS = (50, 200, 2000), (1, 10, 100)
DOCXTPL, TOOLKIT = "docxtpl", "toolkit"
PLAIN, OURS, OURS_CHECKED = "docxtpl_render", "toolkit_render", "toolkit_check_and_render"
RIVALS = Path(__file__).parent / "rivals"
WARM_UPS = 5
"""Node comes to its usual speed only after it has done the same for a while."""

_FIELDS = samples.FIELDS
TEMPLATES: Mapping[str, Sequence[tuple[str, ...]]] = {
    DOCXTPL: (
        ("{%tr for action in priorities[0].actions %}",),
        tuple(f"{{{{ action.{field} }}}}" for field in _FIELDS),
        ("{%tr endfor %}",),
    ),
    "docxtemplater": (
        (
            f"{{#actions}}{{{_FIELDS[0]}}}",
            *(f"{{{field}}}" for field in _FIELDS[1:-1]),
            f"{{{_FIELDS[-1]}}}{{/actions}}",
        ),
    ),
    "carbone": (
        tuple(f"{{d.actions[i].{field}}}" for field in _FIELDS),
        tuple(f"{{d.actions[i+1].{field}}}" for field in _FIELDS),
    ),
}


@dataclass(frozen=True)
class Work:
    """A renderer of `benchmarks.tasks` or `benchmarks/rivals`, and what it is to fill."""

    renderer: str
    template: Path
    context: Path

    def once(self, document: Path | None = None) -> Sample:
        """What the first render of a process takes, without start and imports."""
        with Worker(self) as worker:
            return worker.render(document)

    def from_the_start(self) -> Sample:
        """What it takes with start and imports, by the clock outside."""
        before = time.perf_counter()
        with Worker(self) as worker:
            inside = worker.render()
            return Sample(time.perf_counter() - before, inside.megabytes)

    def again(self, running: ExitStack, warm_ups: int = WARM_UPS) -> Callable[[], Sample]:
        """A contender that goes on rendering in one process."""
        worker = running.enter_context(Worker(self))
        for _ in range(warm_ups):
            worker.render()
        return worker.render


class Worker:
    """A process that renders whenever it is asked to."""

    def __init__(self, work: Work) -> None:
        node = ["node", "--expose-gc", str(RIVALS / "serve.mjs")]
        python = [sys.executable, "-m", "benchmarks.tasks"]
        self._name = work.renderer
        self._process = subprocess.Popen(
            [
                *(node if work.renderer in _rivals() else python),
                work.renderer,
                str(work.template),
                str(work.context),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def render(self, document: Path | None = None) -> Sample:
        """What a render takes by the process's own clock; `document` is where to put it."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        asked.write(f"{document or ''}\n")
        asked.flush()
        if not (answer := answers.readline()):
            raise RuntimeError(f"{self._name} failed; what it said is above")
        return Sample(**json.loads(answer))


@functools.cache
def _rivals() -> tuple[str, ...]:
    """The programs on Node, where they are there; else it is said how to install them."""
    if shutil.which("node") and (RIVALS / "node_modules").is_dir():
        return ("docxtemplater", "carbone")
    print(
        "docxtemplater and carbone are left out. To have them measured too, install Node.js, "
        "then: npm ci --prefix benchmarks/rivals",
        file=sys.stderr,
    )
    return ()


def _tables(folder: Path, ours: str, sizes: Sequence[int]) -> Mapping[tuple[str, int], Work]:
    """Who fills which table, by the name in the results and the rows; all with the same text."""
    for name, row_texts in TEMPLATES.items():
        samples.table_template(folder / f"{name}.docx", *row_texts)
    works = {}
    for rows in sizes:
        context = folder / f"{rows}.json"
        context.write_text(json.dumps(samples.table_context(rows)))
        works[DOCXTPL, rows] = Work(PLAIN, folder / "docxtpl.docx", context)
        works[TOOLKIT, rows] = Work(ours, folder / "docxtpl.docx", context)
        for rival in _rivals():
            works[rival, rows] = Work(rival, folder / f"{rival}.docx", context)
    for (_, rows), work in works.items():
        _require(_texts(work, folder) == samples.table_texts(rows), work)
    return works


def _texts(work: Work, folder: Path) -> list[str]:
    """The paragraphs of the document that the work makes."""
    work.once(folder / "made.docx")
    with zipfile.ZipFile(folder / "made.docx") as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    prefix = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    texts = ("".join(t.text or "" for t in p.iter(f"{prefix}t")) for p in body.iter(f"{prefix}p"))
    return [text for text in texts if text]


def _require(is_the_same: bool, work: Work) -> None:
    if not is_the_same:
        raise RuntimeError(f"{work.renderer} makes another text of {work.context.name}")


def _require_same_texts(ours: Work, plain: Work, folder: Path) -> None:
    texts = _texts(ours, folder)
    _require(bool(texts) and texts == _texts(plain, folder), ours)


def _contender(name: str, size: int, what: str, run: Callable[[], Sample]) -> Contender:
    return Contender(_named(name, size, what), run, size, name, _named(DOCXTPL, size, what))


def _named(name: str, size: int, what: str) -> str:
    return f"{name}, {size:,} {what}"


def _ratio_aims(sizes: Sequence[int], what: str, at_most: float | None = None) -> tuple[Aim, ...]:
    return tuple(
        ratio_aim(_named(TOOLKIT, size, what), _named(DOCXTPL, size, what), at_most)
        for size in sizes
    )


def rendering_first(folder: Path, sizes: Sequence[int] = ROWS) -> Benchmark:
    """The first table of a process: the template is checked, read, compiled and filled."""
    return Benchmark(
        "rendering_first",
        "Fill a table of 4 columns, first time in a process, template checked by the toolkit "
        "(without start and imports)",
        tuple(
            _contender(name, rows, "rows", work.once)
            for (name, rows), work in _tables(folder, OURS_CHECKED, sizes).items()
        ),
        (*_ratio_aims(sizes, "rows", 0.35), growth_aim(1.1, TOOLKIT)),
        rounds=11,
    )


def rendering_again(
    folder: Path, sizes: Sequence[int] = ROWS, warm_ups: int = WARM_UPS
) -> Benchmark:
    """The same table over and over in one process."""
    running = ExitStack()
    return Benchmark(
        "rendering_again",
        "Fill a table of 4 columns, again in the same process",
        tuple(
            _contender(name, rows, "rows", work.again(running, warm_ups))
            for (name, rows), work in _tables(folder, OURS, sizes).items()
        ),
        (*_ratio_aims(sizes, "rows", 0.15), growth_aim(1.1, TOOLKIT)),
        rounds=21,
        running=running,
    )


def rendering_process(folder: Path, sizes: Sequence[int] = ROWS) -> Benchmark:
    """One table by a whole process, as a command that does nothing else would."""
    return Benchmark(
        "rendering_process",
        "Fill a table of 4 columns, template checked by the toolkit (with start and imports)",
        tuple(
            _contender(name, rows, "rows", work.from_the_start)
            for (name, rows), work in _tables(folder, OURS_CHECKED, sizes).items()
        ),
        _ratio_aims(sizes, "rows"),
    )


def rendering_plan(folder: Path, warm_ups: int = WARM_UPS) -> Benchmark:
    """The business plan of the example board, from the template that the toolkit brings."""
    book, template = folder / EXAMPLE, folder / "business_plan.docx"
    book.write_bytes((files("toolkit.workbooks") / EXAMPLE).read_bytes())
    template.write_bytes((files("toolkit.word_templates") / template.name).read_bytes())
    context = _board_context(book)
    plain, ours, checked = (
        Work(renderer, template, context) for renderer in (PLAIN, OURS, OURS_CHECKED)
    )
    _require_same_texts(ours, plain, folder)
    running = ExitStack()
    first, again = f"{DOCXTPL}, first time", f"{DOCXTPL}, again"
    toolkit_first = Contender(f"{TOOLKIT}, first time", ours.once)
    contenders = (
        Contender(first, plain.once),
        toolkit_first,
        Contender(f"{TOOLKIT}, first time, template checked", checked.once),
        Contender(again, plain.again(running, warm_ups), unit=again),
        Contender(f"{TOOLKIT}, again", ours.again(running, warm_ups), unit=again),
    )
    return Benchmark(
        "rendering_plan",
        "Fill the business plan of the example board (without start and imports)",
        contenders,
        tuple(
            ratio_aim(c.name, c.unit or first, 0.5 if c is toolkit_first else None)
            for c in contenders
            if TOOLKIT in c.name
        ),
        rounds=11,
        running=running,
    )


def rendering_boards(
    folder: Path, sizes: Sequence[int] = BOARDS, warm_ups: int = WARM_UPS
) -> Benchmark:
    """The same template for boards of so many times 40 actions."""
    template = folder / "business_plan.docx"
    template.write_bytes((files("toolkit.word_templates") / template.name).read_bytes())
    running = ExitStack()
    contenders = []
    plans = [samples.ACTIONS * size for size in sizes]
    for size, actions in zip(sizes, plans, strict=True):
        book = folder / f"board_{size}.xlsx"
        samples.board_workbook(book, size)
        context = _board_context(book)
        plain, ours = (Work(renderer, template, context) for renderer in (PLAIN, OURS))
        _require_same_texts(ours, plain, folder)
        for name, work in ((DOCXTPL, plain), (TOOLKIT, ours)):
            run = work.again(running, warm_ups)
            contenders.append(_contender(name, actions, "actions", run))
    return Benchmark(
        "rendering_boards",
        "Fill the business plan of a board as it grows, again in the same process",
        tuple(contenders),
        (*_ratio_aims(plans, "actions"), growth_aim(1.1, TOOLKIT)),
        running=running,
    )


def _board_context(book: Path) -> Path:
    """Put the context of a board's business plan beside its workbook, pickled."""
    checked = check(BookOnDisk(book), as_at=AsAt(date.max))
    context = business_plan_context(checked.board, checked.results, checked.findings).as_data()
    path = book.with_suffix(".pickle")
    path.write_bytes(pickle.dumps(context))
    return path


def _reduced_figure(figure: Figure) -> tuple[type[Figure], tuple[str, ...]]:
    return Figure, (str(figure), *astuple(figure.origin))


def _reduced_count(count: Count) -> tuple[type[Count], tuple[int | str, ...]]:
    return Count, (int(count), *astuple(count.origin))


copyreg.pickle(Figure, _reduced_figure)
copyreg.pickle(Count, _reduced_count)


_FEW_ROWS = (2, 4)
BENCHMARKS = (
    Entry(rendering_first, tiny=partial(rendering_first, sizes=_FEW_ROWS)),
    Entry(rendering_again, tiny=partial(rendering_again, sizes=_FEW_ROWS, warm_ups=0)),
    Entry(rendering_process, tiny=partial(rendering_process, sizes=_FEW_ROWS)),
    Entry(rendering_plan, tiny=partial(rendering_plan, warm_ups=0)),
    Entry(rendering_boards, tiny=partial(rendering_boards, sizes=(1, 2), warm_ups=0)),
)
