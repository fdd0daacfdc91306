"""The sheet Unplaced: words of imported papers that found no column."""

from toolkit.layout.schema import Column, Kind, Owner, Sheet, Table

UNPLACED_TABLE = Table(
    "Unplaced",
    tuple(
        Column(key, heading, kind, text, owner=Owner.TOOLKIT, kept=True, width=width)
        for key, heading, kind, text, width in (
            ("text", "Words", Kind.TEXT, "The words as they were in the old paper.", 90),
            ("origin", "Where they stood", Kind.TEXT, "The file, and the place in it.", 60),
        )
    ),
    spare_rows=1,
)

UNPLACED = Sheet(
    name="Unplaced",
    title="Unplaced",
    purpose="Words from imported papers that fit no column. Move what you need; clear the rest.",
    tables=(UNPLACED_TABLE,),
    tab_colour="grey",
    required=False,
)
