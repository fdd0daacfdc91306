"""Real plans of four boards, and other people's odd files, read as plans."""

import io
import zipfile
from pathlib import Path

import pytest

from benchmarks.import_score import AIM, PLANS, PlanScore, document_words, run, words_of
from tests.word_plans import as_bytes, document, table
from toolkit.importing.plan import read_plan
from toolkit.values.errors import FileRefused, ToolkitError, WrongFileType


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, PlanScore]:
    return run(shared)


@pytest.mark.shared
@pytest.mark.parametrize("name", PLANS)
def test_every_row_is_in_its_priority_and_in_order(scores: dict[str, PlanScore], name: str) -> None:
    result = scores[name]
    assert result.rows == result.wanted
    assert result.fields["priority"].right == result.wanted


@pytest.mark.shared
def test_all_rows_of_the_four_plans_are_there(scores: dict[str, PlanScore]) -> None:
    assert sum(result.rows for result in scores.values()) == 109


@pytest.mark.shared
@pytest.mark.parametrize("name", PLANS)
def test_cells_are_in_the_right_field(scores: dict[str, PlanScore], name: str) -> None:
    poor = {key: each.percent for key, each in scores[name].fields.items() if each.percent < AIM}
    assert poor == {}, scores[name].faults


@pytest.mark.shared
@pytest.mark.parametrize("name", PLANS)
def test_no_word_of_a_plan_is_lost(scores: dict[str, PlanScore], name: str) -> None:
    assert not scores[name].lost


@pytest.mark.shared
def test_themes_priorities_and_what_stands_under_them(shared: Path) -> None:
    plans = {
        name: read_plan((shared / "seeds" / "docx" / file).read_bytes(), file)
        for name, file in PLANS.items()
    }
    counts = {
        name: (len(plan.themes), len(plan.priorities), len(plan.evidence), len(plan.measures))
        for name, plan in plans.items()
    }
    assert counts == {
        "plan_lancashire_2015": (0, 4, 0, 0),
        "plan_redbridge_2013": (3, 10, 0, 0),
        "plan_llr_2008": (2, 9, 0, 0),
        "plan_luton_2015": (0, 6, 44, 30),
    }
    assert [each.on_front_list for each in plans["plan_lancashire_2015"].priorities] == [
        "Yes",
        "Yes",
        "Yes",
        "No",
    ]


@pytest.mark.shared
def test_an_annual_report_is_no_plan_and_loses_nothing(shared: Path) -> None:
    file = shared / "seeds" / "docx" / "003_lancashire_annual_report_2015.docx"
    data = file.read_bytes()
    plan = read_plan(data, file.name)
    assert plan.actions == ()
    assert not document_words(data, file.name) - words_of(plan)


def refused(data: bytes, name: str) -> str:
    """The sentence a file is refused with; "" where it is read."""
    try:
        read_plan(data, name)
    except ToolkitError as error:
        return str(error)
    return ""


@pytest.mark.shared
def test_odd_files_are_read_without_loss_or_refused_in_one_sentence(shared: Path) -> None:
    read = 0
    for file in sorted((shared / "corpus" / "docx").glob("*.do[ct]*")):
        data = file.read_bytes()
        refusal = refused(data, file.name)
        if refusal:
            assert file.name in refusal
            assert "\n" not in refusal
        else:
            read += 1
            lost = document_words(data, file.name) - words_of(read_plan(data, file.name))
            assert not lost, file.name
    assert read > 40


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", WrongFileType),
        (b"%PDF-1.7", WrongFileType),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), WrongFileType),
        (b"Dear board", WrongFileType),
        (b"PK\x03\x04damaged", WrongFileType),
    ],
)
def test_a_file_of_another_kind_is_refused(data: bytes, kind: type[ToolkitError]) -> None:
    with pytest.raises(kind, match=r"plan\.docx"):
        read_plan(data, "plan.docx")


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A package with words of one part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            target.writestr(
                item.filename, content.replace(old, new) if item.filename == part else content
            )
    return out.getvalue()


def test_broken_xml_is_one_sentence() -> None:
    data = changed(as_bytes(document()), "word/document.xml", b"</w:body>", b"</w:bod>")
    with pytest.raises(WrongFileType, match="damaged"):
        read_plan(data, "plan.docx")


def test_declared_entities_are_refused() -> None:
    data = changed(
        as_bytes(document()),
        "word/document.xml",
        b"<w:document",
        b'<!DOCTYPE x [<!ENTITY a "b">]><w:document',
    )
    with pytest.raises(FileRefused):
        read_plan(data, "plan.docx")


@pytest.mark.parametrize("number", ["999999999", "-5", "many"])
def test_a_cell_of_impossible_width_is_read_all_the_same(number: str) -> None:
    made = document()
    table(made, [["Action", "Lead", "By when"], ["Write", "Chair", "May 2015"]])
    wide = f'<w:tcPr><w:gridSpan w:val="{number}"/>'.encode()
    data = changed(as_bytes(made), "word/document.xml", b"<w:tcPr>", wide)
    assert words_of(["Write", "Chair", "May 2015"]) <= words_of(read_plan(data, "plan.docx"))


def test_a_document_without_a_plan_says_so() -> None:
    made = document("A letter")
    made.add_paragraph("We met and spoke.")
    plan = read_plan(as_bytes(made), "letter.docx")
    assert plan.actions == ()
    assert plan.sentences[-1].startswith("No actions were found")
    assert [block.text for block in plan.narrative] == ["We met and spoke."]
