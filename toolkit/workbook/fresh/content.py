"""What a fresh workbook starts with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

CellContent = str | date | Decimal | int | None
Rows = Sequence[Mapping[str, CellContent]]


@dataclass(frozen=True)
class Content:
    """What a fresh workbook starts with: settings by key, rows by table and column key.

    `counts` are the results on the front sheet; `highest` the highest identities ever given, by the
    names they are kept under.
    """

    settings: Mapping[str, CellContent] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    highest: Mapping[str, int] = field(default_factory=dict)
