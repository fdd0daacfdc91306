"""A board's rule for small numbers, and the sentence that says it."""

from dataclasses import dataclass
from decimal import Decimal

from toolkit.board.settings import Settings
from toolkit.measures.rates import round_half_up
from toolkit.values import choices

HIGHEST_HIDDEN = (4, 5, 7)
"""The primary rules in use: counts from 1 to 4, to 5 or to 7 are hidden."""
ROUNDINGS = (1, 5, 10)
"""What shown counts may be rounded to; 1 leaves them as they are."""
SYMBOL = "c"
"""What is shown in place of a hidden figure, as in official statistics."""


@dataclass(frozen=True)
class SmallNumbers:
    """A board's setting. ValueError for one that nobody publishes."""

    highest_hidden: int = 4
    rounding: int = 1

    def __post_init__(self) -> None:
        if self.highest_hidden not in HIGHEST_HIDDEN:
            raise ValueError(f"Small numbers end at one of {HIGHEST_HIDDEN}.")
        if self.rounding not in ROUNDINGS:
            raise ValueError(f"Counts are rounded to one of {ROUNDINGS}.")

    def is_small(self, count: int) -> bool:
        """Whether a count is hidden for its own sake; zero is shown."""
        return 1 <= count <= self.highest_hidden

    def shown(self, count: int) -> int:
        """The count as it is shown, rounded half up."""
        return int(round_half_up(Decimal(count) / self.rounding, 0)) * self.rounding

    def window(self, count: int) -> tuple[int, int]:
        """The least and the most that a count shown like this one may be.

        Counts of zero are shown as they are and mean nothing else.
        """
        if not count or self.rounding == 1:
            return count, count
        middle = self.shown(count)
        lowest, highest = middle - self.rounding // 2, middle + (self.rounding - 1) // 2
        return max(lowest, self.highest_hidden + 1), highest


def small_numbers(settings: Settings) -> SmallNumbers:
    """The board's rule: counts of 1 to 4 are hidden, and nothing rounded, unless it says more."""
    return SmallNumbers(
        choices.HIDDEN_UP_TO.get(settings.small_numbers, 4),
        choices.ROUNDED_TO.get(settings.rounding, 1),
    )


def note(highest_hidden: int, rounding: int = 1) -> str:
    """The sentence under every published table."""
    said = (
        f"{SYMBOL}: not shown, because it is a count of 1 to {highest_hidden} or would give one "
        "away."
    )
    if rounding == 1:
        return said
    return f"{said} Counts are rounded to the nearest {rounding}; totals may not add up."
