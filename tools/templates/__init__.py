"""Builds the Word templates that ship."""
