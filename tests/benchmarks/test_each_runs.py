"""Every benchmark runs, with its smallest sizes and once: its figures say nothing here."""

import json
import math
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks import rendering, samples
from benchmarks.__main__ import BENCHMARKS, main, table
from benchmarks.measure import (
    Aim,
    Benchmark,
    Checkout,
    Contender,
    Sample,
    checkout_at,
    in_a_process,
    run,
    run_tiny,
)
from benchmarks.starting import CHECK, HELP, starting
from tests.conftest import absent

NEEDS_OFFICE = "clicks"
NAMES = [entry.name for entry in BENCHMARKS]


def tiny(name: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command prints of a benchmark's tiny run, once it has ended well."""
    assert main([name, "--tiny", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["benchmarks"]
    assert {each["rounds"] for each in found["contenders"]} == {1}
    assert all(each["milliseconds"] > 0 for each in found["contenders"])
    assert all(math.isfinite(aim["measured"]) for aim in found["aims"])
    assert {aim["met"] for aim in found["aims"]} == {None}
    return found


class TestEach:
    @pytest.mark.parametrize("name", [name for name in NAMES if name != NEEDS_OFFICE])
    def test_runs_tiny(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        found = tiny(name, capsys)

        assert found["name"] == name
        assert len(found["contenders"]) > 1
        assert found["aims"]

    @pytest.mark.office
    def test_clicks_run_and_load_no_library_that_they_do_not_need(
        self, soffice: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from tests.office.uno_engine_office import can_load_uno

        if not can_load_uno():
            absent("LibreOffice's Python bridge is not here for this Python")
        if not find_spec("xlwings"):
            absent("xlwings is not installed")

        found = tiny(NEEDS_OFFICE, capsys)

        assert {"an empty click", "Check", "Update", "Papers"} < {
            each["name"] for each in found["contenders"]
        }
        measured = {aim["what"]: aim["measured"] for aim in found["aims"]}
        assert [what for what, is_loaded in measured.items() if "loads" in what and is_loaded] == []
        in_office = "Check: ms in LibreOffice and the engine over it, not counted above"
        assert measured[in_office] > measured[in_office.replace("Check", "an empty click")] > 0

    def test_is_described_in_the_readme(self) -> None:
        readme = (Path(rendering.__file__).with_name("README.md")).read_text("utf-8")

        assert [name for name in NAMES if f"\n| {name} | " not in readme] == []


class TestAgainstAnotherCheckout:
    def test_its_commands_are_measured_beside_ours(self, tmp_path: Path) -> None:
        other = Checkout(Path("older"), sys.executable)

        result = run_tiny(starting(tmp_path, other))

        assert {f"{HELP} (older)", f"{CHECK} (older)"} < set(result.samples)
        assert f"reported {CHECK} / {CHECK} (older): " in table(result)

    def test_a_folder_without_an_environment_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError, match=r"has no \.venv"):
            checkout_at(tmp_path)

    def test_what_cannot_be_measured_so_is_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["starting", "reading", "--against", str(tmp_path)])

        assert ended.value.code == 2
        assert "so name them: starting, clicks" in capsys.readouterr().err


class TestWhatIsChecked:
    def test_a_contender_that_does_less_than_it_should_is_refused(self, tmp_path: Path) -> None:
        cells = samples.large_workbook(tmp_path / "large.xlsx", 3)

        with pytest.raises(RuntimeError, match=f"counted {cells}, not {cells + 1}"):
            in_a_process("calamine_read", tmp_path / "large.xlsx", cells + 1)()

    def test_a_document_with_another_text_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(samples, "table_texts", lambda _: ["What was not to be printed"])

        with pytest.raises(RuntimeError, match="makes another text"):
            rendering.rendering_first(tmp_path, sizes=(1,))

    def test_aims_are_held_but_in_a_tiny_run(self) -> None:
        runs: list[int] = []

        def one() -> Sample:
            runs.append(1)
            return Sample(2)

        aim = Aim("seconds", lambda result: result.seconds("one"), 1)
        benchmark = Benchmark(
            "made up", "A benchmark that misses", (Contender("one", one),), (aim,)
        )

        assert "MISSED   seconds: 2.000 (aim: at most 1)" in table(run(benchmark, 3))
        assert len(runs) == 4
        assert "reported seconds: 2.000" in table(run_tiny(benchmark))
        assert len(runs) == 5
