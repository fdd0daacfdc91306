"""What the template of a business plan can print: every word and figure already formatted.

A public contract with the templates that boards edit in Word; FIELDS_VERSION grows when a field
is renamed or removed. `toolkit.papers.business_plan.assemble` fills it.
"""

from toolkit.papers.context import Context, printed
from toolkit.papers.shared_context import BoardNames, Words
from toolkit.word.values.blocks import Blocks
from toolkit.word.values.figure import Count, Figure

FIELDS_VERSION = 1

_COLOUR = "the colour's name, or nothing: a template chooses its style by it"
_REF = "A priority's reference"
_HEADING = "Reference and title in one"
_SUB_POINT = "A group or topic it covers"
_INDICATOR_TITLE = "What that indicator is called"


class PlanBoard(BoardNames):
    """The board, and who speaks for it."""

    chair: str = printed("The chair or lead partner", "Independent Scrutineer")
    contact: str = printed("Who answers questions", "Business unit, unit@ourshire.example")


class Document(Context):
    """The plan as a document."""

    title: str = printed("The plan's title", "Business plan")
    period: str = printed("The year or years of the plan", "2026/27")
    version: str = printed("The plan's version", "1.0")
    status: str = printed("Draft, For approval or Approved", "Approved")
    date: str = printed("The date of the plan", "1 April 2026")
    approved_on: str = printed("When the board approved it", "21 April 2026")
    as_at: str = printed("The day that ratings and dates are as at", "9 October 2026")
    marking: str = printed("The protective marking", "OFFICIAL")
    edition: str = printed("Version, status and date in one", "Version 1.0, Approved")
    open_errors: int = printed("How many errors are open in the workbook", "3")
    draft_notice: str = printed(
        "A notice while errors are open, else nothing", "DRAFT: 3 open errors"
    )


class Theme(Context):
    """A theme of the plan."""

    ref: str = printed("A theme's reference", "A")
    title: str = printed("The theme", "Children and families")


class Introduction(Context):
    """A piece of running text before the plan."""

    style: str = printed("Heading, Paragraph or Bullet", "Paragraph")
    text: Blocks | str = printed(
        "Running text before the plan; {{p }} prints its paragraphs",
        "This plan sets out what we will do together this year.",
    )


class Closing(Context):
    """A piece of running text after the plan."""

    style: str = printed("Heading, Paragraph or Bullet", "Heading")
    text: Blocks | str = printed(
        "Running text after the plan; {{p }} prints its paragraphs", "How we work"
    )


class OverviewEntry(Context):
    """A priority in the list at the front."""

    ref: str = printed(_REF, "1")
    title: str = printed("The priority as the list at the front words it", "Neglect")
    heading: str = printed(_HEADING, "Priority 1: Neglect")
    sub_points: list[str] = printed(_SUB_POINT, "Children under one")


class SummaryRating(Context):
    """A rating that the summary counts."""

    colour: str = printed(f"A rating that is counted: {_COLOUR}", "Amber")
    name: str = printed("The rating's name", "Amber")


class SummaryRow(Context):
    """How the actions of one priority are rated."""

    ref: str = printed(_REF, "1")
    title: str = printed("The priority", "Neglect")
    heading: str = printed(_HEADING, "Priority 1: Neglect")
    counts: list[Count] = printed("Its actions of one rating, in the order of the ratings", "2")
    not_rated: Count = printed("Its actions without an agreed rating", "1")
    total: Count = printed("All its actions", "8")


class SummaryTotals(Context):
    """How all actions are rated."""

    counts: list[Count] = printed("All actions of one rating", "5")
    not_rated: Count = printed("All actions without an agreed rating", "3")
    total: Count = printed("All actions", "30")


class Summary(Context):
    """How far the plan has got."""

    sentences: list[Figure] = printed(
        "A sentence on progress",
        "30 actions: 7 are complete, 3 overdue, 4 due in the next 30 days.",
    )
    ratings: list[SummaryRating]
    rows: list[SummaryRow]
    totals: SummaryTotals


class KeyEntry(Context):
    """What a rating means."""

    colour: str = printed(f"A rating of the board's scheme: {_COLOUR}", "Green")
    label: str = printed("The words it is printed as", "Green: on track")
    process: str = printed("What it says of the work", "Expected to finish by its date.")
    impact: str = printed("What it says of the difference made", "A difference shows.")


class EvidenceCode(Context):
    """A kind of evidence."""

    kind: str = printed("A kind of evidence", "Audit")
    meaning: str = printed("What counts as it", "Cases looked at against a standard.")


class Abbreviation(Context):
    """An abbreviation."""

    short: str = printed("An abbreviation", "MASH")
    long: str = printed("What it means", "Multi-agency safeguarding hub")


class Evidence(Context):
    """A fact that shows why a priority is one."""

    text: str = printed(
        "A fact that shows why it is a priority", "Three of five case audits found drift."
    )
    figure: Figure | str = printed(
        "The number in the fact; c where a published paper hides it", "3"
    )
    source: str = printed("Where the fact comes from", "Neglect audit")
    date: Figure = printed("The date the figure belongs to", "31 March 2026")
    attribution: str = printed("Source and date in brackets", "(Neglect audit, 31 March 2026)")


