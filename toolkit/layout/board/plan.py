"""Themes, Priorities, Evidence, Outcomes, Measures, Plan and Updates."""

from toolkit.layout.schema import Column, Kind, Owner, Sheet, Table
from toolkit.values import choices


def identity(prefix: str) -> Column:
    """The first column of every register: an identity that only the toolkit gives."""
    return Column(
        "id",
        "ID",
        Kind.ID,
        "Given by the toolkit and never used again for another row. Leave it empty.",
        f"{prefix}-0001",
        9,
        owner=Owner.TOOLKIT,
    )


def priority_reference() -> Column:
    """Which priority a row belongs to."""
    return Column(
        "priority",
        "Priority",
        Kind.REFERENCE,
        "The reference of the priority this belongs to, as on the Priorities sheet.",
        "1",
        12,
        required=True,
        refers_to="Priorities.ref",
        also=("Priority area", "Priority ref"),
    )


THEMES_TABLE = Table(
    "Themes",
    (
        identity("T"),
        Column(
            "ref",
            "Ref",
            Kind.TEXT,
            "The theme's reference as people say it.",
            "A",
            10,
            required=True,
        ),
        Column(
            "title",
            "Theme",
            Kind.TEXT,
            "What the theme is called.",
            "Children and families",
            60,
            required=True,
            also=("Title", "Strategic theme"),
        ),
    ),
    id_prefix="T",
    spare_rows=8,
)

THEMES = Sheet(
    name="Themes",
    title="Themes",
    purpose="Groups of priorities, if the plan has them. It may stay empty.",
    tables=(THEMES_TABLE,),
    required=False,
)

PRIORITIES_TABLE = Table(
    "Priorities",
    (
        identity("P"),
        Column(
            "ref",
            "Ref",
            Kind.TEXT,
            "The priority's reference as people say it. Actions point to it.",
            "1",
            16,
            required=True,
            also=("Reference", "No", "Number"),
        ),
        Column(
            "title",
            "Priority",
            Kind.TEXT,
            "What the priority is called.",
            "Neglect is seen early and acted on",
            60,
            required=True,
            also=("Title", "Priority title"),
        ),
        Column(
            "front_title",
            "Title at the front",
            Kind.TEXT,
            "Only if the list at the front words it differently.",
            "",
            40,
        ),
        Column(
            "sub_points",
            "Sub-points",
            Kind.LINES,
            "Groups or topics the priority covers, one a line.",
            "Children under one",
            40,
            also=("Sub-bullets",),
        ),
        Column(
            "theme",
            "Theme ref",
            Kind.REFERENCE,
            "The theme it belongs to, if any.",
            "A",
            12,
            refers_to="Themes.ref",
            also=("Theme",),
        ),
        Column(
            "on_front_list",
            "On front list",
            Kind.CHOICE,
            "Yes if the list of priorities at the front of the plan shows it.",
            "Yes",
            14,
            required=True,
            choices=choices.YES_NO,
        ),
    ),
    id_prefix="P",
    spare_rows=10,
)

PRIORITIES = Sheet(
    name="Priorities",
    title="Priorities",
    purpose="What the board has agreed matters most this year.",
    tables=(PRIORITIES_TABLE,),
    freeze_after="ref",
)

EVIDENCE_TABLE = Table(
    "Evidence",
    (
        identity("E"),
        priority_reference(),
        Column(
            "text",
            "Evidence",
            Kind.TEXT,
            "One fact that shows why this is a priority.",
            "Three of five case audits found drift.",
            70,
            required=True,
            also=("Evidence base",),
        ),
        Column("figure", "Figure", Kind.NUMBER, "The number in it, if there is one.", "3", 12),
        Column(
            "figure_date",
            "Figure date",
            Kind.DATE,
            "The date the figure belongs to.",
            "31/03/2026",
            13,
        ),
        Column(
            "source_text",
            "Source",
            Kind.TEXT,
            "Where it comes from.",
            "Neglect audit, January 2026",
            36,
        ),
    ),
    id_prefix="E",
    spare_rows=20,
)

EVIDENCE = Sheet(
    name="Evidence",
    title="Evidence",
    purpose="Why each priority was chosen, one fact a row.",
    tables=(EVIDENCE_TABLE,),
    freeze_after="priority",
    required=False,
)

OUTCOMES_TABLE = Table(
    "Outcomes",
    (
        identity("O"),
        priority_reference(),
        Column(
            "ref",
            "Outcome no",
            Kind.TEXT,
            "Its number within the priority.",
            "1.1",
            12,
            also=("No", "Outcome ref"),
        ),
        Column(
            "outcome",
            "Outcome",
            Kind.TEXT,
            "What will be different for children and families.",
            "Neglect is named in assessments within 20 days.",
            60,
            required=True,
            also=("Key outcome",),
        ),
        Column(
            "progress",
            "Progress",
            Kind.LINES,
            "What has happened so far, one a line.",
            "New assessment form in use since May.",
            60,
            also=("Progress to date",),
        ),
        Column(
            "progress_date",
            "Progress on",
            Kind.DATE,
            "When the progress was written.",
            "30/09/2026",
            13,
        ),
    ),
    id_prefix="O",
    spare_rows=20,
)

