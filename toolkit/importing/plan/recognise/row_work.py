"""One row while it is being read: what is known of it before, and what its cells have given."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.importing.plan.cells.cells import status_of
from toolkit.importing.plan.headings import normal
from toolkit.importing.plan.records import Taken, Unplaced
from toolkit.values.timescale_parts import Span
from toolkit.word.reading.places import Spot

DATES = ("start", "revised_due", "completed_on", "updated_on")
PROSE = ("objective", "action", "tasks", "method", "impact_expected", "how_we_will_know")
NEWS = ("progress", "corrective_action", "evidence", "timescale")


@dataclass(frozen=True)
class Paper:
    """What is known of the paper: the words its key prints for ratings, normalised.

    `statuses` are a person's own words for ours.

    In one that the toolkit printed itself, a paragraph in a column of tasks is the action
    and a list below it its tasks.
    """

    ratings: Mapping[str, str] = field(default_factory=dict)
    is_own: bool = False
    statuses: Mapping[str, str] = field(default_factory=dict)

    def status_of(self, text: str) -> str:
        """The status that a text means, a person's own word first; "" where none."""
        return self.statuses.get(normal(text)) or status_of(text)


@dataclass
class Work:
    """What the cells read so far have given, by field, and what became of their words."""

    spot: Spot
    within: Span | None
    has_tasks: bool
    several: frozenset[str]
    has_ref: bool
    paper: Paper
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    dates: dict[str, date | None] = field(default_factory=dict)
    months: list[tuple[int, str]] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    has_no_lead: bool = False
    taken: list[Taken] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


def understood(work: Work, words: str, meaning: str = "what the toolkit says by itself") -> Taken:
    """That words of the row were understood, and as what."""
    return Taken(origin=work.spot.brief, words=words, meaning=meaning)
