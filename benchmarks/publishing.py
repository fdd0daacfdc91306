"""What is hidden of a pack before it is published, as the pack grows."""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from benchmarks.measure import Benchmark, Contender, Entry, growth_aim, in_a_process
from toolkit.board.board import Board
from toolkit.board.lists import Area
from toolkit.board.scorecard import Datum, Indicator
from toolkit.board.settings import Settings
from toolkit.values import choices
from toolkit.values.findings import Source
from toolkit.values.missing import Missing
from toolkit.values.text import listed

SIZES = (25, 50, 100)
"""Indicators, each for one area with its five parts and for eight quarters; years beside them."""
ALIKE = 25
"""After so many indicators the same figures come again; the last is the whole of three before."""
PARTS, QUARTERS = 5, 8
WHOLE, FIRST_PART = 24, 21
UNITS = ("%", "Number", "Per 10,000")
_SOURCE = Source("board.xlsx", "Data", 4)


def publishing(folder: Path, sizes: Sequence[int] = SIZES) -> Benchmark:
    """Small counts hidden, and all that would give them away; many counts are small."""
    contenders = []
    for indicators in sizes:
        path = folder / f"pack_{indicators}.txt"
        path.write_text(str(indicators))
        rows = len(pack(indicators).data)
        contenders.append(
            Contender(f"{rows:,} rows", in_a_process("publish_pack", path, rows), indicators)
        )
    return Benchmark(
        "publishing",
        f"Publish packs of {listed([str(size) for size in sizes])} indicators of 6 areas, "
        "8 quarters and their years",
        tuple(contenders),
        (growth_aim(1.1),),
        rounds=3,
    )


def pack(indicators: int) -> Board:
    """Shares, numbers and rates in turn, a third of them running totals; totals add up."""
    areas = ("Ourshire", *(f"Part {number}" for number in range(1, PARTS + 1)))
    kinds = (choices.OUR_AREA, *[choices.PART_OF_OURS] * PARTS)
    records = [_indicator(number) for number in range(indicators)]
    return Board(
        workbook="board.xlsx",
        settings=Settings(),
        areas=tuple(
            Area(name=name, kind=kind, source=_SOURCE)
            for name, kind in zip(areas, kinds, strict=True)
        ),
        indicators=tuple(records),
        data=tuple(_data(records, areas)),
    )


def _place(indicator: Indicator) -> int:
    """Its place among those alike, which decide its unit, its figures and what it is a part of."""
    return int(indicator.code[1:]) % ALIKE


def _indicator(number: int) -> Indicator:
    blank = Missing.BLANK
    place = number % ALIKE
    in_whole = FIRST_PART <= place <= WHOLE
    return Indicator(
        id=f"I-{number:04}", code=f"X{number:04}", title=f"Number {number}", theme="",
        definition="", numerator="", denominator="",
        unit="Number" if in_whole else UNITS[place % 3],
        good_is="Lower", frequency="Quarter", target=Decimal(20), target_to=blank, floor=blank,
        tolerance=Decimal(2), tolerance_in="Points", decimals=Decimal(1),
        adds_up=choices.EACH_ALONE if in_whole else choices.GATHERINGS[place // 3 % 3],
        part_of=f"X{number - place + WHOLE:04}" if FIRST_PART <= place < WHOLE else "",
        baseline=blank, owner="", priority="", version="1", print="", source=_SOURCE,
    )  # fmt: skip


_Counts = dict[tuple[str, int], tuple[int, int]]
"""Those counted and all, by area and quarter."""


def _data(records: list[Indicator], areas: tuple[str, ...]) -> Iterator[Datum]:
    of_parts: _Counts = {}
    for record in records:
        if _place(record) == FIRST_PART:
            of_parts = {}
        counts = of_parts if _place(record) == WHOLE else _counts(record, areas)
        if FIRST_PART <= _place(record) < WHOLE:
            for key, (counted, everyone) in counts.items():
                before = of_parts.get(key, (0, 0))
                of_parts[key] = before[0] + counted, before[1] + everyone
        for (area, quarter), pair in counts.items():
            year = 2024 + quarter // 4
            name = f"{year}/{(year + 1) % 100:02}"
            yield _datum(record, area, f"{name} Q{quarter % 4 + 1}", *pair)
            if quarter % 4 == 3:
                own = [counts[area, quarter - back] for back in range(4)]
                if record.adds_up == choices.EACH_ALONE:
                    pair = sum(each[0] for each in own), sum(each[1] for each in own)
                yield _datum(record, area, name, *pair)


def _counts(indicator: Indicator, areas: tuple[str, ...]) -> _Counts:
    """The same figures again after so many indicators, so that only the number of them grows."""
    chance = random.Random(_place(indicator))
    counts: _Counts = {}
    running = [(0, 0)] * PARTS
    for quarter in range(QUARTERS):
        found = []
        for before in running:
            everyone = chance.choice((6, 12, 25, 50, 100)) + chance.randint(0, 5)
            counted = sum(chance.random() < 0.3 for _ in range(everyone))
            runs = indicator.adds_up == choices.RUNNING_TOTAL and quarter % 4
            found.append(
                (counted + before[0], everyone + before[1]) if runs else (counted, everyone)
            )
        running = found
        sums = (sum(pair[0] for pair in found), sum(pair[1] for pair in found))
        for area, pair in zip(areas, (sums, *found), strict=True):
            counts[area, quarter] = pair
    return counts


def _datum(indicator: Indicator, area: str, period: str, counted: int, everyone: int) -> Datum:
    value, numerator, denominator = Decimal(counted), Decimal(counted), Decimal(50_000)
    if indicator.unit == "%":
        denominator = Decimal(everyone)
    is_number = indicator.unit == "Number"
    if not is_number:
        base = 100 if indicator.unit == "%" else 10_000
        value = round(numerator * base / denominator, 1)
    return Datum(
        indicator=indicator.code, area=area, period=period, value=value,
        numerator=Missing.BLANK if is_number else numerator,
        denominator=Missing.BLANK if is_number else denominator,
        status=choices.FINAL, version="1", source_text="", source_cell="", source_hash="",
        received=Missing.BLANK, supersedes="", note="", source=_SOURCE,
    )  # fmt: skip


BENCHMARKS = (Entry(publishing, tiny=partial(publishing, sizes=(5, ALIKE))),)
