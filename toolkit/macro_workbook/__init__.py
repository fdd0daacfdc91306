"""Workbooks with buttons: macros and buttons for any board workbook, and the two that ship."""
