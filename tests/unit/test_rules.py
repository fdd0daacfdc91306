"""Every rule: one small flaw that brings it, and its nearest sound neighbour that does not."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink
from openpyxl.worksheet.filters import FilterColumn, Filters

from tests import in_memory
from tests.builders import (
    Fields,
    action,
    board,
    check,
    check_bytes,
    datum,
    edited,
    indicator,
    with_settings,
)
from tests.drawings import picture
from tests.in_memory import FIRST_ROW, with_cells, with_heading, without_sheet
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check_workbook
from toolkit.layout.board import BOARD
from toolkit.reading.workbook import Workbook
from toolkit.results.history_chain import START, links_after
from toolkit.results.history_mark import mark_of_board
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.workbook.create import Content
from tools.all_rules import OF_WORKBOOKS as RULES

Edit = Callable[[Workbook], Workbook]


@dataclass(frozen=True)
class InFile:
    """What a person did to a workbook's file, through openpyxl."""

    edit: Callable[[Any], None]


@dataclass(frozen=True)
class Beside:
    """A workbook that lies in a folder, with one other file beside it."""

    content: Content
    name: str
    data: bytes


Book = Content | Edit | InFile | Beside


PNG = picture()
LARGEST = 2 * 2**20


def missing_sheet(name: str) -> Edit:
    return lambda book: without_sheet(book, name)


def heading(old: str, new: str) -> Edit:
    return lambda book: with_heading(book, "Plan", old, new)


def extra_heading(text: str, *, clear_first: bool = False) -> Edit:
    def edit(book: Workbook) -> Workbook:
        far_right = len(book.grids["Plan"].rows[0]) + 2
        cleared = with_heading(book, "Plan", text, "") if clear_first else book
        return with_cells(cleared, "Plan", {(FIRST_ROW - 1, far_right): text})

    return edit


def setting_label(text: str) -> Edit:
    return lambda book: with_cells(book, "Settings", {(4, 1): text})


def typed_in_file(under: str, value: object) -> InFile:
    def edit(book: Any) -> None:
        plan = book["Plan"]
        (column,) = (c.column for c in plan[FIRST_ROW - 1] if c.value == under)
        plan.cell(FIRST_ROW, column).value = value

    return InFile(edit)


def hidden_row(book: Any) -> None:
    book["Plan"].row_dimensions[FIRST_ROW].hidden = True


def filtered_row(book: Any) -> None:
    shown = FilterColumn(colId=1, filters=Filters(filter=["1.2"]))
    book["Plan"].tables["Plan"].autoFilter.filterColumn.append(shown)
    hidden_row(book)


def linked_workbook(book: Any) -> None:
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(
        type="externalLinkPath", Target="Police return.xlsx", TargetMode="External"
    )
    book._external_links.append(link)


def plan(**fields: Any) -> Content:
    return board([action(**fields)])


def two_actions(**second: Any) -> Content:
    return board(
        [action(), action(**{"id": "A-0002", "ref": "1.2", "due": date(2027, 2, 26)} | second)]
    )


def priorities(*on_front_list: str, **first: Any) -> Content:
    refs = [str(number) for number in range(1, len(on_front_list) + 1)]
    rows: list[dict[str, Any]] = [
        {"id": f"P-000{ref}", "ref": ref, "title": "Neglect", "on_front_list": listed}
        for ref, listed in zip(refs, on_front_list, strict=True)
    ]
    rows[0] |= first
    actions = [
        action(priority=ref, ref=f"{ref}.1", id=None, due=date(2026, 12, int(ref)))
        for ref in refs[:2]
    ]
    return board(actions, Priorities=rows)


OURS = {"name": "Ourshire", "kind": "Our area"}


def figures(*rows: Any, **fields: Any) -> Content:
    return board(Indicators=[indicator(**fields)], Data=rows or [datum()])


_QUARTERS = ("2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2025/26 Q4")


