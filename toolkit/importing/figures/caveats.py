"""What lines of a sheet say against its figures: totals to date, thousands, targets."""

import re
from dataclasses import dataclass, field

from toolkit.importing.figures.headings import heading_words, period_of
from toolkit.importing.figures.labels import Labels
from toolkit.importing.figures.stated_area import stated_area
from toolkit.values.periods import Period

_TO_DATE = re.compile(
    r"\b(?:cumulative|year[- ]to[- ]date|ytd|rolling (?:12|twelve|year|annual)|"
    r"(?:12|twelve)[- ]month(?:s)? (?:rolling|to))\b",
    re.IGNORECASE,
)
_SCALED = re.compile(
    r"\b(?:in thousands|thousands|000'?s|in millions|millions)\b|\u00a3 ?(?:000s?|k|m)\b",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"\s*(?:targets?|forecasts?|trajector(?:y|ies)|projections?|projected|baselines?|planned)\b"
    r"(?! (?:and|v|vs|against|met)\b).*|"
    r".*\b(?:targets|forecasts?|trajector(?:y|ies)|projections)\s*",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|versus|vs?|and|met|meeting|below|above)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\s*(?:boys|girls|males?|females?|men|women|under \d+s?|aged .*|age \d+.*)\s*(?:only)?\s*|"
    r".*\b(?:last|previous|prior) (?:year|quarter|month|period)(?:'s)?\s*",
    re.IGNORECASE,
)
_UNCONFIRMED = re.compile(r"\b(?:provisional|unvalidated|draft)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:figures|numbers|data|values|counts)\b.* (?:are|is|in)\b", re.IGNORECASE)
_WHOSE = re.compile(
    r"\b(?:figures|numbers|data|values|counts|table)\b.* (?:are for|is for|for|of|cover|covers)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 25


@dataclass
class Caveats:
    """What has been said so far against the figures of a sheet."""

    all_provisional: bool = False
    _of_sheet: str = ""
    _of_table: str = ""
    _lines: list[str] = field(default_factory=list)
    _periods: list[str] = field(default_factory=list)

    @property
    def why_not(self) -> str:
        """Why no figure below may be taken; "" where nothing is against it."""
        return self._of_sheet or self._of_table

    def name_sheet(self, name: str) -> None:
        """Take a sheet's name."""
        self._of_sheet = _against(name)
        self.of_note(name)

    def of_title(self, text: str) -> None:
        """Take a line over rows; it goes for all of them until the next table begins."""
        self._lines.append(text)
        self._of_table = self._of_table or _against(text)

    def read_rows(self) -> None:
        """Note that rows have been read: lines to come are over those below."""
        self._lines = []

    def begin_table(self) -> None:
        """Begin a table: the lines over it say what goes for it, if there are any."""
        if self._lines:
            self._of_table = next(filter(None, map(_against, self._lines)), "")

    def of_note(self, text: str) -> None:
        """Take any line by itself: what it says of figures goes for all, or for a period's."""
        if len(text.split()) > _MOST_WORDS:
            return
        if _ALL.search(text):
            self._of_sheet = self._of_sheet or _against(text)
        if not _UNCONFIRMED.search(text):
            return
        heading = heading_words(_UNCONFIRMED.sub(" ", text))
        if heading.words:
            self._periods.append(heading.words)
        else:
            self.all_provisional = True

    def of_area(self, text: str, labels: Labels) -> None:
        """Take a sentence on whose the figures are, wherever on the sheet it is."""
        match = _WHOSE.search(text)
        if match and text.rstrip().endswith("."):
            stated = stated_area(text[match.start() :], labels)
            if stated.says_where and stated.area != labels.own_area:
                self._of_sheet = self._of_sheet or "a sentence on its sheet names another area"

    def is_provisional(self, period: Period) -> bool:
        """Whether a line says so of the figures of a period."""
        return self.all_provisional or any(
            period_of(words, period.kind) == period for words in self._periods
        )


def _against(text: str) -> str:
    if _TO_DATE.search(text):
        return "a line over it speaks of totals to date"
    if _SCALED.search(text):
        return "a line over it speaks of thousands or millions"
    if _OTHERS.fullmatch(text):
        return "a line over it speaks of some children, or of an earlier period"
    if _AIMS.fullmatch(text) and not _AGAINST.search(text):
        return "a line over it speaks of what was aimed at"
    return ""
