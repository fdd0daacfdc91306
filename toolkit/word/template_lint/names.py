"""Whether the names that a template's tags use are there: fields, filters, tests, functions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from jinja2 import Environment, nodes

from toolkit.values.findings import Rule
from toolkit.values.text import did_you_mean
from toolkit.word.sandbox.filters import INNER_FILTERS, REFUSED_FILTERS, REFUSED_TESTS
from toolkit.word.sandbox.methods import RECORD_METHODS, TEXT_METHODS
from toolkit.word.sandbox.sandbox import REFUSED_GLOBALS
from toolkit.word.template_lint import rules
from toolkit.word.template_lint.field import Field

# Plain numbers in the context; every other value is text, true or false.
_NUMBERS = frozenset({"counts[]", "not_rated", "open_errors", "total"})
_TRUTHS = {"True": True, "False": False}

_OPTIONAL = frozenset({"default", "d", "defined", "undefined"})
_ONE_OF_A_LIST = frozenset({"first", "last", "max", "min"})
_SAME_LIST = frozenset({"list", "reverse", "sort", "unique", "select", "reject", "selectattr",
                        "rejectattr"})  # fmt: skip

# Stands where an opening tag could not be read: names inside may come from it.
UNREADABLE = "unreadable_tag"


@dataclass
class Shape:
    """What a name means: a record with fields, a list with entries, or a value."""

    fields: dict[str, "Shape"] = field(default_factory=dict)
    entry: "Shape | None" = None
    example: object = ""

    @property
    def is_value(self) -> bool:
        """Whether it can be printed as it is."""
        return not self.fields and self.entry is None

    def sample(self) -> Any:
        """Data of this shape, made of the examples."""
        if self.entry is not None:
            return [self.entry.sample()]
        if self.fields:
            return {name: shape.sample() for name, shape in self.fields.items()}
        return self.example


def shape_of(fields: Collection[Field]) -> Shape:
    """The shape of the context that those fields describe."""
    whole = Shape()
    for described in fields:
        shape = whole
        for step in described.path.split("."):
            name = step.removesuffix("[]")
            shape = shape.fields.setdefault(name, Shape())
            if step.endswith("[]"):
                shape.entry = shape = shape.entry or Shape()
        last = described.path.rpartition(".")[2]
        number = last in _NUMBERS and described.example.isdigit()
        text = _TRUTHS.get(described.example, described.example)
        shape.example = int(described.example) if number else text
    return whole


_NOT_ALLOWED: Mapping[str, Mapping[str, str]] = {
    "filter": REFUSED_FILTERS,
    "test": REFUSED_TESTS,
    "function": REFUSED_GLOBALS,
}


class Report(Protocol):
    """Takes the line of the tag, the rule it breaks, and what the rule's sentences need."""

    def __call__(self, line: int, rule: Rule, /, **details: object) -> None:
        """Report it."""


_Scope = Mapping[str, Shape | None]

_ANYTHING: Shape | None = None


