"""Everything about Excel that is open: buttons, menu, setup, the live workbook."""
