"""A board as it may be published, and what to tell the person who publishes."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.board.board import Board
from toolkit.publishing.found_sums import FoundSum
from toolkit.publishing.small_numbers import SYMBOL
from toolkit.values import choices
from toolkit.values.findings import CellPlace
from toolkit.values.text import listed, plural


@dataclass(frozen=True)
class Published:
    """A board without the figures that are not to be published.

    `hidden` is how many rows of data lost theirs. `exposed` names figures that are hidden here
    and yet can be known from what was published before; `unsure` those of which it was not
    found that they cannot be worked out; `figures_hidden` are cells under Evidence that hold a
    small whole number; `to_read` cells whose text seems to say how few people something
    concerns: it is printed as it was typed; `unclear` are rows that are left out because they
    do not say whether, or of which indicator, they may be published. A person has to look at
    them. `withheld` are the indicators and areas with No under Publish; `without_base` cells of
    shares and rates that are hidden because nobody says of how many they are. `clashes` name
    counts that others contradict, so that their sums are not looked at; `found` are sums that
    nobody declared, `nested` areas taken to be made up of others; `areas_faulty` cells of areas
    that lie in themselves, and `areas_unlooked` says that parts come to more than our area
    without any sums among them.
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
    without_base: tuple[CellPlace, ...] = ()
    clashes: tuple[str, ...] = ()
    found: tuple[FoundSum, ...] = ()
    nested: tuple[str, ...] = ()
    areas_faulty: tuple[CellPlace, ...] = ()
    areas_unlooked: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell the person who publishes, a sentence or two each."""
        return (*self.concerns.values(), *self._remarks())

    @property
    def concerns(self) -> dict[str, str]:
        """What a person has to decide before the figures go out, by its word in `choices`."""
        concerns = {}
        if self.exposed:
            concerns[choices.PUBLISHED_BEFORE] = (
                f"{self.board.workbook}: hidden here, but published before: "
                f"{'; '.join(self.exposed)}. "
                "Decide whether the figures that lead to them may be published."
            )
        if self.unsure:
            concerns[choices.NOT_SAFE] = (
                f"{self.board.workbook}: hidden here, but not shown to be safe: "
                f"{'; '.join(self.unsure)}. "
                "Before you publish, check whether they follow from the figures that are left."
            )
        if self.clashes:
            concerns[choices.CONTRADICTIONS] = (
                f"{self.board.workbook}: figures that do not add up, so that what follows from "
                f"them was not looked at: {'; '.join(self.clashes)}. Correct them, or say under "
                "Part of, Lies in or Adds up how what they really are."
            )
        if self.areas_faulty:
            concerns[choices.UNKNOWN_AREAS] = (
                f"{_cells(self.areas_faulty)}: an area that lies in itself, so that what follows "
                "from its sums was not looked at. Choose the larger area that it lies in."
            )
        elif self.areas_unlooked:
            concerns[choices.UNKNOWN_AREAS] = (
                f"{self.board.workbook}: the parts of our area come to more than our area, and "
                "nothing says which of them lie in others, so that what follows from their sums "
                "was not looked at. Say it under Lies in on Lists."
            )
        if self.to_read:
            concerns[choices.TEXTS] = (
                f"{_cells(self.to_read)}: {plural(len(self.to_read), 'text')} that may say how "
                "few people something concerns, printed as typed. Before you publish, read them "
                "and take such numbers out."
            )
        return concerns

    def _remarks(self) -> Iterable[str]:
        """What was done, which a person may want to do otherwise."""
        if self.found:
            sums = "; ".join(listed(list(each.codes)) for each in self.found)
            yield (
                f"{self.board.workbook}: treated as sums, because the numbers add up: {sums}. "
                "Where they do so by chance, type the other code under Not a sum with on "
                "Indicators."
            )
        if self.nested:
            yield (
                f"{self.board.workbook}: by their numbers, other parts of our area lie in "
                f"{listed(list(self.nested))}. Say under Lies in on Lists which do, or that all "
                "lie in our area."
            )
        if self.unclear:
            yield (
                f"{_cells(self.unclear)}: left out with its figures, because a cell of the row "
                "cannot be read or its code is given twice. Fix it to publish them."
            )
        if self.without_base:
            yield (
                f"{_cells(self.without_base)}: hidden, because nothing says of how many it is a "
                "share or rate. Fill Numerator or Denominator to publish it."
            )
        if self.figures_hidden:
            yield (
                f"{_cells(self.figures_hidden)}: a small whole number, printed as {SYMBOL}. "
                "If it is not a count of people, write it with its unit in the text beside it."
            )


def _cells(cells: Iterable[CellPlace]) -> str:
    return ", ".join(map(str, cells))
