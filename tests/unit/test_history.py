"""What was reported when periods were closed. Pure."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.builders import AS_AT, action, board, check, codes, datum, indicator
from toolkit.jobs.check import Checked
from toolkit.results.closing import closing_rows
from toolkit.results.history import (
    closed_periods,
    first_reports,
    last_ratings,
    last_reports,
    next_to_close,
)
from toolkit.values import choices
from toolkit.workbook.create import CellContent

Q1, Q2 = "2026/27 Q1", "2026/27 Q2"
SCORED = {"Indicators": (indicator(),), "Data": (datum(),)}


def report(
    kind: str, reported: str, period: str = Q1, **more: CellContent
) -> dict[str, CellContent]:
    return {
        "period": period,
        "closed_on": date(2026, 7, 1),
        "kind": kind,
        "record": "A-0001",
        "name": "1.1",
        "reported": reported,
        "documents": "plan.docx\nscorecard.docx",
        **more,
    }


def value(reported: str, period: str = Q1) -> Mapping[str, CellContent]:
    about = {"record": "I-0001", "name": "CP06", "area": "Ourshire", "data_period": Q1}
    return report(choices.VALUE, reported, period, **about)


RATED = check(
    board(
        History=(
            report(choices.DUE_DATE, "18 December 2026"),
            report(choices.RATING, "Amber"),
            report(choices.RATING, "Blue", record="A-0002"),
            report(choices.DUE_DATE, "1 March 2027", Q2),
            report(choices.RATING, "Green", Q2),
            report(choices.RATING, "Red", Q2, record="I-0001", area="Ourshire"),
        )
    )
).board


def test_periods_are_named_in_the_order_they_were_closed() -> None:
    assert closed_periods(RATED) == (Q1, Q2)
    assert closed_periods(check(board()).board) == ()


def test_the_first_due_date_is_the_baseline() -> None:
    assert first_reports(RATED, choices.DUE_DATE)["A-0001"].reported == "18 December 2026"


def test_the_last_report_of_a_thing_counts() -> None:
    assert last_reports(RATED)[choices.RATING, "A-0001", "", ""].reported == "Green"


def test_last_ratings_are_those_of_actions_in_the_last_period_closed() -> None:
    assert last_ratings(RATED) == {"A-0001": "Green"}
    assert last_ratings(check(board()).board) == {}


def rows(checked: Checked, *papers: str) -> list[tuple[object, ...]]:
    found = closing_rows(checked.board, checked.results, Q2, papers)
    assert all(row["closed_on"] == AS_AT and row["period"] == Q2 for row in found)
    return [(row["kind"], row.get("record"), row["reported"]) for row in found]


def test_closing_writes_down_what_there_is_and_leaves_out_what_there_is_not() -> None:
    bare = action(due=None, timescale="Ongoing", status="Not started", start=date(2027, 1, 4))
    written = rows(check(board([bare])))
    assert (choices.DUE_DATE, "A-0001", "") not in written
    assert all(reported for _, _, reported in written)
    without = check(board([action(id="")]))
    assert rows(without) == [], "a row without an identity cannot be told apart later"


def test_both_agreed_ratings_and_every_paper_are_written_down() -> None:
    agreed = check(board([action(process_agreed="Green", impact_agreed="Amber")], **SCORED))
    assert rows(agreed, "plan.docx", "scorecard.docx") == [
        (choices.DUE_DATE, "A-0001", "18 December 2026"),
        (choices.RATING, "A-0001", "Green"),
        (choices.IMPACT, "A-0001", "Amber"),
        (choices.WORDING, "A-0001", "Train the front door in the neglect toolkit"),
        (choices.VALUE, "I-0001", "21"),
        (choices.RATING, "I-0001", "Red"),
        (choices.DOCUMENT, None, "plan.docx"),
        (choices.DOCUMENT, None, "scorecard.docx"),
    ]


def test_the_first_closing_of_an_approved_plan_keeps_dates_and_no_ratings() -> None:
    late = check(board([action(due=date(2026, 4, 30), process_agreed="Red")], **SCORED))
    kept = closing_rows(late.board, late.results, "Approved plan", ())
    assert [row["kind"] for row in kept] == [choices.DUE_DATE, choices.WORDING, choices.VALUE]


def test_a_first_closing_named_after_a_quarter_keeps_the_ratings_that_its_papers_print() -> None:
    assert choices.RATING in {kind for kind, _, _ in rows(check(board([action()])))}


def test_a_later_closing_keeps_ratings_whatever_it_is_called() -> None:
    later = check(board([action()], History=(report(choices.DUE_DATE, "18 December 2026"),)))
    kept = closing_rows(later.board, later.results, "Revised plan", ())
    assert choices.RATING in {row["kind"] for row in kept}


def test_a_new_date_and_an_ending_are_written_down() -> None:
    moved = action(revised_due=date(2027, 3, 1), status="Withdrawn")
    assert (choices.REVISED_DUE, "A-0001", "1 March 2027") in rows(check(board([moved])))
    assert (choices.ENDED, "A-0001", "Withdrawn") in rows(check(board([moved])))


def test_a_figure_that_was_not_supplied_is_not_reported() -> None:
    missing = check(
        board([], Indicators=(indicator(),), Data=(datum(value=None, status="Not supplied"),))
    )
    assert rows(missing) == []


def test_a_corrected_value_names_every_paper_it_was_in() -> None:
    corrected = check(board(History=(value("19.5"),), **SCORED))
    (finding,) = [f for f in corrected.findings if f.rule.code == "DATA-003"]
    assert "plan.docx, scorecard.docx" in finding.message


def test_a_value_is_compared_with_its_latest_report() -> None:
    assert "DATA-003" in codes(board(History=(value("21"), value("19", Q2)), **SCORED))
    assert "DATA-003" not in codes(board(History=(value("19"), value("21", Q2)), **SCORED))


def test_a_value_withdrawn_since_is_a_correction_too() -> None:
    withdrawn = {**SCORED, "Data": (datum(value=None, status="Not supplied"),)}
    assert "DATA-003" in codes(board(History=(value("21"),), **withdrawn))


def test_a_due_date_is_held_to_the_first_closing() -> None:
    later = report(choices.DUE_DATE, "1 January 2030", Q2)
    first = report(choices.DUE_DATE, "18 December 2026")
    assert "PLAN-017" not in codes(board([action()], History=(first, later)))
    assert "PLAN-017" in codes(board([action()], History=(later, first)))
    assert "PLAN-017" not in codes(board([action(id="")], History=(first,)))


@pytest.mark.parametrize(
    ("as_at", "name"),
    [
        (date(2026, 9, 29), ""),
        (date(2026, 9, 30), Q2),
        (date(2026, 12, 30), Q2),
        (date(2026, 12, 31), "2026/27 Q3"),
    ],
)
def test_the_period_to_close_next_is_the_last_quarter_that_is_over_unless_it_is_closed(
    as_at: date, name: str
) -> None:
    closed = check(board(History=(report(choices.RATING, "Amber", Q1),))).board

    assert next_to_close(closed, as_at) == name
