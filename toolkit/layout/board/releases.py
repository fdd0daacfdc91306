"""The sheet Releases: what went out of the office, release by release."""

from toolkit.board.releases import ReleasedFigure
from toolkit.layout.schema import Column, Kind, Owner, Sheet, Table

RELEASES_TABLE = Table(
    "Releases",
    tuple(
        Column(key, heading, kind, text, example, width, owner=Owner.TOOLKIT, kept=True, since=4)
        for key, heading, kind, text, example, width in (
            ("release", "Release", Kind.TEXT, "The name it was given.", "Report for Q1", 24),
            ("released_on", "Released on", Kind.DATE, "Its as-at date.", "", 13),
            ("indicator", "Indicator", Kind.TEXT, "The code.", "CP06", 12),
            ("area", "Area", Kind.TEXT, "The area.", "Ourshire", 20),
            ("period", "Period", Kind.TEXT, "The period.", "2026/27 Q1", 14),
            (
                "value",
                "Value as released",
                Kind.TEXT,
                "The figure that went out; c where it was hidden.",
                "24.1",
                16,
            ),
            ("numerator", "Numerator as released", Kind.TEXT, "Where it went out.", "14", 16),
            ("denominator", "Denominator as released", Kind.TEXT, "Where it went out.", "58", 16),
            (
                "hidden",
                "Hidden figure",
                Kind.TEXT,
                "What was hidden then, for the office only: value; numerator; denominator.",
                "3",
                16,
            ),
        )
    ),
    spare_rows=1,
    record=ReleasedFigure,
    held_as="releases",
)

RELEASES = Sheet(
    name="Releases",
    title="Releases",
    purpose="What went out, and what was hidden in it. Each further release is held to it.",
    tables=(RELEASES_TABLE,),
    tab_colour="grey",
    required=False,
    since=4,
)
