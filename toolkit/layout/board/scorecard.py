"""The sheet Scorecard: how each indicator is doing."""

from dataclasses import replace

from toolkit.board.scorecard import Remark
from toolkit.layout.board.columns import band, folding, toolkit_column
from toolkit.layout.schema import Colours, Column, DecimalsOf, Kind, Sheet, Table
from toolkit.values import choices

SHOWN_PERIODS = 8


def reading(key: str, heading: str, text: str, width: float, kind: Kind = Kind.TEXT) -> Column:
    """A column of the reading sheet."""
    return toolkit_column(key, heading, kind, text, width)


def behind(key: str, heading: str, text: str, width: float, kind: Kind = Kind.TEXT) -> Column:
    """A column of the statistics behind a verdict: folded away until someone wants them."""
    return replace(reading(key, heading, text, width, kind), folded=True)


SCORECARD_TABLE = Table(
    "Scorecard",
    (
        *band(
            "What",
            reading("title", "Indicator", "What it is called.", 26),
            replace(reading("area", "Area", "The area shown.", 13), kept=True),
        ),
        *band(
            "Figures",
            reading("target", "Target", "The value to reach.", 8, Kind.NUMBER),
            *(
                behind(
                    f"period_{back}",
                    f"{back} before",
                    f"The value {back} periods before the latest.",
                    8,
                    Kind.NUMBER,
                )
                for back in range(SHOWN_PERIODS - 1, 0, -1)
            ),
            reading("latest", "Latest", "The latest value.", 8, Kind.NUMBER),
            reading("latest_period", "Latest period", "The period of the latest value.", 11),
        ),
        *band(
            "How it is doing",
            replace(
                reading("rag", "RAG", "The latest value against its target.", 10),
                colours=Colours.RATINGS,
            ),
            reading("direction", "Direction short", "Against the period before.", 11),
            reading("direction_long", "Direction long", "Against the same period last year.", 11),
            replace(
                reading(
                    "line",
                    "Last eight periods",
                    "The latest value and those before it, as a line.",
                    16,
                ),
                line_over=("period_7", "latest"),
                since=4,
            ),
            reading("sentence", "Sentence", "What it says, in words.", 40),
        ),
        *band(
            "Yours to type",
            Column(
                "commentary", "Our commentary", Kind.TEXT, "What the board should read.", "", 36
            ),
            Column(
                "agency_comment",
                "Agency comment",
                Kind.TEXT,
                "What the owner says about it.",
                "",
                30,
            ),
            Column(
                "to_meeting",
                "To meeting",
                Kind.CHOICE,
                "Yes takes it to the next meeting.",
                "Yes",
                11,
                choices=choices.YES_NO,
            ),
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
        *folding(
            "More about the indicator",
            replace(reading("code", "Code", "The indicator's code.", 9), kept=True),
            reading("theme", "Theme", "Its group.", 17),
            reading("owner", "Owner", "Who supplies it.", 15),
            reading("frequency", "Frequency", "What kind of period each value is for.", 11),
            reading("good_is", "Good is", "Which way is good.", 8),
            reading("floor", "Floor", "The value at which it turns Red.", 8, Kind.NUMBER),
        ),
        *folding(
            "Beside others and last year",
            reading(
                "year_to_date",
                "Year to date",
                "The year so far, worked out as chosen under Adds up how.",
                9,
                Kind.NUMBER,
            ),
            reading(
                "same_period_last_year",
                "Same period last year",
                "For the long view.",
                11,
                Kind.NUMBER,
            ),
            reading(
                "england",
                "England",
                "England's value for the latest period it has.",
                9,
                Kind.NUMBER,
            ),
            reading("region", "Region", "The region's latest value.", 9, Kind.NUMBER),
            reading("neighbours", "Neighbours", "Similar areas' latest value.", 11, Kind.NUMBER),
            reading("against_england", "Against England", "Whether it is more than chance.", 10),
            reading("against_region", "Against region", "Whether it is more than chance.", 10),
            reading(
                "against_neighbours", "Against neighbours", "Whether it is more than chance.", 11
            ),
            reading("rank", "Rank", "The place among the authorities with a figure; 1 is best.", 9),
            reading(
                "rank_quarter", "Rank quarter", "A is the best quarter of them, D the last.", 9
            ),
        ),
        *folding(
            "Over time and reasons",
            reading("data_quality", "Data quality", "Provisional, missing or late figures.", 20),
            reading("trend", "Trend", "Five years in a row, where they can be tested.", 12),
            reading("variation", "Variation", "Whether the change is more than chance.", 12),
            reading(
                "reliability",
                "Target reliability",
                "Whether the target can be relied on, judging by the usual range.",
                12,
            ),
            reading("why_rated", "Why rated", "How the RAG was worked out.", 40),
            reading(
                "why_direction", "Why direction", "The reason for the short one, then the long.", 40
            ),
            reading("lower_95", "Lower 95%", "The lowest the true value may be.", 9, Kind.NUMBER),
            reading("upper_95", "Upper 95%", "The highest the true value may be.", 9, Kind.NUMBER),
            reading("lower_998", "Lower 99.8%", "The same, with more certainty.", 9, Kind.NUMBER),
            reading("upper_998", "Upper 99.8%", "The same, with more certainty.", 9, Kind.NUMBER),
            reading("why_interval", "Why these limits", "The method, or why there are none.", 34),
            reading(
                "why_compared",
                "Why compared so",
                "The reasons, for England, region and neighbours.",
                44,
            ),
            reading("why_rank", "Why this rank", "Out of how many, or why there is none.", 34),
            reading("why_trend", "Why this trend", "The test, or why there is none.", 40),
            reading("chart_average", "Usual value", "The average of its chart.", 9, Kind.NUMBER),
            reading("chart_lower", "Usual from", "The lower limit of its chart.", 9, Kind.NUMBER),
            reading("chart_upper", "Usual to", "The upper limit of its chart.", 9, Kind.NUMBER),
            reading("why_variation", "Why this variation", "The rule, and notes on the chart.", 50),
            reading(
                "why_year_to_date", "Why this year to date", "What it was worked out from.", 40
            ),
        ),
    ),
    spare_rows=30,
    record=Remark,
    held_as="remarks",
    typed_rows_only=True,
    decimals_of=DecimalsOf("code", "Indicators.code", "Indicators.decimals"),
)

SCORECARD = Sheet(
    name="Scorecard",
    title="Scorecard",
    purpose="How each indicator is doing. Type only in the white columns; figures come from "
    "the Data sheet.",
    tables=(SCORECARD_TABLE,),
    freeze_after="title",
    tab_colour="blue",
    required=False,
)
