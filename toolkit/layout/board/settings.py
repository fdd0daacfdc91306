"""Home, Settings, Lists, Narrative and Findings: what a board is and what its papers say."""

from toolkit.layout.schema import Column, Count, Kind, Owner, Setting, Sheet, Table
from toolkit.values import choices, terms

HOME = Sheet(
    name="Home",
    title="Home",
    purpose="Where the year stands. Each figure leads to the rows behind it.",
    tab_colour="yellow",
    required=False,
    counts=(
        Count(
            "errors",
            "Errors to mend",
            '=COUNTIF(Findings[Severity],"Error")',
            "Findings",
            "Errors keep the mark DRAFT on every document until they are mended.",
            "Red",
        ),
        Count(
            "warnings",
            "Warnings to look at",
            '=COUNTIF(Findings[Severity],"Warning")',
            "Findings",
            "Warnings ask for a decision; they do not hold a document back.",
        ),
        Count(
            "overdue",
            "Actions overdue",
            '=COUNTIF(Plan[Days overdue],">0")',
            "Plan",
            "Open actions whose due date, or revised due date, is behind the as-at date.",
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
            '=COUNTIFS(Plan[Status],"In progress",Plan[Updated on],"")'
            '+COUNTIFS(Plan[Status],"In progress",Plan[Updated on],"<"&AsAt-92)',
            "Plan",
            "Actions in progress with no update in the 92 days before the as-at date.",
            "Amber",
        ),
        Count(
            "indicators_red",
            "Indicators rated Red",
            '=COUNTIF(Scorecard[RAG],"Red")',
            "Scorecard",
            "Indicators whose latest figure misses its target by more than the tolerance.",
            "Red",
        ),
    ),
)

HOW_TO_PRESS = "Press 1, 2, 3 from left to right. Saving stays with you."
"""What Home says over its buttons."""

HOW_TO_MORE = "More"
"""What stands over the buttons below those."""

HOW_TO_COMMAND = (
    "Save and close, then run: toolkit check (says what is wrong), toolkit update (fills the "
    "grey columns), toolkit build (writes the papers)."
)
"""What Home says in a workbook without buttons."""

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
            "Printed in page headers. Left empty, the full name is used.",
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
            "Left empty, it follows from the period: 1 April of its first year.",
            group="The plan",
        ),
        Setting(
            "period_end",
            "Period ends",
            Kind.DATE,
            "Left empty, it follows from the period: 31 March after its last year.",
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
            "Where the plan stands with the board.",
            default="Draft",
            choices=choices.PLAN_STATUSES,
            group="The plan",
        ),
        Setting(
            "plan_date",
            "Plan date",
            Kind.DATE,
            "The date of the document. A due date before it is a finding.",
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
            "impact: evidence, outcomes and both ratings. Left empty, the first.",
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
            "Ratings and overdue days are worked out as at this date. Left empty, today.",
            group="Reporting",
        ),
        Setting("next_meeting", "Next meeting", Kind.DATE, "Shown on Home.", group="Reporting"),
        Setting(
            "marking",
            "Protective marking",
            Kind.TEXT,
            "Printed at the head of every page, for example OFFICIAL. May be empty.",
            group="Reporting",
        ),
        Setting(
            "small_numbers",
            "Small numbers",
            Kind.CHOICE,
            "Counts that are not published, with whatever would give them away.",
            default=choices.SMALL_NUMBERS[0],
            choices=choices.SMALL_NUMBERS,
            group="Reporting",
        ),
        Setting(
            "rounding",
            "Published counts",
            Kind.CHOICE,
            "How counts are rounded in what is published.",
            default=choices.ROUNDINGS[0],
            choices=choices.ROUNDINGS,
            group="Reporting",
        ),
        Setting(
            "board_colour",
            "Board colour",
            Kind.TEXT,
            "The colour of covers, headings and tables in papers, as in #1D70B8. Left empty, "
            "the toolkit's own.",
            group="Reporting",
        ),
        Setting(
            "logo",
            "Logo",
            Kind.TEXT,
            "The name of a PNG or JPEG picture that lies in the same folder as this workbook, "
            "as in logo.png. Printed on covers if given.",
            group="Reporting",
        ),
        Setting(
            "logo_description",
            "Logo description",
            Kind.TEXT,
            "What the logo shows, for those who have papers read out to them. "
            "Needed where a logo is named.",
            group="Reporting",
        ),
    ),
)

