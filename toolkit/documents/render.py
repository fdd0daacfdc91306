"""Fills Word templates: bytes in, bytes out. The only module that knows docxtpl.

Templates are written in docxtpl's syntax and give the same text there. Of docxtpl
this uses the reading of tags that Word has split. The rest is done here: docxtpl
drops text that it cannot parse, escapes nothing by default, fills footnotes several
times over and does not say where a fault is.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from xml.etree import ElementTree
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, TemplateSyntaxError

from toolkit.documents import mending, package, properties
from toolkit.documents.places import TAG, place_of, with_line_marks
from toolkit.documents.properties import Properties
from toolkit.documents.sandbox import FLAT, FieldError, check_plain, room
from toolkit.documents.tall_rows import without_tall_whole_rows
from toolkit.errors import TemplateFault
from toolkit.text import nearest

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT = f"{_WORD}document.main+xml"
_TEMPLATE = f"{_WORD}template.main+xml"
_FILLED = (_DOCUMENT, _TEMPLATE, *(f"{_WORD}{p}+xml" for p in ("header", "footer", "footnotes")))
_MOST_KEPT = 8

_DECLARATION = re.compile(r"\s*(?:<\?xml.*?\?>)?\s*", re.DOTALL)
_OUTPUT = re.compile(r"\{\{([-+]?)(.*?)([-+]?)\}\}", re.DOTALL)
_CELLS_VARY = re.compile(r'(?:</w:tc>|</w:trPr>|<w:tr(?: [^>]*)?>)\s*\{%|<w:gridSpan w:val="\{\{')
_HOLDS_NO_TEXT = frozenset(
    f"w:{name}"
    for name in ("body", "footnote", "ftr", "hdr", "p", "r", "sdtContent", "tbl", "tc", "tr")
)


@dataclass(frozen=True)
class _Part:
    """A part with tags: what stands before its root, its source and its compiled form."""

    name: str
    declaration: str
    source: str
    template: Template
    cells_vary: bool


@dataclass(frozen=True)
class _Compiled:
    """A template read once: the parts that stay as they are, and the parts to fill."""

    plain: Mapping[str, package.Packed]
    filled: tuple[_Part, ...]


class _PlacedError(Exception):
    """A fault at a place in a template whose name is not known yet."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place
        self.sentence = sentence


_compiled: dict[str, _Compiled] = {}


def render(
    template: bytes,
    context: Mapping[str, object],
    about: Properties | None = None,
    name: str = "the template",
) -> bytes:
    """The document that a template makes of a context; the same bytes each time.

    The context holds plain data only. `about` replaces what the template says of
    itself; `name` is what messages call the template. Raises TemplateFault.
    """
    check_plain(dict(context))
    try:
        compiled = _compiled_once(template)
        parts = dict(compiled.plain)
        for part in compiled.filled:
            parts[part.name] = package.pack(_fill(part, context))
    except _PlacedError as fault:
        place = f", {fault.place}" if fault.place else ""
        raise TemplateFault(f"{name}{place}: {fault.sentence}") from None
    if about is not None:
        parts[properties.PART] = package.pack(properties.properties_xml(about))
    return package.write_packed(parts)


def _compiled_once(template: bytes) -> _Compiled:
    key = hashlib.sha256(template).hexdigest()
    compiled = _compiled.get(key)
    if compiled is None:
        compiled = _compile(template)
        while len(_compiled) >= _MOST_KEPT:
            del _compiled[next(iter(_compiled))]
        _compiled[key] = compiled
    return compiled


