"""How much difference counts as none: a tolerance in points or in percent."""

from decimal import Decimal
from typing import NamedTuple

from toolkit.values import choices


class Tolerance(NamedTuple):
    """`amount` is in the unit of the value (Points) or in percent of the base (Percent).

    An amount below zero leaves no room, as zero does.
    """

    amount: Decimal = Decimal(0)
    kind: str = choices.POINTS

    @property
    def leaves_room(self) -> bool:
        """Whether any difference at all counts as none."""
        return self.amount > 0

    def covers(self, difference: Decimal, base: Decimal) -> bool:
        """Whether the difference from `base` is within it; the boundary belongs inside.

        Percent of a base of zero covers only a difference of zero.
        """
        room = max(self.amount, Decimal(0))
        if self.kind == choices.PERCENT:
            return abs(difference) * 100 <= room * abs(base)
        return abs(difference) <= room

    def __str__(self) -> str:
        amount = f"{self.amount.normalize():f}"
        if self.kind == choices.PERCENT:
            return f"{amount} per cent"
        return "1 point" if self.amount == 1 else f"{amount} points"
