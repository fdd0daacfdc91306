"""Who may import whom, and who may look at the clock."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import toolkit
from tools.rooms import ROOMS

ROOT = Path(toolkit.__file__).parent


def dotted(path: Path) -> str:
    """The name a module is imported by: toolkit/checks/__init__.py is toolkit.checks."""
    parts = ("toolkit", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {
    dotted(path): ast.parse(path.read_text("utf-8"))
    for path in ROOT.rglob("*.py")
    if not path.is_relative_to(ROOT / "workbooks")
}

BY_NAME = {room.name: room for room in ROOMS}
# The package's own faces: what `python -m toolkit` starts, and what macros in workbooks call.
FACES = {"toolkit", "toolkit.__main__", "toolkit.buttons"}


def room_of(module: str) -> str:
    """The room that a module lives in, such as word/package; "" for the package's faces."""
    parts = module.split(".")[1:]
    while parts and "/".join(parts) not in BY_NAME:
        parts.pop()
    return "/".join(parts)


PURE = sorted(
    name
    for name in TREES
    if (room_of(name) and BY_NAME[room_of(name)].is_pure)
    or name in ("toolkit.papers.business_plan.assemble", "toolkit.papers.plan_changes.assemble")
)
FILE_LIBRARIES = ("openpyxl", "docx", "docxtpl", "xlsxwriter", "python_calamine", "lxml", "zipfile")


@cache
def imported(tree: ast.AST) -> tuple[str, ...]:
    """Every module that the code names in an import, and every name it takes from one."""
    return tuple(_imported(tree))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "relative imports are not used"
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def at_module_level(tree: ast.Module) -> Iterator[str]:
    """What is imported as soon as the module is; what only a type checker sees is not."""
    inside = {
        node
        for holder in ast.walk(tree)
        if isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        or (isinstance(holder, ast.If) and ast.unparse(holder.test) == "TYPE_CHECKING")
        for node in ast.walk(holder)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in inside:
            yield from imported(node)


def uses(name: str, library: str) -> bool:
    """Whether a module imports a library or a part of it, anywhere in its code."""
    return any(f"{found}.".startswith(f"{library}.") for found in imported(TREES[name]))


def reached_from(name: str) -> set[str]:
    """The toolkit's modules that a module needs, those that they need, and so on."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        module = waiting.pop()
        if module in TREES and module not in reached:
            reached.add(module)
            waiting += imported(TREES[module])
    return reached


def arrows() -> Iterator[tuple[str, str]]:
    """Every import of one of the toolkit's modules by another, wherever it is."""
    for name, tree in TREES.items():
        for found in set(imported(tree)):
            if found in TREES and found != name:
                yield name, found


def test_every_module_lives_in_a_room() -> None:
    folders = {"toolkit", "toolkit.word"}

    assert [name for name in TREES if not room_of(name) and name not in FACES | folders] == []


def test_rooms_are_listed_from_the_ground_up() -> None:
    seen: set[str] = set()
    for room in ROOMS:
        assert set(room.may_import.split()) <= seen, room.name
        seen.add(room.name)


def test_a_room_imports_only_rooms_that_the_table_allows() -> None:
    breaches = {
        f"{name} imports {found}"
        for name, found in arrows()
        if name not in FACES
        and room_of(found)
        and room_of(name) != room_of(found)
        and room_of(found) not in BY_NAME[room_of(name)].may_import.split()
    }

    assert breaches == set()


def test_the_table_allows_nothing_that_no_room_uses() -> None:
    used = {(room_of(name), room_of(found)) for name, found in arrows()}
    allowed = {(room.name, other) for room in ROOMS for other in room.may_import.split()}

    assert allowed - used == set()


# What is about the board workbook by its nature: a board read, what its rows are called, and what
# the toolkit says in one.
OF_THE_BOARD = {
    "toolkit.reading.reader",
    "toolkit.writing.row_names",
    "toolkit.writing.scorecard_columns",
    "toolkit.writing.carried_updates",
    "toolkit.writing.toolkit_changes",
}


def test_what_reads_and_writes_workbooks_is_given_a_layout_and_knows_none() -> None:
    rooms = ("reading", "writing", "workbook")

    knowing = {
        name
        for name, found in arrows()
        if room_of(name) in rooms and found.startswith("toolkit.layout.board")
    }
    assert knowing == OF_THE_BOARD


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for name, found in arrows():
        # A package's face is counted as its folder, not for the names that it hands on.
        if not found.startswith(f"{name}.") and not name.startswith(f"{found}."):
            graph.setdefault(name, set()).add(found)

    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(" imports ".join(circle.args[1]), pytrace=False)


LONGEST, USUAL = 500, 120
PURE_DATA = {"toolkit.importing.plan.synonyms"}


def test_modules_are_small() -> None:
    lines = {
        name: path.read_text("utf-8").count("\n")
        for path in ROOT.rglob("*.py")
        if (name := dotted(path)) in TREES and path.name != "__init__.py"
    }

    too_long = {n for n, c in lines.items() if c > LONGEST and n not in PURE_DATA}
    assert too_long == set()
    assert statistics.median(lines.values()) <= USUAL


def test_the_modules_that_must_stay_pure_are_there_to_be_looked_at() -> None:
    assert {
        "toolkit.checks.plan.actions",
        "toolkit.measures.target",
        "toolkit.papers.business_plan.assemble",
    } < set(PURE)


@pytest.mark.parametrize("name", PURE)
def test_what_works_on_records_never_reaches_a_file(name: str) -> None:
    reached = reached_from(name)

    assert not any(module.startswith("toolkit.workbook") for module in reached)
    assert "toolkit.word.filling.render" not in reached
    assert [(m, library) for m in reached for library in FILE_LIBRARIES if uses(m, library)] == []


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("docxtpl", {"toolkit.word.filling.compiled"}),
        ("xlwings", {"toolkit.excel.live.program"}),
        ("python_calamine", {"toolkit.workbook.files"}),
        (
            "xlsxwriter",
            {
                "toolkit.word.drawing.chart_xml",  # the figures that a chart carries with it
                "toolkit.workbook.macros",
                "toolkit.workbook.create",
                "toolkit.workbook.formats",
                *(name for name in TREES if name.startswith("toolkit.workbook.fresh.")),
            },
        ),
        ("pptx", {"toolkit.word.drawing.chart_xml"}),
        ("highspy", {"toolkit.publishing.programme"}),
        ("pyopenvba", set()),
    ],
)
def test_a_library_is_known_in_its_own_module_only(library: str, homes: set[str]) -> None:
    assert {name for name in TREES if uses(name, library)} <= homes


