"""What the units of indicators mean for arithmetic: which are shares, which rates, of what."""

from collections.abc import Mapping

from toolkit.measures.intervals import Estimate, of_count, of_proportion, of_rate
from toolkit.values import Missing, Value

PERCENT = "%"
NUMBER = "Number"
RATE_BASES: Mapping[str, int] = {"Per 1,000": 1000, "Per 10,000": 10_000, "Per 100,000": 100_000}


def base_of(unit: str) -> int | None:
    """What a value in that unit is out of: 100 for per cent; None where it is no share."""
    return 100 if unit == PERCENT else RATE_BASES.get(unit)


def estimate(unit: str, value: Value, numerator: Value, denominator: Value) -> Estimate:
    """The value's interval by the method that its unit asks for, or why it has none.

    Percentages and rates are worked out from the counts; `value` is used for numbers, and
    is given back as it is where there is no interval.
    """
    if isinstance(value, Missing):
        return Estimate(value, "", None, None, f"No interval: the value is {value.value}.")
    if unit == NUMBER:
        return of_count(value)
    if unit != PERCENT and unit not in RATE_BASES:
        return Estimate(value, "", None, None, f"No interval: the unit is {unit or 'not given'}.")
    if unit == PERCENT:
        found = of_proportion(numerator, denominator)
    else:
        found = of_rate(numerator, denominator, RATE_BASES[unit])
    return found if found.at_95 else Estimate(value, "", None, None, found.reason)
