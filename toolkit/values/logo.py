"""The board's logo as it was found beside its workbook: pure data, read in `word/branding`."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

MOST_MEGABYTES = 2
"""The largest file accepted as a logo: every paper carries a copy."""


class LogoFault(Enum):
    """Why a logo is not printed."""

    ELSEWHERE = auto()
    MISSING = auto()
    TOO_LARGE = auto()
    UNPRINTABLE = auto()


@dataclass(frozen=True)
class Logo:
    """The bytes of a PNG or JPEG; none where there is no logo, or where it has a fault.

    `reason` says in sentences why one is unprintable.
    """

    data: bytes = field(default=b"", repr=False)
    fault: LogoFault | None = None
    reason: str = ""


NO_LOGO = Logo()

# Signs that separate folders, drives, streams and addresses, or that Windows allows in no name.
_SIGNS = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
# On Windows these names are devices, whatever their ending and in any folder.
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE
)
_LONGEST_NAME = 255


def is_file_name(text: str) -> bool:
    """Whether a text is the name of a file alone: it leads to no other folder, drive or device."""
    return (
        0 < len(text) <= _LONGEST_NAME
        and text.strip(". ") != ""
        and not _SIGNS.search(text)
        and not _DEVICES.fullmatch(text)
    )
