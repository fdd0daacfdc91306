"""Fills Word templates: bytes in, bytes out. The only module that knows docxtpl.

Templates are written in docxtpl's syntax and give the same text there, where running
text is given to it as its own values. Of docxtpl this uses the reading of tags that
Word has split. The rest is done here: docxtpl drops text that it cannot parse, escapes
nothing by default, fills footnotes several times over and does not say where a fault is.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from xml.etree import ElementTree
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, TemplateSyntaxError

from toolkit.values.errors import TemplateFault
from toolkit.values.text import nearest
from toolkit.word.drawing.drawing import Drawable
from toolkit.word.filling import list_restarts, repair_xml, running_text
from toolkit.word.filling.allow_row_breaks import without_tall_whole_rows
from toolkit.word.filling.named_styles import NamedStyles
from toolkit.word.package import origins, package, properties
from toolkit.word.package.additions import Additions
from toolkit.word.package.places import TAG, place_of, with_line_marks
from toolkit.word.package.properties import Properties
from toolkit.word.package.template_parts import DOCUMENT, FILLED, TEMPLATE
from toolkit.word.sandbox.filters import FLAT
from toolkit.word.sandbox.limits import one_budget
from toolkit.word.sandbox.plain_data import Marked, marked_in
from toolkit.word.sandbox.printing import DRAWING
from toolkit.word.sandbox.sandbox import FieldError, room

_STYLES = "word/styles.xml"
_REGISTERS = (".rels", package.CONTENT_TYPES, list_restarts.NUMBERING)
_MOST_KEPT = 8
# Looking for the ends of tags that have none costs time that grows with their square.
_MOST_OPEN_BRACES = 1000
# Above the numbers of drawings that templates bring.
_FIRST_DRAWING = 10_000

_DECLARATION = re.compile(r"\s*(?:<\?xml.*?\?>)?\s*", re.DOTALL)
_INSTRUCTION = re.compile(r"<\?.*?\?>", re.DOTALL)
_OUTPUT = re.compile(r"\{\{([-+]?)(.*?)([-+]?)\}\}", re.DOTALL)
_CELLS_VARY = re.compile(r'(?:</w:tc>|</w:trPr>|<w:tr(?: [^>]*)?>)\s*\{%|<w:gridSpan w:val="\{\{')
_DRAWN = re.compile(rf"<\?{DRAWING} (\d+)\?>")
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
    """A template read once: the parts that stay as they are, and the parts to fill.

    `registers` are parts that stay unless the document gains pictures, lists or the like.
    """

    document: str
    plain: Mapping[str, package.Packed]
    registers: Mapping[str, bytes]
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

    The context holds plain data, figures, running text, pictures and charts, and nothing
    else (TypeError). `about` replaces what the template says of itself; `name` is what
    messages call the template. Raises TemplateFault.
    """
    marked = marked_in(dict(context))
    try:
        compiled = _compiled_once(template)
        document = _Document(compiled, marked)
        parts = dict(compiled.plain)
        with one_budget():
            for part in compiled.filled:
                xml = _fill(part, context)
                if "<?" in xml:
                    xml = document.put_in_place(part.name, xml)
                parts[part.name] = package.pack(_whole(part, xml))
    except _PlacedError as fault:
        place = f", {fault.place}" if fault.place else ""
        raise TemplateFault(f"{name}{place}: {fault.sentence}") from None
    for part_name, data in document.additions().items():
        parts[part_name] = package.pack(data)
    if about is not None:
        parts[properties.PART] = package.pack(properties.properties_xml(about))
    return package.write_packed(parts)


class _Document:
    """What one filled document gains beside its template's parts."""

    def __init__(self, compiled: _Compiled, marked: Marked) -> None:
        self._compiled = compiled
        self._marked = marked
        self._additions = Additions(compiled.registers, compiled.plain)
        self._figures: list[origins.Printed] = []
        self._lists: list[str] = []
        self._drawings = 0

    def put_in_place(self, part: str, xml: str) -> str:
        """The XML of a filled part with its marks replaced by what they stand for."""
        xml, figures = origins.with_bookmarks(xml, len(self._figures) + 1, self._marked.origins)
        self._figures += figures
        xml, lists = list_restarts.restarted(xml, self._first_list + len(self._lists))
        self._lists += lists

        def placed(match: re.Match[str]) -> str:
            return _in_run(self._place(part, self._marked.drawables[int(match[1])]))

        return _DRAWN.sub(placed, xml)

    def additions(self) -> Mapping[str, bytes]:
        """The parts to add, and the parts of the template that change with them."""
        if self._figures:
            origins.add_origins(self._additions, self._compiled.document, self._figures)
        changed = dict(self._additions.parts)
        if self._lists:
            numbering = self._compiled.registers[list_restarts.NUMBERING]
            changed[list_restarts.NUMBERING] = list_restarts.with_lists(
                numbering, self._first_list, self._lists
            )
        return changed

    @cached_property
    def _first_list(self) -> int:
        numbering = self._compiled.registers.get(list_restarts.NUMBERING)
        return list_restarts.highest_list(numbering) + 1 if numbering else 1

    def _place(self, part: str, drawable: Drawable) -> str:
        drawing = drawable.drawing()
        self._drawings += 1
        number = _FIRST_DRAWING + self._drawings
        target, *others = drawing.parts(number)
        for new in (target, *others):
            self._additions.add_part(*new)
        identity = self._additions.relate(part, drawing.relationship_type, target.name)
        return drawing.element(identity, number)


