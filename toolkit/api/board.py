"""A board opened in Python: what is in its workbook, what was found, and the same jobs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.api import frames
from toolkit.api.book_in_memory import BookInMemory
from toolkit.api.rows import Rows
from toolkit.board.wording import day
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check
from toolkit.values.errors import WrongUse
from toolkit.values.text import plural
from toolkit.workbook.book_on_disk import BookOnDisk

if TYPE_CHECKING:
    from toolkit.board.plan import Action
    from toolkit.board.scorecard import Datum
    from toolkit.compare.comparison import Comparison
    from toolkit.publishing.published import Published
    from toolkit.results.verdicts import Result
    from toolkit.values.findings import Finding

    Opened = BookOnDisk | BookInMemory

_FROM_BYTES = "board.xlsx"


class Papers(dict[str, Path]):
    """Where each paper is, by its name; `notes` are what to read before papers are published."""

    def __init__(self, papers: Mapping[str, Path], notes: Sequence[str]) -> None:
        super().__init__(papers)
        self.notes: tuple[str, ...] = tuple(notes)


class Board:
    """A board's workbook as it was when it was opened, checked as at a day.

    `tk.open` makes one. Nothing is written unless `update` or `build` is called.
    """

    def __init__(
        self, book: "Opened", as_at: AsAt, checked: Checked, release: "Published | None" = None
    ) -> None:
        self._book = book
        self._day = as_at
        self._checked = checked
        self._is_published = release is not None
        self.notes: tuple[str, ...] = release.notes if release else ()
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

        self._require_everything("updated")
        book = self._book
        if isinstance(book, BookInMemory):
            book = BookInMemory(book.data, book.name)
        update(book, as_at=self._day)
        return _checked(book, self._day)

    def build(
        self,
        *only: str,
        out: str | Path | None = None,
        since: str | Path | bytes | None = None,
        templates: str | Path | None = None,
        pdf: bool = False,
        publish: bool = False,
        strict: bool = False,
        **unknown: object,
    ) -> Papers:
        """Write the papers as `toolkit build` does; where each is, by its name.

        `only` names papers, such as "business-plan"; without any, all that can be made. `out` is
        the folder, by default the workbook's own. `since` is an earlier workbook, and
        `templates` a folder with Word templates. `pdf` writes PDFs too. With `publish`, small
        counts are hidden, as they always are in the papers of a board that `publish` gave; read
        the `notes` of what is returned first. With `strict`, nothing is written while there are
        errors.
        """
        from toolkit.jobs.build import build

        if unknown:
            raise WrongUse(f"build has no option {sorted(unknown)[0]!r}.")
        for name in only:
            if not isinstance(name, str):
                raise WrongUse('Name papers one by one: board.build("business-plan").')
        built = build(
            self._book,
            as_at=self._day,
            only=only,
            out=None if out is None else Path(out),
            earlier=None if since is None else _book(since),
            templates=None if templates is None else Path(templates),
            pdf=pdf,
            publish=publish or self._is_published,
            strict=strict,
        )
        papers = {name: written.path for name, written in built.documents.items()}
        pdfs = {f"{name} (PDF)": written.path for name, written in built.pdfs.items()}
        return Papers({**papers, **pdfs}, built.notes)

    def publish(self) -> "Board":
        """The same board with small counts hidden, and all that would give them away.

        Its `notes` are what a person reads before publishing: texts stay as typed. Its papers are
        papers for publication. Publish its frames, not single records, which hold more. It has no
        findings, which are for the office and may name what is hidden.
        The workbook is not changed.
        """
        from dataclasses import replace

        from toolkit.publishing.publish import publish
        from toolkit.results.results import work_out

        if self._is_published:
            return self
        release = publish(self._checked.board)
        shown = replace(
            self._checked,
            board=release.board,
            results=work_out(release.board, self.as_at),
            findings=(),
        )
        return Board(self._book, self._day, shown, release)

    def to_bytes(self) -> bytes:
        """The workbook as bytes."""
        self._require_everything("saved")
        book = self._book
        return book.data if isinstance(book, BookInMemory) else book.path.read_bytes()

    def _require_everything(self, done: str) -> None:
        """WrongUse where small counts are hidden: the workbook behind it shows them."""
        if self._is_published:
            raise WrongUse(
                f"A board with its small counts hidden is not a workbook that can be {done}. "
                "Use the board that you opened."
            )

    def __repr__(self) -> str:
        counts = self._checked.counts
        found = ", ".join(plural(number, word) for word, number in counts.items() if number)
        last = f"found: {found or 'nothing wrong'}"
        if self._is_published:
            last = f"small counts hidden, {plural(len(self.notes), 'note')} to read"
        board = self._checked.board
        return (
            f"<{self.name or 'Board'}, {self._book.name} as at {day(self.as_at)}>\n"
            f"{plural(len(board.actions), 'action')}, "
            f"{plural(len(board.indicators), 'indicator')}, {plural(len(board.data), 'figure')}; "
            f"{last}"
        )


def open(workbook: str | Path | bytes, as_at: date | str | None = None) -> Board:
    """Open a board's workbook, a file or its bytes, and check it.

    `as_at` is the day to work as at, such as "2026-09-30"; without it, the day in Settings, else
    today. ToolkitError where it is no board's workbook, in one sentence.
    """
    return _checked(_book(workbook), _as_at(as_at))


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


def _checked(book: "Opened", as_at: AsAt) -> Board:
    return Board(book, as_at, check(book, as_at=as_at))


def _book(workbook: str | Path | bytes) -> "Opened":
    if isinstance(workbook, bytes | bytearray | memoryview):
        return BookInMemory(bytes(workbook), _FROM_BYTES)
    if not isinstance(workbook, str | PathLike) or not str(workbook):
        raise WrongUse('Give the path of a workbook, such as "Our board.xlsx", or its bytes.')
    return BookOnDisk(Path(workbook))


def _as_at(day: date | str | None) -> AsAt:
    if isinstance(day, datetime):  # pandas' moments are too
        day = day.date()
    elif isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            raise WrongUse(f'Write the date as in "2026-09-30", not "{day}".') from None
    elif not isinstance(day, date | None):
        raise WrongUse(f'Write the date as in "2026-09-30", not {day!r}.')
    return AsAt(datetime.now().astimezone().date(), day)