OUTCOMES = Sheet(
    name="Outcomes",
    title="Outcomes",
    purpose="What each priority should change, and how far it has come.",
    tables=(OUTCOMES_TABLE,),
    freeze_after="ref",
    required=False,
)

MEASURES_TABLE = Table(
    "Measures",
    (
        identity("M"),
        priority_reference(),
        Column(
            "measure",
            "Measure",
            Kind.TEXT,
            "How the board will know it worked.",
            "Fewer children on a second plan",
            70,
            required=True,
            also=("Measure of success",),
        ),
        Column(
            "indicator",
            "Indicator",
            Kind.REFERENCE,
            "The code of the scorecard indicator that shows it, if there is one.",
            "CP06",
            12,
            refers_to="Indicators.code",
        ),
        Column(
            "evidence_kind",
            "Evidence kind",
            Kind.CHOICE,
            "What sort of evidence it is.",
            "Indicator",
            18,
            choices=choices.EVIDENCE_KINDS,
        ),
    ),
    id_prefix="M",
    spare_rows=20,
)

MEASURES = Sheet(
    name="Measures",
    title="Measures",
    purpose="How the board will know that each priority has made a difference.",
    tables=(MEASURES_TABLE,),
    freeze_after="priority",
    required=False,
)


def rating(key: str, heading: str, text: str) -> Column:
    """A rating that people agree."""
    return Column(key, heading, Kind.CHOICE, text, "Green", 11, refers_to="Ratings.rating")


def toolkit_column(
    key: str, heading: str, kind: Kind, text: str, width: float, formula: str = ""
) -> Column:
    """A grey column that the toolkit fills."""
    return Column(key, heading, kind, text, width=width, owner=Owner.TOOLKIT, formula=formula)


def folded(
    key: str, heading: str, kind: Kind, text: str, example: str, width: float, **more: object
) -> Column:
    """A column that is there when wanted and folded away until then."""
    return Column(key, heading, kind, text, example, width, folded=True, **more)  # type: ignore[arg-type]


def this_row(heading: str) -> str:
    """A cell of the same row, as a table's formula names it in the file."""
    return f"Plan[[#This Row],[{heading}]]"


_CLOSED = ",".join(f'{this_row("Status")}="{word}"' for word in choices.CLOSED_STATUSES)
_DUE, _REVISED = this_row("Due"), this_row("Revised due")
DAYS_OVERDUE = (
    f'=IF(OR({_CLOSED}),"",IF(N({_REVISED})>0,'
    f'IF(AsAt>{_REVISED},AsAt-{_REVISED},""),'
    f'IF(AND(N({_DUE})>0,AsAt>{_DUE}),AsAt-{_DUE},"")))'
)

