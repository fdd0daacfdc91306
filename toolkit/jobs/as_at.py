"""Which day a job works as at: settled here, once, for every job."""

from dataclasses import dataclass
from datetime import date

from toolkit.board.settings import Settings


@dataclass(frozen=True)
class AsAt:
    """The day that a job works as at: the one given, else the workbook's own, else today."""

    today: date
    given: date | None = None

    def of(self, settings: Settings) -> date:
        """The day, for the workbook with these settings."""
        return self.given or settings.as_at or self.today
