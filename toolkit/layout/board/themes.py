"""The sheet Themes: groups of priorities."""

from toolkit.board.plan import Theme
from toolkit.layout.board.columns import identity
from toolkit.layout.schema import Column, Kind, Sheet, Table

THEMES_TABLE = Table(
    "Themes",
    (
        identity("T"),
        Column(
            "ref",
            "Ref",
            Kind.TEXT,
            "The theme's reference as people say it.",
            "A",
            10,
            required=True,
        ),
        Column(
            "title",
            "Theme",
            Kind.TEXT,
            "What the theme is called.",
            "Children and families",
            60,
            required=True,
            also=("Title", "Strategic theme"),
        ),
    ),
    id_prefix="T",
    spare_rows=8,
    record=Theme,
    held_as="themes",
)

THEMES = Sheet(
    name="Themes",
    title="Themes",
    purpose="Groups of priorities, if the plan has them. It may stay empty.",
    tables=(THEMES_TABLE,),
    required=False,
)
