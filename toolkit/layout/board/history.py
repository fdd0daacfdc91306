"""The sheet History: what was reported each time a period was closed."""

from toolkit.board.history import Reported
from toolkit.layout.schema import Column, Kind, Owner, Sheet, Table
from toolkit.values import choices

HISTORY_TABLE = Table(
    "History",
    tuple(
        Column(key, heading, kind, text, owner=Owner.TOOLKIT, kept=True, width=width, choices=words)
        for key, heading, kind, text, width, words in (
            ("period", "Period closed", Kind.TEXT, "The name given when it was closed.", 18, ()),
            ("closed_on", "Closed on", Kind.DATE, "The as-at date of that closing.", 12, ()),
            (
                "kind",
                "What",
                Kind.CHOICE,
                "A due date, a rating, a value or a document as it was reported.",
                12,
                choices.HISTORY_KINDS,
            ),
            ("record", "ID", Kind.TEXT, "The identity of the action or indicator.", 10, ()),
            ("name", "Ref or code", Kind.TEXT, "What papers called it then.", 14, ()),
            ("area", "Area", Kind.TEXT, "The area, for a value.", 20, ()),
            ("data_period", "Data period", Kind.TEXT, "The period, for a value.", 16, ()),
            (
                "reported",
                "As reported",
                Kind.TEXT,
                "The date, rating, figure or file name.",
                40,
                (),
            ),
            ("documents", "In", Kind.LINES, "The papers it was reported in, one a line.", 50, ()),
        )
    ),
    spare_rows=1,
    record=Reported,
    held_as="history",
)

HISTORY = Sheet(
    name="History",
    title="History",
    purpose="What was reported each time a period was closed. It is never changed afterwards.",
    tables=(HISTORY_TABLE,),
    tab_colour="grey",
    required=False,
)
