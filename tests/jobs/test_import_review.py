"""How sure an import is, and the page that shows it: doubtful guesses first, nothing unescaped."""

import json
from pathlib import Path

import pytest
from lxml import html

from tests.builders import board, file_of
from tests.word_plans import as_bytes, document, imported, table
from toolkit.cli import main as cli
from toolkit.importing.plan.records import Grade

HEADS = ["Action", "Lead", "By when", "RAG", "Links"]
WORK = ["Train <b>all</b> staff", "Head & Chair", "June 2026", "Green", "Early Help Strategy"]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A paper with a title, a table and a list of versions, and the workbook to read it into."""
    made = document("Business plan 2026/27")
    made.add_heading("Priority 1: Neglect", 1)
    table(made, [HEADS, WORK])
    made.add_heading("Versions", 1)
    table(made, [["Version", "Date", "Author"], ["1.0", "May 2026", "Officer <script>"]])
    paper, book = tmp_path / "plan.docx", tmp_path / "board.xlsx"
    paper.write_bytes(as_bytes(made))
    book.write_bytes(file_of(board(Priorities=[], Plan=[])))
    return paper, book


def page_of(files: tuple[Path, Path], *options: str) -> str:
    paper, book = files
    cli.main(["import", str(paper), "--to", str(book), "--review", "--dry-run", *options])
    return (book.parent / "plan-review.html").read_text("utf-8")


def test_the_page_shows_each_row_beside_what_it_becomes(files: tuple[Path, Path]) -> None:
    page = html.document_fromstring(page_of(files))
    first, *_ = page.xpath("//table")
    heads = [each.text_content() for each in first.xpath(".//tr[th]")[0].xpath("th")]
    assert heads[0] == "ActionAction"
    assert heads[4] == "Linksnot read into a field"
    (ours,) = first.xpath(".//td[@class='ours']")
    fields = dict(
        zip(
            [each.text_content() for each in ours.xpath(".//dt")],
            [each.text_content() for each in ours.xpath(".//dd")],
            strict=True,
        )
    )
    assert fields["Priority"] == "Neglect"
    assert fields["Action"] == "Train <b>all</b> staff"
    assert fields["Process agreed"] == "Green"
    assert "Early Help Strategy" in page.text_content()
    assert "no actions were read from it" in page.text_content()


def test_the_page_asks_for_nothing_runs_nothing_and_escapes_all(files: tuple[Path, Path]) -> None:
    text = page_of(files)
    page = html.document_fromstring(text)
    assert page.get("lang") == "en-GB"
    assert page.xpath("//title")[0].text == "Review of plan.docx"
    assert page.xpath("//script | //link | //img | //iframe | //b | //@onclick") == []
    assert "http" not in text
    # A reader that has the table read out hears what each column is.
    assert all(each.get("scope") for each in page.xpath("//th"))
    assert all(each.xpath("caption | tr[1]/th") for each in page.xpath("//table"))


def test_doubtful_guesses_are_first_with_the_option_to_paste(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    text = page_of(files)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Look at these first:"
    assert lines[1].endswith('--map "Links=unplaced"')
    assert "<code>--map &quot;Links=unplaced&quot;</code>" in text
    page_of(files, "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert found["doubtful"] == found["taken"][: len(found["doubtful"])] == [lines[1]]
    assert found["review"].endswith("plan-review.html")


def test_a_person_who_says_it_has_no_more_doubts(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    page_of(files, "--map", "Links=Evidence")
    assert "Look at these first:" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("heading", "cell", "grade"),
    [
        ("Status", "Complete", Grade.SURE),
        ("Status at present", "Complete", Grade.LIKELY),
        ("Wie weit", "Complete", Grade.DOUBTFUL),
        ("Links", "Early Help", Grade.DOUBTFUL),
        ("Risk RAG", "Red", Grade.DOUBTFUL),
    ],
)
def test_each_column_has_a_grade(heading: str, cell: str, grade: Grade) -> None:
    made = document()
    table(
        made, [["Action", "Lead", "By when", heading], ["Train staff", "Chair", "May 2027", cell]]
    )
    (found,) = [taken for taken in imported(made).taken if taken.words == heading]
    assert found.grade is grade
    assert bool(found.remap) == (grade is Grade.DOUBTFUL)


def test_a_guessed_status_is_told() -> None:
    made = document()
    table(made, [["Action", "Lead", "RAG"], ["Train staff", "Chair", "Blue"]])
    plan = imported(made)
    assert plan.actions[0].status == "Complete"
    assert any("since its rating is blue" in words for words in plan.sentences)
