"""The page of the public Python names, made from their signatures and docstrings."""

import inspect
from pathlib import Path
from typing import Any

import toolkit
from toolkit.api.board import Papers, PlanChanges
from toolkit.api.measures import ControlChart, Judged, Limits, Place
from toolkit.api.rows import Rows

_EXAMPLE = Path(__file__).resolve().parents[1] / "workbooks" / "example_board.xlsx"
_FRAMES = ("findings", "actions", "data", "scorecard")
_GIVEN = (Rows, Papers, PlanChanges, ControlChart, Limits, Judged, Place)

_HEAD = """\
# Python reference

{generated}

What `import toolkit as tk` offers. These names are public: what they take and give changes only
with a word in the [changes](../../CHANGELOG.md). The same holds for the functions of
`toolkit.buttons`, which the macros in workbooks call. Everything else may change. For a first look,
see [a board in Python](../tutorials/board_in_python.ipynb).

Whatever goes wrong is a `ToolkitError`, whose text is one sentence for a person.
"""

_FRAMES_HEAD = """
## Frames

Every column is there, with its type, without rows too. A column that ends in `_missing` says why
the value beside it is missing. Dates are `datetime64[ns]`; ratings are ordered, Grey, Red, Amber,
Green, Blue.
"""


def api_page(generated: str) -> str:
    """The page; `generated` is the line that says so."""
    text = _HEAD.format(generated=generated)
    for name in toolkit.__all__:
        thing = getattr(toolkit, name)
        call = "" if _is_exception(thing) else _signature(thing)
        text += f"\n## `tk.{name}{call}`\n\n{_doc(thing)}\n"
        if inspect.isclass(thing) and not _is_exception(thing):
            text += "".join(_member(member, thing) for member in _members(thing))
    return text + _given() + _frames()


def _given() -> str:
    """What the public names give, which nobody needs to import."""
    text = "\n## What they give\n"
    for cls in _GIVEN:
        text += f"\n### `{cls.__name__}`\n\n{_doc(cls)}\n"
        fields = getattr(cls, "_fields", ())
        text += f"\nIt has {', '.join(f'`{name}`' for name in fields)}.\n" if fields else ""
    return text


def _frames() -> str:
    """The columns of every frame, as pandas shows them."""
    text = _FRAMES_HEAD
    board = toolkit.open(_EXAMPLE)
    for name in _FRAMES:
        text += f"\n### `board.{name}.to_frame()`\n\n| Column | Type |\n| --- | --- |\n"
        types = getattr(board, name).to_frame().dtypes.items()
        text += "".join(f"| `{column}` | {kind} |\n" for column, kind in types)
    return text


def _is_exception(thing: Any) -> bool:
    return inspect.isclass(thing) and issubclass(thing, Exception)


def _members(cls: Any) -> list[str]:
    return [name for name in vars(cls) if not name.startswith("_")]


def _member(name: str, cls: Any) -> str:
    member = vars(cls)[name]
    call = "" if isinstance(member, property) else _signature(member)
    return f"\n### `board.{name}{call}`\n\n{_doc(member)}\n"


def _signature(thing: Any) -> str:
    if inspect.isclass(thing):
        return ""
    signature = inspect.signature(thing)
    # What kind of value each takes is in the text, in words.
    parameters = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
        if parameter.name != "self"
    ]
    plain = signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
    return str(plain)


def _doc(thing: Any) -> str:
    return inspect.getdoc(thing) or ""
