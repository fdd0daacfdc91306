"""What is known of one row when it is compared: its identity, its place, its words."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("‘’\u201a\u201b`\u00b4", "'") | dict.fromkeys("“”„‟", '"'))


def normalised(text: str) -> str:
    """Text with single spaces and straight quotation marks, as it is compared."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip()


@dataclass(frozen=True)
class Entry:
    """What is known of one row: its identity, where it is, its words, and all of it.

    `text` holds the words it is known by, and `whole` every field, so that two rows with the
    same `whole` are the same in everything. `carried_from` names the identity or reference of
    the row that it continues.
    """

    id: str
    group: str
    ref: str
    text: str
    whole: tuple[str, ...]
    carried_from: str = ""

    @cached_property
    def folded(self) -> str:
        """Its words as they are compared."""
        return normalised(self.text).casefold()

    @cached_property
    def words(self) -> frozenset[str]:
        """Its different words."""
        return frozenset(_WORD.findall(self.folded))

    @cached_property
    def marks(self) -> frozenset[str]:
        """Its words and pairs of neighbouring words: where to look for it."""
        words = _WORD.findall(self.folded)
        return frozenset(words).union(f"{one} {other}" for one, other in pairwise(words))
