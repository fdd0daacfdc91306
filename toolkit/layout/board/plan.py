"""The sheet Plan: one action a row."""

from toolkit.board.plan import Action
from toolkit.layout.board.columns import (
    band,
    folding,
    identity,
    priority_reference,
    rating,
    toolkit_column,
)
from toolkit.layout.schema import Colours, Column, Kind, Sheet, Table
from toolkit.values import choices


def this_row(heading: str) -> str:
    """A cell of the same row, as a table's formula names it in the file."""
    return f"Plan[[#This Row],[{heading}]]"


_CLOSED = ",".join(f'{this_row("Status")}="{word}"' for word in choices.CLOSED_STATUSES)


_DUE, _REVISED = this_row("Due"), this_row("Revised due")

_BY_EXCEL = (
    f'IF(OR({_CLOSED}),"",IF(N({_REVISED})>0,'
    f'IF(AsAt>{_REVISED},AsAt-{_REVISED},""),'
    f'IF(AND(N({_DUE})>0,AsAt>{_DUE}),AsAt-{_DUE},"")))'
)

TYPED_FOR_HOME = ("due", "revised_due", "timescale", "status", "completed_on", "updated_on")
"""The columns by which a row counts on Home, in the order in which "As typed" holds them."""

_TYPED_HEADINGS = ("Due", "Revised due", "Timescale", "Status", "Completed on", "Updated on")
_AS_TYPED = '&"|"&'.join(map(this_row, _TYPED_HEADINGS))
_NEXT_DUE = this_row("Next due")

# What the toolkit read counts while nobody has typed over it; then what Excel makes of the cells.
DAYS_OVERDUE = (
    f"=IF({this_row('As typed')}={_AS_TYPED},"
    f'IF(AND(N({_NEXT_DUE})>0,AsAt>{_NEXT_DUE}),AsAt-{_NEXT_DUE},""),{_BY_EXCEL})'
)

ROWS_CHANGED = (
    "=IFERROR(SUMPRODUCT(--(Plan[As typed]<>"
    + '&"|"&'.join(f"Plan[{heading}]" for heading in _TYPED_HEADINGS)
    + '),--(Plan[As typed]&Plan[Action]&Plan[Status]<>"")),"Press update")'
)

