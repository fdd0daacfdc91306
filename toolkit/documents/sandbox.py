"""The locked room in which templates run: what a tag may do, and how a value is printed.

A template is hostile until proved otherwise. It sees plain data and nothing else:
no globals but a bounded `range`, a short list of filters and of methods, no powers,
no sums or products that make a text grow.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn, cast

from jinja2 import Environment, StrictUndefined, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from toolkit.documents.cleaning import clean
from toolkit.text import day_in_words
from toolkit.values import plain

LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

# The filter that render.py puts on tags which stand anywhere but in a run's text.
FLAT = "as_one_line"
_JOINED = "joined_by_a_tilde"

_LONGEST_TEXT = 1_000_000

_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby",
    "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "select", "selectattr", "sort", "string", "sum", "title",
    "trim", "unique", "upper", "wordcount",
)  # fmt: skip
_METHODS: Mapping[type, frozenset[str]] = {
    dict: frozenset({"get", "items", "keys", "values"}),
    str: frozenset({
        "capitalize", "casefold", "endswith", "isdigit", "lower", "lstrip", "rstrip", "split",
        "splitlines", "startswith", "strip", "title", "upper",
    }),
    date: frozenset({"day", "month", "year"}),
    datetime: frozenset({"day", "month", "year"}),
    LoopContext: frozenset({
        "changed", "cycle", "depth", "depth0", "first", "index", "index0", "last", "length",
        "nextitem", "previtem", "revindex", "revindex0",
    }),
}  # fmt: skip


class FieldError(UndefinedError):
    """A template names a field that is not there.

    `known` are the fields of the record asked, None where it was asked of the context.
    """

    def __init__(
        self, message: str | None = None, *, field: str, known: tuple[str, ...] | None
    ) -> None:
        super().__init__(message)
        self.field = field
        self.known = known


class _Missing(StrictUndefined):
    """Stands in for a field that is not there, and fails as soon as it is used."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        if exc is UndefinedError and name is not None:
            known = None if obj is missing else tuple(obj) if isinstance(obj, dict) else ()
            exc = cast("type[Exception]", partial(FieldError, field=str(name), known=known))
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]


class _Room(SandboxedEnvironment):
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A dictionary's own key before its methods; nothing that is not on the list."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        return attr in _METHODS.get(type(obj), ())

    def is_safe_callable(self, obj: Any) -> bool:
        owner = type(getattr(obj, "__self__", None))
        return obj is safe_range or isinstance(obj, Macro | LoopContext) or owner in _METHODS

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or (operator != "+" and not (_is_number(left) and _is_number(right))):
            raise SecurityError(f'the sign "{operator}" may not be used like this')
        result = super().call_binop(context, operator, left, right)
        return _bounded(result) if operator == "+" else result

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return cast(nodes.Template, _BoundedJoins().visit(tree))


class _BoundedJoins(NodeTransformer):
    """Puts every join by "~" through a filter that knows a limit."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (jinja2's name)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, _JOINED, [], [], None, None, lineno=node.lineno)


def room() -> Environment:
    """The environment that templates are compiled in."""
    environment = _Room(autoescape=True, undefined=_Missing, finalize=printed)
    environment.globals = {"range": safe_range}
    environment.filters = {
        **{name: environment.filters[name] for name in _FILTERS},
        "join": _join,
        "replace": _replace,
        _JOINED: _join,
        FLAT: _as_one_line,
    }
    return environment


def check_plain(context: object) -> None:
    """Raise TypeError unless the context holds plain data all the way down."""
    waiting = [context]
    while waiting:
        value = waiting.pop()
        if type(value) is dict:
            waiting.extend(value.values())
        elif type(value) in (list, tuple):
            waiting.extend(cast("list[object]", value))
        elif type(value) not in _PLAIN:
            raise TypeError(f"a context holds plain data only, not {type(value).__name__}")


_PLAIN = frozenset({str, int, bool, float, Decimal, date, datetime, type(None)})


def printed(value: object) -> object:
    """A value as it stands in the text of a run: escaped, cleaned, never "None"."""
    if isinstance(value, str) and not isinstance(value, Markup):
        # Escaped here and not left to the environment: a template could switch that off.
        escaped = escape(clean(value))
        if "\n" not in escaped and "\t" not in escaped:
            return escaped
        return Markup(str(escaped).replace("\n", LINE_BREAK).replace("\t", TAB))  # noqa: S704
    return _in_words(value)


def _in_words(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, datetime):
        time = f", {value:%H:%M}" if (value.hour, value.minute) != (0, 0) else ""
        return day_in_words(value) + time
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _as_one_line(value: object) -> Markup:
    if isinstance(value, Undefined):
        str(value)  # fails, and so names the field
    if isinstance(value, Markup):
        return value
    text = clean(value) if isinstance(value, str) else str(_in_words(value))
    return escape(" ".join(text.split("\n")).replace("\t", " "))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal)


def _bounded(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > _LONGEST_TEXT:
        _too_long()
    return value


def _too_long() -> NoReturn:
    raise SecurityError("a tag makes a text longer than any document needs")


def _join(values: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    if attribute is not None:
        values = [cast("dict[str, object]", value)[attribute] for value in values]
    parts = [value if isinstance(value, Markup) else _text(value) for value in values]
    if sum(map(len, parts)) + len(between) * len(parts) > _LONGEST_TEXT:
        _too_long()
    if any(isinstance(part, Markup) for part in parts):
        return escape(printed(between)).join(escape(printed(part)) for part in parts)
    return between.join(parts)


def _replace(value: object, old: str, new: str) -> str:
    text = _text(value)
    if len(text) + text.count(old) * len(new) > _LONGEST_TEXT:
        _too_long()
    return text.replace(old, new)


def _text(value: object) -> str:
    return str(value) if isinstance(value, Undefined) else str(_in_words(value))
