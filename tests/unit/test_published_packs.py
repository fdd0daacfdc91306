"""Whole packs of figures published: no small count of theirs can be worked out from the rest.

What ties the counts is written down here again, from how each pack was made up.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.builders import AS_AT
from tests.solver import Domain, narrowed, nearly_known
from toolkit.board.board import Board
from toolkit.board.lists import Area
from toolkit.board.scorecard import Datum, Indicator, Remark
from toolkit.board.settings import Settings
from toolkit.jobs.board_as_data import published_as_data
from toolkit.publishing.publish import publish
from toolkit.publishing.puzzle import Relation
from toolkit.values.findings import Source
from toolkit.values.missing import Missing

ROOM = 10
"""How far above itself a reader looks for a hidden count; less makes it harder to pass."""
HIGHEST = 4
SOURCE = Source("board.xlsx", "Data", 4)
WHOLE, PARTS = "Ourshire", ("East", "West", "North")
QUARTERS = ("2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2025/26 Q4")
YEAR = "2025/26"
EACH, RUNNING = "Each period alone", "Running total of the year"


def indicator(code: str, unit: str, **fields: str) -> Indicator:
    blank = Missing.BLANK
    texts = {
        "numerator": "", "denominator": "", "adds_up": "", "part_of": "", "print": "", **fields
    }  # fmt: skip
    return Indicator(
        id=code, code=code, title=code, theme="", definition="", unit=unit, good_is="Lower",
        frequency="Quarter", target=Decimal(20), target_to=blank, floor=blank,
        tolerance=Decimal(2), tolerance_in="Points", decimals=Decimal(1), baseline=blank,
        owner="", priority="", version="1", source=SOURCE, **texts,
    )  # fmt: skip


def datum(code: str, area: str, period: str, counted: int, everyone: int = 0) -> Datum:
    share = round(Decimal(counted * 100) / everyone, 1) if everyone else Decimal(counted)
    return Datum(
        indicator=code, area=area, period=period, value=share,
        numerator=Decimal(counted) if everyone else Missing.BLANK,
        denominator=Decimal(everyone) if everyone else Missing.BLANK,
        status="Final", version="", source_text="", source_cell="", source_hash="",
        received=Missing.BLANK, supersedes="", note="", source=SOURCE,
    )  # fmt: skip


def left_out(code: str, area: str) -> Remark:
    return Remark(
        code=code, area=area, agency_comment="", commentary="", to_meeting="", publish="No",
        source=SOURCE,
    )  # fmt: skip


Key = tuple[str, str, str]
"""What is counted, the area, the period."""


@dataclass
class Pack:
    """A board, the counts behind it, what ties them, and the counts that each row prints."""

    areas: tuple[str, ...]
    indicators: list[Indicator] = field(default_factory=list)
    data: list[Datum] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    counts: dict[Key, int] = field(default_factory=dict)
    sums: list[tuple[Key, tuple[Key, ...]]] = field(default_factory=list)
    prints: dict[Key, tuple[Key, ...]] = field(default_factory=dict)

    @property
    def board(self) -> Board:
        kinds = ["Our area", *["Part of our area"] * (len(self.areas) - 1)]
        return Board(
            workbook="board.xlsx",
            settings=Settings(),
            areas=tuple(
                Area(name=name, kind=kind, source=SOURCE)
                for name, kind in zip(self.areas, kinds, strict=True)
            ),
            indicators=tuple(self.indicators),
            data=tuple(self.data),
            remarks=tuple(self.remarks),
        )

    def add(self, code: str, period: str, what: str, counts: list[int], of: str = "") -> None:
        """A row for each area, the first their total; `of` names what a share is out of."""
        if len(self.areas) > 1:
            counts = [sum(counts), *counts]
        for area, count in zip(self.areas, counts, strict=True):
            key = what, area, period
            self.counts[key] = count
            if of:
                everyone, others = (of, area, period), (f"{what}, not", area, period)
                self.counts[others] = self.counts[everyone] - count
                self.sums.append((everyone, (key, others)))
                self.prints[code, area, period] = key, everyone, others
                self.data.append(datum(code, area, period, count, self.counts[everyone]))
            else:
                self.prints[code, area, period] = (key,)
                self.data.append(datum(code, area, period, count))
        for each in {what, of} - {""}:
            whole, *parts = ((each, area, period) for area in self.areas)
            if parts:
                self.sums.append((whole, tuple(parts)))

    def seen(self, published: Board) -> dict[str, Domain]:
        """What a reader of the published board knows of each count."""
        shown = {
            (row.indicator, row.area, row.period)
            for row in published.data
            if isinstance(row.value, Decimal)
        }
        known = {key for row in shown for key in self.prints[row]}
        # Only of what is hidden here does a reader know that it is no zero, and of zeros
        # that they are shown.
        given = {key_of(row) for row in self.data if isinstance(row.value, Decimal)}
        ours = {key for row in given for key in self.prints[row]}

        def domain(key: Key, count: int) -> Domain:
            if key in known or (key in ours and not count):
                return count, count
            return int(key in ours), count + ROOM

        return {str(key): domain(key, count) for key, count in self.counts.items()}

    @property
    def relations(self) -> list[Relation]:
        return [
            Relation(str(total), tuple(map(str, parts)))
            for total, parts in dict.fromkeys(self.sums)
        ]


def some(random: Random, number: int) -> list[int]:
    return [random.choice((0, 1, 2, 3, 4, 6, 9, 14, 25)) for _ in range(number)]


KINDS = (
    "categories", "shares", "year", "shares over a year", "running", "twice", "elsewhere",
)  # fmt: skip


def made(seed: int) -> Pack:
    """Numbers by category with their total, shares of it, a year of quarters, running totals,
    one count in two places of rows; now and then with a gap or a count left blank."""
    random = Random(seed)
    kind = random.choice(KINDS)
    # What is counted by area, by period and by more besides takes the solver too long.
    parts = 0 if kind == "shares over a year" else random.choice((0, 2, 2, 3))
    parts = min(parts, 2) if kind in ("year", "elsewhere") else parts
    pack = Pack((WHOLE, *PARTS[:parts]))
    width = max(parts, 1)
    quarters = QUARTERS[: random.choice((1, 2))]
    if kind == "categories":
        _categories(pack, random, width, quarters[:1])
    elif kind == "shares":
        _shares(pack, random, width, quarters[:1])
    elif "year" in kind:
        _year(pack, random, width, "Number" if kind == "year" else "%")
    elif kind == "running":
        _running(pack, random, width)
    elif kind == "twice":
        _twice(pack, random, width, quarters)
    else:
        _elsewhere(pack, random, width)
    _leave_gaps(pack, random)
    for item in pack.indicators:
        for area in pack.areas:
            if random.random() < 0.15:
                pack.remarks.append(left_out(item.code, area))
    if random.random() < 0.2:
        place = random.randrange(len(pack.indicators))
        pack.indicators[place] = replace(pack.indicators[place], print="No")
    return pack


def _categories(pack: Pack, random: Random, width: int, quarters: tuple[str, ...]) -> None:
    names = ("A", "B", "C")[: random.choice((2, 3))]
    pack.indicators += [indicator(name, "Number", part_of="T", adds_up=EACH) for name in names]
    pack.indicators.append(indicator("T", "Number", adds_up=EACH))
    for period in quarters:
        columns = [some(random, width) for _ in names]
        for name, column in zip(names, columns, strict=True):
            pack.add(name, period, name, column)
        pack.add("T", period, "T", [sum(line) for line in zip(*columns, strict=True)])
        for area in pack.areas:
            parts = tuple((name, area, period) for name in names)
            pack.sums.append((("T", area, period), parts))


def _shares(pack: Pack, random: Random, width: int, quarters: tuple[str, ...]) -> None:
    names = ("A", "B", "C")[: random.choice((2, 3))]
    pack.indicators.append(indicator("T", "Number", numerator="Plans starting", adds_up=EACH))
    pack.indicators += [
        indicator(name, "%", part_of="Plans by kind", denominator="Plans  Starting", adds_up=EACH)
        for name in names
    ]
    for period in quarters:
        columns = [some(random, width) for _ in names]
        everyone = [sum(line) or 1 for line in zip(*columns, strict=True)]
        columns[0] = [
            all_ - sum(line)
            for all_, line in zip(everyone, zip(*columns[1:], strict=True), strict=True)
        ]
        pack.add("T", period, "T", everyone)
        for name, column in zip(names, columns, strict=True):
            pack.add(name, period, name, column, of="T")
        for area in pack.areas:
            parts = tuple((name, area, period) for name in names)
            pack.sums.append((("T", area, period), parts))


def _year(pack: Pack, random: Random, width: int, unit: str) -> None:
    pack.indicators.append(indicator("Q", unit, adds_up=random.choice((EACH, ""))))
    columns = [some(random, width) for _ in QUARTERS]
    alls = [
        [count + more for count, more in zip(c, some(random, width), strict=True)] for c in columns
    ]
    alls = [[count or 1 for count in line] for line in alls]
    spans = [*zip(QUARTERS, columns, alls, strict=True)]
    sums = [sum(line) for line in zip(*columns, strict=True)]
    spans.append((YEAR, sums, [sum(line) for line in zip(*alls, strict=True)]))
    for period, column, everyone in spans:
        if unit == "%":
            for area, count in zip(
                pack.areas, [sum(everyone), *everyone][-len(pack.areas) :], strict=True
            ):
                pack.counts["all", area, period] = count
            pack.add("Q", period, "Q", column, of="all")
        else:
            pack.add("Q", period, "Q", column)
    whats = ("Q", "all", "Q, not") if unit == "%" else ("Q",)
    for what in whats:
        for area in pack.areas:
            parts = tuple((what, area, period) for period in QUARTERS)
            pack.sums.append(((what, area, YEAR), parts))


def _running(pack: Pack, random: Random, width: int) -> None:
    pack.indicators.append(indicator("R", "Number", adds_up=RUNNING))
    so_far = [0] * width
    for number, period in enumerate(QUARTERS[: 3 if width == 1 else 2]):
        added = some(random, width)
        so_far = [before + more for before, more in zip(so_far, added, strict=True)]
        pack.add("R", period, "R", so_far)
        if number:
            before = QUARTERS[number - 1]
            for area in pack.areas:
                key = "added", area, period
                pack.counts[key] = pack.counts["R", area, period] - pack.counts["R", area, before]
                pack.sums.append((("R", area, period), (("R", area, before), key)))


def _twice(pack: Pack, random: Random, width: int, quarters: tuple[str, ...]) -> None:
    """The same count as a number, and as what a share is out of."""
    pack.indicators.append(indicator("N", "Number", numerator="Children seen"))
    pack.indicators.append(indicator("S", "%", denominator="children seen"))
    for period in quarters:
        everyone = [count or 5 for count in some(random, width)]
        pack.add("N", period, "N", everyone)
        pack.add("S", period, "S", [random.randint(0, count) for count in everyone], of="N")


def _elsewhere(pack: Pack, random: Random, width: int) -> None:
    """What a quarter's share is out of is a year's number, or that of the whole area."""
    adds_up = random.choice((EACH, ""))
    pack.indicators.append(indicator("S", "%", denominator="children  seen", adds_up=adds_up))
    pack.indicators.append(
        replace(indicator("N", "Number", numerator="Children seen"), frequency="Financial year")
    )
    if len(pack.areas) > 1:
        pack.indicators[1] = replace(pack.indicators[1], frequency="Quarter")
    periods = QUARTERS if len(pack.areas) == 1 else QUARTERS[:1]
    columns = [[count or 5 for count in some(random, width)] for _ in periods]
    for period, everyone in zip(periods, columns, strict=True):
        totals = [sum(everyone), *everyone] if width > 1 else everyone
        for area, count in zip(pack.areas, totals, strict=True):
            pack.counts["N", area, period] = count
        pack.add("S", period, "S", [random.randint(0, count) for count in everyone], of="N")
    if len(pack.areas) == 1:
        pack.add("N", YEAR, "N", [sum(line) for line in zip(*columns, strict=True)])
        parts = tuple(("N", WHOLE, period) for period in periods)
        pack.sums.append((("N", WHOLE, YEAR), parts))
        return
    pack.add("N", periods[0], "N", columns[0])
    pack.data = [row for row in pack.data if (row.indicator == "N") == (row.area == WHOLE)]


def _leave_gaps(pack: Pack, random: Random) -> None:
    """A row taken out or without its figure; counts left blank that follow from the value."""
    if random.random() < 0.3:
        place = random.randrange(len(pack.data))
        row = pack.data.pop(place)
        if random.random() < 0.5:
            blank = Missing.BLANK
            status = random.choice(("Suppressed", "Not supplied"))
            row = replace(row, value=blank, numerator=blank, denominator=blank, status=status)
            pack.data.insert(place, row)
    if random.random() < 0.5:
        for place, row in enumerate(pack.data):
            if isinstance(row.numerator, Decimal) and random.random() < 0.5:
                pack.data[place] = replace(row, numerator=Missing.BLANK)


def given_away(pack: Pack, published: Board) -> list[Key]:
    """Small counts of the pack that a reader can narrow to fewer than three values."""
    small = {str(key): key for key, count in pack.counts.items() if 1 <= count <= HIGHEST}
    known = nearly_known(pack.seen(published), pack.relations, small)
    return [small[cell] for cell in known]


@pytest.mark.parametrize("start", range(0, 500, 50))
def test_no_small_count_of_five_hundred_packs_can_be_worked_out(start: int) -> None:
    for seed in range(start, start + 50):
        pack = made(seed)
        found = publish(pack.board)
        assert not found.exposed, seed
        assert given_away(pack, found.board) == [], seed


def test_the_same_figures_hide_the_same_rows_in_every_release(
    golden: Callable[[str, str], None],
) -> None:
    """A row that is hidden in one release and shown in the next gives others away."""
    lines = []
    for seed in range(80):
        pack = made(seed)
        found = publish(pack.board)
        hidden = [
            " ".join(key_of(row)) for row in found.board.data if isinstance(row.value, Missing)
        ]
        lines.append(f"{seed}: hidden {', '.join(hidden)}; unsure {'; '.join(found.unsure)}")
    golden("publishing/hidden_rows.txt", "\n".join(lines))


def test_a_pack_left_as_it_is_would_give_counts_away() -> None:
    """What the solver holds against a release that hides only the small rows themselves."""
    pack = made(next(seed for seed in range(99) if len(made(seed).areas) > 2))
    hidden = tuple(
        replace(row, value=Missing.BLANK)
        if any(1 <= pack.counts[key] <= HIGHEST for key in pack.prints[key_of(row)])
        else row
        for row in pack.data
    )
    assert given_away(pack, replace(pack.board, data=hidden))


def key_of(row: Datum) -> Key:
    return row.indicator, row.area, row.period


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_nothing_published_depends_on_a_hidden_number(seed: int, other: int) -> None:
    """Hidden counts put at other values that fit all that is shown: not a byte is different."""
    pack = made(seed)
    first = publish(pack.board)
    moved = elsewhere(pack, first.board, Random(other))
    assume(moved is not None)
    second = publish(moved)
    # Which rows are hidden may itself depend on the counts, as with every such rule.
    assume([row.status for row in first.board.data] == [row.status for row in second.board.data])
    told = [json.dumps(published_as_data(each, AS_AT)) for each in (first, second)]
    assert told[0] == told[1]


def elsewhere(pack: Pack, published: Board, random: Random) -> Board | None:
    """The same board with other counts behind what is hidden; None where a try finds none."""
    domains = pack.seen(published)
    for key in random.sample(sorted(domains), len(domains)):
        found = narrowed(domains, pack.relations)
        if found is None:
            return None
        low, high = found[key]
        value = random.randint(low, min(high, low + 5))
        domains = found | {key: (value, value)}
    found = narrowed(domains, pack.relations)
    if found is None:
        return None
    counts = {key: found[str(key)][0] for key in pack.counts}
    if counts == pack.counts:
        return None
    data = []
    for row in pack.data:
        mine = [counts[key] for key in pack.prints[key_of(row)]]
        everyone = mine[1] if len(mine) > 1 else 0
        moved = datum(row.indicator, row.area, row.period, mine[0], everyone)
        if isinstance(row.value, Missing):
            moved = row
        elif isinstance(row.numerator, Missing):
            moved = replace(moved, numerator=row.numerator)
        data.append(moved)
    return replace(pack.board, data=tuple(data))
