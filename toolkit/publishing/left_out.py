"""What of a board is not printed at all, with all that belongs to it."""

from collections import Counter, defaultdict
from dataclasses import replace

from toolkit.board.board import Board
from toolkit.board.scorecard import Indicator, Remark
from toolkit.values.text import folded


def given_twice(board: Board) -> list[Indicator]:
    """Indicators that share their code, whose rows of data may be of either."""
    number = Counter(folded(item.code) for item in board.indicators)
    return [item for item in board.indicators if number[folded(item.code)] > 1]


def is_unclear(item: Indicator | Remark) -> bool:
    """Whether a row may say No, for it holds what cannot be read and no readable word."""
    word = item.print if isinstance(item, Indicator) else item.publish
    return item.source.unreadable and not word


def left_out(board: Board) -> frozenset[tuple[str, str]]:
    """Indicator and area of the series that are not printed."""
    ours = board.our_areas
    typed = {
        (folded(item.code), folded(item.area))
        for item in board.remarks
        if item.publish == "No" or is_unclear(item)
    }
    return frozenset(
        (item.code, area)
        for item in board.indicators
        for area in ours
        if not item.is_printed or is_unclear(item) or (folded(item.code), folded(area)) in typed
    )


def without(board: Board, series_left_out: frozenset[tuple[str, str]]) -> Board:
    """The board without what is not printed, and without all that belongs to it."""
    ours = set(board.our_areas)
    areas_of: dict[str, set[str]] = defaultdict(set)
    for datum in board.data:
        if datum.area in ours:
            areas_of[datum.indicator].add(datum.area)
    indicators = tuple(
        item
        for item in board.indicators
        if item.is_printed
        and not is_unclear(item)
        and any((item.code, area) not in series_left_out for area in areas_of[item.code] or ours)
    )
    codes = {item.code for item in indicators}
    known_as = {folded(code) for code in codes}
    withheld = {(folded(code), folded(area)) for code, area in series_left_out}
    actions = tuple(item for item in board.actions if item.is_printed)
    unprinted = {item.id for item in board.actions} - {item.id for item in actions}
    return replace(
        board,
        indicators=indicators,
        period_targets=tuple(
            replace(item, note="") for item in board.period_targets if item.indicator in codes
        ),
        steps=tuple(item for item in board.steps if item.indicator in codes),
        remarks=tuple(
            item
            for item in board.remarks
            if folded(item.code) in known_as
            and (folded(item.code), folded(item.area)) not in withheld
        ),
        mappings=(),
        actions=actions,
        updates=tuple(item for item in board.updates if item.action not in unprinted),
    )
