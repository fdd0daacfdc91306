"""Words for those who cannot see a picture or chart: what serves them and what does not."""

import re

from toolkit.values.cleaning import clean

LONGEST_DESCRIPTION = 500
_NAME_OF_A_FILE = re.compile(
    r".*\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|heic|pdf|docx?|xls[xm]?|pptx?)"
    r"|(img|dsc|image|picture|photo|scan|screenshot)[-_ ]?\d*",
    re.IGNORECASE,
)


class DrawingFault(ValueError):
    """A picture or chart that no paper can show. `str()` is a sentence that says how to mend it."""


def one_line(text: str) -> str:
    """The text as it stands in a drawing: cleaned, on one line, without blanks around it."""
    return clean(text).replace("\n", " ").replace("\t", " ").strip()


def checked_description(description: str, what: str) -> None:
    """DrawingFault unless the text can serve those who cannot see the drawing."""
    text = one_line(description) if isinstance(description, str) else ""
    if not any(map(str.isalnum, text)):
        raise DrawingFault(
            f"{what} has no description. Say in a sentence what it shows, "
            "for those who cannot see it."
        )
    if _NAME_OF_A_FILE.fullmatch(text):
        raise DrawingFault(
            f"{what} is described by the name of a file. Say in a sentence what it shows."
        )
    if len(text) > LONGEST_DESCRIPTION:
        raise DrawingFault(
            f"{what} has a description of {len(text)} characters; at most {LONGEST_DESCRIPTION} "
            "are read out well. Say the main point here and the rest in the paper's text."
        )
