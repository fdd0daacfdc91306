"""The locked room in which templates run."""
