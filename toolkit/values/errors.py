"""What stops a job: one sentence and what to do, shown without a traceback.

A finding is something a person can fix in a cell; it never stops a job. Each
subclass here is one kind of stop, with an exit code of its own.
"""

CLEAN, ERRORS_FOUND, OUR_FAULT = 0, 1, 99
"""Exit codes beside those of the errors below: all is well, the workbook has errors, our fault."""


class ToolkitError(Exception):
    """A job cannot go on. `str()` is the sentence that the person sees."""

    exit_code = 10

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence, and no frames of the toolkit's code."""
        return [str(self)]


class WrongUse(ToolkitError):
    """Something was asked for that there is not."""

    exit_code = 2


class FileMissing(ToolkitError):
    """There is no such file, or it is a folder."""

    exit_code = 11


class WrongFileType(ToolkitError):
    """The file is of another type, damaged or locked by a password."""

    exit_code = 12


class NotABoardWorkbook(ToolkitError):
    """A workbook, but none of the toolkit's."""

    exit_code = 13


class CannotWrite(ToolkitError):
    """The place to write is full, read-only, open elsewhere or taken."""

    exit_code = 14


class TemplateFault(ToolkitError):
    """A Word template cannot be filled."""

    exit_code = 15


class HasErrors(ToolkitError):
    """`--strict` refuses to build from a workbook with open errors."""

    exit_code = 16


class FileRefused(ToolkitError):
    """The file may be made to do harm: it was not opened."""

    exit_code = 17


class TooLittleMemory(FileRefused):
    """A job needs more memory than it can have."""

    def __init__(self) -> None:
        super().__init__(
            "There is not enough memory for this. Nothing is half written. Close other programs, "
            "or keep only the sheets and pages that are needed, and try again."
        )


class InUse(ToolkitError):
    """Another program holds the file, or has changed it meanwhile."""

    exit_code = 18


class LayoutMismatch(ToolkitError):
    """The workbook was made by a newer toolkit, or needs `toolkit upgrade` first."""

    exit_code = 19


class UnknownAction(ToolkitError):
    """The plan has no action of that name."""

    exit_code = 26


class NotReleased(ToolkitError):
    """Figures may not go out: something has to be decided first, or the name is taken.

    `words` are those with which a person lets them go out all the same; empty where none do.
    """

    exit_code = 27

    def __init__(self, sentence: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.words = words


class AlreadyClosed(ToolkitError):
    """A period of that name has been closed before."""

    exit_code = 21


class CellRefused(ToolkitError):
    """The toolkit would write into a cell that must not be written."""

    exit_code = 20


class RowsThere(ToolkitError):
    """An import would write where there are rows, and nobody has said what to do with them."""

    exit_code = 23


class FaultRecorded(ToolkitError):
    """A fault of the toolkit's own, which is in the log already."""

    exit_code = OUR_FAULT


class NotConfirmed(ToolkitError):
    """Something unusual was asked for, and nobody has said yes to it."""

    exit_code = 24


class NothingClosed(ToolkitError):
    """There is no closing, or no report of one, that could be undone or corrected."""

    exit_code = 25
