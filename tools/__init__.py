"""Build time only: what makes the files that ship, and the generated documentation."""
