"""Every rule: one small flaw that brings it, and its nearest sound neighbour that does not."""

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink
from openpyxl.worksheet.filters import FilterColumn, Filters

from tests.builders import action, board, check_bytes, datum, edited, indicator, with_settings
from tests.conftest import PROJECT
from tests.drawings import picture
from toolkit import jobs
from toolkit.findings import Finding, Rule, Severity
from toolkit.layout import TABLES
from toolkit.rules import RULES
from toolkit.workbook.create import Content, create

Edit = Callable[[Any], None]
FIRST_ROW = 4


@dataclass(frozen=True)
class Beside:
    """A workbook that lies in a folder, with one other file beside it."""

    content: Content
    name: str
    data: bytes


Book = Content | Edit | Beside


PNG = picture()
LARGEST = 2 * 2**20


def untouched(book: Any) -> None:
    pass


def without_sheet(name: str) -> Edit:
    return lambda book: book.remove(book[name])


def cell_of(book: Any, heading: str, sheet: str = "Plan", row: int = FIRST_ROW) -> Any:
    for cell in book[sheet][FIRST_ROW - 1]:
        if cell.value == heading:
            return book[sheet].cell(row, cell.column)
    raise KeyError(heading)


def heading(old: str, new: str | None) -> Edit:
    def edit(book: Any) -> None:
        cell_of(book, old, row=FIRST_ROW - 1).value = new

    return edit


def extra_heading(text: str, *, clear_first: bool = False) -> Edit:
    def edit(book: Any) -> None:
        plan = book["Plan"]
        if clear_first:
            cell_of(book, text, row=FIRST_ROW - 1).value = None
        plan.cell(FIRST_ROW - 1, plan.max_column + 2).value = text

    return edit


def typed(under: str, value: object) -> Edit:
    def edit(book: Any) -> None:
        cell_of(book, under).value = value

    return edit


def hidden_row(number: int) -> Edit:
    def edit(book: Any) -> None:
        book["Plan"].row_dimensions[number].hidden = True

    return edit


def setting_label(text: str) -> Edit:
    def edit(book: Any) -> None:
        book["Settings"]["A4"] = text

    return edit


def linked_workbook(book: Any) -> None:
    link = ExternalLink(externalBook=ExternalBook(id="rId1"))
    link.file_link = Relationship(
        type="externalLinkPath", Target="Police return.xlsx", TargetMode="External"
    )
    book._external_links.append(link)


def filtered_row(number: int) -> Edit:
    def edit(book: Any) -> None:
        shown = FilterColumn(colId=1, filters=Filters(filter=["1.2"]))
        book["Plan"].tables["Plan"].autoFilter.filterColumn.append(shown)
        hidden_row(number)(book)

    return edit


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
    actions = [action(priority=ref, id=None, due=date(2026, 12, int(ref))) for ref in refs[:2]]
    return board(actions, Priorities=rows)


def figures(*rows: Any, **fields: Any) -> Content:
    return board(Indicators=[indicator(**fields)], Data=rows or [datum()])


def led_by(lead: str) -> Content:
    known = {"name": "Head of Safeguarding", "kind": "Post", "also_known_as": "HoS"}
    return board([action(lead=lead)], Leads=[known])


def dated(day: date) -> Content:
    return with_settings(plan(due=date(2026, 12, 18)), plan_date=day)


def updated(**fields: Any) -> Content:
    update = {"action": "A-0001", "updated_on": date(2026, 9, 30), "new_date": date(2027, 1, 29)}
    return board([action(**fields)], Updates=[update])


def moved(approved: str) -> Content:
    return with_settings(plan(revised_due=date(2027, 1, 29)), plan_status=approved)


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
    "SHEET-001": (without_sheet("Data"), without_sheet("Updates")),
    "SHEET-002": (heading("Status", None), heading("Next due", None)),
    "SHEET-003": (heading("Objective", "Objectives"), heading("Objective", "OBJECTIVE:")),
    "SHEET-004": (heading("Lead", "Lead officer"), heading("Lead", "lead")),
    "SHEET-005": (extra_heading("Lead"), extra_heading("Our notes")),
    "SHEET-006": (heading("Sub-group", None), extra_heading("Sub-group", clear_first=True)),
    "SHEET-007": (hidden_row(FIRST_ROW), filtered_row(FIRST_ROW)),
    "SHEET-008": (setting_label("Our name"), setting_label("BOARD NAME:")),
    "SHEET-009": (linked_workbook, untouched),
    "CELL-001": (typed("Objective", "#N/A"), typed("Objective", "N/A")),
    "CELL-002": (typed("Objective", '="See "&"above"'), untouched),
    "CELL-003": (priorities("Yes", title=""), priorities("Yes", front_title="")),
    "CELL-004": (plan(status="Ongoing"), plan(status="in  PROGRESS")),
    "CELL-005": (plan(due="soon"), plan(due="18/12/2026")),
    "CELL-006": (figures(target="about 20"), figures(target="20%")),
    "CELL-007": (figures(datum(period="spring")), figures(datum(period="Q1 2026/27"))),
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
    "PLAN-012": (two_actions(due=date(2026, 12, 18)), two_actions(due=date(2026, 12, 19))),
    "PLAN-013": (plan(process_agreed="Grey"), plan(process_agreed="Green")),
    "PLAN-014": (plan(impact_agreed="Green"), plan(impact_agreed="Green", evidence="Audit")),
    "PLAN-015": (plan(**LATE), plan(**LATE, corrective_action="A second trainer")),
    "PLAN-016": (updated(), updated(due=date(2027, 1, 29))),
    "PLAN-017": (
        reported("Due date", "A-0001", "17 December 2026"),
        reported("Due date", "A-0001", "18 December 2026"),
    ),
    "PLAN-018": (moved(approved="Approved"), moved(approved="For approval")),
    "DATA-001": (figures(datum(value=None)), figures(datum(value=0))),
    "DATA-002": (
        figures(datum(status="Suppressed")),
        figures(datum(status="Suppressed", value=None)),
    ),
    "DATA-003": (reported("Value", "I-0001", "20"), reported("Value", "I-0001", "21")),
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
    if isinstance(book, Beside):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "board.xlsx"
            path.write_bytes(create(book.content))
            path.with_name(book.name).write_bytes(book.data)
            return jobs.check(path, None, date(1999, 1, 1)).findings
    data = create(book) if isinstance(book, Content) else edited(board(), book)
    return check_bytes(data).findings


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
        assert re.fullmatch("" if sheet_only else r"[A-Z]{1,2}\d+", finding.location.cell)


def test_it_is_an_error_a_warning_or_a_note(rule: Rule) -> None:
    assert rule.severity in Severity
    assert rule.severity.word in ("error", "warning", "note")


def test_it_has_a_page_in_the_documentation(rule: Rule) -> None:
    page = PROJECT / "docs" / "rules" / f"{rule.code}.md"
    assert page.is_file(), f"docs/rules/{rule.code}.md is to be written"
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    assert any(rule.code in heading for heading in headings)
    assert {"When it occurs", "How to fix"} <= set(headings)


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
        for name, table in TABLES.items()
        if not table.fixed_rows and name not in ("Leads", "Areas")
    }
    checked = check_bytes(create(Content(rows=rows)))
    assert len(checked.findings) > 30
    assert all("Zebedee" not in str(finding) for finding in checked.findings)
