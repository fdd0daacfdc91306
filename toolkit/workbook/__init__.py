"""Workbooks: files to grids of cells, grids to records, layout to fresh workbooks."""
