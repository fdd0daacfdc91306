"""The sheet Outcomes: what each priority should change."""

from toolkit.board.plan import Outcome
from toolkit.layout.board.columns import identity, priority_reference
from toolkit.layout.schema import Column, Kind, Sheet, Table

OUTCOMES_TABLE = Table(
    "Outcomes",
    (
        identity("O"),
        priority_reference(),
        Column(
            "ref",
            "Outcome no",
            Kind.TEXT,
            "Its number within the priority.",
            "1.1",
            12,
            also=("No", "Outcome ref"),
        ),
        Column(
            "outcome",
            "Outcome",
            Kind.TEXT,
            "What will be different for children and families.",
            "Neglect is named in assessments within 20 days.",
            60,
            required=True,
            also=("Key outcome",),
        ),
        Column(
            "progress",
            "Progress",
            Kind.LINES,
            "What has happened so far, one a line.",
            "New assessment form in use since May.",
            60,
            also=("Progress to date",),
        ),
        Column(
            "progress_date",
            "Progress on",
            Kind.DATE,
            "When the progress was written.",
            "30/09/2026",
            13,
        ),
    ),
    id_prefix="O",
    spare_rows=20,
    record=Outcome,
    held_as="outcomes",
)

OUTCOMES = Sheet(
    name="Outcomes",
    title="Outcomes",
    purpose="What each priority should change, and how far it has come.",
    tables=(OUTCOMES_TABLE,),
    freeze_after="ref",
    required=False,
)
