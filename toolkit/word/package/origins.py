"""Where each printed figure comes from, kept inside the document it is printed in.

A figure stands in a run of its own, inside a hidden bookmark. A part of the package
tells of each bookmark what was printed, and the record and field it was taken from.
What was not published is not in it, nor any trace of it.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from toolkit.files.xml_text import escaped, quoted
from toolkit.values.cleaning import clean
from toolkit.word.package.additions import Additions
from toolkit.word.values.figure import Origin

NAMESPACE = "urn:safeguarding-toolkit:origins:1"
BOOKMARK = "_Figure_"

_MARK = "figure"
_MARKED = re.compile(rf"<\?{_MARK} (\d+)\?>(.*?)<\?/{_MARK}\?>", re.DOTALL)
_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>|<w:rPr/>)?", re.DOTALL)
_HOLLOW = re.compile(r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?<w:t[^>]*>\Z")
_MARKUP = re.compile(r"<[^>]*>")
_OPEN = '<w:t xml:space="preserve">'
_CLOSE = "</w:t></w:r>"
# Far above the numbers that Word and the contents page give to bookmarks.
_FIRST_ID = 200_000

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_POINTS_TO_DATA = f"{_OFFICE}/relationships/customXml"
_POINTS_TO_PROPERTIES = f"{_OFFICE}/relationships/customXmlProps"
_XML_TYPE = "application/xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands in a document: its bookmark, its text and its origin."""

    bookmark: str
    text: str
    origin: Origin


def marked(text: str, identity: int) -> str:
    """The XML of a figure's text between marks for `with_bookmarks`; no text has no marks."""
    return f"<?{_MARK} {identity}?>{text}<?/{_MARK}?>" if text else ""


def with_bookmarks(
    xml: str, first: int, origins: Mapping[int, Origin]
) -> tuple[str, list[Printed]]:
    """The XML with each marked figure in a bookmarked run of its own, and the figures.

    Bookmarks are numbered on from `first`; `origins` are by the identity in the marks.
    """
    found: list[Printed] = []
    pieces: list[str] = []
    reopened, end = "", 0
    for match in _MARKED.finditer(xml):
        number = first + len(found)
        properties = _properties_of_run(xml, match.start())
        opened = f"<w:r>{properties}{_OPEN}"
        bookmark = f"{BOOKMARK}{number}"
        pieces += [
            _without_hollow_run(reopened + xml[end : match.start()] + _CLOSE),
            f'<w:bookmarkStart w:id="{_FIRST_ID + number}" w:name="{bookmark}"/>',
            f"{opened}{match[2]}{_CLOSE}",
            f'<w:bookmarkEnd w:id="{_FIRST_ID + number}"/>',
        ]
        reopened, end = opened, match.end()
        if xml.startswith(_CLOSE, end):
            reopened, end = "", end + len(_CLOSE)
        text = html.unescape(_MARKUP.sub(" ", match[2]))
        found.append(Printed(bookmark, text, origins[int(match[1])]))
    return "".join([*pieces, reopened, xml[end:]]), found


def _without_hollow_run(xml: str) -> str:
    """The XML that ends with a run, without that run where no text stands in it."""
    before = xml.removesuffix(_CLOSE)
    start = _start_of_run(before, len(before))
    if start >= 0 and _HOLLOW.match(before, start):
        return before[:start]
    return xml


def _start_of_run(xml: str, position: int) -> int:
    """Where the last run before a position opens; -1 where none does."""
    start = xml.rfind("<w:r", 0, position)
    while start >= 0 and xml[start + 4] not in "> ":
        start = xml.rfind("<w:r", 0, start)
    return start


def _properties_of_run(xml: str, position: int) -> str:
    start = _start_of_run(xml, position)
    run = _RUN.match(xml, start) if start >= 0 else None
    return (run[1] or "") if run else ""


def add_origins(additions: Additions, document: str, printed: list[Printed]) -> None:
    """Add the part that tells where the figures come from, pointed to by the document."""
    figures = "".join(
        f"<figure bookmark={quoted(item.bookmark)} record={quoted(clean(item.origin.record))}"
        f" field={quoted(clean(item.origin.field))}"
        + (f" status={quoted(item.origin.status)}" if item.origin.status else "")
        + f">{escaped(item.text)}</figure>"
        for item in printed
    )
    data = f'{_DECLARATION}<origins xmlns="{NAMESPACE}">{figures}</origins>'
    name = additions.free_name("customXml/item{}.xml")
    about = name.replace("item", "itemProps")
    identity = str(uuid5(NAMESPACE_URL, data)).upper()
    properties = (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{{{identity}}}"'
        f' xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    additions.add_part(name, data.encode("utf-8", "replace"), _XML_TYPE)
    additions.add_part(about, properties.encode(), _PROPERTIES_TYPE)
    additions.relate(document, _POINTS_TO_DATA, name)
    additions.relate(name, _POINTS_TO_PROPERTIES, about)


def read_origins(parts: Mapping[str, bytes]) -> tuple[Printed, ...]:
    """The figures that a document's parts tell of, in the order they were printed."""
    return tuple(
        Printed(
            figure.get("bookmark", ""),
            figure.text or "",
            Origin(figure.get("record", ""), figure.get("field", ""), figure.get("status", "")),
        )
        for name in origin_parts(parts)
        for figure in ElementTree.fromstring(parts[name])
    )


def origin_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The names of the parts that tell of origins."""
    for name in sorted(parts):
        is_data = name.startswith("customXml/item") and "itemProps" not in name
        if is_data and NAMESPACE.encode() in parts[name]:
            yield name
