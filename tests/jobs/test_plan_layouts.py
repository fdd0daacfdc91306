"""The four layouts of the business plan: each holds every word, is sound, and is one's choice."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests import jobs_on_disk as jobs
from tests import seeds
from tests.builders import action, board, check, file_of, indicator, with_settings
from tests.papers import document_faults
from toolkit.papers.business_plan import paper as business_plan
from toolkit.papers.business_plan.context import BusinessPlan
from toolkit.values import choices
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.template_lint.lint import lint_template
from toolkit.workbook.create import Content
from tools.example import example_content
from tools.templates import business_plan as business_plan_template

LAYOUTS = choices.PLAN_LAYOUTS
PLANS = ("lancashire_2015", "redbridge_2013", "llr_2008", "luton_2015")
ERROR = Rule("TEST-001", Severity.ERROR, "Wrong.", "Mend it.")

each_layout = pytest.mark.parametrize("layout", LAYOUTS)

# What papers leave to the office: identities, who gave an update and when, and the choice
# not to print. Figures and dates are printed in words of their own.
PRINTED: Mapping[str, tuple[str, ...]] = {
    "Plan": (
        "ref", "objective", "action", "tasks", "lead", "other_leads", "sub_group", "report_to",
        "verified_by",
        "timescale", "revision", "status", "progress", "corrective_action", "evidence",
        "process_agreed", "impact_agreed", "method", "resources", "impact_expected",
        "how_we_will_know", "indicator", "update_frequency", "carried_from",
    ),
    "Priorities": ("ref", "title", "sub_points"),
    "Themes": ("ref", "title"),
    "Evidence": ("text", "source_text"),
    "Outcomes": ("ref", "outcome", "progress"),
    "Measures": ("measure", "indicator", "evidence_kind"),
    "Narrative": ("text",),
}  # fmt: skip


def shipped(layout: str) -> bytes:
    return (files("toolkit.word_templates") / business_plan.TEMPLATES[layout]).read_bytes()


def built(content: Content, layout: str, *findings: Finding) -> bytes:
    """The plan in that layout, with what was found in it and those findings besides."""
    checked = check(with_settings(content, plan_layout=layout))
    return business_plan.build(
        checked.board, checked.results, (*checked.findings, *findings), shipped(layout)
    )


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def words_of(element: Any) -> str:
    """All text below an element of Word's XML, on one line."""
    marks = {qn("w:br"): " ", qn("w:tab"): " "}
    return collapsed(
        " ".join(
            "".join(marks.get(leaf.tag, leaf.text or "") for leaf in paragraph.iter(*marks, _TEXT))
            for paragraph in element.iter(qn("w:p"))
        )
    )


_TEXT = qn("w:t")


