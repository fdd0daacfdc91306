"""What is done to a finished document: contents, PDF, publication."""
