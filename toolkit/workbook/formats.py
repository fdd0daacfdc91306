"""How cells of a fresh workbook look: one small family of formats."""

from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from toolkit.layout.schema import Colours, Column, Kind, Owner
from toolkit.values import palette

DATE_FORMAT = "dd/mm/yyyy"


class Formats:
    """The formats of one workbook, made once each and shared."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """A format with those properties over the plain one."""
        merged = {"font_name": palette.FONT, "font_size": 10, "valign": "top", **properties}
        key = tuple(sorted(merged.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(merged)
        return self._made[key]

    @property
    def title(self) -> Format:
        """The title of a sheet."""
        return self.of(bold=True, font_size=18, font_color=f"#{palette.NAVY}", valign="vcenter")

    @property
    def purpose(self) -> Format:
        """The sentence under the title."""
        return self.of(font_size=10, font_color=f"#{palette.INK}", valign="vcenter")

    @property
    def group(self) -> Format:
        """A heading over a block of settings or a list."""
        return self.of(bold=True, font_size=12, font_color=f"#{palette.NAVY}", valign="bottom")

    @property
    def band(self) -> Format:
        """The heading of a band of columns, with a line under all of them."""
        return self.of(
            bold=True,
            font_color=f"#{palette.BLUE}",
            valign="bottom",
            bottom=5,
            bottom_color=f"#{palette.BLUE}",
        )

    @property
    def label(self) -> Format:
        """The name of a setting or a figure."""
        return self.of(bold=True, text_wrap=True)

    @property
    def help(self) -> Format:
        """The words that explain a setting or a figure."""
        return self.of(text_wrap=True, font_color="#484949")

    def heading(self, column: Column) -> Format:
        """The heading of a column: navy for staff's columns, grey for the toolkit's."""
        own = column.owner is Owner.TOOLKIT
        return self.of(
            bold=True,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color="#FFFFFF",
            bg_color="#D9D9D9" if own else f"#{palette.NAVY}",
            font_color=f"#{palette.INK}" if own else "#FFFFFF",
        )

    def cell(self, column: Column, after: Column | None = None) -> Format:
        """A cell of a column, and the column before it."""
        properties: dict[str, Any] = {
            "border": 1,
            "border_color": f"#{palette.LINE}",
            "text_wrap": True,
        }
        if column.owner is Owner.TOOLKIT:
            properties |= {"bg_color": "#F2F2F2"}
        begins_band = after is not None and after.band != column.band
        if begins_band:
            properties |= {"left": 2, "left_color": f"#{palette.BLUE}"}
        if column.kind is Kind.DATE:
            properties |= {"num_format": DATE_FORMAT, "align": "left"}
        elif column.kind in (Kind.NUMBER, Kind.COUNT):
            properties |= {"align": "right"}
        elif column.colours is Colours.RATINGS:
            properties |= {"align": "center", "num_format": "@"}
        else:
            # Text stays text: a ref such as 1.10 must not turn into the number 1.1.
            properties |= {"num_format": "@"}
            if after and after.kind in (Kind.NUMBER, Kind.COUNT) and not begins_band:
                properties |= {"align": "left", "indent": 1}
        return self.of(**properties)

    def input(self, kind: Kind, owner: Owner = Owner.STAFF) -> Format:
        """A cell of the Settings sheet; grey where the toolkit fills it."""
        number_format = DATE_FORMAT if kind is Kind.DATE else "@"
        fill = {"bg_color": "#F2F2F2"} if owner is Owner.TOOLKIT else {}
        return self.of(
            **fill,
            border=1,
            border_color=f"#{palette.BLUE}",
            text_wrap=True,
            align="left",
            num_format=number_format,
        )

    def alarm(self, alarm: str) -> Format:
        """The look of a figure above zero; slips of typing look unlike any rating."""
        if alarm in palette.RAG:
            return self.rating(alarm)
        return self._workbook.add_format(
            {"bg_color": f"#{palette.INK}", "font_color": "#FFFFFF", "bold": True}
        )

    def rating(self, rating: str) -> Format:
        """The look of a cell that holds a rating's word; fill and ink only."""
        shade = palette.RAG[rating]
        return self._workbook.add_format(
            {"bg_color": f"#{shade.fill}", "font_color": f"#{shade.ink}", "bold": True}
        )
