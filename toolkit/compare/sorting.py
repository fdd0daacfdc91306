"""Rows in the order of their references, and what each is called beside its reference."""

import re
from collections.abc import Iterable

from toolkit.board.plan import Action
from toolkit.compare.differences import R, Record
from toolkit.compare.fields import whole_of

_DIGITS = re.compile(r"(\d+)")


def first_words(record: Record, length: int = 80) -> str:
    """What a row is called beside its reference: its action's or title's first words."""
    if isinstance(record, Action):
        lines = (record.action, *record.objective, *record.tasks, *record.method)
        text = next((line for line in lines if line.strip()), "")
    else:
        text = record.title
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    return f"{words[:length].rpartition(' ')[0] or words[:length]}\u00a0…"


def in_order(records: Iterable[R]) -> tuple[R, ...]:
    """Rows in the order of what they say."""
    return tuple(sorted(records, key=place_of))


def place_of(record: Record) -> tuple[tuple[tuple[str, int], ...] | tuple[str, ...], ...]:
    """Where a row goes by what it says; its place in the sheet plays no part."""
    group = record.priority if isinstance(record, Action) else ""
    return (natural(group), natural(record.ref), natural(record.id), whole_of(record, {}))


def natural(text: str) -> tuple[tuple[str, int], ...]:
    """A key that puts 1.2 before 1.10, and references without words first."""
    parts = _DIGITS.split(text.casefold())
    return tuple(
        (part, 0) if number % 2 == 0 else ("", int(part[:18])) for number, part in enumerate(parts)
    )
