"""What a paper says of each name that its templates may print."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """A name that templates use, what it prints and an example of it."""

    path: str
    meaning: str
    example: str