PLAN_TABLE = Table(
    "Plan",
    (
        identity("A"),
        Column(
            "ref",
            "Ref",
            Kind.TEXT,
            "The action's reference as people say it. Minutes cite it, so it stays "
            "once the plan is approved.",
            "1.2",
            8,
            also=("Reference", "No", "Action ref", "Action no"),
        ),
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
            "action",
            "Action",
            Kind.TEXT,
            "What will be done.",
            "Train every front-door worker in the neglect toolkit",
            38,
            also=("Actions", "What we will do"),
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
            "lead",
            "Lead",
            Kind.REFERENCE,
            "The post or group that answers for the action.",
            "Head of Safeguarding",
            22,
            refers_to="Leads.name",
            open_list=True,
            also=("Lead person", "Lead officer", "Responsible", "Owner", "Lead (post)"),
        ),
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
            "Who hears of progress.",
            "Executive group",
            18,
            refers_to="Leads.name",
            open_list=True,
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
            "timescale",
            "Timescale",
            Kind.TEXT,
            "The timescale in words, if the plan prints words; otherwise leave it empty.",
            "Quarterly",
            18,
            also=("By when", "Timescales"),
        ),
        Column(
            "due",
            "Due",
            Kind.DATE,
            "The date it is due. It stays once the plan is approved: a change goes in "
            "the next column.",
            "30/09/2026",
            12,
            also=("Due date", "Completion date", "Deadline", "Target date", "Due (original)"),
        ),
        Column(
            "revised_due", "Revised due", Kind.DATE, "The new date, if one has been agreed.", "", 12
        ),
        Column(
            "revision",
            "Reason, agreed by",
            Kind.TEXT,
            "Why the date moved, and who agreed it.",
            "Trainer unavailable; agreed by the Executive, 4 June",
            24,
        ),
        Column(
            "status",
            "Status",
            Kind.CHOICE,
            "Where the work stands.",
            "In progress",
            14,
            required=True,
            choices=choices.ACTION_STATUSES,
            also=("Progress status",),
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
        Column(
            "progress",
            "Progress this period",
            Kind.TEXT,
            "What has happened since the last report.",
            "14 of 20 workers trained.",
            36,
            also=("Progress", "Update"),
        ),
        Column(
            "corrective_action",
            "Corrective action",
            Kind.TEXT,
            "If it is late: what will put it right.",
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
        rating("process_agreed", "Process agreed", "How the board rates the work."),
        rating("impact_agreed", "Impact agreed", "How the board rates the difference made."),
        Column(
            "updated_by",
            "Updated by",
            Kind.TEXT,
            "The post that gave this update.",
            "Head of Safeguarding",
            18,
        ),
        Column(
            "updated_on", "Updated on", Kind.DATE, "When the update was given.", "28/09/2026", 12
        ),
        toolkit_column(
            "next_due", "Next due", Kind.DATE, "The date that counts now, for open actions.", 12
        ),
        toolkit_column(
            "days_overdue",
            "Days overdue",
            Kind.COUNT,
            "Days between the date that counts and the as-at date, for open actions.",
            10,
            DAYS_OVERDUE,
        ),
        toolkit_column(
            "proposed_rating",
            "Proposed rating",
            Kind.TEXT,
            "What dates, status and updates say. People agree the rating.",
            11,
        ),
        toolkit_column("why", "Why", Kind.TEXT, "The reason for the proposal.", 34),
        toolkit_column(
            "last_rating",
            "Last rating",
            Kind.TEXT,
            "The rating when the last period was closed.",
            11,
        ),
        toolkit_column(
            "findings", "Findings", Kind.TEXT, "The codes of the findings on this row.", 14
        ),
        folded(
            "method",
            "Method",
            Kind.LINES,
            "How it will be done, one a line.",
            "",
            30,
            also=("How this will be achieved",),
        ),
        folded("resources", "Resources", Kind.TEXT, "Money, time or help in kind.", "", 22),
        folded(
            "impact_expected",
            "Impact expected",
            Kind.LINES,
            "What should change, one a line.",
            "",
            30,
        ),
        folded(
            "how_we_will_know",
            "How we will know",
            Kind.LINES,
            "What will show it, one a line and in the same order.",
            "",
            30,
        ),
        folded(
            "verified_by",
            "Verified by",
            Kind.TEXT,
            "Who or what confirms that it is done.",
            "Quality assurance group",
            22,
        ),
        folded(
            "indicator",
            "Indicator",
            Kind.REFERENCE,
            "The code of the scorecard indicator it should move.",
            "",
            11,
            refers_to="Indicators.code",
        ),
        folded(
            "update_frequency",
            "Update frequency",
            Kind.CHOICE,
            "How often an update is asked for.",
            "",
            14,
            choices=choices.UPDATE_FREQUENCIES,
        ),
        folded(
            "carried_from",
            "Carried from",
            Kind.TEXT,
            "The action of last year's plan that this one continues.",
            "",
            14,
        ),
        folded(
            "print",
            "Print",
            Kind.CHOICE,
            "No keeps the row out of papers.",
            "",
            9,
            choices=choices.YES_NO,
        ),
    ),
    id_prefix="A",
    spare_rows=30,
)

PLAN = Sheet(
    name="Plan",
    title="Plan",
    purpose="One action a row. White columns are yours; the toolkit fills the grey ones.",
    tables=(PLAN_TABLE,),
    freeze_after="action",
    tab_colour="blue",
)

UPDATES_TABLE = Table(
    "Updates",
    (
        Column(
            "action",
            "Action",
            Kind.REFERENCE,
            "The ID of the action.",
            "A-0001",
            12,
            required=True,
            refers_to="Plan.id",
        ),
        Column("period", "Period", Kind.PERIOD, "The period it reports on.", "2026/27 Q2", 14),
        rating("process", "Process", "The rating of the work given with this update."),
        rating("impact", "Impact", "The rating of the difference given with this update."),
        Column("progress", "Progress", Kind.TEXT, "What happened.", "", 50),
        Column(
            "evidence_kind",
            "Evidence kind",
            Kind.CHOICE,
            "What sort of evidence it is.",
            "Audit",
            18,
            choices=choices.EVIDENCE_KINDS,
        ),
        Column("evidence", "Evidence", Kind.TEXT, "What shows it.", "", 36),
        Column(
            "corrective_action",
            "Corrective action",
            Kind.TEXT,
            "If it is late: what will put it right.",
            "",
            36,
        ),
        Column("new_date", "New date", Kind.DATE, "If it is late: the date now agreed.", "", 12),
        Column("updated_by", "Updated by", Kind.TEXT, "The post that gave the update.", "", 22),
        Column(
            "updated_on",
            "Updated on",
            Kind.DATE,
            "When it was given.",
            "30/09/2026",
            12,
            required=True,
        ),
    ),
    spare_rows=30,
)

UPDATES = Sheet(
    name="Updates",
    title="Updates",
    purpose="Every update as it was given, one a row. The latest stands on the Plan sheet.",
    tables=(UPDATES_TABLE,),
    freeze_after="action",
    required=False,
)
