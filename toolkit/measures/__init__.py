"""Verdicts: small pure modules, one method each. Every verdict carries its reason in words."""
