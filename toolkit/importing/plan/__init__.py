"""Plans of any board's own shape, in Word or Excel, read as records of the board workbook."""

from collections.abc import Mapping

from toolkit.importing.plan.assemble.assemble import assemble
from toolkit.importing.plan.headings import own_statuses, own_words
from toolkit.importing.plan.recognise.layouts import Context
from toolkit.importing.plan.records import ImportedPlan
from toolkit.importing.plan.sheets import documents
from toolkit.reading.looks import Looks
from toolkit.reading.workbook import Workbook
from toolkit.word.reading.word_reader import read_document


def read_plan(data: bytes, name: str, mapping: Mapping[str, str] | None = None) -> ImportedPlan:
    """The plan that a Word file holds; `name` is the file's, for messages.

    `mapping` gives a board's own headings the field of ours they mean ("Who does it":
    "Lead"). WrongFileType or FileRefused where the bytes are no Word file that can be read,
    ToolkitError where `mapping` names a field that is none of ours. A document in which no
    plan is found gives one with everything unplaced.
    """
    mapping = mapping or {}
    return assemble(read_document(data, name), own_words(mapping), own_statuses(mapping))


def read_tracker(
    workbook: Workbook, looks: Mapping[str, Looks], mapping: Mapping[str, str] | None = None
) -> ImportedPlan:
    """The plan that the sheets of somebody else's workbook hold; `looks` are theirs by name."""
    mapping = mapping or {}
    own = own_words(mapping)
    document = documents.as_document(workbook, looks, Context(own))
    return assemble(document, own, own_statuses(mapping))


def kinds_of(
    workbook: Workbook, looks: Mapping[str, Looks], mapping: Mapping[str, str] | None = None
) -> tuple[list[str], list[str]]:
    """The sheets of a workbook that look like plans, and those that look like figures."""
    context = Context(own_words(mapping or {}))
    plans = documents.plan_sheets(workbook, looks, context)
    return plans, documents.figure_sheets(workbook, looks)
