"""The sheet Home: how the year is going, in figures that link to the rows behind them."""

from toolkit.layout.board.plan import ROWS_CHANGED
from toolkit.layout.schema import Count, Front, NextStep, Sheet

_UPDATES_MISSING = (
    '=COUNTIFS(Plan[{status}],"In progress",Plan[{updated}],"")'
    '+COUNTIFS(Plan[{status}],"In progress",Plan[{updated}],"<"&AsAt-92)'
)

_NEXT_STEPS = (
    NextStep(
        "Settings",
        "Start here: say what the board is called, and which year this is.",
        'OR({board_name}="",{period}="",COUNTA(Plan[Action])=0)',
    ),
    NextStep("Lists", "List who leads actions, and your areas.", "COUNTA(Leads[Lead])=0"),
    NextStep("Priorities", "Write the priorities.", "COUNTA(Priorities[Ref])=0"),
    NextStep("Plan", "Write the first action.", "COUNTA(Plan[Action])=0"),
    NextStep("Indicators", "Say what is measured.", "COUNTA(Indicators[Code])=0"),
    NextStep(
        "Findings", "Fix the errors that are listed.", 'COUNTIF(Findings[Severity],"Error")>0'
    ),
    NextStep("Plan", "Rows have changed: press or run update.", f"N({ROWS_CHANGED[1:]})>0"),
    NextStep(
        "Updates",
        "Ask leads for the updates that are missing.",
        _UPDATES_MISSING[1:].format(status="Status read", updated="Last update") + ">0",
    ),
    NextStep(
        "Plan",
        "Agree new dates or actions for what is overdue.",
        'COUNTIF(Plan[Days overdue],">0")>0',
    ),
    NextStep(
        "Figures expected",
        "Ask agencies for the figures that are late.",
        'COUNTIF(Scorecard[RAG],"Out of date*")>0',
    ),
    NextStep(
        "Plan", "Agree the ratings for this period.", 'COUNTIF(Plan[Agreement],"Not yet agreed*")>0'
    ),
    NextStep("Settings", "Say when the next meeting is.", '{next_meeting}=""'),
    NextStep("Findings", "Look through the warnings, then build the papers.", "TRUE"),
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
            "Ink",
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
            "Plan rows changed since update",
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
        next_steps=_NEXT_STEPS,
        last_closing='=IFERROR(LOOKUP(2,1/(History[Period closed]<>""),History[Period closed]),'
        '"None yet")',
    ),
)
