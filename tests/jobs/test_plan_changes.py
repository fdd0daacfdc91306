"""The paper on what changed in a plan, and the comparison of two workbooks that it comes from."""

import io
import itertools
import json
import re
import subprocess
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

from tests import jobs_on_disk as jobs
from tests.builders import action, board, check, file_of
from tests.office.helpers import convert
from tests.papers import document_faults
from toolkit.compare.compare import compare
from toolkit.compare.comparison import Comparison
from toolkit.jobs.comparison_as_data import as_data
from toolkit.jobs.comparison_as_lines import as_lines
from toolkit.papers.plan_changes import paper as plan_changes
from toolkit.papers.plan_changes.assemble import plan_changes_context
from toolkit.papers.plan_changes.context import PlanChanges
from toolkit.values.errors import NotABoardWorkbook, TemplateFault
from toolkit.word.document_lint.lint import lint_document
from toolkit.word.filling.render import render
from toolkit.word.finishing.publishing import published
from toolkit.word.package.origins import read_origins
from toolkit.word.package.package import read_parts
from toolkit.word.template_lint.lint import lint_template
from toolkit.word.values.figure import Count, Figure
from toolkit.workbook.create import Content
from tools.templates import plan_changes as plan_changes_template

TEMPLATE = plan_changes_template.build()
AS_AT = date(2026, 10, 9)

TASKS = {
    1: "Train the front door in the neglect toolkit",
    2: "Audit twenty exploitation cases with police & youth justice",
    3: "Ask parents of disabled children how early help reached them",
    4: "Relaunch private fostering posters in libraries and surgeries",
    5: "Write one page on <thresholds> for schools",
    6: "Let the contract for return interviews after missing episodes",
    7: "Map groups for fathers in the north",
    8: "Offer supervision to designated leads in every primary school",
}


def row(number: int, **more: Any) -> dict[str, Any]:
    usual = {"id": f"A-{number:04}", "ref": f"1.{number}", "action": TASKS[number],
             "objective": "", "tasks": ""}  # fmt: skip
    return action(**{**usual, **more})


PRIORITY = {"id": "P-0001", "ref": "1", "title": "Neglect", "on_front_list": "Yes"}
OLD = board(
    [row(number) for number in range(1, 8)],
    {"plan_version": "1.0"},
    Priorities=(PRIORITY, {"id": "P-0002", "ref": "2", "title": "Early help"}),
    Themes=({"id": "T-0001", "ref": "A", "title": "Home"},),
)
NEW = board(
    [
        row(1, due=date(2027, 3, 31), lead="Head of Law", process_agreed="Amber",
            tasks="Book two trainers\nHold the sessions", progress="14 of 20 have been trained."),
        row(2, status="Withdrawn", due=date(2026, 11, 30)),
        row(3, id="", ref="", action=TASKS[3] + " since April"),
        row(5, due=date(2026, 12, 18), revised_due=date(2027, 1, 15),
            revision="Printer late; executive group"),
        row(6, action=TASKS[8]),
        row(7, id="A-0012", ref="3.1", carried_from="A-0007", due=None),
        row(4, id="A-0010", ref="2.1", action="Open a second family hub near the station"),
    ],
    {"plan_version": "1.1", "marking": "OFFICIAL"},
    Priorities=({**PRIORITY, "title": "Neglect & poverty"},),
    Themes=({"id": "T-0001", "ref": "A", "title": "Home and school"},),
)  # fmt: skip

HEADINGS = [
    "Actions added (2)",
    "Actions dropped (2)",
    "Carried forward (1)",
    "Merged or withdrawn (1)",
    "Dates slipped (2)",
    "Dates brought forward (1)",
    "Dates given, taken away or written over (1)",
    "Status and agreed ratings (2)",
    "Wording and other fields (3)",
    "Progress reported (1)",
    "Priorities and themes (3)",
    "How actions were matched",
]


def compared(old: Content, new: Content) -> Comparison:
    return compare(check(old).board, check(new).board)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compared(OLD, NEW)


