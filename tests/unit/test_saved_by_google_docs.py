"""Templates that Google Docs has saved are checked and filled like those of Word."""

from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from tests.builders import check
from tests.google_docs import saved_by_google_docs
from tests.office.helpers import convert
from tests.office.test_templates_saved_again import words
from tests.unit.test_filled_documents_are_valid import in_cells, paragraph, run, template
from toolkit.papers.business_plan import paper as business_plan
from toolkit.word.filling.googles_controls import without_googles_controls
from toolkit.word.filling.render import render
from toolkit.word.package.package import read_parts
from toolkit.word.template_lint.field import Field
from toolkit.word.template_lint.lint import lint_template
from tools.example import example_content


def shipped(name: str) -> bytes:
    return (files("toolkit.word_templates") / name).read_bytes()


@pytest.mark.parametrize("name", business_plan.TEMPLATES.values())
def test_the_check_finds_nothing_and_the_plan_has_the_same_words(name: str) -> None:
    checked = check(example_content())
    data = shipped(name)
    saved = saved_by_google_docs(data)
    made, made_again = (
        business_plan.build(checked.board, checked.results, checked.findings, template, name)
        for template in (data, saved)
    )

    assert [str(f) for f in lint_template(saved, name, business_plan.PAPER.fields())] == []
    assert words(made_again) == words(made)


def test_the_imitation_does_what_google_docs_does() -> None:
    parts = read_parts(saved_by_google_docs(shipped("business_plan.docx")))
    body = parts["word/document.xml"].decode()

    assert not any(name.startswith(("docProps/", "word/theme")) for name in parts)
    assert '<w:tag w:val="goog_rdk_1"/>' in body
    assert '<w:rtl w:val="0"/>' in body
    assert "<w:tblGridChange" in body
    assert "“" in body
    assert b"List Bullet" not in parts["word/styles.xml"]


def test_a_column_for_each_entry_has_a_true_grid() -> None:
    data = saved_by_google_docs(template(in_cells("", "")))
    fields = (Field("rows[]", "A row", "Row"),)
    root = etree.fromstring(read_parts(render(data, {"rows": [1, 2, 3]}))["word/document.xml"])

    assert lint_template(data, "own.docx", fields) == ()
    assert len(root.findall(".//{*}tc")) == len(root.findall(".//{*}gridCol")) == 4


def test_only_its_own_controls_are_taken_off() -> None:
    own = '<w:sdt><w:sdtPr><w:tag w:val="ours"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    its = own.replace("ours", "goog_rdk_0")
    empty = '<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_1"/></w:sdtPr><w:sdtContent/></w:sdt>'
    inside = paragraph(own.format(run("a")))

    source = own.format(its.format(inside) + empty)
    assert without_googles_controls(source) == own.format(inside)
    assert without_googles_controls(its.format(own.format(inside))) == own.format(inside)


@pytest.mark.office
def test_libreoffice_opens_the_plan(soffice: Path, tmp_path: Path) -> None:
    checked = check(example_content())
    saved = saved_by_google_docs(shipped("business_plan.docx"))
    paper = tmp_path / "plan.docx"
    paper.write_bytes(
        business_plan.build(checked.board, checked.results, checked.findings, saved, paper.name)
    )

    convert(soffice, "txt:Text (encoded):UTF8", tmp_path, [paper])

    assert checked.board.priorities[0].title in paper.with_suffix(".txt").read_text("utf-8-sig")
