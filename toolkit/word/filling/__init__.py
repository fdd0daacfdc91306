"""Templates filled: the renderer."""
