"""What lines above a table say of all of it: whose figures they are, and of which period."""

import re
from dataclasses import dataclass

from toolkit.importing.figures.headings import NO_WORDS, Heading, heading_words, is_pair, pairs_in
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.stated_area import NOTHING, Stated, stated_area

_LABEL = re.compile(
    r"\s*(?:reporting )?(?:period|quarter|month|year|time period|financial year)\s*(?::|-)\s*(.+)",
    re.IGNORECASE,
)
# Days on which a file was made say nothing of its figures.
_MADE = re.compile(
    r"\b(?:published|updated|produced|printed|extracted|created|version|run|refreshed|due|meeting|"
    r"prepared|source|next|plan|strategy)\b",
    re.IGNORECASE,
)


def period_of_title(text: str) -> Heading:
    """The period that a line over a table names: a pair of years wherever, others only plainly."""
    labelled = _LABEL.fullmatch(text)
    heading = heading_words(labelled[1] if labelled else text)
    if _MADE.search(text) or not heading.says_when:
        return Heading()
    if (heading.whole and heading.rest and not labelled) or len(pairs_in(text)) > 1:
        return Heading()
    return Heading(
        heading.whole, heading.years, heading.part, "", False, heading.by_months, heading.kind
    )


@dataclass
class Context:
    """What is said above the rows being read.

    `when` is the period of the lines above, `corner` that of the table's own corner.
    """

    when: Heading = NO_WORDS
    corner: Heading = NO_WORDS
    _stated: Stated = NOTHING
    _of_sheet: Stated = NOTHING
    _lines: Stated = NOTHING
    _tables: int = 0

    @property
    def area(self) -> str:
        """The listed area that is said to be that of the rows; "" where none is."""
        return self._stated.area

    @property
    def why_no_area(self) -> str:
        """Why the rows cannot be given to any area unless they name their own; else ""."""
        return self._stated.why_not

    @property
    def years(self) -> str:
        """The pair of years that goes with quarters and months without any.

        A single year in a title may be the first or the second of a financial year.
        """
        pairs = (h.years for h in (self.corner, self.when) if is_pair(h.years))
        return next(pairs, "")

    @property
    def for_columns(self) -> Heading:
        """The period of the lines above, as far as columns may take their years from it."""
        return self.when if self.when.whole or is_pair(self.when.years) else Heading()

    def name_sheet(self, name: str, labels: Labels) -> None:
        """Begin with what a sheet's name says."""
        self.when = period_of_title(name)
        self._of_sheet = self._stated = stated_area(name, labels)

    def state(self, stated: Stated) -> None:
        """Take what a line says; lines above one table say it together."""
        self._lines = self._lines.beside(stated)
        self._stated = self._lines

    def read_rows(self) -> None:
        """Note that rows have been read: what comes next is said of those below it."""
        self._lines = Stated()

    def begin_table(self, labels: Labels) -> None:
        """Begin the rows of a table: what was said since the last one is said of it."""
        before = self._stated
        is_quiet = self._tables > 0 and not self._lines.says_where
        if is_quiet and before is not self._of_sheet and before.area not in ("", labels.own_area):
            self._stated = Stated((before.area,), ("another that the table does not name",))
        self._tables += 1
        self._lines = Stated()
