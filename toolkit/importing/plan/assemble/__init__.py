"""The plan put together from what was recognised."""
