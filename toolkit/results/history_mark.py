"""A mark of how far a workbook's History has got, for papers and for the folder beside it. Pure.

By it a workbook that was restored from before a closing is noticed.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.board.board import Board
from toolkit.results.history_chain import START, Link, last_link, link_of

_MARK = re.compile(r"History of ([0-9a-f]{8}), begun ([0-9a-f]{10}), up to (\d{4,}-[0-9a-f]{10})")


@dataclass(frozen=True)
class Mark:
    """Whose History it is, the fingerprint it begins with, and its last link."""

    whose: str
    begun: str
    last: Link

    def __str__(self) -> str:
        return f"History of {self.whose}, begun {self.begun}, up to {self.last}"


def mark_of_board(board: Board) -> Mark | None:
    """The mark of a board; None where its History has no fingerprints."""
    last = last_link(board.history)
    if last == START:
        return None
    return Mark(_whose(board), _begun(board), last)


def read_mark(text: str) -> Mark | None:
    """The mark that a text holds; None where it holds none."""
    match = _MARK.search(text)
    link = link_of(match[3]) if match else None
    return Mark(match[1], match[2], link) if match and link else None


def not_in_history(board: Board, marks: Iterable[tuple[str, Mark]]) -> Iterator[tuple[str, Mark]]:
    """Those of the named marks that speak of a closing that the board's History does not have."""
    there = {link.number: link for row in board.history if (link := link_of(row.chain))}
    last = max(there, default=0)
    for name, mark in marks:
        if mark.whose != _whose(board) and mark.begun != _begun(board):
            continue
        number = mark.last.number
        if number > last or (number in there and there[number] != mark.last):
            yield name, mark


def _whose(board: Board) -> str:
    """The board and its period in a few letters: another year's workbook is another's."""
    settings = board.settings
    words = f"{settings.board_name.casefold()}\x1f{settings.period}"
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def _begun(board: Board) -> str:
    first = min((link for row in board.history if (link := link_of(row.chain))), default=START)
    return first.fingerprint
