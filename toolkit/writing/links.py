"""Which of a workbook's links the toolkit made. Pure."""


def is_given(target: str, shown: str | None) -> bool:
    """Whether a link in one of the toolkit's cells is the one that the toolkit gave it.

    Such a link leads to a cell of the workbook ("'Plan'!G6") and shows its name ("G6"). A
    person who leads the cell elsewhere leaves what it shows. `shown` is None where that is not
    known, "" where someone emptied the cell.
    """
    sheet, _, cell = target.rpartition("!")
    return bool(sheet) and shown in (None, "", cell)
