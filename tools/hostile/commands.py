"""What is done with a file from outside: every command that would open it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOARD = ROOT / "workbooks" / "example_board.xlsx"
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltm"})
DOCUMENTS = frozenset({".docx", ".docm", ".dotx"})
_DAY = ("--as-at", "2026-10-09")
# What build names a board's own template.
_TEMPLATE = "business_plan.docx"


@dataclass(frozen=True)
class Command:
    """A command on files of its own in a folder; `may_write` are those that it may change."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    may_write: frozenset[str] = frozenset()


def commands(file: Path, folder: Path) -> Iterator[Command]:
    """The commands for a file, each in a folder of its own below `folder`."""
    for name in _OF_WORKBOOKS if file.suffix.lower() in WORKBOOKS else _OF_DOCUMENTS:
        place = folder / name.replace(" ", "-")
        place.mkdir(parents=True)
        yield _ready(name, file, place)


_OF_WORKBOOKS = ("check", "update", "export", "import figures", "diff")
_OF_DOCUMENTS = ("lint", "import plan", "template check", "build")


def _ready(name: str, file: Path, place: Path) -> Command:
    """The command with the files it needs."""
    given = place / file.name
    if name in ("template check", "build"):
        (place / "templates").mkdir()
        given = place / "templates" / _TEMPLATE
    shutil.copy(file, given)
    board = place / "our board.xlsx"
    if name in ("import figures", "import plan", "diff", "build"):
        shutil.copy(BOARD, board)
    ours, theirs = str(board), str(given)
    match name:
        case "update":
            return Command(name, ("update", theirs, *_DAY), place, frozenset({given.name}))
        case "check" | "export":
            return Command(name, (name, theirs, *_DAY), place)
        case "import figures":
            to = ("import", theirs, "--to", ours, *_DAY)
            return Command(name, to, place, frozenset({board.name}))
        case "import plan":
            add = ("import", theirs, "--to", ours, "--add", *_DAY)
            return Command(name, add, place, frozenset({board.name}))
        case "diff":
            return Command(name, ("diff", ours, theirs, *_DAY), place)
        case "build":
            out = str(place / "papers")
            build = ("build", ours, "--templates", str(given.parent), "--out", out, "--publish")
            return Command(name, (*build, *_DAY), place)
        case _:
            return Command(name, (*name.split(), theirs), place)
