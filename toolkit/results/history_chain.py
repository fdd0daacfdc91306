"""The chain of fingerprints over History: what in it is no longer as closings wrote it. Pure.

Each row's fingerprint is worked out from its words and the fingerprint of the row before, so a
row that was changed, moved, added or deleted by accident shows. It is no lock: whoever has the
toolkit can make a new chain.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from toolkit.board.history import Reported
from toolkit.values.missing import known

_DIGITS = 10
# A document property holds 31 bits: seven of the digits.
_HEAD_DIGITS = 7
_LINK = re.compile(rf"(\d{{4,}})-([0-9a-f]{{{_DIGITS}}})")


class Link(NamedTuple):
    """A row's place in the chain: its number, from 1, and its fingerprint."""

    number: int
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.number:04}-{self.fingerprint}"

    @property
    def head(self) -> int:
        """The fingerprint as a document property keeps it."""
        return int(self.fingerprint[:_HEAD_DIGITS], 16)


START = Link(0, "")
"""What comes before the first row."""


@dataclass(frozen=True)
class Kept:
    """What a workbook's document properties keep of the chain: its rows, its last fingerprint.

    `since` is the day on which the first of them was covered; None where it is not known.
    """

    rows: int = 0
    head: int = 0
    since: date | None = None


class Broken(Enum):
    """How a row of History differs from what was written."""

    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Fault(NamedTuple):
    """One difference, at the row that it is seen at; None where History has no row.

    `first` and `last` are the numbers of the rows that are missing.
    """

    kind: Broken
    row: Reported | None
    first: int = 0
    last: int = 0


def link_of(text: str) -> Link | None:
    """The link that a cell holds; None where it holds none."""
    match = _LINK.fullmatch(text.strip())
    return Link(int(match[1]), match[2]) if match else None


def next_link(before: Link, row: Reported) -> Link:
    """The link of a row that comes after another."""
    closed_on = known(row.closed_on)
    fields = (
        row.period,
        closed_on.isoformat() if closed_on else "",
        row.kind,
        row.record,
        row.name,
        row.area,
        row.data_period,
        row.reported,
        *row.documents,
        row.reason,
    )
    words = "\x1f".join(" ".join(field.split()) for field in fields)
    number = before.number + 1
    text = f"{number}\x1e{before.fingerprint}\x1e{words}"
    return Link(number, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS])


def links_after(before: Link, rows: Iterable[Reported]) -> Iterator[Link]:
    """The links of rows that come one after another."""
    for row in rows:
        before = next_link(before, row)
        yield before


def last_link(history: Sequence[Reported]) -> Link:
    """The last link in the chain; `START` where no row has one."""
    return max((link for row in history if (link := link_of(row.chain))), default=START)


def is_uncovered(history: Sequence[Reported], kept: Kept) -> bool:
    """Whether no row of a History has ever been given a fingerprint."""
    return not kept.rows and last_link(history) == START


def faults(history: Sequence[Reported], kept: Kept) -> list[Fault]:
    """What is no longer as it was written, from the first row down."""
    if is_uncovered(history, kept):
        return []
    if last_link(history) == START:
        return _without_column(history, kept)
    links = [link_of(row.chain) for row in history]
    by_number: dict[int, Link] = {0: START}
    found: list[Fault] = []
    highest = 0
    for row, link in zip(history, links, strict=True):
        if link is None or link.number in by_number:
            found.append(Fault(Broken.ADDED, row))
            continue
        by_number[link.number] = link
        if link.number < highest and not any(item.kind is Broken.MOVED for item in found):
            found.append(Fault(Broken.MOVED, row))
        highest = max(highest, link.number)
    first_row = {link: row for row, link in reversed([*zip(history, links, strict=True)]) if link}
    for link, row in first_row.items():
        before = by_number.get(link.number - 1)
        if by_number.get(link.number) == link and before and next_link(before, row) != link:
            found.append(Fault(Broken.CHANGED, row))
    last = by_number.get(kept.rows)
    if kept.rows and last and last.head != kept.head:
        found.append(Fault(Broken.CHANGED, first_row[last]))
    found += _missing(by_number, max(kept.rows, highest), first_row)
    place = {id(row): number for number, row in enumerate(history)}
    unique = {(item.kind, id(item.row), item.first): item for item in found}
    return sorted(unique.values(), key=lambda item: place.get(id(item.row), len(history)))


def _missing(
    by_number: dict[int, Link], highest: int, rows: dict[Link, Reported]
) -> Iterator[Fault]:
    """Runs of numbers without a row, each at the row after it, or else the last one before."""
    number = 1
    while number <= highest:
        if number in by_number:
            number += 1
            continue
        first = number
        while number <= highest and number not in by_number:
            number += 1
        beside = by_number.get(number) or by_number.get(first - 1)
        yield Fault(Broken.MISSING, rows.get(beside) if beside else None, first, number - 1)


def _without_column(history: Sequence[Reported], kept: Kept) -> list[Fault]:
    """The same where only the document properties keep anything: no row can be told."""
    if len(history) < kept.rows:
        return [
            Fault(Broken.MISSING, history[-1] if history else None, len(history) + 1, kept.rows)
        ]
    links = [*links_after(START, history[: kept.rows])]
    if links[-1].head != kept.head:
        return [Fault(Broken.UNKNOWN, history[kept.rows - 1])]
    return [Fault(Broken.ADDED, row) for row in history[kept.rows :]]
