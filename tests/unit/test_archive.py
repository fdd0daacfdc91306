"""A zip file written again with some members changed."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from toolkit.files.archive import rewrite
from toolkit.files.safety_check import Package

MAIN = "xl/workbook.xml"
NAMES = st.sampled_from(["xl/a.xml", "xl/Sheet 1.xml", "xl/média/ä.bin", "customXml/item1.xml"])
PARTS = st.dictionaries(NAMES, st.binary(max_size=300).filter(lambda data: b"<!" not in data))


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 10, 9, 12, 30, 58)), content, method)
    return buffer.getvalue()


def again(data: bytes, changed: dict[str, bytes], dropped: frozenset[str]) -> zipfile.ZipFile:
    written = zipfile.ZipFile(io.BytesIO(rewrite(Package(data, "a.xlsx"), changed, dropped)))
    assert written.testzip() is None
    return written


@given(PARTS, PARTS, st.frozensets(NAMES), st.sampled_from([0, 8]))
def test_changed_members_change_dropped_ones_go_and_all_others_stay(
    old: dict[str, bytes], changed: dict[str, bytes], dropped: frozenset[str], method: int
) -> None:
    old = {MAIN: b"<w/>", **old}
    written = again(zipped(old, method), changed, dropped)
    expected = {name: data for name, data in {**old, **changed}.items() if name not in dropped}
    assert {name: written.read(name) for name in written.namelist()} == expected
    assert written.namelist() == list(expected), "in the order they were in, new ones last"


def test_members_keep_their_times_and_packed_bytes() -> None:
    data = zipped({MAIN: b"<w/>", "xl/a.xml": b"<a/>" * 50})
    written = again(data, {MAIN: b"<x/>", "xl/new.xml": b"<n/>"}, frozenset())
    assert {info.date_time for info in written.infolist()} == {(2026, 10, 9, 12, 30, 58)}
    before = Package(data, "a.xlsx").packed("xl/a.xml")
    after = Package(rewrite(Package(data, "a.xlsx"), {MAIN: b"<x/>"}, frozenset()), "a.xlsx")
    assert after.packed("xl/a.xml") == before


def test_what_is_written_depends_on_nothing_else() -> None:
    package = Package(zipped({MAIN: b"<w/>"}), "a.xlsx")
    changed = {MAIN: b"<x/>" * 100}
    assert rewrite(package, changed, frozenset()) == rewrite(package, changed, frozenset())
    once = rewrite(package, changed, frozenset())
    assert rewrite(Package(once, "a.xlsx"), {}, frozenset()) == once
