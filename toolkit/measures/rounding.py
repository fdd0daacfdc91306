"""How worked-out numbers are written in reasons. No verdict is drawn from what is rounded here."""

from decimal import ROUND_HALF_UP, Decimal

from toolkit.values.missing import plain

_LONG = 20


def rounded(number: Decimal) -> str:
    """A worked-out number for a sentence: two places, more where it is very small; half up."""
    if number.adjusted() > _LONG:
        return plain(number)
    places = max(2, 1 - number.adjusted()) if number else 2
    if places > _LONG:
        return "nearly 0"
    return plain(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
