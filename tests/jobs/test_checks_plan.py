"""The plan's checks where they are subtle; tests/unit/test_rules.py has one case for each rule."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import AS_AT, action, board, check, check_bytes, codes, edited, place_of
from toolkit.values.findings import Finding

YESTERDAY = date(2026, 10, 8)


def found(*actions: Any, settings: Any = None, **tables: Any) -> tuple[Finding, ...]:
    return check(board(actions, settings, **tables)).findings


def only(*actions: Any, settings: Any = None, **tables: Any) -> Finding:
    (finding,) = found(*actions, settings=settings, **tables)
    return finding


def update(**fields: Any) -> dict[str, Any]:
    return {"action": "A-0001", "updated_on": date(2026, 9, 30), **fields}


def test_a_clean_plan_has_no_findings() -> None:
    assert codes(board()) == []


def test_an_empty_plan_has_no_findings() -> None:
    assert codes(board([])) == []


# Leads


def test_the_empty_cell_itself_is_named() -> None:
    finding = only(action(), action(id="A-0002", ref="1.2", due=date(2027, 2, 1), lead=""))
    assert str(finding.place) == f"[board.xlsx]Plan!{place_of('Plan', 'lead', 5)}"
    assert finding.message == "Action 1.2 has no lead."


@pytest.mark.parametrize("ref", ["", "1.1"])
def test_an_action_is_called_by_its_ref_else_its_id(ref: str) -> None:
    assert only(action(ref=ref, lead="")).message == f"Action {ref or 'A-0001'} has no lead."


def test_an_action_without_ref_and_id_is_called_by_its_row() -> None:
    assert only(action(ref="", id=None, lead="")).message == "Action in row 4 has no lead."


@pytest.mark.parametrize(
    "status", ["Complete", "Withdrawn", "Merged into another", "Carried forward"]
)
def test_what_is_over_needs_neither_lead_nor_date(status: str) -> None:
    completed = AS_AT if status == "Complete" else None
    assert not found(action(status=status, completed_on=completed, lead="", due=None))


def test_a_column_that_is_not_there_is_one_finding_and_not_one_a_row() -> None:
    def without_lead(book: Any) -> None:
        book["Plan"][place_of("Plan", "lead", 3)].value = None

    findings = check_bytes(edited(board(), without_lead)).findings
    assert [finding.rule.code for finding in findings] == ["SHEET-002"]


def test_an_unknown_lead_is_offered_the_nearest_one() -> None:
    assert 'the nearest is "Head of Safeguarding"' in only(action(lead="Head of Safegard")).message


def test_no_lead_is_guessed_where_none_is_near() -> None:
    assert only(action(lead="Xyz")).message == (
        "The lead of action 1.1 is not among the leads on the Lists sheet."
    )


# Dates


@pytest.mark.parametrize("key", ["due", "revised_due"])
@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
        (date(2026, 4, 1), True),
        (date(2026, 3, 31), False),
    ],
)
def test_due_dates_lie_in_the_plans_period(key: str, day: date, inside: bool) -> None:
    dates = {"due": date(2026, 12, 18), key: day}
    findings = found(
        action(progress="Begun", **dates), settings={"plan_date": None, "plan_version": "2"}
    )
    assert [f.rule.code for f in findings] == ([] if inside else ["PLAN-006"])


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2025, 1, 6), True), (date(2027, 3, 31), True), (date(2027, 4, 1), False)],
)
def test_work_may_have_started_before_the_period_but_not_after_it(day: date, inside: bool) -> None:
    codes_found = [f.rule.code for f in found(action(status="Paused", start=day))]
    assert codes_found == ([] if inside else ["PLAN-006"])


def test_the_period_is_printed_in_words() -> None:
    assert only(action(due=date(2027, 4, 1))).message == (
        '"Due" of action 1.1 is 1 April 2027, outside the plan period '
        "1 April 2026 to 31 March 2027."
    )


def test_a_period_of_the_settings_comes_before_the_years_words() -> None:
    longer = {"period_end": date(2027, 9, 30)}
    assert not found(action(due=date(2027, 9, 30)), settings=longer)
    assert only(action(due=date(2027, 10, 1)), settings=longer).rule.code == "PLAN-006"


def test_an_unclear_period_asks_nothing_of_the_dates() -> None:
    assert not found(action(due=date(2030, 1, 1)), settings={"period": "The next years"})


def test_a_start_before_the_plan_was_written_is_no_finding() -> None:
    assert not found(action(start=date(2026, 1, 5)))


@pytest.mark.parametrize("words", ["Quarterly", "Within 6 months of publication"])
def test_words_stand_in_for_a_date(words: str) -> None:
    assert not found(action(due=None, timescale=words))


def test_a_revised_date_stands_in_for_a_due_date() -> None:
    assert not found(action(due=None, revised_due=date(2026, 12, 18)))


def test_a_date_that_cannot_be_read_is_not_called_missing_as_well() -> None:
    assert only(action(due="soon")).rule.code == "CELL-005"
    assert only(action(due=None, revised_due="soon")).rule.code == "CELL-005"


def test_one_action_alone_is_not_called_all_actions() -> None:
    assert not found(action())


def test_all_on_one_day_is_one_note_for_the_plan() -> None:
    actions = [action(id=f"A-000{n}", ref=f"1.{n}", action=f"Train team {n}") for n in range(1, 5)]
    assert only(*actions).message == "All 4 actions are due on the same day, 18 December 2026."


def test_one_without_a_date_is_enough_to_differ() -> None:
    second = action(id="A-0002", ref="1.2", due=None, timescale="Quarterly")
    assert not found(action(), second)


# Completion


def test_complete_on_the_as_at_date_is_fine_and_a_day_later_is_not() -> None:
    assert not found(action(status="Complete", completed_on=AS_AT))
    finding = only(action(status="Complete", completed_on=date(2026, 10, 10)))
    assert finding.message == (
        "Action 1.1 has a completion date of 10 October 2026, after the as-at date 9 October 2026."
    )


def test_a_completion_date_that_cannot_be_read_is_not_called_missing_as_well() -> None:
    assert only(action(status="Complete", completed_on="soon")).rule.code == "CELL-005"


# Ratings


@pytest.mark.parametrize("agreed", ["Green", "Blue", "Grey"])
def test_a_late_action_cannot_be_agreed_as_promising(agreed: str) -> None:
    finding = only(action(due=YESTERDAY, process_agreed=agreed))
    assert finding.rule.code == "PLAN-008"
    assert finding.place.cell == place_of("Plan", "process_agreed", 4)


def test_the_contradiction_is_spelled_out() -> None:
    assert only(action(due=YESTERDAY, process_agreed="Green")).message == (
        "Action 1.1 is agreed as Green, but: due 8 October 2026, 1 day overdue."
    )
    assert only(action(process_agreed="Blue")).message == (
        "Action 1.1 is agreed as Blue, but: its status is In progress."
    )


def test_a_late_action_agreed_as_amber_only_differs() -> None:
    late = action(due=YESTERDAY, process_agreed="Amber", corrective_action="A second trainer")
    assert only(late).rule.code == "PLAN-013"


def test_an_unrated_action_differs_from_nothing() -> None:
    assert not found(action(status="Withdrawn", process_agreed="Green"))


def test_no_agreed_rating_is_no_disagreement() -> None:
    assert not found(action(due=YESTERDAY, process_agreed=""))


@pytest.mark.parametrize(
    ("scheme", "rating", "has_it"),
    [
        ("Five colours", "Grey", True),
        ("BRAG", "Blue", True),
        ("BRAG", "Grey", False),
        ("Three colours", "Green", True),
        ("Three colours", "Blue", False),
    ],
)
def test_an_impact_rating_is_one_of_the_schemes(scheme: str, rating: str, has_it: bool) -> None:
    row = action(impact_agreed=rating, evidence="Audit of 12 cases, July")
    findings = found(row, settings={"rating_scheme": scheme})
    assert [f.rule.code for f in findings] == ([] if has_it else ["PLAN-058"])


@pytest.mark.parametrize("status", ["In progress", "Complete"])
def test_a_rating_outside_the_scheme_is_reported_once(status: str) -> None:
    done = {"completed_on": AS_AT} if status == "Complete" else {}
    finding = only(
        action(process_agreed="Blue", status=status, **done),
        settings={"rating_scheme": "Three colours"},
    )
    assert finding.rule.code == "PLAN-058"
    assert finding.how_to_fix == (
        "Choose one of Red, Amber, Green, or choose the other rating scheme again on the "
        "Settings sheet."
    )


@pytest.mark.parametrize(
    ("agreed", "needs_evidence"),
    [("Green", True), ("Blue", True), ("Amber", False), ("Red", False), ("Grey", False)],
)
def test_only_a_difference_made_needs_evidence(agreed: str, needs_evidence: bool) -> None:
    expected = ["PLAN-014"] if needs_evidence else []
    assert [f.rule.code for f in found(action(impact_agreed=agreed))] == expected


# Updates


def test_evidence_and_corrective_action_may_be_in_the_latest_update() -> None:
    row = action(impact_agreed="Green", process_agreed="Red", due=YESTERDAY)
    named = update(evidence="Audit", corrective_action="A second trainer")
    assert not found(row, Updates=[named])
    superseded = [named | {"updated_on": date(2026, 6, 30)}, update()]
    assert [f.rule.code for f in found(row, Updates=superseded)] == ["PLAN-014", "PLAN-015"]


def test_a_new_date_is_taken_over_once_the_plan_shows_it() -> None:
    new_date = date(2027, 1, 29)
    reported = [update(new_date=new_date)]
    assert only(action(), Updates=reported).place.cell == place_of("Plan", "revised_due", 4)
    moved = action(revised_due=new_date, revision="Agreed by the Executive")
    assert not found(moved, Updates=reported)


def test_what_was_reported_after_the_as_at_date_is_not_looked_at() -> None:
    assert not found(
        action(), Updates=[update(new_date=date(2027, 1, 29), updated_on=date(2026, 10, 10))]
    )


def test_a_closed_action_needs_no_new_date() -> None:
    over = action(status="Withdrawn")
    assert not found(over, Updates=[update(new_date=date(2027, 1, 29))])


def test_a_stray_update_is_laid_at_no_ones_door() -> None:
    stray = update(action="A-0099", new_date=date(2027, 1, 29))
    assert only(action(id=None), Updates=[stray]).place.sheet == "Updates"


# Front list


def front(*listed: str, used: tuple[str, ...]) -> tuple[Finding, ...]:
    priorities = [
        {"id": f"P-000{n}", "ref": str(n), "title": "Neglect", "on_front_list": yes}
        for n, yes in enumerate(listed, start=1)
    ]
    actions = [
        action(id=None, priority=ref, ref=f"{ref}.1", due=date(2026, 12, int(ref))) for ref in used
    ]
    return found(*actions, Priorities=priorities)


def test_a_priority_with_actions_belongs_on_the_front_list() -> None:
    (finding,) = front("Yes", "Yes", "No", used=("1", "2", "3"))
    assert finding.message == (
        "The list of priorities at the front has 2, but the plan has 3: 3 is not on the list."
    )


def test_its_numbers_make_sense_where_a_listed_priority_has_no_actions() -> None:
    (finding,) = front("Yes", "Yes", "Yes", "No", used=("1", "4"))
    assert "has 3, but the plan has 4: 4 is not on the list" in finding.message


def test_a_plan_without_a_front_list_is_asked_nothing() -> None:
    assert not front("No", "No", used=("1", "2"))


@pytest.mark.parametrize(("days", "expected"), [(14, []), (15, ["PLAN-015"])])
def test_work_long_overdue_without_a_word_is_asked_about(days: int, expected: list[str]) -> None:
    late = action(due=AS_AT - timedelta(days=days))
    assert [f.rule.code for f in found(late)] == expected


def test_it_is_said_for_how_long_it_has_been_overdue() -> None:
    finding = only(action(due=AS_AT - timedelta(days=20)))
    assert finding.message == (
        "Action 1.1 is 20 days overdue, but no corrective action is written down."
    )


@pytest.mark.parametrize(
    "word",
    [
        {"progress": "Two sessions held"},
        {"corrective_action": "A second trainer"},
        {"status": "Withdrawn"},
        {"revised_due": date(2026, 12, 18)},
    ],
    ids=lambda word: next(iter(word)),
)
def test_a_word_a_new_date_or_an_end_is_enough(word: dict[str, Any]) -> None:
    assert not found(action(due=AS_AT - timedelta(days=20)) | word)


@pytest.mark.parametrize("key", ["progress", "corrective_action"])
def test_the_word_may_be_in_the_latest_update(key: str) -> None:
    late = action(due=AS_AT - timedelta(days=20))
    assert not found(late, Updates=[update(**{key: "A second trainer"})])


def test_work_agreed_as_on_track_though_overdue_is_one_finding() -> None:
    late = action(due=AS_AT - timedelta(days=20), process_agreed="Green")
    assert only(late).rule.code == "PLAN-008"


@pytest.mark.parametrize("status", ["Fairly good", ""], ids=["unreadable", "empty"])
def test_a_status_that_has_its_own_finding_contradicts_no_rating(status: str) -> None:
    codes_found = [f.rule.code for f in found(action(status=status, process_agreed="Blue"))]
    assert codes_found == ["CELL-004" if status else "CELL-003"]


def test_a_status_that_can_be_read_does() -> None:
    finding = only(action(status="Not started", process_agreed="Blue"))
    assert finding.message == "Action 1.1 is agreed as Blue, but: its status is Not started."


@pytest.mark.parametrize(
    ("plan_date", "expected"),
    [(date(2026, 9, 1), ["PLAN-015"]), (date(2026, 9, 2), ["PLAN-007"])],
)
def test_nothing_is_overdue_by_a_date_that_the_plan_cannot_have_set(
    plan_date: date, expected: list[str]
) -> None:
    findings = found(action(due=date(2026, 9, 1)), settings={"plan_date": plan_date})
    assert [f.rule.code for f in findings] == expected
