"""The record of a workbook's year: from its closings, its plan today and its backups."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.board.board import Board
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.results.year_record import Event, What, year_record
from toolkit.values.errors import ToolkitError
from toolkit.values.text import day_in_words
from toolkit.writing.book import Book

if TYPE_CHECKING:
    from toolkit.compare.comparison import Comparison

_SAVED = re.compile(r" (\d{4}-\d{2}-\d{2} \d{2}-\d{2}-\d{2})\.\d{3}$")


@dataclass(frozen=True)
class Audited:
    """What happened: by closings and on the plan since, and from backup to backup.

    `notes` name backups that could not be read.
    """

    checked: Checked
    events: tuple[Event, ...]
    from_backups: tuple[Event, ...]
    notes: tuple[str, ...] = ()


def audit(book: Book, *, as_at: AsAt) -> Audited:
    """The record of the year. Nothing is changed; raises what reading a workbook raises."""
    checked = check(book, as_at=as_at)
    states: list[tuple[str, Board]] = []
    notes = []
    for path, when in _backups(book.folder, book.name):
        try:
            states.append((when, _read(path)))
        except ToolkitError as fault:
            notes.append(f"{path.name} is left out: {fault}")
    states.append(("today", checked.board))
    events = [
        event
        for (earlier, old), (later, new) in pairwise(states)
        for event in _between(old, new, f"From {earlier} to {later}")
    ]
    return Audited(
        checked, year_record(checked.board, checked.results), tuple(events), tuple(notes)
    )


def _backups(folder: Path | None, name: str) -> Iterator[tuple[Path, str]]:
    """The backups of a workbook, oldest first, each with when it was saved, in words."""
    from toolkit.workbook.store import BACKUP_FOLDER

    if folder is None:
        return
    stem, suffix = Path(name).stem, Path(name).suffix
    for path in sorted((folder / BACKUP_FOLDER).glob("*")):
        match = _SAVED.search(path.stem)
        if match and path.suffix == suffix and path.stem[: match.start()] == stem:
            saved = datetime.strptime(match[1], "%Y-%m-%d %H-%M-%S")  # noqa: DTZ007 (local, as named)
            yield path, f"{day_in_words(saved.date())}, {saved:%H:%M}"


def _read(path: Path) -> Board:
    from toolkit.reading.reader import read_board
    from toolkit.workbook.files import read

    return read_board(read(path))[0]


def _between(old: Board, new: Board, when: str) -> Iterator[Event]:
    """What moved from one state of the plan to the next, with who updated the row."""
    from toolkit.board.wording import day
    from toolkit.compare.compare import compare
    from toolkit.compare.date_moves import date_that_counts
    from toolkit.papers.plan_changes.wording import name_of

    found: Comparison = compare(old, new)
    for action in found.actions.added:
        yield Event(when, What.ADDED, name_of(action), now=day(date_that_counts(action)))
    for action in found.actions.dropped:
        yield Event(when, What.GONE, name_of(action), before=day(date_that_counts(action)))
    for item, move in found.dates:
        what = What.FIRST_DATE_CHANGED if move.first_due_changed else What.DATE_MOVED
        yield Event(
            when, what, name_of(item.new), day(move.old), day(move.new), item.new.revision,
            item.new.updated_by,
        )  # fmt: skip
    for what, items, field in (
        (What.STATUS, found.statuses, "status"),
        (What.RATING, found.ratings, "process_agreed"),
        (What.IMPACT, found.ratings, "impact_agreed"),
    ):
        for item in items:
            change = item.change_of(field)
            if change:
                before, now = str(change.old or ""), str(change.new or "")
                yield Event(when, what, name_of(item.new), before, now, by=item.new.updated_by)
