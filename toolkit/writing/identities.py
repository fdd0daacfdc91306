"""Identities of rows: how they are written, and where the highest one given is kept."""

import re

HIGHEST_IDENTITY = "Toolkit highest {prefix}"
"""The document property that keeps the highest number ever given with a prefix."""


def identity(prefix: str, number: int) -> str:
    """An identity as in A-0001."""
    return f"{prefix}-{number:04}"


def identity_number(text: str, prefix: str) -> int:
    """The number of an identity; 0 where the text is none with that prefix."""
    match = re.fullmatch(rf"{prefix}-(\d{{1,9}})", text)
    return int(match[1]) if match else 0
