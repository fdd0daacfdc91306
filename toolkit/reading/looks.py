"""How cells of somebody else's sheet look, where looks say something: colour, bold, struck out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.reading.grid import Address


@dataclass(frozen=True)
class Looks:
    """The looks of a sheet's cells by address.

    `shades` are backgrounds as six hexadecimal digits; `struck` cells hold words that no
    longer hold. `is_hidden` where the program does not show the sheet.
    """

    shades: Mapping[Address, str] = field(default_factory=dict)
    bold: frozenset[Address] = frozenset()
    struck: frozenset[Address] = frozenset()
    is_hidden: bool = False
