"""Text as Word can hold it: the one place where characters are put right."""

import re

# What Excel writes for characters that XML cannot hold; others of this form are words.
_EXCEL_ESCAPE = re.compile(r"_x00([01][0-9A-Fa-f])_")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
SUSPECT = "[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]|_x00[01]"
"""Found in every text that `clean` changes, and in few others."""
_SUSPECT = re.compile(SUSPECT)


def clean(text: str) -> str:
    """The text with every kind of line end as "\\n" and no character that XML forbids.

    Control characters go; half a character (a lone surrogate) becomes the mark for
    an unreadable one, so that its loss is seen.
    """
    if not _SUSPECT.search(text):
        return text
    text = _EXCEL_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    text = _LINE_ENDS.sub("\n", text)
    text = _NOT_IN_XML.sub("", text)
    return _SURROGATE.sub("\ufffd", text)