def tables_of(data: bytes) -> list[list[list[str]]]:
    """The words of each cell, by table and row."""
    return [
        [[words_of(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]
        for table in opened(data).tables
    ]


def action_tables(data: bytes) -> list[list[list[str]]]:
    captions = [
        table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in opened(data).tables
    ]
    return [
        rows
        for rows, caption in zip(tables_of(data), captions, strict=True)
        if caption.startswith("Actions: ")
    ]


def headings(data: bytes) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in opened(data).paragraphs
        if re.fullmatch(r"Heading \d", paragraph.style.name)
    ]


def typed(row: Mapping[str, Any], fields: tuple[str, ...]) -> Iterator[str]:
    """The words of a row's cells, line by line, without the marks of running text."""
    for field in fields:
        for line in str(row.get(field) or "").splitlines():
            words = collapsed(re.sub(r"^\s*([-*•–]|#{1,6})\s+|\*\*", "", line))
            if words:
                yield words


@cache
def real(shared: Path, name: str) -> Content:
    """A real plan as its board would have typed it, looked at half a year into it."""
    plan = seeds.load(shared, f"plan_{name}")
    start = date.fromisoformat(plan["period"]["start"])
    return seeds.board_content(plan, start.replace(month=9, day=30))


def missing_words(content: Content, layout: str) -> list[str]:
    """The words of a workbook that its plan does not print, by sheet."""
    data = built(content, layout)
    text = words_of(opened(data).element.body)
    return [
        f"{sheet}: {words}"
        for sheet, fields in PRINTED.items()
        for row in content.rows.get(sheet, ())
        if row.get("print") != "No"
        for words in typed(row, fields)
        if words not in text
    ]


# Every word


@each_layout
def test_every_word_of_the_example_board_is_in_its_plan(layout: str) -> None:
    assert missing_words(example_content(), layout) == []


@pytest.mark.shared
@pytest.mark.parametrize("plan", PLANS)
@each_layout
def test_every_word_of_a_real_plan_is_in_its_document(layout: str, plan: str, shared: Path) -> None:
    assert missing_words(real(shared, plan), layout) == []


@pytest.mark.shared
@pytest.mark.parametrize("plan", PLANS)
@each_layout
def test_every_action_of_a_real_plan_is_one_row_of_a_table(
    layout: str, plan: str, shared: Path
) -> None:
    content = real(shared, plan)
    rows = [" ".join(row) for table in action_tables(built(content, layout)) for row in table[1:]]
    wanted = [list(typed(row, PRINTED["Plan"])) for row in content.rows["Plan"]]

    assert len(rows) == len(wanted)
    for row, words in zip(rows, wanted, strict=True):
        assert [each for each in words if each not in row] == []


FIELDS_OF_WORDS = (
    "ref", "objective", "action", "tasks", "other_leads", "sub_group", "report_to", "timescale",
    "progress", "corrective_action", "evidence", "revision", "method", "resources",
    "impact_expected", "how_we_will_know", "lead", "carried_from",
)  # fmt: skip


@each_layout
@pytest.mark.parametrize(
    "empty", [(), *((field,) for field in FIELDS_OF_WORDS), ("ref", "objective")]
)
def test_every_field_of_an_action_is_printed_whichever_other_is_empty(
    layout: str, empty: tuple[str, ...]
) -> None:
    own = {
        field: "" if field in empty else f"{field} word & <{number}>"
        for number, field in enumerate(FIELDS_OF_WORDS)
    }
    content = board(
        [action(**own, indicator="CP06", update_frequency="Half-yearly", impact_agreed="Amber")],
        Indicators=(indicator(),),
    )

    ((_, row),) = action_tables(built(content, layout))

    text = " ".join(row)
    wanted = [*own.values(), "CP06 Second or later child protection plans", "Half-yearly"]
    assert [words for words in wanted if words not in text] == []


@each_layout
def test_several_objectives_tasks_and_steps_are_all_printed(layout: str) -> None:
    lines = "First line\nSecond line"
    content = board(
        [action(objective=lines, tasks="Task one\nTask two", method="By day\nBy night")]
    )

    ((_, row),) = action_tables(built(content, layout))

    for words in ("First line", "Second line", "Task one", "Task two", "By day", "By night"):
        assert words in " ".join(row)


@each_layout
def test_a_theme_without_priorities_is_printed_all_the_same(layout: str) -> None:
    content = board(
        Themes=({"id": "T-0001", "ref": "A", "title": "Home"},
                {"id": "T-0002", "ref": "B", "title": "Not begun"}),
        Priorities=({"id": "P-0001", "ref": "1", "title": "Neglect", "theme": "A"},),
    )  # fmt: skip

    found = headings(built(content, layout))

    assert found.index((1, "Theme B: Not begun")) > found.index((1, "Theme A: Home"))


# Its own tables


def headings_of_columns(content: Content, layout: str) -> list[str]:
    (table,) = action_tables(built(content, layout))
    return table[0]


FULL = board(
    [action(progress="Half done", impact_expected="Named early", how_we_will_know="Audit")]
)


def test_each_layout_has_its_own_columns() -> None:
    assert {layout: headings_of_columns(FULL, layout) for layout in LAYOUTS} == {
        "Objectives and tasks": [
            "What we want to achieve", "What we will do", "Lead", "By when", "Rating",
        ],
        "Themes and references": [
            "Full ref", "What we will do", "How it will be achieved", "Lead", "By when", "Rating",
            "Progress",
        ],
        "Outcomes and methods": [
            "Ref", "What we want to achieve", "Method", "Lead", "Timescale and resources",
            "Rating", "Progress",
        ],
        "Process and impact": [
            "Ref", "What we will do", "By when", "Lead", "Impact expected and how we will know",
            "Process", "Impact", "Progress and corrective action",
        ],
    }  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS[1:])
