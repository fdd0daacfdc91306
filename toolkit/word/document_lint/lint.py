"""What is wrong in a finished Word document: bytes in, findings out. Nothing is changed.

Each check is a function; the list of them comes last. The rules are in rules.py, and each has
its page in docs/reference/rules.
"""

from collections.abc import Callable, Iterable

from toolkit.values.findings import Finding, each_once, worst_first
from toolkit.word.document_lint.colours import colour_alone, colours_and_sizes
from toolkit.word.document_lint.headings import contents, headings
from toolkit.word.document_lint.links import doubled_numbers, links, what_is_loaded
from toolkit.word.document_lint.pictures import pictures
from toolkit.word.document_lint.tables import tables
from toolkit.word.document_lint.whole_document import language, title_and_authors
from toolkit.word.document_lint.words import (
    empty_paragraphs,
    leftover_words,
    stray_text,
    text_boxes,
)
from toolkit.word.reading.opened import Opened


def lint_document(document: bytes, name: str) -> tuple[Finding, ...]:
    """What is wrong in a Word document, worst first; the same thing at one place once.

    `name` is what messages call the file. WrongFileType or FileRefused where it cannot
    or should not be read.
    """
    opened = Opened(document, name)
    return worst_first(each_once(finding for check in CHECKS for finding in check(opened)))


CHECKS: tuple[Callable[[Opened], Iterable[Finding]], ...] = (
    title_and_authors,
    language,
    headings,
    tables,
    pictures,
    colours_and_sizes,
    colour_alone,
    stray_text,
    leftover_words,
    links,
    what_is_loaded,
    doubled_numbers,
    empty_paragraphs,
    text_boxes,
    contents,
)
