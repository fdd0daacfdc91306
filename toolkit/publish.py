"""A board's figures as they may be published: small counts hidden, so that none can be worked out.

Everything that one release shows goes into one call of `toolkit.measures.disclosure.protect`.
What is left is a board again: verdicts, charts and sentences worked out from it follow from
figures that are shown, and give none away. docs/methods.md, "Small numbers".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from toolkit.board import Board, Reported, Settings
from toolkit.findings import Location
from toolkit.layout import choices
from toolkit.measures.disclosure import Release, SmallNumbers, protect
from toolkit.measures.rates import rate, round_half_up
from toolkit.measures.units import NUMBER, base_of
from toolkit.plan import Evidence
from toolkit.results import all_choices, period_named
from toolkit.scorecard import Datum, value_of
from toolkit.small_in_words import cells_to_read
from toolkit.text import plural
from toolkit.tied_counts import ALL, COUNTED, Row, TiedCounts, are_sound, counts_of, tie
from toolkit.values import Missing, known, plain

SYMBOL = "c"
"""What stands in the place of a hidden figure, as in official statistics."""


@dataclass(frozen=True)
class Published:
    """A board without the figures that are not to be published.

    `hidden` is how many rows of data lost theirs. `exposed` names figures that are hidden here
    and yet can be known from what was published before; `figures_hidden` are cells under
    Evidence that hold a small whole number; `to_read` cells whose text seems to say how few
    people something concerns: it is printed as it was typed. A person has to look at them.
    """

    board: Board
    hidden: int
    exposed: tuple[str, ...]
    note: str
    figures_hidden: tuple[Location, ...] = ()
    to_read: tuple[Location, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell the person who publishes, a sentence or two each."""
        told = []
        if self.exposed:
            told.append(
                f"{self.board.workbook}: hidden here, but published before: "
                f"{'; '.join(self.exposed)}. "
                "Decide whether the figures that lead to them may go out."
            )
        if self.figures_hidden:
            told.append(
                f"{_listed(self.figures_hidden)}: a small whole number, printed as {SYMBOL}. "
                "Where it is no count of people, write it with its unit into the text beside it."
            )
        if self.to_read:
            told.append(
                f"{_listed(self.to_read)}: {plural(len(self.to_read), 'text')} that may say how "
                "few people something concerns, printed as typed. Read before you publish, and "
                "leave such numbers out."
            )
        return tuple(told)


def _listed(cells: Iterable[Location]) -> str:
    return ", ".join(str(cell) for cell in cells)


def small_numbers(settings: Settings) -> SmallNumbers:
    """The board's rule: counts of 1 to 4 are hidden, and nothing rounded, unless it says more."""
    return SmallNumbers(
        choices.HIDDEN_UP_TO.get(settings.small_numbers, 4),
        choices.ROUNDED_TO.get(settings.rounding, 1),
    )


def publish(board: Board) -> Published:
    """The board with its small counts hidden, and all that would give them away.

    Figures of our areas only are looked at: others' are public. Of several rows for a period
    only the one that stands is kept. Notes, and where a figure stands in a file, are left out;
    so are indicators with No under Print, and series with No under Publish, but not before
    it is sure that no small count of theirs follows from what is shown.
    """
    setting = small_numbers(board.settings)
    series_left_out = _left_out(board)
    rows, faulty = _rows(board)
    looked_at = [row for row in rows if row.counts]
    wholes = board.areas_of_kind(choices.OUR_AREA)
    parts = board.areas_of_kind(choices.PART_OF_OURS)
    whole_area = wholes[0] if len(wholes) == 1 and parts else ""
    looked_at += _reported_only(board, looked_at)
    tied = tie(looked_at, whole_area, parts)
    printed = {
        cell
        for row in looked_at
        if row.datum and (row.indicator.code, row.area) not in series_left_out
        for cell in tied.cells_of(row)
    }
    public = _public(board, looked_at, tied)
    release = protect(
        tied.cells, tied.relations, setting, public, tied.together, tied.cells.keys() - printed
    )
    data = []
    hidden = 0
    for row in rows:
        if (row.indicator.code, row.area) in series_left_out or row.datum is None:
            continue
        is_hidden = id(row.datum) in faulty or release.hides(tied.cells_of(row))
        hidden += is_hidden and isinstance(value_of(row.datum), Decimal)
        data.append(_shown(row, row.datum, tied, release, setting, is_hidden))
    evidence, figures_hidden = _evidence(board, setting)
    left = replace(
        _without(board, series_left_out),
        data=tuple(data),
        evidence=evidence,
        history=_history(board),
    )
    return Published(
        left,
        hidden,
        tuple(sorted({_plainly(name) for name in release.exposed})),
        note(setting),
        figures_hidden,
        cells_to_read(left, setting.highest_hidden),
    )


def note(setting: SmallNumbers) -> str:
    """The sentence that stands under every published table."""
    said = (
        f"{SYMBOL}: not shown, because it is a count of 1 to {setting.highest_hidden} or would "
        "give one away."
    )
    if setting.rounding == 1:
        return said
    return f"{said} Counts are rounded to the nearest {setting.rounding}; totals may not add up."


def _plainly(name: str) -> str:
    """The indicator, area and period that a cell belongs to, or is reckoned from."""
    return ", ".join(name.split("\n")[:3])


