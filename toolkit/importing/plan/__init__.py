"""Word plans of any board's own shape, read as records of the board workbook."""

from collections.abc import Mapping

from toolkit.importing.plan.assemble.assemble import assemble
from toolkit.importing.plan.headings import own_statuses, own_words
from toolkit.importing.plan.records import ImportedPlan
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
