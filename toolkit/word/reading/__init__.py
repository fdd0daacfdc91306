"""A Word file, opened once and read as a person reads it."""
