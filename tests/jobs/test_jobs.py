"""One function for each thing a person asks for."""

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests import jobs_on_disk as jobs
from tests.builders import action, board, edited, file_of, with_settings
from toolkit.values.errors import CannotWrite, HasErrors, ToolkitError, WrongFileType
from toolkit.workbook.create import Content

TODAY = date(2026, 10, 20)
UNDATED = with_settings(board([action(due=date(2026, 10, 15))]), as_at=None)


def saved(folder: Path, content: Content | bytes, name: str = "board.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else file_of(content))
    return path


def built(book: Path, out: Path, **options: Any) -> jobs.Built:
    return jobs.build(book, out, None, TODAY, **options)


def named(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


# Check


@pytest.mark.parametrize(
    ("given", "in_settings", "used"),
    [
        (date(2026, 10, 1), date(2026, 10, 9), date(2026, 10, 1)),
        (None, date(2026, 10, 9), date(2026, 10, 9)),
        (None, None, TODAY),
    ],
)
def test_the_date_given_comes_before_the_workbooks_and_that_before_today(
    tmp_path: Path, given: date | None, in_settings: date | None, used: date
) -> None:
    book = saved(tmp_path, with_settings(UNDATED, as_at=in_settings))
    assert jobs.check(book, given, TODAY).results.as_at == used


def test_a_check_counts_what_it_found_worst_first(tmp_path: Path) -> None:
    actions = [action(lead="Nobody"), action(id="A-0002", ref="1.2", lead="")]
    checked = jobs.check(saved(tmp_path, board(actions)), None, TODAY)
    assert checked.counts == {"error": 1, "warning": 1, "note": 1}
    codes = [finding.rule.code for finding in checked.findings]
    assert codes == ["PLAN-003", "PLAN-005", "PLAN-012"]
    assert checked.has_errors


def test_warnings_alone_are_no_errors(tmp_path: Path) -> None:
    assert not jobs.check(saved(tmp_path, board([action(lead="Nobody")])), None, TODAY).has_errors


def test_a_check_changes_nothing_on_disk(tmp_path: Path) -> None:
    book = saved(tmp_path, board())
    before = book.read_bytes()
    jobs.check(book, None, TODAY)
    assert book.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["board.xlsx"]


def test_a_renamed_sheet_is_recognised(tmp_path: Path) -> None:
    def rename(book: Any) -> None:
        book["Data"].title = "Data 2026"

    checked = jobs.check(saved(tmp_path, edited(board(), rename)), None, TODAY)
    assert [finding.rule.code for finding in checked.findings] == ["SHEET-001"]
    assert "Data 2026" in checked.findings[0].message


# New


def test_a_fresh_workbook_is_said_to_be_empty_and_knows_its_board(tmp_path: Path) -> None:
    book = jobs.new(tmp_path / "our boards" / "ours.xlsx", "Ourshire SCP", "2026/27")
    checked = jobs.check(book, None, TODAY)
    assert [finding.rule.code for finding in checked.findings] == ["PLAN-059"]
    assert checked.board.settings.board_name == "Ourshire SCP"
    assert checked.board.settings.last_day == date(2027, 3, 31)


def test_a_fresh_workbook_never_replaces_a_file(tmp_path: Path) -> None:
    book = saved(tmp_path, b"a year of work")
    with pytest.raises(CannotWrite, match="already exists and was not changed"):
        jobs.new(book, "Ourshire SCP", "2026/27")
    assert book.read_bytes() == b"a year of work"


# Build


def test_documents_are_named_after_the_workbook(tmp_path: Path) -> None:
    done = built(saved(tmp_path, board()), tmp_path / "papers")
    assert set(done.documents) == {"business-plan"}
    assert named(tmp_path / "papers") == {"board-business-plan.docx"}


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    book = saved(tmp_path, board())
    papers = [built(book, tmp_path / folder).documents for folder in ("one", "two")]
    one, two = (documents["business-plan"].path.read_bytes() for documents in papers)
    assert one == two


def test_only_the_documents_asked_for_are_built(tmp_path: Path) -> None:
    done = built(saved(tmp_path, board()), tmp_path, only=["business-plan"])
    assert list(done.documents) == ["business-plan"]


def test_an_edited_document_is_left_alone(tmp_path: Path) -> None:
    book = saved(tmp_path, board())
    first = built(book, tmp_path).documents["business-plan"].path
    first.write_bytes(b"edited by the chair")
    second = built(book, tmp_path).documents["business-plan"]
    assert first.read_bytes() == b"edited by the chair"
    assert (second.path.name, second.kept) == ("board-business-plan (draft 2).docx", first)


def test_errors_do_not_hold_a_document_back_but_strict_does(tmp_path: Path) -> None:
    book = saved(tmp_path, board([action(lead="")]))
    assert built(book, tmp_path / "draft").checked.has_errors
    assert named(tmp_path / "draft") == {"board-business-plan.docx"}
    with pytest.raises(HasErrors, match=r"^board\.xlsx has 1 open error, and --strict"):
        built(book, tmp_path / "strict", strict=True)
    assert not (tmp_path / "strict").exists()


def test_strict_builds_where_there_are_warnings_only(tmp_path: Path) -> None:
    book = saved(tmp_path, board([action(lead="Nobody")]))
    assert built(book, tmp_path, strict=True).documents


def test_a_boards_own_template_stands_in_for_the_toolkits(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    shipped = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
    (own / "business_plan.docx").write_bytes(shipped)
    book = saved(tmp_path, board())
    assert built(book, tmp_path / "own", templates=own).documents
    (own / "business_plan.docx").write_bytes(b"no Word file")
    with pytest.raises(WrongFileType):
        built(book, tmp_path / "broken", templates=own)


def test_a_folder_of_templates_that_is_not_there_is_not_passed_over(tmp_path: Path) -> None:
    book = saved(tmp_path, board())
    with pytest.raises(ToolkitError):
        built(book, tmp_path, templates=tmp_path / "tempaltes")


# Demo


def test_the_demo_writes_the_example_and_its_papers(tmp_path: Path) -> None:
    done = jobs.demo(tmp_path, TODAY)
    assert done.workbook == tmp_path / jobs.EXAMPLE
    assert named(tmp_path) == {jobs.EXAMPLE, "example_board-business-plan.docx"}
    assert not done.built.checked.has_errors


def test_the_demo_twice_is_the_demo_once(tmp_path: Path) -> None:
    jobs.demo(tmp_path, TODAY)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    jobs.demo(tmp_path, TODAY)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_demo_keeps_what_a_person_changed_in_its_workbook(tmp_path: Path) -> None:
    book = jobs.demo(tmp_path, TODAY).workbook
    book.write_bytes(file_of(board([action(lead="")])))
    again = jobs.demo(tmp_path, TODAY)
    assert jobs.check(book, None, TODAY).has_errors
    assert again.workbook != book
    assert not again.built.checked.has_errors
