"""Actions that a closing reported, and what has become of them. Pure."""

from datetime import date

from tests import in_memory
from tests.builders import Fields, action, board, check, codes, place_of
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.update import brought_up_to_date
from toolkit.reading.grid import address_of
from toolkit.results.reported_actions import reported_actions, traced
from toolkit.workbook.create import CellContent, Content
from toolkit.writing.changes import Changes

Q1, Q2 = "2026/27 Q1", "2026/27 Q2"


def report(kind: str, reported: str, **more: CellContent) -> dict[str, CellContent]:
    return {
        "period": Q1,
        "closed_on": date(2026, 7, 1),
        "kind": kind,
        "record": "A-0001",
        "name": "1.1",
        "reported": reported,
        **more,
    }


DUE = report("Due date", "18 December 2026")


def other(**fields: CellContent) -> dict[str, CellContent]:
    more = {"id": "A-0002", "ref": "1.2", "action": "Write guidance", "due": date(2027, 2, 26)}
    return action(**{**more, **fields})


def closed(*actions: Fields, history: tuple[Fields, ...] = (DUE,)) -> Content:
    return board(actions, History=history)


def said(content: Content, code: str) -> str:
    (finding,) = [item for item in check(content).findings if item.rule.code == code]
    return str(finding)


def test_an_action_that_is_gone_is_named_with_its_date_and_the_closing_that_reported_it() -> None:
    message = said(closed(other()), "HIST-001")
    assert "Action 1.1 (A-0001, due 18 December 2026)" in message
    assert Q1 in message


def test_a_lost_id_is_offered_back_with_the_date_that_was_reported() -> None:
    for found, now in (("", "no ID"), ("A-0031", "the ID A-0031")):
        message = said(closed(action(id=found, due=date(2027, 3, 26))), "HIST-002")
        assert "was reported as A-0001, due 18 December 2026, when" in message
        assert f"now has {now}." in message
        assert "Type that ID in this cell again" in message


def test_an_update_gives_no_new_id_to_an_action_that_lost_the_one_it_was_reported_under() -> None:
    workbook = in_memory.workbook(closed(action(id=""), other(id="")))
    changes, _ = brought_up_to_date(workbook, Changes(), as_at=AsAt(date(1999, 1, 1)))
    rows = range(in_memory.FIRST_ROW, in_memory.FIRST_ROW + 2)
    ids = {row: address_of(place_of("Plan", "id", row)) for row in rows}
    given = [row for row, cell in ids.items() if cell in changes.sheets["Plan"].cells]
    assert given == [in_memory.FIRST_ROW + 1], "the other row, which was never reported"


def test_an_action_with_the_same_words_is_found_although_its_ref_is_another() -> None:
    words = report("Wording", "Train the front door in the neglect toolkit")
    retyped = action(id="A-0009", ref="3.4")
    assert codes(closed(retyped, history=(DUE, words))) == ["HIST-002"]


def test_the_same_words_say_more_than_the_same_ref() -> None:
    words = report("Wording", "Train the front door in the neglect toolkit")
    history = (DUE, words)
    found = traced(
        check(
            closed(
                action(id="A-0008", action="Something else"),
                action(id="A-0009", ref="1.9"),
                history=history,
            )
        ).board,
        reported_actions(check(closed(history=history)).board.reports),
    )
    assert [(row.id, was.id) for row, was in found.lookalikes] == [("A-0009", "A-0001")]


def test_a_new_action_beside_a_reported_one_is_no_lookalike() -> None:
    assert codes(closed(action(), other())) == []


def test_what_was_reported_as_ended_may_leave_the_plan() -> None:
    ended = report("Ended", "Withdrawn")
    assert codes(closed(other(), history=(DUE, ended))) == []


def test_an_ending_that_a_later_closing_took_back_does_not_count() -> None:
    ended = report("Ended", "Withdrawn")
    again = report("Due date", "18 December 2026", period=Q2)
    assert "HIST-001" in codes(closed(other(), history=(DUE, ended, again)))


def test_reports_on_indicators_are_no_actions() -> None:
    rating = report("Rating", "Red", record="I-0001", area="Ourshire")
    assert reported_actions(check(board(History=(rating,))).board.reports) == {}


def test_an_action_that_another_says_it_was_carried_from_is_merged_properly() -> None:
    merged = action(status="Merged into another", revision="Agreed by the Executive")
    follower = other(carried_from="1.1")
    assert codes(closed(merged, follower)) == []
    assert codes(closed(merged, other())) == ["HIST-004"]


def test_words_are_compared_with_the_last_closing() -> None:
    first = report("Wording", "Old words")
    then = report("Wording", "Train the front door in the neglect toolkit", period=Q2)
    assert codes(closed(action(), history=(first, then))) == []
    assert codes(closed(action(), history=(then | {"period": Q1}, first | {"period": Q2}))) == [
        "HIST-006"
    ]
