"""Correcting what a closing reported: a row of History says what is right, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.board.history import Reported
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.history_elsewhere import keep_mark
from toolkit.jobs.history_rows import require_whole_history, with_rows
from toolkit.jobs.opened import opened
from toolkit.jobs.update import brought_up_to_date
from toolkit.reading.cells import number_in
from toolkit.values import choices
from toolkit.values.errors import NothingClosed, WrongUse
from toolkit.values.missing import plain
from toolkit.values.periods import PeriodError, PeriodKind
from toolkit.values.periods import parse as parse_period
from toolkit.values.text import day_in_words, listed
from toolkit.writing.book import Book, Stored

if TYPE_CHECKING:
    from toolkit.jobs.check import Checked
    from toolkit.writing.cell_changes import Values

CORRECTED = (
    choices.DUE_DATE,
    choices.REVISED_DUE,
    choices.RATING,
    choices.IMPACT,
    choices.VALUE,
)
"""What of a report can be corrected; documents and words were reported as they were."""


@dataclass(frozen=True)
class WhichReport:
    """A report of History: its closing, what it is, and of what, by ID, ref or code.

    `area` and `data_period` are needed only where several would do.
    """

    period: str
    kind: str
    of: str
    area: str = ""
    data_period: str = ""

    def __str__(self) -> str:
        about = ", ".join(part for part in (self.of, self.area, self.data_period) if part)
        return f'{self.kind.lower()} of {about} in "{self.period}"'

    def fits(self, item: Reported) -> bool:
        """Whether a report is this one."""
        pairs = (
            (self.period, item.period),
            (self.kind, item.kind),
            (self.area, item.area),
            (self.data_period, item.data_period),
        )
        return all(not asked or _same(asked, found) for asked, found in pairs) and (
            _same(self.of, item.record) or _same(self.of, item.name)
        )


@dataclass(frozen=True)
class Corrected:
    """What was reported, what is right, and where the workbook went."""

    before: str
    now: str
    stored: Stored
    checked: "Checked"


def correct_report(
    book: Book, *, which: WhichReport, right: str, reason: str, as_at: AsAt
) -> Corrected:
    """Correct one report of a closing, for that reason.

    Nothing is changed that a closing wrote: a new row of History says what is right. WrongUse
    where `right` is no date, rating or number, as the report needs, or several reports fit;
    NothingClosed where none does; InUse where the workbook is open elsewhere.
    """
    from toolkit.writing.applied import joined

    with opened(book, as_at) as (workbook, first, checked):
        item = _found(book.name, which, checked.board.reports)
        require_whole_history(checked, "reason")
        now = _as_reported(which.kind, right)
        if _same(now, item.reported):
            raise WrongUse(f"The {which} is {item.reported} already. Nothing was written.")
        row: Values = {
            "period": item.period,
            "closed_on": checked.results.as_at,
            "kind": item.kind,
            "record": item.record,
            "name": item.name,
            "area": item.area,
            "data_period": item.data_period,
            "reported": now,
            "reason": reason,
        }
        changes = joined(first, with_rows(checked, [row]))
        changes, checked = brought_up_to_date(workbook, changes, as_at=as_at, folder=book.folder)
        stored = book.write(changes, workbook)
        keep_mark(stored, book.name, checked.board)
        return Corrected(item.reported, now, stored, checked)


def _found(name: str, which: WhichReport, reports: Sequence[Reported]) -> Reported:
    found = [item for item in reports if which.fits(item)]
    if not found:
        closings = listed([f'"{period}"' for period in dict.fromkeys(r.period for r in reports)])
        raise NothingClosed(
            f"{name}: History has no {which}. Nothing was written. "
            + (f"Its closings are {closings}." if closings else "Nothing was closed yet.")
        )
    if len(found) > 1:
        kinds = [", ".join(part for part in (r.area, r.data_period) if part) for r in found]
        raise WrongUse(
            f"{name}: History has several reports that may be the {which}: {'; '.join(kinds)}. "
            "Nothing was written. Add --area or --data-period."
        )
    return found[0]


def _as_reported(kind: str, right: str) -> str:
    """What is right, in the words in which a closing would have reported it."""
    if kind in (choices.DUE_DATE, choices.REVISED_DUE):
        try:
            return day_in_words(parse_period(right, PeriodKind.SNAPSHOT).end)
        except PeriodError:
            raise WrongUse(
                f"A {kind.lower()} is a date, as in 30 September 2026. Nothing was written."
            ) from None
    if kind == choices.VALUE:
        number = number_in(right)
        if number is None:
            raise WrongUse("A value is a number, as in 24.5. Nothing was written.")
        return plain(number)
    rating = next((word for word in choices.RATINGS if _same(word, right)), None)
    if rating is None:
        raise WrongUse(f"A rating is one of {listed(choices.RATINGS)}. Nothing was written.")
    return rating


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
