"""The scorecard's checks: values, their status and their periods."""

import re
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import board, check, datum, indicator
from toolkit.findings import Finding
from toolkit.layout.choices import PERIOD_KINDS

GIVEN = ("Final", "Provisional")
WITHHELD = ("Not supplied", "Not due", "Suppressed", "Not applicable")

READABLE = {
    "Month": "June 2026",
    "Quarter": "2026/27 Q1",
    "Financial year": "2025/26",
    "Academic year": "2025/26",
    "Calendar year": "2025",
    "Pooled years": "2023-25",
    "Rolling 12 months": "12 months to June 2026",
    "Snapshot": "31 March 2026",
}


def found(*data: Any, **fields: Any) -> tuple[Finding, ...]:
    return check(board(Indicators=[indicator(**fields)], Data=data)).findings


@pytest.mark.parametrize("status", GIVEN)
def test_a_status_that_promises_a_value_needs_one(status: str) -> None:
    (finding,) = found(datum(status=status, value=None))
    assert finding.rule.code == "DATA-001"
    assert finding.location.cell == "D4"
    assert finding.message == f"The value is said to be {status}, but there is none."
    assert not found(datum(status=status))


@pytest.mark.parametrize("status", WITHHELD)
def test_a_status_that_says_why_there_is_none_stands_alone(status: str) -> None:
    (finding,) = found(datum(status=status))
    assert finding.rule.code == "DATA-002"
    assert not found(datum(status=status, value=None))


def test_nought_is_a_value() -> None:
    assert not found(datum(value=0))


def test_a_value_that_cannot_be_read_is_not_called_missing_as_well() -> None:
    (finding,) = found(datum(value="about 40"))
    assert finding.rule.code == "CELL-006"


def test_a_missing_status_is_one_finding() -> None:
    (finding,) = found(datum(status=""))
    assert finding.rule.code == "CELL-003"


@pytest.mark.parametrize("kind", PERIOD_KINDS)
def test_each_kind_of_period_can_be_read(kind: str) -> None:
    assert not found(datum(period=READABLE[kind]), frequency=kind)


@pytest.mark.parametrize("kind", PERIOD_KINDS)
def test_a_period_that_cannot_be_read_is_told_how_to_be_written(kind: str) -> None:
    (finding,) = found(datum(period="spring term"), frequency=kind)
    assert finding.rule.code == "CELL-007"
    assert finding.location.cell == "C4"
    assert finding.how_to_fix.startswith("Write ")
    assert " as in " in finding.how_to_fix
    assert not re.search(r"\ba [aeio]", finding.how_to_fix)


def test_a_year_is_no_quarter() -> None:
    assert [f.rule.code for f in found(datum(period="2026/27"))] == ["CELL-007"]


def test_an_empty_period_is_one_finding() -> None:
    assert [f.rule.code for f in found(datum(period=""))] == ["CELL-003"]


def test_data_of_no_known_indicator_are_one_finding() -> None:
    (finding,) = found(datum(indicator="CP66", period="spring term"))
    assert finding.rule.code == "CELL-004"
    assert 'the nearest is "CP06"' in finding.message


def test_data_of_no_known_area_are_one_finding() -> None:
    (finding,) = found(datum(area="Ourshires"))
    assert finding.rule.code == "CELL-004"


def test_data_are_matched_whatever_the_case_of_their_code() -> None:
    checked = check(board(Indicators=[indicator()], Data=[datum(indicator="cp06")]))
    assert not checked.findings
    assert checked.results.indicators[0].latest.value == Decimal(21)
