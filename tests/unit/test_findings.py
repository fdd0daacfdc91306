"""Findings: where they point, how they read, in which order they stand."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks.plan.actions import NO_LEAD
from toolkit.values.findings import (
    CellPlace,
    Finding,
    Rule,
    Severity,
    Source,
    count_by_severity,
    worst_first,
)

SEVERITIES = st.sampled_from(Severity)
RULES = st.builds(Rule, st.text("AB", min_size=1), SEVERITIES, st.just("M."), st.just("F."))
PLACES = st.builds(CellPlace, st.just("b.xlsx"), st.just("Plan"), st.integers(1, 9), st.just("C"))
FINDINGS = st.lists(st.builds(Finding, RULES, PLACES, st.just({})))


def test_a_finding_reads_as_where_what_and_how_to_fix_it() -> None:
    finding = NO_LEAD.at(CellPlace("board.xlsx", "Plan", 5, "C"), action="1.2")
    assert str(finding) == (
        "[board.xlsx]Plan!C5 PLAN-003 Action 1.2 has no lead. Type the lead's post in this cell."
    )


def test_a_place_may_be_a_whole_sheet() -> None:
    assert str(CellPlace("board.xlsx", "Data")) == "[board.xlsx]Data"


def test_a_field_is_found_in_its_column() -> None:
    source = Source("board.xlsx", "Plan", 7, {"id": "A", "lead": "AB"})
    assert source.cell("lead").cell == "AB7"
    assert source.has("lead")


def test_a_field_without_a_column_points_to_its_rows_first_cell() -> None:
    source = Source("board.xlsx", "Plan", 7, {"id": "B", "ref": "C"})
    assert source.cell("lead").cell == "B7"
    assert not source.has("lead")
    assert Source("board.xlsx", "Plan", 7).cell("lead").cell == "A7"


def test_braces_in_a_detail_stay_as_they_are() -> None:
    finding = NO_LEAD.at(CellPlace("board.xlsx", "Plan", 5, "C"), action="{1.2}")
    assert finding.message == "Action {1.2} has no lead."


def test_a_severity_has_its_word_and_its_rank() -> None:
    assert [severity.word for severity in Severity] == ["note", "warning", "error"]
    assert Severity.ERROR > Severity.WARNING > Severity.NOTE


@given(FINDINGS)
def test_the_worst_stand_first_and_the_rest_in_the_order_they_came(
    findings: list[Finding],
) -> None:
    ordered = worst_first(findings)
    for severity in Severity:
        alike = [finding for finding in findings if finding.rule.severity is severity]
        assert [finding for finding in ordered if finding.rule.severity is severity] == alike
    ranks = [finding.rule.severity for finding in ordered]
    assert ranks == sorted(ranks, reverse=True)


@given(FINDINGS)
def test_every_severity_is_counted_even_at_nought(findings: list[Finding]) -> None:
    counts = count_by_severity(findings)
    assert list(counts) == ["error", "warning", "note"]
    assert sum(counts.values()) == len(findings)


def test_a_rule_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        NO_LEAD.severity = Severity.NOTE
