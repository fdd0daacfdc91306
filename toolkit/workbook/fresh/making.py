"""A fresh workbook in the making: what each of its sheets is written from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import xlsxwriter

from toolkit.layout.schema import Layout, Table
from toolkit.workbook.formats import Formats
from toolkit.workbook.fresh.content import Content, Rows
from toolkit.workbook.fresh.places import setting_cells

if TYPE_CHECKING:
    from toolkit.workbook.macros import Macros


@dataclass(frozen=True)
class Making:
    """The layout, the workbook it is written into, its content, its looks and its macros."""

    layout: Layout[object]
    workbook: xlsxwriter.Workbook
    content: Content
    macros: "Macros | None"

    @cached_property
    def formats(self) -> Formats:
        """The formats that its sheets share."""
        return Formats(self.workbook)

    @cached_property
    def setting_cells(self) -> Mapping[str, str]:
        """The cell of each setting, by key, as formulas name it."""
        return setting_cells(self.layout)

    def rows_of(self, table: Table) -> Rows:
        """The rows that a table starts with."""
        return self.content.rows.get(table.name, table.fixed_rows)
