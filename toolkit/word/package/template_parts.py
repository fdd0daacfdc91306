"""Which parts of a Word file are filled: said once, for the renderer and the linter."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."

DOCUMENT = f"{_WORD}document.main+xml"
TEMPLATE = f"{_WORD}template.main+xml"

# By content type; what people call the part, "" for the text itself.
FILLED = {
    DOCUMENT: "",
    TEMPLATE: "",
    f"{_WORD}header+xml": "page header",
    f"{_WORD}footer+xml": "page footer",
    f"{_WORD}footnotes+xml": "footnotes",
}
