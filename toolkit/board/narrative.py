"""The records of running text."""

from dataclasses import dataclass

from toolkit.values.findings import Source


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading, paragraph or bullet of running text."""

    place: str
    style: str
    text: str
    source: Source