def quarters(*values: Any) -> list[dict[str, Any]]:
    """A value for each quarter in turn; none, and no row, where it is None."""
    return [
        datum(period=period, value=Decimal(value))
        for period, value in zip(_QUARTERS, values, strict=False)
        if value is not None
    ]


def out_of_order(*places: int) -> list[dict[str, Any]]:
    return [datum(period=_QUARTERS[place], value=20 + place) for place in places]


def counted(*counts: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        datum(
            period=period,
            value=round(Decimal(some * 100) / everyone, 1),
            numerator=some,
            denominator=everyone,
        )
        for period, (some, everyone) in zip(_QUARTERS, counts, strict=False)
    ]


def targets(*rows: tuple[str, int | None]) -> Content:
    return board(
        Indicators=[indicator()],
        Data=[datum()],
        Targets=[
            {"indicator": "CP06", "period": period, "target": target} for period, target in rows
        ],
    )


def year_of(total: int) -> Content:
    year = datum(period="2025/26", value=total)
    return figures(*quarters(5, 6, 4, 5), year, unit="Number", adds_up="Each period alone")


def shares(*values: str, **second: Any) -> Content:
    part = {"part_of": "Plans by category", "target": None}
    return board(
        Indicators=[
            indicator(**part),
            indicator(**{"id": "I-0002", "code": "CP07", "title": "Other plans"} | part | second),
        ],
        Data=[datum(value=Decimal(values[0])), datum(indicator="CP07", value=Decimal(values[1]))],
    )


def led_by(lead: str) -> Content:
    known = {"name": "Head of Safeguarding", "kind": "Post", "also_known_as": "HoS"}
    return board([action(lead=lead)], Leads=[known])


def dated(day: date) -> Content:
    return with_settings(plan(due=date(2026, 12, 18)), plan_date=day)


def updated(**fields: Any) -> Content:
    update = {"action": "A-0001", "updated_on": date(2026, 9, 30), "new_date": date(2027, 1, 29)}
    return board([action(**fields)], Updates=[update])


def told_again(**fields: Any) -> Content:
    update = {"action": "A-0001", "updated_on": date(2026, 9, 30), "progress": "Sixteen trained."}
    return board([action(progress="Fourteen trained.", **fields)], Updates=[update])


def agreed_before(**fields: Any) -> Content:
    """A rating agreed for a quarter that is closed."""
    history = {
        "period": "2026/27 Q1",
        "closed_on": date(2026, 7, 10),
        "kind": "Rating",
        "record": "A-0001",
        "name": "1.1",
        "reported": "Green",
    }
    put_right = {"corrective_action": "A second trainer"}
    return board([action(**{"process_agreed": "Green", **put_right, **fields})], History=[history])


def moved(approved: str) -> Content:
    late = {"corrective_action": "A second trainer", "process_agreed": "Amber"}
    return with_settings(plan(revised_due=date(2027, 1, 29), **late), plan_status=approved)


def worded(timescale: str, **fields: Any) -> Content:
    """An action whose date is in words, if anywhere."""
    return plan(due=None, timescale=timescale, **fields)


def referenced(*refs: str) -> Content:
    """One priority with those references, each due on a day of its own."""
    return board(
        [
            action(id=f"A-{number:04}", ref=ref, due=date(2026, 12, number))
            for number, ref in enumerate(refs, start=1)
        ]
    )


def under_two_priorities(ref: str) -> Content:
    rows = [
        {"id": f"P-000{number}", "ref": number, "title": "Neglect", "on_front_list": "Yes"}
        for number in ("1", "2")
    ]
    refs = ("1.1", "1.2", ref)
    actions = [
        action(id=None, ref=each, due=date(2026, 12, number))
        for number, each in enumerate(refs, start=1)
    ]
    return board(actions, Priorities=rows)


def two_leads(first: str, second: str, also_known_as: str = "") -> Content:
    names = [{"name": first, "also_known_as": also_known_as}, {"name": second}]
    return board([], Leads=[name for name in names if name["name"]])


