"""The words a board uses: three families, and its own over them."""

from datetime import date

import pytest

from tests.builders import board, check
from toolkit.measures.direction import Travel
from toolkit.values.choices import WORD_SETS
from toolkit.values.terms import LABELS, families_on, words_for


@pytest.mark.parametrize("family", WORD_SETS)
def test_every_family_has_a_word_for_every_term(family: str) -> None:
    words = words_for(family, {})
    assert set(words) == set(LABELS)
    assert all(words.values())


@pytest.mark.parametrize(
    ("family", "board_word", "objective", "awaited"),
    [
        ("Partnership", "partnership", "What we want to achieve", "Not available"),
        ("LSCB", "Board", "Objective", "tbc"),
        ("Adults board", "Board", "Objective", "Not available"),
    ],
)
def test_the_families_differ(family: str, board_word: str, objective: str, awaited: str) -> None:
    words = words_for(family, {})
    assert (words["board"], words["objective"], words["awaited"]) == (
        board_word,
        objective,
        awaited,
    )


@pytest.mark.parametrize("family", ["", "Parish council"])
def test_an_unknown_family_gives_the_words_of_partnerships(family: str) -> None:
    assert words_for(family, {}) == words_for("Partnership", {})


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2006, 3, 31), []),
        (date(2006, 4, 1), ["LSCB"]),
        (date(2015, 4, 1), ["LSCB", "Adults board"]),
        (date(2018, 6, 28), ["LSCB", "Adults board"]),
        (date(2018, 6, 29), ["Partnership", "LSCB", "Adults board"]),
        (date(2019, 9, 29), ["Partnership", "LSCB", "Adults board"]),
        (date(2019, 9, 30), ["Partnership", "Adults board"]),
    ],
)
def test_a_day_has_the_families_that_the_law_had_then(day: date, names: list[str]) -> None:
    assert [family.name for family in families_on(day)] == names


def test_a_boards_own_word_comes_first() -> None:
    words = words_for("LSCB", {"Completion date": "Finish by"})
    assert words["completion_date"] == "Finish by"
    assert words["lead"] == "Lead person"


def test_an_empty_own_word_changes_nothing() -> None:
    assert words_for("LSCB", {"Lead": ""}) == words_for("LSCB", {})


def test_a_word_for_nothing_known_changes_nothing() -> None:
    assert words_for("LSCB", {"Leed": "Chief"}) == words_for("LSCB", {})


def test_every_direction_of_travel_has_a_word() -> None:
    assert {travel.value for travel in Travel} <= set(LABELS)


def test_no_two_terms_share_a_label() -> None:
    assert len(set(LABELS.values())) == len(LABELS)


def test_the_workbook_settles_the_words() -> None:
    content = board(settings={"word_set": "LSCB"}, Words=[{"term": "Stable", "word": "Same"}])
    words = check(content).board.words
    assert (words["stable"], words["awaited"]) == ("Same", "tbc")
