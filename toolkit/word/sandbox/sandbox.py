"""The locked room in which templates run: what a tag may do.

A template is hostile until proved otherwise. It sees plain data and nothing else:
no globals but a bounded `range`, a short list of filters and of methods, no powers,
no sums or products that make a text or a number grow. Whatever it does is taken from a
budget (toolkit.word.sandbox.limits), so that none runs for ever.
"""

from decimal import Decimal
from functools import partial
from typing import Any, cast
from xml.sax.saxutils import unescape

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace, missing
from markupsafe import escape

from toolkit.word.package.places import TAG
from toolkit.word.sandbox.charges import bounded, charged, small, times
from toolkit.word.sandbox.filters import WorkedOut, filters_on_budget, tests_on_budget
from toolkit.word.sandbox.limits import joined, one_budget, spend, spend_on_text, weigh
from toolkit.word.sandbox.methods import METHODS
from toolkit.word.sandbox.printing import escaped_words, printed
from toolkit.word.sandbox.step_limits import Tolls

# What a call costs, in the budget's steps.
_A_CALL = 25
# The price of a tag that prints covers shorter texts.
_LONG = 64

GLOBALS = {
    "cycler": Cycler,
    "dict": dict,
    "joiner": Joiner,
    "namespace": Namespace,
    "range": safe_range,
}
"""The functions that a template may call."""
REFUSED_GLOBALS = {"lipsum": "a paper holds no filler text"}
"""What jinja2 has and the room has not, and why."""

_QUOTES = {"&quot;": '"', "&apos;": "'"}


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
            field = "…" if isinstance(name, WorkedOut) else str(name)
            exc = cast("type[Exception]", partial(FieldError, field=field, known=known))
        super().__init__(hint, obj, name, exc)  # type: ignore[arg-type]


class _Printer(CodeGenerator):
    """Compiles tags that print so that `_printed_on_budget` alone escapes, and nothing twice."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002
        self.write(")")


class _Room(SandboxedEnvironment):
    code_generator_class = _Printer
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
        if type(obj) is Namespace:
            return not attr.startswith("_")
        return attr in METHODS.get(type(obj), ())

    def is_safe_callable(self, obj: Any) -> bool:
        owner = type(getattr(obj, "__self__", None))
        is_given = any(obj is function for function in GLOBALS.values())
        return is_given or isinstance(obj, Macro | LoopContext | Joiner) or owner in METHODS

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
                spend_on_text(len(owner) * times(args))
        return charged(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or (operator in "*%" and not (_is_number(left) and _is_number(right))):
            raise SecurityError(f'the sign "{operator}" may not be used like this')
        result = super().call_binop(context, operator, small(left), small(right))
        return bounded(charged(result))

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
                "tags are inside one another too deeply, or a number is too long", 1
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


def _printed_on_budget(value: object) -> str:
    if type(value) is str:
        # As `printed` does, with two calls less: this is where a render spends its time.
        if len(value) >= _LONG:
            spend_on_text(len(value))
        return escaped_words(value)
    weigh(value)
    return str(escape(printed(value)))


def room() -> Environment:
    """The environment that templates are compiled in."""
    environment = _Room(autoescape=True, undefined=_Missing, finalize=_printed_on_budget)
    environment.globals = dict(GLOBALS)
    environment.filters = filters_on_budget(environment.filters)
    environment.tests = tests_on_budget(environment.tests)
    return environment


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal)
