"""Files of any board's own shape, read as records of the board workbook."""