def test_a_column_that_would_be_empty_all_the_way_down_is_left_out(layout: str) -> None:
    bare = board([action(ref="", objective="")])

    assert [word for word in headings_of_columns(bare, layout) if word in (
        "Ref", "What we want to achieve", "Impact expected and how we will know", "Progress",
        "Progress and corrective action",
    )] == []  # fmt: skip


@each_layout
def test_columns_are_headed_in_the_boards_own_words(layout: str) -> None:
    content = board(Words=({"term": "Lead", "word": "Owner"},))

    found = headings_of_columns(content, layout)

    assert "Owner" in found
    assert "Lead" not in found


def test_references_have_three_parts_in_the_layout_of_themes() -> None:
    content = board(
        Themes=({"id": "T-0001", "ref": "A", "title": "Home"},),
        Priorities=({"id": "P-0001", "ref": "1", "title": "Neglect", "theme": "A"},),
    )

    (table,) = action_tables(built(content, "Themes and references"))

    assert [row[0] for row in table[1:]] == ["A.1.1", "A.1.2"]


def test_timescale_and_resources_share_a_cell_in_the_layout_of_outcomes() -> None:
    content = board([action(timescale="Quarterly", resources="£5,000")])

    (table,) = action_tables(built(content, "Outcomes and methods"))

    cell = table[1][table[0].index("Timescale and resources")]
    assert "Quarterly" in cell
    assert "£5,000" in cell


@pytest.mark.parametrize("agreed", ["Green", "Amber", ""])
def test_process_and_impact_are_rated_apart_in_words(agreed: str) -> None:
    content = board([action(process_agreed="Red", corrective_action="x", impact_agreed=agreed)])

    (table,) = action_tables(built(content, "Process and impact"))

    row = dict(zip(*table, strict=True))
    assert row["Process"].startswith("Red")
    assert row["Impact"] == (agreed or "Not rated")


def test_an_error_on_the_row_makes_both_ratings_not_available() -> None:
    content = board([action(process_agreed="Red", impact_agreed="Green", lead="")])

    (table,) = action_tables(built(content, "Process and impact"))

    row = dict(zip(*table, strict=True))
    assert row["Process"].startswith("Rating not available")
    assert row["Impact"] == "Rating not available"


def test_both_keys_stand_before_the_plan_in_the_layout_of_impact() -> None:
    titles = [text for _, text in headings(built(FULL, "Process and impact"))]

    assert titles.index("What the ratings mean") < titles.index("The plan in detail")
    assert titles.index("Kinds of evidence") < titles.index("The plan in detail")


REASONS: dict[str, Any] = {
    "Evidence": ({"id": "E-0001", "priority": "Core work", "text": "A fact."},),
}


@each_layout
@pytest.mark.parametrize("reasons", [{}, REASONS])
def test_a_part_of_one_priority_of_its_name_has_one_heading(
    layout: str, reasons: dict[str, Any]
) -> None:
    content = board(
        [action(priority="Core work")],
        Themes=({"id": "T-0001", "ref": "Core work", "title": "Core work"},),
        Priorities=(
            {"id": "P-0001", "ref": "Core work", "title": "Core work", "theme": "Core work"},
        ),
        **reasons,
    )

    levels = [level for level, text in headings(built(content, layout)) if text == "Core work"]

    # A table of reasons is followed by a heading of level 3, which needs one of level 2.
    assert levels == ([1, 2] if reasons else [1])


# Sound and accessible


@each_layout
def test_the_template_that_is_shipped_is_the_one_that_the_code_builds(layout: str) -> None:
    assert shipped(layout) == business_plan_template.build(layout), "make templates builds it again"


@each_layout
def test_the_template_check_finds_nothing(layout: str) -> None:
    assert (
        lint_template(shipped(layout), business_plan.TEMPLATES[layout], BusinessPlan.fields()) == ()
    )


@each_layout
def test_the_document_check_finds_nothing_in_the_example(layout: str) -> None:
    assert lint_document(built(example_content(), layout), "plan.docx") == ()


@pytest.mark.shared
@pytest.mark.parametrize("plan", PLANS)
@each_layout
def test_the_document_check_finds_nothing_in_a_real_plan(
    layout: str, plan: str, shared: Path
) -> None:
    assert lint_document(built(real(shared, plan), layout), "plan.docx") == ()