def same_length(second: str) -> Content:
    return board(
        [
            action(timescale="3 months"),
            action(id="A-0002", ref="1.2", timescale=second, due=date(2027, 2, 26)),
        ]
    )


def copied(**second: Any) -> Content:
    """Three actions, the second like the first but for those fields."""
    copy = action(**{"id": "A-0002", "ref": "1.2"} | second)
    return board([action(), copy, action(id="A-0003", ref="1.3", due=date(2027, 2, 26))])


def labelled(*bullets: str) -> Content:
    blocks = [{"place": "Plan introduction", "style": "Bullet", "text": text} for text in bullets]
    return board(Narrative=blocks)


def listed_at_front(*sub_points: str) -> Content:
    title = "Harm, including neglect, county lines and trafficking"
    return board(
        Priorities=[
            {
                "id": "P-0001",
                "ref": "1",
                "title": "Harm",
                "front_title": title,
                "sub_points": "\n".join(sub_points),
                "on_front_list": "Yes",
            }
        ]
    )


def explained(objective: str) -> Content:
    hub = {"short": "MASH", "long": "Multi-agency safeguarding hub"}
    return board([action(objective=objective)], Abbreviations=[hub])


def reported(kind: str, record: str, words: str) -> Content:
    history = {
        "period": "2026/27 Q1",
        "closed_on": date(2026, 7, 10),
        "kind": kind,
        "record": record,
        "area": "Ourshire",
        "data_period": "2026/27 Q1",
        "reported": words,
    }
    return board([action()], History=[history], Indicators=[indicator()], Data=[datum()])


def closed_with(kind: str, words: str, *actions: Fields, ref: str = "1.1") -> Content:
    """A board whose Q1 was closed with one report on A-0001, and its actions now."""
    history = {
        "period": "2026/27 Q1",
        "closed_on": date(2026, 7, 10),
        "kind": kind,
        "record": "A-0001",
        "name": ref,
        "reported": words,
    }
    return board(actions, History=[history])


def in_history(
    order: tuple[int, ...] = (0, 1, 2), retyped: int | None = None, chain: bool = True
) -> Content:
    """A board with three rows that closings wrote in History, as they are there now."""
    common = {"period": "2026/27 Q1", "closed_on": date(2026, 7, 10)}
    rows: tuple[Fields, ...] = (
        {**common, "kind": "Due date", "record": "A-0001", "reported": "18 December 2026"},
        {**common, "kind": "Rating", "record": "A-0001", "reported": "Green"},
        {**common, "kind": "Document", "reported": "plan.docx"},
    )
    reports = check(board([action()], History=rows)).board.history
    links = [*links_after(START, reports)]
    written = [
        {**row, "chain": str(link) if chain else None}
        for row, link in zip(rows, links, strict=True)
    ]
    if retyped is not None:
        written[retyped] |= {"reported": "Amber"}
    kept = {"Toolkit history rows": 3, "Toolkit history head": links[-1].head}
    return replace(board([action()], History=[written[row] for row in order]), highest=kept)


def kept_up_to(number: int) -> "Beside":
    """A board whose backups' folder knows of so many rows of its History of three."""
    content = in_history()
    mark = mark_of_board(check(content).board)
    assert mark is not None
    last = mark.last._replace(number=number)
    return Beside(
        content, "Toolkit backups/board history.txt", str(replace(mark, last=last)).encode()
    )


def approved(*actions: Fields) -> Content:
    """A board that was closed with A-0001 as it is, due on 18 December."""
    return closed_with("Due date", "18 December 2026", *actions)


def coloured(colour: str) -> Content:
    return board(settings={"board_colour": colour})


def with_logo(
    typed: str = "logo.png", data: bytes = PNG, description: str = "The board's name over a bridge"
) -> Beside:
    """A board whose Settings name a logo, and a picture called logo.png beside it."""
    settings = {"logo": typed, "logo_description": description}
    return Beside(board(settings=settings), "logo.png", data)


