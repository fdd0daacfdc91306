"""The sheet Data: where every figure is kept."""

from toolkit.board.scorecard import Datum
from toolkit.layout.board.columns import indicator_reference
from toolkit.layout.schema import Column, DecimalsOf, Kind, Sheet, Table
from toolkit.values import choices

DATA_TABLE = Table(
    "Data",
    (
        indicator_reference(),
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
            "The period, as in 2026/27 Q1, 2025/26 or June 2026. Where an indicator has quarters "
            "or months, a financial year is only used to check them.",
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
            essential=True,
            status_in="status",
        ),
        Column(
            "numerator",
            "Numerator",
            Kind.NUMBER,
            "The count above the line.",
            "41",
            12,
            is_count=True,
        ),
        Column(
            "denominator",
            "Denominator",
            Kind.NUMBER,
            "The count below the line.",
            "175",
            12,
            is_count=True,
        ),
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
    record=Datum,
    held_as="data",
    decimals_of=DecimalsOf("indicator", "Indicators.code", "Indicators.decimals"),
)

DATA = Sheet(
    name="Data",
    title="Data",
    purpose="Where every figure is kept: one row for each indicator, area and period.",
    tables=(DATA_TABLE,),
    freeze_after="period",
    tab_colour="blue",
)
