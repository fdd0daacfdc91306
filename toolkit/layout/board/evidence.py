"""The sheet Evidence: why each priority was chosen."""

from toolkit.board.plan import Evidence
from toolkit.layout.board.columns import identity, priority_reference
from toolkit.layout.schema import Column, Kind, Sheet, Table

EVIDENCE_TABLE = Table(
    "Evidence",
    (
        identity("E"),
        priority_reference(),
        Column(
            "text",
            "Evidence",
            Kind.TEXT,
            "One fact that shows why this is a priority.",
            "Three of five case audits found drift.",
            70,
            required=True,
            also=("Evidence base",),
        ),
        Column("figure", "Figure", Kind.NUMBER, "The number in it, if there is one.", "3", 12),
        Column(
            "figure_date",
            "Figure date",
            Kind.DATE,
            "The date the figure belongs to.",
            "31/03/2026",
            13,
        ),
        Column(
            "source_text",
            "Source",
            Kind.TEXT,
            "Where it comes from.",
            "Neglect audit, January 2026",
            36,
        ),
    ),
    id_prefix="E",
    spare_rows=20,
    record=Evidence,
    held_as="evidence",
)

EVIDENCE = Sheet(
    name="Evidence",
    title="Evidence",
    purpose="Why each priority was chosen, one fact a row.",
    tables=(EVIDENCE_TABLE,),
    freeze_after="priority",
    required=False,
)
