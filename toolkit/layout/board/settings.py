"""The sheet Settings: what the board is called, which year it is, how papers look."""

from toolkit.board.settings import Settings
from toolkit.layout.schema import Kind, Owner, Setting, Sheet
from toolkit.values import choices

SETTINGS = Sheet(
    name="Settings",
    title="Settings",
    purpose="What the board is called, which year this is and how its papers look. "
    "Type in the middle column.",
    settings=(
        Setting(
            "board_name",
            "Board name",
            Kind.TEXT,
            "Printed in full on every paper.",
            required=True,
            group="The board",
        ),
        Setting(
            "board_short_name",
            "Short name",
            Kind.TEXT,
            "Printed in page headers. If left empty, the full name is used.",
            group="The board",
        ),
        Setting(
            "word_set",
            "Words for",
            Kind.CHOICE,
            "Which family of words the papers use. Single words can be changed under "
            "Words on the Lists sheet.",
            default="Partnership",
            choices=choices.WORD_SETS,
            group="The board",
        ),
        Setting(
            "chair",
            "Chair or lead partner",
            Kind.TEXT,
            "Printed on the cover if given.",
            group="The board",
        ),
        Setting(
            "contact",
            "Contact",
            Kind.TEXT,
            "Who answers questions about the plan; printed on the cover if given.",
            group="The board",
        ),
        Setting(
            "period",
            "Period",
            Kind.TEXT,
            "The year or years of the plan, for example 2026/27 or 2026-2028.",
            required=True,
            group="The plan",
        ),
        Setting(
            "period_start",
            "Period starts",
            Kind.DATE,
            "If left empty, worked out from the period: 1 April of its first year.",
            group="The plan",
        ),
        Setting(
            "period_end",
            "Period ends",
            Kind.DATE,
            "If left empty, worked out from the period: 31 March after its last year.",
            group="The plan",
        ),
        Setting(
            "plan_title",
            "Plan title",
            Kind.TEXT,
            "Printed on the cover.",
            default="Business plan",
            required=True,
            group="The plan",
        ),
        Setting(
            "plan_version",
            "Plan version",
            Kind.TEXT,
            "Printed on the cover if given.",
            group="The plan",
        ),
        Setting(
            "plan_status",
            "Plan status",
            Kind.CHOICE,
            "How far the board has got with the plan.",
            default="Draft",
            choices=choices.PLAN_STATUSES,
            group="The plan",
        ),
        Setting(
            "plan_date",
            "Plan date",
            Kind.DATE,
            "The date of the document. A due date before it is reported.",
            group="The plan",
        ),
        Setting(
            "approved_on",
            "Approved on",
            Kind.DATE,
            "When the board approved the plan; printed on the cover if given.",
            group="The plan",
        ),
        Setting(
            "plan_layout",
            "Plan layout",
            Kind.CHOICE,
            "How the plan's tables are printed. Objectives and tasks: one table for each "
            "priority. Themes and references: references of three parts, and how each action is "
            "achieved. Outcomes and methods: timescale and resources together. Process and "
            "impact: evidence, outcomes and both ratings. If left empty, the first.",
            default=choices.OBJECTIVES_AND_TASKS,
            choices=choices.PLAN_LAYOUTS,
            group="The plan",
        ),
        Setting(
            "rating_scheme",
            "Rating scheme",
            Kind.CHOICE,
            "Five colours: Red, Amber, Green, Blue, Grey. BRAG: without Grey. "
            "Three colours: Red, Amber, Green.",
            default=choices.FIVE_COLOURS,
            choices=choices.RATING_SCHEMES,
            group="Reporting",
        ),
        Setting(
            "as_at",
            "As-at date",
            Kind.DATE,
            "Ratings and overdue days are worked out as at this date. If left empty, today.",
            group="Reporting",
        ),
        Setting(
            "figures_due_weeks",
            "Figures due after",
            Kind.COUNT,
            "How many weeks after the end of a period its figures are due. A figure that is not "
            "there by then is late, and an older one has no colour. If left empty, 6.",
            default="6",
            group="Reporting",
            since=4,
        ),
        Setting("next_meeting", "Next meeting", Kind.DATE, "Shown on Home.", group="Reporting"),
        Setting(
            "marking",
            "Protective marking",
            Kind.TEXT,
            "Printed at the head of every page, for example OFFICIAL. Can be left empty.",
            group="Reporting",
        ),
        Setting(
            "small_numbers",
            "Small numbers",
            Kind.CHOICE,
            "Counts that are not published, along with any figure that would give them away.",
            default=choices.SMALL_NUMBERS[0],
            choices=choices.SMALL_NUMBERS,
            group="Reporting",
        ),
        Setting(
            "rounding",
            "Published counts",
            Kind.CHOICE,
            "How counts are rounded in published papers.",
            default=choices.ROUNDINGS[0],
            choices=choices.ROUNDINGS,
            group="Reporting",
        ),
        Setting(
            "board_colour",
            "Board colour",
            Kind.TEXT,
            "The colour of covers, headings and tables in papers, as in #1D70B8. If left "
            "empty, the toolkit's own.",
            group="Reporting",
        ),
        Setting(
            "logo",
            "Logo",
            Kind.TEXT,
            "The name of a PNG or JPEG picture in the same folder as this workbook, "
            "as in logo.png. Printed on covers if given.",
            group="Reporting",
        ),
        Setting(
            "logo_description",
            "Logo description",
            Kind.TEXT,
            "What the logo shows, for people who have papers read out to them. "
            "Needed if a logo is named.",
            group="Reporting",
        ),
        Setting(
            "as_at_read",
            "As at, last update",
            Kind.DATE,
            "The day that the last update worked as at, unless that was today. Home counts as at "
            "this day until the as-at date is changed.",
            group="Filled by the toolkit",
            owner=Owner.TOOLKIT,
            since=4,
        ),
        Setting(
            "as_at_typed",
            "As-at date then",
            Kind.TEXT,
            "What the as-at date was at that update, as Excel keeps it.",
            group="Filled by the toolkit",
            owner=Owner.TOOLKIT,
            since=4,
        ),
    ),
    settings_record=Settings,
)
