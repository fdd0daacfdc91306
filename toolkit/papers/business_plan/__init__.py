"""The business plan."""
