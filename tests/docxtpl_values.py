"""The values of a context as plain docxtpl can print them.

docxtpl's {{p }} and {{r }} print its own RichTextParagraph and RichText, and show nothing of
any other value. Running text is turned into these; all else stays as it is.
"""

from typing import Any

from docxtpl import RichText, RichTextParagraph

from toolkit.word.values.blocks import Blocks, Rich


def for_docxtpl(value: Any) -> Any:
    """The same value, all the way down, with the same words in it."""
    match value:
        case Blocks():
            # docxtpl's own paragraphs count as something in {%p if %} even where there are none.
            return _paragraphs(value) if value else ""
        case Rich():
            return _words(value)
        case dict():
            return {key: for_docxtpl(inner) for key, inner in value.items()}
        case list() | tuple():
            return [for_docxtpl(inner) for inner in value]
        case _:
            return value


def _paragraphs(blocks: Blocks) -> RichTextParagraph:
    made = RichTextParagraph()
    for paragraph in blocks.paragraphs:
        made.add(_words(paragraph.words))
    return made


def _words(rich: Rich) -> RichText:
    made = RichText()
    for span in rich.spans:
        made.add(span.text, style=span.style)
    return made
