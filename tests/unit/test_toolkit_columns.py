"""What the toolkit writes into its own columns, and that it writes into no others."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import AS_AT, action, board, check, datum, indicator
from toolkit.layout.board import BOARD
from toolkit.layout.board.home import HOME
from toolkit.layout.board.plan import PLAN_TABLE
from toolkit.layout.schema import Owner
from toolkit.reading.grid import column_letters
from toolkit.writing import scorecard_columns, toolkit_columns
from toolkit.writing.cell_changes import CellChanges
from toolkit.writing.offered_actions import offered_actions


def plan_row(**fields: Any) -> Any:
    checked = check(board([action(**fields)]))
    rows = toolkit_columns.plan_rows(checked.board, checked.results, checked.findings)
    ((row, values),) = rows.items()
    assert row == checked.board.actions[0].source.row
    return values


def scorecard_row(*data: Any, words: Any = (), **fields: Any) -> Any:
    tables = {"Words": words} if words else {}
    content = board(Indicators=[indicator(**fields)], Data=data, **tables)
    checked = check(content)
    (values,) = scorecard_columns.scorecard_rows(checked.board, checked.results)
    return values


def home(*actions: Any, **tables: Any) -> Any:
    checked = check(board(actions, **tables))
    return toolkit_columns.home_counts(checked.board, checked.results, checked.findings)


def toolkits_own(table: str) -> set[str]:
    return {c.key for c in BOARD.tables[table].columns if c.owner is Owner.TOOLKIT}


# Plan


def test_a_plan_row_says_what_is_due_what_is_proposed_and_why() -> None:
    assert plan_row(due=date(2026, 10, 7), lead="") == {
        "next_due": date(2026, 10, 7),
        "days_overdue": 2,
        "proposed_rating": "Red",
        "why": "Due 7 October 2026, 2 days overdue.",
        "last_rating": "",
        "findings": "PLAN-003",
        "status_read": "In progress",
        "last_update": date(2026, 9, 30),
        "agreement": "",
    }


def test_an_action_that_is_over_has_no_next_date() -> None:
    row = plan_row(status="Withdrawn", due=date(2026, 10, 7))
    assert (row["next_due"], row["days_overdue"], row["proposed_rating"]) == (None, None, "")


def test_the_revised_date_is_the_one_that_counts() -> None:
    row = plan_row(due=date(2026, 10, 7), revised_due=AS_AT)
    assert (row["next_due"], row["days_overdue"]) == (AS_AT, None)


def test_each_code_appears_once_and_only_on_its_own_row() -> None:
    poor = action(lead="", action="", tasks="", due=date(2030, 1, 1), revised_due=date(2031, 1, 1))
    checked = check(board([action(), poor | {"id": "A-0002", "ref": "1.2"}]))
    rows = toolkit_columns.plan_rows(checked.board, checked.results, checked.findings)
    first, second = (rows[row.source.row]["findings"] for row in checked.board.actions)
    assert first == ""
    assert sorted(second.split(", ")) == ["PLAN-001", "PLAN-003", "PLAN-006"]


def test_findings_on_the_same_row_of_another_sheet_stay_there() -> None:
    checked = check(
        board([action()], Priorities=[{"ref": "1", "title": "", "on_front_list": "Yes"}])
    )
    assert checked.findings[0].place.cell.endswith("4")
    rows = toolkit_columns.plan_rows(checked.board, checked.results, checked.findings)
    assert rows[4]["findings"] == ""


# Scorecard


def test_a_scorecard_row_shows_the_latest_value_and_those_before_it() -> None:
    data = [datum(period=f"2025/26 Q{number}", value=20 + number) for number in (1, 2, 4)]
    row = scorecard_row(*data, datum(period="2026/27 Q1", value=Decimal("20.5")))
    assert (row["latest"], row["latest_period"]) == (Decimal("20.5"), "2026/27 Q1")
    assert [row[f"period_{back}"] for back in (1, 2, 3, 4)] == [24, None, 22, 21]
    assert row["same_period_last_year"] == 21
    assert (row["rag"], row["direction"], row["direction_long"]) == ("Red", "Better", "Better")


def test_snapshots_are_in_the_order_they_were_taken() -> None:
    days = ("31 December 2025", "31 March 2026", "30 June 2026")
    data = [datum(period=day, value=value) for day, value in zip(days, (23, 22, 21), strict=True)]
    row = scorecard_row(*data, frequency="Snapshot")
    assert [row["latest"], row["period_1"], row["period_2"], row["period_3"]] == [21, 22, 23, None]


def test_every_row_fills_every_column_of_figures_so_that_none_goes_stale() -> None:
    full = [datum(period=f"2025/26 Q{number}") for number in (1, 2, 3, 4)]
    assert set(scorecard_row()) == set(scorecard_row(*full))
    assert set(scorecard_row()) == set(
        scorecard_row(datum(period="1 May 2026"), frequency="Snapshot")
    )


def test_the_boards_own_words_are_used() -> None:
    row = scorecard_row(
        datum(),
        datum(period="2026/27 Q2"),
        words=[{"term": "Stable", "word": "Same"}, {"term": "Awaited", "word": "tbc"}],
    )
    assert (row["direction"], row["direction_long"]) == ("Same", "tbc")


@pytest.mark.parametrize(
    ("data", "quality"),
    [
        ([], "No figures yet"),
        ([datum()], ""),
        ([datum(status="Provisional")], "Provisional"),
        ([datum(value=None, status="Not supplied")], "Not supplied"),
        ([datum(value=None, status="Not due")], "No figures yet"),
    ],
)
def test_data_quality_says_why_a_figure_is_not_there(data: Any, quality: str) -> None:
    assert scorecard_row(*data)["data_quality"] == quality


def test_england_is_beside_our_value() -> None:
    row = scorecard_row(datum(), datum(area="England", value=24))
    assert (row["latest"], row["england"], row["neighbours"]) == (21, 24, None)


def test_verdicts_are_in_plain_words_with_their_reasons_behind() -> None:
    years = [
        datum(
            period=f"{2021 + at}/{22 + at}",
            value=Decimal(some * 100) / 400,
            numerator=some,
            denominator=400,
        )
        for at, some in enumerate((160, 140, 120, 100, 80))
    ]
    england = datum(area="England", period="2025/26", value=30)
    row = scorecard_row(*years, england, frequency="Financial year", target=45)
    assert (row["against_england"], row["trend"]) == ("Better", "Improving")
    # Five figures that all met the target are too few to rely on.
    assert (row["variation"], row["reliability"]) == ("Ordinary variation", "")
    assert row["rank"] == row["rank_quarter"] == row["against_region"] == ""
    assert row["sentence"].startswith("On target and better than England")
    assert (row["lower_95"], row["upper_95"]) == (Decimal("16.37"), Decimal("24.2"))
    assert row["why_compared"].startswith("20 is below England (30)")
    assert row["why_rank"] == "Not ranked: no other authority has a figure for 2025/26."
    assert "chi-squared" in row["why_trend"]
    assert "Trial limits" in row["why_variation"]
    assert row["chart_lower"] < row["chart_average"] < row["chart_upper"]


def test_a_year_to_date_is_shown_with_the_indicators_decimals() -> None:
    counts = [(10, 30), (11, 31)]
    data = [
        datum(period=f"2026/27 Q{at}", value=33, numerator=some, denominator=everyone)
        for at, (some, everyone) in enumerate(counts, start=1)
    ]
    alone = {"adds_up": "Each period alone"}
    assert scorecard_row(*data, **alone, decimals=1)["year_to_date"] == Decimal("34.4")
    assert scorecard_row(*data, **alone)["year_to_date"] == Decimal("34.43")
    assert scorecard_row(*data)["year_to_date"] is None


def test_what_was_not_reached_is_left_empty_and_says_why() -> None:
    row = scorecard_row(datum(), good_is="Neither", target=None)
    for key in ("rag", "rank", "trend", "variation", "reliability", "against_england"):
        assert row[key] == "", key
    for key in ("why_rated", "why_rank", "why_trend", "why_variation", "why_year_to_date"):
        assert row[key].startswith(("No", "Not ")), key


def test_the_target_shown_is_the_one_its_period_was_held_against() -> None:
    target = {"indicator": "CP06", "period": "2026/27", "target": 22}
    content = board(Indicators=[indicator()], Data=[datum()], Targets=[target])
    checked = check(content)
    (row,) = scorecard_columns.scorecard_rows(checked.board, checked.results)
    assert (row["target"], row["rag"]) == (22, "Green")


# Findings


def test_a_finding_is_a_row_with_a_place_to_go_to() -> None:
    lead = column_letters([column.key for column in PLAN_TABLE.columns].index("lead") + 1)
    (row,) = toolkit_columns.findings_rows(check(board([action(lead="")])).findings)
    assert row == {
        "severity": "Error",
        "sheet": "Plan",
        "cell": f"'Plan'!{lead}4",
        "code": "PLAN-003",
        "message": "Action 1.1 has no lead.",
        "how_to_fix": "Type the lead's post in this cell.",
    }


# Home


@pytest.mark.parametrize(
    ("fields", "overdue", "due_soon"),
    [
        ({"due": AS_AT - timedelta(days=1)}, 1, 0),
        ({"due": AS_AT}, 0, 1),
        ({"due": AS_AT + timedelta(days=30)}, 0, 1),
        ({"due": AS_AT + timedelta(days=31)}, 0, 0),
        ({"due": AS_AT - timedelta(days=1), "revised_due": AS_AT}, 0, 1),
        ({"due": AS_AT, "status": "Withdrawn"}, 0, 0),
        ({"due": AS_AT - timedelta(days=1), "status": "Withdrawn"}, 0, 0),
        ({"due": None, "timescale": "Quarterly"}, 0, 0),
    ],
)
def test_home_counts_what_is_overdue_and_what_is_due_soon(
    fields: Any, overdue: int, due_soon: int
) -> None:
    counts = home(action(**fields))
    assert (counts["overdue"], counts["due_soon"]) == (overdue, due_soon)


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"updated_on": AS_AT - timedelta(days=92)}, 0),
        ({"updated_on": AS_AT - timedelta(days=93)}, 1),
        ({"updated_on": None}, 1),
        ({"updated_on": None, "status": "Not started", "start": AS_AT + timedelta(days=1)}, 0),
    ],
)
def test_home_counts_actions_in_progress_without_a_recent_update(fields: Any, missing: int) -> None:
    assert home(action(**fields))["updates_missing"] == missing


def test_home_counts_findings_and_red_indicators() -> None:
    counts = home(action(lead="", impact_agreed="Green"), Indicators=[indicator()], Data=[datum()])
    assert (counts["errors"], counts["warnings"], counts["indicators_red"]) == (1, 1, 1)
    on_target = home(action(), Indicators=[indicator()], Data=[datum(value=20)])
    assert set(on_target.values()) == {0}


def test_every_figure_on_home_has_its_count() -> None:
    assert set(home(action())) == {count.key for count in HOME.counts}


def test_nothing_is_written_into_a_column_of_staffs() -> None:
    data = [datum(), datum(area="England")]
    assert set(plan_row()) <= toolkits_own("Plan")
    assert set(scorecard_row(*data)) <= toolkits_own("Scorecard")
    findings = toolkit_columns.findings_rows(check(board([action(lead="")])).findings)
    assert set(findings[0]) == toolkits_own("Findings")


@pytest.mark.parametrize("nothing", ["", " ", "\xa0", "\u200b"])
def test_a_text_in_which_nothing_is_seen_changes_no_empty_cell(nothing: str) -> None:
    checked = check(board([action(lead="")]))
    cells = CellChanges(checked.workbook, checked.places, also_typed=True)

    cells.set_row("Plan", checked.board.actions[0].source.row, {"lead": nothing})

    assert not cells.changes


# The drop-down of actions


def test_only_open_actions_are_offered_one_below_the_other() -> None:
    actions = [
        action(id="A-0001", ref="1.1", status="Complete", completed_on=AS_AT),
        action(id="A-0002", ref="1.2", due=AS_AT, action="Agree who makes the call. " * 9),
        action(id="", ref="1.3", due=AS_AT + timedelta(days=1)),
        action(id="A-0004", ref="1.4", due=AS_AT + timedelta(days=2), action="Train"),
    ]
    made = check(board(actions)).board
    identities = {each.source.row: each.id for each in made.actions}

    assert [text for _, text in offered_actions(made, identities)] == [
        "1.2 Agree who makes the call. Agree who makes the… (A-0002)",
        "1.4 Train (A-0004)",
        "",
        "",
    ]
