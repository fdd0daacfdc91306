"""The contents page: real entries in Word's own field, without Word. Bytes in, bytes out.

Word fills a table of contents only when a person asks it to, and LibreOffice never
does. So the headings are collected here, each gets a bookmark, and the field's result
becomes one linked entry for each.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from toolkit.values.text import whole_number
from toolkit.word.package import package

_STYLES = "word/styles.xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_LEVELS = re.compile(r'\\o\s+"?(\d)-(\d)')
_BOOKMARK = "_Toc{:08}"
_FIRST_BOOKMARK_ID = 90_000

_Element = etree._Element


@dataclass(frozen=True)
class Heading:
    """A heading that the contents page lists; `bookmark` is where its entry leads."""

    level: int
    text: str
    bookmark: str


def headings(docx: bytes) -> tuple[Heading, ...]:
    """The headings that the document's contents page lists, in their order."""
    parts = package.read_parts(docx)
    body = _parse(parts[package.main_part(parts)])
    field = _field(body)
    return tuple(heading for heading, _ in _headings(body, _levels(parts), field)) if field else ()


def fill_contents(docx: bytes, pages: Mapping[str, int] | None = None) -> bytes:
    """The document with an entry in its contents page for each heading.

    `pages` gives the page of each heading by its bookmark, as `headings` names them;
    an entry without one has no page number. A document without a contents field is
    handed back as it is.
    """
    parts = package.read_parts(docx)
    body = _parse(parts[package.main_part(parts)])
    field = _field(body)
    if field is None:
        return docx
    listed = list(_headings(body, _levels(parts), field))
    styles = _styles_by_name(parts)
    entries = []
    for number, (heading, paragraph) in enumerate(listed):
        _mark(paragraph, heading.bookmark, _FIRST_BOOKMARK_ID + number)
        style = styles.get(f"toc {heading.level}", f"TOC{heading.level}")
        entries.append(_entry(heading, style, (pages or {}).get(heading.bookmark)))
    if entries:
        _replace_result(field, entries)
    parts[package.main_part(parts)] = etree.tostring(
        body.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return package.write_parts(parts)


@dataclass(frozen=True)
class _Field:
    """A contents field: its paragraphs, from its beginning to its end."""

    instruction: str
    paragraphs: tuple[_Element, ...]


def _parse(xml: bytes) -> _Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _field(body: _Element) -> _Field | None:
    """The first contents field whose paragraphs stand side by side."""
    for element in body.iter(f"{_W}instrText"):
        first = next(element.iterancestors(f"{_W}p"), None)
        words = "" if first is None else _instruction(first)
        if first is not None and words.split()[:1] == ["TOC"]:
            return _Field(words, tuple(_to_end_of_field(first)))
    return None


def _instruction(first: _Element) -> str:
    """The words of the field that a paragraph begins; Word may have split them."""
    words = ""
    for element in first.iter(f"{_W}instrText", f"{_W}fldChar"):
        if element.get(f"{_W}fldCharType") == "separate":
            break
        words += element.text or ""
    return words.strip()


def _to_end_of_field(first: _Element) -> Iterator[_Element]:
    depth = 0
    for paragraph in (first, *first.itersiblings(f"{_W}p")):
        yield paragraph
        for mark in paragraph.iter(f"{_W}fldChar"):
            kind = mark.get(f"{_W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth == 0:
            return


def _levels(parts: Mapping[str, bytes]) -> dict[str, int]:
    """The heading level of each paragraph style that is one, or is based on one."""
    styles = {
        style.get(f"{_W}styleId", ""): style for style in _parse(parts[_STYLES]).iter(f"{_W}style")
    }
    found = {}
    for identity in styles:
        level = _level(styles, identity)
        if level:
            found[identity] = level
    return found


def _level(styles: Mapping[str, _Element], identity: str) -> int:
    """A style's level from the nearest of its bases that says one; 0 where it is text."""
    for _ in styles:
        style = styles.get(identity)
        if style is None:
            break
        heading = re.fullmatch(r"heading (\d)", _value(style, "name").casefold())
        if heading:
            return int(heading[1])
        properties = style.find(f"{_W}pPr")
        outline = whole_number("" if properties is None else _value(properties, "outlineLvl"))
        if outline is not None:
            return (outline + 1) % 10
        identity = _value(style, "basedOn")
    return 0


def _styles_by_name(parts: Mapping[str, bytes]) -> dict[str, str]:
    return {
        _value(style, "name").casefold(): style.get(f"{_W}styleId", "")
        for style in _parse(parts[_STYLES]).iter(f"{_W}style")
    }


def _headings(
    body: _Element, levels: Mapping[str, int], field: _Field
) -> Iterator[tuple[Heading, _Element]]:
    match = _LEVELS.search(field.instruction)
    first, last = (int(match[1]), int(match[2])) if match else (1, 3)
    number = 0
    for paragraph in body.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        level = levels.get(_value(properties, "pStyle"), 0) if properties is not None else 0
        text = _text(paragraph)
        if first <= level <= last and text and paragraph not in field.paragraphs:
            number += 1
            yield Heading(level, text, _BOOKMARK.format(number)), paragraph


def _value(parent: _Element, name: str) -> str:
    child = parent.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val", "")


def _text(paragraph: _Element) -> str:
    """The words of a paragraph as one line."""
    pieces = [
        (element.text or "") if element.tag == f"{_W}t" else " "
        for run in paragraph.iter(f"{_W}r")
        for element in run.iterchildren(f"{_W}t", f"{_W}tab", f"{_W}br")
    ]
    return " ".join("".join(pieces).split())


def _mark(paragraph: _Element, bookmark: str, identity: int) -> None:
    """Put the paragraph's words inside a bookmark; one it already has is put again."""
    for start in paragraph.findall(f"{_W}bookmarkStart"):
        if start.get(f"{_W}name", "").startswith("_Toc"):
            same = start.get(f"{_W}id")
            for end in paragraph.findall(f"{_W}bookmarkEnd"):
                if end.get(f"{_W}id") == same:
                    paragraph.remove(end)
            paragraph.remove(start)
    properties = paragraph.find(f"{_W}pPr")
    start = etree.Element(f"{_W}bookmarkStart", {f"{_W}id": str(identity), f"{_W}name": bookmark})
    paragraph.insert(0 if properties is None else 1, start)
    etree.SubElement(paragraph, f"{_W}bookmarkEnd", {f"{_W}id": str(identity)})


def _entry(heading: Heading, style: str, page: int | None) -> _Element:
    """A contents entry: the heading's words as a link, then its page where it is known."""
    paragraph = etree.Element(f"{_W}p")
    properties = etree.SubElement(paragraph, f"{_W}pPr")
    etree.SubElement(properties, f"{_W}pStyle", {f"{_W}val": style})
    link = etree.SubElement(
        paragraph, f"{_W}hyperlink", {f"{_W}anchor": heading.bookmark, f"{_W}history": "1"}
    )
    link.append(_run("t", heading.text))
    if page is not None:
        link.append(_run("tab"))
        link.extend(_page_field(heading.bookmark, page))
    return paragraph


def _page_field(bookmark: str, page: int) -> list[_Element]:
    return [
        _field_mark("begin"),
        _run("instrText", f" PAGEREF {bookmark} \\h "),
        _field_mark("separate"),
        _run("t", str(page)),
        _field_mark("end"),
    ]


def _run(kind: str, text: str | None = None) -> _Element:
    run = etree.Element(f"{_W}r")
    element = etree.SubElement(run, f"{_W}{kind}")
    if text is not None:
        element.set(_SPACE, "preserve")
        element.text = text
    return run


def _field_mark(kind: str) -> _Element:
    run = etree.Element(f"{_W}r")
    etree.SubElement(run, f"{_W}fldChar", {f"{_W}fldCharType": kind})
    return run


def _replace_result(field: _Field, entries: list[_Element]) -> None:
    """Put the entries in place of the field's paragraphs, the field's marks around them."""
    begin = [
        _field_mark("begin"),
        _run("instrText", f" {field.instruction} "),
        _field_mark("separate"),
    ]
    for position, run in enumerate(begin):
        entries[0].insert(1 + position, run)
    entries[-1].append(_field_mark("end"))
    old = field.paragraphs[0]
    parent = old.getparent()
    if parent is None:
        return
    place = parent.index(old)
    for paragraph in field.paragraphs:
        parent.remove(paragraph)
    for offset, entry in enumerate(entries):
        parent.insert(place + offset, entry)
