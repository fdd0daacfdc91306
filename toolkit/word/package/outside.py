"""What a Word file fetches from elsewhere, or has run, when somebody opens it.

A link that a reader clicks is no such thing. A picture, a template, an object or a file that
Word loads by itself is, and so is a field that fetches or runs: it tells an outsider who reads
the paper and when, and it can bring in what nobody here has seen.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# Kinds of relationship that a reader follows by clicking: nothing is loaded by itself.
_CLICKED = frozenset({"hyperlink"})
# Kinds that bring another file into the text or run one, even where it is in the package.
_FOREIGN_TEXT = frozenset({"aFChunk", "subDocument", "control"})
_KINDS: Mapping[str, str] = {
    "image": "a picture",
    "attachedTemplate": "the template it is attached to",
    "oleObject": "an object of another program",
    "package": "an object of another program",
    "aFChunk": "the text of another file",
    "subDocument": "another document",
    "control": "a control that runs a program",
    "frame": "a frame of a web page",
    "mailMergeSource": "a list for mail merge",
    "mailMergeHeaderSource": "a list for mail merge",
    "recipientData": "a list for mail merge",
    "externalLinkPath": "another workbook",
    "video": "a film",
    "audio": "a sound",
    "media": "a film or a sound",
}
FETCHING_FIELDS = frozenset({
    "DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK",
    "MACROBUTTON", "RD", "ADDIN", "CONTROL", "HTMLCONTROL", "GOTOBUTTON", "PRINT",
})  # fmt: skip
"""The fields that fetch a file, start a program or run a macro, by their first word."""

_NUMBER = re.compile(r"\d+$")
_PLACES = {
    "header": "page header",
    "footer": "page footer",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "settings": "the document's settings",
    "webSettings": "the document's settings",
}

WORKED_OUT = "\N{OBJECT REPLACEMENT CHARACTER}"

_FIELD_NAME = re.compile(r'^[\s"]*([A-Za-z]+)')


class Reach(NamedTuple):
    """Something that reaches outside: the part it is in, and what it is, in words."""

    part: str
    what: str


def place_of_part(part: str) -> str:
    """What people call a part of a file: "page header" for word/header1.xml."""
    name = _NUMBER.sub("", posixpath.basename(part).partition(".")[0])
    return _PLACES.get(name, "the document")


def reaches_outside(parts: Mapping[str, bytes]) -> tuple[Reach, ...]:
    """All of a file's parts that load or run something by themselves, in the order of parts.

    Raises ElementTree.ParseError where a part that has to be looked at is damaged.
    """
    found: dict[Reach, None] = {}
    for part, content in parts.items():
        if part.endswith(".rels"):
            reaches = _by_relationship(part, content)
        else:
            reaches = _by_field(part, content)
        found.update(dict.fromkeys(reaches))
    return tuple(found)


def loads_by_itself(kind: str, is_external: bool) -> bool:
    """Whether a relationship of that kind, the last word of its type, is loaded unasked."""
    return kind in _FOREIGN_TEXT or (is_external and kind not in _CLICKED)


def _by_relationship(register: str, content: bytes) -> Iterator[Reach]:
    folder, name = posixpath.split(register)
    part = posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
    for item in ElementTree.fromstring(content).iter(_RELATIONSHIP):
        kind = item.get("Type", "").rpartition("/")[2]
        if loads_by_itself(kind, item.get("TargetMode") == "External"):
            yield Reach(part, f"{_KINDS.get(kind, 'a part')} that is loaded from elsewhere")


def _by_field(part: str, content: bytes) -> Iterator[Reach]:
    # Pictures hold anything; a part of text begins as XML does.
    if b"instr" not in content or not content.lstrip().startswith((b"<", b"\xef\xbb\xbf")):
        return
    for code in field_codes(ElementTree.fromstring(content)):
        name = fetching_field(code)
        if name == WORKED_OUT:
            yield Reach(part, "a field whose name another field works out")
        elif name:
            yield Reach(part, f"a field {name}, which fetches or runs something")


def fetching_field(code: str) -> str:
    """The name of a field that fetches or runs something, from its code; "" for another."""
    name = _FIELD_NAME.match(code)
    if name is None:
        return WORKED_OUT if code.lstrip().startswith(WORKED_OUT) else ""
    return name[1].upper() if name[1].upper() in FETCHING_FIELDS else ""


def field_codes(root: ElementTree.Element) -> Iterator[str]:
    """The code of each field of a part, however Word has cut it into pieces; nested ones too.

    `WORKED_OUT` is in the place of what a nested field gives.
    """
    open_codes: list[list[str] | None] = []
    for element in root.iter():
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", "")
        elif element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            if kind == "begin":
                if open_codes and open_codes[-1] is not None:
                    open_codes[-1].append(WORKED_OUT)
                open_codes.append([])
            elif kind == "separate" and open_codes:
                codes, open_codes[-1] = open_codes[-1], None
                if codes is not None:
                    yield "".join(codes)
            elif kind == "end" and open_codes:
                codes = open_codes.pop()
                if codes is not None:
                    yield "".join(codes)
        elif element.tag in (f"{_W}instrText", f"{_W}delInstrText"):
            if open_codes and open_codes[-1] is not None:
                open_codes[-1].append(element.text or "")
            else:
                # Word runs the code of a field whose beginning it cannot see, too.
                yield element.text or ""
