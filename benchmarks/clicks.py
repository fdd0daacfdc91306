"""How long a click on a button takes, until the cells are written; and what it loads.

Buttons are pressed in LibreOffice, headless, through the scripts they are bound to, as
tests/office does. The toolkit is compiled before, as `toolkit install-excel` leaves it.
"""

import functools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from benchmarks.click_runner import TOOK
from benchmarks.measure import (
    HERE,
    Aim,
    Benchmark,
    Checkout,
    Contender,
    Entry,
    Result,
    Sample,
    ratio_aim,
    started,
)

BARE, EMPTY = "python -c pass", "an empty click"
BUTTONS = {"Check": "CheckWorkbook", "Update": "UpdateWorkbook", "Papers": "WritePapers"}
# Nothing but what every click needs: the start, xlwings, the workbook that it was made in.
NOTHING = """Sub Nothing_At_All()
    RunPython "import xlwings; xlwings.Book.caller()"
End Sub
"""
NOTHING_SCRIPT = (
    "vnd.sun.star.script:VBAProject.Nothing.Nothing_At_All?language=Basic&location=document"
)
LIBRARIES = ("xlwings", "openpyxl", "docx", "docxtpl", "jinja2", "lxml", "numpy", "pandas")
# What a button must not load; a paper cannot be had without the libraries for Word.
_ONLY_FOR_PAPERS = ("docx", "docxtpl", "jinja2", "lxml")
_LISTS_FINDINGS = ("Check", "Update")
_PARTS = {
    "engine": "in LibreOffice and the engine over it, not counted above",
    "besides": "in the command besides",
}


class Presses:
    """A LibreOffice with a board open, and the buttons of it that a checkout answers."""

    def __init__(self, board: bytes, folder: Path, running: ExitStack, checkout: Checkout) -> None:
        from tests.office.uno_engine_office import Office
        from tests.office.uno_engine_press import Desk, bound_scripts, environment

        folder.mkdir()
        path = folder / "board.xlsm"
        path.write_bytes(board)
        variables = {
            **environment(folder),
            "TOOLKIT_UNO_RUNNER": str(Path(__file__).with_name("click_runner.py")),
            "TOOLKIT_UNO_PATH": str(checkout.root),
            "TOOLKIT_UNO_PYTHON": checkout.python,
        }
        self._folder = folder
        self._desk = Desk(running.enter_context(Office(variables)), folder)
        self._document = self._desk.open(path)
        self._document.BasicLibraries.getByName("VBAProject").insertByName("Nothing", NOTHING)
        bound = bound_scripts(self._document)
        self._scripts = {
            EMPTY: NOTHING_SCRIPT,
            **{name: bound[sub] for name, sub in BUTTONS.items()},
        }
        self._loaded: dict[str, set[str]] = {}

    def press(self, name: str) -> Sample:
        """A click, without the time of LibreOffice and the engine over it, which is reported apart.

        It is timed from the click to the end of the process, by the clock of the file that the
        process leaves. Where a button lists findings, there are others each time.
        """
        if name in _LISTS_FINDINGS:
            lead = self._document.Sheets.getByName("Plan").getCellRangeByName("G5")
            lead.setString("" if lead.getString() else "Head of Service")
        for old in (*self._folder.glob("ended-*"), self._folder / "seen"):
            old.unlink(missing_ok=True)
        script = self._document.ScriptProvider.getScript(self._scripts[name])
        before = time.time()
        script.invoke((), (), ())
        (ended,) = self._folder.glob("ended-*")
        said = self._desk.seen()
        if said.ended_badly or any(kind != "info" for _, kind, _ in said.boxes):
            raise RuntimeError(f"{name}: {said}")
        took = json.loads((self._folder / TOOK).read_text())
        self._loaded.setdefault(name, set()).update(took["modules"])
        return Sample(
            ended.stat().st_mtime - before - took["engine"],
            parts={"engine": took["engine"], "besides": took["besides"]},
        )

    def loads(self, name: str, library: str) -> bool:
        """Whether a press loaded a library."""
        return library in self._loaded[name]


