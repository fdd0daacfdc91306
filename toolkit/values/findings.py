"""What can be found in a workbook, and where: rules, findings and the cells they name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum


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
class Location:
    """A cell of a sheet of a workbook; `cell` is empty where a whole sheet is meant."""

    workbook: str
    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        place = f"[{self.workbook}]{self.sheet}"
        return f"{place}!{self.cell}" if self.cell else place


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

    def cell(self, key: str) -> Location:
        """The cell of one field; the row's first known cell where the field has none."""
        letter = self.columns.get(key) or next(iter(self.columns.values()), "A")
        return Location(self.workbook, self.sheet, f"{letter}{self.row}")


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong. `message` and `how_to_fix` are format strings.

    They may quote references, headings and words of the toolkit's or the board's
    lists, never free text, which may name a child.
    """

    code: str
    severity: Severity
    message: str
    how_to_fix: str

    @property
    def is_of_a_cell(self) -> bool:
        """Whether it says that a cell could not be read as it stands."""
        return self.code.startswith("CELL-")

    def at(self, location: Location, **details: object) -> "Finding":
        """A finding of this rule at that cell."""
        return Finding(self, location, details)


@dataclass(frozen=True)
class Finding:
    """A rule broken at a place, with the details its sentences need."""

    rule: Rule
    location: Location
    details: Mapping[str, object]

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        return self.rule.message.format_map(self.details)

    @property
    def how_to_fix(self) -> str:
        """How to mend it, in one sentence."""
        return self.rule.how_to_fix.format_map(self.details)

    def __str__(self) -> str:
        return f"{self.location} {self.rule.code} {self.message} {self.how_to_fix}"


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, keeping the order of sheets and rows within each."""
    return tuple(sorted(findings, key=lambda finding: -finding.rule.severity))


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many errors, warnings and notes there are; every severity has its key."""
    counts = Counter(finding.rule.severity for finding in findings)
    return {severity.word: counts[severity] for severity in reversed(Severity)}
