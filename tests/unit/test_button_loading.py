"""What a button loads and reads: no more than its job needs, for a person waits for it."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import absent
from toolkit.excel import buttons
from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS

# What xlwings loads wherever it finds it, for conversions that no button asks for.
BESIDE_XLWINGS = ("pandas", "numpy", "polars", "matplotlib", "plotly", "PIL")
ONLY_FOR_PAPERS = {"docx", "docxtpl", "jinja2", "lxml"}


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder in which all that xlwings would load lies installed."""
    if not find_spec("xlwings"):
        absent("xlwings is not installed")
    for name in BESIDE_XLWINGS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("")
    return tmp_path


def printed(folder: Path, program: str) -> list[str]:
    """The words that a program prints that finds what lies in the folder."""
    start = f"import sys; sys.path.insert(0, {str(folder)!r}); "
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", start + program],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


class TestReachingExcel:
    def test_loads_no_library_that_only_conversions_need(self, installed: Path) -> None:
        loaded = printed(installed, "import toolkit.excel.live; print(*sys.modules)")

        assert "xlwings" in loaded
        assert [name for name in BESIDE_XLWINGS if name in loaded] == []

    def test_loads_nothing_of_the_part_of_xlwings_that_is_not_free(self, installed: Path) -> None:
        loaded = printed(installed, "import toolkit.excel.live; print(*sys.modules)")

        assert [name for name in loaded if name.startswith("xlwings.pro")] == []

    @pytest.mark.parametrize("name", BESIDE_XLWINGS)
    def test_leaves_them_to_be_loaded_by_whoever_wants_them(
        self, installed: Path, name: str
    ) -> None:
        program = f"import toolkit.excel.live, {name}; print({name}.__name__)"

        assert printed(installed, program) == [name]


@pytest.mark.parametrize("name", ["Check", "Update"])
def test_a_button_that_writes_no_paper_loads_no_library_for_papers(
    installed: Path, name: str
) -> None:
    assert name in buttons.JOBS

    loaded = printed(
        installed,
        "import toolkit.excel.buttons, toolkit.excel.live, toolkit.writing.toolkit_changes; "
        "print(*{name.partition('.')[0] for name in sys.modules})",
    )

    assert ONLY_FOR_PAPERS.intersection(loaded) == set()
    assert {"openpyxl", "xlsxwriter", *BESIDE_XLWINGS}.intersection(loaded) == set()


@pytest.mark.parametrize("name", list(buttons.JOBS))
def test_every_sheet_that_is_checked_is_read(name: str) -> None:
    records = (name for name, table in BOARD.tables.items() if table.record)
    checked = {SETTINGS.name, *(BOARD.sheet_of(name).name for name in records)}
    checked |= set(BOARD.needed_sheets)

    assert checked <= set(buttons.READ_BY[name])


def test_a_sheet_that_nothing_of_is_used_is_not_read() -> None:
    read = buttons.READ_BY

    own = {name: set(sheets) - set(read["Papers"]) for name, sheets in read.items()}

    assert own == {
        "Check": {"Findings"},
        "Update": {"Findings", "Home"},
        "Papers": set(),
        "Published papers": set(),
        "Take in pasted figures": {"Paste", "Unplaced", "Findings", "Home"},
        "Close a period": {"Findings", "Home"},
    }
