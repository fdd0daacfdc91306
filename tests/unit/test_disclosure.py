"""Small numbers: what is hidden, and that nothing released gives a hidden count away."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.solver import Domain, nearly_known
from toolkit.publishing.disclosure import Release, protect
from toolkit.publishing.puzzle import Relation
from toolkit.publishing.small_numbers import HIGHEST_HIDDEN, ROUNDINGS, SmallNumbers
from toolkit.publishing.working_out import worked_out
from toolkit.values.missing import Missing, Value

PLAIN = SmallNumbers()
CEILING = 90
"""Above every count in these packs; a lower ceiling only makes the solver's work harder to pass."""


def seen(
    counts: Mapping[str, int], hidden: frozenset[str], setting: SmallNumbers
) -> dict[str, Domain]:
    """What a reader knows of each cell: hidden ones are not zero, rounded ones lie near."""

    def of(cell: str) -> Domain:
        if cell in hidden:
            return 1, CEILING
        shown = setting.shown(counts[cell])
        if not counts[cell] or setting.rounding == 1:
            return shown, shown
        half = setting.rounding // 2
        least = max(shown - half, setting.highest_hidden + 1)
        return least, shown + setting.rounding - 1 - half

    return {cell: of(cell) for cell in counts}


def is_safe(
    counts: Mapping[str, int],
    relations: Sequence[Relation],
    hidden: frozenset[str],
    setting: SmallNumbers,
) -> bool:
    domains = seen(counts, hidden, setting)
    return not nearly_known(domains, relations, sorted(hidden))


# Packs


def table(
    counts: dict[str, int], relations: list[Relation], name: str, cells: list[list[int]]
) -> None:
    """A table of counts with its totals. Row totals and grand total have the same names in all."""
    width = len(cells[0])
    for row, line in enumerate(cells):
        for column, count in enumerate(line):
            counts[f"{name}{row}{column}"] = count
        relations.append(
            Relation(f"row{row}", tuple(f"{name}{row}{column}" for column in range(width)))
        )
        counts[f"row{row}"] = sum(line)
    for column in range(width):
        parts = tuple(f"{name}{row}{column}" for row in range(len(cells)))
        relations.append(Relation(f"{name}column{column}", parts))
        counts[f"{name}column{column}"] = sum(counts[part] for part in parts)
    relations.append(Relation("all", tuple(f"row{row}" for row in range(len(cells)))))
    relations.append(Relation("all", tuple(f"{name}column{at}" for at in range(width))))
    counts["all"] = sum(map(sum, cells))


def made(random: Random, rows: int, widths: list[int]) -> tuple[dict[str, int], list[Relation]]:
    """Tables of the same children by different things: their row totals are the same cells."""
    counts: dict[str, int] = {}
    relations: list[Relation] = []
    sizes = [random.choice((0, 2, 3, 6, 9, 14, 20)) for _ in range(rows)]
    for name, width in zip("ABC", widths, strict=False):
        cells = []
        for size in sizes:
            line = [0] * width
            for _ in range(size):
                line[random.randrange(width) if random.random() < 0.6 else 0] += 1
            cells.append(line)
        table(counts, relations, name, cells)
    return counts, list(dict.fromkeys(relations))


def packs(number: int) -> Iterator[tuple[int, dict[str, int], list[Relation], SmallNumbers]]:
    for seed in range(number):
        random = Random(seed)
        widths = [random.randint(2, 4) for _ in range(random.choice((1, 1, 2)))]
        counts, relations = made(random, random.randint(2, 4), widths)
        rounding = random.choice((1, 1, 1, 5, 10))
        yield seed, counts, relations, SmallNumbers(random.choice(HIGHEST_HIDDEN), rounding)


def released(
    counts: Mapping[str, int],
    relations: Sequence[Relation],
    setting: SmallNumbers = PLAIN,
    public: Sequence[str] = (),
) -> Release:
    cells: dict[str, Value] = {cell: Decimal(count) for cell, count in counts.items()}
    return protect(cells, relations, setting, public)


