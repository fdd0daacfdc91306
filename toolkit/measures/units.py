"""What the units of indicators mean for arithmetic: which are shares, which rates, of what."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from toolkit.measures.intervals import Estimate, of_count, of_proportion, of_rate
from toolkit.measures.rounding import rounded
from toolkit.values.missing import Missing, Value, plain

PERCENT = "%"
NUMBER = "Number"
MONEY = "£"
SUMMED = (NUMBER, MONEY)
"""Units whose values themselves are added up; they grow with the place they are of."""
RATE_BASES: Mapping[str, int] = {"Per 1,000": 1000, "Per 10,000": 10_000, "Per 100,000": 100_000}


def base_of(unit: str) -> int | None:
    """What a value in that unit is out of: 100 for per cent; None where it is no share."""
    return 100 if unit == PERCENT else RATE_BASES.get(unit)


def impossible(unit: str, value: Value, numerator: Value, denominator: Value) -> str:
    """Why a value cannot be what it says, in words that fit after "because"; "" where it can.

    A number or rate below zero, counts below zero, nothing to be out of, a percentage of
    more than all. Nothing is drawn from such a row.
    """
    if isinstance(value, Decimal) and value < 0 and (unit == NUMBER or unit in RATE_BASES):
        return f"the value is {plain(value)}, below zero"
    for part, name in ((numerator, "numerator"), (denominator, "denominator")):
        if isinstance(part, Decimal) and part < 0:
            return f"the {name} is {plain(part)}, below zero"
    if isinstance(denominator, Missing):
        return ""
    if not denominator:
        return "the denominator is zero"
    if unit == PERCENT and isinstance(numerator, Decimal) and numerator > denominator:
        return f"{plain(numerator)} of {plain(denominator)} is more than the whole"
    return ""


def is_what_counts_give(value: Decimal, worked_out: Decimal) -> bool:
    """Whether a value is the worked-out figure: rounded, or within 2 per cent of it.

    Two per cent, because counts are published rounded, and populations revised.
    """
    exponent = value.as_tuple().exponent
    last_place = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    apart = abs(value - worked_out)
    return apart <= last_place / 2 or apart <= _NEAR * abs(worked_out)


_NEAR = Decimal("0.02")
_PACES = (1, 4, 12)
"""A rate of a quarter or a month may be printed as that of a year at its pace."""


def estimate(unit: str, value: Value, numerator: Value, denominator: Value) -> Estimate:
    """The value's interval by the method that its unit asks for, or why it has none.

    Percentages and rates are worked out from the counts, which must give the value, or give it
    at the pace of a year. `value` is used for numbers, and is given back as it is where there
    is no interval.
    """
    if isinstance(value, Missing):
        return Estimate(value, "", None, None, f"No interval: the value is {value.value}.")
    why = impossible(unit, value, numerator, denominator)
    if why:
        return Estimate(value, "", None, None, f"No interval: {why}.")
    if unit == NUMBER:
        return of_count(value)
    if unit != PERCENT and unit not in RATE_BASES:
        return Estimate(value, "", None, None, f"No interval: the unit is {unit or 'not given'}.")
    if unit == PERCENT:
        found = of_proportion(numerator, denominator)
    else:
        found = of_rate(numerator, denominator, RATE_BASES[unit])
    if found.at_95 is None or found.at_998 is None or isinstance(found.value, Missing):
        return Estimate(value, "", None, None, found.reason)
    for pace in _PACES if unit in RATE_BASES else (1,):
        factor = Decimal(pace)
        if is_what_counts_give(value, found.value * factor):
            return replace(
                found,
                value=found.value * factor,
                at_95=found.at_95.times(factor),
                at_998=found.at_998.times(factor),
            )
    said = f"No interval: the counts give {rounded(found.value)}, and the value is {plain(value)}."
    return Estimate(value, "", None, None, said)
