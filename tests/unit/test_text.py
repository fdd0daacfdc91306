"""Dates in words, plurals and nearest words."""

import difflib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.values import periods
from toolkit.values.choices import ACTION_STATUSES
from toolkit.values.periods import PeriodKind
from toolkit.values.text import (
    Guesses,
    day_in_words,
    did_you_mean,
    nearest,
    nearest_named,
    plural,
)


def test_a_date_in_words_has_no_zero_before_the_day() -> None:
    assert day_in_words(date(2027, 3, 1)) == "1 March 2027"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_in_words_reads_back_as_that_date(day: date) -> None:
    assert periods.parse(day_in_words(day), PeriodKind.SNAPSHOT).end == day


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (-1, "-1 days")]
)
def test_only_one_of_a_thing_is_singular(number: int, words: str) -> None:
    assert plural(number, "day") == words


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert plural(2, "child", "children") == "2 children"
    assert plural(1, "child", "children") == "1 child"


@pytest.mark.parametrize("typed", ["In progres", "in progress", "IN PROGRESS", "Inprogress"])
def test_a_slip_of_the_pen_finds_the_word_that_was_meant(typed: str) -> None:
    assert nearest(typed, ACTION_STATUSES) == "In progress"


@pytest.mark.parametrize("typed", ["", "Banana", "?"])
def test_a_word_like_none_of_the_list_finds_none(typed: str) -> None:
    assert nearest(typed, ACTION_STATUSES) is None


def test_an_empty_list_holds_no_near_word() -> None:
    assert nearest("Complete", ()) is None


def test_messages_name_the_nearest_word_where_there_is_one() -> None:
    assert nearest_named("Compleet", ACTION_STATUSES) == '; the nearest is "Complete"'
    assert did_you_mean("Compleet", ACTION_STATUSES) == '; did you mean "Complete"?'


def test_messages_name_no_word_where_none_is_near() -> None:
    assert nearest_named("Banana", ACTION_STATUSES) == ""
    assert did_you_mean("Banana", ACTION_STATUSES) == ""


@given(st.text(max_size=200))
def test_the_nearest_word_is_always_one_of_the_list(typed: str) -> None:
    assert nearest(typed, ACTION_STATUSES) in (None, *ACTION_STATUSES)


@given(st.text("abcd e", max_size=8), st.lists(st.text("abcd eF", max_size=8), max_size=8))
def test_the_nearest_word_is_what_difflib_calls_the_closest(text: str, words: list[str]) -> None:
    folded = {word.casefold(): word for word in words}
    closest = difflib.get_close_matches(text.casefold(), folded, 1, 0.6)

    assert nearest(text, words) == (folded[closest[0]] if closest else None)


def test_guesses_are_those_of_the_nearest_word() -> None:
    guesses = Guesses(ACTION_STATUSES)

    assert guesses.named("Compleet") == '; the nearest is "Complete"'
    assert guesses.named("Dropped") == ""


def test_a_list_longer_than_anyone_keeps_brings_no_guess() -> None:
    words = [f"Lead {number}" for number in range(Guesses.MOST_WORDS + 1)]

    assert Guesses(words[:-1]).named("Leed 1") == '; the nearest is "Lead 1"'
    assert Guesses(words).named("Leed 1") == ""


def test_only_so_many_texts_are_guessed_at_and_the_same_text_is_guessed_once() -> None:
    guesses = Guesses(["Lead"])
    typed = [f"Lead{number}" for number in range(Guesses.MOST_GUESSES)]

    assert {guesses.named(text) for text in typed + typed} == {'; the nearest is "Lead"'}
    assert guesses.named("Leed") == ""