def test_from_what_five_hundred_packs_release_no_hidden_count_can_be_worked_out() -> None:
    with_small = 0
    for seed, counts, relations, setting in packs(500):
        found = released(counts, relations, setting)
        small = {cell for cell, count in counts.items() if 1 <= count <= setting.highest_hidden}
        assert found.primary == small, seed
        assert not found.exposed, seed
        assert not any(counts[cell] == 0 for cell in found.hidden), seed
        assert is_safe(counts, relations, found.hidden, setting), seed
        with_small += bool(small)
    assert with_small > 400


def test_the_same_counts_hide_the_same_others_in_every_release(
    golden: Callable[[str, str], None],
) -> None:
    """A count that is hidden in one release and shown in the next gives others away."""
    lines = []
    for seed, counts, relations, setting in packs(150):
        cells: dict[str, Value] = {cell: Decimal(count) for cell, count in counts.items()}
        random = Random(seed)
        names = random.sample(sorted(counts), len(counts))
        public, left_out = ([], []) if seed % 3 else (names[:1], names[1:3])
        together = [names[3:5], names[5:7]] if seed % 2 else []
        found = protect(cells, relations, setting, public, together, left_out)
        lines.append(
            f"{seed}: hidden {', '.join(sorted(found.secondary))}; "
            f"exposed {', '.join(sorted(found.exposed))}; unsure {', '.join(sorted(found.unsure))}"
        )
    golden("publishing/hidden_counts.txt", "\n".join(lines))


def fewest(
    counts: Mapping[str, int],
    relations: Sequence[Relation],
    primary: frozenset[str],
    setting: SmallNumbers,
) -> int:
    """The smallest number of hidden cells that is safe, by trying all sets."""
    others = sorted(cell for cell, count in counts.items() if count and cell not in primary)
    return next(
        len(primary) + size
        for size in range(len(others) + 1)
        if any(
            is_safe(counts, relations, primary.union(extra), setting)
            for extra in combinations(others, size)
        )
    )


def test_hardly_more_is_hidden_than_the_best_there_is() -> None:
    """Against all sets of cells of small packs; further cells alone are compared as well."""
    hidden = best = 0
    compared = 0
    for seed in range(100):
        random = Random(seed)
        widths = [random.randint(2, 3), *([2] if seed % 4 == 0 else [])]
        counts, relations = made(random, random.randint(2, 3), widths)
        found = released(counts, relations)
        if not found.primary:
            continue
        optimum = fewest(counts, relations, found.primary, PLAIN)
        assert len(found.hidden) <= 1.2 * optimum, seed
        hidden += len(found.secondary)
        best += optimum - len(found.primary)
        compared += 1
    assert compared > 90
    assert hidden <= 1.05 * best


# What a reader notices


def row(*parts: int) -> tuple[dict[str, int], list[Relation]]:
    names = tuple("abcdefgh"[: len(parts)])
    counts = dict(zip(names, parts, strict=True)) | {"total": sum(parts)}
    return counts, [Relation("total", names)]


def test_one_small_count_takes_another_with_it() -> None:
    found = released(*row(2, 9, 30))
    assert found.primary == {"a"}
    assert found.secondary == {"b"}
    assert found.shown == {
        "a": Missing.SUPPRESSED,
        "b": Missing.SUPPRESSED,
        "c": 30,
        "total": 41,
    }


def test_two_small_counts_that_can_only_be_one_each_take_a_third_with_them() -> None:
    """Left at that, total less shown is 2, and both are 1."""
    found = released(*row(1, 1, 9, 30))
    assert found.secondary == {"c"}


@pytest.mark.parametrize(("parts", "further"), [((2, 2, 9), 0), ((1, 2, 9), 1)])
def test_three_ways_to_split_a_sum_are_enough(parts: tuple[int, ...], further: int) -> None:
    assert len(released(*row(*parts)).secondary) == further


def test_without_small_counts_nothing_is_hidden() -> None:
    found = released(*row(0, 9, 30))
    assert found.hidden == frozenset()


def test_a_small_count_that_adds_up_to_nothing_stands_alone() -> None:
    assert released({"a": 2, "b": 9}, []).hidden == {"a"}


@pytest.mark.parametrize("highest", HIGHEST_HIDDEN)
def test_the_primary_rule_is_a_setting_with_its_ends_inside(highest: int) -> None:
    setting = SmallNumbers(highest)
    counts = {"none": 0, "least": 1, "most": highest, "more": highest + 1}
    assert released(counts, [], setting).hidden == {"least", "most"}


