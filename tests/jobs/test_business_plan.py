"""The business plan as a Word file: what a board member reads and what a machine checks."""

import io
import itertools
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import jinja2
import pytest
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from markupsafe import Markup

from tests.builders import action, board, check
from tests.office.helpers import convert
from tests.papers import document_faults
from toolkit.jobs.check import Checked
from toolkit.papers.business_plan import paper as business_plan
from toolkit.papers.business_plan.assemble import business_plan_context
from toolkit.values import choices
from toolkit.values.errors import TemplateFault
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.palette import RAG, contrast
from toolkit.word.filling.render import render
from toolkit.word.values.blocks import Blocks
from toolkit.workbook.create import Content
from tools.templates import business_plan as business_plan_template

ERROR = Rule("TEST-001", Severity.ERROR, "Wrong.", "Mend it.")
TEMPLATE = business_plan_template.build()


def many_actions() -> list[dict[str, Any]]:
    """Actions in every state, with words that try a renderer."""
    states: tuple[dict[str, Any], ...] = (
        {"process_agreed": "Green", "impact_agreed": "Amber", "evidence": "Audit & visits"},
        {"status": "Complete", "completed_on": date(2026, 6, 24), "process_agreed": "Blue"},
        {"due": date(2026, 9, 1), "process_agreed": "Red", "corrective_action": "A <second> try"},
        {"revised_due": date(2027, 2, 1), "revision": "Post empty; agreed by the Executive"},
        {"status": "Withdrawn", "progress": "Withdrawn: “it is done elsewhere”"},
        {"status": "Not started", "start": date(2027, 1, 4), "process_agreed": "Grey"},
        {"timescale": "Quarterly", "method": "Half-days\nIn pairs", "resources": "£2,400"},
        {"lead": "", "tasks": "Łódź\n中文\n" + "A very long step of the work. " * 20},
        {"impact_expected": "Neglect is named", "how_we_will_know": "CP06 falls"},
        {
            "action": "Line one\nline two\twith a tab",
            "other_leads": "Head of Law\nDesignated Nurse",
        },
    )
    return [
        action(
            id=f"A-{number:04}",
            ref=f"{number // 8 + 1}.{number % 8 + 1}",
            priority=str(number // 8 + 1),
            **states[number % len(states)],
        )
        for number in range(30)
    ]


RICH = board(
    many_actions(),
    {"marking": "OFFICIAL", "contact": "The business unit", "plan_version": "2.1"},
    Themes=({"id": "T-0001", "ref": "A", "title": "Home & school"},),
    Priorities=tuple(
        {"id": f"P-000{ref}", "ref": ref, "title": f"Title of {ref} & more", "theme": "A",
         "on_front_list": "Yes", "sub_points": "Babies\nTeenagers"}
        for ref in "123"
    ),
    Evidence=({"id": "E-0001", "priority": "1", "text": "A fact & its source.",
               "source_text": "Audit <2026>", "figure_date": date(2026, 3, 31)},),
    Outcomes=({"id": "O-0001", "priority": "2", "ref": "2a", "outcome": "Named early",
               "progress": "New form\nIn use", "progress_date": date(2026, 9, 30)},),
    Measures=({"id": "M-0001", "priority": "3", "measure": "Fewer plans",
               "evidence_kind": "Audit"},),
    Narrative=({"place": "Plan introduction", "style": "Heading", "text": "Why we plan"},
               {"place": "Plan introduction", "text": "Because we must."},
               {"place": "Plan closing", "style": "Heading", "text": "Thanks"},
               {"place": "Plan closing", "style": "Bullet", "text": "To everyone."}),
    Abbreviations=({"short": "A&E", "long": "Accident & emergency"},),
)  # fmt: skip


def built(content: Content, *findings: Finding) -> bytes:
    """The plan of that content, as if only those findings stood in it."""
    checked = check(content)
    return business_plan.build(checked.board, checked.results, findings, TEMPLATE)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(RICH)


@pytest.fixture(scope="module")
def plan(checked: Checked) -> bytes:
    return business_plan.build(checked.board, checked.results, checked.findings, TEMPLATE)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(element: Any) -> Iterator[str]:
    """The text of each paragraph below an XML element."""
    for paragraph in element.iter(qn("w:p")):
        yield paragraph_text(paragraph)


def paragraph_text(paragraph: Any) -> str:
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(
        marks.get(child.tag, child.text or "")
        for run in paragraph.iter(qn("w:r"))
        for child in run
        if child.tag in (qn("w:t"), *marks)
    )


def words_of(data: bytes) -> str:
    return "\n".join(texts(opened(data).element.body))


def headers(data: bytes) -> list[str]:
    """The words of each page header: of the cover, of upright pages, of wide pages."""
    document = opened(data)
    first, *_ = sections = list(document.sections)
    found = [first.first_page_header, *(section.header for section in sections)]
    return ["\n".join(texts(header._element)) for header in found]


def headings(data: bytes) -> list[tuple[int, str]]:
    return [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in opened(data).paragraphs
        if re.fullmatch(r"Heading \d", paragraph.style.name)
    ]


# What a board member reads


def test_every_word_of_an_action_is_in_the_plan() -> None:
    fields = (
        "ref", "objective", "action", "tasks", "other_leads", "sub_group", "report_to",
        "timescale", "progress", "corrective_action", "evidence", "revision", "method",
        "resources", "impact_expected", "how_we_will_know", "lead",
    )  # fmt: skip
    own = {field: f"{field} word & <{number}>" for number, field in enumerate(fields)}

    text = words_of(built(board([action(**own)])))

    assert [field for field, words in own.items() if words not in text] == []


def test_dates_statuses_and_ratings_are_printed_in_words() -> None:
    row = action(
        due=date(2026, 9, 30), revised_due=date(2027, 6, 30), process_agreed="Amber",
        impact_agreed="Grey", revision="x",
    )  # fmt: skip
    done = action(id="A-0002", ref="1.2", status="Complete", completed_on=date(2026, 6, 24))

    text = words_of(built(board([row, done])))

    for words in (
        "30 September 2026",
        "Now due 30 June 2027",
        "Amber: recovering",
        "Complete, 24 June 2026",
        "(proposed)",
    ):
        assert words in text


def test_the_plan_holds_its_parts_in_order(plan: bytes) -> None:
    assert [text for _, text in headings(plan) if text != "Actions"] == [
        "Why we plan",
        "Our priorities",
        "Progress so far",
        "What the ratings mean",
        "Theme A: Home & school",
        "Priority 1: Title of 1 & more",
        "Priority 2: Title of 2 & more",
        "Priority 3: Title of 3 & more",
        "Other actions",
        "Actions without a priority",
        "Thanks",
        "Kinds of evidence",
        "Abbreviations",
        "About this plan",
    ]


def action_tables(data: bytes) -> list[Any]:
    """The tables of actions: the others have no column for what will be done."""
    return [
        table
        for table in opened(data).tables
        if "What we will do" in [cell.text for cell in table.rows[0].cells]
    ]


def test_each_priority_has_one_table_of_its_actions(plan: bytes) -> None:
    assert [len(table.rows) - 1 for table in action_tables(plan)] == [8, 8, 8, 6]


def test_the_contents_page_lists_every_part_and_priority(plan: bytes) -> None:
    entries = [
        paragraph_text(link.getparent())
        for link in opened(plan).element.body.iter(qn("w:hyperlink"))
    ]

    assert entries == [text for level, text in headings(plan) if level < 3]


def test_parts_that_are_empty_leave_no_heading_and_no_empty_paragraph() -> None:
    checked = check(board([], Priorities=()))
    bare = replace(checked.board, evidence_codes=(), abbreviations=(), narrative=())

    data = business_plan.build(bare, checked.results, (), TEMPLATE)

    assert [text for _, text in headings(data)] == [
        "Progress so far", "What the ratings mean", "About this plan",
    ]  # fmt: skip
    assert "" not in list(texts(opened(data).element.body))


def test_a_column_of_objectives_is_there_only_if_the_plan_has_any() -> None:
    def columns(objective: str) -> list[str]:
        (table,) = action_tables(built(board([action(objective=objective)])))
        assert len(table._tbl.tblGrid) == len(table.rows[0].cells)
        return [cell.text for cell in table.rows[0].cells]

    assert columns("") == ["What we will do", "Lead", "By when", "Rating"]
    assert columns("One")[0] == "What we want to achieve"


def test_columns_are_headed_in_the_boards_own_words() -> None:
    content = board(settings={"word_set": "LSCB"}, Words=({"term": "Lead", "word": "Owner"},))

    assert "Objective\nTasks\nOwner\nCompletion date\nRAG rating" in words_of(built(content))


def test_the_table_of_progress_adds_up_as_it_is_printed(plan: bytes) -> None:
    (table,) = (
        table for table in opened(plan).tables if table.rows[-1].cells[0].text == "All actions"
    )
    numbers = [[int(cell.text) for cell in row.cells[1:]] for row in table.rows[1:]]

    *rows, totals = numbers
    assert [sum(column) for column in zip(*rows, strict=True)] == totals
    assert [sum(row[:-1]) for row in numbers] == [row[-1] for row in numbers]
    assert totals[-1] == 30


@pytest.mark.parametrize("rating", list(RAG))
def test_a_rating_stands_in_the_style_of_its_colour(rating: str) -> None:
    (table,) = action_tables(built(board([action(process_agreed=rating)])))
    (run,) = (run for run in table.rows[1].cells[-1].paragraphs[0].runs if run.text.strip())

    assert run.style.name == f"RAG {rating}"
    assert run.text.strip().startswith(rating)


def test_a_plan_without_errors_says_nothing_of_a_draft(checked: Checked) -> None:
    data = business_plan.build(checked.board, checked.results, (), TEMPLATE)

    assert "DRAFT" not in words_of(data)
    assert not [header for header in headers(data) if "DRAFT" in header]


def test_open_errors_are_counted_on_the_cover_and_on_every_page(checked: Checked) -> None:
    error = ERROR.at(checked.board.actions[0].source.cell("lead"))

    data = business_plan.build(checked.board, checked.results, (error, error), TEMPLATE)

    assert "DRAFT: 2 open errors" in words_of(data)
    assert [header for header in headers(data) if "DRAFT: 2 open errors" not in header] == []


def test_every_page_carries_the_marking_and_the_name(plan: bytes) -> None:
    cover, *pages = headers(plan)

    assert "OFFICIAL" in cover
    for page in pages:
        assert "OFFICIAL" in page
        assert "Ourshire Safeguarding Children Partnership – Business plan" in page


def test_the_actions_stand_on_wide_pages_between_upright_ones(plan: bytes) -> None:
    sizes = [
        (section.page_width.twips, section.page_height.twips) for section in opened(plan).sections
    ]

    assert sizes == [(11906, 16838), (11906, 16838), (16838, 11906), (11906, 16838)]


# What a machine checks


def test_the_title_the_board_and_the_language_are_set(plan: bytes) -> None:
    properties = opened(plan).core_properties

    assert properties.title == "Business plan 2026/27"
    assert properties.author == "Ourshire Safeguarding Children Partnership"
    assert properties.language == "en-GB"
    assert b'w:lang w:val="en-GB"' in parts(plan)["word/styles.xml"]
    assert b"en-US" not in b"".join(parts(plan).values())


def test_there_is_one_title_and_no_level_of_headings_is_skipped(plan: bytes) -> None:
    levels = [level for level, _ in headings(plan)]

    assert sum(paragraph.style.name == "Title" for paragraph in opened(plan).paragraphs) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_no_paragraph_is_empty(plan: bytes) -> None:
    assert [text for text in texts(opened(plan).element.body) if not text.strip()] == []


def test_every_table_has_a_marked_heading_row_a_title_and_cells_for_its_grid(plan: bytes) -> None:
    for table in opened(plan).tables:
        properties, rows = table._tbl.tblPr, table._tbl.tr_lst
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        assert {len(row.tc_lst) for row in rows} == {len(table._tbl.tblGrid)}


def test_no_tag_none_or_raw_date_is_left_anywhere(plan: bytes) -> None:
    for name, part in parts(plan).items():
        if name == "docProps/core.xml":
            continue
        text = re.sub(rb"<[^>]*>", b"", part)
        assert not re.search(rb"\{[{%#]|[%}#]\}|\bNone\b|00:00", text), name


def test_ratings_and_text_can_be_read_on_their_colours() -> None:
    assert {rating: contrast(s.fill, s.ink) >= 4.5 for rating, s in RAG.items()} == dict.fromkeys(
        RAG, True
    )


def test_the_same_board_gives_the_same_bytes(checked: Checked, plan: bytes) -> None:
    again = business_plan.build(checked.board, checked.results, checked.findings, TEMPLATE)

    assert again == plan


@pytest.mark.validator
def test_the_plan_passes_the_validator(plan: bytes, ooxml_validator: Path, tmp_path: Path) -> None:
    assert document_faults(plan, ooxml_validator, tmp_path) == []


@pytest.mark.validator
def test_the_template_passes_the_validator(ooxml_validator: Path, tmp_path: Path) -> None:
    assert document_faults(TEMPLATE, ooxml_validator, tmp_path) == []


@pytest.mark.office
def test_libreoffice_prints_every_action(plan: bytes, soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(plan)
    convert(soffice, "pdf", tmp_path, [tmp_path / "plan.docx"])
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "plan.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    refs = {row["ref"] for row in many_actions()}
    assert {ref for ref in refs if not re.search(rf"(?m)^\s*{re.escape(ref)}\b", text)} == set()
    assert text.count("What we want to achieve") > 4, "headings are repeated on every page"


# The template


def test_the_template_that_is_shipped_is_the_one_that_the_code_builds() -> None:
    shipped = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()

    assert shipped == TEMPLATE, "make templates builds it again"


def test_building_the_template_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for layout, name in business_plan.TEMPLATES.items():
        business_plan_template.main([str(tmp_path / name)])

        assert (tmp_path / name).read_bytes() == business_plan_template.build(layout)


def test_the_template_says_nothing_of_the_tools_that_built_it() -> None:
    found = parts(TEMPLATE)

    everything = b"".join(found.values())
    assert b"python-docx" not in everything
    assert b"en-US" not in everything
    assert {name for name in found if "thumbnail" in name or "customXml" in name} == set()
    assert opened(TEMPLATE).core_properties.author == "Safeguarding toolkit"


def for_docxtpl(value: Any) -> Any:
    """The context with running text as docxtpl takes it: paragraphs in Word's XML."""
    if isinstance(value, dict):
        return {key: for_docxtpl(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [for_docxtpl(inner) for inner in value]
    if isinstance(value, Blocks):
        paragraph = Markup("<w:p><w:r><w:t>{}</w:t></w:r></w:p>")
        return Markup("").join(paragraph.format(str(each)) for each in value.paragraphs)
    return value


@pytest.mark.parametrize("layout", choices.PLAN_LAYOUTS)
def test_the_template_gives_the_same_text_in_docxtpl(layout: str, checked: Checked) -> None:
    template = business_plan_template.build(layout)
    context: Any = business_plan_context(checked.board, checked.results, ()).as_data()
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(for_docxtpl(context), jinja2.Environment(autoescape=True), autoescape=True)
    theirs.save(buffer := io.BytesIO())

    ours = render(template, context)

    # An empty cell has an empty paragraph here, as Word asks, and none at all there.
    lines, their_lines = (words_of(each).split("\n") for each in (ours, buffer.getvalue()))
    assert [line for line in lines if line] == [line for line in their_lines if line]
    assert headers(ours) == headers(buffer.getvalue())


def test_a_template_of_the_boards_own_with_a_slip_is_named_in_the_message() -> None:
    own = opened(TEMPLATE)
    own.add_paragraph("{{ document.titel }}")
    own.save(buffer := io.BytesIO())
    checked = check(board())

    with pytest.raises(TemplateFault, match=r'^business_plan\.docx, .*did you mean "title"\?$'):
        business_plan.build(checked.board, checked.results, (), buffer.getvalue())
