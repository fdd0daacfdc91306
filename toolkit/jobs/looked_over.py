"""What looking a Word file over came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.values.findings import Severity

if TYPE_CHECKING:
    from toolkit.word.document_lint.rules import DocumentFinding
    from toolkit.word.template_lint.lint import TemplateFinding


@dataclass(frozen=True)
class LookedOver:
    """What was found in a Word file, each with its place in Word."""

    findings: "tuple[TemplateFinding, ...] | tuple[DocumentFinding, ...]"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many errors, warnings and notes were found."""
        return {
            severity.word: sum(item.severity is severity for item in self.findings)
            for severity in reversed(Severity)
        }

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(item.severity is Severity.ERROR for item in self.findings)
