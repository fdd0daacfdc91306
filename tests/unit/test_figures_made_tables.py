"""Made tables in many layouts: no figure wrong, nearly all of them read."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.made_tables import LAYOUTS, Score, board, count, made
from toolkit.importing.figures import read_wide

BOARD = board()


def score_of(numbers: list[int]) -> Score:
    score = Score()
    for number in numbers:
        table = made(number)
        count(table, read_wide(table.grid, BOARD, "made.xlsx"), score)
    return score


def test_two_tables_of_each_layout_are_read_without_a_wrong_figure() -> None:
    score = score_of(list(range(2 * len(LAYOUTS))))

    assert score.wrong == []
    assert score.right >= 0.97 * score.wanted, score.left_out[:5]
    assert score.wanted > 1000


@given(st.integers(100, 1_000_000))
def test_no_figure_of_a_made_table_is_wrong(number: int) -> None:
    assert score_of([number]).wrong == []
