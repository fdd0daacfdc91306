"""The sheet Targets: targets for one period only."""

from toolkit.board.scorecard import PeriodTarget
from toolkit.layout.board.columns import indicator_reference
from toolkit.layout.schema import Column, DecimalsOf, Kind, Sheet, Table

TARGETS_TABLE = Table(
    "Targets",
    (
        indicator_reference(),
        Column(
            "period",
            "Period",
            Kind.PERIOD,
            "The period it applies to: one of the indicator's own, or a financial year.",
            "2026/27",
            14,
            required=True,
        ),
        Column(
            "target", "Target", Kind.NUMBER, "The value to reach in it.", "18", 10, essential=True
        ),
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
            "The value beyond which it is Red. If left empty, the indicator's own floor applies.",
            "24",
            10,
        ),
        Column("note", "Note", Kind.TEXT, "Who agreed it, and when.", "", 44),
    ),
    record=PeriodTarget,
    held_as="period_targets",
    decimals_of=DecimalsOf("indicator", "Indicators.code", "Indicators.decimals"),
)

TARGETS = Sheet(
    name="Targets",
    title="Targets",
    purpose="Targets for one period only. If a period has none here, the one on the Indicators "
    "sheet applies.",
    tables=(TARGETS_TABLE,),
    freeze_after="period",
    required=False,
)
