"""What a document says of itself under File, Info: written each time, never inherited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.files.xml_text import escaped
from toolkit.values.cleaning import clean
from toolkit.word.package.package import CONTENT_TYPES

PART = "docProps/core.xml"

_RELATIONSHIPS = "_rels/.rels"
_NO_DATE = date(1980, 1, 1)
_OFFICE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-package.core-properties+xml"
_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="{office}/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>\
<cp:lastModifiedBy>{creator}</cp:lastModifiedBy><cp:revision>1</cp:revision>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>\
<dc:language>{language}</dc:language></cp:coreProperties>"""


@dataclass(frozen=True)
class Properties:
    """A document's title, who it is from, its date and its language."""

    title: str
    creator: str
    date: date
    language: str = "en-GB"


def properties_xml(properties: Properties) -> bytes:
    """The properties part, whole."""
    return _XML.format(
        office=_OFFICE,
        title=_text(properties.title),
        creator=_text(properties.creator),
        day=properties.date.isoformat(),
        language=_text(properties.language),
    ).encode()


def with_place_for_properties(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a package, with a properties part announced if there was none."""
    changed = dict(parts)
    if PART not in parts:
        changed[PART] = properties_xml(Properties("", "", _NO_DATE))
        kind = f'<Override PartName="/{PART}" ContentType="{_KIND}"/>'
        relationship = (
            f'<Relationship Id="rIdCore" Target="{PART}"'
            f' Type="{_OFFICE}/relationships/metadata/core-properties"/>'
        )
        _add_before_end(changed, CONTENT_TYPES, kind)
        _add_before_end(changed, _RELATIONSHIPS, relationship)
    return changed


def _add_before_end(parts: dict[str, bytes], name: str, element: str) -> None:
    start, end, rest = parts[name].rpartition(b"</")
    parts[name] = start + element.encode() + end + rest


def _text(text: str) -> str:
    return escaped(" ".join(clean(text).split()))
