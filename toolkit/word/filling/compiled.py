"""Templates read once and kept: the parts that stay as they are, and the parts to fill.

Of docxtpl this uses the reading of tags that Word has split; no other module knows it.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError

from toolkit.word.filling import list_restarts, repair_xml, running_text
from toolkit.word.filling.accepted_changes import with_changes_accepted
from toolkit.word.filling.faults import PlacedError
from toolkit.word.filling.fresh_ids import with_turns_marked
from toolkit.word.filling.googles_controls import without_googles_controls
from toolkit.word.filling.kept_marks import with_marks_kept
from toolkit.word.filling.named_styles import NamedStyles
from toolkit.word.package import package, properties
from toolkit.word.package.places import TAG, place_of, with_line_marks
from toolkit.word.package.template_parts import DOCUMENT, FILLED, TEMPLATE
from toolkit.word.sandbox.filters import FLAT
from toolkit.word.sandbox.sandbox import room

_STYLES = "word/styles.xml"
NOTES = {
    "word/comments.xml": "comment",
    "word/endnotes.xml": "endnote",
    "word/footnotes.xml": "footnote",
}
"""The parts of which the text refers to single pieces, and what such a piece is."""
_REGISTERS = (".rels", package.CONTENT_TYPES, list_restarts.NUMBERING, *NOTES)
_MOST_KEPT = 8
# Looking for the ends of tags that have none costs time that grows with their square.
_MOST_OPEN_BRACES = 1000
_DECLARATION = re.compile(r"\s*(?:<\?xml.*?\?>)?\s*", re.DOTALL)
_INSTRUCTION = re.compile(r"<\?.*?\?>", re.DOTALL)
_OUTPUT = re.compile(r"\{\{([-+]?)(.*?)([-+]?)\}\}", re.DOTALL)
_CELLS_VARY = re.compile(
    r"(?:</w:tc>|</w:trPr>|<w:tr(?: [^>]*)?>)\s*(?:</?w:(?:bookmark|commentRange)[^<>]*>)*\{%"
    r'|<w:gridSpan w:val="\{\{'
)
_HOLDS_NO_TEXT = frozenset(
    f"w:{name}"
    for name in ("body", "footnote", "ftr", "hdr", "p", "r", "sdtContent", "tbl", "tc", "tr")
)


@dataclass(frozen=True)
class Part:
    """A part with tags: what stands before its root, its source and its compiled form."""

    name: str
    declaration: str
    source: str
    template: Template
    cells_vary: bool


@dataclass(frozen=True)
class Compiled:
    """A template read once: the parts that stay as they are, and the parts to fill.

    `registers` are parts that stay unless the document gains pictures, lists or the like.
    """

    document: str
    plain: Mapping[str, package.Packed]
    registers: Mapping[str, bytes]
    filled: tuple[Part, ...]


_compiled: dict[str, Compiled] = {}


def compiled_once(template: bytes) -> Compiled:
    """A template as it is read; the last few are kept. Raises PlacedError."""
    key = hashlib.sha256(template).hexdigest()
    compiled = _compiled.get(key)
    if compiled is None:
        compiled = _compile(template)
        while len(_compiled) >= _MOST_KEPT:
            del _compiled[next(iter(_compiled))]
        _compiled[key] = compiled
    return compiled


def _compile(template: bytes) -> Compiled:
    try:
        as_read = package.read_parts(template)
        parts = properties.with_place_for_properties(as_read)
        kinds = _content_types(parts)
    except (package.PackageError, KeyError, ElementTree.ParseError):
        raise PlacedError("", "this is not a Word document; save it in Word as .docx.") from None
    if not {DOCUMENT, TEMPLATE} & set(kinds.values()):
        raise PlacedError("", "this is not a Word document without macros; save it as .docx.")
    parts[package.CONTENT_TYPES] = parts[package.CONTENT_TYPES].replace(
        TEMPLATE.encode(), DOCUMENT.encode()
    )
    styles = NamedStyles(parts.get(_STYLES), parts.get(list_restarts.NUMBERING))
    filled = tuple(
        _compile_part(name, parts[name], styles)
        for name in sorted(parts)
        if b"{" in parts[name] and (kinds.get(name) in FILLED or name == properties.PART)
    )
    names = {part.name for part in filled}
    untouched = [name for name in parts if name not in names and parts[name] is as_read.get(name)]
    plain = package.packed_already(template, untouched)
    plain |= {
        name: package.pack(parts[name]) for name in parts if name not in names and name not in plain
    }
    registers = {name: parts[name] for name in parts if name.endswith(_REGISTERS)}
    document = next(name for name, kind in kinds.items() if kind in (DOCUMENT, TEMPLATE))
    return Compiled(document, plain, registers, filled)


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    return {
        element.get("PartName", "").removeprefix("/"): element.get("ContentType", "")
        for element in ElementTree.fromstring(parts[package.CONTENT_TYPES])
    }


def _compile_part(name: str, content: bytes, styles: NamedStyles) -> Part:
    try:
        text = content.decode("utf-8-sig")
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except (UnicodeDecodeError, expat.ExpatError):
        raise PlacedError("", "the file is damaged; open it in Word and save it again.") from None
    declaration = text[: _DECLARATION.match(text).end()]  # type: ignore[union-attr]
    source = text[len(declaration) :]
    # Only the renderer may leave marks of this kind; Word writes none.
    source = _INSTRUCTION.sub("", source)
    if source.count("{") > source.count("}") + _MOST_OPEN_BRACES:
        raise PlacedError(place_of(name, source, None), "tags are opened and never closed.")
    if name != properties.PART:
        source = with_marks_kept(with_changes_accepted(without_googles_controls(source)))
        source = running_text.with_styles_of_paragraphs(source, styles)
        # The method needs nothing of its object.
        source = str(DocxTemplate.patch_xml(None, source))
        if '="{{' in source:
            source = repair_xml.ordered_cell_properties(source)
        source = with_turns_marked(list_restarts.with_restart_marks(source, styles))
    source = _with_flat_tags(name, with_line_marks(source))
    # docxtpl's way to print the signs themselves.
    source = source.replace("{_{", '{{ "{{" }}').replace("}_}", '{{ "}}" }}')
    source = source.replace("{_%", '{{ "{%" }}').replace("%_}", '{{ "%}" }}')
    environment = room()
    environment.filters |= running_text.filters(styles)
    try:
        template = environment.from_string(source)
    except TemplateSyntaxError as error:
        raise PlacedError(
            place_of(name, source, error.lineno), f"a tag cannot be read: {error.message}"
        ) from None
    return Part(name, declaration, source, template, bool(_CELLS_VARY.search(source)))


def _with_flat_tags(name: str, source: str) -> str:
    """The source with values kept to one line wherever they are not the text of a run."""
    masked = TAG.sub(lambda match: " " * len(match[0]), source)

    def flat(match: re.Match[str]) -> str:
        before = masked.rfind("<", 0, match.start())
        end = masked.rfind(">", 0, match.start())
        element = re.match(r"<[^\s>]*", masked[before : before + 40])
        within = element[0][1:] if element else ""
        is_attribute = before > end
        if not is_attribute and within == "w:t":
            return match[0]
        if not is_attribute and (within[:1] == "/" or within in _HOLDS_NO_TEXT):
            if f"|{running_text.AS_PARAGRAPHS}(" in match[2]:
                return match[0]
            if _is_in_paragraph(masked, match.start()):
                return f"{{{{{match[1]} ({match[2]})|{running_text.AS_RUNS} {match[3]}}}}}"
            line = source.count("\n", 0, match.start()) + 1
            raise PlacedError(
                place_of(name, source, line, match[2]),
                f"nothing can be printed between paragraphs, rows or cells; write "
                f"{{{{{match[2]}}}}} in a paragraph.",
            )
        return f"{{{{{match[1]} ({match[2]})|{FLAT} {match[3]}}}}}"

    return _OUTPUT.sub(flat, source)


def _is_in_paragraph(xml: str, position: int) -> bool:
    opened = max(xml.rfind("<w:p>", 0, position), xml.rfind("<w:p ", 0, position))
    return opened > xml.rfind("</w:p>", 0, position)
