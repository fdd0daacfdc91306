"""Releasing: the sheet Releases keeps what goes out, and what is hidden in it, for good."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check_workbook
from toolkit.jobs.known_layout import require_known_layout
from toolkit.jobs.update import UPDATED_SHEETS, brought_up_to_date
from toolkit.layout.board.releases import RELEASES, RELEASES_TABLE
from toolkit.values.errors import LayoutMismatch, NotReleased
from toolkit.values.text import plural
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.publishing.published import Published
    from toolkit.writing.changes import Changes


@dataclass(frozen=True)
class Released:
    """What a release came to: the workbook, how many figures were new, and what was said of it."""

    stored: Stored
    new: int
    published: "Published"

    def said(self, book: str) -> str:
        """Where it is kept, and what to do next."""
        kept = f'{plural(self.new, "new figure")}, kept on the sheet "{RELEASES.name}"'
        if self.stored.copy:
            return (
                f"{kept} of {self.stored.path.name}. {book} is open in another program and was "
                "left alone: close it there, and continue with the copy."
            )
        return f"{kept}. What was hidden stays hidden."


def release(book: Book, *, name: str, as_at: AsAt, accept: Collection[str] = ()) -> Released:
    """Write down what the published figures give, and what they hide.

    From then on what was hidden stays hidden, and what went out is taken as known: each further
    publication is checked together with all that went out before. NotReleased where something
    keeps the figures from going out that is not among `accept` (words of
    `choices.CONCERNS`), or a release has that name; LayoutMismatch where
    there is no whole sheet to keep it on. Nothing is written then.
    """
    from toolkit.publishing.publish import publish
    from toolkit.writing.applied import applied, joined
    from toolkit.writing.changes import Changes

    with book.held():
        workbook = book.read(UPDATED_SHEETS)
        require_known_layout(workbook)
        updated = partial(brought_up_to_date, as_at=as_at, folder=book.folder)
        first, _ = updated(workbook, Changes())
        checked = check_workbook(applied(workbook, first), as_at=as_at, folder=book.folder)
        _require_releasable(checked, name)
        published = publish(checked.board)
        _require_accepted(published, accept)
        new, recorded = _recorded(checked, published, name)
        changes, _ = updated(workbook, joined(first, recorded))
        return Released(book.write(changes, workbook), new, published)


def _require_releasable(checked: Checked, name: str) -> None:
    """NotReleased where the name is taken, LayoutMismatch without a whole sheet to keep it on."""
    if any(item.release == name for item in checked.board.releases):
        raise NotReleased(
            f'"{name}" has already been released, and what went out then stays. '
            "Give this release a different name."
        )
    place = checked.places.get(RELEASES_TABLE.name)
    if place is None or any(column.key not in place.columns for column in RELEASES_TABLE.columns):
        raise LayoutMismatch(
            f'{checked.workbook.name} has no whole sheet "{RELEASES.name}" to keep what goes out. '
            f'Nothing was released. Add it with: toolkit update "{checked.workbook.name}"'
        )


def _require_accepted(published: "Published", accept: Collection[str]) -> None:
    """NotReleased where something to decide was not accepted by its word."""
    left = {word: said for word, said in published.concerns.items() if word not in accept}
    if left:
        options = " ".join(f"--accept {word}" for word in left)
        raise NotReleased(
            "\n".join(("Nothing was released.", *left.values()))
            + f"\nTo release it as it is, add: {options}",
            tuple(left),
        )


def _recorded(checked: Checked, published: "Published", name: str) -> tuple[int, "Changes"]:
    """How many figures are new, and what keeps them on the sheet."""
    from toolkit.publishing.earlier_releases import new_forms
    from toolkit.publishing.released_rows import rows_of
    from toolkit.writing.cell_changes import CellChanges, Values

    cells = CellChanges(checked.workbook, checked.places)
    day = checked.results.as_at
    rows: list[Values] = [
        {
            "release": name,
            "released_on": day,
            "indicator": code,
            "area": area,
            "period": period,
            **form._asdict(),
        }
        for (code, area, period), form in new_forms(
            checked.board, rows_of(checked.board)[0], published.board
        ).items()
    ]
    new = len(rows)
    cells.append_rows(RELEASES_TABLE.name, rows or [{"release": name, "released_on": day}])
    return new, cells.changes
