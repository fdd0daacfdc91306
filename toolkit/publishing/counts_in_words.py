"""Counts by the words that the Indicators sheet has for them: the same words, the same count."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from toolkit.board.scorecard import Datum, value_of
from toolkit.measures.units import NUMBER
from toolkit.publishing.row_counts import ALL, COUNTED, Row, span_of
from toolkit.values.missing import Missing
from toolkit.values.text import folded

InWords = Mapping[tuple[str, str, date, date], Decimal]
"""Counts by their words, area and period."""


def given_in_words(rows: Iterable[Row]) -> InWords:
    """The counts that rows of Data give, where the Indicators sheet says in words what they are."""
    found = {}
    for row in rows:
        if row.datum is None or isinstance(value_of(row.datum), Missing):
            continue
        is_number = row.indicator.unit in ("", NUMBER)
        counted = row.datum.value if is_number else row.datum.numerator
        for part, count in ((COUNTED, counted), (ALL, row.datum.denominator)):
            if isinstance(count, Decimal) and (words := words_of(row, part)):
                found[words, row.area, *span_of(row)] = count
    return found


def completed(row: Row, datum: Datum, elsewhere: InWords) -> Datum:
    """A share without any count, with one that another row gives; it tells the others."""
    if isinstance(datum.numerator, Decimal) or isinstance(datum.denominator, Decimal):
        return datum
    everyone = elsewhere.get((words_of(row, ALL), row.area, *span_of(row)))
    if everyone is not None:
        return replace(datum, denominator=everyone)
    counted = elsewhere.get((words_of(row, COUNTED), row.area, *span_of(row)))
    return datum if counted is None else replace(datum, numerator=counted)


def words_of(row: Row, part: str) -> str:
    """What a count is, in the words of the Indicators sheet; "" where they are not given."""
    indicator = row.indicator
    if part == ALL:
        return folded(indicator.denominator)
    if part != COUNTED:
        return ""
    is_number = indicator.unit in ("", NUMBER)
    return folded(indicator.numerator or (indicator.title if is_number else ""))
