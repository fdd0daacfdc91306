"""Someone who works back from all that was published, with a solver for whole numbers.

Knows what was shown in every release, how areas, periods and kinds make each other up, and that
what is hidden is no zero; nothing of how the toolkit chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Window = tuple[float, float]
Sum = tuple[str, tuple[tuple[str, int], ...]]
"""A total, and what it is made of: each with how often it counts."""

ENOUGH = 3


class Attacker:
    """What can be known of counts within their windows when all sums hold."""

    def __init__(self, windows: Mapping[str, Window], sums: Iterable[Sum]) -> None:
        self._place = {name: at for at, name in enumerate(windows)}
        self._low = np.array([low for low, _ in windows.values()], dtype=float)
        self._high = np.array([high for _, high in windows.values()], dtype=float)
        rows, columns, values, number = [], [], [], 0
        for total, parts in dict.fromkeys(sums):
            for name, times in ((total, -1), *parts):
                rows.append(number)
                columns.append(self._place[name])
                values.append(times)
            number += 1
        shape = (number, len(self._place))
        matrix = csr_array((values, (rows, columns)), shape=shape)
        self._sums = LinearConstraint(matrix, np.zeros(number), np.zeros(number))

    def narrowed(self, names: Sequence[str]) -> list[str]:
        """Those of the counts that can have fewer than three values."""
        return [name for name in names if not self._is_open(name)]

    def _is_open(self, name: str) -> bool:
        least = self._end(name, 1)
        most = self._end(name, -1)
        if most - least < ENOUGH - 1:
            return False
        # Between its ends there may be a gap.
        return not np.isnan(self._end(name, 1, (least + 1, most - 1)))

    def _end(self, name: str, sign: int, window: Window | None = None) -> float:
        """The least (1) or the most (-1) that a count can be; NaN where it can be nothing."""
        at = self._place[name]
        low, high = self._low.copy(), self._high.copy()
        if window:
            low[at], high[at] = max(low[at], ceil(window[0])), min(high[at], floor(window[1]))
        high[at] = min(high[at], 10_000)
        cost = np.zeros(len(low))
        cost[at] = sign
        found = milp(
            cost, constraints=self._sums, integrality=np.ones(len(low)), bounds=Bounds(low, high)
        )
        if found.x is None:
            assert window, f"{name}: what was published contradicts itself"
            return float("nan")
        return float(round(found.x[at]))
