"""One cell as XML."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from toolkit.workbook.cell_xml import CELL, cell_xml, serial, storable, take_apart
from toolkit.writing.changes import Content

B3 = (3, 2)


@pytest.mark.parametrize(
    ("content", "xml"),
    [
        ("=1+1", b' t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'),
        ("a<b&c", b' t="inlineStr"><is><t xml:space="preserve">a&lt;b&amp;c</t></is></c>'),
        ("_x0041_", b' t="inlineStr"><is><t xml:space="preserve">_x005F_x0041_</t></is></c>'),
        (True, b' t="b"><v>1</v></c>'),
        (7, b"><v>7</v></c>"),
        (Decimal("1E+3"), b"><v>1000</v></c>"),
        (Decimal("-0.10"), b"><v>-0.10</v></c>"),
        (0.1, b"><v>0.1</v></c>"),
        (date(1900, 3, 1), b"><v>61</v></c>"),
        (datetime.fromisoformat("2026-10-09 12:00"), b"><v>46304.5</v></c>"),
        (date(1900, 2, 28), b' t="inlineStr"><is><t xml:space="preserve">1900-02-28</t></is></c>'),
        (None, b"/>"),
        ("", b"/>"),
        ("\x07", b"/>"),
        (" ", b"/>"),
        ("\xa0\u200b", b"/>"),
    ],
)
def test_each_content_has_its_xml(content: Content, xml: bytes) -> None:
    assert cell_xml(B3, 4, content, epoch_1904=False) == b'<c r="B3" s="4"' + xml


def test_a_cell_that_neither_holds_nor_looks_like_anything_is_left_out() -> None:
    assert cell_xml(B3, 0, None, epoch_1904=False) == b""


@pytest.mark.parametrize(
    ("content", "xml"),
    [
        ("Red", b' t="str"><f>A1</f><v>Red</v></c>'),
        (None, b' t="str"><f>A1</f><v></v></c>'),
        (2, b"><f>A1</f><v>2</v></c>"),
        (False, b' t="b"><f>A1</f><v>0</v></c>'),
    ],
)
def test_a_result_is_behind_its_formula(content: Content, xml: bytes) -> None:
    made = cell_xml(B3, 0, content, epoch_1904=False, formula=b"<f>A1</f>")
    assert made == b'<c r="B3"' + xml


def test_days_are_counted_from_1900_or_1904() -> None:
    assert serial(date(2026, 10, 9), epoch_1904=False) == "46304"
    assert serial(date(2026, 10, 9), epoch_1904=True) == "44842"


@pytest.mark.parametrize(
    ("xml", "style", "formula", "linked"),
    [
        (b'<c r="A1"/>', 0, b"", False),
        (b'<c r="A1" s="7" t="s"><v>0</v></c>', 7, b"", False),
        (b'<c r="A1"><f>B1</f><v>1</v></c>', 0, b"<f>B1</f>", False),
        (b'<c r="A1"><f t="shared" si="0"/><v>1</v></c>', 0, b'<f t="shared" si="0"/>', True),
        (b'<c r="A1"><f ca="1" t="array" ref="A1">B1</f></c>', 0, b"", True),
    ],
)
def test_a_cell_is_taken_apart(xml: bytes, style: int, formula: bytes, linked: bool) -> None:
    match = CELL.fullmatch(xml)
    assert match is not None
    parts = take_apart(match)
    assert (parts.style, parts.linked) == (style, linked)
    assert parts.formula.startswith(formula)


def test_text_is_made_storable() -> None:
    assert storable("a\r\nb\rc\x00\ud800\ufffe") == "a\nb\nc"
