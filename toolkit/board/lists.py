"""The records of Lists and Mappings: leads, ratings, areas, and words with what they mean."""

from dataclasses import dataclass

from toolkit.values.findings import Source


@dataclass(frozen=True, kw_only=True)
class Lead:
    """A post or group that leads actions."""

    name: str
    kind: str
    reports_to: str
    also_known_as: tuple[str, ...]
    source: Source

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and the others it is known by."""
        return tuple(name for name in (self.name, *self.also_known_as) if name)


@dataclass(frozen=True, kw_only=True)
class RatingWords:
    """How a rating is printed and what it means."""

    rating: str
    label: str
    process: str
    impact: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area that figures are given for; a part of ours may lie in another, its `parent`."""

    name: str
    kind: str
    parent: str = ""
    source: Source


@dataclass(frozen=True, kw_only=True)
class EvidenceCode:
    """A kind of evidence and what counts as it."""

    kind: str
    meaning: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Abbreviation:
    """A short form the plan uses."""

    short: str
    long: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word the board changes."""

    term: str
    word: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class AgencyWords:
    """Words of an agency's tables, and what they are in ours; everybody's where `owner` is ""."""

    owner: str
    theirs: str
    ours: str
    source: Source
