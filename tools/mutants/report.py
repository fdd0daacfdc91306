"""What happened to mutants, kept as lines of JSON and printed as a table."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.mutants.asking import Outcome, Verdict

Row = Mapping[str, Any]

_CAUGHT = {str(Outcome.KILLED), str(Outcome.TIMEOUT)}


def row(room: str, verdict: Verdict, project: Path) -> Row:
    """One mutant as it is kept."""
    return {
        "room": room,
        "outcome": str(verdict.outcome),
        "place": f"{verdict.mutant.path.relative_to(project).as_posix()}:{verdict.mutant.line}",
        "name": verdict.mutant.name,
        "test": verdict.test,
        "asked": verdict.asked,
        "tests": verdict.tests,
        "seconds": verdict.seconds,
    }


def read(path: Path) -> list[Row]:
    """The mutants of a file of results."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def table(rows: Iterable[Row]) -> Iterator[str]:
    """One line for each room, with the share of its mutants that the tests caught."""
    rooms: dict[str, Counter[str]] = {}
    for found in rows:
        rooms.setdefault(found["room"], Counter())[found["outcome"]] += 1
    yield f"{'room':<12}{'mutants':>9}" + "".join(f"{name:>11}" for name in Outcome) + "   caught"
    for room, counts in rooms.items():
        caught = sum(counts[outcome] for outcome in _CAUGHT) / counts.total()
        cells = "".join(f"{counts[outcome]:>11}" for outcome in Outcome)
        yield f"{room:<12}{counts.total():>9}{cells}{caught:>9.1%}"


def not_caught(rows: Iterable[Row]) -> Iterator[str]:
    """Each mutant that no test caught, by its place."""
    for found in rows:
        if found["outcome"] not in _CAUGHT:
            yield f"{found['outcome']:<11}{found['place']}  {found['name']}"


def comparison(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """The mutants that two files of results share, and those caught before but not after."""
    old, new = _by_name(before), _by_name(after)
    shared = [name for name in old if name in new]
    lost = [name for name in shared if old[name] <= _CAUGHT and not new[name] <= _CAUGHT]
    won = [name for name in shared if new[name] <= _CAUGHT and not old[name] <= _CAUGHT]
    yield f"{len(shared)} mutants in both: {len(lost)} caught only before, {len(won)} only after."
    yield from (f"caught before, {', '.join(sorted(new[name]))} after: {name}" for name in lost)


def _by_name(rows: Iterable[Row]) -> dict[str, set[str]]:
    """The outcomes by name: two modules may have functions and lines that are the same."""
    named: dict[str, set[str]] = {}
    for found in rows:
        named.setdefault(found["name"], set()).add(found["outcome"])
    return named
