"""A real plan of 2015/16, typed into a workbook: what is found in it and what is printed of it."""

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from tests import jobs_on_disk as jobs
from tests import seeds
from tests.builders import place_of
from toolkit.jobs.build import Built
from toolkit.jobs.check import Checked
from toolkit.layout.board import BOARD
from toolkit.workbook.create import create

pytestmark = pytest.mark.shared
AS_AT = date(2015, 9, 30)


@pytest.fixture(scope="module")
def plan(shared: Path) -> Any:
    return seeds.load(shared, "plan_lancashire_2015")


@pytest.fixture(scope="module")
def book(plan: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lancashire") / "lancashire.xlsx"
    path.write_bytes(create(BOARD, seeds.plan_content(plan, AS_AT)))
    return path


@pytest.fixture(scope="module")
def checked(book: Path) -> Checked:
    return jobs.check(book, None, date(1999, 1, 1))


@pytest.fixture(scope="module")
def built(book: Path) -> Built:
    return jobs.build(book, book.parent / "papers", None, date(1999, 1, 1))


@pytest.fixture(scope="module")
def document(built: Built) -> Any:
    return docx.Document(io.BytesIO(built.documents["business-plan"].path.read_bytes()))


def collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def words_of(document: Any) -> str:
    """All text of the document, tables and headers with it, as one line."""
    return collapsed(" ".join(pieces(document)))


def pieces(document: Any) -> Iterator[str]:
    yield from texts(document)
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer):
            yield from texts(part)


def texts(part: Any) -> Iterator[str]:
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from texts(cell)
        else:
            yield block.text


def rows_of(document: Any) -> list[str]:
    """The rows of all tables, each as one line."""
    return [
        collapsed(" ".join(text for cell in row.cells for text in texts(cell)))
        for table in document.tables
        for row in table.rows
    ]


def test_every_row_is_read_and_rated(checked: Checked) -> None:
    assert len(checked.board.actions) == 28
    assert [proposal.rating for proposal in checked.results.proposals.values()] == ["Green"] * 28


def test_the_missing_lead_is_the_only_error(checked: Checked) -> None:
    (error,) = (finding for finding in checked.findings if finding.rule.severity.word == "error")
    row = next(row for row in checked.board.actions if row.priority == "Priority Area 4")
    assert error.rule.code == "PLAN-003"
    assert (error.place.sheet, error.place.cell) == (
        "Plan",
        place_of("Plan", "lead", row.source.row),
    )


def test_the_front_list_and_the_single_date_are_found(checked: Checked) -> None:
    by_code = {finding.rule.code: finding for finding in checked.findings}
    front, dates = by_code["PLAN-002"], by_code["PLAN-012"]
    assert "has 3" in front.message
    assert "4" in front.message
    assert dates.message == "All 28 actions are due on the same day, 31 March 2016."


def test_the_document_holds_every_word_of_the_plan(plan: Any, document: Any) -> None:
    text = words_of(document)
    missing = [each for each in seeds.printed_strings(plan) if collapsed(each) not in text]
    assert missing == []


def test_every_row_of_the_plan_is_one_row_of_a_table(plan: Any, document: Any) -> None:
    rows = rows_of(document)
    for priority in plan["priorities"]:
        for action in priority["actions"]:
            wanted = [collapsed(text) for text in seeds.action_strings(action)]
            holding = [row for row in rows if all(text in row for text in wanted)]
            assert holding, f"{action['id']} is in no row"


def test_the_rows_stand_in_their_printed_order(plan: Any, document: Any) -> None:
    text = words_of(document)
    place = 0
    for priority in plan["priorities"]:
        for action in priority["actions"]:
            place = text.find(collapsed(action["objectives"][0]["text"]), place)
            assert place >= 0, f"{action['id']} stands before an earlier row"


def test_the_priority_left_off_the_front_list_still_has_its_part(document: Any) -> None:
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert any("Cross Cutting Themes" in heading for heading in headings)


def test_the_document_says_draft_and_counts_the_open_error(document: Any) -> None:
    text = words_of(document)
    assert "DRAFT" in text
    assert "1 open error" in text or "one open error" in text


def test_the_headings_of_the_table_are_the_ones_that_were_printed(plan: Any, document: Any) -> None:
    headings = [collapsed(text) for text in plan["priorities"][0]["columns"]]
    with_them = [row for row in rows_of(document) if all(text in row for text in headings)]
    assert len(with_them) == 4
