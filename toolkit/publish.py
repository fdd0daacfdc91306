"""A board's figures as they may be published: small counts hidden, so that none can be worked out.

Everything that one release shows goes into one call of `toolkit.measures.disclosure.protect`.
What is left is a board again: verdicts, charts and sentences worked out from it follow from
figures that are shown, and give none away. docs/methods.md, "Small numbers".
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from toolkit.board import Board, Settings
from toolkit.layout import choices
from toolkit.measures.disclosure import Relation, Release, SmallNumbers, protect
from toolkit.measures.rates import rate, round_half_up
from toolkit.measures.units import NUMBER, PERCENT, RATE_BASES, base_of
from toolkit.periods import Period
from toolkit.results import choices_of
from toolkit.scorecard import Datum, Indicator, value_of
from toolkit.values import Missing, Value, known
from toolkit.verdicts import financial_year

SYMBOL = "c"
"""What stands in the place of a hidden figure, as in official statistics."""

COUNTED = "numerator"
ALL = "denominator"
OTHERS = "the others"
ADDED = "added"


@dataclass(frozen=True)
class Published:
    """A board without the figures that are not to be published.

    `hidden` is how many rows of data lost theirs. `exposed` names figures that are hidden here
    and yet can be known from what was published before: a person has to look at them.
    """

    board: Board
    hidden: int
    exposed: tuple[str, ...]
    note: str


def small_numbers(settings: Settings) -> SmallNumbers:
    """The board's rule: counts of 1 to 4 are hidden, and nothing rounded, unless it says more."""
    return SmallNumbers(
        choices.HIDDEN_UP_TO.get(settings.small_numbers, 4),
        choices.ROUNDED_TO.get(settings.rounding, 1),
    )


