"""What the template of the paper on changes can print: every word and figure already formatted.

A public contract with templates, as for the business plan. `toolkit.papers.plan_changes.assemble`
fills it. A kind of change without rows has an empty list.
"""

from typing import Generic, TypeVar

from toolkit.papers.context import Context, part, printed
from toolkit.papers.shared_context import BoardNames, Words
from toolkit.word.values.figure import Count, Figure

_COLOUR = "A rating's colour, or nothing: a template chooses its style by it"
_IN_EARLIER = " in the earlier plan"
_IN_LATER = " in the later plan"

Row = TypeVar("Row", bound=Context)


class Document(Context):
    """The paper as a document."""

    title: str = printed("The paper's title", "What has changed in the plan")
    before: str = printed("What the earlier plan is called", "Business plan 2025/26")
    now: str = printed("What the later plan is called", "Business plan 2026/27")
    as_at: str = printed("The day that ratings and dates are as at", "9 October 2026")
    marking: str = printed("The protective marking", "OFFICIAL")
    open_errors: int = printed("How many errors are open in the two workbooks", "3")
    draft_notice: str = printed(
        "A notice while errors are open, else nothing", "DRAFT: 3 open errors"
    )


class Kind(Context, Generic[Row]):
    """One kind of change."""

    count: Count = printed("How many: {of}", "3")
    rows: list[Row] = part("")


class Named(Context):
    """An action by its reference and first words."""

    ref: str = printed("The action's reference{of}", "1.2")
    words: str = printed("Its first words{of}", "Train the front door")


class Present(Named):
    """An action as it is in one of the plans."""

    priority: str = printed("The reference of its priority", "1")
    lead: str = printed(
        "Who answers for it; No lead named where there is none", "Head of Safeguarding"
    )
    due: Figure = printed("The date that counts", "30 September 2026")
    status: Figure = printed("How far the work is", "In progress")


class Carried(Present):
    """An action carried forward from the earlier plan."""

    before: Named = part(_IN_EARLIER)


class Ended(Named):
    """An action merged or withdrawn."""

    before: Figure = printed("Its status before", "In progress")
    now: Figure = printed("Its status now", "Withdrawn")


class MovedDate(Named):
    """A date that moved."""

    before: Figure = printed("The date that counted", "30 September 2026")
    now: Figure = printed("The date that counts now", "14 October 2026")
    change: Figure = printed("How far it moved", "14 days later")
    note: str = printed(
        "What else was done to the dates, else nothing",
        "The first due date itself was written over.",
    )
    reason: str = printed("The reason given since, and who agreed", "Trainer away; executive group")


class Rated(Named):
    """Another status or agreed rating."""

    what: str = printed("Which of them changed", "Process agreed")
    before_colour: str = printed(_COLOUR, "Green")
    before: Figure = printed("The words printed for what it was", "Green: on track")
    now_colour: str = printed(_COLOUR, "Amber")
    now: Figure = printed("The words printed for what it is now", "Amber: recovering")


class SideBySide(Context):
    """A field in both plans, in lines."""

    what: str = printed("The field's heading in the workbook, or Added or Dropped", "Tasks")
    before: list[str] = printed("A line of what it said", "Book the trainer")
    now: list[str] = printed("A line of what it says now", "Book two trainers")


class ChangedAction(SideBySide, Named):
    """A field of an action that reads differently."""


class NamedPart(Context):
    """A priority or theme by the board's word for it and its reference."""

    name: str = printed("Which priority or theme", "Priority 1")


class ChangedPart(SideBySide, NamedPart):
    """A priority or theme that was added, dropped or changed."""


class Reused(Context):
    """An ID used for different actions."""

    id: str = printed("The ID", "A-0007")
    before: Named = part(_IN_EARLIER)
    now: Named = part(_IN_LATER)


class Guess(Context):
    """Two actions matched by likeness."""

    before: Named = part(_IN_EARLIER)
    now: Named = part(_IN_LATER)
    likeness: Figure = printed("How alike they are", "83 per cent")


class PlanChanges(Context):
    """All that the paper on changes can print."""

    board: BoardNames
    document: Document
    words: Words
    headline: Figure = printed(
        "How many actions were added, dropped, changed or stayed",
        "30 actions before, 31 now: 2 added, 1 dropped, 12 changed and 17 as before.",
    )
    sentences: list[Figure] = printed(
        "What else a reader wants to know first",
        "Dates: 3 slipped and 1 brought forward. The furthest slipped by 61 days.",
    )
    added: Kind[Present] = part("actions that only the later plan has")
    dropped: Kind[Present] = part("actions that only the earlier plan has")
    carried: Kind[Carried] = part("actions carried forward")
    ended: Kind[Ended] = part("actions merged or withdrawn")
    slipped: Kind[MovedDate] = part("dates that slipped")
    brought_forward: Kind[MovedDate] = part("dates brought forward")
    other_dates: Kind[MovedDate] = part("dates given, taken away or written over")
    standings: Kind[Rated] = part("actions with another status or agreed rating")
    wordings: Kind[ChangedAction] = part("actions that read differently")
    progress: Kind[ChangedAction] = part("actions that something was reported on")
    parts: Kind[ChangedPart] = part("priorities and themes added, dropped or changed")
    reused: Kind[Reused] = part("IDs used for different actions")
    guesses: Kind[Guess] = part("actions matched by likeness")