LATE = {"due": date(2026, 10, 8), "process_agreed": "Red"}
DONE = {"status": "Complete", "completed_on": date(2026, 10, 9)}

# Code: the book that brings exactly this finding, and one like it that is clean.
CASES: Mapping[str, tuple[Book, Book]] = {
    "SHEET-001": (missing_sheet("Data"), missing_sheet("Updates")),
    "SHEET-002": (heading("Lead", ""), heading("Next due", "")),
    "SHEET-003": (heading("Objective", "Objectives"), heading("Objective", "OBJECTIVE:")),
    "SHEET-004": (heading("Lead", "Lead officer"), heading("Lead", "lead")),
    "SHEET-005": (extra_heading("Lead"), extra_heading("Our notes")),
    "SHEET-006": (heading("Sub-group", ""), extra_heading("Sub-group", clear_first=True)),
    "SHEET-007": (InFile(hidden_row), InFile(filtered_row)),
    "SHEET-008": (setting_label("Our name"), setting_label("BOARD NAME:")),
    "SHEET-009": (InFile(linked_workbook), board()),
    "SHEET-010": (heading("Lead", "Who leads"), heading("Days overdue", "Who leads")),
    "CELL-001": (typed_in_file("Objective", "#N/A"), typed_in_file("Objective", "N/A")),
    "CELL-002": (typed_in_file("Objective", '="See "&"above"'), board()),
    "CELL-003": (priorities("Yes", title=""), priorities("Yes", front_title="")),
    "CELL-004": (plan(status="Ongoing"), plan(status="IN PROGRESS")),
    "CELL-005": (plan(due="soon"), plan(due=date(2026, 12, 18))),
    "CELL-006": (figures(target="about 20"), figures(target="20%")),
    "CELL-007": (figures(datum(period="spring")), figures(datum(period="Q1 2026/27"))),
    "CELL-008": (board(Data=[datum()]), figures(datum())),
    "CELL-009": (plan(due="31/11/2026"), plan(due=date(2026, 11, 30))),
    "CELL-010": (plan(due=date(1905, 7, 18)), plan(due=date(2026, 12, 18))),
    "CELL-011": (plan(due="18 December 2026"), plan(due=date(2026, 12, 18))),
    "HIST-001": (
        approved(action(id="A-0002", ref="1.2")),
        closed_with("Ended", "Withdrawn", action(id="A-0002", ref="1.2")),
    ),
    "HIST-002": (approved(action(id="A-0002")), approved(action())),
    "HIST-003": (
        approved(action(status="Withdrawn")),
        approved(action(status="Withdrawn", revision="No money; agreed by the Executive")),
    ),
    "HIST-004": (
        approved(action(status="Merged into another", revision="Agreed by the Executive")),
        approved(
            action(
                status="Merged into another",
                revision="Agreed by the Executive",
                continued_in="1.2",
            ),
            action(id="A-0002", ref="1.2", action="Write guidance", due=date(2027, 2, 26)),
        ),
    ),
    "HIST-005": (
        closed_with("Due date", "18 December 2026", action(ref="1.2")),
        closed_with("Due date", "18 December 2026", action(ref="1.2"), ref="1.2 "),
    ),
    "HIST-006": (
        closed_with("Wording", "Train the front door", action()),
        closed_with("Wording", "Train  the front door in the neglect toolkit.", action()),
    ),
    "HIST-007": (in_history(retyped=1), in_history()),
    "HIST-008": (in_history(order=(0, 2, 1)), in_history()),
    "HIST-009": (in_history(order=(0, 1, 2, 1)), in_history()),
    "HIST-010": (in_history(order=(0, 2)), in_history()),
    "HIST-011": (in_history(retyped=1, chain=False), in_history(chain=False)),
    "HIST-012": (kept_up_to(4), kept_up_to(3)),
    "ID-001": (two_actions(id="A-0001"), two_actions(id=None)),
    "ID-002": (two_actions(ref="1.1"), two_actions(ref="")),
    "PLAN-001": (plan(action="", tasks=""), plan(action="")),
    "PLAN-002": (priorities("Yes", "No"), priorities("Yes", "Yes", "No")),
    "PLAN-003": (plan(lead=""), plan(lead="", status="Withdrawn")),
    "PLAN-004": (plan(due=None), plan(due=None, timescale="Quarterly")),
    "PLAN-005": (led_by("Head of Safeguardng"), led_by("hos")),
    "PLAN-006": (plan(due=date(2027, 4, 1)), plan(due=date(2027, 3, 31))),
    "PLAN-007": (dated(date(2026, 12, 19)), dated(date(2026, 12, 18))),
    "PLAN-008": (
        plan(due=date(2026, 10, 8), process_agreed="Green"),
        plan(due=date(2026, 10, 9), process_agreed="Green"),
    ),
    "PLAN-009": (plan(status="Complete"), plan(**DONE)),
    "PLAN-010": (plan(**DONE | {"completed_on": date(2026, 10, 10)}), plan(**DONE)),
    "PLAN-011": (plan(completed_on=date(2026, 10, 9)), plan(**DONE)),
    "PLAN-012": (
        two_actions(due=date(2026, 12, 18), action="Train the night team"),
        two_actions(due=date(2026, 12, 19), action="Train the night team"),
    ),
    "PLAN-013": (plan(process_agreed="Grey"), plan(process_agreed="Green")),
    "PLAN-014": (plan(impact_agreed="Green"), plan(impact_agreed="Green", evidence="Audit")),
    "PLAN-015": (plan(**LATE), plan(**LATE, corrective_action="A second trainer")),
    "PLAN-016": (updated(), updated(due=date(2027, 1, 29))),
    "PLAN-017": (
        reported("Due date", "A-0001", "17 December 2026"),
        reported("Due date", "A-0001", "18 December 2026"),
    ),
    "PLAN-018": (moved(approved="Approved"), moved(approved="For approval")),
    "PLAN-019": (plan(resources="Under review"), plan(resources="This is kept under review.")),
    "PLAN-020": (
        plan(action="Project plan to be developed", tasks=""),
        plan(action="Develop the project plan", tasks=""),
    ),
    "PLAN-021": (referenced("1.1", "1.2", ""), referenced("1.1", "", "")),
    "PLAN-022": (explained("Ask the front door"), explained("Ask the MASH")),
    "PLAN-023": (under_two_priorities("2.1"), under_two_priorities("1.3")),
    "PLAN-024": (referenced("1a", "1b", "1C"), referenced("1a", "1b", "1c")),
    "PLAN-025": (plan(ref="1.1, 1.2"), plan(objective="1. See it early\n2. Act on it")),
    "PLAN-026": (plan(other_leads="\u201c \u201c"), plan(other_leads="Police")),
    "PLAN-027": (plan(other_leads="Head of Safeguarding"), plan(other_leads="Police")),
    "PLAN-028": (two_leads("QA Sub", "QA Group"), two_leads("QA Sub", "", "QA Group")),
    "PLAN-029": (plan(other_leads="Police//Health"), plan(other_leads="Police/Health")),
    "PLAN-030": (
        worded("Quarterly, Head of Safeguarding"),
        worded("Quarterly report to the Head of Safeguarding"),
    ),
    "PLAN-031": (plan(lead="Quarterly"), plan(lead="head of safeguarding")),
    "PLAN-032": (worded("As the strategy says"), worded("Within 6 months of the strategy")),
    "PLAN-033": (worded("Ongoing"), worded("Ongoing from May 2026")),
    "PLAN-034": (worded("3 months", start=None), worded("3 months")),
    "PLAN-035": (
        with_settings(worded("by December"), period="The years to come"),
        plan(due=date(2026, 12, 18), timescale="by December"),
    ),
    "PLAN-036": (plan(timescale="March 2027"), plan(timescale="December 2026")),
    "PLAN-037": (same_length("3months"), same_length("3 months")),
    "PLAN-038": (worded("Bi-annually"), worded("Half-yearly")),
    "PLAN-039": (worded("Monthly\nQuarterly\nYearly"), worded("Monthly\nQuarterly")),
    "PLAN-040": (
        plan(impact_expected="Seen early\nActed on", how_we_will_know="Audit"),
        plan(impact_expected="Seen early\nActed on", how_we_will_know="Audit\nSurvey"),
    ),
    "PLAN-041": (plan(resources="£40.000"), plan(resources="£40,000 and £1.50")),
    "PLAN-042": (plan(resources="Funding to be found"), plan(resources="£500 to be found")),
    "PLAN-043": (copied(), copied(action="Train the night team in the neglect toolkit")),
    "PLAN-044": (
        plan(action="We will do the following:", tasks=""),
        plan(action="We will do the following:"),
    ),
    "PLAN-045": (
        labelled("Risk: how it is seen", "Strength: what it builds on", "Partners:"),
        labelled("Risk: how it is seen", "Strength: what it builds on", "Partners: all"),
    ),
    "PLAN-046": (
        plan(action="We will take the following three steps:"),
        plan(action="We will take the following two steps:"),
    ),
    "PLAN-047": (plan(objective="Support in 2026-2028"), plan(objective="Support in 2027-2029")),
    "PLAN-048": (plan(tasks="Event on 31.3.26"), plan(tasks="Event on 1.4.26")),
    "PLAN-049": (
        plan(progress="The chairs met in November 2026."),
        plan(progress="The chairs met in September 2026."),
    ),
    "PLAN-050": (plan(tasks="1. Book\n2.Hold"), plan(tasks="1. Book\n2. Hold")),
    "PLAN-051": (
        with_settings(plan(), plan_date=None),
        with_settings(plan(), plan_date=None, plan_version="2"),
    ),
    "PLAN-052": (
        with_settings(plan(), plan_status="Approved"),
        with_settings(plan(process_agreed="Green"), plan_status="Approved"),
    ),
    "PLAN-053": (
        listed_at_front("Neglect", "County lines", "Forced marriage"),
        listed_at_front("Neglect", "County lines", "Trafficked children"),
    ),
    "PLAN-054": (
        plan(objective="Use the GCP"),
        plan(objective="Use the Graded Care Profile (GCP)"),
    ),
    "PLAN-055": (worded("By 18 December 2026"), worded("Quarterly")),
    "PLAN-056": (
        told_again(updated_on=date(2026, 9, 29)),
        told_again(updated_on=date(2026, 9, 30)),
    ),
    "PLAN-057": (
        agreed_before(due=date(2026, 10, 8)),
        agreed_before(due=date(2026, 10, 8), agreed_on=date(2026, 10, 1), process_agreed="Red"),
    ),
    "PLAN-058": (
        with_settings(plan(process_agreed="Grey"), rating_scheme="Three colours"),
        with_settings(plan(process_agreed="Green"), rating_scheme="Three colours"),
    ),
    "PLAN-059": (board([], Priorities=()), plan()),
    "DATA-001": (figures(datum(value=None)), figures(datum(value=0))),
    "DATA-002": (
        figures(datum(status="Suppressed")),
        figures(datum(status="Suppressed", value=None)),
    ),
    "DATA-003": (reported("Value", "I-0001", "20"), reported("Value", "I-0001", "21")),
    "DATA-004": (figures(datum(value=101)), figures(datum(value=100))),
    "DATA-005": (figures(datum(value=Decimal("0.93"))), figures(datum(value=1))),
    "DATA-006": (figures(*quarters("2.1", "2.2", "23")), figures(*quarters("2.1", "2.2", "6.3"))),
    "DATA-007": (
        figures(*quarters(21, "22.4", "8.75")),
        figures(*quarters(21, "22.41", "8.75")),
    ),
    "DATA-008": (
        figures(datum(value=Decimal("21.4"), numerator=3, denominator=15)),
        figures(datum(value=20, numerator=3, denominator=15)),
    ),
    "DATA-009": (
        figures(datum(value=2, numerator=3, denominator=15)),
        figures(datum(value=20, numerator=3, denominator=15)),
    ),
    "DATA-010": (
        figures(datum(value=20, numerator=16, denominator=15)),
        figures(datum(value=100, numerator=15, denominator=15)),
    ),
    "DATA-011": (
        figures(datum(value=0, numerator=0, denominator=0)),
        figures(datum(value=None, status="Not applicable", numerator=0, denominator=0)),
    ),
    "DATA-012": (
        figures(datum(value=-1), unit="Number"),
        figures(datum(value=0), unit="Number"),
    ),
    "DATA-013": (
        figures(datum(value="1400 (tbc)"), unit="Number"),
        figures(datum(value=1400, status="Provisional"), unit="Number"),
    ),
    "DATA-014": (figures(*quarters(21, None, 20)), figures(*quarters(21, 22, 20))),
    "DATA-015": (
        figures(*out_of_order(0, 1, 3, 2)),
        figures(*out_of_order(3, 2, 1, 0)),
    ),
    "DATA-016": (
        figures(*counted((40, 80), (40, 80))),
        figures(*counted((40, 80), (39, 80))),
    ),
    "DATA-017": (
        figures(datum(value=22, status="Provisional"), datum(value=21)),
        figures(datum(period="2025/26 Q4", value=22), datum(value=21)),
    ),
    "DATA-018": (
        figures(datum(value=22, source_text="Police"), datum(source_text="Council")),
        figures(datum(value=21, source_text="Police"), datum(period="2026/27 Q2", value=20)),
    ),
    "DATA-019": (
        figures(datum(), datum(area="England", period="2025/26 Q1", value=24)),
        figures(datum(), datum(area="England", period="2025/26 Q2", value=24)),
    ),
    "DATA-020": (year_of(19), year_of(20)),
    "DATA-021": (shares("50", "48"), shares("50", "49")),
    "DATA-022": (
        figures(datum(value=22), datum(value=21)),
        figures(datum(period="2025/26 Q4", value=22), datum(value=21)),
    ),
    "DATA-023": (
        figures(datum(value=None, numerator=12, denominator=58)),
        figures(datum(value=Decimal("20.7"), numerator=12, denominator=58)),
    ),
    "IND-001": (figures(good_is="Neither"), figures(good_is="Stay close")),
    "IND-002": (figures(tolerance_in=""), figures(tolerance_in="", tolerance=None)),
    "IND-003": (figures(floor=19), figures(floor=20)),
    "IND-004": (figures(target_to=20), figures(target_to=21)),
    "IND-005": (
        board(Indicators=[indicator()], Areas=[{"name": "England", "kind": "England"}]),
        board(Areas=[{"name": "England", "kind": "England"}]),
    ),
    "IND-006": (
        targets(("2026/27", 20), ("2026-27", 18)),
        targets(("2026/27", 20), ("2026/27 Q1", 18)),
    ),
    "IND-007": (shares("50", "50", unit="Number"), shares("50", "50", unit="%")),
    "IND-008": (
        board(Indicators=[indicator(tolerance="-0.1")]),
        board(Indicators=[indicator(tolerance=0)]),
    ),
    "IND-009": (
        board(Indicators=[indicator(baseline=4)]),
        board(Indicators=[indicator(baseline=5)]),
    ),
    "IND-010": (targets(("2026/27", None)), targets(("2026/27", 0))),
    "IND-011": (figures(target=Decimal("0.9")), figures(target=1)),
    "IND-012": (
        board(Areas=[OURS, {"name": "East", "kind": "Part of our area", "parent": "East"}]),
        board(Areas=[OURS, {"name": "East", "kind": "Part of our area", "parent": "Ourshire"}]),
    ),
    "GREY-001": (
        typed_in_file("Next due", "in the autumn"),
        typed_in_file("Next due", date(2026, 9, 30)),
    ),
    "LOOK-001": (coloured("purple"), coloured("5b2a86")),
    "LOOK-002": (coloured("#777777"), coloured("#767676")),
    "LOOK-003": (with_logo("pictures/logo.png"), with_logo()),
    "LOOK-004": (with_logo("emblem.png"), with_logo()),
    "LOOK-005": (with_logo(data=PNG[:-1]), with_logo(data=PNG)),
    "LOOK-006": (
        with_logo(data=PNG.ljust(LARGEST + 1, b"\0")),
        with_logo(data=PNG.ljust(LARGEST, b"\0")),
    ),
    "LOOK-007": (with_logo(description="logo.png"), with_logo(description="Our logo")),
}


