"""What the checks of a plan share: its texts with their headings, and its timescales as read."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from toolkit.board.board import Board
from toolkit.board.plan import Action
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.values import timescales
from toolkit.values.timescale_parts import Timescale

HEADINGS = {column.key: column.heading for column in PLAN_TABLE.columns}
"""The heading of each column of the Plan sheet, by its key."""

WHAT_IS_DONE = ("action", "tasks", "method")
WHO = ("lead", "other_leads", "sub_group", "report_to")
PLANNED = (
    "objective",
    *WHAT_IS_DONE,
    *WHO,
    "timescale",
    "resources",
    "impact_expected",
    "how_we_will_know",
)
"""The columns in words that make up the plan itself, without its progress."""

_DITTO = re.compile(
    r"[\s\"'\u2018-\u201f\u3003\u00ab\u00bb]+|(?:ditto|idem|(?:same )?as above|see above)\.?", re.I
)
# A whole cell or line. "This will be kept under review" is prose and no placeholder.
_PLACEHOLDER = re.compile(
    r"[\[(<]*\s*(?:"
    r"t\.?\s?b\.?\s?[acd]\.?"
    r"|(?:still )?to be (?:confirmed|advised|agreed|announced|decided|determined|identified)"
    r"|not (?:yet )?(?:agreed|decided|known)|awaited|awaiting (?:confirmation|details?|information)"
    r"|under review|x{2,}|\?+|\.{3,}|\u2026"
    r")\s*[\])>.]*|\[[^\]]*\]|<[^>]*>",
    re.IGNORECASE,
)


class Words(NamedTuple):
    """What one cell says: the column's key and heading, and its text, line by line."""

    key: str
    heading: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Its lines that hold something."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]


def words_of(action: Action, keys: tuple[str, ...] = PLANNED) -> Iterator[Words]:
    """The cells in words of an action that are not empty, in the order of the keys."""
    for key in keys:
        value = getattr(action, key)
        text = value if isinstance(value, str) else "\n".join(value)
        if text:
            yield Words(key, HEADINGS[key], text)


def is_ditto(text: str) -> bool:
    """Whether the text only points to the one above it."""
    return bool(_DITTO.fullmatch(text.strip()))


def is_placeholder(text: str) -> bool:
    """Whether the text only says that something is still to come ("tbc", "[date]", "??")."""
    return bool(_PLACEHOLDER.fullmatch(text.strip()))


def names_in(text: str) -> list[str]:
    """The names of a cell that may hold several, divided by strokes or lines."""
    return [name.strip() for name in re.split(r"[/\n]", text) if name.strip()]


def span_of(board: Board) -> tuple[date, date] | None:
    """First and last day of the plan's period, None where they are not known."""
    first, last = board.settings.first_day, board.settings.last_day
    return (first, last) if first and last else None


@lru_cache(maxsize=256)
def _read(text: str, within: tuple[date, date] | None) -> Timescale:
    return timescales.parse(text, within)


def timescale_of(action: Action, board: Board) -> Timescale:
    """What the action's timescale says in words."""
    return _read(action.timescale, span_of(board))
