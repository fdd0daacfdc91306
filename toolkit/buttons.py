"""What the macros in workbooks call, one function a button.

Workbooks that boards have kept for years hold these names: none is ever renamed or removed.
"""

from toolkit.excel.buttons import (
    check,
    close_period,
    papers,
    plan_changes,
    published_papers,
    release_figures,
    take_in_pasted_figures,
    update,
)

__all__ = [
    "check",
    "close_period",
    "papers",
    "plan_changes",
    "published_papers",
    "release_figures",
    "take_in_pasted_figures",
    "update",
]
