"""Word templates that LibreOffice has saved again fill with the same words as before."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from tests.builders import check
from tests.office.helpers import convert
from toolkit.papers.business_plan import paper as business_plan
from toolkit.word.package.package import read_parts
from toolkit.word.template_lint.lint import lint_template
from tools.example import example_content

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(document: bytes) -> list[str]:
    """The words of each paragraph that has some, those of the contents list too."""
    root = etree.fromstring(read_parts(document)["word/document.xml"])
    lines = (
        "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))
        for paragraph in root.iter(f"{_W}p")
    )
    return [line for line in (re.sub(r"\s+", " ", line).strip() for line in lines) if line]


@pytest.mark.office
def test_it_fills_the_same_words(soffice: Path, tmp_path: Path) -> None:
    shipped = {name: (files("toolkit.word_templates") / name).read_bytes()
               for name in business_plan.TEMPLATES.values()}  # fmt: skip
    for name, data in shipped.items():
        (tmp_path / name).write_bytes(data)
    saved = tmp_path / "saved"

    convert(soffice, "docx:MS Word 2007 XML", saved, [tmp_path / name for name in shipped])

    checked = check(example_content())
    for name, data in shipped.items():
        again = (saved / name).read_bytes()
        made, made_again = (
            business_plan.build(checked.board, checked.results, checked.findings, template, name)
            for template in (data, again)
        )
        assert lint_template(again, name, business_plan.PAPER.fields()) == ()
        assert words(made_again) == words(made), name
