"""From a workbook to a board: records, references, settings, missing sheets."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters

from tests import in_memory
from tests.builders import (
    AS_AT,
    action,
    board,
    check,
    check_bytes,
    datum,
    edited,
    indicator,
    place_of,
)
from toolkit.board.board import Board
from toolkit.board.settings import Settings
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import Checked, check_workbook
from toolkit.layout.board import BOARD
from toolkit.layout.board.settings import SETTINGS
from toolkit.layout.schema import Kind, Owner
from toolkit.reading.grid import Grid, address_of, column_letters
from toolkit.reading.reader import read_board
from toolkit.reading.workbook import Workbook
from toolkit.values.errors import NotABoardWorkbook
from toolkit.values.findings import CellPlace, Severity
from toolkit.values.missing import Missing
from toolkit.workbook.create import Content
from toolkit.workbook.files import read_bytes

DUE = place_of("Plan", "due", 4)


def read(content: Content) -> tuple[Board, list[str]]:
    """The board in that content's workbook, and each finding of the reader with its cell."""
    return read_workbook(in_memory.workbook(content))


def read_workbook(workbook: Workbook) -> tuple[Board, list[str]]:
    board, findings, *_ = read_board(workbook)
    return board, [f"{finding.rule.code} {place(finding)}" for finding in findings]


def place(finding: Any) -> str:
    return str(finding.place).removeprefix("[board.xlsx]")


def changed(edit: Callable[[Any], None], **tables: Any) -> tuple[Board, list[str]]:
    """The same after a person edited the clean workbook's file by hand."""
    return read_workbook(read_bytes(edited(board(**tables), edit), "board.xlsx"))


# Records


READ_FROM_OTHERS = {"due_in_words"}  # from the timescale
RECORDS = [name for name, table in BOARD.tables.items() if table.record]


@pytest.mark.parametrize("name", RECORDS)
def test_a_records_fields_are_the_columns_that_are_read(name: str) -> None:
    table = BOARD.tables[name]
    fields = {field.name for field in dataclasses.fields(table.record)}  # type: ignore[arg-type]

    columns = {column.key for column in table.columns if column.is_record_field}
    assert fields - READ_FROM_OTHERS == columns | {"source"}


def test_a_board_has_a_place_for_every_table_that_is_read_and_for_no_other() -> None:
    fields = {field.name for field in dataclasses.fields(Board)}

    held = [BOARD.tables[name].held_as for name in RECORDS]
    assert len(set(held)) == len(held)
    assert fields == {*held, "workbook", "settings"}


@pytest.mark.parametrize("name", RECORDS)
def test_a_board_says_of_what_record_each_of_its_fields_is(name: str) -> None:
    table = BOARD.tables[name]

    assert get_type_hints(Board)[table.held_as] == tuple[table.record, ...]


def test_a_clean_board_is_read_without_a_finding() -> None:
    clean, findings = read(board(Indicators=(indicator(),), Data=(datum(),)))

    assert findings == []
    assert (len(clean.actions), len(clean.priorities), len(clean.leads)) == (2, 1, 1)


def test_a_row_becomes_a_record_of_typed_values() -> None:
    only, _ = read(board([action(revised_due=None, tasks="One\nTwo")]))

    first = only.actions[0]
    assert (first.due, first.revised_due) == (date(2026, 12, 18), Missing.BLANK)
    assert (first.tasks, first.lead) == (("One", "Two"), "Head of Safeguarding")
    assert str(first.source.cell("due")) == f"[board.xlsx]Plan!{DUE}"


def test_figures_are_read_as_exact_numbers() -> None:
    rows = (datum(value=Decimal("23.4"), numerator=41, denominator=175),)

    figures, _ = read(board(Indicators=(indicator(),), Data=rows))

    assert (figures.data[0].value, figures.data[0].numerator) == (Decimal("23.4"), Decimal(41))


def test_the_tables_that_are_side_by_side_on_lists_are_read_apart() -> None:
    codes = ({"kind": "Audit", "meaning": "Cases looked at."},)
    short = ({"short": "MASH", "long": "Multi-agency safeguarding hub"},)

    lists, findings = read(board(EvidenceCodes=codes, Abbreviations=short))

    assert findings == []
    assert [(code.kind, code.meaning) for code in lists.evidence_codes] == [
        ("Audit", "Cases looked at.")
    ]
    assert [(item.short, item.source.row) for item in lists.abbreviations] == [("MASH", 5)]
    assert [area.name for area in lists.areas] == ["Ourshire", "England"]


