"""The sheet Updates: every update as it was given."""

from toolkit.board.plan import Update
from toolkit.layout.board.columns import rating
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.values import choices

UPDATES_TABLE = Table(
    "Updates",
    (
        Column(
            "action",
            "Action",
            Kind.REFERENCE,
            "The ID of the action.",
            "A-0001",
            12,
            required=True,
            refers_to="Plan.id",
        ),
        Column("period", "Period", Kind.PERIOD, "The period it reports on.", "2026/27 Q2", 14),
        rating("process", "Process", "The rating of the work given with this update."),
        rating("impact", "Impact", "The rating of the difference given with this update."),
        Column("progress", "Progress", Kind.TEXT, "What happened.", "", 50, essential=True),
        Column(
            "evidence_kind",
            "Evidence kind",
            Kind.CHOICE,
            "What sort of evidence it is.",
            "Audit",
            18,
            choices=choices.EVIDENCE_KINDS,
        ),
        Column("evidence", "Evidence", Kind.TEXT, "What shows it.", "", 36),
        Column(
            "corrective_action",
            "Corrective action",
            Kind.TEXT,
            "If it is late, what will put it right.",
            "",
            36,
        ),
        Column("new_date", "New date", Kind.DATE, "If it is late, the date now agreed.", "", 12),
        Column("updated_by", "Updated by", Kind.TEXT, "The post that gave the update.", "", 22),
        Column(
            "updated_on",
            "Updated on",
            Kind.DATE,
            "When it was given.",
            "30/09/2026",
            12,
            required=True,
        ),
    ),
    spare_rows=30,
    record=Update,
    held_as="updates",
)

UPDATES = Sheet(
    name="Updates",
    title="Updates",
    purpose="Every update as it was given, one a row. The latest is on the Plan sheet.",
    tables=(UPDATES_TABLE,),
    freeze_after="action",
    required=False,
)
