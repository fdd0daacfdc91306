"""Texts that may say how few people something concerns. Pure.

A small number beside a word for people, or for what happens to one of them at a time, is found;
so is a number "of whom" or "of them". Dates, references and percentages are not. What is found
may be harmless, and a small number in other words is not found: a person has to read.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from toolkit.board.board import Board
from toolkit.values.findings import CellPlace

_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven")
_PEOPLE = (
    "adolescent", "adult", "babies", "baby", "boy", "brother", "carer", "case", "child",
    "children", "death", "families", "family", "father", "female", "girl", "household", "infant",
    "male", "man", "men", "mother", "parent", "patient", "people", "person", "pupil", "resident",
    "sibling", "sister", "student", "suicide", "teenager", "victim", "woman", "women", "youth",
)  # fmt: skip
# A number after one of these is a name.
_NUMBERED = (
    "action", "appendix", "domain", "figure", "key stage", "level", "objective", "outcome",
    "page", "part", "phase", "point", "priority", "quarter", "section", "stage", "standard",
    "step", "strand", "table", "theme", "tier", "version", "week", "year",
)  # fmt: skip
# Words that may come between: "three young people", "2 of the 40 children".
_BETWEEN = r"(?:\s+(?!(?:and|or|to|in|by|at|with|than)\b)[\w\u2019'()/%-]+){0,3}?"


@lru_cache(maxsize=8)
def _pattern(highest: int) -> re.Pattern[str]:
    digits = f"[1-{highest}]"
    words = "|".join(_NUMBER_WORDS[:highest])
    no_name = "".join(rf"(?<!\b{word}\s)" for word in _NUMBERED)
    number = rf"{no_name}(?<![\w.,/:#£-])(?:{digits}|{words})(?![\w]|[.,:/-]\d|\s*(?:%|per\s?cent))"
    people = rf"{number}{_BETWEEN}\s+(?:{'|'.join(_PEOPLE)})(?:s|\u2019s|'s)?\b"
    of_whom = rf"\bof\s+(?:whom|which|these|those|them)\b,?(?:\s+\w+)?\s+{number}"
    them = rf"{number}\s+of\s+(?:whom|which|these|those|them)\b"
    return re.compile(f"{people}|{of_whom}|{them}", re.IGNORECASE)


def says_how_few(text: str, highest: int) -> bool:
    """Whether a text seems to count 1 to `highest` people, in figures or in words."""
    return bool(_pattern(highest).search(text))


def cells_to_read(board: Board, highest: int) -> tuple[CellPlace, ...]:
    """The cells of a board's plan, running text, indicators, breaks and remarks that seem to
    count so few people."""
    records: tuple[Any, ...] = (
        *board.themes,
        *board.priorities,
        *board.evidence,
        *board.outcomes,
        *board.measures,
        *board.actions,
        *board.updates,
        *board.narrative,
        *board.indicators,
        *board.steps,
        *board.remarks,
    )
    found: dict[CellPlace, None] = {}
    for record in records:
        for name, text in _texts(record):
            if says_how_few(text, highest):
                found[record.source.cell(name)] = None
    return tuple(found)


def _texts(record: Any) -> Iterator[tuple[str, str]]:
    """The name and text of each of a record's fields that people write."""
    for field in fields(record):
        value = getattr(record, field.name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and text:
                yield field.name, text
