"""Values that may be missing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.values.missing import Missing, known, plain


def test_a_known_value_is_itself_though_it_is_zero() -> None:
    assert known(Decimal(0)) == Decimal(0)


@pytest.mark.parametrize("reason", Missing)
def test_a_missing_value_is_neither_zero_nor_anything_else(reason: Missing) -> None:
    assert known(reason) is None


def test_every_reason_for_a_missing_value_can_be_told_from_the_others() -> None:
    assert len({reason.value for reason in Missing}) == len(Missing)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("23.40", "23.4"),
        ("23.00", "23"),
        ("20", "20"),
        ("100", "100"),
        ("0", "0"),
        ("0.0", "0"),
        ("-0.0", "0"),
        ("0E+3", "0"),
        ("-1.50", "-1.5"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
    ],
)
def test_a_number_is_written_as_a_person_writes_it(number: str, written: str) -> None:
    assert plain(Decimal(number)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_writing_a_number_plainly_does_not_change_it(number: Decimal) -> None:
    text = plain(number)

    assert Decimal(text) == number
    assert "E" not in text
    assert not ("." in text and text.endswith(("0", ".")))
