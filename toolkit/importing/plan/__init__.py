"""Plans of any board's own shape, in Word or Excel, read as records of the board workbook."""

from collections.abc import Mapping

from toolkit.importing.plan.assemble.assemble import assemble, seen
from toolkit.importing.plan.headings import own_statuses, own_words, words_for_fields
from toolkit.importing.plan.recognise.layouts import Context
from toolkit.importing.plan.records import ImportedPlan
from toolkit.importing.plan.review import review_page
from toolkit.importing.plan.sheets import documents
from toolkit.reading.looks import Looks
from toolkit.reading.workbook import Workbook
from toolkit.word.reading.blocks import Document
from toolkit.word.reading.word_reader import read_document

__all__ = [
    "Document",
    "kinds_of",
    "page_of",
    "paper",
    "plan_of",
    "read_plan",
    "read_tracker",
    "tracker",
]


def read_plan(data: bytes, name: str, mapping: Mapping[str, str] | None = None) -> ImportedPlan:
    """The plan that a Word file holds; `name` is the file's, for messages.

    `mapping` gives a board's own headings the field of ours they mean ("Who does it":
    "Lead"), or their words for a status ours. WrongFileType or FileRefused where the bytes are
    no Word file that can be read, ToolkitError where `mapping` names a field that is none of
    ours. A document in which no plan is found gives one with everything unplaced.
    """
    return plan_of(paper(data, name), mapping or {})


def read_tracker(
    workbook: Workbook, looks: Mapping[str, Looks], mapping: Mapping[str, str] | None = None
) -> ImportedPlan:
    """The plan that the sheets of somebody else's workbook hold; `looks` are theirs by name."""
    return plan_of(tracker(workbook, looks, mapping or {}), mapping or {})


def paper(data: bytes, name: str) -> Document:
    """The blocks of a Word file."""
    return read_document(data, name)


def tracker(workbook: Workbook, looks: Mapping[str, Looks], mapping: Mapping[str, str]) -> Document:
    """The sheets of a workbook as the blocks of a document."""
    return documents.as_document(workbook, looks, Context(own_words(mapping)))


def plan_of(document: Document, mapping: Mapping[str, str]) -> ImportedPlan:
    """The plan that a document's blocks hold."""
    return assemble(document, own_words(mapping), own_statuses(mapping))


def page_of(plan: ImportedPlan, document: Document, mapping: Mapping[str, str]) -> str:
    """A page that shows the document beside the plan that was read from it."""
    return review_page(plan, seen(document, own_words(mapping)))


def kinds_of(
    workbook: Workbook, looks: Mapping[str, Looks], mapping: Mapping[str, str] | None = None
) -> tuple[list[str], list[str]]:
    """The sheets of a workbook that look like plans, and those that look like figures.

    `mapping` may name indicators too, since nobody has said yet which of the two it is.
    """
    context = Context(words_for_fields(mapping or {}))
    plans = documents.plan_sheets(workbook, looks, context)
    return plans, documents.figure_sheets(workbook, looks)
