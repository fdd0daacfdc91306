"""The cell formats: which show dates, and one that does where it is wanted."""

import pytest

from toolkit.workbook.style_xml import Styles

STYLES = (
    b'<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="d mmm yyyy"/>'
    b'<numFmt numFmtId="165" formatCode="[Red]0.0&quot; days&quot;"/></numFmts>'
    b'<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5">'
    b'<xf numFmtId="0" fontId="2" applyNumberFormat="0"><alignment wrapText="1"/></xf>'
    b'<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf fontId="1"/></cellXfs>'
    b"<dxfs/></styleSheet>"
)


@pytest.mark.parametrize(("style", "found"), [(0, 5), (1, 1), (2, 2), (3, 5), (4, 5), (99, 99)])
def test_a_style_that_shows_dates_serves_and_any_other_is_copied(style: int, found: int) -> None:
    styles = Styles(STYLES)
    assert styles.date_style(style) == found
    assert styles.changed == (found == 5)


def test_the_copy_looks_the_same_but_for_the_date() -> None:
    styles = Styles(STYLES)
    assert styles.date_style(0) == styles.date_style(0) == 5
    copy = b'<xf numFmtId="14" applyNumberFormat="1" fontId="2"><alignment wrapText="1"/></xf>'
    expected = STYLES.replace(b'<cellXfs count="5">', b'<cellXfs count="6">')
    assert styles.xml == expected.replace(b"</cellXfs>", copy + b"</cellXfs>")


def test_nothing_added_is_the_same_bytes() -> None:
    styles = Styles(STYLES)
    styles.date_style(1)
    assert styles.xml is STYLES


def test_prefixes_do_not_hide_the_formats() -> None:
    xml = b'<x:cellXfs count="1"><x:xf numFmtId="0"><x:alignment/></x:xf></x:cellXfs>'
    styles = Styles(xml)
    assert styles.date_style(0) == 1
    assert styles.xml == (
        b'<x:cellXfs count="2"><x:xf numFmtId="0"><x:alignment/></x:xf>'
        b'<x:xf numFmtId="14" applyNumberFormat="1"><x:alignment/></x:xf></x:cellXfs>'
    )
