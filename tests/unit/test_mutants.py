"""Asking the tests about mutants: what is put into the code, and how it is found again."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("a process cannot be copied on Windows", allow_module_level=True)

from tools.mutants import report
from tools.mutants.live import Loaded
from tools.mutants.mutations import Mutant, by_lot, mutants_of

SOURCE = '''"""A module."""

LIMIT = 4


def is_small(count: int, least: int = 1) -> bool:
    """Whether a count is small."""
    if count < least:
        return False
    return count <= LIMIT


class Shelf:
    @property
    def label(self) -> str:
        match self.height:
            case 0:
                return "floor"
            case _:
                return "top"

    height = 2
'''


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "shelves.py"
    found.write_text(SOURCE, "utf-8")
    return found


def loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("shelves", path)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(path: Path, name: str) -> Mutant:
    (found,) = (mutant for mutant in mutants_of(path) if mutant.name == name)
    return found


def test_a_mutant_is_named_by_its_function_and_the_line_before_and_after(path: Path) -> None:
    names = [mutant.name for mutant in mutants_of(path)]

    assert "is_small: if count < least:  →  if count <= least:" in names
    assert "is_small: return count <= LIMIT  →  return count < LIMIT" in names
    assert 'Shelf.label: return "top"  →  return "XXtopXX"' in names
    assert len(names) == len(set(names))


def test_nothing_outside_functions_and_no_docstring_is_changed(path: Path) -> None:
    for mutant in mutants_of(path):
        assert "LIMIT = 4\n" in mutant.code
        assert "    height = 2\n" in mutant.code
        assert '"""Whether a count is small."""' in mutant.code
        compile(mutant.code, "shelves.py", "exec")


def test_names_and_sample_stay_the_same_where_a_function_moves(path: Path, tmp_path: Path) -> None:
    moved = tmp_path / "other.py"
    moved.write_text(SOURCE.replace("LIMIT = 4", "# Policy\n\nLIMIT = 4"), "utf-8")
    before, after = mutants_of(path), mutants_of(moved)

    assert [m.name for m in before] == [m.name for m in after]
    assert [m.line + 2 for m in before] == [m.line for m in after]
    assert [m.name for m in by_lot(before, 1)] == [m.name for m in by_lot(after, 1)]
    assert by_lot(before, 1) != by_lot(before, 2)


def test_whoever_has_the_function_already_has_the_mutant(path: Path) -> None:
    module = loaded(path)
    is_small, shelf = module.is_small, module.Shelf()
    functions = Loaded({path})

    assert functions.put_in(named(path, "is_small: return count <= LIMIT  →  return count < LIMIT"))
    assert functions.put_in(named(path, 'Shelf.label: return "top"  →  return "XXtopXX"'))
    assert (is_small(3), is_small(4)) == (True, False)
    assert shelf.label == "XXtopXX"


def test_a_mutant_of_a_default_is_put_in_as_well(path: Path) -> None:
    module = loaded(path)
    changed = next(m for m in mutants_of(path) if "least: int = 2" in m.name)

    assert Loaded({path}).put_in(changed)
    assert (module.is_small(1), module.is_small(1, 1)) == (False, True)


def test_a_function_that_nobody_has_loaded_cannot_be_changed(path: Path) -> None:
    assert not Loaded({path}).put_in(mutants_of(path)[0])


def row(name: str, outcome: str, room: str = "publishing") -> report.Row:
    return {"room": room, "outcome": outcome, "place": "publish.py:7", "name": name}


def test_the_table_tells_the_share_that_was_caught() -> None:
    rows = [row("a", "killed"), row("b", "timeout"), row("c", "survived"), row("d", "no test")]
    heading, line = report.table(rows)

    assert heading.split()[:3] == ["room", "mutants", "killed"]
    assert line.split() == ["publishing", "4", "1", "1", "1", "0", "1", "50.0%"]
    assert [told.split()[0] for told in report.not_caught(rows)] == ["survived", "no"]


def test_two_commits_are_compared_by_the_mutants_they_share() -> None:
    before = [row("a", "killed"), row("b", "killed"), row("c", "survived"), row("gone", "killed")]
    after = [row("a", "killed"), row("b", "survived"), row("c", "timeout"), row("new", "survived")]

    assert list(report.comparison(before, after)) == [
        "3 mutants in both: 1 caught only before, 1 only after.",
        "caught before, survived after: b",
    ]
