"""Packs published release by release, attacked with another solver by who knows all sums."""

import pytest

from tests.attacked_packs import attacked
from tests.attacker import Attacker


@pytest.mark.parametrize("start", [0, 25])
def test_no_hidden_count_of_fifty_packs_is_narrowed_below_three_values(start: int) -> None:
    found = {seed: attacked(seed) for seed in range(start, start + 25)}

    assert {seed: each.narrowed for seed, each in found.items() if each.narrowed} == {}
    assert sum(each.hidden > 0 for each in found.values()) > 10
    assert sum(each.refused for each in found.values()) < 5


@pytest.mark.parametrize("seed", [32, 749, 830, 940])
def test_packs_with_a_gap_in_a_stock_or_a_count_revised_while_hidden_stay_safe(seed: int) -> None:
    assert attacked(seed).narrowed == []


@pytest.mark.parametrize(
    ("total", "narrowed"), [(2, ["a", "b"]), (3, ["a", "b"]), (4, []), (9, [])]
)
def test_the_attacker_finds_what_two_hidden_counts_of_a_known_total_can_be(
    total: int, narrowed: list[str]
) -> None:
    windows = {"total": (total, total), "a": (1, float("inf")), "b": (1, float("inf"))}
    attacker = Attacker(windows, [("total", (("a", 1), ("b", 1)))])

    assert attacker.narrowed(["a", "b"]) == narrowed


def test_the_attacker_sees_gaps_between_the_ends() -> None:
    """Twice a number below 2 is zero or two, and never one."""
    windows = {"twice": (0.0, 10.0), "a": (0.0, 1.0)}

    assert Attacker(windows, [("twice", (("a", 2),))]).narrowed(["twice"]) == ["twice"]
