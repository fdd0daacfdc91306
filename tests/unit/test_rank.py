"""Ranks and quartiles: ties, missing areas, boundaries, and the published bands."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.measures.rank import Rank, band, equal_bands, quartiles, rank_all
from toolkit.values.missing import Missing, Value

NUMBERS = st.decimals(-1000, 1000, places=1)
VALUES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.one_of(NUMBERS, st.sampled_from(Missing)),
    max_size=30,
)
POLARITIES = st.sampled_from(["Higher", "Lower"])
FLIPPED = {"Higher": "Lower", "Lower": "Higher"}
MIRRORED = dict(zip("ABCD", "DCBA", strict=True)) | {"": ""}


def load(shared: Path, name: str) -> Any:
    text = (shared / "facts" / f"{name}.json").read_text("utf-8")
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


@pytest.fixture(scope="module")
def published(shared: Path) -> Any:
    return load(shared, "vectors/lait_polarity_quartile")


def ranks(values: list[int], good_is: str) -> list[int | None]:
    named: dict[str, Value] = {str(number): Decimal(v) for number, v in enumerate(values)}
    return [found.position for found in rank_all(named, good_is).values()]


@pytest.mark.shared
def test_the_published_ranks_are_reproduced(published: Any) -> None:
    assert len(published["rank"]) == 3
    for case in published["rank"]:
        values = {
            str(place): Missing.BLANK if value is None else value
            for place, value in enumerate(case["values"])
        }
        found = rank_all(values, {"Low": "Lower", "High": "Higher"}[case["polarity"]])
        assert [
            None if rank.position is None else str(rank.position) for rank in found.values()
        ] == case["exp"]


@pytest.mark.shared
def test_the_published_quarters_are_reproduced(published: Any) -> None:
    cuts = quartiles([Decimal(number) for number in range(101)])
    assert [int(cut) for cut in cuts] == [25, 50, 75]
    cases = [case for case in published["quartile"] if case["low"] not in (None, "Error")]
    assert (len(cases), len(published["quartile"])) == (9, 12)
    for case in cases:
        assert band(case["v"], cuts, "Lower") == case["low"]
        assert band(case["v"], cuts, "Higher") == case["high"]


@pytest.mark.shared
def test_an_area_without_a_value_has_no_quarter_and_none_lies_outside_all(published: Any) -> None:
    """A value beyond all areas is an error there; here each value is one of them."""
    others: dict[str, Value] = {str(number): Decimal(number) for number in range(101)}
    cases = [case for case in published["quartile"] if case["low"] in (None, "Error")]
    assert len(cases) == 3
    for case in cases:
        value = Missing.SUPPRESSED if case["v"] is None else case["v"]
        found = rank_all({**others, "ours": value}, "Lower")["ours"]
        ends = {Decimal(-10): "A", Decimal(110): "D"}
        assert found.quartile == ("" if case["v"] is None else ends[case["v"]])


@pytest.mark.shared
def test_the_published_bands_of_equal_size_are_reproduced(shared: Path) -> None:
    rows = load(shared, "stats/phe_quantiles")["vectors"]
    assert len(rows) == 22
    for row in rows:
        given_ = row["input"]
        values = [Missing.BLANK if value is None else value for value in given_["values"]]
        found = equal_bands(values, int(given_["nquantiles"]), given_["invert"])
        assert found == row["expected"]["quantile_per_area"], row["id"]


def test_the_best_is_first_whichever_way_is_good() -> None:
    assert ranks([10, 20, 30], "Lower") == [1, 2, 3]
    assert ranks([10, 20, 30], "Higher") == [3, 2, 1]


def test_areas_level_with_each_other_share_the_better_place() -> None:
    assert ranks([10, 20, 20, 30], "Lower") == [1, 2, 2, 4]
    assert ranks([10, 20, 20, 30], "Higher") == [4, 2, 2, 1]


def test_an_area_without_a_value_has_no_place_and_is_not_counted() -> None:
    found = rank_all({"a": Decimal(1), "b": Missing.SUPPRESSED, "c": Decimal(2)}, "Lower")
    assert found["b"] == Rank(None, 2, False, "", "Not ranked: the value is suppressed.")
    assert found["c"].reason == "2nd of 2 areas; too few for quarters."


def test_quarters_need_four_areas() -> None:
    three: dict[str, Value] = {name: Decimal(place) for place, name in enumerate("abc")}
    assert {found.quartile for found in rank_all(three, "Lower").values()} == {""}
    four = three | {"d": Decimal(3)}
    assert [found.quartile for found in rank_all(four, "Lower").values()] == list("ABCD")


def test_without_polarity_there_is_no_rank() -> None:
    found = rank_all({"a": Decimal(1)}, "Neither")["a"]
    assert found == Rank(None, 1, False, "", "Not ranked: neither direction is good.")


def test_the_reason_names_place_company_and_quarter() -> None:
    values: dict[str, Value] = {
        name: Decimal(v) for name, v in zip("abcde", (1, 2, 2, 3, 4), strict=True)
    }
    found = rank_all(values, "Lower")
    assert found["a"].reason == "1st of 5 areas; quarter A, where A is best."
    assert found["b"].reason == "2nd of 5 areas, level with 1 other; quarter A, where A is best."


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
    ],
)
def test_a_place_reads_as_people_say_it(place: int, words: str) -> None:
    values: dict[str, Value] = {str(number): Decimal(number) for number in range(1, 121)}
    assert rank_all(values, "Lower")[str(place)].reason.startswith(f"{words} of 120 areas;")


@given(VALUES, POLARITIES)
def test_quarters_mirror_when_polarity_flips(values: dict[str, Value], good_is: str) -> None:
    found, flipped = rank_all(values, good_is), rank_all(values, FLIPPED[good_is])
    assert {area: MIRRORED[rank.quartile] for area, rank in found.items()} == {
        area: rank.quartile for area, rank in flipped.items()
    }


@given(VALUES, POLARITIES, st.randoms(use_true_random=False), st.integers(1, 1000))
def test_neither_order_nor_unit_matters(
    values: dict[str, Value], good_is: str, random: Any, scale: int
) -> None:
    shuffled = list(values.items())
    random.shuffle(shuffled)
    scaled: dict[str, Value] = {
        area: value if isinstance(value, Missing) else value * scale for area, value in shuffled
    }
    assert rank_all(scaled, good_is) == rank_all(values, good_is)


@given(VALUES, POLARITIES)
def test_ranks_go_the_other_way_for_values_of_the_other_sign(
    values: dict[str, Value], good_is: str
) -> None:
    negative: dict[str, Value] = {
        area: value if isinstance(value, Missing) else -value for area, value in values.items()
    }
    found, mirrored = rank_all(values, good_is), rank_all(negative, FLIPPED[good_is])
    assert [rank.position for rank in found.values()] == [
        rank.position for rank in mirrored.values()
    ]


@given(VALUES, POLARITIES)
def test_what_is_missing_is_never_ranked(values: dict[str, Value], good_is: str) -> None:
    for area, found in rank_all(values, good_is).items():
        assert (found.position is None) is isinstance(values[area], Missing)
