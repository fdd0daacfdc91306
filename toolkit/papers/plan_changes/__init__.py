"""The paper on what changed in a plan."""
