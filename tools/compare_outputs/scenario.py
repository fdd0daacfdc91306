"""One scenario: files laid into an empty folder, and the commands run there one after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Command = tuple[str, ...]
"""The words after `toolkit`."""


@dataclass(frozen=True)
class Scenario:
    """Commands that share a folder, and so see what those before them wrote.

    `inputs` says which file is copied to which name there. A cold scenario starts a new Python
    for each command; any other starts from a process that has loaded the toolkit already. While
    they run, the file `held` is locked as another run would lock it. A command that takes
    longer than `seconds` is stopped.
    """

    name: str
    commands: tuple[Command, ...]
    inputs: Mapping[str, Path] = field(default_factory=dict)
    is_cold: bool = False
    held: str = ""
    seconds: int = 120