PLAN_TABLE = Table(
    "Plan",
    (
        *band(
            "What",
            Column(
                "ref",
                "Ref",
                Kind.TEXT,
                "The action's reference as people say it. Minutes cite it, so do not change it "
                "once the plan is approved.",
                "1.2",
                5,
                also=("Reference", "No", "Action ref", "Action no"),
            ),
            Column(
                "action",
                "Action",
                Kind.TEXT,
                "What will be done.",
                "Train every front-door worker in the neglect toolkit",
                25,
                also=("Actions", "What we will do"),
                essential=True,
            ),
        ),
        *band(
            "Who",
            Column(
                "lead",
                "Lead",
                Kind.REFERENCE,
                "The post or group responsible for the action.",
                "Head of Safeguarding",
                14,
                refers_to="Leads.name",
                open_list=True,
                also=("Lead person", "Lead officer", "Responsible", "Owner", "Lead (post)"),
                essential=True,
            ),
        ),
        *band(
            "When",
            Column(
                "due",
                "Due",
                Kind.DATE,
                "The date it is due. Do not change it once the plan is approved: a new date goes "
                "under Revised due.",
                "30/09/2026",
                10.5,
                also=("Due date", "Completion date", "Deadline", "Target date", "Due (original)"),
                essential=True,
            ),
            toolkit_column(
                "days_overdue",
                "Days overdue",
                Kind.COUNT,
                "Days between the date that counts and the as-at date, for open actions.",
                9.5,
                DAYS_OVERDUE,
                Colours.ABOVE_ZERO,
                formulas_before=(f"={_BY_EXCEL}",),
            ),
        ),
        *band(
            "This quarter",
            Column(
                "status",
                "Status",
                Kind.CHOICE,
                "How far the work has got.",
                "In progress",
                11,
                required=True,
                choices=choices.ACTION_STATUSES,
                also=("Progress status",),
            ),
            Column(
                "progress",
                "Progress this period",
                Kind.TEXT,
                "What has happened since the last report.",
                "14 of 20 workers trained.",
                34,
                also=("Progress", "Update"),
            ),
            rating("process_agreed", "Process agreed", "How the board rates the work.", 11),
            rating("impact_agreed", "Impact agreed", "How the board rates the difference made.", 9),
            toolkit_column(
                "proposed_rating",
                "Proposed rating",
                Kind.TEXT,
                "What dates, status and updates say. People agree the rating.",
                10.5,
                colours=Colours.RATINGS,
            ),
            toolkit_column("why", "Why", Kind.TEXT, "The reason for the proposal.", 17.5),
        ),
        *folding(
            "This quarter, in full",
            Column(
                "updated_on",
                "Updated on",
                Kind.DATE,
                "When the update was given.",
                "28/09/2026",
                12,
            ),
            Column(
                "updated_by",
                "Updated by",
                Kind.TEXT,
                "The post that gave this update.",
                "Head of Safeguarding",
                18,
            ),
            Column(
                "corrective_action",
                "Corrective action",
                Kind.TEXT,
                "If it is late, what will put it right.",
                "",
                28,
            ),
            Column(
                "evidence",
                "Evidence",
                Kind.TEXT,
                "What shows that it makes a difference.",
                "Audit of 12 cases, July",
                28,
            ),
            Column(
                "completed_on",
                "Completed on",
                Kind.DATE,
                "When it was finished.",
                "",
                13,
                also=("Date completed", "Completed"),
            ),
        ),
        *folding(
            "Agreed when and by whom",
            toolkit_column(
                "agreement",
                "Agreement",
                Kind.TEXT,
                "Says so where a rating is not yet agreed for the period under way.",
                16,
                since=4,
            ),
            Column(
                "agreed_for",
                "Agreed for",
                Kind.TEXT,
                "The period that the ratings were agreed for. Once it is closed, they are not yet "
                "agreed for the next.",
                "2026/27 Q2",
                14,
                since=4,
            ),
            Column(
                "agreed_by",
                "Agreed by",
                Kind.REFERENCE,
                "The group that agreed them.",
                "Executive group",
                18,
                refers_to="Leads.name",
                open_list=True,
                since=4,
            ),
            Column(
                "agreed_on",
                "Agreed on",
                Kind.DATE,
                "The day of the meeting that agreed them.",
                "14/10/2026",
                12,
                since=4,
            ),
        ),
        *folding(
            "What, in full",
            priority_reference(),
            Column(
                "objective",
                "Objective",
                Kind.LINES,
                "What the action should achieve; one a line if there are several.",
                "Practitioners recognise neglect early",
                34,
                also=("What do we want to achieve?", "Outcome", "Aim"),
            ),
            Column(
                "tasks",
                "Tasks",
                Kind.LINES,
                "The steps of the action, one a line (Alt+Enter starts a new line).",
                "Book the trainer",
                38,
                also=("Tasks to be completed", "Steps"),
            ),
            Column(
                "method",
                "Method",
                Kind.LINES,
                "How it will be done, one a line.",
                "",
                30,
                also=("How this will be achieved",),
            ),
            Column("resources", "Resources", Kind.TEXT, "Money, time or help in kind.", "", 22),
        ),
        *folding(
            "Who else",
            Column(
                "other_leads",
                "Other leads",
                Kind.LINES,
                "Others who share the work, one a line.",
                "",
                20,
            ),
            Column(
                "sub_group",
                "Sub-group",
                Kind.REFERENCE,
                "The group that holds the detail.",
                "Quality assurance group",
                20,
                refers_to="Leads.name",
                open_list=True,
                also=("Subgroup",),
            ),
            Column(
                "report_to",
                "Report to",
                Kind.REFERENCE,
                "Who progress is reported to.",
                "Executive group",
                18,
                refers_to="Leads.name",
                open_list=True,
            ),
        ),
        *folding(
            "When, in full",
            Column(
                "revised_due",
                "Revised due",
                Kind.DATE,
                "The new date, if one has been agreed.",
                "",
                12,
            ),
            Column(
                "revision",
                "Reason, agreed by",
                Kind.TEXT,
                "Why the date moved or the action ended, and who agreed it.",
                "Trainer unavailable; agreed by the Executive, 4 June",
                24,
            ),
            Column(
                "timescale",
                "Timescale",
                Kind.TEXT,
                "The timescale in words, if the plan prints words; otherwise leave it empty.",
                "Quarterly",
                18,
                also=("By when", "Timescales"),
            ),
            Column(
                "start",
                "Start",
                Kind.DATE,
                "When the work is due to start.",
                "01/04/2026",
                12,
                also=("Start date",),
            ),
            Column(
                "update_frequency",
                "Update frequency",
                Kind.CHOICE,
                "How often an update is due.",
                "",
                14,
                choices=choices.UPDATE_FREQUENCIES,
            ),
        ),
        *folding(
            "For the paper",
            Column(
                "print",
                "Print",
                Kind.CHOICE,
                "No keeps the row out of papers.",
                "",
                9,
                choices=choices.YES_NO,
            ),
            Column(
                "impact_expected",
                "Impact expected",
                Kind.LINES,
                "What should change, one a line.",
                "",
                30,
            ),
            Column(
                "how_we_will_know",
                "How we will know",
                Kind.LINES,
                "What will show it, one a line and in the same order.",
                "",
                30,
            ),
            Column(
                "verified_by",
                "Verified by",
                Kind.TEXT,
                "Who or what confirms that it is done.",
                "Quality assurance group",
                22,
            ),
            Column(
                "indicator",
                "Indicator",
                Kind.REFERENCE,
                "The code of the scorecard indicator it should move.",
                "",
                11,
                refers_to="Indicators.code",
            ),
            Column(
                "carried_from",
                "Carried from",
                Kind.TEXT,
                "The action of last year's plan that this one continues.",
                "",
                14,
            ),
            Column(
                "continued_in",
                "Continued in",
                Kind.LINES,
                "The refs of the actions that continue one that was merged, split or withdrawn, "
                "one a line.",
                "2.4",
                14,
                since=4,
            ),
        ),
        *folding(
            "The toolkit's",
            toolkit_column(
                "findings", "Findings", Kind.TEXT, "The codes of the findings on this row.", 14
            ),
            identity("A"),
            toolkit_column(
                "next_due", "Next due", Kind.DATE, "The date that counts now, for open actions.", 12
            ),
            toolkit_column(
                "last_rating",
                "Last rating",
                Kind.TEXT,
                "The rating when the last period was closed.",
                11,
                colours=Colours.RATINGS,
            ),
            toolkit_column(
                "last_update",
                "Last update",
                Kind.DATE,
                "The day of the newest update, here or on the Updates sheet.",
                12,
                since=4,
            ),
            toolkit_column(
                "as_typed",
                "As typed",
                Kind.TEXT,
                "Dates and status as they were at the last update. Home counts the rows that have "
                "changed since.",
                20,
                since=4,
            ),
            toolkit_column(
                "offer",
                "In drop-downs",
                Kind.TEXT,
                "The open actions, one below the other, as the drop-down on Updates offers them.",
                30,
                since=4,
            ),
            toolkit_column(
                "status_read",
                "Status read",
                Kind.TEXT,
                "The status as the toolkit reads it. Home counts from it.",
                14,
                since=4,
            ),
        ),
    ),
    id_prefix="A",
    spare_rows=30,
    record=Action,
    held_as="actions",
)

PLAN = Sheet(
    name="Plan",
    title="Plan",
    purpose="One action a row. White columns are yours; the toolkit fills the grey ones.",
    tables=(PLAN_TABLE,),
    freeze_after="action",
    tab_colour="blue",
)
