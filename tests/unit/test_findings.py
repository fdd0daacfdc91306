"""Findings: where they point, how they read, in which order they come."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import checks
from toolkit.board.board import Board
from toolkit.board.settings import Settings
from toolkit.checks.plan.actions import NO_LEAD
from toolkit.results.results import work_out
from toolkit.values.edition import Edition
from toolkit.values.findings import (
    CellPlace,
    Finding,
    Rule,
    Severity,
    Source,
    WordPlace,
    as_data,
    as_line,
    count_by_severity,
    each_once,
    worst_first,
)
from toolkit.word.document_lint.rules import NO_HEADING
from toolkit.word.template_lint.rules import TRACKED_CHANGES

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
def test_the_worst_are_first_and_the_rest_in_the_order_they_came(
    findings: list[Finding],
) -> None:
    ordered = worst_first(findings)
    for severity in Severity:
        alike = [finding for finding in findings if finding.rule.severity is severity]
        assert [finding for finding in ordered if finding.rule.severity is severity] == alike
    ranks = [finding.rule.severity for finding in ordered]
    assert ranks == sorted(ranks, reverse=True)


@given(FINDINGS)
def test_every_severity_is_counted_even_at_zero(findings: list[Finding]) -> None:
    counts = count_by_severity(findings)
    assert list(counts) == ["error", "warning", "note"]
    assert sum(counts.values()) == len(findings)


@pytest.mark.parametrize(
    ("as_at", "is_found"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_a_rule_finds_nothing_before_and_after_the_days_it_holds_on(
    monkeypatch: pytest.MonkeyPatch, as_at: date, is_found: bool
) -> None:
    edition = Edition(since=date(2026, 4, 1), until=date(2027, 3, 31))
    rule = Rule("LAW-001", Severity.WARNING, "It breaks the law.", "Keep it.", edition)
    empty = Board(workbook="board.xlsx", settings=Settings())
    found = [rule.at(CellPlace("board.xlsx", "Plan", 4, "A"))]
    monkeypatch.setattr(checks, "CHECKS", [lambda *_: found])

    assert list(checks.run(empty, work_out(empty, as_at))) == (found if is_found else [])


def test_a_rule_holds_always_unless_it_says_otherwise() -> None:
    assert NO_LEAD.edition.holds_on(date.min)
    assert NO_LEAD.edition.holds_on(date.max)


WORD = WordPlace("plan.docx", "table 2, row 1")


def test_a_finding_in_word_reads_as_where_what_and_how_to_fix_it() -> None:
    assert str(NO_HEADING.at(WORD)) == (
        "[plan.docx] table 2, row 1: DOC-006 The document has neither a Title nor a Heading 1. "
        "Give its title the style Title, or its chapters the style Heading 1."
    )


def test_a_message_without_a_full_stop_gets_one_where_it_is_printed() -> None:
    finding = TRACKED_CHANGES.at(WORD)

    assert finding.message.endswith("tracked changes")
    assert "tracked changes. Papers" in str(finding)


def test_a_line_begins_with_how_much_the_finding_matters() -> None:
    place = CellPlace("board.xlsx", "Plan", 5, "C")

    assert as_line(NO_LEAD.at(place, action="1")).startswith("Error    [board.xlsx]Plan!C5 PLAN-")
    assert as_line(TRACKED_CHANGES.at(WORD)).startswith("Warning  [plan.docx] table 2, row 1: TPL-")


def test_as_data_a_finding_in_a_workbook_gives_its_sheet_and_cell_and_one_in_word_its_place() -> (
    None
):
    cell = as_data(NO_LEAD.at(CellPlace("board.xlsx", "Plan", 5, "C"), action="1.2"))
    word = as_data(NO_HEADING.at(WORD))

    assert list(cell) == ["code", "severity", "sheet", "cell", "message", "how_to_fix"]
    assert (cell["sheet"], cell["cell"], cell["severity"]) == ("Plan", "C5", "error")
    assert list(word) == ["code", "where", "message", "how_to_fix", "severity"]
    assert (word["code"], word["where"]) == ("DOC-006", "table 2, row 1")


def test_what_is_said_twice_of_one_place_is_kept_once() -> None:
    other = WordPlace("plan.docx", "table 3")

    found = each_once([NO_HEADING.at(WORD), NO_HEADING.at(other), NO_HEADING.at(WORD)])

    assert [finding.place for finding in found] == [WORD, other]


def test_a_rule_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        NO_LEAD.severity = Severity.NOTE
