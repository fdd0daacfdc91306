"""How far the search for what to hide goes, and how many values it keeps for each count."""

POSSIBILITIES = 3
"""How many values each hidden count must still be able to have."""

STEPS = (1, -1, 2, -2)
"""What a chain of cells is tried with first: most counts have their other values close by."""
FARTHEST = 12
"""How far a count may move in an answer; what an attacker could find beyond is left to be safe."""
NEAREST = 100
"""Cells among which a change is looked for before more are: most need no more than a dozen."""
ALL = 1600
"""The most cells that are looked at: a count that needs more is said not to be safe."""
MOST_NODES = 2000
"""Branches of one question before it is given up: the same on every machine, unlike a time."""
MOST_KNOWN = 60
"""Changes kept of each cell: one that is found for a cell tells of all that it moves."""
MOST_CHOICES = 24
MOST_LOOKS = 1000
"""Rows to choose from, and questions, with which the smallest set is looked for: small packs."""
