"""The record of a year, as lines for the screen."""

from collections.abc import Iterator, Sequence

from toolkit.jobs.audit import Audited
from toolkit.results.year_record import Event
from toolkit.values.text import day_in_words


def as_lines(audited: Audited, name: str) -> list[str]:
    """What happened, in sentences under the closing or the span of time that they belong to.

    They quote the board's plan, so they are for the screen, never for a log.
    """
    return [
        f"The record of {name}",
        *_lines(audited.events, "Nothing was closed yet."),
        "",
        "From its backups, the last that were kept",
        *_lines(audited.from_backups, "No change of an action, its dates or its ratings."),
    ]


def _lines(events: Sequence[Event], nothing: str) -> Iterator[str]:
    when = ""
    for event in events:
        if event.when != when:
            when = event.when
            yield ""
            yield when
        yield f"  {_sentence(event)}"
    if not events:
        yield ""
        yield nothing


def _sentence(event: Event) -> str:
    words = event.what.value
    if event.day:
        words += f" as at {day_in_words(event.day)}"
    if event.of:
        words = f"{event.of}: {words.lower()}"
    if event.before and event.now:
        words += f", {event.before}, now {event.now}"
    elif event.before or event.now:
        words += f": {event.before or event.now}"
    reason = f" Reason: {event.reason.rstrip('.')}." if event.reason else ""
    return f"{words}.{reason}{f' Updated by {event.by}.' if event.by else ''}"
