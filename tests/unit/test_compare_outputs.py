"""The comparison of two checkouts finds what a user would notice, and nothing else."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.compare_outputs.comparing import Difference, by_cause
from tools.compare_outputs.report import report, summary
from tools.compare_outputs.running import Comparison, compare
from tools.compare_outputs.scenario import Scenario
from tools.compare_outputs.scenarios import COMMANDS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the comparison forks")

PROGRAM = """
import sys, zipfile
from pathlib import Path
import toolkit

toolkit.SEEN.append(sys.argv[1])
print(f"{len(toolkit.SEEN)} paper of {sys.argv[1]}")
Path("paper.txt").write_text("Lead: Head of Safeguarding")
Path("board 2026-01-05 09-00-00.000.xlsx").touch()
with zipfile.ZipFile("paper.docx", "w") as paper:
    for part in ("word/document.xml", "word/styles.xml"):
        paper.writestr(zipfile.ZipInfo(part), f"<w:p><w:t>{part}</w:t></w:p>")
sys.exit(1)
"""

ONE = (Scenario("one", (("a",),)),)
Compare = Callable[..., Comparison]


@pytest.fixture
def compared(tmp_path: Path) -> Compare:
    """Compare that program with itself after words of it were exchanged."""

    def run(
        was: str = "",
        now: str = "",
        scenarios: tuple[Scenario, ...] = ONE,
    ) -> Comparison:
        assert was in PROGRAM
        changed = PROGRAM.replace(was, now) if was else PROGRAM
        for side, program in (("old", PROGRAM), ("new", changed)):
            package = tmp_path / side / "toolkit"
            package.mkdir(parents=True)
            (package / "__init__.py").write_text("SEEN = []\n")
            (package / "__main__.py").write_text(program)
            environment = tmp_path / side / ".venv/bin"
            environment.mkdir(parents=True)
            (environment / "python").symlink_to(sys.executable)
        return compare(tmp_path / "old", tmp_path / "new", tmp_path / "out", scenarios)

    return run


def only(done: Comparison) -> Difference:
    (difference,) = done.differences
    return difference


def test_the_same_code_differs_in_nothing(compared: Compare) -> None:
    done = compared()

    assert done.differences == []
    assert "Equal: 2. Different: 0" in summary(done)


def test_a_changed_byte_of_a_written_file_is_found(compared: Compare) -> None:
    found = only(compared("Head of", "Head-of"))

    assert found.place == "one: paper.txt"
    assert found.lines == ("-Lead: Head of Safeguarding", "+Lead: Head-of Safeguarding")


def test_a_changed_exit_code_is_found_at_its_command(compared: Compare) -> None:
    found = only(compared("exit(1)", "exit(2)"))

    assert found.place == "one: exit code of toolkit a"
    assert found.lines == ("-1", "+2")


def test_a_file_that_is_no_longer_written_is_found(compared: Compare) -> None:
    found = only(compared('Path("paper.txt").write_text', "len"))

    assert found.kind == "file only in OLD"
    assert found.place == "one: paper.txt"


def test_a_file_that_nobody_may_read_any_longer_is_found(compared: Compare) -> None:
    found = only(compared("sys.exit", 'Path("paper.txt").chmod(0o600); sys.exit'))

    assert found.kind == "permissions of *.txt"


def test_a_change_in_a_package_is_named_by_its_part(compared: Compare) -> None:
    found = only(compared("{part}<", "{part.replace('styles', 'style')}<"))

    assert found.place == "one: paper.docx, word/styles.xml"
    assert found.lines == ("-<w:t>word/styles.xml</w:t>", "+<w:t>word/style.xml</w:t>")


def test_packages_that_differ_in_their_zip_alone_are_found(compared: Compare) -> None:
    assert only(compared("ZipInfo(part)", "ZipInfo(part, (2026, 1, 5, 9, 0, 0))")).kind == (
        "zip of *.docx"
    )


def test_one_cause_in_many_places_is_reported_once(compared: Compare) -> None:
    scenarios = tuple(Scenario(f"board {n}", ((f"of {n}",), (f"of {n}0",))) for n in range(3))

    done = compared("paper of", "document of", scenarios)

    assert [len(cause) for cause in by_cause(done.differences)] == [6]
    assert summary(done).count("document of") == 1
    assert report(done).count("document of") == 6
    assert "board 2: standard output of toolkit of 20" in report(done)


def test_times_in_the_names_of_backups_are_no_difference(compared: Compare) -> None:
    assert compared("09-00-00.000", "10-12-34.567").differences == []


def test_no_command_sees_what_another_left_in_memory(compared: Compare, tmp_path: Path) -> None:
    compared(scenarios=(Scenario("two", (("a",), ("b",))),))

    told = [tmp_path / "out/new/two" / number / "standard output" for number in ("01", "02")]
    assert [path.read_text() for path in told] == ["1 paper of a\n", "1 paper of b\n"]


def test_a_command_that_takes_too_long_is_stopped_and_told(compared: Compare) -> None:
    done = compared("sys.exit", "import time; time.sleep(60); sys.exit",
                    (Scenario("slow", (("a",),), seconds=1),))  # fmt: skip

    assert done.codes == {"stopped: it took too long": 1}
    assert done.differences


def test_a_checkout_without_an_environment_is_reported(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"has no environment in \.venv"):
        compare(tmp_path, tmp_path, tmp_path / "out", ())


def test_results_of_the_old_side_serve_again(compared: Compare, tmp_path: Path) -> None:
    compared()
    (tmp_path / "old").rename(tmp_path / "gone")

    done = compare(tmp_path / "old", tmp_path / "new", tmp_path / "out", ONE, again=True)

    assert done.differences == []


def test_results_of_other_scenarios_are_not_compared_again(
    compared: Compare, tmp_path: Path
) -> None:
    compared()

    with pytest.raises(ValueError, match="with other scenarios"):
        compare(tmp_path, tmp_path / "new", tmp_path / "out", (), again=True)


def test_every_command_is_compared() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "toolkit", "--help"], capture_output=True, text=True, check=True
    )

    assert set(re.findall(r"^    ([a-z-]+) ", helped.stdout, re.MULTILINE)) <= set(COMMANDS)
