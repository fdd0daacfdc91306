"""Indicators, Targets, Breaks, Data, Scorecard and Paste."""

from dataclasses import replace

from toolkit.layout.board.plan import identity, toolkit_column
from toolkit.layout.schema import Column, Kind, Sheet, Table
from toolkit.values import choices

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
            "Whether a higher or a lower value is good; Stay close where the target should be "
            "kept to on both sides; Neither where it is only context.",
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
            "target_to",
            "Target up to",
            Kind.NUMBER,
            "The upper end, where the target is a range; the lower end then stands under Target.",
            "",
            10,
        ),
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
            "adds_up",
            "Adds up how",
            Kind.CHOICE,
            "How its periods go together in a year to date. Left empty, none is worked out.",
            "Each period alone",
            18,
            choices=choices.GATHERINGS,
        ),
        Column(
            "part_of",
            "Part of",
            Kind.REFERENCE,
            "The whole that it makes up together with others: the code of the indicator that "
            "they add up to or, for shares of 100 per cent, words that all of them have here.",
            "Plans by category",
            20,
            refers_to="Indicators.code",
            open_list=True,
        ),
        Column(
            "baseline",
            "Baseline points",
            Kind.COUNT,
            "How many of its first values fix the limits of its chart. Left empty, all do.",
            "",
            10,
        ),
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

_INDICATOR = Column(
    "indicator",
    "Indicator",
    Kind.REFERENCE,
    "The indicator's code.",
    "CP06",
    12,
    required=True,
    refers_to="Indicators.code",
    also=("Code", "Indicator code"),
)
"""Which indicator a row of another sheet is about."""

TARGETS_TABLE = Table(
    "Targets",
    (
        _INDICATOR,
        Column(
            "period",
            "Period",
            Kind.PERIOD,
            "The period it holds for: one of the indicator's own, or a financial year.",
            "2026/27",
            14,
            required=True,
        ),
        Column("target", "Target", Kind.NUMBER, "The value to reach in it.", "18", 10),
        Column(
            "target_to",
            "Target up to",
            Kind.NUMBER,
            "The upper end, where the target is a range.",
            "",
            10,
        ),
        Column(
            "floor",
            "Floor",
            Kind.NUMBER,
            "The value beyond which it is Red in it. Left empty, the indicator's own floor holds.",
            "24",
            10,
        ),
        Column("note", "Note", Kind.TEXT, "Who agreed it, and when.", "", 44),
    ),
)

TARGETS = Sheet(
    name="Targets",
    title="Targets",
    purpose="Targets that hold for one period only. Where a period has none here, the one on "
    "the Indicators sheet holds.",
    tables=(TARGETS_TABLE,),
    freeze_after="period",
    required=False,
)

BREAKS_TABLE = Table(
    "Breaks",
    (
        _INDICATOR,
        Column(
            "area",
            "Area",
            Kind.REFERENCE,
            "The area it happened in. Left empty, every area.",
            "",
            22,
            refers_to="Areas.name",
        ),
        Column(
            "first",
            "First day",
            Kind.DATE,
            "The first day of the new level.",
            "01/04/2026",
            12,
            required=True,
        ),
        Column(
            "reason",
            "Reason",
            Kind.TEXT,
            "What changed. Without a reason the limits stay as they are.",
            "A new front door took over all contacts",
            60,
            required=True,
        ),
    ),
)

BREAKS = Sheet(
    name="Breaks",
    title="Breaks",
    purpose="Known changes of level, after which an indicator's usual range is worked out anew. "
    "Nothing else moves it.",
    tables=(BREAKS_TABLE,),
    freeze_after="first",
    required=False,
)

DATA_TABLE = Table(
    "Data",
    (
        _INDICATOR,
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
            "The period, as in 2026/27 Q1, 2025/26 or June 2026. A financial year beside an "
            "indicator's quarters or months is only held against them.",
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


def behind(key: str, heading: str, text: str, width: float, kind: Kind = Kind.TEXT) -> Column:
    """A column of the statistics behind a verdict: folded away until somebody asks."""
    return replace(reading(key, heading, text, width, kind), folded=True)


SCORECARD_TABLE = Table(
    "Scorecard",
    (
        replace(reading("code", "Code", "The indicator's code.", 9), kept=True),
        reading("theme", "Theme", "Its group.", 17),
        reading("title", "Indicator", "What it is called.", 36),
        replace(reading("area", "Area", "The area shown.", 18), kept=True),
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
            "year_to_date",
            "Year to date",
            "The year as far as it has come, by what stands under Adds up how.",
            9,
            Kind.NUMBER,
        ),
        reading(
            "england", "England", "England's value for the latest period it has.", 9, Kind.NUMBER
        ),
        reading("region", "Region", "The region's value, likewise.", 9, Kind.NUMBER),
        reading("neighbours", "Neighbours", "Similar areas' value, likewise.", 11, Kind.NUMBER),
        reading("rag", "RAG", "The latest value against its target.", 9),
        reading("direction", "Direction short", "Against the period before.", 12),
        reading("direction_long", "Direction long", "Against the same period last year.", 12),
        reading("against_england", "Against England", "More than chance would explain.", 10),
        reading("against_region", "Against region", "More than chance would explain.", 10),
        reading("against_neighbours", "Against neighbours", "More than chance would explain.", 11),
        reading("rank", "Rank", "The place among the authorities with a figure; 1 is best.", 9),
        reading("rank_quarter", "Rank quarter", "A is the best quarter of them, D the last.", 9),
        reading("trend", "Trend", "Five years in a row, where they can be tested.", 12),
        reading("variation", "Variation", "Whether the change is more than chance.", 12),
        reading(
            "reliability",
            "Target reliability",
            "Whether the target can be counted on, going by the usual range.",
            12,
        ),
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
        behind("why_rated", "Why rated", "How the RAG came about.", 40),
        behind("why_direction", "Why direction", "The short one, then the long.", 40),
        behind("lower_95", "Lower 95%", "Where the true value may lie, from.", 9, Kind.NUMBER),
        behind("upper_95", "Upper 95%", "Where the true value may lie, to.", 9, Kind.NUMBER),
        behind("lower_998", "Lower 99.8%", "The same, surer still, from.", 9, Kind.NUMBER),
        behind("upper_998", "Upper 99.8%", "The same, surer still, to.", 9, Kind.NUMBER),
        behind("why_interval", "Why these limits", "The method, or why there are none.", 34),
        behind("why_compared", "Why compared so", "England, region, neighbours, in turn.", 44),
        behind("why_rank", "Why this rank", "Among how many, or why there is none.", 34),
        behind("why_trend", "Why this trend", "The test, or why there is none.", 40),
        behind("chart_average", "Usual value", "The average of its chart.", 9, Kind.NUMBER),
        behind("chart_lower", "Usual from", "The lower limit of its chart.", 9, Kind.NUMBER),
        behind("chart_upper", "Usual to", "The upper limit of its chart.", 9, Kind.NUMBER),
        behind("why_variation", "Why this variation", "The rule, and notes on the chart.", 50),
        behind("why_year_to_date", "Why this year to date", "What it was worked out from.", 40),
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
