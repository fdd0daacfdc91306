"""Everything a board workbook says: settings, lists, plan, scorecard, running text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from toolkit.board.plan import Action, Evidence, Measure, Outcome, Priority, Theme, Update
from toolkit.board.scorecard import Datum, Indicator, PeriodTarget, Remark, StepChange
from toolkit.values import choices, terms
from toolkit.values.findings import CellPlace, Source
from toolkit.values.logo import NO_LOGO, Logo
from toolkit.values.missing import Day, known
from toolkit.values.palette import colour_named, dark_enough
from toolkit.values.periods import plan_years
from toolkit.values.ratings import Scheme, scheme_named


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The Settings sheet. Fields are the keys of its lines in `toolkit.layout`.

    `cells` is where each value stands; `logo_file` the picture that `logo` names, as it was
    found beside the workbook.
    """

    board_name: str = ""
    board_short_name: str = ""
    word_set: str = ""
    chair: str = ""
    contact: str = ""
    period: str = ""
    period_start: date | None = None
    period_end: date | None = None
    plan_title: str = ""
    plan_version: str = ""
    plan_status: str = ""
    plan_date: date | None = None
    approved_on: date | None = None
    plan_layout: str = ""
    rating_scheme: str = ""
    as_at: date | None = None
    next_meeting: date | None = None
    marking: str = ""
    small_numbers: str = ""
    rounding: str = ""
    board_colour: str = ""
    logo: str = ""
    logo_description: str = ""
    logo_file: Logo = NO_LOGO
    cells: Mapping[str, CellPlace] = field(default_factory=dict)

    @property
    def first_day(self) -> date | None:
        """The plan period's first day, given or worked out from the period's words."""
        years = plan_years(self.period)
        return self.period_start or (years[0] if years else None)

    @property
    def last_day(self) -> date | None:
        """The plan period's last day, given or worked out from the period's words."""
        years = plan_years(self.period)
        return self.period_end or (years[1] if years else None)

    @property
    def colour(self) -> str:
        """The colour of this board's papers, dark enough for white letters; "" for the usual."""
        colour = colour_named(self.board_colour)
        return dark_enough(colour) if colour else ""

    @property
    def scheme(self) -> Scheme:
        """The rating scheme chosen."""
        return scheme_named(self.rating_scheme)


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A post or group that leads actions."""

    name: str
    kind: str
    reports_to: str
    also_known_as: tuple[str, ...]
    source: Source


@dataclass(frozen=True, kw_only=True)
class RatingWords:
    """How a rating is printed and what it means."""

    rating: str
    label: str
    process: str
    impact: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area that figures are given for."""

    name: str
    kind: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class EvidenceCode:
    """A kind of evidence and what counts as it."""

    kind: str
    meaning: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Abbreviation:
    """A short form the plan uses."""

    short: str
    long: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word the board changes."""

    term: str
    word: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading, paragraph or bullet of running text."""

    place: str
    style: str
    text: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What was reported of one thing when a period was closed."""

    period: str
    closed_on: Day
    kind: str
    record: str
    name: str
    area: str
    data_period: str
    reported: str
    documents: tuple[str, ...]
    source: Source


@dataclass(frozen=True, kw_only=True)
class Board:
    """One workbook, read."""

    workbook: str
    settings: Settings
    leads: tuple[Lead, ...] = ()
    ratings: tuple[RatingWords, ...] = ()
    areas: tuple[Area, ...] = ()
    evidence_codes: tuple[EvidenceCode, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    own_words: tuple[Word, ...] = ()
    themes: tuple[Theme, ...] = ()
    priorities: tuple[Priority, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    measures: tuple[Measure, ...] = ()
    actions: tuple[Action, ...] = ()
    updates: tuple[Update, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    period_targets: tuple[PeriodTarget, ...] = ()
    steps: tuple[StepChange, ...] = ()
    data: tuple[Datum, ...] = ()
    remarks: tuple[Remark, ...] = ()
    narrative: tuple[Block, ...] = ()
    history: tuple[Reported, ...] = ()

    @cached_property
    def words(self) -> dict[str, str]:
        """Each term's word in this board's papers."""
        own = {word.term: word.word for word in self.own_words}
        return terms.words_for(self.settings.word_set, own)

    def rating_label(self, rating: str) -> str:
        """The words printed for a rating; the rating itself where Lists has none."""
        for words in self.ratings:
            if words.rating == rating:
                return words.label or rating
        return rating

    def actions_of(self, priority: Priority) -> tuple[Action, ...]:
        """The actions under a priority, in the order of their rows."""
        return tuple(action for action in self.actions if action.priority == priority.ref)

    def areas_of_kind(self, *kinds: str) -> tuple[str, ...]:
        """Names of the areas of those kinds, in the order of the list."""
        return tuple(area.name for area in self.areas if area.kind in kinds)

    @property
    def our_areas(self) -> tuple[str, ...]:
        """The areas the scorecard reports on."""
        return self.areas_of_kind(choices.OUR_AREA, choices.PART_OF_OURS)


def latest_updates(board: Board, as_at: date) -> dict[str, Update]:
    """The last update of each action given on or before that date, by action ID."""
    latest: dict[str, tuple[date, Update]] = {}
    for update in board.updates:
        given = known(update.updated_on)
        if given is None or given > as_at or not update.action:
            continue
        if update.action not in latest or given >= latest[update.action][0]:
            latest[update.action] = (given, update)
    return {action: update for action, (_, update) in latest.items()}
