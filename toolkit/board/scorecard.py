"""The records of a scorecard: indicators and the values observed of them."""

from dataclasses import dataclass

from toolkit.values import choices
from toolkit.values.findings import Source
from toolkit.values.missing import Day, Missing, Value
from toolkit.values.periods import Period, PeriodKind


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """What is measured, which way is good and what is aimed for."""

    id: str
    code: str
    title: str
    theme: str
    definition: str
    numerator: str
    denominator: str
    unit: str
    good_is: str
    frequency: str
    target: Value
    target_to: Value
    floor: Value
    tolerance: Value
    tolerance_in: str
    decimals: Value
    adds_up: str
    part_of: str = ""
    baseline: Value
    owner: str
    priority: str
    version: str
    print: str
    also_called: tuple[str, ...] = ()
    unrelated: tuple[str, ...] = ()
    source: Source

    @property
    def period_kind(self) -> PeriodKind | None:
        """What one period of it is; None where the sheet does not say."""
        return PeriodKind(self.frequency) if self.frequency else None

    @property
    def is_printed(self) -> bool:
        """Whether papers print it; only a No keeps it out."""
        return self.print != "No"


@dataclass(frozen=True, kw_only=True)
class PeriodTarget:
    """A target that holds for one period; its period is still in words."""

    indicator: str
    period: str
    target: Value
    target_to: Value
    floor: Value
    note: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class StepChange:
    """A known change of an indicator's level; in every area where `area` is ""."""

    indicator: str
    area: str
    first: Day
    reason: str
    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Datum:
    """One row of the Data sheet, as read; its period is still in words."""

    indicator: str
    area: str
    period: str
    value: Value
    numerator: Value
    denominator: Value
    status: str
    version: str
    source_text: str
    source_cell: str
    source_hash: str
    received: Day
    supersedes: str
    note: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What staff typed on the Scorecard sheet beside an indicator's figures in one area.

    `code` and `area` are as the toolkit wrote them there. The indicator need not be there any
    more. `to_meeting` and `publish` are "Yes", "No" or "".
    """

    code: str
    area: str
    agency_comment: str
    commentary: str
    to_meeting: str
    publish: str
    source: Source


_WHY_MISSING = {
    choices.NOT_SUPPLIED: Missing.NOT_SUPPLIED,
    choices.NOT_DUE: Missing.NOT_DUE,
    choices.SUPPRESSED: Missing.SUPPRESSED,
    choices.NOT_APPLICABLE: Missing.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of an indicator for an area and a period that could be read."""

    period: Period
    value: Value
    datum: Datum

    @property
    def is_provisional(self) -> bool:
        """Whether the value may still change."""
        return self.datum.status == choices.PROVISIONAL


def observed(datum: Datum, period: Period) -> Observation:
    """The observation a row of data makes; its status says why a value is missing."""
    return Observation(period, value_of(datum), datum)


def value_of(datum: Datum) -> Value:
    """The value a row of data gives, or why it gives none."""
    return _WHY_MISSING.get(datum.status, datum.value)
