"""Indicators, Data, Scorecard and Paste."""

from toolkit.layout import choices
from toolkit.layout.plan_sheets import identity, toolkit_column
from toolkit.layout.schema import Column, Kind, Sheet, Table

INDICATORS_TABLE = Table(
    "Indicators",
    (
        identity("I"),
        Column(
            "code",
            "Code",
            Kind.TEXT,
            "A short code. Data rows point to it.",
            "CP06",
            10,
            required=True,
            also=("Indicator code", "Indicator id"),
        ),
        Column(
            "title",
            "Indicator",
            Kind.TEXT,
            "What it is called in papers.",
            "Second or later child protection plans",
            44,
            required=True,
            also=("Title", "Name", "Indicator name"),
        ),
        Column(
            "theme",
            "Theme",
            Kind.TEXT,
            "The group it stands under on the scorecard.",
            "Child protection",
            20,
            also=("Group",),
        ),
        Column(
            "definition",
            "Definition",
            Kind.TEXT,
            "What exactly is counted.",
            "Plans starting for children who had one before, as a share of plans starting",
            44,
        ),
        Column(
            "numerator",
            "Numerator is",
            Kind.TEXT,
            "What stands above the line.",
            "Plans starting for children who had one before",
            34,
        ),
        Column(
            "denominator",
            "Denominator is",
            Kind.TEXT,
            "What stands below the line.",
            "Plans starting in the period",
            34,
        ),
        Column(
            "unit",
            "Unit",
            Kind.CHOICE,
            "What the value is measured in.",
            "%",
            12,
            required=True,
            choices=choices.UNITS,
        ),
        Column(
            "good_is",
            "Good is",
            Kind.CHOICE,
            "Whether a higher or a lower value is good; Neither where it is only context.",
            "Lower",
            10,
            required=True,
            choices=choices.POLARITIES,
            also=("Polarity",),
        ),
        Column(
            "frequency",
            "Frequency",
            Kind.CHOICE,
            "What one period is.",
            "Quarter",
            16,
            required=True,
            choices=choices.PERIOD_KINDS,
            also=("Period type",),
        ),
        Column("target", "Target", Kind.NUMBER, "The value to reach, in the unit.", "20", 10),
        Column(
            "floor",
            "Floor",
            Kind.NUMBER,
            "The value below which (above which, where lower is good) it is Red. "
            "Left empty, the tolerance decides.",
            "25",
            10,
        ),
        Column(
            "tolerance",
            "Tolerance",
            Kind.NUMBER,
            "How much change counts as no change, and how far from the target counts as close.",
            "2",
            10,
        ),
        Column(
            "tolerance_in",
            "Tolerance in",
            Kind.CHOICE,
            "Points: the same unit as the value. Percent: of the value compared with.",
            "Percent",
            13,
            choices=choices.TOLERANCE_KINDS,
        ),
        Column("decimals", "Decimals", Kind.COUNT, "How many decimals papers show.", "1", 10),
        Column(
            "owner",
            "Owner",
            Kind.REFERENCE,
            "Who supplies it.",
            "Council",
            20,
            refers_to="Leads.name",
            open_list=True,
            also=("Source agency", "Lead agency"),
        ),
        Column(
            "priority",
            "Priority ref",
            Kind.REFERENCE,
            "The priority it tells about, if any.",
            "1",
            12,
            refers_to="Priorities.ref",
        ),
        Column(
            "version",
            "Version",
            Kind.TEXT,
            "The version of the definition; a new one breaks the line.",
            "1",
            9,
        ),
        Column(
            "print",
            "Print",
            Kind.CHOICE,
            "No keeps it out of papers.",
            "",
            9,
            choices=choices.YES_NO,
        ),
    ),
    id_prefix="I",
    spare_rows=30,
)

INDICATORS = Sheet(
    name="Indicators",
    title="Indicators",
    purpose="What is measured, which way is good and what is aimed for.",
    tables=(INDICATORS_TABLE,),
    freeze_after="title",
)

