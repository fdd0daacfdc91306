"""The sheet Measures: how the board will know."""

from toolkit.board.plan import Measure
from toolkit.layout.board.columns import identity, priority_reference
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.values import choices

MEASURES_TABLE = Table(
    "Measures",
    (
        identity("M"),
        priority_reference(),
        Column(
            "measure",
            "Measure",
            Kind.TEXT,
            "How the board will know it worked.",
            "Fewer children on a second plan",
            70,
            required=True,
            also=("Measure of success",),
        ),
        Column(
            "indicator",
            "Indicator",
            Kind.REFERENCE,
            "The code of the scorecard indicator that shows it, if there is one.",
            "CP06",
            12,
            refers_to="Indicators.code",
        ),
        Column(
            "evidence_kind",
            "Evidence kind",
            Kind.CHOICE,
            "What sort of evidence it is.",
            "Indicator",
            18,
            choices=choices.EVIDENCE_KINDS,
        ),
    ),
    id_prefix="M",
    spare_rows=20,
    record=Measure,
    held_as="measures",
)

MEASURES = Sheet(
    name="Measures",
    title="Measures",
    purpose="How the board will know that each priority has made a difference.",
    tables=(MEASURES_TABLE,),
    freeze_after="priority",
    required=False,
)
