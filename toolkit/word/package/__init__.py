"""The package that a Word file is: its parts, names and places."""
