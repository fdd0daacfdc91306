"""How alike two rows are, from 0 to 100, by the words that both have.

Likeness is the share of their words that both rows have, each word counted by how rare it is in
the lists ("the" counts for little, "exploitation" for much): twice the weight of the words in
common over the weight of both.

The thresholds were measured on four boards' published plans, 109 actions. Of the 1,606 pairs of
different actions within a plan 6 reach 45, most of them rows with the same objective, and 51 reach
25. An action that loses every third word, every second word or its second half, or gets ten words
added, stays at 49 or above, every one of the 109. One that keeps only its first third stays at 24
or above.
"""

import math
from collections import Counter
from collections.abc import Sequence

from toolkit.compare.entries import Entry

ALIKE = 45
"""From here on rows without a common identity are taken for the same thing."""

CLEARLY_DIFFERENT = 25
"""Below this, rows are different things even where they have one identity."""

FEWEST_WORDS = 4
"""Rows with fewer words than that are never called clearly different."""


class Likeness:
    """How alike the entries of two lists are, asked by their places."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self._old, self._new = old, new
        self._weigh()

    def _weigh(self) -> None:
        """How much each word counts; whole numbers, so that no order of adding matters."""
        old, new = (
            Counter(word for entry in side for word in entry.words)
            for side in (self._old, self._new)
        )
        # A word is as common as the list that has it more often makes it, so that words
        # count the same whether or not the other list keeps them.
        rows = max(len(self._old), len(self._new))
        self._weights = {
            word: round(1000 * math.log(1 + rows / max(old[word], new[word])))
            for word in old.keys() | new.keys()
        }
        self._old_weights, self._new_weights = (
            [sum(map(self._weights.__getitem__, entry.words)) for entry in side]
            for side in (self._old, self._new)
        )

    def of(self, old: int, new: int) -> int:
        """How alike two entries are, from 0 to 100."""
        whole = self._old_weights[old] + self._new_weights[new]
        shared = self._old[old].words & self._new[new].words
        return 200 * sum(map(self._weights.__getitem__, shared)) // whole if whole else 0

    def are_different(self, old: int, new: int) -> bool:
        """Whether they are clearly different things; few words never say so."""
        few = min(len(self._old[old].words), len(self._new[new].words)) < FEWEST_WORDS
        return not few and self.of(old, new) < CLEARLY_DIFFERENT