LEADS = Table(
    "Leads",
    (
        Column(
            "name",
            "Lead",
            Kind.TEXT,
            "A post or group that leads actions. Use posts rather than people's names: "
            "the plan outlives them.",
            "Head of Safeguarding",
            30,
        ),
        Column(
            "kind",
            "Kind",
            Kind.CHOICE,
            "What sort of lead this is.",
            "Post",
            10,
            choices=choices.LEAD_KINDS,
        ),
        Column(
            "reports_to",
            "Reports to",
            Kind.TEXT,
            "The group that receives this lead's reports.",
            "Executive group",
            26,
        ),
        Column(
            "also_known_as",
            "Also known as",
            Kind.LINES,
            "Other names in use for the same lead, one a line.",
            "HoS",
            22,
        ),
    ),
    title="Leads",
    spare_rows=40,
)

RATINGS = Table(
    "Ratings",
    (
        Column(
            "rating",
            "Rating",
            Kind.TEXT,
            "The colour's name. It stays as it is: formulas and colours follow it.",
            "Amber",
            10,
            required=True,
        ),
        Column(
            "label",
            "Printed as",
            Kind.TEXT,
            "The words printed in papers beside or in place of the colour.",
            "Recovering",
            18,
            required=True,
        ),
        Column(
            "process",
            "Process means",
            Kind.TEXT,
            "What this rating says about the work. Printed in the key.",
            "Behind, with an agreed date to catch up.",
            40,
        ),
        Column(
            "impact",
            "Impact means",
            Kind.TEXT,
            "What this rating says about the difference made. Printed in the key.",
            "Can be measured but does not show yet.",
            40,
        ),
    ),
    title="Ratings",
    fixed_rows=(
        {
            "rating": "Red",
            "label": "Red: off track",
            "process": "Late, or will be, and no agreed plan and date to put it right.",
            "impact": "A difference should show by now and does not.",
        },
        {
            "rating": "Amber",
            "label": "Amber: recovering",
            "process": "Late, with a corrective action and a new date agreed.",
            "impact": "A difference can be measured but does not show yet.",
        },
        {
            "rating": "Green",
            "label": "Green: on track",
            "process": "Under way and expected to finish by its date.",
            "impact": "A difference shows, and named evidence says so.",
        },
        {
            "rating": "Blue",
            "label": "Blue: complete",
            "process": "Finished, with the date of completion recorded.",
            "impact": "The difference sought has been made and is holding.",
        },
        {
            "rating": "Grey",
            "label": "Grey: not due to start",
            "process": "Not started, and its start date has not come.",
            "impact": "Too early for any difference to show.",
        },
    ),
    spare_rows=0,
)

AREAS = Table(
    "Areas",
    (
        Column("name", "Area", Kind.TEXT, "An area that figures are given for.", "England", 26),
        Column(
            "kind",
            "Area kind",
            Kind.CHOICE,
            "Whose area it is: the scorecard shows ours beside England's and neighbours'.",
            "England",
            16,
            choices=choices.AREA_KINDS,
        ),
    ),
    title="Areas",
    spare_rows=10,
)

EVIDENCE_CODES = Table(
    "EvidenceCodes",
    (
        Column(
            "kind",
            "Evidence",
            Kind.TEXT,
            "A kind of evidence. It stays as it is: drop-downs follow it.",
            "Audit",
            18,
            required=True,
        ),
        Column(
            "meaning",
            "Evidence means",
            Kind.TEXT,
            "What counts as this kind of evidence. Printed in the plan's key.",
            "Cases or practice looked at against a standard.",
            44,
        ),
    ),
    title="Evidence",
    fixed_rows=(
        {"kind": "Indicator", "meaning": "A figure on the scorecard."},
        {"kind": "Audit", "meaning": "Cases or practice looked at against a standard."},
        {"kind": "Assurance report", "meaning": "A written account from the agency or lead."},
        {"kind": "Inspection", "meaning": "What an inspectorate found."},
        {"kind": "Voice", "meaning": "What children, families and staff say."},
        {"kind": "Other", "meaning": "Anything else, described in the evidence column."},
    ),
    spare_rows=0,
)

ABBREVIATIONS = Table(
    "Abbreviations",
    (
        Column(
            "short", "Abbreviation", Kind.TEXT, "The short form as the plan uses it.", "MASH", 16
        ),
        Column(
            "long",
            "Meaning",
            Kind.TEXT,
            "What it stands for. Printed in the plan.",
            "Multi-agency safeguarding hub",
            36,
        ),
    ),
    title="Abbreviations",
    spare_rows=20,
)

WORDS = Table(
    "Words",
    (
        Column(
            "term",
            "Word for",
            Kind.TEXT,
            "Where the word is used. It stays as it is.",
            "Objective",
            20,
        ),
        Column(
            "word",
            "Our word",
            Kind.TEXT,
            "What this board's papers say instead. Left empty, the usual word is printed.",
            "What do we want to achieve?",
            36,
        ),
    ),
    title="Words",
    fixed_rows=tuple({"term": label, "word": ""} for label in terms.LABELS.values()),
    spare_rows=0,
)

