"""Safeguarding toolkit: a board's reporting year, run from one Excel workbook.

In Python: `import toolkit as tk`, then `tk.open("Our board.xlsx")`. What `__all__` names is
public, and so are the functions of `toolkit.buttons` that macros call; the rest may change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.api.board import Board, diff, open
    from toolkit.api.measures import (
        byar,
        direction,
        exact_poisson,
        funnel,
        rank,
        rate,
        spc,
        target_rating,
        wilson,
    )
    from toolkit.values.errors import ToolkitError

__version__ = "0.1.0"

__all__ = [
    "Board",
    "ToolkitError",
    "byar",
    "diff",
    "direction",
    "exact_poisson",
    "funnel",
    "open",
    "rank",
    "rate",
    "spc",
    "target_rating",
    "wilson",
]

_HOMES = {
    **dict.fromkeys(("Board", "diff", "open"), "toolkit.api.board"),
    "ToolkitError": "toolkit.values.errors",
}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first asked for: commands start without any of them."""
    if name not in __all__:
        raise AttributeError(f"toolkit has no {name!r}; its public names are in toolkit.__all__")
    return getattr(import_module(_HOMES.get(name, "toolkit.api.measures")), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
