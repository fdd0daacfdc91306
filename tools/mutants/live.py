"""Puts a mutant's code into the functions that are already loaded.

Whoever has taken a function from its module has the mutant too, since it is the same object: no
module is loaded again.
"""

import ast
import functools
import gc
from collections.abc import Collection, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tools.mutants.mutations import Mutant


class Loaded:
    """The functions of some modules as this process has them."""

    def __init__(self, paths: Collection[Path]) -> None:
        self._functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        for found in gc.get_objects():
            if isinstance(found, FunctionType):
                code = found.__code__
                if Path(code.co_filename) in paths:
                    self._functions.setdefault(_key(code), []).append(found)

    def put_in(self, mutant: Mutant) -> bool:
        """Make the loaded function wrong; False where it is not loaded."""
        module = compile(mutant.code, mutant.path, "exec", dont_inherit=True)
        wanted = (str(mutant.path), mutant.function, mutant.starts)
        code = next((code for code in _codes(module) if _key(code) == wanted), None)
        functions = self._functions.get(wanted, [])
        if code is None:
            return False
        for function in functions:
            function.__code__ = code
            if mutant.in_defaults:
                _put_in_defaults(function, mutant)
        return bool(functions)


def caches() -> "list[functools._lru_cache_wrapper[Any]]":
    """The caches of results in the toolkit and in modules of tests."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, functools._lru_cache_wrapper) and _may_hold_results(found.__module__)
    ]


def _may_hold_results(module: str) -> bool:
    return module.startswith("toolkit.") or module.rpartition(".")[2].startswith("test_")


def _key(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _put_in_defaults(function: FunctionType, mutant: Mutant) -> None:
    written = next(
        node
        for node in ast.walk(ast.parse(mutant.code))
        if isinstance(node, ast.FunctionDef)
        and min([node.lineno, *(d.lineno for d in node.decorator_list)]) == mutant.starts
    )
    names = [argument.arg for argument in written.args.kwonlyargs]

    def value(default: ast.expr) -> object:
        source = compile(ast.Expression(default), mutant.path, "eval")
        return eval(source, function.__globals__)  # noqa: S307 - our own code

    function.__defaults__ = tuple(value(default) for default in written.args.defaults)
    function.__kwdefaults__ = {
        name: value(default)
        for name, default in zip(names, written.args.kw_defaults, strict=True)
        if default is not None
    }
