"""A board opened in Python: what is in its workbook, what was found, and the same jobs."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.api import frames
from toolkit.api.book_in_memory import BookInMemory
from toolkit.api.rows import Rows
from toolkit.board.wording import day
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check
from toolkit.values.errors import WrongUse
from toolkit.values.text import plural
from toolkit.workbook.book_on_disk import BookOnDisk

if TYPE_CHECKING:
    from toolkit.board.plan import Action
    from toolkit.board.scorecard import Datum
    from toolkit.compare.comparison import Comparison
    from toolkit.results.verdicts import Result
    from toolkit.values.findings import Finding

    Opened = BookOnDisk | BookInMemory

_FROM_BYTES = "board.xlsx"


class Board:
    """A board's workbook as it was when it was opened, checked as at a day.

    `tk.open` makes one. Nothing is written unless `update` or `build` is called.
    """

    def __init__(self, book: "Opened", as_at: AsAt) -> None:
        self._book = book
        self._day = as_at
        self._checked = check(book, as_at=as_at)
        self.notes: tuple[str, ...] = ()
        """What to read before this is published; empty unless `publish` made it."""

    @property
    def name(self) -> str:
        """The board's name, as Settings gives it."""
        return self._checked.board.settings.board_name

    @property
    def as_at(self) -> date:
        """The day that ratings and dates are as at."""
        return self._checked.results.as_at

    @property
    def findings(self) -> "Rows[Finding]":
        """What is wrong in the workbook, worst first, each with its cell and how to fix it."""
        return Rows("finding", self._checked.findings, frames.findings_frame)

    @property
    def actions(self) -> "Rows[Action]":
        """The actions of the plan."""
        to_frame = partial(frames.actions_frame, results=self._checked.results)
        return Rows("action", self._checked.board.actions, to_frame)

    @property
    def data(self) -> "Rows[Datum]":
        """The figures on the sheet Data."""
        return Rows("figure", self._checked.board.data, frames.data_frame)

    @property
    def scorecard(self) -> "Rows[Result]":
        """How each indicator is doing in each of the board's areas, with every verdict."""
        return Rows("verdict", self._checked.results.indicators, frames.scorecard_frame)

    def update(self) -> "Board":
        """Update the workbook as `toolkit update` does, and give the board as it is then.

        A file is changed, with a backup of the old one; bytes are not, and `to_bytes` of the
        new board gives the changed ones.
        """
        from toolkit.jobs.update import update

        book = self._book
        if isinstance(book, BookInMemory):
            book = BookInMemory(book.data, book.name)
        update(book, as_at=self._day)
        return Board(book, self._day)

    def build(
        self, *only: str, out: str | Path | None = None, **options: Any
    ) -> Mapping[str, Path]:
        """Write the papers as `toolkit build` does; where each went, by its name.

        `only` names papers, such as "business-plan"; all that can be made without any. `out` is
        the folder, the workbook's own without it. `since` is an earlier workbook, and
        `templates` a folder with Word templates; `pdf`, `publish` and `strict` are true or false.
        """
        from toolkit.jobs.build import build

        given = {name: Path(value) for name, value in options.items() if name == "templates"}
        since = options.pop("since", None)
        unknown = options.keys() - {"templates", "pdf", "publish", "strict"}
        if unknown:
            raise WrongUse(f"build knows no option {sorted(unknown)[0]!r}.")
        built = build(
            self._book,
            as_at=self._day,
            only=only,
            out=Path(out) if out else None,
            earlier=BookOnDisk(Path(since)) if since else None,
            **{**options, **given},
        )
        papers = {name: written.path for name, written in built.documents.items()}
        pdfs = {f"{name} (PDF)": written.path for name, written in built.pdfs.items()}
        return {**papers, **pdfs}

    def publish(self) -> "Board":
        """The same board with small counts hidden, and all that would give them away.

        Its `notes` are what a person reads before publishing. The workbook is not changed.
        """
        from dataclasses import replace

        from toolkit.publishing.publish import publish
        from toolkit.results.results import work_out

        release = publish(self._checked.board)
        published = object.__new__(Board)
        published._book, published._day = self._book, self._day
        published._checked = replace(
            self._checked, board=release.board, results=work_out(release.board, self.as_at)
        )
        published.notes = release.notes
        return published

    def to_bytes(self) -> bytes:
        """The workbook as bytes."""
        book = self._book
        return book.data if isinstance(book, BookInMemory) else book.path.read_bytes()

    def __repr__(self) -> str:
        counts = self._checked.counts
        found = ", ".join(plural(number, word) for word, number in counts.items() if number)
        board = self._checked.board
        return (
            f"<{self.name or 'Board'}, {self._book.name} as at {day(self.as_at)}>\n"
            f"{plural(len(board.actions), 'action')}, "
            f"{plural(len(board.indicators), 'indicator')}, {plural(len(board.data), 'figure')}; "
            f"found: {found or 'nothing wrong'}"
        )


def open(workbook: str | Path | bytes, as_at: date | str | None = None) -> Board:
    """Open a board's workbook, a file or its bytes, and check it.

    `as_at` is the day to work as at, such as "2026-09-30"; without it, the day in Settings, else
    today. ToolkitError where it is no board's workbook, in one sentence.
    """
    return Board(_book(workbook), _as_at(as_at))


class PlanChanges:
    """What changed from one plan to another: `lines` say it, `comparison` holds it."""

    def __init__(self, comparison: "Comparison") -> None:
        from toolkit.jobs.comparison_as_lines import as_lines

        self.comparison = comparison
        self.lines: tuple[str, ...] = tuple(as_lines(comparison))

    def __repr__(self) -> str:
        return "\n".join(self.lines)


def diff(
    old: str | Path | bytes, new: str | Path | bytes, as_at: date | str | None = None
) -> PlanChanges:
    """What changed from one workbook's plan to another's."""
    from toolkit.jobs.diff import diff as compared

    return PlanChanges(compared(_book(old), _book(new), as_at=_as_at(as_at)).comparison)


def _book(workbook: str | Path | bytes) -> "Opened":
    if isinstance(workbook, bytes):
        return BookInMemory(workbook, _FROM_BYTES)
    return BookOnDisk(Path(workbook))


def _as_at(day: date | str | None) -> AsAt:
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise WrongUse(f'Write the date as in "2026-09-30", not "{day}".') from None
    return AsAt(datetime.now().astimezone().date(), day)
