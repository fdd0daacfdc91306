"""Words in cells of a workbook that XlsxWriter makes: always words, whatever they look like."""

from typing import Any


def write_words(
    worksheet: Any, row: int, column: int, words: str, plain: Any, cell_format: Any = None
) -> None:
    """Write a text into a cell; never a formula, a link or markup.

    `plain` is a format of the workbook without any settings.
    """
    if words.startswith("<r>") and words.endswith("</r>"):
        # XlsxWriter takes these for XML of its own making, and would write them as such.
        look = () if cell_format is None else (cell_format,)
        worksheet.write_rich_string(row, column, plain, words[:1], words[1:], *look)
    else:
        worksheet.write_string(row, column, words, cell_format)