@pytest.fixture(scope="module")
def paper(comparison: Comparison) -> bytes:
    return plan_changes.build(comparison, AS_AT, 2, TEMPLATE)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def headings(data: bytes) -> list[str]:
    return [
        paragraph.text
        for paragraph in opened(data).paragraphs
        if re.fullmatch(r"Heading \d", paragraph.style.name)
    ]


def words_of(data: bytes) -> list[str]:
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in opened(data).element.body.iter(qn("w:p"))
    ]


def table(data: bytes, caption: str) -> list[list[str]]:
    """The rows of the table of that caption, without its heading."""
    (found,) = (
        each
        for each in opened(data).tables
        if each._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == caption
    )
    return [[cell.text for cell in line.cells] for line in found.rows[1:]]


# What a board member reads


def test_every_kind_of_change_has_its_heading_with_how_many(paper: bytes) -> None:
    assert headings(paper) == HEADINGS


def test_the_first_sentence_counts_the_actions(paper: bytes) -> None:
    assert "7 actions before, 7 now: 2 added, 2 dropped and 5 changed." in words_of(paper)


def test_both_plans_are_named_by_what_tells_them_apart(paper: bytes) -> None:
    text = "\n".join(words_of(paper))

    assert "BeforeBusiness plan 2026/27, version 1.0, draft, 1 April 2026" in text
    assert "NowBusiness plan 2026/27, version 1.1, draft, 1 April 2026" in text


def test_a_slipped_date_stands_beside_the_old_one_with_its_days_and_reason(paper: bytes) -> None:
    assert table(paper, "Dates slipped") == [
        [
            f"1.1 {TASKS[1]}", "18 December 2026", "31 March 2027",
            "103 days later\nThe first due date itself was written over.",
        ],
        [
            f"1.5 {TASKS[5]}", "18 December 2026", "15 January 2027",
            "28 days later\nReason: Printer late; executive group",
        ],
    ]  # fmt: skip


def test_old_and_new_words_stand_side_by_side(paper: bytes) -> None:
    rows = table(paper, "Wording and other fields")

    assert [f"1.1 {TASKS[1]}", "Lead", "Head of Safeguarding", "Head of Law"] in rows
    tasks = [f"1.1 {TASKS[1]}", "Tasks", "Nothing", "Book two trainers\nHold the sessions"]
    assert tasks in rows


def test_a_rating_is_a_word_in_the_style_of_its_colour(paper: bytes) -> None:
    (line,) = (line for line in opened(paper).element.body.iter(qn("w:tr"))
               if "Process agreed" in "".join(line.itertext()))  # fmt: skip
    styles = [style.get(qn("w:val")) for style in line.iter(qn("w:rStyle"))]

    assert "RAGAmber" in styles
    assert "Amber: recovering" in "".join(line.itertext())


def test_reused_ids_and_guesses_are_shown_to_be_judged(paper: bytes) -> None:
    assert table(paper, "IDs used for different actions") == [
        ["A-0006", f"1.6 {TASKS[6]}", f"1.6 {TASKS[8]}"]
    ]
    ((before, now, likeness),) = table(paper, "Matched by likeness")
    assert (before, now) == (f"1.3 {TASKS[3]}", f"{TASKS[3]} since April")
    assert re.fullmatch(r"\d\d per cent", likeness)


def test_kinds_without_changes_leave_no_heading_and_no_empty_paragraph() -> None:
    data = plan_changes.build(compared(OLD, OLD), AS_AT, 0, TEMPLATE)

    assert headings(data) == []
    assert opened(data).tables == []
    assert "Nothing has changed: all 7 actions are as before." in words_of(data)
    assert "" not in words_of(data)
    assert "DRAFT" not in "\n".join(
        paragraph.text for paragraph in opened(data).sections[0].header.paragraphs
    )


def test_one_kind_of_change_gives_one_table() -> None:
    new = replace(OLD, rows={**OLD.rows, "Plan": [*OLD.rows["Plan"], row(8)]})

    data = plan_changes.build(compared(OLD, new), AS_AT, 0, TEMPLATE)

    assert headings(data) == ["Actions added (1)"]
    assert table(data, "Actions added") == [
        [f"1.8 {TASKS[8]}", "1", "Head of Safeguarding", "18 December 2026", "In progress"]
    ]


