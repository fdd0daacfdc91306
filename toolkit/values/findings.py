"""What can be found in a workbook or a Word file, and where: rules, findings, places."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from toolkit.values.edition import ALWAYS, Edition


class Severity(IntEnum):
    """How much a finding matters; higher is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word used in JSON and rule pages: error, warning or note."""
        return self.name.lower()


@dataclass(frozen=True)
class CellPlace:
    """A cell of a sheet of a workbook: its row, from 1, and the letters of its column.

    Row 0 and no column mean the whole sheet.
    """

    workbook: str
    sheet: str
    row: int = 0
    column: str = ""

    @property
    def cell(self) -> str:
        """The cell's address such as "G5"; "" where a whole sheet is meant."""
        return f"{self.column}{self.row}" if self.row else ""

    @property
    def where(self) -> str:
        """The place within its workbook."""
        return f"{self.sheet}!{self.cell}" if self.row else self.sheet

    def __str__(self) -> str:
        return f"[{self.workbook}]{self.where}"


@dataclass(frozen=True)
class WordPlace:
    """A place in a Word file, in words that a person can follow in Word.

    `where` names the part, the table, row and column or the paragraph, and the heading above.
    """

    document: str
    where: str

    def __str__(self) -> str:
        return f"[{self.document}] {self.where}:"


Place = CellPlace | WordPlace


@dataclass(frozen=True)
class Source:
    """The row a record was read from, and the column letter of each of its fields.

    `unreadable` says that an error was found in one of its cells: nothing is rated
    from such a row.
    """

    workbook: str
    sheet: str
    row: int
    columns: Mapping[str, str] = field(default_factory=dict)
    unreadable: bool = False

    def has(self, key: str) -> bool:
        """Whether the sheet has a column for that field."""
        return key in self.columns

    def cell(self, key: str) -> CellPlace:
        """The cell of one field; the row's first known cell where the field has none."""
        letters = self.columns.get(key) or next(iter(self.columns.values()), "A")
        return CellPlace(self.workbook, self.sheet, self.row, letters)


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong. `message` and `how_to_fix` are format strings.

    They may quote references, headings and words of the toolkit's or the board's
    lists, and tags of a template, never free text, which may name a child. `edition`
    says from when and until when the rule holds.
    """

    code: str
    severity: Severity
    message: str
    how_to_fix: str
    edition: Edition = ALWAYS

    @property
    def is_of_a_cell(self) -> bool:
        """Whether it says that a cell could not be read as it is."""
        return self.code.startswith("CELL-")

    def at(self, place: Place, /, **details: object) -> "Finding":
        """A finding of this rule at that place."""
        return Finding(self, place, details)


@dataclass(frozen=True)
class Finding:
    """A rule broken at a place, with the details its sentences need."""

    rule: Rule
    place: Place
    details: Mapping[str, object]

    @property
    def is_error(self) -> bool:
        """Whether it must be put right: documents are drafts until then."""
        return self.rule.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """What is wrong, in one sentence; one of a template lacks its full stop."""
        return self.rule.message.format_map(self.details)

    @property
    def how_to_fix(self) -> str:
        """How to put it right, in one sentence."""
        return self.rule.how_to_fix.format_map(self.details)

    @property
    def said(self) -> str:
        """The finding without its place, as it is printed."""
        message = self.message
        stop = "" if message.endswith((".", "?")) else "."
        return f"{self.rule.code} {message}{stop} {self.how_to_fix}"

    def __str__(self) -> str:
        return f"{self.place} {self.said}"


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, keeping their order within each."""
    return tuple(sorted(findings, key=lambda finding: -finding.rule.severity))


def each_once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in their order; what is said of one place in the same words is said once."""
    return tuple({str(finding): finding for finding in findings}.values())


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many errors, warnings and notes there are; every severity has its key."""
    counts = Counter(finding.rule.severity for finding in findings)
    return {severity.word: counts[severity] for severity in reversed(Severity)}


def in_cells(findings: Iterable[Finding]) -> Iterator[tuple[CellPlace, Finding]]:
    """The findings of a workbook, each with its place."""
    for finding in findings:
        if isinstance(finding.place, CellPlace):
            yield finding.place, finding


def as_line(finding: Finding) -> str:
    """A finding as commands print it, on one line."""
    return f"{finding.rule.severity.word.capitalize():8} {finding}"


def as_data(finding: Finding) -> dict[str, str]:
    """A finding as commands give it in JSON."""
    rule, place = finding.rule, finding.place
    sentences = {"message": finding.message, "how_to_fix": finding.how_to_fix}
    severity = rule.severity.word
    if isinstance(place, WordPlace):
        return {"code": rule.code, "where": place.where, **sentences, "severity": severity}
    return {
        "code": rule.code,
        "severity": severity,
        "sheet": place.sheet,
        "cell": place.cell,
        **sentences,
    }
