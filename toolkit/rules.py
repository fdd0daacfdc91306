"""Every rule the toolkit checks, by code. Each has a page in docs/rules.

Errors are what no reader may be handed as right: they keep the DRAFT mark on
documents. Warnings ask a person to decide. Notes are worth knowing.
"""

from toolkit.findings import Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

SHEET_MISSING = Rule(
    "SHEET-001",
    ERROR,
    "There is no sheet named {sheet}{guess}.",
    "Name the sheet {sheet} again, or copy it from a fresh workbook.",
)
HEADING_MISSING = Rule(
    "SHEET-002",
    ERROR,
    'The heading "{heading}" is missing.',
    'Type "{heading}" in row {row} above its column, or copy the column from a fresh workbook.',
)
HEADING_RENAMED = Rule(
    "SHEET-003",
    ERROR,
    'The heading reads "{found}"; did you mean "{heading}"? It is read as that.',
    'Type "{heading}" in this cell.',
)
HEADING_ALIAS = Rule(
    "SHEET-004",
    WARNING,
    'The heading "{found}" is read as "{heading}".',
    'Type "{heading}" in this cell if that is right; otherwise rename your column.',
)
HEADING_TWICE = Rule(
    "SHEET-005",
    ERROR,
    'The heading "{heading}" stands twice; only the first is read.',
    "Rename or remove this second one.",
)
COLUMN_MISSING = Rule(
    "SHEET-006",
    WARNING,
    'There is no column "{heading}", so papers print nothing for it.',
    'Type "{heading}" above an empty column in row {row} if the board wants it.',
)
ROW_HIDDEN = Rule(
    "SHEET-007",
    WARNING,
    "Row {row} is hidden by hand, and is read like any other.",
    "Show the row, or {instead}.",
)
SETTING_MISSING = Rule(
    "SHEET-008",
    ERROR,
    'The setting "{label}" is missing.',
    'Type "{label}" in a row of its own and its value in the next cell, '
    "or copy the line from a fresh workbook.",
)
LINKS_ELSEWHERE = Rule(
    "SHEET-009",
    WARNING,
    "This workbook takes values from {files}; they are read as they were when it was last saved.",
    "Type the values themselves, or open both files in Excel and save this one again.",
)

ERROR_VALUE = Rule(
    "CELL-001",
    ERROR,
    '"{heading}" holds the error {error}.',
    "Mend the formula, or type the value itself.",
)
UNCALCULATED = Rule(
    "CELL-002",
    ERROR,
    '"{heading}" holds a formula that has never been worked out.',
    "Open the workbook in Excel, let it calculate, and save it; or type the value itself.",
)
REQUIRED_EMPTY = Rule(
    "CELL-003",
    ERROR,
    '"{heading}" is empty.',
    "{help}",
)
UNKNOWN_WORD = Rule(
    "CELL-004",
    ERROR,
    '"{heading}" holds a word that is not on its list{guess}.',
    "Choose one of: {valid}.",
)
NOT_A_DATE = Rule(
    "CELL-005",
    ERROR,
    '"{heading}" does not hold a date.',
    "Type a date as in 31/03/2027.",
)
NOT_A_NUMBER = Rule(
    "CELL-006",
    ERROR,
    '"{heading}" does not hold {number}.',
    "Type {number} alone, without words or units.",
)
UNREADABLE_PERIOD = Rule(
    "CELL-007",
    ERROR,
    '"{heading}" names no period that can be put in order.',
    "{help}",
)

DUPLICATE_ID = Rule(
    "ID-001",
    ERROR,
    "The ID {id} also stands in {first}.",
    "Clear this ID if the row is a copy: the toolkit gives it a new one.",
)
DUPLICATE_REF = Rule(
    "ID-002",
    ERROR,
    'The reference "{ref}" also stands in {first}.',
    "Give each row a reference of its own.",
)

