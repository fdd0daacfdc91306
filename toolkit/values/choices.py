"""The fixed words of drop-down lists. A word here is a contract: workbooks hold it."""

from toolkit.values import terms

YES_NO = ("Yes", "No")

NOT_STARTED = "Not started"
IN_PROGRESS = "In progress"
COMPLETE = "Complete"
PAUSED = "Paused"
WITHDRAWN = "Withdrawn"
MERGED = "Merged into another"
CARRIED_FORWARD = "Carried forward"
ACTION_STATUSES = (
    NOT_STARTED,
    IN_PROGRESS,
    COMPLETE,
    PAUSED,
    WITHDRAWN,
    MERGED,
    CARRIED_FORWARD,
)
# What people type for a word of a list, by what its hyphens and capitals do not change.
USUAL_WORDS = {
    "completed": COMPLETE,
    "done": COMPLETE,
    "finished": COMPLETE,
    "started": IN_PROGRESS,
    "under way": IN_PROGRESS,
    "underway": IN_PROGRESS,
    "on hold": PAUSED,
    "not yet started": NOT_STARTED,
    "r": "Red",
    "a": "Amber",
    "g": "Green",
    "b": "Blue",
}
CLOSED_STATUSES = (COMPLETE, WITHDRAWN, MERGED, CARRIED_FORWARD)
ENDED_STATUSES = (WITHDRAWN, MERGED, CARRIED_FORWARD)
"""How an action may end without being done."""

# The order matters: each rating scheme takes the first three, four or five.
RED, AMBER, GREEN, BLUE, GREY = RATINGS = ("Red", "Amber", "Green", "Blue", "Grey")

FIVE_COLOURS = "Five colours"
BRAG = "BRAG"
THREE_COLOURS = "Three colours"
RATING_SCHEMES = (FIVE_COLOURS, BRAG, THREE_COLOURS)

PLAN_STATUSES = ("Draft", "For approval", "Approved")
OBJECTIVES_AND_TASKS = "Objectives and tasks"
THEMES_AND_REFERENCES = "Themes and references"
OUTCOMES_AND_METHODS = "Outcomes and methods"
PROCESS_AND_IMPACT = "Process and impact"
PLAN_LAYOUTS = (
    OBJECTIVES_AND_TASKS,
    THEMES_AND_REFERENCES,
    OUTCOMES_AND_METHODS,
    PROCESS_AND_IMPACT,
)
WORD_SETS = tuple(family.name for family in terms.FAMILIES)

LEAD_KINDS = ("Post", "Group", "Agency", "Person")
UPDATE_FREQUENCIES = ("Monthly", "Quarterly", "Half-yearly", "Yearly")
EVIDENCE_KINDS = ("Indicator", "Audit", "Assurance report", "Inspection", "Voice", "Other")
BLOCK_KINDS = ("Heading", "Paragraph", "Bullet")

HIGHER, LOWER, NEITHER, STAY_CLOSE = POLARITIES = ("Higher", "Lower", "Neither", "Stay close")
EACH_ALONE, RUNNING_TOTAL, AS_IT_STANDS = GATHERINGS = (
    "Each period alone",
    "Running total of the year",
    "As it stands",
)
UNITS = ("%", "Number", "Per 1,000", "Per 10,000", "Per 100,000", "Days", "Average", "£")
PERIOD_KINDS = (
    "Month",
    "Quarter",
    "Financial year",
    "Academic year",
    "Calendar year",
    "Pooled years",
    "Rolling 12 months",
    "Snapshot",
)
# Other words that people type for these, with what they mean. "Annual" may be any of three years.
POLARITY_WORDS = (
    *((word, HIGHER) for word in ("High", "Higher is better", "Up", "Increase", "Bigger")),
    *((word, LOWER) for word in ("Low", "Lower is better", "Down", "Decrease", "Smaller")),
    *((word, NEITHER) for word in ("N/A", "None", "Context", "Not applicable")),
)
UNIT_WORDS = (
    *((word, "%") for word in ("Percent", "Per cent", "Percentage", "Pct")),
    *((word, "Number") for word in ("Count", "No", "No.", "Numbers")),
    *((f"{rate}per {short}", f"Per {base}")
      for base, shorts in (("1,000", ("1000", "1k")), ("10,000", ("10000", "10k")),
                           ("100,000", ("100000", "100k")))
      for short in (base, *shorts)
      for rate in ("", "Rate ")),
    *((word, "Days") for word in ("Day", "Number of days")),
    *((word, "\u00a3") for word in ("GBP", "Pounds")),
    *((word, "Average") for word in ("Mean",)),
)  # fmt: skip
PERIOD_WORDS = (
    *((word, "Month") for word in ("Monthly", "Months", "Every month")),
    *((word, "Quarter") for word in ("Quarterly", "Quarters", "Every quarter")),
)
POINTS, PERCENT = TOLERANCE_KINDS = ("Points", "Percent")

FINAL, PROVISIONAL = "Final", "Provisional"
NOT_SUPPLIED, NOT_DUE = "Not supplied", "Not due"
SUPPRESSED, NOT_APPLICABLE = "Suppressed", "Not applicable"
VALUE_STATUSES = (FINAL, PROVISIONAL, NOT_SUPPLIED, NOT_DUE, SUPPRESSED, NOT_APPLICABLE)

OUR_AREA, PART_OF_OURS = "Our area", "Part of our area"
ENGLAND, REGION, NEIGHBOURS = "England", "Region", "Neighbours"
OTHER_AUTHORITY = "Other authority"
AREA_KINDS = (OUR_AREA, PART_OF_OURS, ENGLAND, REGION, NEIGHBOURS, OTHER_AUTHORITY)

SUGGESTED = "Suggested, not yet agreed"
"""Why a rating was reported that nobody had agreed."""

HISTORY_KINDS = (
    DUE_DATE,
    RATING,
    IMPACT,
    VALUE,
    DOCUMENT,
    REVISED_DUE,
    WORDING,
    ENDED,
    UNDONE,
) = (
    "Due date",
    "Rating",
    "Impact",
    "Value",
    "Document",
    "Revised due",
    "Wording",
    "Ended",
    "Undone",
)

HIDDEN_UP_TO = {"1 to 4": 4, "1 to 5": 5, "1 to 7": 7}
SMALL_NUMBERS = tuple(HIDDEN_UP_TO)
ROUNDED_TO = {"Not rounded": 1, "Nearest 5": 5, "Nearest 10": 10}
ROUNDINGS = tuple(ROUNDED_TO)

PUBLISHED_BEFORE, NOT_SAFE, CONTRADICTIONS, UNKNOWN_AREAS, TEXTS = CONCERNS = (
    "published-before",
    "not-safe",
    "contradictions",
    "areas",
    "texts",
)
"""What keeps figures from being released until a person accepts it by that word."""
