"""Rating schemes: which colours a board rates actions with, and what each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from toolkit.values.choices import (
    AMBER,
    BLUE,
    BRAG,
    FIVE_COLOURS,
    GREEN,
    GREY,
    RATINGS,
    RED,
    THREE_COLOURS,
)


class Progress(Enum):
    """How a piece of work is going, before any scheme gives it a colour."""

    COMPLETE = "complete"
    ON_TRACK = "on track"
    RECOVERING = "late, with an agreed date to catch up"
    OFF_TRACK = "late, without one"
    NOT_DUE_TO_START = "not due to start"


@dataclass(frozen=True)
class Scheme:
    """A rating scheme: its colours in printed order, and the colour of each state."""

    name: str
    ratings: tuple[str, ...]
    colour_of: Mapping[Progress, str]


_EVERY_SCHEME = {Progress.RECOVERING: AMBER, Progress.OFF_TRACK: RED, Progress.ON_TRACK: GREEN}

SCHEMES: Mapping[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            FIVE_COLOURS,
            RATINGS,
            {**_EVERY_SCHEME, Progress.COMPLETE: BLUE, Progress.NOT_DUE_TO_START: GREY},
        ),
        Scheme(
            BRAG,
            RATINGS[:4],
            {**_EVERY_SCHEME, Progress.COMPLETE: BLUE, Progress.NOT_DUE_TO_START: GREEN},
        ),
        Scheme(
            THREE_COLOURS,
            RATINGS[:3],
            {**_EVERY_SCHEME, Progress.COMPLETE: GREEN, Progress.NOT_DUE_TO_START: GREEN},
        ),
    )
}


def scheme_named(name: str) -> Scheme:
    """The scheme of that name; five colours where the name is empty or unknown."""
    return SCHEMES.get(name, SCHEMES[FIVE_COLOURS])