def _in_run(element: str) -> str:
    return f'</w:t>{element}<w:t xml:space="preserve">'


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
        as_read = package.read_parts(template)
        parts = properties.with_place_for_properties(as_read)
        kinds = _content_types(parts)
    except (package.PackageError, KeyError, ElementTree.ParseError):
        raise _PlacedError("", "this is not a Word document; save it in Word as .docx.") from None
    if not {DOCUMENT, TEMPLATE} & set(kinds.values()):
        raise _PlacedError("", "this is not a Word document without macros; save it as .docx.")
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
    return _Compiled(document, plain, registers, filled)


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    return {
        element.get("PartName", "").removeprefix("/"): element.get("ContentType", "")
        for element in ElementTree.fromstring(parts[package.CONTENT_TYPES])
    }


def _compile_part(name: str, content: bytes, styles: NamedStyles) -> _Part:
    try:
        text = content.decode("utf-8-sig")
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except (UnicodeDecodeError, expat.ExpatError):
        raise _PlacedError("", "the file is damaged; open it in Word and save it again.") from None
    declaration = text[: _DECLARATION.match(text).end()]  # type: ignore[union-attr]
    source = text[len(declaration) :]
    # Only the renderer may leave marks of this kind; Word writes none.
    source = _INSTRUCTION.sub("", source)
    if source.count("{") > source.count("}") + _MOST_OPEN_BRACES:
        raise _PlacedError(place_of(name, source, None), "tags are opened and never closed.")
    if name != properties.PART:
        source = running_text.with_styles_of_paragraphs(source, styles)
        # The method needs nothing of its object.
        source = str(DocxTemplate.patch_xml(None, source))
        if '="{{' in source:
            source = repair_xml.ordered_cell_properties(source)
        source = list_restarts.with_restart_marks(source, styles)
    source = _with_flat_tags(name, with_line_marks(source))
    # docxtpl's way to print the signs themselves.
    source = source.replace("{_{", '{{ "{{" }}').replace("}_}", '{{ "}}" }}')
    source = source.replace("{_%", '{{ "{%" }}').replace("%_}", '{{ "%}" }}')
    environment = room()
    environment.filters |= running_text.filters(styles)
    try:
        template = environment.from_string(source)
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
            if f"|{running_text.AS_PARAGRAPHS}(" in match[2]:
                return match[0]
            if _is_in_paragraph(masked, match.start()):
                return f"{{{{{match[1]} ({match[2]})|{running_text.AS_RUNS} {match[3]}}}}}"
            line = source.count("\n", 0, match.start()) + 1
            raise _PlacedError(
                place_of(name, source, line, match[2]),
                f"nothing can be printed between paragraphs, rows or cells; write "
                f"{{{{{match[2]}}}}} in a paragraph.",
            )
        return f"{{{{{match[1]} ({match[2]})|{FLAT} {match[3]}}}}}"

    return _OUTPUT.sub(flat, source)


def _is_in_paragraph(xml: str, position: int) -> bool:
    opened = max(xml.rfind("<w:p>", 0, position), xml.rfind("<w:p ", 0, position))
    return opened > xml.rfind("</w:p>", 0, position)


def _fill(part: _Part, context: Mapping[str, object]) -> str:
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
    xml = repair_xml.without_hollow_places(xml)
    if part.cells_vary:
        xml = repair_xml.with_true_grids(xml)
    return without_tall_whole_rows(xml)


def _whole(part: _Part, xml: str) -> bytes:
    """The bytes of a filled part; _PlacedError where its XML is damaged, which nobody shall see."""
    filled = (part.declaration + xml).encode("utf-8", "replace")
    # Without namespaces, which the template settles: they cost a third of the time.
    parser = expat.ParserCreate()
    try:
        parser.Parse(filled, True)
    except expat.ExpatError:
        raise _PlacedError(
            place_of(part.name, part.source, None),
            "filled in, the document would be damaged; look for a tag that opens in one "
            "paragraph, cell or row and closes in another.",
        ) from None
    return filled


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
