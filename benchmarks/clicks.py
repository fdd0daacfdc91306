"""How long a click on a button takes, until the cells are written; and what it loads.

Buttons are pressed in LibreOffice, headless, through the scripts they are bound to, as
tests/office does. The toolkit is compiled before, as `toolkit install-excel` leaves it.
"""

import compileall
import functools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.click_runner import TOOK
from benchmarks.measure import ROOT, Aim, Benchmark, Contender, Sample, ratio_aim, started

BARE, EMPTY = "python -c pass", "an empty click"
BUTTONS = {"Check": "CheckWorkbook", "Update": "UpdateWorkbook", "Papers": "WritePapers"}
# Nothing but what every click needs: the start, xlwings, the workbook that it was made in.
NOTHING = """Sub Nothing_At_All()
    RunPython "import xlwings; xlwings.Book.caller()"
End Sub
"""
LIBRARIES = ("xlwings", "openpyxl", "docx", "docxtpl", "jinja2", "lxml", "numpy", "pandas")
# What a button must not load; a paper cannot be had without the libraries for Word.
_ONLY_FOR_PAPERS = ("docx", "docxtpl", "jinja2", "lxml")
_BEFORE_EACH = {"Check": True, "Update": True, "Papers": False}


class Presses:
    """A LibreOffice with the example board open; what each press of its buttons took."""

    def __init__(self, folder: Path, running: ExitStack) -> None:
        from tests.office.uno_engine_office import Office
        from tests.office.uno_engine_press import Desk, environment
        from toolkit import jobs
        from toolkit.workbook.create import create
        from toolkit.workbook.macros import shipped_macros
        from tools.example import example_content

        path = folder / "board.xlsm"
        path.write_bytes(create(example_content(), shipped_macros()))
        jobs.update(path, None, date.max)
        runner = Path(__file__).with_name("click_runner.py")
        variables = {**environment(folder), "TOOLKIT_UNO_RUNNER": str(runner)}
        self._folder = folder
        self._desk = Desk(running.enter_context(Office(variables)), folder)
        self._document = self._desk.open(path)
        self._document.BasicLibraries.getByName("VBAProject").insertByName("Nothing", NOTHING)
        self.took: dict[str, list[Mapping[str, Any]]] = {}

    def empty(self) -> Sample:
        """A click that does nothing but reach the workbook."""
        script = (
            "vnd.sun.star.script:VBAProject.Nothing.Nothing_At_All?language=Basic&location=document"
        )
        found = self._document.ScriptProvider.getScript(script)
        return self._timed(EMPTY, lambda: found.invoke((), (), ()))

    def button(self, name: str) -> Sample:
        """A click on a button; where it lists findings, there are others each time."""
        if _BEFORE_EACH[name]:
            lead = self._document.Sheets.getByName("Plan").getCellRangeByName("G5")
            lead.setString("" if lead.getString() else "Head of Service")
        return self._timed(name, lambda: self._desk.press(self._document, BUTTONS[name]))

    def _timed(self, name: str, press: Callable[[], object]) -> Sample:
        """From the click to the end of the process, by the clock of the file that it leaves."""
        for old in (*self._folder.glob("ended-*"), self._folder / "seen"):
            old.unlink(missing_ok=True)
        before = time.time()
        press()
        (ended,) = self._folder.glob("ended-*")
        said = self._desk.seen()
        if said.ended_badly or any(kind != "info" for _, kind, _ in said.boxes):
            raise RuntimeError(f"{name}: {said}")
        self.took.setdefault(name, []).append(json.loads((self._folder / TOOK).read_text()))
        return Sample(ended.stat().st_mtime - before)

    def milliseconds(self, name: str, part: str) -> float:
        """The median of what a part of a press took; `own` is all but the engine's."""
        return 1000 * statistics.median(
            float(each["command"] - each["engine"] if part == "own" else each[part])
            for each in self.took[name][1:]  # the first round does not count
        )

    def loads(self, name: str, library: str) -> bool:
        """Whether a press loaded a library."""
        return any(library in each["modules"] for each in self.took[name])


def clicks(folder: Path) -> Benchmark:
    """Each button of the example board, against a click that does nothing."""
    bare = Contender(BARE, started(folder, "-c", "pass"))
    if not _office_is_here():
        title = "Clicks are left out: they need LibreOffice, its Python bridge, and xlwings"
        return Benchmark("clicks", title, (bare,))
    _compile()
    running = ExitStack()
    presses = Presses(folder, running)
    aims = [
        ratio_aim("Check", EMPTY, 2),
        *(ratio_aim(name, EMPTY) for name in ("Update", "Papers")),
        *(ratio_aim(name, BARE) for name in (EMPTY, *BUTTONS)),
    ]
    for name in (EMPTY, *BUTTONS):
        for part, words in (("engine", "in LibreOffice"), ("own", "in the command besides")):
            measured = functools.partial(presses.milliseconds, name, part)
            aims.append(Aim(f"{name}: ms {words}", _whatever(measured)))
    for name in BUTTONS:
        for library in LIBRARIES[1:]:
            if name != "Papers" or library not in _ONLY_FOR_PAPERS:
                loads = functools.partial(presses.loads, name, library)
                aims.append(Aim(f"{name}: loads {library}", _whatever(loads), 0))
    return Benchmark(
        "clicks",
        "From the click to the cells written, on the example board in LibreOffice",
        (
            bare,
            Contender(EMPTY, presses.empty),
            *(Contender(name, functools.partial(presses.button, name)) for name in BUTTONS),
        ),
        tuple(aims),
        rounds=11,
        running=running,
    )


def _whatever(measured: Callable[[], float]) -> Callable[[object], float]:
    """Something measured beside the result."""
    return lambda _: float(measured())


def _office_is_here() -> bool:
    from tests.office.uno_engine_office import PROGRAM, can_load_uno

    return bool((PROGRAM / "soffice.bin").exists() and find_spec("xlwings") and can_load_uno())


def _compile() -> None:
    """Compile what a click loads: RunPython starts Python so that it keeps no bytecode."""
    for package in ("toolkit", "tests/office"):
        compileall.compile_dir(ROOT / package, quiet=2)


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
    "import toolkit.buttons, toolkit.jobs, toolkit.writing.toolkit_changes": (
        "Check",
        "Update",
    ),
    "import toolkit.buttons, toolkit.jobs, toolkit.papers.business_plan.paper": ("Papers",),
}


def _modules(program: str) -> float:
    """How many modules a program has loaded, beyond those of a bare start."""
    command = f"import sys; before = len(sys.modules); {program}; print(len(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True)
    return float(done.stdout)


BENCHMARKS = (clicks, loading)
