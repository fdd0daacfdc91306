"""Fills Word templates: bytes in, bytes out.

Templates are written in docxtpl's syntax and give the same text there, where running
text is given to it as its own values. Of docxtpl this uses the reading of tags that
Word has split. The rest is done here: docxtpl drops text that it cannot parse, escapes
nothing by default, fills footnotes several times over and does not say where a fault is.
"""

from collections.abc import Mapping
from xml.parsers import expat

from jinja2 import TemplateError

from toolkit.values.errors import TemplateFault
from toolkit.word.filling import repair_xml
from toolkit.word.filling.allow_row_breaks import without_tall_whole_rows
from toolkit.word.filling.compiled import Part, compiled_once
from toolkit.word.filling.faults import PlacedError, guess, line_of
from toolkit.word.filling.filled_document import FilledDocument
from toolkit.word.package import package, properties
from toolkit.word.package.places import place_of
from toolkit.word.package.properties import Properties
from toolkit.word.sandbox.limits import one_budget
from toolkit.word.sandbox.plain_data import marked_in
from toolkit.word.sandbox.sandbox import FieldError


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
        compiled = compiled_once(template)
        document = FilledDocument(compiled, marked)
        parts = dict(compiled.plain)
        with one_budget():
            for part in compiled.filled:
                xml = document.put_in_place(part.name, _fill(part, context))
                parts[part.name] = package.pack(_whole(part, xml))
    except PlacedError as fault:
        place = f", {fault.place}" if fault.place else ""
        raise TemplateFault(f"{name}{place}: {fault.sentence}") from None
    for part_name, data in document.additions().items():
        parts[part_name] = package.pack(data)
    if about is not None:
        parts[properties.PART] = package.pack(properties.properties_xml(about))
    return package.write_packed(parts)


def _fill(part: Part, context: Mapping[str, object]) -> str:
    try:
        xml = part.template.render(context)
    except FieldError as error:
        known = tuple(context) if error.known is None else error.known
        raise PlacedError(
            place_of(part.name, part.source, line_of(error), error.field),
            f'there is no field "{error.field}"{guess(error.field, known)}',
        ) from None
    except TemplateError as error:
        raise PlacedError(
            place_of(part.name, part.source, line_of(error)),
            f"a tag cannot be worked out: {error.message}.",
        ) from None
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        # Not the message: it may quote a value, and values may name a child.
        raise PlacedError(
            place_of(part.name, part.source, line_of(error)),
            f"a tag asks for something that its values cannot give ({type(error).__name__}).",
        ) from None
    xml = repair_xml.without_hollow_places(xml)
    if part.cells_vary:
        xml = repair_xml.with_true_grids(xml)
    return without_tall_whole_rows(xml)


def _whole(part: Part, xml: str) -> bytes:
    """The bytes of a filled part; PlacedError where its XML is damaged, which nobody shall see."""
    filled = (part.declaration + xml).encode("utf-8", "replace")
    # Without namespaces, which the template settles: they cost a third of the time.
    parser = expat.ParserCreate()
    try:
        parser.Parse(filled, True)
    except expat.ExpatError:
        raise PlacedError(
            place_of(part.name, part.source, None),
            "filled in, the document would be damaged; look for a tag that opens in one "
            "paragraph, cell or row and closes in another.",
        ) from None
    return filled
