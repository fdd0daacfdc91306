"""Two plans held against each other: which rows are one thing, and what changed. Pure."""
