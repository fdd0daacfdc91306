"""The scorecard: values, their status and their periods."""

from collections.abc import Iterator

from toolkit import periods, rules
from toolkit.board import Board
from toolkit.findings import Finding
from toolkit.layout import choices
from toolkit.results import Results, period_named, year_named
from toolkit.values import Missing

_HAS_A_VALUE = (choices.FINAL, choices.PROVISIONAL)


def value_and_status(board: Board, results: Results) -> Iterator[Finding]:
    """A value without a status that allows one, or the reverse."""
    for datum in board.data:
        if datum.status in _HAS_A_VALUE and datum.value is Missing.BLANK:
            yield rules.VALUE_MISSING.at(datum.source.cell("value"), status=datum.status)
        elif datum.status not in ("", *_HAS_A_VALUE) and not isinstance(datum.value, Missing):
            yield rules.VALUE_UNEXPECTED.at(datum.source.cell("value"), status=datum.status)


def readable_period(board: Board, results: Results) -> Iterator[Finding]:
    """A period that its indicator's kind cannot make sense of.

    A financial year beside quarters or months is none: they are held against it.
    """
    with_years = {code for code, _ in results.years}
    kinds = {indicator.code: indicator.period_kind for indicator in board.indicators}
    for datum in board.data:
        kind = kinds.get(datum.indicator)
        if kind is None or not datum.period or period_named(datum.period, kind):
            continue
        if datum.indicator in with_years and year_named(datum.period, kind):
            continue
        try:
            periods.parse(datum.period, kind)
        except periods.PeriodError as error:
            yield rules.UNREADABLE_PERIOD.at(
                datum.source.cell("period"), heading="Period", help=error
            )


CHECKS = (value_and_status, readable_period)
