"""The sheet Findings: what the toolkit found at the last check."""

from dataclasses import replace

from toolkit.layout.board.columns import toolkit_column
from toolkit.layout.schema import Colours, Kind, Sheet, Table

FINDINGS_TABLE = Table(
    "Findings",
    (
        toolkit_column(
            "severity",
            "Severity",
            Kind.CHOICE,
            "Error: must be fixed. Warning: you decide. Note: worth knowing.",
            10,
            colours=Colours.SEVERITIES,
        ),
        toolkit_column("sheet", "Sheet", Kind.TEXT, "Where it is.", 13),
        replace(
            toolkit_column("cell", "Cell", Kind.TEXT, "The cell. Click to go there.", 9),
            leads_there=True,
        ),
        toolkit_column(
            "code", "Rule", Kind.TEXT, "The rule's code. Each has a page in the documentation.", 12
        ),
        toolkit_column("message", "What is wrong", Kind.TEXT, "In one sentence.", 70),
        toolkit_column("how_to_fix", "How to mend it", Kind.TEXT, "In one sentence.", 60),
    ),
    spare_rows=1,
)

FINDINGS = Sheet(
    name="Findings",
    title="Findings",
    purpose="What the toolkit found at the last check, worst first. "
    "The list is written again each time: fix the cell named, not this list.",
    tables=(FINDINGS_TABLE,),
    tab_colour="blue",
    required=False,
)
