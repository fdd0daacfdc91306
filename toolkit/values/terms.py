"""The words a board uses for the same things, in families that a board can change."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from toolkit.values.edition import Edition

# Term: its label on the Lists sheet.
LABELS: Mapping[str, str] = {
    "board": "Board",
    "priority": "Priority",
    "objective": "Objective",
    "tasks": "Tasks",
    "lead": "Lead",
    "completion_date": "Completion date",
    "rating": "Rating",
    "better": "Better",
    "worse": "Worse",
    "stable": "Stable",
    "no_judgement": "No judgement",
    "awaited": "Awaited",
}


class Family(NamedTuple):
    """The words of one kind of board, by term; the law it rests on, and when that held."""

    name: str
    boards: str
    law: str
    edition: Edition
    words: Mapping[str, str]


PARTNERSHIP = Family(
    "Partnership",
    "Safeguarding children partnerships",
    "Children and Social Work Act 2017; Working Together to Safeguard Children",
    Edition(since=date(2018, 6, 29)),
    {
        **LABELS,
        "board": "partnership",
        "objective": "What we want to achieve",
        "tasks": "What we will do",
        "completion_date": "By when",
        "awaited": "Not available",
    },
)
LSCB = Family(
    "LSCB",
    "Local safeguarding children boards",
    "Children Act 2004",
    Edition(since=date(2006, 4, 1), until=date(2019, 9, 29)),
    {
        **LABELS,
        "lead": "Lead person",
        "rating": "RAG rating",
        "no_judgement": "N/A",
        "awaited": "tbc",
    },
)
ADULTS_BOARD = Family(
    "Adults board",
    "Safeguarding adults boards",
    "Care Act 2014",
    Edition(since=date(2015, 4, 1)),
    {
        **LABELS,
        "tasks": "Actions",
        "completion_date": "By when",
        "awaited": "Not available",
    },
)
FAMILIES = (PARTNERSHIP, LSCB, ADULTS_BOARD)


def families_on(day: date) -> tuple[Family, ...]:
    """The families whose boards there were on that day."""
    return tuple(family for family in FAMILIES if family.edition.holds_on(day))


def words_for(family_name: str, own_words: Mapping[str, str]) -> dict[str, str]:
    """Each term's word: the board's own (keyed by label) before its family's.

    An unknown family gives the first family's words.
    """
    named = (family for family in FAMILIES if family.name == family_name)
    family = next(named, FAMILIES[0])
    return {term: own_words.get(LABELS[term], "") or family.words[term] for term in LABELS}
