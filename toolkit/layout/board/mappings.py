"""The sheet Mappings: the words of agencies' tables, and what they are in ours."""

from toolkit.board.lists import AgencyWords
from toolkit.layout.schema import Column, Kind, Sheet, Table

MAPPINGS_TABLE = Table(
    "Mappings",
    (
        Column(
            "owner",
            "Agency",
            Kind.TEXT,
            "Whose tables say it so. If left empty, everybody's.",
            "Police",
            24,
        ),
        Column(
            "theirs",
            "Their words",
            Kind.TEXT,
            "A heading, an area, an indicator or a mark as their tables have it.",
            "North",
            40,
            required=True,
        ),
        Column(
            "ours",
            "Ours",
            Kind.TEXT,
            "What it is here: the code of an indicator, an area of Lists, a period, a status.",
            "Ourshire North",
            40,
            required=True,
        ),
    ),
    record=AgencyWords,
    held_as="mappings",
)

MAPPINGS = Sheet(
    name="Mappings",
    title="Mappings",
    purpose="What the words in agencies' tables mean here. Import reads them by this list, and "
    "adds to it what you tell it to remember.",
    tables=(MAPPINGS_TABLE,),
    tab_colour="grey",
    required=False,
    since=4,
)
