"""Values of a context that are more than text."""
