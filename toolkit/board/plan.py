"""The records of a plan: themes, priorities and what belongs to them, actions, updates.

Each record's fields are the keys of its table in `toolkit.layout`; `source` names the
row it came from. Text that was left empty is "", lines are a tuple, and a date or
number that is not there is a `Missing` with its reason.
"""

from dataclasses import dataclass
from datetime import date

from toolkit.values.choices import CLOSED_STATUSES, ENDED_STATUSES
from toolkit.values.findings import Source
from toolkit.values.missing import Day, Missing, Value, known


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A group of priorities."""

    id: str
    ref: str
    title: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Priority:
    """What the board has agreed matters most."""

    id: str
    ref: str
    title: str
    front_title: str
    sub_points: tuple[str, ...]
    theme: str
    on_front_list: str
    source: Source

    @property
    def is_on_front_list(self) -> bool:
        """Whether the list at the front holds it; only a No leaves it out."""
        return self.on_front_list != "No"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One fact that shows why a priority was chosen."""

    id: str
    priority: str
    text: str
    figure: Value
    figure_date: Day
    source_text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a priority should change, and how far it has come."""

    id: str
    priority: str
    ref: str
    outcome: str
    progress: tuple[str, ...]
    progress_date: Day
    source: Source


@dataclass(frozen=True, kw_only=True)
class Measure:
    """How the board will know that a priority has made a difference."""

    id: str
    priority: str
    measure: str
    indicator: str
    evidence_kind: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Update:
    """What was reported on an action at one time."""

    action: str
    period: str
    process: str
    impact: str
    progress: str
    evidence_kind: str
    evidence: str
    corrective_action: str
    new_date: Day
    updated_by: str
    updated_on: Day
    source: Source


@dataclass(frozen=True, kw_only=True)
class Action:
    """One row of the plan."""

    id: str
    ref: str
    priority: str
    objective: tuple[str, ...]
    action: str
    tasks: tuple[str, ...]
    lead: str
    other_leads: tuple[str, ...]
    sub_group: str
    report_to: str
    start: Day
    timescale: str
    due: Day
    revised_due: Day
    revision: str
    status: str
    completed_on: Day
    progress: str
    corrective_action: str
    evidence: str
    process_agreed: str
    impact_agreed: str
    updated_by: str
    updated_on: Day
    method: tuple[str, ...]
    resources: str
    impact_expected: tuple[str, ...]
    how_we_will_know: tuple[str, ...]
    verified_by: str
    indicator: str
    update_frequency: str
    carried_from: str
    print: str
    agreed_for: str = ""
    agreed_by: str = ""
    agreed_on: Day = Missing.BLANK
    continued_in: tuple[str, ...]
    source: Source
    due_in_words: date | None = None
    """The day that its timescale names, where no date is typed."""

    @property
    def key(self) -> str:
        """What results are kept under: its row, which is its own even where an ID is copied."""
        return f"{self.source.sheet}!{self.source.row}"

    @property
    def name(self) -> str:
        """What messages call it: its ref, else its identity, else its row."""
        return self.ref or self.id or f"in row {self.source.row}"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.status not in CLOSED_STATUSES

    @property
    def has_ended(self) -> bool:
        """Whether the board has let go of it without its being done."""
        return self.status in ENDED_STATUSES

    @property
    def is_printed(self) -> bool:
        """Whether papers print it; only a No keeps it out."""
        return self.print != "No"

    @property
    def due_now(self) -> date | None:
        """The date that counts: the revised one, else the first, else the one in words."""
        return known(self.revised_due) or self.first_due

    @property
    def first_due(self) -> date | None:
        """The due date before any revision, in a date or in the words of its timescale."""
        return known(self.due) or self.due_in_words

    def days_overdue(self, as_at: date) -> int:
        """Whole days past the date that counts; 0 where none are, or nothing is open."""
        due = self.due_now
        return max((as_at - due).days, 0) if self.is_open and due else 0