def test_what_staff_typed_on_the_scorecard_is_read_with_its_indicator_and_area() -> None:
    row = {"code": "CP06", "area": "Ourshire", "latest": 21}
    typed = {"commentary": "Ask about it.", "to_meeting": "yes", "publish": "No"}

    one, findings = read(
        board(Indicators=(indicator(),), Data=(datum(),), Scorecard=(row | typed,))
    )

    assert findings == []
    (remark,) = one.remarks
    assert (remark.code, remark.area, remark.agency_comment) == ("CP06", "Ourshire", "")
    assert (remark.commentary, remark.to_meeting, remark.publish) == ("Ask about it.", "Yes", "No")


def test_a_row_of_the_scorecard_in_which_nobody_typed_is_no_remark() -> None:
    rows = ({"code": "CP06", "area": "Ourshire", "latest": 21, "sentence": "On target."},)

    assert read(board(Scorecard=rows))[0].remarks == ()


def test_a_word_that_publish_does_not_offer_is_found() -> None:
    rows = ({"code": "CP06", "area": "Ourshire", "publish": "Later"},)
    publish = [column.key for column in BOARD.tables["Scorecard"].columns].index("publish") + 1

    assert read(board(Scorecard=rows))[1] == [f"CELL-004 Scorecard!{column_letters(publish)}4"]


# References


def test_a_reference_is_written_as_the_row_it_names_whatever_its_case() -> None:
    rows = (datum(indicator="cp06", area="OURSHIRE"),)

    found, findings = read(board(Indicators=(indicator(),), Data=rows))

    assert findings == []
    assert (found.data[0].indicator, found.data[0].area) == ("CP06", "Ourshire")


def test_a_reference_to_no_row_is_found_with_the_nearest_one() -> None:
    unknown = check(board(Indicators=(indicator(),), Data=(datum(area="Englnd"),)))

    finding = next(f for f in unknown.findings if f.rule.code == "CELL-004")
    assert place(finding) == "Data!B4"
    assert finding.message == (
        '"Area" has a word that is not on its list; the nearest is "England".'
    )
    assert finding.how_to_fix == "Choose one of: Ourshire, England; or add it under Areas on Lists."
    assert unknown.board.data[0].area == ""


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (
            board(Indicators=[indicator()], Data=[datum(indicator="CP66")]),
            "; or add it on Indicators.",
        ),
        (board([action(priority="9")]), "; or add it on Priorities."),
        (board([action(status="Ongoing")]), "."),
        (board([action(process_agreed="Purple")]), "Grey."),
    ],
    ids=["code", "priority", "status", "rating"],
)
def test_it_is_said_where_staff_add_a_word_and_only_where_they_may(
    content: Content, where: str
) -> None:
    (finding,) = (f for f in check(content).findings if f.rule.code == "CELL-004")
    assert finding.how_to_fix.endswith(where)
    assert ("add it" in finding.how_to_fix) is ("add it" in where)


def test_a_reference_into_an_empty_list_is_told_to_be_described_there() -> None:
    nothing, findings = read(board(Data=(datum(),)))

    assert findings == ["CELL-008 Data!A4"]
    assert nothing.data[0].indicator == ""
    (finding,) = check(board(Data=(datum(),))).findings
    assert finding.message == "CP06 is not on Indicators, which is still empty."
    assert finding.how_to_fix == "Describe it there, or clear this cell."


def test_words_that_are_no_code_are_not_quoted_where_the_list_is_empty() -> None:
    (finding,) = check(board(Data=(datum(indicator="Tamsin Overbrook"),))).findings
    assert finding.message == 'What "Indicator" holds is not on Indicators, which is still empty.'


def test_a_reference_to_a_sheet_nobody_needs_is_found_though_the_sheet_is_gone() -> None:
    themed = {"id": "P-0001", "ref": "1", "title": "Neglect", "theme": "A", "on_front_list": "Yes"}

    def without_themes(book: Any) -> None:
        book.remove(book["Themes"])

    checked = check_bytes(edited(board(Priorities=[themed]), without_themes))
    assert [finding.rule.code for finding in checked.findings] == ["CELL-008"]


