"""Scenarios run in both checkouts, one after the other, and their results compared."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tools.compare_outputs.comparing import Difference, differences
from tools.compare_outputs.scenario import Scenario

_RUNNER = Path(__file__).with_name("runner.py")
SHIPPED = Scenario("shipped", ())
"""A name for the workbooks, templates and macros that a checkout brings."""
_SHIPPED_FOLDERS = ("workbooks", "word_templates", "macros")


@dataclass(frozen=True)
class Comparison:
    """What was run and what differs; `codes` counts NEW's exit codes by their words."""

    scenarios: Sequence[Scenario]
    differences: Sequence[Difference]
    differing: Sequence[str]
    codes: dict[str, int]


def compare(
    old: Path, new: Path, out: Path, scenarios: Sequence[Scenario], *, again: bool = False
) -> Comparison:
    """Run the scenarios in both checkouts and compare what a user would see.

    Both sides' results stay in `out`; `again` takes OLD's from there. ValueError where a checkout
    has no environment, or where both sides' orders differ: the scenarios, or the day, on which
    results depend where a scenario names none.
    """
    out = out.resolve()
    if not again:
        _run(old.resolve(), out, "old", scenarios)
    elif not (out / "old.json").is_file():
        raise ValueError(f"There are no results of OLD in {out}.")
    _run(new.resolve(), out, "new", scenarios)
    before, after = (json.loads((out / f"{side}.json").read_text("utf-8")) for side in _SIDES)
    if before["day"] != after["day"] or before["scenarios"] != after["scenarios"]:
        raise ValueError(
            "OLD was run on another day or with other scenarios. Run both sides again."
        )
    found: list[Difference] = []
    differing: list[str] = []
    for scenario in (SHIPPED, *scenarios):
        these = list(differences(scenario, *(out / side / scenario.name for side in _SIDES)))
        found += these
        differing += [scenario.name] if these else []
    return Comparison(scenarios, found, differing, _codes(out / "new"))


_SIDES = ("old", "new")


def _run(checkout: Path, out: Path, side: str, scenarios: Sequence[Scenario]) -> None:
    python, results, desk = checkout / ".venv/bin/python", out / side, out / "desk"
    if not python.exists():
        raise ValueError(f"{checkout} has no environment in .venv.")
    for left in (results, desk):
        if left.exists():
            shutil.rmtree(left)
    for folder in _SHIPPED_FOLDERS:
        if (checkout / folder).is_dir():
            unwanted = shutil.ignore_patterns("__pycache__", "~$*")
            shutil.copytree(checkout / folder, results / "shipped/files" / folder, ignore=unwanted)
    results.mkdir(parents=True, exist_ok=True)
    orders = {
        "day": datetime.now().astimezone().date(),
        "desk": desk,
        "results": results,
        "scenarios": [asdict(scenario) for scenario in scenarios],
    }
    order_file = out / f"{side}.json"
    order_file.write_text(json.dumps(orders, default=str), "utf-8")
    subprocess.run(
        [python, "-P", _RUNNER, order_file],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(checkout),
            "PYTHONHASHSEED": "0",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "100",
            # PDFs are LibreOffice's work; here only what is said where it is missing counts.
            "TOOLKIT_SOFFICE": str(desk / "no LibreOffice"),
        },
        check=True,
    )


def _codes(results: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in results.rglob("exit code"):
        code = path.read_text().strip()
        counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items()))
