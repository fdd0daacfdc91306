"""A board's rows as they are published: without their figures where hidden, or rounded."""

from dataclasses import replace
from decimal import Decimal

from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.board.plan import Evidence
from toolkit.board.scorecard import Datum, value_of
from toolkit.measures.rates import rate, round_half_up
from toolkit.measures.units import NUMBER, base_of
from toolkit.publishing.disclosure import Release
from toolkit.publishing.linked_counts import TiedCounts
from toolkit.publishing.paces import pace_of
from toolkit.publishing.row_counts import ALL, AT_PACE, COUNTED, Row
from toolkit.publishing.small_numbers import SmallNumbers
from toolkit.values import choices
from toolkit.values.findings import CellPlace
from toolkit.values.missing import Missing, known


def history_shown(board: Board) -> tuple[Reported, ...]:
    """What was reported of figures before stays in the office: it holds what is hidden now.

    So do the words of actions, which may say how few people something concerns.
    """
    return tuple(
        replace(item, reason="")
        for item in board.history
        if item.kind not in (choices.VALUE, choices.WORDING)
        and not (item.kind == choices.RATING and item.area)
    )


def evidence_shown(
    board: Board, setting: SmallNumbers
) -> tuple[tuple[Evidence, ...], tuple[CellPlace, ...]]:
    """The facts under Evidence, bare small whole numbers hidden, and the cells of those."""
    shown, cells = [], []
    for item in board.evidence:
        figure = known(item.figure)
        if figure is not None and figure % 1 == 0 and setting.is_small(int(figure)):
            cells.append(item.source.cell("figure"))
            item = replace(item, figure=Missing.SUPPRESSED)
        shown.append(item)
    return tuple(shown), tuple(cells)


def shown_row(
    row: Row,
    datum: Datum,
    tied: TiedCounts,
    release: Release,
    setting: SmallNumbers,
    is_hidden: bool,
) -> Datum:
    """The row as it is published: without its figures where they are hidden, or rounded."""
    datum = replace(
        datum, source_cell="", source_hash="", supersedes="", note="", period=str(row.period)
    )
    blank = Missing.BLANK
    if isinstance(value_of(datum), Missing):
        return replace(datum, value=blank, numerator=blank, denominator=blank)
    if is_hidden:
        return _suppressed(datum)
    if not row.counts:
        return datum
    if row.indicator.unit in ("", NUMBER):
        # Anything else next to a number is not a count that was looked at.
        value = release.shown[tied.cell_of[row.name(COUNTED)]]
        return replace(datum, value=value, numerator=blank, denominator=blank)
    if setting.rounding == 1:
        return datum
    shown = {part: release.shown[tied.cell_of[row.name(part)]] for part in row.counts}
    base = base_of(row.indicator.unit)
    if base is None:
        # The sum of a mean would say how many they are.
        denominator = shown[ALL] if isinstance(datum.denominator, Decimal) else blank
        return replace(datum, numerator=blank, denominator=denominator)
    if COUNTED not in shown or AT_PACE in shown:
        return _suppressed(datum)
    numerator, everyone = shown[COUNTED], shown.get(ALL, datum.denominator)
    found = rate(numerator, everyone, base).value
    if not isinstance(found, Decimal):
        return _suppressed(datum)
    decimals = known(row.indicator.decimals)
    return replace(
        datum,
        value=round_half_up(
            found * pace_of(row.indicator, datum), 1 if decimals is None else int(decimals)
        ),
        numerator=numerator if isinstance(datum.numerator, Decimal) else blank,
        denominator=everyone if isinstance(datum.denominator, Decimal) else blank,
    )


def _suppressed(datum: Datum) -> Datum:
    blank = Missing.BLANK
    return replace(
        datum, value=blank, numerator=blank, denominator=blank, status=choices.SUPPRESSED
    )
