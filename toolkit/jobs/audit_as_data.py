"""The record of a year, as plain data for other programs: the JSON of `toolkit audit`."""

from typing import Any

from toolkit.jobs.audit import Audited
from toolkit.results.year_record import Event


def as_data(audited: Audited) -> dict[str, Any]:
    """What happened, as dicts, lists and strings; days as in 2026-04-21, None where not known."""
    return {
        "as_at": audited.checked.results.as_at.isoformat(),
        "closings": [_event(event) for event in audited.events],
        "backups": [_event(event) for event in audited.from_backups],
        "notes": list(audited.notes),
        "counts": audited.checked.counts,
    }


def _event(event: Event) -> dict[str, str | None]:
    return {
        "when": event.when,
        "as_at": event.day.isoformat() if event.day else None,
        "what": event.what.value,
        "of": event.of,
        "before": event.before,
        "now": event.now,
        "reason": event.reason,
        "updated_by": event.by,
    }
