"""What looks like a formula stays words: in papers, in every workbook written, in JSON.

Such a text reads like a formula or a command to a spreadsheet: `=cmd|' /C calc'!A0`, `+1`,
`@SUM(A1)`. Each here has a mark in it, and whole files are searched for that mark: it may be where
words are kept and nowhere else, whatever part of the file it is in.
"""

import io
import itertools
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, check, datum, edited, file_of, indicator
from tests.word_plans import as_bytes, document, table
from toolkit.jobs.board_as_data import published_as_data
from toolkit.layout.board import BOARD
from toolkit.publishing.publish import publish
from toolkit.workbook.create import Content, create
from toolkit.workbook.macros import macros_for
from toolkit.workbook.patch import patch
from toolkit.writing.changes import Changes, SheetChanges

MARK = "Zqx"
TYPED = (
    f'=HYPERLINK("http://example.org/{MARK}")',
    f"=cmd|' /C calc'!{MARK}",
    f"+1+{MARK}",
    f"-2+3+{MARK}",
    f"@SUM({MARK})",
    f"{{={MARK}}}",
    f"\t=1+{MARK}",
    f'=DDE("cmd";"/C calc";"{MARK}")',
    f"'={MARK}",
    f"%0A={MARK}",
    f"=1&<{MARK}>",
)
# Where files keep words: a cell's text, a formula's last result, a run of Word, a property; what
# is read out of a picture or a table.
WORDS = frozenset({
    "t", "v", "figure", "title", "subject", "keywords", "creator", "lastModifiedBy", "lpwstr",
    "docPr/@descr", "docPr/@title", "tblCaption/@val", "tblDescription/@val",
    "instance/@display", "hyperlink/@display",
})  # fmt: skip
DAY = date(2026, 10, 9)


def content(first: int = 0) -> Content:
    """A board with such texts in names, plan cells, running text, updates, History and notes.

    Each cell has one of them, taken in turn from the `first` on.
    """
    turn = itertools.islice(itertools.cycle(TYPED), first, None)
    lead, area, ref = next(turn), next(turn), next(turn)
    return board(
        [
            action(
                objective=next(turn), action=next(turn), tasks=next(turn), lead=lead,
                progress=next(turn), outcome=next(turn), due=date(2026, 6, 30),
                timescale=next(turn),
            ),
            action(id="A-0002", ref=ref),
        ],
        settings={
            "board_name": next(turn), "plan_title": next(turn), "plan_version": next(turn),
        },
        Leads=({"name": lead, "kind": "Post"}, {"name": "Head of Safeguarding", "kind": "Post"}),
        Areas=({"name": area, "kind": "Our area"}, {"name": "England", "kind": "England"}),
        Priorities=({"id": "P-0001", "ref": "1", "title": next(turn), "on_front_list": "Yes"},),
        Narrative=(
            {"section": "Introduction", "style": "Heading", "text": next(turn)},
            {"section": "Introduction", "style": "Paragraph", "text": next(turn)},
        ),
        Updates=(
            {"action": "A-0001", "progress": next(turn), "evidence": next(turn), "updated_on": DAY},
        ),
        Indicators=(indicator(title=next(turn), definition=next(turn), owner=next(turn)),),
        Data=(datum(area=area, source_text=next(turn), note=next(turn)),),
        History=(
            {
                "period": next(turn), "closed_on": date(2026, 7, 1), "kind": "Due date",
                "record": "A-0001", "name": next(turn), "reported": "30 June 2026",
                "documents": next(turn),
            },
        ),
    )  # fmt: skip


each_turn = pytest.mark.parametrize("first", [0, 4, 8])


def misplaced(data: bytes) -> list[str]:
    """Where in an Office file the mark is, but for places that hold nothing but words."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xlsx"):
                found += [f"{name}: {inner}" for inner in misplaced(part)]
            elif MARK.encode() in part:
                found += [f"{name}: {place}" for place in _places(etree.fromstring(part))]
    return found


def _places(root: Any) -> list[str]:
    found = []
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if MARK in (element.text or "") + (element.tail or ""):
            found.append(name)
        for key, value in element.attrib.items():
            if MARK in value:
                found.append(f"{name}/@{etree.QName(key).localname}")
    return [place for place in found if place not in WORDS]


def only_words(data: bytes) -> bool:
    """Whether the mark is in the file, and nowhere but where words are kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        is_there = any(MARK.encode() in package.read(name) for name in package.namelist())
    assert misplaced(data) == []
    return is_there


def test_the_search_finds_a_formula_and_a_field_with_the_mark() -> None:
    formula = b"<c xmlns='x'><f>%s</f><v>1</v></c>" % MARK.encode()
    field = b"<w:r xmlns:w='x'><w:instrText>%s</w:instrText></w:r>" % MARK.encode()
    link = b"<Relationship Target='%s'/>" % MARK.encode()

    assert [_places(etree.fromstring(xml)) for xml in (formula, field, link)] == [
        ["f"], ["instrText"], ["Relationship/@Target"],
    ]  # fmt: skip


