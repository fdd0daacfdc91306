"""A workbook as it was read, from a file or from Excel: what every job begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.reading.grid import Grid

LAYOUT_PROPERTY = "Toolkit layout"
"""The custom document property that holds the version of a workbook's layout."""


@dataclass(frozen=True)
class Workbook:
    """A workbook as read.

    `grids` are the sheets read, `sheet_names` all there are; `numbers` are those of its custom
    document properties that are whole numbers, the layout's version among them; `links` is how
    many other workbooks its formulas take values from; `data` is the file itself; `record` what
    it keeps of what the toolkit wrote last, as `toolkit.writing.record` has it. One that was
    given what its layout lacked is not in its file yet: then `on_disk` is what is there.
    `hidden_sheets` are those that nobody sees in the program.
    """

    name: str
    grids: Mapping[str, Grid]
    sheet_names: tuple[str, ...] = ()
    layout_version: int | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    links: int = 0
    data: bytes = b""
    record: str = ""
    on_disk: bytes = b""
    hidden_sheets: tuple[str, ...] = ()