@pytest.mark.parametrize(
    ("highest", "rounding", "message"),
    [
        (3, 1, "Small numbers end at one of (4, 5, 7)."),
        (0, 1, "Small numbers end at one of (4, 5, 7)."),
        (4, 2, "Counts are rounded to one of (1, 5, 10)."),
        (4, 0, "Counts are rounded to one of (1, 5, 10)."),
    ],
)
def test_a_setting_that_nobody_publishes_is_refused(
    highest: int, rounding: int, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        SmallNumbers(highest, rounding)


@pytest.mark.parametrize(
    ("rounding", "count", "shown"),
    [(1, 12, 12), (5, 12, 10), (5, 13, 15), (5, 8, 10), (10, 14, 10), (10, 15, 20), (10, 0, 0)],
)
def test_what_is_shown_is_rounded_half_up(rounding: int, count: int, shown: int) -> None:
    assert released({"a": count}, [], SmallNumbers(4, rounding)).shown["a"] == shown


def test_a_percentage_of_a_hidden_count_is_hidden_too() -> None:
    found = released(*row(2, 9, 30))
    assert found.hides(["a", "total"])
    assert not found.hides(["c", "total"])


def test_a_count_hidden_in_one_table_is_hidden_by_the_totals_of_another() -> None:
    """The two tables share the total of a; hiding in the first alone would give it away."""
    counts = {"a": 3, "b": 20, "all": 23, "a boys": 1, "a girls": 2, "b boys": 8, "b girls": 12}
    counts |= {"boys": 9, "girls": 14}
    relations = [
        Relation("all", ("a", "b")),
        Relation("a", ("a boys", "a girls")),
        Relation("b", ("b boys", "b girls")),
        Relation("boys", ("a boys", "b boys")),
        Relation("girls", ("a girls", "b girls")),
        Relation("all", ("boys", "girls")),
    ]
    found = released(counts, relations)
    assert found.primary == {"a", "a boys", "a girls"}
    assert is_safe(counts, relations, found.hidden, PLAIN)


def test_what_was_published_before_is_not_hidden_and_what_it_gives_away_is_named() -> None:
    counts, relations = row(2, 9, 30)
    found = released(counts, relations, public=["b", "c", "total"])
    assert found.primary == found.exposed == {"a"}
    assert found.secondary == frozenset()
    assert not found.unsure
    assert released(counts, relations, public=["b"]).secondary == {"c"}


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_a_small_count_that_is_public_is_not_printed_again_and_is_named(rounding: int) -> None:
    counts, relations = row(2, 9, 30)
    found = released(counts, relations, SmallNumbers(4, rounding), public=["a"])
    assert found.hidden == found.exposed == {"a"}


@pytest.mark.parametrize("why", Missing)
def test_a_missing_count_stays_missing_and_is_never_zero(why: Missing) -> None:
    cells: dict[str, Value] = {"a": why, "b": Decimal(9), "c": Decimal(30), "total": Decimal(41)}
    found = protect(cells, [Relation("total", ("a", "b", "c"))], PLAIN)
    assert found.shown["a"] is why
    assert found.secondary == {"b"}


def test_missing_counts_that_nothing_can_give_are_left_alone() -> None:
    cells: dict[str, Value] = {"a": Missing.SUPPRESSED, "b": Missing.SUPPRESSED, "t": Decimal(9)}
    found = protect(cells, [Relation("t", ("a", "b"))], PLAIN)
    assert found.secondary == found.exposed == frozenset()


def test_a_missing_count_may_follow_from_another_that_follows() -> None:
    """The half is 11 by its parts, and then the total 41 by its halves."""
    given = {"a": 2, "b": 9, "other half": 30}
    sums = [Relation("total", ("half", "other half")), Relation("half", ("a", "b"))]

    assert worked_out(given, sums) == ({**given, "half": 11, "total": 41}, None)


def test_a_missing_count_that_comes_to_zero_is_nothing_to_tell_of() -> None:
    counts, relations = row(0, 9, 30)
    cells: dict[str, Value] = {cell: Decimal(count) for cell, count in counts.items()}
    found = protect(cells | {"a": Missing.NOT_SUPPLIED}, relations, PLAIN)
    assert found.hidden == {"a"}
    assert not found.unsure | found.exposed


def test_a_missing_total_is_hidden_like_any_count() -> None:
    cells: dict[str, Value] = {"a": Decimal(9), "b": Decimal(30), "t": Missing.SUPPRESSED}
    found = protect(cells, [Relation("t", ("a", "b"))], PLAIN)
    assert found.shown["t"] is Missing.SUPPRESSED
    assert found.secondary == {"a"}


def test_a_total_below_its_known_parts_is_named() -> None:
    cells: dict[str, Value] = {"a": Decimal(9), "b": Missing.BLANK, "t": Decimal(5)}
    with pytest.raises(ValueError, match="The parts of t do not add up to it"):
        protect(cells, [Relation("t", ("a", "b"))], PLAIN)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"a": "2.5", "b": "1", "t": "3.5"}, "a is 2.5, not a count."),
        ({"a": "-2", "b": "9", "t": "7"}, "a is -2, not a count."),
        ({"a": "2", "b": "9", "t": "12"}, "The parts of t do not add up to it."),
        ({"a": "2", "t": "12"}, "b is in a total but is not a cell of the release."),
    ],
)
def test_what_cannot_be_protected_is_named(cells: dict[str, str], message: str) -> None:
    values: dict[str, Value] = {cell: Decimal(text) for cell, text in cells.items()}
    with pytest.raises(ValueError, match=message):
        protect(values, [Relation("t", ("a", "b"))], PLAIN)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.sampled_from(HIGHEST_HIDDEN))
