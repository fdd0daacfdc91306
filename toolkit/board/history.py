"""The records of what was reported when periods were closed."""

from dataclasses import dataclass

from toolkit.values.findings import Source
from toolkit.values.missing import Day


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
