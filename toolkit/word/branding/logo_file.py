"""Reads the logo that lies beside a workbook, and nothing that lies elsewhere."""

from pathlib import Path

from toolkit.values.alt_text import DrawingFault
from toolkit.values.logo import MOST_MEGABYTES, Logo, LogoFault, is_file_name
from toolkit.word.branding.branding import fitted


def read_logo(folder: Path, name: str) -> Logo:
    """The logo of that name in the folder; a fault where there is none that can be printed.

    Names that lead elsewhere are refused unread, and so are links: they may lead anywhere.
    """
    if not is_file_name(name):
        return Logo(fault=LogoFault.ELSEWHERE)
    path = folder / name
    most = MOST_MEGABYTES * 2**20
    try:
        if path.is_symlink() or not path.is_file():
            return Logo(fault=LogoFault.MISSING)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError:
        return Logo(fault=LogoFault.MISSING)
    if len(data) > most:
        return Logo(fault=LogoFault.TOO_LARGE)
    try:
        fitted(data, "Logo")
    except DrawingFault as fault:
        return Logo(fault=LogoFault.UNPRINTABLE, reason=str(fault))
    return Logo(data)
