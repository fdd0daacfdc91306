"""What the reader finds: in the sheets and headings of a workbook, and in single cells."""

from toolkit.values.findings import Rule, Severity

SHEET_MISSING = Rule(
    "SHEET-001",
    Severity.ERROR,
    "There is no sheet named {sheet}{guess}.",
    "Name the sheet {sheet} again, or copy it from a fresh workbook.",
)
HEADING_MISSING = Rule(
    "SHEET-002",
    Severity.ERROR,
    'The heading "{heading}" is missing.',
    'Type "{heading}" in row {row} above its column, or copy the column from a fresh workbook.',
)
HEADING_RENAMED = Rule(
    "SHEET-003",
    Severity.ERROR,
    'The heading reads "{found}"; did you mean "{heading}"? It is read as that.',
    'Type "{heading}" in this cell.',
)
HEADING_ALIAS = Rule(
    "SHEET-004",
    Severity.WARNING,
    'The heading "{found}" is read as "{heading}".',
    'Type "{heading}" in this cell if that is right; otherwise rename your column.',
)
HEADING_TWICE = Rule(
    "SHEET-005",
    Severity.ERROR,
    'The heading "{heading}" appears twice; only the first is read.',
    "Rename or remove this second one.",
)
COLUMN_MISSING = Rule(
    "SHEET-006",
    Severity.WARNING,
    'There is no column "{heading}", so papers print nothing for it.',
    'Type "{heading}" in row {row} above its column if that has another heading, or above an '
    "empty one if the board wants it.",
)
ROW_HIDDEN = Rule(
    "SHEET-007",
    Severity.WARNING,
    "Row {row} is hidden by hand, and is read like any other.",
    "Show the row, or {instead}.",
)
SETTING_MISSING = Rule(
    "SHEET-008",
    Severity.ERROR,
    'The setting "{label}" is missing.',
    'Type "{label}" in its own row and its value in the next cell, '
    "or copy the line from a fresh workbook.",
)
LINKS_ELSEWHERE = Rule(
    "SHEET-009",
    Severity.WARNING,
    "This workbook takes values from {files}; they are read as they were when it was last saved.",
    "Type the values themselves, or open both files in Excel and save this one again.",
)
HEADING_UNKNOWN = Rule(
    "SHEET-010",
    Severity.ERROR,
    'The heading "{found}" is not known, and "{heading}" is missing.',
    'If this is that column, type "{heading}" here; otherwise type it in row {row} above the '
    "column that is.",
)
ERROR_VALUE = Rule(
    "CELL-001",
    Severity.ERROR,
    '"{heading}" shows the error {error}.',
    "Fix the formula, or type the value itself.",
)
UNCALCULATED = Rule(
    "CELL-002",
    Severity.ERROR,
    '"{heading}" has a formula that has never been calculated.',
    "Open the workbook in Excel, let it calculate, and save it; or type the value itself.",
)
REQUIRED_EMPTY = Rule(
    "CELL-003",
    Severity.ERROR,
    '"{heading}" is empty.',
    "{help}",
)
UNKNOWN_WORD = Rule(
    "CELL-004",
    Severity.ERROR,
    '"{heading}" has a word that is not on its list{guess}.',
    "Choose one of: {valid}.",
)
NOT_A_DATE = Rule(
    "CELL-005",
    Severity.ERROR,
    '"{heading}" is not a date.',
    "Type a date as in {example}.",
)
NOT_A_NUMBER = Rule(
    "CELL-006",
    Severity.ERROR,
    '"{heading}" is not {number}.',
    "Type only {number}, without words or units.{hint}",
)
LIST_EMPTY = Rule(
    "CELL-008",
    Severity.ERROR,
    "{word} is not {place}, which is still empty.",
    "{add} clear this cell.",
)
NO_SUCH_DAY = Rule(
    "CELL-009",
    Severity.ERROR,
    '"{heading}" says {date}, but {reason}.',
    "Type the date you mean, with the day first, as in 31/03/2027.",
)
YEAR_ALONE = Rule(
    "CELL-010",
    Severity.ERROR,
    '"{heading}" is only a year, {year}, and not a date.',
    "Type a full date, as in 31/03/{year}.",
)
READ_AS = Rule(
    "CELL-011",
    Severity.NOTE,
    '"{heading}" is read as {read}, though Excel takes it for other words.',
    "Type it again as {read}, so that Excel's own colours, filters and dates know it too.",
)
READ_AS_PROVISIONAL = Rule(
    "DATA-013",
    Severity.WARNING,
    "The number is marked as unconfirmed; it is read as {number}, and as Provisional if "
    "Status says Final.",
    "Type only {number}; if Status says Final, choose Provisional until it is confirmed.",
)