NOTHING_TO_DO = Rule(
    "PLAN-001",
    ERROR,
    "Action {action} says neither what will be done nor its tasks.",
    'Write it under "Action" or "Tasks".',
)
FRONT_LIST = Rule(
    "PLAN-002",
    WARNING,
    "The list of priorities at the front holds {listed}, but the plan has {total}: "
    "{priority} is not on the list.",
    'Type Yes under "On front list", or move its actions.',
)
NO_LEAD = Rule(
    "PLAN-003",
    ERROR,
    "Action {action} has no lead.",
    "Type the lead's post in this cell.",
)
NO_TIMESCALE = Rule(
    "PLAN-004",
    ERROR,
    "Action {action} has neither a due date nor a timescale.",
    'Type a date here, or words such as Quarterly under "Timescale".',
)
UNKNOWN_LEAD = Rule(
    "PLAN-005",
    WARNING,
    "The lead of action {action} is not among the leads on the Lists sheet{guess}.",
    "Choose a lead from the list, or add this one to it.",
)
OUTSIDE_PERIOD = Rule(
    "PLAN-006",
    WARNING,
    '"{heading}" of action {action} is {date}, outside the plan period {first} to {last}.',
    "Check the year; if the date is right, nothing need change.",
)
BEFORE_DOCUMENT = Rule(
    "PLAN-007",
    WARNING,
    '"{heading}" of action {action} is {date}, before the date of the plan, {plan_date}.',
    "Check the date; a plan cannot set a date that has already passed.",
)
RATING_CONTRADICTED = Rule(
    "PLAN-008",
    ERROR,
    "Action {action} is agreed as {agreed}, but: {reason}",
    "Agree another rating, or put the dates or status right.",
)
COMPLETE_UNDATED = Rule(
    "PLAN-009",
    ERROR,
    "Action {action} is complete, but has no date of completion.",
    'Type the date under "Completed on".',
)
COMPLETED_IN_FUTURE = Rule(
    "PLAN-010",
    ERROR,
    "Action {action} is dated complete on {date}, after the as-at date {as_at}.",
    "Check the date, or the as-at date on the Settings sheet.",
)
COMPLETED_BUT_OPEN = Rule(
    "PLAN-011",
    WARNING,
    "Action {action} has a date of completion, but its status is {status}.",
    "Set the status to Complete, or clear the date.",
)
SAME_DATE = Rule(
    "PLAN-012",
    NOTE,
    "All {count} actions are due on the same day, {date}.",
    "Nothing need change; dates along the year make progress easier to see.",
)
RATING_DIFFERS = Rule(
    "PLAN-013",
    WARNING,
    "Action {action} is agreed as {agreed}; its dates and status propose {proposed}: {reason}",
    "Agree the proposed rating, or leave it: the agreed rating is the one printed.",
)
IMPACT_WITHOUT_EVIDENCE = Rule(
    "PLAN-014",
    WARNING,
    "The impact of action {action} is agreed as {agreed}, but no evidence is named.",
    'Name the evidence under "Evidence", or agree another rating.',
)
NO_CORRECTIVE_ACTION = Rule(
    "PLAN-015",
    WARNING,
    "Action {action} is agreed as {agreed}, but no corrective action is written down.",
    'Write under "Corrective action" what will put it right.',
)
NEW_DATE_NOT_TAKEN_OVER = Rule(
    "PLAN-016",
    WARNING,
    "The latest update of action {action} gives the new date {date}, which the plan does not show.",
    'Type it under "Revised due", with the reason and who agreed it.',
)

DUE_DATE_CHANGED = Rule(
    "PLAN-017",
    ERROR,
    "The due date of action {action} is not the one it had when {period} was closed, {date}.",
    'Put that date back, and type the new one under "Revised due".',
)
REVISED_WITHOUT_REASON = Rule(
    "PLAN-018",
    WARNING,
    "Action {action} has a revised due date, but not why it moved and who agreed it.",
    'Write both under "Reason, agreed by".',
)

VALUE_MISSING = Rule(
    "DATA-001",
    ERROR,
    "The value is said to be {status}, but there is none.",
    'Type the value, or say under "Status" why there is none.',
)
VALUE_UNEXPECTED = Rule(
    "DATA-002",
    WARNING,
    "The status is {status}, yet a value stands beside it; the value is not used.",
    "Clear the value, or change the status to Final or Provisional.",
)

CORRECTED_SINCE = Rule(
    "DATA-003",
    NOTE,
    "{indicator} for {period} was reported as {reported} in {documents} and is now {shown}.",
    "Nothing need change here; say so in the next paper if it matters.",
)

COLOUR_UNREADABLE = Rule(
    "LOOK-001",
    WARNING,
    '"{heading}" does not hold a colour; papers use the toolkit\'s own.',
    "Type # and six of the signs 0 to 9 and A to F, as in #1D70B8, or clear the cell.",
)
COLOUR_TOO_LIGHT = Rule(
    "LOOK-002",
    WARNING,
    "White letters on the board colour #{colour} have a contrast of {ratio} to 1, which is less "
    "than {needed} to 1; papers use the darker #{darker}.",
    "Type #{darker} or another darker colour, or leave it: papers use the darker one.",
)
LOGO_ELSEWHERE = Rule(
    "LOOK-003",
    WARNING,
    "The logo is not given by the name of a file alone; papers are printed without it.",
    "Put the picture into the folder of this workbook, and type its name alone, as in logo.png.",
)
LOGO_MISSING = Rule(
    "LOOK-004",
    WARNING,
    "The logo does not lie beside this workbook; papers are printed without it.",
    "Put the picture into the folder of this workbook under the name in this cell, with its "
    "ending, or clear the cell.",
)
LOGO_UNPRINTABLE = Rule(
    "LOOK-005",
    WARNING,
    "The logo cannot be printed: {reason}",
    "Then type its name here, if that has changed; until then, papers are printed without it.",
)
LOGO_TOO_LARGE = Rule(
    "LOOK-006",
    WARNING,
    "The logo has more than {megabytes} megabytes, which every paper would carry along; papers "
    "are printed without it.",
    "Save a smaller copy beside this workbook, and type its name here; 1,000 pixels across are "
    "plenty.",
)
LOGO_UNDESCRIBED = Rule(
    "LOOK-007",
    WARNING,
    "The logo cannot be read out: {reason}",
    'Type it under "{heading}"; until then, the board\'s name is read out in its place.',
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for value in list(vars().values()) if isinstance(value, Rule)),
        key=lambda rule: (rule.code.split("-")[0], rule.code),
    )
)
