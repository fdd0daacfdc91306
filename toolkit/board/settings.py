"""Settings: what the board is called, which year it is, how papers look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from toolkit.values.findings import CellPlace
from toolkit.values.logo import NO_LOGO, Logo
from toolkit.values.palette import colour_named, dark_enough
from toolkit.values.periods import plan_years
from toolkit.values.ratings import Scheme, scheme_named


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The Settings sheet. Fields are the keys of its lines in `toolkit.layout`.

    `cells` is where each value is; `logo_file` the picture that `logo` names, as it was
    found beside the workbook.
    """

    board_name: str = ""
    board_short_name: str = ""
    word_set: str = ""
    chair: str = ""
    contact: str = ""
    period: str = ""
    period_start: date | None = None
    period_end: date | None = None
    plan_title: str = ""
    plan_version: str = ""
    plan_status: str = ""
    plan_date: date | None = None
    approved_on: date | None = None
    plan_layout: str = ""
    rating_scheme: str = ""
    as_at: date | None = None
    figures_due_weeks: Decimal | None = None
    next_meeting: date | None = None
    marking: str = ""
    small_numbers: str = ""
    rounding: str = ""
    board_colour: str = ""
    logo: str = ""
    logo_description: str = ""
    logo_file: Logo = NO_LOGO
    cells: Mapping[str, CellPlace] = field(default_factory=dict)

    @property
    def first_day(self) -> date | None:
        """The plan period's first day, given or worked out from the period's words."""
        years = plan_years(self.period)
        return self.period_start or (years[0] if years else None)

    @property
    def last_day(self) -> date | None:
        """The plan period's last day, given or worked out from the period's words."""
        years = plan_years(self.period)
        return self.period_end or (years[1] if years else None)

    @property
    def colour(self) -> str:
        """The colour of this board's papers, dark enough for white letters; "" for the usual."""
        colour = colour_named(self.board_colour)
        return dark_enough(colour) if colour else ""

    @property
    def scheme(self) -> Scheme:
        """The rating scheme chosen."""
        return scheme_named(self.rating_scheme)
