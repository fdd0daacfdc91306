"""Every paper is built in one way: on its own, since an earlier plan, for publication, in parts."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests import jobs_on_disk as jobs
from tests.builders import AS_AT, action, board, datum, file_of, indicator
from toolkit.jobs.build import Built
from toolkit.papers import PAPERS
from toolkit.papers.paper import Material, PaperFile
from toolkit.values.errors import HasErrors, WrongUse
from toolkit.workbook.book_on_disk import BookOnDisk

LAST_YEAR = board([action(lead="Head of Safeguarding")])
THIS_YEAR = board([action(lead="Head of Law"), action(id="A-0002", ref="1.2")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "last year.xlsx").write_bytes(file_of(LAST_YEAR))
    (tmp_path / "board.xlsx").write_bytes(file_of(THIS_YEAR))
    return tmp_path


def built(folder: Path, *, earlier: bool = True, **options: Any) -> Built:
    since = BookOnDisk(folder / "last year.xlsx") if earlier else None
    return jobs.build(
        folder / "board.xlsx", folder / "papers", AS_AT, AS_AT, earlier=since, **options
    )


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "papers").iterdir() if not p.name.startswith("."))


def words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_without_an_earlier_workbook_the_paper_on_changes_is_left_out(folder: Path) -> None:
    assert set(built(folder, earlier=False).documents) == {"business-plan"}


def test_with_an_earlier_workbook_both_papers_are_written(folder: Path) -> None:
    built(folder)

    assert names(folder) == ["board-business-plan.docx", "board-plan-changes.docx"]
    assert "Head of Law" in words(folder / "papers" / "board-plan-changes.docx")


def test_the_paper_is_the_one_that_diff_writes(folder: Path) -> None:
    paper = built(folder, only=["plan-changes"]).documents["plan-changes"].path.read_bytes()

    compared = jobs.diff(
        folder / "last year.xlsx", folder / "board.xlsx", AS_AT, AS_AT, folder / "diff"
    )

    assert compared.document is not None
    assert compared.document.path.read_bytes() == paper


@pytest.mark.parametrize("publish", [False, True])
def test_an_own_template_serves_the_paper_on_changes(folder: Path, publish: bool) -> None:
    (folder / "own").mkdir()
    template = docx.Document()
    template.add_paragraph("Ours: {{ headline }}")
    template.save(str(folder / "own" / "plan_changes.docx"))

    made = built(folder, only=["plan-changes"], templates=folder / "own", publish=publish)

    assert words(made.documents["plan-changes"].path).startswith("Ours: 1 action before, 2 now")


def test_diff_uses_an_own_template_too(folder: Path) -> None:
    (folder / "own").mkdir()
    template = docx.Document()
    template.add_paragraph("Ours")
    template.save(str(folder / "own" / "plan_changes.docx"))

    compared = jobs.diff(
        folder / "last year.xlsx",
        folder / "board.xlsx",
        AS_AT,
        AS_AT,
        folder / "diff",
        folder / "own",
    )

    assert compared.document is not None
    assert words(compared.document.path) == "Ours"


def test_a_published_paper_on_changes_says_so_in_its_name(folder: Path) -> None:
    built(folder, only=["plan-changes"], publish=True)

    assert names(folder) == ["board-plan-changes-published.docx"]


def test_what_to_read_in_the_earlier_plan_is_told_before_publishing(folder: Path) -> None:
    rare = board([action(progress="2 children waited.")])
    (folder / "last year.xlsx").write_bytes(file_of(rare))

    notes = built(folder, publish=True).notes

    assert any("last year.xlsx" in note for note in notes)


def test_errors_in_the_earlier_workbook_mark_the_papers_draft(folder: Path) -> None:
    (folder / "last year.xlsx").write_bytes(file_of(board([action(lead="")])))

    made = built(folder)

    assert made.has_errors
    header = docx.Document(str(made.documents["plan-changes"].path)).sections[0].header
    assert "DRAFT: 1 open error" in "".join(paragraph.text for paragraph in header.paragraphs)


def test_with_strict_errors_in_the_earlier_workbook_stop_the_build(folder: Path) -> None:
    (folder / "last year.xlsx").write_bytes(file_of(board([action(lead="")])))

    with pytest.raises(HasErrors, match=r"^last year\.xlsx has 1 open error"):
        built(folder, strict=True)
    assert not (folder / "papers").exists()


def test_neither_workbook_is_changed(folder: Path) -> None:
    before = [path.read_bytes() for path in sorted(folder.glob("*.xlsx"))]

    built(folder)

    assert [path.read_bytes() for path in sorted(folder.glob("*.xlsx"))] == before


def test_a_paper_that_compares_asks_for_the_earlier_workbook(folder: Path) -> None:
    with pytest.raises(WrongUse, match=r"compares two plans\. Give the earlier workbook too: --s"):
        built(folder, earlier=False, only=["plan-changes"])


def test_a_paper_that_there_is_not_is_told_with_those_there_are(folder: Path) -> None:
    with pytest.raises(
        WrongUse,
        match=r'^There is no paper "minutes"\. The papers are: business-plan, plan-changes\.$',
    ):
        built(folder, only=["minutes"])


def test_a_part_of_a_paper_that_has_none_is_refused(folder: Path) -> None:
    with pytest.raises(WrongUse, match='business-plan has no parts; leave out ":1"'):
        built(folder, only=["business-plan:1"])


def test_a_closing_names_both_papers_in_history(folder: Path) -> None:
    jobs.close(
        folder / "board.xlsx",
        "2026/27 Q2",
        folder / "papers",
        AS_AT,
        AS_AT,
        earlier=BookOnDisk(folder / "last year.xlsx"),
    )

    history = jobs.check(folder / "board.xlsx", AS_AT, AS_AT).board.history
    assert {row.documents for row in history} == {
        ("board-2026-27-Q2-business-plan.docx", "board-2026-27-Q2-plan-changes.docx")
    }


class TestAPaperOfSeveralFiles:
    @pytest.fixture(autouse=True)
    def parts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def make(material: Material, *_: Any) -> list[PaperFile]:
            document, workbook = io.BytesIO(), io.BytesIO()
            docx.Document().save(document)
            book = openpyxl.Workbook()
            for number, datum_ in enumerate(material.board.data, 1):
                book.worksheets[0].cell(number, 1, str(datum_.value))
            book.save(workbook)
            return [
                PaperFile(document.getvalue(), "front"),
                PaperFile(workbook.getvalue(), "tables", ".xlsx"),
            ]

        paper = replace(PAPERS["business-plan"], name="pack", make=make)
        monkeypatch.setitem(PAPERS, "pack", paper)

    def test_has_each_under_a_name_of_its_own(self, folder: Path) -> None:
        made = built(folder, only=["pack"])

        assert set(made.documents) == {"pack:front", "pack:tables"}
        assert names(folder) == ["board-pack-front.docx", "board-pack-tables.xlsx"]

    def test_has_its_workbook_made_of_what_may_be_published(self, folder: Path) -> None:
        content = board(Indicators=[indicator(unit="Number")], Data=[datum(value=3)])
        (folder / "board.xlsx").write_bytes(file_of(content))

        made = built(folder, only=["pack"], publish=True)

        book = openpyxl.load_workbook(made.documents["pack:tables"].path)
        assert made.documents["pack:tables"].path.name == "board-pack-tables-published.xlsx"
        assert book.worksheets[0].cell(1, 1).value != "3"

    def test_has_its_documents_and_not_its_workbook_as_pdf(
        self, folder: Path, soffice: Path
    ) -> None:
        built(folder, only=["pack"], pdf=True)

        assert names(folder) == [
            "board-pack-front.docx",
            "board-pack-front.pdf",
            "board-pack-tables.xlsx",
        ]
