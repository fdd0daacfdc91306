"""A table part: what it says of its table, and a longer range for it. Bytes in and out."""

import re
from html import unescape

from toolkit.reading.grid import TableArea, area_of

_TABLE = re.compile(rb"<(?:\w+:)?table\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"\s(displayName|ref|totalsRowCount)=[\"']([^\"']*)[\"']")


def table_area(xml: bytes) -> TableArea | None:
    """A table's name, range, and whether it has a row of totals; None where it has no range."""
    tag = _TABLE.search(xml)
    said = {
        key: unescape(value.decode()) for key, value in _ATTRIBUTE.findall(tag[0] if tag else b"")
    }
    area = area_of(said.get(b"ref", ""))
    totals = said.get(b"totalsRowCount", "0")
    return area and TableArea(said.get(b"displayName", ""), area, totals != "0")


def table_ending_at(xml: bytes, last_row: int) -> bytes:
    """A table part whose range, and filter, reach down to that row at least."""

    def reach(match: re.Match[bytes]) -> bytes:
        return match[1] + str(max(last_row, int(match[2]))).encode() + match[3]

    pattern = rb'(<{0}\s[^>]*?ref="[A-Z]+\d+:[A-Z]+)(\d+)(")'
    for tag in (b"table", b"autoFilter"):
        xml = re.sub(pattern.replace(b"{0}", tag), reach, xml, count=1)
    return xml
