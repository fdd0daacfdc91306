"""Faults of a template, at their place, in words that quote no value."""

from types import TracebackType

from toolkit.values.text import nearest


class PlacedError(Exception):
    """A fault at a place in a template whose name is not known yet."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(sentence)
        self.place = place
        self.sentence = sentence


def line_of(error: BaseException) -> int | None:
    """The line of the template's source in which the error arose."""
    line = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def guess(field: str, known: tuple[str, ...]) -> str:
    """The end of a sentence on a field that is not there: the nearest one that is."""
    parts = (name for name in known if field.startswith(name) or name.startswith(field))
    likely = nearest(field, known) or next(parts, None)
    return f'; did you mean "{likely}"?' if likely else "."
