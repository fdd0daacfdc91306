"""On how many examples a property is tried: the same few each time, or many new ones.

`make test` tries the same ones everywhere, so that it fails only where something was changed.
`make search` looks for more, ten times as many and never the same.
"""

from hypothesis import settings

_USUAL = 100

# Timing differs between machines; only an error in the code should fail a test.
settings.register_profile("usual", deadline=None, derandomize=True, max_examples=_USUAL)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=10 * _USUAL)


def examples(number: int) -> settings:
    """Try a property on that many examples, where the usual hundred are too many or too few.

    What `make search` tries is more by the same factor.
    """
    return settings(max_examples=number * settings().max_examples // _USUAL)