@each_turn
def test_a_fresh_workbook_holds_it_as_words(first: int) -> None:
    assert only_words(create(BOARD, content(first)))


def test_a_fresh_workbook_with_buttons_holds_it_as_words() -> None:
    assert only_words(create(BOARD, content(), macros_for(Path("board.xlsm"))))


@each_turn
def test_an_update_a_closing_and_their_papers_hold_it_as_words(first: int, tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(content(first)))

    jobs.update(path, AS_AT, DAY)
    updated = path.read_bytes()
    closed = jobs.close(path, f"{TYPED[first]} Q2", tmp_path, AS_AT, DAY, with_errors=True)

    papers = [paper.path.read_bytes() for paper in closed.built.documents.values()]
    assert len(papers) == 1
    assert all(map(only_words, [updated, path.read_bytes(), *papers]))


@each_turn
def test_published_papers_and_the_paper_on_changes_hold_it_as_words(
    first: int, tmp_path: Path
) -> None:
    path, earlier = tmp_path / "board.xlsx", tmp_path / "earlier.xlsx"
    path.write_bytes(file_of(content(first)))
    earlier.write_bytes(file_of(board()))

    built = jobs.build(path, tmp_path, AS_AT, DAY, publish=True, earlier=jobs.BookOnDisk(earlier))

    papers = {name: paper.path.read_bytes() for name, paper in built.documents.items()}
    assert set(papers) == {"business-plan", "plan-changes"}
    assert all(map(only_words, papers.values()))


@pytest.mark.parametrize("typed", TYPED)
def test_a_cell_that_had_a_formula_is_given_words_and_no_formula(typed: str) -> None:
    def with_formula(book: Any) -> None:
        book["Plan"]["D7"] = "=1+1"

    before = edited(board(), with_formula)
    after = patch(before, Changes({"Plan": SheetChanges({(7, 4): typed})}), "board.xlsx")

    assert only_words(after)


def test_a_plan_read_from_word_is_laid_as_words(tmp_path: Path) -> None:
    path, paper = tmp_path / "board.xlsx", tmp_path / "plan.docx"
    path.write_bytes(file_of(board(actions=[], Priorities=())))
    made = document(TYPED[0])
    made.add_heading(f"Priority 1: {TYPED[4]}", 1)
    heading = ("Action", "Lead", "Timescale", "Progress")
    table(made, [heading, *((text, text, text, text) for text in TYPED)])
    paper.write_bytes(as_bytes(made))

    jobs.import_plan(paper, path, DAY)

    typed = [action.action for action in jobs.check(path, AS_AT, DAY).board.actions]
    assert typed == [text.strip() for text in TYPED]
    assert only_words(path.read_bytes())


def test_a_table_of_figures_is_laid_as_words(tmp_path: Path) -> None:
    path, source = tmp_path / "board.xlsx", tmp_path / f"={MARK}.xlsx"
    path.write_bytes(file_of(board(Indicators=(indicator(),))))
    wide = openpyxl.Workbook()
    wide.active.append(["Indicator", "2026/27 Q1", "2026/27 Q2"])
    for row in (["CP06", 21, TYPED[0]], [TYPED[4], 22, 23]):
        wide.active.append(row)
    for row in wide.active.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    wide.save(source)

    jobs.import_figures(source, path, AS_AT, DAY)

    assert [row.source_text for row in jobs.check(path, AS_AT, DAY).board.data] == [source.name]
    assert only_words(path.read_bytes())


def test_a_workbook_of_an_old_layout_is_written_again_with_words(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    shutil.copy("tests/workbooks/example_board_layout_2.xlsx", path)
    book = openpyxl.load_workbook(path)
    for column in range(1, 30):
        cell = book["Plan"].cell(7, column)
        if isinstance(cell.value, str) and not cell.value.startswith("A-"):
            cell.value = TYPED[column % len(TYPED)]
            cell.data_type = "s"
    book.save(path)

    upgraded = jobs.upgrade(path, DAY)

    assert upgraded.path is not None
    assert only_words(upgraded.path.read_bytes())


def test_json_carries_it_letter_by_letter(tmp_path: Path) -> None:
    path = tmp_path / "board.xlsx"
    path.write_bytes(file_of(content()))
    command = [sys.executable, "-m", "toolkit", "export", str(path), "--as-at", "2026-10-09"]

    done = subprocess.run(command, capture_output=True, check=False)
    released = published_as_data(publish(check(content()).board), DAY)

    for data in (json.loads(done.stdout), json.loads(json.dumps(released))):
        (priority,) = data["priorities"]
        first = priority["actions"][0]
        assert first["objective"] == [TYPED[3]]
        assert first["action"] == TYPED[4]
        assert first["leads"] == [TYPED[0]]
