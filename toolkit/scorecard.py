"""The records of a scorecard: indicators and the values observed of them."""

from dataclasses import dataclass

from toolkit.findings import Source
from toolkit.layout import choices
from toolkit.periods import Period, PeriodKind
from toolkit.plan import Day
from toolkit.values import Missing, Value


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
    floor: Value
    tolerance: Value
    tolerance_in: str
    decimals: Value
    owner: str
    priority: str
    version: str
    print: str
    source: Source

    @property
    def period_kind(self) -> PeriodKind | None:
        """What one period of it is; None where the sheet does not say."""
        return PeriodKind(self.frequency) if self.frequency else None


@dataclass(frozen=True, kw_only=True)
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


_WHY_MISSING = {
    choices.NOT_SUPPLIED: Missing.NOT_SUPPLIED,
    choices.NOT_DUE: Missing.NOT_DUE,
    choices.SUPPRESSED: Missing.SUPPRESSED,
    choices.NOT_APPLICABLE: Missing.NOT_APPLICABLE,
}


@dataclass(frozen=True)
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
    why = _WHY_MISSING.get(datum.status)
    return Observation(period, why if why is not None else datum.value, datum)
