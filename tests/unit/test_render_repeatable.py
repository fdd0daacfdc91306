"""The same input gives the same bytes in any process, on any day; ratings are words in grey."""

import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.unit.test_hostile_data import CONTEXT
from toolkit.values.palette import RAG, contrast
from toolkit.word.filling.render import render

SHIPPED = sorted(
    item.name for item in files("toolkit.word_templates").iterdir() if item.name.endswith(".docx")
)
BUILT = """
import hashlib
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

from toolkit.papers.business_plan import paper as business_plan
from tools.example import example_content
from toolkit.jobs.as_at import AsAt
from toolkit.jobs.check import check_workbook
from toolkit.layout.board import BOARD
from toolkit.workbook.create import create
from toolkit.workbook.files import read_bytes

day = date.fromisoformat(sys.argv[1])
workbook = read_bytes(create(BOARD, example_content()), "board.xlsx")
checked = check_workbook(workbook, as_at=AsAt(day, date(2026, 10, 9)))
template = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
paper = business_plan.build(checked.board, checked.results, checked.findings, template)
print(hashlib.sha256(paper).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes_in_every_process_and_on_every_day() -> None:
    runs = [("0", "2026-10-09", "UTC"), ("1", "2026-10-10", "Asia/Tokyo"), ("7", "2027-02-28", "")]

    hashes = {
        subprocess.run(
            [sys.executable, "-c", BUILT, day],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, day, zone in runs
    }

    assert len(hashes) == 1


def test_the_order_in_which_a_context_was_filled_does_not_matter() -> None:
    data = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
    other_way = dict(reversed(CONTEXT.items()))

    assert sha256(render(data, CONTEXT)).digest() == sha256(render(data, other_way)).digest()


# Ratings in print without colour


def grey(colour: str) -> str:
    """The grey that a black-and-white printer makes of a colour, as most weigh the three."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"{level:02X}" * 3


@pytest.mark.parametrize("rating", RAG)
def test_the_word_of_a_rating_can_be_read_without_colour(rating: str) -> None:
    shade = RAG[rating]

    assert contrast(grey(shade.ink), grey(shade.fill)) >= 4.5


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in ("word/document.xml", "word/styles.xml")
        }


def rated(rating: str) -> dict[str, object]:
    """The plan of the example with one rating wherever there is any."""

    def changed(value: object) -> object:
        if isinstance(value, dict):
            inner = {name: changed(entry) for name, entry in value.items()}
            for name in ("rating", "impact"):
                labels = {f"{name}_label", f"{name}_words"} & set(inner)
                if labels:
                    inner |= {name: rating, **dict.fromkeys(labels, f"{rating}: in our words")}
            return inner
        return [changed(entry) for entry in value] if isinstance(value, list) else value

    return {name: changed(value) for name, value in CONTEXT.items()}


def looks(run: etree._Element) -> set[str | None]:
    return {look.get(qn("w:val")) for look in run.iter(qn("w:rStyle"))}


def in_style(document: etree._Element, style: str) -> list[str]:
    """What each paragraph with words or ground in that style says in it."""
    texts = []
    for paragraph in document.iter(qn("w:p")):
        runs = [run for run in paragraph.iter(qn("w:r")) if style in looks(run)]
        if runs:
            words = "".join(text.text or "" for run in runs for text in run.iter(qn("w:t")))
            texts.append(words.strip())
    return texts


@pytest.mark.parametrize("name", [name for name in SHIPPED if name.startswith("business_plan")])
@pytest.mark.parametrize("rating", RAG)
def test_each_rating_is_printed_as_its_word_in_the_style_of_its_colour(
    rating: str, name: str
) -> None:
    filled = parts(render((files("toolkit.word_templates") / name).read_bytes(), rated(rating)))
    style = f"RAG{rating}"

    texts = in_style(filled["word/document.xml"], style)
    assert sum(text in (rating, f"{rating}: in our words") for text in texts) > 20
    assert all(texts), "a colour without a word"
    (look,) = (
        look
        for look in filled["word/styles.xml"].iter(qn("w:style"))
        if look.get(qn("w:styleId")) == style
    )
    (shading,) = look.iter(qn("w:shd"))
    (ink,) = look.iter(qn("w:color"))
    assert shading.get(qn("w:fill")) == RAG[rating].fill
    assert ink.get(qn("w:val")) == RAG[rating].ink


@pytest.mark.parametrize("name", SHIPPED)
def test_no_template_has_the_colour_of_a_rating_without_a_field_or_word_on_it(name: str) -> None:
    document = parts((files("toolkit.word_templates") / name).read_bytes())["word/document.xml"]

    for rating in RAG:
        assert all(in_style(document, f"RAG{rating}"))


@pytest.mark.parametrize("name", SHIPPED)
def test_no_colour_of_a_rating_stands_anywhere_but_under_its_word(name: str) -> None:
    document = parts((files("toolkit.word_templates") / name).read_bytes())["word/document.xml"]
    fills = {shade.fill for shade in RAG.values()}

    assert [look for look in document.iter(qn("w:shd")) if look.get(qn("w:fill")) in fills] == []
