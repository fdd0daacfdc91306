"""What Excel answers when it cannot be reached, in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.values.errors import InUse, ToolkitError

# What Excel answers while a person types into a cell or a window of its own is open.
_BUSY = frozenset({-2147418111, -2146777998})
_GONE = frozenset({-2147023174, -2147023170, -2147417848})


@contextmanager
def plain_words() -> Iterator[None]:
    """InUse where Excel is busy or gone: what it says of that itself helps nobody."""
    try:
        yield
    except ToolkitError:
        raise
    except Exception as error:
        raise_if_busy(error)
        raise


def raise_if_busy(error: Exception) -> None:
    """InUse where an error is Excel's way to say that it is busy or gone; else nothing."""
    # Its type is known where Excel is; elsewhere the module it comes from is not there.
    kind = type(error).__name__.rpartition(".")[2]
    if kind not in ("com_error", "DisposedException", "ExcelBusyError"):
        return
    codes = set(_codes(error))
    if codes & _BUSY or kind == "ExcelBusyError":
        raise InUse(
            "Excel is busy. Finish the cell you are typing in (Enter or Esc), close any box that "
            "is open, and try again."
        ) from error
    if codes & _GONE or kind == "DisposedException":
        raise InUse(
            "The workbook was closed before the work was done. The file is as you saved it last."
        ) from error


def _codes(error: Exception) -> Iterator[object]:
    """What Excel answered, by number: on its face, or as the last of what it says of itself."""
    if error.args:
        yield error.args[0]
    said = error.args[2] if len(error.args) > 2 else None
    if isinstance(said, tuple) and said:
        yield said[-1]
