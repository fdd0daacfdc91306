"""The sheets of a fresh workbook: its front, its settings, its tables."""
