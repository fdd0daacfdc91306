"""Would a test notice? `python -m tools.mutants publishing` asks the tests about each mutant."""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tools.mutants import report
from tools.mutants.asking import Asking, Outcome
from tools.mutants.live import Loaded, caches
from tools.mutants.mutations import Mutant, by_lot, mutants_of
from tools.mutants.survey import survey
from tools.mutants.tests import OPTIONS, Runner

PROJECT = Path(__file__).resolve().parent.parent.parent
TESTS = ("tests/unit", "tests/jobs", "tests/adapters")
KEPT = PROJECT / "build" / "mutants"
# How many mutants of a room are asked about, drawn by lot; None asks about all.
ROOMS: Mapping[str, int | None] = {
    "measures": 300,
    "results": 300,
    "checks": 300,
    "publishing": None,
}
SEED = 2026


def main(arguments: list[str] | None = None) -> int:
    """Ask about the mutants, or compare two files of results."""
    chosen = _parse(arguments)
    if chosen.compare:
        before, after = map(report.read, chosen.compare)
        print(*report.comparison(before, after), sep="\n")
        return 0
    mutants = dict(_chosen_mutants(chosen))
    session = _Session(mutants, chosen)
    status = pytest.main([*OPTIONS, *chosen.tests], plugins=[session, session.runner])
    if status != pytest.ExitCode.OK:
        return int(status)
    rows = sorted(report.read(chosen.results), key=lambda row: (row["room"], row["place"]))
    print(*report.not_caught(rows), "", *report.table(rows), sep="\n")
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    add = parser.add_argument
    add("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)} (else all), or a file")
    add("--all", action="store_true", help="every mutant of a room, not a sample")
    add("--same-as", type=Path, metavar="FILE", help="the mutants named in this file of results")
    add("--open", action="store_true", help="of those, only the ones that were not caught")
    add(
        "--holding",
        action="append",
        metavar="TEXT",
        help="only those with this text in their place or name; may be given several times",
    )
    add("--tests", nargs="+", default=TESTS, metavar="PATH", help="ask only these tests")
    add("--go-on", action="store_true", help="keep what the results have, and ask about the rest")
    add("--at-once", type=int, default=1, metavar="N", help="so many mutants at a time")
    add("--patience", type=float, default=60, metavar="SECONDS", help="of tests for each mutant")
    add("--results", type=Path, default=KEPT / "results.jsonl", metavar="FILE")
    add("--compare", nargs=2, type=Path, metavar=("OLD", "NEW"), help="two files of results")
    return parser.parse_args(arguments)


def _chosen_mutants(chosen: argparse.Namespace) -> Iterable[tuple[str, list[Mutant]]]:
    wanted = None
    if chosen.same_as:
        rows = report.read(chosen.same_as)
        open_only = {str(Outcome.SURVIVED), str(Outcome.UNDECIDED), str(Outcome.NO_TEST)}
        wanted = {r["name"] for r in rows if not chosen.open or r["outcome"] in open_only}
    for room in chosen.rooms or ROOMS:
        found = [mutant for path in _modules(room) for mutant in mutants_of(path)]
        size = ROOMS.get(room)
        if wanted is not None:
            found = [mutant for mutant in found if mutant.name in wanted]
        elif size and not chosen.all and not chosen.holding:
            found = by_lot(found, SEED)[:size]
        if chosen.holding:
            found = [
                m for m in found if any(t in f"{m.path}:{m.line} {m.name}" for t in chosen.holding)
            ]
        # In an order by lot, a run that is ended early has asked about a sample.
        yield room, by_lot(found, SEED)


def _modules(room: str) -> list[Path]:
    place = PROJECT / "toolkit" / room if room in ROOMS else PROJECT / room
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _others(paths: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """The paths that are in none of the folders."""
    return sorted(p for p in paths if not any(p.is_relative_to(f) for f in folders))


def _warm_up() -> None:
    """Load what any test needs, and forget what was worked out without a mutant."""
    from tests.builders import board, check

    check(board())
    for cache in caches():
        cache.cache_clear()
    gc.collect()


class _Session:
    """A plugin that asks about mutants in place of running the tests that were collected."""

    def __init__(self, mutants: Mapping[str, list[Mutant]], chosen: argparse.Namespace) -> None:
        self.runner = Runner()
        self._mutants = mutants
        self._chosen = chosen

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        terminal = session.config.pluginmanager.getplugin("terminalreporter")
        say: Callable[[str], None] = terminal.write_line
        session.config.pluginmanager.unregister(terminal)
        paths = {mutant.path for found in self._mutants.values() for mutant in found}
        folders = [PROJECT / "toolkit" / room for room in ROOMS]
        places = (*folders, *_others(paths, folders))
        _warm_up()
        seen = survey(session.items, places, KEPT / "survey.json", PROJECT, self.runner, say)
        asking = Asking(session.items, seen, Loaded(paths), self.runner, self._chosen.patience)
        gc.freeze()
        path, keep = self._chosen.results, self._chosen.go_on
        path.parent.mkdir(parents=True, exist_ok=True)
        there = {row["name"] for row in report.read(path)} if keep and path.is_file() else set()
        with path.open("a" if keep else "w", encoding="utf-8") as results:
            for room, mutants in self._mutants.items():
                asked = [mutant for mutant in mutants if mutant.name not in there]
                say(f"{room}: {len(asked)} mutants")
                for verdict in asking.verdicts(asked, self._chosen.at_once):
                    row = report.row(room, verdict, PROJECT)
                    print(json.dumps(row, ensure_ascii=False), file=results, flush=True)
        return True


if __name__ == "__main__":
    sys.exit(main())