@pytest.fixture(params=RULES, ids=lambda rule: rule.code)
def rule(request: pytest.FixtureRequest) -> Rule:
    return request.param


@functools.cache
def flawed(code: str) -> tuple[Finding, ...]:
    return found_in(CASES[code][0])


def found_in(book: Book) -> tuple[Finding, ...]:
    match book:
        case Content():
            return check(book).findings
        case InFile():
            return check_bytes(edited(board(), book.edit)).findings
        case Beside():
            with TemporaryDirectory() as folder:
                path = Path(folder) / book.name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(book.data)
                made = in_memory.workbook(book.content)
                return check_workbook(
                    made, as_at=AsAt(date(1999, 1, 1)), folder=Path(folder)
                ).findings
        case _:
            made = book(in_memory.workbook(board()))
            return check_workbook(made, as_at=AsAt(date(1999, 1, 1))).findings


def test_every_rule_has_a_code_of_its_own() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]+-\d{3}", code) for code in codes)
    assert set(CASES) == set(codes)


def test_the_flaw_brings_the_rule_and_nothing_else(rule: Rule) -> None:
    assert [finding.rule.code for finding in flawed(rule.code)] == [rule.code]


def test_its_sound_neighbour_is_clean(rule: Rule) -> None:
    assert [str(finding) for finding in found_in(CASES[rule.code][1])] == []


