"""The sheet Priorities: what the board has agreed matters most."""

from toolkit.board.plan import Priority
from toolkit.layout.board.columns import identity
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.values import choices

PRIORITIES_TABLE = Table(
    "Priorities",
    (
        identity("P"),
        Column(
            "ref",
            "Ref",
            Kind.TEXT,
            "The priority's reference as people say it. Actions point to it.",
            "1",
            16,
            required=True,
            also=("Reference", "No", "Number"),
        ),
        Column(
            "title",
            "Priority",
            Kind.TEXT,
            "What the priority is called.",
            "Neglect is seen early and acted on",
            60,
            required=True,
            also=("Title", "Priority title"),
        ),
        Column(
            "front_title",
            "Title at the front",
            Kind.TEXT,
            "Only if the list at the front words it differently.",
            "",
            40,
        ),
        Column(
            "sub_points",
            "Sub-points",
            Kind.LINES,
            "Groups or topics the priority covers, one a line.",
            "Children under one",
            40,
            also=("Sub-bullets",),
        ),
        Column(
            "theme",
            "Theme ref",
            Kind.REFERENCE,
            "The theme it belongs to, if any.",
            "A",
            12,
            refers_to="Themes.ref",
            also=("Theme",),
        ),
        Column(
            "on_front_list",
            "On front list",
            Kind.CHOICE,
            "Yes if the list of priorities at the front of the plan shows it.",
            "Yes",
            14,
            required=True,
            choices=choices.YES_NO,
        ),
    ),
    id_prefix="P",
    spare_rows=10,
    record=Priority,
    held_as="priorities",
)

PRIORITIES = Sheet(
    name="Priorities",
    title="Priorities",
    purpose="What the board has agreed matters most this year.",
    tables=(PRIORITIES_TABLE,),
    freeze_after="ref",
)
