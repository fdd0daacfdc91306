"""What is hidden of a pack before it is published, as the pack grows."""

import random
from decimal import Decimal
from pathlib import Path

from benchmarks.measure import Benchmark, Contender, growth_aim, in_a_process
from toolkit.board import Area, Board, Settings
from toolkit.findings import Source
from toolkit.layout import choices
from toolkit.scorecard import Datum, Indicator
from toolkit.values import Missing

SIZES = (25, 50, 100)
"""Indicators, each for one area with its five parts and for eight quarters."""
PARTS, QUARTERS = 5, 8
UNITS = ("%", "Number", "Per 10,000")
_SOURCE = Source("board.xlsx", "Data", 4)


def publishing(folder: Path) -> Benchmark:
    """Small counts hidden, and all that would give them away; many counts are small."""
    contenders = []
    for indicators in SIZES:
        path = folder / f"pack_{indicators}.txt"
        path.write_text(str(indicators))
        rows = indicators * (PARTS + 1) * QUARTERS
        contenders.append(
            Contender(f"{rows:,} rows", in_a_process("publish_pack", path, rows), indicators)
        )
    return Benchmark(
        "publishing",
        "Publish packs of 25, 50 and 100 indicators of 6 areas and 8 quarters",
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
        data=tuple(datum for record in records for datum in _data(record, areas, _chance(record))),
    )


def _chance(indicator: Indicator) -> random.Random:
    """The same figures again after so many indicators, so that only the number of them grows."""
    return random.Random(int(indicator.code[1:]) % SIZES[0])


def _indicator(number: int) -> Indicator:
    blank = Missing.BLANK
    return Indicator(
        id=f"I-{number:04}", code=f"X{number:04}", title=f"Number {number}", theme="",
        definition="", numerator="", denominator="", unit=UNITS[number % SIZES[0] % 3],
        good_is="Lower", frequency="Quarter", target=Decimal(20), target_to=blank, floor=blank,
        tolerance=Decimal(2), tolerance_in="Points", decimals=Decimal(1),
        adds_up=choices.GATHERINGS[number % SIZES[0] // 3 % 3], baseline=blank, owner="",
        priority="", version="1", print="", source=_SOURCE,
    )  # fmt: skip


def _data(indicator: Indicator, areas: tuple[str, ...], chance: random.Random) -> list[Datum]:
    rows = []
    running = [(0, 0)] * PARTS
    for quarter in range(QUARTERS):
        year = 2024 + quarter // 4
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
        for area, (counted, everyone) in zip(areas, (sums, *found), strict=True):
            period = f"{year}/{(year + 1) % 100:02} Q{quarter % 4 + 1}"
            rows.append(_datum(indicator, area, period, counted, everyone))
    return rows


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


BENCHMARKS = (publishing,)
