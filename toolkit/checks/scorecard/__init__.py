"""Checks of the scorecard."""
