"""Small programmes in whole numbers, answered by HiGHS."""

from collections.abc import Mapping, Sequence

import highspy
import numpy as np
from highspy import _core

from toolkit.publishing.puzzle import UNLIMITED
from toolkit.publishing.search_limits import MOST_NODES

Span = tuple[int, int]
"""The least and the most that something may be."""


class Programme:
    """Whole numbers, each within its window, and sums of them within theirs, at least cost.

    A sum is how often each number, by its place, counts in it, and the sum's window.
    """

    def __init__(
        self,
        windows: Sequence[Span],
        sums: Sequence[tuple[Mapping[int, int], Span]],
        costs: Sequence[float],
    ) -> None:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(windows), len(sums)
        model.col_cost_ = np.array(costs, dtype=float)
        model.col_lower_, model.col_upper_ = _edges(windows)
        model.row_lower_, model.row_upper_ = _edges([window for _, window in sums])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(members) for members, _ in sums)])
        model.a_matrix_.index_ = np.array([at for members, _ in sums for at in members])
        model.a_matrix_.value_ = np.array(
            [times for members, _ in sums for times in members.values()], dtype=float
        )
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(windows)
        # Its public class prints a line on the standard output as it is made.
        self._solver = _core._Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("mip_rel_gap", 0.0)
        self._solver.setOptionValue("mip_max_nodes", MOST_NODES)
        self._solver.passModel(model)

    def solve(self, *, whole: bool = True, first: Span | None = None) -> list[int] | None:
        """The numbers, rounded; None where there are none. The first may get another window.

        If not `whole`, or where it was given up, they need not fit: whoever asks checks them.
        """
        if first:
            self._solver.changeColBounds(0, *first)
        self._solver.setOptionValue("solve_relaxation", not whole)
        self._solver.run()
        if self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        return [round(value) for value in self._solver.getSolution().col_value]


def _edges(windows: Sequence[Span]) -> tuple["np.typing.NDArray[np.float64]", ...]:
    pairs = np.array(windows, dtype=float).reshape(-1, 2)
    pairs[pairs >= UNLIMITED] = highspy.kHighsInf
    pairs[pairs <= -UNLIMITED] = -highspy.kHighsInf
    return pairs[:, 0], pairs[:, 1]
