"""Which of several rows of data is used for one period. Pure.

A later version of the same source takes the place of an earlier one; where nothing tells that it
is one, the lower row is used and a person is asked (`whys_replaced`). Different sources with
different values leave it open, until someone deletes a row or fills its Supersedes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from toolkit.board.scorecard import Datum, value_of
from toolkit.values import choices
from toolkit.values.missing import Missing, known
from toolkit.values.periods import MONTHS


class Choice(NamedTuple):
    """What is to be made of the rows for one indicator, area and period.

    `used` is the row that counts; where it is None, `rivals` are the rows of different
    sources among which nobody has chosen. `replaced` are those a later version took over.
    """

    used: Datum | None
    rivals: tuple[Datum, ...] = ()
    replaced: tuple[Datum, ...] = ()

    @property
    def shown(self) -> Datum:
        """The row that is used, or the last of those nobody has chosen among."""
        return self.used or self.rivals[-1]


def choose(rows: Sequence[Datum], version: str) -> Choice:
    """The row that is used; `version` is the indicator's current definition.

    Where a period was counted by several definitions, the current one is taken.
    """
    if len(rows) == 1:
        return Choice(rows[0])
    present = [row for row in rows if (row.version or version) == version]
    left = present or list(rows)
    chosen = [row for row in left if row.supersedes]
    heads = [_latest(chosen)] if chosen else _heads(left)
    if len({value_of(row) for row in heads}) > 1:
        return Choice(None, rivals=tuple(heads))
    used = _latest(heads)
    return Choice(used, replaced=tuple(row for row in left if row is not used))


def whys_replaced(choice: Choice) -> Iterator[tuple[Datum, str]]:
    """Each of `choice.replaced` with why it gave way, in words that end a sentence.

    "" where nothing tells that another row is a later version of it: not what is typed under
    Supersedes or Received, no status or source, and the figures differ. Then one of both may
    have a wrong period.
    """
    if choice.used is None:
        return
    figure = value_of(choice.used)
    # Rows that tell the same of a version are asked once, and never more than a few.
    telling: dict[tuple[object, ...], Datum] = {}
    for each in (choice.used, *choice.replaced):
        if value_of(each) == figure:
            tells = (each.supersedes, each.received, each.status, each.source_text)
            telling.setdefault(tells, each)
    asked = list(telling.values())[:_MOST_ASKED]
    for row in choice.replaced:
        reasons = (_why_later(later, row) for later in asked)
        yield row, next(filter(None, reasons), "")


_MOST_ASKED = 20


def _why_later(later: Datum, row: Datum) -> str:
    if value_of(later) == value_of(row):
        return "both have the same figure"
    if later.supersedes:
        return "its Supersedes is filled in"
    if _is_received_after(later, row):
        return "it was received later"
    if later.status == choices.FINAL and row.status == choices.PROVISIONAL:
        return "it is Final, and this one Provisional"
    if value_of(row) in _NO_FIGURE:
        return "this one has no figure"
    if _names_one_source(later, row) and _is_called_later(later, row):
        return "it is a later version from the same source"
    return ""


def _is_received_after(later: Datum, row: Datum) -> bool:
    days = known(later.received), known(row.received)
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _names_one_source(one: Datum, other: Datum) -> bool:
    """Whether both say where they come from, and it is the same place."""
    name = source_name(one)
    return bool(name) and name == source_name(other)


def _is_called_later(later: Datum, row: Datum) -> bool:
    """Whether words of version in the sources say so: revised, or provisional before."""
    new, old = _words(later.source_text), _words(row.source_text)
    return bool((new - old) & _LATER or (old - new) & _EARLIER)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


def source_name(datum: Datum) -> str:
    """A source without its date and its version: "Council return, July 2026" is a council's."""
    words = re.findall(r"[^\W\d_]+", datum.source_text.casefold())
    return " ".join(word for word in words if word not in MONTHS and word not in _VERSIONS)


_LATER = frozenset(("corrected", "final", "revised", "updated"))
_EARLIER = frozenset(("draft", "provisional"))
_VERSIONS = _LATER | _EARLIER | {"version", "v", "q"}
# Such a row only says that its source had nothing: another source's figure is no rival to it.
_NO_FIGURE = (Missing.BLANK, Missing.NOT_SUPPLIED, Missing.NOT_DUE, Missing.NOT_APPLICABLE)


def _heads(rows: Sequence[Datum]) -> list[Datum]:
    """The latest row of each source, those without a figure left out where another has one."""
    by_source = groupby(sorted(rows, key=source_name), key=source_name)
    latest = [_latest(group) for _, group in by_source]
    giving = [row for row in latest if value_of(row) not in _NO_FIGURE]
    return sorted(giving or latest, key=lambda row: row.source.row)


def _latest(rows: Iterable[Datum]) -> Datum:
    """The row received last; of one day, or without one, a final one before provisional ones.

    Among those it is the last in the sheet.
    """
    listed = list(rows)
    is_told = all(row.status in (choices.FINAL, choices.PROVISIONAL) for row in listed)

    def rank(row: Datum) -> tuple[date, bool, int]:
        is_final = is_told and row.status == choices.FINAL
        return known(row.received) or date.min, is_final, row.source.row

    return max(listed, key=rank)
