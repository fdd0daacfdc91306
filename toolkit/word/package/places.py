"""Where in a template something is wrong, in words that a person can follow in Word."""

import re

# Put before each paragraph of a template's source: lines count, and nothing is printed.
LINE_MARK = "{#\n#}"

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p[ >]")
_MARKUP = re.compile(r"<[^>]*>")
_PARTS = (
    ("header", "page header"),
    ("footer", "page footer"),
    ("footnotes", "footnotes"),
    ("core", "document properties"),
)


def with_line_marks(source: str) -> str:
    """The source with each paragraph on a line of its own, so that errors tell which."""
    return _PARAGRAPH.sub(lambda match: LINE_MARK + match[0], source)


def place_of(part: str, source: str, line: int | None, word: str = "") -> str:
    """Where a line of a part's source is: "table 2", "page header", 'near "…"'.

    `word` is looked for in the line's tags, so that the right one is quoted.
    """
    if line is None:
        return _name_of(part)
    lines = source.split("\n")
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    tag = next((tag for tag in TAG.findall(here) if word and word in tag), "")
    before = "\n".join(lines[: line - 1]) + here[: here.find(tag)]
    where = [_name_of(part)]
    if before.count("<w:tbl>") > before.count("</w:tbl>"):
        where.append(f"table {before.count('<w:tbl>')}")
    elif not where[0]:
        quoted = tag or _MARKUP.sub("", here.removeprefix("#}").removesuffix("{#")).strip()
        where.append(f'near "{quoted[:60]}"' if quoted else "")
    return ", ".join(place for place in where if place)


def _name_of(part: str) -> str:
    return next((name for word, name in _PARTS if word in part), "")
