"""What the toolkit finds while it writes."""

from toolkit.values.findings import Rule, Severity

GREY_CELL_TYPED_OVER = Rule(
    "GREY-001",
    Severity.WARNING,
    'The toolkit fills the column "{heading}", and this cell holds something else; it was left '
    "as it is.",
    "Move what you typed to a column of your own, and empty this cell; the next update fills it.",
)