@each_layout
def test_heading_rows_are_repeated_and_no_cells_are_merged(layout: str) -> None:
    for table in opened(built(example_content(), layout)).tables:
        rows = table._tbl.tr_lst
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert {len(row.tc_lst) for row in rows} == {len(table._tbl.tblGrid)}
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


@each_layout
def test_tables_of_actions_are_as_wide_as_the_page_lets_them(layout: str) -> None:
    data = built(FULL, layout)
    wide = next(s for s in opened(data).sections if s.page_width > s.page_height)
    room = wide.page_width.twips - wide.left_margin.twips - wide.right_margin.twips

    for table in opened(data).tables:
        width = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
        assert width <= room
        if table.rows[0].cells[0].text == "Ref":
            assert abs(width - room) <= 2


@pytest.mark.validator
@each_layout
def test_template_and_plan_pass_the_validator(
    layout: str, ooxml_validator: Path, tmp_path: Path
) -> None:
    plan = built(example_content(), layout)

    assert document_faults(shipped(layout), ooxml_validator, tmp_path) == []
    assert document_faults(plan, ooxml_validator, tmp_path) == []


@pytest.mark.shared
@pytest.mark.validator
@pytest.mark.parametrize(("layout", "plan"), list(zip(LAYOUTS, PLANS, strict=True)))
def test_the_real_plan_that_a_layout_follows_passes_the_validator(
    layout: str, plan: str, shared: Path, ooxml_validator: Path, tmp_path: Path
) -> None:
    assert document_faults(built(real(shared, plan), layout), ooxml_validator, tmp_path) == []


# A board's choice


def columns_built(content: Content, folder: Path, templates: Path | None = None) -> list[str]:
    """The columns of the plan that `build` writes for that content."""
    book = folder / "board.xlsx"
    book.write_bytes(file_of(content))
    done = jobs.build(book, folder / "papers", None, date(1999, 1, 1), templates=templates)
    (table,) = action_tables(done.documents["business-plan"].path.read_bytes())
    return table[0]


@each_layout
def test_settings_choose_the_layout(layout: str, tmp_path: Path) -> None:
    content = with_settings(FULL, plan_layout=layout)

    assert columns_built(content, tmp_path) == headings_of_columns(FULL, layout)


def test_without_a_choice_the_plan_looks_as_it_always_did(tmp_path: Path) -> None:
    content = with_settings(FULL, plan_layout=None)

    assert columns_built(content, tmp_path) == headings_of_columns(FULL, LAYOUTS[0])


def own_template(folder: Path, name: str, layout: str, word: str) -> Path:
    """A board's own template: a shipped one with a column headed otherwise."""
    document = opened(shipped(layout))
    for node in document.element.body.iter(_TEXT):
        if node.text == "{{ words.lead }}":
            node.text = word
    folder.mkdir(exist_ok=True)
    document.save(str(folder / name))
    return folder


def test_a_boards_own_template_of_the_layouts_name_is_used(tmp_path: Path) -> None:
    content = with_settings(FULL, plan_layout="Themes and references")
    own = own_template(tmp_path / "own", "business_plan_themes.docx", LAYOUTS[1], "Who")
    own_template(own, "business_plan.docx", LAYOUTS[0], "Whoever")

    found = columns_built(content, tmp_path, own)

    assert "Who" in found
    assert "Progress" in found


def test_a_boards_own_business_plan_serves_whichever_layout_is_chosen(tmp_path: Path) -> None:
    content = with_settings(FULL, plan_layout="Themes and references")
    own = own_template(tmp_path / "own", "business_plan.docx", LAYOUTS[0], "Whoever")

    assert "Whoever" in columns_built(content, tmp_path, own)


def test_a_template_of_another_layout_is_left_alone(tmp_path: Path) -> None:
    content = with_settings(FULL, plan_layout="Themes and references")
    own = own_template(tmp_path / "own", "business_plan_impact.docx", LAYOUTS[3], "Who")

    assert columns_built(content, tmp_path, own) == headings_of_columns(FULL, LAYOUTS[1])


def test_a_layout_that_there_is_not_is_a_finding_and_the_usual_one_is_printed() -> None:
    checked = check(with_settings(FULL, plan_layout="Rows and columns"))
    settings = replace(checked.board.settings, plan_layout="Rows and columns")

    assert [finding.place.sheet for finding in checked.findings] == ["Settings"]
    assert business_plan.template_names(settings) == ("business_plan.docx",)
