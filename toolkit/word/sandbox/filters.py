"""The filters and tests that a template may use, each of which takes its cost from the budget."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from jinja2 import Undefined, pass_context
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from toolkit.values.cleaning import clean
from toolkit.word.sandbox.charges import LONGEST_TEXT, charged, times, too_long
from toolkit.word.sandbox.limits import counted, spend, spend_on_text, toll, weigh
from toolkit.word.sandbox.printing import in_words, printed, words_of
from toolkit.word.sandbox.step_limits import JOINED, KEY, SLICED, TOLL, WEIGHED

# The filter that render.py puts on tags which stand anywhere but in a run's text.
FLAT = "as_one_line"
_AS_QUICK_TO_COPY = 16
# Filters that only the toolkit itself uses.
INNER_FILTERS = frozenset({FLAT, JOINED, TOLL, WEIGHED, SLICED, KEY})
_FILTERS = (
    "abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape",
    "filesizeformat", "first", "float", "groupby", "indent", "int", "items", "last", "length",
    "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select",
    "selectattr", "slice", "sort", "string", "striptags", "sum", "title", "trim", "truncate",
    "unique", "upper", "urlencode", "wordcount", "wordwrap",
)  # fmt: skip
REFUSED_FILTERS: Mapping[str, str] = {
    "attr": "fields are asked for by their names",
    "forceescape": "values are escaped already",
    "pprint": "it prints what only programmers read",
    "random": "a paper is the same each time it is built",
    "safe": "values are never treated as Word's own code",
    "tojson": "it prints what only programs read",
    "urlize": "it makes links for web pages",
    "xmlattr": "it writes what only web pages have",
}
"""What jinja2 has and the room has not, and why."""
# The largest number that these filters may be given, which make texts or lists that long.
_LARGEST_ARGUMENT = {
    "batch": 1_000, "center": 1_000, "indent": 1_000, "round": 100, "slice": 1_000,
    "truncate": LONGEST_TEXT, "wordwrap": LONGEST_TEXT,
}  # fmt: skip
_FORMAT = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]{0,5}\d{0,3}(?:\.\d{1,2})?[sdifFeEgGxXou])")
# Filters that take no look at what they are given, and those that look at each entry once.
_LOOKS_AT_NOTHING = frozenset({"count", "d", "default", "first", "last", "length"})
_SHALLOW = frozenset({
    "items", "list", "map", "reject", "rejectattr", "reverse", "select", "selectattr",
})  # fmt: skip
# Tests that go through both of their sides.
_COMPARING = frozenset({
    "!=", "<", "<=", "==", ">", ">=", "eq", "equalto", "ge", "greaterthan", "gt", "in", "le",
    "lessthan", "lower", "lt", "ne", "upper",
})  # fmt: skip
REFUSED_TESTS: Mapping[str, str] = {
    "callable": "values are never called",
    "escaped": "values are escaped already",
    "filter": "which filters there are does not change",
    "test": "which tests there are does not change",
}
"""What jinja2 has and the room has not, and why."""


def filters_on_budget(usual: Mapping[str, Any]) -> dict[str, Any]:
    """All filters of the room, by name; `usual` are those that jinja2 has."""
    filters: dict[str, Any] = {
        **{name: usual[name] for name in _FILTERS},
        "format": _format,
        "join": _join,
        "replace": _replace,
        JOINED: _join,
        FLAT: _as_one_line,
    }
    return {
        **{name: _on_budget(name, function) for name, function in filters.items()},
        TOLL: toll,
        WEIGHED: _weighed_value,
        SLICED: _sliced_value,
        KEY: _key,
    }


def tests_on_budget(usual: Mapping[str, Any]) -> dict[str, Any]:
    """All tests of the room, by name: those that compare pay for it."""
    return {
        name: _on_budget(name, function) if name in _COMPARING else function
        for name, function in usual.items()
        if name not in REFUSED_TESTS
    }


@pass_context
def _weighed_value(_context: object, value: Any) -> Any:
    if isinstance(value, Iterator):
        return counted(value)
    weigh(value)
    return value


@pass_context
def _sliced_value(_context: object, value: Any) -> Any:
    """A value of which a part is taken: copying is quick, and needs no look at the entries."""
    if isinstance(value, str):
        spend_on_text(len(value) // _AS_QUICK_TO_COPY)
    elif isinstance(value, list | tuple):
        spend(len(value) // _AS_QUICK_TO_COPY)
    return value


class WorkedOut(str):
    """A field's name that comes from the data: messages must not quote it."""

    __slots__ = ()


@pass_context
def _key(_context: object, value: Any) -> Any:
    return WorkedOut(value) if isinstance(value, str) else value


def _on_budget(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or test that takes its cost from the budget."""
    first = getattr(getattr(function, "jinja_pass_arg", None), "name", "")
    weighs = _passed if name in _LOOKS_AT_NOTHING else _lengthy if name in _SHALLOW else weigh

    @pass_context
    def filtered(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Iterator):
            value = list(counted(value))
        given = (*args, *kwargs.values())
        _require_moderate(name, given)
        for _ in range(times(given)):
            weighs(value)
        if name not in _LOOKS_AT_NOTHING:
            weigh(given)
        if name == "sum" and any(isinstance(arg, list | tuple) for arg in given):
            raise SecurityError('"sum" adds up numbers')
        passed: tuple[Any, ...] = ()
        if first:
            own = {"context": context, "environment": context.environment}
            passed = (own.get(first, context.eval_ctx),)
        result = function(*passed, value, *args, **kwargs)
        return result if name in _LOOKS_AT_NOTHING else charged(result)

    return filtered


def _require_moderate(name: str, given: Iterable[object]) -> None:
    """Refuse a width or count that would fill the memory before it is paid for."""
    largest = _LARGEST_ARGUMENT.get(name)
    if largest is not None and any(isinstance(n, int) and abs(n) > largest for n in given):
        raise SecurityError(f'"{name}" is given too large a number')


def _format(value: object, *args: object, **kwargs: object) -> str:
    """Python's "%s of %s" with values; only the plain forms of it, none of them wide."""
    text = words_of(value)
    if "%" in _FORMAT.sub("", text):
        raise SecurityError('"format" knows forms such as %s, %d and %.1f')
    if args and kwargs:
        raise SecurityError('"format" takes values in their order or by name, not both')
    return text % (kwargs or args)


def _passed(_value: object) -> None:
    """Costs nothing worth counting."""


def _lengthy(value: object) -> None:
    if isinstance(value, list | tuple | dict | str | range):
        spend(len(value))


def _as_one_line(value: object) -> Markup:
    if isinstance(value, Undefined):
        str(value)  # fails, and so names the field
    if isinstance(value, Markup):
        return value
    text = clean(str(in_words(value)))
    return escape(" ".join(text.split("\n")).replace("\t", " "))


def _join(values: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    if attribute is not None:
        values = [cast("dict[str, object]", value)[attribute] for value in values]
    parts = [value if isinstance(value, Markup) else words_of(value) for value in values]
    if sum(map(len, parts)) + len(between) * len(parts) > LONGEST_TEXT:
        too_long()
    if any(isinstance(part, Markup) for part in parts):
        return escape(printed(between)).join(escape(printed(part)) for part in parts)
    return between.join(parts)


def _replace(value: object, old: str, new: str) -> str:
    text = words_of(value)
    if len(text) + text.count(old) * len(new) > LONGEST_TEXT:
        too_long()
    return text.replace(old, new)
