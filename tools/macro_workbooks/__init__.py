"""Builds the workbooks with buttons that ship."""
