"""The words a board uses for the same things, in three families that a board can change."""

from collections.abc import Mapping

# Term: its label on the Lists sheet, then its word in each family.
_TERMS: Mapping[str, tuple[str, str, str, str]] = {
    "board": ("Board", "partnership", "Board", "Board"),
    "priority": ("Priority", "Priority", "Priority", "Priority"),
    "objective": ("Objective", "What we want to achieve", "Objective", "Objective"),
    "tasks": ("Tasks", "What we will do", "Tasks", "Actions"),
    "lead": ("Lead", "Lead", "Lead person", "Lead"),
    "completion_date": ("Completion date", "By when", "Completion date", "By when"),
    "rating": ("Rating", "Rating", "RAG rating", "Rating"),
    "better": ("Better", "Better", "Better", "Better"),
    "worse": ("Worse", "Worse", "Worse", "Worse"),
    "stable": ("Stable", "Stable", "Stable", "Stable"),
    "no_judgement": ("No judgement", "No judgement", "N/A", "No judgement"),
    "awaited": ("Awaited", "Not available", "tbc", "Not available"),
}
_FAMILIES = ("Partnership", "LSCB", "Adults board")

LABELS: Mapping[str, str] = {term: words[0] for term, words in _TERMS.items()}


def words_for(family: str, own_words: Mapping[str, str]) -> dict[str, str]:
    """Each term's word: the board's own (keyed by label) before its family's.

    An unknown family gives the first family's words.
    """
    index = _FAMILIES.index(family) + 1 if family in _FAMILIES else 1
    return {term: own_words.get(words[0], "") or words[index] for term, words in _TERMS.items()}
