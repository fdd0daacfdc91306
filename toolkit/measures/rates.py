"""Rates from counts and populations, with one population for each year.

A rate is count * base / population. Part-years are annualised or labelled, never left to
look like a year. Sources: docs/reference/methods.md, "Rates".
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from toolkit.measures.rounding import rounded
from toolkit.values.missing import Missing, Value, plain
from toolkit.values.periods import Period, PeriodKind
from toolkit.values.text import plural

MONTHS_IN_YEAR = 12


class Rate(NamedTuple):
    """A rate in the unit of its base, unrounded, with its reason.

    `months` is how many months of events it holds: 12 where it may be shown with years.
    """

    value: Value
    months: int
    reason: str


class Agreement(NamedTuple):
    """Whether a printed figure is what its parts give; `worked_out` is unrounded.

    `agrees` is None where a part is missing. `factor` is the power of ten the printed figure
    is out by (10 where it is ten times too large, 0.1 where a tenth), None for anything else.
    """

    agrees: bool | None
    worked_out: Value
    factor: Decimal | None
    reason: str


def rate(count: Value, population: Value, base: int, months: int = MONTHS_IN_YEAR) -> Rate:
    """Events per `base` of a population, in so many months; missing parts give no rate."""
    if isinstance(count, Missing):
        return Rate(count, months, f"No rate: the count is {count.value}.")
    if isinstance(population, Missing):
        return Rate(population, months, f"No rate: the population is {population.value}.")
    for part, name in ((count, "count"), (population, "population")):
        if part < 0:
            said = f"No rate: the {name} is {plain(part)}, below zero."
            return Rate(Missing.UNREADABLE, months, said)
    if not population:
        return Rate(Missing.NOT_APPLICABLE, months, "No rate: the population is zero.")
    label = "" if months == MONTHS_IN_YEAR else f", in {plural(months, 'month')}"
    reason = f"{plain(count)} in {plain(population)}, per {base:,}{label}."
    return Rate(count * base / population, months, reason)


def annualised(part_year: Rate) -> Rate:
    """The rate a year would have at the pace of its part, said to be so."""
    if isinstance(part_year.value, Missing) or part_year.months == MONTHS_IN_YEAR:
        return part_year
    if not 0 < part_year.months < MONTHS_IN_YEAR:
        said = f"No rate: {plural(part_year.months, 'month')} are not part of a year."
        return Rate(Missing.NOT_APPLICABLE, part_year.months, said)
    value = part_year.value * MONTHS_IN_YEAR / part_year.months
    months = plural(part_year.months, "month")
    return Rate(value, MONTHS_IN_YEAR, f"{part_year.reason[:-1]}; annualised from {months}.")


def months_in(period: Period) -> int:
    """How many months a period spans; a snapshot none."""
    if period.kind is PeriodKind.SNAPSHOT:
        return 0
    years = period.end.year - period.start.year
    return years * MONTHS_IN_YEAR + period.end.month - period.start.month + 1


def population_for(period: Period, populations: Mapping[Period, Value]) -> Value:
    """The one population of the year that holds a period's last day.

    `populations` is keyed by years. Missing where none or more than one of them holds it:
    two bases for one year give two rates for one count.
    """
    holding = [value for year, value in populations.items() if year.contains(period.end)]
    return holding[0] if len(holding) == 1 else Missing.NOT_SUPPLIED


def agreement(
    printed: Value, numerator: Value, denominator: Value, base: int, decimals: int
) -> Agreement:
    """A printed rate or percentage against its numerator and denominator.

    It agrees where it is the worked-out figure rounded half up to its places. A factor of ten
    is named where the figure is within 2 per cent of it, for its population may differ too.
    """
    found = rate(numerator, denominator, base)
    if isinstance(printed, Missing):
        return Agreement(None, found.value, None, f"Not compared: the value is {printed.value}.")
    if isinstance(found.value, Missing):
        return Agreement(None, found.value, None, f"Not compared. {found.reason}")
    once = round_half_up(found.value, decimals)
    if printed == once:
        return Agreement(True, found.value, None, f"{plain(printed)} matches its counts.")
    said = f"{plain(printed)}, but its counts give {rounded(found.value)}"
    # Rounding came before or after the slip; either would look like this.
    factor = next(
        (
            f
            for f in _POWERS
            if found.value and printed in (round_half_up(found.value * f, decimals), once * f)
        ),
        None,
    )
    about = ""
    if factor is None:
        factor = next((f for f in _POWERS if _is_about(printed, found.value * f)), None)
        about = "about "
    if factor is not None:
        wrong = "large" if factor > 1 else "small"
        said = f"{said}: {about}{plain(max(factor, 1 / factor))} times too {wrong}"
    return Agreement(False, found.value, factor, f"{said}.")


_POWERS = tuple(Decimal(power) for power in ("10", "0.1", "100", "0.01", "1000", "0.001"))


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """A number rounded as official statistics are: a half goes away from zero."""
    unit = _unit(decimals)
    return (number / unit).to_integral_value(ROUND_HALF_UP) * unit


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


# A slip by a power of ten may come on top of another population, as that of the year before.
_NEAR = Decimal("0.02")


def _is_about(printed: Decimal, wanted: Decimal) -> bool:
    return bool(wanted) and abs(printed - wanted) <= _NEAR * abs(wanted)