def test_open_errors_mark_every_page(paper: bytes) -> None:
    header = "\n".join(item.text for item in opened(paper).sections[0].header.paragraphs)

    assert "DRAFT: 2 open errors" in header
    assert "OFFICIAL" in header


# What a machine checks


def test_the_paper_has_nothing_that_the_linter_finds(paper: bytes) -> None:
    assert lint_document(paper, "changes.docx") == ()


@pytest.mark.validator
def test_the_paper_passes_the_validator(
    paper: bytes, ooxml_validator: Path, tmp_path: Path
) -> None:
    assert document_faults(paper, ooxml_validator, tmp_path) == []


@pytest.mark.validator
def test_the_template_passes_the_validator(ooxml_validator: Path, tmp_path: Path) -> None:
    assert document_faults(TEMPLATE, ooxml_validator, tmp_path) == []


def test_every_table_has_a_marked_heading_row_a_caption_and_cells_for_its_grid(
    paper: bytes,
) -> None:
    tables = opened(paper).tables

    assert len(tables) == 13
    for each in tables:
        properties, rows = each._tbl.tblPr, each._tbl.tr_lst
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert properties.find(qn("w:tblDescription")).get(qn("w:val"))
        assert {len(line.tc_lst) for line in rows} == {len(each._tbl.tblGrid)}


def test_dates_know_the_record_and_field_that_they_come_from(paper: bytes) -> None:
    origins = {
        (item.text, item.origin.record, item.origin.field)
        for item in read_origins(read_parts(paper))
    }

    assert ("31 March 2027", "A-0001", "due, revised_due") in origins
    assert ("18 December 2026", "A-0001", "due, revised_due, before") in origins


def test_a_published_paper_holds_no_origins(paper: bytes) -> None:
    assert not read_origins(read_parts(published(paper)))


def test_the_same_workbooks_give_the_same_bytes(comparison: Comparison, paper: bytes) -> None:
    assert plan_changes.build(comparison, AS_AT, 2, TEMPLATE) == paper


@pytest.mark.office
def test_libreoffice_prints_every_table_to_its_last_row(
    paper: bytes, soffice: Path, tmp_path: Path
) -> None:
    (tmp_path / "changes.docx").write_bytes(paper)
    convert(soffice, "pdf", tmp_path, [tmp_path / "changes.docx"])
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "changes.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert [heading for heading in HEADINGS if heading not in text] == []
    # Each stands in the last row of a table.
    last = ("second family hub", "A-0007", "28 days later", "18 days earlier", "Withdrawn",
            "14 of 20", "Home and school", "A-0006", "per cent")  # fmt: skip
    assert [words for words in last if words not in text] == []


# The template


def test_the_template_that_is_shipped_is_the_one_that_the_code_builds() -> None:
    shipped = (files("toolkit.word_templates") / "plan_changes.docx").read_bytes()

    assert shipped == TEMPLATE, "make templates builds it again"


def test_building_the_template_again_gives_the_same_bytes(tmp_path: Path) -> None:
    plan_changes_template.main([str(tmp_path / "plan_changes.docx")])

    assert (tmp_path / "plan_changes.docx").read_bytes() == TEMPLATE


def test_the_template_has_nothing_that_the_linter_finds() -> None:
    assert lint_template(TEMPLATE, "plan_changes.docx", PlanChanges.fields()) == ()


def test_the_template_gives_the_same_text_in_docxtpl(comparison: Comparison) -> None:
    context: Any = plan_changes_context(comparison, AS_AT, 2).as_data()
    theirs = DocxTemplate(io.BytesIO(TEMPLATE))
    theirs.render(context, jinja2.Environment(autoescape=True), autoescape=True)
    theirs.save(buffer := io.BytesIO())

    assert words_of(render(TEMPLATE, context)) == words_of(buffer.getvalue())


def test_a_slip_in_the_template_is_named() -> None:
    own = opened(TEMPLATE)
    own.add_paragraph("{{ headlin }}")
    own.save(buffer := io.BytesIO())

    with pytest.raises(TemplateFault, match=r"^plan_changes\.docx, .*headlin"):
        plan_changes.build(compared(OLD, OLD), AS_AT, 0, buffer.getvalue())


