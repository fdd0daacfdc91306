"""Four published plans in the sheets of the workbook: exactly what is found in each.

The reference material says what is wrong with them and what only looks wrong. Beside each code
stands where it is found.
"""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import seeds
from tests.builders import check
from toolkit.jobs.check import Checked

pytestmark = pytest.mark.shared

PLANS = {
    "000": ("plan_lancashire_2015", date(2015, 9, 30)),
    "001": ("plan_redbridge_2013", date(2013, 5, 31)),
    "002": ("plan_llr_2008", date(2008, 12, 12)),
    "004": ("plan_luton_2015", date(2015, 8, 31)),
}

EXPECTED: dict[str, dict[str, list[str]]] = {
    "000": {
        "PLAN-003": ["4/1."],
        "PLAN-002": ["Priorities"],
        "PLAN-025": ["3/1."],
        "PLAN-028": ["MFH Group", "QA sub", "L&D Sub", "QA Sub-group", "QA sub-group"],
        "PLAN-012": ["1/1."],
        "PLAN-027": ["1/9."],
        "PLAN-051": ["Settings"],
        "PLAN-054": ["Priorities"],
    },
    "001": {
        "PLAN-004": ["3.2/3.2.2", "3.2/3.2.3", "3.2/3.2.4"],
        "PLAN-006": ["2.1/2.1.4"],
        "PLAN-028": [
            "Chair of Learning and Improvement Group",
            "Chair of Management of Individual cases",
            "Chair Learning and Improvement Group",
            "Deputy Managing Director of the Children's Trust (Local Authority)",
            "Head of CRC (Local Authority)",
            "MIC Chair",
            "LSCB Practice Development Manager",
            "LIG Chair",
            "LSCB Practice Development manager",
        ],
        "PLAN-033": ["3.3/3.3.1"],
        "PLAN-038": ["2.1/2.1.2", "2.3/2.3.1"],
        "PLAN-051": ["Settings"],
        "PLAN-054": ["Priorities"],
    },
    "002": {
        "PLAN-003": ["2/2.2"],
        "PLAN-004": [
            "1/1.4",
            "1/1.5",
            "1/1.6",
            "1/1.7",
            "2/2.1 Project 3",
            "2/2.2",
            "4/4.1",
            "8/8.1",
            "9/9.1",
        ],
        "PLAN-007": ["2/2.1 Project 2", "3/3.1", "5/5.1", "6/6.1"],
        "PLAN-025": ["4/4.1"],
        "PLAN-028": ["QA Subcommittee", "5/5.1"],
        "PLAN-032": ["1/1.2", "7/7.1"],
        "PLAN-039": ["1/1.8"],
        "PLAN-020": ["2/2.2", "9/9.1"],
        "PLAN-041": ["2/2.1 Project 1"],
        "PLAN-042": ["8/8.1"],
        "PLAN-047": ["Narrative"],
        "PLAN-038": ["1/1.1"],
        "PLAN-048": ["4/4.1"],
        "PLAN-050": ["2/2.1 Project 2"],
        "PLAN-054": ["Priorities"],
        "PLAN-055": ["5/5.1"],
    },
    "004": {
        "PLAN-021": ["3/"],
        "PLAN-026": ["1/1a."],
        "PLAN-028": ["ME LSCB", "ME", "Exec", "5/5d.", "6/6b."],
        "PLAN-034": [
            "1/1a.",
            "2/2b.",
            "3/",
            "4/4a.",
            "4/4b.",
            "4/4c.",
            "4/4d.",
            "4/4e.",
            "6/6b.",
            "6/6c.",
            "6/6d.",
            "6/6E.",
        ],
        "PLAN-030": ["3/"],
        "PLAN-039": ["1/1a."],
        "PLAN-045": ["Narrative"],
        "PLAN-049": ["Outcomes"],
        "PLAN-052": ["1/1a."],
        "PLAN-040": ["2/2c."],
        "PLAN-053": ["Priorities"],
        "PLAN-024": ["6/6E."],
        "PLAN-029": ["4/4d."],
        "PLAN-033": ["1/1b.", "2/2a.", "2/2c.", "3/3a.", "3/3b.", "5/5a.", "5/5b.", "5/5c."],
        "PLAN-037": ["6/6c."],
        "PLAN-054": ["Priorities"],
        "PLAN-022": ["Lists"],
    },
}