DATA_TABLE = Table(
    "Data",
    (
        Column(
            "indicator",
            "Indicator",
            Kind.REFERENCE,
            "The indicator's code.",
            "CP06",
            12,
            required=True,
            refers_to="Indicators.code",
            also=("Code", "Indicator code"),
        ),
        Column(
            "area",
            "Area",
            Kind.REFERENCE,
            "The area the value belongs to.",
            "England",
            22,
            required=True,
            refers_to="Areas.name",
        ),
        Column(
            "period",
            "Period",
            Kind.PERIOD,
            "The period, as in 2026/27 Q1, 2025/26 or June 2026.",
            "2026/27 Q1",
            14,
            required=True,
        ),
        Column(
            "value",
            "Value",
            Kind.NUMBER,
            "The value in the indicator's unit: 23.4 for 23.4 per cent.",
            "23.4",
            11,
        ),
        Column("numerator", "Numerator", Kind.NUMBER, "The count above the line.", "41", 12),
        Column("denominator", "Denominator", Kind.NUMBER, "The count below the line.", "175", 12),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            "Final or Provisional; or why there is no value.",
            "Final",
            15,
            required=True,
            choices=choices.VALUE_STATUSES,
        ),
        Column(
            "version",
            "Definition version",
            Kind.TEXT,
            "The version of the definition it was counted by.",
            "1",
            12,
        ),
        Column(
            "source_text",
            "Source",
            Kind.TEXT,
            "The file or publication it came from.",
            "Council return, July 2026",
            30,
        ),
        Column(
            "source_cell",
            "Source cell",
            Kind.TEXT,
            "The sheet and cell in that file.",
            "Data!D14",
            14,
        ),
        Column(
            "source_hash",
            "Source hash",
            Kind.TEXT,
            "The fingerprint of that file, written by collect and import.",
            "",
            14,
        ),
        Column("received", "Received", Kind.DATE, "When it arrived.", "14/07/2026", 12),
        Column(
            "supersedes",
            "Supersedes",
            Kind.TEXT,
            "The value it replaces, if it corrects an earlier one.",
            "",
            14,
        ),
        Column("note", "Note", Kind.TEXT, "What a reader should know about it.", "", 36),
    ),
    spare_rows=60,
)

DATA = Sheet(
    name="Data",
    title="Data",
    purpose="The only home of a figure: one row for each indicator, area and period.",
    tables=(DATA_TABLE,),
    freeze_after="period",
)

SHOWN_PERIODS = 8


def reading(key: str, heading: str, text: str, width: float, kind: Kind = Kind.TEXT) -> Column:
    """A column of the reading sheet."""
    return toolkit_column(key, heading, kind, text, width)


SCORECARD_TABLE = Table(
    "Scorecard",
    (
        reading("code", "Code", "The indicator's code.", 9),
        reading("theme", "Theme", "Its group.", 17),
        reading("title", "Indicator", "What it is called.", 36),
        reading("area", "Area", "The area shown.", 18),
        reading("owner", "Owner", "Who supplies it.", 15),
        reading("frequency", "Frequency", "What one period is.", 11),
        reading("good_is", "Good is", "Which way is good.", 8),
        reading("target", "Target", "The value to reach.", 8, Kind.NUMBER),
        reading("floor", "Floor", "The value at which it turns Red.", 8, Kind.NUMBER),
        reading(
            "same_period_last_year", "Same period last year", "For the long view.", 11, Kind.NUMBER
        ),
        *(
            reading(
                f"period_{back}",
                f"{back} before",
                f"The value {back} periods before the latest.",
                8,
                Kind.NUMBER,
            )
            for back in range(SHOWN_PERIODS - 1, 0, -1)
        ),
        reading("latest", "Latest", "The latest value.", 8, Kind.NUMBER),
        reading("latest_period", "Latest period", "The period of the latest value.", 12),
        reading(
            "year_to_date", "Year to date", "Sum over sum, for what can be added.", 9, Kind.NUMBER
        ),
        reading(
            "england", "England", "England's value for the latest period it has.", 9, Kind.NUMBER
        ),
        reading("neighbours", "Neighbours", "Similar areas' value, likewise.", 11, Kind.NUMBER),
        reading("rag", "RAG", "The latest value against its target.", 9),
        reading("direction", "Direction short", "Against the period before.", 12),
        reading("direction_long", "Direction long", "Against the same period last year.", 12),
        reading("variation", "Variation", "Whether the change is more than chance.", 12),
        reading("sentence", "Sentence", "What it says, in words.", 44),
        Column("agency_comment", "Agency comment", Kind.TEXT, "What the owner says of it.", "", 30),
        Column("commentary", "Our commentary", Kind.TEXT, "What the board should read.", "", 36),
        Column(
            "to_meeting",
            "To meeting",
            Kind.CHOICE,
            "Yes takes it to the next meeting.",
            "Yes",
            11,
            choices=choices.YES_NO,
        ),
        reading("data_quality", "Data quality", "Provisional, missing or late figures.", 20),
        Column(
            "publish",
            "Publish",
            Kind.CHOICE,
            "No keeps it out of published papers.",
            "Yes",
            10,
            choices=choices.YES_NO,
        ),
    ),
    spare_rows=30,
)

SCORECARD = Sheet(
    name="Scorecard",
    title="Scorecard",
    purpose="How each indicator stands. Type only in the white columns; figures come from "
    "the Data sheet.",
    tables=(SCORECARD_TABLE,),
    freeze_after="title",
    tab_colour="blue",
    required=False,
)

PASTE = Sheet(
    name="Paste",
    title="Paste",
    purpose="Room for a wide table as it came: indicators down, periods across. Paste its top "
    "left corner into cell A4. The rows that papers use are those on the Data sheet.",
    tab_colour="grey",
    required=False,
)
