"""Text as XML holds it. The standard library's own brings its network modules along."""

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escaped(text: str) -> str:
    """The text as it is written between tags."""
    return text.translate(_TEXT)


def quoted(text: str) -> str:
    """The text as the value of an attribute, with its quotation marks."""
    return f'"{text.translate(_ATTRIBUTE)}"'
