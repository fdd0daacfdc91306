"""The sheet Findings: what the toolkit found when it last looked."""

from toolkit.layout.schema import Column, Kind, Owner, Sheet, Table

FINDINGS_TABLE = Table(
    "Findings",
    tuple(
        Column(key, heading, kind, text, owner=Owner.TOOLKIT, width=width)
        for key, heading, kind, text, width in (
            (
                "severity",
                "Severity",
                Kind.CHOICE,
                "Error: must be mended. Warning: decide. Note: worth knowing.",
                10,
            ),
            ("sheet", "Sheet", Kind.TEXT, "Where it is.", 13),
            ("cell", "Cell", Kind.TEXT, "The cell. Click to go there.", 9),
            ("code", "Rule", Kind.TEXT, "The rule's code, explained in docs/rules.", 12),
            ("message", "What is wrong", Kind.TEXT, "In one sentence.", 70),
            ("how_to_fix", "How to mend it", Kind.TEXT, "In one sentence.", 60),
        )
    ),
    spare_rows=1,
)


FINDINGS = Sheet(
    name="Findings",
    title="Findings",
    purpose="What the toolkit found when it last looked, worst first. "
    "It is written anew each time; mend the cell named, not this list.",
    tables=(FINDINGS_TABLE,),
    tab_colour="grey",
    required=False,
)
