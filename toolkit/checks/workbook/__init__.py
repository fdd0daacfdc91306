"""Checks of the workbook as a whole."""
