"""Damaged files: each command does its work or says one sentence, whatever the damage."""

import pytest

from tools.fuzz.__main__ import run

FOUND_ONCE = (7, 17, 68)
"""Seeds whose files once stopped a command with a fault of the toolkit's own."""


@pytest.mark.parametrize("seed", [*FOUND_ONCE, *range(1000, 1006)])
def test_a_damaged_file_ends_no_command_with_a_fault(seed: int) -> None:
    faults = [(name, found) for _, name, found in run(range(seed, seed + 1)) if found.fault]

    assert faults == []
