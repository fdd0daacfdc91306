"""The board workbook's sheets."""
