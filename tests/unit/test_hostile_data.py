"""Hostile text in any field of a paper is printed as it was typed, and does nothing."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.builders import check
from tests.examples import examples
from tests.unit.test_render import lines, template
from toolkit.papers.business_plan.assemble import business_plan_context
from toolkit.values.cleaning import clean
from toolkit.word.filling.render import render
from tools.example import example_content

TEMPLATE = (files("toolkit.word_templates") / "business_plan.docx").read_bytes()
# Not a word of any paper, and of no list that a template compares with.
MARK = "zqxzqx"
CONTROLS = "".join(map(chr, (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029, 0xFFFE, 0xFFFF, 0xD800)))
PLANES = "".join(chr(plane << 16 | 0x1234) for plane in range(17) if plane != 0xE)
HOSTILE = (
    "zq & < > ]]> \" ' &amp; &#x0; &evil; <!-- <![CDATA[ </w:t></w:r></w:p></w:tc> <w:br/>"
    "<?figure 1?><?drawing 1?><?xml?> {{7*7}} {% for x in y %} {# no #} {_{ }_} {%p if 0 %}"
    '{{ cycler.__init__.__globals__ }} INCLUDEPICTURE "http://evil.example/x" \\d =HYPERLINK()'
    "\u202e right to left \u200f\u200b\u00ad\ufeff ${jndi} %s %n _x000D_ _x0041_"
    f"{CONTROLS} é\u0301 {PLANES} **strong** # no heading\n- no bullet \U000e0041 qz"
)


def plan() -> dict[str, Any]:
    checked = check(example_content())
    return business_plan_context(checked.board, checked.results, checked.findings).as_data()


CONTEXT = plan()


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each text that a context holds."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))
    elif not isinstance(value, int) and value is not None:
        yield path


PATHS = tuple(leaves(CONTEXT))
# One for each field; it does not matter in which row.
FIELDS = {".".join(str(step) for step in path if isinstance(step, str)): path for path in PATHS}


def copied(value: Any) -> Any:
    """The same records and lists anew, with the same texts in them."""
    if isinstance(value, dict):
        return {name: copied(inner) for name, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


def changed(text: str, *paths: tuple[str | int, ...]) -> dict[str, Any]:
    """The context with a text in place of what stands at those paths."""
    context = copied(CONTEXT)
    for path in paths:
        value: Any = context
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = text
    return context


def words(data: bytes) -> str:
    """All that a document's parts print; a new line for each paragraph and each line break."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in sorted(archive.namelist()):
            if re.match(r"word/(document|header|footer|footnotes)\d*\.xml", name):
                found += list(pieces(etree.fromstring(archive.read(name))))
    return "".join(found)


def pieces(root: Any) -> Iterator[str]:
    for element in root.iter(qn("w:p"), qn("w:br"), qn("w:tab"), qn("w:t")):
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag == qn("w:tab") and element.getparent().tag == qn("w:tabs"):
            continue
        else:
            yield "\t" if element.tag == qn("w:tab") else "\n"


def elements(data: bytes, keep: Callable[[str], bool]) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [element.tag for element in root.iter() if keep(str(element.tag))]


def is_no_line(tag: str) -> bool:
    """Line breaks in a text rightly add elements of these names, and no others."""
    return tag.rpartition("}")[2] not in {"br", "tab", "t", "p", "r", "pPr", "pStyle", "cantSplit"}


@pytest.mark.parametrize("field", FIELDS)
def test_a_hostile_text_in_a_field_is_printed_exactly_and_changes_nothing_else(field: str) -> None:
    tame = render(TEMPLATE, changed(MARK, FIELDS[field]))
    hostile = render(TEMPLATE, changed(HOSTILE, FIELDS[field]))

    assert words(hostile) == words(tame).replace(MARK, clean(HOSTILE))
    assert elements(hostile, is_no_line) == elements(tame, is_no_line)


def test_a_hostile_text_in_every_field_at_once_is_printed_exactly() -> None:
    tame = render(TEMPLATE, changed(MARK, *PATHS))
    hostile = render(TEMPLATE, changed(HOSTILE, *PATHS))

    assert words(tame).count(MARK) > 500
    assert words(hostile) == words(tame).replace(MARK, clean(HOSTILE))
    assert elements(hostile, is_no_line) == elements(tame, is_no_line)


@pytest.mark.parametrize("field", ["board.name", "priorities.actions.action", "closing.text"])
def test_a_text_of_100_000_characters_is_whole_in_any_field(field: str) -> None:
    long = "a & b < c" * 11_112
    tame = words(render(TEMPLATE, changed(MARK, FIELDS[field])))

    assert tame.count(MARK) > 0
    assert words(render(TEMPLATE, changed(long, FIELDS[field]))) == tame.replace(MARK, long)


ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    st.sampled_from("{}%#<>&;\"'_x000Dd]![-\n\r\t\x0b\x0c\x00\ud800\u2028 a")
)


@examples(80)
@given(ANY_TEXT)
def test_any_text_survives_the_way_through_a_template_into_word(text: str) -> None:
    filled = render(template("{{ value }}", "a {{r value }} b", "after"), {"value": text})

    assert lines(filled) == [clean(text), f"a {clean(text)} b", "after"]


@given(ANY_TEXT)
def test_cleaning_a_clean_text_changes_little_and_never_leaves_what_xml_forbids(text: str) -> None:
    etree.fromstring(f"<a>{clean(text).replace('&', '').replace('<', '')}</a>".encode())