def publish(board: Board) -> Published:
    """The board with its small counts hidden, and all that would give them away.

    Figures of our areas only are looked at: others' are public. Of several rows for a period
    only the one that stands is kept. Notes, and where a figure stands in a file, are left out.
    """
    setting = small_numbers(board.settings)
    board = replace(
        board, indicators=tuple(item for item in board.indicators if item.print != "No")
    )
    rows = list(_standing_rows(board))
    cells: dict[str, Value] = {}
    cells_of: dict[int, tuple[str, ...]] = {}
    relations: list[Relation] = []
    faulty = set()
    for row in rows:
        if row.area not in board.our_areas:
            continue
        counts = _counts(row)
        if not _is_sound(row, counts):
            faulty.add(id(row.datum))
            continue
        names = {part: row.name(part) for part in counts}
        cells |= {names[part]: count for part, count in counts.items()}
        cells_of[id(row.datum)] = tuple(names.values())
        if OTHERS in counts:
            relations.append(Relation(names[ALL], (names[COUNTED], names[OTHERS])))
    relations += _areas_together(board, rows, cells)
    added, sums = _added(rows, cells)
    cells |= added
    relations += sums
    release = protect(cells, relations, setting, _public(board, cells))
    data = []
    hidden = 0
    for row in rows:
        needed = cells_of.get(id(row.datum), ())
        is_hidden = id(row.datum) in faulty or release.hides(needed)
        hidden += is_hidden and isinstance(value_of(row.datum), Decimal)
        data.append(_shown(row, release, setting, is_hidden))
    return Published(
        replace(board, data=tuple(data)),
        hidden,
        tuple(sorted(", ".join(name.split("\n")[:3]) for name in release.exposed)),
        note(setting),
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


@dataclass(frozen=True)
class _Row:
    """A row that stands, with its indicator and period."""

    indicator: Indicator
    area: str
    period: Period
    datum: Datum

    def name(self, part: str) -> str:
        """The name of one of its counts among all counts of the release."""
        return _name(self.indicator.code, self.area, str(self.period), part)


def _name(code: str, area: str, period: str, part: str) -> str:
    return f"{code}\n{area}\n{period}\n{part}"


def _standing_rows(board: Board) -> Iterator[_Row]:
    indicators = {indicator.code: indicator for indicator in board.indicators}
    for (code, area), by_period in choices_of(board).items():
        for period, choice in by_period.items():
            if choice.stands:
                yield _Row(indicators[code], area, period, choice.stands)


def _counts(row: _Row) -> dict[str, Value]:
    """The counts of people that a row gives, or gives away, by their part in it."""
    datum, unit = row.datum, row.indicator.unit
    value = value_of(datum)
    if unit == NUMBER:
        return {COUNTED: value}
    numerator, denominator = datum.numerator, datum.denominator
    if isinstance(value, Missing):
        numerator = denominator = value
    if unit in RATE_BASES:
        # A population is public, and so large that it hides nobody.
        return {} if numerator is Missing.BLANK else {COUNTED: numerator}
    if unit != PERCENT:
        return {} if denominator is Missing.BLANK else {ALL: denominator}
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        others = denominator - numerator
        return {COUNTED: numerator, ALL: denominator, OTHERS: others}
    given = {COUNTED: numerator, ALL: denominator}
    return {part: count for part, count in given.items() if count is not Missing.BLANK}


def _is_sound(row: _Row, counts: Mapping[str, Value]) -> bool:
    """Whether its counts are whole and not below nought; others are not published."""
    given = [count for count in counts.values() if isinstance(count, Decimal)]
    return all(count >= 0 and count == count.to_integral_value() for count in given)


def _areas_together(
    board: Board, rows: list[_Row], cells: Mapping[str, Value]
) -> Iterator[Relation]:
    """Our area as the total of its parts, wherever the parts do add up to it."""
    totals = board.areas_of_kind(choices.OUR_AREA)
    parts = board.areas_of_kind(choices.PART_OF_OURS)
    if len(totals) != 1 or not parts:
        return
    periods: dict[str, dict[Period, None]] = defaultdict(dict)
    for row in rows:
        periods[row.indicator.code][row.period] = None
    for code, by_period in periods.items():
        for period in by_period:
            for part in (COUNTED, ALL, OTHERS):
                total = _name(code, totals[0], str(period), part)
                under = tuple(_name(code, area, str(period), part) for area in parts)
                if total in cells and all(name in cells for name in under):
                    known_parts = [cells[name] for name in under]
                    if _may_add_up(cells[total], known_parts):
                        yield Relation(total, under)


def _added(rows: list[_Row], cells: Mapping[str, Value]) -> tuple[dict[str, Value], list[Relation]]:
    """What each period added to a running total: nobody prints it, and anybody can work it out."""
    added: dict[str, Value] = {}
    sums = []
    for before, row in pairwise(rows):
        indicator, period = row.indicator, row.period
        if indicator.adds_up != choices.RUNNING_TOTAL or indicator.unit != NUMBER:
            continue
        if (before.indicator.code, before.area) != (indicator.code, row.area):
            continue
        so_far, total = before.name(COUNTED), row.name(COUNTED)
        if financial_year(before.period.end) != financial_year(period.end):
            continue
        first, last = cells.get(so_far), cells.get(total)
        if isinstance(first, Decimal) and isinstance(last, Decimal) and first <= last:
            added[row.name(ADDED)] = last - first
            sums.append(Relation(total, (so_far, row.name(ADDED))))
    return added, sums


def _may_add_up(total: Value, parts: list[Value]) -> bool:
    if isinstance(total, Missing):
        return True
    given = [part for part in parts if isinstance(part, Decimal)]
    if len(given) == len(parts):
        return sum(given) == total
    return sum(given) <= total


def _public(board: Board, cells: Mapping[str, Value]) -> frozenset[str]:
    """Counts that a closed period reported: they are known, whatever is hidden now."""
    reported = {
        (item.name, item.area, item.data_period): item.reported
        for item in board.history
        if item.kind == choices.VALUE
    }
    return frozenset(
        name
        for (code, area, period), value in reported.items()
        if (name := _name(code, area, period, COUNTED)) in cells
        and isinstance(cells[name], Decimal)
        and str(cells[name]) == value
    )


def _shown(row: _Row, release: Release, setting: SmallNumbers, is_hidden: bool) -> Datum:
    datum = replace(
        row.datum, source_cell="", source_hash="", supersedes="", note="", period=str(row.period)
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
    if setting.rounding == 1 or row.name(COUNTED) not in release.shown:
        return datum
    return _rounded(row, datum, release)


def _rounded(row: _Row, datum: Datum, release: Release) -> Datum:
    """The row with its counts rounded, and its value worked out from what is shown."""
    numerator = release.shown[row.name(COUNTED)]
    if row.indicator.unit == NUMBER:
        return replace(datum, value=numerator)
    denominator = release.shown.get(row.name(ALL), datum.denominator)
    base = base_of(row.indicator.unit)
    if base is None:
        return datum
    decimals = known(row.indicator.decimals)
    value = rate(numerator, denominator, base).value
    if isinstance(value, Decimal):
        value = round_half_up(value, int(decimals) if decimals is not None else 1)
    return replace(datum, value=value, numerator=numerator, denominator=denominator)
