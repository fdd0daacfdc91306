"""A workbook of the layout before, given what the current layout has and it lacks."""
