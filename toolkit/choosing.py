"""Which of several rows of data stands for one period. Pure.

A later version of the same source takes the place of an earlier one. Different sources with
different values leave it open, until someone deletes a row or fills its Supersedes.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from toolkit.periods import MONTHS
from toolkit.scorecard import Datum, value_of
from toolkit.values import Missing, known


class Choice(NamedTuple):
    """What is to be made of the rows for one indicator, area and period.

    `stands` is the row that counts; where it is None, `rivals` are the rows of different
    sources among which nobody has chosen. `replaced` are those a later version took over.
    """

    stands: Datum | None
    rivals: tuple[Datum, ...] = ()
    replaced: tuple[Datum, ...] = ()

    @property
    def shown(self) -> Datum:
        """The row that stands, or the last of those nobody has chosen among."""
        return self.stands or self.rivals[-1]


def choose(rows: Sequence[Datum], version: str) -> Choice:
    """The row that stands; `version` is the indicator's present definition.

    Where a period was counted by several definitions, the present one is taken.
    """
    if len(rows) == 1:
        return Choice(rows[0])
    present = [row for row in rows if (row.version or version) == version]
    left = present or list(rows)
    chosen = [row for row in left if row.supersedes]
    heads = [_latest(chosen)] if chosen else _heads(left)
    if len({value_of(row) for row in heads}) > 1:
        return Choice(None, rivals=tuple(heads))
    stands = _latest(heads)
    return Choice(stands, replaced=tuple(row for row in left if row is not stands))


def source_name(datum: Datum) -> str:
    """A source without its date and its version: "Council return, July 2026" is a council's."""
    words = re.findall(r"[^\W\d_]+", datum.source_text.casefold())
    return " ".join(word for word in words if word not in MONTHS and word not in _VERSIONS)


_VERSIONS = frozenset(
    ("corrected", "draft", "final", "provisional", "revised", "updated", "version", "v", "q")
)
# Such a row only says that its source had nothing: another source's figure is no rival to it.
_NO_FIGURE = (Missing.BLANK, Missing.NOT_SUPPLIED, Missing.NOT_DUE, Missing.NOT_APPLICABLE)


def _heads(rows: Sequence[Datum]) -> list[Datum]:
    """The latest row of each source, those without a figure left out where another has one."""
    by_source = groupby(sorted(rows, key=source_name), key=source_name)
    latest = [_latest(group) for _, group in by_source]
    giving = [row for row in latest if value_of(row) not in _NO_FIGURE]
    return sorted(giving or latest, key=lambda row: row.source.row)


def _latest(rows: Iterable[Datum]) -> Datum:
    """The row received last; among those of one day, or without one, the last in the sheet."""
    return max(rows, key=lambda row: (known(row.received) or date.min, row.source.row))
