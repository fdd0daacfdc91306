"""What takes changes to an open workbook back, where one of them is refused."""

from collections.abc import Callable


class Undo:
    """Steps back, each kept before the step forward that it undoes."""

    def __init__(self) -> None:
        self._steps: list[Callable[[], object]] = []

    def keep(self, step: Callable[[], object]) -> None:
        """Keep a step back."""
        self._steps.append(step)

    def run(self) -> bool:
        """Take every step back, the last one first; whether all of them were taken."""
        whole = True
        while self._steps:
            try:
                self._steps.pop()()
            except Exception:
                whole = False
        return whole
