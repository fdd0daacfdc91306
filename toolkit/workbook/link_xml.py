"""The links of a sheet part, with some of the toolkit's changed. Bytes in and out."""

import re
from collections.abc import Mapping
from html import unescape

from toolkit.files.xml_text import quoted
from toolkit.reading.grid import Address, address_of, column_letters
from toolkit.writing.links import is_given

_LINK = re.compile(rb"<hyperlink\s[^<>]*(?:/>|>\s*</hyperlink>)")
_ATTRIBUTE = re.compile(rb"\s([\w:]+)=(?:\"([^\"]*)\"|'([^']*)')")
# What may follow the links of a sheet, in the order of the file format.
_AFTER_LINKS = re.compile(
    rb"<(?:printOptions|pageMargins|pageSetup|headerFooter|rowBreaks|colBreaks|customProperties|"
    rb"cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|"
    rb"oleObjects|controls|webPublishItems|tableParts|extLst)[\s/>]|</worksheet>"
)


def with_links(xml: bytes, links: Mapping[Address, str | None]) -> bytes:
    """The sheet with those links, in place of the ones that the toolkit gave those cells.

    All others stay as they are, one that a person made in such a cell among them.
    """
    data_end = xml.rindex(b"</sheetData>")
    start = xml.find(b"<hyperlinks", data_end)
    end = xml.find(b"</hyperlinks>", start) if start >= 0 else -1
    if end >= 0:
        inside = xml[xml.index(b">", start) + 1 : end]
        before, after = xml[:start], xml[end + len(b"</hyperlinks>") :]
    else:
        place = _AFTER_LINKS.search(xml, data_end)
        at = place.start() if place else xml.rindex(b"</worksheet>")
        inside, before, after = b"", xml[:at], xml[at:]
    kept, theirs = [], set()
    for match in _LINK.finditer(inside):
        said = {
            key.decode(): unescape((double or single).decode())
            for key, double, single in _ATTRIBUTE.findall(match[0])
        }
        address = _address(said.get("ref", ""))
        # A link that leads out of the workbook does so by a relationship.
        leaves = any(key.endswith(":id") for key in said)
        given = not leaves and is_given(said.get("location", ""), said.get("display"))
        if not (given and address in links):
            kept.append(match[0])
            theirs.add(address)
    items = [
        f'<hyperlink ref="{column_letters(address[1])}{address[0]}" location={quoted(place)}'
        f" display={quoted(place.rpartition('!')[2])}/>".encode()
        for address, place in sorted(links.items())
        if place is not None and address not in theirs
    ]
    if not (kept or items):
        return before + after
    return before + b"<hyperlinks>" + b"".join([*kept, *items]) + b"</hyperlinks>" + after


def _address(reference: str) -> Address | None:
    try:
        return address_of(reference)
    except ValueError:
        return None
