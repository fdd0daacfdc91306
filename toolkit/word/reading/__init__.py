"""A Word file as neutral blocks."""
