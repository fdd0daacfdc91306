"""What the marks of notes mean on a sheet: "* provisional", "(r) revised"."""

import re
from collections.abc import Iterable

from toolkit.importing.figures.normal import RAISED, SIGNS
from toolkit.values import choices

UNCLEAR = "unclear"
"""What a mark means whose meaning is given two ways."""

_MARK = rf"(?:[{re.escape(SIGNS)}]{{1,2}}|[{RAISED}]+|[\[(][a-z]{{1,2}}[\])]|\b[a-z](?= ?[=:-]))"
_KEY = re.compile(
    rf"(?:^|[\s;,.(])(?P<mark>{_MARK})\s*(?:[=:-]|is|means|denotes|indicates)?\s*"
    rf"(?P<meaning>[A-Za-z].*?)(?=$|[\s;,.(]{_MARK}\s*(?:[=:-]|is|means|denotes|indicates)?\s*[A-Za-z])",
    re.IGNORECASE,
)
_MEANINGS = tuple(
    (status, re.compile(pattern, re.IGNORECASE))
    for status, pattern in (
        (
            choices.PROVISIONAL,
            r"provisional|unvalidated|draft|estimate|may change|not yet final|"
            r"subject to (?:change|validation)|awaiting validation",
        ),
        (
            choices.SUPPRESSED,
            r"suppress|disclos|fewer than|less than|small number|protect|confidential",
        ),
        (
            choices.NOT_SUPPLIED,
            r"not (?:available|supplied|received)|unavailable|missing|awaited|no data",
        ),
        (choices.NOT_APPLICABLE, r"not applicable"),
        (choices.FINAL, r"revised|final\b|confirmed|corrected|updated"),
    )
)


def key_of(texts: Iterable[str]) -> dict[str, str]:
    """The status that each mark gives by the lines of a sheet that say so.

    A mark that says something else has "", one that may mean several has `UNCLEAR`.
    """
    found: dict[str, str] = {}
    for text in texts:
        for match in _KEY.finditer(" ".join(text.split())):
            status = _status(match["meaning"])
            mark = match["mark"].casefold()
            found[mark] = status if found.get(mark, status) == status else UNCLEAR
    return found


def may_hold_key(text: str) -> bool:
    """Whether a text is words about marks, rather than a marked label or figure."""
    return bool(_KEY.match(text.strip())) or bool(
        re.match(r"\s*(?:key|notes?|footnotes?)\b", text, re.IGNORECASE)
    )


def _status(meaning: str) -> str:
    statuses = [status for status, pattern in _MEANINGS if pattern.search(meaning)]
    return "" if not statuses else statuses[0] if len(statuses) == 1 else UNCLEAR
