"""What is wrong in a finished document."""
