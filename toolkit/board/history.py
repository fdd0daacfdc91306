"""The records of what was reported when periods were closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.values import choices
from toolkit.values.findings import Source
from toolkit.values.missing import Day


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What was reported of one thing when a period was closed.

    `reason` is why, for a correction, an undone closing, a new date or an ending; `chain` the
    fingerprint of the row and of all before it, "" where it has none.
    """

    period: str
    closed_on: Day
    kind: str
    record: str
    name: str
    area: str
    data_period: str
    reported: str
    documents: tuple[str, ...]
    reason: str
    chain: str
    source: Source


def reports_that_count(history: Iterable[Reported]) -> tuple[Reported, ...]:
    """What closings reported, with corrections in the place of what they correct.

    Without the closings that were undone. A correction is a later row on the same thing of the
    same closing.
    """
    found: dict[tuple[str, ...], Reported] = {}
    for item in history:
        if item.kind == choices.UNDONE:
            found = {key: kept for key, kept in found.items() if kept.period != item.period}
            continue
        paper = item.reported if item.kind == choices.DOCUMENT else ""
        key = (item.period, item.kind, item.record, item.area, item.data_period, paper)
        found[key] = item
    return tuple(found.values())
