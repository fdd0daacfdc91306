"""A board as it may be published, and what to tell the person who publishes."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.board.board import Board
from toolkit.publishing.small_numbers import SYMBOL
from toolkit.values.findings import CellPlace
from toolkit.values.text import plural


@dataclass(frozen=True)
class Published:
    """A board without the figures that are not to be published.

    `hidden` is how many rows of data lost theirs. `exposed` names figures that are hidden here
    and yet can be known from what was published before; `unsure` those of which it was not
    found that they cannot be worked out; `figures_hidden` are cells under Evidence that hold a
    small whole number; `to_read` cells whose text seems to say how few people something
    concerns: it is printed as it was typed; `unclear` are rows that are left out because they
    do not say whether, or of which indicator, they may be published. A person has to look at
    them. `withheld` are the indicators and areas with No under Publish.
    """

    board: Board
    hidden: int
    exposed: tuple[str, ...]
    note: str
    figures_hidden: tuple[CellPlace, ...] = ()
    to_read: tuple[CellPlace, ...] = ()
    unsure: tuple[str, ...] = ()
    unclear: tuple[CellPlace, ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell the person who publishes, a sentence or two each."""
        notes = []
        if self.exposed:
            notes.append(
                f"{self.board.workbook}: hidden here, but published before: "
                f"{'; '.join(self.exposed)}. "
                "Decide whether the figures that lead to them may be published."
            )
        if self.unsure:
            notes.append(
                f"{self.board.workbook}: hidden here, but not shown to be safe: "
                f"{'; '.join(self.unsure)}. "
                "Before you publish, check whether they follow from the figures that are left."
            )
        if self.unclear:
            notes.append(
                f"{_cells(self.unclear)}: left out with its figures, because a cell of the row "
                "cannot be read or its code is given twice. Fix it to publish them."
            )
        if self.figures_hidden:
            notes.append(
                f"{_cells(self.figures_hidden)}: a small whole number, printed as {SYMBOL}. "
                "If it is not a count of people, write it with its unit in the text beside it."
            )
        if self.to_read:
            notes.append(
                f"{_cells(self.to_read)}: {plural(len(self.to_read), 'text')} that may say how "
                "few people something concerns, printed as typed. Before you publish, read them "
                "and take such numbers out."
            )
        return tuple(notes)


def _cells(cells: Iterable[CellPlace]) -> str:
    return ", ".join(map(str, cells))