def _left_out(board: Board) -> frozenset[tuple[str, str]]:
    """Indicator and area of the series that are not printed."""
    ours = board.our_areas
    typed = {(item.code, item.area) for item in board.remarks if item.publish == "No"}
    unprinted = [item.code for item in board.indicators if item.print == "No"]
    return frozenset(typed | {(code, area) for code in unprinted for area in ours})


def _without(board: Board, series_left_out: frozenset[tuple[str, str]]) -> Board:
    """The board without indicators that nothing is printed of, and all that belongs to them."""
    ours = board.our_areas
    indicators = tuple(
        item
        for item in board.indicators
        if item.print != "No"
        and not (ours and all((item.code, area) in series_left_out for area in ours))
    )
    codes = {item.code for item in indicators}
    return replace(
        board,
        indicators=indicators,
        period_targets=tuple(item for item in board.period_targets if item.indicator in codes),
        steps=tuple(item for item in board.steps if item.indicator in codes),
        remarks=tuple(
            item
            for item in board.remarks
            if item.code in codes and (item.code, item.area) not in series_left_out
        ),
    )


def _rows(board: Board) -> tuple[list[Row], set[int]]:
    """The rows that stand, with the counts of ours, and which are faulty, by `id`."""
    rows = []
    faulty = set()
    ours = board.our_areas
    for row in _standing_rows(board):
        counts = counts_of(row.indicator, row.datum) if row.datum and row.area in ours else {}
        if row.datum and not are_sound(counts.values()):
            faulty.add(id(row.datum))
            counts = {}
        rows.append(replace(row, counts=counts))
    return rows, faulty


def _standing_rows(board: Board) -> Iterator[Row]:
    indicators = {indicator.code: indicator for indicator in board.indicators}
    found = all_choices(board)
    for (code, area), by_period in (*found.periods.items(), *found.years.items()):
        for period, choice in by_period.items():
            if choice.stands:
                yield Row(indicators[code], area, period, {}, choice.stands)


def _reported(board: Board) -> Mapping[tuple[str, str, str], str]:
    """Numbers that closed periods reported, by indicator, area and period; the latest of each."""
    numbers = {item.code for item in board.indicators if item.unit == NUMBER}
    return {
        (item.name, item.area, item.data_period): item.reported
        for item in board.history
        if item.kind == choices.VALUE and item.name in numbers
    }


def _reported_only(board: Board, rows: Iterable[Row]) -> Iterator[Row]:
    """Numbers that were reported, and that no row of Data has any more."""
    there = {(row.indicator.code, row.area, str(row.period)) for row in rows}
    indicators = {indicator.code: indicator for indicator in board.indicators}
    for (code, area, words), reported in _reported(board).items():
        kind = indicators[code].period_kind
        period = period_named(words, kind) if kind else None
        if period is None or area not in board.our_areas or (code, area, words) in there:
            continue
        try:
            count = Decimal(reported)
        except InvalidOperation:
            continue
        if are_sound([count]):
            yield Row(indicators[code], area, period, {COUNTED: count})


def _public(board: Board, rows: Iterable[Row], tied: TiedCounts) -> frozenset[str]:
    """Counts that a closed period reported: they are known, whatever is hidden now."""
    reported = _reported(board)
    public = set()
    for row in rows:
        before = reported.get((row.indicator.code, row.area, str(row.period)))
        now = row.counts.get(COUNTED)
        if before is not None and isinstance(now, Decimal) and plain(now) == before:
            public.add(tied.cell_of[row.name(COUNTED)])
    return frozenset(public)


def _history(board: Board) -> tuple[Reported, ...]:
    """What was reported of figures before stays in the office: it holds what is hidden now."""
    return tuple(
        item
        for item in board.history
        if item.kind != choices.VALUE and not (item.kind == choices.RATING and item.area)
    )


def _evidence(
    board: Board, setting: SmallNumbers
) -> tuple[tuple[Evidence, ...], tuple[Location, ...]]:
    """The facts under Evidence, bare small whole numbers hidden, and the cells of those."""
    shown, cells = [], []
    for item in board.evidence:
        figure = known(item.figure)
        if figure is not None and figure % 1 == 0 and setting.is_small(int(figure)):
            cells.append(item.source.cell("figure"))
            item = replace(item, figure=Missing.SUPPRESSED)
        shown.append(item)
    return tuple(shown), tuple(cells)


def _shown(
    row: Row,
    datum: Datum,
    tied: TiedCounts,
    release: Release,
    setting: SmallNumbers,
    is_hidden: bool,
) -> Datum:
    datum = replace(
        datum, source_cell="", source_hash="", supersedes="", note="", period=str(row.period)
    )
    missing = Missing.BLANK
    if isinstance(value_of(datum), Missing):
        return replace(datum, value=missing, numerator=missing, denominator=missing)
    if is_hidden:
        return replace(
            datum,
            value=missing,
            numerator=missing,
            denominator=missing,
            status=choices.SUPPRESSED,
        )
    if setting.rounding == 1 or COUNTED not in row.counts:
        return datum
    shown = {part: release.shown[tied.cell_of[row.name(part)]] for part in row.counts}
    numerator = shown[COUNTED]
    if row.indicator.unit == NUMBER:
        return replace(datum, value=numerator)
    denominator = shown.get(ALL, datum.denominator)
    base = base_of(row.indicator.unit)
    if base is None:
        return datum
    decimals = known(row.indicator.decimals)
    value = rate(numerator, denominator, base).value
    if isinstance(value, Decimal):
        value = round_half_up(value, int(decimals) if decimals is not None else 1)
    return replace(datum, value=value, numerator=numerator, denominator=denominator)
