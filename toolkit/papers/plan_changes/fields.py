"""Every field that the template of the paper on changes can print, as for the business plan.

`toolkit.papers.plan_changes.paper` fills the fields.
"""

from toolkit.papers.business_plan.fields import FIELDS
from toolkit.word.template_lint.field import Field

_WORDS = tuple(field for field in FIELDS if field.path.startswith("words."))
_REF = "The action's reference"
_FIRST_WORDS = "Its first words"
_COLOUR = "A rating's colour, or nothing: a template chooses its style by it"
_AN_ACTION = "Train the front door"


def _kind(name: str, what: str, *rows: Field) -> tuple[Field, ...]:
    """The fields of one kind of change: how many there are, and its rows."""
    return (
        Field(f"{name}.count", f"How many: {what}", "3"),
        *(Field(f"{name}.rows[].{row.path}", row.meaning, row.example) for row in rows),
    )


def _name(owner: str = "", of: str = "") -> tuple[Field, ...]:
    return (
        Field(f"{owner}ref", f"{_REF}{of}", "1.2"),
        Field(f"{owner}words", f"{_FIRST_WORDS}{of}", _AN_ACTION),
    )


_STANDING = (
    *_name(),
    Field("priority", "The reference of its priority", "1"),
    Field("lead", "Who answers for it; No lead named where there is none", "Head of Safeguarding"),
    Field("due", "The date that counts", "30 September 2026"),
    Field("status", "Where the work stands", "In progress"),
)
_MOVE = (
    *_name(),
    Field("before", "The date that counted", "30 September 2026"),
    Field("now", "The date that counts now", "14 October 2026"),
    Field("change", "How far it moved", "14 days later"),
    Field("note", "What else was done to the dates, else nothing",
          "The first due date itself was written over."),
    Field("reason", "The reason given since, and who agreed", "Trainer away; executive group"),
)  # fmt: skip
_SIDE_BY_SIDE = (
    Field("what", "The field's heading in the workbook, or Added or Dropped", "Tasks"),
    Field("before[]", "A line of what it said", "Book the trainer"),
    Field("now[]", "A line of what it says now", "Book two trainers"),
)

PLAN_CHANGES_FIELDS: tuple[Field, ...] = (
    *(field for field in FIELDS if field.path in ("board.name", "board.short_name", "board.logo")),
    Field("document.title", "The paper's title", "What has changed in the plan"),
    Field("document.before", "What the earlier plan is called", "Business plan 2025/26"),
    Field("document.now", "What the later plan is called", "Business plan 2026/27"),
    *(field for field in FIELDS if field.path in ("document.as_at", "document.marking")),
    Field("document.open_errors", "How many errors stand in the two workbooks", "3"),
    Field("document.draft_notice", "A notice while errors stand, else nothing",
          "DRAFT: 3 open errors"),
    *_WORDS,
    Field("headline", "How many actions were added, dropped, changed or stayed",
          "30 actions before, 31 now: 2 added, 1 dropped, 12 changed and 17 as before."),
    Field("sentences[]", "What else a reader wants to know first",
          "Dates: 3 slipped and 1 brought forward. The furthest slipped by 61 days."),
    *_kind("added", "actions that only the later plan has", *_STANDING),
    *_kind("dropped", "actions that only the earlier plan has", *_STANDING),
    *_kind("carried", "actions carried forward", *_STANDING,
           *_name("before.", " in the earlier plan")),
    *_kind(
        "ended",
        "actions merged or withdrawn",
        *_name(),
        Field("before", "Its status before", "In progress"),
        Field("now", "Its status now", "Withdrawn"),
    ),
    *_kind("slipped", "dates that slipped", *_MOVE),
    *_kind("brought_forward", "dates brought forward", *_MOVE),
    *_kind("other_dates", "dates given, taken away or written over", *_MOVE),
    *_kind(
        "standings",
        "actions with another status or agreed rating",
        *_name(),
        Field("what", "Which of them changed", "Process agreed"),
        Field("before_colour", _COLOUR, "Green"),
        Field("before", "The words printed for what it was", "Green: on track"),
        Field("now_colour", _COLOUR, "Amber"),
        Field("now", "The words printed for what it is now", "Amber: recovering"),
    ),
    *_kind("wordings", "actions that read differently", *_name(), *_SIDE_BY_SIDE),
    *_kind("progress", "actions that something was reported on", *_name(), *_SIDE_BY_SIDE),
    *_kind(
        "parts",
        "priorities and themes added, dropped or changed",
        Field("name", "Which priority or theme", "Priority 1"),
        *_SIDE_BY_SIDE,
    ),
    *_kind(
        "reused",
        "IDs used for different actions",
        Field("id", "The ID", "A-0007"),
        *_name("before.", " in the earlier plan"),
        *_name("now.", " in the later plan"),
    ),
    *_kind(
        "guesses",
        "actions matched by likeness",
        *_name("before.", " in the earlier plan"),
        *_name("now.", " in the later plan"),
        Field("likeness", "How alike they are", "83 per cent"),
    ),
)  # fmt: skip
