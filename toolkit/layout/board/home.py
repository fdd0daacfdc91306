"""The sheet Home: how the year is going, in figures that link to the rows behind them."""

from toolkit.layout.board.plan import ROWS_CHANGED
from toolkit.layout.schema import Count, Front, Sheet

_UPDATES_MISSING = (
    '=COUNTIFS(Plan[{status}],"In progress",Plan[{updated}],"")'
    '+COUNTIFS(Plan[{status}],"In progress",Plan[{updated}],"<"&AsAt-92)'
)

HOME = Sheet(
    name="Home",
    title="Home",
    purpose="How the year is going. Each figure links to the rows behind it.",
    tab_colour="yellow",
    required=False,
    counts=(
        Count(
            "errors",
            "Errors to fix",
            '=COUNTIF(Findings[Severity],"Error")',
            "Findings",
            "Every document is marked DRAFT until the errors are fixed.",
            "Red",
        ),
        Count(
            "warnings",
            "Warnings to look at",
            '=COUNTIF(Findings[Severity],"Warning")',
            "Findings",
            "Warnings need a decision; they do not hold documents back.",
        ),
        Count(
            "overdue",
            "Actions overdue",
            '=COUNTIF(Plan[Days overdue],">0")',
            "Plan",
            "Open actions whose due date, or revised due date, is before the as-at date.",
            "Red",
        ),
        Count(
            "due_soon",
            "Actions due in the next 30 days",
            '=COUNTIFS(Plan[Next due],">="&AsAt,Plan[Next due],"<="&AsAt+30)',
            "Plan",
            "Counted from the as-at date.",
            "Amber",
        ),
        Count(
            "updates_missing",
            "Actions without a recent update",
            _UPDATES_MISSING.format(status="Status read", updated="Last update"),
            "Plan",
            "Actions in progress with no update in the 92 days before the as-at date.",
            "Amber",
            formulas_before=(_UPDATES_MISSING.format(status="Status", updated="Updated on"),),
        ),
        Count(
            "indicators_red",
            "Indicators rated Red",
            '=COUNTIF(Scorecard[RAG],"Red")',
            "Scorecard",
            "Indicators whose latest figure misses its target by more than the tolerance.",
            "Red",
        ),
        Count(
            "not_yet_agreed",
            "Ratings not yet agreed",
            '=COUNTIF(Plan[Agreement],"Not yet agreed*")',
            "Plan",
            "Since the last closing. Papers print the suggested rating until it is agreed.",
            "Amber",
            since=4,
        ),
        Count(
            "figures_late",
            "Figures out of date",
            '=COUNTIF(Scorecard[RAG],"Out of date*")',
            "Figures expected",
            "Indicators whose newest figure should be there by now, and is not.",
            "Amber",
            since=4,
        ),
        Count(
            "rows_changed",
            "Plan rows changed since the last update",
            ROWS_CHANGED,
            "Plan",
            "Press or run update, so that ratings and these figures count them.",
            "Amber",
            since=4,
        ),
    ),
    front=Front(
        title_setting="board_name",
        how_to_press="Press 1, 2, 3 from left to right. The buttons save nothing: you save.",
        how_to_command="Save and close, then run: toolkit check (says what is wrong), toolkit "
        "update (fills the grey columns), toolkit build (writes the papers).",
        facts=(
            ("Period", "period"),
            ("Plan version", "plan_version"),
            ("Plan status", "plan_status"),
            ("Next meeting", "next_meeting"),
        ),
        steps=(
            ("Settings", "Say what the board is called, which year this is and how papers look."),
            (
                "Lists",
                "List the posts and groups that lead actions, and the areas figures are for.",
            ),
            (
                "Priorities",
                "Write the priorities, then the evidence, outcomes and measures of each.",
            ),
            ("Plan", "One action a row. Point at a heading to see what belongs under it."),
            ("Indicators", "Say what is measured. The figures go on the Data sheet."),
            ("Findings", "Check the workbook and fix what is listed; then build the papers."),
        ),
    ),
)
