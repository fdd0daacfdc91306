"""When something holds: rules, columns and words change as the law does."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Edition:
    """From which day and up to which day something holds, both included; None is without end."""

    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def holds_in(self, first: date | None, last: date | None) -> bool:
        """Whether it holds on any day of a period; a day that is not known rules nothing out."""
        begins = self.since is None or last is None or self.since <= last
        ends = self.until is None or first is None or first <= self.until
        return begins and ends


ALWAYS = Edition()