LISTS = Sheet(
    name="Lists",
    title="Lists",
    purpose="The words that drop-down lists on other sheets offer. Add to the ends of the "
    "lists; other columns follow at once.",
    tables=(LEADS, RATINGS, AREAS, EVIDENCE_CODES, ABBREVIATIONS, WORDS),
)

NARRATIVE_TABLE = Table(
    "Narrative",
    (
        Column(
            "place",
            "Where it goes",
            Kind.CHOICE,
            "Which part of which paper it opens.",
            "Plan introduction",
            22,
            required=True,
            choices=("Plan introduction", "Plan closing"),
        ),
        Column(
            "style",
            "Style",
            Kind.CHOICE,
            "Heading, Paragraph or Bullet. Left empty, a paragraph.",
            "Paragraph",
            14,
            choices=choices.BLOCK_KINDS,
        ),
        Column(
            "text",
            "Text",
            Kind.TEXT,
            "The words, printed in the order of these rows. In a paragraph, each line is a "
            "paragraph of its own; begin a line with - for a bullet or # for a sub-heading, "
            "and put **two stars** around strong words.",
            "This plan sets out what we will do together this year.",
            100,
            required=True,
        ),
    ),
    spare_rows=20,
)

NARRATIVE = Sheet(
    name="Narrative",
    title="Narrative",
    purpose="The running text of the papers: introduction, duties, closing words.",
    tables=(NARRATIVE_TABLE,),
    required=False,
)

FINDINGS_TABLE = Table(
    "Findings",
    tuple(
        Column(key, heading, kind, text, owner=Owner.TOOLKIT, width=width)
        for key, heading, kind, text, width in (
            (
                "severity",
                "Severity",
                Kind.CHOICE,
                "Error: must be mended. Warning: decide. Note: worth knowing.",
                10,
            ),
            ("sheet", "Sheet", Kind.TEXT, "Where it is.", 13),
            ("cell", "Cell", Kind.TEXT, "The cell. Click to go there.", 9),
            ("code", "Rule", Kind.TEXT, "The rule's code, explained in docs/rules.", 12),
            ("message", "What is wrong", Kind.TEXT, "In one sentence.", 70),
            ("how_to_fix", "How to mend it", Kind.TEXT, "In one sentence.", 60),
        )
    ),
    spare_rows=1,
)

FINDINGS = Sheet(
    name="Findings",
    title="Findings",
    purpose="What the toolkit found when it last looked, worst first. "
    "It is written anew each time; mend the cell named, not this list.",
    tables=(FINDINGS_TABLE,),
    tab_colour="grey",
    required=False,
)

HISTORY_TABLE = Table(
    "History",
    tuple(
        Column(key, heading, kind, text, owner=Owner.TOOLKIT, kept=True, width=width, choices=words)
        for key, heading, kind, text, width, words in (
            ("period", "Period closed", Kind.TEXT, "The name given when it was closed.", 18, ()),
            ("closed_on", "Closed on", Kind.DATE, "The as-at date of that closing.", 12, ()),
            (
                "kind",
                "What",
                Kind.CHOICE,
                "A due date, a rating, a value or a document as it was reported.",
                12,
                choices.HISTORY_KINDS,
            ),
            ("record", "ID", Kind.TEXT, "The identity of the action or indicator.", 10, ()),
            ("name", "Ref or code", Kind.TEXT, "What papers called it then.", 14, ()),
            ("area", "Area", Kind.TEXT, "The area, for a value.", 20, ()),
            ("data_period", "Data period", Kind.TEXT, "The period, for a value.", 16, ()),
            (
                "reported",
                "As reported",
                Kind.TEXT,
                "The date, rating, figure or file name.",
                40,
                (),
            ),
            ("documents", "In", Kind.LINES, "The papers it was reported in, one a line.", 50, ()),
        )
    ),
    spare_rows=1,
)

HISTORY = Sheet(
    name="History",
    title="History",
    purpose="What was reported each time a period was closed. It is never changed afterwards.",
    tables=(HISTORY_TABLE,),
    tab_colour="grey",
    required=False,
)

UNPLACED_TABLE = Table(
    "Unplaced",
    tuple(
        Column(key, heading, kind, text, owner=Owner.TOOLKIT, kept=True, width=width)
        for key, heading, kind, text, width in (
            ("text", "Words", Kind.TEXT, "The words as they stood in the old paper.", 90),
            ("origin", "Where they stood", Kind.TEXT, "The file, and the place in it.", 60),
        )
    ),
    spare_rows=1,
)

UNPLACED = Sheet(
    name="Unplaced",
    title="Unplaced",
    purpose="Words of imported papers that found no column of their own. "
    "Move what you need; clear the rest.",
    tables=(UNPLACED_TABLE,),
    tab_colour="grey",
    required=False,
)
