"""How far the search for what to hide goes, and how many values it keeps for each count."""

POSSIBILITIES = 3
"""How many values each hidden count must still be able to have."""

STEPS = (1, -1, 2, -2, 3, -3)
# How far a search goes before it gives up: closely, where a failure costs little, and before
# all there is would be hidden. Measured on packs of 90 and 120 rows (areas by categories by
# quarters, with years and wholes), a quarter of the rows small: with no more than 4000 one pack
# in 36 came to that, and 63 further rows were hidden; with 20,000 it takes a second, and 11 are.
NODES = 4000
FEW_NODES = 400
MANY_NODES = 20_000
# Changes kept of each cell: with them one of those packs took 1.9 s instead of 25.8, and most a
# third of the time; the slowest still takes half a minute.
MOST_KNOWN = 60
# Further rows looked for at once, sets of them tried in all, and cells of a wide relation:
# each is the largest with which packs of 3,000 rows stay within seconds.
MOST_NEW = 7
MOST_LOOKS = 10_000
WIDE = 12