def clicks(folder: Path, other: Checkout | None = None) -> Benchmark:
    """Each button of the example board, against a click that does nothing.

    Another checkout answers the same buttons of the same board, in a LibreOffice of its own.
    """
    bare = Contender(BARE, started(folder, "-c", "pass"))
    if not _office_is_here():
        title = "Clicks are left out: they need LibreOffice, its Python bridge, and xlwings"
        return Benchmark("clicks", title, (bare,))
    board = _example_board(folder / "example.xlsm")
    checkouts = (HERE,) if other is None else (HERE, other)
    contenders, aims = [bare], [ratio_aim("Check", EMPTY, 2)]
    with ExitStack() as running:
        for number, checkout in enumerate(checkouts):
            _compile(checkout)
            presses = Presses(board, folder / f"desk {number}", running, checkout)
            contenders += [
                Contender(checkout.named(name), functools.partial(presses.press, name))
                for name in (EMPTY, *BUTTONS)
            ]
            aims += _reported(checkout)
            if checkout == HERE:
                aims += _not_loaded(presses)
        return Benchmark(
            "clicks",
            "From the click to the cells written, on the example board in LibreOffice, "
            "without the time of LibreOffice and the engine over it",
            tuple(contenders),
            tuple(aims),
            rounds=11,
            running=running.pop_all(),
        )


def _example_board(path: Path) -> bytes:
    """The example board with its buttons, updated once."""
    from toolkit.jobs.as_at import AsAt
    from toolkit.jobs.update import update
    from toolkit.layout.board import BOARD
    from toolkit.workbook.book_on_disk import BookOnDisk
    from toolkit.workbook.create import create
    from toolkit.workbook.macros import shipped_macros
    from tools.example import example_content

    path.write_bytes(create(BOARD, example_content(), shipped_macros()))
    update(BookOnDisk(path), as_at=AsAt(date.max))
    return path.read_bytes()


def _reported(checkout: Checkout) -> Iterator[Aim]:
    empty, *buttons = (checkout.named(name) for name in (EMPTY, *BUTTONS))
    for name in buttons:
        if name != "Check":
            yield ratio_aim(name, empty)
    for name in (empty, *buttons):
        yield ratio_aim(name, BARE)
    if checkout != HERE:
        for name in (EMPTY, *BUTTONS):
            yield ratio_aim(name, checkout.named(name))
    for name in (empty, *buttons):
        for part, words in _PARTS.items():
            yield Aim(f"{name}: ms {words}", _milliseconds(name, part))


def _milliseconds(name: str, part: str) -> Callable[[Result], float]:
    return lambda result: 1000 * result.part(name, part)


def _not_loaded(presses: Presses) -> Iterator[Aim]:
    for name in BUTTONS:
        for library in LIBRARIES[1:]:
            if name != "Papers" or library not in _ONLY_FOR_PAPERS:
                loads = functools.partial(presses.loads, name, library)
                yield Aim(f"{name}: loads {library}", _whatever(loads), 0)


def _whatever(measured: Callable[[], float]) -> Callable[[Result], float]:
    """Something measured beside the result."""
    return lambda _: float(measured())


def _office_is_here() -> bool:
    from tests.office.uno_engine_office import PROGRAM, can_load_uno

    return bool((PROGRAM / "soffice.bin").exists() and find_spec("xlwings") and can_load_uno())


def _compile(checkout: Checkout = HERE) -> None:
    """Compile what a click loads: RunPython starts Python so that it keeps no bytecode."""
    packages = [str(checkout.root / package) for package in ("toolkit", "tests/office")]
    subprocess.run([checkout.python, "-m", "compileall", "-qq", *packages], check=False)


def loading(folder: Path) -> Benchmark:
    """What each library and each button's own modules cost to load, xlwings besides."""
    _compile()
    programs = {name: f"import {name}" for name in LIBRARIES if find_spec(name)}
    programs |= {f"{' and '.join(names)}: own modules": p for p, names in _OWN_MODULES.items()}
    return Benchmark(
        "loading",
        "Start of Python, and what is loaded",
        (
            Contender(BARE, started(folder, "-c", "pass")),
            *(
                Contender(name, started(folder, "-c", program))
                for name, program in programs.items()
            ),
        ),
        tuple(
            Aim(f"{name}: modules", _whatever(functools.partial(_modules, program)))
            for name, program in programs.items()
        ),
        rounds=11,
    )


_OWN_MODULES = {
    "import toolkit.buttons, toolkit.jobs.list_findings, toolkit.writing.toolkit_changes": (
        "Check",
    ),
    "import toolkit.buttons, toolkit.jobs.update, toolkit.writing.toolkit_changes": ("Update",),
    "import toolkit.buttons, toolkit.jobs.build, toolkit.papers.business_plan.paper": ("Papers",),
}


def _modules(program: str) -> float:
    """How many modules a program has loaded, beyond those of a bare start."""
    command = f"import sys; before = len(sys.modules); {program}; print(len(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
    return float(done.stdout)


BENCHMARKS = (
    Entry(clicks, tiny=clicks, beside=clicks),
    Entry(loading, tiny=loading),
)
