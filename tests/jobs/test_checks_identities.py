"""Identities and references that appear twice."""

from datetime import date
from typing import Any

import pytest

from tests.builders import action, board, check, check_bytes, codes, edited, indicator, place_of
from toolkit.workbook.create import Content

LATER = date(2027, 2, 26)

REGISTERS: dict[str, dict[str, Any]] = {
    "Themes": {"ref": "A", "title": "Children"},
    "Priorities": {"ref": "1", "title": "Neglect", "on_front_list": "Yes"},
    "Evidence": {"priority": "1", "text": "Three of five audits found drift."},
    "Outcomes": {"priority": "1", "outcome": "Neglect is named early."},
    "Measures": {"priority": "1", "measure": "Fewer second plans"},
    "Plan": action(),
    "Indicators": indicator(),
}


def twice(register: str, first: str, second: str) -> Content:
    rows = [
        {**REGISTERS[register], "id": number}
        | ({"ref": ref} if "ref" in REGISTERS[register] else {})
        for number, ref in ((first, "1"), (second, "2"))
    ]
    if register == "Indicators":
        rows[1]["code"] = "CP07"
    if register == "Plan":
        rows[1]["due"] = LATER
        return board(rows)
    return board(**{register: rows})


@pytest.mark.parametrize("register", REGISTERS)
def test_an_id_appears_once_in_every_register(register: str) -> None:
    (finding,) = check(twice(register, "X-0001", "X-0001")).findings
    first, second = (place_of(register, "id", row) for row in (4, 5))
    assert finding.message == f"The ID X-0001 also appears in {first}."
    assert (finding.place.sheet, finding.place.cell) == (register, second)
    assert codes(twice(register, "X-0001", "X-0002")) == []


def test_rows_without_an_id_are_not_copies_of_each_other() -> None:
    assert codes(twice("Plan", "", "")) == []


def test_each_copy_is_named_and_the_first_one_is_not() -> None:
    actions = [action(ref=f"1.{n}", due=date(2026, 12, n)) for n in (1, 2, 3)]
    findings = check(board(actions)).findings
    first, *others = (place_of("Plan", "id", row) for row in (4, 5, 6))
    assert [finding.place.cell for finding in findings] == others
    assert all(first in finding.message for finding in findings)


def test_a_hidden_copy_is_found_as_well() -> None:
    def hide(book: Any) -> None:
        book["Plan"].row_dimensions[5].hidden = True

    findings = check_bytes(edited(twice("Plan", "A-0001", "A-0001"), hide)).findings
    assert sorted(finding.rule.code for finding in findings) == ["ID-001", "SHEET-007"]


def test_a_reference_is_the_same_whatever_its_case() -> None:
    second = action(id="A-0002", ref="1A", due=LATER)
    assert codes(board([action(ref="1a"), second])) == ["ID-002"]


def test_each_priority_counts_its_actions_from_the_beginning() -> None:
    priorities = [
        {"id": f"P-000{n}", "ref": str(n), "title": "Neglect", "on_front_list": "Yes"}
        for n in (1, 2)
    ]
    second = action(id="A-0002", priority="2", due=LATER)
    assert codes(board([action(), second], Priorities=priorities)) == []


def test_gaps_between_references_are_nobodys_fault() -> None:
    assert codes(board([action(ref="1.1"), action(id="A-0002", ref="1.7", due=LATER)])) == []


def test_a_priority_has_a_reference_of_its_own() -> None:
    priorities = [
        {"id": f"P-000{n}", "ref": "1", "title": "Neglect", "on_front_list": "Yes"} for n in (1, 2)
    ]
    (finding,) = check(board(Priorities=priorities)).findings
    assert finding.message == 'The reference "1" also appears in B4.'


def test_an_indicator_has_a_code_of_its_own() -> None:
    indicators = [indicator(), indicator(id="I-0002", code="cp06")]
    (finding,) = check(board(Indicators=indicators)).findings
    assert finding.message == 'The reference "cp06" also appears in B4.'
