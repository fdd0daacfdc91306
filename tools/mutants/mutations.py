"""Every small wrong that can be done to a module's functions, one at a time.

What may be wrong comes from mutmut's operators: `<` for `<=`, `or` for `and`, a number one higher,
an argument left out, a word with other letters. Code outside functions is left as it is, and so
are annotations, decorators and docstrings.

A mutant's name tells the function, the line as it is and the line as it becomes. It says nothing
of files and line numbers, so that a mutant is found again when its function has moved.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import libcst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

# Without an argument, or with None for one, these do nothing that a test could overlook.
_LEFT_ALONE = {"cast", "isinstance", "len"}
_STATEMENT = libcst.BaseCompoundStatement | libcst.SimpleStatementLine


@dataclass(frozen=True)
class Mutant:
    """One wrong in one function.

    `lines` are those of the statement that holds it, or of its head where it has a body of its
    own. `function` is its `__qualname__`, and `starts` the first line of it, decorators and all.
    """

    path: Path
    function: str
    starts: int
    lines: range
    name: str
    code: str
    in_defaults: bool

    @property
    def line(self) -> int:
        """The line to look at first."""
        return self.lines.start


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a module, from top to bottom."""
    source = path.read_text("utf-8")
    wrapper = MetadataWrapper(libcst.parse_module(source))
    finder = _Finder()
    wrapper.visit(finder)
    lines = source.splitlines(keepends=True)
    mutants = []
    seen: Counter[str] = Counter()
    for found in finder.found:
        unit = found.unit
        old = unit.text(wrapper.module)
        new = unit.text(wrapper.module, found.node, found.becomes)
        first, last = unit.line - 1, unit.line - 1 + old.count("\n")
        if "".join(lines[first:last]) != old:
            raise NotImplementedError(f"{path}:{unit.line} is laid out in a way not known here")
        name = f"{found.function}: {_difference(old, new)}"
        seen[name] += 1
        mutants.append(
            Mutant(
                path=path,
                function=found.function,
                starts=found.starts,
                lines=found.lines,
                name=name if seen[name] == 1 else f"{name} (#{seen[name]})",
                code="".join((*lines[:first], new, *lines[last:])),
                in_defaults=found.in_defaults,
            )
        )
    return mutants


def by_lot(mutants: Iterable[Mutant], seed: int) -> list[Mutant]:
    """The mutants in an order that has nothing to do with their places: the first are a sample.

    Each mutant's own name draws its lot, so that the sample stays nearly the same while the code
    around it changes.
    """

    def lot(mutant: Mutant) -> str:
        return hashlib.sha256(f"{seed} {mutant.name}".encode()).hexdigest()

    return sorted(mutants, key=lot)


def _difference(old: str, new: str) -> str:
    """The lines that differ, before and after, without their indentation."""
    before, after = old.splitlines(), new.splitlines()
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    was, becomes = (re.sub(r"\s+", " ", " ".join(lines)).strip() for lines in (before, after))
    return f"{was}  →  {becomes}"


@dataclass(frozen=True)
class _Unit:
    """A statement with all that it holds, in so many blocks, from its first line."""

    statement: libcst.CSTNode
    depth: int
    line: int

    def text(
        self,
        module: libcst.Module,
        node: libcst.CSTNode | None = None,
        becomes: libcst.CSTNode | None = None,
    ) -> str:
        """Its lines as they are in the file, or as they are with another node in one's place."""
        changed: libcst.CSTNode = self.statement.with_changes(leading_lines=())
        if node is not None and becomes is not None:
            changed = changed.deep_replace(node, becomes)
        for _ in range(self.depth):
            changed = libcst.IndentedBlock([cast(libcst.BaseStatement, changed)])
        return module.code_for_node(changed).lstrip("\n")


@dataclass(frozen=True)
class _Found:
    node: libcst.CSTNode
    becomes: libcst.CSTNode
    unit: _Unit
    function: str
    starts: int
    lines: range
    in_defaults: bool


class _Finder(libcst.CSTVisitor):
    """Walks through a module and keeps, for each node in a function, what it may become."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Found] = []
        self._above: list[libcst.CSTNode] = []

    def on_visit(self, node: libcst.CSTNode) -> bool:
        if _is_left_alone(node):
            return False
        self._above.append(node)
        self.found += self._mutations(node)
        return True

    def on_leave(self, original_node: libcst.CSTNode) -> None:
        if self._above[-1] is original_node:
            self._above.pop()

    def _mutations(self, node: libcst.CSTNode) -> Iterator[_Found]:
        scopes = [n for n in self._above if isinstance(n, libcst.ClassDef | libcst.FunctionDef)]
        functions = [scope for scope in scopes if isinstance(scope, libcst.FunctionDef)]
        if not functions:
            return
        outer = functions[0]
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                for becomes in operator(node):
                    yield _Found(
                        node=node,
                        becomes=becomes,
                        unit=self._unit(),
                        function=".".join(s.name.value for s in scopes[: scopes.index(outer) + 1]),
                        starts=self._first_line(outer),
                        lines=self._lines(),
                        # A nested function's defaults are worked out as the outer one runs.
                        in_defaults=functions[-1] is outer
                        and any(isinstance(n, libcst.Parameters) for n in self._above),
                    )

    def _unit(self) -> _Unit:
        """The innermost statement that can be printed alone: an `elif` cannot."""
        for place in reversed(range(len(self._above))):
            node = self._above[place]
            if isinstance(node, _STATEMENT) and not isinstance(self._above[place - 1], libcst.If):
                around = self._above[:place]
                depth = sum(isinstance(n, libcst.IndentedBlock | libcst.MatchCase) for n in around)
                return _Unit(node, depth, self._first_line(node))
        raise AssertionError("what is in a function is in a statement")

    def _lines(self) -> range:
        """The lines of the innermost statement, without its body unless it is a function's."""
        statement = next(n for n in reversed(self._above) if isinstance(n, _STATEMENT))
        first, last = self._first_line(statement), self._range(statement).end.line
        if isinstance(statement, libcst.FunctionDef):
            pass
        elif isinstance(statement, libcst.Match):
            last = self._range(statement.subject).end.line
        elif isinstance(statement, libcst.BaseCompoundStatement):
            last = max(self._range(statement.body).start.line - 1, first)
        return range(first, last + 1)

    def _first_line(self, node: libcst.CSTNode) -> int:
        decorators = getattr(node, "decorators", ())
        return self._range((*decorators, node)[0]).start.line

    def _range(self, node: libcst.CSTNode) -> CodeRange:
        return self.get_metadata(PositionProvider, node)


def _is_left_alone(node: libcst.CSTNode) -> bool:
    if isinstance(node, libcst.Annotation | libcst.Decorator):
        return True
    return (
        isinstance(node, libcst.Call)
        and isinstance(node.func, libcst.Name)
        and node.func.value in _LEFT_ALONE
    )
