"""Texts that may say how few people something concerns."""

import pytest

from toolkit.publishing.small_counts_in_text import says_how_few


@pytest.mark.parametrize(
    "text",
    [
        "3 children died",
        "Three young people were harmed",
        "There was one death in the year",
        "2 of the 40 children had no plan",
        "Forty children, of whom 3 were babies",
        "Of these, four were known to us",
        "4 (10%) families moved away",
        "It rose by two of them",
        "1 child's plan ended",
    ],
)
def test_a_text_that_counts_few_people_is_found(text: str) -> None:
    assert says_how_few(text, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Priority 2 is about children",
        "5 children died",
        "Children had 3 meetings in Q3",
        "3% of children",
        "2.5 children a family",
        "By 4/5/2026 all children are seen",
        "13 children died",
        "1,200 children were seen",
        "Within 4 weeks, and children are told",
        "3 per cent of families",
        "Children aged 3-5 years",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not says_how_few(text, 4)


@pytest.mark.parametrize(("highest", "found"), [(4, False), (5, True), (7, True)])
def test_what_is_few_follows_the_boards_rule(highest: int, found: bool) -> None:
    assert says_how_few("Five children", highest) is found
    assert says_how_few("5 children", highest) is found