def _compile(template: bytes) -> _Compiled:
    try:
        parts = properties.with_place_for_properties(package.read_parts(template))
        kinds = _content_types(parts)
    except (package.PackageError, KeyError, ElementTree.ParseError):
        raise _PlacedError("", "this is not a Word document; save it in Word as .docx.") from None
    if not {_DOCUMENT, _TEMPLATE} & set(kinds.values()):
        raise _PlacedError("", "this is not a Word document without macros; save it as .docx.")
    parts[package.CONTENT_TYPES] = parts[package.CONTENT_TYPES].replace(
        _TEMPLATE.encode(), _DOCUMENT.encode()
    )
    filled = tuple(
        _compile_part(name, parts[name])
        for name in sorted(parts)
        if b"{" in parts[name] and (kinds.get(name) in _FILLED or name == properties.PART)
    )
    names = {part.name for part in filled}
    plain = {name: package.pack(parts[name]) for name in parts if name not in names}
    return _Compiled(plain, filled)


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    return {
        element.get("PartName", "").removeprefix("/"): element.get("ContentType", "")
        for element in ElementTree.fromstring(parts[package.CONTENT_TYPES])
    }


def _compile_part(name: str, content: bytes) -> _Part:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _PlacedError("", "the file is damaged; open it in Word and save it again.") from None
    declaration = text[: _DECLARATION.match(text).end()]  # type: ignore[union-attr]
    source = text[len(declaration) :]
    if name != properties.PART:
        # The method needs nothing of its object.
        source = str(DocxTemplate.patch_xml(None, source))
        if '="{{' in source:
            source = mending.ordered_cell_properties(source)
    source = _with_flat_tags(name, with_line_marks(source))
    # docxtpl's way to print the signs themselves.
    source = source.replace("{_{", '{{ "{{" }}').replace("}_}", '{{ "}}" }}')
    source = source.replace("{_%", '{{ "{%" }}').replace("%_}", '{{ "%}" }}')
    try:
        template = room().from_string(source)
    except TemplateSyntaxError as error:
        raise _PlacedError(
            place_of(name, source, error.lineno), f"a tag cannot be read: {error.message}"
        ) from None
    return _Part(name, declaration, source, template, bool(_CELLS_VARY.search(source)))


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
            line = source.count("\n", 0, match.start()) + 1
            raise _PlacedError(
                place_of(name, source, line, match[2]),
                f"{{{{r }}}} and {{{{p }}}} print nothing here; write {{{{{match[2]}}}}}.",
            )
        return f"{{{{{match[1]} ({match[2]})|{FLAT} {match[3]}}}}}"

    return _OUTPUT.sub(flat, source)


def _fill(part: _Part, context: Mapping[str, object]) -> bytes:
    try:
        xml = part.template.render(context)
    except FieldError as error:
        known = tuple(context) if error.known is None else error.known
        raise _PlacedError(
            place_of(part.name, part.source, _line_of(error), error.field),
            f'there is no field "{error.field}"{_guess(error.field, known)}',
        ) from None
    except TemplateError as error:
        raise _PlacedError(
            place_of(part.name, part.source, _line_of(error)),
            f"a tag cannot be worked out: {error.message}.",
        ) from None
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        # Not the message: it may quote a value, and values may name a child.
        raise _PlacedError(
            place_of(part.name, part.source, _line_of(error)),
            f"a tag asks for something that its values cannot give ({type(error).__name__}).",
        ) from None
    xml = mending.without_hollow_places(xml)
    if part.cells_vary:
        xml = mending.with_true_grids(xml)
    xml = without_tall_whole_rows(xml)
    filled = (part.declaration + xml).encode("utf-8", "replace")
    _check_whole(part, filled)
    return filled


def _check_whole(part: _Part, filled: bytes) -> None:
    """Raise _PlacedError unless the XML is whole: a damaged part must never be handed on."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(filled, True)
    except expat.ExpatError:
        raise _PlacedError(
            place_of(part.name, part.source, None),
            "filled in, the document would be damaged; look for a tag that opens in one "
            "paragraph, cell or row and closes in another.",
        ) from None


def _line_of(error: BaseException) -> int | None:
    """The line of the template's source in which the error arose."""
    line = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _guess(field: str, known: tuple[str, ...]) -> str:
    parts = (name for name in known if field.startswith(name) or name.startswith(field))
    guess = nearest(field, known) or next(parts, None)
    return f'; did you mean "{guess}"?' if guess else "."
