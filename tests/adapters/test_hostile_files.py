"""Other people's files through every command: work or one sentence, in bounds, nothing changed.

Here those that were made to do harm, and some of the others; `make hostile` takes all of them.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(sys.platform != "linux", reason="Linux sets the bounds"),
]


@pytest.mark.parametrize(
    ("folder", "every"), [("cases/hostile", 1), ("corpus/docx", 12), ("corpus/xlsx", 50)]
)
def test_every_command_ends_as_it_must(folder: str, every: int, shared: Path) -> None:
    tool = [sys.executable, "-m", "tools.hostile", str(shared / folder), "--every", str(every)]
    done = subprocess.run(tool, capture_output=True, text=True, cwd=PROJECT, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "done" in done.stdout