class Outcome(Context):
    """What will be different."""

    ref: str = printed("An outcome's number", "1.1")
    text: str = printed("What will be different", "Neglect is named early.")
    progress: list[str] = printed("What has happened so far", "New form in use.")
    progress_on: Figure = printed("When that was written", "30 September 2026")
    progress_note: str = printed("The same in brackets", "(progress at 30 September 2026)")


class Measure(Context):
    """How the board will know."""

    text: str = printed("How the board will know", "Fewer second plans")
    indicator: str = printed("The code of the indicator that shows it", "CP06")
    indicator_title: str = printed(_INDICATOR_TITLE, "Second or later plans")
    evidence_kind: str = printed("What sort of evidence it is", "Indicator")
    shown_by: str = printed(
        "Kind and indicator in brackets", "(Indicator: CP06 Second or later plans)"
    )


class Impact(Context):
    """What should change through an action."""

    expected: str = printed("What should change", "Neglect is named")
    known_by: str = printed("What will show it", "Audit of 20 files")
    known_note: str = printed("The same in brackets", "(Audit of 20 files)")


class Action(Context):
    """An action."""

    id: str = printed("The identity the toolkit gave it", "A-0001")
    ref: str = printed("Its reference as people say it", "1.2")
    full_ref: str = printed("Theme, priority and action in one reference", "A.1.2")
    objectives: list[str] = printed(
        "What it should achieve", "Practitioners recognise neglect early"
    )
    action: str = printed("What will be done", "Train the front door")
    tasks: list[str] = printed("A step of it", "Book the trainer")
    method: list[str] = printed("How it will be done", "Two half-days a team")
    resources: str = printed("Money, time or help in kind", "£2,400")
    impacts: list[Impact]
    indicator: str = printed("The code of the indicator it should move", "CP06")
    indicator_title: str = printed(_INDICATOR_TITLE, "Second or later plans")
    lead: str = printed(
        "The post or group that answers for it; No lead named where there is none",
        "Head of Safeguarding",
    )
    other_leads: list[str] = printed("Another who shares the work", "Head of Law")
    sub_group: str = printed("The group that holds the detail", "Neglect group")
    report_to: str = printed("Who hears of progress", "Executive group")
    verified_by: str = printed("Who confirms that it is done", "Quality group")
    start: Figure = printed("When it is due to start", "1 April 2026")
    due: Figure = printed("Its timescale in the plan's words, else its date", "30 September 2026")
    due_notes: list[Figure] = printed(
        "A date behind the words, or the date now agreed", "Now due 18 December 2026"
    )
    revision: str = printed("Why the date moved, and who agreed", "Trainer away")
    ending: str = printed("Why it ended without being done, and who agreed", "Merged with 2.4")
    status: str = printed("How far the work is", "In progress")
    completed_on: Figure = printed("When it was finished", "24 June 2026")
    standing: Figure = printed("Status and date of completion in one", "Complete, 24 June 2026")
    is_overdue: bool = printed("Whether it is late; for an if", "False")
    update_frequency: str = printed("How often an update is asked for", "Quarterly")
    carried_from: str = printed("The action of last year that it continues", "2.4 of 2025/26")
    progress: str = printed("What has happened", "14 of 20 workers trained.")
    corrective_action: str = printed("What will put it right", "A second trainer")
    evidence: str = printed("What shows a difference", "Audit of 12 cases, July")
    rating: str = printed(f"The rating agreed, else suggested: {_COLOUR}", "Green")
    rating_label: Figure = printed("The words printed for it", "Green: on track")
    rating_note: str = printed("Said of a rating nobody has agreed yet", "(suggested)")
    impact: str = printed(f"The impact agreed: {_COLOUR}", "Amber")
    impact_label: Figure = printed("The impact's name", "Amber")
    impact_words: Figure = printed("The same; where there is none, why", "Not rated")


class Priority(Context):
    """A priority."""

    ref: str = printed(_REF, "1")
    title: str = printed("The priority", "Neglect is seen early and acted on")
    heading: str = printed(_HEADING, "Priority 1: Neglect")
    theme: str = printed("The theme it belongs to", "Children and families")
    part: str = printed("The part of the plan it belongs to", "Theme A: Children")
    part_heading: str = printed(
        "The same where a new part begins, else nothing", "Theme A: Children"
    )
    starts_page: bool = printed(
        "Whether it is long enough for a page of its own; for an if", "True"
    )
    sub_points: list[str] = printed(_SUB_POINT, "Children under one")
    evidence: list[Evidence]
    outcomes: list[Outcome]
    measures: list[Measure]
    actions: list[Action]


class BusinessPlan(Context):
    """All that a business plan can print."""

    board: PlanBoard
    document: Document
    words: Words
    themes: list[Theme]
    introduction: list[Introduction]
    closing: list[Closing]
    overview: list[OverviewEntry]
    summary: Summary
    key: list[KeyEntry]
    evidence_codes: list[EvidenceCode]
    abbreviations: list[Abbreviation]
    has_objectives: bool = printed("Whether any action has an objective; for an if", "True")
    has_refs: bool = printed("Whether any action has a reference; for an if", "True")
    has_impacts: bool = printed(
        "Whether any action says what should change or names an indicator; for an if", "True"
    )
    has_progress: bool = printed(
        "Whether any action has progress, evidence, a corrective action or the reason of a moved "
        "date; for an if",
        "True",
    )
    priorities: list[Priority]
