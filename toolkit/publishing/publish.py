"""A board's figures as they may be published: small counts hidden, so that none can be worked out.

Everything that one release shows goes into one call of `toolkit.publishing.disclosure.protect`.
What is left is a board again: verdicts, charts and sentences worked out from it follow from
figures that are shown, and give none away. docs/methods.md, "Small numbers".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from toolkit.board.board import Board, Reported, Settings
from toolkit.board.plan import Evidence
from toolkit.board.scorecard import Datum, Indicator, Remark, value_of
from toolkit.measures.rates import rate, round_half_up
from toolkit.measures.units import NUMBER, base_of
from toolkit.publishing.disclosure import Release, SmallNumbers, protect
from toolkit.publishing.linked_counts import (
    ALL,
    AT_PACE,
    COUNTED,
    Row,
    TiedCounts,
    are_sound,
    completed,
    counts_of,
    given_in_words,
    pace_of,
    paces_of,
    tie,
)
from toolkit.publishing.small_counts_in_text import cells_to_read
from toolkit.results.results import all_choices, period_named
from toolkit.values import choices
from toolkit.values.findings import CellPlace
from toolkit.values.missing import Missing, Value, known, plain
from toolkit.values.text import folded, plural

_OTHERS = (choices.ENGLAND, choices.REGION, choices.NEIGHBOURS, choices.OTHER_AUTHORITY)
SYMBOL = "c"
"""What stands in the place of a hidden figure, as in official statistics."""


@dataclass(frozen=True)
class Published:
    """A board without the figures that are not to be published.

    `hidden` is how many rows of data lost theirs. `exposed` names figures that are hidden here
    and yet can be known from what was published before; `unsure` those of which it was not
    found that they cannot be worked out; `figures_hidden` are cells under Evidence that hold a
    small whole number; `to_read` cells whose text seems to say how few people something
    concerns: it is printed as it was typed; `unclear` are rows that are left out because they
    do not say whether, or of which indicator, they may be published. A person has to look at
    them. `withheld` are the indicators and areas with No under Publish.
    """

    board: Board
    hidden: int
    exposed: tuple[str, ...]
    note: str
    figures_hidden: tuple[CellPlace, ...] = ()
    to_read: tuple[CellPlace, ...] = ()
    unsure: tuple[str, ...] = ()
    unclear: tuple[CellPlace, ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()

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
        if self.unsure:
            told.append(
                f"{self.board.workbook}: hidden here, but not shown to be safe: "
                f"{'; '.join(self.unsure)}. "
                "See whether they follow from the figures that are left before you publish."
            )
        if self.unclear:
            told.append(
                f"{_cells(self.unclear)}: left out with its figures, because a cell of the row "
                "cannot be read or its code is given twice. Mend it to publish them."
            )
        if self.figures_hidden:
            told.append(
                f"{_cells(self.figures_hidden)}: a small whole number, printed as {SYMBOL}. "
                "Where it is no count of people, write it with its unit into the text beside it."
            )
        if self.to_read:
            told.append(
                f"{_cells(self.to_read)}: {plural(len(self.to_read), 'text')} that may say how "
                "few people something concerns, printed as typed. Read before you publish, and "
                "leave such numbers out."
            )
        return tuple(told)


def _cells(cells: Iterable[CellPlace]) -> str:
    return ", ".join(map(str, cells))


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
    so are actions and indicators with No under Print, and series with No under Publish, but
    not before it is sure that no small count of theirs follows from what is shown. What does
    not say whether it may be published, or whose it is, is left out as well.
    """
    setting = small_numbers(board.settings)
    twice = _given_twice(board)
    # Whose figures they are, nobody can tell.
    board = replace(board, indicators=tuple(item for item in board.indicators if item not in twice))
    series_left_out = _left_out(board)
    rows, faulty = _rows(board)
    looked_at = [row for row in rows if row.counts]
    # An area may be listed twice.
    wholes = tuple(dict.fromkeys(board.areas_of_kind(choices.OUR_AREA)))
    parts = tuple(dict.fromkeys(board.areas_of_kind(choices.PART_OF_OURS)))
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
    left = _without(board, series_left_out)
    codes = {item.code for item in left.indicators}
    data = []
    hidden = 0
    for row in rows:
        if (row.indicator.code, row.area) in series_left_out or row.indicator.code not in codes:
            continue
        if row.datum is None:
            continue
        is_hidden = id(row.datum) in faulty or release.hides(tied.cells_of(row))
        shown = _shown(row, row.datum, tied, release, setting, is_hidden)
        hidden += isinstance(value_of(row.datum), Decimal) and isinstance(shown.value, Missing)
        data.append(shown)
    evidence, figures_hidden = _evidence(board, setting)
    left = replace(left, data=tuple(data), evidence=evidence, history=_history(board))
    unclear = [
        *(item.source.cell("code") for item in (*twice, *filter(_is_unclear, board.indicators))),
        *(item.source.cell("publish") for item in filter(_is_unclear, board.remarks)),
    ]
    return Published(
        left,
        hidden,
        tuple(sorted({_plainly(name) for name in release.exposed})),
        note(setting.highest_hidden, setting.rounding),
        figures_hidden,
        cells_to_read(left, setting.highest_hidden),
        tuple(sorted({_plainly(name) for name in release.unsure})),
        tuple(unclear),
        series_left_out,
    )


