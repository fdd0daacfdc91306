"""The sheet Figures expected: which figures are due from whom, and which are late."""

from toolkit.layout.board.columns import toolkit_column
from toolkit.layout.schema import Kind, Sheet, Table

EXPECTED_TABLE = Table(
    "Expected",
    (
        toolkit_column("owner", "Owner", Kind.TEXT, "Who supplies it.", 24),
        toolkit_column("code", "Code", Kind.TEXT, "The indicator's code.", 10),
        toolkit_column("title", "Indicator", Kind.TEXT, "What is measured.", 44),
        toolkit_column("frequency", "Frequency", Kind.TEXT, "What each figure is for.", 16),
        *(
            toolkit_column(
                f"quarter_{number}",
                f"Q{number}",
                Kind.TEXT,
                "Received, Late, or the day by which it is due. Of months, how many are there.",
                20,
            )
            for number in (1, 2, 3, 4)
        ),
        toolkit_column("year", "Year", Kind.TEXT, "The same for figures of whole years.", 24),
        toolkit_column("next_due", "Next due", Kind.DATE, "When the next figure is due.", 12),
    ),
    title="Figures expected",
    spare_rows=1,
)

EXPECTED = Sheet(
    name="Figures expected",
    title="Figures expected",
    purpose="Which figures are due from whom in the financial year of the as-at date. "
    "The list is written again at each update.",
    tables=(EXPECTED_TABLE,),
    freeze_after="title",
    tab_colour="grey",
    required=False,
    since=4,
)
