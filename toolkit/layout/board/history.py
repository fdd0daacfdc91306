"""The sheet History: what was reported each time a period was closed."""

from toolkit.board.history import Reported
from toolkit.layout.schema import Column, Kind, Owner, Sheet, Table
from toolkit.values import choices

HISTORY_TABLE = Table(
    "History",
    tuple(
        Column(
            key,
            heading,
            kind,
            text,
            owner=Owner.TOOLKIT,
            kept=True,
            width=width,
            choices=words,
            since=since,
        )
        for key, heading, kind, text, width, words, since in (
            ("period", "Period closed", Kind.TEXT, "The name given when it was closed.", 18, (), 1),
            ("closed_on", "Closed on", Kind.DATE, "The as-at date of that closing.", 12, (), 1),
            (
                "kind",
                "What",
                Kind.CHOICE,
                "A due date, a rating, a value or a document as it was reported.",
                12,
                choices.HISTORY_KINDS,
                1,
            ),
            ("record", "ID", Kind.TEXT, "The identity of the action or indicator.", 10, (), 1),
            ("name", "Ref or code", Kind.TEXT, "What papers called it then.", 14, (), 1),
            ("area", "Area", Kind.TEXT, "The area, for a value.", 20, (), 1),
            ("data_period", "Data period", Kind.TEXT, "The period, for a value.", 16, (), 1),
            (
                "reported",
                "As reported",
                Kind.TEXT,
                "The date, rating, figure or file name.",
                40,
                (),
                1,
            ),
            (
                "documents",
                "In",
                Kind.LINES,
                "The papers it was reported in, one a line.",
                50,
                (),
                1,
            ),
            (
                "reason",
                "Reason",
                Kind.TEXT,
                "Why a date moved, an action ended, a report was corrected or a closing undone.",
                40,
                (),
                4,
            ),
            (
                "chain",
                "Fingerprint",
                Kind.TEXT,
                "The number of the row, and a fingerprint of it and all rows before it. By it a "
                "row that was changed, moved or deleted is noticed.",
                18,
                (),
                4,
            ),
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
