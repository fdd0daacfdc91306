"""What is to be told of a sheet's cells: read as what, left out and why, asked."""

from dataclasses import dataclass, field

from toolkit.importing.figures.columns import Asked
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.normal import normal
from toolkit.importing.figures.records import LeftOut, Question
from toolkit.importing.plan.records import Taken
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Address, Cell, CellKind, column_letters
from toolkit.values import choices


def at(address: Address) -> str:
    """A cell by its letters and number."""
    return f"{column_letters(address[1])}{address[0]}"


@dataclass
class Told:
    """Gathers it for one sheet."""

    sheet: str
    labels: Labels
    left_out: list[LeftOut] = field(default_factory=list)
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)

    def cell(self, address: Address) -> str:
        """A cell with its sheet."""
        return f"{self.sheet}!{at(address)}"

    def ask(self, asked: Asked, about: str) -> None:
        """Ask what words mean, with the name of ours that is nearest to them."""
        nearest = answer = ""
        if about == "an indicator":
            nearest, answer = self.labels.nearest_indicator(asked.words)
            nearest = f'"{nearest}"'
        elif about == "an area":
            nearest = answer = self.labels.nearest_area(asked.words)
        elif about == "a column":
            nearest, answer = "words that say nothing of whose the figures are", "Comments"
        else:
            nearest = answer = choices.PROVISIONAL
        key = (normal(asked.words) or asked.words, about)
        question = Question(
            words=asked.words,
            cell=self.cell(asked.address),
            about=about,
            nearest=nearest,
            answer=answer,
        )
        self.questions.setdefault(key, question)

    def take(self, origin: str, words: str, meaning: str) -> None:
        """Say what words were read as, or what was decided."""
        self.taken.append(Taken(origin=origin, words=words, meaning=meaning))

    def take_cell(self, address: Address, cell: Cell, meaning: str) -> None:
        """Say what a cell was read as; one that can be no heading is left out."""
        if cell.kind is CellKind.TEXT or cell.kind in (CellKind.NUMBER, CellKind.DATE):
            self.take(self.cell(address), text_of(cell), meaning)
        else:
            self.leave(address, cell, "it is no heading")

    def leave(self, address: Address, cell: Cell, why: str) -> None:
        """Leave a cell out."""
        text = text_of(cell) or (f"={cell.formula}" if cell.formula else "a formula")
        self.left_out.append(LeftOut(text=text, cell=self.cell(address), why=why))

    def leave_words(self, address: Address, words: str, why: str) -> None:
        """Leave words out."""
        self.left_out.append(LeftOut(text=words, cell=self.cell(address), why=why))
