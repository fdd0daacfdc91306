"""What a linter found in a Word file."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.values.findings import Finding, count_by_severity


@dataclass(frozen=True)
class Linted:
    """What was found in a Word file, each with its place in Word."""

    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors, warnings and notes were found."""
        return count_by_severity(self.findings)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.is_error for finding in self.findings)
