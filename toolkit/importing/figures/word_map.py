"""The words of an agency's tables that a person has explained, and what they are in ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.board.lists import AgencyWords
from toolkit.importing.figures.figures import status_of
from toolkit.importing.figures.headings import NOISE, heading_words
from toolkit.importing.figures.measures import MEASURE_WORDS
from toolkit.importing.figures.normal import normal, without_marks
from toolkit.reading.cells import text_of
from toolkit.reading.grid import Cell, CellKind


@dataclass(frozen=True)
class WordMap:
    """Their words to ours: names of areas, indicators, periods, parts of a figure, statuses.

    A cell that holds nothing but one of theirs is read as if it held ours.
    """

    by_words: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def translated(self, cell: Cell) -> Cell:
        """A cell with our words in the place of theirs."""
        if not self.by_words or cell.kind is not CellKind.TEXT:
            return cell
        ours = self.of(text_of(cell))
        return cell if ours is None else cell._replace(value=ours)

    def of(self, text: str) -> str | None:
        """Our words for theirs; None where nobody has said."""
        return self.by_words.get(normal(text)) or self.by_words.get(normal(without_marks(text)))


def remembered_for(agency: str, mappings: Sequence[AgencyWords], file_name: str) -> dict[str, str]:
    """The words that a board remembers for an agency's tables, and for everybody's.

    Where no agency is named, those of one that the file's name names are meant too.
    """
    said = normal(agency) or normal(file_name)
    for_all = {item.theirs: item.ours for item in mappings if not item.owner}
    of_theirs = {
        item.theirs: item.ours
        for item in mappings
        if item.owner and f" {normal(item.owner)} " in f" {said} "
    }
    return {**for_all, **of_theirs}


def word_map(mapping: Mapping[str, str]) -> WordMap:
    """A map of words as a person gave it."""
    marks = {
        theirs.casefold(): status
        for theirs, ours in mapping.items()
        if (not normal(theirs) or len(theirs.strip("[]()")) == 1) and (status := status_of(ours))
    }
    words = {normal(theirs): ours for theirs, ours in mapping.items() if normal(theirs)}
    return WordMap(words, marks)


NO_MAP = WordMap()


def is_meaning(ours: str) -> bool:
    """Whether words mean something in any board's tables: a period, a part, a status, a role."""
    heading = heading_words(ours)
    return bool(
        (heading.says_when and not heading.rest)
        or heading.role
        or status_of(ours)
        or heading.rest in MEASURE_WORDS
        or (heading.rest and NOISE.issuperset(heading.rest.split()))
    )
