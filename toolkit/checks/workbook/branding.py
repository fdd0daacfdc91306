"""How papers look: the board's colour and its logo."""

import math
from collections.abc import Iterator, Mapping

from toolkit.board.board import Board
from toolkit.layout.board.settings import SETTINGS
from toolkit.results.results import Results
from toolkit.values.findings import Finding, Rule, Severity
from toolkit.values.logo import MOST_MEGABYTES, LogoFault
from toolkit.values.palette import LEAST_CONTRAST, WHITE, colour_named, contrast, dark_enough

COLOUR_UNREADABLE = Rule(
    "LOOK-001",
    Severity.WARNING,
    '"{heading}" is not a colour; papers use the toolkit\'s own.',
    "Type # and six characters from 0 to 9 and A to F, as in #1D70B8, or clear the cell.",
)
COLOUR_TOO_LIGHT = Rule(
    "LOOK-002",
    Severity.WARNING,
    "White letters on the board colour #{colour} have a contrast of {ratio} to 1, which is less "
    "than {needed} to 1; papers use the darker #{darker}.",
    "Type #{darker} or another darker colour, or leave it: papers use the darker one.",
)
LOGO_ELSEWHERE = Rule(
    "LOOK-003",
    Severity.WARNING,
    "The logo is more than a file name; papers are printed without it.",
    "Put the picture in the folder of this workbook, and type only its name, as in logo.png.",
)
LOGO_MISSING = Rule(
    "LOOK-004",
    Severity.WARNING,
    "The logo is not in the folder of this workbook; papers are printed without it.",
    "Put the picture in the folder of this workbook under the name in this cell, with its "
    "ending, or clear the cell.",
)
LOGO_UNPRINTABLE = Rule(
    "LOOK-005",
    Severity.WARNING,
    "The logo cannot be printed: {reason}",
    "Then type its name here, if that has changed; until then, papers are printed without it.",
)
LOGO_TOO_LARGE = Rule(
    "LOOK-006",
    Severity.WARNING,
    "The logo is over {megabytes} megabytes, which every paper would have to carry; papers "
    "are printed without it.",
    "Save a smaller copy beside this workbook, and type its name here; 1,000 pixels across is "
    "plenty.",
)
LOGO_UNDESCRIBED = Rule(
    "LOOK-007",
    Severity.WARNING,
    "The logo cannot be read out: {reason}",
    'Type it under "{heading}"; until then, the board\'s name is read out in its place.',
)


_LABELS = {setting.key: setting.label for setting in SETTINGS.settings}


def board_colour(board: Board, results: Results) -> Iterator[Finding]:
    """A colour that cannot be read, or that is too light for the white letters on it."""
    settings = board.settings
    if not settings.board_colour:
        return
    cell = settings.cells["board_colour"]
    colour = colour_named(settings.board_colour)
    if colour is None:
        yield COLOUR_UNREADABLE.at(cell, heading=_LABELS["board_colour"])
        return
    ratio = contrast(WHITE, colour)
    if ratio < LEAST_CONTRAST:
        yield COLOUR_TOO_LIGHT.at(
            cell,
            colour=colour,
            # Rounded down: 4.496 must not be called 4.5.
            ratio=math.floor(ratio * 100) / 100,
            needed=LEAST_CONTRAST,
            darker=dark_enough(colour),
        )


_RULES: Mapping[LogoFault, Rule] = {
    LogoFault.ELSEWHERE: LOGO_ELSEWHERE,
    LogoFault.MISSING: LOGO_MISSING,
    LogoFault.UNPRINTABLE: LOGO_UNPRINTABLE,
    LogoFault.TOO_LARGE: LOGO_TOO_LARGE,
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
        yield LOGO_UNDESCRIBED.at(
            settings.cells.get("logo_description", settings.cells["logo"]),
            reason=_in_a_sentence(str(fault)),
            heading=_LABELS["logo_description"],
        )


def _in_a_sentence(reason: str) -> str:
    """A reason as it goes on after a colon."""
    return reason[:1].lower() + reason[1:]


CHECKS = (board_colour, logo, logo_description)
