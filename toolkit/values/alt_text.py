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
    """A picture or chart that no paper can show. `str()` is a sentence that says how to fix it."""


def one_line(text: str) -> str:
    """The text as a drawing holds it: cleaned, on one line, without blanks around it."""
    return clean(text).replace("\n", " ").replace("\t", " ").strip()


def checked_description(description: str, what: str) -> None:
    """DrawingFault unless the text can serve those who cannot see the drawing."""
    text = one_line(description) if isinstance(description, str) else ""
    if not any(map(str.isalnum, text)):
        raise DrawingFault(
            f"{what} has no description. Say in one sentence what it shows, "
            "for people who cannot see it."
        )
    if _NAME_OF_A_FILE.fullmatch(text):
        raise DrawingFault(
            f"{what} has a file name as its description. Say in one sentence what it shows."
        )
    if len(text) > LONGEST_DESCRIPTION:
        raise DrawingFault(
            f"{what} has a description of {len(text)} characters; screen readers need "
            f"{LONGEST_DESCRIPTION} or fewer. Give the main point here and the rest in the "
            "paper's text."
        )