def test_what_is_printed_is_sentences(rule: Rule) -> None:
    for finding in flawed(rule.code):
        for text in (finding.message, finding.how_to_fix):
            assert re.fullmatch(r'["A-Z].*[^.\s]\.', text), text
            assert not re.search(r"[{}]|None|Missing|  |\.\.", text), text


def test_it_names_a_cell(rule: Rule) -> None:
    for finding in flawed(rule.code):
        sheet_only = rule.code in ("SHEET-001", "SHEET-009")
        assert re.fullmatch("" if sheet_only else r"[A-Z]{1,2}\d+", finding.place.cell)


def test_it_is_an_error_a_warning_or_a_note(rule: Rule) -> None:
    assert rule.severity in Severity
    assert rule.severity.word in ("error", "warning", "note")


def test_no_finding_quotes_free_text() -> None:
    """A cell may name a child; a message may travel further than its workbook."""
    secret = "Zebedee Quill, 14"
    quoted_on_purpose = {"ID", "Ref", "Outcome no", "Code"}
    rows = {
        name: [
            {
                column.key: secret
                for column in table.columns
                if column.is_record_field and column.heading not in quoted_on_purpose
            }
        ]
        for name, table in BOARD.tables.items()
        if not table.fixed_rows and name not in ("Leads", "Areas")
    }
    checked = check(Content(rows=rows))
    assert len(checked.findings) > 30
    assert all("Zebedee" not in str(finding) for finding in checked.findings)
