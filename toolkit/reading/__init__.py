"""From grids of cells to records, with what was found on the way. Pure."""
