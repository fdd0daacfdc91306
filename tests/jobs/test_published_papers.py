"""Papers built to be published: what they hide, and what the person who builds them is told."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pytest

from tests import jobs_on_disk as jobs
from tests.builders import board, datum, file_of, indicator
from toolkit.papers import PAPERS
from toolkit.papers.paper import Material, PaperFile

TODAY = date(2026, 10, 9)
EVIDENCE = {"id": "E-0001", "priority": "1", "text": "Serious incidents", "source_text": "Police"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "board.xlsx"


def built(book: Path, publish: bool = True, **tables: Any) -> tuple[str, jobs.Built]:
    """The text of the paper made with a template of the board's own, and what was told."""
    book.write_bytes(file_of(board(**tables)))
    templates = book.parent / "templates"
    templates.mkdir()
    document = docx.Document()
    document.add_paragraph(
        "{% for p in priorities %}{% for fact in p.evidence %}"
        "{{ fact.text }}: {{ fact.figure }} {{ fact.attribution }}"
        "{% endfor %}{% endfor %}"
    )
    document.save(str(templates / "business_plan.docx"))
    made = jobs.build(book, book.parent / "out", None, TODAY, templates=templates, publish=publish)
    (written,) = made.documents.values()
    return "\n".join(each.text for each in docx.Document(str(written.path)).paragraphs), made


def test_a_bare_small_number_is_printed_as_c_with_the_note_beside_it(book: Path) -> None:
    text, made = built(book, Evidence=[{**EVIDENCE, "figure": 3}])
    assert text == (
        "Serious incidents: c (Police, c: not shown, because it is a count of 1 to 4 or would "
        "give one away)"
    )
    (told,) = made.notes
    assert told.startswith("[board.xlsx]Evidence!")


def test_a_paper_for_the_office_prints_the_number_and_has_nothing_to_tell(book: Path) -> None:
    text, made = built(book, publish=False, Evidence=[{**EVIDENCE, "figure": 3}])
    assert text == "Serious incidents: 3 (Police)"
    assert made.notes == ()


@pytest.mark.parametrize("figure", [0, 5, 30])
def test_another_number_is_printed_in_a_published_paper_too(book: Path, figure: int) -> None:
    text, made = built(book, Evidence=[{**EVIDENCE, "figure": figure}])
    assert text == f"Serious incidents: {figure} (Police)"
    assert made.notes == ()


def test_a_text_that_counts_few_people_is_printed_as_typed_and_its_cell_told(book: Path) -> None:
    text, made = built(book, Evidence=[{**EVIDENCE, "text": "Two boys were hurt"}])
    assert text.startswith("Two boys were hurt")
    (told,) = made.notes
    assert "Evidence!" in told
    assert "boys" not in told


def test_a_published_paper_is_made_of_figures_that_may_be_published(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a paper may come to print of Data: it is not given a small count."""
    given = []

    def make(material: Material, *_: Any) -> list[PaperFile]:
        given.append((material.board, material.results))
        template = files("toolkit.word_templates") / "business_plan.docx"
        return [PaperFile(template.read_bytes())]

    paper = replace(PAPERS["business-plan"], make=make)
    monkeypatch.setitem(PAPERS, paper.name, paper)
    tables = {"Indicators": [indicator(unit="Number")], "Data": [datum(value=3)]}
    built(book, **tables)
    ((board_given, results),) = given
    assert [row.status for row in board_given.data] == ["Suppressed"]
    assert [result.latest.value.value for result in results.indicators] == ["suppressed"]


def test_what_was_published_before_is_reported(book: Path) -> None:
    released = {
        "release": "Q1", "indicator": "CP06", "area": "Ourshire", "period": "2026/27 Q1",
        "value": "3",
    }  # fmt: skip
    tables = {"Indicators": [indicator(unit="Number")], "Data": [datum(value=3)]}
    _, made = built(book, Releases=[released], **tables)
    (told,) = made.notes
    assert told.startswith("board.xlsx: hidden here, but published before: CP06, Ourshire")
