"""Every rule the toolkit checks, by code. Each has a page in docs/rules.

Errors are what no reader may be handed as right: they keep the DRAFT mark on
documents. Warnings ask a person to decide. Notes are worth knowing.
"""

from toolkit.values.findings import Rule, Severity

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
    'Type "{heading}" in row {row} above its column if that stands under another heading, or '
    "above an empty one if the board wants it.",
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

HEADING_UNKNOWN = Rule(
    "SHEET-010",
    ERROR,
    'The heading "{found}" is not known, and "{heading}" is missing.',
    'If this is that column, type "{heading}" here; otherwise type it in row {row} above the '
    "column that is.",
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

LIST_EMPTY = Rule(
    "CELL-008",
    ERROR,
    "{word} is not {place}, which is still empty.",
    "{add} clear this cell.",
)
NO_SUCH_DAY = Rule(
    "CELL-009",
    ERROR,
    '"{heading}" holds {date}, but {reason}.',
    "Type the day that is meant, the day first, as in 31/03/2027.",
)
YEAR_ALONE = Rule(
    "CELL-010",
    ERROR,
    '"{heading}" holds {year} alone, which is no date.',
    "Type a day, as in 31/03/{year}.",
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
    "Action {action} says neither what will be done nor its tasks nor its method.",
    'Write it under "Action", "Tasks" or "Method".',
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
    "Action {action} has neither a due date nor a timescale{hint}.",
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
    "Action {action} is {behind}, but no corrective action is written down.",
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

PLACEHOLDER = Rule(
    "PLAN-019",
    ERROR,
    '"{heading}" of action {action} holds a placeholder.',
    "Type what is meant, or clear the cell until it is known.",
)
NOT_DECIDED = Rule(
    "PLAN-020",
    WARNING,
    "Action {action} says only that its work is still to be decided.",
    "Write what will be done, or the step that will decide it, with its lead and its date.",
)
NO_REF = Rule(
    "PLAN-021",
    WARNING,
    "Action {action} has no reference, though others of its priority have one.",
    'Check that the row is whole, and type its reference under "Ref"{guess}.',
)
ABBREVIATION_UNUSED = Rule(
    "PLAN-022",
    NOTE,
    "The plan does not use {count} of the Lists sheet; look at {places}.",
    "Take out what is not needed; readers look for what they find in a list.",
)
REF_ELSEWHERE = Rule(
    "PLAN-023",
    WARNING,
    "The reference of {what} {ref} is one of {other}, but it stands under {place}.",
    "Put the reference right, or move the row to where it belongs.",
)
REF_STYLE = Rule(
    "PLAN-024",
    NOTE,
    "The reference of action {action} is written unlike the others of its priority.",
    "Write it as the others are; search and sorting then find them all.",
)
MERGED_ROW = Rule(
    "PLAN-025",
    WARNING,
    "Action {action} holds {count} references or numbered objectives in one row.",
    "Give each a row of its own, so that each has its lead, its date and its rating.",
)
DITTO = Rule(
    "PLAN-026",
    WARNING,
    '"{heading}" of action {action} holds ditto marks or "as above".',
    "Type the words themselves: sorted or filtered, another row stands above.",
)
LEAD_TWICE = Rule(
    "PLAN-027",
    NOTE,
    '"{heading}" of action {action} names its lead once more.',
    "Clear the name here: it stands under Lead already.",
)
LEAD_VARIANT = Rule(
    "PLAN-028",
    WARNING,
    "This name looks like another for {other}.",
    'If they are one, keep one and write the other under "Also known as" on the Lists sheet; '
    "if not, nothing need change.",
)
STRAY_SIGN = Rule(
    "PLAN-029",
    NOTE,
    '"{heading}" of action {action} has a stroke or comma with no name beside it.',
    "Type the name that is missing, or take the sign out.",
)
LEAD_IN_TIMESCALE = Rule(
    "PLAN-030",
    WARNING,
    "The timescale of action {action} holds a lead's name as well.",
    'Move the name to "Lead" or "Other leads".',
)
TIMESCALE_IN_LEAD = Rule(
    "PLAN-031",
    WARNING,
    "The lead of action {action} reads like a timescale.",
    'Type the lead\'s post here, and the timescale under "Timescale" or "Due".',
)
TIMESCALE_WITHOUT_DATE = Rule(
    "PLAN-032",
    WARNING,
    "The timescale of action {action} names no date that can be followed.",
    'Type a date under "Due", or say how often; if another plan sets the dates, ask for them.',
)
OPEN_ENDED = Rule(
    "PLAN-033",
    NOTE,
    "Action {action} goes on without a start, an end or a rhythm, so it can never be late.",
    "Say when it will first be looked at, as in Review quarterly; otherwise leave it.",
)
DURATION_WITHOUT_START = Rule(
    "PLAN-034",
    WARNING,
    "The timescale of action {action} is a length of time that does not say what it counts from.",
    'Type the day it begins under "Start", or the day it ends under "Due".',
)
MONTH_WITHOUT_YEAR = Rule(
    "PLAN-035",
    WARNING,
    "The timescale of action {action} names a month or term without its year.",
    'Add the year, or type the date under "Due".',
)
WORDS_AND_DATE = Rule(
    "PLAN-036",
    WARNING,
    "Action {action} is due {date}, which is not what its timescale says in words.",
    "Make them agree: papers print the words, and ratings follow the date.",
)
TIMESCALE_STYLE = Rule(
    "PLAN-037",
    NOTE,
    "The timescale of action {action} is written unlike the same one elsewhere, {usual}.",
    "Write all of them in one way; nothing else need change.",
)
TWICE_OR_EVERY_TWO = Rule(
    "PLAN-038",
    NOTE,
    '"{heading}" of action {action} says bi-annual, bi-monthly or bi-weekly, which is read in '
    "two ways.",
    "Write Half-yearly, Twice a year or Every two years, or the like, whichever is meant.",
)
PAIRING_LOST = Rule(
    "PLAN-039",
    WARNING,
    "Action {action} has {lines} lines of tasks or method and {times} timescales, so nobody can "
    "tell which belongs to which.",
    "Give each task its timescale in the same order, or a row of its own.",
)
IMPACT_PAIRS = Rule(
    "PLAN-040",
    WARNING,
    'Action {action} has {expected} lines under "Impact expected" and {known_by} under '
    '"How we will know"; they are printed side by side, line by line.',
    "Write one line of each for every impact, in the same order.",
)
POINT_FOR_COMMA = Rule(
    "PLAN-041",
    WARNING,
    "An amount in pounds has a point before three figures ({count} here): as it stands it is "
    "a thousand times too small.",
    "Write thousands with a comma, as in £40,000.",
)
AMOUNT_MISSING = Rule(
    "PLAN-042",
    WARNING,
    "Action {action} asks for money without saying how much.",
    'Type the sum under "Resources", and who is asked for it.',
)
DUPLICATE_ROW = Rule(
    "PLAN-043",
    WARNING,
    "Action {action} says the same as action {first}, from the objective to the date.",
    "Take one of them out, or say how they differ.",
)
LIST_MISSING = Rule(
    "PLAN-044",
    WARNING,
    '"{heading}" of action {action} announces a list, and none follows.',
    "Add what should follow, one a line, or end the sentence with a full stop.",
)
LABEL_ALONE = Rule(
    "PLAN-045",
    WARNING,
    "This bullet is a label with nothing after its colon, unlike the others of its list.",
    "Write what belongs to the label, or take the bullet out.",
)
COUNT_DIFFERS = Rule(
    "PLAN-046",
    WARNING,
    "The text announces {stated}, and {listed} are listed.",
    "Put the number or the list right.",
)
YEARS_BEYOND_PERIOD = Rule(
    "PLAN-047",
    WARNING,
    "The text speaks of {years}, which runs beyond the plan's last day, {last}.",
    "Check the years; if the work outlives the plan, say so.",
)
DAY_BEFORE_PERIOD = Rule(
    "PLAN-048",
    NOTE,
    '"{heading}" of action {action} names {date}, before the plan begins on {first}.',
    "Check the year; if the day belongs to the past, nothing need change.",
)
PROGRESS_TO_COME = Rule(
    "PLAN-049",
    WARNING,
    "The progress tells of {date} as past, which is after the as-at date {as_at}.",
    "Check the date, or bring the as-at date and the plan's date up to date.",
)
NUMBERING_STYLE = Rule(
    "PLAN-050",
    NOTE,
    "Lines are numbered in two styles within one cell; this is so in {count} of the plan.",
    "Write a space after each number, or leave the numbers out.",
)
PLAN_UNDATED = Rule(
    "PLAN-051",
    NOTE,
    "The plan has no version, no date and no day of approval.",
    "Type at least one on the Settings sheet, so that readers can tell editions apart.",
)
NO_RATINGS = Rule(
    "PLAN-052",
    WARNING,
    "The key explains the ratings, but none of the {count} in progress has one, though the plan "
    "began on {first}.",
    'Agree ratings under "Process agreed" and "Impact agreed", beginning with the proposed ones.',
)
FRONT_POINTS = Rule(
    "PLAN-053",
    WARNING,
    "The title at the front of {priority} and its sub-points list different topics: {missing} "
    "only in the title, {added} only in the sub-points.",
    "Bring both lists together, or shorten the title at the front.",
)
ABBREVIATION_UNEXPLAINED = Rule(
    "PLAN-054",
    NOTE,
    "The plan uses {count} without explaining it; look at {places}.",
    "Add them under Abbreviations on the Lists sheet, or write the words out where they first "
    "stand.",
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
    "{indicator} for {period} was reported as {reported} {where}, and is now {shown}.",
    "Nothing need change here; say so in the next paper if it matters.",
)

PERCENTAGE_RANGE = Rule(
    "DATA-004",
    WARNING,
    "The percentage {value} lies outside 0 to 100.",
    "Type the share in per cent, as 23.4; a change or a ratio needs another unit.",
)
BARE_FRACTION = Rule(
    "DATA-005",
    WARNING,
    "The percentage {value} looks like a fraction of one, as {hundredfold} per cent would be.",
    "Type {hundredfold} if so; if it really is below one per cent, give its numerator and "
    "denominator too.",
)
OTHER_SCALE = Rule(
    "DATA-006",
    WARNING,
    "The value {value} is about {factor} times too {wrong} for its row, which runs from {lowest} "
    "to {highest}.",
    "Look at the source for a slipped decimal point or a thousands comma; leave it if it is right.",
)
OTHER_PRECISION = Rule(
    "DATA-007",
    WARNING,
    "The value {value} has more decimals than any other of its row.",
    "Look at the source for a slip; if it is right, give it with as many decimals as the others.",
)
NOT_ITS_PARTS = Rule(
    "DATA-008",
    ERROR,
    "The value does not follow from its counts: {reason}",
    "Type {value} if both counts are right; otherwise mend them.",
)
POWER_OF_TEN = Rule(
    "DATA-009",
    ERROR,
    "The value is out by a power of ten: {reason}",
    "Mind the unit, {unit}, and type the value anew.",
)
MORE_THAN_ALL = Rule(
    "DATA-010",
    ERROR,
    "The numerator, {numerator}, is larger than the denominator, {denominator}, so no percentage "
    "can come of them.",
    "Mend the numerator or the denominator.",
)
DENOMINATOR_NOUGHT = Rule(
    "DATA-011",
    ERROR,
    "The denominator is nought, so no value can come of it.",
    "If there was nothing to count, clear the value and choose Not applicable under Status.",
)
NEGATIVE = Rule(
    "DATA-012",
    ERROR,
    '"{heading}" is below nought.',
    "Type the count itself, without a minus sign.",
)
READ_AS_PROVISIONAL = Rule(
    "DATA-013",
    WARNING,
    "The number is marked as unconfirmed; it is read as {number}, and as Provisional "
    "where Status says Final.",
    "Type {number} alone; where Status says Final, choose Provisional until it is confirmed.",
)
PERIOD_MISSING = Rule(
    "DATA-014",
    WARNING,
    "{indicator} has nothing for {missing}, just before this row.",
    "Add a row for it, with Not supplied under Status if there is no figure.",
)
OUT_OF_ORDER = Rule(
    "DATA-015",
    NOTE,
    "The row of {indicator} for {period} stands below that for {before}.",
    "Look whether the period is right; if it is, nothing need change, for rows are put in order by "
    "their periods.",
)
COPIED = Rule(
    "DATA-016",
    NOTE,
    "{indicator} for {period} is exactly what {before} had: {what}.",
    "Look whether the figure was brought up to date; leave it if it was.",
)
REPLACED = Rule(
    "DATA-017",
    NOTE,
    "{indicator} for {period} stands in row {row} too, and that one counts: {reason}.",
    "Nothing need change; delete this row if nobody needs it.",
)
TWO_SOURCES = Rule(
    "DATA-018",
    WARNING,
    "{indicator} for {period} has different values from different sources in rows {rows}, so it is "
    "not rated.",
    "Delete the one that is not to count, or fill Supersedes in the row that is.",
)
OTHER_YEAR = Rule(
    "DATA-019",
    NOTE,
    "The latest figure of {area} for {indicator} is of {period}, a year or more before ours of "
    "{ours}.",
    "Add its newer figure if there is one; until then the two are not compared.",
)
YEAR_NOT_ITS_PARTS = Rule(
    "DATA-020",
    WARNING,
    "The year of {indicator} in {area} does not agree with its periods: {reason}",
    'Look at this row and those of its periods, and mend the one that is wrong; "Adds up how" on '
    "Indicators says {adds_up}.",
)
PARTS_NOT_THE_WHOLE = Rule(
    "DATA-021",
    WARNING,
    "{parts} in {area} for {period} come to {total} (in {cells}), and not to {whole}.",
    'Mend the figure that is wrong; where a part is missing, add its indicator with the same "Part '
    'of", or clear that where they are no parts of one whole.',
)

TWO_FIGURES = Rule(
    "DATA-022",
    WARNING,
    "Two rows give {indicator} for {period}: {value} (row {row}) and {other} (row {standing}).",
    "If one has a wrong period, mend it; otherwise row {standing} stands.",
)
VALUE_LEFT_OUT = Rule(
    "DATA-023",
    ERROR,
    "The value is said to be {status}, but there is none, though its counts are there: "
    "{numerator} of {denominator} is {value}{per}.",
    'Type {value} under "Value" if both counts are right; otherwise mend them.',
)

TARGET_WITHOUT_POLARITY = Rule(
    "IND-001",
    WARNING,
    "{indicator} has a target, yet neither direction is good, so it is never rated.",
    "Choose Higher, Lower or Stay close under Good is, or clear the target.",
)
TOLERANCE_WITHOUT_UNIT = Rule(
    "IND-002",
    WARNING,
    "{indicator} has a tolerance, but not whether in points or in per cent; it is read as points.",
    "Choose Points or Percent under Tolerance in.",
)
FLOOR_SIDE = Rule(
    "IND-003",
    ERROR,
    "The floor of {indicator}, {floor}, is better than its target, {target}.",
    "The floor is where it turns Red: {side} the target.",
)
RANGE_ENDS = Rule(
    "IND-004",
    ERROR,
    "The target of {indicator} ends at {upper}, but does not begin below that.",
    "Type the lower end under Target and the upper end under Target up to.",
)
NO_OUR_AREA = Rule(
    "IND-005",
    ERROR,
    "No area on Lists is Our area, so the scorecard has no rows.",
    "Choose Our area under Area kind for the area that the board covers.",
)
TARGET_TWICE = Rule(
    "IND-006",
    ERROR,
    "{indicator} has another target for {period} in row {row}, and the later row stands.",
    "Delete the one that does not hold.",
)
NO_PART = Rule(
    "IND-007",
    WARNING,
    "{indicator} cannot be added up with the other parts of its whole: {reason}.",
    'Mend its "Part of", or clear it; until then the parts of that whole are not checked.',
)
TOLERANCE_BELOW_NOUGHT = Rule(
    "IND-008",
    WARNING,
    "The tolerance of {indicator} is {tolerance}, below nought; it is read as none.",
    "Type how much change counts as none, as 2 or 0.5, or clear the cell.",
)
FEW_BASELINE_POINTS = Rule(
    "IND-009",
    WARNING,
    "{indicator} has {points} under Baseline points; limits need {fewest} or more, so it has none.",
    "Type {fewest} or more, or clear the cell: then all its values make the limits.",
)
TARGET_EMPTY = Rule(
    "IND-010",
    WARNING,
    "The row for {indicator} in {period} holds neither a target nor a floor, so it changes "
    "nothing.",
    "Type the target for that period, or delete the row.",
)

TARGET_BARE_FRACTION = Rule(
    "IND-011",
    WARNING,
    "The {name} of {indicator} is {value} per cent, which looks like {hundredfold}: its figures "
    "go up to {highest}.",
    "Type {hundredfold} if so; if it really is below one per cent, nothing need change.",
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
