"""The sheet Breaks: known changes of an indicator's level."""

from toolkit.board.scorecard import StepChange
from toolkit.layout.board.columns import indicator_reference
from toolkit.layout.schema import Column, Kind, Sheet, Table

BREAKS_TABLE = Table(
    "Breaks",
    (
        indicator_reference(),
        Column(
            "area",
            "Area",
            Kind.REFERENCE,
            "The area where it happened. If left empty, every area.",
            "",
            22,
            refers_to="Areas.name",
        ),
        Column(
            "first",
            "First day",
            Kind.DATE,
            "The first day of the new level.",
            "01/04/2026",
            12,
            required=True,
        ),
        Column(
            "reason",
            "Reason",
            Kind.TEXT,
            "What changed. Without a reason the limits stay as they are.",
            "A new front door took over all contacts",
            60,
            required=True,
        ),
    ),
    record=StepChange,
    held_as="steps",
)

BREAKS = Sheet(
    name="Breaks",
    title="Breaks",
    purpose="Known changes of level, after which an indicator's usual range is worked out again. "
    "Nothing else changes it.",
    tables=(BREAKS_TABLE,),
    freeze_after="first",
    required=False,
)
