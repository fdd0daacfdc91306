"""Safeguarding toolkit: a board's reporting year, run from one Excel workbook."""

__version__ = "0.1.0"
