"""Random packs of figures, published release by release, with all that an attacker can know."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from tests.attacker import Attacker, Sum, Window
from toolkit.board.board import Board
from toolkit.board.history import Reported
from toolkit.board.lists import Area
from toolkit.board.releases import ReleasedFigure
from toolkit.board.scorecard import Datum, Indicator
from toolkit.board.settings import Settings
from toolkit.publishing.earlier_releases import new_forms
from toolkit.publishing.publish import publish
from toolkit.publishing.published import Published
from toolkit.publishing.released_rows import rows_of
from toolkit.values.findings import Source
from toolkit.values.missing import Missing

SOURCE = Source("board.xlsx", "Data", 4)
YEAR = "2025/26"
QUARTERS = tuple(f"{YEAR} Q{number}" for number in (1, 2, 3, 4))
EACH, STANDS = "Each period alone", "As it stands"
KINDS = ("areas", "categories", "years", "shares", "stock", "average", "rounded")
NOT_TRIED = (
    "months, running totals, pooled and rolling years; three numbers without a declared whole; "
    "more than five releases; what a person accepted; texts; packs of more than 150 counts"
)
HIGHEST = 4

Key = tuple[str, str, str]
"""What is counted, the area, the period."""


@dataclass
class Pack:
    """What there is to count, how it makes each other up, and the rows that print it."""

    kind: str
    parents: dict[str, str]
    indicators: list[Indicator] = field(default_factory=list)
    counts: dict[Key, int] = field(default_factory=dict)
    sums: list[tuple[Key, tuple[tuple[Key, int], ...]]] = field(default_factory=list)
    prints: dict[Key, tuple[Key, ...]] = field(default_factory=dict)
    rounding: int = 1

    @property
    def areas(self) -> tuple[Area, ...]:
        return tuple(
            Area(
                name=name,
                kind="Part of our area" if parent else "Our area",
                parent=parent,
                source=SOURCE,
            )
            for name, parent in self.parents.items()
        )

    def lowest(self) -> list[str]:
        """Areas that no other lies in."""
        return [name for name in self.parents if name not in self.parents.values()]

    def add(self, what: str, period: str, counts: dict[str, int]) -> None:
        """Counts of the lowest areas, and of all that they make up."""
        for area in reversed(self.parents):
            below = [name for name, parent in self.parents.items() if parent == area]
            if below:
                counts[area] = sum(counts[name] for name in below)
                parts = tuple(((what, name, period), 1) for name in below)
                self.sums.append(((what, area, period), parts))
        for area in self.parents:
            self.counts[what, area, period] = counts[area]

    def datum(self, code: str, area: str, period: str) -> Datum:
        """The row that prints those counts."""
        counted, *everyone = (self.counts[key] for key in self.prints[code, area, period])
        value, numerator, denominator = Decimal(counted), Missing.BLANK, Missing.BLANK
        figures: dict[str, Any] = {"numerator": numerator, "denominator": denominator}
        if everyone:
            unit = next(item.unit for item in self.indicators if item.code == code)
            times = 100 if unit == "%" else 1
            value = round(Decimal(counted * times) / (everyone[0] or 1), 1)
            figures = {"numerator": Decimal(counted), "denominator": Decimal(everyone[0])}
        return Datum(
            indicator=code, area=area, period=period, value=value, status="Final", version="",
            source_text="", source_cell="", source_hash="", received=Missing.BLANK, supersedes="",
            note="", source=SOURCE, **figures,
        )  # fmt: skip


def indicator(code: str, unit: str = "Number", **fields: str) -> Indicator:
    blank = Missing.BLANK
    texts: dict[str, Any] = {
        "numerator": "", "denominator": "", "adds_up": EACH, "part_of": "", "title": code, **fields
    }  # fmt: skip
    return Indicator(
        id=code, code=code, theme="", definition="", unit=unit, good_is="Lower",
        frequency="Quarter", target=blank, target_to=blank, floor=blank, tolerance=blank,
        tolerance_in="", decimals=Decimal(1), baseline=blank, owner="", priority="", version="1",
        print="", source=SOURCE, **texts,
    )  # fmt: skip


def made(seed: int) -> Pack:
    """A pack of one of the kinds, with nested areas in some."""
    random = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    parents = {"County": "", "East": "County", "West": "County"}
    if kind == "areas" or random.random() < 0.2:
        parents |= {"East A": "East", "East B": "East"}
    if random.random() < 0.5:
        parents["North"] = "County"
    if kind in ("stock", "average") and random.random() < 0.5:
        parents = {"County": ""}
    pack = Pack(kind, parents, rounding=random.choice((5, 10)) if kind == "rounded" else 1)
    {
        "areas": _years, "categories": _categories, "years": _years, "shares": _shares,
        "stock": _stock, "average": _average, "rounded": _years,
    }[kind](pack, random)  # fmt: skip
    return pack


def _some(random: Random) -> int:
    return random.choice((0, 1, 2, 3, 4, 6, 9, 14, 25))


def _counts(pack: Pack, random: Random) -> dict[str, int]:
    return {area: _some(random) for area in pack.lowest()}


def _print(pack: Pack, code: str, *whats: str) -> None:
    for what, area, period in [*pack.counts]:
        if what == whats[0]:
            pack.prints[code, area, period] = tuple((each, area, period) for each in whats)


def _year(pack: Pack, what: str, periods: tuple[str, ...]) -> None:
    for area in pack.parents:
        parts = tuple(((what, area, period), 1) for period in periods)
        pack.counts[what, area, YEAR] = sum(pack.counts[key] for key, _ in parts)
        pack.sums.append(((what, area, YEAR), parts))
    for area in pack.parents:
        below = tuple(((what, name, YEAR), 1) for name, up in pack.parents.items() if up == area)
        if below:
            pack.sums.append(((what, area, YEAR), below))


def _years(pack: Pack, random: Random) -> None:
    pack.indicators.append(indicator("N"))
    for period in QUARTERS:
        pack.add("N", period, _counts(pack, random))
    _year(pack, "N", QUARTERS)
    _print(pack, "N", "N")


def _categories(pack: Pack, random: Random) -> None:
    names = ("A", "B", "C")[: random.choice((2, 3))]
    pack.indicators += [indicator("T"), *(indicator(name, part_of="T") for name in names)]
    for period in QUARTERS[: random.choice((1, 2))]:
        for name in names:
            pack.add(name, period, _counts(pack, random))
        own = {
            area: sum(pack.counts[name, area, period] for name in names) for area in pack.lowest()
        }
        pack.add("T", period, own)
        for area in pack.parents:
            parts = tuple(((name, area, period), 1) for name in names)
            pack.sums.append((("T", area, period), parts))
    for name in ("T", *names):
        _print(pack, name, name)


def _shares(pack: Pack, random: Random) -> None:
    pack.indicators.append(indicator("N", numerator="Children seen"))
    pack.indicators.append(indicator("S", "%", denominator="Children seen"))
    for period in QUARTERS[: random.choice((1, 2))]:
        seen, others = _counts(pack, random), _counts(pack, random)
        everyone = {area: (seen[area] + others[area]) or 5 for area in seen}
        others = {area: everyone[area] - seen[area] for area in seen}
        for what, own in (("seen", seen), ("others", others), ("all", everyone)):
            pack.add(what, period, own)
        for area in pack.parents:
            parts = ((("seen", area, period), 1), (("others", area, period), 1))
            pack.sums.append((("all", area, period), parts))
    _print(pack, "N", "all")
    _print(pack, "S", "seen", "all")


def _stock(pack: Pack, random: Random) -> None:
    pack.indicators += [
        indicator("O", adds_up=STANDS, title="Plans open at the end of the quarter"),
        indicator("I", title="Plans started"),
        indicator("E", title="Plans ended"),
    ]
    is_open = {area: random.choice((9, 14, 25)) for area in pack.lowest()}
    pack.add("O", QUARTERS[0], dict(is_open))
    for before, period in pairwise(QUARTERS[:3]):
        started = _counts(pack, random)
        ended = {area: min(_some(random), is_open[area]) for area in is_open}
        is_open = {area: is_open[area] + started[area] - ended[area] for area in is_open}
        for what, own in (("I", started), ("E", ended), ("O", dict(is_open))):
            pack.add(what, period, dict(own))
        for area in pack.parents:
            parts = ((("O", area, before), 1), (("I", area, period), 1), (("E", area, period), -1))
            pack.sums.append((("O", area, period), parts))
    for what in ("O", "I", "E"):
        _print(pack, what, what)


def _average(pack: Pack, random: Random) -> None:
    pack.indicators += [
        indicator("M", title="Missing episodes"),
        indicator("V", "Average", numerator="Missing episodes"),
    ]
    for period in QUARTERS[:2]:
        pack.add("M", period, _counts(pack, random))
        pack.add("of", period, {area: random.choice((6, 12, 20)) for area in pack.lowest()})
    _print(pack, "M", "M")
    _print(pack, "V", "M", "of")


# Releases


@dataclass
class Attacked:
    """What came of a pack: whether it was held back, and the hidden counts that were narrowed."""

    refused: bool
    narrowed: list[str]
    hidden: int
    small: int


def attacked(seed: int) -> Attacked:
    """Publish a pack in one to four releases, and attack all of them together."""
    random = Random(seed + 10**6)
    pack = made(seed)
    rows = [key for key in pack.prints if random.random() > 0.12]
    periods = sorted({period for _, _, period in rows}, key=lambda each: (each == YEAR, each))
    steps = len(periods) if random.random() < 0.5 else 1
    releases: list[ReleasedFigure] = []
    windows: dict[str, Window] = {}
    sums: list[Sum] = []
    firm: dict[str, None] = {}
    small = hidden = 0
    for step in range(steps):
        given = set(periods if steps == 1 else periods[: step + 1])
        if step and random.random() < 0.3:
            _revise(pack, random, given)
        board = _board(pack, [key for key in rows if key[2] in given], releases, random)
        found = publish(board)
        if found.concerns:
            return Attacked(True, [], 0, 0)
        seen, kept = _seen(pack, board, found)
        for name, window in seen.items():
            low, high = windows.get(name, (0, float("inf")))
            windows[name] = max(low, window[0]), min(high, window[1])
        firm |= dict.fromkeys(kept)
        sums += [
            (_name(pack, total), tuple((_name(pack, part), times) for part, times in parts))
            for total, parts in pack.sums
        ]
        hidden = sum(isinstance(row.value, Missing) for row in found.board.data)
        small = sum(
            any(1 <= pack.counts[key] <= HIGHEST for key in pack.prints[key_of(row)])
            for row in board.data
        )
        releases += _released(board, found, f"Release {step}")
    for name in firm:
        windows.setdefault(name, (0, float("inf")))
    for total, parts in sums:
        for name in (total, *(part for part, _ in parts)):
            windows.setdefault(name, (0, float("inf")))
    narrowed = Attacker(windows, sums).narrowed(list(firm))
    return Attacked(False, narrowed, hidden, small)


def key_of(row: Datum) -> Key:
    return row.indicator, row.area, row.period


def _revise(pack: Pack, random: Random, given: set[str]) -> None:
    """One count of a lowest area corrected, with all that it is a part of."""
    if pack.kind not in ("areas", "years"):
        return
    area = random.choice(pack.lowest())
    period = random.choice([each for each in QUARTERS if each in given])
    more = random.choice((1, 2, 5))
    while area:
        pack.counts["N", area, period] += more
        pack.counts["N", area, YEAR] += more
        area = pack.parents[area]


def _board(pack: Pack, rows: list[Key], releases: list[ReleasedFigure], random: Random) -> Board:
    closed = random.random() < 0.3
    data = tuple(pack.datum(*key) for key in rows)
    return Board(
        workbook="board.xlsx",
        settings=Settings(rounding=f"Nearest {pack.rounding}" if pack.rounding > 1 else ""),
        areas=pack.areas,
        indicators=tuple(pack.indicators),
        data=data,
        releases=tuple(releases),
        history=tuple(map(_closed, data)) if closed else (),
    )


def _closed(row: Datum) -> Reported:
    return Reported(
        period="Q", closed_on=Missing.BLANK, kind="Value", record=row.indicator,
        name=row.indicator, area=row.area, data_period=row.period, reported=str(row.value),
        documents=(), reason="", chain="", source=SOURCE,
    )  # fmt: skip


def _released(board: Board, found: Published, name: str) -> Iterator[ReleasedFigure]:
    for (code, area, period), form in new_forms(board, rows_of(board)[0], found.board).items():
        yield ReleasedFigure(
            release=name, released_on=Missing.BLANK, indicator=code, area=area, period=period,
            source=SOURCE, **form._asdict(),
        )  # fmt: skip


def _name(pack: Pack, key: Key) -> str:
    """A count, as often as it was another: a revised one is one more unknown."""
    return f"{'/'.join(key)}={pack.counts[key]}"


def _seen(pack: Pack, board: Board, found: Published) -> tuple[dict[str, Window], list[str]]:
    """What a reader of one release knows of counts, and those that it keeps hidden."""
    seen: dict[str, Window] = {}
    kept = []
    shown = {key_of(row): row for row in found.board.data if isinstance(row.value, Decimal)}
    for row in board.data:
        for key in pack.prints[key_of(row)]:
            count = pack.counts[key]
            if key_of(row) in shown:
                window = _rounded(pack, count)
            elif len(pack.prints[key_of(row)]) == 1:
                window = (1, float("inf"))
            else:
                continue
            low, high = seen.get(_name(pack, key), (0, float("inf")))
            seen[_name(pack, key)] = max(low, window[0]), min(high, window[1])
    known = {key for row in shown.values() for key in pack.prints[key_of(row)]}
    for row in board.data:
        if key_of(row) not in shown:
            kept += [
                _name(pack, key)
                for key in pack.prints[key_of(row)]
                if key not in known and pack.counts[key] >= 1
            ][:1]
    small = [
        _name(pack, key)
        for key, count in pack.counts.items()
        if 1 <= count <= HIGHEST and any(key in pack.prints[key_of(row)] for row in board.data)
    ]
    return seen, [*kept, *small]


def _rounded(pack: Pack, count: int) -> Window:
    if pack.rounding == 1 or not count:
        return count, count
    middle = (count + pack.rounding // 2) // pack.rounding * pack.rounding
    half = pack.rounding // 2
    return max(middle - half, HIGHEST + 1), middle + pack.rounding - 1 - half
