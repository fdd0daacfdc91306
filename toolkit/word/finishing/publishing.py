"""A finished document made fit to leave the office. Bytes in, bytes out.

Taken away: where figures come from, comments, who changed what and when, tracked
changes (accepted), paths of this office's folders, other properties than title,
board, date and language, the thumbnail, and whatever would be fetched or run when the
document is opened. Words and looks stay as they are.
"""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from toolkit.word.package import package
from toolkit.word.package.origins import BOOKMARK, origin_parts
from toolkit.word.package.outside import WORKED_OUT, fetching_field, loads_by_itself

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"

_Element = etree._Element

# The last words of the kinds of relationship whose parts are left out.
_LEFT_OUT = frozenset({
    "attachedTemplate", "comments", "commentsExtended", "commentsExtensible", "commentsIds",
    "custom-properties", "extended-properties", "mailMergeHeaderSource", "mailMergeSource",
    "people", "thumbnail",
})  # fmt: skip
_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_EARLIER_LOOKS = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
)  # fmt: skip
_REFERENCES = (f"{_R}link", f"{_R}embed", f"{_R}href", f"{_R}pict", f"{_R}id")
_NOTHING_WITHOUT = frozenset({"altChunk", "subDoc", "OLEObject", "control"})
_SETTINGS = ("attachedTemplate", "mailMerge", "trackRevisions", "rsids")
_FOLDER = re.compile(r"file:|\\\\|[A-Za-z]:[\\/]", re.IGNORECASE)


@dataclass
class _OpenField:
    """A field whose end has not come yet: its code so far, and the marks it is made of."""

    code: str = ""
    in_code: bool = True
    marks: list[_Element] = field(default_factory=list)


def published(docx: bytes) -> bytes:
    """The document without what only the office may see."""
    parts = package.read_parts(docx)
    gone = _without_hidden_parts(parts)
    for name in sorted(parts):
        if name.startswith("word/") and name.endswith(".xml"):
            root = _parse(parts[name])
            _clean(root, gone.get(name, set()))
            parts[name] = _written(root)
    return package.write_parts(parts)


def _without_hidden_parts(parts: dict[str, bytes]) -> dict[str, set[str]]:
    """Drop the parts that stay in the office; the relationships gone, by the part they left."""
    hidden = set(origin_parts(parts))
    gone: dict[str, set[str]] = {}
    for register in sorted(name for name in parts if name.endswith(".rels")):
        owner = _owner(register)
        root = _parse(parts[register])
        for relationship in list(root.iter(_RELATIONSHIP)):
            target = relationship.get("Target", "")
            is_external = relationship.get("TargetMode") == "External"
            place = posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
            place = target.removeprefix("/") if target.startswith("/") else place
            kind = relationship.get("Type", "").rpartition("/")[2]
            if (
                kind in _LEFT_OUT
                or place in hidden
                or loads_by_itself(kind, is_external)
                or (is_external and _FOLDER.match(target))
            ):
                gone.setdefault(owner, set()).add(relationship.get("Id", ""))
                root.remove(relationship)
                if not is_external:
                    hidden.add(place)
        parts[register] = _written(root)
    for name in hidden:
        parts.pop(name, None)
        # What only such a part points to goes with it.
        register = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name))
        root = _parse(parts.pop(f"{register}.rels", b"<none/>"))
        for relationship in root.iter(_RELATIONSHIP):
            place = posixpath.join(posixpath.dirname(name), relationship.get("Target", ""))
            parts.pop(posixpath.normpath(place), None)
    types = _parse(parts[package.CONTENT_TYPES])
    for override in list(types.iter(_OVERRIDE)):
        if override.get("PartName", "").removeprefix("/") not in parts:
            types.remove(override)
    parts[package.CONTENT_TYPES] = _written(types)
    return gone


def _owner(register: str) -> str:
    folder, name = posixpath.split(register)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _clean(root: _Element, gone: set[str]) -> None:
    _drop(root, (*_COMMENTS, *_EARLIER_LOOKS, *_SETTINGS))
    _drop_figure_bookmarks(root)
    for mark in list(root.iter(f"{_W}del", f"{_W}ins", f"{_W}moveFrom", f"{_W}moveTo")):
        _accept(mark)
    for link in list(root.iter(f"{_W}hyperlink")):
        if link.get(f"{_R}id") in gone:
            _unwrap(link)
    _drop_what_is_loaded(root, gone)
    _unlink_fetching_fields(root)
    for element in root.iter():
        if isinstance(element.tag, str):
            for attribute in _REFERENCES:
                if element.get(attribute) in gone:
                    del element.attrib[attribute]
            name = element.get("name", "")
            if element.tag.endswith("}cNvPr") and _FOLDER.match(name):
                element.set("name", re.split(r"[\\/]", name)[-1])


def _drop_what_is_loaded(root: _Element, gone: set[str]) -> None:
    """Elements that are nothing without the file that they loaded."""
    for element in list(root.iter(etree.Element)):
        name, parent = str(element.tag).rpartition("}")[2], element.getparent()
        if name in _NOTHING_WITHOUT and element.get(f"{_R}id") in gone and parent is not None:
            parent.remove(element)


def _unlink_fetching_fields(root: _Element) -> None:
    """Fields that fetch or run something become the words that they show."""
    for simple in list(root.iter(f"{_W}fldSimple")):
        if fetching_field(simple.get(f"{_W}instr", "")):
            _unwrap(simple)
    open_fields: list[_OpenField] = []
    for element in list(root.iter(f"{_W}fldChar", f"{_W}instrText")):
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            if open_fields and open_fields[-1].in_code:
                open_fields[-1].code += WORKED_OUT
            open_fields.append(_OpenField())
        if not open_fields:
            if fetching_field(element.text or ""):
                element.getparent().remove(element)  # type: ignore[union-attr]
            continue
        last = open_fields[-1]
        last.marks.append(element)
        if element.tag == f"{_W}instrText" and last.in_code:
            last.code += element.text or ""
        elif kind == "separate":
            last.in_code = False
        elif kind == "end":
            open_fields.pop()
            if fetching_field(last.code):
                for mark in last.marks:
                    mark.getparent().remove(mark)  # type: ignore[union-attr]


def _drop(root: _Element, names: Iterable[str]) -> None:
    for element in list(root.iter(*(f"{_W}{name}" for name in names))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _drop_figure_bookmarks(root: _Element) -> None:
    starts = [
        start
        for start in root.iter(f"{_W}bookmarkStart")
        if start.get(f"{_W}name", "").startswith(BOOKMARK)
    ]
    numbers = {start.get(f"{_W}id") for start in starts}
    ends = [end for end in root.iter(f"{_W}bookmarkEnd") if end.get(f"{_W}id") in numbers]
    for mark in (*starts, *ends):
        mark.getparent().remove(mark)  # type: ignore[union-attr]


def _accept(mark: _Element) -> None:
    """Make a tracked change as if it had always been so."""
    parent = mark.getparent()
    if parent is None:
        return
    if parent.tag == f"{_W}trPr":
        row = parent.getparent()
        parent.remove(mark)
        if mark.tag == f"{_W}del" and row is not None and row.getparent() is not None:
            row.getparent().remove(row)  # type: ignore[union-attr]
    elif parent.tag == f"{_W}rPr" or mark.tag in (f"{_W}del", f"{_W}moveFrom"):
        parent.remove(mark)
    else:
        _unwrap(mark)


def _unwrap(element: _Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for offset, child in enumerate(list(element)):
        parent.insert(place + offset, child)
    parent.remove(element)


def _parse(xml: bytes) -> _Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _written(root: _Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