class NameCheck:
    """Walks through a template's tags; what it cannot know for sure it lets pass."""

    def __init__(self, environment: Environment, whole: Shape, report: Report) -> None:
        self._environment = environment
        self._whole = whole
        self._report = report
        self._knows_fields = bool(whole.fields)
        self._is_sure = self._knows_fields
        self._is_optional = False

    def check(self, tree: nodes.Template) -> None:
        """Report every name that is not there."""
        self._body(tree.body, dict(self._whole.fields))

    def _body(self, body: Iterable[nodes.Node], scope: dict[str, Shape | None]) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: dict[str, Shape | None]) -> None:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                self._printed(part, scope)
        elif isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.If):
            self._condition(node, scope)
        elif isinstance(node, nodes.Assign):
            self._bind(node.target, self._value(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            self._body(node.body, dict(scope))
            self._bind(node.target, _ANYTHING, scope)
        elif isinstance(node, nodes.Macro):
            scope[node.name] = _ANYTHING
            self._body(node.body, {**scope, **self._arguments(node, scope)})
        elif isinstance(node, nodes.CallBlock):
            self._value(node.call, scope)
            self._body(node.body, {**scope, **self._arguments(node, scope)})
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                self._bind(target, self._value(value, scope), inner)
            self._body(node.body, inner)
        else:
            inner = dict(scope)
            for child in node.iter_child_nodes():
                if isinstance(child, nodes.Expr):
                    self._value(child, inner)
                else:
                    self._statement(child, inner)

    def _arguments(self, node: nodes.Macro | nodes.CallBlock, scope: _Scope) -> _Scope:
        for value in node.defaults:
            self._value(value, scope)
        names = [argument.name for argument in node.args]
        return dict.fromkeys([*names, "caller", "varargs", "kwargs"], _ANYTHING)

    def _printed(self, node: nodes.Expr, scope: _Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        shape = self._value(node, scope)
        if shape is not None and not shape.is_value:
            kind = "list" if shape.entry is not None else "group of fields"
            self._report(node.lineno, rules.WHOLE_PRINTED, kind=kind)

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        shape = self._value(node.iter, scope)
        if shape is not None and shape.is_value:
            self._report(node.lineno, rules.NOT_A_LIST)
        was_sure = self._is_sure
        if isinstance(node.target, nodes.Name) and node.target.name == UNREADABLE:
            self._is_sure = False
        inner = {**scope, "loop": _ANYTHING}
        self._bind(node.target, shape.entry if shape else _ANYTHING, inner)
        if node.test is not None:
            self._value(node.test, inner)
        self._body(node.body, inner)
        self._is_sure = was_sure
        self._body(node.else_, dict(scope))

    def _condition(self, node: nodes.If, scope: dict[str, Shape | None]) -> None:
        was_sure = self._is_sure
        if isinstance(node.test, nodes.Name) and node.test.name == UNREADABLE:
            self._is_sure = False
        else:
            self._value(node.test, scope)
        self._body(node.body, scope)
        self._body(node.elif_, scope)
        self._body(node.else_, scope)
        self._is_sure = was_sure

    def _bind(
        self, target: nodes.Node, shape: Shape | None, scope: dict[str, Shape | None]
    ) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        else:
            scope.update(dict.fromkeys((n.name for n in target.find_all(nodes.Name)), _ANYTHING))

    def _value(self, node: nodes.Node, scope: _Scope) -> Shape | None:
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._field(node, self._value(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._item(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Test):
            self._known(node.lineno, "test", node.name, self._environment.tests)
            self._optionally(node, node.name in _OPTIONAL, scope)
            return _ANYTHING
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        self._operator(node)
        for child in node.iter_child_nodes():
            self._value(child, scope)
        return _ANYTHING

    def _optionally(self, node: nodes.Node, is_optional: bool, scope: _Scope) -> Shape | None:
        """The value of a node's first child; a field asked for "if it is there" may be missing."""
        before = self._is_optional
        shape = _ANYTHING
        for number, child in enumerate(node.iter_child_nodes()):
            self._is_optional = before or (is_optional and number == 0)
            value = self._value(child, scope)
            shape = value if number == 0 else shape
        self._is_optional = before
        return shape

    def _name(self, node: nodes.Name, scope: _Scope) -> Shape | None:
        if node.name in scope:
            return scope[node.name]
        if self._is_sure and node.name not in self._environment.globals:
            self._missing(node.lineno, node.name, scope)
        return _ANYTHING

    def _missing(self, line: int, name: str, known: Iterable[str]) -> None:
        names = tuple(known)
        part = next((known for known in names if name.startswith(known)), None)
        guess = did_you_mean(name[:60], names) or (f'; did you mean "{part}"?' if part else "")
        listed = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
        self._report(
            line,
            rules.NO_OPTIONAL_FIELD if self._is_optional else rules.NO_FIELD,
            name=name[:60],
            guess=guess,
            known='Correct the name; "toolkit template fields" lists every field.'
            if guess or not listed
            else f"What is known here: {listed}.",
        )

    def _item(self, node: nodes.Getitem, scope: _Scope) -> Shape | None:
        base = self._value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, base, node.arg.value)
        if not isinstance(node.arg, nodes.Const):
            for child in (node.arg,) if isinstance(node.arg, nodes.Expr) else ():
                self._value(child, scope)
            return base if isinstance(node.arg, nodes.Slice) else _ANYTHING
        return base.entry if base is not None and base.entry is not None else _ANYTHING

    def _field(self, node: nodes.Node, base: Shape | None, name: str) -> Shape | None:
        if name.startswith("_"):
            self._refused(node.lineno, f'"{name[:60]}"')
        elif base is None:
            return _ANYTHING
        elif name in base.fields:
            return base.fields[name]
        elif base.fields:
            if name not in RECORD_METHODS:
                self._missing(node.lineno, name, base.fields)
        elif base.entry is not None:
            self._report(node.lineno, rules.ASKED_OF_LIST, name=name[:60])
        elif name not in TEXT_METHODS:
            self._report(node.lineno, rules.ASKED_OF_VALUE, name=name[:60])
        return _ANYTHING

    def _filter(self, node: nodes.Filter, scope: _Scope) -> Shape | None:
        self._known(node.lineno, "filter", node.name, self._environment.filters)
        shape = self._optionally(node, node.name in _OPTIONAL, scope)
        if shape is not None and node.name in _ONE_OF_A_LIST:
            return shape.entry
        return shape if shape is not None and node.name in _SAME_LIST else _ANYTHING

    def _known(self, line: int, kind: str, name: str, known: Collection[str]) -> None:
        if name in _NOT_ALLOWED[kind]:
            self._report(
                line, rules.NOT_ALLOWED, kind=kind, name=name, why=_NOT_ALLOWED[kind][name]
            )
        elif name not in known:
            words = [word for word in known if word not in INNER_FILTERS]
            guess = did_you_mean(name[:60], words)
            self._report(line, rules.NO_SUCH_NAME, kind=kind, name=name[:60], guess=guess)

    def _call(self, node: nodes.Call, scope: _Scope) -> Shape | None:
        called = node.node
        if isinstance(called, nodes.Name) and called.name not in scope:
            if self._is_sure or not self._knows_fields:
                known = [*self._environment.globals, *(n for n in scope if scope[n] is None)]
                self._known(node.lineno, "function", called.name, known)
        else:
            self._value(called, scope)
        for child in list(node.iter_child_nodes())[1:]:
            self._value(child, scope)
        return _ANYTHING

    def _operator(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Pow):
            self._refused(node.lineno, 'the sign "**"')
        elif isinstance(node, nodes.Mul | nodes.Mod):
            sides = (node.left, node.right)
            if any(isinstance(s, nodes.List | nodes.TemplateData) or _is_text(s) for s in sides):
                self._refused(node.lineno, f'the sign "{node.operator}" with a text or list')

    def _refused(self, line: int, what: str) -> None:
        self._report(line, rules.REFUSED, what=what)


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)
