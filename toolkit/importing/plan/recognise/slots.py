"""A cell of a row and the fields that its column was read as."""

from dataclasses import dataclass

from toolkit.importing.plan.cells.cells import Line


@dataclass(frozen=True)
class Slot:
    """A cell and what its column was read as: no field where it fits none.

    `is_key` where the colours of the column's cells tell them apart.
    """

    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    heading: str = ""
    shade: str = ""
    is_key: bool = False
