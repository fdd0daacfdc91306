"""What the tables, lists and titles of a Word plan are."""
