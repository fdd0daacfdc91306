"""Puts a template's tree on a budget, before it is compiled: what may run often pays each time."""

from math import isfinite

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

# Names that no template can write, for the filters that are put into it.
TOLL, WEIGHED, SLICED, KEY = "the toll", "the weighed", "the sliced", "the key"
JOINED = "joined_by_a_tilde"

# Python itself can nest 20 loops and no more.
_DEEPEST_LOOP = 15

# What each tag that prints costs, in the budget's steps; other things in a template's tree
# cost less.
_A_PRINT = 4
_NODES_A_STEP = 4


class Tolls(NodeTransformer):
    """Puts a toll on whatever runs more than once, and a filter before what jinja2 does unasked.

    The parser's tree stays as the template says it, so that the linter sees just that.
    """

    def __init__(self) -> None:
        self._loops = 0

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 (jinja2's name)
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return _filtered(parts, JOINED)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (jinja2's name)
        if self._loops == _DEEPEST_LOOP:
            raise TemplateSyntaxError(
                f"a loop is inside {_DEEPEST_LOOP} others; close some earlier", node.lineno
            )
        toll = _toll_for(node.body, node.lineno)
        self._loops += 1
        self.generic_visit(node)
        self._loops -= 1
        node.body.insert(0, nodes.ExprStmt(toll, lineno=node.lineno))
        if node.test is not None:
            node.test = nodes.And(toll, node.test, lineno=node.lineno)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 (jinja2's name)
        return self._with_toll(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._with_toll(node)

    def _with_toll(self, node: nodes.Macro | nodes.CallBlock) -> nodes.Node:
        toll = _toll_for(node.body, node.lineno)
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(toll, lineno=node.lineno))
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 (jinja2's name)
        self.generic_visit(node)
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        is_short = any(isinstance(side, nodes.Const) for side in sides)
        if not (is_short and len(sides) == 2 and node.ops[0].op not in ("in", "notin")):
            node.expr = _weighed(node.expr)
            for operand in node.ops:
                operand.expr = _weighed(operand.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802 (jinja2's name)
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, SLICED)
        elif not isinstance(node.arg, nodes.Const):
            node.arg = _filtered(node.arg, KEY)
        return node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 (jinja2's name)
        if not all(isinstance(pair.key, nodes.Const) for pair in node.items):
            raise TemplateSyntaxError("a record names its fields in quotation marks", node.lineno)
        return self.generic_visit(node)

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802 (jinja2's name)
        if isinstance(node.value, float) and not isfinite(node.value):
            raise TemplateSyntaxError("a number is too long", node.lineno)
        return node


def _toll_for(body: list[nodes.Node], line: int) -> nodes.Filter:
    """The toll for one run through a loop or a macro: the more tags, the more steps."""
    inside = [node for part in body for node in (part, *part.find_all(nodes.Node))]
    printed_ones = [node.nodes for node in inside if isinstance(node, nodes.Output)]
    prints = sum(not isinstance(node, nodes.TemplateData) for some in printed_ones for node in some)
    steps = 1 + len(inside) // _NODES_A_STEP + prints * _A_PRINT
    return _filtered(nodes.Const(steps, lineno=line), TOLL)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filtered(node, WEIGHED)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
