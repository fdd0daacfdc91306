"""Single rows of the Data sheet: whether a value can be what it says it is."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.scorecard import Datum, Indicator, value_of
from toolkit.measures.precision import decimals_of
from toolkit.measures.rates import MONTHS_IN_YEAR, agreement, round_half_up
from toolkit.measures.units import NUMBER, PERCENT, RATE_BASES, base_of, impossible
from toolkit.results.observations import by_code
from toolkit.results.results import Results
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.missing import Missing, known, plain
from toolkit.values.periods import PeriodKind

PERCENTAGE_RANGE = Rule(
    "DATA-004",
    Severity.WARNING,
    "The percentage {value} is outside 0 to 100.",
    "Type the share in per cent, as in 23.4; a change or a ratio needs another unit.",
)
BARE_FRACTION = Rule(
    "DATA-005",
    Severity.WARNING,
    "The percentage {value} looks like {hundredfold} per cent typed as a fraction of one.",
    "If so, type {hundredfold}; if it really is below one per cent, give its numerator and "
    "denominator too.",
)
NOT_ITS_PARTS = Rule(
    "DATA-008",
    Severity.ERROR,
    "The value does not match its counts: {reason}",
    "Type {value} if both counts are right; otherwise fix them.",
)
POWER_OF_TEN = Rule(
    "DATA-009",
    Severity.ERROR,
    "The value is out by a power of ten: {reason}",
    "Check the unit, {unit}, and type the value again.",
)
MORE_THAN_ALL = Rule(
    "DATA-010",
    Severity.ERROR,
    "The numerator, {numerator}, is larger than the denominator, {denominator}, so no percentage "
    "can be worked out.",
    "Fix the numerator or the denominator.",
)
DENOMINATOR_ZERO = Rule(
    "DATA-011",
    Severity.ERROR,
    "The denominator is zero, so no value can be worked out.",
    "If there was nothing to count, clear the value and choose Not applicable under Status.",
)
NEGATIVE = Rule(
    "DATA-012",
    Severity.ERROR,
    '"{heading}" is below zero.',
    "Type the count itself, without a minus sign.",
)


_HEADINGS = {"numerator": "Numerator", "denominator": "Denominator", "value": "Value"}
FEWEST = 2
"""A percentage below one is doubted where others of its series, or its target, reach this."""


def rows(board: Board, results: Results) -> Iterator[Finding]:
    """Counts and values that cannot be, each row by itself."""
    indicators = by_code(board)
    highest = highest_values(board)
    for datum in board.data:
        indicator = indicators.get(datum.indicator)
        if indicator is None:
            continue
        faults = list(_count_faults(indicator, datum))
        yield from faults
        value = value_of(datum)
        if not faults and isinstance(value, Decimal):
            yield from _value_faults(indicator, datum, value, highest)


def highest_values(board: Board) -> Mapping[str, Decimal]:
    """The highest known value of each indicator, in whatever area."""
    found: dict[str, Decimal] = {}
    for datum in board.data:
        value = value_of(datum)
        if isinstance(value, Decimal):
            found[datum.indicator] = max(found.get(datum.indicator, value), value)
    return found


def _count_faults(indicator: Indicator, datum: Datum) -> Iterator[Finding]:
    numerator, denominator = datum.numerator, datum.denominator
    is_never_negative = indicator.unit == NUMBER or base_of(indicator.unit)
    value = value_of(datum) if is_never_negative else Missing.NOT_APPLICABLE
    for key, part in (("numerator", numerator), ("denominator", denominator), ("value", value)):
        if isinstance(part, Decimal) and part < 0 and not _is_percentage(indicator, key):
            yield NEGATIVE.at(datum.source.cell(key), heading=_HEADINGS[key])
    if isinstance(denominator, Decimal) and not denominator:
        if isinstance(value_of(datum), Decimal):
            yield DENOMINATOR_ZERO.at(datum.source.cell("denominator"))
    elif (
        indicator.unit == PERCENT
        and isinstance(numerator, Decimal)
        and isinstance(denominator, Decimal)
        and 0 < denominator < numerator
    ):
        yield MORE_THAN_ALL.at(
            datum.source.cell("numerator"),
            numerator=plain(numerator),
            denominator=plain(denominator),
        )


def _is_percentage(indicator: Indicator, key: str) -> bool:
    """A percentage below zero is reported as one outside 0 to 100."""
    return key == "value" and indicator.unit == PERCENT


def _value_faults(
    indicator: Indicator, datum: Datum, value: Decimal, highest: Mapping[str, Decimal]
) -> Iterator[Finding]:
    if _has_counts(datum):
        base = _base(indicator)
        if base is not None:
            yield from _against_counts(indicator, datum, value, base)
        return
    if indicator.unit != PERCENT:
        return
    cell = datum.source.cell("value")
    if not 0 <= value <= 100:
        yield PERCENTAGE_RANGE.at(cell, value=plain(value))
    elif is_bare_fraction(indicator, value, highest[datum.indicator]):
        yield BARE_FRACTION.at(cell, value=plain(value), hundredfold=plain(value * 100))


def is_bare_fraction(indicator: Indicator, value: Decimal, highest: Decimal) -> bool:
    """Whether a percentage below one is more likely a share of one, as 0.93 for 93 per cent.

    So it is where its row or its target lies higher, and where the whole row lies below one
    without a target that does.
    """
    if not 0 < value < 1:
        return False
    target = indicator.target
    if isinstance(target, Decimal):
        return target >= FEWEST or highest >= FEWEST
    return highest >= FEWEST or highest < 1


def _base(indicator: Indicator) -> int | None:
    """What numerator over denominator is multiplied by; None where no value comes of them."""
    return base_of(indicator.unit) or (1 if indicator.unit in ("Average", "Days") else None)


def value_of_counts(indicator: Indicator, datum: Datum) -> Decimal | None:
    """What a row's counts give in the indicator's unit, unrounded; None where they cannot."""
    base = _base(indicator)
    numerator, denominator = datum.numerator, datum.denominator
    if base is None or not (isinstance(numerator, Decimal) and isinstance(denominator, Decimal)):
        return None
    if impossible(indicator.unit, Missing.BLANK, numerator, denominator):
        return None
    return numerator * base / denominator


def _against_counts(
    indicator: Indicator, datum: Datum, value: Decimal, base: int
) -> Iterator[Finding]:
    decimals = decimals_of(value)
    printed = round_half_up(value, decimals)
    found = agreement(printed, datum.numerator, datum.denominator, base, decimals)
    if found.agrees is not False or _is_annualised(indicator, datum, printed, base, decimals):
        return
    cell = datum.source.cell("value")
    if found.factor is None and isinstance(found.worked_out, Decimal):
        places = known(indicator.decimals)
        value = round_half_up(found.worked_out, decimals if places is None else int(places))
        yield NOT_ITS_PARTS.at(cell, reason=found.reason, value=plain(value))
    else:
        yield POWER_OF_TEN.at(cell, reason=found.reason, unit=indicator.unit)


def _is_annualised(
    indicator: Indicator, datum: Datum, printed: Decimal, base: int, decimals: int
) -> bool:
    """Whether a rate of a part of a year was given as the rate of a year at that pace."""
    months = _MONTHS.get(indicator.period_kind) if indicator.unit in RATE_BASES else None
    if months is None or not isinstance(datum.numerator, Decimal):
        return False
    yearly = datum.numerator * MONTHS_IN_YEAR / months
    return agreement(printed, yearly, datum.denominator, base, decimals).agrees is True


_MONTHS: Mapping[PeriodKind | None, int] = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}


def _has_counts(datum: Datum) -> bool:
    return isinstance(datum.numerator, Decimal) and isinstance(datum.denominator, Decimal)


CHECKS = (rows,)