@pytest.fixture(scope="module")
def checked(shared: Path) -> dict[str, Checked]:
    found = {}
    for paper, (name, as_at) in PLANS.items():
        plan = seeds.load(shared, name)
        make: Any = seeds.plan_content if paper == "000" else seeds.board_content
        found[paper] = check(make(plan, as_at))
    return found


def places(checked: Checked) -> dict[str, list[str]]:
    """Where each code is found: priority and ref of an action, a name of the Lists, or a sheet."""
    board = checked.board
    actions = {action.source.row: action for action in board.actions}
    leads = {lead.source.cell("name"): lead.name for lead in board.leads}
    found: dict[str, list[str]] = {}
    for finding in checked.findings:
        place = leads.get(finding.place, finding.place.sheet)
        if place == "Plan":
            action = actions[finding.place.row]
            place = f"{action.priority.split()[-1]}/{action.ref}"
        found.setdefault(finding.rule.code, []).append(place)
    return found


@pytest.mark.parametrize(("paper", "rows"), [("000", 28), ("001", 42), ("002", 19), ("004", 22)])
def test_every_row_stands_on_the_plan_sheet(
    checked: dict[str, Checked], paper: str, rows: int
) -> None:
    assert len(checked[paper].board.actions) == rows


@pytest.mark.parametrize("paper", PLANS)
def test_exactly_these_findings_come(checked: dict[str, Checked], paper: str) -> None:
    assert places(checked[paper]) == EXPECTED[paper]


# What the rules of this project are called that each look-alike must not bring.
LOOK_ALIKES = {
    "date_in_period": {"PLAN-006", "PLAN-007", "PLAN-047", "PLAN-048"},
    "missing_timescale": {"PLAN-004"},
    "percent_of": {"PLAN-041", "PLAN-046"},
}


def rows_with(checked: Checked, quote: str) -> set[tuple[str, int]]:
    """The sheets and rows of which a cell holds these words."""
    board = checked.board
    return {
        (record.source.sheet, record.source.row)
        for records in (board.actions, board.outcomes, board.evidence, board.narrative)
        for record in records
        for key in record.source.columns
        if quote in text_of(getattr(record, key, ""))
    }


def text_of(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("paper", PLANS)
def test_nothing_that_only_looks_wrong_is_flagged(
    shared: Path, checked: dict[str, Checked], paper: str
) -> None:
    known = seeds.load(shared, "findings_annual_report")["not_defects"]
    for item in (item for item in known if item["document"] == paper):
        holding = rows_with(checked[paper], item["quote"])
        flagged = {
            (finding.place.sheet, finding.place.row)
            for finding in checked[paper].findings
            if finding.rule.code in LOOK_ALIKES[item["rule"]]
        }
        assert holding, item["quote"]
        assert not holding & flagged, item["quote"]


def test_the_row_that_lost_its_reference_is_offered_the_next_one(
    checked: dict[str, Checked],
) -> None:
    (finding,) = (f for f in checked["004"].findings if f.rule.code == "PLAN-021")
    assert finding.how_to_fix.endswith("for example 3c.")


def test_a_timescale_under_method_is_hinted_at(checked: dict[str, Checked]) -> None:
    missing = [f.message for f in checked["002"].findings if f.rule.code == "PLAN-004"]
    assert Counter("seems to name one" in message for message in missing) == {True: 4, False: 5}


def test_all_three_amounts_with_a_point_are_counted(checked: dict[str, Checked]) -> None:
    (finding,) = (f for f in checked["002"].findings if f.rule.code == "PLAN-041")
    assert "(3 here)" in finding.message


def test_no_message_quotes_what_a_person_wrote(checked: dict[str, Checked]) -> None:
    for each in checked.values():
        written = [
            text
            for action in each.board.actions
            for text in (action.action, *action.tasks, *action.method, *action.objective)
            if len(text) > 30
        ]
        messages = "\n".join(map(str, each.findings))
        assert written
        assert not any(text in messages for text in written)
