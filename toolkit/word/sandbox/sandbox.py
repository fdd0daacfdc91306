"""The locked room in which templates run: what a tag may do, and how a value is printed.

A template is hostile until proved otherwise. It sees plain data and nothing else:
no globals but a bounded `range`, a short list of filters and of methods, no powers,
no sums or products that make a text or a number grow. Whatever it does is taken from a
budget (toolkit.word.sandbox.limits), so that none runs for ever.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn, cast
from xml.sax.saxutils import unescape

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import missing
from markupsafe import Markup, escape

from toolkit.values.cleaning import clean
from toolkit.values.missing import plain
from toolkit.values.text import day_in_words
from toolkit.word.drawing.drawing import Drawable
from toolkit.word.package.origins import marked
from toolkit.word.package.places import TAG
from toolkit.word.sandbox.limits import (
    counted,
    joined,
    one_budget,
    spend,
    spend_on_text,
    toll,
    weigh,
)
from toolkit.word.sandbox.step_limits import JOINED, KEY, SLICED, TOLL, WEIGHED, Tolls
from toolkit.word.values.blocks import Blocks, Rich
from toolkit.word.values.figure import Count, Figure, Origin

LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

# The filter that render.py puts on tags which stand anywhere but in a run's text.
FLAT = "as_one_line"

# What stands in a run until render.py puts the drawing of that identity there.
DRAWING = "drawing"

_LONGEST_TEXT = 1_000_000
_LONGEST_NUMBER = 1_000  # in bits

# What a call costs, in the budget's steps.
_A_CALL = 25
_AS_QUICK_TO_COPY = 16
# The price of a tag that prints covers shorter texts.
_LONG = 64

_QUOTES = {"&quot;": '"', "&apos;": "'"}
# Filters that only the toolkit itself uses.
INNER_FILTERS = frozenset({FLAT, JOINED, TOLL, WEIGHED, SLICED, KEY})

_FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby",
    "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject",
    "rejectattr", "reverse", "select", "selectattr", "sort", "string", "sum", "title",
    "trim", "unique", "upper", "wordcount",
)  # fmt: skip
RECORD_METHODS = frozenset({"get", "items", "keys", "values"})
TEXT_METHODS = frozenset({
    "capitalize", "casefold", "endswith", "isdigit", "lower", "lstrip", "rstrip", "split",
    "splitlines", "startswith", "strip", "title", "upper",
})  # fmt: skip
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
_METHODS: Mapping[type, frozenset[str]] = {
    dict: RECORD_METHODS,
    str: TEXT_METHODS,
    Figure: TEXT_METHODS,
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
            field = "…" if isinstance(name, _WorkedOut) else str(name)
            exc = cast("type[Exception]", partial(FieldError, field=field, known=known))
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]


class _Room(SandboxedEnvironment):
    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    concat = staticmethod(joined)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A dictionary's own key before its methods; nothing that is not on the list."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An entry by its number or name."""
        if isinstance(argument, tuple):
            raise SecurityError("an entry is asked for by a number or a name")
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        return attr in _METHODS.get(type(obj), ())

    def is_safe_callable(self, obj: Any) -> bool:
        owner = type(getattr(obj, "__self__", None))
        return obj is safe_range or isinstance(obj, Macro | LoopContext) or owner in _METHODS

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What a function, method or macro gives, its cost taken from the budget."""
        if not self.is_safe_callable(obj):
            # Not jinja2's message, which quotes the value.
            raise SecurityError("a tag calls what is no function")
        spend(_A_CALL + len(args) + len(kwargs))
        if not isinstance(obj, Macro):
            weigh(args)
            owner = getattr(obj, "__self__", None)
            if isinstance(owner, str):
                spend_on_text(len(owner) * _times(args))
        return _charged(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or (operator in "*%" and not (_is_number(left) and _is_number(right))):
            raise SecurityError(f'the sign "{operator}" may not be used like this')
        result = super().call_binop(context, operator, _small(left), _small(right))
        return _bounded(_charged(result))

    def from_string(
        self,
        source: str,  # type: ignore[override]
        *args: Any,
        **kwargs: Any,
    ) -> Template:
        """The template of a source. Raises TemplateSyntaxError, whatever it is that is wrong."""
        # In XML these signs are spelt out, and Word leaves them so within a tag.
        source = TAG.sub(lambda tag: unescape(tag[0], _QUOTES), source)
        try:
            return super().from_string(source, *args, **kwargs)
        except (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError):
            raise TemplateSyntaxError(
                "tags stand inside one another too deeply, or a number is too long", 1
            ) from None

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, *args: Any, **kw: Any
    ) -> str:
        tree = cast(nodes.Template, Tolls().visit(source))
        return super()._generate(tree, name, filename, *args, **kw)


class _Template(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        """The text, within the budget. Raises what jinja2 raises, or TypeError."""
        with one_budget():
            try:
                return super().render(*args, **kwargs)
            except (AttributeError, MemoryError, NameError) as error:
                # What filters and compiled templates raise at values of the wrong type.
                kind = type(error).__name__
                raise TypeError(kind).with_traceback(error.__traceback__) from None


_Room.template_class = _Template


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


class _WorkedOut(str):
    """A field's name that comes from the data: messages must not quote it."""

    __slots__ = ()


@pass_context
def _key(_context: object, value: Any) -> Any:
    return _WorkedOut(value) if isinstance(value, str) else value


