"""The scorecard: values, their status and their periods."""

from collections.abc import Iterator
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.scorecard import Datum, Indicator
from toolkit.checks.scorecard.data_rows import value_of_counts
from toolkit.measures.rates import round_half_up
from toolkit.measures.units import RATE_BASES
from toolkit.results.named_periods import period_named, year_named
from toolkit.results.observations import by_code
from toolkit.results.results import Results
from toolkit.values import choices, periods
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.missing import Missing, Value, known, plain

UNREADABLE_PERIOD = Rule(
    "CELL-007",
    Severity.ERROR,
    '"{heading}" is not a period that can be put in order.',
    "{help}",
)
VALUE_MISSING = Rule(
    "DATA-001",
    Severity.ERROR,
    "The status is {status}, but there is no value.",
    'Type the value, or say under "Status" why there is none.',
)
VALUE_UNEXPECTED = Rule(
    "DATA-002",
    Severity.WARNING,
    "The status is {status}, but there is a value; the value is not used.",
    "Clear the value, or change the status to Final or Provisional.",
)
VALUE_LEFT_OUT = Rule(
    "DATA-023",
    Severity.ERROR,
    "The status is {status} and there is no value, but its counts are there: "
    "{numerator} of {denominator} is {value}{per}.",
    'Type {value} under "Value" if both counts are right; otherwise fix them.',
)


_HAS_A_VALUE = (choices.FINAL, choices.PROVISIONAL)


def value_and_status(board: Board, results: Results) -> Iterator[Finding]:
    """A value without a status that allows one, or the reverse."""
    indicators = by_code(board)
    for datum in board.data:
        if not datum.source.has("value"):
            continue
        if datum.status in _HAS_A_VALUE and datum.value is Missing.BLANK:
            yield _value_missing(datum, indicators.get(datum.indicator))
        elif datum.status not in ("", *_HAS_A_VALUE) and not isinstance(datum.value, Missing):
            yield VALUE_UNEXPECTED.at(datum.source.cell("value"), status=datum.status)


def _value_missing(datum: Datum, indicator: Indicator | None) -> Finding:
    cell = datum.source.cell("value")
    worked_out = value_of_counts(indicator, datum) if indicator else None
    if indicator is None or worked_out is None:
        return VALUE_MISSING.at(cell, status=datum.status)
    places = known(indicator.decimals)
    value = plain(round_half_up(worked_out, USUAL_DECIMALS if places is None else int(places)))
    base = RATE_BASES.get(indicator.unit)
    return VALUE_LEFT_OUT.at(
        cell,
        status=datum.status,
        numerator=_shown(datum.numerator),
        denominator=_shown(datum.denominator),
        value=value,
        per=f" per {base:,}" if base else "",
    )


USUAL_DECIMALS = 1
"""How many decimals are proposed where the indicator does not say."""


def _shown(count: Value) -> str:
    return plain(count) if isinstance(count, Decimal) else ""


def readable_period(board: Board, results: Results) -> Iterator[Finding]:
    """A period that its indicator's kind cannot make sense of.

    A financial year beside quarters or months is none: they are held against it.
    """
    kinds = {code: indicator.period_kind for code, indicator in by_code(board).items()}
    with_periods = {
        datum.indicator
        for datum in board.data
        if (kind := kinds.get(datum.indicator)) and period_named(datum.period, kind)
    }
    for datum in board.data:
        kind = kinds.get(datum.indicator)
        if kind is None or not datum.period or period_named(datum.period, kind):
            continue
        if datum.indicator in with_periods and year_named(datum.period, kind):
            continue
        try:
            periods.parse(datum.period, kind)
        except periods.PeriodError as error:
            yield UNREADABLE_PERIOD.at(datum.source.cell("period"), heading="Period", help=error)


CHECKS = (value_and_status, readable_period)
