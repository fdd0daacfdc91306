"""The proposed process rating: each state in each scheme, and both sides of each boundary."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import AS_AT, action, board, check
from toolkit.measures.process import Proposal
from toolkit.values.choices import BRAG, FIVE_COLOURS, RATING_SCHEMES, THREE_COLOURS
from toolkit.values.ratings import SCHEMES, Progress, scheme_named

TODAY = AS_AT
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NEXT_MONTH = date(2026, 11, 9)


def proposal(scheme: str = FIVE_COLOURS, updates: Any = (), **fields: Any) -> Proposal:
    content = board([action(**fields)], {"rating_scheme": scheme}, Updates=updates)
    (found,) = check(content).results.proposals.values()
    return found


def update(**fields: Any) -> dict[str, Any]:
    return {"action": "A-0001", "updated_on": YESTERDAY, **fields}


STATES: dict[str, tuple[dict[str, Any], tuple[str, str, str]]] = {
    "complete": ({"status": "Complete", "completed_on": TODAY}, ("Blue", "Blue", "Green")),
    "on track": ({"status": "In progress"}, ("Green", "Green", "Green")),
    "recovering": (
        {"due": YESTERDAY, "revised_due": NEXT_MONTH, "corrective_action": "A second trainer"},
        ("Amber", "Amber", "Amber"),
    ),
    "off track": ({"due": YESTERDAY}, ("Red", "Red", "Red")),
    "not due to start": (
        {"status": "Not started", "start": TOMORROW},
        ("Grey", "Green", "Green"),
    ),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", RATING_SCHEMES)
def test_every_state_has_its_colour_in_every_scheme(state: str, scheme: str) -> None:
    fields, colours = STATES[state]
    expected = colours[(FIVE_COLOURS, BRAG, THREE_COLOURS).index(scheme)]
    assert proposal(scheme, **fields).rating == expected


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_a_scheme_gives_every_state_one_of_its_own_colours(scheme: Any) -> None:
    assert set(scheme.colour_of) == set(Progress)
    assert set(scheme.colour_of.values()) <= set(scheme.ratings)


def test_an_unknown_scheme_is_read_as_five_colours() -> None:
    assert scheme_named("").name == scheme_named("Traffic lights").name == FIVE_COLOURS


# The as-at date


def test_an_action_due_today_is_not_overdue() -> None:
    assert proposal(due=TODAY) == Proposal("Green", "In progress, due 9 October 2026.")


def test_an_action_due_yesterday_is_one_day_overdue() -> None:
    assert proposal(due=YESTERDAY) == Proposal("Red", "Due 8 October 2026, 1 day overdue.")


def test_days_overdue_are_counted_in_the_plural() -> None:
    assert proposal(due=date(2026, 10, 7)).reason == "Due 7 October 2026, 2 days overdue."


def test_a_revised_date_of_today_still_counts() -> None:
    moved = {"due": date(2026, 9, 1), "revision": "Trainer ill; agreed by the Executive"}
    assert proposal(**moved, revised_due=TODAY).rating == "Amber"
    late = proposal(**moved, revised_due=YESTERDAY)
    assert late.rating == "Red"
    assert late.reason == "Due 8 October 2026, 1 day overdue; the new date has passed too."


def test_the_new_date_has_passed_too_only_where_the_first_date_has() -> None:
    assert "too" not in proposal(due=NEXT_MONTH, revised_due=YESTERDAY).reason
    assert "too" not in proposal(due=None, revised_due=YESTERDAY).reason


def test_work_that_should_have_started_today_and_has_not_is_off_track() -> None:
    today = proposal(status="Not started", start=TODAY)
    assert today == Proposal("Red", "Should have started 9 October 2026 but has not.")
    tomorrow = proposal(status="Not started", start=TOMORROW)
    assert tomorrow == Proposal("Grey", "Starts 10 October 2026.")


def test_work_without_a_start_date_is_not_due_to_start() -> None:
    found = proposal(status="Not started", start=None)
    assert found == Proposal("Grey", "Not started, and no start date is given.")


def test_work_not_started_whose_due_date_has_passed_is_off_track() -> None:
    assert proposal(status="Not started", start=TOMORROW, due=YESTERDAY).rating == "Red"


def test_work_in_progress_without_a_date_has_none_to_be_late_against() -> None:
    found = proposal(due=None, timescale="Quarterly")
    assert found == Proposal("Green", "In progress, with no due date.")


# Recovery needs words and a new date


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ({}, "Red"),
        ({"corrective_action": "A second trainer"}, "Amber"),
        ({"revision": "Agreed by the Executive, 4 June"}, "Amber"),
    ],
)
def test_a_new_date_recovers_only_with_words(words: dict[str, str], rating: str) -> None:
    assert proposal(due=YESTERDAY, revised_due=NEXT_MONTH, **words).rating == rating


def test_words_recover_only_with_a_new_date() -> None:
    assert proposal(due=YESTERDAY, corrective_action="A second trainer").rating == "Red"


def test_a_date_moved_before_it_passed_is_judged_alike() -> None:
    moved = {"due": date(2026, 10, 30), "revised_due": NEXT_MONTH}
    assert proposal(**moved) == Proposal(
        "Red",
        "Moved from 30 October 2026 to 9 November 2026, "
        "with no reason or corrective action recorded.",
    )
    assert proposal(**moved, revision="Agreed by the Executive") == Proposal(
        "Amber", "Moved from 30 October 2026 to 9 November 2026, with a plan to get there."
    )


def test_a_date_brought_forward_is_no_delay() -> None:
    assert proposal(due=NEXT_MONTH, revised_due=TOMORROW).rating == "Green"
    assert proposal(due=NEXT_MONTH, revised_due=NEXT_MONTH).rating == "Green"


def test_the_words_of_the_latest_update_count_where_the_row_has_none() -> None:
    moved = {"due": YESTERDAY, "revised_due": NEXT_MONTH}
    earlier = update(updated_on=date(2026, 6, 30))
    latest = update(corrective_action="A second trainer")
    assert proposal(updates=[earlier, latest], **moved).rating == "Amber"


def test_an_update_given_after_the_as_at_date_does_not_count() -> None:
    moved = {"due": YESTERDAY, "revised_due": NEXT_MONTH}
    today = update(corrective_action="A second trainer", updated_on=TODAY)
    tomorrow = update(corrective_action="A second trainer", updated_on=TOMORROW)
    assert proposal(updates=[today], **moved).rating == "Amber"
    assert proposal(updates=[tomorrow], **moved).rating == "Red"


@pytest.mark.parametrize("status", ["Paused", "Not started"])
def test_paused_work_and_late_starts_recover_by_the_same_rule(status: str) -> None:
    assert proposal(status=status).rating == "Red"
    recovery = {"revised_due": NEXT_MONTH, "corrective_action": "A second trainer"}
    found = proposal(status=status, **recovery)
    assert found.rating == "Amber"
    assert found.reason.endswith("agreed to finish by 9 November 2026.")


# Complete, and no longer rated


@pytest.mark.parametrize(
    ("completed_on", "rating", "reason"),
    [
        (None, "", "Complete, but with no completion date."),
        (TOMORROW, "", "Complete, but dated 10 October 2026, after the as-at date."),
        (TODAY, "Blue", "Completed 9 October 2026."),
    ],
)
def test_complete_needs_a_date_that_has_come(
    completed_on: date | None, rating: str, reason: str
) -> None:
    assert proposal(status="Complete", completed_on=completed_on) == Proposal(rating, reason)


def test_a_late_completion_says_so() -> None:
    done = {"status": "Complete", "completed_on": date(2026, 9, 2)}
    assert proposal(**done, due=date(2026, 9, 2)).reason == "Completed 2 September 2026."
    late = proposal(**done, due=date(2026, 9, 1))
    assert late == Proposal("Blue", "Completed 2 September 2026, 1 day after it was due.")


@pytest.mark.parametrize("status", ["Withdrawn", "Merged into another", "Carried forward"])
def test_what_is_over_is_no_longer_rated(status: str) -> None:
    assert proposal(status=status, due=YESTERDAY) == Proposal("", f"{status}: no longer rated.")


def test_an_action_without_a_status_is_unrated() -> None:
    assert proposal(status="") == Proposal("", "No status from the list is given.")


@pytest.mark.parametrize(
    "unreadable",
    [
        {"due": "soon"},
        {"due": YESTERDAY, "revised_due": "soon"},
        {"status": "Not started", "start": "soon"},
        {"status": "Complete", "completed_on": "soon"},
        {"status": "Ongoing"},
    ],
    ids=["due", "revised due", "start", "completed on", "status"],
)
def test_what_cannot_be_read_leaves_its_row_unrated(unreadable: dict[str, Any]) -> None:
    assert proposal(**unreadable).rating == ""


def test_a_copied_row_keeps_a_rating_of_its_own() -> None:
    copied = action(ref="1.2", status="Complete", completed_on=YESTERDAY)
    checked = check(board([action(due=YESTERDAY), copied]))
    ratings = [checked.results.proposals[row.key].rating for row in checked.board.actions]
    assert ratings == ["Red", "Blue"]
