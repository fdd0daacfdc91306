"""Rows of a board that a notebook can show: a sequence of records that becomes a frame."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    import pandas

Row = TypeVar("Row", covariant=True)


class Rows(Sequence[Row], Generic[Row]):
    """Records in their order. `to_frame()` gives them as a pandas DataFrame, one row each."""

    def __init__(
        self,
        noun: str,
        rows: Iterable[Row],
        to_frame: "Callable[[Sequence[Any]], pandas.DataFrame]",
    ) -> None:
        self._noun = noun
        self._rows = tuple(rows)
        self._to_frame = to_frame

    def to_frame(self) -> "pandas.DataFrame":
        """The rows as a DataFrame; ToolkitError where pandas is not installed."""
        return self._to_frame(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows[Row]": ...
    def __getitem__(self, index: int | slice) -> "Row | Rows[Row]":
        if isinstance(index, slice):
            return Rows(self._noun, self._rows[index], self._to_frame)
        return self._rows[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __repr__(self) -> str:
        from toolkit.values.text import plural

        return f"<{plural(len(self._rows), self._noun)}; to_frame() shows them>"
