"""How papers look: the board's colour and its logo."""

import math
from collections.abc import Iterator, Mapping

from toolkit.board.board import Board
from toolkit.checks import rules
from toolkit.layout.board.board_sheets import SETTINGS
from toolkit.results.results import Results
from toolkit.values.findings import Finding, Rule
from toolkit.values.logo import MOST_MEGABYTES, LogoFault
from toolkit.values.palette import LEAST_CONTRAST, WHITE, colour_named, contrast, dark_enough

_LABELS = {setting.key: setting.label for setting in SETTINGS.settings}


def board_colour(board: Board, results: Results) -> Iterator[Finding]:
    """A colour that cannot be read, or that is too light for the white letters on it."""
    settings = board.settings
    if not settings.board_colour:
        return
    cell = settings.cells["board_colour"]
    colour = colour_named(settings.board_colour)
    if colour is None:
        yield rules.COLOUR_UNREADABLE.at(cell, heading=_LABELS["board_colour"])
        return
    ratio = contrast(WHITE, colour)
    if ratio < LEAST_CONTRAST:
        yield rules.COLOUR_TOO_LIGHT.at(
            cell,
            colour=colour,
            # Rounded down: 4.496 must not be called 4.5.
            ratio=math.floor(ratio * 100) / 100,
            needed=LEAST_CONTRAST,
            darker=dark_enough(colour),
        )


_RULES: Mapping[LogoFault, Rule] = {
    LogoFault.ELSEWHERE: rules.LOGO_ELSEWHERE,
    LogoFault.MISSING: rules.LOGO_MISSING,
    LogoFault.UNPRINTABLE: rules.LOGO_UNPRINTABLE,
    LogoFault.TOO_LARGE: rules.LOGO_TOO_LARGE,
}


def logo(board: Board, results: Results) -> Iterator[Finding]:
    """A logo that cannot be printed."""
    settings = board.settings
    fault, reason = settings.logo_file.fault, settings.logo_file.reason
    if settings.logo and fault:
        yield _RULES[fault].at(
            settings.cells["logo"],
            reason=_in_a_sentence(reason),
            megabytes=MOST_MEGABYTES,
        )


def logo_description(board: Board, results: Results) -> Iterator[Finding]:
    """A logo without words that can be read out to those who cannot see it."""
    settings = board.settings
    if not settings.logo:
        return
    from toolkit.values.alt_text import DrawingFault, checked_description

    try:
        checked_description(settings.logo_description, "It")
    except DrawingFault as fault:
        yield rules.LOGO_UNDESCRIBED.at(
            settings.cells.get("logo_description", settings.cells["logo"]),
            reason=_in_a_sentence(str(fault)),
            heading=_LABELS["logo_description"],
        )


def _in_a_sentence(reason: str) -> str:
    """A reason as it goes on after a colon."""
    return reason[:1].lower() + reason[1:]


CHECKS = (board_colour, logo, logo_description)
