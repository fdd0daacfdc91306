"""The notebook in docs/tutorials runs from top to bottom and shows what it says it shows."""

import ast
import contextlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import PROJECT

pandas = pytest.importorskip("pandas")

NOTEBOOK = PROJECT / "docs" / "tutorials" / "board_in_python.ipynb"


def shown(source: str, names: dict[str, Any]) -> str:
    """What a notebook shows of a cell: what it prints, and the value of its last line."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "notebook", "exec"), names)
        value = eval(ast.unparse(last), names) if last is not None else None
    return printed.getvalue() + ("" if value is None else repr(value))


def outputs(cells: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    names: dict[str, Any] = {"__name__": "notebook"}
    for cell in cells:
        if cell["cell_type"] == "code":
            yield cell, shown("".join(cell["source"]), names)


def test_each_cell_shows_what_is_kept_beside_it(request: pytest.FixtureRequest) -> None:
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    with pandas.option_context("display.width", 100, "display.max_columns", 20):
        for number, (cell, text) in enumerate(outputs(notebook["cells"]), 1):
            output = {
                "output_type": "execute_result",
                "execution_count": number,
                "metadata": {},
                "data": {"text/plain": text.splitlines(keepends=True)},
            }
            if request.config.getoption("--refresh-golden"):
                cell["execution_count"], cell["outputs"] = number, [output]
            else:
                assert cell["outputs"] == [output], "".join(cell["source"])
    if request.config.getoption("--refresh-golden"):
        NOTEBOOK.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")