def note(highest_hidden: int, rounding: int = 1) -> str:
    """The sentence that stands under every published table."""
    said = (
        f"{SYMBOL}: not shown, because it is a count of 1 to {highest_hidden} or would give one "
        "away."
    )
    if rounding == 1:
        return said
    return f"{said} Counts are rounded to the nearest {rounding}; totals may not add up."


def _plainly(name: str) -> str:
    """The indicator, area and period that a cell belongs to, or is reckoned from."""
    return ", ".join(name.split("\n")[:3])


def _given_twice(board: Board) -> list[Indicator]:
    """Indicators that share their code, whose rows of data may be of either."""
    number = Counter(folded(item.code) for item in board.indicators)
    return [item for item in board.indicators if number[folded(item.code)] > 1]


def _is_unclear(item: Indicator | Remark) -> bool:
    """Whether a row may say No, for it holds what cannot be read and no readable word."""
    word = item.print if isinstance(item, Indicator) else item.publish
    return item.source.unreadable and not word


def _left_out(board: Board) -> frozenset[tuple[str, str]]:
    """Indicator and area of the series that are not printed."""
    ours = board.our_areas
    typed = {
        (folded(item.code), folded(item.area))
        for item in board.remarks
        if item.publish == "No" or _is_unclear(item)
    }
    return frozenset(
        (item.code, area)
        for item in board.indicators
        for area in ours
        if item.print == "No" or _is_unclear(item) or (folded(item.code), folded(area)) in typed
    )


def _without(board: Board, series_left_out: frozenset[tuple[str, str]]) -> Board:
    """The board without what is not printed, and without all that belongs to it."""
    ours = set(board.our_areas)
    areas_of: dict[str, set[str]] = defaultdict(set)
    for datum in board.data:
        if datum.area in ours:
            areas_of[datum.indicator].add(datum.area)
    indicators = tuple(
        item
        for item in board.indicators
        if item.print != "No"
        and not _is_unclear(item)
        and any((item.code, area) not in series_left_out for area in areas_of[item.code] or ours)
    )
    codes = {item.code for item in indicators}
    known_as = {folded(code) for code in codes}
    withheld = {(folded(code), folded(area)) for code, area in series_left_out}
    actions = tuple(item for item in board.actions if item.print != "No")
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
        actions=actions,
        updates=tuple(item for item in board.updates if item.action not in unprinted),
    )


def _rows(board: Board) -> tuple[list[Row], set[int]]:
    """The rows that stand of our areas and of others on the list, with the counts of ours, and
    which are faulty, by `id`."""
    rows = []
    faulty = set()
    ours = set(board.our_areas)
    others = set(board.areas_of_kind(*_OTHERS)) - ours
    found = [row for row in _standing_rows(board) if row.area in ours | others]
    paces = _paces(row for row in found if row.area in ours)
    elsewhere = given_in_words(row for row in found if row.area in ours)
    for row in found:
        counts: dict[str, Value] = {}
        if row.datum and row.area in ours:
            known_paces = paces.get(row.indicator.code, (1,))
            is_own = row.period.kind is row.indicator.period_kind
            counts = counts_of(
                row.indicator,
                completed(row, row.datum, elsewhere),
                known_paces if is_own else (1,) * len(known_paces),
            )
        if row.datum and not are_sound(counts.values()):
            faulty.add(id(row.datum))
            counts = {}
        rows.append(replace(row, counts=counts))
    return rows, faulty


def _paces(rows: Iterable[Row]) -> dict[str, tuple[int, ...]]:
    """What each indicator's rates may be times those of their counts, by its code."""
    indicators = {}
    data: dict[str, list[Datum]] = defaultdict(list)
    for row in rows:
        if row.datum and row.period.kind is row.indicator.period_kind:
            indicators[row.indicator.code] = row.indicator
            data[row.indicator.code].append(row.datum)
    return {code: paces_of(item, data[code]) for code, item in indicators.items()}


def _standing_rows(board: Board) -> Iterator[Row]:
    indicators = {indicator.code: indicator for indicator in board.indicators}
    found = all_choices(board)
    for (code, area), by_period in (*found.periods.items(), *found.years.items()):
        for period, choice in by_period.items():
            if choice.stands:
                yield Row(indicators[code], area, period, {}, choice.stands)


def _reported(board: Board) -> Mapping[tuple[str, str, str], str]:
    """Numbers that closed periods reported, by indicator, area and period; the latest of each."""
    numbers = {item.code for item in board.indicators if item.unit in ("", NUMBER)}
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


def _shown(
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
        # What else stands beside a number is no count that was looked at.
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