# The contract


def leaves(value: object, path: str = "") -> set[tuple[str, type]]:
    """The name by which a template reaches each plain value, and the value's type."""
    if isinstance(value, dict):
        names = ((f"{path}.{key}" if path else key, inner) for key, inner in value.items())
        return set(itertools.chain.from_iterable(leaves(inner, name) for name, inner in names))
    if isinstance(value, list):
        return set(itertools.chain.from_iterable(leaves(inner, f"{path}[]") for inner in value))
    return {(path, type(value))}


def test_every_field_is_described_and_every_description_has_its_field(
    comparison: Comparison,
) -> None:
    found = leaves(plan_changes_context(comparison, AS_AT, 2).as_data())

    assert {path for path, _ in found} == {field.path for field in PlanChanges.fields()}
    assert {kind for _, kind in found} <= {str, int, Figure, Count}


def test_every_description_has_a_meaning_and_an_example() -> None:
    paths = [field.path for field in PlanChanges.fields()]

    assert [
        field.path for field in PlanChanges.fields() if not (field.meaning and field.example)
    ] == []
    assert len(paths) == len(set(paths))


# Two workbooks


@pytest.fixture
def books(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    for path, content in zip(paths, (OLD, NEW), strict=True):
        path.write_bytes(file_of(content))
    return paths


def test_two_workbooks_are_compared_and_stay_as_they_are(books: tuple[Path, Path]) -> None:
    before = [path.read_bytes() for path in books]

    done = jobs.diff(*books, None, date(1999, 1, 1))

    assert done.document is None
    assert as_lines(done.comparison)[0] == (
        "Before: Business plan 2026/27, version 1.0, draft, 1 April 2026"
    )
    assert [path.read_bytes() for path in books] == before
    assert json.loads(json.dumps(as_data(done.comparison)))["new"]["workbook"] == ("new.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ({"ref": "1.7"}, {"ref": "3.1"}, f"3.1 {TASKS[7]}; before: 1.7"),
        ({"ref": "1.7"}, {"ref": "1.7"}, f"1.7 {TASKS[7]}"),
        ({"ref": ""}, {"ref": "3.1"}, f"3.1 {TASKS[7]}; before: A-0007"),
        ({"ref": "1.7"}, {"ref": ""}, f"A-0007 {TASKS[7]}; before: 1.7"),
        ({"ref": ""}, {"ref": ""}, f"A-0007 {TASKS[7]}"),
        ({"ref": "", "id": ""}, {"ref": "3.1"}, f"3.1 {TASKS[7]}"),
    ],
)
def test_an_action_carried_forward_tells_its_old_number_where_that_has_changed(
    old: dict[str, Any], new: dict[str, Any], line: str
) -> None:
    after = {"status": "Carried forward", **new}

    told = as_lines(compared(board([row(7, **old)]), board([row(7, **after)])))

    assert told[told.index("Carried forward (1)") + 1] == f"  {line}"


def test_the_paper_is_written_beside_others_and_named_after_the_new_workbook(
    books: tuple[Path, Path], tmp_path: Path
) -> None:
    done = jobs.diff(*books, None, date(1999, 1, 1), tmp_path / "papers")

    assert done.document is not None
    assert done.document.path == tmp_path / "papers" / "new-plan-changes.docx"
    assert headings(done.document.path.read_bytes()) == HEADINGS


def test_a_paper_that_someone_edited_is_left_alone(
    books: tuple[Path, Path], tmp_path: Path
) -> None:
    first = jobs.diff(*books, None, date(1999, 1, 1), tmp_path).document
    assert first is not None
    first.path.write_bytes(b"edited")

    second = jobs.diff(*books, None, date(1999, 1, 1), tmp_path).document

    assert second is not None
    assert second.path != first.path
    assert first.path.read_bytes() == b"edited"


def test_a_workbook_that_is_no_board_workbook_is_named(books: tuple[Path, Path]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.save(books[1])

    with pytest.raises(NotABoardWorkbook, match=r"^new\.xlsx"):
        jobs.diff(*books, None, date(1999, 1, 1))
