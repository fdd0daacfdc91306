"""What an import gives: the records of a plan with their origins, and what was made of what.

The fields of the records are the keys of their tables in `toolkit.layout`. Words that fit
no field are in `unplaced`; headings and labels, which only say what other words are, are
in `taken`. Between them every word of the document is held.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

_MOST_QUOTED = 60


@dataclass(frozen=True, kw_only=True)
class ImportedTheme:
    """A row of the Themes sheet."""

    ref: str
    title: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedPriority:
    """A row of the Priorities sheet; `theme` is the theme's ref."""

    ref: str
    title: str
    front_title: str = ""
    sub_points: tuple[str, ...] = ()
    theme: str = ""
    on_front_list: str = "Yes"
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedAction:
    """A row of the Plan sheet; `priority` is the priority's ref.

    `timescale` holds the words as printed and `due` the day they name, if they name one.
    """

    ref: str = ""
    priority: str = ""
    objective: tuple[str, ...] = ()
    action: str = ""
    tasks: tuple[str, ...] = ()
    lead: str = ""
    other_leads: tuple[str, ...] = ()
    sub_group: str = ""
    report_to: str = ""
    verified_by: str = ""
    start: date | None = None
    timescale: str = ""
    due: date | None = None
    revised_due: date | None = None
    revision: str = ""
    status: str = ""
    completed_on: date | None = None
    progress: str = ""
    corrective_action: str = ""
    evidence: str = ""
    process_agreed: str = ""
    impact_agreed: str = ""
    updated_by: str = ""
    updated_on: date | None = None
    method: tuple[str, ...] = ()
    resources: str = ""
    impact_expected: tuple[str, ...] = ()
    how_we_will_know: tuple[str, ...] = ()
    indicator: str = ""
    update_frequency: str = ""
    carried_from: str = ""
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedEvidence:
    """A row of the Evidence sheet."""

    priority: str
    text: str
    source_text: str = ""
    figure_date: date | None = None
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedOutcome:
    """A row of the Outcomes sheet."""

    priority: str
    ref: str
    outcome: str
    progress: tuple[str, ...] = ()
    progress_date: date | None = None
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedMeasure:
    """A row of the Measures sheet."""

    priority: str
    measure: str
    indicator: str = ""
    evidence_kind: str = ""
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedBlock:
    """A row of the Narrative sheet."""

    place: str
    style: str
    text: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedAbbreviation:
    """A row of Abbreviations on the Lists sheet."""

    short: str
    long: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedEvidenceCode:
    """What counts as a kind of evidence: a row of Evidence on the Lists sheet."""

    kind: str
    meaning: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ImportedRating:
    """What a rating means: a row of Ratings on the Lists sheet."""

    rating: str
    label: str
    process: str
    impact: str
    origin: str


class Grade(StrEnum):
    """How sure what was read is: by a word we know, by what is likely, or to be looked at."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """Words that fit no field, and where they were.

    `indicator` is the code of the indicator whose title they are, "" where they are none.
    """

    text: str
    origin: str
    indicator: str = ""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A heading or label, and what it was read as; or, without words, a guess in a sentence.

    `remap` is the option to paste that would say it for certain, "" where none would.
    """

    origin: str
    words: str = ""
    meaning: str
    is_quoted: bool = True
    grade: Grade = Grade.SURE
    remap: str = ""

    @property
    def sentence(self) -> str:
        """What it was read as, as people read it; words of running text are not quoted."""
        said = self._said
        return f"{said} {_SAY} {self.remap}" if self.remap else said

    @property
    def _said(self) -> str:
        origin = self.origin[:1].upper() + self.origin[1:]
        if not self.words:
            return f"{origin}: {self.meaning}" if origin else self.meaning
        if not self.is_quoted:
            return f"{origin}: read as {self.meaning}."
        quoted = " ".join(self.words.split())
        quoted = quoted if len(quoted) <= _MOST_QUOTED else f"{quoted[: _MOST_QUOTED - 3]}..."
        stop = ":" if origin.endswith('"') else ""
        return f'{origin}{stop} "{quoted}" read as {self.meaning}.'


_SAY = "To say it yourself:"
_FROM_DOUBTFUL = (Grade.DOUBTFUL, Grade.LIKELY, Grade.SURE)


def _counted(found: list[Taken]) -> str:
    """The sentence of what was read alike in several places, with their number."""
    sentence = found[0].sentence
    if len(found) == 1:
        return sentence
    said, say, remap = sentence.partition(f" {_SAY} ")
    return f"{said[:-1]} ({len(found)} times).{say}{remap}"


@dataclass(frozen=True, kw_only=True)
class ImportedPlan:
    """A Word plan, read. `settings` are keys of the Settings sheet, `words` of the Words table."""

    name: str
    settings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[ImportedTheme, ...] = ()
    priorities: tuple[ImportedPriority, ...] = ()
    actions: tuple[ImportedAction, ...] = ()
    evidence: tuple[ImportedEvidence, ...] = ()
    outcomes: tuple[ImportedOutcome, ...] = ()
    measures: tuple[ImportedMeasure, ...] = ()
    narrative: tuple[ImportedBlock, ...] = ()
    abbreviations: tuple[ImportedAbbreviation, ...] = ()
    ratings: tuple[ImportedRating, ...] = ()
    evidence_codes: tuple[ImportedEvidenceCode, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def size(self) -> int:
        """How many rows it comes to, those of Unplaced too."""
        rows = (getattr(self, each.name) for each in fields(self) if each.name != "taken")
        return sum(len(some) for some in rows if isinstance(some, tuple))

    @property
    def doubtful(self) -> tuple[str, ...]:
        """What a person should look at first: guesses that may well be wrong."""
        return self._said(Grade.DOUBTFUL)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was read as what, each once, with the first place and the number of others.

        What is doubtful is first, then what is likely.
        """
        return tuple(sentence for grade in _FROM_DOUBTFUL for sentence in self._said(grade))

    def _said(self, grade: Grade) -> tuple[str, ...]:
        places: dict[tuple[str, str], list[Taken]] = {}
        for taken in self.taken:
            if taken.grade is not grade:
                continue
            words = " ".join(taken.words.split()).casefold() if taken.is_quoted else ""
            # Guesses that differ only in their place are reported once, with their number.
            places.setdefault((words, taken.meaning), []).append(taken)
        return tuple(_counted(found) for found in places.values())
