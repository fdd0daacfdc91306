"""What follows from the records: current values, verdicts, what was reported before. Pure."""
