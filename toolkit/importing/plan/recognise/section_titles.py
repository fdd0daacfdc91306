"""Titles of themes, priorities and objectives as plans print them: "Priority Area 3: …"."""

import re
from dataclasses import dataclass

from toolkit.importing.plan import synonyms
from toolkit.importing.plan.headings import normal

THEME, PRIORITY, OBJECTIVE = "theme", "priority", "objective"

_NUMBER = (
    r"\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z](?:\d{1,3})?|[IVX]{1,5}"
    r"|(?i:one|two|three|four|five|six|seven|eight|nine|ten)"
)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    label = "|".join(word.replace(" ", r"[\s-]+") for word in sorted(words, key=len, reverse=True))
    # With a number the title may follow at once; without one it needs a colon or a dash.
    return re.compile(
        rf"\s*(?P<ref>(?i:{label})(?:\s+(?i:no|number)\.?)?(?:\s*[#:–-]\s*|\s+|(?=\d))(?:{_NUMBER})\b)\s*"
        rf"(?:(?P<end>[:.)–—-]+)\s*|\s+|$)(?P<title>.*)"
        rf"|\s*(?P<bare>(?i:{label}))\s*(?:[:–—]|\s-\s)\s*(?P<rest>.+)",
        re.DOTALL,
    )


_KINDS = (
    (THEME, _pattern(synonyms.THEME_WORDS)),
    (PRIORITY, _pattern(synonyms.PRIORITY_WORDS)),
    (OBJECTIVE, _pattern(synonyms.OBJECTIVE_WORDS)),
)


@dataclass(frozen=True)
class Title:
    """A title: what it opens, its reference as printed ("" where none), its words by line."""

    kind: str
    ref: str
    title: str
    more: tuple[str, ...] = ()
    label: str = ""


def title_of(text: str) -> Title | None:
    """The theme, priority or objective that a text opens; None where it opens none."""
    if len(text) > 3_000:
        return None
    for kind, pattern in _KINDS:
        match = pattern.fullmatch(text)
        if match:
            words = (match["title"] if match["ref"] else match["rest"]) or ""
            if match["ref"] and not match["end"] and words[:1].islower():
                return None  # "Priority 1 actions are …" is a sentence
            lines = [line.strip() for line in words.split("\n") if line.strip()]
            ref = " ".join((match["ref"] or "").split())
            return Title(
                kind, ref, lines[0] if lines else "", tuple(lines[1:]), match["bare"] or ""
            )
    return None


def number_of(ref: str) -> str:
    """A reference without its words: "Priority Area 3" and "3." are both "3"."""
    match = re.search(rf"(?:^|\s)({_NUMBER})[.):]*$", ref.strip())
    return match[1].casefold() if match else ref.strip().casefold()


_YEARS_AND_LETTERS = re.compile(r"\b(?:20)?\d\d\b|\b[a-z]\b")


def is_general(text: str) -> bool:
    """Whether a heading only says that a plan follows."""
    words = " ".join(_YEARS_AND_LETTERS.sub(" ", normal(text)).split())
    return words in synonyms.GENERAL_TITLES or any(
        words.endswith(f" {title}") or words.startswith(f"{title} ")
        for title in synonyms.GENERAL_TITLES
        if " " in title
    )


def short(text: str) -> str:
    """A title in one line of at most 60 characters, for messages."""
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:57]}..."