# A column that is gone


def check_with_heading(content: Content, sheet: str, old: str, new: str) -> Checked:
    """That content checked with another heading in place of one."""
    workbook = in_memory.with_heading(in_memory.workbook(content), sheet, old, new)
    return check_workbook(workbook, as_at=AsAt(date(1999, 1, 1)))


SCORECARD = board(
    Indicators=[
        indicator(part_of="Plans"),
        indicator(id="I-0002", code="CP07", title="Others", part_of="Plans"),
    ],
    Data=[
        datum(value=50),
        datum(indicator="CP07", value=50),
        datum(indicator="CP07", period="2026/27 Q2", value=22),
        datum(area="England", period="2026/27 Q2", value=24),
    ],
    Targets=[{"indicator": "CP06", "period": "2026/27", "target": 20}],
)
PLANNED = board(
    [
        action(process_agreed="Blue", status="Complete", completed_on=date(2026, 10, 1)),
        action(id="A-0002", ref="1.2", due=date(2027, 2, 26), impact_agreed="Green", evidence="x"),
        action(id="A-0003", ref="1.3", due=date(2026, 10, 8), process_agreed="Red",
               corrective_action="A second trainer"),
    ]
)  # fmt: skip


@pytest.mark.parametrize("new", ["Zqx wert", ""], ids=["renamed", "cleared"])
@pytest.mark.parametrize(
    ("content", "sheet", "heading"),
    [
        *((SCORECARD, "Data", name) for name in ("Indicator", "Area", "Period", "Value", "Status")),
        *(
            (SCORECARD, "Indicators", name)
            for name in ("Code", "Indicator", "Unit", "Good is", "Frequency")
        ),
        *((SCORECARD, "Targets", name) for name in ("Indicator", "Period", "Target")),
        *((PLANNED, "Plan", name) for name in ("Priority", "Action", "Lead", "Due", "Status")),
        *((PLANNED, "Priorities", name) for name in ("Ref", "Priority", "On front list")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_needed_column_that_is_gone_is_one_error_without_consequences(
    content: Content, sheet: str, heading: str, new: str
) -> None:
    assert not check(content).findings
    (finding,) = check_with_heading(content, sheet, heading, new).findings

    assert finding.rule.code == ("SHEET-010" if new else "SHEET-002")
    assert finding.rule.severity is Severity.ERROR
    assert finding.place.sheet == sheet
    assert f'"{heading}"' in finding.message


@pytest.mark.parametrize(
    "heading",
    ["Completed on", "Evidence", "Corrective action", "Revised due", "Process agreed", "Tasks"],
)
def test_a_column_the_board_does_without_has_no_consequences_either(heading: str) -> None:
    (finding,) = check_with_heading(PLANNED, "Plan", heading, "").findings
    assert (finding.rule.code, finding.rule.severity) == ("SHEET-006", Severity.WARNING)


def test_a_plan_without_its_dates_proposes_no_ratings() -> None:
    checked = check_with_heading(PLANNED, "Plan", "Due", "By Christmas")
    assert {proposal.rating for proposal in checked.results.proposals.values()} == {""}


def test_a_column_that_is_gone_is_said_before_what_is_wrong_in_cells() -> None:
    flawed = board([action(status="Ongoing")], Indicators=[indicator()], Data=[datum()])
    findings = check_with_heading(flawed, "Data", "Value", "Figure").findings

    assert [finding.rule.code for finding in findings] == ["SHEET-010", "CELL-004"]
    assert place(findings[0]) == "Data!D3"


def test_a_lead_who_is_not_on_the_list_is_read_as_typed() -> None:
    own, findings = read(board([action(lead="Designated Doctor")]))

    assert findings == []
    assert own.actions[0].lead == "Designated Doctor"


def test_a_priority_typed_as_a_number_is_the_priority_of_that_ref() -> None:
    def edit(book: Any) -> None:
        book["Plan"][place_of("Plan", "priority", 4)] = 1

    numbered, findings = changed(edit)

    assert findings == []
    assert numbered.actions[0].priority == "1"


def test_a_rating_outside_the_list_is_found() -> None:
    assert read(board([action(process_agreed="Purple")]))[1] == [
        f"CELL-004 Plan!{place_of('Plan', 'process_agreed', 4)}"
    ]
    assert read(board([action(process_agreed="green")]))[0].actions[0].process_agreed == "Green"


# Rows as people leave them


def test_rows_may_be_turned_round_and_blank_rows_left_between() -> None:
    def edit(book: Any) -> None:
        book["Plan"].insert_rows(4, 3)
        book["Plan"].move_range("A7:AL8", rows=20)

    moved, findings = changed(edit)

    assert findings == []
    assert [(a.ref, a.source.row) for a in moved.actions] == [("1.1", 27), ("1.2", 28)]


def test_a_row_hidden_by_hand_is_found() -> None:
    def edit(book: Any) -> None:
        book["Plan"].row_dimensions[5].hidden = True

    hidden, findings = changed(edit)

    assert findings == ["SHEET-007 Plan!A5"]
    assert len(hidden.actions) == 2


def test_rows_that_a_filter_hides_are_read_without_a_finding() -> None:
    def edit(book: Any) -> None:
        plan = book["Plan"]
        plan.tables["Plan"].autoFilter.filterColumn.append(
            FilterColumn(colId=1, filters=Filters(filter=["1.1"]))
        )
        plan.row_dimensions[5].hidden = True

    filtered, findings = changed(edit)

    assert findings == []
    assert len(filtered.actions) == 2


def test_a_formula_that_a_person_left_uncalculated_is_found() -> None:
    def edit(book: Any) -> None:
        book["Plan"][DUE] = "=DATE(2026,12,18)"

    waiting, findings = changed(edit)

    assert findings == [f"CELL-002 Plan!{DUE}"]
    assert waiting.actions[0].due is Missing.UNREADABLE


# Settings


def test_settings_are_read_from_the_cell_beside_their_label() -> None:
    found, _ = read(board(settings={"next_meeting": date(2026, 11, 18), "marking": "OFFICIAL"}))

    assert found.settings.board_name == "Ourshire Safeguarding Children Partnership"
    assert found.settings.next_meeting == date(2026, 11, 18)
    assert found.settings.marking == "OFFICIAL"
    assert str(found.settings.cells["board_name"]) == "[board.xlsx]Settings!B4"


def test_a_setting_is_found_wherever_its_row_is() -> None:
    def edit(book: Any) -> None:
        sheet = book["Settings"]
        for row in list(sheet.iter_rows(min_row=5, max_col=3)):
            if row[0].value == "Period":
                sheet.move_range(f"A{row[0].row}:C{row[0].row}", rows=60)
        sheet.insert_rows(1, 2)

    moved, findings = changed(edit)

    assert findings == []
    assert moved.settings.period == "2026/27"


def settings_grid(**values: Any) -> Workbook:
    """A workbook of a Settings sheet alone, with those labels and values."""
    rows = [["Settings"], *([label.replace("_", " "), value] for label, value in values.items())]
    return Workbook("board.xlsx", {"Settings": Grid("Settings", rows)})


def test_the_case_of_a_settings_label_does_not_matter() -> None:
    found, *_ = read_board(settings_grid(BOARD_NAME="Ourshire", period="2026/27"))

    assert (found.settings.board_name, found.settings.period) == ("Ourshire", "2026/27")


def test_a_needed_setting_left_empty_is_found() -> None:
    assert read(board(settings={"board_name": ""}))[1] == ["CELL-003 Settings!B4"]


def test_a_needed_setting_whose_line_is_gone_is_found() -> None:
    def edit(book: Any) -> None:
        book["Settings"]["A4"] = "Our name"

    (found,) = changed(edit)[1]
    assert found.startswith("SHEET-008 Settings!A")


def test_a_settings_label_may_end_with_a_colon_as_headings_may() -> None:
    def edit(book: Any) -> None:
        book["Settings"]["A4"] = "Board name:"

    assert changed(edit)[1] == []


def test_a_row_that_holds_only_spaces_is_no_row() -> None:
    def edit(book: Any) -> None:
        book["Plan"][place_of("Plan", "action", 6)] = "  "

    assert len(changed(edit)[0].actions) == 2


def test_a_month_that_excel_turned_into_a_date_is_that_month() -> None:
    monthly = board(Indicators=(indicator(frequency="Month"),), Data=(datum(period="x"),))

    def edit(book: Any) -> None:
        book["Data"]["C4"] = date(2026, 6, 1)
        book["Data"]["C4"].number_format = "mmm-yy"

    findings = check_workbook(
        read_bytes(edited(monthly, edit), "board.xlsx"), as_at=AsAt(date(1999, 1, 1))
    ).findings
    assert "CELL-007" not in [finding.rule.code for finding in findings]


@pytest.mark.parametrize(
    ("sheet", "fields", "advises"),
    [("Plan", {}, True), ("Plan", {"print": "No"}, False), ("Priorities", {}, False)],
    ids=["printed", "kept out of papers", "a sheet without that column"],
)
def test_advice_on_a_hidden_row_names_the_print_column_where_it_helps(
    sheet: str, fields: Any, advises: bool
) -> None:
    def edit(book: Any) -> None:
        book[sheet].row_dimensions[4].hidden = True

    content = board([action(**fields)])
    (found,) = read_board(read_bytes(edited(content, edit), "board.xlsx")).findings

    assert found.message == "Row 4 is hidden by hand, and is read like any other."
    assert ("Print" in found.how_to_fix) is advises


def test_a_setting_that_may_be_absent_is_not_missed() -> None:
    def edit(book: Any) -> None:
        book["Settings"].delete_rows(5)

    short, findings = changed(edit)

    assert findings == []
    assert short.settings.board_short_name == ""


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [("rating_scheme", "Rainbow", "CELL-004"), ("next_meeting", "soon", "CELL-005")],
)
def test_a_setting_that_cannot_be_read_is_found_in_its_cell(
    key: str, typed: str, code: str
) -> None:
    wrong = check(board(settings={key: typed}))

    assert [(f.rule.code, f.place) for f in wrong.findings] == [
        (code, wrong.board.settings.cells[key])
    ]


OF_KIND = {Kind.DATE: date(2026, 5, 1), Kind.COUNT: Decimal(3), Kind.NUMBER: Decimal(3)}


def test_every_setting_of_the_sheet_is_read_back() -> None:
    typed = {
        setting.key: OF_KIND.get(setting.kind) or (setting.choices or (f"The {setting.label}",))[-1]
        for setting in SETTINGS.settings
        if setting.owner is Owner.STAFF
    }

    found, findings = read(board(settings=typed))

    assert findings == []
    assert {key: getattr(found.settings, key) for key in typed} == typed
    assert set(found.settings.cells) == {setting.key for setting in SETTINGS.settings}


# Sheets


def test_a_workbook_without_any_of_our_sheets_is_not_a_board_workbook() -> None:
    with pytest.raises(NotABoardWorkbook) as stop:
        read_board(Workbook("budget.xlsx", {"Sheet1": Grid("Sheet1", [["a"]])}))

    assert str(stop.value).startswith("budget.xlsx has none of the sheets of a board workbook")


NEEDED = [sheet.name for sheet in BOARD.sheets if sheet.required]
CLEAN = in_memory.workbook(board())


def named(names: Mapping[str, str]) -> list[str]:
    """What is said of missing sheets where only those sheets are there, under those names."""
    grids = {
        names[old]: replace(grid, name=names[old])
        for old, grid in CLEAN.grids.items()
        if old in names
    }
    _, findings, *_ = read_board(replace(CLEAN, grids=grids, sheet_names=tuple(grids)))
    return [finding.message for finding in findings if finding.rule.code == "SHEET-001"]


ALL_NAMES = {name: name for name in CLEAN.grids}


@pytest.mark.parametrize("name", NEEDED)
def test_a_needed_sheet_that_is_gone_is_found_without_a_wrong_guess(name: str) -> None:
    rest = {old: old for old in ALL_NAMES if old != name}

    assert named(rest) == [f"There is no sheet named {name}."]


@pytest.mark.parametrize("name", NEEDED)
def test_a_needed_sheet_that_was_renamed_is_found_with_the_name_it_has_now(name: str) -> None:
    assert named({**ALL_NAMES, name: f"{name} 26"}) == [
        f'There is no sheet named {name}; the nearest is "{name} 26".'
    ]


def test_sheets_that_a_board_can_do_without_are_not_missed() -> None:
    assert named({name: name for name in NEEDED}) == []


def test_a_sheet_of_the_boards_own_is_left_alone() -> None:
    assert changed(lambda book: book.create_sheet("Our notes"))[1] == []


def test_what_is_absent_altogether_reads_as_empty() -> None:
    bare, *_ = read_board(Workbook("board.xlsx", {"Plan": Grid("Plan", [])}))

    assert bare == Board(workbook="board.xlsx", settings=Settings())


# Privacy

CHILD = "Tamsin Overbrook"
# Words by which rows are called, or which lists offer; findings quote them by design.
CALLED_BY = {"id", "ref"}
CALLED_BY |= {c.refers_to.partition(".")[2] for t in BOARD.tables.values() for c in t.columns}
FULL = in_memory.workbook(
    board(
        [action(), action(id="A-0002", ref="1.2", due=date(2027, 2, 26))],
        Themes=({"id": "T-0001", "ref": "A", "title": "Families"},),
        Evidence=({"id": "E-0001", "priority": "1", "text": "Audits found drift."},),
        Outcomes=({"id": "O-0001", "priority": "1", "outcome": "Seen early."},),
        Measures=({"id": "M-0001", "priority": "1", "measure": "Fewer plans."},),
        Updates=({"action": "A-0001", "period": "2026/27 Q2", "updated_on": date(2026, 9, 30)},),
        Indicators=(indicator(),),
        Targets=({"indicator": "CP06", "period": "2026/27 Q2", "target": 18, "floor": 24},),
        Breaks=({"indicator": "CP06", "first": date(2026, 4, 1), "reason": "A new form."},),
        Mappings=({"owner": "Police", "theirs": "North", "ours": "Ourshire North"},),
        Data=(datum(),),
        Narrative=({"place": "Plan introduction", "text": "What we will do."},),
        History=({"period": "Q1", "kind": "Rating", "record": "A-0001", "reported": "Green"},),
        Releases=({"release": "Q1 report", "indicator": "CP06", "value": "24.1", "hidden": "3"},),
        Abbreviations=({"short": "MASH", "long": "Multi-agency safeguarding hub"},),
        Scorecard=({"code": "CP06", "area": "Ourshire", "commentary": "Ask about it."},),
    )
)


def messages_with_the_name_in(cell: CellPlace) -> list[str]:
    """What the findings say once the child's name is typed into that cell."""
    row, column = address_of(cell.cell)
    grid = FULL.grids[cell.sheet]
    rows = [list(values) for values in grid.rows]
    rows[row - 1][column - 1] = CHILD
    grids = {**FULL.grids, cell.sheet: replace(grid, rows=rows)}
    checked = check_workbook(replace(FULL, grids=grids), as_at=AsAt(AS_AT))
    return [f"{cell.cell}: {f.message} {f.how_to_fix}" for f in checked.findings]


@pytest.mark.parametrize("name", RECORDS)
def test_a_childs_name_typed_anywhere_is_quoted_in_no_finding(name: str) -> None:
    record = getattr(read_board(FULL)[0], BOARD.tables[name].held_as)[0]

    said = [
        message
        for key in record.source.columns
        if key not in CALLED_BY
        for message in messages_with_the_name_in(record.source.cell(key))
    ]
    assert [message for message in said if CHILD in message] == []


def test_a_childs_name_typed_into_a_setting_is_quoted_in_no_finding() -> None:
    cells = read_board(FULL)[0].settings.cells.values()

    said = [message for cell in cells for message in messages_with_the_name_in(cell)]
    assert said
    assert [message for message in said if CHILD in message] == []


@pytest.mark.parametrize(
    "typed", ["A-0001", "1.1 Train the front door in the neglect toolkit (A-0001)", "(a-0001)"]
)
def test_an_update_names_its_action_by_identity_or_as_its_drop_down_offers_it(typed: str) -> None:
    given = {"action": typed, "updated_on": AS_AT, "progress": "12 trained."}
    found, findings = read(board([action()], Updates=(given,)))

    assert [update.action for update in found.updates] == ["A-0001"]
    assert findings == []


def test_words_that_end_with_an_identity_nobody_has_are_found() -> None:
    given = {"action": "1.1 Train (A-0999)", "updated_on": AS_AT, "progress": "12 trained."}

    (finding,) = read(board([action()], Updates=(given,)))[1]
    assert finding == f"CELL-004 Updates!{place_of('Updates', 'action', 4)}"
