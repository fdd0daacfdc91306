"""The counts of people that a row of Data gives, or gives away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.board.scorecard import Datum, Indicator, value_of
from toolkit.measures.rates import round_half_up
from toolkit.measures.units import NUMBER, PERCENT, RATE_BASES
from toolkit.values.missing import Missing, Value
from toolkit.values.periods import Period

COUNTED = "numerator"
ALL = "denominator"
OTHERS = "the others"
AT_PACE = "numerator at the pace of a year"


@dataclass(frozen=True)
class Row:
    """A row of Data with the counts that it prints or gives away, by their part in it.

    One that no row gives has no datum. One of an earlier `edition` was released otherwise than
    it is now.
    """

    indicator: Indicator
    area: str
    period: Period
    counts: Mapping[str, Value]
    datum: Datum | None = None
    edition: str = ""

    def name(self, part: str) -> str:
        """What one of its counts is called among all counts of a release."""
        name = f"{self.indicator.code}\n{self.area}\n{self.period}\n{part}"
        return f"{name}\nin {self.edition}" if self.edition else name


def counts_of(
    indicator: Indicator, datum: Datum, paces: Sequence[int] = (1,), *, sum_counts: bool = False
) -> dict[str, Value]:
    """The counts of people that a row of Data gives, or gives away.

    One that is left blank is worked out from the value and the other. Without a unit a value
    is taken for a count. `paces` are what the row's rate may be times that of its counts. What
    a mean is the mean of is a count only if `sum_counts`.
    """
    unit, value = indicator.unit, value_of(datum)
    if unit in ("", NUMBER):
        return {COUNTED: value}
    numerator, denominator = _readable(datum.numerator), _readable(datum.denominator)
    if isinstance(value, Missing):
        numerator = denominator = value
    if unit in RATE_BASES:
        # A population is public, and so large that it hides nobody.
        if numerator is not Missing.BLANK:
            return dict.fromkeys((COUNTED, AT_PACE)[: len(paces)], numerator)
        found = [_numerator(value, denominator, RATE_BASES[unit] * pace) for pace in paces]
        return _given(zip((COUNTED, AT_PACE), found, strict=False))
    if unit != PERCENT:
        if denominator is Missing.BLANK:
            denominator = _denominator(value, numerator, 1)
        if sum_counts and numerator is Missing.BLANK:
            numerator = _numerator(value, denominator, 1)
        return _given([(ALL, denominator), *([(COUNTED, numerator)] if sum_counts else [])])
    is_part = isinstance(value, Decimal) and value < 100
    if denominator is Missing.BLANK:
        denominator = _denominator(value, numerator, 100)
        if is_part and isinstance(denominator, Decimal) and denominator == numerator:
            denominator += 1
    elif numerator is Missing.BLANK:
        numerator = _numerator(value, denominator, 100)
        if is_part and isinstance(numerator, Decimal) and numerator == denominator:
            numerator -= 1
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        others = denominator - numerator
        return {COUNTED: numerator, ALL: denominator, OTHERS: others}
    return _given([(COUNTED, numerator), (ALL, denominator)])


def is_bare(row: Row) -> bool:
    """Whether a row gives a share or rate of some of nobody knows how many."""
    unit = row.indicator.unit
    value = row.datum and value_of(row.datum)
    if not isinstance(value, Decimal) or not value or not (unit == PERCENT or unit in RATE_BASES):
        return False
    return not row.counts if unit == PERCENT else COUNTED not in row.counts


def _readable(count: Value) -> Value:
    return count if isinstance(count, Decimal) else Missing.BLANK


def _numerator(value: Value, denominator: Value, base: int) -> Value:
    """The count behind a share: no zero where the share is none."""
    if not isinstance(value, Decimal) or not isinstance(denominator, Decimal):
        return denominator if isinstance(denominator, Missing) else Missing.BLANK
    found = round_half_up(value * denominator / base, 0)
    return max(found, Decimal(1)) if value > 0 and denominator > 0 else found


def _denominator(value: Value, numerator: Value, base: int) -> Value:
    """How many a share or a mean is of; not known where the value is zero."""
    if not isinstance(value, Decimal) or not isinstance(numerator, Decimal):
        return numerator if isinstance(numerator, Missing) else Missing.BLANK
    return round_half_up(numerator * base / value, 0) if value else Missing.BLANK


def _given(counts: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return {part: count for part, count in counts if count is not Missing.BLANK}


def are_sound(counts: Iterable[Value]) -> bool:
    """Whether counts are whole and not below zero, as far as they are given."""
    given = [count for count in counts if isinstance(count, Decimal)]
    return all(count >= 0 and count == count.to_integral_value() for count in given)


def span_of(row: Row) -> tuple[date, date]:
    """The first and the last day of a row's period."""
    return row.period.start, row.period.end
