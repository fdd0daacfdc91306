"""The indicator tables of a published report: what is wrong in them is found, the rest is not."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import seeds
from tests.builders import board, check, datum, indicator

pytestmark = pytest.mark.shared

AREAS = (
    {"name": "Ours", "kind": "Our area"},
    {"name": "North West", "kind": "Region"},
    {"name": "England", "kind": "England"},
)


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, Any]:
    printed = seeds.load(shared, "annual_report_lancashire_2015")["tables"]
    return {table["id"]: table for table in printed}


@pytest.fixture(scope="module")
def inputs(shared: Path) -> dict[str, Any]:
    """What the listed findings were worked out from, by their rule."""
    listed = seeds.load(shared, "findings_annual_report")["findings"]
    return {item["id"]: item for item in listed}


def years(count: int) -> list[str]:
    """The financial years up to 2015/16."""
    return [f"{first}/{first - 1999:02}" for first in range(2016 - count, 2016)]


def printed(cells: Sequence[str], **fields: Any) -> list[dict[str, Any]]:
    """A row of a table as data: a number as printed, else a status."""
    rows = []
    for period, cell in zip(years(len(cells)), cells, strict=True):
        is_figure = bool(re.match(r"\d", cell))
        value: Any = cell.rstrip("%").replace(",", "") if is_figure else None
        if is_figure and re.fullmatch(r"[\d.]+", value):
            value = Decimal(value)
        status = "Final" if is_figure else "Not supplied"
        rows.append(datum(area="Ours", period=period, value=value, status=status, **fields))
    return rows


def found(rows: Iterable[Any], unit: str = "%", **fields: Any) -> list[Any]:
    indicators = [
        indicator(unit=unit, frequency="Financial year", target=None, tolerance=None)
        | {"tolerance_in": "", **fields}
    ]
    return list(check(board(Indicators=indicators, Data=list(rows), Areas=AREAS)).findings)


def codes(rows: Iterable[Any], unit: str = "%", **fields: Any) -> list[str]:
    return [finding.rule.code for finding in found(rows, unit, **fields)]


def populations(inputs: Any) -> list[int]:
    """The children of each year that the report's other rates imply."""
    pairs = inputs["D003-005"]["inputs"]["pairs"]
    (cin_before, cin, *_, last) = [round(count * 10_000 / rate) for count, rate in pairs]
    return [cin_before, cin, last]


def test_rates_ten_times_too_large_are_found_in_every_year(tables: Any, inputs: Any) -> None:
    numbers, rates, _ = tables["T04"]["rows"]
    rows = [
        row | {"numerator": int(count), "denominator": children}
        for row, count, children in zip(
            printed(rates[1:]), numbers[1:], populations(inputs), strict=True
        )
    ]
    told = found(rows, "Per 10,000")
    assert [finding.rule.code for finding in told] == ["DATA-009"] * 3
    assert all("10 times too large" in finding.message for finding in told)


def test_the_same_rates_with_their_decimal_point_are_left_alone(tables: Any, inputs: Any) -> None:
    numbers, _, _ = tables["T04"]["rows"]
    rows = [
        row | {"numerator": int(count), "denominator": children, "value": None}
        for row, count, children in zip(
            printed(numbers[1:]), numbers[1:], populations(inputs), strict=True
        )
    ]
    for row in rows:
        row["value"] = round(Decimal(row["numerator"]) * 10_000 / row["denominator"], 1)
    assert codes(rows, "Per 10,000") == []


def test_the_one_value_with_a_stray_digit_is_found(tables: Any) -> None:
    categories = list(zip(*tables["T10"]["rows"], strict=True))[1:]
    told = [found(printed(list(column))) for column in categories]
    assert [[finding.rule.code for finding in each] for each in told] == [
        [],
        [],
        [],
        [],
        ["DATA-007"],
    ]
    assert "8.75" in told[-1][0].message


def test_figures_to_be_confirmed_are_read_as_provisional(tables: Any) -> None:
    row = tables["T02"]["rows"][0]
    assert codes(printed(row[1:4]), "Number") == ["DATA-013", "DATA-013"]


def test_a_comparator_restated_in_the_prose_is_left_to_people(tables: Any, inputs: Any) -> None:
    ours, _, england = tables["T06"]["rows"]
    prose = re.search(r"National \((\d+\.\d)%\)", inputs["D003-035"]["quote"])
    assert prose
    rows = [
        *printed(ours[1:]),
        *(
            {**row, "area": "England", "source_text": "Table"}
            for row in printed(england[1:])
            if row["value"] is not None
        ),
        datum(area="England", period="2014/15", value=Decimal(prose[1]), source_text="Prose"),
    ]
    # Until someone chooses, England's latest figure is of an earlier year than ours, too.
    assert codes(rows) == ["DATA-018", "DATA-019"]


@pytest.mark.parametrize(
    ("table", "row", "unit"),
    [
        ("T02", 1, "Number"),
        ("T02", 2, "Per 10,000"),
        ("T02", 3, "Number"),
        ("T02", 5, "Number"),
        ("T02", 6, "Number"),
        ("T05", 0, "%"),
        ("T06", 0, "%"),
        ("T06", 1, "%"),
        ("T06", 2, "%"),
        ("T08", 0, "Number"),
        ("T08", 1, "Per 10,000"),
        ("T08", 2, "Per 10,000"),
        ("T09", 0, "Per 10,000"),
        ("T09", 1, "Per 10,000"),
        ("T11", 0, "%"),
        ("T11", 1, "%"),
        ("T12", 0, "Per 10,000"),
        ("T12", 1, "Per 10,000"),
        ("T12", 2, "Per 10,000"),
    ],
)
def test_sound_rows_are_left_alone(tables: Any, table: str, row: int, unit: str) -> None:
    cells = tables[table]["rows"][row]
    figures = cells[1:4] if table == "T02" else cells[1:]
    assert codes(printed(figures), unit) == []


def test_rates_are_sound_with_the_counts_they_came_from(tables: Any, inputs: Any) -> None:
    numbers, rates, _ = tables["T08"]["rows"]
    rows = [
        row | {"numerator": int(count.replace(",", "")), "denominator": children}
        for row, count, children in zip(
            printed(rates[1:3]), numbers[1:3], populations(inputs)[:2], strict=True
        )
    ]
    assert codes(rows, "Per 10,000") == []