def test_nothing_ever_uses_the_part_of_xlwings_that_is_not_free() -> None:
    assert [name for name in TREES if uses(name, "xlwings.pro")] == []


def test_pandas_is_loaded_only_where_it_is_needed() -> None:
    assert [n for n, tree in TREES.items() if "pandas" in at_module_level(tree)] == []


CLOCK = {"now", "today", "utcnow", "time", "time_ns"}
CLOCK_UNLESS_TOLD = {"localtime", "gmtime"}


def looks_at_the_clock(tree: ast.AST) -> bool:
    """Whether code calls something like date.today() or time.time()."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in CLOCK or (node.func.attr in CLOCK_UNLESS_TOLD and not node.args))
        and ast.unparse(node.func.value).split(".")[-1] in ("date", "datetime", "time")
        for node in ast.walk(tree)
    )


def test_only_the_faces_and_the_fault_log_look_at_the_clock() -> None:
    assert {name for name, tree in TREES.items() if looks_at_the_clock(tree)} == {
        "toolkit.api.board",
        "toolkit.excel.buttons",
        "toolkit.cli.main",
        "toolkit.files.fault_log",
    }


def test_no_module_takes_functions_of_the_clock_by_name() -> None:
    assert [
        name
        for name in TREES
        if any(uses(name, f"time.{call}") for call in CLOCK | CLOCK_UNLESS_TOLD)
    ] == []


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["--version"]])
def test_help_starts_without_loading_what_only_the_work_needs(arguments: list[str]) -> None:
    program = (
        "import sys; from toolkit.cli.main import main\n"
        f"try: main({arguments!r})\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )

    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    heavy = {
        "lxml",
        "docx",
        "docxtpl",
        "jinja2",
        "xlsxwriter",
        "python_calamine",
        "openpyxl",
        "pptx",
    }
    assert "toolkit" in done.stdout
    assert loaded & (heavy | {"pandas", "xlwings", "numpy", "highspy"}) == set()
