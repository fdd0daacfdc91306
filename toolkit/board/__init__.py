"""The records of a board: what a workbook says, as frozen dataclasses."""
