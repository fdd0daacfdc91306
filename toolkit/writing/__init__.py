"""From records and results to changes of cells. Pure: no file is touched."""