def test_neither_order_nor_names_matter_to_how_much_is_hidden(
    parts: list[int], highest: int
) -> None:
    setting = SmallNumbers(highest)
    forwards = released(*row(*parts), setting)
    backwards = released(*row(*reversed(parts)), setting)
    assert len(forwards.hidden) == len(backwards.hidden)
    assert len(forwards.primary) == len(backwards.primary)


def test_a_large_table_is_protected_too() -> None:
    random = Random(1)
    counts, relations = made(random, 40, [6, 8])
    found = released(counts, relations)
    assert not found.exposed
    assert len(found.hidden) < len(counts)


@pytest.mark.parametrize("public", [[], ["all"]])
def test_what_only_no_way_was_found_for_is_not_said_to_be_published(
    public: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search cut off at once finds no other value for anything."""
    monkeypatch.setattr("toolkit.publishing.disclosure_search.witnesses", lambda *_: {})
    counts, relations = row(2, 9, 30)
    relations.append(Relation("all", ("total", "other")))
    found = released(counts | {"other": 7, "all": 48}, relations, public=public)
    assert (found.exposed if public else found.unsure) >= {"a"}
    assert not (found.unsure if public else found.exposed)


# Published rules


@pytest.mark.shared
def test_the_published_rules_are_reproduced_where_a_setting_exists(shared: Path) -> None:
    text = (shared / "facts/vectors/disclosure.json").read_text("utf-8")
    rules: Any = {rule["id"]: rule for rule in json.loads(text)["rules"]}
    settings = {
        "nhs-digital-subnational": SmallNumbers(7, 5),
        "nhsbsa-apply_sdc": SmallNumbers(4, 5),
    }
    for name, setting in settings.items():
        for count, shown in rules[name]["cases"]:
            value = released({"a": count}, [], setting).shown["a"]
            assert value == (shown if isinstance(shown, int) else Missing.SUPPRESSED)
    for count, is_hidden in rules["nhs-fft-primary"]["cases"]:
        assert PLAIN.is_small(count) is bool(is_hidden)
    # This one hides zeros as well, which is not a setting here, and takes halves.
    for count, shown in rules["nhs-digital-asc-safeguarding"]["cases"]:
        if count and isinstance(count, int):
            value = released({"a": count}, [], SmallNumbers(4, 5)).shown["a"]
            assert value == (shown if isinstance(shown, int) else Missing.SUPPRESSED)


def test_roundings_are_those_of_published_statistics() -> None:
    assert ROUNDINGS == (1, 5, 10)