def _on_budget(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or test that takes its cost from the budget."""
    first = getattr(getattr(function, "jinja_pass_arg", None), "name", "")
    weighs = _passed if name in _LOOKS_AT_NOTHING else _lengthy if name in _SHALLOW else weigh

    @pass_context
    def filtered(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(value, Iterator):
            value = list(counted(value))
        given = (*args, *kwargs.values())
        for _ in range(_times(given)):
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
        return result if name in _LOOKS_AT_NOTHING else _charged(result)

    return filtered


def _passed(_value: object) -> None:
    """Costs nothing worth counting."""


def _lengthy(value: object) -> None:
    if isinstance(value, list | tuple | dict | str | range):
        spend(len(value))


def _times(given: Iterable[object]) -> int:
    """How often a text is gone through for the texts that a filter or method is given."""
    return 1 + sum(len(arg) for arg in given if isinstance(arg, str)) // 8


def _charged(result: Any) -> Any:
    """A result, paid for."""
    if isinstance(result, str):
        spend_on_text(len(result))
    elif isinstance(result, list | tuple):
        spend(len(result))
    return _small(result)


def _small(value: Any) -> Any:
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        raise SecurityError("a tag makes a number longer than any document needs")
    return value


def _printed_on_budget(value: object) -> object:
    if type(value) is str:
        # As `printed` does, with one call less: this is where a render spends its time.
        if len(value) >= _LONG:
            spend_on_text(len(value))
        return _escaped(value)
    weigh(value)
    return printed(value)


def room() -> Environment:
    """The environment that templates are compiled in."""
    environment = _Room(autoescape=True, undefined=_Missing, finalize=_printed_on_budget)
    environment.globals = {"range": safe_range}
    filters = {
        **{name: environment.filters[name] for name in _FILTERS},
        "join": _join,
        "replace": _replace,
        JOINED: _join,
        FLAT: _as_one_line,
    }
    environment.filters = {
        **{name: _on_budget(name, function) for name, function in filters.items()},
        TOLL: toll,
        WEIGHED: _weighed_value,
        SLICED: _sliced_value,
        KEY: _key,
    }
    environment.tests = {
        name: _on_budget(name, cast("Callable[..., Any]", function))
        if name in _COMPARING
        else function
        for name, function in environment.tests.items()
        if name not in _NO_TESTS
    }
    return environment


@dataclass(frozen=True)
class Marked:
    """The values of a context that `printed` leaves marks of, by the identity in the marks."""

    origins: Mapping[int, Origin]
    drawables: Mapping[int, Drawable]


def marked_in(context: object) -> Marked:
    """The figures, pictures and charts of a context.

    Raises TypeError unless all else in it is plain data, all the way down.
    """
    origins: dict[int, Origin] = {}
    drawables: dict[int, Drawable] = {}
    waiting = [context]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind in _PLAIN:
            continue
        if kind is dict:
            waiting.extend(cast("dict[str, object]", value).values())
        elif kind is list or kind is tuple:
            waiting.extend(cast("list[object]", value))
        elif kind is Figure or kind is Count:
            origins[id(value)] = cast("Figure | Count", value).origin
        elif kind is Rich:
            waiting.extend(span.text for span in cast(Rich, value).spans)
        elif kind is Blocks:
            waiting.extend(paragraph.words for paragraph in cast(Blocks, value).paragraphs)
        elif isinstance(value, Drawable):
            drawables[id(value)] = value
        else:
            raise TypeError(f"a context holds plain data only, not {kind.__name__}")
    return Marked(origins, drawables)


_PLAIN = frozenset({
    str, int, bool, float, Decimal, date, datetime, type(None),
})  # fmt: skip


def printed(value: object) -> object:
    """A value as it stands in the text of a run: escaped, cleaned, never "None"."""
    kind = type(value)
    if kind is str:
        return _escaped(cast(str, value))
    if kind is Figure or kind is Count:
        return Markup(marked(_escaped(str(value)), id(value)))  # noqa: S704 (escaped)
    if isinstance(value, Drawable):
        return Markup(f"<?{DRAWING} {id(value)}?>")  # noqa: S704 (a number)
    words = _in_words(value)
    return _escaped(words) if type(words) is str else words


def _escaped(text: str) -> Markup:
    # Escaped here and not left to the environment: a template could switch that off.
    escaped = escape(clean(text))
    if "\n" not in escaped and "\t" not in escaped:
        return escaped
    return Markup(str(escaped).replace("\n", LINE_BREAK).replace("\t", TAB))  # noqa: S704


def _in_words(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, Rich | Blocks):
        return str(value)
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
    text = clean(str(_in_words(value)))
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
    parts = [value if isinstance(value, Markup) else words_of(value) for value in values]
    if sum(map(len, parts)) + len(between) * len(parts) > _LONGEST_TEXT:
        _too_long()
    if any(isinstance(part, Markup) for part in parts):
        return escape(printed(between)).join(escape(printed(part)) for part in parts)
    return between.join(parts)


def _replace(value: object, old: str, new: str) -> str:
    text = words_of(value)
    if len(text) + text.count(old) * len(new) > _LONGEST_TEXT:
        _too_long()
    return text.replace(old, new)


def words_of(value: object) -> str:
    """A value as plain text, not escaped; a field that is not there fails here."""
    return str(value) if isinstance(value, Undefined) else str(_in_words(value))
