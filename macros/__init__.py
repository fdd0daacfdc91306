"""The macros of the button workbook: one-line subs and no logic."""
