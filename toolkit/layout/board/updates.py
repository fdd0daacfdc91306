"""The sheet Updates: every update as it was given."""

from toolkit.board.plan import Update
from toolkit.layout.board.columns import rating, toolkit_column
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.values import choices

# The identity at the end of what was chosen, or the whole of what was typed.
_IDENTITY = 'SUBSTITUTE(RIGHT(SUBSTITUTE({cell},"(",REPT(" ",40)),40),")","")'


def _looked_up(key: str, heading: str, text: str, width: float, wanted: str) -> Column:
    """A grey column that shows what the Plan says of the action; a formula, so at once."""
    identity = _IDENTITY.format(cell="Updates[[#This Row],[Action]]")
    return toolkit_column(
        key,
        heading,
        Kind.TEXT,
        text,
        width,
        f'=IFERROR(INDEX(Plan[{wanted}],MATCH(TRIM({identity}),Plan[ID],0))&"","")',
        since=4,
    )


UPDATES_TABLE = Table(
    "Updates",
    (
        Column(
            "action",
            "Action",
            Kind.REFERENCE,
            "Choose the action from the list, which is up to date after every update; or type "
            "its ID.",
            "1.2 Train every front-door worker (A-0001)",
            25,
            required=True,
            refers_to="Plan.id",
            offers="Plan.offer",
        ),
        _looked_up("ref_there", "Ref", "The ref of that action.", 7, "Ref"),
        _looked_up("action_there", "What will be done", "What that action is.", 25, "Action"),
        _looked_up("lead_there", "Lead", "Who leads that action.", 15, "Lead"),
        Column("period", "Period", Kind.PERIOD, "The period it reports on.", "2026/27 Q2", 10.5),
        rating("process", "Process", "The rating of the work given with this update.", 9),
        rating("impact", "Impact", "The rating of the difference given with this update.", 9),
        Column("progress", "Progress", Kind.TEXT, "What happened.", "", 36, essential=True),
        Column(
            "updated_on",
            "Updated on",
            Kind.DATE,
            "When it was given.",
            "30/09/2026",
            10.5,
            required=True,
        ),
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
    tab_colour="blue",
    required=False,
)
