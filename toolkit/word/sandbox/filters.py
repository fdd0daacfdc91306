"""The filters and tests that a template may use, each of which takes its cost from the budget."""

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
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby",
    "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "select", "selectattr", "sort", "string", "sum", "title",
    "trim", "unique", "upper", "wordcount",
)  # fmt: skip
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
_NO_TESTS = frozenset({"callable", "escaped", "filter", "test"})


def filters_on_budget(usual: Mapping[str, Any]) -> dict[str, Any]:
    """All filters of the room, by name; `usual` are those that jinja2 has."""
    filters: dict[str, Any] = {
        **{name: usual[name] for name in _FILTERS},
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
        if name not in _NO_TESTS
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
